//! Drafting: each edit begins with a file, or with the author's own draft of it, and makes a draft that knows what it was made from.

use std::sync::Arc;

use jiff::Timestamp;

use super::error::Stale;
use super::{Desk, DeskError, Origin, Proposal};
use crate::check::language_of;
use crate::diagnostic::SourceFile;
use crate::editing::{add_phrase, new_intent, with_slots};
use crate::publish::{Conflict, FileName, PublishError};
use crate::store::{Change, Draft};

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

    /// A draft with one example question more, with slots in place of the periods and names that it was typed with.
    ///
    /// # Errors
    ///
    /// As [`Self::begin`], or if the phrase cannot be added, with what is wrong with it.
    pub fn phrase(&self, id: &str, text: &str) -> Result<Proposal, DeskError> {
        let begun = self.begin(id)?;
        let slotted = with_slots(&self.snapshot().reader, text, self.today);
        let phrase = slotted.as_deref().unwrap_or(text);
        let new = add_phrase(&begun.file, language_of(phrase), phrase)?;
        self.keep(&begun.name, begun.base, Some(new))
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
        let text = new_intent(id, title, phrases)?;
        let name = self.new_name(id)?;
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
        let change = self.change(name, base, new, self.reason.clone());
        if change.old == change.new {
            return Err(PublishError::Unchanged(name.to_string()).into());
        }
        let report = self.report(&change)?;
        let id = self.store.keep_draft(&change)?;
        Ok(Proposal {
            origin: Origin::Draft(id),
            change,
            report,
        })
    }

    /// A change by the author.
    pub(super) fn change(
        &self,
        name: &FileName,
        old: Option<String>,
        new: Option<String>,
        reason: String,
    ) -> Change {
        Change {
            file: name.to_string(),
            old,
            new,
            author: self.author.clone(),
            reason,
            at: Timestamp::now(),
        }
    }

    /// What a file of the scope holds; `None` if it has none of that name.
    pub(super) fn base_of(&self, name: &FileName) -> Option<String> {
        let files = self.files.intents_of(self.server).into_iter();
        let mut named = files.filter(|file| self.name_of(file) == name.as_str());
        named.next().map(|file| file.text.clone())
    }
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
