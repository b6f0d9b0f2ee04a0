//! The periods that a question means, once the conversation, the data and today's date are known.
//!
//! "Last year" is the calendar's; "latest" is the data's; "the year before" hangs on the period under discussion.

use jiff::civil::Date;

use crate::dataset::{Period, PeriodKind};
use crate::question::period::{Mention, When};

/// Resolved periods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says one thing that a question may say"
)]
pub(super) struct Periods {
    /// Named periods, in the order of the text.
    pub points: Vec<Period>,
    /// An open or closed stretch: "since 2022", "before 2010", "2022 to 2024".
    pub stretch: Option<(Option<Date>, Option<Date>)>,
    /// True if both ends of the stretch were named.
    pub ends: bool,
    /// A date by which something is counted.
    pub by: Option<Date>,
    /// The latest there is.
    pub latest: bool,
    /// The earliest there is.
    pub earliest: bool,
    /// The last (positive) or first (negative) so many.
    pub last: Option<i32>,
    /// Set when a point comes from "last year", "this year", "next year".
    pub calendar: bool,
    /// Shifts that found nothing to hang on.
    pub dangling: Vec<i16>,
    /// True if a point was found by shifting.
    pub shifted: bool,
    /// All there is.
    pub all: bool,
    /// The period that "since" or "after" hangs on.
    pub anchor: Option<Period>,
}

impl Periods {
    /// Resolves what a question says; `before` are the periods of the answer that came before it.
    pub(super) fn resolve(mentions: &[Mention], today: Date, before: &[Period]) -> Self {
        let mut periods = Self::default();
        for mention in mentions {
            periods.add(&mention.when, today);
        }
        periods.hang(before);
        periods
    }

    fn add(&mut self, when: &When, today: Date) {
        match when {
            When::Point(period) => self.points.push(period.clone()),
            When::Range(a, b) => {
                self.points.extend([a.clone(), b.clone()]);
                self.stretch = Some((Some(a.from.min(b.from)), Some(a.to.max(b.to))));
                self.ends = true;
            }
            When::Since(period) => {
                self.stretch = Some((Some(period.from), self.end()));
                self.anchor = Some(period.clone());
            }
            When::After(period) => {
                self.stretch = Some((period.to.tomorrow().ok(), self.end()));
                self.anchor = Some(period.clone());
            }
            When::Before(period) => {
                self.stretch = Some((self.start(), period.from.yesterday().ok()));
            }
            When::Until(period) => self.stretch = Some((self.start(), Some(period.to))),
            When::By(period) => self.by = Some(period.to),
            When::Latest => self.latest = true,
            When::Earliest => self.earliest = true,
            When::Last(n) => self.last = Some(i32::from(*n)),
            When::First(n) => self.last = Some(-i32::from(*n)),
            When::Calendar(offset) => {
                self.calendar = true;
                self.points
                    .extend(today.year().checked_add(*offset).and_then(Period::year));
            }
            When::Shift(offset) => self.dangling.push(*offset),
            When::Decade(year) => {
                self.stretch = Some((
                    Date::new(*year, 1, 1).ok(),
                    Date::new(year + 9, 12, 31).ok(),
                ));
            }
            When::All => self.all = true,
        }
    }

    fn start(&self) -> Option<Date> {
        self.stretch.and_then(|(from, _)| from)
    }

    fn end(&self) -> Option<Date> {
        self.stretch.and_then(|(_, to)| to)
    }

    /// Hangs shifts on a point of the same question, else on the last period of the conversation.
    fn hang(&mut self, before: &[Period]) {
        let base = self.points.first().or(before.last()).cloned();
        if let Some(base) = base {
            let shifted: Vec<Period> = self
                .dangling
                .iter()
                .filter_map(|offset| shift(&base, *offset))
                .collect();
            self.shifted = !shifted.is_empty();
            self.points.extend(shifted);
            self.dangling.clear();
        }
    }

    /// "The first half of 2020 against 2012": a bare year beside a part of a year means that part of it, if there is a figure.
    pub(super) fn align(&mut self, before: Option<&Period>, exists: impl Fn(&Period) -> bool) {
        let is_part = |period: &&Period| {
            matches!(
                period.kind,
                PeriodKind::Half | PeriodKind::Month | PeriodKind::Span
            )
        };
        let Some(part) = self
            .points
            .iter()
            .find(is_part)
            .or(before.filter(is_part))
            .cloned()
        else {
            return;
        };
        for point in &mut self.points {
            if point.kind == PeriodKind::Year {
                let same = shift(&part, point.last_year() - part.last_year());
                if let Some(same) = same.filter(&exists) {
                    *point = same;
                }
            }
        }
    }

    /// The one period that is named; nothing where there are several.
    pub(super) fn only(&self) -> Option<&Period> {
        match self.points.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// How many different periods are named.
    pub(super) fn distinct(&self) -> usize {
        let mut points = self.points.clone();
        points.sort();
        points.dedup();
        points.len()
    }

    /// Whether the question says anything about when.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a period lies in the stretch that is asked about; everything does if none is.
    pub(super) fn admits(&self, period: &Period) -> bool {
        let (from, to) = self.stretch.unwrap_or((None, None));
        from.is_none_or(|from| period.from >= from) && to.is_none_or(|to| period.to <= to)
    }

    /// Whether a period lies only in part in the stretch that is asked about.
    pub(super) fn cuts(&self, period: &Period) -> bool {
        let (from, to) = self.stretch.unwrap_or((None, None));
        let begins = from.is_none_or(|from| period.to >= from);
        let ends = to.is_none_or(|to| period.from <= to);
        begins && ends && !self.admits(period)
    }

    /// Whether a whole range is meant rather than single periods.
    pub(super) fn is_range(&self) -> bool {
        self.stretch.is_some() || self.last.is_some() || self.all
    }
}

/// The years that are left out between the years of a list in order of time.
pub(super) fn years_between(periods: &[Period]) -> Vec<Period> {
    let left_out = periods.windows(2).flat_map(|pair| match pair {
        [a, b] if a.kind == PeriodKind::Year => (a.last_year() + 1)..b.last_year(),
        _ => 0..0,
    });
    left_out.filter_map(Period::year).collect()
}

/// The period so many years later or earlier.
pub(super) fn shift(period: &Period, years: i16) -> Option<Period> {
    let moved = |date: Date| {
        let year = date.year().checked_add(years)?;
        Date::new(year, date.month(), date.day())
            .ok()
            .or_else(|| Date::new(year, date.month(), 28).ok())
    };
    let end = if period.kind == PeriodKind::Month {
        moved(period.from)?.last_of_month()
    } else {
        moved(period.to)?
    };
    Some(Period {
        kind: period.kind,
        from: moved(period.from)?,
        to: end,
        words: None,
    })
}
