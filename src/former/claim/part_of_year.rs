//! A part of one year set against another whole year.
//!
//! It must not take the part for its year: it may well be above the whole of another, and says nothing if it is below.

use super::verdict::{judged, verdict_of};
use crate::dataset::{Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, lookup};

/// Concepts that set one period above another.
const ABOVE: [&str; 5] = ["over", "more", "comparative", "max", "previous_record"];
/// Concepts that set periods against each other some other way.
const AGAINST: [&str; 4] = ["rise", "fall", "comparative_less", "under"];

/// "The first half of 2024 alone topped all of 2022."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let claims_above = ask.has_any(&ABOVE);
    if !claims_above && !ask.has_any(&AGAINST) {
        return None;
    }
    let (part, year) = part_and_year(&ask.periods.points)?;
    let part = lookup::find(ask.data(), metric, part)?;
    let year = lookup::find(ask.data(), metric, year)?;
    let (of_part, of_year) = (ask.quantity(&part)?, ask.quantity(&year)?);
    let values = Values::new()
        .quantity("part", &of_part)
        .quantity("whole", &of_year)
        .period("part_period", &part.period)
        .period("whole_period", &year.period)
        .text("metric", ask.short(metric));
    let above = of_part.sort_key() > of_year.sort_key();
    let denied = ask.reading.is_denied();
    let (verdict, case) = match (claims_above, above) {
        (true, true) => (verdict_of(!denied), "part_above"),
        (true, false) => (verdict_of(denied), "part_of_year"),
        (false, true) if !ask.has("rise") => (verdict_of(denied), "part_above"),
        (false, _) => (Verdict::CannotCheck, "part_of_year"),
    };
    Some(judged(ask, verdict, case, &values))
}

/// Of two periods the one that is no year, and the year.
fn part_and_year(points: &[Period]) -> Option<(&Period, &Period)> {
    let [a, b] = points else { return None };
    match (a.kind, b.kind) {
        (PeriodKind::Year, PeriodKind::Year) => None,
        (_, PeriodKind::Year) => Some((a, b)),
        (PeriodKind::Year, _) => Some((b, a)),
        _ => None,
    }
}
