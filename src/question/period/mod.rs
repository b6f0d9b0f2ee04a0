//! What a question says about when: years, halves, months, spans, days, ranges, limits, and periods relative to others.
//!
//! It must not know which periods the data has figures for, nor what is asked about them.

#![expect(
    clippy::match_same_arms,
    reason = "a table of patterns is read row by row"
)]

mod build;
mod compounds;
mod days;
mod edges;
mod ellipsis;
mod landmarks;
mod parts;
mod ranges;
mod relative;
mod terms;
mod words;
mod years;

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use self::build::months;
use self::terms::Term;
pub use self::words::PeriodWords;
use super::closed::Closed;
use super::token::{Suffix, Token, TokenKind};
use crate::dataset::{Grain, Number, Period};

/// What relative and shortened periods hang on.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Today.
    pub today: Date,
    /// The first year of the data.
    pub first_year: i16,
    /// The last year of the data.
    pub last_year: i16,
    /// Named dates of the data.
    pub landmarks: Arc<[Landmark]>,
    /// The months of the data's periods and the end of the latest, where most of them are parts of a year.
    pub parts: Option<(i8, Date)>,
    /// Whether the data have financial years, so that "2019/20" is one of them and no span.
    pub financial: bool,
    /// The words that say when.
    pub words: Arc<Closed>,
}

/// A date that people name instead of giving it.
#[derive(Debug, Clone)]
pub struct Landmark {
    /// Its words in order, as the tokeniser leaves them.
    pub words: Vec<String>,
    /// The date.
    pub date: Date,
}

/// What a question says about when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// One named period: "2024", "H1 2024", "January to July 2024"; a state at a day: "18 June 2024".
    Point(Period),
    /// Two named ends, in the order of the text: "from 2022 to 2024".
    Range(Period, Period),
    /// "since 2022".
    Since(Period),
    /// "after 2022".
    After(Period),
    /// "before 2022".
    Before(Period),
    /// "until 2022", the year included.
    Until(Period),
    /// "by May 2025", "to date": a state at a date, or a running total.
    By(Period),
    /// "the latest year", "now".
    Latest,
    /// "the earliest year".
    Earliest,
    /// "the last three years".
    Last(u16),
    /// "the first two years".
    First(u16),
    /// Relative to today's year: "last year" is -1.
    Calendar(i16),
    /// Relative to the period under discussion: "the year before" is -1, "the next quarter" one quarter.
    Shift(i16, Grain),
    /// "the 1990s", by its first year.
    Decade(i16),
    /// Months of a year that is not said: "in July", "Q3?"; past 12 they lie in the next year.
    Part(i8, i8),
    /// "over the years".
    All,
}

/// A place in a question that says when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What it says.
    pub when: When,
    /// The tokens that say it.
    pub tokens: Range<usize>,
    /// Whether no year was said, so that the latest of the data was put in.
    pub assumed: bool,
}

/// Numbers of months and quarters that there are none of become words: "month 13" and "fifth quarter" are no periods.
pub fn without_impossible(tokens: &mut [Token], words: &PeriodWords) {
    for at in 1..tokens.len() {
        let counted = at.checked_sub(2).and_then(|at| tokens.get(at));
        let counted = counted.is_some_and(|token| {
            let written = token
                .number
                .is_some_and(|number| number.suffix == Suffix::Ordinal);
            written || matches!(words.term(&token.text), Some(Term::Ordinal(_)))
        });
        if counted {
            continue;
        }
        let Some([before, this]) = tokens.get_mut(at - 1..=at) else {
            continue;
        };
        let ordinal = before
            .number
            .is_some_and(|number| number.suffix == Suffix::Ordinal);
        let number = if is_impossible(words.term(&before.text), this) {
            this
        } else if ordinal && is_impossible(words.term(&this.text), before) {
            before
        } else {
            continue;
        };
        number.number = None;
        number.kind = TokenKind::Word;
    }
}

fn is_impossible(noun: Option<Term>, number: &Token) -> bool {
    let most = match noun {
        Some(Term::AMonth) => 12,
        Some(Term::QuarterWord) => 4,
        _ => return false,
    };
    let short = number.text.chars().take_while(char::is_ascii_digit).count() <= 2;
    number.number.is_some_and(|number| {
        (number.plain || number.suffix == Suffix::Ordinal)
            && short
            && number.value > Number::from_integer(most)
    })
}

