//! Numbers in canonical words, written and read: exact, with separators. It must not know what they count.

use super::value::Value;
use crate::dataset::{Number, format_number};

/// A number that reads back as the same.
pub(super) fn written(number: Number) -> String {
    let text = format_number(number);
    if parsed(&text) == Some(number) {
        return text;
    }
    format!("{}/{}", number.numer(), number.denom())
}

/// "5,000", "-2.5", "1/3".
pub(super) fn number(text: &str) -> Option<(Value, usize)> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(text.starts_with('-'));
    while is_digit(end) || (matches!(bytes.get(end), Some(b',' | b'.' | b'/')) && is_digit(end + 1))
    {
        end += 1;
    }
    let number = parsed(text.get(..end)?)?;
    Some((Value::Number(number), end))
}

fn parsed(text: &str) -> Option<Number> {
    let plain = |text: &str| {
        let number = text.replace(',', "").parse::<i128>().ok();
        number.filter(|number| *number != i128::MIN)
    };
    if let Some((numer, denom)) = text.split_once('/') {
        let denom = plain(denom).filter(|denom| *denom > 0)?;
        return Some(Number::new(plain(numer)?, denom));
    }
    let Some((whole, decimals)) = text.split_once('.') else {
        return plain(text).map(Number::from_integer);
    };
    let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let rest: i128 = decimals.parse().ok().filter(|rest| *rest >= 0)?;
    let rest = if whole.starts_with('-') { -rest } else { rest };
    let numer = plain(whole)?.checked_mul(scale)?.checked_add(rest)?;
    Some(Number::new(numer, scale))
}

/// Digits, and how many bytes they are.
fn digits(text: &str) -> &str {
    let end = text.find(|own: char| !own.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// "12"
pub(super) fn count(text: &str) -> Option<(Value, usize)> {
    let digits = digits(text);
    Some((Value::Count(digits.parse().ok()?), digits.len()))
}

/// "1997"
pub(super) fn year(text: &str) -> Option<(Value, usize)> {
    let digits = digits(text);
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    Some((Value::Year(year), digits.len()))
}

/// "5"
pub(super) fn day(text: &str) -> Option<(Value, usize)> {
    let digits = digits(text);
    let day = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    Some((Value::Day(day), digits.len()))
}

/// `small_talk`
pub(super) fn reply(text: &str) -> Option<(Value, usize)> {
    let is_part = |own: char| own.is_ascii_alphanumeric() || own == '_';
    let end = text.find(|own| !is_part(own)).unwrap_or(text.len());
    let id = text.get(..end).filter(|id| !id.is_empty())?;
    Some((Value::Text(id.to_owned()), end))
}
