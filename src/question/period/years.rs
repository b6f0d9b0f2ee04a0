//! Years: "2024", "the year 2024", "FY24", "2018/19", "23 vs 24".

use super::terms::Term as T;
use super::{Found, Reader};
use crate::question::closed::Effect;

impl Reader<'_> {
    /// "2024", "the year 2024", "FY24", "2018/19" (the year in which it ends), "2024 году".
    pub(super) fn year(&self, at: usize) -> Found<i16> {
        let (lead, short) = match self.rest(at) {
            [T::Full | T::Financial, T::AYear | T::Years, ..] => (2, true),
            [T::Full | T::Financial, ..] => (1, true),
            [T::AYear | T::Years, ..] => (1, false),
            _ => (0, false),
        };
        let (year, length) = match self.rest(at + lead) {
            [T::Year(year), T::Slash, T::Two(next), ..]
                if (year + 1) % 100 == *next && self.is_financial(at, lead) =>
            {
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

    /// "2018/19" is one year where the data or the question speak of financial years, and behind a winter; else two.
    fn is_financial(&self, at: usize, lead: usize) -> bool {
        let said = matches!(self.rest(at), [T::Financial, ..]) && lead > 0;
        let season = matches!(self.before(at), Some(T::Season(_)));
        self.calendar.financial || said || season
    }

    /// "в 24 году", "двадцать третий год": a year by its case or as an ordinal, not a count of years.
    fn names_year(&self, at: usize) -> bool {
        match self.rest(at) {
            [T::Ordinal(10..=99), ..] => self.is_slavic(at + 1),
            [T::Two(_), ..] => self.does(at + 1, Effect::InYear),
            _ => false,
        }
    }

    /// The 23 of "23 vs 24" and "what about in 23?": two digits are a year beside another one or at the end, if the data covers it.
    fn short_year(&self, at: usize) -> Found<i16> {
        let year = self.covered(*self.rest(at).first()?)?;
        let introduced = matches!(self.before(at), Some(T::In | T::Meant)) || self.is_alone(at);
        let stands =
            self.ends(at + 1) && introduced || self.is_in_row(at) || self.is_set_against(at);
        stands.then_some((year, 1))
    }

    /// "More in 25 than in 23": two years, each behind an "in", set against each other.
    fn is_set_against(&self, at: usize) -> bool {
        let introduced = |at: usize| {
            let year = self.rest(at).first().and_then(|term| self.covered(*term));
            year.is_some() && self.before(at) == Some(T::In)
        };
        let between = |a: usize, b: usize| {
            let row = self.terms.get(a..b).unwrap_or_default();
            row.iter()
                .any(|term| matches!(term, T::Than | T::Versus | T::Compared))
        };
        introduced(at)
            && (0..self.terms.len()).any(|other| {
                other != at && introduced(other) && between(at.min(other), at.max(other))
            })
    }

    fn ends(&self, at: usize) -> bool {
        matches!(self.rest(at), [] | [T::Break | T::Dot, ..])
    }

    /// "And 22?": nothing else is said.
    fn is_alone(&self, at: usize) -> bool {
        let mut others = (0..self.terms.len()).filter(|other| *other != at);
        others.all(|other| {
            let term = self.rest(other).first();
            matches!(
                term,
                Some(T::And | T::Or | T::Break | T::Comma | T::Dot | T::No)
            )
        })
    }

    /// "24 against 23", "22+23+24", "2022, 23 and 24?": years in a row, all of which the data cover, and nothing that they count.
    fn is_in_row(&self, at: usize) -> bool {
        self.is_joined(at, false) || self.is_joined(at, true)
    }

    fn is_joined(&self, at: usize, weakly: bool) -> bool {
        let strong = |join: T| matches!(join, T::To | T::Dash | T::Arrow | T::Versus | T::Plus);
        let joins = |at: usize| {
            let weak = weakly && matches!(self.rest(at), [T::And | T::Or | T::Comma, ..]);
            let joined = weak || self.rest(at).first().is_some_and(|join| strong(*join));
            let next = self.rest(at + 1).first();
            joined && next.is_some_and(|term| self.covered(*term).is_some())
        };
        let (mut first, mut last) = (at, at);
        while first > 1 && self.covered(self.terms[first - 2]).is_some() && joins(first - 1) {
            first -= 2;
        }
        while joins(last + 1) {
            last += 2;
        }
        if first == last {
            return false;
        }
        let row = self.terms.get(first..=last).unwrap_or_default();
        let by = row.iter().skip(1).step_by(2).copied();
        if !by.clone().all(strong) {
            let written = row.iter().any(|term| matches!(term, T::Year(_)));
            return written && (self.ends(last + 1) || self.is_count_up(row));
        }
        if by.clone().any(|join| join == T::Dash) {
            // "22-25": a range and no score or count, so that it goes up and nothing stands behind it.
            let years: Vec<_> = row
                .iter()
                .step_by(2)
                .map(|term| self.covered(*term))
                .collect();
            return years.is_sorted() && self.ends(last + 1);
        }
        let counted = match self.rest(last + 1).first() {
            Some(T::Percent) => true,
            Some(T::Other | T::Days(_)) => by.last() == Some(T::To),
            _ => false,
        };
        !counted
    }

    /// "2023, 24 and 25": three years or more, each the one after the other.
    fn is_count_up(&self, row: &[T]) -> bool {
        let years = row.iter().step_by(2).filter_map(|term| self.covered(*term));
        let years: Vec<i16> = years.collect();
        years.len() > 2
            && years
                .iter()
                .zip(years.iter().skip(1))
                .all(|(a, b)| a + 1 == *b)
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

    /// The year of "March that year", "the second half of last year", counted from today or the only one that the question names.
    fn relative_year(&self, at: usize) -> Found<i16> {
        let today = self.calendar.today.year();
        match self.rest(at) {
            [T::This, T::AYear, ..] => Some((today, 2)),
            [T::Last | T::Gone, T::AYear, ..] if !self.has_article(at) => Some((today - 1, 2)),
            [T::Calendar(shift), ..] => Some((today.checked_add(*shift)?, 1)),
            [T::That, T::AYear, ..] => {
                self.incomplete.set(true);
                Some((self.year?, 2))
            }
            _ => None,
        }
    }

    /// The year behind a part of it: "of 2024", ", 2024", "/2024", "24".
    pub(super) fn year_behind(&self, at: usize) -> Found<i16> {
        let lead = match self.rest(at) {
            [T::Of | T::In | T::From | T::Comma | T::Slash | T::Dash, ..] => 1,
            _ => 0,
        };
        if let Some((year, length)) = self.relative_year(at + lead) {
            return Some((year, lead + length));
        }
        if let [T::Two(year), rest @ ..] = self.rest(at + lead) {
            let year = self.calendar.full_year(*year);
            let known = (self.calendar.first_year..=self.calendar.last_year + 2).contains(&year);
            let counted = matches!(rest, [T::Percent | T::Months | T::Years | T::Days(_), ..]);
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
