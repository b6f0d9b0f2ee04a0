//! Periods with two ends, and periods that only limit: "from 2019 to 2021", "since March", "by the end of 2024".

use jiff::civil::Date;

use super::ellipsis::in_year;
use super::terms::Term as T;
use super::years::ascends;
use super::{Found, Reader, When, build, longest};
use crate::dataset::{Period, PeriodKind};
use crate::question::closed::Effect;

/// How a word limits the period behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Since,
    After,
    Before,
    Until,
    By,
    /// "до": before a year, until a day.
    SlavicTo,
}

impl Limit {
    /// What the limit says together with a date; "before" a day is not "by" it.
    pub(super) fn of_date(self, date: Period) -> When {
        match self {
            Limit::SlavicTo => When::Before(date),
            Limit::Until => When::Until(date),
            _ => self.of(date),
        }
    }

    /// What the limit says together with its period.
    pub(super) fn of(self, period: Period) -> When {
        let state = period.kind == PeriodKind::AsOf;
        match self {
            Limit::Since => When::Since(period),
            Limit::After => When::After(period),
            Limit::Until | Limit::SlavicTo if state => When::By(period),
            Limit::Before | Limit::SlavicTo => When::Before(period),
            Limit::Until => When::Until(period),
            Limit::By => When::By(period),
        }
    }
}

/// What lies between two periods of one kind, without them: "between 2015 and 2018 exclusive".
fn inside(from: &Period, to: &Period) -> Option<When> {
    let (first, last) = match (from.kind, to.kind) {
        (PeriodKind::Year, PeriodKind::Year) => (
            build::year(from.to.year().checked_add(1)?)?,
            build::year(to.to.year().checked_sub(1)?)?,
        ),
        (PeriodKind::Month, PeriodKind::Month) => {
            let month = |date: Date| build::months(date.year(), date.month(), date.month());
            (
                month(build::shifted(from.from, 1)?)?,
                month(build::shifted(to.from, -1)?)?,
            )
        }
        _ => return None,
    };
    (first.from <= last.from).then(|| {
        if first == last {
            When::Point(first)
        } else {
            When::Range(first, last)
        }
    })
}

