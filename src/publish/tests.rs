//! Files and history agree after any sequence of changes, edits from outside and ends in the middle.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::store::{Author, Within};

/// An intents directory of its own, with its database.
struct Place {
    intents: PathBuf,
    store: Store,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.intents);
    }
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("footnote-publish-{}-{count}", std::process::id());
        let intents = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&intents);
        fs::create_dir_all(&intents).unwrap();
        for (name, text) in files {
            fs::create_dir_all(intents.join(name).parent().unwrap()).unwrap();
            fs::write(intents.join(name), text).unwrap();
        }
        let store = Store::in_memory().unwrap();
        Self { intents, store }
    }

    fn publisher(&self) -> Publisher<'_> {
        Publisher::new(&self.store, &self.intents)
    }

    fn publish(&self, change: &Change) -> Result<u64, PublishError> {
        self.publisher()
            .carry_out(change, RevisionKind::Published, None)
    }

    /// Takes back the last change of a file.
    fn undo(&self, file: &str) -> Result<u64, PublishError> {
        let last = self.publisher().undoable(&name(file))?;
        let last = last.ok_or_else(|| PublishError::NothingToUndo(file.to_owned()))?;
        let (old, new) = (last.change.new.as_deref(), last.change.old.as_deref());
        let kind = RevisionKind::Undo(last.id);
        self.publisher()
            .carry_out(&change(file, old, new), kind, None)
    }

    /// Brings the file of a revision back to what it was then.
    fn rollback(&self, to: u64) -> Result<u64, PublishError> {
        let revision = self
            .store
            .revision(to)?
            .ok_or(PublishError::NoRevision(to))?;
        let Change { file, new, .. } = revision.change;
        let now = self.publisher().current(&name(&file))?;
        let change = change(&file, now.as_deref(), new.as_deref());
        self.publisher()
            .carry_out(&change, RevisionKind::Rollback(to), None)
    }

    fn text(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.intents.join(file)).ok()
    }

    /// The history of a file, the first first, as `kind old→new`.
    fn history(&self, file: &str) -> Vec<String> {
        let mut history = self.store.history(Within::File(file), 100).unwrap();
        history.reverse();
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        let line = |revision: Revision| {
            let (old, new) = (shown(&revision.change.old), shown(&revision.change.new));
            format!("{} {:?} {old}→{new}", revision.id, revision.kind)
        };
        history.into_iter().map(line).collect()
    }

    /// No file but those that are meant: no temporary one.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.intents.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    names.push(
                        path.strip_prefix(&self.intents)
                            .unwrap()
                            .display()
                            .to_string(),
                    );
                }
            }
        }
        names.sort();
        names
    }
}

fn kim() -> Author {
    Author {
        id: Some(5),
        name: "Kim".to_owned(),
    }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_000).unwrap()
}

