//! Every figure of a year: each with its change, its place among the years, and what disputes it; and what is missing.
//!
//! It must not set a figure against another period than the one a year before, nor rank what bounds leave open.

use crate::compute::{
    Choice, Comparable, Quantity, Shape, comparable, parties, series, usable, years,
};
use crate::dataset::{
    Figure, FigureId, MetricId, Number, Period, PeriodKind, UnitKind, Usage, Value,
};
use crate::former::ask::Ask;
use crate::former::cite::{citations, escape, source_line};
use crate::former::draft::{Draft, Values};
use crate::former::{Status, extremum, lookup, many, notes, periods, refuse, value};

use crate::question::reading::Bound;

use super::listing::{fitting, unless_none};

/// Room for what stands around the list: its heading, and what is missing.
const AROUND: usize = 1_200;
/// The most metrics that are named as missing.
const MOST_MISSING: usize = 8;
/// The most rivals that are named beside a figure.
const MOST_RIVALS: usize = 2;
/// Fewer years make no order.
const FEWEST_RANKED: usize = 3;

/// A figure of the year, ready to print.
struct Row {
    figures: Vec<FigureId>,
    bare: String,
    text: String,
    computes: bool,
    /// True if it is disputed and the row does not say by whom.
    open: bool,
}

/// All figures of a year, or those of one metric.
pub(super) fn year(ask: &Ask, year: i16, metric: Option<MetricId>) -> Draft {
    let asked: Vec<MetricId> = match metric {
        Some(metric) => vec![metric],
        None => (0..ask.data().metrics.len()).map(MetricId).collect(),
    };
    let found = of_year(ask, &asked, year);
    if found.is_empty() {
        return nothing(ask, year, metric);
    }
    let rows: Vec<Row> = found
        .iter()
        .filter_map(|(metric, choice)| row(ask, *metric, choice))
        .collect();
    let draft = listed(ask, year, metric, &rows);
    let printed = if metric.is_some() { usize::MAX } else { 0 };
    notes::noted(ask, draft.printing(printed))
}

/// The figures whose period lies in a year or ends in it: whole years first, the headline metric before the others.
fn of_year(ask: &Ask, metrics: &[MetricId], year: i16) -> Vec<(MetricId, Choice)> {
    const KINDS: [PeriodKind; 6] = [
        PeriodKind::Year,
        PeriodKind::Half,
        PeriodKind::Month,
        PeriodKind::Span,
        PeriodKind::Cumulative,
        PeriodKind::AsOf,
    ];
    let all = metrics.iter().flat_map(|metric| {
        let series = KINDS
            .into_iter()
            .flat_map(|kind| series(ask.data(), *metric, kind));
        series.map(|choice| (*metric, choice))
    });
    let mut found: Vec<(MetricId, Choice)> = all
        .filter(|(_, choice)| choice.period.last_year() == year)
        .collect();
    found.sort_by_key(|(metric, choice)| {
        let headline = ask.metric(*metric).is_some_and(|metric| metric.headline);
        let whole = choice.period.kind == PeriodKind::Year;
        (!whole, !headline, *metric)
    });
    found
}

/// The list, cut at a line where it is too long.
fn listed(ask: &Ask, year: i16, metric: Option<MetricId>, rows: &[Row]) -> Draft {
    let figures: Vec<FigureId> = rows.iter().flat_map(|row| row.figures.clone()).collect();
    let line = source_line(&citations(ask.data(), &figures, &[]), false);
    let room = super::LONGEST - AROUND - line.chars().count().min(super::LONGEST - AROUND);
    let texts = rows.iter().map(|row| row.text.clone()).collect();
    let (texts, left_out) = fitting(texts, room);
    let shown = rows.get(..texts.len()).unwrap_or(rows);
    let kept: Vec<FigureId> = shown.iter().flat_map(|row| row.figures.clone()).collect();
    let (missing, more_missing) = missing(ask, year, metric);
    let values = Values::new()
        .text("year", year.to_string())
        .text(
            "metric",
            metric.map(|metric| ask.short(metric)).unwrap_or_default(),
        )
        .list("rows", texts)
        .text("more", unless_none(left_out))
        .list("missing", missing)
        .text("more_missing", unless_none(more_missing))
        .flag(
            "disputed",
            metric.is_none() && shown.iter().any(|row| row.open),
        )
        .flag("computes", shown.iter().any(|row| row.computes))
        .resting_on(&kept);
    let bare = shown.iter().map(|row| row.bare.clone()).collect();
    Draft::answered(ask.say("year", &values), &values).values(bare)
}

