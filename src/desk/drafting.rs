//! Drafting: each edit begins with a file, or with the author's own draft of it, and makes a draft that knows what it was made from.

use std::sync::Arc;

use jiff::Timestamp;

use super::error::Stale;
use super::{Desk, DeskError, Origin, Proposal, stem};
use crate::check::language_of;
use crate::diagnostic::SourceFile;
use crate::editing::{
    InForce, NAMES, Naming, Rewritten, add_name, names_of, new_intent, new_names, phrase_for, thing,
};
use crate::files::shown;
use crate::publish::{Conflict, FileName, PublishError};
use crate::render::shortened;
use crate::store::{Author, Change, Draft};

/// The longest name of an author that is kept, in characters.
const LONGEST_NAME: usize = 100;
/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 300;
/// Where a new intent for everybody goes.
const NEW: &str = "topics/";

/// What an edit begins with.
pub struct Begun {
    /// The file that is edited.
    pub name: FileName,
    /// What the file holds; absent if there is none of this name yet.
    pub base: Option<String>,
    /// The text to go on from: that of the author's own draft, or that of the file.
    pub file: Arc<SourceFile>,
}

impl Desk {
    /// Begins an edit of an intent.
    ///
    /// # Errors
    ///
    /// If there is no such intent, or the author has a draft of it and the file was changed since.
    pub fn begin(&self, id: &str) -> Result<Begun, DeskError> {
        let (name, file) = self.find(id)?;
        let base = self.base_of(&name);
        let Some(draft) = self.own_draft(&name)? else {
            return Ok(Begun { name, base, file });
        };
        if draft.change.old != base {
            return Err(stale(draft, base));
        }
        let text = draft.change.new;
        let file = text.map_or(file.clone(), |text| {
            let path = file.path.clone();
            Arc::new(SourceFile { path, text })
        });
        Ok(Begun { name, base, file })
    }

    /// The author's own draft of a file.
    fn own_draft(&self, name: &FileName) -> Result<Option<Draft>, DeskError> {
        let drafts = self.store.drafts()?;
        Ok(drafts.into_iter().find(|draft| {
            let author = &draft.change.author;
            draft.change.file == name.as_str()
                && author.id == self.author.id
                && (author.id.is_some() || author.name == self.author.name)
        }))
    }

    /// A draft with one example question more. Slots stand in place of the periods and names that it was typed with, unless the question
    /// is answered only as it was typed; the report says which it is.
    ///
    /// # Errors
    ///
    /// As [`Self::begin`], or if the phrase cannot be added, with what is wrong with it.
    pub fn phrase(&self, id: &str, text: &str) -> Result<Proposal, DeskError> {
        let begun = self.begin(id)?;
        let in_force = self.on_disk(begun.name.as_str());
        let asked = (!text.contains('{')).then_some(text);
        let added = phrase_for(&in_force, &self.path_of(&begun.name), &begun.file, text)?;
        let new = Some(added.text);
        let mut draft = self.keep_for(&in_force, &begun.name, begun.base.clone(), new, asked)?;
        draft.report.rewritten = added.slotted.map(|slotted| Rewritten {
            typed: text.to_owned(),
            slotted,
        });
        Ok(draft)
    }

    /// A draft that gives something in the data, by its id or one of its names, one name more. `question` is the one that brought the
    /// author there.
    ///
    /// # Errors
    ///
    /// If the data have no such thing, or it has the name already, or the text is no name.
    pub fn alias(
        &self,
        of: &str,
        name: &str,
        question: Option<&str>,
    ) -> Result<Proposal, DeskError> {
        let name = name.trim();
        let found = thing(self.snapshot(), of);
        let (kind, id) = found.map_err(|meant| DeskError::no_thing(of, meant.as_deref()))?;
        let same = |thing: &str| thing.to_lowercase() == name.to_lowercase();
        if names_of(self.snapshot(), kind, &id)
            .iter()
            .any(|known| same(known))
        {
            return Err(DeskError::Named(name.to_owned(), id));
        }
        let begun = self.begin_names()?;
        let naming = Naming {
            kind,
            id: &id,
            language: language_of(name),
            name,
        };
        let new = add_name(&begun.file, naming)?;
        let in_force = self.on_disk(begun.name.as_str());
        self.keep_for(&in_force, &begun.name, begun.base, Some(new), question)
    }

    /// Begins an edit of the file of names, or of a new one.
    fn begin_names(&self) -> Result<Begun, DeskError> {
        match self.begin(stem(NAMES)) {
            Err(DeskError::NoIntent { .. }) => {}
            begun => return begun,
        }
        let name = FileName::of(self.server, NAMES).map_err(PublishError::from)?;
        let draft = self.own_draft(&name)?;
        // The file was there when the draft was begun.
        if let Some(draft) = draft.as_ref().filter(|draft| draft.change.old.is_some()) {
            return Err(stale(draft.clone(), None));
        }
        let text = draft.and_then(|draft| draft.change.new);
        let file = SourceFile {
            path: name.to_string(),
            text: text.unwrap_or_else(|| new_names(&up(&name))),
        };
        Ok(Begun {
            name,
            base: None,
            file: Arc::new(file),
        })
    }

