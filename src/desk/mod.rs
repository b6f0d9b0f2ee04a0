//! The moderator's desk: looking at intents files, drafting changes, publishing them and taking them back, the same for the command line
//! and for Discord.
//!
//! It asks nobody's permission: whoever opens a desk for a scope has seen to that.

mod error;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::answer::Snapshot;
use crate::check::language_of;
use crate::diagnostic::{Diagnostics, SourceFile, nearest};
use crate::editing::{
    self, Asked, DraftReport, InForce, add_phrase, new_intent, report, with_slots,
};
use crate::engine::{FileSet, Server, snapshot};
use crate::files::shown;
use crate::publish::{FileName, PublishError, Publisher};
use crate::store::{AuditLine, Author, Change, Draft, Revision, RevisionState, Store, Within};

pub use error::DeskError;

/// Where a new intent for everybody goes.
const NEW: &str = "topics/";

/// What moderators work with.
pub struct Desk {
    /// The database.
    pub store: Arc<Store>,
    /// The files as they are.
    pub files: FileSet,
    /// The directory with the intents.
    pub directory: PathBuf,
    /// The server whose intents are meant; `None` for those for everybody.
    pub server: Option<Server>,
    /// Who edits.
    pub author: Author,
    /// Why.
    pub reason: String,
    /// The day that "today" means.
    pub today: Date,
}

/// A draft that was kept, and what it would do.
pub struct Kept {
    /// Its number.
    pub id: u64,
    /// The change.
    pub change: Change,
    /// What it would do.
    pub report: DraftReport,
}

