//! A part as a percentage of its whole, and what else sets one figure against another: multiples, rates over time, breakdowns.
//!
//! It must not make a share of figures that are not declared part and whole, except in a bare table.

mod breakdown;
mod rate;
mod ratio;

pub(super) use breakdown::breakdown;
pub(super) use rate::{asks_for_rate, rate, rated};
pub(super) use ratio::{ratio, times};

use crate::compute::{Choice, Comparable, Quantity, comparable};
use crate::dataset::{MetricId, UnitKind};
use crate::former::ask::Ask;
use crate::former::change::same_period;
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{refuse, share_change, value};

/// Answers "what share".
pub(super) fn share(ask: &Ask) -> Draft {
    let Some(first) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if ask.metrics.len() == 1
        && ask
            .metric(first)
            .is_some_and(|metric| metric.kind == UnitKind::Percent)
    {
        return value::answer(ask);
    }
    if asks_for_rate(ask) && whole_of(ask, first).is_none() {
        return refuse::no_share(ask);
    }
    if ask.metrics.len() == 1 && ask.periods.points.len() >= 2 {
        return share_change::answer(ask).unwrap_or_else(|| ratio(ask));
    }
    match part_and_whole(ask) {
        Some((part, whole)) => match on_one_page(ask, part, whole) {
            Some((a, b)) if is_upside_down(ask, &a, &b) => of_whole(ask, (whole, &b), (part, &a)),
            Some((a, b)) => of_whole(ask, (part, &a), (whole, &b)),
            None => refuse::no_data_of_either(ask, part, whole),
        },
        None if is_percentage_itself(ask, first) => value::answer(ask),
        None if ask.has("howmany") && ask.carried_periods => value::answer(ask),
        None => refuse::no_share(ask),
    }
}

/// "Percentage of the total that is a part": in a bare table the smaller is the part, unless it is said of what it is a percentage.
fn is_upside_down(ask: &Ask, part: &Choice, whole: &Choice) -> bool {
    let stated = ask.reading.says(&["as", "over", "ratio"]);
    let larger = ask
        .quantity(part)
        .zip(ask.quantity(whole))
        .is_some_and(|(part, whole)| part.sort_key() > whole.sort_key());
    ask.snapshot.reader.is_open() && larger && !stated
}

/// In a bare table a column that holds nothing beyond a hundred may be the percentage that is asked for.
pub(super) fn is_percentage_itself(ask: &Ask, metric: MetricId) -> bool {
    let hundred = crate::dataset::Number::from_integer(100);
    let values = || {
        crate::compute::years(ask.data(), metric)
            .into_iter()
            .filter_map(|choice| ask.quantity(&choice))
    };
    let within = |quantity: Quantity| num_traits::Signed::abs(&quantity.sort_key()) <= hundred;
    ask.snapshot.reader.is_open()
        && !ask.has("ratio")
        && values().next().is_some()
        && values().all(within)
}

/// Which of the metrics is the part: by the dataset's relation, else in the order of the text.
pub(super) fn part_and_whole(ask: &Ask) -> Option<(MetricId, MetricId)> {
    let first = ask.metric_id()?;
    let wholes = |metric: MetricId| {
        ask.metric(metric)
            .map(|metric| metric.part_of.clone())
            .unwrap_or_default()
    };
    let Some(second) = ask.metrics.get(1).copied() else {
        if let (Some(part), true) = (only_part(ask, first), wholes(first).is_empty()) {
            return Some((part, first));
        }
        return Some((first, whole_of(ask, first)?));
    };
    if wholes(second).contains(&first) {
        Some((second, first))
    } else {
        Some((first, second))
    }
}

/// The whole that a metric is declared a part of, of several the first with a figure for the same period.
pub(super) fn whole_of(ask: &Ask, part: MetricId) -> Option<MetricId> {
    let wholes = &ask.metric(part)?.part_of;
    let fits = |whole: &&MetricId| same_period(ask, part, **whole).is_some();
    wholes.iter().find(fits).or(wholes.first()).copied()
}

/// The figures of a part and its whole for one period, of one page where several counts are known.
pub(super) fn on_one_page(ask: &Ask, part: MetricId, whole: MetricId) -> Option<(Choice, Choice)> {
    let (of_part, of_whole) = same_period(ask, part, whole)?;
    crate::compute::on_one_page(ask.data(), &of_part, &of_whole)
}

/// Whether a metric is declared a part of another.
pub(super) fn is_part(ask: &Ask, part: MetricId, whole: MetricId) -> bool {
    ask.metric(part)
        .is_some_and(|metric| metric.part_of.contains(&whole))
}

/// "Are most of them in fog?": whether a part is the larger part of its whole, where no period could be the highest.
pub(super) fn asks_for_majority(ask: &Ask) -> bool {
    let part = matches!(ask.metrics.as_slice(), [metric]
        if ask.metric(*metric).is_some_and(|metric| !metric.part_of.is_empty()));
    part && ask.reading.yes_no
        && ask.has("max")
        && ask.reading.whens.is_empty()
        && !ask.has_any(&["which", "what", "yearword", "when"])
}

/// The one metric that is declared a part of another; none if there are several.
fn only_part(ask: &Ask, whole: MetricId) -> Option<MetricId> {
    let all = ask.data().metrics.iter().enumerate();
    let mut parts = all.filter(|(_, metric)| metric.part_of.contains(&whole));
    let part = parts.next().map(|(index, _)| MetricId(index));
    part.filter(|_| parts.next().is_none())
}

fn of_whole(ask: &Ask, part: (MetricId, &Choice), whole: (MetricId, &Choice)) -> Draft {
    let allowed = comparable(ask.data(), part.1.figure, whole.1.figure);
    let undeclared = allowed == Comparable::Yes && !ask.snapshot.reader.is_open();
    if undeclared || !matches!(allowed, Comparable::PartOf | Comparable::Yes) {
        return refuse::not_comparable(ask, part.1.figure, whole.1.figure, allowed);
    }
    let (Some(a), Some(b)) = (ask.quantity(part.1), ask.quantity(whole.1)) else {
        return refuse::no_data(ask, Some(part.0), &[]);
    };
    let Some(share) = a.share_of(&b) else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    let complement = ask.has("not") && allowed == Comparable::PartOf;
    let Some(rest) = share.complement() else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    let shown = if complement { &rest } else { &share };
    let values = Values::new()
        .quantity("share", shown)
        .quantity("part", &a)
        .quantity("whole", &b)
        .maybe("one_in", b.multiple_of(&a).as_ref())
        .text("part_metric", ask.short(part.0))
        .text("whole_metric", ask.short(whole.0))
        .period("period", &part.1.period)
        .flag("complement", complement)
        .flag("asks_one_in", ask.has("onein"))
        .flag("carried", ask.carried_periods);
    let bare = if ask.has("onein") {
        b.multiple_of(&a)
            .map_or_else(|| shown.bare(), |times| times.bare())
    } else {
        shown.bare()
    };
    let as_fraction = ask.snapshot.reader.is_open() && ask.reading.says(&["proportion"]);
    let bare = if ask.has("ratio") || as_fraction {
        a.multiple_of(&b).map_or(bare, |times| times.bare())
    } else {
        bare
    };
    Draft::answered(ask.word("share", &values), &values)
        .value(bare)
        .computed(Computation::of(Operation::Quotient, [&a, &b]))
}
