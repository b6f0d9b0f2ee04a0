//! The files behind the snapshots: those for everybody, and those of each server, which are laid over them.
//!
//! It sorts texts and loads them; it reads no files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::{Server, Snapshots};
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::intents::{self, Intents};
use crate::message::{Snapshot, Weights};

/// The folder with the intents of single servers, below the intents directory.
const SERVERS: &str = "guilds/";
const NO_SERVER: &str = "F007";
const NO_TEMPLATE: &str = "F008";

/// Everything that snapshots are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    /// The files of the dataset.
    pub data: Vec<Arc<SourceFile>>,
    /// The intents files for everybody.
    pub shared: Vec<Arc<SourceFile>>,
    /// The intents files of single servers.
    pub servers: BTreeMap<Server, Vec<Arc<SourceFile>>>,
}

/// Snapshots, and what is wrong with the files that they were made of.
pub struct LoadedFiles {
    /// The snapshots.
    pub snapshots: Snapshots,
    /// Problems of the files for everybody, and those that only a server's files have.
    pub problems: BTreeMap<Option<Server>, Diagnostics>,
}

impl FileSet {
    /// Sorts the files of a data directory and an intents directory, whose path is given as it begins theirs.
    pub fn new(
        data: Vec<Arc<SourceFile>>,
        intents: Vec<Arc<SourceFile>>,
        directory: &str,
    ) -> (Self, Diagnostics) {
        let mut files = Self {
            data,
            ..Self::default()
        };
        let mut problems = Diagnostics::new();
        for file in intents {
            let name = below(directory, &file.path);
            match server_of(name) {
                Some(server) => files.servers.entry(server).or_default().push(file),
                None if name.starts_with(SERVERS) => problems.push(of_no_server(&file)),
                None => files.shared.push(file),
            }
        }
        (files, problems)
    }

    /// The intents files of a server: its own, and the shared ones in whose place it has none of the same name. Or the shared ones.
    pub fn intents_of(&self, server: Option<Server>) -> Vec<Arc<SourceFile>> {
        let own = server.and_then(|server| self.servers.get(&server));
        let own = own.map_or(&[][..], Vec::as_slice);
        let kept = self
            .shared
            .iter()
            .filter(|shared| !own.iter().any(|own| name_of(own) == name_of(shared)));
        kept.chain(own).map(Arc::clone).collect()
    }

    /// The files that only one scope has: those of a server, or data and shared intents.
    pub fn own(&self, server: Option<Server>) -> impl Iterator<Item = &Arc<SourceFile>> {
        let (first, second) = match server {
            None => (self.data.as_slice(), self.shared.as_slice()),
            Some(server) => (
                self.servers.get(&server).map_or(&[][..], Vec::as_slice),
                &[][..],
            ),
        };
        first.iter().chain(second)
    }

    /// Makes a file of a scope what it is in other files of that scope, or takes it away where they lack it.
    pub fn take_from(&mut self, other: &Self, server: Option<Server>, path: &str) {
        if let Some(server) = server {
            let list = self.servers.entry(server).or_default();
            let empty = Vec::new();
            take(list, other.servers.get(&server).unwrap_or(&empty), path);
            if list.is_empty() {
                self.servers.remove(&server);
            }
        } else {
            take(&mut self.data, &other.data, path);
            take(&mut self.shared, &other.shared, path);
        }
    }

    /// The dataset, and its problems.
    pub fn dataset(&self) -> (Dataset, Diagnostics) {
        dataset::load(&self.data)
    }

    /// The intents of a scope, and their problems.
    pub fn intents(&self, server: Option<Server>) -> (Intents, Diagnostics) {
        intents::load(&self.intents_of(server))
    }

    /// The snapshots of all scopes; what has problems is left out of them.
    pub fn load(&self, weights: &Arc<Weights>) -> LoadedFiles {
        let (dataset, mut shared) = self.dataset();
        let (intents, found) = self.intents(None);
        shared.extend(found);
        let mut snapshots = Snapshots::from(snapshot(
            dataset.clone(),
            intents,
            Arc::clone(weights),
            &mut shared,
        ));
        let mut problems = BTreeMap::new();
        for &server in self.servers.keys() {
            let (intents, mut found) = self.intents(Some(server));
            let own = snapshot(dataset.clone(), intents, Arc::clone(weights), &mut found);
            snapshots.servers.insert(server, Arc::new(own));
            let of_its_own = |problem: &Diagnostic| !shared.iter().any(|other| other == problem);
            problems.insert(Some(server), found.into_iter().filter(of_its_own).collect());
        }
        problems.insert(None, shared.sorted());
        LoadedFiles {
            snapshots,
            problems,
        }
    }
}

