//! The members and dimensions that a question names, and those that it leaves out: "in the North", "by region", "without the capital".
//!
//! It must not join them with a metric.

use super::hints::Hints;
use super::tokens::Tokens;
use crate::dataset::{Dataset, DimensionId, MemberId};
use crate::question::evidence::Evidence;
use crate::question::names::{Mention, Target};

/// How many members that are named are taken up.
const MOST: usize = 12;
/// How many words may stand between "without" and the member that is left out.
const GAP: usize = 3;
/// The part of the best one's score from which on another member of the same words is a rival.
const RIVAL: f32 = 0.85;

/// A member that is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The member.
    pub member: MemberId,
    /// What it is a member of.
    pub dimension: DimensionId,
    /// The words that name it.
    pub tokens: Tokens,
    /// The part of its name that is covered.
    pub recall: f32,
    score: f32,
}

/// What a question says of members and dimensions.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    /// Members that are named, in the order of the text, none of which share words.
    pub named: Vec<Named>,
    /// Members that the same words may name.
    pub rivals: Vec<Named>,
    /// Members that are left out, in the order of the text.
    pub without: Vec<Named>,
    /// Dimensions that are named.
    pub dimensions: Vec<(DimensionId, Tokens)>,
}

impl Members {
    /// What the question says.
    pub(super) fn of(evidence: &Evidence, hints: &Hints, dataset: &Dataset) -> Self {
        let mut found = Self::default();
        let all: Vec<Named> = evidence
            .names
            .iter()
            .filter_map(|mention| named(mention, dataset))
            .collect();
        let is_inside = |one: &Named| {
            let mut others = all.iter();
            others.any(|other| one.tokens != other.tokens && one.tokens.is_within(&other.tokens))
        };
        let mut taken = Tokens::default();
        for one in all.iter().filter(|one| !is_inside(one)) {
            if !one.tokens.meets(&taken) {
                taken = taken.with(&one.tokens);
                found.named.push(*one);
            } else if found
                .named
                .iter()
                .any(|best| one.tokens.meets(&best.tokens) && one.score >= RIVAL * best.score)
            {
                found.rivals.push(*one);
            }
        }
        found.named.truncate(MOST);
        found.named.sort_by_key(|one| one.tokens.first());
        found.leave_out(hints);
        found.dimensions = dimensions(evidence, taken);
        found
    }

    /// Takes what stands behind a word such as "without" from what is named.
    fn leave_out(&mut self, hints: &Hints) {
        for hint in &hints.without {
            let mut end = hint.tokens.end;
            let mut next = |one: &Named| {
                let first = one.tokens.first().unwrap_or_default();
                let follows = first >= end && first <= end + GAP;
                if follows {
                    end = one.tokens.last().unwrap_or(first) + 1;
                }
                follows
            };
            let named = std::mem::take(&mut self.named).into_iter();
            let (without, named) = named.partition::<Vec<_>, _>(|one| next(one));
            self.named = named;
            self.without.extend(without);
        }
    }
}

fn named(mention: &Mention, dataset: &Dataset) -> Option<Named> {
    let Target::Member(member) = mention.target else {
        return None;
    };
    let member = MemberId(member);
    Some(Named {
        member,
        dimension: dataset.dimension_of(member)?,
        tokens: Tokens::of(mention.tokens.iter().copied()),
        recall: mention.recall,
        score: mention.score,
    })
}

/// The dimensions that are named by words of their own.
fn dimensions(evidence: &Evidence, taken: Tokens) -> Vec<(DimensionId, Tokens)> {
    let mut found: Vec<(DimensionId, Tokens)> = Vec::new();
    for mention in &evidence.names {
        let Target::Dimension(dimension) = mention.target else {
            continue;
        };
        let tokens = Tokens::of(mention.tokens.iter().copied());
        if !tokens.meets(&taken) {
            found.push((DimensionId(dimension), tokens));
        }
    }
    found
}
