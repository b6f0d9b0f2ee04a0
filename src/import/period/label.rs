//! What one label says: `2019`, `2013-15`, `2020 Q4`, `Jul 2019`, `year ending March 2020`, `2024 YTD`. What needs the other labels of its
//! column to be sure is left open here.

use jiff::civil::Date;

use super::Stretch;
use super::names::{is_half, is_noise, is_quarter, is_to, month, ordinal};
use super::token::{Token, tokens};
use crate::import::number::customary;

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Label {
    /// A period for certain.
    Sure(Stretch),
    /// "FY2019": a financial year called by one year.
    Named(i16),
    /// "2019/20": twelve months that begin in one year and end in the next.
    Financial(i16),
    /// "2019-20", "2013-15", "2010-12": two years, or a year and a month; the second as it is written, and whether in two digits.
    Pair(i16, i16, bool),
    /// A day.
    Day(Date),
    /// "01/02/2020": day and month in either order.
    Slashed(u8, u8, i16),
    /// "Jan-20": the month of a year in two digits.
    ShortYear(u8, u8),
    /// "202001".
    Digits(u32),
    /// A part of a year that another label gives.
    Part(Part),
    /// A period that a data file cannot hold, or that is not given whole; why.
    Refused(&'static str),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Part {
    Month(u8),
    Quarter(u8),
    Half(u8),
}

impl Part {
    /// That part of a year.
    pub(in crate::import) fn of(self, year: i16) -> Stretch {
        match self {
            Self::Month(month) => Stretch::months(year, month, 1),
            Self::Quarter(nth) => Stretch::months(year, 3 * nth - 2, 3),
            Self::Half(nth) => Stretch::months(year, 6 * nth - 5, 6),
        }
    }
}

/// A label and the marks of footnotes that stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Labelled {
    pub(in crate::import) label: Label,
    pub(in crate::import) marks: Vec<String>,
}

const TO_DATE: &str = "a year to date, and the table does not say to which day";
const OPEN: &str = "it has no beginning or no end";
const TO_A_MONTH: &str = "it may be the twelve months to then, or the year up to then";

/// The period that a text names; `None` where it names none.
pub(in crate::import) fn read(text: &str) -> Option<Labelled> {
    let (bare, marks) = without_marks(text.trim());
    let pieces = tokens(bare);
    let label = refused(&pieces)
        .or_else(|| year_ending(&pieces))
        .or_else(|| plain(&without_noise(&pieces)))?;
    Some(Labelled { label, marks })
}

/// Words in brackets behind a year that are a remark on it.
const REMARKS: [&str; 14] = [
    "provisional",
    "preliminary",
    "estimate",
    "estimated",
    "estimates",
    "revised",
    "forecast",
    "projected",
    "projection",
    "budget",
    "actual",
    "prov.",
    "prel.",
    "est.",
];

/// Takes footnote marks off the end: `2019*`, `2020 (p)`, `2021p`, `1990 [YR1990]`.
fn without_marks(text: &str) -> (&str, Vec<String>) {
    let mut rest = text;
    let mut marks = Vec::new();
    loop {
        rest = rest.trim_end();
        let Some(last) = rest.chars().next_back() else {
            return (rest, marks);
        };
        if matches!(last, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴' | '⁵') {
            rest = &rest[..rest.len() - last.len_utf8()];
            marks.push(last.to_string());
        } else if let Some((before, inside)) = bracketed(rest) {
            rest = before;
            if !inside.to_lowercase().starts_with("yr") {
                marks.push(inside.to_owned());
            }
        } else if let Some((before, letter)) = lettered(rest) {
            rest = before;
            if letter != "A" {
                marks.push(letter.to_owned());
            }
        } else {
            return (rest, marks);
        }
    }
}

/// The mark in brackets at the end.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', ']'])?;
    let opening = inner.rfind(['(', '['])?;
    let (before, inside) = (text[..opening].trim_end(), inner[opening + 1..].trim());
    let number = inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let lower = inside.to_lowercase();
    let known = number
        || inside.chars().count() == 1
        || lower.starts_with("yr")
        || lower.starts_with("note")
        || customary(inside).is_some()
        || REMARKS.contains(&lower.as_str());
    (known && !before.is_empty()).then_some((before, inside))
}

