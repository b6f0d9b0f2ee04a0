//! What words mean by tables that were not learned from a dataset's own questions: what a table knows of questions that it has seen
//! must not be learned from, nor reported on.

use std::collections::HashMap;
use std::path::Path;

use footnote::question::likeness::Meanings;

/// Reads a table, which stays until the program ends.
pub(crate) fn meanings(file: &Path) -> Result<&'static Meanings, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let table = Meanings::read(Box::leak(text.into_boxed_str()))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Box::leak(Box::new(table)))
}

/// Tables of one folder, as `assets/words/meanings.py --folds` writes them.
pub(crate) struct Tables {
    by_number: HashMap<String, &'static Meanings>,
    by_set: HashMap<String, String>,
}

impl Tables {
    /// No tables: all datasets go with the one that the program has.
    pub(crate) fn shipped() -> Self {
        Self {
            by_number: HashMap::new(),
            by_set: HashMap::new(),
        }
    }

    /// Reads a folder.
    pub(crate) fn read(folder: &str) -> Result<Self, String> {
        let file = Path::new(folder).join("sets.txt");
        let sets = std::fs::read_to_string(&file).map_err(|error| {
            format!(
                "{}: {error}; assets/words/README.md says how the tables are made",
                file.display()
            )
        })?;
        let mut own = Self::shipped();
        for (set, number) in sets.lines().filter_map(|line| line.split_once('\t')) {
            if !own.by_number.contains_key(number) {
                let file = Path::new(folder).join(format!("{number}.txt"));
                own.by_number.insert(number.to_owned(), meanings(&file)?);
            }
            own.by_set.insert(set.to_owned(), number.to_owned());
        }
        Ok(own)
    }

    /// The table for a dataset.
    pub(crate) fn of(&self, set: &str) -> &'static Meanings {
        let own = self.by_set.get(set);
        own.and_then(|number| self.by_number.get(number))
            .copied()
            .unwrap_or_else(Meanings::shipped)
    }
}
