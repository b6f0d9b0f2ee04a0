//! What every `intents` command works with: the files, the database, whose intents are meant, and who edits.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Who;
use crate::cli::{Common, Failure, load};
use crate::diagnostic::{Diagnostics, SourceFile, nearest};
use crate::editing::{self, DraftReport, InForce, report};
use crate::engine::{FileSet, snapshot};
use crate::files::shown;
use crate::publish::{FileName, PublishError, Publisher};
use crate::store::{AuditLine, Author, Change, Draft, Revision, Store, Within};

/// What a command works with.
pub(super) struct Desk {
    /// The database.
    pub(super) store: Store,
    /// The files as they are.
    pub(super) files: FileSet,
    /// The server whose intents are meant; `None` for those for everybody.
    pub(super) server: Option<u64>,
    /// Who edits.
    pub(super) author: Author,
    /// Why.
    pub(super) reason: String,
    /// Whether files are changed without asking.
    pub(super) yes: bool,
    /// The day that "today" means.
    pub(super) today: Date,
    directory: PathBuf,
}

impl Desk {
    /// Opens files and database, and settles what a process that ended has left half done.
    pub(super) fn open(common: &Common, who: &Who) -> Result<Self, Failure> {
        let texts = load::texts(common);
        if texts.fatal.has_errors() {
            return Err(Failure::CannotStart(texts.fatal));
        }
        let desk = Self {
            store: load::store(common)?,
            files: texts.files,
            server: who.server,
            author: Author {
                id: None,
                name: who.author.clone(),
            },
            reason: who.reason.clone(),
            yes: who.yes,
            today: common.today(),
            directory: texts.folders.intents,
        };
        let settled = desk.publisher().recover()?;
        desk.store.expire_drafts(Timestamp::now())?;
        for recovered in &settled {
            anstream::eprintln!("{}", told(recovered));
        }
        // What was completed may be among the files that were read before.
        let files = if settled.is_empty() {
            desk.files
        } else {
            load::texts(common).files
        };
        Ok(Self { files, ..desk })
    }

