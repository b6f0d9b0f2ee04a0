//! A denial of something that happened: an event of the data is just that.
//!
//! It must not judge how things went: of a detail it only says whether a number or a year that is denied stands in it.

use super::verdict::judged;
use crate::former::Verdict;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::event::details;

/// "Nobody was ever on board", "the Petrel did not run aground in 2022".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let named = ask.reading.events.first()?;
    let event = ask.data().events.get(named.index)?;
    if !ask.has("nobody") && !ask.reading.is_denied() {
        return None;
    }
    let details = details(ask.reading, event);
    let mut texts: Vec<&str> = details.iter().map(|detail| detail.text.as_str()).collect();
    if texts.is_empty() {
        texts.push(&event.summary);
    }
    let text = texts.join(" ");
    let numbers = ask.reading.numbers.iter();
    let numbers = numbers.map(|number| number.value.to_string());
    let points = ask.periods.points.iter();
    let said: Vec<String> = points
        .map(|period| period.last_year().to_string())
        .chain(numbers)
        .collect();
    let denied = if said.is_empty() {
        details.is_empty()
    } else {
        said.iter()
            .all(|number| words_of(&text).any(|word| word == number))
    };
    let verdict = if denied {
        Verdict::Contradicted
    } else {
        Verdict::CannotCheck
    };
    let values = Values::new().text("summary", text);
    Some(judged(ask, verdict, "event", &values).citing(event))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
}
