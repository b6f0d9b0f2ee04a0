//! What cannot be computed: said by what was looked up, with what there is instead.

use super::draft::{Draft, Values};
use super::notes::looks_at;
use super::voice::Voice;
use super::{Status, cells, cite, lists, reply};
use crate::compute::{Cell, Comparable, Lack, Quantity, cell_at, covers, usable};
use crate::dataset::{DimensionId, FigureId, MetricId, OutletId, Period, PeriodKind};

/// The most periods that are listed as known.
const MOST_KNOWN: usize = 8;

/// Why there is no answer, in words.
pub(super) fn worded(voice: &Voice, lack: &Lack) -> Draft {
    match lack {
        Lack::NoFigure {
            metric,
            missing,
            known,
            outlet,
            nearest,
        } => no_figure(voice, *metric, (missing, known), *outlet, nearest),
        Lack::Gap(index) => known_gap(voice, *index),
        Lack::Holes {
            metric,
            missing,
            cells,
        } => holes(voice, *metric, missing, cells),
        Lack::Unlike { left, right, why } => unlike(voice, left, right, *why),
        Lack::OnlyBounds(cells) => only_bounds(voice, cells),
        Lack::NotAdditive(cells) => not_additive(voice, cells),
        Lack::Overlap(a, b) => overlap(voice, *a, *b),
        Lack::BadBase(base, other) => bad_base(voice, base, other),
        Lack::NoWhole(metric) => no_whole(voice, *metric),
        Lack::NoParts(metric) => about_metric(voice, "no_breakdown", Status::NoData, *metric),
        Lack::NotBrokenDown(metric, dimension) => not_broken_down(voice, *metric, *dimension),
        Lack::OnlyByMembers(metric) => only_by_members(voice, *metric),
        Lack::NoBetter(metric) => about_metric(voice, "no_better", Status::Clarify, *metric),
        Lack::TooFew(cells) => too_few(voice, cells),
        Lack::NoWorkingDays(cell) => no_working_days(voice, cell),
        Lack::NoMetric => reply::which_metric(voice),
    }
}

/// Nothing was found and nothing is known why.
pub(super) fn nothing(voice: &Voice) -> Draft {
    reply::which_metric(voice)
}

fn refused(status: Status, text: String, values: &Values) -> Draft {
    Draft {
        status,
        ..Draft::answered(text, values)
    }
}

/// There is no figure for these periods; says what there is, and the nearest.
fn no_figure(
    voice: &Voice,
    metric: MetricId,
    (missing, known): (&[Period], &[Period]),
    outlet: Option<OutletId>,
    nearest: &[Cell],
) -> Draft {
    if let Some(outlet) = outlet {
        return of_outlet(voice, metric, missing, outlet, nearest);
    }
    if let Some(gap) = gap_of(voice, metric, missing) {
        return gap;
    }
    let near = nearest.iter().map(|cell| {
        let value = cell.quantity.text();
        format!("**{value}** {}", cell.period.phrase())
    });
    let have = lists::periods_within(&alike(known, missing), MOST_KNOWN);
    let values = Values::new()
        .text("metric", voice.short(metric))
        .text("missing", lists::periods(missing))
        .text("have", have)
        .list("nearest", near.collect())
        .resting_on(&cells::figures(nearest));
    let draft = refused(Status::NoData, voice.say("no_data", &values), &values);
    bounded(voice, metric, missing, draft)
}

