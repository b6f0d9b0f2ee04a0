//! Turning mentions into what a reading says is named: metrics, outlets and events take their words, the rest are hints.
//!
//! It must not find names in the text: the index of names does.

mod concepts;
mod neighbours;
mod table;

use self::table::{are_joined, share_head};
use crate::dataset::MetricId;
use crate::question::closed::Effect;
use crate::question::names::{IN_FULL, Mention, Target, disjoint};
use crate::question::reader::Reader;
use crate::question::reading::{MetricMention, Named, Reading};
use crate::question::sketch::Marks;
use crate::question::token::Token;

/// What linking looks at.
pub(super) struct Sight<'a> {
    /// The words that may name something, with their token's position.
    pub words: &'a [(usize, &'a str)],
    /// The same with the words of periods, which names of what is excluded may have too: "now in port".
    pub all: &'a [(usize, &'a str)],
    /// All tokens.
    pub tokens: &'a [Token],
    /// What is compared of each.
    pub stems: &'a [String],
}

impl Reader {
    /// Finds what is named.
    pub(super) fn link(&self, reading: &mut Reading, sight: &Sight, marks: &mut Marks) {
        let mut found = self.found(sight);
        if sight.all.len() > sight.words.len() {
            let excludes = |mention: &Mention| matches!(mention.target, Target::Exclusion(_));
            found.retain(|mention| !excludes(mention));
            let all = self.names.mentions(sight.all).into_iter();
            found.extend(all.filter(excludes));
        }
        let takes_words = |mention: &Mention| {
            matches!(
                mention.target,
                Target::Metric(_) | Target::Outlet(_) | Target::Event(_)
            )
        };
        let (taking, hints): (Vec<Mention>, Vec<Mention>) =
            found.into_iter().partition(takes_words);
        for (mention, others) in disjoint(taking) {
            let joined = self.is_open()
                && reading.metrics.iter().any(|known| {
                    are_joined(
                        &known.tokens,
                        &mention.tokens,
                        sight.tokens,
                        &self.closed.roles,
                    )
                });
            if !joined && self.is_concept_only(&mention, sight.stems)
                || (!self.is_open() || mention.recall < IN_FULL)
                    && self.is_inside_concept(&mention, sight.stems)
            {
                continue;
            }
            marks.name(&mention, mention.recall > IN_FULL);
            self.mark_tails(&mention, sight, marks);
            self.leave_totals(&mention, sight.stems, marks);
            if !self.belongs_to_neighbour(reading, &mention, sight) {
                take(reading, &mention, &others);
                if self.is_open() {
                    share_head(reading, &mention, &others, sight.tokens, &self.closed.roles);
                }
            }
        }
        if self.is_open() {
            self.drop_descriptions(reading, sight);
        }
        reading
            .metrics
            .sort_by_key(|mention| mention.tokens.first().copied());
        for mention in hints {
            let excludes = matches!(mention.target, Target::Exclusion(_));
            if !(excludes && self.tears_concept(&mention, sight.stems)) {
                hint(reading, mention, marks);
            }
        }
    }

    /// Everything that is named; where both sides of an "and" name a metric in full, neither takes words of the other.
    fn found(&self, sight: &Sight) -> Vec<Mention> {
        let mut whole = self.names.mentions(sight.words);
        if self.is_open() {
            return whole;
        }
        self.drop_stretched(&mut whole, sight);
        let joints = (0..sight.tokens.len()).filter(|at| {
            self.closed.roles.does(sight.tokens.get(*at), Effect::Joint)
                || self.is_denial(sight.stems.get(*at))
        });
        joints
            .into_iter()
            .find_map(|joint| self.apart(sight, joint, &whole))
            .unwrap_or(whole)
    }
}

fn take(reading: &mut Reading, mention: &Mention, others: &[Mention]) {
    let named = |index| Named {
        index,
        tokens: mention.tokens.clone(),
    };
    match mention.target {
        Target::Metric(metric) => reading
            .metrics
            .push(metric_mention(metric, mention, others)),
        Target::Outlet(index) => reading.outlets.push(named(index)),
        Target::Event(index) => reading.events.push(named(index)),
        _ => {}
    }
}

fn metric_mention(metric: usize, mention: &Mention, others: &[Mention]) -> MetricMention {
    let mut rivals: Vec<&Mention> = others
        .iter()
        .filter(|other| matches!(other.target, Target::Metric(_)))
        .collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score));
    let id = |other: &&Mention| {
        if let Target::Metric(metric) = other.target {
            Some((MetricId(metric), other.recall * covered(mention, other)))
        } else {
            None
        }
    };
    MetricMention {
        metric: MetricId(metric),
        others: rivals.iter().filter_map(id).collect(),
        score: mention.score,
        recall: mention.recall,
        tokens: mention.tokens.clone(),
    }
}

/// The part of a mention's words that another one takes: "fog outages" is not named by "outages".
fn covered(mention: &Mention, other: &Mention) -> f32 {
    let shared = mention
        .tokens
        .iter()
        .filter(|at| other.tokens.contains(at))
        .count();
    #[allow(clippy::cast_precision_loss, reason = "a name has few words")]
    let part = shared as f32 / mention.tokens.len().max(1) as f32;
    part
}

fn hint(reading: &mut Reading, mention: Mention, marks: &mut Marks) {
    marks.hint(&mention);
    match mention.target {
        Target::Statement(_) => reading.statements.push(mention),
        Target::Conflict(_) => reading.conflicts.push(mention),
        Target::Gap(_) => reading.gaps.push(mention),
        Target::Exclusion(exclusion) => reading.exclusions.push(exclusion),
        _ => {}
    }
}
