//! The highest and the lowest: which period, which value, which series; places in the order; the sharpest change.

use crate::compute::{Choice, Quantity, series};
use crate::dataset::{MetricId, Number, PeriodKind};
use crate::question::reading::CountedKind;

use super::ask::{Ask, Origin};
use super::doubt::{asks_for_name, is_named, is_set_aside};
use super::draft::{Draft, Values};
use super::{change, lookup, many, refuse};

/// One candidate: a metric in a period, with its value.
#[derive(Clone)]
struct Entry {
    metric: MetricId,
    choice: Choice,
    quantity: Quantity,
}

/// Answers with what stands highest, lowest, or at the n-th place.
pub(super) fn answer(ask: &Ask) -> Draft {
    if let Some(draft) = super::about::clash(ask) {
        return draft;
    }
    if ask.metrics.len() == 2 && ask.has("difference") && ask.has("yearword") {
        return sharpest(ask);
    }
    if among_metrics(ask) {
        return of_metrics(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let entries = entries(ask, metric);
    if entries.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    if ask.has("previous_record") {
        return previous_record(ask, metric, &entries);
    }
    if (asks_for_most(ask) || ask.has("comparative")) && ask.has("min") && !ask.has("rank") {
        return both_ends(ask, metric, entries);
    }
    if ask.has("rank") && ask.periods.points.len() == 1 && ask.periods.stretch.is_none() {
        return rank(ask, metric);
    }
    let sorted = sorted(ask, entries);
    match top_n(ask) {
        Some(n) if n > 1 => top(ask, metric, &sorted, n),
        _ => place(ask, metric, &sorted, ordinal(ask)),
    }
}

/// Whether metrics are compared with one another rather than periods.
fn among_metrics(ask: &Ask) -> bool {
    let moved = ask.has_any(&["rise", "fall", "change"]) && ask.snapshot.reader.is_open();
    let named = ask.metrics.len() >= 2 && (ask.periods.points.len() <= 1 || moved);
    let unnamed = ask.origin != Origin::Named
        && ask.snapshot.reader.is_open()
        && !ask.has("yearword")
        && ask.data().metrics.len() > 1;
    named || unnamed || ask.snapshot.reader.is_open() && asks_for_name(ask.reading)
}

/// The metrics set against each other: the named ones, else all but those set aside, and no total beside its parts.
fn rivals(ask: &Ask) -> Vec<MetricId> {
    let named = || {
        ask.metrics
            .iter()
            .copied()
            .filter(|metric| !is_set_aside(ask.reading, *metric))
    };
    let in_full = ask
        .reading
        .metrics
        .iter()
        .filter(|mention| is_named(mention))
        .count();
    if ask.origin == Origin::Named
        && named().count() >= 2
        && (in_full >= 2 || !asks_for_name(ask.reading))
    {
        return named().collect();
    }
    let all = || (0..ask.data().metrics.len()).map(MetricId);
    let rest = || all().filter(|metric| !is_set_aside(ask.reading, *metric));
    let parts: Vec<MetricId> = rest().filter(|metric| !is_total(ask, *metric)).collect();
    if parts.len() >= 2 && asks_for_name(ask.reading) {
        parts
    } else {
        rest().collect()
    }
}

pub(super) fn is_total(ask: &Ask, metric: MetricId) -> bool {
    const WHOLE: &[&str] = &["total", "overall", "all", "world", "sum"];
    let words = |label: &str| {
        label
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| WHOLE.contains(&word))
    };
    ask.metric(metric)
        .is_some_and(|metric| words(&metric.label))
}

fn entries(ask: &Ask, metric: MetricId) -> Vec<Entry> {
    let single = ask.periods.points.len() == 1 && ask.periods.stretch.is_none();
    let choices = if single && !ask.has("rank") && ask.has("previous_record") {
        series(ask.data(), metric, ask.kind_of_period(metric))
    } else {
        ask.series(metric)
    };
    choices
        .into_iter()
        .filter_map(|choice| {
            Some(Entry {
                metric,
                quantity: ask.quantity(&choice)?,
                choice,
            })
        })
        .collect()
}

/// Whether the highest is asked for; "recorded" speaks of no record.
fn asks_for_most(ask: &Ask) -> bool {
    let count = |concept: &str| {
        ask.reading
            .concepts
            .iter()
            .filter(|known| *known == concept)
            .count()
    };
    count("max")
        > ask
            .reading
            .words
            .iter()
            .filter(|word| word.text == "recorded")
            .count()
}

fn lowest_first(ask: &Ask) -> bool {
    ask.has_any(&["min", "comparative_less"]) && !asks_for_most(ask)
}

fn sorted(ask: &Ask, mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.quantity.sort_key());
    if !lowest_first(ask) {
        entries.reverse();
    }
    entries
}

