//! The program as people start it: what each command prints.

use insta::assert_snapshot;

use crate::support::{directory, footnote, lighthouses, write};

#[test]
fn ask_answers_with_its_source() {
    assert_snapshot!(lighthouses(&["ask", "how many lamp outages were there in 2022?"]).shown(), @r"
    exit code: 0
    ----- stdout
    655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023
    ");
}

#[test]
fn ask_answers_the_last_of_several_turns() {
    assert_snapshot!(lighthouses(&["ask", "lamp outages in 2022", "and 2021?"]).shown(), @r"
    exit code: 0
    ----- stdout
    473 lamp outages were entered in the registers in 2021. (lamp outages)
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023
    ");
}

#[test]
fn ask_gives_json() {
    let (code, out, err) = lighthouses(&["ask", "--json", "lamp outages in 2022"]).output();
    assert_eq!((code, err.as_str()), (0, ""));
    let object: serde_json::Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = "answer_id caveats choices citations confidence figures formula intent status text unit value verdict";
    assert_eq!(keys.join(" "), expected);
    assert_eq!(
        (&object["status"], &object["value"]),
        (&"answered".into(), &"655".into())
    );
    assert_snapshot!(object["citations"], @r#"[{"outlet":"Sornholm Gazette","published":"2023-02-14","source":"gazette_2023","title":"The darkest year on record","url":"https://gazette.example/2023/darkest-year","via":null}]"#);
    assert_snapshot!(object["figures"], @r#"[{"metric":"outages","period":"2022","source":"gazette_2023","value":"655"}]"#);
}

#[test]
fn ask_answers_lines_in_their_order() {
    let lines = concat!(
        "{\"id\": 1, \"q\": \"lamp outages in 2022\"}\n",
        "\n",
        "{\"id\": \"b\", \"dialog\": [\"lamp outages in 2022\", \"and 2021?\"], \"note\": \"other keys are passed over\"}\r\n",
        "{\"id\": null, \"q\": \"\"}",
    );
    let (code, out, err) = lighthouses(&["ask", "--jsonl"]).stdin(lines).output();
    assert_eq!((code, err.as_str()), (0, ""));
    let answers: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let brief: Vec<String> = answers
        .iter()
        .map(|answer| format!("{} {} {}", answer["id"], answer["status"], answer["value"]))
        .collect();
    assert_snapshot!(brief.join("\n"), @r#"
    1 "answered" "655"
    "b" "answered" "473"
    null "not_understood" null
    "#);
}

#[test]
fn chat_follows_up() {
    let lines = "lamp outages in 2022\nand 2021?\n/sources\n\n/topics\n/sorces\n/help\n/quit\nnot read any more\n";
    assert_snapshot!(lighthouses(&["chat"]).stdin(lines).shown(), @r"
    exit code: 0
    ----- stdout
    655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    473 lamp outages were entered in the registers in 2021. (lamp outages)
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    Sornholm Gazette, 2023-02-14
      “The darkest year on record”
      https://gazette.example/2023/darkest-year

    Figures
      lamp outages                             2016–2023
      fog outages                              2019–2023
      keepers                                  2016–2022
      rescues                                  2016–2023
      visitors                                 2016–2023
      automated lamps                          2018–2023
      lamp oil                                 2018–2023
      repairs                                  2021–2023
    Single cases
      the grounding of the Petrel

    There is no such command; did you mean /sources?

    Ask in your own words; a follow-up may leave out what was said before.
      lamp outages in 2022
      how did rescues change between 2020 and 2023?
      who counts the visitors?
    /sources  the sources of the last answer in full
    /why      how the last question was understood
    /topics   what there are figures and answers on
    /help     this list
    /quit     end
    ");
}

#[test]
fn chat_explains_the_last_question_in_its_conversation() {
    let (code, out, _) = lighthouses(&["chat"])
        .stdin("/why\nlamp outages in 2022\nand 2021?\n/why\n")
        .output();
    let explained: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("period ") || line.starts_with("answer "))
        .collect();
    assert_eq!(code, 0);
    assert!(out.starts_with("Nothing has been asked yet."), "{out}");
    assert_snapshot!(explained.join("\n"), @r"
    period       2021 → 2021
    answer       473 lamp outages were entered in the registers in 2021. (lamp outages)
    ");
}

#[test]
fn explain_shows_what_was_read_and_what_decided() {
    let (code, out, err) =
        lighthouses(&["explain", "how many lamp outags were there in 2022?"]).output();
    assert_eq!((code, err.as_str()), (0, ""));
    let (read, decided) = out.split_once("intents ").unwrap();
    assert_snapshot!(read, @r"
    words        how·concept many·concept lamp·name outags·name were there in 2022·period ?
    period       2022 → 2022
    metric       lamp outags → lamp outages (outages), 100% of its name
    statement    outags → why-dark, 67% of its name
    concepts     howmany
    compared as  {howmany} {metric} {year}
    ");
    assert!(decided.trim_start().starts_with("value "), "{decided}");
    assert!(
        decided.contains("intents/operations/value.toml:"),
        "{decided}"
    );
    assert!(decided.contains("decision     value with "), "{decided}");
    assert!(
        decided.contains("status       answered by value"),
        "{decided}"
    );
}

#[test]
fn check_counts_what_it_looked_at() {
    let (_, out, _) = lighthouses(&["check"]).output();
    let counted = out.lines().last().unwrap();
    assert!(counted.starts_with("checked 8 metrics and "), "{counted}");
    assert!(counted.contains(" in 4 files, "), "{counted}");
    assert!(counted.contains(" in [time] s: "), "{counted}");
}

#[test]
fn the_shipped_files_have_no_problems() {
    let (code, out, _) = footnote(["check", "--format", "github"]).output();
    assert_eq!((code, out.lines().count()), (0, 1), "{out}");
}

#[test]
fn eval_measures() {
    let directory = directory("eval");
    let questions = "{\"text\": \"lamp outages in 2022\", \"intent\": \"value\"}\n{\"text\": \"a pizza with olives\", \"intent\": null}\n";
    write(&directory, &[("questions.jsonl", questions)]);
    let path = directory.join("questions.jsonl").display().to_string();
    assert_snapshot!(lighthouses(&["eval", &path]).shown(), @r"
    exit code: 0
    ----- stdout
    1 questions in scope, 1 out of scope
    right intent, before refusals  100.0 %
    answered, right intent         100.0 %
    answered, wrong intent           0.0 %
    refused, though in scope         0.0 %
    refused, out of scope          100.0 %
    AUROC of the score             100.0 %

    questions  right  refused  intent
            1      1        0  value
    ");
}

#[test]
fn an_imported_table_can_be_asked() {
    let directory = directory("import");
    write(
        &directory,
        &[(
            "wells.csv",
            "year,wells dug,wells closed\n2001,12,3\n2002,15,4\n",
        )],
    );
    let import = "import wells.csv --outlet Diggers --title Wells --published 2003-01-05 --out data/wells.toml";
    std::fs::create_dir(directory.join("data")).unwrap();
    assert_snapshot!(footnote(import.split(' ')).inside(&directory).shown(), @r"
    exit code: 0
    ----- stdout
    data/wells.toml: 4 figures
    ");
    assert_snapshot!(footnote(import.split(' ')).inside(&directory).shown(), @r"
    exit code: 3
    ----- stderr
    error: `data/wells.toml` exists; give another `--out`, or `--force` to replace it
    ");
    let intents = crate::support::root()
        .join("intents/operations")
        .display()
        .to_string();
    let ask = ["ask", "--intents", &intents, "how many wells dug in 2002?"];
    assert_snapshot!(footnote(ask).inside(&directory).shown(), @r"
    exit code: 0
    ----- stdout
    15: wells dug, 2002.
    Source: Diggers, 5 Jan 2003
    ");
}

#[test]
fn schemas_are_those_that_editors_use() {
    for kind in ["data", "intent", "words", "config"] {
        let (code, out, _) = footnote(["schema", kind]).output();
        let path = crate::support::root().join(format!("schema/{kind}.json"));
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(code, 0, "{kind}");
        assert!(
            out == committed,
            "write it anew: footnote schema {kind} > schema/{kind}.json"
        );
    }
}

#[test]
fn run_says_what_works_instead() {
    assert_snapshot!(footnote(["run"]).shown(), @r"
    exit code: 3
    ----- stderr
    error: the Discord side is not built yet; `footnote chat` is the same bot in the terminal, and `footnote ask --jsonl` answers programs
    ");
}

#[test]
fn settings_are_read_beside_their_file() {
    let directory = directory("settings");
    let root = crate::support::root().display().to_string();
    let settings =
        format!("data = '{root}/tests/data/lighthouses'\nintents = '{root}/intents/operations'\n");
    write(&directory, &[("conf/bot.toml", settings)]);
    let (code, out, err) = footnote(["ask", "--config", "conf/bot.toml", "lamp outages in 2022"])
        .inside(&directory)
        .output();
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("655 "), "{out}");
}

#[test]
fn relative_years_hang_on_the_day_given() {
    let ask = |today| {
        footnote([
            "ask",
            "lamp outages last year",
            "--data",
            "tests/data/lighthouses",
            "--intents",
            "intents/operations",
            "--today",
            today,
        ])
        .output()
        .1
    };
    assert!(
        ask("2023-05-01").starts_with("655 "),
        "{}",
        ask("2023-05-01")
    );
    assert!(
        !ask("2030-05-01").starts_with("655 "),
        "{}",
        ask("2030-05-01")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_footnote"))
        .args(["schema", "data"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), b"".as_slice())
    );
}

#[test]
fn choices_are_asked_by_their_number() {
    use footnote::console::{Chat, Reply};
    let engine = crate::support::engine("lighthouses");
    let mut chat = Chat::new(&engine, false);
    let mut say = |line: &str| match chat.reply(line) {
        Reply::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let asked = say("how many in 2022?");
    assert!(asked.contains("\n  2. fog outages 2022\n"), "{asked}");
    let chosen = say("2");
    assert!(chosen.starts_with("204 "), "{chosen}");
    // A number that is no choice any more is a question of its own.
    assert!(!say("2").contains("204"));
}

#[test]
fn a_chat_begins_with_two_lines() {
    let engine = crate::support::engine("lighthouses");
    assert_snapshot!(footnote::console::Chat::new(&engine, false).greeting(), @r"
    Lighthouses of the Sornholm Islands
    Ask for example: lamp outages in 2022  /help shows the commands.
    ");
}

#[test]
fn invite_asks_for_what_the_bot_needs() {
    assert_snapshot!(footnote(["invite", "123456789012345678"]).shown(), @r"
    exit code: 0
    ----- stdout
    To a server, with the permissions that it needs:
    https://discord.com/oauth2/authorize?client_id=123456789012345678&scope=bot+applications.commands&permissions=274878024704&integration_type=0

      View Channel               to see the channels
      Send Messages              to answer
      Send Messages in Threads   to answer in threads
      Embed Links                answers with their sources
      Attach Files               charts
      Read Message History       to answer as a reply, and after a lost connection

    To one's own account, for its commands anywhere:
    https://discord.com/oauth2/authorize?client_id=123456789012345678&scope=applications.commands&integration_type=1
    ");
}

#[test]
fn health_needs_an_address() {
    assert_snapshot!(footnote(["health"]).shown(), @r#"
    exit code: 3
    ----- stderr
    error: the bot serves no HTTP: set `listen` under [http] in bot.toml, for example to "127.0.0.1:8080"
    "#);
}
