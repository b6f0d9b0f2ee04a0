//! Beginnings, ends and thirds of years and months, and stretches named by their end: "the end of 2024", "early 2025", "the year ended 30 June 2019".

use jiff::civil::Date;

use super::terms::Term as T;
use super::{Found, Reader, build, longest};
use crate::dataset::{Period, PeriodKind};

impl Reader<'_> {
    /// "the end of 2024", "start of May 2024", "year-end 2024": the state at that day.
    pub(super) fn edge(&self, at: usize) -> Found<Period> {
        let lead = match self.rest(at) {
            [T::AYear, T::End | T::Start, ..] => at + 1,
            [T::End | T::Start, ..] => at,
            _ => return None,
        };
        let edge = self.rest(lead).first()?;
        let of = match self.rest(lead + 1) {
            [T::Of, T::Stretch, ..] => 2,
            [T::Of | T::Stretch, ..] => 1,
            _ => 0,
        };
        let (whole, length) = self.whole(lead + 1 + of)?;
        let date = if *edge == T::End {
            whole.to
        } else {
            whole.from
        };
        Some((build::as_of(date)?, lead - at + 1 + of + length))
    }

    /// A year or a part of it, to take an end or a third of.
    fn whole(&self, at: usize) -> Found<Period> {
        let year = self
            .year(at)
            .and_then(|(year, length)| Some((build::year(year)?, length)));
        longest([self.part_of_year(at), self.numeric_month(at), year])
    }

    /// "early 2025", "mid-April 2024", "late in 2023": a third of the year or month.
    pub(super) fn vague(&self, at: usize) -> Found<Period> {
        let third = match self.rest(at).first()? {
            T::Early => 0,
            T::Mid => 1,
            T::Late => 2,
            _ => return None,
        };
        let joined = usize::from(matches!(self.rest(at + 1), [T::In | T::Of, ..]));
        let (whole, length) = self.whole(at + 1 + joined)?;
        let mut period = part_of(&whole, third)?;
        let named = ["early ", "mid-", "late "]
            .into_iter()
            .nth(usize::try_from(third).ok()?)?;
        period.words = Some(format!("{named}{}", whole.in_words()));
        Some((period, 1 + joined + length))
    }

    /// "the first ten days of 2023", "the last week of May 2024".
    pub(super) fn counted_days(&self, at: usize) -> Found<Period> {
        let (count, lead) = match self.rest(at) {
            [T::Ordinal(1) | T::Last, T::Days(days), ..] => (*days, 2),
            [T::Ordinal(1) | T::Last, n, T::Days(days), ..] => (n.number()?.checked_mul(*days)?, 3),
            _ => return None,
        };
        let joined = usize::from(matches!(self.rest(at + lead), [T::In | T::Of, ..]));
        let (whole, length) = self.whole(at + lead + joined)?;
        let span = jiff::Span::new().try_days(count.checked_sub(1)?).ok()?;
        let period = if matches!(self.rest(at), [T::Last, ..]) {
            build::span(whole.to.checked_sub(span).ok()?.max(whole.from), whole.to)
        } else {
            build::span(whole.from, whole.from.checked_add(span).ok()?.min(whole.to))
        };
        Some((period?, lead + joined + length))
    }

    /// "the year ended 31 December 2019".
    pub(super) fn year_ended(&self, at: usize) -> Found<Period> {
        let [T::AYear | T::Years, T::Ended, ..] = self.rest(at) else {
            return None;
        };
        let (end, length) = self.day(at + 2).or_else(|| self.part_of_year(at + 2))?;
        Some((build::year(end.to.year())?, length + 2))
    }

    /// "the six months ended June 2019", "12 months to May 2024".
    pub(super) fn months_ended(&self, at: usize) -> Found<Period> {
        let [months, T::Months, T::Ended | T::To, ..] = self.rest(at) else {
            return None;
        };
        let (end, length) = self.day(at + 3).or_else(|| self.part_of_year(at + 3))?;
        let months = months
            .number()
            .filter(|months| (1..=120).contains(months))?;
        Some((build::months_to(end.to, months)?, length + 3))
    }
}

/// The first, middle or last third of a year or month.
fn part_of(whole: &Period, third: i8) -> Option<Period> {
    match whole.kind {
        PeriodKind::Year => build::months(whole.from.year(), 4 * third + 1, 4 * third + 4),
        PeriodKind::Month => {
            let from = Date::new(whole.from.year(), whole.from.month(), 10 * third + 1).ok()?;
            let to = match third {
                2 => whole.to,
                _ => Date::new(whole.from.year(), whole.from.month(), 10 * third + 10).ok()?,
            };
            build::span(from, to)
        }
        _ => None,
    }
}
