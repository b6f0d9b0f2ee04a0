//! What words mean, and what a question says as a whole, by tables and encoders that were not learned from a dataset's own questions: what
//! they know of questions that they have seen must not be learned from, nor reported on.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use footnote::interpret::encoder::Encoder;
use footnote::question::evidence::Evidence;
use footnote::question::likeness::Meanings;

/// Reads a table, which stays until the program ends.
pub(crate) fn meanings(file: &Path) -> Result<&'static Meanings, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let table = Meanings::read(Box::leak(text.into_boxed_str()))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Box::leak(Box::new(table)))
}

/// Reads an encoder, which stays until the program ends.
pub(crate) fn encoder(file: &Path) -> Result<&'static Encoder, String> {
    let bad = |problem: &dyn std::fmt::Display| format!("{}: {problem}", file.display());
    let bytes = std::fs::read(file).map_err(|error| bad(&error))?;
    let encoder = Encoder::read(bytes.leak()).map_err(|error| bad(&error))?;
    Ok(Box::leak(Box::new(encoder)))
}

/// What words mean, and who hears questions.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) meanings: &'static Meanings,
    pub(crate) ear: &'static Ear,
}

/// An encoder that remembers what it has heard: each question is read once for every stage that is fitted.
pub(crate) struct Ear {
    encoder: &'static Encoder,
    heard: Mutex<HashMap<(String, bool), Vec<f32>>>,
}

impl Ear {
    fn of(encoder: &'static Encoder) -> &'static Self {
        let heard = Mutex::default();
        Box::leak(Box::new(Self { encoder, heard }))
    }

    /// What an encoder hears in a question.
    pub(crate) fn heard(&self, evidence: &Evidence, follows: bool) -> Vec<f32> {
        let key = (text(evidence), follows);
        let known = || self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known().get(&key).cloned();
        before.unwrap_or_else(|| {
            let heard = self.encoder.heard(evidence, follows);
            known().insert(key, heard.clone());
            heard
        })
    }
}

/// The words of a question as an encoder reads them.
pub(crate) fn text(evidence: &Evidence) -> String {
    let words: Vec<&str> = evidence
        .words
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    words.join(" ")
}

/// Tables and encoders of one folder, as `assets/words/meanings.py --folds` and `assets/reader/encoder.py --folds` write them.
pub(crate) struct Tables {
    shipped: Table,
    by_number: HashMap<String, Table>,
    by_set: HashMap<String, String>,
}

impl Tables {
    /// No tables: all datasets go with the one that the program has.
    pub(crate) fn shipped() -> Self {
        Self {
            shipped: Table {
                meanings: Meanings::shipped(),
                ear: Ear::of(Encoder::shipped()),
            },
            by_number: HashMap::new(),
            by_set: HashMap::new(),
        }
    }

    /// Reads a folder.
    pub(crate) fn read(folder: &str) -> Result<Self, String> {
        let file = Path::new(folder).join("sets.txt");
        let sets = std::fs::read_to_string(&file).map_err(|error| {
            format!(
                "{}: {error}; training/README.md says how the tables are made",
                file.display()
            )
        })?;
        let mut own = Self::shipped();
        for (set, number) in sets.lines().filter_map(|line| line.split_once('\t')) {
            if !own.by_number.contains_key(number) {
                let file = |end: &str| Path::new(folder).join(format!("{number}.{end}"));
                let table = Table {
                    meanings: meanings(&file("txt"))?,
                    ear: Ear::of(encoder(&file("safetensors"))?),
                };
                own.by_number.insert(number.to_owned(), table);
            }
            own.by_set.insert(set.to_owned(), number.to_owned());
        }
        Ok(own)
    }

    /// What goes with a dataset.
    pub(crate) fn of(&self, set: &str) -> Table {
        let own = self.by_set.get(set);
        own.and_then(|number| self.by_number.get(number))
            .copied()
            .unwrap_or(self.shipped)
    }
}
