//! Reads a period as people write it: `1997`, `"1997-H1"`, `"1997-03"`, `"1997-01..1997-07"`, dates and running totals.

use jiff::civil::Date;

use super::{Period, PeriodKind};

/// The forms that are understood, for messages.
pub(super) const FORMS: &str = "write \"1997\", \"1997-H1\", \"1997-Q3\", \"1997-03\", \"1997-01..1997-07\" or \"1997-01-01..1997-04-12\"; \
     for a running total give `since` and `until`, for a state of things `as_of`";

/// A year, a half, a quarter, a month or a day.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    kind: PeriodKind,
    from: Date,
    to: Date,
}

/// The period that `text` writes.
pub fn parse_period(text: &str) -> Option<Period> {
    let text = text.trim();
    let stretch = match text.split_once("..").or_else(|| text.split_once(" to ")) {
        Some((from, to)) => {
            let (from, to) = (parse_stretch(from)?.from, parse_stretch(to)?.to);
            Stretch {
                kind: kind_of(from, to),
                from,
                to,
            }
        }
        None => parse_stretch(text)?,
    };
    (stretch.from <= stretch.to).then(|| period(stretch.kind, stretch.from, stretch.to))
}

/// A running total from the start of `since` to the end of `until`.
pub(super) fn parse_cumulative(since: &str, until: &str) -> Option<Period> {
    let (from, to) = (parse_stretch(since)?.from, parse_stretch(until)?.to);
    (from <= to).then(|| period(PeriodKind::Cumulative, from, to))
}

/// A state of things at a date; a month or a year means its end, and is printed as what it is.
pub(super) fn parse_as_of(text: &str) -> Option<Period> {
    let at = parse_stretch(text)?;
    let words = (at.from != at.to).then(|| period(at.kind, at.from, at.to).in_words());
    Some(Period {
        words,
        ..period(PeriodKind::AsOf, at.to, at.to)
    })
}

/// The day, month or year of a publication.
pub fn parse_published(text: &str) -> Option<super::Published> {
    let at = parse_stretch(text)?;
    match at.kind {
        PeriodKind::Month => Some(super::Published::Month {
            year: at.from.year(),
            month: at.from.month(),
        }),
        PeriodKind::Span if at.from == at.to => Some(super::Published::Day(at.from)),
        _ => None,
    }
}

/// The day, or the first day of the month, of a date that people name.
pub(super) fn parse_landmark(text: &str) -> Option<Date> {
    match parse_published(text)? {
        super::Published::Day(date) => Some(date),
        super::Published::Month { year, month } => Date::new(year, month, 1).ok(),
        super::Published::Unknown => None,
    }
}

fn period(kind: PeriodKind, from: Date, to: Date) -> Period {
    Period {
        kind,
        from,
        to,
        words: None,
    }
}

fn parse_stretch(text: &str) -> Option<Stretch> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let year = digits(parts.first()?, 4)?;
    let (from, to) = match parts.get(1..)? {
        [] => months(year, 1, 12)?,
        [half] if half.starts_with(['H', 'h']) => {
            let half = one_of(&half[1..], 2)?;
            months(year, 6 * half - 5, 6 * half)?
        }
        [quarter] if quarter.starts_with(['Q', 'q']) => {
            let quarter = one_of(&quarter[1..], 4)?;
            months(year, 3 * quarter - 2, 3 * quarter)?
        }
        [month] => {
            let month = i8::try_from(digits(month, 2)?).ok()?;
            months(year, month, month)?
        }
        [month, day] => {
            let (month, day) = (
                i8::try_from(digits(month, 2)?).ok()?,
                i8::try_from(digits(day, 2)?).ok()?,
            );
            let date = Date::new(year, month, day).ok()?;
            (date, date)
        }
        _ => return None,
    };
    Some(Stretch {
        kind: kind_of(from, to),
        from,
        to,
    })
}

/// Exactly `width` digits.
fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// A single digit from 1 to `most`.
fn one_of(text: &str, most: i8) -> Option<i8> {
    text.parse()
        .ok()
        .filter(|number| (1..=most).contains(number) && text.len() == 1)
}

fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((
        Date::new(year, first, 1).ok()?,
        Date::new(year, last, 1).ok()?.last_of_month(),
    ))
}

/// What a stretch of days is, so that "1997-01..1997-06" and "1997-H1" are the same.
fn kind_of(from: Date, to: Date) -> PeriodKind {
    let whole_months = from.day() == 1 && to == to.last_of_month() && from.year() == to.year();
    match (whole_months, from.month(), to.month()) {
        (true, 1, 12) => PeriodKind::Year,
        (true, 1, 6) | (true, 7, 12) => PeriodKind::Half,
        (true, first, last) if first == last => PeriodKind::Month,
        _ => PeriodKind::Span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_every_form() {
        let check = |text: &str, expected: Option<(PeriodKind, &str)>| {
            let found = parse_period(text);
            let found = found
                .as_ref()
                .map(|period| (period.kind, period.in_words()));
            assert_eq!(
                found,
                expected.map(|(kind, words)| (kind, words.to_string())),
                "{text}"
            );
        };
        check("1987", Some((PeriodKind::Year, "1987")));
        check(
            "1987-H1",
            Some((PeriodKind::Half, "the first half of 1987")),
        );
        check(
            "1987-h2",
            Some((PeriodKind::Half, "the second half of 1987")),
        );
        check(
            "1987-Q2",
            Some((PeriodKind::Span, "the second quarter of 1987")),
        );
        check("1987-03", Some((PeriodKind::Month, "March 1987")));
        check(
            "1987-01..1987-07",
            Some((PeriodKind::Span, "January to July 1987")),
        );
        check(
            "1987-01..1987-06",
            Some((PeriodKind::Half, "the first half of 1987")),
        );
        check("1987-01..1987-12", Some((PeriodKind::Year, "1987")));
        check(
            "1987-01-01..1987-04-12",
            Some((PeriodKind::Span, "1 January to 12 April 1987")),
        );
        check("1980..1989", Some((PeriodKind::Span, "1980 to 1989")));
        check("1980 to 1989", Some((PeriodKind::Span, "1980 to 1989")));
        for wrong in [
            "",
            "87",
            "1987-13",
            "1987-H3",
            "1987-Q0",
            "1987-3",
            "1987-02-30",
            "1989..1980",
            "March 1987",
            "1987-H",
            "1987-01-01-01",
            "1987-Hé",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn running_totals_and_dates() {
        let words = |period: Option<Period>| period.map(|period| period.phrase());
        assert_eq!(
            words(parse_cumulative("1985-09", "1988-05-31")).as_deref(),
            Some("from September 1985 to May 1988")
        );
        assert_eq!(words(parse_cumulative("1988", "1985")), None);
        assert_eq!(
            words(parse_as_of("1987-12-31")).as_deref(),
            Some("by the end of 1987")
        );
        assert_eq!(
            words(parse_as_of("1987-12")).as_deref(),
            Some("by December 1987")
        );
        assert_eq!(words(parse_as_of("1987")).as_deref(), Some("by 1987"));
    }
}
