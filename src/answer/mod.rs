//! From a query and its finding to a worded, cited answer.
//!
//! It sees no word of a question and computes nothing itself: it looks up what is known of figures, words it in the intents' templates and
//! names who published it. It must not format for a medium or read a file.

mod about;
mod bibliography;
mod cells;
mod check;
pub mod choices;
mod cite;
mod columns;
mod compare;
mod computation;
mod course;
mod draft;
mod event;
mod figures;
mod find;
mod fold;
mod holes;
mod join;
mod lack;
mod limits;
mod lists;
mod notes;
mod pages;
mod parts;
mod premise;
mod rank;
mod rate;
mod receipt;
mod records;
mod reply;
mod request;
mod rivals;
mod several;
mod shares;
mod snapshot;
mod step;
mod summary;
mod topics;
mod voice;
mod worded;
mod wording;

pub use bibliography::Style;
pub use cite::{Citation, citation, credits};
pub use computation::Computation;
pub use draft::Values;
pub use notes::{Note, note};
pub use receipt::{BadReceipt, Receipt};
pub use request::{Request, respond};
pub use snapshot::Snapshot;
pub use wording::{TemplateProblem, Wording};

pub(crate) use draft::Draft;
pub(crate) use join::{Part, finished, queries_of};
pub(crate) use reply::{unread, which};
pub(crate) use request::LONGEST as LONGEST_REQUEST;
pub(crate) use several::{Checked, claims, reading, unchecked};
pub(crate) use voice::{Voice, intents_for};
pub(crate) use worded::{plain, worded};

use crate::query;

/// The longest text of an answer to a message: Discord's limit for a message, in characters.
pub(crate) const LONGEST: usize = 2_000;

/// How a query was come by, as far as its answer shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// A metric or period was taken over from the conversation.
    pub carried: bool,
    /// A metric or period was assumed.
    pub assumed: bool,
    /// A yes or no is wanted.
    pub yes_no: bool,
    /// What the question takes for granted.
    pub presumes: Option<query::Check>,
    /// The intent whose wording is used; the first of the kind where none is given.
    pub intent: Option<String>,
    /// The most characters of the text where it may be longer than a message; a list uses the room.
    pub room: Option<usize>,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// There is an answer.
    Answered,
    /// Several readings are possible: the asker chooses.
    Clarify,
    /// Understood, but there is no such figure.
    NoData,
    /// The figures exist but must not be set against each other.
    NotComparable,
    /// About something this dataset does not cover.
    OutOfScope,
    /// Not understood.
    NotUnderstood,
    /// Help and small talk.
    Help,
}

impl Status {
    /// Its word in JSON and in tests.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Clarify => "clarify",
            Self::NoData => "no_data",
            Self::NotComparable => "not_comparable",
            Self::OutOfScope => "out_of_scope",
            Self::NotUnderstood => "not_understood",
            Self::Help => "help",
        }
    }
}

/// What a check of a claim found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The figures bear it out.
    Supported,
    /// The figures say otherwise.
    Contradicted,
    /// The figures cannot tell.
    CannotCheck,
}

/// The headline value: one, or a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Headline {
    /// One value: `13699`, `76.1%`, `2024`, `yes`, a series' name.
    One(String),
    /// Several values.
    Many(Vec<String>),
}

/// A figure that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shown {
    /// The metric's id.
    pub metric: String,
    /// The period in words.
    pub period: String,
    /// The value as printed.
    pub value: String,
    /// The source's id.
    pub source: String,
    /// The figure's id; an answer's buttons need it, its text does not.
    #[serde(skip)]
    pub id: String,
}

/// A reading to choose.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Choice {
    /// What stands on the button.
    pub label: String,
    /// The question that the button asks.
    pub question: String,
    /// What that question means.
    #[serde(skip)]
    pub query: query::Query,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What became of the question.
    pub status: Status,
    /// Discord Markdown, as sent, with the source line.
    pub text: String,
    /// The headline value.
    pub value: Option<Headline>,
    /// The unit of the headline value.
    pub unit: Option<String>,
    /// The intent that answered.
    pub intent: Option<String>,
    /// What was answered; none where nothing was understood, or where no figure was asked for.
    pub query: Option<query::Query>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Set for checks of a claim.
    pub verdict: Option<Verdict>,
    /// Where the figures come from.
    pub citations: Vec<Citation>,
    /// The figures.
    pub figures: Vec<Shown>,
    /// How the value was computed.
    pub computation: Option<Computation>,
    /// What to know beside it.
    pub caveats: Vec<String>,
    /// Readings to choose from.
    pub choices: Vec<Choice>,
    /// Names dataset, intents and reading: the same id means the same answer.
    pub answer_id: String,
}

#[cfg(test)]
mod check_tests;
#[cfg(test)]
mod tests;

/// The id of the intent that words the answer to a query.
pub fn intent_of(snapshot: &Snapshot, query: &query::Query, manner: &Manner) -> Option<String> {
    let voice = Voice::new(snapshot, query, manner);
    voice.intent().map(|intent| intent.id.clone())
}
