//! The words in a chart: short names of periods, and what a panel shows. It must not choose figures.

use jiff::civil::Date;

use crate::dataset::{Per, Period, PeriodKind, short_month};

/// Keeps two words on one line.
const JOINT: char = '\u{a0}';

/// The start of running totals that all have the same one.
pub(super) fn common_start(kind: PeriodKind, periods: &[&Period]) -> Option<Date> {
    let (first, rest) = periods.split_first()?;
    let common =
        kind == PeriodKind::Cumulative && rest.iter().all(|other| other.from == first.from);
    common.then_some(first.from)
}

/// What a panel shows: "by year", "running totals since Sep 2022", "per working day, by month".
pub(super) fn header(kind: PeriodKind, per: Option<Per>, since: Option<Date>) -> String {
    let periods = match (kind, since) {
        (PeriodKind::Year, _) => "by year".to_owned(),
        (PeriodKind::Half, _) => "by half-year".to_owned(),
        (PeriodKind::Month, _) => "by month".to_owned(),
        (PeriodKind::Span, _) => "other periods".to_owned(),
        (PeriodKind::AsOf, _) => "at a date".to_owned(),
        (PeriodKind::Cumulative, Some(since)) => {
            format!("running totals since {}", start(since).replace(JOINT, " "))
        }
        (PeriodKind::Cumulative, None) => "running totals".to_owned(),
    };
    match per {
        Some(per) => format!("{}, {periods}", rate(per)),
        None => periods,
    }
}

/// "per working day".
fn rate(per: Per) -> &'static str {
    match per {
        Per::Day => "per day",
        Per::WorkingDay => "per working day",
        Per::Week => "per week",
        Per::Month => "per month",
    }
}

/// So many periods of a kind, for what is left out: "2 months", "1 running total".
pub(super) fn count(kind: PeriodKind, per: Option<Per>, n: usize) -> String {
    let (one, many) = match (per, kind) {
        (Some(_), _) => ("rate", "rates"),
        (_, PeriodKind::Year) => ("year", "years"),
        (_, PeriodKind::Half) => ("half-year", "half-years"),
        (_, PeriodKind::Month) => ("single month", "single months"),
        (_, PeriodKind::Span) => ("other period", "other periods"),
        (_, PeriodKind::AsOf) => ("figure at a date", "figures at a date"),
        (_, PeriodKind::Cumulative) => ("running total", "running totals"),
    };
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What stands under a column; lines may break at its spaces. `since_told`: where a running total starts stands above.
pub(super) fn period(period: &Period, since_told: bool) -> String {
    if period.words.is_some() {
        return period.in_words();
    }
    let (from, to) = (period.from, period.to);
    match period.kind {
        PeriodKind::Year => to.year().to_string(),
        PeriodKind::Half if from.month() == 1 => format!("1st half {}", to.year()),
        PeriodKind::Half => format!("2nd half {}", to.year()),
        PeriodKind::Month => month(to),
        PeriodKind::AsOf => end(to),
        PeriodKind::Cumulative if since_told => format!("to {}", end(to)),
        PeriodKind::Cumulative => format!("{} to {}", start(from), end(to)),
        PeriodKind::Span => span(from, to),
    }
}

/// What stands under periods without a figure: "2011–2019", "2nd half 2022", "Jun–Aug 2024".
pub(super) fn missing(kind: PeriodKind, from: Date, to: Date) -> String {
    match kind {
        PeriodKind::Year if from.year() == to.year() => from.year().to_string(),
        PeriodKind::Year => format!("{}–{}", from.year(), to.year()),
        PeriodKind::Half => {
            let first = half(from);
            let last = half(to);
            if first == last {
                first
            } else {
                format!("{first} – {last}")
            }
        }
        _ if from.year() == to.year() && from.month() == to.month() => month(from),
        _ => span(from, to),
    }
}

fn half(date: Date) -> String {
    let name = if date.month() <= 6 { "1st" } else { "2nd" };
    format!("{name}{JOINT}half {}", date.year())
}

/// "Jan–Jul 2024", "1 Jan – 12 Apr 2024", "Mar 2022 – Jul 2025".
fn span(from: Date, to: Date) -> String {
    let whole_months = from.day() == 1 && to == to.last_of_month();
    if from.year() != to.year() {
        return format!("{}{JOINT}– {}", start(from), end(to));
    }
    if whole_months {
        return format!("{}–{} {}", month_name(from), month_name(to), to.year());
    }
    let day = format!("{}{JOINT}{}", from.day(), month_name(from));
    format!("{day}{JOINT}– {}", end(to))
}

/// The start of a stretch: the month, or the day where it is not the first.
fn start(date: Date) -> String {
    if date.day() == 1 {
        month(date)
    } else {
        day(date)
    }
}

/// The end of a stretch: the month, or the day where it is not the last.
fn end(date: Date) -> String {
    if date == date.last_of_month() {
        month(date)
    } else {
        day(date)
    }
}

fn day(date: Date) -> String {
    format!("{}{JOINT}{} {}", date.day(), month_name(date), date.year())
}

fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    short_month(date.month()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_short_names() {
        let check = |kind, from: &str, to: &str, expected: &str| {
            let period = super::period(
                &Period {
                    kind,
                    from: from.parse().unwrap(),
                    to: to.parse().unwrap(),
                    words: None,
                },
                false,
            );
            assert_eq!(period.replace(JOINT, "_"), expected);
        };
        check(PeriodKind::Year, "1987-01-01", "1987-12-31", "1987");
        check(
            PeriodKind::Half,
            "1987-07-01",
            "1987-12-31",
            "2nd half 1987",
        );
        check(PeriodKind::Month, "1987-03-01", "1987-03-31", "Mar 1987");
        check(PeriodKind::Span, "1987-01-01", "1987-07-31", "Jan–Jul 1987");
        check(
            PeriodKind::Span,
            "1987-01-01",
            "1987-04-12",
            "1_Jan_– 12_Apr 1987",
        );
        check(
            PeriodKind::Span,
            "1986-03-01",
            "1987-07-31",
            "Mar 1986_– Jul 1987",
        );
        check(
            PeriodKind::Cumulative,
            "1986-03-15",
            "1987-07-30",
            "15_Mar 1986 to 30_Jul 1987",
        );
        check(PeriodKind::AsOf, "1987-12-31", "1987-12-31", "Dec 1987");
    }
}
