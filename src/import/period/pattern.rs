//! The ways in which a label names a period and nothing else: `2019`, `2013-15`, `2020 Q4`, `Jul 2019`, `31.3.2020`.

use jiff::civil::Date;

use super::Stretch;
use super::label::{Label, Part};
use super::names::{is_half, is_quarter, is_to, month, ordinal};
use super::token::Token;

const DASHES: [char; 5] = ['-', '–', '—', '‐', '‑'];

fn is_dash(piece: &Token) -> bool {
    piece.is(&DASHES) || piece.word().is_some_and(is_to)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "ends a chain of readings that may fail"
)]
fn sure(stretch: Stretch) -> Option<Label> {
    Some(Label::Sure(stretch))
}

/// Labels that name a period and nothing else.
pub(super) fn plain(pieces: &[Token]) -> Option<Label> {
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
        [word] | [word, Token::Sign('.')] => Some(Label::Part(Part::Month(named(word)?))),
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
            // "Dec-Feb 2021" ends in the year that is named.
            let (year, last) = (year.year()?, named(last)?);
            stretch(year - i16::from(first > last), first, year, last)
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
                [day, Token::Word(word), year] => {
                    let short = year.two().filter(|_| matches!(year, Token::Number(_, 2)));
                    let short =
                        short.map(|two| i16::from(two) + if two < 50 { 2000 } else { 1900 });
                    date(year.year().or(short)?, month(word)?, day.two()?)
                }
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