    pub(super) fn publisher(&self) -> Publisher<'_> {
        Publisher::new(&self.store, &self.directory)
    }

    /// The name of a file below the intents directory.
    pub(super) fn name_of<'a>(&self, file: &'a SourceFile) -> &'a str {
        let directory = shown(&self.directory);
        let below = file.path.strip_prefix(directory.trim_end_matches('/'));
        below.map_or(file.path.as_str(), |rest| rest.trim_start_matches('/'))
    }

    /// The file of an intent in the scope that is meant, by its id or its name, and what it holds now: for a server that has none of
    /// its own, the text of the shared one, with a name of its own.
    pub(super) fn find(&self, id: &str) -> Result<(FileName, Arc<SourceFile>), Failure> {
        let files = self.files.intents_of(self.server);
        let named = |file: &&Arc<SourceFile>| {
            let name = self.name_of(file);
            name == id || stem(name) == id || name.rsplit('/').next() == Some(id)
        };
        let Some(file) = files.iter().find(named) else {
            return Err(self.not_found(id, &files));
        };
        let name = FileName::parse(self.name_of(file)).map_err(PublishError::from)?;
        if name.server() == self.server {
            return Ok((name, Arc::clone(file)));
        }
        let own = FileName::of(self.server, &format!("{}.toml", name.stem()));
        Ok((own.map_err(PublishError::from)?, Arc::clone(file)))
    }

    fn not_found(&self, id: &str, files: &[Arc<SourceFile>]) -> Failure {
        let stems = files.iter().map(|file| stem(self.name_of(file)));
        let meant = nearest(id, stems).map(|meant| format!("; did you mean `{meant}`?"));
        let rest = meant.unwrap_or_else(|| "; `footnote intents list` shows them".to_owned());
        Failure::Input(format!("there is no intent `{id}`{rest}"))
    }

    /// The name of a file that is there or was there once.
    pub(super) fn known(&self, id: &str) -> Result<FileName, Failure> {
        match self.find(id) {
            Ok((name, _)) => Ok(name),
            Err(not_there) => {
                let history = self.history(u32::MAX)?;
                let meant = |name: &FileName| name.as_str() == id || name.stem() == id;
                let known = history
                    .iter()
                    .filter_map(|revision| FileName::parse(&revision.change.file).ok());
                known.into_iter().find(meant).ok_or(not_there)
            }
        }
    }

    /// What was published in the scope that is meant, the newest first.
    pub(super) fn history(&self, most: u32) -> Result<Vec<Revision>, Failure> {
        let all = match self.server {
            Some(server) => self.store.history(Within::Server(server), most)?,
            None => self.store.history(Within::Shared, most)?,
        };
        Ok(all)
    }

    /// The text that an edit begins with: that of the author's own draft, or that of the file.
    pub(super) fn begun(
        &self,
        name: &FileName,
        file: &Arc<SourceFile>,
    ) -> Result<Arc<SourceFile>, Failure> {
        let drafts = self.store.drafts()?;
        let own = drafts
            .into_iter()
            .find(|draft| draft.change.file == name.as_str() && draft.change.author == self.author);
        let text = own.and_then(|draft| draft.change.new);
        Ok(text.map_or_else(
            || Arc::clone(file),
            |text| {
                let path = file.path.clone();
                Arc::new(SourceFile { path, text })
            },
        ))
    }

    /// A change of a file as it is now.
    pub(super) fn change(&self, name: &FileName, new: Option<String>) -> Result<Change, Failure> {
        Ok(Change {
            file: name.to_string(),
            old: self.publisher().current(name)?,
            new,
            author: self.author.clone(),
            reason: self.reason.clone(),
            at: Timestamp::now(),
        })
    }

    /// A draft of the scope that is meant.
    pub(super) fn draft(&self, id: u64) -> Result<Draft, Failure> {
        let draft = self
            .store
            .draft(id)?
            .filter(|draft| self.is_meant(&draft.change.file));
        draft.ok_or_else(|| {
            Failure::Input(format!(
                "there is no draft {id}; `footnote intents diff` lists them"
            ))
        })
    }

    /// Whether a file belongs to the scope that is meant.
    pub(super) fn is_meant(&self, file: &str) -> bool {
        FileName::parse(file).is_ok_and(|name| name.server() == self.server)
    }

    /// What a change would do.
    pub(super) fn report(&self, change: &Change) -> Result<DraftReport, Failure> {
        let asked = match self.server {
            Some(server) => self.store.inbox(server)?,
            None => Vec::new(),
        };
        let asked: Vec<String> = asked.into_iter().map(|entry| entry.text).collect();
        let path = self.directory.join(&change.file);
        let edit = editing::Change {
            path: shown(&path),
            text: change.new.clone(),
        };
        Ok(report(&self.in_force(&change.file), &[edit], &asked))
    }

    /// The files in force where a file belongs, without the shared one in whose place it comes.
    pub(super) fn in_force(&self, file: &str) -> InForce {
        let (dataset, _) = self.files.dataset();
        let (intents, _) = self.files.intents(self.server);
        let in_force = Arc::new(snapshot(dataset, intents, &mut Diagnostics::new()));
        let mut list = self.files.intents_of(self.server);
        list.retain(|other| {
            let name = self.name_of(other);
            name == file || self.is_meant(name) || stem(name) != stem(file)
        });
        InForce::new(self.files.data.clone(), list, in_force, self.today)
    }

    /// Notes what was done.
    pub(super) fn audit(&self, line: String) -> Result<(), Failure> {
        Ok(self.store.add_audit_line(&AuditLine {
            guild: self.server,
            at: Timestamp::now(),
            author: self.author.clone(),
            line,
        })?)
    }
}

/// `storms` of `topics/storms.toml`.
fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn told(recovered: &crate::publish::Recovered) -> String {
    let change = &recovered.revision.change;
    match &recovered.dropped {
        None => format!(
            "revision {} of `{}` was completed",
            recovered.revision.id, change.file
        ),
        Some(why) => format!("revision {} was dropped: {why}", recovered.revision.id),
    }
}