/// The customary letter behind a year: `2021p`, `2021 e`; "1990s" is a decade.
fn lettered(text: &str) -> Option<(&str, &str)> {
    let letter = text.get(text.len().checked_sub(1)?..)?;
    let before = text[..text.len() - 1].trim_end();
    let year = before.get(before.len().checked_sub(4)?..)?;
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    let flag = matches!(
        letter,
        "p" | "e" | "f" | "r" | "b" | "P" | "E" | "F" | "R" | "A"
    );
    (digits && flag).then_some((before, letter))
}

/// Periods that are named and cannot be held.
fn refused(pieces: &[Token]) -> Option<Label> {
    let words: Vec<&str> = pieces.iter().filter_map(Token::word).collect();
    let year = pieces.iter().any(|piece| piece.year().is_some());
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two == [first, second]);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if words.contains(&"ytd")
        || pair("to", "date")
        || pair("so", "far")
        || has(&["bisher", "cumul"])
    {
        return Some(Label::Refused(TO_DATE));
    }
    if !year {
        return None;
    }
    let opens = [
        "since",
        "before",
        "after",
        "pre",
        "post",
        "onwards",
        "onward",
        "until",
        "ab",
        "seit",
        "vor",
        "earlier",
        "later",
        "depuis",
        "avant",
        "после",
        "до",
    ];
    let signs = pieces
        .iter()
        .any(|piece| piece.is(&['<', '>', '+', '≤', '≥']));
    let stretch = pieces.iter().filter(|piece| piece.year().is_some()).count() > 1;
    if signs || has(&opens) && !stretch && !words.iter().any(|word| month(word).is_some()) {
        return Some(Label::Refused(OPEN));
    }
    None
}

/// "Year ending March 2020", "12 months to June 2021", "to June 2024", "end of 2019", "as at 31 March 2020".
fn year_ending(pieces: &[Token]) -> Option<Label> {
    let words = |count: usize| -> Vec<&str> {
        pieces
            .iter()
            .take(count)
            .map(|piece| piece.word().unwrap_or_default())
            .collect()
    };
    let twelve = matches!(pieces, [Token::Number(12, 2), Token::Word(months), ..] if months.starts_with("month"));
    let start = match words(3)[..] {
        ["year", "ending" | "ended" | "to" | "end", ..] => 2,
        ["y", "e", ..] | ["ye", ..] => {
            if words(1) == ["ye"] {
                1
            } else {
                2
            }
        }
        _ if twelve => 3,
        ["to" | "through" | "thru" | "until" | "bis", ..] => {
            let ends = month_and_year(pieces.get(1..)?)?;
            return Some(if ends.1 == 12 {
                Label::Sure(Stretch::Years(ends.0, ends.0))
            } else {
                Label::Refused(TO_A_MONTH)
            });
        }
        _ => return state(pieces),
    };
    let rest = pieces.get(start..)?;
    let rest = rest.strip_prefix(&[Token::Sign(':')]).unwrap_or(rest);
    let (year, month) = month_and_year(rest)?;
    let (first_year, first) = if month == 12 {
        (year, 1)
    } else {
        (year - 1, month + 1)
    };
    Some(Label::Sure(Stretch::months(first_year, first, 12)))
}

/// "March 2020", or its last day.
fn month_and_year(pieces: &[Token]) -> Option<(i16, u8)> {
    match plain(&without_noise(pieces))? {
        Label::Sure(Stretch::Months(first, last)) if first == last => Some(first),
        Label::Sure(Stretch::Years(first, last)) if first == last => Some((first, 12)),
        Label::Day(day) if day == day.last_of_month() => {
            Some((day.year(), u8::try_from(day.month()).ok()?))
        }
        _ => None,
    }
}

