//! Signs inside words and abbreviations, which say nothing about when: the hyphen of "mid-April", the full stop of "Jan.".

use super::terms::{Term, Terms};
use crate::question::closed::{Effect, Roles};
use crate::question::token::Token;

impl Terms {
    /// Leaves out hyphens that join words and full stops of abbreviated months.
    pub(super) fn without_compounds(self, tokens: &[Token], roles: &Roles) -> Self {
        if !self
            .list
            .iter()
            .any(|term| matches!(term, Term::Dash | Term::Dot))
        {
            return self;
        }
        let mut kept = Terms::default();
        for at in 0..self.list.len() {
            if !self.is_compound(at, tokens, roles) {
                kept.list.push(self.list[at]);
                kept.places.push(self.places[at].clone());
                kept.articles.push(self.articles[at]);
            }
        }
        kept
    }

    fn is_compound(&self, at: usize, tokens: &[Token], roles: &Roles) -> bool {
        let after = self.list.get(at + 1).copied();
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match self.list[at] {
            Term::Dash => !is_dated(self.list[before]) || !after.is_some_and(is_dated),
            Term::Dot => {
                let word = &tokens[self.places[before].start];
                let short =
                    word.text.chars().count() <= 4 && !roles.is(&word.text, Effect::DoubtfulMonth);
                let named = matches!(
                    self.list[before],
                    Term::Month(_) | Term::AYear | Term::Years
                );
                named && short && after.is_some_and(is_dated)
            }
            _ => false,
        }
    }
}

/// Terms between which a hyphen is more than a hyphen.
fn is_dated(term: Term) -> bool {
    matches!(
        term,
        Term::Year(_)
            | Term::Two(_)
            | Term::Number(_)
            | Term::Ordinal(_)
            | Term::Month(_)
            | Term::Half(_)
            | Term::Quarter(_)
            | Term::Decade(_)
            | Term::Now
            | Term::Date
    )
}
