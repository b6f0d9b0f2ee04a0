//! What concepts of a question are evidence for: arguments of queries, each with the words that say so.
//!
//! It must not decide which of them a query uses.

use std::ops::Range;

use crate::query::{Bound, End, Grain, Scope, Source, Unit, Way};
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
    /// "difference".
    pub difference: Vec<Hint<()>>,
    /// "doubled" (2), "halved" (1/2): numerator and denominator.
    pub multiples: Vec<Hint<(i128, i128)>>,
    /// "half of".
    pub parts: Vec<Hint<(i128, i128)>>,
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
    pub first: Vec<Hint<bool>>,
    /// "which", "when".
    pub asks_name: bool,
    /// "previous record".
    pub record_before: Vec<Hint<()>>,
    /// "except".
    pub without: Vec<Hint<()>>,
    /// "sum", "average" …: what is to be made of several figures.
    pub folds: Vec<Hint<crate::query::Folding>>,
    /// "than", "as", "compared with": what stands behind is the base.
    pub than: Vec<Hint<()>>,
}

impl Hints {
    /// Collects what the concepts of a question speak for.
    pub fn of(evidence: &Evidence) -> Self {
        let mut hints = Self::default();
        for concept in &evidence.concepts {
            hints.take(&concept.name, &concept.tokens);
        }
        for (at, word) in evidence.words.iter().enumerate() {
            let tokens = at..at + 1;
            match word.text.as_str() {
                "worst" => hint(&mut hints.ends, End::Worst, &tokens),
                "best" => hint(&mut hints.ends, End::Best, &tokens),
                "quarter" | "quarters" | "quarterly" => {
                    hint(&mut hints.grains, Grain::Quarter, &tokens)
                }
                "halved" => hint(&mut hints.multiples, (1, 2), &tokens),
                "except" | "excluding" | "without" => hint(&mut hints.without, (), &tokens),
                _ => {}
            }
        }
        hints
    }

    fn take(&mut self, concept: &str, tokens: &Range<usize>) {
        match concept {
            "max" => hint(&mut self.ends, End::High, tokens),
            "min" => hint(&mut self.ends, End::Low, tokens),
            "rise" => hint(&mut self.ways, Way::Up, tokens),
            "fall" => hint(&mut self.ways, Way::Down, tokens),
            "stable" => hint(&mut self.ways, Way::Flat, tokens),
            "more" | "comparative" => hint(&mut self.against, Way::Up, tokens),
            "comparative_less" => hint(&mut self.against, Way::Down, tokens),
            "perday" => hint(&mut self.per, Unit::Day, tokens),
            "working" => hint(&mut self.per, Unit::WorkingDay, tokens),
            "perweek" => hint(&mut self.per, Unit::Week, tokens),
            "permonth" => hint(&mut self.per, Unit::Month, tokens),
            "perhour" => hint(&mut self.per, Unit::Hour, tokens),
            "percent" => hint(&mut self.percent, (), tokens),
            "difference" => hint(&mut self.difference, (), tokens),
            "double" => hint(&mut self.multiples, (2, 1), tokens),
            "triple" => hint(&mut self.multiples, (3, 1), tokens),
            "quadruple" => hint(&mut self.multiples, (4, 1), tokens),
            "half" => hint(&mut self.parts, (1, 2), tokens),
            "third" => hint(&mut self.parts, (1, 3), tokens),
            "everyone" => hint(&mut self.scopes, Scope::Every, tokens),
            "nobody" => hint(&mut self.scopes, Scope::None, tokens),
            "monthword" => hint(&mut self.grains, Grain::Month, tokens),
            "yearword" => hint(&mut self.grains, Grain::Year, tokens),
            "ordinal2" => hint(&mut self.ordinals, 2, tokens),
            "ordinal3" => hint(&mut self.ordinals, 3, tokens),
            "onein" => hint(&mut self.one_in, (), tokens),
            "not" => hint(&mut self.denials, (), tokens),
            "link" => hint(&mut self.sources, Source::Link, tokens),
            "publish" => hint(&mut self.sources, Source::When, tokens),
            "official" => hint(&mut self.sources, Source::Official, tokens),
            "who" => hint(&mut self.sources, Source::Who, tokens),
            "first" => hint(&mut self.first, true, tokens),
            "last" => hint(&mut self.first, false, tokens),
            "previous_record" => hint(&mut self.record_before, (), tokens),
            "sum" | "total" => hint(&mut self.folds, crate::query::Folding::Sum, tokens),
            "average" => hint(&mut self.folds, crate::query::Folding::Mean, tokens),
            "median" => hint(&mut self.folds, crate::query::Folding::Median, tokens),
            "than" | "compare" => hint(&mut self.than, (), tokens),
            "which" | "when" => self.asks_name = true,
            "over" => {
                hint(&mut self.bounds, Bound::Over, tokens);
                hint(&mut self.against, Way::Up, tokens);
            }
            "under" => {
                hint(&mut self.bounds, Bound::Under, tokens);
                hint(&mut self.against, Way::Down, tokens);
            }
            "atleast" => hint(&mut self.bounds, Bound::AtLeast, tokens),
            "atmost" => hint(&mut self.bounds, Bound::AtMost, tokens),
            "equal" => hint(&mut self.bounds, Bound::Equal, tokens),
            "near" => hint(&mut self.bounds, Bound::Near, tokens),
            "nearly" => hint(&mut self.bounds, Bound::Nearly, tokens),
            _ => {}
        }
    }
}

fn hint<T>(hints: &mut Vec<Hint<T>>, says: T, tokens: &Range<usize>) {
    hints.push(Hint {
        says,
        tokens: tokens.clone(),
    });
}
