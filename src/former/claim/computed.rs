//! A number that is said of something computed: so many a day, so many on average.
//!
//! It must not hold such a number against the figure itself, nor judge where the rate or average cannot be computed.

use super::cannot_check;
use super::claimed::plain_numbers;
use super::known::Known;
use super::verdict::{led, verdict_of};
use crate::compute::usable_of;
use crate::dataset::FigureId;
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{Verdict, series, share};
use crate::question::reading::Counted;
use crate::question::rounding;

/// Concepts of a rate.
const RATES: [&str; 4] = ["perday", "perweek", "permonth", "perhour"];

/// "They had more than 2 a day", "it averaged 500 a year".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claims: Vec<&Counted> = plain_numbers(ask).collect();
    let is_rate = ask.has_any(&RATES);
    let is_claimed = is_rate || ask.has("average");
    if claims.is_empty() || !is_claimed || claims.iter().any(|claim| is_published(ask, claim)) {
        return None;
    }
    if is_rate && ask.metrics.len() > 1 {
        return Some(cannot_check(ask));
    }
    let (draft, computed) = if is_rate {
        share::rated(ask)
    } else {
        series::averaged(ask)
    };
    let Some(computed) = computed else {
        let rates = draft.figures.iter().all(|id| is_rate_itself(ask, *id));
        let of_itself = is_rate && draft.value.is_some() && rates;
        return (!of_itself).then(|| led(ask, Verdict::CannotCheck, draft));
    };
    let known = Known::of(computed.value());
    let met = match claims.as_slice() {
        [claim] if claim.bound.is_none() => {
            Some(rounding::rounds_to(claim.value, computed.sort_key()))
        }
        claims => known.meets_all(claims),
    };
    let verdict = met.map_or(Verdict::CannotCheck, |met| {
        verdict_of(met != ask.reading.is_denied())
    });
    Some(led(ask, verdict, draft))
}

/// Whether a number is a rate that was published as such.
fn is_published(ask: &Ask, claim: &Counted) -> bool {
    usable_of(ask.data(), &claim.figures).any(|(_, figure)| figure.per.is_some())
}

fn is_rate_itself(ask: &Ask, id: FigureId) -> bool {
    let figure = ask.data().figures.get(id.0);
    figure.is_some_and(|figure| figure.per.is_some())
}
