//! Names of columns in a bare table, where nothing but their words says which of them belong together.

use super::{Sight, take};
use crate::dataset::MetricId;
use crate::question::closed::{Effect, Roles};
use crate::question::names::{IN_FULL, Mention, Target};
use crate::question::reader::Reader;
use crate::question::reading::{MetricMention, Reading};
use crate::question::token::Token;

/// The part of a name from which on it is named in full.
const WHOLE: f32 = 0.9;

impl Reader {
    /// "Revenue from Europe" in a table of regions: words that name a column only in part describe the one that is named in full.
    pub(super) fn drop_descriptions(&self, reading: &mut Reading, sight: &Sight) {
        let full: Vec<Vec<usize>> = reading
            .metrics
            .iter()
            .filter(|mention| mention.recall > WHOLE)
            .map(|mention| mention.tokens.clone())
            .collect();
        let taken: Vec<usize> = reading
            .metrics
            .iter()
            .flat_map(|mention| mention.tokens.clone())
            .collect();
        let joined = |mention: &MetricMention| {
            full.iter().any(|tokens| {
                are_joined(tokens, &mention.tokens, sight.tokens, &self.closed.roles)
                    && none_between(&taken, tokens, &mention.tokens)
            })
        };
        let rivals: Vec<MetricId> = reading
            .metrics
            .iter()
            .filter(|mention| mention.recall > WHOLE)
            .flat_map(|mention| mention.others.iter().map(|(metric, _)| *metric))
            .collect();
        let is_rival =
            |mention: &MetricMention| mention.recall < IN_FULL && rivals.contains(&mention.metric);
        if !full.is_empty() {
            reading.metrics.retain(|mention| {
                (mention.recall > WHOLE || joined(mention)) && !is_rival(mention)
            });
        }
    }
}

/// "Used and new cars": another name that has the last word in common with the one named, and a word of its own before "and".
pub(super) fn share_head(
    reading: &mut Reading,
    mention: &Mention,
    others: &[Mention],
    tokens: &[Token],
    roles: &Roles,
) {
    for other in others.iter().filter(|other| other.recall > WHOLE) {
        let own: Vec<usize> = other
            .tokens
            .iter()
            .copied()
            .filter(|at| !mention.tokens.contains(at))
            .collect();
        let next = own.last().map_or(0, |last| last + 1);
        let joined = roles.does(tokens.get(next), Effect::HeadSharer);
        if joined
            && mention.tokens.contains(&(next + 1))
            && matches!(other.target, Target::Metric(_))
        {
            take(
                reading,
                &Mention {
                    tokens: own,
                    ..other.clone()
                },
                &[],
            );
        }
    }
}

/// Whether no other name stands between two runs of tokens.
fn none_between(taken: &[usize], a: &[usize], b: &[usize]) -> bool {
    let (Some(first), Some(last)) = (a.iter().chain(b).min(), a.iter().chain(b).max()) else {
        return false;
    };
    (*first..=*last).all(|at| !taken.contains(&at) || a.contains(&at) || b.contains(&at))
}

/// Whether two runs of tokens are set against each other: "A and B", "A over B".
pub(super) fn are_joined(a: &[usize], b: &[usize], tokens: &[Token], roles: &Roles) -> bool {
    let ends = |tokens: &[usize]| Some((*tokens.first()?, *tokens.last()?));
    let (Some(a), Some(b)) = (ends(a), ends(b)) else {
        return false;
    };
    let between = if a.1 < b.0 {
        a.1 + 1..b.0
    } else {
        b.1 + 1..a.0.max(b.1 + 1)
    };
    between
        .into_iter()
        .any(|at| roles.does(tokens.get(at), Effect::Joiner))
}
