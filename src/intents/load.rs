//! From the text of intents files to intents: every problem of every file is reported, and what is sound is kept.

use std::sync::Arc;

use super::raw::{RawIntent, RawTest, RawWords};
use super::{Intent, Intents, Phrase, Test, Words};
use crate::diagnostic::{Diagnostic, Label, Severity, SourceFile};

/// Loads a set of intents files.
pub fn load(files: &[Arc<SourceFile>]) -> (Intents, Vec<Diagnostic>) {
    let mut intents = Intents::default();
    let mut problems = Vec::new();
    for file in files {
        let is_words = file.text.lines().any(|line| line.starts_with("language"));
        let outcome = if is_words {
            toml::from_str::<RawWords>(&file.text).map(|raw| add_words(&mut intents, raw))
        } else {
            toml::from_str::<RawIntent>(&file.text).map(|raw| intents.list.push(intent(file, raw)))
        };
        if let Err(error) = outcome {
            problems.push(syntax(file, &error));
        }
    }
    (intents, problems)
}

fn add_words(intents: &mut Intents, raw: RawWords) {
    let words: &mut Words = intents.words.entry(raw.language).or_default();
    for (concept, phrases) in raw.concepts {
        words.concepts.entry(concept).or_default().extend(phrases);
    }
    for (group, list) in raw.fillers {
        if group == "function" {
            words.function.extend(list)
        } else {
            words.fillers.extend(list)
        }
    }
    words.say.extend(raw.say);
}

fn intent(file: &SourceFile, raw: RawIntent) -> Intent {
    let phrases = raw
        .phrases
        .into_iter()
        .flat_map(|(language, list)| list.into_iter().map(move |text| (language, text)));
    let phrases = phrases
        .map(|(language, text)| Phrase {
            line: line_of(&file.text, &text),
            text,
            language,
        })
        .collect();
    Intent {
        id: raw.id,
        title: raw.title,
        kind: raw.answer,
        topic: raw.topic,
        phrases,
        replies: raw.reply,
        tests: raw
            .test
            .into_iter()
            .filter_map(|test| test_of(&file.text, test))
            .collect(),
        file: file.path.clone(),
    }
}

fn test_of(text: &str, raw: RawTest) -> Option<Test> {
    let lands = raw.ask.is_some();
    let ask = raw.ask.or(raw.not_ask)?;
    Some(Test {
        line: line_of(text, &ask),
        ask,
        lands,
        status: raw.status,
        value: raw.value,
        contains: raw.contains,
    })
}

fn line_of(text: &str, needle: &str) -> usize {
    text.find(needle).map_or(1, |at| {
        text.get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1)
    })
}

fn syntax(file: &Arc<SourceFile>, error: &toml::de::Error) -> Diagnostic {
    let label = Label {
        file: Arc::clone(file),
        span: error.span().unwrap_or(0..0),
        text: String::new(),
    };
    Diagnostic {
        code: "I001",
        severity: Severity::Error,
        message: error.message().to_owned(),
        labels: vec![label],
        help: None,
        fix: None,
    }
}
