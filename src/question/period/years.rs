//! Years: "2024", "the year 2024", "FY24", "2018/19", "23 vs 24".

use super::terms::Term as T;
use super::{Found, Reader};

impl Reader<'_> {
    /// "2024", "the year 2024", "FY24", "2018/19" (the year in which it ends), "2024 году".
    pub(super) fn year(&self, at: usize) -> Found<i16> {
        let (lead, short) = match self.rest(at) {
            [T::Full | T::Fy, T::AYear | T::Years, ..] => (2, true),
            [T::Full | T::Fy, ..] => (1, true),
            [T::AYear | T::Years, ..] => (1, false),
            _ => (0, false),
        };
        let (year, length) = match self.rest(at + lead) {
            [T::Year(year), T::Slash, T::Two(next), ..] if (year + 1) % 100 == *next => {
                (year + 1, 3)
            }
            [T::Year(year), ..] => (*year, 1),
            [T::Two(year) | T::Ordinal(year), T::AYear, ..] if self.names_year(at + lead) => {
                (self.calendar.full_year(*year), 1)
            }
            [T::Two(year), ..] if short => (self.calendar.full_year(*year), 1),
            _ => return self.short_year(at),
        };
        let end = at + lead + length;
        let noun = matches!(self.rest(end), [T::AYear | T::Years, ..]) && self.is_slavic(end);
        Some((year, lead + length + usize::from(noun)))
    }

    /// "в 24 году", "двадцать третий год": a year by its case or as an ordinal, not a count of years.
    fn names_year(&self, at: usize) -> bool {
        match self.rest(at) {
            [T::Ordinal(10..=99), ..] => self.is_slavic(at + 1),
            [T::Two(_), ..] => matches!(self.text(at + 1), "году" | "році" | "годом"),
            _ => false,
        }
    }

    /// The 23 of "23 vs 24" and "what about in 23?": two digits are a year beside another one or at the end, if the data covers it.
    fn short_year(&self, at: usize) -> Found<i16> {
        let year = self.covered(*self.rest(at).first()?)?;
        let ends = matches!(self.rest(at + 1), [] | [T::Break, ..]);
        if ends && self.text(at.wrapping_sub(1)) == "in" {
            return Some((year, 1));
        }
        let joined = |join: T| matches!(join, T::To | T::Arrow | T::Versus);
        let after = match self.rest(at + 1) {
            [join, other, ..] if joined(*join) => self.covered(*other).map(|_| (*join, at + 3)),
            _ => None,
        };
        let before = || {
            let join = self.before(at).filter(|join| joined(*join))?;
            let other = self.before(at.checked_sub(1)?)?;
            self.covered(other).map(|_| (join, at + 1))
        };
        let (join, end) = after.or_else(before)?;
        let counted = match self.rest(end).first() {
            Some(T::Percent) => true,
            Some(T::Other) => join == T::To,
            _ => false,
        };
        (!counted).then_some((year, 1))
    }

    /// A year that the data covers, in two digits or four.
    fn covered(&self, term: T) -> Option<i16> {
        let year = match term {
            T::Two(year) if year >= 10 => self.calendar.full_year(year),
            T::Year(year) => year,
            _ => return None,
        };
        self.calendar.covers(year).then_some(year)
    }

    /// The year behind a part of it: "of 2024", ", 2024", "/2024", "24".
    pub(super) fn year_behind(&self, at: usize) -> Found<i16> {
        let lead = match self.rest(at) {
            [T::Of | T::In | T::Comma | T::Slash | T::Dash, ..] => 1,
            _ => 0,
        };
        if let [T::Two(year), rest @ ..] = self.rest(at + lead) {
            let year = self.calendar.full_year(*year);
            let known = (self.calendar.first_year..=self.calendar.last_year + 2).contains(&year);
            let counted = matches!(rest, [T::Percent | T::Months | T::Years, ..]);
            return (known && !counted).then_some((year, lead + 1));
        }
        let (year, length) = self.year(at + lead)?;
        Some((year, lead + length))
    }
}

/// Whether two digits behind a year are a later year of the same century: the 24 of "2022-24".
pub(super) fn ascends(year: i16, two: i16) -> bool {
    year - year % 100 + two > year
}
