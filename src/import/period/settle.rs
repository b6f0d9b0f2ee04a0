//! The labels of one column or one heading row together: what one alone leaves open is told by all, or refused.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::names::month;
use super::token::{Token, tokens};
use super::{Label, Labelled, Stretch, When};

/// How dates such as 01/02/2020 are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Dates {
    /// 31/12/2020
    DayFirst,
    /// 12/31/2020
    MonthFirst,
    /// Each date is a day, even where all are the first of a month
    Days,
}

/// What is known beside the labels.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import) struct Hints {
    pub(in crate::import) dates: Option<Dates>,
    /// The month in which financial years begin.
    pub(in crate::import) year_starts: Option<u8>,
    /// The last year of which there can be figures.
    pub(in crate::import) last_year: Option<i16>,
}

/// The labels as periods.
#[derive(Debug, Default)]
pub(in crate::import) struct Settled {
    /// For each label its period, or why it has none.
    pub(in crate::import) periods: Vec<Result<When, String>>,
    /// Readings that may not be meant, as sentences.
    pub(in crate::import) doubts: Vec<String>,
}

/// The periods of labels that stand together; `texts` are the labels as written.
pub(in crate::import) fn settle(labels: &[Labelled], texts: &[&str], hints: Hints) -> Settled {
    let all: Vec<Label> = labels.iter().map(|labelled| labelled.label).collect();
    let pairs = Pairs::of(&all);
    let dated = Dated::of(&all, hints);
    let days = dated.grain(&all, hints);
    let start = hints.year_starts.unwrap_or(4);
    let mut assumed: Option<&str> = None;
    let periods = all.iter().zip(texts).map(|(label, text)| {
        let plain = |stretch| {
            Ok(When {
                stretch,
                words: None,
            })
        };
        let mut financial = |first: i16| {
            assumed = assumed.or(hints.year_starts.is_none().then_some(*text));
            Ok(When {
                stretch: Stretch::months(first, start, 12),
                words: Some((*text).to_owned()),
            })
        };
        match *label {
            Label::Sure(stretch) => plain(stretch),
            Label::Named(year) => Ok(When {
                stretch: Stretch::Years(year, year),
                words: Some((*text).to_owned()),
            }),
            Label::Financial(first) => financial(first),
            Label::Pair(first, second, short) => match pairs {
                Pairs::Months => {
                    plain(Stretch::months(first, u8::try_from(second).unwrap_or(1), 1))
                }
                Pairs::Spans => plain(Stretch::Years(first, full_year(first, second, short))),
                Pairs::Financial => financial(first),
                Pairs::Unclear => Err("it may be a month or a span of years".to_owned()),
            },
            Label::Day(date) => days.of(date).map(|stretch| When {
                stretch,
                words: None,
            }),
            Label::Slashed(..) => dated
                .date(label)
                .and_then(|date| days.of(date))
                .map(|stretch| When {
                    stretch,
                    words: None,
                }),
            Label::ShortYear(month, two) => plain(Stretch::months(century(two, hints), month, 1)),
            Label::Digits(digits) => digits_period(digits, days),
            Label::Part(_) => Err("it names no year".to_owned()),
            Label::Refused(why) => Err(why.to_owned()),
        }
    });
    let periods = periods.collect();
    let doubts = doubts(&all, texts, assumed, days, hints);
    Settled { periods, doubts }
}

/// Readings that may not be meant.
fn doubts(
    all: &[Label],
    texts: &[&str],
    assumed: Option<&str>,
    days: Grain,
    hints: Hints,
) -> Vec<String> {
    let financial = assumed.map(|text| {
        format!("`{text}` is taken for the twelve months from April: the table does not say when its years begin")
    });
    let short = all.iter().zip(texts).find_map(|(label, text)| match label {
        Label::ShortYear(_, two) => Some(format!(
            "`{text}` is taken for a month of {}",
            century(*two, hints)
        )),
        _ => None,
    });
    [financial, days.doubt(), short]
        .into_iter()
        .flatten()
        .collect()
}