/// A figure with what is to be said of it.
fn row(ask: &Ask, metric: MetricId, choice: &Choice) -> Option<Row> {
    let quantity = ask.quantity(choice)?;
    let figure = ask.data().figures.get(choice.figure.0)?;
    let change = change(ask, metric, choice, &quantity);
    let place = place(ask, metric, choice, &quantity);
    let rivals = rivals(ask, choice);
    let disputed = figure.usage == Usage::Conflict;
    let whole_year = choice.period.kind == PeriodKind::Year;
    let period = if whole_year {
        String::new()
    } else {
        choice.period.in_words()
    };
    let (before, change) = change.unzip();
    let (nth, among) = place.unzip();
    let label = ask.metric(metric).map(|metric| escape(&metric.label));
    let label = label.unwrap_or_default();
    let per = Some(value::per(ask, figure.per)).filter(|per| !label.contains(per.as_str()));
    let counted = rivals
        .iter()
        .map(|rival| counted(ask, metric, *rival))
        .collect();
    let values = Values::new()
        .quantity("value", &quantity)
        .text("per", per.unwrap_or_default())
        .text("unit", unit(ask, metric))
        .text("label", label)
        .text("period", period)
        .maybe("change", change.as_ref().map(Quantity::magnitude).as_ref())
        .flag(
            "rose",
            change.as_ref().is_some_and(|change| change.sign() > 0),
        )
        .flag(
            "fell",
            change.as_ref().is_some_and(|change| change.sign() < 0),
        )
        .text("change_from", before.unwrap_or_default())
        .text(
            "place",
            nth.map(extremum::place_in_words).unwrap_or_default(),
        )
        .flag("highest", nth == Some(1))
        .flag("lowest", nth.is_some() && nth == among)
        .text(
            "place_among",
            among.map_or_else(String::new, |among| among.to_string()),
        )
        .flag("percent", quantity.shape() == Shape::Percent)
        .flag("disputed", disputed)
        .text("outlet", outlet(ask, figure))
        .list("rivals", counted)
        .resting_on(&rivals);
    Some(Row {
        figures: values.figures().to_vec(),
        bare: quantity.bare(),
        text: ask.say("year_row", &values),
        computes: change.is_some() || nth.is_some(),
        open: disputed && rivals.is_empty(),
    })
}

/// What a measured amount is measured in; a count says it in its label.
fn unit(ask: &Ask, metric: MetricId) -> String {
    let measured = ask
        .metric(metric)
        .filter(|metric| metric.kind == UnitKind::Amount);
    measured.map_or_else(String::new, |metric| escape(&metric.unit))
}

/// The change on the same period a year before, with that period; nothing where the two must not be compared.
fn change(
    ask: &Ask,
    metric: MetricId,
    choice: &Choice,
    quantity: &Quantity,
) -> Option<(String, Quantity)> {
    let before = periods::shift(&choice.period, -1)?;
    let before = lookup::same(ask.data(), metric, &before)?;
    let alike = comparable(ask.data(), choice.figure, before.figure) == Comparable::Yes;
    let base = ask.quantity(&before).filter(|_| alike)?;
    let change = if quantity.shape() == Shape::Percent {
        quantity.minus(&base)
    } else {
        quantity.percent_change(&base)
    };
    Some((before.period.in_words(), change?))
}

/// The place of a year among the years of its series, the highest first, and how many there are; nothing where bounds leave it open.
fn place(
    ask: &Ask,
    metric: MetricId,
    choice: &Choice,
    quantity: &Quantity,
) -> Option<(usize, usize)> {
    let all = years(ask.data(), metric);
    if choice.period.kind != PeriodKind::Year || all.len() < FEWEST_RANKED {
        return None;
    }
    let Value::Exact(own) = quantity.value() else {
        return None;
    };
    let others = all.iter().filter(|other| other.figure != choice.figure);
    let above: Option<Vec<bool>> = others
        .map(|other| is_above(ask.quantity(other)?.value(), own))
        .collect();
    let above = above?.into_iter().filter(|above| *above).count();
    Some((above + 1, all.len()))
}

/// Whether a value lies above a number; nothing where its bounds leave that open.
fn is_above(value: Value, own: Number) -> Option<bool> {
    match value {
        Value::Exact(n) | Value::About(n) | Value::Almost(n) => Some(n > own),
        Value::MoreThan(n) => (n >= own).then_some(true),
        Value::AtLeast(n) => (n > own).then_some(true),
        Value::LessThan(n) | Value::AtMost(n) => (n <= own).then_some(false),
        Value::Range(low, _) if low > own => Some(true),
        Value::Range(_, high) => (high <= own).then_some(false),
    }
}

/// Other values for the same metric and period that stand beside the chosen one, and other outlets' values that dispute it.
fn rivals(ask: &Ask, choice: &Choice) -> Vec<FigureId> {
    let figure = |id: &FigureId| ask.data().figures.get(id.0);
    let Some(own) = figure(&choice.figure) else {
        return Vec::new();
    };
    let stands = |other: &Figure| {
        let current = other.superseded_by.is_none() && other.per == own.per;
        current && !agrees(other.value, own.value)
    };
    let mut found: Vec<FigureId> = Vec::new();
    let disputing = parties(ask.data(), choice.figure);
    let disputing = disputing.iter().filter(|id| {
        let other = figure(id).filter(|other| other.originator != own.originator);
        other.is_some_and(|other| same_time(&other.period, &own.period))
    });
    for id in choice.others.iter().chain(disputing) {
        if !found.contains(id) && figure(id).is_some_and(stands) {
            found.push(*id);
        }
    }
    found.truncate(MOST_RIVALS);
    found
}