/// The place asked for, from 1.
fn ordinal(ask: &Ask) -> usize {
    let number = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Ordinal)
        .and_then(|number| usize::try_from(number.value.to_integer()).ok());
    match number {
        Some(n) => n.max(1),
        None if ask.has("ordinal2") => 2,
        None if ask.has("ordinal3") => 3,
        None => 1,
    }
}

/// "top three".
fn top_n(ask: &Ask) -> Option<usize> {
    let small = |value: crate::dataset::Number| value.is_integer() && value.to_integer() <= 20;
    let number = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Plain && small(number.value));
    number.and_then(|number| usize::try_from(number.value.to_integer()).ok())
}

fn place(ask: &Ask, metric: MetricId, sorted: &[Entry], place: usize) -> Draft {
    let Some(entry) = sorted.get(place - 1) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let ties: Vec<String> = sorted
        .iter()
        .filter(|other| other.quantity.sort_key() == entry.quantity.sort_key())
        .map(|other| other.choice.period.in_words())
        .collect();
    let runner = sorted.get(place);
    let first = series(ask.data(), metric, entry.choice.period.kind)
        .first()
        .map_or_else(String::new, |choice| choice.period.in_words());
    let figures: Vec<_> = sorted
        .iter()
        .flat_map(|entry| entry.quantity.figures().to_vec())
        .take(2)
        .collect();
    let values = Values::new()
        .quantity("value", &entry.quantity)
        .period("period", &entry.choice.period)
        .text("periods", many::list(&ties))
        .text("metric", ask.short(metric))
        .text("place", ordinal_text(place))
        .flag("lowest", lowest_first(ask))
        .flag("nth", place > 1)
        .text("first", first)
        .text("among", sorted.len().to_string())
        .maybe("runner", runner.map(|runner| &runner.quantity))
        .text(
            "runner_period",
            runner.map_or_else(String::new, |runner| runner.choice.period.in_words()),
        )
        .text("yesno", yes_or_no(ask, entry))
        .flag("carried", ask.origin == Origin::Carried)
        .resting_on(&figures);
    let draft = Draft::answered(ask.word("place", &values), &values).printing(if place > 1 {
        1
    } else {
        2
    });
    if wants_value(ask) {
        draft.value(entry.quantity.bare())
    } else {
        draft.values(ties)
    }
}

/// "Was that the record?": whether the period spoken of stands at the place.
fn yes_or_no(ask: &Ask, entry: &Entry) -> String {
    let named = ask
        .reading
        .whens
        .is_empty()
        .then(|| ask.conversation.periods.last().cloned())
        .flatten();
    match named {
        Some(period) if ask.reading.yes_no => {
            let case = if period == entry.choice.period {
                "lead_yes"
            } else {
                "lead_no"
            };
            ask.lead(case)
        }
        _ => String::new(),
    }
}

/// "What is the highest …" asks for a value; "which year", "when" for a period.
fn wants_value(ask: &Ask) -> bool {
    in_one_year(ask)
        || !ask.has_any(&["yearword", "when", "which", "monthword"])
            && ask.has_any(&["what", "howmany"])
}

/// "What is the most … in one year": the year is no question.
fn in_one_year(ask: &Ask) -> bool {
    let asks = ask.has_any(&["what", "howmany"]) && !ask.has_any(&["which", "when"]);
    let pairs = ask.reading.words.windows(2);
    asks && pairs.into_iter().any(|pair| matches!(pair, [one, year] if matches!(one.text.as_str(), "one" | "a" | "any" | "single") && matches!(year.stem.as_str(), "year" | "season")))
}

