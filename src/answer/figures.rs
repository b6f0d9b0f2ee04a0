//! Figures as they were published: one as a sentence, several as rows, with what is missing.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, cite, lists, records};
use crate::compute::{Cell, Choice, Missing, Quantity, Rows, years};
use crate::dataset::{FigureId, Period, PeriodKind};
use crate::query::{Query, Span};

/// The most rows of one answer.
const MOST_ROWS: usize = 24;
/// Fewer figures make no series to stand out of.
const FEWEST: usize = 3;

/// The figures asked for, and which of them there are not.
pub(super) fn worded(voice: &Voice, rows: &Rows) -> Draft {
    let lacking = lacking(voice, rows);
    match rows.cells.as_slice() {
        [cell] => one(voice, cell, &lacking),
        several => many(voice, several, &lacking),
    }
}

/// What has no figure: the periods, with what they lack where several metrics are asked for.
fn lacking(voice: &Voice, rows: &Rows) -> String {
    let metrics = rows.cells.iter().map(|cell| cell.metric);
    let metrics = metrics.chain(rows.missing.iter().map(|missing| missing.metric));
    let mut metrics: Vec<_> = metrics.collect();
    metrics.sort();
    metrics.dedup();
    if metrics.len() < 2 {
        let periods = rows.missing.iter().filter_map(|gone| gone.period.clone());
        return lists::periods(&periods.collect::<Vec<_>>());
    }
    let named = |missing: &Missing| {
        let phrase = missing.period.as_ref().map(Period::phrase);
        let phrase = phrase.map_or_else(String::new, |phrase| format!(" {phrase}"));
        format!("{}{phrase}", voice.short(missing.metric))
    };
    lists::all(&rows.missing.iter().map(named).collect::<Vec<_>>())
}

/// A single figure, with its place in the series.
pub(super) fn one(voice: &Voice, cell: &Cell, lacking: &str) -> Draft {
    let quantity = &cell.quantity;
    let values = Values::new()
        .quantity("value", quantity)
        .period("period", &cell.period)
        .text("metric", voice.measured(cell.metric))
        .sourced_text("sentence", voice.sentence(cell.figure), quantity.figures())
        .text("note", extreme(voice, cell))
        .text("lacking", lacking)
        .flag("not_a_count", false)
        .flag("latest", asks_latest(voice.query))
        .flag("carried", voice.manner.carried);
    let unit = voice.metric(cell.metric);
    let draft = Draft::answered(voice.word("one", &values), &values)
        .value(quantity.bare())
        .unit(unit.map_or("", |metric| metric.unit.as_str()));
    match cell.others.iter().find_map(|id| revised(voice, cell, *id)) {
        Some((text, old)) => Draft {
            text: format!("{} {text}", draft.text),
            figures: [draft.figures, vec![old]].concat(),
            ..draft
        },
        None => draft,
    }
}

/// "Revised from 460": the figure that this one took the place of.
fn revised(voice: &Voice, cell: &Cell, old: FigureId) -> Option<(String, FigureId)> {
    let figure = voice.figure(old)?;
    let earlier = voice.published(old)?;
    if figure.superseded_by != Some(cell.figure) || earlier.text() == cell.quantity.text() {
        return None;
    }
    let published = cite::citation(voice.data(), old)?.published;
    let values = Values::new()
        .quantity("earlier", &earlier)
        .text("outlet", voice.outlet_of(old))
        .text(
            "published",
            cite::short_date(&published).unwrap_or_default(),
        );
    Some((voice.say("revised", &values), old))
}

fn asks_latest(query: &Query) -> bool {
    let when = match query {
        Query::Figures(cells) => Some(&cells.when),
        _ => None,
    };
    when.is_some_and(|when| when.span == Span::Latest)
}

/// Several figures, one a row.
pub(super) fn many(voice: &Voice, rows: &[Cell], lacking: &str) -> Draft {
    let shown = rows.get(..MOST_ROWS).unwrap_or(rows);
    let first = shown.first();
    let same = |alike: fn(&Cell, &Cell) -> bool| {
        first.is_none_or(|first| shown.iter().all(|cell| alike(first, cell)))
    };
    let same_metric = same(|a, b| a.metric == b.metric);
    let row = |cell: &Cell| {
        let head = if same_metric {
            cell.period.in_words()
        } else {
            format!(
                "{}, {}",
                voice.measured(cell.metric),
                cell.period.in_words()
            )
        };
        format!("{head}: **{}**", cell.quantity.text())
    };
    let mut lines: Vec<String> = shown.iter().map(row).collect();
    if let Some(more) = rows.len().checked_sub(shown.len()).filter(|more| *more > 0) {
        let values = Values::new().text("more", more.to_string());
        lines.push(voice.say("and_more", &values));
    }
    let metric = first.map_or_else(String::new, |cell| voice.measured(cell.metric));
    let values = Values::new()
        .list("rows", lines)
        .text("metric", metric)
        .flag("several_metrics", !same_metric)
        .text("lacking", lacking)
        .resting_on(&cells::figures(shown));
    let bare = shown.iter().map(|cell| cell.quantity.bare()).collect();
    Draft::answered(voice.word("many", &values), &values).values(bare)
}

/// "the highest since the series begins in 2010", for a yearly figure that stands at an end of its series.
fn extreme(voice: &Voice, cell: &Cell) -> String {
    let series = years(voice.data(), cell.metric);
    if cell.period.kind != PeriodKind::Year || series.len() < FEWEST {
        return String::new();
    }
    let quantity = |choice: &Choice| Quantity::published(voice.data(), choice.figure);
    let others: Vec<Quantity> = series
        .iter()
        .filter(|choice| choice.period != cell.period)
        .filter_map(quantity)
        .collect();
    let own = cell.quantity.value();
    let mut values = others.iter().map(Quantity::value);
    let highest = values
        .clone()
        .all(|other| cells::is_above(own, other) == Some(true));
    let lowest = values.all(|other| cells::is_above(other, own) == Some(true));
    let case = match (highest, lowest) {
        (true, false) => "note_highest",
        (false, true) => "note_lowest",
        _ => return String::new(),
    };
    let all = series.iter().map(|choice| choice.period.last_year());
    let all: Vec<i16> = all.collect();
    let first = all.iter().copied().min().unwrap_or_default();
    let last = all.iter().copied().max().unwrap_or_default();
    let gone: Vec<i16> = (first..=last).filter(|year| !all.contains(year)).collect();
    let partial = !records::settle(voice.data(), cell, lowest, &gone);
    let values = Values::new()
        .text("first", first.to_string())
        .text("among", series.len().to_string())
        .flag("partial", partial);
    voice.say(case, &values)
}