/// "End of 2019", "at 31 December 2019", "1 January 2020" after "as of".
fn state(pieces: &[Token]) -> Option<Label> {
    let words: Vec<&str> = pieces.iter().map_while(Token::word).collect();
    let (lead, end) = match words[..] {
        ["end", "of", ..] => (2, true),
        ["end" | "ende" | "eoy" | "fin", ..] => (1, true),
        ["as", "of" | "at" | "on", ..] => (2, false),
        ["at" | "on" | "stand", ..] => (1, false),
        _ => return None,
    };
    let rest = without_noise(pieces.get(lead..)?);
    match plain(&rest)? {
        Label::Day(day) => Some(Label::Sure(Stretch::At(day))),
        Label::Sure(Stretch::Years(_, year)) if end => {
            Some(Label::Sure(Stretch::At(Date::new(year, 12, 31).ok()?)))
        }
        Label::Sure(Stretch::Months(_, (year, month))) if end => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some(Label::Sure(Stretch::At(first.last_of_month())))
        }
        Label::Slashed(..) if !end => plain(&rest),
        _ => None,
    }
}

fn without_noise(pieces: &[Token]) -> Vec<Token> {
    let noise = |piece: &Token| {
        piece.word().is_some_and(is_noise) || piece.is(&['(', ')', '\'', '’', '[', ']', '"'])
    };
    let comma = |piece: &Token| piece.is(&[',', ';']);
    let kept = pieces.iter().filter(|piece| !noise(piece) && !comma(piece));
    let mut kept: Vec<Token> = kept.cloned().collect();
    while kept.last().is_some_and(|last| last.is(&['.', ':'])) {
        kept.pop();
    }
    kept
}

const DASHES: [char; 5] = ['-', '–', '—', '‐', '‑'];

fn is_dash(piece: &Token) -> bool {
    piece.is(&DASHES) || piece.word().is_some_and(is_to)
}

fn sure(stretch: Stretch) -> Option<Label> {
    Some(Label::Sure(stretch))
}

/// Labels that name a period and nothing else.
fn plain(pieces: &[Token]) -> Option<Label> {
    years(pieces)
        .or_else(|| parts(pieces))
        .or_else(|| months(pieces))
        .or_else(|| days(pieces))
}

/// Years, spans of years, decades and financial years.
fn years(pieces: &[Token]) -> Option<Label> {
    match pieces {
        [year] if year.year().is_some() => {
            let year = year.year()?;
            sure(Stretch::Years(year, year))
        }
        [Token::Number(digits, 6 | 8)] => Some(Label::Digits(*digits)),
        [year, Token::Sign('.'), Token::Number(0, _)] => year
            .year()
            .and_then(|year| sure(Stretch::Years(year, year))),
        [Token::Word(letter), year] if matches!(letter.as_str(), "y" | "x") => {
            years(std::slice::from_ref(year))
        }
        [fy, rest @ ..] if fy.word().is_some_and(is_financial) => financial(rest),
        [rest @ .., fy] if fy.word() == Some("fy") => financial(rest),
        [year, Token::Word(s)] | [year, Token::Sign(_), Token::Word(s)] if is_decade(s) => {
            decade(year)
        }
        [Token::Word(word), year]
            if matches!(word.as_str(), "années" | "años" | "anni" | "jahre") =>
        {
            decade(year)
        }
        [year, Token::Sign('/'), second] => slashed(year.year()?, second),
        [year, dash, second] if is_dash(dash) => pair(year.year()?, second),
        [year, Token::Sign('.'), Token::Sign('.'), second] => match pair(year.year()?, second)? {
            Label::Pair(first, last, false) => sure(Stretch::Years(first, last)),
            _ => None,
        },
        _ => None,
    }
}

fn is_financial(word: &str) -> bool {
    matches!(word, "fy" | "financial" | "fiscal")
}

fn is_decade(word: &str) -> bool {
    matches!(word, "s" | "er" | "е" | "х" | "ті")
}

fn decade(year: &Token) -> Option<Label> {
    let first = year.year().filter(|year| year % 10 == 0)?;
    let length = if first % 100 == 0 && first % 1000 != 0 {
        return None;
    } else {
        9
    };
    sure(Stretch::Years(first, first + length))
}

fn financial(rest: &[Token]) -> Option<Label> {
    let rest = rest
        .strip_prefix(&[Token::Word("year".into())])
        .unwrap_or(rest);
    match rest {
        [year] => year
            .year()
            .map(Label::Named)
            .or_else(|| year.two().map(|two| Label::Named(2000 + i16::from(two)))),
        [year, sign, second] if sign.is(&['/']) || is_dash(sign) => {
            let first = year.year()?;
            follows(first, second).then_some(Label::Financial(first))
        }
        _ => None,
    }
}

