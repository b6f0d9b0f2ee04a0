//! Where words of the language and names meet: which of the two a word is taken for.

use super::Sight;
use crate::query::Folding;
use crate::question::names::{IN_FULL, Mention};
use crate::question::reader::Reader;
use crate::question::reading;
use crate::question::sketch::Marks;

impl Reader {
    pub(super) fn is_denial(&self, stem: Option<&String>) -> bool {
        stem.is_some_and(|stem| self.vocabulary.is_denial(stem))
    }

    /// "Total" at an edge of a name asks for a sum all the same; in a bare table it is what a column is called.
    pub(super) fn leave_totals(&self, mention: &Mention, stems: &[String], marks: &mut Marks) {
        let is_total = |at: &usize| {
            let hit = stems
                .get(*at)
                .and_then(|stem| self.vocabulary.longest(std::slice::from_ref(stem)));
            hit.is_some_and(|hit| {
                self.vocabulary
                    .says(&hit, |evidence| evidence.fold == Some(Folding::Sum))
            })
        };
        if mention.tokens.len() > 1 && !self.is_open() {
            let edges = [mention.tokens.first(), mention.tokens.last()];
            edges
                .into_iter()
                .flatten()
                .copied()
                .filter(is_total)
                .for_each(|at| marks.release(at));
        }
    }

    /// "Locked up": the small word that ends a name's part is no rise; in "a day" it is no part of the name, and before a number it bounds that.
    pub(super) fn mark_tails(&self, mention: &Mention, sight: &Sight, marks: &mut Marks) {
        let stems = sight.stems;
        let counts = |at: usize| {
            let token = sight.tokens.get(at);
            token.is_some_and(|token| token.number.is_some()) && marks.is_free(at)
        };
        let mut tails = Vec::new();
        for at in &mention.tokens {
            if let (Some(stem), Some(tail)) = (stems.get(*at), stems.get(at + 1))
                && self.tails.contains(&(stem.clone(), tail.clone()))
                && !mention.tokens.contains(&(at + 1))
                && !counts(at + 2)
                && stems
                    .get(at + 1..)
                    .and_then(|rest| self.vocabulary.longest(rest))
                    .is_none_or(|hit| hit.length == 1)
            {
                tails.push(at + 1);
            }
        }
        for tail in tails {
            marks.put(tail..tail + 1, reading::Role::Filler);
        }
    }

    /// "By offence": one word of a longer run that expresses a concept is not named.
    pub(super) fn is_inside_concept(&self, mention: &Mention, stems: &[String]) -> bool {
        let [at] = mention.tokens.as_slice() else {
            return false;
        };
        let starts = at.saturating_sub(3)..*at;
        starts.into_iter().any(|start| {
            stems
                .get(start..)
                .and_then(|stems| self.vocabulary.longest(stems))
                .is_some_and(|hit| start + hit.length > *at && !self.vocabulary.is_subject(&hit))
        })
    }

    /// "Growth rate of outages": a name whose words are torn from a longer expression is not meant.
    pub(super) fn tears_concept(&self, mention: &Mention, stems: &[String]) -> bool {
        mention.tokens.iter().any(|at| {
            (at.saturating_sub(3)..=*at).any(|start| {
                let hit = stems
                    .get(start..)
                    .and_then(|stems| self.vocabulary.longest(stems));
                hit.is_some_and(|hit| {
                    let mut run = start..start + hit.length;
                    let torn = run.clone().any(|other| !mention.tokens.contains(&other));
                    run.any(|covered| covered == *at) && torn && !self.vocabulary.is_subject(&hit)
                })
            })
        })
    }

    /// A name of which only words of the language were met ("total", "a day") is not named.
    pub(super) fn is_concept_only(&self, mention: &Mention, stems: &[String]) -> bool {
        let common =
            |stem: &String| self.vocabulary.begins(stem) || self.vocabulary.is_filler(stem);
        (mention.recall < IN_FULL || !self.is_open())
            && mention
                .tokens
                .iter()
                .all(|at| stems.get(*at).is_some_and(common))
    }
}
