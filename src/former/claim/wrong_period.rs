//! A number that is a figure, but not of the period that is named: a running total, or another year's.
//!
//! It must not judge numbers that are no figures.

use super::claimed::{self, is_for_named_period, plain_numbers};
use super::number::differs;
use crate::compute::usable_of;
use crate::dataset::{Figure, FigureId, MetricId};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::lookup;
use crate::question::reading::Counted;

/// "655 in 2021", where that is the figure of 2022.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    if ask.reading.is_denied() {
        return None;
    }
    let metrics = claimed::metrics(ask);
    let (id, figure) = plain_numbers(ask).find_map(|claim| misplaced(ask, &metrics, claim))?;
    let mut points = ask.periods.points.iter();
    let own = points.find_map(|period| lookup::find(ask.data(), figure.metric, period));
    let own = own.map(|own| own.figure);
    Some(differs(ask, figure.metric, own, Some(id)))
}

/// The first figure that a number names, if none that it names is for a period that is named.
fn misplaced<'a>(
    ask: &Ask<'a>,
    metrics: &[MetricId],
    claim: &Counted,
) -> Option<(FigureId, &'a Figure)> {
    let of_claim = || {
        let bounded = claim.bound.is_some();
        usable_of(ask.data(), &claim.figures)
            .filter(move |(_, figure)| metrics.contains(&figure.metric) && !bounded)
    };
    let fits = of_claim().any(|(_, figure)| is_for_named_period(ask, &figure.period));
    of_claim().next().filter(|_| !fits)
}
