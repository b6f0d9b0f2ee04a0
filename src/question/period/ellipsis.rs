//! Years that stand for a part of themselves: "January to July 2024 vs 2023", "the first half of 2020 than of 2012".

use super::terms::Term as T;
use super::{Found, Reader, When, build};
use crate::dataset::{Period, PeriodKind};

impl Reader<'_> {
    /// The year here, behind a mention of a part of another year, as the same part; and where the year begins.
    pub(super) fn same_part(&self, last: &When, at: usize) -> Option<(usize, When, usize)> {
        let When::Point(part) = last else {
            return None;
        };
        let lead = match self.rest(at) {
            [T::And | T::Or | T::Versus | T::Than, T::Of, ..] => 2,
            [T::And | T::Or | T::Versus, ..] => 1,
            _ => return None,
        };
        let (year, length) = self.bare_year(at + lead)?;
        Some((at + lead, When::Point(in_year(part, year)?), length))
    }

    /// A year that nothing here narrows or extends.
    fn bare_year(&self, at: usize) -> Found<i16> {
        let (when, length) = self.mention(at)?;
        match when {
            When::Point(period) if period.kind == PeriodKind::Year => {
                Some((period.to.year(), length))
            }
            _ => None,
        }
    }
}

/// The same part of another year, if it is a part.
pub(super) fn in_year(part: &Period, year: i16) -> Option<Period> {
    if part.kind == PeriodKind::Year {
        return None;
    }
    let months = year.checked_sub(part.to.year())?.checked_mul(12)?;
    let from = build::shifted(part.from, months)?;
    let to = build::shifted(part.to, months)?;
    let whole = part.to == part.to.last_of_month();
    Some(Period {
        kind: part.kind,
        from,
        to: if whole && part.from != part.to {
            to.last_of_month()
        } else {
            to
        },
        words: None,
    })
}
