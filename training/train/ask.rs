//! Answers questions from lines of JSON as the program does, with the weights, meanings and encoder at hand: to score a build before it is one.
//!
//! WEIGHTS, MEANINGS and ENCODER name files to take in place of the shipped ones, such as `leave-out` keeps and the scripts write with `--folds`.

use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use footnote::interpret::memory::Memory;
use footnote::interpret::scorer::Weights;
use footnote::message::{Snapshot, answer};
use serde_json::{Value, json};

use crate::sample::TODAY;
use crate::tables::{encoder, meanings};

/// Answers standard input, line by line.
pub(crate) fn ask(args: &[String]) -> Result<(), String> {
    let option = |name: &str| {
        args.iter()
            .position(|arg| arg == name)
            .and_then(|at| args.get(at + 1))
            .cloned()
    };
    let read = |folder: &str| {
        footnote::files::read_directory(Path::new(folder))
            .map_err(|error| format!("{folder}: {error:?}"))
    };
    let (dataset, _) =
        footnote::dataset::load(&read(&option("--data").unwrap_or("data".to_owned()))?.files);
    let (intents, _) =
        footnote::intents::load(&read(&option("--intents").unwrap_or("intents".to_owned()))?.files);
    let file = std::env::var("WEIGHTS").unwrap_or("assets/reader/weights.txt".to_owned());
    let weights = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let weights = Arc::new(Weights::parse(weights.into()).map_err(|error| error.to_string())?);
    let (mut snapshot, _) = Snapshot::new(dataset, intents, weights);
    if let Ok(file) = std::env::var("MEANINGS") {
        snapshot.use_meanings(meanings(Path::new(&file))?);
    }
    if let Ok(file) = std::env::var("ENCODER") {
        snapshot.use_encoder(encoder(Path::new(&file))?);
    }
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let item: Value = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let turns: Vec<&str> = match (item["dialog"].as_array(), item["q"].as_str()) {
            (Some(turns), _) => turns.iter().filter_map(Value::as_str).collect(),
            (None, Some(q)) => vec![q],
            _ => Vec::new(),
        };
        let mut memory = Memory::default();
        let mut last = Value::Null;
        for turn in turns {
            let answer = answer(&snapshot, turn, &mut memory, TODAY);
            let choices: Vec<Value> = answer
                .choices
                .iter()
                .map(|choice| json!({"label": choice.label, "question": choice.question}))
                .collect();
            last = json!({"id": item["id"], "status": answer.status, "text": answer.text, "intent": answer.intent, "confidence": answer.confidence,
                "verdict": answer.verdict, "citations": answer.citations, "figures": answer.figures, "caveats": answer.caveats, "choices": choices,
                "value": answer.value, "unit": answer.unit, "answer_id": answer.answer_id});
        }
        println!("{last}");
    }
    Ok(())
}