/// The outlet that was asked for has no such figure; who has one is named with it.
fn of_outlet(
    voice: &Voice,
    metric: MetricId,
    missing: &[Period],
    outlet: OutletId,
    nearest: &[Cell],
) -> Draft {
    let is_asked = |period: &Period| {
        let mut missing = missing.iter();
        missing.any(|asked| (asked.from, asked.to) == (period.from, period.to))
    };
    let figures = usable(voice.data(), metric);
    let others = figures.filter(|(_, figure)| {
        let stands = figure.superseded_by.is_none() && figure.originator != Some(outlet);
        stands && (missing.is_empty() || is_asked(&figure.period))
    });
    let others: Vec<FigureId> = others.map(|(id, _)| id).take(2).collect();
    let row = |id: &FigureId| {
        let values = Values::new()
            .quantity("value", &voice.published(*id)?)
            .text("outlet", voice.outlet_of(*id))
            .text("metric", "");
        let period = voice.figure(*id)?.period.in_words();
        Some(format!("{} ({period})", voice.say("year_rival", &values)))
    };
    let near = nearest.iter().map(|cell| {
        let value = cell.quantity.text();
        format!("**{value}** {}", cell.period.phrase())
    });
    let values = Values::new()
        .text("outlet", voice.outlet(outlet))
        .text("metric", voice.short(metric))
        .text("missing", lists::periods(missing))
        .list("others", others.iter().filter_map(row).collect())
        .list("nearest", near.collect())
        .resting_on(&others)
        .resting_on(&cells::figures(nearest));
    refused(Status::NoData, voice.say("not_of_outlet", &values), &values)
}

/// Of the known periods those of the same length as what is missing, else the years, else all.
fn alike(known: &[Period], missing: &[Period]) -> Vec<Period> {
    let of = |kind: PeriodKind| -> Vec<Period> {
        let alike = known.iter().filter(|period| period.kind == kind);
        alike.cloned().collect()
    };
    let same = missing
        .first()
        .map_or_else(Vec::new, |first| of(first.kind));
    let years = of(PeriodKind::Year);
    match (same.is_empty(), years.is_empty()) {
        (false, _) => same,
        (true, false) => years,
        (true, true) => known.to_vec(),
    }
}

/// A declared gap that covers a metric and one of the periods.
fn gap_of(voice: &Voice, metric: MetricId, missing: &[Period]) -> Option<Draft> {
    let mut gaps = voice.data().gaps.iter();
    let in_years = |years: &[i16]| {
        let mut missing = missing.iter();
        missing.any(|period| years.contains(&period.last_year()))
    };
    let gap = gaps.find(|gap| gap.metrics.contains(&metric) && in_years(&gap.years))?;
    let values = Values::new()
        .text("metric", voice.short(metric))
        .text("missing", lists::periods(missing))
        .text("have", "")
        .list("nearest", Vec::new());
    let text = format!("{} {}", voice.say("no_data", &values), gap.say);
    let draft = Draft::new(Status::NoData, text);
    Some(bounded(voice, metric, missing, draft))
}

/// A gap that was met: what it is a gap of comes first, where the query names that.
fn known_gap(voice: &Voice, index: usize) -> Draft {
    let asked = looks_at(voice.query);
    let named = asked.and_then(|cells| {
        let mut metrics = cells.metrics.iter();
        metrics.find_map(|metric| gap_of(voice, *metric, cells.when.points()))
    });
    named.unwrap_or_else(|| gap(voice, index))
}

/// A known gap of the data, in its own words.
pub(super) fn gap(voice: &Voice, index: usize) -> Draft {
    let Some(gap) = voice.data().gaps.get(index) else {
        return nothing(voice);
    };
    let values = Values::new()
        .text("say", gap.say.clone())
        .text("what", gap.what.clone());
    Draft::new(Status::NoData, voice.say("gap", &values))
}

/// Adds what a published record says of a year without a figure: it cannot lie above the highest or below the lowest.
pub(super) fn bounded(voice: &Voice, metric: MetricId, missing: &[Period], draft: Draft) -> Draft {
    let [period] = missing else {
        return draft;
    };
    if period.kind != PeriodKind::Year {
        return draft;
    }
    let year = period.last_year();
    let record = |of: fn(&crate::dataset::Figure) -> Option<(i16, i16)>| {
        let mut figures = usable(voice.data(), metric);
        let found = figures.find(|(_, figure)| covers(of(figure), (year, year)))?;
        Some((voice.published(found.0)?, found.1.period.in_words()))
    };
    let (high, low) = (
        record(|figure| figure.highest_in),
        record(|figure| figure.lowest_in),
    );
    if high.is_none() && low.is_none() {
        return draft;
    }
    let (high, high_period) = high.unzip();
    let (low, low_period) = low.unzip();
    let values = Values::new()
        .maybe("high", high.as_ref())
        .maybe("low", low.as_ref())
        .text("high_period", high_period.unwrap_or_default())
        .text("low_period", low_period.unwrap_or_default())
        .text("year", year.to_string())
        .resting_on(&draft.figures);
    let said = voice.say("between_records", &values);
    if draft.text.contains(&said) {
        return draft;
    }
    Draft {
        text: format!("{} {said}", draft.text),
        figures: values.figures().to_vec(),
        ..draft
    }
}

