//! Watching data and intents: what changed on disk is loaded, checked whole, and put in force if it is sound.
//!
//! It looks at content, not at events, so that editors' atomic saves, mounted folders and swapped links are all the same to it. What
//! is put in force is decided by [`decide`], which is pure; here are the disk, the clock and the thread.

mod decide;
mod settle;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{Engine, FileSet, Server, below, server_of};
use crate::files::{read_directory, shown};

pub use decide::{Decided, InForce, Reload, Unread, decide};
pub use settle::Settle;

/// How often the disk is looked at.
pub const INTERVAL: Duration = Duration::from_secs(2);

/// Where the files lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// The directory with the dataset.
    pub data: PathBuf,
    /// The directory with the intents.
    pub intents: PathBuf,
}

impl Folders {
    /// All files as they are now, and what cannot be read of each scope's.
    pub fn read(&self) -> (FileSet, Unread) {
        let mut problems = Diagnostics::new();
        let mut read = |folder: &PathBuf| match read_directory(folder) {
            Ok(texts) => {
                problems.extend(texts.problems);
                texts.files
            }
            Err(problem) => {
                problems.push(*problem);
                Vec::new()
            }
        };
        let (data, intents) = (read(&self.data), read(&self.intents));
        let (files, found) = FileSet::new(data, intents, &shown(&self.intents));
        problems.extend(found);
        (files, self.by_scope(problems))
    }

    /// Problems of reading files, by the scope that each file belongs to.
    pub fn by_scope(&self, problems: Diagnostics) -> Unread {
        let mut unread = Unread::new();
        for problem in problems {
            let server = server_of(below(&shown(&self.intents), file_of(&problem)));
            unread.entry(server).or_default().push(problem);
        }
        unread
    }
}

/// The file that a problem is about: where it has its place, or else what its message names in backticks.
fn file_of(problem: &Diagnostic) -> &str {
    match problem.labels.first() {
        Some(label) => &label.file.path,
        None => problem.message.split('`').nth(1).unwrap_or_default(),
    }
}

/// Keeps an engine's snapshots in step with the files.
pub struct Watch {
    engine: Arc<Engine>,
    folders: Folders,
    state: Mutex<State>,
}

struct State {
    in_force: InForce,
    settle: Settle,
}

impl Watch {
    /// A watch over an engine whose snapshots were made of these files, of which this could not be read and so many errors were found.
    pub fn new(
        engine: Arc<Engine>,
        folders: Folders,
        files: FileSet,
        problems: Diagnostics,
        found: BTreeMap<Option<Server>, usize>,
    ) -> Self {
        let state = State {
            settle: Settle::new(&files, &folders.by_scope(problems)),
            in_force: InForce::new(files, &engine.in_force(), found),
        };
        Self {
            engine,
            folders,
            state: Mutex::new(state),
        }
    }

    /// Looks at the files once, and reloads if they have changed and not changed again since the last look.
    pub fn look(&self) -> Option<Reload> {
        let mut state = self.lock();
        let (files, unread) = self.folders.read();
        let settled = state.settle.look(&files, &unread);
        settled.then(|| self.reload(&mut state, files, unread))
    }

    /// Reloads at once, for whoever knows that something has changed or wants to know how things stand.
    pub fn now(&self) -> Reload {
        let mut state = self.lock();
        let (files, unread) = self.folders.read();
        state.settle.handled(&files, &unread);
        self.reload(&mut state, files, unread)
    }

    /// Where the files lie.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Looks at the files at intervals in a thread of its own, until what is given back is dropped.
    pub fn start(
        self: &Arc<Self>,
        interval: Duration,
        report: impl Fn(Reload) + Send + 'static,
    ) -> Watching {
        let ended = Arc::new((Mutex::new(false), Condvar::new()));
        let (watch, end) = (Arc::clone(self), Arc::clone(&ended));
        thread::spawn(move || {
            while !waited(&end, interval) {
                if let Some(reload) = watch.look() {
                    report(reload);
                }
            }
        });
        Watching { ended }
    }

    fn reload(&self, state: &mut State, files: FileSet, unread: Unread) -> Reload {
        let (snapshots, reload) = decide(&mut state.in_force, files, unread, self.engine.today());
        if let Some(snapshots) = snapshots {
            self.engine.replace(snapshots);
        }
        reload
    }

    /// The state; a thread that panicked with it has left the last good one.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that watches; it ends when this is dropped.
#[must_use = "the watch ends when this is dropped"]
pub struct Watching {
    ended: Arc<(Mutex<bool>, Condvar)>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let (ended, wake) = &*self.ended;
        *ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        // Nobody waits for it: a check that is under way must not hold up the end of the program.
        wake.notify_all();
    }
}

/// Waits for an interval, and gives whether the end has come.
fn waited((ended, wake): &(Mutex<bool>, Condvar), interval: Duration) -> bool {
    let guard = ended.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = wake.wait_timeout_while(guard, interval, |ended| !*ended);
    *waited.unwrap_or_else(PoisonError::into_inner).0
}
