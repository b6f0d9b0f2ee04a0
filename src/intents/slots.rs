//! The slots that a phrase may have: places in an example question that the dataset fills.

/// A slot as it is written in a phrase, and the slot that it stands for when questions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The name in braces: `year_a`.
    pub name: &'static str,
    /// The sort of thing that fills it, in braces: `{year}`.
    pub sort: &'static str,
    /// What fills it, for people.
    pub about: &'static str,
}

const fn slot(name: &'static str, sort: &'static str, about: &'static str) -> Slot {
    Slot { name, sort, about }
}

/// All slots.
pub const SLOTS: &[Slot] = &[
    slot("metric", "{metric}", "something that is counted"),
    slot("metric_a", "{metric}", "the first of two metrics"),
    slot("metric_b", "{metric}", "the second of two metrics"),
    slot("part", "{metric}", "a metric that is a part of another"),
    slot("whole", "{metric}", "the metric that it is a part of"),
    slot("year", "{year}", "a year, or a month, or half a year"),
    slot("year_a", "{year}", "the earlier of two years"),
    slot("year_b", "{year}", "the later of two years"),
    slot(
        "range",
        "{range}",
        "several years in a row: from one year to another, the last three years",
    ),
    slot("since", "{since}", "since a year"),
    slot("before", "{before}", "before a year"),
    slot("by", "{by}", "by a date, by the end of a year"),
    slot("latest", "{latest}", "the latest year"),
    slot(
        "relative",
        "{relative}",
        "a year by the calendar: last year, this year",
    ),
    slot(
        "shift",
        "{shift}",
        "a year beside the one spoken of: the year before, two years later",
    ),
    slot("number", "{number}", "any number"),
    slot("percentage", "{percentage}", "a number of percent"),
    slot("multiple", "{multiple}", "so many times"),
    slot(
        "threshold",
        "{threshold}",
        "a limit: more than a number, at least a number",
    ),
    slot("ordinal", "{ordinal}", "a place in an order: the third"),
    slot(
        "figure",
        "{figure}",
        "a number that is exactly a figure of the data",
    ),
    slot("outlet", "{outlet}", "who publishes figures"),
    slot("event", "{event}", "a single occurrence that the data name"),
    slot(
        "detail",
        "{detail}",
        "words that ask for a detail of an event",
    ),
];

/// The slot of that name.
pub fn slot_named(name: &str) -> Option<&'static Slot> {
    SLOTS.iter().find(|slot| slot.name == name)
}

/// A piece of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Text(&'a str),
    /// The name of a slot, known or not.
    Slot(&'a str),
}

/// A phrase as words and slots in turn; a brace that is not closed is left out with what follows it.
pub fn pieces(phrase: &str) -> Vec<Piece<'_>> {
    let mut rest = phrase;
    let mut found = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        found.push(Piece::Text(before));
        let Some((name, tail)) = after.split_once('}') else {
            return found;
        };
        found.push(Piece::Slot(name));
        rest = tail;
    }
    found.push(Piece::Text(rest));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_fall_into_words_and_slots() {
        use Piece::{Slot, Text};
        let check =
            |phrase: &str, expected: &[Piece<'_>]| assert_eq!(pieces(phrase), expected, "{phrase}");
        check("", &[Text("")]);
        check("lamps", &[Text("lamps")]);
        check("{year}", &[Text(""), Slot("year"), Text("")]);
        check(
            "how many {metric} in {yaer}?",
            &[
                Text("how many "),
                Slot("metric"),
                Text(" in "),
                Slot("yaer"),
                Text("?"),
            ],
        );
        check("how many {metric", &[Text("how many ")]);
    }
}
