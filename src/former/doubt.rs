//! Whether an answer is sure enough to be given: between answer and refusal stands a question back.
//!
//! It looks at what was read and at the finished draft; it computes nothing and words nothing of its own.

use crate::dataset::{MetricId, Period};
use crate::intents::AnswerKind;
use crate::question::period::When;
use crate::question::reading::{MetricMention, Reading, Role, Word};

use super::ask::{Ask, Origin};
use super::draft::Draft;
use super::{Headline, Status, Verdict, refuse};

/// Why an answer is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// One value is asked for, and several came out.
    SeveralForOne,
    /// The answer says yes or no to what asks for something else, or gives a number to what asks for yes or no.
    OtherSort,
    /// A condition is asked for, and no number was read.
    NoCondition,
    /// The same words name two columns about equally well.
    NamedAlike,
    /// Too little of the column's name was named.
    NamedPoorly,
    /// Two names stand side by side with nothing between that sets them against each other.
    RunTogether,
    /// A word that nothing knows stands before the one word that names a column in part: "foreign sales" may be another column.
    Qualified,
    /// A difference between two things, and one of them was not read.
    NoOperand,
    /// Several columns and several years, and one value.
    Crossed,
    /// There is text and no value.
    NoValue,
    /// Nothing meets the condition: likelier another column or unit is meant.
    NothingFound,
    /// An average over a single figure.
    NotSeveral,
    /// Two operations are asked for, and one was carried out.
    TwoOperations,
}

/// The part of a name below which it is hardly named.
const LITTLE: f32 = 0.5;
/// The part of a name below which a word beside it may change what is named.
const PARTLY: f32 = 0.7;
/// The part of a name from which on it is named, if no other is.
const MOSTLY: f32 = 0.6;
/// The part of a name from which on it is as good as named in full.
const NEARLY_WHOLE: f32 = 0.9;
/// How near two names lie that are named about equally.
const ALIKE: f32 = 0.05;

/// The draft, or a question back that offers the likeliest metrics.
pub(super) fn weighed(ask: &Ask, draft: Draft) -> Draft {
    if draft.status != Status::Answered
        || !ask.snapshot.reader.is_open()
        || doubt(ask, &draft).is_none()
    {
        return draft;
    }
    match likeliest(ask).as_slice() {
        [] => refuse::which_metric(ask),
        metrics => refuse::which_of(ask, metrics),
    }
}

fn doubt(ask: &Ask, draft: &Draft) -> Option<Doubt> {
    let names = asks_for_name(ask.reading);
    let doubts = [
        (Doubt::SeveralForOne, gives_several_for_one(ask, draft)),
        (Doubt::OtherSort, is_of_other_sort(ask, draft)),
        (Doubt::NoCondition, lacks_condition(ask)),
        (
            Doubt::NamedAlike,
            !names
                && ask
                    .reading
                    .metrics
                    .iter()
                    .any(|mention| is_named_alike(ask, mention)),
        ),
        (Doubt::NamedPoorly, !names && is_named_poorly(ask)),
        (Doubt::Qualified, !names && is_qualified(ask)),
        (Doubt::NoOperand, lacks_operand(ask)),
        (
            Doubt::RunTogether,
            ask.reading.metrics.windows(2).any(stand_side_by_side),
        ),
        (Doubt::Crossed, is_crossed(ask)),
        (Doubt::NothingFound, finds_nothing(ask, draft)),
        (Doubt::NotSeveral, averages_one(ask, draft)),
        (Doubt::TwoOperations, asks_for_two_operations(ask)),
        (Doubt::NoValue, draft.value.is_none() && asks_for_value(ask)),
    ];
    doubts
        .into_iter()
        .find(|(_, holds)| *holds)
        .map(|(doubt, _)| doubt)
}

/// The metrics that the question names, and those that the same words might name.
fn likeliest(ask: &Ask) -> Vec<MetricId> {
    let mut found: Vec<MetricId> = Vec::new();
    let named = ask.reading.metrics.iter().flat_map(|mention| {
        std::iter::once(mention.metric).chain(mention.others.iter().map(|(metric, _)| *metric))
    });
    named.for_each(|metric| {
        if !found.contains(&metric) {
            found.push(metric);
        }
    });
    found
}

