//! The explanation as Discord shows it, over the made-up dataset.

use std::path::Path;

use insta::assert_snapshot;
use jiff::civil::date;

use super::{explain, markdown};
use crate::files::read_directory;
use crate::message::{Memory, Snapshot};
use crate::{dataset, intents};

fn shown(questions: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |directory: &str| read_directory(&root.join(directory)).unwrap().files;
    let dataset = dataset::load(&files("tests/data/lighthouses")).0;
    let intents = intents::load(&files("intents/operations")).0;
    let (snapshot, _) = Snapshot::new(dataset, intents, crate::message::shipped().unwrap());
    let explained = |question: &&str| {
        let mut conversation = Memory::default();
        let explanation = explain(&snapshot, question, &mut conversation, date(2025, 6, 1));
        markdown(&explanation).replace(&format!("{}/", root.display()), "")
    };
    questions.iter().map(explained).collect()
}

#[test]
fn an_explanation_names_words_slots_intents_and_lines() {
    let long = "how many lamp outages in 2022 and why did repairs fall? ".repeat(60);
    let [one, hostile, long] = shown(&[
        "how many lamp otages in 2022?",
        "```@everyone``` how many **zorps**",
        &long,
    ])
    .try_into()
    .unwrap();
    let lines: Vec<&str> = one.lines().take(9).collect();
    assert_snapshot!(lines.join("\n"), @r"
    ```
    status: answered by value
    answer: 655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.

    decision: answered: the likeliest has 97%, needed 74%
    words: how·concept many·concept lamp·name outages·name in 2022·period ?
    spelling: otages → outages
    97%: lamp outages, 2022
      for: alike_share +1.18, taught +1.00, alike_beside_full +0.90, context +0.85, nearest_itself +0.67
    ");
    let place = one.lines().find(|line| {
        line.trim_start()
            .starts_with("intents/operations/value.toml:")
    });
    assert!(place.is_some(), "{one}");
    assert!(one.matches("intents/operations/").count() >= 2, "{one}");
    assert_eq!(hostile.matches("```").count(), 2);
    assert!(long.chars().count() <= 4_096, "{}", long.chars().count());
}
