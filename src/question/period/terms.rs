//! A question as the reader of periods sees it: one term for each word, number or sign that matters to it.
//!
//! Articles and the hyphens inside compounds are left out, so that "the mid-April" reads as "mid April".

use std::ops::Range;

use super::words::PeriodWords;
use super::{Calendar, Found, Reader};
use crate::question::closed::Effect;
use crate::question::token::{NumberToken, Suffix, Token, TokenKind};

/// What a word, number or sign does in saying when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// Numbers: a year, the first year of a decade, two digits as written, another whole number, "2nd".
    Year(i16),
    Decade(i16),
    Two(i16),
    Number(i16),
    Ordinal(i16),
    Roman(i16),
    Few(i16),
    /// Parts of the year; a season by its first month.
    Month(i8),
    Season(i8),
    Half(i8),
    Quarter(i8),
    HalfWord,
    HalfYear,
    QuarterWord,
    /// Days or weeks, by the days of each.
    Days(i16),
    AMonth,
    Months,
    AYear,
    Years,
    DecadeWord,
    /// Words that place one period relative to another.
    Last,
    Past,
    Previous,
    Prior,
    Gone,
    BeforeLast,
    Next,
    Following,
    This,
    Calendar(i16),
    Latest,
    Earliest,
    Most,
    Recent,
    Now,
    Date,
    So,
    Far,
    Ago,
    Earlier,
    Later,
    InTime,
    That,
    Early,
    Mid,
    Late,
    End,
    Start,
    Began,
    Ended,
    All,
    Full,
    Financial,
    Stretch,
    Data,
    Have,
    /// Words that join or limit.
    Since,
    Starting,
    SlavicFrom,
    From,
    After,
    Before,
    Until,
    Up,
    Through,
    By,
    As,
    Status,
    SlavicTo,
    SlavicThrough,
    To,
    Between,
    And,
    Or,
    Versus,
    Including,
    Exclusive,
    Meant,
    Than,
    No,
    Onwards,
    Of,
    In,
    Over,
    On,
    Filter,
    Function,
    Percent,
    Least,
    Compared,
    Divided,
    /// Signs.
    Dash,
    Arrow,
    Slash,
    Dot,
    Comma,
    Plus,
    /// The end of a sentence or line.
    Break,
    /// Anything else.
    Other,
}

impl Term {
    /// A small whole number, however it is written.
    pub(super) fn number(self) -> Option<i16> {
        match self {
            Term::Two(number) | Term::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A day of a month.
    pub(super) fn day(self) -> Option<i8> {
        match self {
            Term::Two(day) | Term::Number(day) | Term::Ordinal(day) => {
                i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
            }
            _ => None,
        }
    }

    /// A month in digits.
    pub(super) fn month(self) -> Option<i8> {
        let month = self.number().and_then(|month| i8::try_from(month).ok());
        month.filter(|month| (1..=12).contains(month))
    }
}

/// The terms of a question, each with its tokens.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) list: Vec<Term>,
    /// The tokens of each term.
    pub(super) places: Vec<Range<usize>>,
    /// Whether "the" stands before the term.
    pub(super) articles: Vec<bool>,
}

/// Reads the terms of a question.
pub(super) fn terms(tokens: &[Token], calendar: &Calendar) -> Terms {
    let mut read = Terms::default();
    let mut article = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if calendar.words.roles.does(Some(token), Effect::Article) {
            article = true;
            at += 1;
            continue;
        }
        let (term, length) = century_left_out(&tokens[at..], calendar)
            .or_else(|| half_in_digits(tokens, at, &calendar.words.periods))
            .unwrap_or_else(|| (term(tokens, at, article, calendar), 1));
        read.list.push(term);
        read.places.push(at..at + length);
        read.articles.push(article);
        article = false;
        at += length;
    }
    read.without_compounds(tokens, &calendar.words.roles)
}

/// "'24".
fn century_left_out(tokens: &[Token], calendar: &Calendar) -> Found<Term> {
    let [apostrophe, number, ..] = tokens else {
        return None;
    };
    let two = apostrophe.is_symbol("'") && apostrophe.chars.end == number.chars.start;
    let value = number.number.filter(|_| two)?;
    let year = calendar.full_year(i16::try_from(value.value.to_integer()).ok()?);
    match value.suffix {
        Suffix::None => Some((Term::Year(year), 2)),
        Suffix::Decade => Some((Term::Decade(year), 2)),
        _ => None,
    }
}

/// The "1/2" of "first 1/2".
fn half_in_digits(tokens: &[Token], at: usize, words: &PeriodWords) -> Found<Term> {
    let is = |at: usize, value: i128| {
        let number = tokens.get(at).and_then(|token| token.number);
        number.is_some_and(|number| number.plain && number.value == value.into())
    };
    let before = tokens.get(at.checked_sub(1)?)?;
    let ordinal = before
        .number
        .is_some_and(|number| number.suffix == Suffix::Ordinal)
        || matches!(words.term(&before.text), Some(Term::Ordinal(_)));
    let half = is(at, 1) && tokens.get(at + 1)?.is_symbol("/") && is(at + 2, 2);
    (ordinal && half).then_some((Term::HalfWord, 3))
}

