//! Periods that hang on a named date of the dataset: "since the storm", "the last year before the storm".

use jiff::civil::Date;

use super::terms::Term as T;
use super::{Found, Reader, When, build, longest};
use crate::question::closed::Effect;

impl Reader<'_> {
    /// The longest period that hangs on a landmark and begins here.
    pub(super) fn beside_landmark(&self, at: usize) -> Found<When> {
        if self.calendar.landmarks.is_empty() {
            return None;
        }
        longest([
            self.limited_by_landmark(at),
            self.years_beside_landmark(at),
            self.months_from_landmark(at),
        ])
    }

    /// The longest landmark named here, with "the start of" before it or "began" after it or not.
    fn landmark(&self, at: usize) -> Found<Date> {
        let lead = match self.rest(at) {
            [T::Start, T::Of, ..] => 2,
            [T::Start, ..] => 1,
            _ => 0,
        };
        let roles = &self.calendar.words.roles;
        let named = self.calendar.landmarks.iter().filter_map(|landmark| {
            let words = landmark
                .words
                .iter()
                .filter(|word| *word != "-" && !roles.is(word, Effect::Article));
            let mut length = 0;
            for word in words {
                if self.text(at + lead + length) != word {
                    return None;
                }
                length += 1;
            }
            (length > 0).then_some((landmark.date, lead + length))
        });
        let (date, length) = named.max_by_key(|(_, length)| *length)?;
        let began = matches!(self.rest(at + length), [T::Began, ..]);
        Some((date, length + usize::from(began)))
    }

    /// "since the storm", "before the storm".
    fn limited_by_landmark(&self, at: usize) -> Found<When> {
        let (limit, lead) = self.limit(at)?;
        let (date, length) = self.landmark(at + lead)?;
        Some((limit.of_date(build::as_of(date)?), lead + length))
    }

    /// "the last year before the storm", "two years after the storm", "the year of the storm", "the last pre-storm year".
    fn years_beside_landmark(&self, at: usize) -> Found<When> {
        let last = usize::from(matches!(self.rest(at), [T::Last, ..]));
        if let [T::Before, ..] = self.rest(at + last)
            && let Some((date, length)) = self.landmark(at + last + 1)
            && matches!(self.rest(at + last + 1 + length), [T::AYear, ..])
        {
            return Some((year_beside(date, -1)?, last + length + 2));
        }
        let (count, lead) = self.count_of_years(at + last)?;
        let direction = match self.rest(at + last + lead) {
            [T::Before, ..] => -1,
            [T::After, ..] => 1,
            [T::Of, ..] => 0,
            _ => return None,
        };
        let (date, length) = self.landmark(at + last + lead + 1)?;
        Some((
            year_beside(date, direction * count)?,
            last + lead + 1 + length,
        ))
    }

    /// "the first twelve months of the storm", "the second year after the storm".
    fn months_from_landmark(&self, at: usize) -> Found<When> {
        if let [
            T::Ordinal(1),
            T::Full,
            T::AYear,
            T::Of | T::After | T::Since,
            ..,
        ] = self.rest(at)
        {
            let (date, length) = self.landmark(at + 4)?;
            return Some((year_beside(date, 1)?, length + 4));
        }
        let (skipped, months, lead) = match self.rest(at) {
            [n, T::Months, T::After, ..] if n.number().is_some() => (0, n.number()?, 2),
            [T::Ordinal(1), n, T::Months, ..] => (0, n.number()?, 3),
            [T::Ordinal(1), n, T::Years, ..] => (0, n.number()?.checked_mul(12)?, 3),
            [T::Ordinal(n @ 1..=20), T::AYear, ..] => (12 * (n - 1), 12, 2),
            _ => return None,
        };
        let joined = matches!(
            self.rest(at + lead),
            [T::Of | T::After | T::Since | T::From, ..]
        );
        let (date, length) = self.landmark(at + lead + usize::from(joined))?;
        let span = build::months_from(build::shifted(date, skipped)?, months)?;
        Some((When::Point(span), lead + usize::from(joined) + length))
    }
}

fn year_beside(date: Date, shift: i16) -> Option<When> {
    Some(When::Point(build::year(date.year().checked_add(shift)?)?))
}
