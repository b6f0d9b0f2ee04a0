//! Candidates that put something in order: the highest and the lowest, the n-th, a place, of periods or of metrics side by side.

use super::Proposals;
use crate::dataset::{MetricId, Period, UnitKind};
use crate::interpret::operation::Operation;
use crate::interpret::subjects::{Origin, Subject, of as unnamed};
use crate::interpret::times::Times;
use crate::interpret::tokens::Tokens;
use crate::query::{Among, End, Place, Query, Rank, Span, Wants};
use crate::question::reading::CountedKind;

/// The most metrics of one group that are set against each other where none is named.
const MOST_OF_FAMILY: usize = 12;

impl Proposals<'_> {
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
    pub(super) fn several(&self) -> Vec<Subject> {
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
}
