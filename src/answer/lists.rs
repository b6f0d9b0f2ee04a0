//! Lists in words: texts, periods, places.

use crate::dataset::{Grain, Period, PeriodKind};

/// "2011, 2012 and 2013", neighbours joined: "2011 to 2019 and 2021".
pub(crate) fn periods(periods: &[Period]) -> String {
    all(&runs(periods))
}

/// The same with at most so many runs: of more the first and the last, an ellipsis between them.
pub(crate) fn periods_within(periods: &[Period], most: usize) -> String {
    let runs = runs(periods);
    match runs.len().checked_sub(most) {
        Some(over) if over > 0 => {
            let first = runs.first().map_or("", String::as_str);
            let last = all(runs.get(over + 1..).unwrap_or_default());
            format!("{first}, … {last}")
        }
        _ => all(&runs),
    }
}

fn runs(periods: &[Period]) -> Vec<String> {
    let mut runs: Vec<(&Period, &Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, last)) if follows(last, period) => *last = period,
            _ => runs.push((period, period)),
        }
    }
    let texts = runs.into_iter().map(|(first, last)| {
        if first == last {
            first.in_words()
        } else if let Some(whole) = whole(first, last) {
            whole.in_words()
        } else {
            format!("{} to {}", first.in_words(), last.in_words())
        }
    });
    texts.collect()
}

/// The year, half or quarter that shorter periods from one to another make up: months from January to June.
fn whole(first: &Period, last: &Period) -> Option<Period> {
    let months = Grain::months(first.grain()?);
    let (from, to) = (first.from, last.to);
    let length = i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month()) + 1;
    let kind = match (length, from.month()) {
        (12, 1) => PeriodKind::Year,
        (6, 1 | 7) => PeriodKind::Half,
        (3, 1 | 4 | 7 | 10) => PeriodKind::Span,
        _ => return None,
    };
    let whole = Period {
        kind,
        from,
        to,
        words: None,
    };
    (months < length).then_some(whole)
}

/// Whether a period of the same length begins where another ends.
fn follows(before: &Period, after: &Period) -> bool {
    let next = before.to.tomorrow().is_ok_and(|next| next == after.from);
    let years = before.grain() == Some(Grain::Year);
    let next_year = years && after.last_year() == before.last_year() + 1;
    before.grain().is_some() && before.grain() == after.grain() && (next || next_year)
}

/// The years that are left out between yearly periods in order of time.
pub(crate) fn years_between(periods: &[Period]) -> Vec<Period> {
    let left_out = periods.windows(2).flat_map(|pair| match pair {
        [a, b] if a.kind == PeriodKind::Year => (a.last_year() + 1)..b.last_year(),
        _ => 0..0,
    });
    left_out.filter_map(Period::year).collect()
}

/// "a, b and c".
pub(crate) fn all(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "1st", "4th", "11th", "22nd".
pub(crate) fn place(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// The lines that fit into so many characters, and how many were left out.
pub(crate) fn fitting(lines: Vec<String>, room: usize) -> (Vec<String>, usize) {
    let all = lines.len();
    let mut used = 0;
    let fits = |line: &String| {
        used += line.chars().count() + 1;
        used <= room
    };
    let kept: Vec<String> = lines.into_iter().take_while(fits).collect();
    let left_out = all - kept.len();
    (kept, left_out)
}

/// A count for a template: nothing for none.
pub(crate) fn unless_none(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        count.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_they_are_said() {
        let table = [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (13, "13th"),
            (22, "22nd"),
            (111, "111th"),
        ];
        for (number, expected) in table {
            assert_eq!(place(number), expected);
        }
    }
}
