//! The sourced dataset: outlets, sources, metrics, figures, conflicts, gaps, statements, events and published claims.
//!
//! Everything here is data that was loaded and checked. It must not know any subject, read files, or compute answers.

mod adds_up;
mod build;
mod capital;
mod check;
mod claim;
mod codes;
mod collect;
pub(crate) mod link;
mod load;
mod naming;
mod parlance;
mod period;
mod period_text;
mod raw;
mod schema;
mod slice;
mod value;
mod value_text;

use std::collections::{BTreeMap, HashMap};

pub use capital::capitalised;
pub use load::load;
pub use naming::{Nameable, Thing};
pub use parlance::Parlance;
pub use period::{Grain, Period, PeriodKind, month_name, short_month};
pub use period_text::{parse_period, parse_published};
pub use schema::schema;
pub use value::{Number, Value, format_number, format_rounded};
pub use value_text::parse_value;

/// A language of questions and labels.
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
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
}

impl Language {
    /// All languages, in the order of the intents files.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Uk];

    /// Its code in files: `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Uk => "uk",
        }
    }
}

/// Words or phrases by language.
pub type Names = BTreeMap<Language, Vec<String>>;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}
index!(
    /// An outlet of one dataset, by position.
    OutletId
);
index!(
    /// A source of one dataset, by position.
    SourceId
);
index!(
    /// A metric of one dataset, by position.
    MetricId
);
index!(
    /// A figure of one dataset, by position.
    FigureId
);
index!(
    /// A conflict of one dataset, by position.
    ConflictId
);
index!(
    /// A dimension of one dataset, by position.
    DimensionId
);
index!(
    /// A member of a dimension, by position among all members of the dataset.
    MemberId
);

/// A loaded and checked dataset. Every id in it points into it.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// What the dataset is about.
    pub about: About,
    /// Who publishes figures.
    pub outlets: Vec<Outlet>,
    /// Pages and documents that were read.
    pub sources: Vec<Source>,
    /// By what figures are broken down.
    pub dimensions: Vec<Dimension>,
    /// The members of all dimensions.
    pub members: Vec<Member>,
    /// What is counted: first as the files name it, then each by the members of dimensions that it has figures for.
    pub metrics: Vec<Metric>,
    /// The numbers.
    pub figures: Vec<Figure>,
    /// Where numbers disagree.
    pub conflicts: Vec<Conflict>,
    /// What was looked for and not found.
    pub gaps: Vec<Gap>,
    /// What somebody said rather than counted.
    pub statements: Vec<Statement>,
    /// Single occurrences, such as a court case.
    pub events: Vec<Event>,
    /// Claims in print that the figures bear out, or not.
    pub claims: Vec<Claim>,
    /// Neighbouring subjects that this dataset does not cover.
    pub exclusions: Vec<Exclusion>,
    /// Dates that people name instead of counting: "the strike".
    pub landmarks: Vec<Landmark>,
    /// What people call the metrics, where that was learned.
    pub parlance: Vec<Parlance>,
    /// A hash of the files it was loaded from, as 12 hex digits.
    pub fingerprint: String,
    /// The metrics that are derived from one by members, which are sorted.
    slices: HashMap<(MetricId, Vec<MemberId>), MetricId>,
    /// The figures of each metric.
    by_metric: Vec<Vec<FigureId>>,
    /// The periods of figures that have words of their own, each once.
    worded: Vec<Period>,
}

impl Dataset {
    /// The figures of a metric, in the order of the files.
    pub fn figures_of(&self, metric: MetricId) -> impl Iterator<Item = (FigureId, &Figure)> {
        let ids = self.by_metric.get(metric.0).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .filter_map(|id| Some((*id, self.figures.get(id.0)?)))
    }

    /// The periods of figures that have words of their own, each once, in the order of the files.
    pub fn worded_periods(&self) -> &[Period] {
        &self.worded
    }

