//! Whether something that is asserted of the result of a query holds, and what decides it.
//!
//! It must not take what is not known for false: what the figures leave open stays open.

mod attribution;
mod elsewhere;
mod known;
mod lacking;
mod place;
mod records;
mod ruling;
mod series;
mod sides;
mod tolerance;
mod value;
mod way;

use super::{Cell, Finding, Judged, compute};
use crate::dataset::{Dataset, Number};
use crate::query::{Check, Query, Says, Scope};
use known::{Known, any, not};
use ruling::Ruling;
use sides::Sides;

/// Judges what is asserted of the result of a query.
pub fn judge(dataset: &Dataset, check: &Check) -> Judged {
    let by = compute(dataset, &check.of);
    let ruling = ruled(dataset, check, &by);
    let holds = if check.denied {
        not(ruling.holds)
    } else {
        ruling.holds
    };
    Judged {
        check: check.clone(),
        holds,
        by: Box::new(by),
        witnesses: ruling.witnesses,
        elsewhere: ruling.elsewhere,
    }
}

/// What becomes of it before a denial turns it.
fn ruled(dataset: &Dataset, check: &Check, by: &Finding) -> Ruling {
    match &check.says {
        Says::Is(bound, amount) => {
            let limit = (*bound, *amount);
            let ruling = value::is(dataset, check, by, limit);
            let ruling = attribution::unless_other(dataset, check, by, ruling);
            elsewhere::looked_up(dataset, check, by, limit, ruling)
        }
        Says::Goes(way) | Says::Against(way) => way::goes(dataset, check, by, *way),
        Says::Holds(place) => turned(check.scope, place::holds(dataset, check, by, place)),
        Says::By(outlet) => turned(check.scope, attribution::by(dataset, by, *outlet)),
        Says::Exists => turned(check.scope, exists(&check.of, by).into()),
    }
}

/// What is said of none is denied, where there are no several periods of which it could be said.
fn turned(scope: Scope, ruling: Ruling) -> Ruling {
    let holds = match scope {
        Scope::None => not(ruling.holds),
        _ => ruling.holds,
    };
    Ruling { holds, ..ruling }
}

/// Whether there is any of it: a figure that is not zero, or an event.
fn exists(of: &Query, by: &Finding) -> Option<bool> {
    let zero = Number::from_integer(0);
    match by {
        Finding::Known => matches!(of, Query::Event { .. }).then_some(true),
        Finding::Found(found) if found.cells.is_empty() => {
            let open = !found.unsure.is_empty() || !found.holes.is_empty();
            (!open).then_some(false)
        }
        Finding::Found(_) => Some(true),
        _ => {
            let cells = cells_of(by);
            let exists = |cell: &&Cell| Known::of(cell.quantity.value()).above(zero, false);
            any(cells.iter().map(exists)).filter(|_| !cells.is_empty())
        }
    }
}

/// The figures that a finding rests on.
fn cells_of(by: &Finding) -> Vec<&Cell> {
    match by {
        Finding::Rows(rows) => rows.cells.iter().collect(),
        Finding::Pair(pair) => pair.left.cells.iter().chain(&pair.right.cells).collect(),
        Finding::Pairs(pairs) => {
            let sides = pairs.iter().flat_map(|pair| [&pair.left, &pair.right]);
            sides.flat_map(|side| &side.cells).collect()
        }
        Finding::Folded(folded) => folded.cells.iter().collect(),
        Finding::Found(found) => found.cells.iter().collect(),
        Finding::Order(order) => order.cells.first().into_iter().collect(),
        Finding::Steps(steps) => {
            let first = steps.steps.first().into_iter();
            first.flat_map(|step| [&step.from, &step.to]).collect()
        }
        Finding::Course(series) => series.iter().flat_map(|own| &own.cells).collect(),
        Finding::Parts(parts) => vec![&parts.whole],
        Finding::Spread(spread) => vec![&spread.cell],
        Finding::Summary(summary) => summary.cells.iter().collect(),
        Finding::Judged(_) | Finding::Known | Finding::Lacks(_) => Vec::new(),
    }
}

impl Judged {
    /// Whether more has become of it than is claimed: what was said to have doubled has tripled.
    pub fn is_exceeded(&self) -> bool {
        let (Says::Is(bound, amount), Finding::Pair(pair)) = (&self.check.says, self.by.as_ref())
        else {
            return false;
        };
        self.holds == Some(true)
            && !self.check.denied
            && Sides::of(pair).is_exceeded(*bound, *amount)
    }

    /// Whether periods without a figure might still change it: then it holds of the figures that there are.
    pub fn holes(&self) -> &[crate::dataset::Period] {
        match self.by.as_ref() {
            Finding::Order(order) => &order.holes,
            Finding::Found(found) => &found.holes,
            Finding::Folded(folded) => &folded.holes,
            Finding::Steps(steps) => &steps.holes,
            _ => &[],
        }
    }
}

/// The same query without the outlet that it is limited to; none where it is not.
fn of_any_outlet(query: &Query) -> Option<Query> {
    let mut open = query.clone();
    let outlets: Vec<&mut Option<crate::dataset::OutletId>> = match &mut open {
        Query::Figures(cells) | Query::Course(cells) => vec![&mut cells.outlet],
        Query::Fold(fold) => vec![&mut fold.over.outlet],
        Query::Find(find) => vec![&mut find.over.outlet],
        Query::Rank(rank) => vec![&mut rank.over.outlet],
        Query::Step(step) => vec![&mut step.over.outlet],
        Query::Rate(rate) => vec![&mut rate.of.outlet],
        Query::Split(split) => vec![&mut split.of.outlet],
        Query::Compare(compare) => vec![&mut compare.left.outlet, &mut compare.right.outlet],
        _ => Vec::new(),
    };
    let mut named = false;
    for outlet in outlets {
        named |= outlet.take().is_some();
    }
    named.then_some(open)
}

/// Whether several figures are found, so that a number is not said of one of them.
fn is_series(by: &Finding) -> bool {
    cells_of(by).len() > 1
}

#[cfg(test)]
pub(crate) mod notation;
#[cfg(test)]
mod tests;