fn gives_several_for_one(ask: &Ask, draft: &Draft) -> bool {
    let several = matches!(&draft.value, Some(Headline::Many(values)) if values.len() > 1);
    let single = matches!(
        ask.kind,
        AnswerKind::Value
            | AnswerKind::Change
            | AnswerKind::Sum
            | AnswerKind::Average
            | AnswerKind::Share
            | AnswerKind::Summary
            | AnswerKind::Trend
    );
    let one_year = ask.reading.says(&["year"]);
    let placed =
        ask.kind == AnswerKind::Coverage && (one_year || ask.has_any(&["first", "last", "not"]));
    several && (single && !asks_for_list(ask) || placed)
}

/// "List", "respectively", "each": several values are wanted.
fn asks_for_list(ask: &Ask) -> bool {
    let listed = ask
        .reading
        .says(&["respectively", "each", "every", "all", "values"]);
    listed || ask.has_any(&["rows", "trend", "summary", "and_separately"])
}

fn is_of_other_sort(ask: &Ask, draft: &Draft) -> bool {
    let unknown = draft
        .verdict
        .is_some_and(|verdict| verdict == Verdict::CannotCheck);
    let asks_yes_no = ask.reading.yes_no || ask.has("istrue");
    let asks_for_other = ask.has_any(&["what", "which", "when", "howmany", "yearword"]);
    let numeric = matches!(&draft.value, Some(Headline::One(value)) if value.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    let many = matches!(draft.value, Some(Headline::Many(_)));
    let either = ask.reading.yes_no
        && ask.has("or")
        && draft.verdict.is_none()
        && matches!(&draft.value, Some(Headline::One(value)) if value == "yes" || value == "no");
    unknown
        || either
        || draft.verdict.is_some() && !asks_yes_no && asks_for_other
        || asks_yes_no && !asks_for_other && draft.verdict.is_none() && (numeric || many)
}

fn lacks_condition(ask: &Ask) -> bool {
    let needs = matches!(ask.kind, AnswerKind::Filter) && !ask.has_any(&["first", "last"]);
    needs && ask.reading.numbers.is_empty() && !ask.has("than")
}

fn is_named_alike(ask: &Ask, mention: &MetricMention) -> bool {
    mention.recall < NEARLY_WHOLE && has_rival(mention) && ask.metrics.contains(&mention.metric)
}

fn is_qualified(ask: &Ask) -> bool {
    let unknown = |at: Option<usize>| {
        at.and_then(|at| ask.reading.words.get(at))
            .is_some_and(|word| word.role == Role::Unknown)
    };
    let beside = |mention: &MetricMention| match mention.tokens.as_slice() {
        [only] => unknown(only.checked_sub(1)),
        _ => false,
    };
    ask.data().metrics.len() > 1
        && ask
            .reading
            .metrics
            .iter()
            .any(|mention| mention.recall < PARTLY && beside(mention))
}

fn lacks_operand(ask: &Ask) -> bool {
    let between = ask
        .reading
        .words
        .iter()
        .any(|word| word.text == "between" && word.role != Role::Period);
    ask.kind == AnswerKind::Change
        && ask.has("difference")
        && between
        && ask.metrics.len() == 1
        && ask.periods.points.len() <= 1
        && !ask.has_any(&["max", "min"])
}

fn stand_side_by_side(pair: &[MetricMention]) -> bool {
    match pair {
        [first, second] => first
            .tokens
            .last()
            .zip(second.tokens.first())
            .is_some_and(|(end, start)| end + 1 == *start),
        _ => false,
    }
}

fn is_crossed(ask: &Ask) -> bool {
    let one_figure = matches!(
        ask.kind,
        AnswerKind::Change | AnswerKind::Ratio | AnswerKind::Share
    );
    let year_of_several =
        matches!(ask.kind, AnswerKind::Extremum) && ask.has("yearword") && !ask.has("difference");
    let several = ask.metrics.len() >= 2;
    several
        && (one_figure && ask.periods.points.len() >= 2
            || year_of_several && ask.periods.points.is_empty())
}

fn finds_nothing(ask: &Ask, draft: &Draft) -> bool {
    let counted = ask.kind == AnswerKind::Count;
    let nothing = matches!(&draft.value, Some(Headline::One(value)) if value == "none" || counted && value == "0");
    nothing && !ask.reading.yes_no
}

fn averages_one(ask: &Ask, draft: &Draft) -> bool {
    ask.kind == AnswerKind::Average
        && draft.figures.len() == 1
        && ask.data().metrics.len() > 1
        && !ask.has_any(&["max", "min"])
}

fn asks_for_two_operations(ask: &Ask) -> bool {
    let set_apart = ask.metrics.len() >= 2 && ask.has_any(&["difference", "change"]);
    match ask.kind {
        AnswerKind::Share => set_apart,
        AnswerKind::Average => set_apart || ask.has_any(&["mode", "sum"]),
        _ => false,
    }
}

fn asks_for_value(ask: &Ask) -> bool {
    let about_data = matches!(
        ask.kind,
        AnswerKind::Sources
            | AnswerKind::Outlet
            | AnswerKind::Definition
            | AnswerKind::Coverage
            | AnswerKind::Comparable
            | AnswerKind::Help
            | AnswerKind::Refusal
    );
    !about_data || ask.has_any(&["howmany", "max", "min", "yearword", "difference"])
}

fn is_named_poorly(ask: &Ask) -> bool {
    let several = ask.data().metrics.len() > 1;
    several
        && ask.origin == Origin::Named
        && ask
            .reading
            .metrics
            .iter()
            .any(|mention| mention.recall < LITTLE)
}

/// "Which country", "what school": the name of a series is asked for, neither a period nor a number.
pub(super) fn asks_for_name(reading: &Reading) -> bool {
    let named = reading
        .metrics
        .iter()
        .filter(|mention| is_named(mention) && !is_set_aside(reading, mention.metric))
        .count();
    let who = reading.says(&["who"]);
    named != 1 && !reading.has_any(&["yearword", "when"]) && (who || names_a_kind(reading))
}

/// Whether a mention names its column in full, or at least no other as well.
pub(super) fn is_named(mention: &MetricMention) -> bool {
    mention.recall >= NEARLY_WHOLE || mention.recall >= MOSTLY && !has_rival(mention)
}

fn has_rival(mention: &MetricMention) -> bool {
    let single = mention.tokens.len() == 1;
    mention
        .others
        .iter()
        .any(|(_, recall)| single || *recall >= mention.recall - ALIKE)
}

/// A word that is no part of a metric's whole name stands right behind "which" or "what".
fn names_a_kind(reading: &Reading) -> bool {
    let words: Vec<&Word> = reading
        .words
        .iter()
        .filter(|word| word.text != "other")
        .collect();
    words.windows(2).any(|pair| match pair {
        [asking, kind] => {
            matches!(asking.text.as_str(), "which" | "what")
                && matches!(
                    kind.role,
                    Role::Unknown | Role::Subject | Role::Phrase | Role::Name
                )
        }
        _ => false,
    })
}

/// "Besides A, which …", "after A": a metric that the rest is set apart from.
pub(super) fn is_set_aside(reading: &Reading, metric: MetricId) -> bool {
    let mentions = reading
        .metrics
        .iter()
        .filter(|mention| mention.metric == metric);
    mentions
        .filter_map(|mention| mention.tokens.first())
        .any(|at| follows_exception(reading, *at) || word_before(reading, *at) == "after")
}

/// "Other than 2007, which year …": periods that the rest is set apart from.
pub(super) fn is_other_period(reading: &Reading, period: &Period) -> bool {
    let whens = reading
        .whens
        .iter()
        .filter(|mention| matches!(&mention.when, When::Point(point) if point == period));
    whens
        .into_iter()
        .any(|mention| follows_exception(reading, mention.tokens.start))
}

fn follows_exception(reading: &Reading, at: usize) -> bool {
    let article = usize::from(matches!(word_before(reading, at), "the" | "in"));
    let before = at.saturating_sub(article);
    match word_before(reading, before) {
        "besides" | "except" | "excluding" => true,
        "than" | "from" => matches!(
            word_before(reading, before.saturating_sub(1)),
            "other" | "apart" | "aside" | "different"
        ),
        _ => false,
    }
}

fn word_before(reading: &Reading, at: usize) -> &str {
    at.checked_sub(1)
        .and_then(|at| reading.words.get(at))
        .map_or("", |word| word.text.as_str())
}