fn term(tokens: &[Token], at: usize, article: bool, calendar: &Calendar) -> Term {
    let token = &tokens[at];
    match (token.kind, &token.number) {
        (TokenKind::Number, Some(number)) => {
            let money = at
                .checked_sub(1)
                .is_some_and(|before| is_currency(&tokens[before]));
            unlikely_year(tokens, at, number, &calendar.words.periods)
                .unwrap_or_else(|| number_term(token, number, article, calendar, money))
        }
        (TokenKind::Symbol, _) => sign(&token.text),
        _ => calendar
            .words
            .periods
            .term(&token.text)
            .unwrap_or(Term::Other),
    }
}

/// "In 2204" at the end of a sentence: four digits that name a year, though one that no data can have.
fn unlikely_year(
    tokens: &[Token],
    at: usize,
    number: &NumberToken,
    words: &PeriodWords,
) -> Option<Term> {
    let before = tokens.get(at.checked_sub(1)?)?;
    let limits = matches!(
        words.term(&before.text),
        Some(Term::In | Term::Since | Term::Until | Term::After | Term::Before)
    );
    let ends = tokens
        .get(at + 1)
        .is_none_or(|next| matches!(next.text.as_str(), "?" | "!" | "." | ";" | "\n"));
    let year = i16::try_from(number.value.to_integer()).ok()?;
    let written = tokens.get(at)?.text.len();
    (number.plain && written == 4 && year >= 1_000 && limits && ends).then_some(Term::Year(year))
}

fn is_currency(token: &Token) -> bool {
    token.kind == TokenKind::Symbol
        && matches!(token.text.as_str(), "$" | "€" | "£" | "¥" | "₽" | "₴" | "₹")
}

fn number_term(
    token: &Token,
    number: &NumberToken,
    article: bool,
    calendar: &Calendar,
    money: bool,
) -> Term {
    let whole = number.value.is_integer() && !money && !number.rounded;
    let Some(value) = i16::try_from(number.value.to_integer())
        .ok()
        .filter(|_| whole)
    else {
        return Term::Other;
    };
    let written = token.text.len();
    match number.suffix {
        Suffix::Decade => decade(value, article || token.text.contains('-')),
        Suffix::None if article && value % 10 == 0 && token.text.ends_with("'s") => {
            decade(value, true)
        }
        Suffix::None if number.plain && written >= 4 && calendar.may_be_year(value) => {
            Term::Year(value)
        }
        Suffix::None if number.plain && written == 2 => Term::Two(value),
        Suffix::None if value < 1_000 => Term::Number(value),
        Suffix::Ordinal => Term::Ordinal(value),
        _ => Term::Other,
    }
}

/// "1990s", and with an article "the 90s": the bare "20s" may be ages.
fn decade(value: i16, sure: bool) -> Term {
    match value {
        1_000..=2_090 => Term::Decade(value),
        30..=90 if sure => Term::Decade(1_900 + value),
        0..=20 if sure => Term::Decade(2_000 + value),
        _ => Term::Other,
    }
}

fn sign(text: &str) -> Term {
    match text {
        "-" => Term::Dash,
        "->" | ".." => Term::Arrow,
        "/" => Term::Slash,
        "." => Term::Dot,
        "," => Term::Comma,
        "+" => Term::Plus,
        "&" => Term::And,
        "%" => Term::Percent,
        "?" | "!" | ";" | ":" | "\n" => Term::Break,
        _ => Term::Other,
    }
}

impl Reader<'_> {
    /// The terms from here on.
    pub(super) fn rest(&self, at: usize) -> &[Term] {
        self.terms.get(at..).unwrap_or_default()
    }

    /// The term before this one.
    pub(super) fn before(&self, at: usize) -> Option<Term> {
        self.terms.get(at.checked_sub(1)?).copied()
    }

    /// Whether "the" stands before this term.
    pub(super) fn has_article(&self, at: usize) -> bool {
        self.articles.get(at).copied().unwrap_or(false)
    }

    /// The text of a term's first token.
    pub(super) fn text(&self, at: usize) -> &str {
        let token = self
            .places
            .get(at)
            .and_then(|place| self.tokens.get(place.start));
        token.map_or("", |token| token.text.as_str())
    }

    /// Whether a term's word does this.
    pub(super) fn does(&self, at: usize, effect: Effect) -> bool {
        self.calendar.words.roles.is(self.text(at), effect)
    }

    /// Whether a word is Russian or Ukrainian.
    pub(super) fn is_slavic(&self, at: usize) -> bool {
        self.text(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_ascii())
    }
}
