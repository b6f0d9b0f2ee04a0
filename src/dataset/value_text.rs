//! Reads a published number as people write it: `12450`, `"at least 48000"`, `"10..15"`, `"about 34"`.

use super::{Number, Value};

/// The forms that are understood, for messages.
pub(super) const FORMS: &str = "write a number (`12450`, `2.5`), or a text such as \"at least 48000\", \"more than 5000\", \"about 34\", \
     \"almost 7300\", \"up to 15\", \"fewer than 20\" or \"10..15\"";

/// What a word before a number makes of it.
type Make = fn(Number) -> Value;

/// Words before a number and what they make of it; longer ones stand before their own beginnings.
const BEFORE: [(&str, Make); 24] = [
    ("at least", Value::AtLeast),
    ("no fewer than", Value::AtLeast),
    ("no less than", Value::AtLeast),
    ("from", Value::AtLeast),
    ("≥", Value::AtLeast),
    (">=", Value::AtLeast),
    ("more than", Value::MoreThan),
    ("over", Value::MoreThan),
    ("above", Value::MoreThan),
    (">", Value::MoreThan),
    ("about", Value::About),
    ("around", Value::About),
    ("approximately", Value::About),
    ("roughly", Value::About),
    ("~", Value::About),
    ("almost", Value::Almost),
    ("nearly", Value::Almost),
    ("up to", Value::AtMost),
    ("at most", Value::AtMost),
    ("no more than", Value::AtMost),
    ("≤", Value::AtMost),
    ("<=", Value::AtMost),
    ("fewer than", Value::LessThan),
    ("less than", Value::LessThan),
];

/// The value that `text` writes, if it is one of the known forms.
pub fn parse_value(text: &str) -> Option<Value> {
    let text = text.trim().to_lowercase();
    if let Some(value) = parse_number(&text) {
        return Some(Value::Exact(value));
    }
    if let Some((make, rest)) = BEFORE
        .iter()
        .find_map(|(word, make)| Some((make, text.strip_prefix(word)?)))
    {
        return parse_number(rest.trim()).map(make);
    }
    if let Some(rest) = text.strip_prefix('<') {
        return parse_number(rest.trim()).map(Value::LessThan);
    }
    if let Some(rest) = text.strip_suffix("or more") {
        return parse_number(rest.trim()).map(Value::AtLeast);
    }
    parse_range(&text)
}

fn parse_range(text: &str) -> Option<Value> {
    let ends = ["..", " to ", "–", "—", "-"].into_iter().find_map(|dash| {
        let (low, high) = text.split_once(dash)?;
        Some((parse_number(low.trim())?, parse_number(high.trim())?))
    });
    ends.filter(|(low, high)| low < high)
        .map(|(low, high)| Value::Range(low, high))
}

/// Digits beyond which arithmetic on two numbers could overflow.
const MOST_DIGITS: usize = 18;

/// A plain number: an optional sign, digits with thousands separators, an optional decimal part, an optional percent sign.
pub(super) fn parse_number(text: &str) -> Option<Number> {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{}{decimals}", grouped_digits(whole)?);
    let all_digits = decimals.bytes().all(|byte| byte.is_ascii_digit()) && !text.ends_with('.');
    if !all_digits || digits.len() > MOST_DIGITS || digits.is_empty() {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let number = Number::new(digits.parse().ok()?, scale);
    Some(if negative { -number } else { number })
}

/// The digits of `12,450`, `12 450`, `12_450` or `12450`; groups after the first must have three.
fn grouped_digits(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', ' ', '_', '\u{a0}', '\u{202f}', '\'']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = digits(first) && rest.iter().all(|group| digits(group) && group.len() == 3);
    let short_first = rest.is_empty() || first.len() <= 3;
    (well_formed && short_first).then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_every_form() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                parse_value(text).map(|value| value.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check("12450", Some("12,450"));
        check("12,450", Some("12,450"));
        check("12 450", Some("12,450"));
        check("1,2450", None);
        check("12345,678", None);
        check("-4.20", Some("-4.2"));
        check("2.", None);
        check("35%", Some("35"));
        check("at least 48000", Some("at least 48,000"));
        check("At Least 48,000", Some("at least 48,000"));
        check("5 or more", Some("at least 5"));
        check("more than 5000", Some("more than 5,000"));
        check(">5000", Some("more than 5,000"));
        check(">= 5", Some("at least 5"));
        check("about 34", Some("about 34"));
        check("~34", Some("about 34"));
        check("almost 7300", Some("almost 7,300"));
        check("up to 15", Some("up to 15"));
        check("<20", Some("fewer than 20"));
        check("<= 20", Some("up to 20"));
        check("fewer than 20", Some("fewer than 20"));
        check("10..15", Some("10–15"));
        check("10-15", Some("10–15"));
        check("10 – 15", Some("10–15"));
        check("10 to 15", Some("10–15"));
        check("-5..5", Some("-5 to 5"));
        check("15..10", None);
        check("many", None);
        check("", None);
        check("about", None);
        check("9999999999999999999", None);
        check("1e5", None);
    }
}
