//! Whether a message itself names what it would be answered about, so that a bot may speak up unasked.

use crate::interpret::decide::Decided;
use crate::interpret::subjects::Origin;
use crate::question::names::IN_FULL;

/// True if every question of the message says the whole name of its metrics, one of their names, and no word that nothing explains:
/// neither a part of a name, which any word may be, nor the conversation, nor a mere number or outlet, nor what is assumed where nothing
/// is said, names them. Of a text that is a query's canonical words nothing is decided: those name it.
pub fn names_its_subject(decided: &[Decided]) -> bool {
    decided.iter().all(|one| {
        let best = one.candidates.first();
        let subject = best.and_then(|(candidate, _)| candidate.subject.as_ref());
        let named = |origin, recall| origin == Origin::Said && recall > IN_FULL;
        one.unknown.is_empty()
            && subject.is_some_and(|subject| named(subject.origin, subject.recall))
    })
}