    /// Notes which figures each metric has, once all of them are there.
    pub(crate) fn index_figures(&mut self) {
        self.worded.clear();
        let mut by_metric = vec![Vec::new(); self.metrics.len()];
        let mut seen = std::collections::HashSet::new();
        for (at, figure) in self.figures.iter().enumerate() {
            if figure.period.words.is_some() && seen.insert(&figure.period) {
                self.worded.push(figure.period.clone());
            }
            if let Some(own) = by_metric.get_mut(figure.metric.0) {
                own.push(FigureId(at));
            }
        }
        self.by_metric = by_metric;
    }
}

/// The `[dataset]` table: what the dataset is about, and the words for it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// A title for humans: "Lighthouses of the northern coast".
    pub title: String,
    /// What the bot says it has, as it stands in "I only have …": "figures on the lighthouses of the northern coast".
    pub scope: String,
    /// Questions worth trying, shown by help and refusals.
    pub suggestions: Vec<String>,
    /// Words that name the subject and tell its metrics apart from nothing: "lighthouse", "coast". Neutral in a question.
    pub subject: Names,
    /// Whether a content word that neither the data nor the intents know speaks against answering.
    pub vocabulary: Vocabulary,
}

/// How much a question may say that the data do not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Vocabulary {
    /// Names and aliases were written by people who know the subject: an unknown content word is a veto.
    #[default]
    Closed,
    /// Names are bare column headings, as after an import: unknown words lower the score and no more.
    Open,
}

/// Who first published a number: the name an answer cites.
#[derive(Debug, Clone)]
pub struct Outlet {
    /// The id in the files.
    pub id: String,
    /// The name to print.
    pub name: String,
    /// Other spellings, all languages together.
    pub aliases: Vec<String>,
    /// What kind of outlet it is: "trade journal".
    pub kind: String,
    /// What its counts usually rest on; may be empty.
    pub basis: String,
    /// A remark; may be empty.
    pub note: String,
}

/// How a page stands to the numbers on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The outlet's own page.
    Originator,
    /// A page that passes on another outlet's number.
    Relay,
    /// A news agency that reports an official's statement.
    OfficialAgencyReport,
}

/// When something was published, as precisely as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Published {
    /// The page gives no date.
    Unknown,
    /// Only the month is known.
    Month {
        /// Year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// The day is known.
    Day(jiff::civil::Date),
}

/// A page that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The id in the files.
    pub id: String,
    /// The name of the page's publisher, to print after "via".
    pub publisher: String,
    /// How the page stands to its numbers.
    pub role: Role,
    /// Whose numbers it passes on.
    pub relays: Vec<OutletId>,
    /// Title, if known.
    pub title: Option<String>,
    /// True if the title was reconstructed from the address.
    pub title_from_address: bool,
    /// Link, if there is one.
    pub url: Option<String>,
    /// When it appeared.
    pub published: Published,
    /// When it was read, if that is noted.
    pub accessed: Option<jiff::civil::Date>,
    /// Language of the page, as a code.
    pub language: String,
    /// A remark; may be empty.
    pub note: String,
}

/// What a number of a metric is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A count of things: people, cases.
    #[default]
    Count,
    /// A percentage: adding two of them means nothing, their difference is in percentage points.
    Percent,
    /// Anything else measured: money, degrees, goals per game.
    Amount,
}

/// Which way of a metric is for the better.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The lower the better: accidents.
    Lower,
    /// The higher the better: rescues.
    Higher,
}

