//! What is put in force of files that have changed: whatever is sound, file by file, and the last good text of the rest.
//!
//! It is pure. The files for everybody are decided first, then those of each server over them: what is wrong in one server's files
//! keeps nobody else's back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{self, Tried};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile};
use crate::engine::{FileSet, Server, Snapshots};

/// How often a scope is tried with some of its changed files left out, before all of them are.
const ROUNDS: usize = 4;

/// The files in force, and the snapshots made of them.
pub struct InForce {
    files: FileSet,
    snapshots: Snapshots,
    /// The errors of each scope that are in force already, once they were needed; they keep no change back.
    errors: BTreeMap<Option<Server>, Errors>,
}

/// What has come of a change of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reload {
    /// The files that are not what they were in force.
    pub changed: Vec<String>,
    /// Those of them that are in force now.
    pub accepted: Vec<String>,
    /// Those of them whose last good text has stayed in force.
    pub refused: Vec<String>,
    /// What could not be read, what kept files back, and warnings about what is in force.
    pub problems: Diagnostics,
}

/// Errors that are in force.
#[derive(Debug, Clone, Default)]
struct Errors {
    loading: BTreeSet<ErrorKey>,
    /// Absent if nothing could be asked.
    asked: Option<BTreeSet<ErrorKey>>,
}

