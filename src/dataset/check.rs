//! Checks that concern several entries together: cycles, the headline, shared words, rival numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use num_traits::Signed;

use super::build::Builder;
use super::{Figure, FigureId, MetricId, Number, PeriodKind, Published, UnitKind, Usage, codes};
use crate::diagnostic::{Diagnostic, Place};

impl Builder<'_> {
    /// All of them, in any order.
    pub(super) fn check(&mut self) {
        self.part_of_cycles();
        self.data.fill_slices();
        self.data.tie_slices();
        self.members_in_excess();
        self.supersedes_cycles();
        self.headline();
        self.shared_aliases();
        self.undeclared_rivals();
        self.unused_metrics();
        self.implausible_figures();
    }

    fn metric_place(&self, id: usize) -> Option<Place> {
        self.metrics.place(id).cloned()
    }

    /// Breaks every circle of `part_of`, so that whoever follows it comes to an end.
    fn part_of_cycles(&mut self) {
        for start in 0..self.data.own_metrics().count() {
            if !self.is_part_of_itself(start) {
                continue;
            }
            if let Some(metric) = self.data.metrics.get_mut(start) {
                metric.part_of.clear();
            }
            if let Some(place) = self.metric_place(start) {
                self.problems.push(
                    Diagnostic::error(codes::PART_OF_CYCLE, "this metric is a part of itself")
                        .at(&place, "its `part_of` leads back here")
                        .help("remove the `part_of` that points from the whole to the part"),
                );
            }
        }
    }

    fn is_part_of_itself(&self, start: usize) -> bool {
        let wholes = |id: usize| {
            self.data
                .metrics
                .get(id)
                .map(|metric| metric.part_of.clone())
                .unwrap_or_default()
        };
        let mut seen = vec![false; self.data.metrics.len()];
        let mut open = wholes(start);
        while let Some(MetricId(next)) = open.pop() {
            if next == start {
                return true;
            }
            if !std::mem::replace(&mut seen[next], true) {
                open.extend(wholes(next));
            }
        }
        false
    }

    fn supersedes_cycles(&mut self) {
        for start in 0..self.data.figures.len() {
            let mut next = self.data.figures[start].superseded_by;
            for _ in 0..self.data.figures.len() {
                match next {
                    Some(FigureId(id)) if id == start => break,
                    Some(FigureId(id)) => next = self.data.figures[id].superseded_by,
                    None => break,
                }
            }
            if next.is_none() {
                continue;
            }
            self.data.figures[start].superseded_by = None;
            if let Some(place) = self.figures.place(start) {
                self.problems.push(
                    Diagnostic::error(
                        codes::SUPERSEDES,
                        "figures supersede each other in a circle",
                    )
                    .at(place, "one of them"),
                );
            }
        }
    }

    /// One metric at most answers questions that name none.
    fn headline(&mut self) {
        let marked: Vec<usize> = (0..self.data.metrics.len())
            .filter(|&id| self.data.metrics[id].headline)
            .collect();
        let Some((first, others)) = marked.split_first() else {
            return;
        };
        for other in others {
            self.data.metrics[*other].headline = false;
            if let (Some(place), Some(first)) =
                (self.metric_place(*other), self.metric_place(*first))
            {
                self.problems.push(
                    Diagnostic::error(codes::HEADLINE, "two metrics are marked `headline = true`")
                        .at(&place, "the second one")
                        .at(&first, "the first one")
                        .help(
                            "leave the mark on the metric that is meant when a question names none",
                        ),
                );
            }
        }
    }

    /// Figures that are likelier slips than figures.
    fn implausible_figures(&mut self) {
        let figures = self.data.figures.iter().enumerate();
        let found: Vec<(usize, String, &str)> = figures
            .filter_map(|(id, figure)| {
                let (message, help) = self.implausible(figure)?;
                Some((id, message, help))
            })
            .collect();
        for (id, message, help) in found {
            if let Some(place) = self.figures.place(id) {
                self.problems.push(
                    Diagnostic::warning(codes::IMPLAUSIBLE, message)
                        .at(place, "this figure")
                        .help(help),
                );
            }
        }
    }

    fn implausible(&self, figure: &Figure) -> Option<(String, &'static str)> {
        let metric = self.data.metrics.get(figure.metric.0)?;
        let source = self.data.sources.get(figure.source.0)?;
        let (low, high) = figure.value.ends();
        let published = match source.published {
            Published::Day(date) => Some(date),
            Published::Month { year, month } => {
                Date::new(year, month, 1).ok().map(Date::last_of_month)
            }
            Published::Unknown => None,
        };
        let counts = metric.kind == UnitKind::Count && figure.per.is_none();
        let after = |published: Date| match figure.period.kind {
            PeriodKind::AsOf => figure.period.from.year() > published.year(),
            _ => figure.period.from > published,
        };
        if published.is_some_and(after) {
            let message = format!(
                "{} lies after its source was published",
                figure.period.in_words()
            );
            Some((message, "correct the period, or the date of publication"))
        } else if counts && low.is_negative() {
            let message = format!("a count of {} is below zero", figure.value);
            Some((
                message,
                "correct the value, or give the metric `kind = \"amount\"`",
            ))
        } else if counts && !(low * Number::from_integer(2)).is_integer() && low == high {
            let message = format!("a count of {} has decimals", figure.value);
            Some((
                message,
                "write thousands with a comma or with nothing, or give the metric `kind = \"amount\"`",
            ))
        } else {
            None
        }
    }

    /// A word that two metrics claim leads to neither.
    fn shared_aliases(&mut self) {
        let mut owners: BTreeMap<(super::Language, String), usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (id, metric) in self.data.metrics.iter().enumerate() {
            let words = metric.aliases.iter().flat_map(|(language, words)| {
                words
                    .iter()
                    .map(move |word| (*language, word.to_lowercase()))
            });
            for (language, word) in words {
                let owner = *owners.entry((language, word.clone())).or_insert(id);
                if owner != id {
                    found.push((word, owner, id));
                }
            }
        }
        for (word, first, second) in found {
            if let (Some(first), Some(second)) =
                (self.metric_place(first), self.metric_place(second))
            {
                self.problems.push(
                    Diagnostic::warning(
                        codes::SHARED_ALIAS,
                        format!("two metrics share the alias `{word}`"),
                    )
                    .at(&second, "this one")
                    .at(&first, "and this one")
                    .help("leave it with the metric that people mean by it"),
                );
            }
        }
    }

    /// Two different exact numbers for the same thing and time need a conflict or `supersedes`.
    fn undeclared_rivals(&mut self) {
        let mut first_of = BTreeMap::new();
        let mut found = Vec::new();
        for (id, figure) in self.data.figures.iter().enumerate() {
            let stands = figure.usage != Usage::Never
                && figure.superseded_by.is_none()
                && figure.conflicts.is_empty();
            let Some(value) = figure.value.exact().filter(|_| stands) else {
                continue;
            };
            let key = (
                figure.metric,
                figure.period.kind,
                figure.period.from,
                figure.period.to,
                figure.per,
            );
            let (first, first_value) = *first_of.entry(key).or_insert((id, value));
            if first_value != value {
                found.push((first, id));
            }
        }
        for (first, second) in found {
            if let (Some(first), Some(second)) =
                (self.figures.place(first), self.figures.place(second))
            {
                self.problems.push(
                    Diagnostic::warning(codes::RIVALS, "two figures give different numbers for the same metric and period")
                        .at(second, "this one")
                        .at(first, "and this one")
                        .help("name both in a `[[conflict]]`, or let the later one say `supersedes = \"…\"`"),
                );
            }
        }
    }

    fn unused_metrics(&mut self) {
        let mut used = vec![false; self.data.metrics.len()];
        for figure in &self.data.figures {
            used[figure.metric.0] = true;
            used[self.data.whole_of(figure.metric).0] = true;
        }
        for id in (0..used.len()).filter(|&id| !used[id]) {
            if let Some(place) = self.metric_place(id) {
                self.problems.push(
                    Diagnostic::warning(codes::UNUSED_METRIC, "no figure belongs to this metric")
                        .at(&place, ""),
                );
            }
        }
    }
}
