//! What is kept is found again, also by the next process; what is no database is refused in words.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::*;

const TODAY: Date = date(2026, 11, 24);

/// An empty directory for one test.
fn directory(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("footnote-store-{test}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn reading_does_not_wait_for_who_writes() {
    let directory = directory("reads-beside-writes");
    let store = Store::open(&directory.join("footnote.db")).unwrap();
    store.remember_posts(&[post(1, 2, 3)], second(1)).unwrap();
    let found = store.write(Survives::Crash, |transaction| {
        transaction.execute("DELETE FROM post", []).unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| tell.send(store.answered(2).unwrap()).unwrap());
            let found = told.recv_timeout(std::time::Duration::from_secs(60));
            Ok::<_, StoreError>(found)
        })
    });
    assert_eq!(found.unwrap(), Ok(vec![post(1, 2, 3)]), "what was before");
    assert_eq!(store.answered(2).unwrap(), []);
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn author(name: &str, id: Option<u64>) -> Author {
    let name = name.to_owned();
    Author { id, name }
}

fn change(file: &str, old: Option<&str>, new: Option<&str>) -> Change {
    Change {
        file: file.to_owned(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
        author: author("Kim", Some(u64::MAX)),
        reason: "storms were asked for".to_owned(),
        at: second(100),
    }
}

fn post(channel: u64, question: u64, answer: u64) -> Post {
    Post {
        channel,
        question,
        answer,
    }
}

#[test]
fn settings_outlive_a_restart() {
    let directory = directory("settings");
    let path = directory.join("footnote.db");
    let settings = Settings {
        default_mode: Mode::Silent,
        channels: [(7, Mode::Listens), (u64::MAX, Mode::Answers)].into(),
        moderators: [3, 5].into(),
        moderators_channel: Some(9),
        language: Some("uk".to_owned()),
        inbox: true,
        inbox_days: 14,
        cooldown_seconds: 0,
        webhooks: true,
    };
    let store = Store::open(&path).unwrap();
    assert_eq!(store.settings(1).unwrap(), Settings::default());
    store.save_settings(u64::MAX, &settings).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.settings(u64::MAX).unwrap(), settings);
    assert_eq!(store.settings(1).unwrap(), Settings::default());
    assert_eq!(
        store.all_settings().unwrap(),
        [(u64::MAX, settings.clone())].into()
    );
    for (channel, parent, expected) in [
        (7, None, Mode::Listens),
        (8, None, Mode::Silent),
        (8, Some(7), Mode::Listens),
        (7, Some(9), Mode::Listens),
        (8, Some(9), Mode::Silent),
    ] {
        let found = settings.mode(channel, parent);
        assert_eq!(found, expected, "{channel} in {parent:?}");
    }
}

#[test]
fn settings_of_an_older_version_have_the_defaults_of_what_they_lack() {
    let store = Store::in_memory().unwrap();
    let insert = "INSERT INTO settings VALUES (1, '{\"inbox\": true}')";
    store
        .read(|connection| connection.execute(insert, []))
        .unwrap();
    let expected = Settings {
        inbox: true,
        ..Settings::default()
    };
    assert_eq!(store.settings(1).unwrap(), expected);
}

#[test]
fn a_database_of_the_first_form_keeps_what_it_holds() {
    let path = directory("first-form").join("footnote.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(include_str!("schema/1.sql"))
        .unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    let insert = "INSERT INTO settings VALUES (1, '{\"inbox\": true}');
        INSERT INTO cursor VALUES (1, 2, 3);
        INSERT INTO audit VALUES (1, NULL, 5, NULL, 'Kim', 'published storms.toml');
        INSERT INTO revision VALUES (4, 'storms.toml', NULL, 'b', NULL, 'Kim', '', 5, 'published', NULL, NULL, 'done');";
    connection.execute_batch(insert).unwrap();
    drop(connection);
    for _ in 0..2 {
        let store = Store::open(&path).unwrap();
        assert!(store.settings(1).unwrap().inbox);
        assert_eq!(store.history(Within::Shared, 9).unwrap()[0].id, 4);
    }
}

#[test]
fn a_copy_holds_what_was_kept() {
    let directory = directory("backup");
    let store = Store::open(&directory.join("footnote.db")).unwrap();
    store.remember_posts(&[post(1, 2, 3)], second(1)).unwrap();
    let copy = directory.join("copy.db");
    store.backup(&copy).unwrap();
    assert_eq!(Store::open(&copy).unwrap().answered(2).unwrap().len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "questions stand in it");
    }
    let refused = store.backup(&copy).unwrap_err().to_string();
    assert!(
        refused.contains("there is a file of this name already"),
        "{refused}"
    );
}

