//! The ids of one kind of table: where each was written and at which position its entry ended up.

use std::collections::BTreeMap;

use super::Text;
use crate::dataset::codes;
use crate::dataset::collect::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::toml_file::Spot;

/// Ids of one kind.
#[derive(Debug)]
pub(in crate::dataset) struct Index {
    what: &'static str,
    known: BTreeMap<String, Known>,
}

#[derive(Debug)]
struct Known {
    /// Absent when the entry was left out because of a problem that has been reported.
    position: Option<usize>,
    place: Place,
}

impl Index {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            known: BTreeMap::new(),
        }
    }

    /// Takes in an entry under its id, unless the id is taken.
    pub(super) fn add<T, B>(
        &mut self,
        entry: &Entry<T>,
        id: &Text,
        built: Option<B>,
        into: &mut Vec<B>,
        problems: &mut Diagnostics,
    ) {
        let Some(id) = id else { return };
        let place = entry.place(id.span());
        if let Some(first) = self.known.get(id.get()) {
            if entry.broken {
                return;
            }
            return problems.push(
                Diagnostic::error(
                    codes::DUPLICATE_ID,
                    format!("two {}s have the id `{}`", self.what, id.get()),
                )
                .at(&place, "the second one")
                .at(&first.place, "the first one"),
            );
        }
        let position = built.filter(|_| !entry.broken).map(|built| {
            into.push(built);
            into.len() - 1
        });
        self.known
            .insert(id.get().clone(), Known { position, place });
    }

    /// The position of an id; `None` if its entry was left out, a problem if there is no such entry.
    pub(super) fn find<T>(
        &self,
        entry: &Entry<T>,
        id: &Spot<String>,
    ) -> Result<Option<usize>, Box<Diagnostic>> {
        if let Some(known) = self.known.get(id.get()) {
            return Ok(known.position);
        }
        let place = entry.place(id.span());
        let problem = Diagnostic::error(
            codes::UNKNOWN_ID,
            format!("there is no {} `{}`", self.what, id.get()),
        )
        .at(&place, "unknown id");
        Err(Box::new(
            match nearest(id.get(), self.known.keys().map(String::as_str)) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&place, format!("\"{meant}\"")),
                None => problem.help(format!(
                    "add a table `[[{}]]` with this id, or correct it",
                    self.what
                )),
            },
        ))
    }

    /// Where the entry at `position` gives its id.
    pub(in crate::dataset) fn place(&self, position: usize) -> Option<&Place> {
        self.known
            .values()
            .find(|known| known.position == Some(position))
            .map(|known| &known.place)
    }
}
