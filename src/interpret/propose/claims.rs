//! Candidates for what is asserted: a query and what is said of its result.

use super::Proposals;
use super::conditions::{amount, bound_of};
use crate::dataset::{Grain, MetricId, Number, Period, UnitKind};
use crate::interpret::operation::Operation;
use crate::interpret::subjects::Subject;
use crate::interpret::times::Times;
use crate::interpret::tokens::Tokens;
use crate::query::{
    Among, Amount, AmountUnit, Bound, Check, Compare, End, Fold, Folding, Measure, Place, Query,
    Rank, Says, Scope, Span, Wants, Way,
};
use crate::question::reading::{Counted, CountedKind};

/// A share from which on "most" holds.
const HALF: i128 = 50;

/// The periods that are no ends of a stretch: "in 2020 the lowest between 2010 and 2024".
fn beside_ends(points: &[Period], stretch: &Span) -> Vec<Period> {
    let ends = |point: &&Period| match stretch {
        Span::Within(from, to) => {
            from.is_some_and(|from| from == point.from) || to.is_some_and(|to| to == point.to)
        }
        _ => false,
    };
    points
        .iter()
        .filter(|point| !ends(point))
        .cloned()
        .collect()
}

impl Proposals<'_> {
    /// Whether what is said may be denied; both readings are proposed then.
    fn may_be_denied(&self) -> bool {
        let mut scopes = self.sight.hints.scopes.iter();
        !self.sight.hints.denials.is_empty() && !scopes.any(|hint| hint.says == Scope::None)
    }

    fn scope(&self, times: &Times) -> Scope {
        let several = times.stretch.is_some() || times.is_empty();
        match self.sight.hints.scopes.first().map(|hint| hint.says) {
            Some(scope) if several => scope,
            _ => Scope::It,
        }
    }

    fn check(
        &mut self,
        operation: Operation,
        (of, says, scope): (Query, Says, Scope),
        (subject, times, tokens): (&Subject, &Times, Tokens),
    ) {
        let denials: &[bool] = if self.may_be_denied() {
            &[true, false]
        } else {
            &[false]
        };
        for denied in denials {
            let check = Check {
                of: Box::new(of.clone()),
                says: says.clone(),
                scope,
                denied: *denied,
            };
            self.add(Query::Check(check), operation, subject, times);
            self.mark(|candidate| {
                candidate.asked += u8::from(!tokens.is_empty());
                candidate.tokens = candidate.tokens.with(&tokens);
            });
        }
    }

    /// What may be said of figures: numbers; "not one" where there is none; "most" of what is counted in percent.
    fn said_values(&self, subject: &Subject) -> Vec<(Says, Tokens)> {
        let mut found: Vec<(Says, Tokens)> = self
            .said_numbers()
            .iter()
            .map(|number| {
                let mut amount = self.amount_of(number, subject.metrics.first().copied());
                if amount.unit == AmountUnit::Times {
                    amount.unit = AmountUnit::Plain;
                }
                let bound = number.bound.map_or(Bound::Equal, bound_of);
                (Says::Is(bound, amount), Tokens::of(number.tokens.clone()))
            })
            .collect();
        let percent = subject.metrics.iter().any(|metric| {
            let metric = self.sight.dataset.metrics.get(metric.0);
            metric.is_some_and(|metric| metric.kind == UnitKind::Percent)
        });
        if percent {
            found.extend(self.said_parts());
        }
        if let (true, Some(denial)) = (found.is_empty(), self.sight.hints.denials.first()) {
            let none = Amount {
                number: Number::from_integer(0),
                unit: AmountUnit::Plain,
            };
            found.push((
                Says::Is(Bound::Equal, none),
                Tokens::of(denial.tokens.clone()),
            ));
        }
        found
    }

    fn said_numbers(&self) -> Vec<Counted> {
        let numbers = self.sight.evidence.numbers.iter();
        numbers
            .filter(|number| number.kind != CountedKind::Ordinal)
            .take(3)
            .cloned()
            .collect()
    }

    pub(super) fn claimed_values(&mut self) {
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                for (says, tokens) in self.said_values(&subject) {
                    let of = self.claimed_of(&subject, &times);
                    for (of, scope) in of {
                        self.check(
                            Operation::ClaimValue,
                            (of, says.clone(), scope),
                            (&subject, &times, tokens),
                        );
                    }
                }
            }
        }
    }

    /// What a number may be claimed of: figures, or what they are folded into where the words say so.
    fn claimed_of(&self, subject: &Subject, times: &Times) -> Vec<(Query, Scope)> {
        let scope = self.scope(times);
        let span = if scope == Scope::It {
            times.of_figures()
        } else {
            times.of_series()
        };
        let mut found = vec![(Query::Figures(self.cells(&subject.metrics, span)), scope)];
        if let Some(fold) = self.sight.hints.folds.first() {
            let several = subject.metrics.len() > 1;
            let span = if several {
                times.of_figures()
            } else {
                times.of_series()
            };
            let over = self.over(subject, span);
            found.push((
                Query::Fold(Fold {
                    over,
                    by: fold.says,
                    limits: Vec::new(),
                }),
                Scope::It,
            ));
        } else if subject.metrics.len() > 1 || self.may_sum(subject, times) {
            let over = self.over(subject, times.of_figures());
            found.push((
                Query::Fold(Fold {
                    over,
                    by: Folding::Sum,
                    limits: Vec::new(),
                }),
                Scope::It,
            ));
        }
        found
    }

    /// Whether what is counted over several periods may be meant as their sum: "over 1,000 closed from 2013 to 2025".
    fn may_sum(&self, subject: &Subject, times: &Times) -> bool {
        let several = times.stretch.is_some() || times.points.len() > 1;
        let mut metrics = subject
            .metrics
            .iter()
            .map(|metric| self.sight.dataset.metrics.get(metric.0));
        several
            && metrics.all(|metric| metric.is_some_and(|metric| metric.kind != UnitKind::Percent))
    }

    pub(super) fn claimed_changes(&mut self) {
        let sayings = self.said_changes();
        let every = self.sight.hints.scopes.first().map(|hint| hint.says);
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                for (earlier, later, completed) in self.two_periods(metric, &times) {
                    for (says, tokens) in &sayings {
                        let of = Query::Compare(Compare {
                            left: self.term(metric, later.clone()),
                            right: self.term(metric, earlier.clone()),
                            by: Measure::Change,
                        });
                        self.check(
                            Operation::ClaimChange,
                            (of, says.clone(), Scope::It),
                            (&subject, &times, *tokens),
                        );
                        self.mark(|candidate| candidate.completed = completed);
                    }
                }
                if let Some(scope) =
                    every.filter(|_| times.stretch.is_some() || times.points.len() != 1)
                {
                    for (says, tokens) in sayings
                        .iter()
                        .filter(|(says, _)| matches!(says, Says::Goes(_)))
                    {
                        let of = Query::Course(self.over(&subject, times.of_series()));
                        self.check(
                            Operation::ClaimChange,
                            (of, says.clone(), scope),
                            (&subject, &times, *tokens),
                        );
                        self.mark(|candidate| candidate.asked += 1);
                    }
                }
            }
        }
    }

    /// What may be asserted of a change: its direction, its size with the direction's sign, a multiple.
    fn said_changes(&self) -> Vec<(Says, Tokens)> {
        let hints = self.sight.hints;
        let way = hints.ways.first().or(hints.against.first());
        let down = way.is_some_and(|hint| hint.says == Way::Down);
        let of_way = way.map_or(Tokens::default(), |hint| Tokens::of(hint.tokens.clone()));
        let mut found = Vec::new();
        for number in self.said_numbers() {
            let tokens = of_way.with(&Tokens::of(number.tokens.clone()));
            let bound = number.bound.map_or(Bound::Equal, bound_of);
            let mut size = amount(&number);
            let turns = down && size.unit != AmountUnit::Times;
            if turns {
                size.number = -size.number;
            }
            found.push((Says::Is(bound, size), tokens));
        }
        let bound = hints.bounds.first().map_or(Bound::Equal, |hint| hint.says);
        for multiple in &hints.multiples {
            let number = multiple.says;
            let size = Amount {
                number,
                unit: AmountUnit::Times,
            };
            found.push((Says::Is(bound, size), Tokens::of(multiple.tokens.clone())));
        }
        if down {
            for part in &hints.parts {
                let number = part.says;
                let size = Amount {
                    number,
                    unit: AmountUnit::Times,
                };
                found.push((
                    Says::Is(bound, size),
                    of_way.with(&Tokens::of(part.tokens.clone())),
                ));
            }
        }
        for way in hints.ways.iter().chain(&hints.against).take(3) {
            found.push((Says::Goes(way.says), Tokens::of(way.tokens.clone())));
        }
        if found.is_empty() {
            let ways = [Way::Up, Way::Down, Way::Flat].into_iter();
            found.extend(ways.map(|way| (Says::Goes(way), Tokens::default())));
        }
        found
    }

    pub(super) fn claimed_extremes(&mut self) {
        let said = self.sight.hints.ends.iter().take(3);
        let mut ends: Vec<(End, Tokens)> = said
            .map(|hint| (hint.says, Tokens::of(hint.tokens.clone())))
            .collect();
        if ends.is_empty() {
            ends.extend([End::High, End::Low].map(|end| (end, Tokens::default())));
        }
        // Where the data do not say which is better, the worst may be the lowest, too.
        let graded = ends
            .iter()
            .find(|(end, _)| matches!(end, End::Best | End::Worst));
        let lowest = graded.map(|(_, tokens)| (End::Low, *tokens));
        let nth = self
            .sight
            .hints
            .ordinals
            .first()
            .map_or(1, |hint| hint.says);
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                let open = self.sight.stock.better(metric).is_none();
                let lowest = lowest.as_ref().filter(|_| open);
                for (point, span, grain) in self.claimed_places(metric, &times) {
                    let mut over = self.over(&subject, span);
                    over.when.grain = over.when.grain.or(grain);
                    for (end, tokens) in ends.iter().chain(lowest) {
                        let of = Query::Rank(Rank {
                            over: over.clone(),
                            among: Among::Periods,
                            end: *end,
                            place: Place::Of(point.clone()),
                            wants: Wants::Name,
                            by: None,
                        });
                        self.check(
                            Operation::ClaimExtreme,
                            (of, Says::Holds(Place::Nth(nth)), Scope::It),
                            (&subject, &times, *tokens),
                        );
                    }
                }
            }
        }
    }

    /// Periods that may be claimed to stand out, with what they are claimed to stand out of.
    fn claimed_places(
        &self,
        metric: MetricId,
        times: &Times,
    ) -> Vec<(Period, Span, Option<Grain>)> {
        let only = |points: &[Period]| match points {
            [only] => Some(only.clone()),
            _ => None,
        };
        let latest = || self.sight.stock.main(metric).next_back().cloned();
        let mut found = Vec::new();
        if let Some(stretch) = &times.stretch {
            let inner = beside_ends(&times.points, stretch);
            let before = self.sight.memory.last();
            let before = before.and_then(|turn| only(&turn.periods));
            let point = match inner.as_slice() {
                [] if times.points.is_empty() => latest(),
                [] => before.or_else(|| times.points.last().cloned()),
                inner => only(inner),
            };
            found.extend(point.map(|point| (point, stretch.clone(), None)));
        } else if times.points.is_empty() {
            found.extend(latest().map(|point| (point, Span::All, None)));
        } else if let Some(point) = only(&times.points) {
            let year = Period::year(point.from.year()).filter(|year| *year != point);
            if let (Some(year), Some(grain)) = (year, point.grain()) {
                let within = Span::Within(Some(year.from), Some(year.to));
                found.push((point.clone(), within, Some(grain)));
            }
            found.push((point, Span::All, None));
        }
        found.retain(|(point, ..)| self.has_place(point));
        found
    }

    pub(super) fn claimed_comparisons(&mut self) {
        let said = self.sight.hints.against.iter().take(3);
        let mut ways: Vec<(Way, Tokens)> = said
            .map(|hint| (hint.says, Tokens::of(hint.tokens.clone())))
            .collect();
        if ways.is_empty() {
            ways.extend([Way::Up, Way::Down].map(|way| (way, Tokens::default())));
        }
        for times in self.all_times() {
            for (way, tokens) in &ways {
                for ((left, right), subject) in self.doubles() {
                    let of = Query::Compare(Compare {
                        left: self.term(left, times.of_figures()),
                        right: self.term(right, times.of_figures()),
                        by: Measure::Difference,
                    });
                    self.check(
                        Operation::ClaimCompare,
                        (of, Says::Against(*way), Scope::It),
                        (&subject, &times, *tokens),
                    );
                }
                let [a, b] = times.points.as_slice() else {
                    continue;
                };
                for (metric, subject) in self.singles() {
                    let of = Query::Compare(Compare {
                        left: self.term(metric, Span::At(vec![a.clone()])),
                        right: self.term(metric, Span::At(vec![b.clone()])),
                        by: Measure::Difference,
                    });
                    self.check(
                        Operation::ClaimCompare,
                        (of, Says::Against(*way), Scope::It),
                        (&subject, &times, *tokens),
                    );
                }
            }
        }
    }

    pub(super) fn claimed_shares(&mut self) {
        let sayings = self.said_shares();
        for times in self.all_times() {
            for (says, tokens) in &sayings {
                for (part, whole, subject, completed) in self.claimed_parts() {
                    let of = Query::Compare(Compare {
                        left: self.term(part, times.of_figures()),
                        right: self.term(whole, times.of_figures()),
                        by: Measure::Share,
                    });
                    self.check(
                        Operation::ClaimShare,
                        (of, says.clone(), Scope::It),
                        (&subject, &times, *tokens),
                    );
                    self.mark(|candidate| candidate.completed = completed);
                }
            }
        }
    }

    fn claimed_parts(&self) -> Vec<(MetricId, MetricId, Subject, bool)> {
        let mut found = Vec::new();
        for ((a, b), subject) in self.doubles() {
            found.push((a, b, subject.clone(), false));
            found.push((b, a, subject, false));
        }
        for (metric, subject) in self.singles() {
            let wholes = self
                .sight
                .dataset
                .metrics
                .get(metric.0)
                .map_or(Vec::new(), |one| one.part_of.clone());
            found.extend(
                wholes
                    .into_iter()
                    .map(|whole| (metric, whole, subject.clone(), true)),
            );
        }
        found
    }

    fn said_shares(&self) -> Vec<(Says, Tokens)> {
        let mut found = Vec::new();
        for number in self.said_numbers() {
            let bound = number.bound.map_or(Bound::Equal, bound_of);
            let mut size = amount(&number);
            size.unit = AmountUnit::Percent;
            found.push((Says::Is(bound, size), Tokens::of(number.tokens.clone())));
        }
        found.extend(self.said_parts());
        found
    }

    /// "Every third", "one in five": one of how many.
    fn said_one_in(&self) -> Vec<(Number, Tokens)> {
        let one_in = !self.sight.hints.one_in.is_empty();
        let numbers = self.sight.evidence.numbers.iter();
        let meant = numbers.filter(|number| match number.kind {
            CountedKind::Ordinal => true,
            CountedKind::Plain => one_in,
            _ => false,
        });
        meant
            .filter(|number| number.value > Number::from_integer(1))
            .map(|number| (number.value, Tokens::of(number.tokens.clone())))
            .collect()
    }

    /// "Half of them", "most of them".
    fn said_parts(&self) -> Vec<(Says, Tokens)> {
        let hints = self.sight.hints;
        let mut found = Vec::new();
        let bound = hints.bounds.first().map_or(Bound::Equal, |hint| hint.says);
        for part in &hints.parts {
            let number = part.says * Number::from_integer(100);
            let size = Amount {
                number,
                unit: AmountUnit::Percent,
            };
            found.push((Says::Is(bound, size), Tokens::of(part.tokens.clone())));
        }
        for (number, tokens) in self.said_one_in() {
            let number = Number::from_integer(100) / number;
            let size = Amount {
                number,
                unit: AmountUnit::Percent,
            };
            found.push((Says::Is(bound, size), tokens));
        }
        if let Some(most) = hints.ends.iter().find(|hint| hint.says == End::High) {
            let size = Amount {
                number: Number::from_integer(HALF),
                unit: AmountUnit::Percent,
            };
            found.push((Says::Is(Bound::Over, size), Tokens::of(most.tokens.clone())));
        }
        found
    }
}
