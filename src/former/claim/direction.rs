//! A claimed direction: that something rose or fell, or was more or less than before.
//!
//! It must not judge by how much.

use super::change::judged_by;
use super::record;
use super::verdict::{Outcome, uncheckable};
use crate::compute::{Comparable, comparable};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{change, refuse};

/// "It went up", "more than the year before".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let way = change::way(ask)?;
    let pair = match change::pair(ask, metric) {
        Ok(pair) => pair,
        Err(missing) => {
            let by_record = record::of_unknown_side(ask, metric, &missing, way);
            return by_record.or_else(|| Some(uncheckable(ask, metric, &missing)));
        }
    };
    let (later, base) = (pair.later.figure, pair.base.figure);
    if comparable(ask.data(), later, base) != Comparable::Yes {
        let why = Comparable::OtherPeriod;
        return Some(refuse::not_comparable(ask, later, base, why));
    }
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let sign = later.minus(&base)?.sign();
    judged_by(ask, &pair, Outcome::of(change::goes(ask, &pair, way, sign)))
}