impl Reader<'_> {
    /// "2019 to 2021", "from March 2020 until June 2021", "between 2019 and 2021", "2022-24".
    pub(super) fn range(&self, at: usize) -> Found<When> {
        let strictly = usize::from(matches!(self.rest(at), [T::Exclusive, T::Between, ..]));
        let lead = match self.rest(at + strictly) {
            [T::From | T::Between, T::Comma, ..] => 2 + strictly,
            [T::From | T::Between | T::SlavicFrom, ..] => 1 + strictly,
            _ => 0,
        };
        let between = matches!(self.rest(at + strictly), [T::Between, ..]);
        let (from, length) = self.point(at + lead)?;
        let join_at = at + lead + length;
        let english = lead > 0 && !self.is_slavic(at);
        let comma = usize::from(english && matches!(self.rest(join_at), [T::Comma, ..]));
        let up = usize::from(matches!(
            self.rest(join_at + comma),
            [T::Up, T::To | T::Until | T::Through, ..]
        ));
        let join = *self.rest(join_at + comma + up).first()?;
        let joins = match join {
            T::To | T::Dash | T::Arrow => true,
            T::Through | T::Until | T::SlavicTo | T::SlavicThrough => !between,
            T::And | T::Or => between,
            T::Slash => lead == 0,
            _ => false,
        };
        let next = join_at + comma + up + 1;
        let (to, last) = if joins {
            self.range_end(next, &from, join)?
        } else {
            return None;
        };
        let length = next + last - at;
        let exclusive = usize::from(matches!(self.rest(at + length), [T::Exclusive, ..]));
        if strictly + exclusive > 0
            && let Some(inside) = inside(&from, &to)
        {
            return Some((inside, length + exclusive));
        }
        Some((When::Range(from, to), length))
    }

    /// The second end; of the year only the last two digits may be written.
    fn range_end(&self, at: usize, from: &Period, join: T) -> Found<Period> {
        let year = from.from.year();
        if let [T::Two(two), rest @ ..] = self.rest(at)
            && from.kind == PeriodKind::Year
            && ascends(year, *two)
            && year - year % 100 + two <= self.calendar.last_year.saturating_add(10)
            && !matches!(rest, [T::Percent | T::Dash, ..])
        {
            return Some((build::year(year - year % 100 + two)?, 1));
        }
        if join == T::Slash {
            return None;
        }
        let skipped = usize::from(matches!(self.rest(at), [T::In, ..]));
        let (to, length) = self.point(at + skipped)?;
        let repeats = join == T::And && to.kind == PeriodKind::Year;
        let same_part = if repeats {
            in_year(from, to.to.year())
        } else {
            None
        };
        Some((same_part.unwrap_or(to), skipped + length))
    }

    /// A range behind words that only count it: "the three years from 2017 to 2019", "the whole period 2010-2020".
    pub(super) fn counted_range(&self, at: usize) -> Found<When> {
        let lead = match self.rest(at) {
            [n, T::AYear | T::Years, T::Stretch, ..] if n.number().is_some() => 3,
            [n, T::AYear | T::Years, ..] if n.number().is_some() => 2,
            [T::Full, T::Stretch, ..] => 2,
            [T::Stretch, ..] => 1,
            _ => return None,
        };
        let joined = usize::from(matches!(self.rest(at + lead), [T::In | T::Of, ..]));
        let (range, length) = self.range(at + lead + joined)?;
        Some((range, lead + joined + length))
    }

    /// "since 2022", "before March 2024", "by the end of 2024", "2022 onwards".
    pub(super) fn limited(&self, at: usize) -> Found<When> {
        longest([
            self.limit_before(at),
            self.limit_behind(at),
            self.until_today(at),
        ])
    }

    /// The limiting word here and how many terms it takes.
    pub(super) fn limit(&self, at: usize) -> Found<Limit> {
        if self.is_either_side(at) {
            return None;
        }
        let found = match self.rest(at) {
            [T::Since, T::On, T::Least, ..] => (Limit::Since, 3),
            [T::No, T::Before, ..] => (Limit::Since, 2),
            [T::No, T::Earlier, T::Than, ..] => (Limit::Since, 3),
            [T::On, T::Or, T::Before, ..] => (Limit::Until, 3),
            [T::Since, ..] => (Limit::Since, 1),
            [T::Starting, T::In | T::From | T::SlavicFrom | T::On, ..] => (Limit::Since, 2),
            [T::Starting, ..] => (Limit::Since, 1),
            [T::SlavicFrom, ..] if self.before(at) != Some(T::Compared) => (Limit::Since, 1),
            [T::After, ..] | [T::Past, T::Year(_), ..] => (Limit::After, 1),
            [T::Before, ..] => (Limit::Before, 1),
            [T::Prior, T::To, ..] | [T::Earlier, T::Than, ..] => (Limit::Before, 2),
            [T::No, T::Later, T::Than, ..] => (Limit::Until, 3),
            [T::Later, T::Than, ..] => (Limit::After, 2),
            [T::Up, T::To, T::And, T::Including, ..] => (Limit::Until, 4),
            [T::Up, T::To | T::Until | T::Through, ..] => (Limit::Until, 2),
            [T::Until | T::Through, ..] => (Limit::Until, 1),
            [T::SlavicTo, ..] => (Limit::SlavicTo, 1),
            [T::As, T::Of | T::On, ..] | [T::Status, T::On, ..] => (Limit::By, 2),
            [T::By, ..] if self.before(at) != Some(T::Divided) => (Limit::By, 1),
            _ => return None,
        };
        Some(found)
    }

    /// "before or after 2000" limits nothing.
    fn is_either_side(&self, at: usize) -> bool {
        let side = |at: usize| matches!(self.rest(at), [T::Before | T::After, ..]);
        side(at)
            && (matches!(self.rest(at + 1), [T::Or, ..])
                || (at > 1 && self.before(at) == Some(T::Or) && side(at - 2)))
    }

    fn limit_before(&self, at: usize) -> Found<When> {
        let (limit, lead) = self.limit(at)?;
        let (period, length) = self.point(at + lead)?;
        let end = at + lead + length;
        let enumerates = matches!(self.rest(end), [T::Comma | T::And, T::Year(_), ..]);
        let within = matches!(period.kind, PeriodKind::Half | PeriodKind::Span);
        if matches!(self.rest(at), [T::Through, ..]) && (enumerates || within) {
            return None;
        }
        let because = self.does(end, Effect::VerbOfYear);
        if limit == Limit::Since && because {
            return None;
        }
        let absorbed = if limit == Limit::Since {
            self.to_the_end(end)
        } else {
            0
        };
        if matches!(limit, Limit::SlavicTo | Limit::Before)
            && matches!(self.rest(end), [T::Including, ..])
        {
            return Some((When::Until(period), lead + length + 1));
        }
        Some((limit.of(period), lead + length + absorbed))
    }

    /// What adds nothing to "since": "through the latest year", "to date", "until now".
    fn to_the_end(&self, at: usize) -> usize {
        let comma = usize::from(matches!(self.rest(at), [T::Comma, ..]));
        let join = match self.rest(at + comma) {
            [T::Up, T::To | T::Until, ..] => 2,
            [T::To | T::Through | T::Until | T::Dash | T::SlavicTo, ..] => 1,
            _ => return 0,
        };
        let end = at + comma + join;
        match self.rest(end) {
            [T::Latest | T::Last, T::AYear, ..] => comma + join + 2,
            [T::Now | T::Date | T::Latest, ..] => comma + join + 1,
            _ => 0,
        }
    }

    /// "2022 onwards", "2015 or earlier", "from 2022 on", "from 2022 to now", "2022+".
    fn limit_behind(&self, at: usize) -> Found<When> {
        let lead = usize::from(matches!(self.rest(at), [T::From, ..]));
        let (period, length) = self.point(at + lead)?;
        let end = at + lead + length;
        let until_now = self.to_the_end(end);
        let (limit, tail) = match self.rest(end) {
            _ if until_now > 0 => (Limit::Since, until_now),
            [T::Onwards, ..] => (Limit::Since, 1),
            [T::On, next, ..] if lead == 1 && !matches!(next, T::Other) => (Limit::Since, 1),
            [T::On] if lead == 1 => (Limit::Since, 1),
            [T::And | T::Or, T::Later | T::Onwards, ..] => (Limit::Since, 2),
            [T::And | T::Or, T::Earlier, ..] => (Limit::Until, 2),
            [
                T::Plus,
                T::Year(_)
                | T::Two(_)
                | T::Number(_)
                | T::Quarter(_)
                | T::Half(_)
                | T::Month(_)
                | T::Ordinal(_),
                ..,
            ] => return None,
            [T::Plus, ..] => (Limit::Since, 1),
            _ => return None,
        };
        Some((limit.of(period), lead + length + tail))
    }

    /// "to date", "so far", "until now", "as of today".
    fn until_today(&self, at: usize) -> Found<When> {
        let length = match self.rest(at) {
            [T::To, T::Date, ..] if self.before(at) != Some(T::Up) => 2,
            [T::So, T::Far, ..] => 2,
            [T::Until | T::By, T::Now, ..] => 2,
            [T::Up, T::To | T::Until, T::Now, ..] | [T::As, T::Of, T::Now, ..] => 3,
            _ => return None,
        };
        Some((When::By(build::as_of(self.calendar.today)?), length))
    }
}
