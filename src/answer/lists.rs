//! Lists in words: texts, periods, places.

use crate::dataset::{Period, PeriodKind};

/// "2011, 2012 and 2013", neighbours joined: "2011 to 2019 and 2021".
pub(crate) fn periods(periods: &[Period]) -> String {
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
        } else {
            format!("{} to {}", first.in_words(), last.in_words())
        }
    });
    all(&texts.collect::<Vec<_>>())
}

fn follows(before: &Period, after: &Period) -> bool {
    let years = before.kind == PeriodKind::Year && after.kind == PeriodKind::Year;
    years && after.last_year() == before.last_year() + 1
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