#[test]
fn what_is_no_database_of_ours_is_refused() {
    let directory = directory("refused");
    let check = |name: &str, make: &dyn Fn(&Path), expected: &str| {
        let path = directory.join(name);
        make(&path);
        let error = Store::open(&path).unwrap_err().to_string();
        let error = error.replace(&directory.display().to_string(), "…");
        assert!(error.contains(expected), "{error}");
    };
    let text = |path: &Path| std::fs::write(path, "a text of some length, ".repeat(50)).unwrap();
    check("text.db", &text, "`…/text.db` is no database of Footnote");
    let newer = |path: &Path| {
        let connection = Connection::open(path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
    };
    check(
        "newer.db",
        &newer,
        "has form 99, this program knows forms up to 3",
    );
    check(
        "no/such/folder.db",
        &|_| {},
        "`…/no/such/folder.db` cannot be opened",
    );
}

#[test]
fn answers_are_found_by_their_question() {
    let store = Store::in_memory().unwrap();
    store.remember_posts(&[post(1, 10, 12)], second(2)).unwrap();
    store.remember_posts(&[post(1, 10, 11)], second(1)).unwrap();
    store.remember_posts(&[post(1, 20, 21)], second(9)).unwrap();
    let answers = |question| -> Vec<u64> {
        let posts = store.answered(question).unwrap();
        posts.iter().map(|post| post.answer).collect()
    };
    assert_eq!(answers(10), [11, 12]);
    assert_eq!(answers(99), [0; 0]);
    assert_eq!(store.expire_posts(second(9)).unwrap(), 2);
    assert_eq!((answers(10), answers(20)), (vec![], vec![21]));
    store.forget_posts(20).unwrap();
    assert_eq!(answers(20), [0; 0]);
}

fn with_inbox(store: &Store, guild: u64) {
    let settings = Settings {
        inbox: true,
        inbox_days: 2,
        ..Settings::default()
    };
    store.save_settings(guild, &settings).unwrap();
}

#[test]
fn the_inbox_is_off_until_switched_on() {
    let store = Store::in_memory().unwrap();
    let note = |text| {
        store
            .note_in_inbox(1, InboxKind::Refused, text, TODAY)
            .unwrap()
    };
    assert!(!note("how tall are storms"));
    with_inbox(&store, 1);
    assert!(note("how tall are storms"));
    assert!(!note(" "));
    assert_eq!(store.inbox(1).unwrap().len(), 1);
    assert_eq!(store.inbox(2).unwrap(), []);
}

#[test]
fn the_inbox_counts_and_forgets() {
    let store = Store::in_memory().unwrap();
    with_inbox(&store, 1);
    with_inbox(&store, 2);
    let note = |guild, kind, text, day: i8| {
        let today = date(2026, 11, day);
        assert!(store.note_in_inbox(guild, kind, text, today).unwrap());
    };
    note(1, InboxKind::Refused, "rare", 1);
    note(1, InboxKind::Refused, "often", 2);
    note(1, InboxKind::Refused, "often", 4);
    note(1, InboxKind::AskedBack, "often", 4);
    note(2, InboxKind::MarkedWrong, "call 1234567890 or 7", 4);
    let shown = |guild| -> Vec<String> {
        let entries = store.inbox(guild).unwrap();
        let shown = entries.iter().map(|entry| {
            let days = format!("{}–{}", entry.first_day.day(), entry.last_day.day());
            format!(
                "{}× {} {} {days}",
                entry.count,
                entry.kind.name(),
                entry.text
            )
        });
        shown.collect()
    };
    let all = [
        "2× refused often 2–4",
        "1× asked_back often 4–4",
        "1× refused rare 1–1",
    ];
    assert_eq!(shown(1), all);
    assert_eq!(shown(2), ["1× marked_wrong call # or 7 4–4"]);
    assert_eq!(store.expire_inbox(date(2026, 11, 3)).unwrap(), 0);
    assert_eq!(store.expire_inbox(date(2026, 11, 4)).unwrap(), 1);
    let others = store.inbox(2).unwrap()[0].id;
    assert_eq!(store.dismiss_from_inbox(1, &[others]).unwrap(), 0);
    let first = store.inbox(1).unwrap()[0].id;
    assert_eq!(store.dismiss_from_inbox(1, &[first, 99]).unwrap(), 1);
    assert_eq!((shown(1).len(), shown(2).len()), (1, 1));
    store.save_settings(1, &Settings::default()).unwrap();
    assert_eq!((shown(1).len(), shown(2).len()), (0, 1));
}

#[test]
fn a_full_inbox_makes_room() {
    let store = Store::in_memory().unwrap();
    with_inbox(&store, 1);
    with_inbox(&store, 2);
    let note = |guild, text: &str, day: i8| {
        let today = date(2026, 11, day);
        store
            .note_in_inbox(guild, InboxKind::Refused, text, today)
            .unwrap();
    };
    note(2, "of another server", 1);
    note(1, "often", 1);
    note(1, "often", 1);
    for number in 0..MOST_ENTRIES {
        note(1, &format!("how tall is storm {number}"), 2);
    }
    note(1, "the last", 2);
    let texts: Vec<String> = store
        .inbox(1)
        .unwrap()
        .into_iter()
        .map(|entry| entry.text)
        .collect();
    assert_eq!(texts.len(), MOST_ENTRIES as usize);
    assert_eq!(texts[0], "often");
    assert_eq!(texts.last().map(String::as_str), Some("the last"));
    let there = |number: u32| texts.contains(&format!("how tall is storm {number}"));
    assert_eq!((there(0), there(1), there(2)), (false, false, true));
    assert_eq!(store.inbox(2).unwrap().len(), 1);
}

#[test]
fn an_author_has_one_draft_of_a_file() {
    let store = Store::in_memory().unwrap();
    let keep = |author: Author, new: &str| {
        let mut change = change("topics/storms.toml", Some("a"), Some(new));
        change.author = author;
        store.keep_draft(&change).unwrap()
    };
    let first = keep(author("Kim", Some(1)), "b");
    let second_of_kim = keep(author("Kim, renamed", Some(1)), "c");
    let others = [
        keep(author("Kim", Some(2)), "d"),
        keep(author("Kim", None), "e"),
    ];
    assert_eq!(store.draft(first).unwrap(), None);
    let ids: Vec<u64> = store
        .drafts()
        .unwrap()
        .iter()
        .map(|draft| draft.id)
        .collect();
    assert_eq!(ids, [others[1], others[0], second_of_kim]);
    let kept = store.draft(second_of_kim).unwrap().unwrap();
    assert_eq!(kept.change.new.as_deref(), Some("c"));
    assert!(store.discard_draft(second_of_kim).unwrap());
    assert!(!store.discard_draft(second_of_kim).unwrap());
    assert_eq!(store.expire_drafts(second(100) + DRAFT_LASTS).unwrap(), 0);
    assert_eq!(store.expire_drafts(second(101) + DRAFT_LASTS).unwrap(), 2);
}

#[test]
fn a_revision_is_pending_then_settled_once() {
    let store = Store::in_memory().unwrap();
    let begin = |file: &str, kind| {
        let change = change(file, None, Some("b"));
        store.begin_revision(&change, kind, None).unwrap()
    };
    let id = begin("a.toml", RevisionKind::Published).unwrap();
    assert_eq!(begin("a.toml", RevisionKind::Published), None);
    let other = begin("guilds/7/b.toml", RevisionKind::Undo(id)).unwrap();
    let pending = store.pending_revisions().unwrap();
    assert_eq!(pending.len(), 2);
    assert_eq!(pending[1].kind, RevisionKind::Undo(id));
    assert_eq!(pending[0].change, change("a.toml", None, Some("b")));

    let settle = |id, applied: Result<(), &str>| {
        let apply = |_: &Revision| applied.map_err(Why::from);
        store.settle_revision(id, apply).map_err(|why| why.0)
    };
    assert_eq!(settle(id, Ok(())), Ok(Some(RevisionState::Done)));
    assert_eq!(settle(id, Err("again")), Ok(Some(RevisionState::Done)));
    assert_eq!(settle(other, Err("no room")), Err("no room".to_owned()));
    assert_eq!(settle(other, Ok(())), Ok(Some(RevisionState::Dropped)));
    assert_eq!(settle(99, Ok(())), Ok(None));

    let history = |within| store.history(within, 10).unwrap().len();
    assert_eq!(history(Within::Shared), 1);
    assert_eq!(history(Within::File("a.toml")), 1);
    assert_eq!(history(Within::Server(7)), 0);
    assert!(begin("a.toml", RevisionKind::Rollback(id)).is_some());
}

/// Why a test's change fails.
#[derive(Debug, PartialEq)]
struct Why(String);

impl From<&str> for Why {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

#[test]
fn what_an_older_version_left_in_an_inbox_that_is_off_goes() {
    let store = Store::in_memory().unwrap();
    let insert =
        "INSERT INTO inbox VALUES (1, 1, 'refused', 'storms', 1, '2026-11-24', '2026-11-24')";
    store
        .read(|connection| connection.execute(insert, []))
        .unwrap();
    assert_eq!(store.expire_inbox(TODAY).unwrap(), 1);
    assert_eq!(store.inbox(1).unwrap(), []);
}

#[test]
fn what_is_kept_of_a_server_goes_when_the_bot_does() {
    let store = Store::in_memory().unwrap();
    let on = Settings {
        inbox: true,
        ..Settings::default()
    };
    let kept = |store: &Store, server: u64| {
        let inbox = store.inbox(server).unwrap().len();
        let set = store.settings(server).unwrap() == on;
        let told = store.all_settings().unwrap().contains_key(&server);
        assert!(set || !told, "who is told of {server}");
        (inbox, set)
    };
    let day = |day: i8| date(2026, 11, day);
    for server in 1..=5 {
        store.save_settings(server, &on).unwrap();
        let refused = InboxKind::Refused;
        store
            .note_in_inbox(server, refused, "what", day(1))
            .unwrap();
    }
    // 1 stays, 2 is left, 3 is left and comes back, 4 is missing at a start, 5 belongs to another shard.
    store.leave(2, day(1)).unwrap();
    store.leave(3, day(1)).unwrap();
    store.come_back(3).unwrap();
    store
        .is_in(&[1, 3].into(), |server| server != 5, day(1))
        .unwrap();
    let all = |store: &Store| {
        (1..=5)
            .map(|server| kept(store, server))
            .collect::<Vec<_>>()
    };
    assert_eq!(store.expire_departed(day(1)).unwrap(), [0; 0]);
    let here = (1, true);
    assert_eq!(all(&store), [here, (0, true), (0, true), here, here]);
    assert_eq!(store.expire_departed(day(2)).unwrap(), [0; 0]);
    assert_eq!(all(&store), [here, (0, true), (0, true), (0, true), here]);
    // What was missing by mistake is there at the next start.
    store
        .is_in(&[1, 3, 4].into(), |server| server != 5, day(2))
        .unwrap();
    let later = date(2026, 12, 2);
    assert_eq!(store.expire_departed(later).unwrap(), [2]);
    assert_eq!(all(&store), [here, (0, false), (0, true), (0, true), here]);
    assert_eq!(store.expire_departed(later).unwrap(), [0; 0]);
    // Of those that were left nobody is told anything.
    store.leave(4, later).unwrap();
    let concerned = store.all_settings().unwrap();
    assert_eq!(concerned.into_keys().collect::<Vec<_>>(), [1, 3, 5]);
}

#[test]
fn one_damaged_row_keeps_nothing_from_the_others() {
    let store = Store::in_memory().unwrap();
    store.save_settings(1, &Settings::default()).unwrap();
    let insert = "INSERT INTO settings (guild, settings) VALUES (2, 'no settings')";
    store
        .read(|connection| connection.execute(insert, []))
        .unwrap();
    assert!(store.settings(2).is_err());
    assert_eq!(
        store.all_settings().unwrap(),
        [(1, Settings::default())].into()
    );
    store.is_in(&[1].into(), |_| true, TODAY).unwrap();
    let later = TODAY.saturating_add(jiff::ToSpan::days(40));
    assert_eq!(store.expire_departed(later).unwrap(), [2]);
}

#[test]
fn a_thread_whose_channel_is_not_known_gets_the_least() {
    use Mode::{Answers, Listens, Silent};
    let check = |default: Mode, channels: &[Mode], expected: Mode| {
        let settings = Settings {
            default_mode: default,
            channels: (1..).zip(channels.iter().copied()).collect(),
            ..Settings::default()
        };
        assert_eq!(settings.least_mode(), expected, "{default:?} {channels:?}");
    };
    check(Answers, &[Listens], Answers);
    check(Listens, &[Answers], Answers);
    check(Listens, &[Listens], Listens);
    check(Answers, &[Listens, Silent], Silent);
    check(Silent, &[Listens], Silent);
}
