//! Who has taken which token of a question: a period, a name, a number, a concept.

use std::ops::Range;

use crate::question::names::Mention as NameMention;
use crate::question::reading::Role;

/// Who has taken which token.
#[derive(Debug, Clone)]
pub(in crate::question) struct Marks {
    roles: Vec<Option<Role>>,
    soft: Vec<bool>,
    hinted: Vec<bool>,
}

impl Marks {
    pub(in crate::question) fn new(length: usize) -> Self {
        Self {
            roles: vec![None; length],
            soft: vec![false; length],
            hinted: vec![false; length],
        }
    }

    pub(in crate::question) fn put(&mut self, tokens: Range<usize>, role: Role) {
        for slot in self.roles.get_mut(tokens).into_iter().flatten() {
            slot.get_or_insert(role);
        }
    }

    /// Marks the words of a name; unless the whole name is there, words of the language may still be read as concepts.
    pub(in crate::question) fn name(&mut self, mention: &NameMention, whole: bool) {
        for at in &mention.tokens {
            if let Some(slot) = self.roles.get_mut(*at) {
                slot.get_or_insert(Role::Name);
            }
            if let Some(soft) = self.soft.get_mut(*at) {
                *soft = !whole;
            }
        }
    }

    /// Gives a word of a name back, to be read as a concept.
    pub(in crate::question) fn release(&mut self, at: usize) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = None;
        }
    }

    /// Marks words as known without taking them.
    pub(in crate::question) fn hint(&mut self, mention: &NameMention) {
        for at in &mention.tokens {
            if let Some(slot) = self.hinted.get_mut(*at) {
                *slot = true;
            }
        }
    }

    pub(super) fn is_hinted(&self, at: usize) -> bool {
        self.hinted.get(at).copied().unwrap_or(false)
    }

    pub(in crate::question) fn is_free(&self, at: usize) -> bool {
        self.roles.get(at).is_some_and(Option::is_none)
    }

    pub(super) fn is_open(&self, at: usize) -> bool {
        self.is_free(at) || self.soft.get(at).copied().unwrap_or(false)
    }

    pub(in crate::question) fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().flatten().unwrap_or(Role::Mark)
    }
}
