//! The moderator's desk: looking at intents files, drafting changes, publishing them and taking them back, the same for the command line
//! and for Discord.
//!
//! It asks nobody's permission: whoever opens a desk for a scope has seen to that.

mod drafting;
mod error;
mod publishing;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostics, SourceFile, nearest};
use crate::editing::{self, Asked, InForce};
use crate::engine::{FileSet, Server, below, snapshot};
use crate::files::shown;
use crate::message::{Snapshot, Weights};
use crate::publish::{FileName, PublishError, Publisher};
use crate::store::{Author, Change, Draft, Revision, Store, Within};

pub use drafting::Begun;
pub use error::{DeskError, Stale};
pub use publishing::{Origin, Proposal};

/// What moderators work with.
pub struct Desk {
    /// The database.
    pub store: Arc<Store>,
    /// The files as they are.
    pub files: FileSet,
    /// What could not be read of them.
    pub problems: Diagnostics,
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
    /// What was learned about reading questions.
    pub weights: Arc<Weights>,
    /// What the files of the scope come to; empty until it is needed.
    pub snapshot: OnceCell<Arc<Snapshot>>,
}

impl Desk {
    /// What publishes.
    pub fn publisher(&self) -> Publisher<'_> {
        Publisher::new(&self.store, &self.directory)
    }

    /// The name of a file below the intents directory.
    pub fn name_of<'a>(&self, file: &'a SourceFile) -> &'a str {
        below(&shown(&self.directory), &file.path)
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
                let changed = self.store.changed_files(self.within())?;
                let meant = |name: &FileName| name.as_str() == id || name.stem() == id;
                let mut known = changed.iter().filter_map(|file| FileName::parse(file).ok());
                known.find(meant).ok_or(not_there)
            }
        }
    }

    /// What was published of an intent, or in the whole scope, the newest first, at most so many.
    ///
    /// # Errors
    ///
    /// If there never was such an intent, or the database fails.
    pub fn history(&self, id: Option<&str>, most: u32) -> Result<Vec<Revision>, DeskError> {
        let Some(id) = id else {
            return Ok(self.store.history(self.within(), most)?);
        };
        let name = self.known(id)?;
        Ok(self.store.history(Within::File(name.as_str()), most)?)
    }

    /// The scope that is meant, in the history.
    fn within(&self) -> Within<'static> {
        self.server.map_or(Within::Shared, Within::Server)
    }

    /// The drafts of the scope that is meant, the newest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn drafts(&self) -> Result<Vec<Draft>, DeskError> {
        let mut drafts = self.store.drafts()?;
        drafts.retain(|draft| self.is_meant(&draft.change.file));
        Ok(drafts)
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

    /// What a change makes different, as a diff; of a new file of a server, against the shared file in whose place it comes.
    pub fn diff(&self, change: &Change) -> String {
        let old = match self.copied_from(change) {
            Some(shared) => &shared.text,
            None => change.old.as_deref().unwrap_or_default(),
        };
        editing::diff(&change.file, old, change.new.as_deref().unwrap_or_default())
    }

    /// The shared file in whose place a new file of a server comes.
    fn copied_from(&self, change: &Change) -> Option<&Arc<SourceFile>> {
        if self.server.is_none() || change.old.is_some() {
            return None;
        }
        let mut shared = self.files.shared.iter();
        shared.find(|other| stem(self.name_of(other)) == stem(&change.file))
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

    /// The files as they are where a file belongs, without the shared one in whose place it comes.
    pub fn on_disk(&self, file: &str) -> InForce {
        let mut list = self.files.intents_of(self.server);
        list.retain(|other| {
            let name = self.name_of(other);
            name == file || self.is_meant(name) || stem(name) != stem(file)
        });
        let snapshot = Arc::clone(self.snapshot());
        InForce::new(self.files.data.clone(), list, snapshot, self.today)
    }

    /// What the files of the scope come to as they are.
    fn snapshot(&self) -> &Arc<Snapshot> {
        self.snapshot.get_or_init(|| {
            let (dataset, _) = self.files.dataset();
            let (intents, _) = self.files.intents(self.server);
            Arc::new(snapshot(
                dataset,
                intents,
                Arc::clone(&self.weights),
                &mut Diagnostics::new(),
            ))
        })
    }
}

/// `storms` of `topics/storms.toml`.
fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".toml").unwrap_or(name)
}
