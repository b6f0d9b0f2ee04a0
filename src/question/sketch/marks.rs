//! Who has taken which token of a question: a period, a name, a number, a concept.

use std::ops::Range;

use crate::question::names::Mention as NameMention;
use crate::question::reading::Role;

/// Who has taken which token.
#[derive(Debug, Clone)]
pub(in crate::question) struct Marks {
    roles: Vec<Option<Role>>,
}

impl Marks {
    pub(in crate::question) fn new(length: usize) -> Self {
        Self {
            roles: vec![None; length],
        }
    }

    pub(in crate::question) fn put(&mut self, tokens: Range<usize>, role: Role) {
        for slot in self.roles.get_mut(tokens).into_iter().flatten() {
            slot.get_or_insert(role);
        }
    }

    /// Marks the words of a name.
    pub(in crate::question) fn name(&mut self, mention: &NameMention) {
        for at in &mention.tokens {
            self.put(*at..*at + 1, Role::Name);
        }
    }

    pub(in crate::question) fn is_free(&self, at: usize) -> bool {
        self.roles.get(at).is_some_and(Option::is_none)
    }

    /// Whether a period or a name has taken a token.
    pub(in crate::question) fn is_named(&self, at: usize) -> bool {
        let role = self.roles.get(at).copied().flatten();
        matches!(role, Some(Role::Period | Role::Name))
    }
}