fn ordinal_text(place: usize) -> String {
    match place {
        1 => "1st".to_owned(),
        2 => "2nd".to_owned(),
        3 => "3rd".to_owned(),
        n => format!("{n}th"),
    }
}

fn top(ask: &Ask, metric: MetricId, sorted: &[Entry], n: usize) -> Draft {
    let chosen: Vec<&Entry> = sorted.iter().take(n).collect();
    let figures: Vec<_> = chosen
        .iter()
        .flat_map(|entry| entry.quantity.figures().to_vec())
        .collect();
    let rows = chosen
        .iter()
        .map(|entry| {
            format!(
                "{}: **{}**",
                entry.choice.period.in_words(),
                entry.quantity.text()
            )
        })
        .collect();
    let values = Values::new()
        .list("rows", rows)
        .text("metric", ask.short(metric))
        .text("n", chosen.len().to_string())
        .flag("lowest", lowest_first(ask))
        .resting_on(&figures);
    let list = chosen
        .iter()
        .map(|entry| {
            if ask.has_any(&["yearword", "which", "when"]) {
                entry.choice.period.in_words()
            } else {
                entry.quantity.bare()
            }
        })
        .collect();
    Draft::answered(ask.word("top", &values), &values).values(list)
}

fn both_ends(ask: &Ask, metric: MetricId, mut entries: Vec<Entry>) -> Draft {
    entries.sort_by_key(|entry| entry.quantity.sort_key());
    let (Some(low), Some(high)) = (entries.first(), entries.last()) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    if ask.has_any(&["difference", "howmany", "change"])
        && let Some(difference) = high.quantity.minus(&low.quantity)
    {
        let values = Values::new()
            .quantity("difference", &difference)
            .quantity("high", &high.quantity)
            .quantity("low", &low.quantity)
            .period("high_period", &high.choice.period)
            .period("low_period", &low.choice.period)
            .text("metric", ask.short(metric));
        return Draft::answered(ask.word("range", &values), &values)
            .value(difference.bare())
            .computed(format!(
                "{} − {}",
                high.quantity.text(),
                low.quantity.text()
            ));
    }
    let values = Values::new()
        .quantity("high", &high.quantity)
        .quantity("low", &low.quantity)
        .period("high_period", &high.choice.period)
        .period("low_period", &low.choice.period)
        .text("metric", ask.short(metric));
    Draft::answered(ask.word("both", &values), &values)
        .values(vec![high.quantity.bare(), low.quantity.bare()])
}

/// A record and what broke it.
struct Broken<'a> {
    old: &'a Entry,
    by: &'a Entry,
}

/// The highest before the standing record (or before the period that is named), and how long it stood.
fn previous_record(ask: &Ask, metric: MetricId, entries: &[Entry]) -> Draft {
    let all = all_entries(ask, metric);
    let Some(Broken { old, by }) = broken(ask, &all) else {
        return place(ask, metric, &sorted(ask, entries.to_vec()), 1);
    };
    let pair = change::Pair {
        metric,
        base: old.choice.clone(),
        later: by.choice.clone(),
    };
    let stood = ask.has("howmany") && ask.has("yearword");
    if ask.has_any(&["howmany", "more", "difference", "percent", "over"])
        && !ask.has_any(&["yearword", "when"])
    {
        return change::between(ask, &pair);
    }
    let years = i32::from(by.choice.period.last_year()) - i32::from(old.choice.period.last_year());
    let values = Values::new()
        .quantity("value", &old.quantity)
        .period("period", &old.choice.period)
        .maybe("more", by.quantity.minus(&old.quantity).as_ref())
        .text(
            "percent",
            by.quantity
                .percent_change(&old.quantity)
                .map_or_else(String::new, |change| change.signed_text()),
        )
        .quantity("broken_by", &by.quantity)
        .period("broken", &by.choice.period)
        .text("metric", ask.short(metric))
        .text("years", years.to_string());
    let draft = Draft::answered(ask.word("previous", &values), &values);
    if stood {
        draft.value(years.to_string())
    } else if ask.has_any(&["yearword", "when"]) && !ask.has("what") {
        draft.value(old.choice.period.in_words())
    } else {
        draft.value(old.quantity.bare())
    }
}