/// The year behind "20" in "2013-20", and in "1998-03".
fn full_year(first: i16, second: i16, short: bool) -> i16 {
    if !short {
        return second;
    }
    let same = first - first % 100 + second;
    if same > first { same } else { same + 100 }
}

fn century(two: u8, hints: Hints) -> i16 {
    let last = hints.last_year.unwrap_or(2099);
    let recent = 2000 + i16::from(two);
    if recent > last + 1 {
        recent - 100
    } else {
        recent
    }
}

/// What labels such as "2010-12" are in this column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pairs {
    Months,
    Spans,
    Financial,
    Unclear,
}

impl Pairs {
    fn of(labels: &[Label]) -> Self {
        let pairs: Vec<(i16, i16, bool)> = labels
            .iter()
            .filter_map(|label| match *label {
                Label::Pair(first, second, short) => Some((first, second, short)),
                _ => None,
            })
            .collect();
        let is_month = |&(_, second, short): &(i16, i16, bool)| short && (1..=12).contains(&second);
        let earlier = |&(first, second, short): &(i16, i16, bool)| short && second <= first % 100;
        let length =
            |&(first, second, short): &(i16, i16, bool)| full_year(first, second, short) - first;
        let firsts: BTreeSet<i16> = pairs.iter().map(|pair| pair.0).collect();
        let lengths: BTreeSet<i16> = pairs.iter().map(length).collect();
        let plain = |year: i16| labels.contains(&Label::Sure(Stretch::Years(year, year)));
        if let [pair] = pairs[..]
            && length(&pair) == 1
            && plain(pair.0)
            && plain(pair.0 + 1)
        {
            return Self::Spans;
        }
        let alike = lengths.len() == 1 && firsts.len() > 1;
        if pairs.iter().all(is_month) && !alike {
            let same_year = pairs.len() > 1 && firsts.len() == 1;
            return if same_year || pairs.iter().any(earlier) {
                Self::Months
            } else {
                Self::Unclear
            };
        }
        if lengths.iter().any(|length| *length > 40) {
            return Self::Unclear;
        }
        let consecutive = |first: &i16| {
            firsts.contains(&(first + 1)) || firsts.len() == 1 || firsts.last() == Some(first)
        };
        if lengths.iter().all(|length| *length == 1) && firsts.iter().all(consecutive) {
            return Self::Financial;
        }
        Self::Spans
    }
}

/// In which order slashed dates have day and month.
#[derive(Debug, Clone, Copy)]
struct Dated {
    day_first: Option<bool>,
    contradictory: bool,
}

impl Dated {
    fn of(labels: &[Label], hints: Hints) -> Self {
        let slashed = labels.iter().filter_map(|label| match label {
            Label::Slashed(first, second, _) => Some((*first, *second)),
            _ => None,
        });
        let day_first = slashed.clone().any(|(first, _)| first > 12);
        let month_first = slashed.clone().any(|(_, second)| second > 12);
        let same = slashed.clone().all(|(first, second)| first == second);
        let told = match hints.dates {
            Some(Dates::DayFirst) => Some(true),
            Some(Dates::MonthFirst) => Some(false),
            _ if day_first != month_first || same => Some(day_first),
            _ => None,
        };
        Self {
            day_first: told,
            contradictory: day_first && month_first,
        }
    }

    fn date(self, label: &Label) -> Result<Date, String> {
        let Label::Slashed(first, second, year) = *label else {
            return Err("it is no date".to_owned());
        };
        if self.contradictory && self.day_first.is_none() {
            return Err(
                "some dates of this column begin with the day and some with the month".to_owned(),
            );
        }
        let day_first = self
            .day_first
            .ok_or("day and month may stand in either order; say which with `--dates`")?;
        let (day, month) = if day_first {
            (first, second)
        } else {
            (second, first)
        };
        let (day, month) = (
            i8::try_from(day).unwrap_or(0),
            i8::try_from(month).unwrap_or(0),
        );
        Date::new(year, month, day).map_err(|_| "there is no such day".to_owned())
    }

