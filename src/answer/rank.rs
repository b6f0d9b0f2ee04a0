//! Figures in order: the highest, the n-th, the first few, both ends, a period's place, the record before.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, holes, lists, records};
use crate::compute::{Cell, Order, usable};
use crate::dataset::{FigureId, Period, PeriodKind};
use crate::query::{Among, End, Place, Query, Rank, Span, Wants};

/// The figures that are printed with a place: the one at it, and the runner-up.
const PRINTED: usize = 2;
/// The most members beside the one that is asked for.
const MOST_OTHERS: usize = 7;
/// The most rows of an order.
const MOST_ROWS: usize = 20;

/// What stands at the place that was asked for.
pub(super) fn worded(voice: &Voice, order: &Order) -> Draft {
    let draft = match (&order.place, order.among) {
        (Place::Top(1), Among::Periods) => nth(voice, order, 1),
        (Place::Nth(place), Among::Periods) => nth(voice, order, usize::from(*place)),
        (Place::Nth(place), Among::Metrics) => series(voice, order, usize::from(*place)),
        (Place::Top(1), Among::Metrics) => series(voice, order, 1),
        (Place::Top(n), _) => top(voice, order, usize::from(*n)),
        (Place::All, _) => top(voice, order, order.cells.len()),
        (Place::Ends, _) => ends(voice, order),
        (Place::Of(period), _) => place_of(voice, order, period),
        (Place::Before(period), _) => before(voice, order, period),
    };
    let draft = draft.unwrap_or_else(|| too_few(voice, order));
    let draft = if is_settled(voice, order) {
        draft
    } else {
        holes::named(voice, draft, &order.holes)
    };
    let draft = holes::open(voice, draft, &order.unsure, is_low(order));
    match order.cells.first() {
        Some(first) => {
            let missing = (order.missing.as_slice(), order.by.as_ref());
            holes::members(voice, draft, missing, &first.period)
        }
        None => draft,
    }
}

/// There are fewer figures than the place that was asked for.
fn too_few(voice: &Voice, order: &Order) -> Draft {
    top(voice, order, order.cells.len()).unwrap_or_else(|| super::lack::nothing(voice))
}

/// Whether a published record says that no period without a figure stands above the first.
fn is_settled(voice: &Voice, order: &Order) -> bool {
    let asks_first = matches!(order.place, Place::Nth(1) | Place::Top(1));
    asks_first
        && order
            .cells
            .first()
            .is_some_and(|first| is_record(voice, order, first))
}

fn is_record(voice: &Voice, order: &Order, first: &Cell) -> bool {
    let years = order.holes.iter().map(Period::last_year);
    let years: Vec<i16> = years.collect();
    let yearly = first.period.kind == PeriodKind::Year;
    yearly && records::settle(voice.data(), first, is_low(order), &years)
}

fn is_low(order: &Order) -> bool {
    order.end == End::Low
}

/// The cells at a place, counted from 1, where equal values share one, and how many stand above them.
fn at(order: &Order, place: usize) -> Option<(Vec<&Cell>, usize)> {
    let own = order.cells.get(place.checked_sub(1)?)?;
    let same = |cell: &&Cell| cell.quantity.sort_key() == own.quantity.sort_key();
    let above = order.cells.iter().take_while(|cell| !same(cell)).count();
    Some((order.cells.iter().filter(same).collect(), above))
}

/// Which part of the series is in order: the periods asked about only, or all.
fn is_limited(voice: &Voice) -> bool {
    let when = match voice.query {
        Query::Rank(Rank { over, .. }) => &over.when,
        _ => return false,
    };
    when.span != Span::All || !when.without.is_empty()
}

fn nth(voice: &Voice, order: &Order, place: usize) -> Option<Draft> {
    let (ties, above) = at(order, place)?;
    let cell = ties.first()?;
    let runner = order.cells.get(above + ties.len());
    let names: Vec<String> = ties.iter().map(|cell| cell.period.in_words()).collect();
    let first = order
        .cells
        .iter()
        .map(|cell| &cell.period)
        .min_by_key(|period| period.to);
    let partial = !order.holes.is_empty() && !is_record(voice, order, cell);
    let wants_value = order.wants == Wants::Value;
    let values = Values::new()
        .quantity("value", &cell.quantity)
        .period("period", &cell.period)
        .text("periods", lists::all(&names))
        .text("metric", voice.measured(cell.metric))
        .text("place", lists::place(place))
        .flag("lowest", is_low(order))
        .flag("nth", place > 1)
        .flag("partial", is_limited(voice))
        .flag("among_known", partial)
        .flag("value_first", wants_value)
        .text("first", first.map_or_else(String::new, Period::in_words))
        .text("among", order.cells.len().to_string())
        .maybe("runner", runner.map(|runner| &runner.quantity))
        .text(
            "runner_period",
            runner.map_or_else(String::new, |runner| runner.period.in_words()),
        )
        .text("yesno", "")
        .flag("carried", voice.manner.carried)
        .resting_on(&cells::figures(ties.iter().copied()));
    let printed = if place > 1 { ties.len() } else { PRINTED };
    let draft = Draft::answered(voice.word("place", &values), &values).printing(printed);
    Some(if wants_value {
        draft.value(cell.quantity.bare())
    } else {
        draft.values(names)
    })
}

