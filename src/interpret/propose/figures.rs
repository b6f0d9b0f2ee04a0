//! Candidates about single figures and pairs of them: value, rest, change, multiple, share, rate, parts.

use super::{Proposals, period_before};
use crate::dataset::{MetricId, Period, PeriodKind};
use crate::interpret::operation::Operation;
use crate::interpret::subjects::{Origin, Subject, of as unnamed};
use crate::interpret::times::Times;
use crate::interpret::tokens::Tokens;
use crate::query::{Compare, Measure, Query, Rate, Span, Term, Way};

impl Proposals<'_> {
    pub(super) fn values(&mut self) {
        self.values_by_number();
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let cells = self.cells(&subject.metrics, times.of_figures());
                self.add(Query::Figures(cells), Operation::Value, &subject, &times);
            }
        }
        self.without_members(Operation::Value);
        self.values_so_far();
    }

    /// What the data say they do not have, whatever is asked of it.
    pub(super) fn gaps(&mut self, operation: Operation) {
        for (entry, tokens) in self.named(|target| match target {
            crate::question::names::Target::Gap(gap) => Some(gap),
            _ => None,
        }) {
            if !self.may_lack(entry) {
                continue;
            }
            let about = crate::query::About {
                topic: crate::query::Topic::Gap,
                of: crate::query::Cells::default(),
                entry: Some(entry),
            };
            self.plain(Query::About(about), operation, tokens);
        }
    }

    /// Whether a gap is about a year that was said, or no year was.
    fn may_lack(&self, gap: usize) -> bool {
        let gap = self.sight.dataset.gaps.get(gap);
        let years = gap.map_or(&[][..], |gap| gap.years.as_slice());
        let said: Vec<i16> = self
            .times
            .iter()
            .filter(|times| times.origin == Origin::Said)
            .flat_map(|times| times.points.iter().map(|point| point.from.year()))
            .collect();
        years.is_empty() || said.is_empty() || said.iter().any(|year| years.contains(year))
    }

    /// "This year so far": of a year that has no figure, the longest part from its beginning that has one.
    fn values_so_far(&mut self) {
        let stock = self.sight.stock;
        for times in self.all_times() {
            let [year] = times.points.as_slice() else {
                continue;
            };
            if year.kind != PeriodKind::Year {
                continue;
            }
            for (metric, subject) in self.singles() {
                let begun = stock
                    .periods(metric)
                    .iter()
                    .filter(|known| known.from == year.from && known.to < year.to)
                    .max_by_key(|known| known.to);
                if let Some(begun) = begun.filter(|_| !stock.has(metric, year)) {
                    let cells = self.cells(&subject.metrics, Span::At(vec![begun.clone()]));
                    self.add(Query::Figures(cells), Operation::Value, &subject, &times);
                    let so_far = times.so_far;
                    self.mark(|candidate| {
                        candidate.completed = true;
                        candidate.asked = u8::from(so_far);
                    });
                }
            }
        }
    }

    /// Figures that are named by their number, with their periods and who published them.
    pub(super) fn by_number(&self) -> Vec<(crate::query::Cells, Subject, Times)> {
        let mut found = Vec::new();
        for number in &self.sight.evidence.numbers {
            let tokens = Tokens::of(number.tokens.clone());
            for id in number.figures.iter().take(2) {
                let Some(figure) = self.sight.dataset.figures.get(id.0) else {
                    continue;
                };
                let subject = Subject {
                    tokens,
                    ..unnamed(vec![figure.metric], Origin::Implied)
                };
                let times = Times {
                    points: vec![figure.period.clone()],
                    origin: Origin::Implied,
                    tokens,
                    ..Times::none()
                };
                let cells = crate::query::Cells {
                    metrics: vec![figure.metric],
                    when: crate::query::Window::at(figure.period.clone()),
                    outlet: figure.originator,
                };
                found.push((cells, subject, times));
            }
        }
        found
    }

    fn values_by_number(&mut self) {
        for (cells, subject, times) in self.by_number() {
            self.add(Query::Figures(cells), Operation::Value, &subject, &times);
        }
    }

    /// Adds a candidate that is about no metric.
    pub(super) fn plain(&mut self, query: Query, operation: Operation, tokens: Tokens) {
        self.found.push(super::Candidate {
            query,
            operation,
            subject: None,
            when: Origin::Assumed,
            points: 0,
            stretch: false,
            completed: false,
            shifted: false,
            tokens,
            asked: 0,
            intent: None,
        });
    }

    /// What is named of one kind, with its words.
    pub(super) fn named(
        &self,
        kind: impl Fn(crate::question::names::Target) -> Option<usize>,
    ) -> Vec<(usize, Tokens)> {
        let names = self.sight.evidence.names.iter();
        names
            .filter_map(|mention| {
                let tokens = Tokens::of(mention.tokens.iter().copied());
                Some((kind(mention.target)?, tokens))
            })
            .take(6)
            .collect()
    }

    pub(super) fn rests(&mut self) {
        self.without_members(Operation::Rest);
        for times in self.all_times() {
            for (part, whole, subject, completed) in self.parts_of_wholes() {
                let span = times.of_figures();
                let by = if self.sight.hints.percent.is_empty() {
                    Measure::Rest
                } else {
                    Measure::RestShare
                };
                self.pair(Operation::Rest, (part, whole), span, by, &subject, &times);
                self.mark(|candidate| candidate.completed = completed);
            }
        }
    }

    /// Parts with their wholes: both named, or one named with a declared relation.
    fn parts_of_wholes(&self) -> Vec<(MetricId, MetricId, Subject, bool)> {
        let mut found = Vec::new();
        for ((a, b), subject) in self.doubles() {
            found.push((a, b, subject.clone(), false));
            found.push((b, a, subject, false));
        }
        for (metric, subject) in self.singles() {
            for whole in self.wholes(metric) {
                found.push((metric, whole, subject.clone(), true));
            }
        }
        found
    }

    fn wholes(&self, metric: MetricId) -> Vec<MetricId> {
        self.sight
            .dataset
            .metrics
            .get(metric.0)
            .map_or(Vec::new(), |metric| metric.part_of.clone())
    }

    fn pair(
        &mut self,
        operation: Operation,
        (left, right): (MetricId, MetricId),
        span: Span,
        by: Measure,
        subject: &Subject,
        times: &Times,
    ) {
        let compare = Compare {
            left: self.term(left, span.clone()),
            right: self.term(right, span),
            by,
        };
        self.add(Query::Compare(compare), operation, subject, times);
    }

    pub(super) fn changes(&mut self) {
        let by = self.measure();
        self.pairs_in_time(Operation::Change, by);
        for times in self
            .all_times()
            .into_iter()
            .filter(|times| times.points.len() <= 1 && times.stretch.is_none())
        {
            for (pair, subject) in self.doubles() {
                self.pair(
                    Operation::Change,
                    pair,
                    times.of_figures(),
                    by,
                    &subject,
                    &times,
                );
            }
        }
        self.crossed(Operation::Change, by);
    }

    /// "A in 2021 and B in 2022": each metric with its own period.
    fn crossed(&mut self, operation: Operation, by: Measure) {
        for times in self.all_times() {
            let [a, b] = times.points.as_slice() else {
                continue;
            };
            let (a, b) = (a.clone(), b.clone());
            for ((one, other), subject) in self.doubles() {
                let compare = Compare {
                    left: self.term(one, Span::At(vec![a.clone()])),
                    right: self.term(other, Span::At(vec![b.clone()])),
                    by,
                };
                self.add(Query::Compare(compare), operation, &subject, &times);
            }
        }
    }

    /// How a change is to be told.
    fn measure(&self) -> Measure {
        let hints = self.sight.hints;
        let greater = hints.against.iter().map(|hint| hint.says).next();
        if !hints.yearly.is_empty() {
            Measure::Yearly
        } else if !hints.percent.is_empty() {
            Measure::Percent
        } else if !hints.difference.is_empty() {
            Measure::Difference
        } else if hints.asks_name && greater.is_some() {
            if greater == Some(Way::Down) {
                Measure::Lower
            } else {
                Measure::Higher
            }
        } else {
            Measure::Change
        }
    }

    /// Two periods of one metric, the later on the left; the missing one is supplied.
    fn pairs_in_time(&mut self, operation: Operation, by: Measure) {
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                for (earlier, later, completed) in self.two_periods(metric, &times) {
                    let compare = Compare {
                        left: self.term(metric, later),
                        right: self.term(metric, earlier),
                        by,
                    };
                    self.add(Query::Compare(compare), operation, &subject, &times);
                    self.mark(|candidate| candidate.completed = completed);
                }
            }
        }
    }

    /// Two spans to set against each other, the earlier first, and whether one of them was supplied.
    pub(super) fn two_periods(&self, metric: MetricId, times: &Times) -> Vec<(Span, Span, bool)> {
        let stock = self.sight.stock;
        let at = |period: &Period| Span::At(vec![period.clone()]);
        let latest = stock.main(metric).next_back().cloned();
        match (times.points.as_slice(), &times.stretch) {
            ([a, b], _) if a == b => Vec::new(),
            ([a, b], None | Some(Span::Within(Some(_), Some(_)))) => {
                let (earlier, later) = if a.to <= b.to { (a, b) } else { (b, a) };
                vec![(at(earlier), at(later), false)]
            }
            ([only], stretch) => {
                let mut found = Vec::new();
                if let Some(latest) = latest.filter(|latest| latest.to > only.to) {
                    found.push((at(only), at(&latest), true));
                }
                if stretch.is_none()
                    && let Some(before) = period_before(stock, metric, only)
                {
                    found.push((at(&before), at(only), true));
                    let mut known = stock.periods(metric).iter();
                    let known = known
                        .rfind(|known| known.kind == only.kind && known.to < only.from)
                        .filter(|known| **known != before && !stock.has(metric, &before));
                    found.extend(known.map(|known| (at(known), at(only), true)));
                }
                found
            }
            ([], Some(stretch)) => self.ends_of(metric, stretch),
            ([], None) => {
                let mut found = Vec::new();
                let mut known = stock.main(metric).rev();
                if let (Some(last), Some(before)) = (known.next(), known.next()) {
                    found.push((at(before), at(last), true));
                }
                let mut known = stock.main(metric);
                if let (Some(first), Some(last)) = (known.next(), known.next_back()) {
                    found.push((at(first), at(last), true));
                }
                found
            }
            _ => Vec::new(),
        }
    }

    /// The first and the last period of a stretch.
    fn ends_of(&self, metric: MetricId, stretch: &Span) -> Vec<(Span, Span, bool)> {
        let known: Vec<&Period> = self.sight.stock.main(metric).collect();
        let inside: Vec<&Period> = match stretch {
            Span::Within(from, to) => known
                .into_iter()
                .filter(|period| {
                    from.is_none_or(|from| period.from >= from)
                        && to.is_none_or(|to| period.to <= to)
                })
                .collect(),
            Span::Last(n) => {
                let skip = known.len().saturating_sub(usize::from(*n));
                known.into_iter().skip(skip).collect()
            }
            Span::First(n) => known.into_iter().take(usize::from(*n)).collect(),
            _ => known,
        };
        match inside.as_slice() {
            [first, .., last] => vec![(
                Span::At(vec![(*first).clone()]),
                Span::At(vec![(*last).clone()]),
                true,
            )],
            _ => Vec::new(),
        }
    }

    pub(super) fn ratios(&mut self) {
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                for (earlier, later, completed) in self.two_periods(metric, &times) {
                    let turned = self.base_is_later(&times);
                    let (left, right) = if turned {
                        (earlier, later)
                    } else {
                        (later, earlier)
                    };
                    let compare = Compare {
                        left: self.term(metric, left),
                        right: self.term(metric, right),
                        by: Measure::Multiple,
                    };
                    self.add(Query::Compare(compare), Operation::Ratio, &subject, &times);
                    self.mark(|candidate| candidate.completed = completed);
                }
            }
            if times.points.len() <= 1 && times.stretch.is_none() {
                for (pair, subject) in self.doubles() {
                    self.pair(
                        Operation::Ratio,
                        pair,
                        times.of_figures(),
                        Measure::Multiple,
                        &subject,
                        &times,
                    );
                    self.pair(
                        Operation::Ratio,
                        (pair.1, pair.0),
                        times.of_figures(),
                        Measure::Multiple,
                        &subject,
                        &times,
                    );
                }
            }
        }
    }

    /// "As many as in 2022 in 2018": the later of two periods stands behind "as" or "than" and is the base.
    fn base_is_later(&self, times: &Times) -> bool {
        let [a, b] = times.points.as_slice() else {
            return false;
        };
        let Some(than) = self
            .sight
            .hints
            .than
            .iter()
            .map(|hint| hint.tokens.end)
            .next_back()
        else {
            return false;
        };
        let whens = &self.sight.evidence.whens;
        let behind = whens.iter().position(|when| when.tokens.start >= than);
        match behind {
            Some(0) => a.to > b.to,
            Some(_) => b.to > a.to,
            None => false,
        }
    }

    pub(super) fn shares(&mut self) {
        let one_in = !self.sight.hints.one_in.is_empty();
        let by = if one_in {
            Measure::OneIn
        } else {
            Measure::Share
        };
        self.shares_in_time(by);
        let mut measures = vec![by, Measure::RestShare];
        if one_in {
            measures.push(Measure::Share);
        }
        for times in self.all_times() {
            for (part, whole, subject, completed) in self.parts_of_wholes() {
                for by in &measures {
                    let span = times.of_figures();
                    self.pair(Operation::Share, (part, whole), span, *by, &subject, &times);
                    self.mark(|candidate| candidate.completed = completed);
                }
            }
        }
    }

    /// "How much of 2024 fell in the first half": two periods of one metric, one inside the other.
    fn shares_in_time(&mut self, by: Measure) {
        for times in self.all_times() {
            let Some((part, whole)) = part_in_time(&times) else {
                continue;
            };
            let completed = times.points.len() == 1;
            for (metric, subject) in self.singles() {
                let compare = Compare {
                    left: self.term(metric, part.clone()),
                    right: self.term(metric, whole.clone()),
                    by,
                };
                self.add(Query::Compare(compare), Operation::Share, &subject, &times);
                self.mark(|candidate| candidate.completed = completed);
            }
        }
    }

    pub(super) fn rates(&mut self) {
        let units: Vec<_> = self.sight.hints.per.clone();
        for unit in units {
            for times in self.all_times() {
                for (metric, subject) in self.singles() {
                    let of = Term {
                        ..self.term(metric, times.of_figures())
                    };
                    let query = Query::Rate(Rate { of, per: unit.says });
                    self.add(query, Operation::Rate, &subject, &times);
                    let tokens = Tokens::of(unit.tokens.clone());
                    self.mark(|candidate| {
                        candidate.asked += 1;
                        candidate.tokens = candidate.tokens.with(&tokens);
                    });
                }
            }
        }
    }

    pub(super) fn splits(&mut self) {
        if !self.sight.hints.grains.is_empty() {
            self.courses_by(Operation::Breakdown);
        }
        self.members_of_whole();
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                let term = self.term(metric, times.of_figures());
                self.add(
                    Query::Split(term.into()),
                    Operation::Breakdown,
                    &subject,
                    &times,
                );
            }
        }
    }
}

/// A period inside another one, or inside a stretch; one that stands alone, inside its year.
fn part_in_time(times: &Times) -> Option<(Span, Span)> {
    let at = |period: &Period| Span::At(vec![period.clone()]);
    match (times.points.as_slice(), &times.stretch) {
        ([part], None) => {
            let year = Period::year(part.from.year())?;
            (*part != year && part.to <= year.to).then(|| (at(part), at(&year)))
        }
        ([a, b], _) => {
            let inside = |a: &Period, b: &Period| a != b && a.from >= b.from && a.to <= b.to;
            if inside(a, b) {
                Some((at(a), at(b)))
            } else {
                inside(b, a).then(|| (at(b), at(a)))
            }
        }
        (points @ [_, _, _], Some(stretch @ Span::Within(Some(from), Some(to)))) => {
            let mut inner = points
                .iter()
                .filter(|period| period.from > *from && period.to < *to);
            inner.next().map(|part| (at(part), stretch.clone()))
        }
        _ => None,
    }
}