/// Whether a number names the year behind another: "20" and "2020" behind 2019.
fn follows(first: i16, second: &Token) -> bool {
    second.year() == Some(first + 1)
        || second
            .two()
            .is_some_and(|two| i16::from(two) == (first + 1) % 100)
}

/// "2019/20" is a financial year, "2013/15" a span, "2020/01" a month.
fn slashed(first: i16, second: &Token) -> Option<Label> {
    if follows(first, second) {
        return match second.two() {
            Some(month @ 1..=12) => Some(Label::Pair(first, i16::from(month), true)),
            _ => Some(Label::Financial(first)),
        };
    }
    pair(first, second)
}

fn pair(first: i16, second: &Token) -> Option<Label> {
    if let Some(last) = second.year() {
        return match last - first {
            1 => Some(Label::Pair(first, last, false)),
            2.. => sure(Stretch::Years(first, last)),
            _ => None,
        };
    }
    let Token::Number(two, 2) = second else {
        return None;
    };
    Some(Label::Pair(first, i16::try_from(*two).ok()?, true))
}

/// Quarters and halves, with a year or without.
fn parts(pieces: &[Token]) -> Option<Label> {
    let year = pieces.iter().find_map(Token::year);
    let years = pieces.iter().filter(|piece| piece.year().is_some()).count();
    let rest: Vec<&Token> = pieces
        .iter()
        .filter(|piece| piece.year().is_none() && !piece.is(&['-', '/', ':', '.', '–']))
        .collect();
    let of = |part: Part| match (year, years) {
        (Some(year), 1) => sure(part.of(year)),
        (None, _) => Some(Label::Part(part)),
        _ => None,
    };
    let part = |word: &str, nth: u8| {
        if is_quarter(word) && (1..=4).contains(&nth) {
            of(Part::Quarter(nth))
        } else if is_half(word) && (1..=2).contains(&nth) {
            of(Part::Half(nth))
        } else {
            None
        }
    };
    if let (None, [Token::Word(m), Token::Number(month @ 1..=12, 2)]) = (year, &rest[..])
        && m == "m"
    {
        return Some(Label::Part(Part::Month(u8::try_from(*month).ok()?)));
    }
    let named_part = |word: &Token, nth: &Token| {
        let nth = nth.two().or_else(|| nth.word().and_then(ordinal))?;
        part(word.word()?, nth)
    };
    match rest[..] {
        [one, other] => named_part(one, other).or_else(|| named_part(other, one)),
        [nth, Token::Word(word), second] if years == 0 && second.two().is_some() => {
            // "1Q24"
            let (nth, year) = (nth.two()?, 2000 + i16::from(second.two()?));
            match part(word, nth)? {
                Label::Part(part) => sure(part.of(year)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Months, stretches of months, weeks.
fn months(pieces: &[Token]) -> Option<Label> {
    let named = |piece: &Token| piece.word().and_then(month);
    let one = |year: i16, month: u8| sure(Stretch::months(year, month, 1));
    match pieces {
        [word] => Some(Label::Part(Part::Month(named(word)?))),
        [word, Token::Sign('.')] => Some(Label::Part(Part::Month(named(word)?))),
        [year, Token::Word(m), Token::Number(month @ 1..=12, 1 | 2)] if m == "m" => {
            one(year.year()?, u8::try_from(*month).ok()?)
        }
        [year, rest @ ..]
            if year.year().is_some()
                && matches!(rest, [Token::Word(w), _] | [Token::Sign('-'), Token::Word(w), _] if w == "w") =>
        {
            week(year.year()?, rest.last()?.two()?)
        }
        [
            Token::Number(month @ 1..=12, 1 | 2),
            Token::Sign('/' | '.' | '-'),
            year,
        ] => one(year.year()?, u8::try_from(*month).ok()?),
        [
            Token::Number(count @ 1..=11, 1 | 2),
            Token::Word(word),
            year,
        ] if word == "m" || word.starts_with("month") => {
            sure(Stretch::months(year.year()?, 1, u8::try_from(*count).ok()?))
        }
        [first, rest @ ..] if named(first).is_some() => beside_month(named(first)?, rest),
        [year, to, word]
            if year.year().is_some()
                && is_dash(to)
                && named(word).is_some()
                && to.word().is_some() =>
        {
            sure(Stretch::months(year.year()?, 1, named(word)?))
        }
        [year, rest @ ..] if year.year().is_some() => {
            let rest = rest.strip_prefix(&[Token::Sign('-')]).unwrap_or(rest);
            let rest = rest.strip_prefix(&[Token::Sign('/')]).unwrap_or(rest);
            let (first, rest) = rest.split_first()?;
            let first = named(first)?;
            match without_points(rest)[..] {
                [] => one(year.year()?, first),
                [dash, last] if is_dash(dash) => {
                    stretch(year.year()?, first, year.year()?, named(last)?)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn without_points(pieces: &[Token]) -> Vec<&Token> {
    pieces.iter().filter(|piece| !piece.is(&['.'])).collect()
}

/// What stands behind the name of a month: "2019", "-20", "– June 2020", "2019 to March 2020".
fn beside_month(first: u8, rest: &[Token]) -> Option<Label> {
    let named = |piece: &Token| piece.word().and_then(month);
    match without_points(rest)[..] {
        [year] if year.year().is_some() => sure(Stretch::months(year.year()?, first, 1)),
        [sign, year] if (sign.is(&DASHES) || sign.is(&['/'])) && year.year().is_some() => {
            sure(Stretch::months(year.year()?, first, 1))
        }
        [Token::Number(two, 2)] => Some(Label::ShortYear(first, u8::try_from(*two).ok()?)),
        [sign, Token::Number(two, 2)] if sign.is(&DASHES) => {
            Some(Label::ShortYear(first, u8::try_from(*two).ok()?))
        }
        [dash, last, year] if is_dash(dash) => {
            stretch(year.year()?, first, year.year()?, named(last)?)
        }
        [from, dash, last, to] if is_dash(dash) => {
            stretch(from.year()?, first, to.year()?, named(last)?)
        }
        [day, year] => date(year.year()?, first, day.two()?),
        _ => None,
    }
}

fn stretch(year: i16, first: u8, last_year: i16, last: u8) -> Option<Label> {
    ((year, first) <= (last_year, last)).then_some(())?;
    sure(Stretch::Months((year, first), (last_year, last)))
}

/// The seven days of a week by its ISO number.
fn week(year: i16, week: u8) -> Option<Label> {
    let monday =
        jiff::civil::ISOWeekDate::new(year, i8::try_from(week).ok()?, jiff::civil::Weekday::Monday)
            .ok()?;
    let monday = monday.date();
    let sunday = monday.checked_add(jiff::Span::new().days(6)).ok()?;
    sure(Stretch::Days(monday, sunday))
}

fn date(year: i16, month: u8, day: u8) -> Option<Label> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(Label::Day)
}

/// Days: 2020-03-31, 31.3.2020, 31/3/2020, 31 March 2020.
fn days(pieces: &[Token]) -> Option<Label> {
    let pieces = without_time(pieces);
    match pieces {
        [year, a, month, b, day] if a == b && a.is(&['-', '/', '.']) && year.year().is_some() => {
            date(year.year()?, month.two()?, day.two()?)
        }
        [day, Token::Sign('.'), month, Token::Sign('.'), year] => {
            date(year.year()?, month.two()?, day.two()?)
        }
        [first, a, second, b, year]
            if a == b && a.is(&['/', '-']) && first.two().is_some() && second.two().is_some() =>
        {
            Some(Label::Slashed(first.two()?, second.two()?, year.year()?))
        }
        _ => {
            let rest: Vec<&Token> = pieces
                .iter()
                .filter(|piece| !piece.is(&['.', '-', '/']))
                .collect();
            match rest[..] {
                [day, Token::Word(word), year] => date(year.year()?, month(word)?, day.two()?),
                _ => None,
            }
        }
    }
}

/// Without "T00:00:00" and "00:00:00Z".
fn without_time(pieces: &[Token]) -> &[Token] {
    let midnight = |piece: &Token| {
        matches!(piece, Token::Number(0, _))
            || piece.is(&[':', '.', '+'])
            || matches!(piece.word(), Some("t" | "z"))
    };
    let dated = pieces.len().min(5);
    if pieces.len() > 5 && pieces[5..].iter().all(midnight) {
        &pieces[..dated]
    } else {
        pieces
    }
}