/// What is counted or measured.
#[derive(Debug, Clone)]
pub struct Metric {
    /// The id in the files.
    pub id: String,
    /// Long name: "keepers employed at the year's end".
    pub label: String,
    /// Short name: "keepers".
    pub short: String,
    /// How a sentence says it, with `{value}`, `{period}` and, where figures may be rates, `{per}`.
    pub sentence: Option<String>,
    /// Count, percentage or amount.
    pub kind: UnitKind,
    /// One thing that is counted, plural: "people", "cases"; or the unit: "$ million". May be empty.
    pub unit: String,
    /// Definition, one or two sentences; may be empty.
    pub definition: String,
    /// Which courts (or bodies) are covered; may be empty.
    pub coverage: String,
    /// Which articles (or categories) are covered; may be empty.
    pub articles: String,
    /// Who counted, from what; may be empty.
    pub basis: String,
    /// What it may be compared with, in words; may be empty.
    pub comparable: String,
    /// Metrics with the same group may be set side by side; by default the metric's own id.
    pub group: String,
    /// Wholes of which this is a legitimate part for the same period.
    pub part_of: Vec<MetricId>,
    /// What its whole is divided by; parts of one whole by the same do not overlap.
    pub part_by: Option<String>,
    /// Which way is for the better, where one is.
    pub better: Option<Better>,
    /// Words people use for it.
    pub aliases: Names,
    /// True for the one metric meant when a question names none.
    pub headline: bool,
    /// The files' order, for stable listings.
    pub position: usize,
    /// The dimensions that its figures are broken down by.
    pub by: Vec<DimensionId>,
    /// Those of them whose top members add up to the whole.
    pub adds_up: Vec<DimensionId>,
    /// The metric that it is derived from by its members.
    pub of: Option<MetricId>,
    /// The members by which it is narrowed down, in the order of the dimensions of what it is derived from.
    pub members: Vec<MemberId>,
}

impl Metric {
    /// Whether figures of several periods have a sum: counts and amounts, no percentages, prices or rates.
    pub fn is_additive(&self) -> bool {
        match self.kind {
            UnitKind::Count => true,
            UnitKind::Percent => false,
            UnitKind::Amount => !PER.iter().any(|sign| self.unit.contains(sign)),
        }
    }
}

/// Signs in a unit that make an amount a price or a rate.
const PER: [&str; 2] = ["/", " per "];

/// By what figures are broken down: region, sex.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// The id in the files.
    pub id: String,
    /// What one member is called: "region".
    pub label: String,
    /// Words people use for it.
    pub aliases: Names,
}

/// One of what figures are broken down by: a region, women.
#[derive(Debug, Clone)]
pub struct Member {
    /// The id in the files, of its own within the dimension.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it is a member of.
    pub dimension: DimensionId,
    /// The member of the same dimension that it is a part of.
    pub part_of: Option<MemberId>,
    /// Words people use for it.
    pub aliases: Names,
}

/// How sure a figure is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Undated, scraped or machine-translated.
    Weak,
    /// Known through one relaying page.
    Relay,
    /// Two pages that are not copies of one another agree.
    TwoRelays,
    /// The originating outlet's own page was read.
    Primary,
}

/// How a figure may be used.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// Safe to answer with.
    Headline,
    /// Answer, and show the caveat.
    Careful,
    /// Never alone: show it with its rivals.
    Conflict,
    /// A known misreport: recognised when asserted, never given.
    Never,
}

/// What a figure is spread over when it is a rate.
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
pub enum Per {
    /// Per calendar day.
    Day,
    /// Per working day.
    WorkingDay,
    /// Per week.
    Week,
    /// Per month.
    Month,
}

/// One published number.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The id in the files.
    pub id: String,
    /// What is counted.
    pub metric: MetricId,
    /// For when.
    pub period: Period,
    /// The number, with its bounds.
    pub value: Value,
    /// Set when the number is a rate.
    pub per: Option<Per>,
    /// Who first published it; absent when the page names nobody.
    pub originator: Option<OutletId>,
    /// The official body behind it; may be empty.
    pub body: String,
    /// The page it was read on.
    pub source: SourceId,
    /// Further pages with the same number.
    pub also: Vec<SourceId>,
    /// How sure it is.
    pub confidence: Confidence,
    /// How it may be used.
    pub usage: Usage,
    /// Conflicts it takes part in.
    pub conflicts: Vec<ConflictId>,
    /// What to say with it; may be empty.
    pub caveat: String,
    /// Years of which this is published as the highest, first and last: holds even where years have no figure.
    pub highest_in: Option<(i16, i16)>,
    /// Years of which this is published as the lowest, first and last.
    pub lowest_in: Option<(i16, i16)>,
    /// The later figure that replaces this one, if one does.
    pub superseded_by: Option<FigureId>,
}