/// A stretch with missing periods cannot be added up.
fn holes(voice: &Voice, metric: MetricId, missing: &[Period], cells: &[Cell]) -> Draft {
    let row = |cell: &Cell| format!("{}: {}", cell.period.in_words(), cell.quantity.text());
    let have = cells.iter().map(row).collect::<Vec<_>>().join("; ");
    let values = Values::new()
        .text("metric", voice.short(metric))
        .text("missing", lists::periods(missing))
        .sourced_text("have", have, &cells::figures(cells));
    refused(Status::NoData, voice.say("holes", &values), &values)
}

/// Two figures that must not be set against each other, with both and the reason.
pub(super) fn unlike(voice: &Voice, left: &Cell, right: &Cell, why: Comparable) -> Draft {
    let side = |cell: &Cell| {
        let label = voice
            .metric(cell.metric)
            .map(|metric| cite::escape(&metric.label));
        let values = Values::new()
            .quantity("value", &cell.quantity)
            .text("label", label.unwrap_or_default())
            .period("period", &cell.period)
            .text("outlet", voice.outlet_of(cell.figure));
        voice.say("side", &values)
    };
    let reason = match why {
        Comparable::OtherPeriod => "reason_period",
        Comparable::OtherRate => "reason_rate",
        _ => "reason_metric",
    };
    let values = Values::new()
        .sourced_text("first", side(left), &[left.figure])
        .sourced_text("second", side(right), &[right.figure])
        .text("reason", voice.say(reason, &Values::new()));
    let text = voice.say("not_comparable", &values);
    refused(Status::NotComparable, text, &values)
}

/// Only bounds are known, so nothing can be computed.
pub(super) fn only_bounds<'a>(voice: &Voice, of: impl IntoIterator<Item = &'a Cell>) -> Draft {
    let all: Vec<&Cell> = of.into_iter().collect();
    let texts = all.iter().map(|cell| {
        let value = cell.quantity.text();
        format!(
            "{value} ({}, {})",
            voice.short(cell.metric),
            cell.period.in_words()
        )
    });
    let texts: Vec<String> = texts.collect();
    let figures = cells::figures(all.iter().copied());
    let values = Values::new().sourced_text("values", lists::all(&texts), &figures);
    refused(
        Status::NotComparable,
        voice.say("only_bounds", &values),
        &values,
    )
}

/// Percentages, and states at a date, do not add up.
fn not_additive(voice: &Voice, of: &[Cell]) -> Draft {
    let row = |cell: &Cell| format!("{}: {}", cell.period.in_words(), cell.quantity.text());
    let first = of.first();
    let percent = first.is_some_and(|cell| voice.is_percent(cell.metric));
    let values = Values::new()
        .text(
            "metric",
            first.map_or_else(String::new, |cell| voice.short(cell.metric)),
        )
        .flag("percent", percent)
        .list("rows", of.iter().take(MOST_KNOWN).map(row).collect())
        .resting_on(&cells::figures(of.iter().take(MOST_KNOWN)));
    refused(
        Status::NotComparable,
        voice.say("cannot_add", &values),
        &values,
    )
}