fn change(file: &str, old: Option<&str>, new: Option<&str>) -> Change {
    Change {
        file: file.to_owned(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
        author: kim(),
        reason: String::new(),
        at: at(),
    }
}

fn name(name: &str) -> FileName {
    FileName::parse(name).unwrap()
}

#[test]
fn a_change_is_published_taken_back_and_brought_again() {
    let place = Place::new(&[("a.toml", "1")]);
    place
        .publish(&change("a.toml", Some("1"), Some("2")))
        .unwrap();
    let third = place
        .publish(&change("a.toml", Some("2"), Some("3")))
        .unwrap();
    place.undo("a.toml").unwrap();
    assert_eq!(place.text("a.toml").as_deref(), Some("2"));
    place.undo("a.toml").unwrap();
    assert_eq!(place.text("a.toml").as_deref(), Some("1"));
    let nothing = place.undo("a.toml");
    assert!(matches!(nothing, Err(PublishError::NothingToUndo(_))));
    place.rollback(third).unwrap();
    place.undo("a.toml").unwrap();
    insta::assert_snapshot!(place.history("a.toml").join("\n"), @r"
    1 Published 1→2
    2 Published 2→3
    3 Undo(2) 3→2
    4 Undo(1) 2→1
    5 Rollback(2) 1→3
    6 Undo(5) 3→1
    ");
    assert_eq!(place.names(), ["a.toml"]);
}

#[test]
fn files_come_and_go() {
    let place = Place::new(&[]);
    let file = "guilds/7/topics/b.toml";
    place.publish(&change(file, None, Some("1"))).unwrap();
    assert_eq!(place.text(file).as_deref(), Some("1"));
    let gone = place.publish(&change(file, Some("1"), None)).unwrap();
    assert_eq!(place.text(file), None);
    place.undo(file).unwrap();
    assert_eq!(place.text(file).as_deref(), Some("1"));
    place.rollback(gone).unwrap();
    assert_eq!((place.text(file), place.names()), (None, vec![]));
}

#[test]
fn a_draft_goes_with_its_publication_and_stays_without() {
    let place = Place::new(&[("a.toml", "1")]);
    let publisher = place.publisher();
    let draft = |change: &Change| {
        let id = place.store.keep_draft(change).unwrap();
        place.store.draft(id).unwrap().unwrap()
    };
    let publish = |draft: &crate::store::Draft| {
        let kind = RevisionKind::Published;
        publisher.carry_out(&draft.change, kind, Some(draft.id))
    };
    let sound = draft(&change("a.toml", Some("1"), Some("2")));
    publish(&sound).unwrap();
    assert_eq!(place.store.drafts().unwrap(), []);
    let late = draft(&change("a.toml", Some("1"), Some("3")));
    let refused = publish(&late).unwrap_err();
    let PublishError::Conflict(conflict) = refused else {
        panic!("{refused}");
    };
    let texts = (conflict.base, conflict.wanted, conflict.now);
    assert_eq!(
        texts,
        (Some("1".into()), Some("3".into()), Some("2".into()))
    );
    assert_eq!(place.store.drafts().unwrap(), [late]);
    assert_eq!(place.text("a.toml").as_deref(), Some("2"));
    assert_eq!(place.history("a.toml").len(), 1);
}

#[test]
fn what_must_not_be_published_is_not() {
    let place = Place::new(&[("a.toml", "1"), ("marked.toml", "\u{feff}1")]);
    let check = |change: Change, expected: &str| {
        let refused = place.publish(&change).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
        assert_eq!(place.store.pending_revisions().unwrap(), []);
    };
    check(
        change("../a.toml", Some("1"), Some("2")),
        "is no name of an intents file",
    );
    check(
        change("a.toml", Some("1"), Some("1")),
        "is like this already",
    );
    check(change("a.toml", None, Some("2")), "was changed since");
    check(change("b.toml", Some("1"), Some("2")), "was changed since");
    place
        .publish(&change("marked.toml", Some("1"), Some("2")))
        .unwrap();
    assert_eq!(place.text("marked.toml").as_deref(), Some("2"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let outside = Place::new(&[("a.toml", "1"), ("topics/a.toml", "1")]);
    let place = Place::new(&[]);
    std::os::unix::fs::symlink(outside.intents.join("a.toml"), place.intents.join("a.toml"))
        .unwrap();
    std::os::unix::fs::symlink(outside.intents.join("topics"), place.intents.join("topics"))
        .unwrap();
    for file in ["a.toml", "topics/a.toml", "topics/new.toml"] {
        let old = (file != "topics/new.toml").then_some("1");
        let refused = place.publish(&change(file, old, Some("2")));
        assert!(
            matches!(refused, Err(PublishError::Link(_))),
            "{file}: {refused:?}"
        );
    }
    assert_eq!(outside.names(), ["a.toml", "topics/a.toml"]);
    assert_eq!(outside.text("a.toml").as_deref(), Some("1"));
}

#[test]
fn a_file_that_cannot_be_written_leaves_everything_as_it_was() {
    let place = Place::new(&[("a.toml", "1"), (".b.toml.new/x", "in the way")]);
    let refused = place.publish(&change("b.toml", None, Some("2")));
    assert!(
        matches!(refused, Err(PublishError::Unwritable { .. })),
        "{refused:?}"
    );
    assert_eq!(place.store.pending_revisions().unwrap(), []);
    assert_eq!(
        (place.text("b.toml"), place.history("b.toml").len()),
        (None, 0)
    );
}

/// Whoever may do anything sees nothing of this.
#[cfg(unix)]
#[test]
fn a_folder_that_the_disk_keeps_to_itself_is_no_failure() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new(&[("a.toml", "1")]);
    let let_in = |mode| fs::set_permissions(&place.intents, fs::Permissions::from_mode(mode));
    // Files can be written, but the folder cannot be opened to have its entries written.
    let_in(0o300).unwrap();
    let published = place.publish(&change("a.toml", Some("1"), Some("2")));
    let removed = place.publish(&change("a.toml", Some("2"), None));
    let_in(0o700).unwrap();
    assert!(
        published.is_ok() && removed.is_ok(),
        "{published:?} {removed:?}"
    );
    assert_eq!(place.text("a.toml"), None);
    assert_eq!(place.history("a.toml").len(), 2);
}

#[test]
fn what_was_under_way_is_completed_or_dropped() {
    let check = |on_disk: Option<&str>, completed: bool, after: Option<&str>| {
        let place = Place::new(&[]);
        let begun = change("a.toml", Some("1"), Some("2"));
        if let Some(text) = on_disk {
            fs::write(place.intents.join("a.toml"), text).unwrap();
        }
        place
            .store
            .begin_revision(&begun, RevisionKind::Published, None)
            .unwrap();
        let recovered = place.publisher().recover().unwrap();
        assert_eq!(recovered.len(), 1);
        assert_eq!(recovered[0].dropped.is_none(), completed, "{on_disk:?}");
        assert_eq!(place.text("a.toml").as_deref(), after);
        assert_eq!(place.history("a.toml").len(), usize::from(completed));
        assert!(place.publisher().recover().unwrap().is_empty());
    };
    check(Some("1"), true, Some("2"));
    check(Some("2"), true, Some("2"));
    check(Some("3"), false, Some("3"));
    check(None, false, None);
}

#[test]
fn the_next_change_completes_the_one_before() {
    let place = Place::new(&[("a.toml", "1")]);
    let begun = change("a.toml", Some("1"), Some("2"));
    place
        .store
        .begin_revision(&begun, RevisionKind::Published, None)
        .unwrap();
    place
        .publish(&change("a.toml", Some("2"), Some("3")))
        .unwrap();
    assert_eq!(
        place.history("a.toml"),
        ["1 Published 1→2", "2 Published 2→3"]
    );
}

/// Something that happens to one of two files.
#[derive(Debug, Clone)]
enum Step {
    Publish(usize, Option<u8>),
    /// A process records a change and ends; before it has replaced the file, or after.
    Die(usize, Option<u8>, bool),
    Undo(usize),
    Rollback(u64),
    EditOutside(usize, u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = 0..2_usize;
    let text = proptest::option::weighted(0.8, 0..4_u8);
    let step = prop_oneof![
        4 => (file.clone(), text.clone()).prop_map(|(file, text)| Step::Publish(file, text)),
        2 => (file.clone(), text, any::<bool>()).prop_map(|(file, text, after)| Step::Die(file, text, after)),
        3 => file.clone().prop_map(Step::Undo),
        2 => (0..12_u64).prop_map(Step::Rollback),
        1 => (file, 0..4_u8).prop_map(|(file, text)| Step::EditOutside(file, text)),
    ];
    proptest::collection::vec(step, 1..30)
}

const FILES: [&str; 2] = ["a.toml", "guilds/7/b.toml"];

/// What the two files must be, and how many revisions each has.
#[derive(Debug, Default)]
struct Model {
    texts: [Option<String>; 2],
    revisions: [usize; 2],
}

impl Model {
    /// Every new revision begins with what the file was and makes of it what the file is then.
    fn follow(&mut self, place: &Place) {
        for (at, file) in FILES.iter().enumerate() {
            let mut history = place.store.history(Within::File(file), 100).unwrap();
            history.reverse();
            for revision in &history[self.revisions[at]..] {
                assert_eq!(revision.change.old, self.texts[at], "{file}");
                self.texts[at].clone_from(&revision.change.new);
            }
            self.revisions[at] = history.len();
            assert_eq!(place.text(file), self.texts[at], "{file}");
        }
        assert_eq!(place.store.pending_revisions().unwrap(), []);
    }

    fn take(&mut self, place: &Place, step: &Step) {
        let publisher = place.publisher();
        let wanted = |file: usize, text: Option<u8>| {
            let new = text.map(|text| text.to_string());
            change(FILES[file], self.texts[file].as_deref(), new.as_deref())
        };
        match *step {
            Step::Publish(file, text) => {
                let change = wanted(file, text);
                let done = place.publish(&change);
                assert_eq!(done.is_ok(), change.old != change.new, "{done:?}");
            }
            Step::Die(file, text, after) => {
                let change = wanted(file, text);
                if change.old != change.new {
                    let kind = RevisionKind::Published;
                    place.store.begin_revision(&change, kind, None).unwrap();
                    if after {
                        publisher.apply(&change).unwrap();
                    }
                    assert!(publisher.recover().unwrap()[0].dropped.is_none());
                }
            }
            Step::Undo(file) => {
                let before = self.texts[file].clone();
                match place.undo(FILES[file]) {
                    Ok(_) | Err(PublishError::NothingToUndo(_)) => {}
                    Err(PublishError::Conflict(conflict)) => assert_eq!(conflict.now, before),
                    Err(error) => panic!("{error}"),
                }
            }
            Step::Rollback(to) => match place.rollback(to) {
                Ok(_) | Err(PublishError::NoRevision(_) | PublishError::Unchanged(_)) => {}
                Err(error) => panic!("{error}"),
            },
            Step::EditOutside(file, text) => {
                let path = place.intents.join(FILES[file]);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text.to_string()).unwrap();
                self.texts[file] = Some(text.to_string());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn files_and_history_agree(steps in steps()) {
        let place = Place::new(&[]);
        let mut model = Model::default();
        for step in &steps {
            model.take(&place, step);
            model.follow(&place);
        }
        prop_assert!(place.names().iter().all(|name| FILES.contains(&name.as_str())));
    }
}
