//! The difference between two figures: from one period to another, or between two metrics in one period.
//!
//! It must not compute a change between figures that count differently.

mod between_metrics;
mod pair;
mod way;

pub(super) use pair::{Pair, pair, same_period};
pub(super) use way::{Way, goes, is_said_of_later, lead, way};

use self::between_metrics::between_metrics;
use crate::compute::{Choice, Comparable, Quantity, comparable};
use crate::dataset::{ClaimKind, FigureId, MetricId, UnitKind};
use crate::former::ask::{Ask, Origin};
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, many, refuse, series, share_change, value};

/// Answers how much something changed.
pub(super) fn answer(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = series::sum_against(ask) {
        return draft;
    }
    if let Some(draft) = share_change::answer(ask) {
        return draft;
    }
    if ask.metrics.len() >= 2 && ask.periods.distinct() <= 1 {
        return between_metrics(ask);
    }
    if ask.metrics.len() >= 2 && ask.reading.each_has_period() && !ask.snapshot.reader.is_open() {
        return value::answer(ask);
    }
    if let Some(draft) = chain(ask, metric) {
        return draft;
    }
    match pair(ask, metric) {
        Ok(pair) => between(ask, &pair),
        Err(missing) => refuse::no_data(ask, Some(metric), &missing),
    }
}

/// The change from one period to another.
pub(super) fn between(ask: &Ask, pair: &Pair) -> Draft {
    match comparable(ask.data(), pair.later.figure, pair.base.figure) {
        Comparable::Yes => {}
        why => return refuse::not_comparable(ask, pair.later.figure, pair.base.figure, why),
    }
    let (Some(base), Some(later)) = (ask.quantity(&pair.base), ask.quantity(&pair.later)) else {
        return refuse::no_data(ask, Some(pair.metric), &[]);
    };
    let Some(difference) = later.minus(&base) else {
        return refuse::only_bounds(ask, &[base, later]);
    };
    let percent = later.percent_change(&base);
    let values = values_of(ask, pair, (&base, &later), &difference);
    let case = match difference.sign() {
        1 => "rose",
        -1 => "fell",
        _ => "same",
    };
    let headline = headline(ask, &difference, percent.as_ref());
    let computation = computation(&base, &later, percent.as_ref());
    Draft::answered(ask.word(case, &values), &values)
        .value(headline)
        .computed(computation)
}

/// What there is to print of a change.
fn values_of(
    ask: &Ask,
    pair: &Pair,
    (base, later): (&Quantity, &Quantity),
    difference: &Quantity,
) -> Values {
    let percent = later.percent_change(base);
    sides(ask, pair, (base, later), difference)
        .signed("signed_difference", difference)
        .maybe(
            "times",
            later
                .multiple_of(base)
                .filter(|times| {
                    percent
                        .as_ref()
                        .is_some_and(|percent| percent.sort_key() >= 100.into())
                        && times.sign() > 0
                })
                .as_ref(),
        )
        .text(
            "signed_percent",
            percent
                .as_ref()
                .map_or_else(String::new, Quantity::signed_text),
        )
        .text("lead", lead(ask, pair, difference.sign()))
        .text(
            "claim",
            published_claim(ask, pair.later.figure, pair.base.figure),
        )
        .flag(
            "points",
            ask.metric(pair.metric)
                .is_some_and(|metric| metric.kind == UnitKind::Percent),
        )
        .flag("carried", ask.origin == Origin::Carried)
}

/// Both sides of a change, and how large it is.
pub(super) fn sides(
    ask: &Ask,
    pair: &Pair,
    (base, later): (&Quantity, &Quantity),
    difference: &Quantity,
) -> Values {
    let percent = later.percent_change(base);
    Values::new()
        .quantity("base", base)
        .quantity("later", later)
        .period("from", &pair.base.period)
        .period("to", &pair.later.period)
        .text("metric", ask.short(pair.metric))
        .quantity("difference", &difference.magnitude())
        .maybe(
            "percent",
            percent.as_ref().map(Quantity::magnitude).as_ref(),
        )
}

/// The value of the contract: what was asked for, the percentage or the number.
fn headline(ask: &Ask, difference: &Quantity, percent: Option<&Quantity>) -> String {
    let absolute = ask.reading.says(&["absolute"]);
    let shown = percent
        .filter(|_| ask.has_any(&["percent", "speed"]) && !absolute)
        .unwrap_or(difference);
    if asks_for_size(ask, shown.sign()) {
        shown.magnitude().bare()
    } else {
        shown.bare()
    }
}

/// "The difference", "how many fewer": how large, whichever way it went.
fn asks_for_size(ask: &Ask, sign: i8) -> bool {
    let falls = ask.has_any(&["fall", "comparative_less"]);
    let rises = ask.has_any(&["rise", "change"]);
    !rises && (ask.has("difference") && !falls || falls && sign < 0)
}

fn computation(base: &Quantity, later: &Quantity, percent: Option<&Quantity>) -> Computation {
    let operands = [later, base];
    match percent {
        Some(percent) => Computation::of(Operation::PercentChange, operands).giving(percent),
        None => Computation::of(Operation::Difference, operands),
    }
}

/// "+38.5%"; nothing where a bound or a base of zero allows no percentage.
pub(super) fn percent_text(later: &Quantity, base: &Quantity) -> String {
    let change = later.percent_change(base);
    change.map_or_else(String::new, |change| change.signed_text())
}

/// What an outlet says of the same change: "the Gazette's own figure is 76%".
fn published_claim(ask: &Ask, figure: FigureId, base: FigureId) -> String {
    let data = ask.data();
    let claim = data.claims.iter().find(|claim| {
        claim.figure == figure
            && claim.base == Some(base)
            && matches!(claim.kind, ClaimKind::PercentChange | ClaimKind::Times)
    });
    claim.map_or_else(String::new, |claim| {
        let outlet = claim
            .originator
            .and_then(|outlet| data.outlets.get(outlet.0))
            .map(|outlet| outlet.name.clone());
        let outlet = outlet
            .or_else(|| {
                data.sources
                    .get(claim.source.0)
                    .map(|source| source.publisher.clone())
            })
            .unwrap_or_default();
        ask.say(
            "published_claim",
            &Values::new()
                .text("outlet", crate::former::cite::escape(&outlet))
                .sourced_text("claim", claim.text.clone(), &[figure, base]),
        )
    })
}

/// The figures for the periods that are named one by one, as far as there are any.
pub(super) fn several(ask: &Ask, metric: MetricId) -> Vec<(MetricId, Choice)> {
    ask.periods
        .points
        .iter()
        .filter_map(|period| lookup::find(ask.data(), metric, period))
        .map(|choice| (metric, choice))
        .collect()
}

/// Three or more named periods: each with its change on the one before.
pub(super) fn chain(ask: &Ask, metric: MetricId) -> Option<Draft> {
    let found = several(ask, metric);
    (found.len() >= 3).then(|| many::rows(ask, &found, ""))
}
