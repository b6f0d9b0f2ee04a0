//! Which two figures a question sets against each other.
//!
//! It must not compute with them.

use crate::compute::Choice;
use crate::dataset::{MetricId, Period};
use crate::former::ask::{Ask, Origin};
use crate::former::lookup;

/// Two figures, the base first.
pub(in crate::former) struct Pair {
    pub metric: MetricId,
    pub base: Choice,
    pub later: Choice,
}

/// The two figures meant, the earlier first; else the periods that have none.
pub(in crate::former) fn pair(ask: &Ask, metric: MetricId) -> Result<Pair, Vec<Period>> {
    let mut points = ask.periods.points.clone();
    points.dedup();
    if let [only] = points.as_slice() {
        points.extend(partner(ask, metric, only));
    }
    if let (true, Some(anchor)) = (points.len() <= 1, &ask.periods.anchor) {
        points = vec![known_anchor(ask, metric, anchor)];
        points.extend(
            ask.periods
                .points
                .first()
                .cloned()
                .or_else(|| lookup::latest(ask.data(), metric).map(|choice| choice.period)),
        );
    }
    if points.is_empty() {
        return last_two(ask, metric).ok_or_else(Vec::new);
    }
    if !runs_backwards(ask) {
        points.sort_by_key(|period| (period.to, period.from));
    }
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Err(points);
    };
    let found = [first, last].map(|period| (period, lookup::find(ask.data(), metric, period)));
    let missing =
        |(period, choice): &(&Period, Option<Choice>)| choice.is_none().then(|| (*period).clone());
    let missing = found.iter().filter_map(missing).collect();
    match found {
        [(_, Some(base)), (_, Some(later))] if base.figure != later.figure => Ok(Pair {
            metric,
            base,
            later,
        }),
        _ => Err(missing),
    }
}

/// What "since" hangs on; the year of a date or month that has no figure itself.
fn known_anchor(ask: &Ask, metric: MetricId, anchor: &Period) -> Period {
    let known = lookup::find(ask.data(), metric, anchor).is_some();
    let year = Period::year(anchor.from.year()).filter(|_| !known);
    let year = year.filter(|year| lookup::same(ask.data(), metric, year).is_some());
    year.unwrap_or_else(|| anchor.clone())
}

/// "From 2019 to 2018": the ends are to be taken as they are written.
fn runs_backwards(ask: &Ask) -> bool {
    let from = |token: usize| {
        ask.reading
            .words
            .get(token)
            .is_some_and(|word| word.text == "from")
    };
    ask.periods.ends
        && ask
            .reading
            .whens
            .iter()
            .any(|mention| from(mention.tokens.start))
}

/// What a single period is set against: the old record, the period of the answer before, or the period just before it.
fn partner(ask: &Ask, metric: MetricId, only: &Period) -> Option<Period> {
    let set_against = ask.reference.as_ref() == Some(only) && !ask.snapshot.reader.is_open();
    if set_against {
        return subject_beside(ask, metric, only);
    }
    if ask.has("previous_record") || ask.has("max") && !ask.has_any(&["rise", "change"]) {
        let before = crate::compute::series(ask.data(), metric, only.kind)
            .into_iter()
            .filter(|choice| choice.period.to < only.from);
        return before
            .max_by_key(|choice| ask.quantity(choice).map(|quantity| quantity.sort_key()))
            .map(|choice| choice.period);
    }
    let comparing = ask.has_any(&[
        "comparative",
        "comparative_less",
        "compare",
        "than",
        "difference",
        "more",
        "over",
        "under",
    ]);
    let before = ask
        .conversation
        .periods
        .last()
        .filter(|period| *period != only && period.kind == only.kind);
    if comparing && ask.origin == Origin::Carried && before.is_some() {
        return before.cloned();
    }
    crate::former::periods::shift(only, -1)
}

/// What is set against the one period that is named: the period spoken of before, else the latest.
fn subject_beside(ask: &Ask, metric: MetricId, reference: &Period) -> Option<Period> {
    let spoken_of = ask.conversation.periods.last();
    let carried = spoken_of.filter(|_| ask.origin == Origin::Carried);
    let latest = || lookup::latest(ask.data(), metric).map(|choice| choice.period);
    carried
        .cloned()
        .or_else(latest)
        .filter(|subject| subject != reference && subject.kind == reference.kind)
}

/// The last two figures of the series, or the last two periods of the conversation when that is what "the difference" means.
fn last_two(ask: &Ask, metric: MetricId) -> Option<Pair> {
    if let [.., a, b] = ask.conversation.periods.as_slice()
        && ask.origin == Origin::Carried
        && let (Some(base), Some(later)) = (
            lookup::find(ask.data(), metric, a.min(b)),
            lookup::find(ask.data(), metric, a.max(b)),
        )
        && base.figure != later.figure
    {
        let in_order = base.period.to <= later.period.to;
        let (base, later) = if in_order {
            (base, later)
        } else {
            (later, base)
        };
        return Some(Pair {
            metric,
            base,
            later,
        });
    }
    let mut all = ask.series(metric);
    let later = all.pop()?;
    let base = all.pop()?;
    Some(Pair {
        metric,
        base,
        later,
    })
}

/// The choices of two metrics for one period: the one named, else the latest that both have.
pub(in crate::former) fn same_period(
    ask: &Ask,
    a: MetricId,
    b: MetricId,
) -> Option<(Choice, Choice)> {
    let data = ask.data();
    if let Some(date) = ask.periods.by {
        return Some((
            lookup::at_date(data, a, date, false)?,
            lookup::at_date(data, b, date, false)?,
        ));
    }
    if let Some(period) = ask.periods.points.first() {
        return Some((
            lookup::find(data, a, period)?,
            lookup::find(data, b, period)?,
        ));
    }
    let mut of_a = lookup::periods(data, a);
    of_a.reverse();
    of_a.iter().find_map(|period| {
        Some((
            lookup::find(data, a, period)?,
            lookup::find(data, b, period)?,
        ))
    })
}