fn all_entries(ask: &Ask, metric: MetricId) -> Vec<Entry> {
    let choices = series(ask.data(), metric, ask.kind_of_period(metric)).into_iter();
    choices
        .filter_map(|choice| {
            Some(Entry {
                metric,
                quantity: ask.quantity(&choice)?,
                choice,
            })
        })
        .collect()
}

/// The record that the named period broke, or held until it was broken; else the one before the highest of all.
fn broken<'a>(ask: &Ask, all: &'a [Entry]) -> Option<Broken<'a>> {
    let key = |entry: &Entry| entry.quantity.sort_key();
    let before = |entry: &Entry| {
        all.iter()
            .filter(|old| old.choice.period.to < entry.choice.period.from)
            .max_by_key(|old| key(old))
    };
    let named = ask
        .periods
        .points
        .first()
        .filter(|_| ask.periods.points.len() == 1);
    if let Some(named) =
        named.and_then(|point| all.iter().find(|entry| entry.choice.period == *point))
    {
        match before(named) {
            Some(old) if key(old) < key(named) => return Some(Broken { old, by: named }),
            _ => {
                let later = all
                    .iter()
                    .filter(|entry| entry.choice.period.from > named.choice.period.to);
                let by = later.into_iter().find(|entry| key(entry) > key(named))?;
                return Some(Broken { old: named, by });
            }
        }
    }
    let by = all.iter().max_by_key(|entry| key(entry))?;
    Some(Broken {
        old: before(by)?,
        by,
    })
}

fn rank(ask: &Ask, metric: MetricId) -> Draft {
    let Some(point) = ask.periods.points.first() else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let Some(own) = lookup::find(ask.data(), metric, point) else {
        return refuse::no_data(ask, Some(metric), std::slice::from_ref(point));
    };
    let mut all: Vec<Entry> = series(ask.data(), metric, own.period.kind)
        .into_iter()
        .filter_map(|choice| {
            Some(Entry {
                metric,
                quantity: ask.quantity(&choice)?,
                choice,
            })
        })
        .collect();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.quantity.sort_key()));
    let position = all
        .iter()
        .position(|entry| entry.choice.figure == own.figure)
        .unwrap_or(0)
        + 1;
    let Some(quantity) = ask.quantity(&own) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let figures: Vec<_> = all
        .iter()
        .flat_map(|entry| entry.quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &own.period)
        .text("metric", ask.short(metric))
        .text("place", ordinal_text(position))
        .text("among", all.len().to_string())
        .resting_on(&figures);
    Draft::answered(ask.word("rank", &values), &values).value(position.to_string())
}

/// Which metric stands highest, in one period or over all.
fn of_metrics(ask: &Ask) -> Draft {
    let metrics = rivals(ask);
    let entries: Vec<Entry> = metrics
        .iter()
        .filter_map(|metric| representative(ask, *metric))
        .collect();
    if entries.len() < 2 {
        return refuse::no_data(ask, ask.metric_id(), &ask.periods.points);
    }
    if !alike(ask, &entries) {
        let (Some(a), Some(b)) = (entries.first(), entries.get(1)) else {
            return refuse::which_metric(ask);
        };
        return refuse::not_comparable(
            ask,
            a.choice.figure,
            b.choice.figure,
            crate::compute::comparable(ask.data(), a.choice.figure, b.choice.figure),
        );
    }
    let sorted = sorted(ask, entries);
    let place = ordinal(ask);
    let Some(entry) = sorted.get(place - 1) else {
        return refuse::no_data(ask, ask.metric_id(), &[]);
    };
    let figures: Vec<_> = sorted
        .iter()
        .flat_map(|entry| entry.quantity.figures().to_vec())
        .take(6)
        .collect();
    let others: Vec<String> = sorted
        .iter()
        .filter(|other| other.metric != entry.metric)
        .take(3)
        .map(|other| format!("{}: {}", ask.short(other.metric), other.quantity.text()))
        .collect();
    let values = Values::new()
        .quantity("value", &entry.quantity)
        .text("metric", ask.short(entry.metric))
        .period("period", &entry.choice.period)
        .list("others", others)
        .flag("lowest", lowest_first(ask))
        .resting_on(&figures);
    let draft = Draft::answered(ask.word("series", &values), &values);
    if wants_value(ask) && ask.metrics.len() < 2 && !asks_for_name(ask.reading) {
        draft.value(entry.quantity.bare())
    } else {
        draft.value(
            ask.metric(entry.metric)
                .map_or_else(String::new, |metric| metric.label.clone()),
        )
    }
}

