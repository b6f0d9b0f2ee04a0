//! In which steps the periods of a series follow each other, and which of them have no figure.
//!
//! It must not look at values.

use jiff::civil::Date;

use super::Cell;
use crate::dataset::{Grain, Period, PeriodKind};

/// Holes that are named at most: whoever asks for ten thousand years is not told each of them.
const MOST_HOLES: usize = 400;
/// Figures that are needed to see that a series skips periods on purpose.
const TELLING: usize = 4;
const MONTHS: i64 = 12;

/// What sort of series a period belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beat {
    /// Years, halves, quarters or months.
    Grain(Grain),
    /// States at dates.
    AsOf,
    /// Running totals from one day.
    Total(Date),
    /// The same stretch of several years: first and last month and day, and how many years it runs on.
    Span((i8, i8), (i8, i8), i16),
}

impl Beat {
    /// The series of a period.
    pub(super) fn of(period: &Period) -> Self {
        let (from, to) = (period.from, period.to);
        match (period.grain(), period.kind) {
            (Some(grain), _) => Self::Grain(grain),
            (None, PeriodKind::AsOf) => Self::AsOf,
            (None, PeriodKind::Cumulative) => Self::Total(from),
            (None, _) => Self::Span(
                (from.month(), from.day()),
                (to.month(), to.day()),
                to.year() - from.year(),
            ),
        }
    }

    /// Whether its periods stand beside each other, so that one may be the highest of them.
    pub(super) fn is_series(self) -> bool {
        !matches!(self, Self::Total(_))
    }
}

/// How the periods of one beat follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rhythm {
    beat: Beat,
    /// From one position to the next; none where dates follow no rule.
    step: Option<i64>,
    /// The position of some figure.
    anchor: i64,
    /// For states: the day of the month; none for its last.
    day: Option<i8>,
}

impl Rhythm {
    /// The rhythm of figures of one beat, in order of time.
    pub(super) fn of(beat: Beat, cells: &[Cell]) -> Option<Self> {
        let first = cells.first()?;
        let day = first.period.to.day();
        let at_ends = cells
            .iter()
            .all(|cell| cell.period.to == cell.period.to.last_of_month());
        let one_day = cells.iter().all(|cell| cell.period.to.day() == day);
        let mut rhythm = Self {
            beat,
            step: Some(1),
            anchor: 0,
            day: (!at_ends).then_some(day),
        };
        let positions: Vec<i64> = cells
            .iter()
            .map(|cell| rhythm.index(&cell.period))
            .collect();
        rhythm.anchor = positions.first().copied()?;
        rhythm.step = match beat {
            Beat::Grain(_) | Beat::Span(_, _, 0) => Some(even_step(&positions).unwrap_or(1)),
            Beat::AsOf if !at_ends && !one_day => None,
            Beat::AsOf | Beat::Span(..) => common_step(&positions),
            Beat::Total(_) => None,
        };
        Some(rhythm)
    }

    /// The position of a period.
    fn index(&self, period: &Period) -> i64 {
        let months = |date: Date| i64::from(date.year()) * MONTHS + i64::from(date.month()) - 1;
        match self.beat {
            Beat::Grain(grain) => months(period.from).div_euclid(i64::from(grain.months())),
            Beat::AsOf | Beat::Total(_) => months(period.to),
            Beat::Span(..) => i64::from(period.from.year()),
        }
    }

    /// The period at a position.
    fn period(&self, index: i64) -> Option<Period> {
        let month = |at: i64| -> Option<Date> {
            let year = i16::try_from(at.div_euclid(MONTHS)).ok()?;
            let month = i8::try_from(at.rem_euclid(MONTHS) + 1).ok()?;
            Date::new(year, month, 1).ok()
        };
        let (kind, from, to) = match self.beat {
            Beat::Grain(grain) => {
                let length = i64::from(grain.months());
                let start = index.checked_mul(length)?;
                let end = month(start + length - 1)?.last_of_month();
                let kind = match grain {
                    Grain::Year => PeriodKind::Year,
                    Grain::Half => PeriodKind::Half,
                    Grain::Quarter => PeriodKind::Span,
                    Grain::Month => PeriodKind::Month,
                };
                (kind, month(start)?, end)
            }
            Beat::AsOf => {
                let first = month(index)?;
                let date = match self.day {
                    None => first.last_of_month(),
                    Some(day) => Date::new(first.year(), first.month(), day).ok()?,
                };
                (PeriodKind::AsOf, date, date)
            }
            Beat::Span(from, to, years) => {
                let year = i16::try_from(index).ok()?;
                let from = Date::new(year, from.0, from.1).ok()?;
                let end = Date::new(year.checked_add(years)?, to.0, to.1).ok()?;
                (PeriodKind::Span, from, end)
            }
            Beat::Total(_) => return None,
        };
        Some(Period {
            kind,
            from,
            to,
            words: None,
        })
    }

    /// Whether a period directly follows another; where dates follow no rule, any later one does.
    pub(super) fn follows(&self, later: &Period, earlier: &Period) -> bool {
        let apart = self.index(later) - self.index(earlier);
        self.step
            .map_or(later.to > earlier.to, |step| apart == step)
    }

    /// The first period of so many that end with this one, or the last of so many that begin with it, counted in steps of the
    /// rhythm or in single periods.
    pub(super) fn reach(&self, from: &Period, count: i64, single: bool) -> Option<Period> {
        let step = if single { 1 } else { self.step? };
        let moved = (count.abs() - 1).checked_mul(step)?;
        let index = self.index(from);
        self.period(if count < 0 {
            index.checked_add(moved)?
        } else {
            index.checked_sub(moved)?
        })
    }

    /// The periods of the rhythm that lie between two days.
    pub(super) fn between(&self, from: Date, to: Date) -> Vec<Period> {
        let Some(step) = self.step.filter(|step| *step > 0) else {
            return Vec::new();
        };
        let day = |date: Date| Period {
            kind: PeriodKind::AsOf,
            from: date,
            to: date,
            words: None,
        };
        let (first, last) = (self.index(&day(from)), self.index(&day(to)));
        let first = first + (self.anchor - first).rem_euclid(step);
        let mut at = first;
        let mut periods = Vec::new();
        while at <= last && periods.len() < MOST_HOLES {
            let period = self.period(at);
            periods.extend(period.filter(|period| from <= period.from && period.to <= to));
            at += step;
        }
        periods
    }
}

/// The one distance at which all figures of a long enough series stand.
fn even_step(positions: &[i64]) -> Option<i64> {
    let mut steps = steps(positions);
    let first = steps.next()?;
    let even = positions.len() >= TELLING && first > 0 && steps.all(|step| step == first);
    even.then_some(first)
}

/// The least distance between figures, if all distances are multiples of it and at least half of them are just it.
fn common_step(positions: &[i64]) -> Option<i64> {
    let least = steps(positions).min().filter(|least| *least > 0)?;
    let usual = steps(positions).filter(|step| *step == least).count() * 2;
    let regular = steps(positions).all(|step| step % least == 0);
    (regular && usual + 1 >= positions.len()).then_some(least)
}

fn steps(positions: &[i64]) -> impl Iterator<Item = i64> + '_ {
    let later = positions.iter().skip(1);
    positions
        .iter()
        .zip(later)
        .map(|(earlier, later)| later - earlier)
}