/// Numbers that disagree.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The id in the files.
    pub id: String,
    /// The figures that disagree.
    pub figures: Vec<FigureId>,
    /// What it is about, in a few words.
    pub about: String,
    /// What is known of the disagreement.
    pub detail: String,
    /// The fair wording, as a sentence an answer can print.
    pub say: String,
    /// Words people use for it.
    pub aliases: Names,
}

/// Something looked for and not found.
#[derive(Debug, Clone)]
pub struct Gap {
    /// What is missing.
    pub what: String,
    /// What is known instead, as a sentence an answer can print.
    pub say: String,
    /// Metrics it concerns.
    pub metrics: Vec<MetricId>,
    /// The years it concerns; empty when it is not about years.
    pub years: Vec<i16>,
    /// Words people use for it.
    pub aliases: Names,
}

/// What somebody said rather than counted.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The id in the files.
    pub id: String,
    /// What it is about: "causes".
    pub topic: String,
    /// What was said, in our words.
    pub text: String,
    /// Who said it.
    pub attributed_to: String,
    /// The outlet to cite; the source's publisher when absent.
    pub originator: Option<OutletId>,
    /// The page it was read on.
    pub source: SourceId,
    /// Further pages.
    pub also: Vec<SourceId>,
    /// What to say with it; may be empty.
    pub caveat: String,
    /// Words people use for it.
    pub aliases: Names,
}

/// A single occurrence, such as a court case.
#[derive(Debug, Clone)]
pub struct Event {
    /// The id in the files.
    pub id: String,
    /// Its name: "the fire of North Rock".
    pub name: String,
    /// The answer's first sentences.
    pub summary: String,
    /// Named details, in the files' order: the date, the place.
    pub details: Vec<Detail>,
    /// Points on which reports differ, as sentences.
    pub disputes: Vec<String>,
    /// Who first reported it.
    pub originator: OutletId,
    /// Pages that carry it, the best first.
    pub sources: Vec<SourceId>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What to say with it; may be empty.
    pub caveat: String,
    /// Words people use for it.
    pub aliases: Names,
}

/// One named detail of an event.
#[derive(Debug, Clone)]
pub struct Detail {
    /// What it tells: "date".
    pub key: String,
    /// The detail, as a sentence an answer can print.
    pub text: String,
    /// Words that ask for it: "how long", "what did he get".
    pub aliases: Names,
}

/// A claim in print about figures, which loading recomputes.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The figure the claim is about.
    pub figure: FigureId,
    /// What it is set against; absent when the claim is about a sum.
    pub base: Option<FigureId>,
    /// Summands, when the claim is that they add up to `figure`.
    pub parts: Vec<FigureId>,
    /// What is claimed.
    pub kind: ClaimKind,
    /// The claimed number; absent for a sum.
    pub value: Option<Value>,
    /// The claim as printed: "76% more than in 1996".
    pub text: String,
    /// Who claims it.
    pub originator: Option<OutletId>,
    /// Where it was read.
    pub source: SourceId,
    /// Whether the figures bear it out, as loading computed it.
    pub holds: bool,
}

/// What a published claim says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// The percent change from base to figure.
    PercentChange,
    /// The figure as a multiple of the base.
    Times,
    /// The figure as a percentage of the base.
    Share,
    /// The parts add up to the figure.
    Sum,
}

/// A neighbouring subject that the dataset does not cover.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The id in the files.
    pub id: String,
    /// What to say, as a sentence.
    pub say: String,
    /// Words people use for it.
    pub aliases: Names,
}

/// A date that people name: "since the strike".
#[derive(Debug, Clone)]
pub struct Landmark {
    /// The id in the files.
    pub id: String,
    /// The day, or the first day of the month where only the month is known.
    pub date: jiff::civil::Date,
    /// Words people use for it.
    pub aliases: Names,
}

#[cfg(test)]
mod tests;