impl Calendar {
    /// The year of two digits: at most ten years past the data, else of the last century.
    fn full_year(&self, two: i16) -> i16 {
        if 2_000 + two <= self.last_year.saturating_add(10) {
            2_000 + two
        } else {
            1_900 + two
        }
    }

    fn covers(&self, year: i16) -> bool {
        (self.first_year..=self.last_year).contains(&year)
    }

    fn may_be_year(&self, number: i16) -> bool {
        (1_900..=2_099).contains(&number) || self.covers(number)
    }
}

/// What was read, and how many terms it takes.
type Found<T> = Option<(T, usize)>;

/// The longest of several readings, the first of equals.
fn longest<T, const N: usize>(readings: [Found<T>; N]) -> Found<T> {
    let longer = |best: (T, usize), next: (T, usize)| if next.1 > best.1 { next } else { best };
    readings.into_iter().flatten().reduce(longer)
}

/// Every mention of a period, in order and not overlapping, the longest reading at each place.
///
/// A month or half without a year takes the year of the question's other periods if there is exactly one; where no period is named
/// and the data are by such parts, the latest that they have.
pub fn mentions(tokens: &[Token], calendar: &Calendar) -> Vec<Mention> {
    let terms = terms::terms(tokens, calendar);
    let mut reader = Reader {
        tokens,
        calendar,
        terms: &terms.list,
        places: &terms.places,
        articles: &terms.articles,
        year: None,
        assumes: false,
        incomplete: Cell::new(false),
    };
    let mentions = reader.read();
    reader.year = only_year(&mentions, calendar.today).filter(|_| reader.incomplete.get());
    let is_open = |mention: &Mention| matches!(mention.when, When::Part(..));
    let nothing = mentions.iter().all(is_open);
    reader.assumes = reader.incomplete.get() && nothing && calendar.parts.is_some();
    if reader.year.is_some() || reader.assumes {
        reader.read()
    } else {
        mentions
    }
}

/// The year of the periods, if they name exactly one.
fn only_year(mentions: &[Mention], today: Date) -> Option<i16> {
    let mut years = mentions.iter().flat_map(|mention| match &mention.when {
        When::Range(from, to) => vec![from.to.year(), to.to.year()],
        When::Point(period)
        | When::Since(period)
        | When::After(period)
        | When::Before(period)
        | When::Until(period)
        | When::By(period) => vec![period.to.year()],
        When::Calendar(shift) => today.year().checked_add(*shift).into_iter().collect(),
        _ => Vec::new(),
    });
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

struct Reader<'a> {
    tokens: &'a [Token],
    calendar: &'a Calendar,
    terms: &'a [Term],
    places: &'a [Range<usize>],
    articles: &'a [bool],
    /// The year of months and halves that name none.
    year: Option<i16>,
    /// Whether they take the latest year for which the data have them.
    assumes: bool,
    /// Set when such a month or half was met.
    incomplete: Cell<bool>,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < self.terms.len() {
            match self.mention(at) {
                Some((when, length)) => at = self.add(&mut mentions, at, when, length),
                None => at += 1,
            }
        }
        mentions
    }

    /// Adds a mention and the years that repeat its part; returns where they end.
    fn add(
        &self,
        mentions: &mut Vec<Mention>,
        mut at: usize,
        mut when: When,
        mut length: usize,
    ) -> usize {
        loop {
            let tokens = self.places[at].start..self.places[at + length - 1].end;
            let end = at + length;
            let next = self.same_part(&when, end);
            mentions.push(Mention {
                when,
                tokens,
                assumed: self.assumes,
            });
            match next {
                Some(next) => (at, when, length) = next,
                None => return end,
            }
        }
    }

    /// The longest period that is named here.
    fn point(&self, at: usize) -> Found<Period> {
        longest([
            self.day(at),
            self.edge(at),
            self.vague(at),
            self.counted_days(at),
            self.year_ended(at),
            self.months_ended(at),
            self.part_of_year(at),
            self.numeric_month(at),
            self.year(at)
                .and_then(|(year, length)| Some((build::year(year)?, length))),
        ])
    }

    fn mention(&self, at: usize) -> Found<When> {
        if self.terms.get(at).is_none_or(|term| *term == Term::Other) {
            return None;
        }
        let point = self
            .point(at)
            .map(|(period, length)| (When::Point(period), length));
        longest([
            self.beside_landmark(at),
            point,
            self.counted_range(at),
            self.range(at),
            self.limited(at),
            self.relative(at),
        ])
        .or_else(|| self.open_part(at))
    }
}

#[cfg(test)]
#[rustfmt::skip]
mod tests;