fn same_time(a: &Period, b: &Period) -> bool {
    (a.from, a.to) == (b.from, b.to)
}

/// Whether one value is another rounded, or bounds it: "about 14,000" beside 13,699.
fn agrees(other: Value, own: Value) -> bool {
    match (other, own) {
        (Value::About(n) | Value::Almost(n), Value::Exact(own)) => Bound::Near.holds(own, n),
        (_, Value::Exact(own)) if !matches!(other, Value::Exact(_)) => {
            is_above(other, own).is_none()
        }
        _ => other == own,
    }
}

/// "Lamp & Tide has **309**", with what it counts where that is another metric.
fn counted(ask: &Ask, metric: MetricId, id: FigureId) -> String {
    let (Some(rival), Some(figure)) = (ask.published(id), ask.data().figures.get(id.0)) else {
        return String::new();
    };
    let other = Some(figure.metric).filter(|other| *other != metric);
    let values = Values::new()
        .quantity("value", &rival)
        .text("outlet", outlet(ask, figure))
        .text(
            "metric",
            other.map_or_else(String::new, |other| ask.short(other)),
        );
    ask.say("year_rival", &values)
}

fn outlet(ask: &Ask, figure: &Figure) -> String {
    let outlet = figure
        .originator
        .and_then(|outlet| ask.data().outlets.get(outlet.0));
    outlet.map_or_else(String::new, |outlet| escape(&outlet.name))
}

/// The metrics with a series of years that lack this one, each with its nearest years, and how many more there are.
fn missing(ask: &Ask, year: i16, metric: Option<MetricId>) -> (Vec<String>, usize) {
    let all = match metric {
        Some(metric) => vec![metric],
        None => (0..ask.data().metrics.len()).map(MetricId).collect(),
    };
    let mut lacking: Vec<String> = all
        .into_iter()
        .filter(|metric| metric_lacks(ask, *metric, year))
        .map(|metric| lacking_row(ask, metric, year))
        .collect();
    let more = lacking.len().saturating_sub(MOST_MISSING);
    lacking.truncate(MOST_MISSING);
    (lacking, more)
}

/// Whether a metric has a series of years that ends just before or after this one, or leaves it out.
fn metric_lacks(ask: &Ask, metric: MetricId, year: i16) -> bool {
    let have = years(ask.data(), metric);
    let mut own = have.iter().map(|choice| choice.period.last_year());
    let beside = |own: i16| own.abs_diff(year) <= 1;
    let spans = || {
        let years = || have.iter().map(|choice| choice.period.last_year());
        years().any(|own| own < year) && years().any(|own| own > year)
    };
    let has = have.iter().any(|choice| choice.period.last_year() == year);
    have.len() >= 2 && !has && (own.any(beside) || spans())
}

/// "lamp outages (nearest: 2017 and 2019)".
fn lacking_row(ask: &Ask, metric: MetricId, year: i16) -> String {
    let have = years(ask.data(), metric);
    let nearest = nearest(have.iter().map(|choice| choice.period.last_year()), year);
    let values = Values::new()
        .text("metric", ask.short(metric))
        .text("nearest", many::list(&nearest));
    ask.say("year_lacking", &values)
}

/// The last year before and the first year after.
fn nearest(years: impl Iterator<Item = i16> + Clone, year: i16) -> Vec<String> {
    let before = years.clone().filter(|own| *own < year).max();
    let after = years.filter(|own| *own > year).min();
    let both = before.into_iter().chain(after);
    both.map(|year| year.to_string()).collect()
}

/// No figure for the year: what is known instead.
fn nothing(ask: &Ask, year: i16, metric: Option<MetricId>) -> Draft {
    if let (Some(metric), Some(period)) = (metric, Period::year(year)) {
        return refuse::no_data(ask, Some(metric), &[period]);
    }
    let metrics = (0..ask.data().metrics.len()).map(MetricId);
    let all: Vec<i16> = metrics
        .flat_map(|metric| usable(ask.data(), metric))
        .map(|(_, figure)| figure.period.last_year())
        .collect();
    let (missing, more_missing) = missing(ask, year, None);
    let gap = ask.data().gaps.iter().find(|gap| gap.years.contains(&year));
    let nearest = nearest(all.iter().copied(), year);
    let values = Values::new()
        .text("year", year.to_string())
        .text("nearest", many::list(&nearest))
        .flag("one_nearest", nearest.len() == 1)
        .list("missing", missing)
        .text("more_missing", unless_none(more_missing))
        .text("gap", gap.map_or("", |gap| gap.say.as_str()));
    Draft::new(Status::NoData, ask.say("year_none", &values))
}