    /// What the days of the column stand for.
    fn grain(self, labels: &[Label], hints: Hints) -> Grain {
        let dates: BTreeSet<Date> = labels
            .iter()
            .filter_map(|label| match label {
                Label::Day(date) => Some(*date),
                Label::Slashed(..) => self.date(label).ok(),
                Label::Digits(digits) => eight_digits(*digits),
                _ => None,
            })
            .collect();
        let firsts = dates.iter().all(|date| date.day() == 1);
        if hints.dates == Some(Dates::Days) || !firsts || dates.len() < 2 {
            return Grain::Days;
        }
        let months: Vec<i32> = dates
            .iter()
            .map(|date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
            .collect();
        let gaps = months.windows(2).map(|two| two[1] - two[0]);
        let starts = |every: i32| months.iter().all(|month| month % every == 0);
        match gaps.min() {
            Some(1 | 2) => Grain::Months,
            Some(3..=11) if starts(3) => Grain::Quarters,
            Some(12..) if starts(12) => Grain::Years,
            _ => Grain::Days,
        }
    }
}

/// What days stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    Days,
    Months,
    Quarters,
    Years,
}

impl Grain {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "stands in a chain of readings that may fail"
    )]
    fn of(self, date: Date) -> Result<Stretch, String> {
        let (year, month) = (date.year(), u8::try_from(date.month()).unwrap_or(1));
        Ok(match self {
            Self::Days => Stretch::At(date),
            Self::Months => Stretch::months(year, month, 1),
            Self::Quarters => Stretch::months(year, month, 3),
            Self::Years => Stretch::Years(year, year),
        })
    }

    fn doubt(self) -> Option<String> {
        let taken = |what: &str| {
            format!(
                "all dates are first days of {what}, and are taken for the {what}; `--dates days` takes them for days"
            )
        };
        match self {
            Self::Quarters => Some(taken("quarters")),
            Self::Years => Some(taken("years")),
            Self::Days | Self::Months => None,
        }
    }
}

fn eight_digits(digits: u32) -> Option<Date> {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// "202001" and "20200131".
fn digits_period(digits: u32, days: Grain) -> Result<When, String> {
    let none = || "it is no year".to_owned();
    let stretch = if digits > 999_999 {
        days.of(eight_digits(digits).ok_or_else(none)?)?
    } else {
        let (year, month) = (digits / 100, u8::try_from(digits % 100).unwrap_or(0));
        let year = i16::try_from(year)
            .ok()
            .filter(|year| (1000..2200).contains(year));
        let year = year
            .filter(|_| (1..=12).contains(&month))
            .ok_or_else(none)?;
        Stretch::months(year, month, 1)
    };
    Ok(When {
        stretch,
        words: None,
    })
}

/// Whether a text says for when something is: "year ending March", "to date", "first half".
pub(in crate::import) fn speaks_of_time(text: &str) -> bool {
    let known = |word: &str| {
        let told = [
            "ending",
            "ended",
            "month",
            "months",
            "quarter",
            "quarters",
            "half",
            "halves",
            "week",
            "weeks",
            "fiscal",
            "financial",
            "date",
            "calendar",
            "season",
        ];
        told.contains(&word) || month(word).is_some()
    };
    tokens(text).iter().filter_map(Token::word).any(known)
}

/// The month in which financial years begin, where a text says so: "years ending 31 March", "April to March".
pub(in crate::import) fn year_start(text: &str) -> Option<u8> {
    let pieces = tokens(text);
    let named = |at: usize| pieces.get(at).and_then(Token::word).and_then(month);
    let ends = |word: &str| matches!(word, "ending" | "ended" | "ends" | "end");
    (0..pieces.len()).find_map(|at| {
        let word = pieces[at].word()?;
        if ends(word) {
            return [1, 2, 3]
                .into_iter()
                .find_map(|on| named(at + on))
                .map(|last| last % 12 + 1);
        }
        let first = month(word)?;
        let to = pieces.get(at + 1)?;
        let parted = to.is(&['-', '–']) || matches!(to.word(), Some("to" | "bis" | "through"));
        let last = [2, 3]
            .into_iter()
            .find_map(|on| named(at + on))
            .filter(|_| parted)?;
        (last % 12 + 1 == first && first != 1).then_some(first)
    })
}
