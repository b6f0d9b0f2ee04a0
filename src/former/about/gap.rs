//! What is known to be missing from the data.

use crate::former::Status;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::intents::AnswerKind;
use crate::question::names::{Mention, Target};
use crate::question::reading::Role;

/// What is known to be missing, where the question asks why, or asks for just that.
pub(in crate::former) fn gap(ask: &Ask) -> Option<Draft> {
    let mention = ask.reading.gaps.first()?;
    let Target::Gap(index) = mention.target else {
        return None;
    };
    let denied = ask.has("not") && (ask.kind != AnswerKind::Value || ask.reading.yes_no);
    let asks_why = (ask.has_any(&["why", "coverage"]) || denied)
        && !ask.has_any(&["rise", "fall"])
        && matches!(
            ask.kind,
            AnswerKind::Coverage
                | AnswerKind::Breakdown
                | AnswerKind::Statement
                | AnswerKind::Value
        );
    if !(asks_why || ask.kind == AnswerKind::Extremum && says_more(ask, mention)) {
        return None;
    }
    let gap = ask.data().gaps.get(index)?;
    let values = Values::new()
        .text("say", gap.say.clone())
        .text("what", gap.what.clone());
    Some(Draft::new(Status::NoData, ask.say("gap", &values)))
}

/// Whether a mention has words that name no metric: "which region" asks for more than the metric beside it has.
fn says_more(ask: &Ask, mention: &Mention) -> bool {
    let of_metric = |token: &usize| {
        let mut metrics = ask.reading.metrics.iter();
        metrics.any(|metric| metric.tokens.contains(token))
    };
    let own = |token: &usize| {
        let word = ask.reading.words.get(*token);
        word.is_some_and(|word| word.role == Role::Name) && !of_metric(token)
    };
    let data = !matches!(
        ask.kind,
        AnswerKind::Help | AnswerKind::Refusal | AnswerKind::Event
    );
    data && mention.tokens.iter().any(own)
}
