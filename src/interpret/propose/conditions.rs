//! Candidates that look for what meets conditions, or count it, and the conditions that a question may set: numbers, another period, another metric, a direction.

use super::Proposals;
use crate::dataset::{MetricId, Number};
use crate::interpret::hints::Hint;
use crate::interpret::operation::Operation;
use crate::interpret::times::Times;
use crate::interpret::tokens::Tokens;
use crate::query::{
    Amount, AmountUnit, Bound, Cells, Find, Fold, Folding, Limit, Pick, Query, Span, Way,
};
use crate::question::reading::CountedKind;

impl Proposals<'_> {
    pub(super) fn finds(&mut self, operation: Operation) {
        for times in self.all_times() {
            let limits = self.limits(&times);
            self.finds_beside(operation, &times);
            self.finds_among(operation, &limits, &times);
            self.members_that_meet(operation, &limits, &times);
            for (limits, tokens, takes_point) in limits {
                let span = if takes_point {
                    Span::All
                } else {
                    times.of_series()
                };
                for (metric, subject) in self.singles() {
                    let limits = self.limits_of(&limits, metric);
                    let over = self.over(&subject, span.clone());
                    let query = self.found(operation, over, limits, subject.tokens);
                    self.add(query, operation, &subject, &times);
                    self.mark(|candidate| {
                        candidate.asked += 1;
                        candidate.tokens = candidate.tokens.with(&tokens);
                    });
                }
            }
        }
    }

    /// "In which years were there more boats than ferries": the figures of one metric held against those of another.
    fn finds_beside(&mut self, operation: Operation, times: &Times) {
        let said = self.sight.hints.against.first();
        let ways = match said.map(|hint| hint.says) {
            Some(Way::Up) => &[Bound::Over][..],
            Some(Way::Down) => &[Bound::Under],
            _ => &[Bound::Over, Bound::Under],
        };
        for ((left, right), subject) in self.doubles() {
            for bound in ways.iter().copied() {
                let limits = vec![Limit::Beside(bound, right)];
                let over = Cells {
                    metrics: vec![left],
                    ..self.over(&subject, times.of_series())
                };
                let query = self.found(operation, over, limits, subject.tokens);
                self.add(query, operation, &subject, times);
            }
        }
    }

    /// "Which countries had more than 100 in 2000": metrics that meet limits in one period.
    fn finds_among(
        &mut self,
        operation: Operation,
        limits: &[(Vec<Limit>, Tokens, bool)],
        times: &Times,
    ) {
        if times.points.len() != 1 || times.stretch.is_some() {
            return;
        }
        for subject in self.several() {
            let Some(first) = subject.metrics.first() else {
                continue;
            };
            for (limits, tokens, takes_point) in limits {
                if *takes_point {
                    continue;
                }
                let over = self.cells(&subject.metrics, times.of_figures());
                let limits = self.limits_of(limits, *first);
                let query = self.found(operation, over, limits, subject.tokens);
                self.add(query, operation, &subject, times);
                self.mark(|candidate| {
                    candidate.asked += 1;
                    candidate.tokens = candidate.tokens.with(tokens);
                });
            }
        }
    }

    /// The periods that meet limits, or how many of them do.
    pub(super) fn found(
        &self,
        operation: Operation,
        over: Cells,
        limits: Vec<Limit>,
        name: Tokens,
    ) -> Query {
        if operation == Operation::Count {
            let by = Folding::Count;
            return Query::Fold(Fold { over, by, limits });
        }
        let pick = self.pick(name);
        Query::Find(Find { over, limits, pick })
    }

    /// Which of what is found is asked for; a word of the name itself asks for none: "first doses".
    pub(super) fn pick(&self, name: Tokens) -> Pick {
        let mut picks = self.sight.hints.picks.iter();
        let apart = picks.find(|hint| !Tokens::of(hint.tokens.clone()).is_within(&name));
        apart.map_or(Pick::All, |hint| hint.says)
    }

    /// The conditions that a question may set: numbers with bounds, another period, a direction.
    fn limits(&self, times: &Times) -> Vec<(Vec<Limit>, Tokens, bool)> {
        let numbers = &self.sight.evidence.numbers;
        let apart = self.bound_apart();
        let limit = |number: &crate::question::reading::Counted, apart: Bound| {
            let bound = number.bound.map_or(apart, bound_of);
            let mut amount = amount(number);
            if amount.unit == AmountUnit::Times {
                amount.unit = AmountUnit::Plain;
            }
            (
                Limit::Value(bound, amount),
                Tokens::of(number.tokens.clone()),
            )
        };
        let usable: Vec<_> = numbers
            .iter()
            .filter(|number| number.kind != CountedKind::Ordinal)
            .map(|number| limit(number, apart.unwrap_or(Bound::AtLeast)))
            .collect();
        let bare = numbers.iter().filter(|number| {
            number.kind != CountedKind::Ordinal && number.bound.is_none() && apart.is_none()
        });
        let equal: Vec<_> = bare.map(|number| limit(number, Bound::Equal)).collect();
        let mut found: Vec<(Vec<Limit>, Tokens, bool)> = Vec::new();
        if usable.len() > 1 {
            let tokens = usable
                .iter()
                .fold(Tokens::default(), |all, (_, tokens)| all.with(tokens));
            found.push((
                usable.iter().map(|(limit, _)| limit.clone()).collect(),
                tokens,
                false,
            ));
        }
        found.extend(
            usable
                .into_iter()
                .chain(equal)
                .map(|(limit, tokens)| (vec![limit], tokens, false)),
        );
        found.extend(self.multiples());
        if let [only] = times.points.as_slice() {
            for bound in &self.sight.hints.bounds {
                if matches!(bound.says, Bound::Over | Bound::Under) {
                    let than = Limit::Than(bound.says, only.clone());
                    found.push((vec![than], Tokens::of(bound.tokens.clone()), true));
                }
            }
        }
        if found.is_empty() {
            found.extend(self.limits_unsaid());
        }
        let hints = self.sight.hints;
        for way in hints.ways.iter().take(2).chain(hints.against.first()) {
            found.push((
                vec![Limit::Goes(way.says)],
                Tokens::of(way.tokens.clone()),
                false,
            ));
        }
        found
    }

    /// "Doubled", "halved": so many times the period before, or beyond.
    fn multiples(&self) -> Vec<(Vec<Limit>, Tokens, bool)> {
        let limit = |multiple: &Hint<Number>| {
            let grows = multiple.says > Number::from_integer(1);
            let bound = if grows { Bound::AtLeast } else { Bound::AtMost };
            let amount = Amount {
                number: multiple.says,
                unit: AmountUnit::Times,
            };
            let tokens = Tokens::of(multiple.tokens.clone());
            (vec![Limit::Value(bound, amount)], tokens, false)
        };
        self.sight.hints.multiples.iter().map(limit).collect()
    }

    /// What is said elsewhere of the bound of numbers that say none of their own: "less than", "fewer … 500".
    fn bound_apart(&self) -> Option<Bound> {
        let hints = self.sight.hints;
        let said = hints.bounds.first().map(|hint| hint.says);
        let beside = hints.against.first().map(|hint| match hint.says {
            Way::Down => Bound::Under,
            _ => Bound::Over,
        });
        said.or(beside)
    }

    /// What is meant where no number is said: "for the first time" is above none, "without one" is none.
    fn limits_unsaid(&self) -> Vec<(Vec<Limit>, Tokens, bool)> {
        let hints = self.sight.hints;
        let none = Amount {
            number: Number::from_integer(0),
            unit: AmountUnit::Plain,
        };
        let first = hints.picks.first().map(|pick| {
            let tokens = Tokens::of(pick.tokens.clone());
            (vec![Limit::Value(Bound::Over, none)], tokens, false)
        });
        let without = hints.denials.first().map(|no| {
            let tokens = Tokens::of(no.tokens.clone());
            (vec![Limit::Value(Bound::Equal, none)], tokens, false)
        });
        first.into_iter().chain(without).collect()
    }

    /// A number in the unit of a metric: 50 million is 50 where millions are counted, and 50,000 where thousands are.
    pub(super) fn amount_of(
        &self,
        number: &crate::question::reading::Counted,
        metric: Option<MetricId>,
    ) -> Amount {
        let said = amount(number);
        let beyond = metric.is_some_and(|metric| self.sight.stock.is_beyond(metric, said.number));
        let whole = metric.map(|metric| self.sight.dataset.whole_of(metric));
        let scale = whole.and_then(|metric| self.sight.kin.scale(metric));
        let number = match (number.scaled, scale) {
            (Some(_), Some(scale)) => said.number / scale,
            (None, Some(scale)) if beyond => said.number / scale,
            // Who has not said what is counted may count in millions.
            (Some(bare), None)
                if beyond && whole.is_none_or(|whole| !self.sight.kin.has_unit(whole)) =>
            {
                bare
            }
            _ => said.number,
        };
        Amount { number, ..said }
    }

    /// Limits in the unit of a metric.
    pub(super) fn limits_of(&self, limits: &[Limit], metric: MetricId) -> Vec<Limit> {
        let numbers = &self.sight.evidence.numbers;
        let own = |limit: &Limit| match limit {
            Limit::Value(bound, said) => {
                let number = numbers.iter().find(|number| number.value == said.number);
                let own = |number| {
                    let amount = self.amount_of(number, Some(metric));
                    // "Under 50 times" counts how often something was.
                    let times = amount.unit == AmountUnit::Times;
                    let unit = if times {
                        AmountUnit::Plain
                    } else {
                        amount.unit
                    };
                    Amount { unit, ..amount }
                };
                Limit::Value(*bound, number.map_or(*said, own))
            }
            other => other.clone(),
        };
        limits.iter().map(own).collect()
    }
}

/// A number as a query has it.
pub(super) fn amount(number: &crate::question::reading::Counted) -> Amount {
    let unit = match number.kind {
        CountedKind::Percent => AmountUnit::Percent,
        CountedKind::Times => AmountUnit::Times,
        _ => AmountUnit::Plain,
    };
    Amount {
        number: number.value,
        unit,
    }
}

/// A bound as a query has it.
pub(super) fn bound_of(bound: crate::question::reading::Bound) -> Bound {
    use crate::question::reading::Bound as Said;
    match bound {
        Said::Over => Bound::Over,
        Said::Under => Bound::Under,
        Said::AtLeast => Bound::AtLeast,
        Said::AtMost => Bound::AtMost,
        Said::Equal => Bound::Equal,
        Said::Near => Bound::Near,
        Said::Nearly => Bound::Nearly,
    }
}
