//! Periods from years, months and days. A date that does not exist gives none.

use jiff::civil::Date;

use crate::dataset::{Period, PeriodKind};

/// A calendar year.
pub(super) fn year(year: i16) -> Option<Period> {
    period(
        PeriodKind::Year,
        Date::new(year, 1, 1).ok()?,
        Date::new(year, 12, 31).ok()?,
    )
}

/// Whole months of a year, the last one past 12 when it lies in the next year.
pub fn months(year: i16, first: i8, last: i8) -> Option<Period> {
    let from = Date::new(year, first, 1).ok()?;
    let (last_year, last_month) = if last > 12 {
        (year + 1, last - 12)
    } else {
        (year, last)
    };
    let to = Date::new(last_year, last_month, 1).ok()?.last_of_month();
    let kind = match (first, last) {
        (1, 12) => PeriodKind::Year,
        (1, 6) | (7, 12) => PeriodKind::Half,
        _ if first == last => PeriodKind::Month,
        _ => PeriodKind::Span,
    };
    period(kind, from, to)
}

/// A stretch of days.
pub(super) fn span(from: Date, to: Date) -> Option<Period> {
    period(PeriodKind::Span, from, to)
}

/// The state of things at a date.
pub(super) fn as_of(date: Date) -> Option<Period> {
    period(PeriodKind::AsOf, date, date)
}

/// Some months that end with a date.
pub(super) fn months_to(date: Date, count: i16) -> Option<Period> {
    let first = shifted(date.first_of_month(), 1 - count)?;
    if first.year() == date.year() && date == date.last_of_month() {
        return months(date.year(), first.month(), date.month());
    }
    span(first, date)
}

/// A number of months from a date on.
pub(super) fn months_from(date: Date, count: i16) -> Option<Period> {
    let to = shifted(date, count)?.yesterday().ok()?;
    span(date, to)
}

/// The date some months later or earlier.
pub(super) fn shifted(date: Date, months: i16) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?)
        .ok()
}

fn period(kind: PeriodKind, from: Date, to: Date) -> Option<Period> {
    (from <= to).then_some(Period {
        kind,
        from,
        to,
        words: None,
    })
}
