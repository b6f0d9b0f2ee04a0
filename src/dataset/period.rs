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

/// What periods of one length are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Calendar or financial years.
    Year,
    /// Half-years.
    Half,
    /// Quarters.
    Quarter,
    /// Months.
    Month,
}

impl Grain {
    /// How many months one has.
    pub fn months(self) -> i32 {
        match self {
            Self::Year => 12,
            Self::Half => 6,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }
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
    /// How to print it when the dates alone would say more than is known: "a month in early 1998".
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

/// A month by its number, from 1: "April"; nothing for what is no month.
pub fn month_name(month: i8) -> Option<&'static str> {
    let before = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(before).copied()
}

/// A month by its number, from 1, in three letters: "Apr".
pub fn short_month(month: i8) -> Option<&'static str> {
    month_name(month)?.get(..3)
}

/// Words with which a text such as "by the end of 1997" already says how it stands in a sentence.
const PREPOSITIONS: [&str; 16] = [
    "in", "by", "from", "to", "until", "till", "before", "after", "during", "since", "as", "on",
    "at", "over", "up", "between",
];

/// Those of them that a period as a noun does without.
const PREPOSITIONS_BEFORE_NOUNS: [&str; 4] = ["in ", "by ", "at ", "from "];

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

    /// What it is one of; a stretch that is none of them, a running total and a state have none.
    pub fn grain(&self) -> Option<Grain> {
        match self.kind {
            PeriodKind::Year => Some(Grain::Year),
            PeriodKind::Half => Some(Grain::Half),
            PeriodKind::Month => Some(Grain::Month),
            PeriodKind::Span => self.quarter().map(|_| Grain::Quarter),
            PeriodKind::Cumulative | PeriodKind::AsOf => None,
        }
    }

    /// Which quarter of its year it is, from 1.
    fn quarter(&self) -> Option<usize> {
        let starts = [1, 4, 7, 10].into_iter();
        let nth = starts
            .zip(1..)
            .find(|(month, _)| *month == self.from.month());
        let (month, nth) = nth.filter(|_| self.kind == PeriodKind::Span)?;
        let ends = day(self.from.year(), month + 2, 1)?.last_of_month();
        (self.from.day() == 1 && self.to == ends).then_some(nth)
    }

    /// The year it ends in: what a plain year in a question is compared with.
    pub fn last_year(&self) -> i16 {
        self.to.year()
    }

    /// As a noun: "1997", "the first half of 1997", "March 1997", "September 1995 to May 1998", "the end of 1997".
    pub fn in_words(&self) -> String {
        if let Some(words) = &self.words {
            let noun = PREPOSITIONS_BEFORE_NOUNS
                .iter()
                .find_map(|before| words.strip_prefix(before));
            return noun.unwrap_or(words).to_owned();
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
            PeriodKind::Span | PeriodKind::Cumulative => match self.quarter() {
                Some(nth) => format!("the {} quarter of {}", ordinal(nth), self.to.year()),
                None => stretch_in_words(self.from, self.to),
            },
        }
    }

    /// As a part of a sentence: "in 1997", "from September 1995 to May 1998", "by the end of 1997".
    pub fn phrase(&self) -> String {
        let first = self
            .words
            .as_deref()
            .and_then(|words| words.split_whitespace().next());
        if let (Some(words), Some(first)) = (&self.words, first)
            && PREPOSITIONS.contains(&first)
        {
            return words.clone();
        }
        let words = self.in_words();
        match self.kind {
            PeriodKind::Year | PeriodKind::Half | PeriodKind::Month => format!("in {words}"),
            PeriodKind::AsOf => format!("by {words}"),
            PeriodKind::Span if self.quarter().is_some() => format!("in {words}"),
            PeriodKind::Span | PeriodKind::Cumulative => format!("from {words}"),
        }
    }
}

/// The first four ordinals.
fn ordinal(nth: usize) -> &'static str {
    let ordinals = ["first", "second", "third", "fourth"];
    nth.checked_sub(1)
        .and_then(|before| ordinals.get(before).copied())
        .unwrap_or_default()
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn month_of(date: Date) -> &'static str {
    month_name(date.month()).unwrap_or_default()
}

