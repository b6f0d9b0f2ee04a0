//! Candidates that run over several periods: extremes, ranks, steps, sums, averages, conditions, developments, summaries.

use super::Proposals;
use crate::dataset::{Grain, MetricId, Number, Period, PeriodKind, UnitKind};
use crate::interpret::hints::Hint;
use crate::interpret::operation::Operation;
use crate::interpret::subjects::{Origin, Subject, of as unnamed};
use crate::interpret::times::{Times, unmoved};
use crate::interpret::tokens::Tokens;
use crate::query::{
    Among, Amount, AmountUnit, Bound, Cells, End, Find, Fold, Folding, Limit, Pick, Place, Query,
    Rank, Span, Step, Wants, Way,
};
use crate::question::reading::CountedKind;

/// The most metrics of one group that are set against each other where none is named.
const MOST_OF_FAMILY: usize = 12;

impl Proposals<'_> {
    pub(super) fn over(&self, subject: &Subject, span: Span) -> Cells {
        let mut when = self.window(span);
        when.grain = when.grain.or_else(|| self.parts_of(subject, &when.span));
        Cells {
            metrics: subject.metrics.clone(),
            when,
            outlet: self.outlet(),
        }
    }

    /// What fills a stretch that no whole years make up and that has no figure of its own: months from June to August.
    fn parts_of(&self, subject: &Subject, span: &Span) -> Option<Grain> {
        let stretch = match span {
            Span::At(points) => match points.as_slice() {
                [only] => only.clone(),
                _ => return None,
            },
            Span::Within(Some(from), Some(to)) => Period {
                kind: PeriodKind::Span,
                from: *from,
                to: *to,
                words: None,
            },
            _ => return None,
        };
        let years = Period::year(stretch.from.year())?.from == stretch.from
            && Period::year(stretch.to.year())?.to == stretch.to;
        let metric = *subject.metrics.first()?;
        let open = !years && !self.sight.stock.has_own(metric, &stretch);
        open.then(|| self.sight.stock.tiles(metric, &stretch))
            .flatten()
    }

    fn wants(&self) -> Wants {
        if self.sight.hints.asks_name {
            Wants::Name
        } else {
            Wants::Value
        }
    }

    fn end(&self, operation: Operation) -> End {
        let said = self.sight.hints.ends.iter().map(|hint| hint.says);
        let graded = said
            .clone()
            .find(|end| matches!(end, End::Best | End::Worst));
        match (operation, graded) {
            (Operation::Low, Some(End::Best)) => End::Best,
            (Operation::High, Some(End::Worst)) => End::Worst,
            (Operation::Low, _) => End::Low,
            (Operation::High, _) => End::High,
            (_, Some(graded)) => graded,
            _ => said
                .clone()
                .find(|end| matches!(end, End::High | End::Low))
                .unwrap_or(End::High),
        }
    }

    /// The ends that a place in an order may be counted from: where the data do not say which is better, or no word says which end, both.
    fn ends_of_order(&self, metric: MetricId) -> Vec<End> {
        let judged = matches!(self.end(Operation::Rank), End::Best | End::Worst);
        let said = !self.sight.hints.ends.is_empty();
        let open = judged && self.sight.stock.better(metric).is_none();
        if said && !open {
            vec![self.end(Operation::Rank)]
        } else {
            vec![End::High, End::Low]
        }
    }

    /// From which ends a place may be counted, and what may be asked of it: of both ends, of a record and of a
    /// period also how far apart they are, or how far it is from the end.
    fn ends_wanted(&self, metric: MetricId, place: &Place) -> Vec<(End, Wants)> {
        let apart =
            matches!(place, Place::Ends | Place::Before(_) | Place::Of(_)).then_some(Wants::Gap);
        let wanted = [Some(self.wants()), apart];
        let ends = self.ends_of_order(metric).into_iter();
        let both = ends.flat_map(|end| wanted.map(|wants| Some((end, wants?))));
        both.flatten().collect()
    }

    pub(super) fn extremes(&mut self, operation: Operation) {
        let end = self.end(operation);
        let wants = self.wants();
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                if !self.has_several(metric, &times) {
                    continue;
                }
                let rank = Rank {
                    over: self.over(&subject, times.of_series()),
                    among: Among::Periods,
                    end,
                    place: Place::Nth(1),
                    wants,
                    by: None,
                };
                self.add(Query::Rank(rank), operation, &subject, &times);
            }
            let first = [(Place::Nth(1), Tokens::default(), false)];
            self.among_metrics(operation, end, &first, &times);
            if times.points.len() <= 1 && times.stretch.is_none() {
                let first = [(Place::Nth(1), Tokens::default(), false)];
                self.members_in_order(operation, end, &first, &times);
            }
        }
    }

    /// Whether times may hold more than one figure of a metric: one year of a yearly metric does not.
    fn has_several(&self, metric: MetricId, times: &Times) -> bool {
        let [only] = times.points.as_slice() else {
            return true;
        };
        let inside = |known: &&crate::dataset::Period| {
            *known != only && known.from >= only.from && known.to <= only.to
        };
        times.stretch.is_some()
            || self
                .sight
                .stock
                .periods(metric)
                .iter()
                .filter(inside)
                .count()
                > 1
    }

    /// Which of several metrics stands highest, comes second, is among the first three.
    fn among_metrics(
        &mut self,
        operation: Operation,
        end: End,
        places: &[(Place, Tokens, bool)],
        times: &Times,
    ) {
        if times.points.len() > 1 || times.stretch.is_some() {
            return;
        }
        for subject in self.several() {
            for (place, tokens, uses_point) in places {
                if *uses_point {
                    continue;
                }
                let rank = Rank {
                    over: self.cells(&subject.metrics, times.of_figures()),
                    among: Among::Metrics,
                    end,
                    place: place.clone(),
                    wants: Wants::Name,
                    by: None,
                };
                self.add(Query::Rank(rank), operation, &subject, times);
                self.mark(|candidate| {
                    candidate.asked += u8::from(!tokens.is_empty());
                    candidate.tokens = candidate.tokens.with(tokens);
                });
            }
        }
    }

    /// The subjects of several metrics, and the families of metrics where none is named.
    fn several(&self) -> Vec<Subject> {
        let own = self.subjects.iter().cloned();
        let own = own.filter(|subject| subject.metrics.len() >= 2);
        own.chain(self.families()).collect()
    }

    /// All metrics of one group and unit, where none is named: "which of them was largest".
    fn families(&self) -> Vec<Subject> {
        let own = || self.sight.dataset.own_metrics();
        let whole = |id: MetricId| {
            self.sight.kin.is_total(id) || own().any(|(_, other)| other.part_of.contains(&id))
        };
        let mut found: Vec<(Subject, (&str, UnitKind, &str))> = Vec::new();
        for (id, metric) in own().filter(|(id, _)| !whole(*id)) {
            let family = (metric.group.as_str(), metric.kind, metric.unit.as_str());
            match found.iter_mut().find(|(_, known)| *known == family) {
                Some((subject, _)) => subject.metrics.push(id),
                None => found.push((unnamed(vec![id], Origin::Assumed), family)),
            }
        }
        let found = found.into_iter().map(|(subject, _)| subject);
        found
            .filter(|subject| (2..=MOST_OF_FAMILY).contains(&subject.metrics.len()))
            .take(2)
            .collect()
    }

    pub(super) fn ranks(&mut self) {
        let end = self.end(Operation::Rank);
        for times in self.all_times() {
            let places = self.places(&times);
            if times.points.len() <= 1 && times.stretch.is_none() {
                self.members_in_order(Operation::Rank, end, &places, &times);
                self.among_metrics(Operation::Rank, end, &places, &times);
            }
            for (place, tokens, uses_point) in places {
                let span = if uses_point {
                    Span::All
                } else {
                    times.of_series()
                };
                for (metric, subject) in self.singles() {
                    for (end, wants) in self.ends_wanted(metric, &place) {
                        let rank = Rank {
                            over: self.over(&subject, span.clone()),
                            among: Among::Periods,
                            end,
                            place: place.clone(),
                            wants,
                            by: None,
                        };
                        self.add(Query::Rank(rank), Operation::Rank, &subject, &times);
                        self.mark(|candidate| {
                            candidate.asked += u8::from(!tokens.is_empty() || uses_point);
                            candidate.tokens = candidate.tokens.with(&tokens);
                        });
                    }
                }
            }
        }
    }

    /// Whether a period has a place among those that the words speak of: among months a year has none.
    pub(super) fn has_place(&self, period: &Period) -> bool {
        let grain = self.window(Span::All).grain;
        grain.is_none_or(|grain| period.grain() == Some(grain))
    }

    /// The places in an order that a question may ask for, with the words that say so and whether a period is one.
    fn places(&self, times: &Times) -> Vec<(Place, Tokens, bool)> {
        let mut places = Vec::new();
        let hints = self.sight.hints;
        for ordinal in &hints.ordinals {
            places.push((
                Place::Nth(ordinal.says),
                Tokens::of(ordinal.tokens.clone()),
                false,
            ));
        }
        for number in &self.sight.evidence.numbers {
            let small = u16::try_from(number.value.to_integer())
                .ok()
                .filter(|n| *n <= 20 && number.value.is_integer());
            let tokens = Tokens::of(number.tokens.clone());
            match (number.kind, small) {
                (CountedKind::Ordinal, Some(n)) => places.push((Place::Nth(n), tokens, false)),
                (CountedKind::Plain, Some(n)) if n > 0 => {
                    places.push((Place::Top(n), tokens, false));
                }
                _ => {}
            }
        }
        if let [only] = times.points.as_slice()
            && self.has_place(only)
        {
            places.push((Place::Of(only.clone()), Tokens::default(), true));
            let record = hints.record_before.first();
            if let Some(record) = record {
                places.push((
                    Place::Before(only.clone()),
                    Tokens::of(record.tokens.clone()),
                    true,
                ));
            }
        }
        let both = hints.ends.iter().any(|hint| hint.says == End::High)
            && hints.ends.iter().any(|hint| hint.says == End::Low);
        if both {
            places.push((Place::Ends, Tokens::default(), false));
        }
        places.push((Place::All, Tokens::default(), false));
        places
    }

    pub(super) fn steps(&mut self, operation: Operation) {
        let way = match operation {
            Operation::StepUp => Way::Up,
            Operation::StepDown => Way::Down,
            _ => Way::Any,
        };
        let percent = !self.sight.hints.percent.is_empty();
        let unmoved = unmoved(self.sight.evidence, self.sight.memory, self.sight.today);
        // The year before is what every step is reckoned from.
        let is_moved = unmoved.is_some();
        let times = self.all_times().into_iter();
        let times = times
            .filter(|times| !(is_moved && times.shifted))
            .chain(unmoved);
        // The ends of a range are not the periods that the steps of a question lead to.
        for times in times.filter(|times| times.stretch.is_some() || !times.ends) {
            for (_, subject) in self.singles() {
                let step = Step {
                    over: self.over(&subject, times.of_series()),
                    way,
                    percent,
                };
                self.add(Query::Step(step), operation, &subject, &times);
            }
        }
    }

    pub(super) fn folds(&mut self, operation: Operation) {
        let by = match operation {
            Operation::Mean => Folding::Mean,
            Operation::Median => Folding::Median,
            _ => Folding::Sum,
        };
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let several = subject.metrics.len() > 1;
                let span = if several {
                    times.of_figures()
                } else {
                    times.of_series()
                };
                let fold = Fold {
                    over: self.over(&subject, span),
                    by,
                    limits: Vec::new(),
                };
                self.add(Query::Fold(fold), operation, &subject, &times);
            }
            self.members_folded(operation, by, &times);
        }
        if by == Folding::Sum {
            self.without_members(operation);
        }
    }

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

    pub(super) fn courses(&mut self) {
        self.courses_by(Operation::Trend);
    }

    /// A development period by period, which may also be asked for as a breakdown: "by quarter".
    pub(super) fn courses_by(&mut self, operation: Operation) {
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let over = self.over(&subject, times.of_series());
                self.add(Query::Course(over), operation, &subject, &times);
            }
        }
    }

    pub(super) fn summaries(&mut self) {
        for times in self.all_times() {
            let period = match times.points.as_slice() {
                [] => None,
                [only] => Some(only.clone()),
                _ => continue,
            };
            let tokens = times.tokens;
            self.plain(Query::Summary(period), Operation::Summary, tokens);
            let (origin, points) = (times.origin, times.points.len());
            self.mark(|candidate| {
                candidate.when = origin;
                candidate.points = points;
            });
        }
    }
}

impl Proposals<'_> {
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
