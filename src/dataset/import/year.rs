//! What a row is for: `1994`, `FY1994`, `1993/94`, `December 31, 1994`, `1994-Q1`.

use crate::dataset::PeriodKind;
use crate::dataset::period_text::parse_period;

/// A period as data files write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// The period: "1994", "1994-03".
    pub(super) period: String,
    /// How to print it, when that differs: "1993/94".
    pub(super) words: Option<String>,
}

/// The year, or shorter period, that a cell names.
pub(super) fn read_year(text: &str) -> Option<Year> {
    let text = text.trim();
    if let Some(period) = parse_period(text)
        && (period.kind != PeriodKind::Span || period.from != period.to)
    {
        return Some(Year {
            period: text.to_string(),
            words: None,
        });
    }
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .collect();
    let (position, year) = numbers
        .iter()
        .enumerate()
        .find(|(_, digits)| is_year(digits))?;
    let is_split = numbers
        .get(position + 1)
        .is_some_and(|next| follows(year, next))
        && text.starts_with(year);
    let others = numbers.iter().filter(|digits| is_year(digits)).count();
    if others > 1 && !is_split {
        return None;
    }
    let named = is_split || text.to_uppercase().starts_with("FY");
    Some(Year {
        period: (*year).to_string(),
        words: named.then(|| text.to_string()),
    })
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && ("1000".."3000").contains(&digits)
}

/// True for the second half of "1993/94" and "1999–2000".
fn follows(year: &str, next: &str) -> bool {
    let following = year
        .parse::<u32>()
        .map(|year| (year + 1).to_string())
        .unwrap_or_default();
    following == next || (next.len() == 2 && following.ends_with(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_what_tables_write() {
        let check = |text: &str, expected: Option<(&str, Option<&str>)>| {
            let found = read_year(text);
            assert_eq!(
                found
                    .as_ref()
                    .map(|year| (year.period.as_str(), year.words.as_deref())),
                expected,
                "{text}"
            );
        };
        check("1987", Some(("1987", None)));
        check(" 1987* ", Some(("1987", None)));
        check("1987(1)", Some(("1987", None)));
        check("FY1987", Some(("1987", Some("FY1987"))));
        check("1986/87", Some(("1986", Some("1986/87"))));
        check("1999–2000", Some(("1999", Some("1999–2000"))));
        check("December 31, 1987", Some(("1987", None)));
        check("30/9/1987", Some(("1987", None)));
        check("1987-12-31", Some(("1987", None)));
        check("1987-03", Some(("1987-03", None)));
        check("1987-Q2", Some(("1987-Q2", None)));
        check("1987-H1", Some(("1987-H1", None)));
        check("1987 €m", Some(("1987", None)));
        check("1987 or 1990", None);
        check("87", None);
        check("31879", None);
        check("", None);
    }
}
