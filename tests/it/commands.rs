//! The program as people start it: what each command prints.

use insta::assert_snapshot;

use crate::support::{TODAY, directory, footnote, lighthouses, root, write};

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
fn ask_cites_in_each_style() {
    let cited = |style, question| lighthouses(&["ask", "--cite", style, question]).shown();
    assert_snapshot!(cited("plain", "lamp outages in 2021"), @r"
    exit code: 0
    ----- stdout
    Sornholm Gazette, “The darkest year on record”, 14 February 2023. https://gazette.example/2023/darkest-year
    Sornholm Gazette, “Fewer dark nights”, 11 February 2022. https://gazette.example/2022/fewer-dark-nights
    ");
    assert_snapshot!(cited("apa", "repairs in 2021"), @r"
    exit code: 0
    ----- stdout
    Lamp & Tide, as cited in The Seaside Post. (2024, March 5). Repairs pile up at the Sornholm lights. https://seaside-post.example/repairs
    ");
    assert_snapshot!(cited("bibtex", "repairs in 2021"), @r"
    exit code: 0
    ----- stdout
    @misc{seaside_2024,
      author = {{Lamp \& Tide}},
      title = {{Repairs pile up at the Sornholm lights}},
      howpublished = {The Seaside Post},
      year = {2024},
      month = mar,
      day = {5},
      url = {https://seaside-post.example/repairs},
      note = {First published by Lamp \& Tide, read at The Seaside Post},
    }
    ");
    assert_snapshot!(cited("apa", "how tall is a whale"), @r#"
    exit code: 1
    ----- stderr
    error: this answer cites no source: I don't know tall and whale here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    "#);
}

#[test]
fn ask_answers_the_last_of_several_turns() {
    assert_snapshot!(lighthouses(&["ask", "lamp outages in 2022", "and 2021?"]).shown(), @r"
    exit code: 0
    ----- stdout
    473 lamp outages were entered in the registers in 2021. Revised from 460 (Sornholm Gazette, 11 Feb 2022).
    Sources: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023 · Sornholm Gazette (https://gazette.example/2022/fewer-dark-nights), 11 Feb 2022
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
    let expected = "answer_id caveats choices citations confidence figures formula intent query status text unit value verdict";
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
fn explain_shows_what_was_read_and_what_decided() {
    let (code, out, err) =
        lighthouses(&["explain", "how many lamp outags were there in 2022?"]).output();
    assert_eq!((code, err.as_str()), (0, ""));
    for part in ["period       2022", "lamp outages", "answered by value"] {
        assert!(out.contains(part), "{part}: {out}");
    }
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
    assert_eq!((code, out.contains("::error")), (0, false), "{out}");
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
fn run_wants_a_token() {
    assert_snapshot!(footnote(["run"]).shown(), @r"
    exit code: 3
    ----- stderr
    error: there is no token: set the environment variable DISCORD_TOKEN to the token from the developer portal (Bot, Reset Token), or name a file that holds it with `token_file` under [discord] in bot.toml
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
fn drift_lists_answers_that_change() {
    let base = directory("drift");
    for file in [
        "value", "help", "offtopic", "greet", "words/en", "words/ru", "words/uk",
    ] {
        let name = format!("intents/operations/{file}.toml");
        let text = std::fs::read_to_string(root().join(&name)).unwrap();
        write(&base, &[(&format!("base/operations/{file}.toml"), &text)]);
        let text = text.replace("Hello. Ask", "Good day. Ask");
        write(&base, &[(&format!("now/operations/{file}.toml"), text)]);
    }
    let data = root().join("tests/data/lighthouses").display().to_string();
    let drift = |now: &str| {
        let args = [
            "drift",
            "--base",
            "base",
            "--intents",
            now,
            "--data",
            &data,
            "--today",
            TODAY,
        ];
        footnote(args).inside(&base).output()
    };
    let (code, same, _) = drift("base");
    assert_eq!(
        (code, same.starts_with("No answer changes (")),
        (0, true),
        "{same}"
    );
    let (code, changed, _) = drift("now");
    assert_eq!(code, 0);
    let hello: Vec<&str> = changed
        .lines()
        .filter(|line| line.contains("lo. Ask") || line.contains("day. Ask"))
        .take(2)
        .collect();
    assert_snapshot!(hello.join("\n"), @r#"
    -greet, help: Hello. Ask me about figures on the lighthouses of the Sornholm Islands: "lamp outages in 2022", "how did rescues change between 2020 and 2023?", "who counts the visitors?".
    +greet, help: Good day. Ask me about figures on the lighthouses of the Sornholm Islands: "lamp outages in 2022", "how did rescues change between 2020 and 2023?", "who counts the visitors?".
    "#);
    let (code, _, problem) = drift("nowhere");
    assert_eq!(
        (code, problem.contains("there is no directory `nowhere`")),
        (3, true),
        "{problem}"
    );
}

/// The first 24 bytes of a PNG: its mark, and its size in pixels.
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(bytes.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn chart_draws_a_picture() {
    let out = directory("chart");
    let png = out.join("lamps.png").display().to_string();
    let svg = out.join("lamps.svg").display().to_string();
    let draw = |args: &[&str]| {
        let args: Vec<&str> = ["chart"].iter().chain(args).copied().collect();
        let (code, out, err) = lighthouses(&args).output();
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(
            out.ends_with(": Nights on which a lamp went dark\n"),
            "{out}"
        );
    };
    draw(&["outages", "--out", &png]);
    assert_eq!(png_size(&std::fs::read(&png).unwrap()).0, 1080);
    draw(&[
        "lamp outags",
        "--from",
        "2019",
        "--theme",
        "light",
        "--out",
        &svg,
    ]);
    let picture = std::fs::read_to_string(&svg).unwrap();
    assert!(picture.starts_with("<svg "), "{picture}");
    assert!(!picture.contains(">2017<"), "{picture}");
}

#[test]
fn chart_lists_what_can_be_drawn() {
    assert_snapshot!(lighthouses(&["chart"]).shown(), @r"
    exit code: 0
    ----- stdout
    outages      2016–2023  lamp outages
    fog_outages  2019–2023  fog outages
    keepers      2016–2022  keepers
    rescues      2016–2023  rescues
    visitors     2016–2023  visitors
    automated    2018–2023  automated lamps
    oil          2018–2023  lamp oil
    repairs      2021–2023  repairs
    ");
}

#[test]
fn chart_says_what_it_cannot_draw() {
    let shown = |args: &[&str]| {
        let args: Vec<&str> = ["chart"].iter().chain(args).copied().collect();
        lighthouses(&args).inside(crate::support::root()).shown()
    };
    assert_snapshot!(shown(&["outages", "--out", "lamps.jpg"]), @r"
    exit code: 2
    ----- stderr
    error: `lamps.jpg` ends neither in .png nor in .svg
    help: type for example: --out lamps.png
    ");
    assert_snapshot!(shown(&["keepers qq", "--out", "lamps.png"]), @r#"
    exit code: 2
    ----- stderr
    error: there is no metric `keepers qq`
    help: type for example: footnote chart "keepers" --out chart.png
    "#);
    assert_snapshot!(shown(&["pizza", "--out", "lamps.png"]), @r"
    exit code: 2
    ----- stderr
    error: there is no metric `pizza`
    help: type for example: footnote chart, which lists the metrics
    ");
    assert_snapshot!(shown(&["keepers", "--from", "2030", "--out", "lamps.png"]), @r"
    exit code: 2
    ----- stderr
    error: there is no figure of keepers from 2030 on; there are figures for 2016–2022
    ");
    assert_snapshot!(shown(&["keepers", "--from", "2020", "--to", "2018", "--out", "lamps.png"]), @r"
    exit code: 2
    ----- stderr
    error: --from 2020 lies after --to 2018
    help: type for example: --from 2018 --to 2020
    ");
    assert_snapshot!(shown(&["keepers", "--out", "no/such/place/lamps.png"]), @r"
    exit code: 3
    ----- stderr
    error: cannot write `no/such/place/lamps.png`: No such file or directory (os error 2)
    ");
    assert_snapshot!(shown(&["keepers"]), @r"
    exit code: 2
    ----- stderr
    error: the following required arguments were not provided:
      --out <FILE.png|.svg>

    Usage: footnote chart --out <FILE.png|.svg> --data <DIR> --intents <DIR> --today <YYYY-MM-DD> <METRIC>

    For more information, try '--help'.
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
