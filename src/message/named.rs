//! Whether a message itself names what it would be answered about, so that a bot may speak up unasked.

use crate::interpret::decide::Decided;
use crate::interpret::subjects::Origin;

/// True if every question of the message names its metrics in words of their own: neither the conversation, nor a mere number or outlet,
/// nor what is assumed where nothing is said, names them. Of a text that is a query's canonical words nothing is decided: those name it.
pub fn names_its_subject(decided: &[Decided]) -> bool {
    decided.iter().all(|one| {
        let best = one.candidates.first();
        let subject = best.and_then(|(candidate, _)| candidate.subject.as_ref());
        subject.is_some_and(|subject| subject.origin == Origin::Said)
    })
}
