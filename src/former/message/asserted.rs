//! Whether a question that reads like another kind is an assertion: something is said to be so, and the figures bear it out or not.
//!
//! It must not judge: `claim` does.

use super::kind::{is_ranged, names_one_metric, names_one_period};
use crate::compute::usable_of;
use crate::dataset::{FigureId, PeriodKind};
use crate::former::ask::{Ask, Origin};
use crate::former::{claim, share};
use crate::intents::AnswerKind;
use crate::question::reading::{Counted, CountedKind, Role};

/// Smaller numbers that stand beside a metric assert nothing.
const SAID: i128 = 10;
/// Words between a period and what is said of it.
const VERBS: [&str; 12] = [
    "was", "were", "is", "had", "has", "saw", "set", "marked", "был", "стал", "був", "став",
];

/// Whether a question of a kind asserts something.
pub(super) fn is_asserted(ask: &Ask, kind: AnswerKind) -> bool {
    match kind {
        AnswerKind::Value => {
            ask.has_any(&["istrue", "heard"]) || asserts(ask) || states_figure(ask)
        }
        AnswerKind::Extremum => {
            claims_majority(ask) || sets_part_against_year(ask) || states_record(ask)
        }
        AnswerKind::Change => {
            states_size(ask) || states_direction(ask) || sets_part_against_year(ask)
        }
        AnswerKind::Rate | AnswerKind::Ratio | AnswerKind::Average => states_amount(ask),
        AnswerKind::Sum => sets_part_against_year(ask),
        AnswerKind::Conflict => becomes(ask),
        AnswerKind::Filter => {
            is_ranged(ask) && judges_range(ask)
                || bounds_named_year(ask)
                || bounds_carried(ask)
                || compares_figures(ask)
        }
        _ => false,
    }
}

/// "64 in March?", "did every one of them …?": a number that is no figure, or a word for all or none, is an assertion.
fn asserts(ask: &Ask) -> bool {
    let strange = |number: &Counted| {
        number.kind == CountedKind::Plain
            && number.value >= SAID.into()
            && usable_of(ask.data(), &number.figures).next().is_none()
    };
    let reading = ask.reading;
    let says_number = reading.numbers.iter().any(strange) && !reading.metrics.is_empty();
    says_number && !ask.snapshot.reader.is_open()
        || reading.yes_no && ask.has_any(&["everyone", "nobody"])
}

/// "It rose by 182 in 2022": the size of a change is said, not asked for.
fn states_size(ask: &Ask) -> bool {
    let is_size = |number: &Counted| match number.kind {
        CountedKind::Plain => number.value >= SAID.into(),
        CountedKind::Percent | CountedKind::Times => true,
        CountedKind::Ordinal => false,
    };
    let moves = ask.has_any(&["rise", "fall"])
        || ask.has("than") && ask.has_any(&["more", "comparative_less"]);
    moves && ask.reading.numbers.iter().any(is_size) && !asks(ask) && !ask.snapshot.reader.is_open()
}

/// "Was there a year over 600?", "no year had over 600": the years of a range are judged, not looked for.
fn judges_range(ask: &Ask) -> bool {
    let says_of_all = ask.has_any(&["not", "nobody"])
        || ["any", "every", "each", "always"]
            .iter()
            .any(|word| has_word(ask, word));
    let listed = ["list", "show", "give", "table"]
        .iter()
        .any(|word| has_word(ask, word));
    ask.reading.yes_no || says_of_all && bounds(ask) && !asks(ask) && !listed
}

/// "2022 was the first year over 600, right?": of a year that is named it is asked whether it is so.
fn bounds_named_year(ask: &Ask) -> bool {
    let checks = ask.reading.yes_no || ask.has_any(&["istrue", "heard"]);
    checks && names_one_period(ask) && bounds(ask) && !asks(ask)
}

/// "Is 655 more than 473?": two numbers that are figures are set against each other, no period is looked for.
fn compares_figures(ask: &Ask) -> bool {
    ask.reading.yes_no && ask.reading.figures().count() >= 2
}

/// "Most of the outages were in fog?"
fn claims_majority(ask: &Ask) -> bool {
    let related = matches!(ask.metrics.as_slice(), [a, b]
        if share::is_part(ask, *a, *b) || share::is_part(ask, *b, *a));
    related && ask.has("max") && !ask.has_any(&["which", "what", "yearword", "when"])
        || ask.origin == Origin::Named && share::asks_for_majority(ask)
}

