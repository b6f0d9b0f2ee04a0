//! Periods that are named: years, halves, quarters, months, spans of months, seasons, days, and their beginnings and ends.

use super::terms::Term as T;
use super::{Found, Reader, build, longest};
use crate::dataset::{Period, PeriodKind};

/// Months of some year, both included; past 12 they lie in the next year.
#[derive(Clone, Copy)]
struct Part {
    first: i8,
    last: i8,
}

fn part(first: i8, last: i8) -> Part {
    Part { first, last }
}

impl Reader<'_> {
    /// The longest period that is named here.
    pub(super) fn point(&self, at: usize) -> Found<Period> {
        longest([
            self.day(at),
            self.edge(at),
            self.vague(at),
            self.year_ended(at),
            self.months_ended(at),
            self.part_of_year(at),
            self.numeric_month(at),
            self.year(at)
                .and_then(|(year, length)| Some((build::year(year)?, length))),
        ])
    }

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
    fn year_behind(&self, at: usize) -> Found<i16> {
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

    /// "H1 2024", "first half of 2024", "January to July 2024", "2024 Q3"; without a year, the only one that the question names.
    fn part_of_year(&self, at: usize) -> Found<Period> {
        self.part_then_year(at)
            .or_else(|| self.year_then_part(at))
            .or_else(|| self.part_alone(at))
    }

    fn part_then_year(&self, at: usize) -> Found<Period> {
        let (part, length) = self.part(at)?;
        let (year, tail) = self.year_behind(at + length)?;
        let verb = self.is_doubtful(at) && matches!(self.rest(at + length), [T::In | T::Comma, ..]);
        if verb {
            return None;
        }
        let winter = match self.rest(at + length + tail) {
            [T::Dash | T::Slash, T::Two(next), ..]
                if part.last > 12 && (year + 1) % 100 == *next =>
            {
                2
            }
            _ => 0,
        };
        Some((
            build::months(year, part.first, part.last)?,
            length + tail + winter,
        ))
    }

    fn year_then_part(&self, at: usize) -> Found<Period> {
        let [T::Year(year), next, ..] = self.rest(at) else {
            return None;
        };
        let named = matches!(
            next,
            T::Half(_) | T::Quarter(_) | T::Month(_) | T::Ordinal(_)
        );
        if !named || self.is_doubtful(at + 1) {
            return None;
        }
        let (part, length) = self.part(at + 1)?;
        let other_year = self.year_behind(at + 1 + length).is_some();
        let period = build::months(*year, part.first, part.last)?;
        (!other_year).then_some((period, length + 1))
    }

    fn part_alone(&self, at: usize) -> Found<Period> {
        let (part, length) = self.part(at)?;
        let sure = match self.rest(at) {
            [T::Month(_), ..] if length == 1 => self.is_introduced(at),
            [T::Season(_) | T::Last, ..] => false,
            [first, T::Months, ..] => first.number().is_none(),
            _ => true,
        };
        if !sure {
            return None;
        }
        self.incomplete.set(true);
        Some((build::months(self.year?, part.first, part.last)?, length))
    }

    /// Whether a month without a year stands where a month would.
    fn is_introduced(&self, at: usize) -> bool {
        match self.before(at) {
            Some(
                T::In
                | T::Of
                | T::Since
                | T::Until
                | T::By
                | T::From
                | T::SlavicFrom
                | T::SlavicTo
                | T::Between,
            ) => true,
            Some(
                T::And
                | T::Or
                | T::Versus
                | T::To
                | T::Dash
                | T::Through
                | T::After
                | T::Before
                | T::End
                | T::Start,
            ) => !self.is_doubtful(at),
            Some(T::Comma) => at > 1 && matches!(self.terms[at - 2], T::Month(_)),
            _ => false,
        }
    }

    /// Names that are also other words.
    fn is_doubtful(&self, at: usize) -> bool {
        matches!(self.text(at), "may" | "march" | "fall" | "spring")
    }

    /// A part of some year.
    fn part(&self, at: usize) -> Found<Part> {
        self.months_in_a_row(at).or_else(|| self.single_part(at))
    }

    /// "January to July", "from Jan through June", "с января по июль".
    fn months_in_a_row(&self, at: usize) -> Found<Part> {
        let lead = usize::from(matches!(
            self.rest(at),
            [T::From | T::SlavicFrom | T::Between, ..]
        ));
        let [T::Month(first), join, T::Month(last), ..] = self.rest(at + lead) else {
            return None;
        };
        let joins = match join {
            T::To | T::Dash | T::Arrow | T::Through | T::Until | T::SlavicTo | T::SlavicThrough => {
                true
            }
            T::And => lead == 1,
            _ => false,
        };
        (joins && first < last).then_some((part(*first, *last), lead + 3))
    }

    fn single_part(&self, at: usize) -> Found<Part> {
        let found = match self.rest(at) {
            [T::Half(half), ..] => (thirds(*half, 6)?, 1),
            [T::Quarter(quarter), ..] => (thirds(*quarter, 3)?, 1),
            [T::Ordinal(half), T::HalfWord, T::AYear, ..] if !self.year_follows(at + 2) => {
                (nth(*half, 6)?, 3)
            }
            [T::Ordinal(half), T::HalfWord, ..] => (nth(*half, 6)?, 2),
            [
                T::Ordinal(half) | T::Number(half) | T::Roman(half),
                T::HalfYear,
                ..,
            ] => (nth(*half, 6)?, 2),
            [T::Ordinal(n), T::QuarterWord, ..] => (nth(*n, 3)?, 2),
            [T::Number(n) | T::Roman(n), T::QuarterWord, ..] if self.is_slavic(at + 1) => {
                (nth(*n, 3)?, 2)
            }
            [T::Ordinal(1), n, T::Months, ..] => (part(1, n.month()?), 3),
            [T::Last, n, T::Months, ..] => (part(13 - n.month()?, 12), 3),
            [T::Last, T::QuarterWord, ..] => (part(10, 12), 2),
            [T::Last, T::HalfWord, ..] => (part(7, 12), 2),
            [n, T::Months, ..] => (part(1, n.month()?), 2),
            [T::Month(month), ..] => (part(*month, *month), 1),
            [T::Season(month), ..] => (part(*month, month + 2), 1),
            _ => return None,
        };
        Some(found)
    }

    /// Whether "year 2024" stands here.
    fn year_follows(&self, at: usize) -> bool {
        matches!(self.rest(at), [T::AYear, T::Year(_), ..])
    }

    /// "03/2024", "2024-03".
    fn numeric_month(&self, at: usize) -> Found<Period> {
        let (year, month) = match self.rest(at) {
            [month, T::Slash | T::Dot, T::Year(year), ..] => (*year, month.month()?),
            [T::Year(year), T::Dash | T::Slash, T::Two(month), ..] if !ascends(*year, *month) => {
                (*year, T::Two(*month).month()?)
            }
            _ => return None,
        };
        Some((build::months(year, month, month)?, 3))
    }

    /// "18 June 2024", "June 18th, 2024", "18.06.2024", "2024-06-18".
    fn day(&self, at: usize) -> Found<Period> {
        let (year, month, day, length) = self.day_of_month(at).or_else(|| numeric_day(self, at))?;
        let date = jiff::civil::Date::new(year, month, day).ok()?;
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

    /// "the end of 2024", "start of May 2024", "year-end 2024": the state at that day.
    fn edge(&self, at: usize) -> Found<Period> {
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
    fn vague(&self, at: usize) -> Found<Period> {
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

    /// "the year ended 31 December 2019".
    fn year_ended(&self, at: usize) -> Found<Period> {
        let [T::AYear | T::Years, T::Ended, ..] = self.rest(at) else {
            return None;
        };
        let (end, length) = self.day(at + 2).or_else(|| self.part_of_year(at + 2))?;
        Some((build::year(end.to.year())?, length + 2))
    }

    /// "the six months ended June 2019", "12 months to May 2024".
    fn months_ended(&self, at: usize) -> Found<Period> {
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

/// The n-th stretch of some months of a year.
fn thirds(n: i8, months: i8) -> Option<Part> {
    let last = n.checked_mul(months).filter(|last| n > 0 && *last <= 12)?;
    Some(part(last - months + 1, last))
}

fn nth(n: i16, months: i8) -> Option<Part> {
    thirds(i8::try_from(n).ok()?, months)
}

/// Whether two digits behind a year are a later year of the same century: the 24 of "2022-24".
pub(super) fn ascends(year: i16, two: i16) -> bool {
    year - year % 100 + two > year
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

/// The first, middle or last third of a year or month.
fn part_of(whole: &Period, third: i8) -> Option<Period> {
    match whole.kind {
        PeriodKind::Year => build::months(whole.from.year(), 4 * third + 1, 4 * third + 4),
        PeriodKind::Month => {
            let from =
                jiff::civil::Date::new(whole.from.year(), whole.from.month(), 10 * third + 1)
                    .ok()?;
            let to = match third {
                2 => whole.to,
                _ => jiff::civil::Date::new(whole.from.year(), whole.from.month(), 10 * third + 10)
                    .ok()?,
            };
            build::span(from, to)
        }
        _ => None,
    }
}
