//! From a reading to an answer: what was asked is resolved, computed, worded and cited.
//!
//! It is pure: today's date and the conversation come in as arguments. It must not format for a medium or read a file.

mod about;
mod ask;
mod change;
mod cite;
mod claim;
mod computation;
mod conversation;
mod doubt;
mod draft;
mod event;
mod extremum;
mod gate;
mod help;
mod lookup;
mod many;
mod message;
mod metrics;
mod notes;
mod periods;
mod receipt;
mod refuse;
mod request;
mod rest;
mod series;
mod share;
mod share_change;
mod snapshot;
mod value;
mod wording;

pub use cite::{Citation, citation, credits};
pub use computation::Computation;
pub use conversation::Conversation;
pub use message::{answer, answer_decided};
pub use notes::{Note, note};
pub use receipt::{BadReceipt, Receipt};
pub use request::{Request, respond};
pub use snapshot::Snapshot;
pub use wording::{TemplateProblem, Wording};

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
