//! The program is killed while it publishes, at any moment and at those that the disk shows: files and history must agree after the next start, and nothing that
//! was said to be published may be lost.
//!
//! `FOOTNOTE_KILLS` says how often; with `--nocapture` the moments that were hit are printed.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use footnote::publish::{FileName, Publisher};
use footnote::store::{Author, Change, Revision, Store, Within};

use crate::intents::{STORMS, place};

const KILLS: u64 = 30;
/// Of so many kills, one in five strikes in the middle for sure: the change recorded, and not yet done.
const MANY: u64 = 200;
/// Longer than any start of the program takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }
}

/// Where the kills have struck.
#[derive(Debug, Default)]
struct Struck {
    before_recording: u64,
    between: u64,
    after: u64,
    not_at_all: u64,
}

impl Struck {
    fn kills(&self) -> u64 {
        self.before_recording + self.between + self.after
    }
}

/// A program that changes one of the files.
struct Begun {
    child: Child,
    file: &'static str,
    /// The text before and after.
    texts: [Option<String>; 2],
    /// The draft that it publishes, if it is no undo.
    draft: Option<u64>,
}

/// An intents directory with its database, and what is known to be published.
struct Bench {
    place: PathBuf,
    said_to_be_published: usize,
    struck: Struck,
}

const FILES: [&str; 2] = ["topics/storms.toml", "topics/gales.toml"];

impl Bench {
    fn intents(&self) -> PathBuf {
        self.place.join("intents")
    }

    fn store(&self) -> Store {
        Store::open(&self.place.join("footnote.db")).unwrap()
    }

    fn text(&self, file: &str) -> Option<String> {
        std::fs::read_to_string(self.intents().join(file)).ok()
    }

    /// Starts something that changes one of the files.
    fn begin(&self, round: u64, dice: &mut Dice) -> Begun {
        let store = self.store();
        let file = FILES[usize::try_from(dice.below(2)).unwrap()];
        let old = self.text(file);
        let name = FileName::parse(file).unwrap();
        let intents = self.intents();
        let publisher = Publisher::new(&store, &intents);
        let last = publisher.undoable(&name).unwrap();
        if let Some(last) = last.filter(|_| dice.below(4) == 0) {
            return Begun {
                child: self.start(&["undo", file]),
                file,
                texts: [old, last.change.old],
                draft: None,
            };
        }
        let text = STORMS.replace("storms", name.stem());
        let new = (old.is_none() || dice.below(5) > 0).then(|| format!("# round {round}\n{text}"));
        let author = Author {
            id: None,
            name: "Kim".to_owned(),
        };
        let change = Change {
            file: file.to_owned(),
            old: old.clone(),
            new: new.clone(),
            author,
            reason: String::new(),
            at: Timestamp::now(),
        };
        let draft = store.keep_draft(&change).unwrap();
        drop(store);
        Begun {
            child: self.start(&["publish", &draft.to_string()]),
            file,
            texts: [old, new],
            draft: Some(draft),
        }
    }

