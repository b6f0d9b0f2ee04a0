//! Where the bot listens: which messages it speaks up to unasked.
//!
//! Silence is no fault there, and an answer that nobody wanted is one.

use super::bot::Thought;
use crate::answer::Status;

/// Below this confidence the bot does not speak up unasked: far more than an answer needs that somebody asked for.
const SURE: f32 = 0.9;

/// Whether a message looks like a question at all, with a question mark or a number such as a year: no other is read.
pub(crate) fn may_ask(text: &str) -> bool {
    asks(text) || text.contains(|letter: char| letter.is_numeric())
}

fn asks(text: &str) -> bool {
    text.contains(['?', '？'])
}

/// Whether the bot may speak up without having been asked: a message that looks like a question and is no claim unless it asks; that
/// names what it is about; answered with a figure and its source.
pub(crate) fn is_for_it(thought: &Thought, text: &str) -> bool {
    let answer = &thought.answer;
    may_ask(text)
        && (asks(text) || answer.verdict.is_none())
        && thought.named
        && answer.status == Status::Answered
        && !answer.figures.is_empty()
        && !answer.citations.is_empty()
        && answer.confidence >= SURE
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::dataset;
    use crate::files::read_directory;
    use crate::intents;
    use crate::message::{Memory, Snapshot, shipped};

    /// What people say to each other on a server.
    const CHATTER: &str = include_str!("../../tests/cases/chatter.txt");

    fn snapshot(data: &str, intents: &str) -> Snapshot {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |folder: &str| read_directory(&root.join(folder)).unwrap().files;
        let (dataset, _) = dataset::load(&read(data));
        let (intents, _) = intents::load(&read(intents));
        Snapshot::new(dataset, intents, shipped().unwrap()).0
    }

    fn answers(snapshot: &Snapshot, text: &str) -> bool {
        let today = date(2026, 11, 24);
        let thought = Thought::of(snapshot, text, &Memory::default(), today);
        is_for_it(&thought, text)
    }

    #[test]
    fn ordinary_talk_is_not_for_it() {
        let lines = || {
            let lines = CHATTER.lines().map(str::trim);
            lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
        };
        assert!(lines().count() >= 100);
        for (data, intents) in [
            ("data", "intents"),
            ("tests/data/lighthouses", "intents/operations"),
        ] {
            let snapshot = snapshot(data, intents);
            let heard: Vec<&str> = lines().filter(|line| answers(&snapshot, line)).collect();
            assert!(heard.is_empty(), "with {data} it answers {heard:#?}");
        }
    }

    /// Requests of every day that lie beside the repository.
    #[test]
    fn what_other_people_wrote_is_not_for_it() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/negatives/far.jsonl");
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: there is no {}", path.display());
            return;
        };
        let questions = text.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["q"].as_str().unwrap().to_owned()
        });
        let snapshot = snapshot("data", "intents");
        let heard: Vec<String> = questions.filter(|text| answers(&snapshot, text)).collect();
        assert!(heard.is_empty(), "it answers {heard:#?}");
    }

    #[test]
    fn what_names_its_subject_and_asks_is_for_it() {
        let snapshot = snapshot("tests/data/lighthouses", "intents/operations");
        for question in [
            "How many lamp outages were there in 2022?",
            "lamp outages in 2023?",
            "did lamp outages fall in 2023?",
            "how many keepers were there in 2020",
            "which year had the most lamp outages?",
        ] {
            assert!(answers(&snapshot, question), "{question}");
        }
    }
}
