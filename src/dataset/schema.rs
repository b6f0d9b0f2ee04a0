//! The JSON Schema of data files, for editors that complete and check while people type.

use serde_json::Value;

use super::raw::RawFile;

/// The schema, made from the raw tables.
pub fn schema() -> Value {
    schemars::schema_for!(RawFile).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/data.json");
        let current = format!("{:#}\n", schema());
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(path, &current).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == current,
            "schema/data.json is not current; run the tests with UPDATE_SCHEMA=1"
        );
    }
}