/// Which metric rose or fell most between two named periods.
fn change_of(ask: &Ask, metric: MetricId) -> Option<Entry> {
    let pair = change::pair(ask, metric).ok()?;
    let difference = ask
        .quantity(&pair.later)?
        .minus(&ask.quantity(&pair.base)?)?;
    let quantity = if ask.has("fall") && !ask.has("rise") {
        Quantity::negated(&difference)?
    } else {
        difference
    };
    Some(Entry {
        metric,
        choice: pair.later,
        quantity,
    })
}

/// The figure that stands for a metric: in the named period, else its highest (or lowest) ever.
fn representative(ask: &Ask, metric: MetricId) -> Option<Entry> {
    if ask.has_any(&["rise", "fall", "change"]) && ask.periods.points.len() >= 2 {
        return change_of(ask, metric);
    }
    let choice = match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false)?,
        (None, Some(period)) => lookup::find(ask.data(), metric, period)?,
        (None, None) if ask.snapshot.reader.is_open() => {
            let all: Vec<Entry> = ask
                .series(metric)
                .into_iter()
                .filter_map(|choice| {
                    Some(Entry {
                        metric,
                        quantity: ask.quantity(&choice)?,
                        choice,
                    })
                })
                .collect();
            return sorted(ask, all).into_iter().next();
        }
        (None, None) => lookup::latest(ask.data(), metric)?,
    };
    Some(Entry {
        metric,
        quantity: ask.quantity(&choice)?,
        choice,
    })
}

/// Whether all may be set side by side: one group, or parts of one whole, or the same unit in one kind of period.
fn alike(ask: &Ask, entries: &[Entry]) -> bool {
    let Some((id, first)) = entries
        .first()
        .and_then(|entry| Some((entry.metric, ask.metric(entry.metric)?)))
    else {
        return false;
    };
    entries.iter().all(|entry| {
        ask.metric(entry.metric).is_some_and(|metric| {
            let part = metric.part_of.contains(&id) || first.part_of.contains(&entry.metric);
            let related = part
                || metric.group == first.group
                || metric
                    .part_of
                    .iter()
                    .any(|whole| first.part_of.contains(whole));
            related && metric.kind == first.kind
        })
    })
}

