//! Parts of a year: halves, quarters, months, months in a row, seasons, with their year before or behind them.

use super::terms::Term as T;
use super::years::ascends;
use super::{Found, Reader, When, build};
use crate::dataset::Period;
use crate::question::closed::Effect;

/// Of so few words "may" is a month.
const FEW: usize = 3;

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
    /// "H1 2024", "first half of 2024", "January to July 2024", "2024 Q3"; without a year, the only one that the question names.
    pub(super) fn part_of_year(&self, at: usize) -> Found<Period> {
        self.part_then_year(at)
            .or_else(|| self.year_then_part(at))
            .or_else(|| self.part_alone(at))
    }

    fn part_then_year(&self, at: usize) -> Found<Period> {
        let (part, length) = self.part(at)?;
        let (year, tail) = self.year_behind(at + length)?;
        let year = year - i16::from(self.begins_before(at, part, at + length + tail));
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
            [T::Month(_), ..] if length == 1 => self.is_introduced(at) || self.begins_row(at),
            [T::Season(_) | T::Last | T::HalfWord, ..] => false,
            [first, T::Months, ..] => first.number().is_none(),
            _ => true,
        };
        if !sure {
            return None;
        }
        self.incomplete.set(true);
        let year = self.year.or_else(|| self.latest_year(at, part))?;
        Some((build::months(year, part.first, part.last)?, length))
    }

    /// A part of a year that is not said; names that are also other words only where little else is said.
    pub(super) fn open_part(&self, at: usize) -> Found<When> {
        let named = matches!(
            self.rest(at),
            [T::Half(_) | T::Quarter(_) | T::Month(_), ..]
                | [T::Ordinal(_), T::QuarterWord | T::HalfWord, ..]
        );
        if !named || self.is_doubtful(at) && self.terms.len() > FEW {
            return None;
        }
        let (part, length) = self.part(at)?;
        Some((When::Part(part.first, part.last), length))
    }

    /// Whether the year behind a part that goes over the end of a year is that of its end: "dec - feb 2021", "winter 2020/21".
    fn begins_before(&self, at: usize, part: Part, end: usize) -> bool {
        let season = matches!(self.rest(at), [T::Season(_), ..]);
        let split = end > 1 && matches!(self.rest(end - 2), [T::Slash, T::Two(_), ..]);
        part.last > 12 && (!season || split)
    }

    /// The latest year for which the data have such a part, where they are by such parts.
    fn latest_year(&self, at: usize, part: Part) -> Option<i16> {
        let (months, end) = self.calendar.parts.filter(|_| self.assumes)?;
        let length = part.last - part.first + 1;
        let of_months = matches!(self.rest(at), [T::Month(_), ..] | [_, T::Month(_), ..]);
        let fits = length == months || months == 1 && of_months;
        let last = build::months(end.year(), part.first, part.last)?;
        fits.then(|| end.year() - i16::from(last.to > end))
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

    /// "January vs December 2024", "apr+may+jun 2025": months in a row, the last of which has a year.
    fn begins_row(&self, at: usize) -> bool {
        let joins = |join: &T| {
            matches!(
                join,
                T::And | T::Or | T::Versus | T::Comma | T::Plus | T::Slash | T::Than
            )
        };
        let mut last = at;
        loop {
            last += match self.rest(last) {
                [T::Month(_), T::Month(_), ..] => 1,
                [T::Month(_), join, T::Month(_), ..] if joins(join) => 2,
                _ => break,
            };
        }
        last > at && self.year_behind(last + 1).is_some()
    }

    /// Names that are also other words.
    fn is_doubtful(&self, at: usize) -> bool {
        self.does(at, Effect::DoubtfulMonth)
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
        let over = if first < last { 0 } else { 12 };
        let length = last + over - first;
        (joins && (1..12).contains(&length)).then_some((part(*first, last + over), lead + 3))
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
            [T::QuarterWord, n, ..] if n.number().is_some() => (nth(n.number()?, 3)?, 2),
            [T::HalfWord, n, ..] if n.number().is_some() => (nth(n.number()?, 6)?, 2),
            [T::AMonth, n, ..] if n.number().is_some() => (part(n.month()?, n.month()?), 2),
            [T::Ordinal(1), n, T::Months, ..] => (part(1, n.month()?), 3),
            [T::Ordinal(1), n, T::QuarterWord, ..] if (2..4).contains(&n.number()?) => {
                (part(1, 3 * n.month()?), 3)
            }
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
    pub(super) fn numeric_month(&self, at: usize) -> Found<Period> {
        let (year, month) = match self.rest(at) {
            [month, T::Slash | T::Dot, T::Year(year), ..] => (*year, month.month()?),
            [T::Year(year), T::Dash | T::Slash, T::Two(month), ..] if !ascends(*year, *month) => {
                (*year, T::Two(*month).month()?)
            }
            _ => return None,
        };
        Some((build::months(year, month, month)?, 3))
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
