//! A line on standard error that says that something is going on, and goes away.

use std::io::{self, IsTerminal};

/// The line, as long as it lives; only where somebody sits at a terminal.
pub(super) struct Progress {
    /// How many characters it has.
    width: usize,
}

impl Progress {
    /// Says what is going on: "checking".
    pub(super) fn start(what: &str) -> Self {
        let mut progress = Self { width: 0 };
        progress.say(what);
        progress
    }

    /// Says what is going on now.
    pub(super) fn say(&mut self, what: &str) {
        if io::stderr().is_terminal() {
            let line = format!("{what} …");
            let spaces = self.width.saturating_sub(line.chars().count());
            anstream::eprint!("\r{line}{:spaces$}", "");
            self.width = line.chars().count();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.width > 0 {
            anstream::eprint!("\r{:width$}\r", "", width = self.width);
        }
    }
}
