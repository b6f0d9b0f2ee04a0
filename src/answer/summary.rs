//! Summaries: everything there is for a period, each figure with its change, its place and what disputes it; or the main findings.
//!
//! It must not judge, nor rank what bounds leave open.

use super::cite::escape;
use super::draft::{Draft, Values};
use super::lists::{fitting, unless_none};
use super::voice::Voice;
use super::{Status, cells, figures, lack, lists, rivals};
use crate::compute::{Cell, Choice, Comparable, Quantity, Shape, comparable, parts, years};
use crate::dataset::{FigureId, MetricId, Period, PeriodKind, UnitKind, Usage};

/// Room for what stands around the list: its heading, what is missing, the source line.
const AROUND: usize = 1_300;
/// The most figures that a summary in a message lists.
const MOST_LINES: usize = 9;
/// The most figures of parts of a period that are listed.
const MOST_WITHIN: usize = 20;
/// The most metrics that are named as missing.
const MOST_MISSING: usize = 8;
/// The most rivals that are named beside a figure.
const MOST_RIVALS: usize = 2;
/// Fewer years make no order.
const FEWEST_RANKED: usize = 3;

use crate::compute::Summary;

/// Everything there is for a period, or for the dataset.
pub(super) fn worded(voice: &Voice, summary: &Summary) -> Draft {
    match &summary.period {
        Some(period) => of_period(voice, period, summary),
        None => of_dataset(voice, summary),
    }
}

/// A figure, ready to print.
struct Row {
    figures: Vec<FigureId>,
    bare: String,
    text: String,
    computes: bool,
    /// True if it is disputed and the row does not say by whom.
    open: bool,
}

fn of_period(voice: &Voice, period: &Period, summary: &Summary) -> Draft {
    let rows = summary.cells.iter().zip(&summary.before);
    let rows: Vec<Row> = rows
        .map(|(cell, before)| row(voice, cell, before.as_ref()))
        .collect();
    let long = voice.manner.room.is_some();
    let most = if long { rows.len() } else { MOST_LINES };
    let texts = rows.iter().take(most).map(|row| row.text.clone()).collect();
    let (texts, _) = fitting(texts, voice.room().saturating_sub(AROUND));
    let shown = rows.get(..texts.len()).unwrap_or(&rows);
    let kept: Vec<FigureId> = shown.iter().flat_map(|row| row.figures.clone()).collect();
    let (missing, more_missing) = missing(voice, period);
    let within: Vec<&Cell> = summary
        .within
        .iter()
        .take(if long { MOST_WITHIN } else { 0 })
        .collect();
    let values = Values::new()
        .text("year", period.in_words())
        .text("metric", "")
        .list(
            "within",
            within.iter().map(|cell| part(voice, cell)).collect(),
        )
        .list("rows", texts)
        .text("more", unless_none(rows.len() - shown.len()))
        .list("missing", missing)
        .text("more_missing", unless_none(more_missing))
        .flag("disputed", shown.iter().any(|row| row.open))
        .flag("computes", shown.iter().any(|row| row.computes))
        .resting_on(&kept)
        .resting_on(&cells::figures(within));
    let bare = shown.iter().map(|row| row.bare.clone()).collect();
    Draft::answered(voice.say("year", &values), &values)
        .printing(0)
        .values(bare)
}

/// A figure of a part of the period: "lamp outages, the first half of 2022: 301".
fn part(voice: &Voice, cell: &Cell) -> String {
    let values = Values::new()
        .quantity("value", &cell.quantity)
        .text("metric", voice.short(cell.metric))
        .text("period", cell.period.in_words());
    voice.say("year_part", &values)
}