fn month_and_year(date: Date) -> String {
    format!("{} {}", month_of(date), date.year())
}

fn day_in_words(date: Date) -> String {
    format!("{} {}", date.day(), month_and_year(date))
}

fn is_month_end(date: Date) -> bool {
    date == date.last_of_month()
}

/// "the end of 1997", "the end of May 1998", "19 July 1996".
fn end_in_words(date: Date) -> String {
    match (date.month(), is_month_end(date)) {
        (12, true) => format!("the end of {}", date.year()),
        (_, true) => format!("the end of {}", month_and_year(date)),
        _ => day_in_words(date),
    }
}

/// "1990 to 1994", "January to July 1997", "1 January to 12 April 1997", "September 1995 to 27 December 1997".
fn stretch_in_words(from: Date, to: Date) -> String {
    if from == from.first_of_year() && to == to.last_of_year() {
        return format!("{} to {}", from.year(), to.year());
    }
    let whole_months = from.day() == 1 && is_month_end(to);
    let same_year = from.year() == to.year();
    let start = match (from.day(), same_year) {
        (1, true) if whole_months => month_of(from).to_string(),
        (1, false) => month_and_year(from),
        (_, true) => format!("{} {}", from.day(), month_of(from)),
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

    /// Kind, first day, last day, words, and how it reads as a noun and in a sentence.
    const READINGS: &str = "
        Year       | 1987-01-01 | 1987-12-31 |                          | 1987                           | in 1987
        Year       | 1986-01-01 | 1986-12-31 | 1986/87                  | 1986/87                        | in 1986/87
        Half       | 1987-01-01 | 1987-06-30 |                          | the first half of 1987         | in the first half of 1987
        Half       | 1987-07-01 | 1987-12-31 |                          | the second half of 1987        | in the second half of 1987
        Month      | 1987-03-01 | 1987-03-31 |                          | March 1987                     | in March 1987
        Month      | 1987-04-01 | 1987-04-30 | at the end of April 1987 | the end of April 1987          | at the end of April 1987
        Span       | 1987-01-01 | 1987-07-31 |                          | January to July 1987           | from January to July 1987
        Span       | 1987-07-01 | 1987-09-30 |                          | the third quarter of 1987      | in the third quarter of 1987
        Span       | 1987-01-01 | 1987-04-12 |                          | 1 January to 12 April 1987     | from 1 January to 12 April 1987
        Span       | 1986-03-15 | 1987-04-12 |                          | 15 March 1986 to 12 April 1987 | from 15 March 1986 to 12 April 1987
        Span       | 1980-01-01 | 1989-12-31 |                          | 1980 to 1989                   | from 1980 to 1989
        Cumulative | 1985-09-01 | 1988-05-31 |                          | September 1985 to May 1988     | from September 1985 to May 1988
        Cumulative | 1985-09-01 | 1988-05-03 |                          | September 1985 to 3 May 1988   | from September 1985 to 3 May 1988
        AsOf       | 1987-12-31 | 1987-12-31 |                          | the end of 1987                | by the end of 1987
        AsOf       | 1987-02-28 | 1987-02-28 |                          | the end of February 1987       | by the end of February 1987
        AsOf       | 1987-02-03 | 1987-02-03 |                          | 3 February 1987                | by 3 February 1987";

    #[test]
    fn periods_read_as_people_say_them() {
        let kinds = [
            PeriodKind::Year,
            PeriodKind::Half,
            PeriodKind::Month,
            PeriodKind::Span,
            PeriodKind::Cumulative,
            PeriodKind::AsOf,
        ];
        for reading in READINGS.trim().lines() {
            let fields: Vec<&str> = reading.split('|').map(str::trim).collect();
            let [kind, from, to, words, noun, phrase] = fields[..] else {
                panic!("{reading}")
            };
            let kind = kinds
                .into_iter()
                .find(|known| format!("{known:?}") == kind)
                .unwrap();
            let words = (!words.is_empty()).then(|| words.to_owned());
            let period = Period {
                kind,
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
                words,
            };
            assert_eq!(
                (period.in_words().as_str(), period.phrase().as_str()),
                (noun, phrase)
            );
        }
    }
}
