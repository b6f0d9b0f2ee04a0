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
    /// How many errors the files of each scope have.
    found: BTreeMap<Option<Server>, usize>,
    /// The errors of each scope that are in force already, once they were needed; they keep no change back.
    errors: BTreeMap<Option<Server>, Errors>,
}

/// What could not be read of the files of each scope.
pub type Unread = BTreeMap<Option<Server>, Diagnostics>;

/// What has come of a change of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reload {
    /// By scope, those where anything has changed or could not be read: nobody is to see what another server's files are.
    pub scopes: BTreeMap<Option<Server>, Decided>,
    /// How many errors all files have as they were read now, those that were there before among them.
    pub errors: usize,
}

/// What has come of a change of the files of one scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
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

impl Reload {
    /// Whether every change is in force.
    pub fn is_accepted(&self) -> bool {
        self.scopes
            .values()
            .all(|decided| decided.refused.is_empty())
    }

    /// Whether a file has kept its last good text.
    pub fn refuses(&self, path: &str) -> bool {
        let mut refused = self.scopes.values().flat_map(|decided| &decided.refused);
        refused.any(|refused| refused == path)
    }

    fn scope(&mut self, server: Option<Server>) -> &mut Decided {
        self.scopes.entry(server).or_default()
    }
}

impl InForce {
    /// Files and the snapshots made of them, with the number of errors that each scope's files have.
    pub fn new(
        files: FileSet,
        snapshots: &Snapshots,
        found: BTreeMap<Option<Server>, usize>,
    ) -> Self {
        Self {
            files,
            snapshots: snapshots.clone(),
            found,
            errors: BTreeMap::new(),
        }
    }
}

/// Decides on files as they are now, some of which could not be read. Gives what is to be put in force, if it is anything new.
pub fn decide(
    in_force: &mut InForce,
    mut files: FileSet,
    unread: Unread,
    today: Date,
) -> (Option<Snapshots>, Reload) {
    let mut reload = Reload::default();
    for (server, problems) in unread {
        reload.errors += problems.errors();
        reload.scope(server).problems.extend(problems);
    }
    if reload.errors > 0 {
        keep_missing(&mut files, &in_force.files);
    }
    let mut next = Next {
        files: in_force.files.clone(),
        snapshots: in_force.snapshots.clone(),
        dataset: in_force.files.dataset(),
        today,
        replaced: false,
    };
    for server in scopes(&in_force.files, &files) {
        let changed = changed(&in_force.files, &files, server);
        // What is laid over other shared files is another set too.
        let over_others = server.is_some() && next.replaced;
        if !changed.is_empty() || over_others {
            let decided = reload.scope(server);
            decided.changed.extend(changed.iter().cloned());
            let errors = next.settle(in_force, &files, server, changed, decided);
            decided.problems = std::mem::take(&mut decided.problems).sorted();
            reload.errors += errors;
        } else {
            reload.errors += in_force.found.get(&server).copied().unwrap_or_default();
        }
    }
    // A scope that only followed another one has nothing to tell.
    reload
        .scopes
        .retain(|_, decided| *decided != Decided::default());
    if !next.replaced {
        return (None, reload);
    }
    in_force.files = next.files;
    in_force.snapshots = next.snapshots.clone();
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
    /// Decides on one scope. Gives how many errors its files have as they were read.
    fn settle(
        &mut self,
        in_force: &mut InForce,
        new: &FileSet,
        server: Option<Server>,
        mut left: BTreeSet<String>,
        decided: &mut Decided,
    ) -> usize {
        for path in &left {
            self.files.take_from(new, server, path);
        }
        if let Some(server) = server.filter(|server| !self.files.servers.contains_key(server)) {
            self.drop_server(in_force, server);
            decided.accepted.extend(left);
            return 0;
        }
        let over_others = server.is_some() && self.replaced;
        let known = known_errors(in_force, server, self.today);
        let mut errors = 0;
        for round in 0.. {
            let tried = self.try_out(server);
            let blocking = known.blocking(&tried);
            if round == 0 {
                errors = self.count(server, &tried, &blocking);
            }
            if blocking.is_empty() {
                let standing = self.count(server, &tried, &[]);
                in_force.found.insert(server, standing);
                self.accept(in_force, server, tried, left, decided);
                return errors;
            }
            decided.problems.extend(blocking.iter().cloned());
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
            decided.refused.extend(kept_back);
            if nothing_to_try {
                break;
            }
        }
        if server.is_none() {
            self.dataset = self.files.dataset();
        }
        errors
    }

    fn try_out(&mut self, server: Option<Server>) -> Tried {
        if server.is_none() {
            self.dataset = self.files.dataset();
        }
        let (dataset, problems) = &self.dataset;
        let weights = Arc::clone(self.snapshots.shared.weights());
        check::scope(
            &self.files,
            (dataset, problems),
            server,
            &weights,
            self.today,
        )
    }

    /// How many errors the files of a scope have: those of loading them, and failing tests that keep them back. Over a server's files
    /// those of the shared ones do not count again.
    fn count(&self, server: Option<Server>, tried: &Tried, blocking: &[Diagnostic]) -> usize {
        let own: BTreeSet<&str> = self
            .files
            .own(server)
            .map(|file| file.path.as_str())
            .collect();
        let counts = |problem: &&Diagnostic| {
            let place = problem.labels.first().map(|label| label.file.path.as_str());
            server.is_none() || place.is_some_and(|path| own.contains(path))
        };
        if tried.loading.has_errors() {
            errors(&tried.loading).filter(counts).count()
        } else {
            blocking.iter().filter(counts).count()
        }
    }

    /// Puts a scope in force as it was tried.
    fn accept(
        &mut self,
        in_force: &mut InForce,
        server: Option<Server>,
        tried: Tried,
        accepted: BTreeSet<String>,
        decided: &mut Decided,
    ) {
        let warnings = tried.problems().into_iter().filter(|problem| {
            let path = problem.labels.first().map(|label| &label.file.path);
            problem.severity == Severity::Warning
                && path.is_some_and(|path| accepted.contains(path))
        });
        decided.problems.extend(warnings);
        decided.accepted.extend(accepted);
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
        in_force.found.remove(&Some(server));
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
    let weights = Arc::clone(in_force.snapshots.shared.weights());
    let tried = check::scope(
        &in_force.files,
        (&dataset, &problems),
        server,
        &weights,
        today,
    );
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
