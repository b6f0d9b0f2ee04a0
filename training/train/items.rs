//! The labelled questions, as they stand in `training/questions`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

/// A labelled question.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Item {
    pub(crate) id: String,
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    dialog: Option<Vec<String>>,
    pub(crate) expect: String,
    #[serde(default)]
    pub(crate) gap: bool,
    pub(crate) form: Form,
    #[serde(default)]
    writer: Option<String>,
    #[serde(default)]
    pub(crate) must: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) verdict: Vec<String>,
    /// Further classes of answers that are fine.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    /// What must occur where it is answered.
    #[serde(default)]
    pub(crate) if_answered: Vec<Vec<String>>,
    /// What must not occur.
    #[serde(default)]
    pub(crate) forbid: Vec<String>,
    #[serde(skip)]
    pub(crate) set: String,
}

/// What a person says that the question asks for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Form {
    pub(crate) op: String,
    #[serde(default)]
    pub(crate) metrics: Vec<String>,
    #[serde(default)]
    pub(crate) periods: Vec<String>,
    #[serde(default)]
    pub(crate) args: Map<String, Value>,
}

impl Item {
    /// The turns of the talk; the last is the question.
    pub(crate) fn turns(&self) -> Vec<&str> {
        match (&self.dialog, &self.q) {
            (Some(dialog), _) => dialog.iter().map(String::as_str).collect(),
            (None, Some(q)) => vec![q.as_str()],
            (None, None) => Vec::new(),
        }
    }

    /// A phrase of an intent as a question that the intent answers.
    pub(crate) fn phrase(text: &str, intent: &str, set: &str) -> Self {
        Self {
            id: format!("{set}-{set}-{intent}"),
            q: Some(text.to_owned()),
            dialog: None,
            expect: "answer".to_owned(),
            gap: false,
            form: Form {
                op: intent.to_owned(),
                metrics: Vec::new(),
                periods: Vec::new(),
                args: Map::new(),
            },
            writer: Some(set.to_owned()),
            must: Vec::new(),
            verdict: Vec::new(),
            also: Vec::new(),
            if_answered: Vec::new(),
            forbid: Vec::new(),
            set: set.to_owned(),
        }
    }

    /// The same question behind the last turn of another.
    pub(crate) fn behind(&self, other: &Self) -> Self {
        let turns = other
            .turns()
            .last()
            .copied()
            .into_iter()
            .chain(self.turns());
        Self {
            dialog: Some(turns.map(str::to_owned).collect()),
            q: None,
            ..self.clone()
        }
    }

    /// Who wrote it.
    pub(crate) fn writer(&self) -> String {
        self.writer
            .clone()
            .unwrap_or_else(|| self.id.split('-').nth(1).unwrap_or_default().to_owned())
    }
}

impl Form {
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.args.get(key).and_then(Value::as_str)
    }

    /// "up", "down", "max" …, also where it is written as what is asserted.
    pub(crate) fn direction(&self) -> Option<&str> {
        let said = self.text("direction").or(self.text("asserted"));
        said.filter(|way| matches!(*way, "up" | "down" | "flat" | "max" | "min" | "any"))
    }

    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.args.get(key).and_then(Value::as_f64)
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.args.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The number of `["over", 50]`.
    pub(crate) fn threshold(&self) -> Option<f64> {
        self.args.get("threshold")?.as_array()?.get(1)?.as_f64()
    }

    /// The word of `["over", 50]`.
    pub(crate) fn bound(&self) -> Option<&str> {
        self.args.get("threshold")?.as_array()?.first()?.as_str()
    }
}

/// All questions below a folder, set by set, with each set's directory of data.
pub(crate) fn sets(folder: &Path) -> Result<Vec<(String, PathBuf, Vec<Item>)>, String> {
    let questions = folder.join("questions");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&questions)
        .map_err(|error| format!("{}: {error}", questions.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    paths.sort();
    let mut sets = Vec::new();
    for path in paths {
        let name = path
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let set = name.split('.').next().unwrap_or_default().to_owned();
        let data = if set == "shipped" {
            PathBuf::from("data")
        } else {
            folder.join("data").join(&set)
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let mut items = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let mut item: Item = serde_json::from_str(line)
                .map_err(|error| format!("{}:{}: {error}", path.display(), at + 1))?;
            item.set.clone_from(&set);
            items.push(item);
        }
        sets.push((name, data, items));
    }
    Ok(sets)
}
