//! What is put in force of changed files, on the made-up dataset with a few intents; time passes only when it is told to.

use std::path::Path;

use jiff::civil::{Date, date};

use super::*;
use crate::diagnostic::{Severity, SourceFile};
use crate::engine::LoadedFiles;

const TODAY: Date = date(2026, 11, 24);

/// A sound intent that answers with a fixed text.
const STORMS: &str = "\
schema = 1
id = \"storms\"
title = \"Storms\"
answer = \"help\"
phrases.en = [
  \"what songs do storms have\",
]
[reply.en]
text = '''Storms have no songs.'''

[[test]]
ask = \"what songs do storms have?\"
";

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })
}

/// The lighthouses and a few intents for any data, with other files beside them.
fn set(more: &[(&str, &str)]) -> FileSet {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = read_directory(&root.join("tests/data/lighthouses"))
        .unwrap()
        .files;
    let operations = root.join("intents/operations");
    let shipped = ["value.toml", "identity.toml", "words/en.toml"].map(|name| {
        let text = std::fs::read_to_string(operations.join(name)).unwrap();
        file(&format!("i/operations/{name}"), &text)
    });
    let more = more.iter().map(|(path, text)| file(path, text));
    FileSet::new(data, shipped.into_iter().chain(more).collect(), "i").0
}

fn found(loaded: &LoadedFiles) -> BTreeMap<Option<Server>, usize> {
    let by_scope = loaded.problems.iter();
    by_scope
        .map(|(scope, problems)| (*scope, problems.errors()))
        .collect()
}

fn in_force(more: &[(&str, &str)]) -> InForce {
    let files = set(more);
    let loaded = files.load(&crate::message::shipped().unwrap());
    let found = found(&loaded);
    InForce::new(files, &loaded.snapshots, found)
}

/// The first answer in a server, or outside.
fn answer(snapshots: &crate::engine::Snapshots, server: Option<u64>, question: &str) -> String {
    let mut conversation = crate::message::Memory::default();
    crate::message::answer(snapshots.of(server), question, &mut conversation, TODAY).text
}

#[test]
fn sound_files_move_on_and_broken_ones_keep_their_last_text() {
    let check =
        |before: &[(&str, &str)], after: &[(&str, &str)], accepted: &[&str], refused: &[&str]| {
            let mut last = in_force(before);
            let (snapshots, reload) = decide(&mut last, set(after), Unread::new(), TODAY);
            let scopes = reload.scopes.values();
            let all = |files: fn(&Decided) -> &Vec<String>| -> Vec<String> {
                scopes.clone().flat_map(files).cloned().collect()
            };
            let problems = || scopes.clone().flat_map(|decided| &decided.problems);
            assert_eq!(all(|decided| &decided.accepted), accepted, "{reload:?}");
            assert_eq!(all(|decided| &decided.refused), refused, "{reload:?}");
            assert_eq!(snapshots.is_some(), !accepted.is_empty());
            assert_eq!(reload.is_accepted(), refused.is_empty());
            let errors = problems().filter(|problem| problem.severity == Severity::Error);
            assert_eq!(errors.count() > 0, !refused.is_empty());
            let changed = all(|decided| &decided.changed);
            assert_eq!(changed.len(), accepted.len() + refused.len());
        };
    let other = STORMS.replace("no songs", "many songs");
    let broken = STORMS.replace("schema = 1", "schema = ");
    let failing = STORMS.replace("storms have?", "storms have?\"\nstatus = \"no_data");
    let (storms, of_7) = ("i/storms.toml", "i/guilds/7/storms.toml");
    check(&[], &[], &[], &[]);
    check(&[], &[(storms, STORMS)], &[storms], &[]);
    check(&[(storms, STORMS)], &[(storms, &other)], &[storms], &[]);
    check(&[(storms, STORMS)], &[], &[storms], &[]);
    check(&[(storms, STORMS)], &[(storms, &broken)], &[], &[storms]);
    check(&[(storms, STORMS)], &[(storms, &failing)], &[], &[storms]);
    // What is broken from the start keeps nothing else back, and may be mended.
    check(
        &[(storms, &broken)],
        &[(storms, &broken), (of_7, &other)],
        &[of_7],
        &[],
    );
    check(&[(storms, &broken)], &[(storms, STORMS)], &[storms], &[]);
    // One of two, and one server's file beside the shared one.
    let bells = other.replace("storms", "bells").replace("Storms", "Bells");
    let check_two = |bells_text: &str, storms_text: &str, accepted: &[&str], refused: &[&str]| {
        check(
            &[(storms, STORMS)],
            &[("i/bells.toml", bells_text), (storms, storms_text)],
            accepted,
            refused,
        );
    };
    check_two(&bells, &broken, &["i/bells.toml"], &[storms]);
    check_two(&bells, &other, &["i/bells.toml", storms], &[]);
    check(
        &[(storms, STORMS)],
        &[(storms, &other), (of_7, &broken)],
        &[storms],
        &[of_7],
    );
    check(
        &[(of_7, STORMS)],
        &[(storms, &broken), (of_7, &other)],
        &[of_7],
        &[storms],
    );
}