/// Metrics that may count the same things twice.
fn overlap(voice: &Voice, a: MetricId, b: MetricId) -> Draft {
    let asked = |metric: MetricId| {
        let period = looks_at(voice.query)?.when.points().first()?;
        Some(cell_at(voice.data(), metric, period)?.quantity)
    };
    let latest = |metric: MetricId| {
        let figures = usable(voice.data(), metric);
        let standing = figures.filter(|(_, figure)| figure.superseded_by.is_none());
        let last = standing.max_by_key(|(_, figure)| figure.period.to)?;
        voice.published(last.0)
    };
    let values = Values::new()
        .maybe("first", asked(a).or_else(|| latest(a)).as_ref())
        .maybe("second", asked(b).or_else(|| latest(b)).as_ref())
        .text("first_metric", voice.short(a))
        .text("second_metric", voice.short(b));
    refused(
        Status::NotComparable,
        voice.word("overlap", &values),
        &values,
    )
}

/// A base of zero or less allows no percentage; the difference stands instead.
fn bad_base(voice: &Voice, base: &Cell, other: &Cell) -> Draft {
    let difference = other.quantity.minus(&base.quantity);
    let values = Values::new()
        .quantity("base", &base.quantity)
        .quantity("other", &other.quantity)
        .period("base_period", &base.period)
        .period("other_period", &other.period)
        .text("metric", voice.short(other.metric))
        .text(
            "difference",
            difference
                .as_ref()
                .map_or_else(String::new, Quantity::signed_text),
        );
    let draft = refused(
        Status::NotComparable,
        voice.say("bad_base", &values),
        &values,
    );
    Draft {
        computed: difference.is_some(),
        ..draft
    }
}

fn no_whole(voice: &Voice, metric: MetricId) -> Draft {
    let mut metrics = voice.data().metrics.iter();
    let headline = metrics.find(|metric| metric.headline);
    let values = Values::new().text("metric", voice.short(metric)).text(
        "headline",
        headline.map_or_else(String::new, |metric| cite::escape(&metric.short)),
    );
    refused(
        Status::NotComparable,
        voice.say("no_share", &values),
        &values,
    )
}

/// A dimension that was named and that the metric lacks; says by which it is broken down.
fn not_broken_down(voice: &Voice, metric: MetricId, dimension: DimensionId) -> Draft {
    let values = broken_down(voice, metric).text("dimension", voice.dimension(dimension));
    let said = voice.say("not_broken_down", &values);
    refused(Status::NoData, said, &values)
}

/// The metric has no figure for all members together.
fn only_by_members(voice: &Voice, metric: MetricId) -> Draft {
    let values = broken_down(voice, metric);
    let said = voice.say("only_by_members", &values);
    refused(Status::NoData, said, &values)
}

/// A metric, and by what it is broken down.
fn broken_down(voice: &Voice, metric: MetricId) -> Values {
    Values::new()
        .text("metric", voice.short(metric))
        .text("have", dimensions(voice, metric))
}

/// The dimensions by which a metric has figures, as a list.
fn dimensions(voice: &Voice, metric: MetricId) -> String {
    let data = voice.data();
    let has = |dimension: &&DimensionId| data.is_broken_down(metric, **dimension);
    let found = data.dimensions_of(metric).iter().filter(has);
    let names = found.map(|dimension| voice.dimension(*dimension));
    lists::all(&names.collect::<Vec<_>>())
}

fn about_metric(voice: &Voice, case: &str, status: Status, metric: MetricId) -> Draft {
    let values = Values::new().text("metric", voice.short(metric));
    refused(status, voice.say(case, &values), &values)
}

/// One figure makes no course, none makes no average.
fn too_few(voice: &Voice, of: &[Cell]) -> Draft {
    let sentences = of.iter().map(|cell| voice.sentence(cell.figure));
    let values = Values::new()
        .list("rows", sentences.collect())
        .resting_on(&cells::figures(of));
    refused(Status::NoData, voice.say("too_few", &values), &values)
}

fn no_working_days(voice: &Voice, cell: &Cell) -> Draft {
    let values = Values::new()
        .quantity("value", &cell.quantity)
        .text("metric", voice.short(cell.metric))
        .period("period", &cell.period);
    refused(
        Status::NoData,
        voice.say("no_working_days", &values),
        &values,
    )
}