/// The sharpest rise or fall from one period to the next, or which of two periods grew faster.
pub(super) fn sharpest(ask: &Ask) -> Draft {
    let gap = ask.metrics.len() == 2 && ask.has("difference") && ask.has("yearword");
    if ask.origin != Origin::Named && among_metrics(ask) && !gap {
        return of_metrics(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let mut steps = steps(ask, metric);
    if steps.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    let order = Order::of(ask);
    steps.sort_by_key(|step| std::cmp::Reverse(order.key(step)));
    let Some(best) = steps.first() else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let mut rows: Vec<&Step> = steps.iter().collect();
    rows.sort_by_key(|step| step.to.period.to);
    let texts: Vec<String> = rows.iter().map(|step| step.text()).collect();
    let figures: Vec<_> = rows
        .iter()
        .flat_map(|step| step.difference.figures().to_vec())
        .take(6)
        .collect();
    let values = Values::new()
        .period("from", &best.from.period)
        .period("to", &best.to.period)
        .signed("difference", &best.difference)
        .text(
            "percent",
            best.percent
                .as_ref()
                .map_or_else(String::new, Quantity::signed_text),
        )
        .text("metric", ask.short(metric))
        .list("steps", texts)
        .flag("slowing", is_slowing(&rows))
        .flag(
            "asks_pace",
            ask.has("speed") && !ask.has_any(&["which", "max"]),
        )
        .flag("falling", best.difference.sign() < 0)
        .resting_on(&figures);
    let draft = Draft::answered(ask.word("sharpest", &values), &values);
    let value = if wants_value(ask) {
        best.difference.bare()
    } else {
        best.to.period.in_words()
    };
    draft.value(value).computed(format!(
        "{} − {}",
        best.to.period.in_words(),
        best.from.period.in_words()
    ))
}

/// What makes one step sharper than another.
struct Order {
    relative: bool,
    sharpest: Sharpest,
}

enum Sharpest {
    Rise,
    Fall,
    Change,
    LeastChange,
}

impl Order {
    fn of(ask: &Ask) -> Self {
        let sharpest = if ask.has("min") && !ask.has("max") {
            Sharpest::LeastChange
        } else if !ask.has_any(&["rise", "fall", "speed"]) {
            Sharpest::Change
        } else if ask.has("fall") && !ask.has("rise") {
            Sharpest::Fall
        } else {
            Sharpest::Rise
        };
        Self {
            relative: ask.has_any(&["percent", "speed"]),
            sharpest,
        }
    }

    fn key(&self, step: &Step) -> Number {
        let relative = step.percent.as_ref().filter(|_| self.relative);
        let number = relative.unwrap_or(&step.difference).sort_key();
        let size = num_traits::Signed::abs(&number);
        match self.sharpest {
            Sharpest::Rise => number,
            Sharpest::Fall => -number,
            Sharpest::Change => size,
            Sharpest::LeastChange => -size,
        }
    }
}

/// Whether the last step was smaller, in percent, than the one before.
fn is_slowing(rows: &[&Step]) -> bool {
    let percent = |step: &Step| step.percent.as_ref().map(Quantity::sort_key);
    matches!(rows, [.., before, last] if percent(last) < percent(before))
}

/// From one figure of a series to the next.
struct Step {
    from: Choice,
    to: Choice,
    difference: Quantity,
    percent: Option<Quantity>,
}

impl Step {
    /// "2022: +38.5%".
    fn text(&self) -> String {
        let change = self.percent.as_ref().unwrap_or(&self.difference);
        format!("{}: {}", self.to.period.in_words(), change.signed_text())
    }
}

fn steps(ask: &Ask, metric: MetricId) -> Vec<Step> {
    if ask.metrics.len() >= 2 {
        return gaps_between(ask);
    }
    let all = series(ask.data(), metric, ask.kind_of_period(metric));
    let wanted = |to: &Choice| {
        if ask.periods.ends || ask.periods.points.is_empty() {
            ask.periods.admits(&to.period)
        } else {
            ask.periods.points.contains(&to.period)
        }
    };
    let neighbours = all.windows(2).filter_map(|pair| match pair {
        [from, to] if wanted(to) && is_next(from, to) => Some((from, to)),
        _ => None,
    });
    let step = |(from, to): (&Choice, &Choice)| {
        let (a, b) = (ask.quantity(from)?, ask.quantity(to)?);
        Some(Step {
            from: from.clone(),
            to: to.clone(),
            difference: b.minus(&a)?,
            percent: b.percent_change(&a),
        })
    };
    let mut found: Vec<Step> = neighbours.filter_map(step).collect();
    if found.is_empty() {
        found = all
            .windows(2)
            .filter_map(|pair| {
                if let [from, to] = pair {
                    step((from, to))
                } else {
                    None
                }
            })
            .collect();
    }
    found
}

/// The gap between two series, period by period.
fn gaps_between(ask: &Ask) -> Vec<Step> {
    let (Some(a), Some(b)) = (ask.metrics.first().copied(), ask.metrics.get(1).copied()) else {
        return Vec::new();
    };
    let gap = |to: Choice| {
        let from = lookup::find(ask.data(), b, &to.period)?;
        let difference = ask.quantity(&to)?.minus(&ask.quantity(&from)?)?.magnitude();
        Some(Step {
            from,
            to,
            difference,
            percent: None,
        })
    };
    ask.series(a).into_iter().filter_map(gap).collect()
}

/// Years only follow one another when no year is missing between them.
fn is_next(from: &Choice, to: &Choice) -> bool {
    from.period.kind != PeriodKind::Year || to.period.last_year() - from.period.last_year() == 1
}