/// An error by its code, its file and the text that it points at. Its line moves with every edit, its message may name a score that does.
type ErrorKey = (&'static str, String, String);

impl InForce {
    /// Files and the snapshots made of them.
    pub fn new(files: FileSet, snapshots: &Snapshots) -> Self {
        Self {
            files,
            snapshots: same(snapshots),
            errors: BTreeMap::new(),
        }
    }

    /// The files.
    pub fn files(&self) -> &FileSet {
        &self.files
    }
}

/// Decides on files as they are now, some of which could not be read. Gives what is to be put in force, if it is anything new.
pub fn decide(
    in_force: &mut InForce,
    mut files: FileSet,
    unread: Diagnostics,
    today: Date,
) -> (Option<Snapshots>, Reload) {
    let mut reload = Reload {
        problems: unread,
        ..Reload::default()
    };
    if reload.problems.has_errors() {
        keep_missing(&mut files, &in_force.files);
    }
    let mut next = Next {
        files: in_force.files.clone(),
        snapshots: same(&in_force.snapshots),
        dataset: in_force.files.dataset(),
        today,
        replaced: false,
    };
    for server in scopes(&in_force.files, &files) {
        let changed = changed(&in_force.files, &files, server);
        // What is laid over other shared files is another set too.
        let over_others = server.is_some() && next.replaced;
        if !changed.is_empty() || over_others {
            reload.changed.extend(changed.iter().cloned());
            next.settle(in_force, &files, server, changed, &mut reload);
        }
    }
    reload.problems = std::mem::take(&mut reload.problems).sorted();
    if !next.replaced {
        return (None, reload);
    }
    in_force.files = next.files;
    in_force.snapshots = same(&next.snapshots);
    (Some(next.snapshots), reload)
}

/// What is to be in force, as far as it was decided.
struct Next {
    files: FileSet,
    snapshots: Snapshots,
    dataset: (Dataset, Diagnostics),
    today: Date,
    /// Whether any snapshot is another one than before.
    replaced: bool,
}

impl Next {
    /// Decides on one scope.
    fn settle(
        &mut self,
        in_force: &mut InForce,
        new: &FileSet,
        server: Option<Server>,
        mut left: BTreeSet<String>,
        reload: &mut Reload,
    ) {
        for path in &left {
            self.files.take_from(new, server, path);
        }
        if let Some(server) = server.filter(|server| !self.files.servers.contains_key(server)) {
            self.drop_server(in_force, server);
            return reload.accepted.extend(left);
        }
        let over_others = server.is_some() && self.replaced;
        let known = known_errors(in_force, server, self.today);
        for round in 0.. {
            let tried = self.try_out(server);
            let blocking = known.blocking(&tried);
            if blocking.is_empty() {
                return self.accept(in_force, server, tried, left, reload);
            }
            reload.problems.extend(blocking.iter().cloned());
            let kept_back = if round < ROUNDS {
                culprits(&blocking, &left, &self.files)
            } else {
                left.clone()
            };
            for path in &kept_back {
                self.files.take_from(&in_force.files, server, path);
                left.remove(path);
            }
            let nothing_to_try = left.is_empty() && (kept_back.is_empty() || !over_others);
            reload.refused.extend(kept_back);
            if nothing_to_try {
                break;
            }
        }
        if server.is_none() {
            self.dataset = self.files.dataset();
        }
    }

    fn try_out(&mut self, server: Option<Server>) -> Tried {
        if server.is_none() {
            self.dataset = self.files.dataset();
        }
        let (dataset, problems) = &self.dataset;
        check::scope(&self.files, (dataset, problems), server, self.today)
    }

    /// Puts a scope in force as it was tried.
    fn accept(
        &mut self,
        in_force: &mut InForce,
        server: Option<Server>,
        tried: Tried,
        accepted: BTreeSet<String>,
        reload: &mut Reload,
    ) {
        let warnings = tried.problems().into_iter().filter(|problem| {
            let path = problem.labels.first().map(|label| &label.file.path);
            problem.severity == Severity::Warning
                && path.is_some_and(|path| accepted.contains(path))
        });
        reload.problems.extend(warnings);
        reload.accepted.extend(accepted);
        in_force.errors.insert(server, Errors::of(&tried));
        self.replaced = true;
        match server {
            None => self.snapshots.shared = tried.snapshot,
            Some(server) => {
                self.snapshots.servers.insert(server, tried.snapshot);
            }
        }
    }

    /// A server has no files of its own any more: the shared ones answer there.
    fn drop_server(&mut self, in_force: &mut InForce, server: Server) {
        in_force.errors.remove(&Some(server));
        self.snapshots.servers.remove(&server);
        self.replaced = true;
    }
}

impl Errors {
    fn of(tried: &Tried) -> Self {
        let keys = |problems: &Diagnostics| errors(problems).map(key).collect();
        Self {
            loading: keys(&tried.loading),
            asked: tried.asked.as_ref().map(|outcome| keys(&outcome.problems)),
        }
    }

    /// The errors that are not in force already. Where nothing could be asked before, failing tests are none of them.
    fn blocking(&self, tried: &Tried) -> Vec<Diagnostic> {
        let new = |problems: &Diagnostics, known: &BTreeSet<ErrorKey>| -> Vec<Diagnostic> {
            let found = errors(problems).filter(|problem| !known.contains(&key(problem)));
            found.cloned().collect()
        };
        let loading = new(&tried.loading, &self.loading);
        match (&tried.asked, &self.asked) {
            (Some(asked), Some(known)) if loading.is_empty() => new(&asked.problems, known),
            _ => loading,
        }
    }
}

/// The errors of a scope that are in force; found out when they are first needed, since that takes as long and as much memory as a
/// check.
fn known_errors(in_force: &mut InForce, server: Option<Server>, today: Date) -> Errors {
    // A server without files of its own has begun with those for everybody.
    let server = server.filter(|server| in_force.files.servers.contains_key(server));
    if let Some(known) = in_force.errors.get(&server) {
        return known.clone();
    }
    let (dataset, problems) = in_force.files.dataset();
    let tried = check::scope(&in_force.files, (&dataset, &problems), server, today);
    let known = Errors::of(&tried);
    in_force.errors.insert(server, known.clone());
    known
}

/// The changed files to keep back: those that errors point at, else those that were taken away, else all.
fn culprits(blocking: &[Diagnostic], left: &BTreeSet<String>, files: &FileSet) -> BTreeSet<String> {
    let named = blocking.iter().filter_map(|problem| problem.labels.first());
    let named: BTreeSet<String> = named
        .map(|label| label.file.path.clone())
        .filter(|path| left.contains(path))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let servers = files.servers.values().flatten();
    let all = files.data.iter().chain(&files.shared).chain(servers);
    let there: BTreeSet<&str> = all.map(|file| file.path.as_str()).collect();
    let gone = left.iter().filter(|path| !there.contains(path.as_str()));
    let gone: BTreeSet<String> = gone.cloned().collect();
    if gone.is_empty() { left.clone() } else { gone }
}

/// Files that are missing while something could not be read may be there all the same.
fn keep_missing(files: &mut FileSet, last: &FileSet) {
    let servers = last.servers.keys().copied().map(Some);
    for server in std::iter::once(None).chain(servers) {
        let there: BTreeSet<String> = files.own(server).map(|file| file.path.clone()).collect();
        for file in last.own(server).filter(|file| !there.contains(&file.path)) {
            files.take_from(last, server, &file.path);
        }
    }
}

/// Everybody, then each server that has files in either.
fn scopes(last: &FileSet, new: &FileSet) -> Vec<Option<Server>> {
    let servers: BTreeSet<Server> = last
        .servers
        .keys()
        .chain(new.servers.keys())
        .copied()
        .collect();
    std::iter::once(None)
        .chain(servers.into_iter().map(Some))
        .collect()
}

/// The paths of a scope whose texts are not the same in both.
fn changed(last: &FileSet, new: &FileSet, server: Option<Server>) -> BTreeSet<String> {
    let texts = |files: &'_ FileSet| -> BTreeMap<String, Arc<SourceFile>> {
        let named = files
            .own(server)
            .map(|file| (file.path.clone(), Arc::clone(file)));
        named.collect()
    };
    let (last, new) = (texts(last), texts(new));
    let paths = last.keys().chain(new.keys());
    paths
        .filter(|path| last.get(*path) != new.get(*path))
        .cloned()
        .collect()
}

fn errors(problems: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    let error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    problems.iter().filter(error)
}

fn key(problem: &Diagnostic) -> ErrorKey {
    let (path, text) = match problem.labels.first() {
        Some(label) => (
            label.file.path.clone(),
            label.file.text.get(label.span.clone()).unwrap_or_default(),
        ),
        None => (String::new(), problem.message.as_str()),
    };
    (problem.code, path, text.to_owned())
}

fn same(snapshots: &Snapshots) -> Snapshots {
    Snapshots {
        shared: Arc::clone(&snapshots.shared),
        servers: snapshots.servers.clone(),
    }
}
