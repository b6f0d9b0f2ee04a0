//! Columns of periods that are called by their ends: "quarter ended", "year ending", "week ended".

use super::Stretch;

/// What the heading of a column of periods says that they are: "quarter ended" above `Mar 2020` is three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Ending {
    Week,
    /// So many months.
    Months(u8),
}

impl Ending {
    /// What a heading says, if it does.
    pub(in crate::import) fn of(heading: &str) -> Option<Self> {
        let lower = heading.to_lowercase();
        let ends = ["ending", "ended", " to", "ends"]
            .iter()
            .any(|word| lower.contains(word));
        let said = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        match () {
            () if !ends => None,
            () if said(&["week"]) => Some(Self::Week),
            () if said(&["quarter", "three month", "3 month"]) => Some(Self::Months(3)),
            () if said(&["half", "six month", "6 month"]) => Some(Self::Months(6)),
            () if said(&["year", "twelve month", "12 month"]) => Some(Self::Months(12)),
            () => None,
        }
    }

    /// The stretch that ends with what a label names; a label that names as much already stays.
    pub(in crate::import) fn stretch(self, named: Stretch) -> Stretch {
        let last = match (self, named) {
            (Self::Week, Stretch::At(day)) => {
                let first = day.checked_sub(jiff::Span::new().days(6));
                return first.map_or(named, |first| Stretch::Days(first, day));
            }
            (Self::Months(_), Stretch::Months(first, last)) if first == last => last,
            (Self::Months(_), Stretch::At(day)) if day == day.last_of_month() => {
                (day.year(), u8::try_from(day.month()).unwrap_or(1))
            }
            _ => return named,
        };
        let Self::Months(count) = self else {
            return named;
        };
        let end = i32::from(last.0) * 12 + i32::from(last.1) - i32::from(count);
        let (year, month) = (end.div_euclid(12), end.rem_euclid(12) + 1);
        match (i16::try_from(year), u8::try_from(month)) {
            (Ok(year), Ok(month)) => Stretch::months(year, month, count),
            _ => named,
        }
    }
}
