//! For when a figure holds: years, halves, months, spans, cumulative counts and dates.

use jiff::civil::Date;

/// What sort of period it is. Only periods of one kind are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A calendar year, or a financial year named by one.
    Year,
    /// January to June or July to December.
    Half,
    /// One calendar month.
    Month,
    /// Any other stretch with a start and an end.
    Span,
    /// A running total since a start.
    Cumulative,
    /// A state of things at a date.
    AsOf,
}

/// A period, from its first to its last day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Its kind.
    pub kind: PeriodKind,
    /// The first day; for `AsOf` the same as `to`.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How to print it when the dates alone would say more than is known: "a month in early 2025".
    pub words: Option<String>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words with which a text such as "by the end of 2024" already says how it stands in a sentence.
const PREPOSITIONS: [&str; 16] = [
    "in", "by", "from", "to", "until", "till", "before", "after", "during", "since", "as", "on",
    "at", "over", "up", "between",
];

impl Period {
    /// A calendar year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self {
            kind: PeriodKind::Year,
            from: day(year, 1, 1)?,
            to: day(year, 12, 31)?,
            words: None,
        })
    }

    /// The year it ends in: what a plain year in a question is compared with.
    pub fn last_year(&self) -> i16 {
        self.to.year()
    }

    /// As a noun: "2024", "the first half of 2024", "March 2024", "September 2022 to May 2025", "the end of 2024".
    pub fn in_words(&self) -> String {
        if let Some(words) = &self.words {
            return words.clone();
        }
        match self.kind {
            PeriodKind::Year => self.to.year().to_string(),
            PeriodKind::Half => format!(
                "the {} half of {}",
                if self.from.month() == 1 {
                    "first"
                } else {
                    "second"
                },
                self.to.year()
            ),
            PeriodKind::Month => month_and_year(self.to),
            PeriodKind::AsOf => end_in_words(self.to),
            PeriodKind::Span | PeriodKind::Cumulative => stretch_in_words(self.from, self.to),
        }
    }

    /// As a part of a sentence: "in 2024", "from September 2022 to May 2025", "by the end of 2024".
    pub fn phrase(&self) -> String {
        let words = self.in_words();
        let first = words.split_whitespace().next().unwrap_or_default();
        if self.words.is_some() && PREPOSITIONS.contains(&first) {
            return words;
        }
        match self.kind {
            PeriodKind::Year | PeriodKind::Half | PeriodKind::Month => format!("in {words}"),
            PeriodKind::AsOf => format!("by {words}"),
            PeriodKind::Span | PeriodKind::Cumulative => format!("from {words}"),
        }
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn month_name(date: Date) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or_default();
    MONTHS.get(index).copied().unwrap_or_default()
}

fn month_and_year(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn day_in_words(date: Date) -> String {
    format!("{} {}", date.day(), month_and_year(date))
}

fn is_month_end(date: Date) -> bool {
    date == date.last_of_month()
}

/// "the end of 2024", "the end of May 2025", "19 July 2023".
fn end_in_words(date: Date) -> String {
    match (date.month(), is_month_end(date)) {
        (12, true) => format!("the end of {}", date.year()),
        (_, true) => format!("the end of {}", month_and_year(date)),
        _ => day_in_words(date),
    }
}

/// "2010 to 2019", "January to July 2024", "1 January to 12 April 2024", "September 2022 to 27 December 2024".
fn stretch_in_words(from: Date, to: Date) -> String {
    if from == from.first_of_year() && to == to.last_of_year() {
        return format!("{} to {}", from.year(), to.year());
    }
    let whole_months = from.day() == 1 && is_month_end(to);
    let same_year = from.year() == to.year();
    let start = match (from.day(), same_year) {
        (1, true) if whole_months => month_name(from).to_string(),
        (1, false) => month_and_year(from),
        (_, true) => format!("{} {}", from.day(), month_name(from)),
        _ => day_in_words(from),
    };
    let end = if is_month_end(to) {
        month_and_year(to)
    } else {
        day_in_words(to)
    };
    format!("{start} to {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_people_say_them() {
        use PeriodKind::{AsOf, Cumulative, Half, Month, Span, Year};
        let check = |kind,
                     from: (i16, i8, i8),
                     to: (i16, i8, i8),
                     words: Option<&str>,
                     expected: (&str, &str)| {
            let date = |(year, month, day)| Date::new(year, month, day).unwrap();
            let period = Period {
                kind,
                from: date(from),
                to: date(to),
                words: words.map(str::to_string),
            };
            assert_eq!(
                (period.in_words().as_str(), period.phrase().as_str()),
                expected
            );
        };
        check(
            Year,
            (1987, 1, 1),
            (1987, 12, 31),
            None,
            ("1987", "in 1987"),
        );
        check(
            Half,
            (1987, 1, 1),
            (1987, 6, 30),
            None,
            ("the first half of 1987", "in the first half of 1987"),
        );
        check(
            Half,
            (1987, 7, 1),
            (1987, 12, 31),
            None,
            ("the second half of 1987", "in the second half of 1987"),
        );
        check(
            Month,
            (1987, 3, 1),
            (1987, 3, 31),
            None,
            ("March 1987", "in March 1987"),
        );
        check(
            Span,
            (1987, 1, 1),
            (1987, 7, 31),
            None,
            ("January to July 1987", "from January to July 1987"),
        );
        check(
            Span,
            (1987, 1, 1),
            (1987, 4, 12),
            None,
            (
                "1 January to 12 April 1987",
                "from 1 January to 12 April 1987",
            ),
        );
        check(
            Span,
            (1980, 1, 1),
            (1989, 12, 31),
            None,
            ("1980 to 1989", "from 1980 to 1989"),
        );
        check(
            Cumulative,
            (1985, 9, 1),
            (1988, 5, 31),
            None,
            (
                "September 1985 to May 1988",
                "from September 1985 to May 1988",
            ),
        );
        check(
            Cumulative,
            (1985, 9, 1),
            (1988, 5, 3),
            None,
            (
                "September 1985 to 3 May 1988",
                "from September 1985 to 3 May 1988",
            ),
        );
        check(
            AsOf,
            (1987, 12, 31),
            (1987, 12, 31),
            None,
            ("the end of 1987", "by the end of 1987"),
        );
        check(
            AsOf,
            (1987, 2, 28),
            (1987, 2, 28),
            None,
            ("the end of February 1987", "by the end of February 1987"),
        );
        check(
            AsOf,
            (1987, 2, 3),
            (1987, 2, 3),
            None,
            ("3 February 1987", "by 3 February 1987"),
        );
        check(
            Month,
            (1987, 4, 1),
            (1987, 4, 30),
            Some("at the end of April 1987"),
            ("at the end of April 1987", "at the end of April 1987"),
        );
        check(
            Year,
            (1987, 1, 1),
            (1987, 12, 31),
            Some("1986/87"),
            ("1986/87", "in 1986/87"),
        );
    }
}