    /// A draft of a new intent.
    ///
    /// # Errors
    ///
    /// If the id is no id or there is such a file already.
    pub fn new_intent(
        &self,
        id: &str,
        title: &str,
        phrases: &[&str],
    ) -> Result<Proposal, DeskError> {
        let name = self.new_name(id);
        // What is wrong with an id is said of the file that it would stand in.
        let up = name.as_ref().map(up).unwrap_or_default();
        let text = new_intent(&up, id, title, phrases)?;
        let name = name?;
        if self.publisher().current(&name)?.is_some() {
            return Err(DeskError::Taken(name.to_string()));
        }
        self.keep(&name, None, Some(text))
    }

    /// A draft from a whole text, whatever drafts of the file there were.
    ///
    /// # Errors
    ///
    /// If nothing would change.
    pub fn replace(&self, name: &FileName, text: String) -> Result<Proposal, DeskError> {
        self.keep(name, self.base_of(name), Some(text))
    }

    /// A draft that takes an intent away.
    ///
    /// # Errors
    ///
    /// If there is no such intent.
    pub fn delete(&self, id: &str) -> Result<Proposal, DeskError> {
        let (name, _) = self.find(id)?;
        self.keep(&name, self.base_of(&name), None)
    }

    /// The name that an edited file goes by: that of the file of the same name, or that of a new one.
    ///
    /// # Errors
    ///
    /// If files are not named so.
    pub fn name_for(&self, file: &str) -> Result<FileName, DeskError> {
        match self.find(file) {
            Ok((name, _)) => Ok(name),
            Err(_) => self.new_name(file.trim_end_matches(".toml")),
        }
    }

    fn new_name(&self, id: &str) -> Result<FileName, DeskError> {
        let folder = if self.server.is_some() { "" } else { NEW };
        let name = FileName::of(self.server, &format!("{folder}{id}.toml"));
        Ok(name.map_err(PublishError::from)?)
    }

    /// Keeps a draft that makes `new` of a file that holds `base`, in the place of an earlier one by the same author.
    ///
    /// # Errors
    ///
    /// If nothing would change, or the database fails.
    pub fn keep(
        &self,
        name: &FileName,
        base: Option<String>,
        new: Option<String>,
    ) -> Result<Proposal, DeskError> {
        self.keep_for(&self.on_disk(name.as_str()), name, base, new, None)
    }

    /// Keeps a draft that is made for a question.
    fn keep_for(
        &self,
        in_force: &InForce,
        name: &FileName,
        base: Option<String>,
        new: Option<String>,
        question: Option<&str>,
    ) -> Result<Proposal, DeskError> {
        let change = self.change(name, base, new, &self.reason);
        if change.old == change.new {
            return Err(PublishError::Unchanged(name.to_string()).into());
        }
        let report = self.report(in_force, &change, question)?;
        let id = self.store.keep_draft(&change)?;
        Ok(Proposal {
            origin: Origin::Draft(id),
            change,
            report,
        })
    }

    /// A change by the author. The name and the reason are read in terminals and logs, and may come from anybody.
    pub(super) fn change(
        &self,
        name: &FileName,
        old: Option<String>,
        new: Option<String>,
        reason: &str,
    ) -> Change {
        Change {
            file: name.to_string(),
            old,
            new,
            author: Author {
                name: shortened(&self.author.name, LONGEST_NAME),
                ..self.author.clone()
            },
            reason: shortened(reason, LONGEST_REASON),
            at: Timestamp::now(),
        }
    }

    /// The path of a file as loading names it.
    fn path_of(&self, name: &FileName) -> String {
        shown(&self.directory.join(name.as_str()))
    }

    /// What a file of the scope holds; `None` if it has none of that name.
    pub(super) fn base_of(&self, name: &FileName) -> Option<String> {
        let files = self.files.intents_of(self.server).into_iter();
        let mut named = files.filter(|file| self.name_of(file) == name.as_str());
        named.next().map(|file| file.text.clone())
    }
}

/// The way from the folder of a file to the root, which the intents directory lies in.
fn up(name: &FileName) -> String {
    "../".repeat(name.as_str().matches('/').count() + 1)
}

/// The draft that an edit would go on from was made of another text than the file holds now.
fn stale(draft: Draft, now: Option<String>) -> DeskError {
    let conflict = Conflict {
        file: draft.change.file,
        base: draft.change.old,
        wanted: draft.change.new,
        now,
    };
    DeskError::Stale(Box::new(Stale {
        draft: draft.id,
        conflict,
    }))
}