    fn start(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_footnote"))
            .args(["intents", "--yes", "--author", "Kim"])
            .args(args)
            .current_dir(&self.place)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// What must hold after the next start.
    fn look(&mut self, begun: &Begun, ended_well: bool) {
        let (file, texts) = (begun.file, &begun.texts);
        let found = self.text(file);
        assert!(
            texts.contains(&found),
            "{file} is neither the old nor the new one"
        );
        let store = self.store();
        let intents = self.intents();
        match (store.pending_revisions().unwrap().len(), found == texts[1]) {
            _ if ended_well => self.struck.not_at_all += 1,
            (0, false) => self.struck.before_recording += 1,
            (0, true) => self.struck.after += 1,
            _ => self.struck.between += 1,
        }
        let recorded = store.pending_revisions().unwrap().len() == 1 || found == texts[1];
        for recovered in Publisher::new(&store, &intents).recover().unwrap() {
            assert!(recovered.dropped.is_none(), "{recovered:?}");
        }
        assert_eq!(store.pending_revisions().unwrap(), []);
        // What was recorded is never lost, and what was not leaves no trace.
        let expected = &texts[usize::from(recorded)];
        assert_eq!(&self.text(file), expected);
        assert!(
            recorded || !ended_well,
            "it was said to be published, and is not"
        );
        self.said_to_be_published += usize::from(recorded);
        let mut revisions = 0;
        for file in FILES {
            let mut history = store.history(Within::File(file), u32::MAX).unwrap();
            history.reverse();
            revisions += history.len();
            self.agree(file, &history);
        }
        assert_eq!(revisions, self.said_to_be_published);
        // A draft is there until it is published.
        if let Some(draft) = begun.draft {
            let waits = store.draft(draft).unwrap().is_some();
            assert_eq!(waits, !recorded, "the draft");
        }
    }

    /// Each revision begins where the one before has ended, and the file is what the last has made of it.
    fn agree(&self, file: &str, history: &[Revision]) {
        for pair in history.windows(2) {
            assert_eq!(pair[0].change.new, pair[1].change.old, "{file}");
        }
        if let Some(last) = history.last() {
            assert_eq!(self.text(file), last.change.new, "{file}");
        }
    }
}

/// What has to be seen on the disk before the kill.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// Nothing: it strikes at any time.
    Any,
    /// The change is recorded.
    Recorded,
    /// The new text stands beside the file.
    Written,
    /// The file is the new one.
    Replaced,
}

impl Moment {
    fn one(dice: &mut Dice) -> Self {
        let moments = [Self::Any, Self::Recorded, Self::Written, Self::Replaced];
        moments[usize::try_from(dice.below(4)).unwrap()]
    }
}

impl Bench {
    /// Lets the program run until its moment has come, or it has ended.
    fn let_it_run(&self, begun: &mut Begun, moment: Moment, dice: &mut Dice, whole: Duration) {
        let store = self.store();
        let file = self.intents().join(begun.file);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let beside = file.with_file_name(format!(".{name}.new"));
        let delay = Duration::from_micros(dice.below(u64::try_from(whole.as_micros()).unwrap()));
        let clock = Instant::now();
        let has_come = || match moment {
            Moment::Any => clock.elapsed() >= delay,
            Moment::Recorded => !store.pending_revisions().unwrap().is_empty(),
            Moment::Written => beside.exists(),
            Moment::Replaced => self.text(begun.file) == begun.texts[1],
        };
        while !has_come() && begun.child.try_wait().unwrap().is_none() {
            assert!(clock.elapsed() < PATIENCE, "{moment:?} has not come");
            std::hint::spin_loop();
        }
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let kills = std::env::var("FOOTNOTE_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(KILLS);
    let mut dice = Dice(2_026);
    let mut bench = Bench {
        place: place("crash"),
        said_to_be_published: 0,
        struck: Struck::default(),
    };
    let clock = Instant::now();
    let mut first = bench.begin(0, &mut dice);
    assert!(first.child.wait().unwrap().success());
    let whole = clock.elapsed();
    bench.look(&first, true);
    for round in 1.. {
        if bench.struck.kills() == kills {
            break;
        }
        let mut begun = bench.begin(round, &mut dice);
        let moment = Moment::one(&mut dice);
        bench.let_it_run(&mut begun, moment, &mut dice, whole);
        // A program that has ended already is not killed any more.
        let _ = begun.child.kill();
        let ended_well = begun.child.wait().unwrap().success();
        bench.look(&begun, ended_well);
    }
    eprintln!(
        "{kills} kills: {:?}, {} revisions",
        bench.struck, bench.said_to_be_published
    );
    assert!(
        kills < MANY || bench.struck.between * 5 >= kills,
        "too few kills struck in the middle"
    );
}