/// A snapshot; templates that do not parse go to the problems.
pub fn snapshot(
    dataset: Dataset,
    intents: Intents,
    weights: Arc<Weights>,
    problems: &mut Diagnostics,
) -> Snapshot {
    let (snapshot, templates) = Snapshot::new(dataset, intents, weights);
    problems.extend(templates.into_iter().map(|template| {
        let message = format!(
            "the template `{}` of `{}` does not parse: {}",
            template.case, template.owner, template.message
        );
        Diagnostic::error(NO_TEMPLATE, message)
    }));
    snapshot
}

/// The path below a directory; the path itself if it lies elsewhere.
pub fn below<'a>(directory: &str, path: &'a str) -> &'a str {
    let directory = directory.trim_end_matches('/');
    path.strip_prefix(directory)
        .map_or(path, |rest| rest.trim_start_matches('/'))
}

/// The server to which a file belongs by its name below the intents directory: 7 of `guilds/7/storms.toml`.
pub fn server_of(name: &str) -> Option<Server> {
    let (id, _) = name.strip_prefix(SERVERS)?.split_once('/')?;
    let plain = !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| id.parse().ok()).flatten()
}

fn name_of(file: &SourceFile) -> &str {
    file.path.rsplit('/').next().unwrap_or(&file.path)
}

fn of_no_server(file: &SourceFile) -> Diagnostic {
    let message = format!("`{}` lies in the folder of no server", file.path);
    Diagnostic::error(NO_SERVER, message)
        .help("name it `guilds/<id of the server>/<file>.toml`; the id is a number")
}

fn take(list: &mut Vec<Arc<SourceFile>>, other: &[Arc<SourceFile>], path: &str) {
    list.retain(|file| file.path != path);
    list.extend(other.iter().find(|file| file.path == path).map(Arc::clone));
    list.sort_by(|a, b| Path::new(&a.path).cmp(Path::new(&b.path)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Vec<Arc<SourceFile>> {
        let file = |path: &&str| {
            Arc::new(SourceFile {
                path: (*path).to_owned(),
                text: String::new(),
            })
        };
        paths.iter().map(file).collect()
    }

    #[test]
    fn files_are_sorted_by_whom_they_are_for() {
        let check =
            |directory: &str, paths: &[&str], shared: &[&str], of_7: &[&str], refused: usize| {
                let (set, problems) = FileSet::new(Vec::new(), files(paths), directory);
                let names = |server| -> Vec<String> {
                    let files = set.intents_of(server);
                    files.iter().map(|file| file.path.clone()).collect()
                };
                assert_eq!(names(None), shared);
                assert_eq!(names(Some(7)), of_7);
                assert_eq!(problems.errors(), refused);
            };
        check(
            "i",
            &["i/a.toml", "i/t/b.toml"],
            &["i/a.toml", "i/t/b.toml"],
            &["i/a.toml", "i/t/b.toml"],
            0,
        );
        check(
            "i/",
            &[
                "i/guilds/7/b.toml",
                "i/guilds/7/c.toml",
                "i/guilds/8/a.toml",
                "i/a.toml",
                "i/t/b.toml",
            ],
            &["i/a.toml", "i/t/b.toml"],
            &["i/a.toml", "i/guilds/7/b.toml", "i/guilds/7/c.toml"],
            0,
        );
        check("", &["guilds/7/b.toml"], &[], &["guilds/7/b.toml"], 0);
        check(
            "guilds/7",
            &["guilds/7/b.toml"],
            &["guilds/7/b.toml"],
            &["guilds/7/b.toml"],
            0,
        );
        check(
            "i",
            &["i/guilds/x/b.toml", "i/guilds/b.toml", "i/guilds/07/b.toml"],
            &[],
            &[],
            3,
        );
    }

    #[test]
    fn a_file_is_taken_from_elsewhere() {
        let (mut set, _) = FileSet::new(
            files(&["d.toml"]),
            files(&["i/b.toml", "i/guilds/7/c.toml"]),
            "i",
        );
        let (other, _) = FileSet::new(Vec::new(), files(&["i/a.toml"]), "i");
        set.take_from(&other, None, "i/a.toml");
        set.take_from(&other, None, "d.toml");
        set.take_from(&other, Some(7), "i/guilds/7/c.toml");
        let expected = FileSet::new(Vec::new(), files(&["i/a.toml", "i/b.toml"]), "i").0;
        assert_eq!(set, expected);
    }
}
