//! Clauses that say nothing about what is asked, whose unknown words must not veto an answer.

use super::Marks;
use std::ops::Range;

use crate::question::closed::{Effect, Roles};
use crate::question::reading::{Reading, Role};
use crate::question::token::{Token, TokenKind};

/// The least number of words of a clause that may be an aside.
const ASIDE: usize = 5;

/// Unknown words of a long clause that fills no slot are an aside ("I have read the pinned messages, …") and veto nothing.
pub(super) fn forget_asides(reading: &mut Reading, tokens: &[Token], marks: &Marks, roles: &Roles) {
    let clauses: Vec<Range<usize>> = clauses(tokens, roles);
    let fills = |clause: &Range<usize>| {
        clause
            .clone()
            .any(|at| matches!(marks.role(at), Role::Period | Role::Name | Role::Number))
    };
    let names = |clause: &Range<usize>| clause.clone().any(|at| marks.role(at) == Role::Name);
    if clauses.len() < 2 || !clauses.iter().any(names) {
        return;
    }
    let words = |clause: &Range<usize>| {
        clause
            .clone()
            .filter(|at| {
                tokens
                    .get(*at)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            })
            .count()
    };
    let asides = clauses
        .iter()
        .filter(|clause| !fills(clause) && words(clause) >= ASIDE);
    let aside: Vec<&str> = asides
        .flat_map(Clone::clone)
        .filter(|at| marks.role(*at) == Role::Unknown)
        .filter_map(|at| tokens.get(at))
        .map(|token| token.text.as_str())
        .collect();
    reading
        .unknown
        .retain(|word| !aside.contains(&word.as_str()));
}

/// Runs of tokens between commas, colons, brackets and dashes.
fn clauses(tokens: &[Token], roles: &Roles) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let ends = token.kind == TokenKind::Symbol
            && matches!(token.text.as_str(), "," | ":" | "(" | ")" | ";")
            || roles.is(&token.text, Effect::Clause);
        if ends {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..tokens.len());
    found
}
