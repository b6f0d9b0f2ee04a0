//! What holds of every answer, whatever is asked.

use std::sync::LazyLock;

use footnote::answer::{Answer, Status};
use footnote::dataset::Value;
use footnote::engine::Engine;
use footnote::render::{json, plain};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::engine;

/// The longest message that is sent.
const LONGEST: usize = 2_000;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine("lighthouses"));
static SECOND: LazyLock<Engine> = LazyLock::new(|| engine("lighthouses"));

/// Pieces of questions that mean something, and pieces that are to be feared.
const PIECES: [&str; 64] = [
    "how many",
    "lamp outages",
    "fog outages",
    "keepers",
    "rescues",
    "visitors",
    "lamp oil",
    "repairs",
    "automated lamps",
    "in 2022",
    "2021",
    "in '23",
    "from 2019 to 2022",
    "since 2020",
    "between 2017 and 2023",
    "last year",
    "the last three years",
    "in the first half of 2022",
    "in March 2023",
    "per day",
    "per working day",
    "share of",
    "what percentage",
    "times",
    "more than 500",
    "fewer than 100",
    "which year",
    "the most",
    "lowest",
    "average",
    "median",
    "total",
    "and",
    "vs",
    "change",
    "rise",
    "fall",
    "why",
    "who says so",
    "source?",
    "is it true that",
    "655",
    "13,699",
    "1.5 million",
    "40%",
    "the Gazette",
    "according to the Harbour Ledger",
    "Petrel",
    "is that official",
    "what does it count",
    "?",
    ".",
    "not",
    "@everyone",
    "<@1234567890>",
    "<@&99>",
    "[click](https://evil.example)",
    "**bold**",
    "||hidden||",
    "`code`",
    "https://evil.example/x",
    "\u{202e}\u{200b}",
    "сколько",
    "😀",
];

fn question() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => "\\PC{0,24}",
        1 => any::<String>(),
        1 => "[0-9.,%-]{1,12}",
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.join(" "))
}

fn dialog() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(question(), 1..4)
}

fn ask(engine: &Engine, turns: &[String]) -> Answer {
    engine
        .dialog(turns.iter().map(String::as_str))
        .expect("a dialog has a turn")
}

/// The text without the targets of links.
fn without_links(text: &str) -> String {
    let mut parts = text.split("](<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once(">)").map_or(part, |(_, after)| after)
    })
}

/// Runs of digits; separators between thousands and decimals belong to them.
fn numbers(text: &str) -> Vec<String> {
    let mut numbers = vec![String::new()];
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let between = matches!(letter, ',' | '.')
            && at > 0
            && letters[at - 1].is_ascii_digit()
            && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() || between {
            numbers.last_mut().unwrap().push(*letter);
        } else if !numbers.last().unwrap().is_empty() {
            numbers.push(String::new());
        }
    }
    numbers.retain(|number| !number.is_empty());
    numbers
}

/// Values of the dataset that cannot be taken for a year or a day: nothing else has such a number in its text.
fn is_a_value_of_the_data(engine: &Engine, number: &str) -> bool {
    let snapshot = engine.snapshot();
    let values = snapshot.dataset.figures.iter().map(|figure| figure.value);
    let mut printed = values.filter_map(|value| match value {
        Value::Range(..) => None,
        value => Some(footnote::dataset::format_number(value.ends().0)),
    });
    number.len() > 2 && printed.any(|value| value == number)
}

fn check(turns: &[String]) -> Result<(), TestCaseError> {
    let answer = ask(&ENGINE, turns);
    let text = &answer.text;
    prop_assert!(
        text.chars().count() <= LONGEST,
        "{} characters: {text}",
        text.chars().count()
    );
    prop_assert!(!text.is_empty(), "an empty answer");
    for ping in ["@everyone", "@here", "<@"] {
        prop_assert!(!text.contains(ping), "{ping} in: {text}");
    }
    prop_assert!(
        !text.contains("evil.example"),
        "the asker's link in: {text}"
    );
    let said = numbers(&without_links(text));
    if answer.status == Status::Answered && !said.is_empty() {
        prop_assert!(
            !answer.citations.is_empty(),
            "digits without a citation: {text}"
        );
    }
    let asked: Vec<String> = turns.iter().flat_map(|turn| numbers(turn)).collect();
    for number in said.iter().filter(|number| !asked.contains(number)) {
        if is_a_value_of_the_data(&ENGINE, number) {
            prop_assert!(
                !answer.citations.is_empty(),
                "{number} without a citation: {text}"
            );
        }
    }
    Ok(())
}

fn bytes(engine: &Engine, turns: &[String]) -> String {
    let answer = ask(engine, turns);
    format!(
        "{}\n{}",
        json(&answer, &engine.snapshot().dataset, None).unwrap(),
        plain(&answer, true)
    )
}

/// The same cases in every run; `PROPTEST_RNG_SEED=1 cargo test` asks others.
pub(crate) fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(7),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed,
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_answer_is_bounded_cited_and_harmless(turns in dialog()) {
        check(&turns)?;
    }

    #[test]
    fn the_same_questions_get_the_same_bytes(turns in dialog()) {
        prop_assert_eq!(bytes(&ENGINE, &turns), bytes(&SECOND, &turns));
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        check(&[text])?;
    }
}

#[test]
fn long_questions_are_answered() {
    for piece in [
        "9",
        "a",
        "lamp outages in 2022 and ",
        "(",
        "**",
        "\u{200b}",
        "2021-",
        "сколько ",
    ] {
        let text = piece.repeat(10_000 / piece.len());
        check(&[text]).unwrap();
    }
}

#[test]
fn numbers_are_found_in_text() {
    let text =
        without_links("**13,699** in 2024, up 76.1%. [Site](<https://site.example/2023>), 5 Jan");
    assert_eq!(numbers(&text), ["13,699", "2024", "76.1", "5"]);
}
