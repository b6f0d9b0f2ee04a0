//! The JSON Schemas of intents files, for editors that complete and check while people type.

use serde_json::Value;

use super::raw::{RawIntent, RawWords};

/// The schema of a file with an intent.
pub fn schema() -> Value {
    schemars::schema_for!(RawIntent).to_value()
}

/// The schema of a file with the words of a language.
pub fn words_schema() -> Value {
    schemars::schema_for!(RawWords).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schemas_are_current() {
        for (name, schema) in [("intent", schema()), ("words", words_schema())] {
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