/// A figure with what is to be said of it.
fn row(voice: &Voice, cell: &Cell, before: Option<&Cell>) -> Row {
    let quantity = &cell.quantity;
    let figure = voice.figure(cell.figure);
    let change = before.and_then(|before| change(voice, cell, before));
    let (nth, among) = place(voice, cell).unzip();
    let mut others = rivals::of(voice.data(), cell.figure);
    others.truncate(MOST_RIVALS);
    let counted = others.iter();
    let counted = counted.map(|id| rivals::row(voice, *id, Some(cell.metric)));
    let disputed = figure.is_some_and(|figure| figure.usage == Usage::Conflict);
    let metric = voice.metric(cell.metric);
    let label = metric.map_or_else(String::new, |metric| escape(&metric.label));
    let per = voice.per(figure.and_then(|figure| figure.per));
    let per = Some(per).filter(|per| !label.contains(per.as_str()));
    let measured = metric.filter(|metric| metric.kind == UnitKind::Amount);
    let whole_year = cell.period.kind == PeriodKind::Year;
    let sign = change.as_ref().map(Quantity::sign);
    let values = Values::new()
        .quantity("value", quantity)
        .text("per", per.unwrap_or_default())
        .text(
            "unit",
            measured.map_or_else(String::new, |metric| escape(&metric.unit)),
        )
        .text("label", label)
        .text(
            "period",
            if whole_year {
                String::new()
            } else {
                cell.period.in_words()
            },
        )
        .maybe("change", change.as_ref().map(Quantity::magnitude).as_ref())
        .flag("rose", sign == Some(1))
        .flag("fell", sign == Some(-1))
        .text(
            "change_from",
            before.map_or_else(String::new, |before| before.period.in_words()),
        )
        .text("place", nth.map(lists::place).unwrap_or_default())
        .flag("highest", nth == Some(1))
        .flag("lowest", nth.is_some() && nth == among)
        .text(
            "place_among",
            among.map_or_else(String::new, |among| among.to_string()),
        )
        .flag("percent", quantity.shape() == Shape::Percent)
        .flag("disputed", disputed)
        .text("outlet", voice.outlet_of(cell.figure))
        .list("rivals", counted.collect())
        .resting_on(&others);
    Row {
        figures: values.figures().to_vec(),
        bare: quantity.bare(),
        text: voice.say("year_row", &values),
        computes: change.is_some() || nth.is_some(),
        open: disputed && others.is_empty(),
    }
}

/// The change on the period before; nothing where the two must not be compared.
fn change(voice: &Voice, cell: &Cell, before: &Cell) -> Option<Quantity> {
    let alike = comparable(voice.data(), cell.figure, before.figure) == Comparable::Yes;
    let base = Some(&before.quantity).filter(|_| alike)?;
    if cell.quantity.shape() == Shape::Percent {
        cell.quantity.minus(base)
    } else {
        let percent = base
            .is_positive()
            .then(|| cell.quantity.percent_change(base));
        percent.flatten()
    }
}

/// The place of a year among the years of its series, the highest first, and how many there are; nothing where bounds leave it open.
fn place(voice: &Voice, cell: &Cell) -> Option<(usize, usize)> {
    let all = years(voice.data(), cell.metric);
    if cell.period.kind != PeriodKind::Year || all.len() < FEWEST_RANKED {
        return None;
    }
    let own = cell.quantity.value();
    let is_above = |other: &Choice| {
        let other = Quantity::published(voice.data(), other.figure)?;
        cells::is_above(other.value(), own)
    };
    let others = all.iter().filter(|other| other.figure != cell.figure);
    let above: Option<Vec<bool>> = others.map(is_above).collect();
    let above = above?.into_iter().filter(|above| *above).count();
    Some((above + 1, all.len()))
}

/// The metrics with a series of years that lack this one, each with its nearest years, and how many more there are.
fn missing(voice: &Voice, period: &Period) -> (Vec<String>, usize) {
    if period.kind != PeriodKind::Year {
        return (Vec::new(), 0);
    }
    let metrics = voice.data().own_metrics().map(|(id, _)| id);
    let lacking = metrics.filter_map(|metric| lacking(voice, metric, period.last_year()));
    let mut lacking: Vec<String> = lacking.collect();
    let more = lacking.len().saturating_sub(MOST_MISSING);
    lacking.truncate(MOST_MISSING);
    (lacking, more)
}

/// "lamp outages (nearest: 2017 and 2019)", of a series of years that leaves this one out or ends beside it.
fn lacking(voice: &Voice, metric: MetricId, year: i16) -> Option<String> {
    let have = years(voice.data(), metric);
    let own = have.iter().map(|choice| choice.period.last_year());
    let before = own.clone().filter(|own| *own < year).max();
    let after = own.clone().filter(|own| *own > year).min();
    let beside = own.clone().any(|own| own.abs_diff(year) <= 1);
    let has = own.clone().any(|own| own == year);
    if has || have.len() < 2 || !(beside || before.is_some() && after.is_some()) {
        return None;
    }
    let nearest = nearest(own, year);
    let values = Values::new()
        .text("metric", voice.short(metric))
        .text("nearest", lists::all(&nearest));
    Some(voice.say("year_lacking", &values))
}

