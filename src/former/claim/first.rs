//! A year that is said to be the first or the last one beyond a limit: "2022 was the first year with over 600".
//!
//! It must not pass over years without a figure: those that no record bounds leave the claim open.

use super::claimed::plain_numbers;
use super::known::{Known, all};
use super::record::{self, year_of};
use crate::compute::{Choice, years};
use crate::dataset::PeriodKind;
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{Verdict, lookup};
use crate::question::reading::Counted;

/// "2022 was the first year with over 600."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let point = ask.periods.only()?;
    let claims: Vec<&Counted> = plain_numbers(ask).collect();
    let bounds = !claims.is_empty() && claims.iter().all(|claim| claim.bound.is_some());
    let last = ask.has("last") && !ask.has("first");
    let says_place = ask.has_any(&["first", "last"]) && ask.has("yearword");
    if !bounds || !says_place || point.kind != PeriodKind::Year || ask.periods.is_range() {
        return None;
    }
    let own = lookup::find(ask.data(), metric, point)?;
    let met = Known::of(ask.quantity(&own)?.value()).meets_all(&claims);
    let series = years(ask.data(), metric);
    let year = point.last_year();
    let others = if last {
        year + 1..=series.last()?.period.last_year()
    } else {
        series.first()?.period.last_year()..=year - 1
    };
    if others.end() < others.start() && !last {
        return None;
    }
    let others = others.map(|year| year_of(ask, metric, &series, year, &claims));
    let none = all(others.map(|other| other.met().map(|met| !met)));
    let holds = all([met, none].into_iter());
    let shown: Vec<Choice> = series
        .into_iter()
        .filter(|choice| (choice.period.last_year() <= year) != last || choice.figure == own.figure)
        .collect();
    let verdict = holds.map_or(Verdict::CannotCheck, |holds| {
        super::verdict::verdict_of(holds != ask.reading.is_denied())
    });
    Some(record::by_rows(ask, metric, verdict, &shown, None))
}
