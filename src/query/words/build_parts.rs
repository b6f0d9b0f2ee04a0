//! What the smaller forms mean: periods, windows, limits, places and single words. It must not know any text.

use jiff::civil::Date;

use super::build::limit;
use super::value::{Moment, Object, Value};
use crate::dataset::{Grain, Period, PeriodKind};
use crate::query::{Amount, AmountUnit, Bound, By, End, Limit, Place, Source, Span, Unit, Way};

/// What a form that is no query means.
pub(super) fn part(key: &str, values: &[Value]) -> Option<Value> {
    word(key, values)
        .or_else(|| when(key, values))
        .or_else(|| period(key, values).map(Value::Period))
        .or_else(|| moment(key, values).map(Value::Moment))
        .or_else(|| bounded(key, values))
        .or_else(|| place(key, values))
        .or_else(|| held(key, values).map(Value::Held))
        .or_else(|| joint(key, values))
}

/// Months, in their order.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Ordinals from the second.
pub(super) const ORDINALS: [&str; 9] = [
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// Forms without slots.
fn word(key: &str, values: &[Value]) -> Option<Value> {
    if !values.is_empty() {
        return None;
    }
    let numbered = |all: &[&str], first: usize| {
        let at = all.iter().position(|own| *own == key)?;
        Some(at + first)
    };
    if let Some(month) = numbered(&MONTHS, 1) {
        return i8::try_from(month).ok().map(Value::Month);
    }
    if let Some(nth) = numbered(&ORDINALS, 2) {
        return u16::try_from(nth).ok().map(Value::Ordinal);
    }
    let (kind, name) = key.split_once('_').unwrap_or((key, ""));
    match kind {
        "grain" | "grains" => grain(name),
        "goes" | "steepest" => way(name).map(Value::Way),
        "end" => end(name).map(Value::End),
        "per" => per(name).map(Value::Per),
        "source" => source(name).map(Value::Source),
        "object" => Some(Value::Object(Object::Mean)),
        "all" => Some(Value::Metrics(Vec::new())),
        _ => None,
    }
}

fn grain(name: &str) -> Option<Value> {
    let grain = match name {
        "year" => Some(Grain::Year),
        "half" => Some(Grain::Half),
        "quarter" => Some(Grain::Quarter),
        "month" => Some(Grain::Month),
        "any" => None,
        _ => return None,
    };
    Some(Value::Grain(grain))
}

pub(super) fn way(name: &str) -> Option<Way> {
    Some(match name {
        "up" => Way::Up,
        "down" => Way::Down,
        "flat" => Way::Flat,
        "any" => Way::Any,
        "better" => Way::Better,
        "worse" => Way::Worse,
        _ => return None,
    })
}

fn end(name: &str) -> Option<End> {
    Some(match name {
        "high" => End::High,
        "low" => End::Low,
        "best" => End::Best,
        "worst" => End::Worst,
        _ => return None,
    })
}

fn per(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "working_day" => Unit::WorkingDay,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

fn source(name: &str) -> Option<Source> {
    Some(match name {
        "all" => Source::All,
        "who" => Source::Who,
        "link" => Source::Link,
        "when" => Source::When,
        "official" => Source::Official,
        _ => return None,
    })
}

fn when(key: &str, values: &[Value]) -> Option<Value> {
    let span = match (key, values) {
        ("every_period", []) => Span::All,
        ("latest", []) => Span::Latest,
        ("earliest", []) => Span::Earliest,
        ("points", [Value::Periods(periods)]) => Span::At(periods.clone()),
        ("range", [Value::Moment(from), Value::Moment(to)]) => {
            Span::Within(Some(from.first()?), Some(to.last()?))
        }
        ("since", [Value::Moment(from)]) => Span::Within(Some(from.first()?), None),
        ("until", [Value::Moment(to)]) => Span::Within(None, Some(to.last()?)),
        ("inside", [Value::Moment(at)]) => Span::Within(Some(at.first()?), Some(at.last()?)),
        ("last_count", [Value::Count(count), Value::Grain(grain)]) => {
            return Some(Value::When(Span::Last(*count), *grain));
        }
        ("first_count", [Value::Count(count), Value::Grain(grain)]) => {
            return Some(Value::When(Span::First(*count), *grain));
        }
        _ => return None,
    };
    Some(Value::When(span, None))
}

fn period(key: &str, values: &[Value]) -> Option<Period> {
    let plain = |kind, from, to| Period {
        kind,
        from,
        to,
        words: None,
    };
    match (key, values) {
        ("plain_period", [Value::Moment(at)]) => {
            let kind = match at {
                Moment::Year(_) => PeriodKind::Year,
                Moment::Month(..) => PeriodKind::Month,
                Moment::Day(_) => PeriodKind::Span,
            };
            Some(plain(kind, at.first()?, at.last()?))
        }
        ("stretch", [Value::Moment(from), Value::Moment(to)]) => {
            Some(plain(PeriodKind::Span, from.first()?, to.last()?))
        }
        ("running_total", [Value::Moment(from), Value::Moment(to)]) => {
            Some(plain(PeriodKind::Cumulative, from.first()?, to.last()?))
        }
        ("state", [Value::Moment(Moment::Day(at))]) => Some(plain(PeriodKind::AsOf, *at, *at)),
        ("named_state", [Value::Period(period)]) => {
            (period.kind == PeriodKind::AsOf).then(|| period.clone())
        }
        ("named_period", [Value::Period(period)]) => {
            (period.kind != PeriodKind::AsOf).then(|| period.clone())
        }
        (_, [Value::Year(year)]) => part_of_year(key, *year),
        _ => None,
    }
}

/// A half or a quarter.
fn part_of_year(key: &str, year: i16) -> Option<Period> {
    let (kind, first, last) = match key {
        "first_half" => (PeriodKind::Half, 1, 6),
        "second_half" => (PeriodKind::Half, 7, 12),
        "first_quarter" => (PeriodKind::Span, 1, 3),
        "second_quarter" => (PeriodKind::Span, 4, 6),
        "third_quarter" => (PeriodKind::Span, 7, 9),
        "fourth_quarter" => (PeriodKind::Span, 10, 12),
        _ => return None,
    };
    Some(Period {
        kind,
        from: Date::new(year, first, 1).ok()?,
        to: Date::new(year, last, 1).ok()?.last_of_month(),
        words: None,
    })
}

fn moment(key: &str, values: &[Value]) -> Option<Moment> {
    match (key, values) {
        ("moment_year", [Value::Year(year)]) => Some(Moment::Year(*year)),
        ("moment_month", [Value::Month(month), Value::Year(year)]) => {
            Some(Moment::Month(*year, *month))
        }
        ("moment_day", [Value::Day(day), Value::Month(month), Value::Year(year)]) => {
            Date::new(*year, *month, *day).ok().map(Moment::Day)
        }
        _ => None,
    }
}

/// Amounts, and limits of them.
fn bounded(key: &str, values: &[Value]) -> Option<Value> {
    let amount = |number, unit| Some(Value::Amount(Amount { number, unit }));
    match (key, values) {
        ("amount_plain", [Value::Number(number)]) => amount(*number, AmountUnit::Plain),
        ("amount_percent", [Value::Number(number)]) => amount(*number, AmountUnit::Percent),
        ("amount_times", [Value::Number(number)]) => amount(*number, AmountUnit::Times),
        ("object_amount", [Value::Amount(amount)]) => Some(Value::Object(Object::Amount(*amount))),
        ("object_period", [Value::Period(period)]) => {
            Some(Value::Object(Object::Period(period.clone())))
        }
        ("object_metric", [Value::Metric(metric)]) => Some(Value::Object(Object::Metric(*metric))),
        ("goes", [Value::Way(way)]) => Some(Value::Limit(Limit::Goes(*way))),
        (_, [Value::Object(object)]) => Some(Value::Limit(limit(bound(key)?, object))),
        _ => None,
    }
}

fn bound(key: &str) -> Option<Bound> {
    Some(match key {
        "over" => Bound::Over,
        "under" => Bound::Under,
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        "equal" => Bound::Equal,
        "near" => Bound::Near,
        "nearly" => Bound::Nearly,
        _ => return None,
    })
}

/// The other end of an order.
pub(super) fn opposite(end: End) -> End {
    match end {
        End::High => End::Low,
        End::Low => End::High,
        End::Best => End::Worst,
        End::Worst => End::Best,
    }
}

fn place(key: &str, values: &[Value]) -> Option<Value> {
    let (end, place) = match (key, values) {
        ("place_first", [Value::End(end)]) => (end, Place::Nth(1)),
        ("place_ordinal", [Value::Ordinal(nth), Value::End(end)])
        | ("place_number", [Value::Count(nth), Value::End(end)]) => (end, Place::Nth(*nth)),
        ("place_top", [Value::Count(count), Value::End(end)]) => (end, Place::Top(*count)),
        ("place_all", [Value::End(end)]) => (end, Place::All),
        ("place_ends", [Value::End(end), Value::End(other)]) if *other == opposite(*end) => {
            (end, Place::Ends)
        }
        ("place_of", [Value::Period(period), Value::End(end)]) => (end, Place::Of(period.clone())),
        ("place_before", [Value::End(end), Value::Period(period)]) => {
            (end, Place::Before(period.clone()))
        }
        _ => return None,
    };
    Some(Value::Place(*end, place))
}

fn held(key: &str, values: &[Value]) -> Option<Place> {
    Some(match (key, values) {
        ("held_nth", [Value::Count(nth)]) => Place::Nth(*nth),
        ("held_top", [Value::Count(count)]) => Place::Top(*count),
        ("held_all", []) => Place::All,
        ("held_ends", []) => Place::Ends,
        ("held_of", [Value::Period(period)]) => Place::Of(period.clone()),
        ("held_before", [Value::Period(period)]) => Place::Before(period.clone()),
        _ => return None,
    })
}

/// What stands between others means what it holds.
fn joint(key: &str, values: &[Value]) -> Option<Value> {
    match (key, values) {
        ("by_every", [Value::Dimension(dimension)]) => Some(Value::By(By {
            dimension: *dimension,
            without: Vec::new(),
        })),
        ("by_others", [Value::Dimension(dimension), Value::Members(without)]) => {
            Some(Value::By(By {
                dimension: *dimension,
                without: without.clone(),
            }))
        }
        ("comma" | "and" | "wants_metric" | "wants_gap", []) => Some(Value::Text(String::new())),
        (
            "slice" | "tail_when" | "tail_grain" | "tail_without" | "tail_outlet" | "limit_first"
            | "limit_more" | "wants_period",
            [value],
        ) => Some(value.clone()),
        _ => None,
    }
}