/// There is nothing for a period: which series lack it, and which years are the nearest.
pub(super) fn nothing(voice: &Voice, period: &Period) -> Draft {
    let figures = voice.data().figures.iter();
    let figures = figures.filter(|figure| figure.usage != Usage::Never);
    let nearest = nearest(
        figures.map(|figure| figure.period.last_year()),
        period.last_year(),
    );
    let (missing, more_missing) = missing(voice, period);
    let mut gaps = voice.data().gaps.iter();
    let gap = gaps.find(|gap| gap.years.contains(&period.last_year()));
    let values = Values::new()
        .text("year", period.in_words())
        .text("nearest", lists::all(&nearest))
        .flag("one_nearest", nearest.len() == 1)
        .list("missing", missing)
        .text("more_missing", unless_none(more_missing))
        .text("gap", gap.map_or("", |gap| gap.say.as_str()));
    Draft::new(Status::NoData, voice.say("year_none", &values))
}

/// The last year before and the first year after.
fn nearest(years: impl Iterator<Item = i16> + Clone, year: i16) -> Vec<String> {
    let before = years.clone().filter(|own| *own < year).max();
    let after = years.filter(|own| *own > year).min();
    let both = before.into_iter().chain(after);
    both.map(|year| year.to_string()).collect()
}

/// The main findings: the headline metric's last change and record, its parts, and the latest of the others.
fn of_dataset(voice: &Voice, summary: &Summary) -> Draft {
    let Some((head, others)) = summary.cells.split_first() else {
        return lack::nothing(voice);
    };
    let before = summary.before.first().and_then(Option::as_ref);
    let Some(before) = before else {
        return figures::many(voice, &summary.cells, "");
    };
    let change = change(voice, head, before);
    let record = record(voice, head);
    let (record_period, record) = record.unzip();
    let parts = parts_of(voice, head);
    let listed = |cell: &Cell| {
        parts
            .iter()
            .any(|(_, part)| part.figures() == [cell.figure])
    };
    let rows = others.iter().filter(|cell| !listed(cell));
    let rows: Vec<&Cell> = rows.take(MOST_LINES).collect();
    let sentences = rows
        .iter()
        .map(|cell| voice.sentence(cell.figure))
        .collect();
    let of_parts = parts.iter().flat_map(|(_, part)| part.figures().to_vec());
    let values = Values::new()
        .sourced_text("sentence", voice.sentence(head.figure), &[head.figure])
        .quantity("value", &head.quantity)
        .quantity("before", &before.quantity)
        .period("period", &head.period)
        .text("before_period", before.period.in_words())
        .text(
            "change",
            change.map_or_else(String::new, |change| change.signed_text()),
        )
        .maybe("record", record.as_ref())
        .text("record_period", record_period.unwrap_or_default())
        .text("metric", voice.short(head.metric))
        .resting_on(&of_parts.collect::<Vec<_>>())
        .list("parts", parts.into_iter().map(|(text, _)| text).collect())
        .list("rows", sentences)
        .resting_on(&cells::figures(rows.iter().copied()));
    let draft = Draft::answered(voice.word("dataset", &values), &values);
    Draft {
        computed: true,
        ..draft.value(head.quantity.bare())
    }
}

/// The highest figure of a metric but one, with its period in words.
fn record(voice: &Voice, head: &Cell) -> Option<(String, Quantity)> {
    let all = years(voice.data(), head.metric);
    let others = all.iter().filter(|choice| choice.figure != head.figure);
    let quantity = |choice: &Choice| {
        let quantity = Quantity::published(voice.data(), choice.figure)?;
        Some((choice.period.in_words(), quantity))
    };
    let others = others.filter_map(quantity);
    others.max_by_key(|(_, quantity)| quantity.sort_key())
}

/// The parts of a figure, each with its share in words.
fn parts_of(voice: &Voice, whole: &Cell) -> Vec<(String, Quantity)> {
    let part = |(metric, choice): &(MetricId, Choice)| {
        let part = Quantity::published(voice.data(), choice.figure)?;
        let share = part.share_of(&whole.quantity)?.text();
        let text = format!("{}: **{}** ({share})", voice.short(*metric), part.text());
        Some((text, part))
    };
    let parts = parts(voice.data(), whole.metric, &whole.period);
    parts.iter().filter_map(part).collect()
}
