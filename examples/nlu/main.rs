//! Measures the classifier alone on labelled utterances, which take the place of the intents' phrases.
//!
//! `nlu TEST.jsonl TRAIN.jsonl` prints a line of JSON for each utterance of the first file: text, intent, predicted, score.

#![expect(clippy::print_stdout, reason = "what it measures is printed")]

mod matcher;
mod words;

use std::error::Error;

use matcher::LabelMatcher;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(test), Some(train)) = (args.next(), args.next()) else {
        return Err("usage: nlu TEST.jsonl TRAIN.jsonl".into());
    };
    let (test, train) = (lines(&test)?, lines(&train)?);
    let labelled = train
        .iter()
        .filter_map(|line| Some((line["text"].as_str()?, line["intent"].as_str()?)));
    let matcher = LabelMatcher::train(labelled);
    for line in &test {
        let (predicted, score) = matcher.find(line["text"].as_str().unwrap_or_default());
        let found = json!({
            "text": line["text"],
            "intent": line["intent"],
            "predicted": predicted,
            "score": score,
        });
        println!("{found}");
    }
    Ok(())
}

fn lines(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
}
