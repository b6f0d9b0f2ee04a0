//! The chat in the terminal: follow-ups, commands, choices.

use insta::assert_snapshot;

use crate::support::lighthouses;

#[test]
fn chat_follows_up() {
    let lines = "lamp outages in 2022\nand 2021?\n/how\n\n/topics\n/sorces\n/help\n/quit\nnot read any more\n";
    assert_snapshot!(lighthouses(&["chat"]).stdin(lines).shown(), @r"
    exit code: 0
    ----- stdout
    655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    473 lamp outages were entered in the registers in 2021. Revised from 460 (Sornholm Gazette, 11 Feb 2022).
    Sources: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023 · Sornholm Gazette (https://gazette.example/2022/fewer-dark-nights), 11 Feb 2022

    Published, not computed.
    - 473 nights on which a lamp went dark, 2021: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023
    - 460 nights on which a lamp went dark, 2021: Sornholm Gazette (https://gazette.example/2022/fewer-dark-nights), 11 Feb 2022
    - Sornholm Gazette, 14 Feb 2023: The darkest year on record (https://gazette.example/2023/darkest-year)
    - Sornholm Gazette, 11 Feb 2022: Fewer dark nights (https://gazette.example/2022/fewer-dark-nights)

    Figures
    - lamp outages, 2016–2023
    - fog outages, 2019–2023
    - keepers, 2016–2022
    - rescues, 2016–2023
    - visitors, 2016–2023
    - automated lamps, 2018–2023
    - lamp oil, 2018–2023
    - repairs, 2021–2023
    Single cases
    - the grounding of the Petrel

    There is no such command; did you mean /sources?

    Ask in your own words; a follow-up may leave out what was said before.
      lamp outages in 2022
      how did rescues change between 2020 and 2023?
      who counts the visitors?
    /year YEAR [METRIC]          every figure of a year
    /compare METRIC YEAR YEAR    the change between two years
    /trend METRIC [YEAR] [YEAR]  how a metric developed
    /top METRIC                  the highest figures
    /sources [OUTLET]            the pages that the figures rest on
    /topics                      what there are figures and answers on
    /check CLAIM                 whether the figures bear a claim out
    /how                         how the last answer came about, and its sources in full
    /cite [STYLE]                where the last answer comes from: plain, apa or bibtex
    /why                         how the last question was understood
    /help                        this list
    /quit                        end
    ");
}

#[test]
fn chat_cites_the_last_answer() {
    let lines = "/cite\nlamp outages in 2022\n/cite\n/cite apa\n/cite mla\n/topics\n/cite\n";
    assert_snapshot!(lighthouses(&["chat"]).stdin(lines).shown(), @r"
    exit code: 0
    ----- stdout
    Nothing has been asked yet.

    655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    Sornholm Gazette, “The darkest year on record”, 14 February 2023. https://gazette.example/2023/darkest-year

    Sornholm Gazette. (2023, February 14). The darkest year on record. https://gazette.example/2023/darkest-year

    Type /cite [STYLE]: where the last answer comes from: plain, apa or bibtex.

    Figures
    - lamp outages, 2016–2023
    - fog outages, 2019–2023
    - keepers, 2016–2022
    - rescues, 2016–2023
    - visitors, 2016–2023
    - automated lamps, 2018–2023
    - lamp oil, 2018–2023
    - repairs, 2021–2023
    Single cases
    - the grounding of the Petrel

    The last answer cites no source.
    ");
}

#[test]
fn chat_takes_the_commands_of_a_chat() {
    let lines = "/year 2022 lamp outages\n/compare lamp outages 2021 2022\n/how\n/trend rescues 2021\n/top rescues\n/sources harbour ledger\n/check There were 700 lamp outages in 2022.\n/why\n";
    assert_snapshot!(lighthouses(&["chat"]).stdin(lines).shown(), @r"
    exit code: 0
    ----- stdout
    Lamp outages: 2022: 655; the first half of 2022: 301; the second half of 2022: 354.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    +38.5%: lamp outages rose from 473 in 2021 to 655 in 2022, by 182. Sornholm Gazette's own figure: 38% more dark nights than the year before.
    Computed here from: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    655 ÷ 473 − 1 = 38.5%, computed here from published figures.
    - 655 nights on which a lamp went dark, 2022: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023
    - 473 nights on which a lamp went dark, 2021: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023
    - Sornholm Gazette, 14 Feb 2023: The darkest year on record (https://gazette.example/2023/darkest-year)

    Rescues rose, +40.4% since 2021; last +13.8% from 2022 to 2023. 2021: 47; 2022: 58; 2023: 66.
    Computed here from: Sornholm Gazette (https://gazette.example/2024/eight-years), 20 Feb 2024

    The 5 highest for rescues: 2023: 66; 2022: 58; 2019: 52; 2021: 47; 2017: 41.
    Source: Sornholm Gazette (https://gazette.example/2024/eight-years), 20 Feb 2024

    Harbour Ledger, bulletin of the harbour office: 1 page
    - Its own page, 30 Jan 2024: Ferry and lighthouse visitors, no link · 14 figures

    No, the figures say otherwise. 655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    Source: Sornholm Gazette (https://gazette.example/2023/darkest-year), 14 Feb 2023

    The last answer was to a command, which leaves nothing to understand.
    ");
}

#[test]
fn chat_says_what_to_type() {
    let lines = "/how\n/year\n/year lamp\n/year 2022 zebra\n/compare lamp outages 2021\n/compare 2021 2022\n/trend\n/top out\n/sources zebra\n/check\n/nothing\n";
    assert_snapshot!(lighthouses(&["chat"]).stdin(lines).shown(), @r"
    exit code: 0
    ----- stdout
    Nothing has been asked yet.

    Type /year YEAR [METRIC]: every figure of a year.

    Type /year YEAR [METRIC]: every figure of a year.

    No metric is called that. /topics lists what there is.

    Type /compare METRIC YEAR YEAR: the change between two years.

    Type /compare METRIC YEAR YEAR: the change between two years.

    Type /trend METRIC [YEAR] [YEAR]: how a metric developed.

    No single metric is called that. Did you mean one of these? lamp outages, 2016–2023; fog outages, 2019–2023.

    No outlet is called that. /sources lists what there is.

    Type /check CLAIM: whether the figures bear a claim out.

    There is no such command. There are /year, /compare, /trend, /top, /sources, /topics, /check, /how, /cite, /why, /help, /quit.
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
    answer       473 lamp outages were entered in the registers in 2021. Revised from 460 (Sornholm Gazette, 11 Feb 2022).
    ");
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
    let asked = say("outages or rescues?");
    let first = asked.lines().find_map(|line| line.strip_prefix("  1. "));
    assert!(first.is_some(), "{asked}");
    let chosen = say("1");
    assert!(!chosen.contains("did not understand"), "{asked}\n{chosen}");
}

#[test]
fn a_chat_begins_with_two_lines() {
    let engine = crate::support::engine("lighthouses");
    assert_snapshot!(footnote::console::Chat::new(&engine, false).greeting(), @r"
    Lighthouses of the Sornholm Islands
    Ask for example: lamp outages in 2022  /help shows the commands.
    ");
}