/// "Did the first half of 2024 beat all of 2023?": one is set against the other, no record is asked for.
fn sets_part_against_year(ask: &Ask) -> bool {
    let points = &ask.periods.points;
    let years = points.iter().filter(|point| point.kind == PeriodKind::Year);
    let compares = || ask.has_any(&["over", "under", "more", "comparative", "comparative_less"]);
    let stated = ask.reading.yes_no || !asks(ask) && compares();
    stated && points.len() == 2 && years.count() == 1 && !ask.snapshot.reader.is_open()
}

/// "The Gazette said 655 in 2021": a figure is said where another is asked about, and nothing is asked for.
fn states_figure(ask: &Ask) -> bool {
    let said = |number: &&Counted| {
        number.kind == CountedKind::Plain
            && number.value >= SAID.into()
            && number.bound.is_none()
            && !number.figures.is_empty()
    };
    let numbers: Vec<&Counted> = ask.reading.numbers.iter().filter(said).collect();
    let named = !ask.reading.metrics.is_empty() && !ask.snapshot.reader.is_open();
    named && !numbers.is_empty() && !asks(ask) && !numbers.iter().any(|number| is_of(ask, number))
}

/// "Of the 655": the number only says of what a part is meant.
fn is_of(ask: &Ask, number: &Counted) -> bool {
    let before = ask.reading.words.get(..number.tokens.start);
    let mut before = before.unwrap_or_default().iter().rev();
    let near = before.by_ref().take(2);
    near.into_iter()
        .any(|word| matches!(word.text.as_str(), "of" | "из" | "з" | "із"))
}

/// "More in 2021 than in 2022", "it did not rise in 2022": the way is said, not asked for.
fn states_direction(ask: &Ask) -> bool {
    let sized = ["percent", "difference", "ratio", "howmany", "change"];
    let compares = ask.reference.is_some()
        && ask.periods.points.len() == 2
        && ask.has_any(&["more", "over", "comparative", "comparative_less", "under"]);
    let denies = ask.reading.is_denied() && ask.has_any(&["rise", "fall"]);
    (compares || denies)
        && !ask.reading.yes_no
        && !asks(ask)
        && !ask.has_any(&sized)
        && !ask.snapshot.reader.is_open()
}

/// "2022 had the fewest", "2022 was not a record".
fn states_record(ask: &Ask) -> bool {
    let words = &ask.reading.words;
    let mut words = words.iter().skip_while(|word| word.role == Role::Period);
    let starts = ask
        .reading
        .words
        .first()
        .is_some_and(|word| word.role == Role::Period);
    let says = words
        .next()
        .is_some_and(|word| VERBS.contains(&word.text.as_str()));
    let record = ask.has_any(&["max", "min", "previous_record"]);
    starts && says && record && names_one_metric(ask) && names_one_period(ask) && !asks(ask)
}

/// "There were more than 3 a day", "it was 5 times as many": how much is said, not asked for.
fn states_amount(ask: &Ask) -> bool {
    let mut numbers = ask.reading.numbers.iter();
    numbers.any(|number| number.kind != CountedKind::Ordinal)
        && !asks(ask)
        && !ask.snapshot.reader.is_open()
}

/// "473 to 655": two figures of the one metric that is named, of which one is said to have become the other.
fn becomes(ask: &Ask) -> bool {
    let [first, second] = ask.reading.numbers.as_slice() else {
        return false;
    };
    let is_own = |id: &FigureId| {
        let figure = ask.data().figures.get(id.0);
        figure.is_some_and(|figure| Some(figure.metric) == ask.metric_id())
    };
    let own = [first, second]
        .iter()
        .all(|number| number.figures.iter().any(is_own));
    own && ask.origin == Origin::Named && claim::word_before(ask, second) == "to" && !asks(ask)
}

/// "So less than 500?" after one figure: that figure is judged.
fn bounds_carried(ask: &Ask) -> bool {
    ask.carried_periods && bounds(ask)
}

fn bounds(ask: &Ask) -> bool {
    ask.reading.thresholds().next().is_some()
}

/// Whether something is asked for that is no yes or no.
fn asks(ask: &Ask) -> bool {
    ask.has_any(&["howmany", "what", "which", "how", "when", "why", "who"])
}

fn has_word(ask: &Ask, text: &str) -> bool {
    let mut words = ask.reading.words.iter();
    words.any(|word| word.text == text)
}