#[test]
fn a_server_answers_by_its_own_files_and_nobody_else_does() {
    let of_7 = STORMS.replace("no songs", "many songs");
    let mut last = in_force(&[]);
    let after = set(&[("i/storms.toml", STORMS), ("i/guilds/7/storms.toml", &of_7)]);
    let (snapshots, _) = decide(&mut last, after, Unread::new(), TODAY);
    let snapshots = snapshots.unwrap();
    let ask = |server| answer(&snapshots, server, "what songs do storms have?");
    assert_eq!(ask(None), "Storms have no songs.");
    assert_eq!(ask(Some(8)), "Storms have no songs.");
    assert_eq!(ask(Some(7)), "Storms have many songs.");
    let (snapshots, _) = decide(
        &mut last,
        set(&[("i/storms.toml", STORMS)]),
        Unread::new(),
        TODAY,
    );
    let gone = answer(&snapshots.unwrap(), Some(7), "what songs do storms have?");
    assert_eq!(gone, "Storms have no songs.");
}

#[test]
fn what_breaks_elsewhere_is_kept_back_whole() {
    // The words are needed by every file: without them nothing loads, and no error points into a changed file.
    let mut last = in_force(&[("i/storms.toml", STORMS)]);
    let mut after = set(&[("i/storms.toml", STORMS)]);
    after
        .shared
        .retain(|file| !file.path.ends_with("words/en.toml"));
    let (snapshots, reload) = decide(&mut last, after, Unread::new(), TODAY);
    assert!(snapshots.is_none());
    assert!(reload.refuses("i/operations/words/en.toml"));
    assert_eq!(reload.scopes[&None].refused.len(), 1);
}

#[test]
fn standing_errors_count_and_no_server_sees_another() {
    let broken = STORMS.replace("schema = 1", "schema = ");
    let (storms, of_7, of_8) = (
        "i/storms.toml",
        "i/guilds/7/storms.toml",
        "i/guilds/8/storms.toml",
    );
    let mut last = in_force(&[(storms, &broken), (of_7, &broken)]);
    let mut check =
        |files: &[(&str, &str)], unread: Unread, errors: usize, scopes: &[Option<Server>]| {
            let (_, reload) = decide(&mut last, set(files), unread, TODAY);
            assert_eq!(reload.errors, errors, "{reload:?}");
            assert_eq!(reload.scopes.keys().copied().collect::<Vec<_>>(), scopes);
            for (scope, decided) in &reload.scopes {
                let problems = decided.problems.iter().flat_map(|problem| &problem.labels);
                let mut paths = decided
                    .changed
                    .iter()
                    .chain(problems.map(|label| &label.file.path));
                assert!(paths.all(|path| server_of(below("i", path)) == *scope));
            }
        };
    let none = Unread::new;
    check(&[(storms, &broken), (of_7, &broken)], none(), 2, &[]);
    let three = [(storms, broken.as_str()), (of_7, &broken), (of_8, &broken)];
    check(&three, none(), 3, &[Some(8)]);
    // What was refused is tried anew with each look, what stands is not.
    check(&three, none(), 3, &[Some(8)]);
    let unreadable = Diagnostic::error("F003", "`i/guilds/9/c.toml` may not be read");
    let folders = Folders {
        intents: "i".into(),
        ..Folders::default()
    };
    let unread = folders.by_scope(std::iter::once(unreadable).collect());
    check(
        &[(storms, STORMS), (of_7, &broken)],
        unread,
        2,
        &[None, Some(9)],
    );
    check(&[(storms, STORMS)], none(), 0, &[Some(7)]);
}

