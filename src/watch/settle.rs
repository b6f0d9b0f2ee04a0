//! When a change has come to rest: files are often written one after another, and half a set would be refused for nothing.

use super::Unread;
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
    pub fn new(files: &FileSet, unread: &Unread) -> Self {
        let seen = seen(files, unread);
        Self {
            handled: seen.clone(),
            last: seen,
        }
    }

    /// Whether the files differ from those last acted upon and are the same as at the last look; they count as acted upon then.
    pub fn look(&mut self, files: &FileSet, unread: &Unread) -> bool {
        let seen = seen(files, unread);
        let settled = seen == self.last && seen != self.handled;
        if settled {
            self.handled.clone_from(&seen);
        }
        self.last = seen;
        settled
    }

    /// Notes that the files were acted upon without waiting.
    pub fn handled(&mut self, files: &FileSet, unread: &Unread) {
        *self = Self::new(files, unread);
    }
}

/// A name for files with their paths, and for what could not be read.
fn seen(files: &FileSet, unread: &Unread) -> String {
    let servers = files.servers.values().flatten();
    let all = files.data.iter().chain(&files.shared).chain(servers);
    let texts = all.flat_map(|file| [file.path.as_str(), file.text.as_str()]);
    let problems = unread.values().flatten();
    let messages = problems.map(|problem| problem.message.as_str());
    fingerprint::of(&texts.chain(messages).collect::<Vec<&str>>())
}
