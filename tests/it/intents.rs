//! Moderating on the command line: drafts, publishing, history, undo, and what must not happen.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use footnote::store::{InboxKind, Settings, Store};

use crate::support::{directory, english_words, footnote, root, write};

/// An intent that answers with a fixed text.
pub(crate) const STORMS: &str = "\
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

/// A directory with the made-up dataset, the English words and one intent.
pub(crate) fn place(test: &str) -> PathBuf {
    let directory = directory(test);
    let settings = format!("data = '{}/tests/data/lighthouses'\n", root().display());
    let files = [
        ("bot.toml", settings.as_str()),
        ("intents/operations/words/en.toml", &english_words()),
        ("intents/topics/storms.toml", STORMS),
    ];
    write(&directory, &files);
    directory
}

/// Runs a command; where it would ask before it changes a file, the answer is yes.
fn run(directory: &Path, args: &[&str]) -> (i32, String, String) {
    let changes = ["publish", "undo", "rollback"];
    let yes = args.first().is_some_and(|first| changes.contains(first));
    run_by_hand(directory, args, if yes { &["--yes"] } else { &[] })
}

fn run_by_hand(directory: &Path, args: &[&str], more: &[&str]) -> (i32, String, String) {
    let all = ["intents", "--author", "Kim"];
    let all = all.iter().chain(args).chain(more).copied();
    footnote(all.collect::<Vec<_>>()).inside(directory).output()
}

/// The last lines of what a command prints, without the time.
#[track_caller]
fn last(directory: &Path, args: &[&str], lines: usize) -> String {
    let (_, out, err) = run(directory, args);
    let all = format!("{out}{err}");
    let skipped = all.lines().count().saturating_sub(lines);
    let shown: Vec<String> = all.lines().skip(skipped).map(without_time).collect();
    shown.join("\n")
}

/// `2026-11-24 13:02 UTC` is different every time.
fn without_time(line: &str) -> String {
    match line
        .find(" UTC")
        .and_then(|end| end.checked_sub(16).map(|start| (start, end)))
    {
        Some((start, end)) => format!("{}[time]{}", &line[..start], &line[end..]),
        None => line.to_owned(),
    }
}

fn storms(directory: &Path) -> String {
    std::fs::read_to_string(directory.join("intents/topics/storms.toml")).unwrap_or_default()
}

