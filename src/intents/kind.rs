//! The kinds of answer that an intent may choose from.

/// What computes an answer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// The figure of a metric for a period.
    Value,
    /// The difference between two periods, absolute and in percent.
    Change,
    /// One figure as a multiple of another.
    Ratio,
    /// A part as a percentage of its whole.
    Share,
    /// The highest or lowest: its period, value or series; also the n-th and the top n.
    Extremum,
    /// The sharpest rise or fall from one period to the next.
    Sharpest,
    /// Several figures added up.
    Sum,
    /// The mean or median of several figures.
    Average,
    /// How many periods meet a condition.
    Count,
    /// Which periods meet a condition.
    Filter,
    /// How a metric developed, with its figures.
    Trend,
    /// Everything there is for one period, or the main findings.
    Summary,
    /// A count spread over the days, weeks or months of its period.
    Rate,
    /// The parts of a figure.
    Breakdown,
    /// Who published it, when, where.
    Sources,
    /// What an outlet is.
    Outlet,
    /// What a metric counts and how.
    Definition,
    /// What the dataset has, and what it lacks.
    Coverage,
    /// Figures that disagree, and revisions.
    Conflict,
    /// Whether two things may be compared.
    Comparable,
    /// Whether what somebody asserts is borne out.
    Claim,
    /// A single occurrence.
    Event,
    /// What somebody said about a topic.
    Statement,
    /// How to use the bot, greetings, thanks.
    Help,
    /// A question that no dataset answers: forecasts, opinions.
    Refusal,
}

impl AnswerKind {
    /// All kinds.
    pub const ALL: [Self; 25] = [
        Self::Value,
        Self::Change,
        Self::Ratio,
        Self::Share,
        Self::Extremum,
        Self::Sharpest,
        Self::Sum,
        Self::Average,
        Self::Count,
        Self::Filter,
        Self::Trend,
        Self::Summary,
        Self::Rate,
        Self::Breakdown,
        Self::Sources,
        Self::Outlet,
        Self::Definition,
        Self::Coverage,
        Self::Conflict,
        Self::Comparable,
        Self::Claim,
        Self::Event,
        Self::Statement,
        Self::Help,
        Self::Refusal,
    ];

    /// Its name in the files.
    pub fn name(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}
