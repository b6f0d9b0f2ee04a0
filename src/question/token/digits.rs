//! Numbers in digits: thousands groups, decimals, and what is written directly behind them.

use num_rational::Ratio;

use super::{NumberToken, Suffix};

/// The most digits before and after the decimal sign; a longer run of digits is no quantity.
const LONGEST_WHOLE: usize = 18;
const LONGEST_FRACTION: usize = 9;

/// Endings of Russian and Ukrainian ordinals behind a hyphen: "2023-м", "1-е".
const ORDINAL_ENDINGS: [&str; 25] = [
    "й", "ый", "ий", "я", "ая", "е", "ое", "го", "ого", "м", "ом", "му", "ому", "им", "ым", "х",
    "ых", "их", "ім", "ї", "ої", "ій", "і", "ті", "ю",
];

/// Of these, the plurals: "1990-е" is a decade.
const PLURAL_ENDINGS: [&str; 6] = ["е", "х", "ых", "их", "і", "ті"];

/// A run of characters that begins with a digit.
pub(super) struct Scanned {
    /// Where it ends.
    pub end: usize,
    /// The number, unless it is too long to be one.
    pub number: Option<NumberToken>,
    /// The year, if it was written with letters that look like digits.
    pub mended: Option<i64>,
}

/// Reads the number that begins at `from`.
pub(super) fn scan(chars: &[char], from: usize) -> Scanned {
    let first = digits_end(chars, from);
    let whole = groups_end(chars, from, first);
    let mark = (whole > first).then(|| chars[first]);
    let written = fraction_end(chars, from, whole, mark);
    let fraction = chars.get(whole + 1..written).unwrap_or_default();
    let bare = written == first;
    let Some(value) = value(&chars[from..whole], fraction) else {
        return Scanned {
            end: written,
            number: None,
            mended: None,
        };
    };
    if let Some(end) = mistyped_end(chars, from, first) {
        return mistyped(chars.get(from..end).unwrap_or_default(), end);
    }
    let year_like = bare && first - from == 4;
    let tail = tail(chars, written, value, year_like);
    let number = NumberToken {
        value: value * tail.scale,
        suffix: tail.suffix,
        rounded: tail.scale > 1,
        plain: bare && tail.suffix == Suffix::None && tail.scale == 1,
        scaled: (tail.scale > 1).then_some(value),
    };
    Scanned {
        end: tail.end,
        number: Some(number),
        mended: None,
    }
}

/// "2o24" is a year of four digits, as nothing else can be meant; any other mixture is no number.
fn mistyped(written: &[char], end: usize) -> Scanned {
    let digit = |c: &char| match c {
        'o' | 'о' => Some('0'),
        'l' | 'i' | 'і' => Some('1'),
        c => c.is_ascii_digit().then_some(*c),
    };
    let meant: Option<String> = written.iter().map(digit).collect();
    let year: Option<i64> = meant
        .filter(|meant| meant.len() == 4)
        .and_then(|meant| meant.parse().ok())
        .filter(|year| (1_900..2_100).contains(year));
    Scanned {
        end,
        number: year.map(|year| NumberToken {
            value: Ratio::from_integer(i128::from(year)),
            suffix: Suffix::None,
            rounded: false,
            plain: true,
            scaled: None,
        }),
        mended: year,
    }
}

/// The end of "2o24" and "20l9", with letters among the digits that look like digits.
fn mistyped_end(chars: &[char], from: usize, first: usize) -> Option<usize> {
    let looks_alike = |at: usize| matches!(chars.get(at), Some('o' | 'о' | 'l' | 'i' | 'і'));
    let letters = run_end(chars, first, |c| matches!(c, 'o' | 'о' | 'l' | 'i' | 'і'));
    let goes_on = chars.get(letters).is_some_and(char::is_ascii_digit);
    let in_word = from > 0 && chars.get(from - 1).is_some_and(|c| c.is_alphanumeric());
    (looks_alike(first) && goes_on && !in_word).then(|| run_end(chars, from, char::is_alphanumeric))
}

fn digits_end(chars: &[char], from: usize) -> usize {
    run_end(chars, from, |c| c.is_ascii_digit())
}

fn run_end(chars: &[char], from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|c| belongs(**c)).count()
}

/// The end of groups of three digits behind one to three: "13,699", "1 234 567".
fn groups_end(chars: &[char], from: usize, first: usize) -> usize {
    let Some(&mark) = chars.get(first) else {
        return first;
    };
    if first - from > 3 || chars[from] == '0' || !matches!(mark, ',' | '.' | ' ' | '\'') {
        return first;
    }
    let mut end = first;
    while chars.get(end) == Some(&mark) && digits_end(chars, end + 1) == end + 4 {
        end += 4;
    }
    let one_point = mark == '.' && end == first + 4;
    if one_point && chars.get(end) == Some(&'%') {
        first
    } else {
        end
    }
}

