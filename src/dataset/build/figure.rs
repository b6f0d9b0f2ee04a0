//! Builds figures.

use super::{Builder, Reported, Text, text};
use crate::dataset::collect::Entry;
use crate::dataset::raw::RawFigure;
use crate::dataset::{
    Figure, MetricId, Number, OutletId, Period, SourceId, UnitKind, Usage, Value, codes,
    period_text, value_text,
};
use crate::diagnostic::Diagnostic;
use crate::toml_file::{Cell, Spot};

impl Builder<'_> {
    pub(super) fn figure(&mut self, entry: &Entry<RawFigure>) -> Option<Figure> {
        let raw = &entry.raw;
        let id = self.id(entry, &raw.id);
        let metric = self.reference(entry, "metric", &raw.metric);
        let members = metric.and_then(|metric| self.figure_members(entry, metric));
        let period = self.period(entry);
        let value = self.value(entry, metric);
        let source = self.figure_source(entry);
        let confidence = self.require_copy(entry, "confidence", raw.confidence.as_ref());
        let originator = self.optional_outlet(entry, &raw.originator);
        let also = self
            .ids(entry, &raw.also, |builder| &builder.sources)
            .into_iter()
            .map(SourceId)
            .collect();
        let (metric, members) = (metric?, members?);
        let (id, period, value) = (id?, period?, value?);
        let (originator, source, confidence) = (originator.ok()?, source?, confidence?);
        Some(Figure {
            id,
            metric: self.data.slice_or_new(metric, members),
            period,
            value,
            per: raw.per.as_ref().map(|per| *per.get()),
            originator,
            body: text(&raw.body),
            source,
            also,
            confidence,
            usage: raw
                .usage
                .as_ref()
                .map_or(Usage::Headline, |usage| *usage.get()),
            conflicts: Vec::new(),
            caveat: text(&raw.caveat),
            highest_in: self.span_of_years(entry, raw.highest_in.as_ref()),
            lowest_in: self.span_of_years(entry, raw.lowest_in.as_ref()),
            superseded_by: None,
        })
    }

    fn reference(&mut self, entry: &Entry<RawFigure>, key: &str, id: &Text) -> Option<MetricId> {
        self.require(entry, key, id)?;
        self.find(entry, id.as_ref()?, |builder| &builder.metrics)
            .map(MetricId)
    }

    /// The page a figure was read on; without one it is no figure of ours.
    fn figure_source(&mut self, entry: &Entry<RawFigure>) -> Option<SourceId> {
        let Some(source) = &entry.raw.source else {
            self.missing(
                entry,
                "source",
                codes::NO_SOURCE,
                "a figure needs a source",
                "add `source = \"…\"` with the id of the `[[source]]` it was read on",
            );
            return None;
        };
        self.find(entry, source, |builder| &builder.sources)
            .map(SourceId)
    }

    /// The outlet that an entry may name.
    pub(super) fn optional_outlet<T>(
        &mut self,
        entry: &Entry<T>,
        id: &Text,
    ) -> Result<Option<OutletId>, Reported> {
        match id {
            None => Ok(None),
            Some(id) => {
                let found = self.find(entry, id, |builder| &builder.outlets);
                found.map(|outlet| Some(OutletId(outlet))).ok_or(Reported)
            }
        }
    }

    fn period(&mut self, entry: &Entry<RawFigure>) -> Option<Period> {
        let raw = &entry.raw;
        let words = |cell: &Spot<Cell>| cell.get().to_string();
        let (period, place) = match (&raw.period, &raw.since, &raw.until, &raw.as_of) {
            (Some(period), None, None, None) => {
                (period_text::parse_period(&words(period)), period.span())
            }
            (None, Some(since), Some(until), None) => (
                period_text::parse_cumulative(&words(since), &words(until)),
                until.span(),
            ),
            (None, None, None, Some(date)) => (period_text::parse_as_of(&words(date)), date.span()),
            (None, None, None, None) => {
                self.missing_period(entry);
                return None;
            }
            _ => (None, entry.header.clone()),
        };
        let Some(mut period) = period else {
            self.unreadable_period(entry, place);
            return None;
        };
        if let Some(words) = &raw.words {
            period.words = Some(words.get().trim().to_string());
        }
        Some(period)
    }

    fn unreadable_period(&mut self, entry: &Entry<RawFigure>, span: std::ops::Range<usize>) {
        let message = if span == entry.header {
            "a figure has either `period`, or `since` and `until`, or `as_of`"
        } else {
            "this is no period"
        };
        self.report(
            entry,
            Diagnostic::error(codes::PERIOD, message)
                .at(&entry.place(span), "")
                .help(period_text::FORMS),
        );
    }

    /// The first and the last year of `"1990..1997"`.
    fn span_of_years(
        &mut self,
        entry: &Entry<RawFigure>,
        written: Option<&Spot<Cell>>,
    ) -> Option<(i16, i16)> {
        let years = self.years(entry, written?);
        Some((*years.first()?, *years.last()?))
    }

    fn missing_period(&mut self, entry: &Entry<RawFigure>) {
        let written = ["since", "until", "as_of"]
            .iter()
            .any(|key| entry.refused.contains(*key));
        if !written {
            self.missing(
                entry,
                "period",
                codes::PERIOD,
                "a figure needs a period",
                period_text::FORMS,
            );
        }
    }

    fn value(&mut self, entry: &Entry<RawFigure>, metric: Option<MetricId>) -> Option<Value> {
        let Some(written) = &entry.raw.value else {
            self.missing(
                entry,
                "value",
                codes::MISSING_KEY,
                "a figure needs a value",
                value_text::FORMS,
            );
            return None;
        };
        let Some(value) = value_text::parse_value(&written.get().to_string()) else {
            self.report(
                entry,
                Diagnostic::error(codes::VALUE, "this is no value")
                    .at(&entry.place(written.span()), "cannot be read")
                    .help(value_text::FORMS),
            );
            return None;
        };
        let percent = metric
            .and_then(|id| self.data.metrics.get(id.0))
            .is_some_and(|metric| metric.kind == UnitKind::Percent);
        if percent && is_odd_percentage(value) {
            self.report(
                entry,
                Diagnostic::warning(codes::PERCENT_RANGE, "a percentage outside 0 to 100")
                    .at(&entry.place(written.span()), "is this right?"),
            );
        }
        Some(value)
    }
}

fn is_odd_percentage(value: Value) -> bool {
    let (low, high) = value.ends();
    low < Number::from_integer(0) || high > Number::from_integer(100)
}
