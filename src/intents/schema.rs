//! The JSON Schemas of intents files, for editors that complete and check while people type.

use serde_json::Value;

use super::raw::{RawIntent, RawNames, RawWords};

/// The schema of a file with an intent.
pub fn schema() -> Value {
    schemars::schema_for!(RawIntent).to_value()
}

/// The schema of a file with the words of a language.
pub fn words_schema() -> Value {
    schemars::schema_for!(RawWords).to_value()
}

/// The schema of a file with names that were given to what the data have.
pub fn names_schema() -> Value {
    schemars::schema_for!(RawNames).to_value()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::read_directory;

    #[test]
    fn the_schemas_take_every_file_that_is_shipped_and_no_slip() {
        let validators =
            [schema(), words_schema()].map(|schema| jsonschema::validator_for(&schema).unwrap());
        let value = |text: &str| {
            serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in read_directory(&root.join("intents")).unwrap().files {
            let validator = &validators[usize::from(file.path.contains("/words/"))];
            let wrong: Vec<String> = validator
                .iter_errors(&value(&file.text))
                .map(|error| error.to_string())
                .collect();
            assert_eq!(wrong, [""; 0], "{}", file.path);
        }
        let good = "schema = 1\nid = \"a\"\ntitle = \"A\"\nanswer = \"help\"\n";
        assert!(validators[0].is_valid(&value(good)));
        for slip in [
            "schema = 2",
            "id = \"A b\"",
            "answer = \"hlep\"",
            "phrases.xx = []",
            "phrases.en = \"a\"",
            "title = 1",
            "colour = \"red\"",
            "test = [{ status = \"fine\" }]",
            "test = [{ asks = \"a\" }]",
            "reply.en.text = 1",
        ] {
            let key = slip.split([' ', '.']).next().unwrap();
            let rest = good.lines().filter(|line| !line.starts_with(key));
            let text = rest.chain([slip]).collect::<Vec<_>>().join("\n");
            assert!(!validators[0].is_valid(&value(&text)), "{slip}");
        }
    }

    #[test]
    fn the_committed_schemas_are_current() {
        let schemas = [
            ("intent", schema()),
            ("words", words_schema()),
            ("names", names_schema()),
        ];
        for (name, schema) in schemas {
            let path = format!("{}/schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
            let current = format!("{schema:#}\n");
            if std::env::var_os("UPDATE_SCHEMA").is_some() {
                std::fs::write(&path, &current).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == current,
                "schema/{name}.json is not current; run the tests with UPDATE_SCHEMA=1"
            );
        }
    }
}