/// The end of a decimal fraction behind `whole`, whose groups were parted by `mark`.
fn fraction_end(chars: &[char], from: usize, whole: usize, mark: Option<char>) -> usize {
    let Some(&sign) = chars.get(whole) else {
        return whole;
    };
    let end = digits_end(chars, whole + 1);
    let length = end.saturating_sub(whole + 1);
    let goes_on = chars.get(end) == Some(&sign) && digits_end(chars, end + 1) > end + 1;
    let in_sequence = from > 1 && chars[from - 1] == sign && chars[from - 2].is_ascii_digit();
    let possible =
        matches!(sign, '.' | ',') && mark != Some(sign) && length > 0 && !goes_on && !in_sequence;
    let lead = whole - from;
    let fits = match sign {
        '.' => length != 4 || lead > 2 && lead != 4,
        _ => lead != 4 && (length < 3 || chars[from] == '0'),
    };
    if possible && fits { end } else { whole }
}

fn value(whole: &[char], fraction: &[char]) -> Option<Ratio<i128>> {
    let digits = |chars: &[char]| {
        chars
            .iter()
            .filter_map(|c| c.to_digit(10))
            .map(i128::from)
            .collect::<Vec<_>>()
    };
    let (whole, fraction) = (digits(whole), digits(fraction));
    if whole.len() > LONGEST_WHOLE || fraction.len() > LONGEST_FRACTION {
        return None;
    }
    let all = whole
        .iter()
        .chain(&fraction)
        .fold(0, |sum, digit| sum * 10 + digit);
    let places = u32::try_from(fraction.len()).ok()?;
    Some(Ratio::new(all, 10_i128.pow(places)))
}

/// What is written behind the digits.
struct Tail {
    end: usize,
    suffix: Suffix,
    scale: i128,
}

fn tail(chars: &[char], end: usize, value: Ratio<i128>, year_like: bool) -> Tail {
    let plain = |end, suffix| Tail {
        end,
        suffix,
        scale: 1,
    };
    match (chars.get(end), chars.get(end + 1)) {
        (Some('%'), _) => plain(end + 1, Suffix::Percent),
        (Some(' '), Some('%')) if !year_like => plain(end + 2, Suffix::Percent),
        (Some('\''), Some('s')) if !is_letter(chars, end + 2) => plain(end + 2, Suffix::None),
        (Some('-'), Some(c)) if c.is_alphabetic() => {
            let ending = slavic_ending(chars, end + 1, value, year_like);
            ending.map_or(plain(end, Suffix::None), |(end, suffix)| plain(end, suffix))
        }
        (Some(c), _) if c.is_alphabetic() => letters(chars, end, value),
        _ => plain(end, Suffix::None),
    }
}

fn is_letter(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| c.is_alphabetic())
}

/// Letters that belong to the number before them.
fn letters(chars: &[char], from: usize, value: Ratio<i128>) -> Tail {
    let end = run_end(chars, from, char::is_alphabetic);
    let word: String = chars[from..end].iter().take(4).collect();
    let followed = chars.get(end).is_some_and(char::is_ascii_digit);
    let (suffix, scale) = match word.as_str() {
        _ if followed => return none(from),
        "k" | "к" | "тыс" | "тис" => (Suffix::None, 1_000),
        "m" | "mn" | "mln" | "mio" | "млн" => (Suffix::None, 1_000_000),
        "b" | "bn" | "mlrd" | "млрд" => (Suffix::None, 1_000_000_000),
        "x" | "х" => (Suffix::Times, 1),
        "st" | "nd" | "rd" | "th" => (Suffix::Ordinal, 1),
        "s" if is_ten(value) => (Suffix::Decade, 1),
        _ => return none(from),
    };
    Tail { end, suffix, scale }
}

fn none(end: usize) -> Tail {
    Tail {
        end,
        suffix: Suffix::None,
        scale: 1,
    }
}

fn is_ten(value: Ratio<i128>) -> bool {
    value.is_integer() && value.to_integer() % 10 == 0
}

fn slavic_ending(
    chars: &[char],
    from: usize,
    value: Ratio<i128>,
    year_like: bool,
) -> Option<(usize, Suffix)> {
    let end = run_end(chars, from, char::is_alphabetic);
    let ending: String = chars[from..end].iter().take(4).collect();
    if !ORDINAL_ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    let decade = is_ten(value) && PLURAL_ENDINGS.contains(&ending.as_str());
    let alone = if year_like {
        Suffix::None
    } else {
        Suffix::Ordinal
    };
    Some((end, if decade { Suffix::Decade } else { alone }))
}