#[test]
fn a_folder_that_cannot_be_read_takes_nothing_away() {
    let mut last = in_force(&[
        ("i/storms.toml", STORMS),
        ("i/guilds/7/storms.toml", STORMS),
    ]);
    let unread = Diagnostic::error("F003", "`i` may not be read");
    let unread = Folders::default().by_scope(std::iter::once(unread).collect());
    let (snapshots, reload) = decide(&mut last, FileSet::default(), unread, TODAY);
    assert!(snapshots.is_none());
    let decided = &reload.scopes[&None];
    assert_eq!((decided.changed.len(), decided.problems.errors()), (0, 1));
    assert_eq!((reload.scopes.len(), reload.errors), (1, 1));
}

#[test]
fn a_change_is_acted_upon_once_it_rests() {
    let texts = ["a", "b", "c"].map(|text| set(&[("i/storms.toml", text)]));
    let none = Unread::new();
    let mut settle = Settle::new(&texts[0], &none);
    let check = |settle: &mut Settle, seen: usize, expected: bool| {
        assert_eq!(settle.look(&texts[seen], &none), expected, "{seen}");
    };
    for (seen, expected) in [
        (0, false),
        (1, false),
        (2, false),
        (2, true),
        (2, false),
        (1, false),
        (2, false),
    ] {
        check(&mut settle, seen, expected);
    }
    settle.handled(&texts[1], &none);
    for (seen, expected) in [(1, false), (1, false), (0, false), (0, true)] {
        check(&mut settle, seen, expected);
    }
}

#[test]
fn a_watch_swaps_the_engine() {
    let base = std::env::temp_dir().join(format!("footnote-watch-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&base);
    for file in set(&[]).shared {
        let path = base.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
    let folders = Folders {
        data: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lighthouses"),
        intents: base.join("i"),
    };
    std::fs::write(base.join("i/notes.toml.bak"), "").unwrap();
    let (files, unread) = folders.read();
    assert_eq!(unread[&None].warnings(), 1);
    let loaded = files.load(&crate::message::shipped().unwrap());
    let found = found(&loaded);
    let engine = Arc::new(Engine::new(loaded.snapshots, || TODAY));
    // A warning that was there at the start is no change.
    let problems = unread.into_values().flatten().collect();
    let watch = Watch::new(Arc::clone(&engine), folders, files, problems, found);
    let watch = Arc::new(watch);
    let accepted = |reload: &Reload| reload.scopes[&None].accepted.len();
    let ask = || {
        let mut conversation = crate::message::Memory::default();
        engine
            .ask("what songs do storms have?", &mut conversation)
            .text
    };
    assert_eq!((watch.look(), watch.look()), (None, None));
    std::fs::write(base.join("i/storms.toml"), STORMS).unwrap();
    assert_eq!(watch.look(), None);
    assert_eq!(watch.look().map(|reload| accepted(&reload)), Some(1));
    assert_eq!(ask(), "Storms have no songs.");
    std::fs::write(
        base.join("i/storms.toml"),
        STORMS.replace("schema = 1", "schema = "),
    )
    .unwrap();
    assert!(watch.now().refuses(&shown(&base.join("i/storms.toml"))));
    assert_eq!(ask(), "Storms have no songs.");
    let (sender, reloads) = std::sync::mpsc::channel();
    let watching = watch.start(Duration::from_millis(1), move |reload| {
        let _ = sender.send(reload);
    });
    // At this pace a file that is written in place would be seen half written, twice.
    std::fs::write(base.join("new"), STORMS.replace("no songs", "many")).unwrap();
    std::fs::rename(base.join("new"), base.join("i/storms.toml")).unwrap();
    let reload = reloads.recv_timeout(Duration::from_secs(60)).unwrap();
    assert_eq!(accepted(&reload), 1);
    drop(watching);
    assert_eq!(ask(), "Storms have many.");
    let _ = std::fs::remove_dir_all(&base);
}
