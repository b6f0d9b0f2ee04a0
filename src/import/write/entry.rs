//! One table of a data file, key by key.

use std::fmt::Write as _;

/// A table under way.
pub(super) struct Entry(String);

impl Entry {
    pub(super) fn new(name: &str) -> Self {
        Self(format!("\n[[{name}]]\n"))
    }

    /// The one table of its name.
    pub(super) fn single(name: &str) -> Self {
        Self(format!("\n[{name}]\n"))
    }

    pub(super) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.raw(key, &quoted(value))
    }

    pub(super) fn list(&mut self, key: &str, values: &[String]) -> &mut Self {
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        self.raw(key, &format!("[{}]", quoted.join(", ")))
    }

    pub(super) fn raw(&mut self, key: &str, value: &str) -> &mut Self {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
        self
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A text as TOML writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    toml::Value::from(one_line).to_string()
}
