//! When a change has come to rest: files are often written one after another, and half a set would be refused for nothing.

use crate::diagnostic::Diagnostics;
use crate::engine::FileSet;
use crate::fingerprint;

/// What was seen of the files, by their fingerprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settle {
    /// What was last acted upon.
    handled: String,
    /// What was seen at the last look.
    last: String,
}

impl Settle {
    /// Begins with files that are in force.
    pub fn new(files: &FileSet, problems: &Diagnostics) -> Self {
        let seen = seen(files, problems);
        Self {
            handled: seen.clone(),
            last: seen,
        }
    }

    /// Whether the files differ from those last acted upon and are the same as at the last look; they count as acted upon then.
    pub fn look(&mut self, files: &FileSet, problems: &Diagnostics) -> bool {
        let seen = seen(files, problems);
        let settled = seen == self.last && seen != self.handled;
        if settled {
            self.handled.clone_from(&seen);
        }
        self.last = seen;
        settled
    }

    /// Notes that the files were acted upon without waiting.
    pub fn handled(&mut self, files: &FileSet, problems: &Diagnostics) {
        *self = Self::new(files, problems);
    }
}

/// A name for files with their paths, and for what could not be read.
fn seen(files: &FileSet, problems: &Diagnostics) -> String {
    let servers = files.servers.values().flatten();
    let all = files.data.iter().chain(&files.shared).chain(servers);
    let texts = all.flat_map(|file| [file.path.as_str(), file.text.as_str()]);
    let problems = problems.iter().map(|problem| problem.message.as_str());
    fingerprint::of(&texts.chain(problems).collect::<Vec<&str>>())
}