impl Desk {
    /// What publishes.
    pub fn publisher(&self) -> Publisher<'_> {
        Publisher::new(&self.store, &self.directory)
    }

    /// The name of a file below the intents directory.
    pub fn name_of<'a>(&self, file: &'a SourceFile) -> &'a str {
        below(&self.directory, &file.path)
    }

    /// The file of an intent in the scope that is meant, by its id or its name, and what it holds now: for a server that has none of
    /// its own, the text of the shared one, with a name of its own.
    ///
    /// # Errors
    ///
    /// If there is no such file.
    pub fn find(&self, id: &str) -> Result<(FileName, Arc<SourceFile>), DeskError> {
        let files = self.files.intents_of(self.server);
        let named = |file: &&Arc<SourceFile>| {
            let name = self.name_of(file);
            name == id || stem(name) == id || name.rsplit('/').next() == Some(id)
        };
        let Some(file) = files.iter().find(named) else {
            let stems = files.iter().map(|file| stem(self.name_of(file)));
            return Err(DeskError::no_intent(id, nearest(id, stems)));
        };
        let name = FileName::parse(self.name_of(file)).map_err(PublishError::from)?;
        if name.server() == self.server {
            return Ok((name, Arc::clone(file)));
        }
        let own = FileName::of(self.server, &format!("{}.toml", name.stem()));
        Ok((own.map_err(PublishError::from)?, Arc::clone(file)))
    }

    /// The name of a file that is there or was there once.
    ///
    /// # Errors
    ///
    /// If there never was one.
    pub fn known(&self, id: &str) -> Result<FileName, DeskError> {
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
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn history(&self, most: u32) -> Result<Vec<Revision>, DeskError> {
        Ok(match self.server {
            Some(server) => self.store.history(Within::Server(server), most)?,
            None => self.store.history(Within::Shared, most)?,
        })
    }

    /// The text that an edit begins with: that of the author's own draft, or that of the file.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn begun(
        &self,
        name: &FileName,
        file: &Arc<SourceFile>,
    ) -> Result<Arc<SourceFile>, DeskError> {
        let drafts = self.store.drafts()?;
        let own = drafts.into_iter().find(|draft| {
            let author = &draft.change.author;
            draft.change.file == name.as_str()
                && author.id == self.author.id
                && (author.id.is_some() || author.name == self.author.name)
        });
        let text = own.and_then(|draft| draft.change.new);
        Ok(text.map_or_else(
            || Arc::clone(file),
            |text| {
                let path = file.path.clone();
                Arc::new(SourceFile { path, text })
            },
        ))
    }

    /// A draft with one example question more, with slots in place of the periods and names that it was typed with.
    ///
    /// # Errors
    ///
    /// If the phrase cannot be added, with what is wrong with it.
    pub fn phrase(&self, id: &str, text: &str) -> Result<Kept, DeskError> {
        let (name, file) = self.find(id)?;
        let begun = self.begun(&name, &file)?;
        let slotted = with_slots(&self.snapshot().reader, text, self.today);
        let phrase = slotted.as_deref().unwrap_or(text);
        let new = add_phrase(&begun, language_of(phrase), phrase)?;
        self.keep(&name, Some(new))
    }

    /// A draft of a new intent.
    ///
    /// # Errors
    ///
    /// If the id is no id or there is such a file already.
    pub fn new_intent(&self, id: &str, title: &str, phrases: &[&str]) -> Result<Kept, DeskError> {
        let text = new_intent(id, title, phrases)?;
        let name = self.new_name(id)?;
        if self.publisher().current(&name)?.is_some() {
            return Err(DeskError::Taken(name.to_string()));
        }
        self.keep(&name, Some(text))
    }

    /// A draft from a whole text: of the file of that name, or of a new one.
    ///
    /// # Errors
    ///
    /// If the name is none, or nothing would change.
    pub fn replace(&self, file: &str, text: String) -> Result<Kept, DeskError> {
        let name = match self.find(file) {
            Ok((name, _)) => name,
            Err(_) => self.new_name(file.trim_end_matches(".toml"))?,
        };
        self.keep(&name, Some(text))
    }

    /// A draft that takes an intent away.
    ///
    /// # Errors
    ///
    /// If there is no such intent.
    pub fn delete(&self, id: &str) -> Result<Kept, DeskError> {
        let (name, _) = self.find(id)?;
        self.keep(&name, None)
    }

    fn new_name(&self, id: &str) -> Result<FileName, DeskError> {
        let folder = if self.server.is_some() { "" } else { NEW };
        let name = FileName::of(self.server, &format!("{folder}{id}.toml"));
        Ok(name.map_err(PublishError::from)?)
    }

    /// Keeps a draft of a file's new text.
    ///
    /// # Errors
    ///
    /// If nothing would change, or the database fails.
    pub fn keep(&self, name: &FileName, new: Option<String>) -> Result<Kept, DeskError> {
        let change = self.change(name, new)?;
        if change.old == change.new {
            return Err(PublishError::Unchanged(name.to_string()).into());
        }
        let report = self.report(&change)?;
        let id = self.store.keep_draft(&change)?;
        Ok(Kept { id, change, report })
    }

    /// A change of a file as it is now.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn change(&self, name: &FileName, new: Option<String>) -> Result<Change, DeskError> {
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
    ///
    /// # Errors
    ///
    /// If there is none of that number in the scope.
    pub fn draft(&self, id: u64) -> Result<Draft, DeskError> {
        let draft = self.store.draft(id)?;
        draft
            .filter(|draft| self.is_meant(&draft.change.file))
            .ok_or(DeskError::NoDraft(id))
    }

    /// Whether a file belongs to the scope that is meant.
    pub fn is_meant(&self, file: &str) -> bool {
        FileName::parse(file).is_ok_and(|name| name.server() == self.server)
    }

    /// What a change would do.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn report(&self, change: &Change) -> Result<DraftReport, DeskError> {
        let asked: Vec<String> = self.asked()?.into_iter().map(|asked| asked.text).collect();
        let edit = editing::Change {
            path: shown(&self.directory.join(&change.file)),
            text: change.new.clone(),
        };
        let mut report = report(&self.in_force(&change.file), &[edit], &asked);
        if let (None, Some(shared)) = (&change.old, self.in_place_of(&change.file)) {
            let new = change.new.as_deref().unwrap_or_default();
            report.diff = editing::diff(&change.file, &shared.text, new);
        }
        Ok(report)
    }

    /// The shared file in whose place a file of a server comes: what the server adds shows against it.
    fn in_place_of(&self, file: &str) -> Option<&Arc<SourceFile>> {
        self.server?;
        let shared = self.files.shared.iter();
        let mut shared = shared.filter(|other| stem(self.name_of(other)) == stem(file));
        shared.next()
    }

    /// The questions of the scope's inbox; those for everybody have none.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn asked(&self) -> Result<Vec<Asked>, DeskError> {
        let Some(server) = self.server else {
            return Ok(Vec::new());
        };
        let entries = self.store.inbox(server)?.into_iter();
        let asked = entries.map(|entry| Asked {
            text: entry.text,
            count: u32::try_from(entry.count).unwrap_or(u32::MAX),
        });
        Ok(asked.collect())
    }

    /// The files in force where a file belongs, without the shared one in whose place it comes.
    pub fn in_force(&self, file: &str) -> InForce {
        let in_force = Arc::new(self.snapshot());
        let mut list = self.files.intents_of(self.server);
        list.retain(|other| {
            let name = self.name_of(other);
            name == file || self.is_meant(name) || stem(name) != stem(file)
        });
        InForce::new(self.files.data.clone(), list, in_force, self.today)
    }

    /// What the files of the scope come to as they are.
    fn snapshot(&self) -> Snapshot {
        let (dataset, _) = self.files.dataset();
        let (intents, _) = self.files.intents(self.server);
        snapshot(dataset, intents, &mut Diagnostics::new())
    }

    /// Publishes a draft. Gives the id of the revision.
    ///
    /// # Errors
    ///
    /// If the file has changed meanwhile, or cannot be written.
    pub fn publish(&self, draft: &Draft) -> Result<u64, DeskError> {
        let id = self.publisher().publish_draft(draft, Timestamp::now())?;
        self.published(&draft.change.file, id)
    }

    /// What taking back the last change of an intent comes to.
    ///
    /// # Errors
    ///
    /// If there is nothing to take back.
    pub fn undo_change(&self, id: &str) -> Result<(FileName, Change), DeskError> {
        let name = self.known(id)?;
        let last = self.publisher().undoable(&name)?;
        let last = last.ok_or_else(|| PublishError::NothingToUndo(name.to_string()))?;
        let change = self.change(&name, last.change.old)?;
        Ok((name, change))
    }

    /// Takes back the last change of a file. Gives the id of the new revision.
    ///
    /// # Errors
    ///
    /// As [`Self::publish`].
    pub fn undo(&self, name: &FileName) -> Result<u64, DeskError> {
        let id = self
            .publisher()
            .undo(name, &self.author, Timestamp::now())?;
        self.published(name.as_str(), id)
    }

    /// What bringing a file back to what it was after a revision comes to.
    ///
    /// # Errors
    ///
    /// If there is no such revision in the scope.
    pub fn rollback_change(&self, to: u64) -> Result<Change, DeskError> {
        let revision = self.store.revision(to)?.filter(|revision| {
            revision.state == RevisionState::Done && self.is_meant(&revision.change.file)
        });
        let revision = revision.ok_or(PublishError::NoRevision(to))?;
        let name = self.known(&revision.change.file)?;
        self.change(&name, revision.change.new)
    }

    /// Brings a file back to what it was after a revision. Gives the id of the new revision.
    ///
    /// # Errors
    ///
    /// As [`Self::publish`].
    pub fn rollback(&self, to: u64) -> Result<u64, DeskError> {
        let file = self.rollback_change(to)?.file;
        let id = self
            .publisher()
            .rollback(to, &self.author, Timestamp::now())?;
        self.published(&file, id)
    }

    /// Notes what was published.
    fn published(&self, file: &str, id: u64) -> Result<u64, DeskError> {
        self.store.add_audit_line(&AuditLine {
            guild: self.server,
            at: Timestamp::now(),
            author: self.author.clone(),
            line: format!("published {file} as revision {id}"),
        })?;
        Ok(id)
    }
}

/// `topics/storms.toml` of the file's path.
fn below<'a>(directory: &Path, path: &'a str) -> &'a str {
    let directory = shown(directory);
    let below = path.strip_prefix(directory.trim_end_matches('/'));
    below.map_or(path, |rest| rest.trim_start_matches('/'))
}

/// `storms` of `topics/storms.toml`.
fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".toml").unwrap_or(name)
}
