//! Periods named by their place: "last year", "two years ago", "the year before", "the latest year", "the last three years", "the 1990s".

use super::terms::Term as T;
use super::{Found, Reader, When, build, longest};
use crate::dataset::Grain;
use crate::question::closed::Effect;

impl Reader<'_> {
    /// The longest relative period that begins here.
    pub(super) fn relative(&self, at: usize) -> Found<When> {
        longest([
            self.beside_today(at),
            self.last_year(at),
            self.beside_another(at),
            self.beside_another_part(at),
            self.several(at),
            self.newest_or_oldest(at),
            self.whole_series(at),
            self.decade(at),
        ])
    }

    /// "this year", "two years ago", "в прошлом году", "last month".
    fn beside_today(&self, at: usize) -> Found<When> {
        let found = match self.rest(at) {
            [T::Calendar(shift), ..] => (When::Calendar(*shift), 1),
            [T::This, T::AYear | T::Years, ..] => (When::Calendar(0), 2),
            [T::AYear, T::To, T::Date, ..] => (When::Calendar(0), 3),
            [T::Gone, T::AYear, ..] => (When::Calendar(-1), 2),
            [T::BeforeLast, T::AYear, ..] => (When::Calendar(-2), 2),
            [T::AYear, T::Before, T::Last, ..] => (When::Calendar(-2), 3),
            [T::Next, T::AYear, ..] if !self.counts_from_another(at) => (When::Calendar(1), 2),
            [n, T::AYear | T::Years, T::Ago, ..] if n.number().is_some() => {
                (When::Calendar(-n.number()?), 3)
            }
            [T::Few(n), T::Years, T::Ago, ..] => (When::Calendar(-n), 3),
            [T::Few(n), T::Of, T::Years, T::Ago, ..] => (When::Calendar(-n), 4),
            [n, T::DecadeWord, T::Ago, ..] => (When::Calendar(-n.number()?.checked_mul(10)?), 3),
            [T::AYear, T::Ago, ..] => (When::Calendar(-1), 2),
            [T::This, T::AMonth, ..] => (self.month(0)?, 2),
            [T::Last | T::Gone, T::AMonth, ..] => (self.month(-1)?, 2),
            _ => return None,
        };
        Some(found)
    }

    /// "the next year" follows what was said, "next year" follows this year.
    fn counts_from_another(&self, at: usize) -> bool {
        self.has_article(at) || self.before(at) == Some(T::On)
    }

    fn month(&self, shift: i16) -> Option<When> {
        let date = build::shifted(self.calendar.today, shift)?;
        Some(When::Point(build::months(
            date.year(),
            date.month(),
            date.month(),
        )?))
    }

    /// "last year" is the year before this one, "the last year of the data" the newest, "the last year with" neither.
    fn last_year(&self, at: usize) -> Found<When> {
        let [T::Last, T::AYear, rest @ ..] = self.rest(at) else {
            return None;
        };
        let article = self.has_article(at) || self.is_slavic(at);
        let when = match rest {
            _ if of_the_data(rest) => When::Latest,
            [T::To | T::Filter | T::That | T::Before | T::After, ..] | [T::In, T::Filter, ..] => {
                return None;
            }
            _ if !article => When::Calendar(-1),
            []
            | [
                T::Break | T::Dot | T::Comma | T::Versus | T::And | T::Or,
                ..,
            ] => {
                let stretch = matches!(self.before(at), Some(T::In | T::Over));
                if stretch { When::Last(1) } else { When::Latest }
            }
            _ => return None,
        };
        Some((when, 2))
    }

    /// "the year before", "two years later", "the previous year", "the year before 2024".
    fn beside_another(&self, at: usize) -> Found<When> {
        if let Some(found) = self.counted_from_year(at) {
            return Some(found);
        }
        let (shift, length) = match self.rest(at) {
            [T::Previous | T::Prior, T::AYear, ..] => (-1, 2),
            [T::Following, T::AYear, ..] => (1, 2),
            [T::Next, T::AYear, ..] if self.counts_from_another(at) => (1, 2),
            [T::InTime, T::AYear, ..] => (1, 2),
            [T::InTime, n, T::AYear | T::Years, ..] => (n.number()?, 3),
            _ => self.steps(at)?,
        };
        let filter = matches!(self.rest(at + length), [T::Filter, ..]);
        (!filter).then_some((When::Shift(shift, Grain::Year), length))
    }

    /// "the next quarter", "the month before", "two months later".
    fn beside_another_part(&self, at: usize) -> Found<When> {
        let part = |term: &T| match term {
            T::AMonth | T::Months => Some(Grain::Month),
            T::QuarterWord => Some(Grain::Quarter),
            T::HalfWord => Some(Grain::Half),
            _ => None,
        };
        let direction = |term: &T| match term {
            T::Previous | T::Prior | T::Before | T::Earlier => Some(-1),
            T::Following | T::Next | T::After | T::Later => Some(1),
            _ => None,
        };
        if let [T::Previous | T::Prior | T::Following | T::Next, own, ..] = self.rest(at) {
            return Some((
                When::Shift(direction(self.rest(at).first()?)?, part(own)?),
                2,
            ));
        }
        let (count, lead) = match self.rest(at) {
            [n, own, ..] if n.number().is_some() && part(own).is_some() => (n.number()?, 1),
            _ => (1, 0),
        };
        let [own, way, rest @ ..] = self.rest(at + lead) else {
            return None;
        };
        let when = When::Shift(direction(way)?.checked_mul(count)?, part(own)?);
        let that = matches!(rest, [T::That | T::This, ..]);
        let ends = that
            || matches!(
                rest,
                [] | [T::Break | T::Dot | T::Comma | T::And | T::Or, ..]
            );
        ends.then_some((when, lead + 2 + usize::from(that)))
    }

    /// "a year earlier", "the year before that", "three years later".
    fn steps(&self, at: usize) -> Found<i16> {
        let (count, lead) = self.count_of_years(at)?;
        let direction = match self.rest(at + lead) {
            [T::Before | T::Earlier | T::Prior, ..] => -1,
            [T::SlavicTo, T::That | T::This, ..] => -1,
            [T::After | T::Later, ..] => 1,
            _ => return None,
        };
        let end = at + lead + 1;
        let that = matches!(self.rest(end), [T::That | T::This, ..]);
        let last_of_many = self.before(at) == Some(T::Last);
        let of_something = !that
            && (self.has_article(end) || matches!(self.rest(end), [T::Than | T::AYear, ..]))
            || self.year(end).is_some();
        (!of_something && !last_of_many)
            .then_some((direction * count, lead + 1 + usize::from(that)))
    }

    /// "two years", "a year", "year".
    pub(super) fn count_of_years(&self, at: usize) -> Found<i16> {
        match self.rest(at) {
            [n, T::AYear | T::Years, ..] if n.number().is_some() => Some((n.number()?, 2)),
            [T::Few(n), T::Years, ..] => Some((*n, 2)),
            [T::Full | T::Financial, T::AYear, ..] => Some((1, 2)),
            [T::AYear, ..] => Some((1, 1)),
            _ => None,
        }
    }

    /// "the year before 2024", "two years after 2010".
    fn counted_from_year(&self, at: usize) -> Found<When> {
        let (count, lead) = self.count_of_years(at)?;
        let one_of_many = lead == 1 && !self.is_definite(at);
        let direction = match self.rest(at + lead) {
            [T::Before, ..] if !one_of_many => -1,
            [T::After, ..] if !one_of_many => 1,
            _ => return None,
        };
        let (year, length) = self.year(at + lead + 1)?;
        let target = year.checked_add(direction * count)?;
        Some((When::Point(build::year(target)?), lead + 1 + length))
    }

    /// Whether one certain year is meant: "any year before 2024" may be many; Slavic languages have no article to tell.
    fn is_definite(&self, at: usize) -> bool {
        self.has_article(at) || self.before(at).is_none() || !self.text(at).is_ascii()
    }

    /// "the last three years", "past couple of years", "the first 2 years", "over the 3 years".
    fn several(&self, at: usize) -> Found<When> {
        let (first, lead) = match self.rest(at) {
            [T::Most, T::Recent, ..] => (false, 2),
            [T::Last | T::Past | T::Latest | T::Previous | T::All, ..] => (false, 1),
            [T::Ordinal(1), ..] => (true, 1),
            _ => return self.over_the_years(at),
        };
        if let [T::Past, T::AYear, ..] = self.rest(at) {
            return Some((When::Last(1), 2));
        }
        if let [T::Last | T::Past, T::DecadeWord, ..] = self.rest(at) {
            return Some((When::Last(10), 2));
        }
        let (count, length) = self.number_of_years(at + lead)?;
        let when = if first {
            When::First(count)
        } else {
            When::Last(count)
        };
        Some((when, lead + length))
    }

    /// "three years", "couple of years", "3 year period".
    fn number_of_years(&self, at: usize) -> Found<u16> {
        let (count, length) = match self.rest(at) {
            [T::Few(n), T::Of, T::Years, ..] => (*n, 3),
            [T::Few(n), T::Years, ..] => (*n, 2),
            [n, T::Years | T::AYear, T::Stretch, ..] => (n.number()?, 3),
            [n, T::Years | T::AYear, ..] => (n.number()?, 2),
            _ => return None,
        };
        let count = u16::try_from(count)
            .ok()
            .filter(|count| (1..=200).contains(count))?;
        Some((count, length))
    }

    /// "over the 3 year period": as many years as the data are taken to have.
    fn over_the_years(&self, at: usize) -> Found<When> {
        let before = self.before(at);
        let within = matches!(before, Some(T::In | T::Over | T::Of)) && self.has_article(at)
            || before == Some(T::Over);
        let (count, length) = self
            .number_of_years(at)
            .filter(|(count, _)| within && *count > 1)?;
        Some((When::Last(count), length))
    }

    /// "latest", "the most recent year", "now", "the first year you have".
    fn newest_or_oldest(&self, at: usize) -> Found<When> {
        let (when, length) = match self.rest(at) {
            [T::Most, T::Recent, T::AYear, ..] => (When::Latest, 3),
            [T::Most, T::Recent, ..] | [T::Latest, T::AYear, ..] => (When::Latest, 2),
            [T::Latest, T::Have, T::AYear, ..] => (When::Latest, 3),
            [T::Last, T::Data, ..] => (When::Latest, 2),
            [T::Latest, ..] if self.before(at) != Some(T::On) => (When::Latest, 1),
            [T::Now, ..] if self.before(at) != Some(T::From) => (self.now(at)?, 1),
            [T::Earliest, T::AYear, ..] => (When::Earliest, 2),
            [T::Earliest, ..] => (When::Earliest, 1),
            [T::Ordinal(1), T::AYear, rest @ ..] if of_the_data(rest) => (When::Earliest, 2),
            [T::Ordinal(1), T::AYear] | [T::Ordinal(1), T::AYear, T::Break, ..] => {
                (When::Earliest, 2)
            }
            _ => return None,
        };
        let filter = matches!(
            self.rest(at + length),
            [T::Filter | T::That | T::To, ..] | [T::In, T::Filter, ..]
        );
        (!filter).then_some((when, length))
    }

    /// "now", unless it only opens the sentence.
    fn now(&self, at: usize) -> Option<When> {
        let opens = self.does(at, Effect::Interjection)
            && matches!(self.before(at), None | Some(T::Break | T::Comma | T::Dot))
            && self.rest(at).len() > 1;
        let closes = matches!(self.rest(at), [_, T::Break, ..]);
        (!opens || closes).then_some(When::Latest)
    }

    /// "over the years", "all years", "the whole period".
    fn whole_series(&self, at: usize) -> Found<When> {
        let length = match self.rest(at) {
            [T::All, T::Of, T::Years, ..] => 3,
            [T::All, T::Years | T::Stretch, ..] => 2,
            [T::Full, T::Stretch, ..] => 2,
            [T::Over, T::Years, ..] => 2,
            [T::Through, T::Years, ..] if self.has_article(at + 1) => 2,
            _ => return None,
        };
        Some((When::All, length))
    }

    fn decade(&self, at: usize) -> Found<When> {
        match self.rest(at) {
            [T::Decade(decade), T::Years, ..] if self.is_slavic(at + 1) => {
                Some((When::Decade(*decade), 2))
            }
            [T::Decade(decade), ..] => Some((When::Decade(*decade), 1)),
            _ => None,
        }
    }
}

/// Whether what follows "the last year" says that the data's years are meant.
fn of_the_data(rest: &[T]) -> bool {
    matches!(rest, [T::Have, ..] | [T::Of | T::In | T::On, T::Data, ..])
}
