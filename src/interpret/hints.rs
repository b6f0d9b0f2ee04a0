//! What concepts of a question are evidence for: arguments of queries, each with the words that say so.
//!
//! It must not decide which of them a query uses.

use std::ops::Range;

use crate::dataset::Number;
use crate::intents::{Evidence as Says, Role};
use crate::query::{Bound, End, Folding, Grain, Measure, Pick, Scope, Source, Unit, Wants, Way};
use crate::question::evidence::Evidence;

/// An argument that words speak for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint<T> {
    /// The argument.
    pub says: T,
    /// The words.
    pub tokens: Range<usize>,
}

/// Everything that words of a question speak for.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// "highest", "worst".
    pub ends: Vec<Hint<End>>,
    /// "rose".
    pub ways: Vec<Hint<Way>>,
    /// "more", "fewer".
    pub against: Vec<Hint<Way>>,
    /// "per day".
    pub per: Vec<Hint<Unit>>,
    /// "in percent".
    pub percent: Vec<Hint<()>>,
    /// "compound annual growth".
    pub yearly: Vec<Hint<()>>,
    /// "difference".
    pub difference: Vec<Hint<()>>,
    /// "doubled" (2), "halved" (1/2).
    pub multiples: Vec<Hint<Number>>,
    /// "half of".
    pub parts: Vec<Hint<Number>>,
    /// "every", "never".
    pub scopes: Vec<Hint<Scope>>,
    /// "month".
    pub grains: Vec<Hint<Grain>>,
    /// "second".
    pub ordinals: Vec<Hint<u16>>,
    /// "one in how many".
    pub one_in: Vec<Hint<()>>,
    /// "not".
    pub denials: Vec<Hint<()>>,
    /// "link".
    pub sources: Vec<Hint<Source>>,
    /// "than 2019".
    pub bounds: Vec<Hint<Bound>>,
    /// "first", "last".
    pub picks: Vec<Hint<Pick>>,
    /// "which", "when".
    pub asks_name: bool,
    /// "previous record".
    pub record_before: Vec<Hint<()>>,
    /// "except".
    pub without: Vec<Hint<()>>,
    /// "sum", "average" …: what is to be made of several figures.
    pub folds: Vec<Hint<Folding>>,
    /// "than", "as", "compared with": what stands behind is the base.
    pub than: Vec<Hint<()>>,
}

impl Hints {
    /// Collects what the concepts of a question speak for.
    pub fn of(evidence: &Evidence) -> Self {
        let mut hints = Self::default();
        for concept in &evidence.concepts {
            hints.take(&concept.says, &concept.tokens);
        }
        hints
    }

    fn take(&mut self, says: &Says, tokens: &Range<usize>) {
        hint(&mut self.ends, says.end, tokens);
        hint(&mut self.ways, says.way, tokens);
        hint(&mut self.against, says.against, tokens);
        hint(&mut self.per, says.per, tokens);
        hint(&mut self.bounds, says.bound, tokens);
        hint(&mut self.scopes, says.scope, tokens);
        hint(&mut self.folds, says.fold, tokens);
        hint(&mut self.grains, says.grain, tokens);
        hint(&mut self.picks, says.pick, tokens);
        hint(&mut self.ordinals, says.nth, tokens);
        hint(&mut self.multiples, says.multiple, tokens);
        hint(&mut self.parts, says.part, tokens);
        hint(&mut self.sources, says.source, tokens);
        self.asks_name |= says.want == Some(Wants::Name);
        match says.by {
            Some(Measure::Percent) => hint(&mut self.percent, Some(()), tokens),
            Some(Measure::Difference) => hint(&mut self.difference, Some(()), tokens),
            Some(Measure::Yearly) => hint(&mut self.yearly, Some(()), tokens),
            Some(Measure::OneIn) => hint(&mut self.one_in, Some(()), tokens),
            _ => {}
        }
        match says.role {
            Some(Role::Denial) => hint(&mut self.denials, Some(()), tokens),
            Some(Role::Base) => hint(&mut self.than, Some(()), tokens),
            Some(Role::Without) => hint(&mut self.without, Some(()), tokens),
            Some(Role::RecordBefore) => hint(&mut self.record_before, Some(()), tokens),
            _ => {}
        }
    }
}

fn hint<T>(hints: &mut Vec<Hint<T>>, says: Option<T>, tokens: &Range<usize>) {
    hints.extend(says.map(|says| Hint {
        says,
        tokens: tokens.clone(),
    }));
}
