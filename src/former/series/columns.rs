//! Columns of a bare table that meet a condition: "Which countries did not reach 1,000 in 2006?"
//!
//! It must not take the place of a metric that is named: then periods are counted, not columns.

use super::condition::{in_words, is_met, matching};
use crate::compute::{Choice, Quantity};
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::cite::escape;
use crate::former::doubt::{is_named, is_set_aside};
use crate::former::draft::{Draft, Values};
use crate::former::{extremum, lookup, many};

/// The columns that meet a condition, each with the figure that does.
pub(super) struct Columns(Vec<(MetricId, Choice)>);

impl Columns {
    /// The columns that meet the conditions in the one period named, or in any; nothing where it is not columns that are asked for.
    pub(super) fn asked(ask: &Ask) -> Option<Self> {
        if !asks_for_columns(ask) {
            return None;
        }
        let all = (0..ask.data().metrics.len()).map(MetricId);
        let metrics = all.filter(|metric| {
            !is_set_aside(ask.reading, *metric) && !extremum::is_total(ask, *metric)
        });
        let found = metrics.filter_map(|metric| Some((metric, figure_that_meets(ask, metric)?)));
        Some(Self(found.collect()))
    }

    /// Answers how many there are.
    pub(super) fn count(&self, ask: &Ask) -> Draft {
        let count = Quantity::count_of(&many::figures_of(self.choices()));
        let values = self
            .values(ask)
            .quantity("count", &count)
            .text("among", ask.data().metrics.len().to_string())
            .text("periods", self.rows(ask));
        Draft::answered(ask.word("count", &values), &values).value(count.bare())
    }

    /// Answers which they are.
    pub(super) fn list(&self, ask: &Ask) -> Draft {
        let all = ask.data().metrics.iter().enumerate();
        let all: Vec<String> = all.map(|(nth, _)| ask.short(MetricId(nth))).collect();
        let values = self
            .values(ask)
            .text("rows", self.rows(ask))
            .text("have", many::list(&all))
            .flag("first", false)
            .flag("last", false);
        let metrics = self.0.iter().filter_map(|(metric, _)| ask.metric(*metric));
        let names = metrics.map(|metric| metric.label.clone()).collect();
        let draft = Draft::answered(ask.word("filter", &values), &values);
        if self.0.is_empty() {
            return draft.value("none");
        }
        draft.values(names)
    }

    fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.0.iter().map(|(_, choice)| choice)
    }

    fn values(&self, ask: &Ask) -> Values {
        let first = self.0.first().map(|(metric, _)| *metric);
        let metric = first.or(ask.metric_id()).unwrap_or(MetricId(0));
        let named = many::list_of_periods(&ask.periods.points);
        let title = escape(&ask.data().about.title);
        Values::new()
            .text("metric", if named.is_empty() { title } else { named })
            .text("condition", in_words(ask, metric))
            .flag("empty", self.0.is_empty())
            .flag("columns", true)
            .resting_on(&many::figures_of(self.choices()))
    }

    fn rows(&self, ask: &Ask) -> String {
        let row = |(metric, choice): &(MetricId, Choice)| {
            let value = ask.quantity(choice)?.text();
            Some(format!("{} ({value})", ask.short(*metric)))
        };
        many::list(&self.0.iter().filter_map(row).collect::<Vec<_>>())
    }
}

fn asks_for_columns(ask: &Ask) -> bool {
    let in_one_period = ask.periods.points.len() <= 1 && ask.periods.stretch.is_none();
    let mut mentions = ask.reading.metrics.iter();
    let named =
        mentions.any(|mention| is_named(mention) && !is_set_aside(ask.reading, mention.metric));
    ask.snapshot.reader.is_open()
        && in_one_period
        && !named
        && !ask.has("yearword")
        && ask.data().metrics.len() >= 2
        && !ask.reading.numbers.is_empty()
}

/// The figure with which a column meets the conditions.
fn figure_that_meets(ask: &Ask, metric: MetricId) -> Option<Choice> {
    match ask.periods.points.first() {
        Some(point) => {
            lookup::find(ask.data(), metric, point).filter(|choice| is_met(ask, metric, choice))
        }
        None => matching(ask, metric).into_iter().next(),
    }
}
