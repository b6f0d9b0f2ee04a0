//! Days: "18 June 2024", "June 18th, 2024", "18.06.2024", "2024-06-18".

use jiff::civil::Date;

use super::terms::Term as T;
use super::{Found, Reader, build};
use crate::dataset::Period;

impl Reader<'_> {
    /// "18 June 2024", "June 18th, 2024", "18.06.2024", "2024-06-18".
    pub(super) fn day(&self, at: usize) -> Found<Period> {
        let (year, month, day, length) = self
            .day_of_month(at)
            .or_else(|| numeric_day(self, at))
            .or_else(|| named_month(self, at))?;
        let date = Date::new(year, month, day).ok()?;
        Some((build::as_of(date)?, length))
    }

    fn day_of_month(&self, at: usize) -> Option<(i16, i8, i8, usize)> {
        let (month, day, length) = match self.rest(at) {
            [day, T::Of, T::Month(month), ..] => (*month, day.day()?, 3),
            [day, T::Month(month), ..] if day.day().is_some() => (*month, day.day()?, 2),
            [T::Month(month), day, T::Comma, T::Year(year), ..] => {
                return Some((*year, *month, day.day()?, 4));
            }
            [T::Month(month), day, T::Year(year), ..] => {
                return Some((*year, *month, day.day()?, 3));
            }
            [T::Month(month), day, ..] if self.year_behind(at + 1).is_none() => {
                (*month, day.day()?, 2)
            }
            _ => return None,
        };
        if let Some((year, tail)) = self.year_behind(at + length) {
            return Some((year, month, day, length + tail));
        }
        self.incomplete.set(true);
        Some((self.year?, month, day, length))
    }
}

/// "2021/Oct/31", "31-Oct-2021".
fn named_month(reader: &Reader, at: usize) -> Option<(i16, i8, i8, usize)> {
    let [first, join, T::Month(month), again, last, ..] = reader.rest(at) else {
        return None;
    };
    let joined = matches!(join, T::Dash | T::Slash | T::Dot) && again == join;
    match (first, last) {
        (T::Year(year), day) | (day, T::Year(year)) if joined => {
            Some((*year, *month, day.day()?, 5))
        }
        _ => None,
    }
}

/// Day first unless only month first makes a date; year first with hyphens.
fn numeric_day(reader: &Reader, at: usize) -> Option<(i16, i8, i8, usize)> {
    let (year, month, day) = match reader.rest(at) {
        [
            T::Year(year),
            T::Dash | T::Slash | T::Dot,
            month,
            T::Dash | T::Slash | T::Dot,
            day,
            ..,
        ] => (*year, month.month()?, day.day()?),
        [
            day,
            T::Dot | T::Slash | T::Dash,
            month,
            T::Dot | T::Slash | T::Dash,
            year,
            ..,
        ] => {
            let year = match year {
                T::Year(year) => *year,
                T::Two(year) => reader.calendar.full_year(*year),
                _ => return None,
            };
            match month.month() {
                Some(month) => (year, month, day.day()?),
                None => (year, day.month()?, month.day()?),
            }
        }
        _ => return None,
    };
    Some((year, month, day, 5))
}