#[test]
fn a_phrase_is_drafted_published_and_undone() {
    let place = place("intents-phrase");
    let (code, out, err) = run(
        &place,
        &[
            "phrase",
            "storms",
            "which tunes do gales whistle",
            "--reason",
            "asked",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!(out, @r#"
    "which tunes do gales whistle" is answered then: Storms have no songs.
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "which tunes do gales whistle",
     ]
     
     [reply.en]
    Answers that would change:
     which tunes do gales whistle
    -no intent, not_understood: I don't know tunes, gales and whistle here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +storms, help: Storms have no songs.
    The draft can be published; 0 errors, 0 warnings, 1 test pass, 1 of 3 known answers change
    draft 1; publish it with: footnote intents publish 1
    "#);
    assert_eq!(storms(&place), STORMS);
    assert_snapshot!(last(&place, &["diff"], 9), @r"   1  [time] UTC  Kim  topics/storms.toml  changed  asked");
    assert_snapshot!(last(&place, &["publish", "1"], 1), @r"topics/storms.toml is published as revision 1");
    let longer = STORMS.replace(
        "have\",\n",
        "have\",\n  \"which tunes do gales whistle\",\n",
    );
    assert_eq!(storms(&place), longer);
    assert_snapshot!(last(&place, &["diff"], 9), @r"there are no drafts");
}

#[test]
fn nothing_is_published_from_a_pipe_unless_that_is_said() {
    let place = place("intents-pipe");
    run(
        &place,
        &["phrase", "storms", "which tunes do gales whistle"],
    );
    let refused = |args: &[&str]| {
        let (code, _, err) = run_by_hand(&place, args, &[]);
        format!("{code} {err}")
    };
    assert_snapshot!(refused(&["publish", "1"]), @r"
    2 error: nothing was published: nobody can be asked here
    help: type for example: footnote intents publish 1 --yes
    ");
    assert_eq!(storms(&place), STORMS);
    run(&place, &["publish", "1"]);
    let longer = storms(&place);
    assert_snapshot!(refused(&["undo", "storms"]), @r"
    2 error: nothing was published: nobody can be asked here
    help: type for example: footnote intents undo topics/storms.toml --yes
    ");
    assert_snapshot!(refused(&["rollback", "1"]), @r"
    2 error: nothing was published: nobody can be asked here
    help: type for example: footnote intents rollback 1 --yes
    ");
    assert_eq!(storms(&place), longer);
}

#[test]
fn a_name_is_drafted_published_and_undone() {
    let place = place("intents-alias");
    let value = std::fs::read_to_string(root().join("intents/operations/value.toml")).unwrap();
    let value = value.split("\n[[test]]").next().unwrap();
    write(&place, &[("intents/operations/value.toml", value)]);
    let ask = || {
        footnote(["ask", "how many zorps in 2022", "--today", "2026-11-24"])
            .inside(&place)
            .output()
            .1
    };
    assert!(!ask().contains("655"), "{}", ask());
    let (code, out, err) = run(
        &place,
        &["alias", "outages", "zorps", "--reason", "said so"],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!(out, @r#"
    --- names.toml
    +++ names.toml
    @@ -0,0 +1,8 @@
    +#:schema ../schema/names.json
    +# What people call the things that the data have, besides the names that stand there. This file belongs to the moderators:
    +# `/intents alias` and `footnote intents alias` write into it.
    +
    +schema = 1
    +
    +[metrics]
    +outages.en = ["zorps"]
    The draft can be published; 0 errors, 0 warnings, 1 test pass, 0 of 128 known answers change
    draft 1; publish it with: footnote intents publish 1
    "#);
    assert_snapshot!(last(&place, &["publish", "1"], 1), @"names.toml is published as revision 1");
    assert!(ask().contains("655"), "{}", ask());
    assert_snapshot!(last(&place, &["show", "names"], 20), @r#"
    #:schema ../schema/names.json
    # What people call the things that the data have, besides the names that stand there. This file belongs to the moderators:
    # `/intents alias` and `footnote intents alias` write into it.

    schema = 1

    [metrics]
    outages.en = ["zorps"]
    "#);
    assert_snapshot!(last(&place, &["alias", "Lamp outages", "Zorps"], 1), @"error: `Zorps` is a name of `outages` already; nothing was drafted");
    assert_snapshot!(last(&place, &["alias", "outage", "dim nights"], 1), @"error: the data have no metric, outlet or event `outage`; did you mean `outages`?");
    assert_snapshot!(last(&place, &["alias", "outages", "2022"], 3), @"error[I032]: a name has a letter in it: numbers are years and figures");
    assert_snapshot!(last(&place, &["history", "names"], 1), @"   1  [time] UTC  Kim  names.toml  new  said so");
    assert_snapshot!(last(&place, &["undo", "names"], 1), @"names.toml is published as revision 2");
    assert!(!place.join("intents/names.toml").exists());
    assert!(!ask().contains("655"), "{}", ask());
}

#[test]
fn what_became_of_a_typed_phrase_is_said() {
    let place = place("intents-typed");
    let value = std::fs::read_to_string(root().join("intents/operations/value.toml")).unwrap();
    let value = value.split("\n[[test]]").next().unwrap();
    write(&place, &[("intents/operations/value.toml", value)]);
    let (code, out, _) = run(
        &place,
        &[
            "phrase",
            "value",
            "wieviele lamp outages gab es denn anno 2022",
        ],
    );
    assert_eq!(code, 0);
    let told: Vec<&str> = out.lines().take(2).collect();
    assert_snapshot!(told.join("\n"), @r#"
    You typed "wieviele lamp outages gab es denn anno 2022"; the file gets "wieviele {metric} gab es denn anno {year}": {metric} for "lamp outages", {year} for "2022".
    "wieviele lamp outages gab es denn anno 2022" is answered then: 655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    "#);
    // A phrase that answers nothing is told to.
    let (_, out, _) = run(&place, &["phrase", "storms", "are there lamps on Mars"]);
    assert_snapshot!(out.lines().next().unwrap_or_default(), @r#"You typed "are there lamps on Mars"; the file gets "are there {metric} on Mars": {metric} for "lamps"."#);
}

#[test]
fn the_history_is_gone_through_in_both_directions() {
    let place = place("intents-history");
    run(
        &place,
        &["phrase", "storms", "which tunes do gales whistle"],
    );
    run(&place, &["publish", "1"]);
    let longer = storms(&place);
    assert_snapshot!(last(&place, &["undo", "storms"], 1), @r"topics/storms.toml is published as revision 2");
    assert_eq!(storms(&place), STORMS);
    assert_snapshot!(last(&place, &["rollback", "1"], 1), @r"topics/storms.toml is published as revision 3");
    assert_eq!(storms(&place), longer);
    assert_snapshot!(last(&place, &["history"], 9), @r"
    3  [time] UTC  Kim  topics/storms.toml  changed  back to revision 1
    2  [time] UTC  Kim  topics/storms.toml  changed  undo of revision 1
    1  [time] UTC  Kim  topics/storms.toml  changed
    ");
    assert_snapshot!(last(&place, &["history", "storms", "--diff", "-n", "1"], 99), @r#"
       3  [time] UTC  Kim  topics/storms.toml  changed  back to revision 1
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "which tunes do gales whistle",
     ]
     
     [reply.en]
    "#);
}

#[test]
fn files_come_and_go_by_their_ids() {
    let place = place("intents-files");
    let bells = place.join("intents/topics/bells.toml");
    let drafted = ["new", "bells", "--title", "Bells", "what do bells say"];
    assert_snapshot!(last(&place, &drafted, 2), @r"
    The draft can be published; 0 errors, 0 warnings, 2 tests pass, 1 of 3 known answers change
    draft 1; publish it with: footnote intents publish 1
    ");
    assert_snapshot!(last(&place, &["publish", "1"], 1), @r"topics/bells.toml is published as revision 1");
    assert!(bells.is_file());
    assert_snapshot!(last(&place, &["list"], 9), @r"
    bells                       1 phrases  topics/bells.toml  Bells
    storms                      1 phrases  topics/storms.toml  Storms
    ");
    assert_snapshot!(last(&place, &["draft", "--delete", "bells"], 1), @r"draft 2; publish it with: footnote intents publish 2");
    assert_snapshot!(last(&place, &["publish", "2"], 1), @r"topics/bells.toml is published as revision 2");
    assert!(!bells.exists());
    assert_snapshot!(last(&place, &["undo", "bells"], 1), @r"topics/bells.toml is published as revision 3");
    assert!(bells.is_file());
    let (_, shown, _) = run(&place, &["show", "storms"]);
    assert_eq!(shown, STORMS);
    write(
        &place,
        &[("edit/storms.toml", STORMS.replace("no songs", "many songs"))],
    );
    assert_snapshot!(last(&place, &["draft", "--file", "edit/storms.toml"], 2), @r"
    The draft can be published; 0 errors, 0 warnings, 2 tests pass, 2 of 3 known answers change
    draft 3; publish it with: footnote intents publish 3
    ");
    assert_snapshot!(last(&place, &["discard", "3"], 1), @r"draft 3 of topics/storms.toml is dropped");
}

#[test]
fn what_is_wrong_is_not_published() {
    let place = place("intents-wrong");
    let check = |args: &[&str], expected_code: i32, expected: &str| {
        let (code, out, err) = run(&place, args);
        assert_eq!(code, expected_code, "{args:?}: {out}{err}");
        assert!(
            format!("{out}{err}").contains(expected),
            "{args:?}: {out}{err}"
        );
        assert_eq!(storms(&place), STORMS);
    };
    write(
        &place,
        &[("storms.toml", STORMS.replace("schema = 1", "schema = "))],
    );
    check(
        &["draft", "--file", "storms.toml"],
        1,
        "it can be published once its errors are mended",
    );
    check(
        &["publish", "1"],
        1,
        "nothing was published: mend the errors first",
    );
    check(&["diff", "1"], 1, "intents/topics/storms.toml:1:");
    check(&["publish", "9"], 1, "there is no draft 9");
    check(
        &["phrase", "storm", "x"],
        1,
        "there is no intent `storm`; did you mean `storms`?",
    );
    check(&["phrase", "storms", "what songs do storms have"], 1, "");
    check(
        &["draft", "--file", "storms.toml", "--as", "../storms.toml"],
        1,
        "is no name of an intents file",
    );
    check(
        &["draft", "--file", "none.toml"],
        1,
        "there is no file `none.toml`",
    );
    check(&["draft"], 2, "--file");
    check(&["rollback", "7"], 1, "there is no revision 7");
    check(
        &["undo", "storms"],
        1,
        "no published change of `topics/storms.toml` is left to take back",
    );
    check(&["inbox"], 2, "each server has an inbox of its own");
    check(
        &["new", "storms", "--title", "Storms", "how loud are gales"],
        1,
        "there is a file `topics/storms.toml` already",
    );
}

#[test]
fn the_second_to_publish_sees_the_conflict() {
    let place = place("intents-conflict");
    run(
        &place,
        &["phrase", "storms", "which tunes do gales whistle"],
    );
    run(
        &place,
        &["phrase", "storms", "how loud are gales", "--author", "Lee"],
    );
    assert_eq!(run(&place, &["publish", "1"]).0, 0);
    let published = storms(&place);
    let (code, _, err) = run(&place, &["publish", "2"]);
    assert_eq!((code, storms(&place)), (1, published));
    assert_snapshot!(err, @r#"
    error: `topics/storms.toml` was changed since; nothing was written

    What was changed meanwhile:
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "which tunes do gales whistle",
     ]
     
     [reply.en]

    What you wanted:
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "how loud are gales",
     ]
     
     [reply.en]

    Make the draft again from the file as it is now.
    "#);
}

#[test]
fn a_draft_takes_nobody_elses_change_back() {
    let place = place("intents-stale");
    let lee = ["--author", "Lee"];
    let phrase = |text: &'static str, more: &[&'static str]| {
        run(&place, &[&["phrase", "storms", text][..], more].concat())
    };
    phrase("which tunes do gales whistle", &[]);
    phrase("how loud are gales", &lee);
    assert_eq!(run(&place, &["publish", "2"]).0, 0);
    let published = storms(&place);
    let (code, out, err) = phrase("which songs do gales sing", &[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_snapshot!(err, @r#"
    error: `topics/storms.toml` was changed since you began draft 1; nothing was drafted

    What was changed meanwhile:
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "how loud are gales",
     ]
     
     [reply.en]

    What you wanted:
    --- topics/storms.toml
    +++ topics/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "which tunes do gales whistle",
     ]
     
     [reply.en]

    Drop that draft with `footnote intents discard 1` and begin again from the file as it is now.
    "#);
    assert_snapshot!(last(&place, &["discard", "1"], 1), @"draft 1 of topics/storms.toml is dropped");
    phrase("which songs do gales sing", &[]);
    assert_eq!(run(&place, &["publish", "3"]).0, 0);
    let expected = published.replace(
        "  \"how loud are gales\",\n",
        "  \"how loud are gales\",\n  \"which songs do gales sing\",\n",
    );
    assert_eq!(storms(&place), expected);
}

#[test]
fn what_is_taken_back_says_why() {
    let place = place("intents-why");
    run(&place, &["phrase", "storms", "how loud are gales"]);
    run(&place, &["publish", "1"]);
    run(&place, &["undo", "storms", "--reason", "too loud"]);
    run(&place, &["rollback", "1", "--reason", "not so loud"]);
    assert_snapshot!(last(&place, &["history"], 9), @r"
    3  [time] UTC  Kim  topics/storms.toml  changed  back to revision 1: not so loud
    2  [time] UTC  Kim  topics/storms.toml  changed  undo of revision 1: too loud
    1  [time] UTC  Kim  topics/storms.toml  changed
    ");
    // A change that was made by hand since is not undone along with it.
    let by_hand = format!("{}# by hand\n", storms(&place));
    write(&place, &[("intents/topics/storms.toml", &by_hand)]);
    let (code, _, err) = run(&place, &["undo", "storms"]);
    assert_eq!((code, storms(&place)), (1, by_hand));
    assert!(
        err.contains("was changed since; nothing was written"),
        "{err}"
    );
}

#[test]
fn what_people_write_does_not_steer_the_terminal() {
    let place = place("intents-terminal");
    let reason = format!("\u{1b}]0;x\u{7}\n   9  2026-01-01 {}", "z".repeat(1_000));
    let drafted = ["phrase", "storms", "which tunes do gales whistle"];
    run(&place, &[&drafted[..], &["--reason", &reason]].concat());
    run(&place, &["publish", "1"]);
    let told = last(&place, &["history"], 9);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(!told.contains(char::is_control), "{told:?}");
    assert!(
        told.contains("]0;x 9 2026-01-01 zzz") && told.ends_with('…'),
        "{told}"
    );
}

#[test]
fn a_server_has_intents_of_its_own() {
    let place = place("intents-server");
    let drafted = [
        "phrase",
        "storms",
        "which tunes do gales whistle",
        "--server",
        "7",
    ];
    assert_snapshot!(last(&place, &drafted, 1), @r"draft 1; publish it with: footnote intents --server 7 publish 1");
    // Nobody else sees the draft.
    assert_snapshot!(last(&place, &["diff"], 1), @r"there are no drafts");
    for elsewhere in [
        &["publish", "1", "--server", "8"][..],
        &["diff", "1"],
        &["discard", "1"],
    ] {
        let told = last(&place, elsewhere, 2);
        let [what, ..] = elsewhere else { panic!() };
        let expected = format!(
            "error: draft 1 belongs to server 7\nhelp: type for example: footnote intents --server 7 {what} 1"
        );
        assert_eq!(told, expected);
    }
    assert_snapshot!(last(&place, &["publish", "9", "--server", "7"], 1), @r"error: there is no draft 9; it was published, discarded or has expired");
    let (_, _, piped) = run_by_hand(&place, &["publish", "1", "--server", "7"], &[]);
    assert_snapshot!(piped, @r"
    error: nothing was published: nobody can be asked here
    help: type for example: footnote intents --server 7 publish 1 --yes
    ");
    assert_snapshot!(last(&place, &["publish", "1", "--server", "7"], 1), @r"guilds/7/storms.toml is published as revision 1");
    assert_eq!(storms(&place), STORMS);
    assert!(place.join("intents/guilds/7/storms.toml").is_file());
    assert_snapshot!(last(&place, &["history"], 1), @r"nothing was published yet");
    // Against the shared file that it comes in place of.
    assert_snapshot!(last(&place, &["history", "--diff", "--server", "7"], 99), @r#"
       1  [time] UTC  Kim  guilds/7/storms.toml  new
    --- guilds/7/storms.toml
    +++ guilds/7/storms.toml
    @@ -5,6 +5,7 @@
     
     phrases.en = [
       "what songs do storms have",
    +  "which tunes do gales whistle",
     ]
     
     [reply.en]
    "#);
    assert_snapshot!(last(&place, &["rollback", "1"], 2), @r"
    error: revision 1 belongs to server 7
    help: type for example: footnote intents --server 7 rollback 1
    ");
    assert_snapshot!(last(&place, &["rollback", "9"], 1), @r"error: there is no revision 9; the history has their numbers");
    let (code, out, _) = footnote(["check"]).inside(&place).output();
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("1 server"), "{out}");
    write(&place, &[("intents/guilds/7/storms.toml", "schema = \n")]);
    let (code, out, _) = footnote(["check"]).inside(&place).output();
    assert_eq!(code, 1);
    assert!(out.contains("intents/guilds/7/storms.toml:1:"), "{out}");
    // For everybody else the bot is what it was.
    let (code, out, _) = footnote(["ask", "what songs do storms have?"])
        .inside(&place)
        .output();
    assert_eq!((code, out.trim()), (0, "Storms have no songs."));
}

#[test]
fn the_inbox_is_shown_in_groups() {
    let place = place("intents-inbox");
    assert_snapshot!(last(&place, &["inbox", "--server", "7"], 9), @r"the inbox is empty; it is switched off");
    let store = Store::open(&place.join("footnote.db")).unwrap();
    let on = Settings {
        inbox: true,
        ..Settings::default()
    };
    store.save_settings(7, &on).unwrap();
    for text in [
        "which tunes do storms play",
        "which tunes do storms play",
        "how deep is the harbour",
    ] {
        let today = crate::support::TODAY.parse().unwrap();
        store
            .note_in_inbox(7, InboxKind::Refused, text, today)
            .unwrap();
    }
    drop(store);
    let (_, out, _) = run(&place, &["inbox", "--server", "7"]);
    let groups: Vec<&str> = out.lines().filter(|line| line.contains('×')).collect();
    assert_snapshot!(groups.join("\n"), @r"
    2 × which tunes do storms play
    1 × how deep is the harbour
    ");
}

#[test]
fn a_backup_is_a_database() {
    let place = place("intents-backup");
    run(
        &place,
        &["phrase", "storms", "which tunes do gales whistle"],
    );
    assert_snapshot!(footnote(["backup", "copy.db"]).inside(&place).shown(), @r"
    exit code: 0
    ----- stdout
    the database was copied to copy.db
    ");
    assert_eq!(
        Store::open(&place.join("copy.db"))
            .unwrap()
            .drafts()
            .unwrap()
            .len(),
        1
    );
    assert_snapshot!(footnote(["backup", "copy.db"]).inside(&place).shown(), @r"
    exit code: 3
    ----- stderr
    error: no backup can be written to `copy.db`: there is a file of this name already
    ");
    write(&place, &[("bot.toml", "database = 'none.db'\n")]);
    assert_snapshot!(footnote(["backup", "other.db"]).inside(&place).shown(), @r"
    exit code: 3
    ----- stderr
    error: there is no database `none.db` yet
    ");
}
