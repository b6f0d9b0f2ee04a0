//! Canonical words, and that they read back.

use super::drawn::Draw;
use super::*;
use crate::dataset::MetricId;
use crate::query::Cells;
use crate::query::Window;
use crate::query::samples::{dataset as data, english};

/// How many queries are drawn for each dataset; `CANONICAL` in the environment says another number.
fn count() -> u64 {
    let count = std::env::var("CANONICAL").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(100)
}

#[test]
fn words_read_back_as_the_same_query() {
    let phrases = english();
    let sets = [
        "tests/data/lighthouses",
        "tests/data/coast",
        "training/data/housing",
        "training/data/launches",
        "training/data/police",
    ];
    for set in sets {
        let data = data(set);
        let mut by_code = 0;
        for seed in 0..count() {
            let query = Draw::new(seed, &data).query();
            let words = words(&query, &data, phrases);
            if std::env::var_os("CANONICAL_SHOW").is_some() {
                println!("{words}");
            }
            by_code += u64::from(words.ends_with(']'));
            assert_eq!(read(&words, &data, phrases), Some(query), "{set}: {words}");
        }
        assert!(
            by_code <= count() / 50,
            "{set}: {by_code} of {} have codes",
            count()
        );
    }
}

#[test]
fn labels_fit_on_buttons() {
    let (data, phrases) = (data("training/data/police"), english());
    for seed in 0..count() {
        let query = Draw::new(seed, &data).query();
        let label = label(&query, &data, phrases);
        assert!(
            !label.is_empty() && label.chars().count() <= LABEL,
            "{label}"
        );
    }
}

/// Names that several things have, and lists of them, do not take ever longer.
#[test]
fn texts_with_many_readings_are_given_up() {
    let (mut data, phrases) = (data("tests/data/lighthouses"), english());
    for metric in &mut data.metrics {
        metric.short = "light".to_owned();
    }
    for figure in &mut data.figures {
        figure.period.words = Some("that time".to_owned());
    }
    data.index_figures();
    let lights = "light, ".repeat(90);
    let times = "that time, ".repeat(70);
    for text in [
        format!("{lights}that time"),
        format!("light, {times}that time"),
    ] {
        assert_eq!(read(&text, &data, phrases), None);
    }
    let metrics = (0..data.metrics.len()).map(MetricId).collect();
    let query = Query::Figures(Cells::new(metrics, Window::latest()));
    let words = words(&query, &data, phrases);
    assert_eq!(read(&words, &data, phrases), Some(query), "{words}");
}

/// Pieces of canonical words in any order are read as what they say, or not at all.
#[test]
fn shuffled_words_are_harmless() {
    let (data, phrases) = (data("training/data/police"), english());
    let mut pieces: Vec<String> = Vec::new();
    for seed in 0..count() {
        let words = words(&Draw::new(seed, &data).query(), &data, phrases);
        pieces.extend(words.split_inclusive([' ', ',', ':']).map(str::to_owned));
    }
    let mut random = 7_usize;
    for _ in 0..count() {
        let mut text = String::new();
        while text.len() < 300 {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text += &pieces[(random >> 33) % pieces.len()];
            if let Some(query) = read(&text, &data, phrases) {
                assert_eq!(
                    read(&words(&query, &data, phrases), &data, phrases),
                    Some(query)
                );
            }
        }
    }
}

#[test]
fn other_texts_are_not_read() {
    let (data, phrases) = (data("tests/data/lighthouses"), english());
    let long = "is it true: ".repeat(80);
    let list = "2024, ".repeat(160);
    let others = [
        "",
        "?",
        "]",
        "[]",
        "how many keepers were there in 2019?",
        "🙂 is it true: ",
        "é, 2024",
        long.as_str(),
        list.as_str(),
    ];
    for text in others {
        assert_eq!(read(text, &data, phrases), None, "{text}");
    }
    let query = Query::Figures(Cells::new(vec![MetricId(0)], Window::latest()));
    let words = words(&query, &data, phrases);
    for end in words.char_indices().map(|(at, _)| at) {
        let _ = read(&words[..end], &data, phrases);
        let _ = read(&words[end..], &data, phrases);
    }
    assert_eq!(read(&words.to_uppercase(), &data, phrases), Some(query));
}

/// Words that are those of the query they are read as, in the lighthouses.
const WORDS: &str = "
    keepers, 2019
    keepers, every period
    keepers and rescues, 2019, 2020 and first half of 2021, from Harbour Ledger
    keepers, last 3 years
    lamp outages, 2018 to 2023, by half-year, without 2020
    keepers, the time from 2018 to 2020
    keepers, on 31 December 2019
    keepers, 2019 against 2018
    keepers, 2019 against 2018, in percent
    fog outages as a share of lamp outages, 2022
    lamp outages other than fog outages, 2022
    keepers, 2019 or rescues, 2020, which is higher
    highest keepers, 2016 to 2020: which year
    second highest keepers
    3 lowest rescues, since 2018: which year
    highest among keepers and rescues, 2019: which
    highest before 2020: keepers
    sum of keepers, 2017 to 2019
    number of years with keepers under 20
    years with visitors over 5,000 and rising
    last year with visitors over that of 2019
    first year with visitors at least the average
    steepest rise of rescues, until March 2022, in percent
    rescues over time, since 2019
    rescues per working day, 2022
    parts of lamp outages, 2022
    everything on first half of 2022
    main findings
    what keepers counts
    source of keepers, 2019
    publication date of keepers, latest
    years of keepers
    about Lamp & Tide
    conflict: lamp outages in the first half of 2023
    gap: lamp outages in 2018
    said: causes
    reply: help
    is it true: keepers, 2019: over 20
    is it true: keepers, 2018 to 2020: not every one at least 12.5
    is it true: visitors, 2022 against 2019: rising
    is it true: highest visitors: the place of 2022
    is it true: is it true: keepers, 2019: exists: published by Sornholm Gazette
";

/// Texts that say the same otherwise than the words.
const OTHERWISE: [&str; 10] = [
    "keepers",
    "keepers 2019",
    "keepers,2019",
    "keepers in 2019",
    "the keepers, 2019",
    "keepers, 2019 and 2020 and 2021",
    "keepers, 2019 against keepers, 2018",
    "highest keepers: which month",
    "keepers employed, 2019",
    "years with visitors over 5000",
];

#[test]
fn words_are_short_and_strict() {
    let data = data("tests/data/lighthouses");
    let round = |text: &str| read(text, &data, english()).map(|own| words(&own, &data, english()));
    let mut wrong = Vec::new();
    for text in WORDS.trim().lines().map(str::trim) {
        for asked in [text.to_owned(), format!(" {} ?", text.to_uppercase())] {
            let found = round(&asked);
            if found.as_deref() != Some(text) {
                wrong.push(format!("{asked} | {found:?}"));
            }
        }
    }
    wrong.extend(OTHERWISE.iter().filter_map(|text| round(text)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
