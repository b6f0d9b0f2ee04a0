//! Moderating, the pure side: one phrase, name or test written into a file, a new file, the inbox in groups, and what a change would do.
//!
//! Texts come in, texts and reports go out. It must not read or write a file, know who edits, or keep a draft.

mod diff;
mod drift;
mod inbox;
mod lists;
mod meant;
mod name;
mod near_miss;
mod phrase;
mod render;
mod report;
mod template;
mod test_case;
mod typed;

#[cfg(test)]
mod tests;

pub use diff::diff;
pub use drift::{Comparison, Drift, Seen, compared};
pub use inbox::{Asked, Group, Guess, grouped, guesses};
pub use name::{NAMES, Naming, add_name, names_of, new_names, thing};
pub use near_miss::{NearMiss, Remedy, near_miss};
pub use phrase::add_phrase;
pub use render::{drift_markdown, markdown, near_miss_plain, near_miss_text, terminal};
pub use report::{Answered, Change, DraftReport, InForce, Rewritten, report};
pub use template::new_intent;
pub use test_case::{Expected, add_test};
pub use typed::{Slotted, phrase_for, with_slots};