/// Which of several metrics stands at a place.
fn series(voice: &Voice, order: &Order, place: usize) -> Option<Draft> {
    let (ties, _) = at(order, place)?;
    let cell = ties.first()?;
    let by = order.by.as_ref();
    let name = |cell: &Cell| voice.beside(cell.metric, by);
    let names: Vec<String> = ties.iter().map(|cell| name(cell)).collect();
    let is_tie = |other: &&Cell| ties.iter().any(|tie| tie.metric == other.metric);
    let others = order.cells.iter().filter(|cell| !is_tie(cell));
    let row = |cell: &Cell| format!("{} {}", name(cell), cell.quantity.text());
    let most = if by.is_some() { MOST_OTHERS } else { MOST_ROWS };
    let others = with_more(voice, others.map(row).collect(), most);
    let counted = by.and_then(|_| voice.whole(cell.metric));
    let values = Values::new()
        .quantity("value", &cell.quantity)
        .text("metric", lists::all(&names))
        .period("period", &cell.period)
        .text("counted", counted.unwrap_or_default())
        .list("others", others)
        .flag("lowest", is_low(order))
        .text("place", lists::place(place))
        .flag("nth", place > 1)
        .resting_on(&cells::figures(&order.cells));
    let draft = Draft::answered(voice.word("series", &values), &values);
    let label = |cell: &&Cell| match by {
        Some(_) => Some(name(cell)),
        None => voice.metric(cell.metric).map(|metric| metric.label.clone()),
    };
    Some(match order.wants {
        Wants::Value | Wants::Gap => draft.value(cell.quantity.bare()),
        Wants::Name => draft.values(ties.iter().filter_map(label).collect()),
    })
}

/// So many rows, and how many more there are.
fn with_more(voice: &Voice, mut rows: Vec<String>, most: usize) -> Vec<String> {
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    with_count(voice, rows, more)
}

fn with_count(voice: &Voice, mut rows: Vec<String>, more: usize) -> Vec<String> {
    if more > 0 {
        let values = Values::new().text("more", more.to_string());
        rows.push(voice.say("and_more", &values));
    }
    rows
}

/// The first few of an order.
fn top(voice: &Voice, order: &Order, n: usize) -> Option<Draft> {
    let shown = order.cells.get(..n.min(MOST_ROWS)).unwrap_or(&order.cells);
    let first = shown.first()?;
    let by_period = order.among == Among::Periods;
    let name = |cell: &Cell| {
        if by_period {
            cell.period.in_words()
        } else {
            voice.beside(cell.metric, order.by.as_ref())
        }
    };
    let row = |cell: &Cell| format!("{}: **{}**", name(cell), cell.quantity.text());
    let metric = match (by_period, &order.by) {
        (true, _) => voice.measured(first.metric),
        (false, None) => first.period.in_words(),
        (false, Some(_)) => {
            let whole = voice.whole(first.metric).unwrap_or_default();
            format!("{whole} {}", first.period.phrase())
        }
    };
    let rows = shown.iter().map(row).collect();
    let all = matches!(order.place, Place::All);
    let rows = if all && n > shown.len() {
        with_count(voice, rows, n - shown.len())
    } else {
        rows
    };
    let values = Values::new()
        .list("rows", rows)
        .text("metric", metric)
        .text("n", shown.len().to_string())
        .flag("lowest", is_low(order))
        .resting_on(&cells::figures(shown));
    let bare = |cell: &Cell| match order.wants {
        Wants::Value | Wants::Gap => cell.quantity.bare(),
        Wants::Name => name(cell),
    };
    let draft = Draft::answered(voice.word("top", &values), &values);
    Some(draft.values(shown.iter().map(bare).collect()))
}

