//! Names beside each other: which words belong to one, which to the other.

use super::Sight;
use crate::question::closed::{Effect, Roles};
use crate::question::names::{IN_FULL, Mention, Target};
use crate::question::reader::Reader;
use crate::question::reading::Reading;
use crate::question::token::Token;

impl Reader {
    /// "Lamp share": a name that is not covered in full is not meant where all but a word of the language names another in full.
    pub(super) fn drop_stretched(&self, mentions: &mut Vec<Mention>, sight: &Sight) {
        let is_metric = |mention: &Mention| matches!(mention.target, Target::Metric(_));
        let full: Vec<Vec<usize>> = mentions
            .iter()
            .filter(|mention| is_metric(mention) && mention.recall > IN_FULL)
            .map(|mention| mention.tokens.clone())
            .collect();
        let is_concept = |at: &usize| {
            let stem = sight.stems.get(*at);
            stem.is_some_and(|stem| self.vocabulary.begins(stem))
        };
        let stretches = |mention: &Mention, full: &Vec<usize>| {
            full.iter().all(|at| mention.tokens.contains(at))
                && full.len() < mention.tokens.len()
                && mention
                    .tokens
                    .iter()
                    .filter(|at| !full.contains(at))
                    .all(is_concept)
        };
        mentions.retain(|mention| {
            !is_metric(mention)
                || mention.recall > IN_FULL
                || !full.iter().any(|full| stretches(mention, full))
        });
    }

    /// The mentions on both sides of a joint, if some metric's spans it though each side names one by itself.
    pub(super) fn apart(
        &self,
        sight: &Sight,
        joint: usize,
        whole: &[Mention],
    ) -> Option<Vec<Mention>> {
        let is_metric = |mention: &Mention| matches!(mention.target, Target::Metric(_));
        let spans = |mention: &Mention| {
            mention.tokens.iter().any(|at| *at < joint)
                && mention.tokens.iter().any(|at| *at > joint)
        };
        whole
            .iter()
            .find(|mention| is_metric(mention) && spans(mention))?;
        let (left, right): (Vec<_>, Vec<_>) =
            sight.words.iter().copied().partition(|(at, _)| *at < joint);
        let (left, right) = (self.names.mentions(&left), self.names.mentions(&right));
        let full = |side: &[Mention]| {
            side.iter()
                .find(|mention| is_metric(mention) && mention.recall > IN_FULL)
                .map(|mention| mention.target)
        };
        if full(&left)? == full(&right)? {
            return None;
        }
        let mut all: Vec<Mention> = left.into_iter().chain(right).filter(is_metric).collect();
        all.extend(whole.iter().filter(|mention| !is_metric(mention)).cloned());
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.target.cmp(&b.target)));
        Some(all)
    }

    /// "lamp oil deliveries": a word beside a metric's name that also stands in that metric's own names adds no metric.
    pub(super) fn belongs_to_neighbour(
        &self,
        reading: &Reading,
        mention: &Mention,
        sight: &Sight,
    ) -> bool {
        if !matches!(mention.target, Target::Metric(_)) {
            return false;
        }
        reading.metrics.iter().any(|known| {
            let own = self.context.get(known.metric.0);
            let shared = |at: &usize| {
                sight
                    .stems
                    .get(*at)
                    .is_some_and(|stem| own.is_some_and(|own| own.contains(stem)))
            };
            mention.tokens.iter().all(shared)
                && adjoin(
                    &known.tokens,
                    &mention.tokens,
                    sight.tokens,
                    &self.closed.roles,
                )
        })
    }
}

/// Whether two runs of tokens stand side by side, with nothing but connectors between.
fn adjoin(a: &[usize], b: &[usize], tokens: &[Token], roles: &Roles) -> bool {
    let (Some(first), Some(last)) = (a.iter().chain(b).min(), a.iter().chain(b).max()) else {
        return false;
    };
    let between = (*first..=*last).filter(|at| !a.contains(at) && !b.contains(at));
    between
        .into_iter()
        .all(|at| roles.does(tokens.get(at), Effect::Connector))
}