/// The highest and the lowest.
fn ends(voice: &Voice, order: &Order) -> Option<Draft> {
    let (mut high, mut low) = (order.cells.first()?, order.cells.last()?);
    if is_low(order) {
        (high, low) = (low, high);
    }
    let apart = high.quantity.minus(&low.quantity);
    let apart = apart.filter(|_| order.wants == Wants::Gap);
    let name = |cell: &Cell| voice.beside(cell.metric, order.by.as_ref());
    let values = Values::new()
        .quantity("high", &high.quantity)
        .quantity("low", &low.quantity)
        .period("high_period", &high.period)
        .period("low_period", &low.period)
        .text("metric", voice.short(voice.data().whole_of(high.metric)));
    let values = if order.among == Among::Metrics {
        values
            .text("high_name", name(high))
            .text("low_name", name(low))
    } else {
        values
    };
    let of = |cell: &Cell| match (order.wants, order.among) {
        (Wants::Name, Among::Metrics) => name(cell),
        (Wants::Name, Among::Periods) => cell.period.in_words(),
        _ => cell.quantity.bare(),
    };
    Some(match apart {
        Some(apart) => {
            let values = values.quantity("difference", &apart);
            Draft::answered(voice.word("range", &values), &values).value(apart.bare())
        }
        None => {
            Draft::answered(voice.word("both", &values), &values).values(vec![of(high), of(low)])
        }
    })
}

/// The place of one period among all.
fn place_of(voice: &Voice, order: &Order, period: &Period) -> Option<Draft> {
    let own = order.cells.iter().find(|cell| same(&cell.period, period))?;
    if order.wants == Wants::Gap
        && let Some(draft) = from_end(voice, order, own)
    {
        return Some(draft);
    }
    let before = |cell: &&Cell| cell.quantity.sort_key() != own.quantity.sort_key();
    let place = order.cells.iter().take_while(before).count() + 1;
    let values = Values::new()
        .quantity("value", &own.quantity)
        .period("period", &own.period)
        .text("metric", voice.measured(own.metric))
        .text("place", lists::place(place))
        .text("among", order.cells.len().to_string())
        .flag("lowest", is_low(order))
        .resting_on(&cells::figures(&order.cells));
    let draft = Draft::answered(voice.word("rank", &values), &values).printing(1);
    Some(draft.value(place.to_string()))
}

/// How far a period is from the highest or the lowest; none where it is that itself.
fn from_end(voice: &Voice, order: &Order, own: &Cell) -> Option<Draft> {
    let first = order.cells.first()?;
    let apart = first.quantity.minus(&own.quantity)?.magnitude();
    if first.quantity.sort_key() == own.quantity.sort_key() {
        return None;
    }
    let percent = own.quantity.percent_change(&first.quantity);
    let percent = percent.filter(|_| !voice.is_percent(own.metric));
    let percent = percent.map(|percent| percent.magnitude());
    let values = Values::new()
        .quantity("difference", &apart)
        .quantity("value", &own.quantity)
        .quantity("other", &first.quantity)
        .maybe("percent", percent.as_ref())
        .period("period", &own.period)
        .period("other_period", &first.period)
        .text("metric", voice.measured(own.metric))
        .flag("lowest", is_low(order));
    let draft = Draft::answered(voice.say("from_end", &values), &values).printing(2);
    Some(draft.value(apart.bare()))
}

fn same(a: &Period, b: &Period) -> bool {
    (a.from, a.to) == (b.from, b.to)
}

/// The record that stood before a period, and what that period made of it.
fn before(voice: &Voice, order: &Order, period: &Period) -> Option<Draft> {
    let old = order.cells.first()?;
    let by = breaker(voice, order, old, period);
    let by = by.and_then(|by| voice.published(by));
    let more = by.as_ref().and_then(|by| by.minus(&old.quantity));
    let percent = by.as_ref().and_then(|by| by.percent_change(&old.quantity));
    let values = Values::new()
        .quantity("value", &old.quantity)
        .period("period", &old.period)
        .text("metric", voice.measured(old.metric))
        .period("broken", period);
    let more = more.map(|more| more.magnitude());
    let draft = if let Some(by) = by {
        let years = period.last_year() - old.period.last_year();
        let values = values
            .quantity("broken_by", &by)
            .maybe("more", more.as_ref())
            .text(
                "percent",
                percent.map_or_else(String::new, |percent| percent.signed_text()),
            )
            .text("years", years.to_string());
        Draft::answered(voice.word("previous", &values), &values)
    } else {
        let values = values.flag("lowest", is_low(order));
        Draft::answered(voice.word("record_before", &values), &values)
    };
    Some(match (order.wants, more) {
        (Wants::Name, _) => draft.value(old.period.in_words()),
        (Wants::Gap, Some(more)) => draft.value(more.bare()),
        _ => draft.value(old.quantity.bare()),
    })
}

/// The figure of the period, if it passed the old record.
fn breaker(voice: &Voice, order: &Order, old: &Cell, period: &Period) -> Option<FigureId> {
    let mut figures = usable(voice.data(), old.metric);
    let (id, figure) = figures.find(|(_, figure)| {
        same(&figure.period, period) && figure.per.is_none() && figure.superseded_by.is_none()
    })?;
    let (own, old) = (figure.value, old.quantity.value());
    let passed = if is_low(order) {
        cells::is_above(old, own)
    } else {
        cells::is_above(own, old)
    };
    (passed == Some(true)).then_some(id)
}
