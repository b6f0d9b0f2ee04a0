//! The tables as people write them, before anything is checked. The JSON Schema for editors is made from these types.
//!
//! Every key may be missing here, so that all that is missing can be reported together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Better, ClaimKind, Confidence, Per, Role, UnitKind, Usage};
use crate::toml_file::{Cell, Spot};

type Text = Option<Spot<String>>;
type Texts = Vec<Spot<String>>;

/// A file of the dataset: any number of each of these tables.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Footnote data file")]
#[expect(
    dead_code,
    reason = "names the tables and makes the schema; files are read table by table"
)]
pub(super) struct RawFile {
    /// What the dataset is about; once in all files.
    dataset: Option<RawDataset>,
    /// Who first publishes figures.
    #[serde(default)]
    outlet: Vec<RawOutlet>,
    /// Pages that were read.
    #[serde(default)]
    source: Vec<RawSource>,
    /// By what figures are broken down.
    #[serde(default)]
    dimension: Vec<RawDimension>,
    /// The members of dimensions.
    #[serde(default)]
    member: Vec<RawMember>,
    /// What is counted.
    #[serde(default)]
    metric: Vec<RawMetric>,
    /// The numbers.
    #[serde(default)]
    figure: Vec<RawFigure>,
    /// Numbers that disagree.
    #[serde(default)]
    conflict: Vec<RawConflict>,
    /// What was looked for and not found.
    #[serde(default)]
    gap: Vec<RawGap>,
    /// What somebody said rather than counted.
    #[serde(default)]
    statement: Vec<RawStatement>,
    /// Single occurrences.
    #[serde(default)]
    event: Vec<RawEvent>,
    /// Claims in print about figures.
    #[serde(default)]
    claim: Vec<RawClaim>,
    /// Neighbouring subjects that are not covered.
    #[serde(default)]
    exclusion: Vec<RawExclusion>,
    /// Dates that people name.
    #[serde(default)]
    landmark: Vec<RawLandmark>,
    /// What people call the metrics.
    #[serde(default)]
    parlance: Vec<RawParlance>,
}

/// Words or phrases by language.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Names")]
pub(super) struct RawNames {
    /// English.
    pub(super) en: Texts,
    /// Russian.
    pub(super) ru: Texts,
    /// Ukrainian.
    pub(super) uk: Texts,
}

/// What the dataset is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Dataset")]
pub(super) struct RawDataset {
    /// A title for humans.
    #[schemars(required)]
    pub(super) title: Text,
    /// What there is, as it stands in "I only have …".
    #[schemars(required)]
    pub(super) scope: Text,
    /// Questions worth trying.
    #[serde(default)]
    pub(super) suggestions: Texts,
    /// Words that name the subject and tell its metrics apart from nothing.
    #[serde(default)]
    pub(super) subject: RawNames,
    /// `closed` when aliases were written with care, `open` when names are bare column headings.
    pub(super) vocabulary: Option<Spot<RawVocabulary>>,
}

/// How much a question may say that the data do not know.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Vocabulary")]
pub(super) enum RawVocabulary {
    /// An unknown word speaks against answering.
    Closed,
    /// An unknown word lowers the score and no more.
    Open,
}

/// Who first published a number.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outlet")]
pub(super) struct RawOutlet {
    /// What other tables call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// The name to print.
    #[schemars(required)]
    pub(super) name: Text,
    /// Other spellings.
    #[serde(default)]
    pub(super) aliases: Texts,
    /// What kind of outlet it is.
    pub(super) kind: Text,
    /// What its counts usually rest on.
    pub(super) basis: Text,
    /// A remark.
    pub(super) note: Text,
}

/// A page that was read.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub(super) struct RawSource {
    /// What other tables call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// The publisher's name, to print after "via".
    #[schemars(required)]
    pub(super) publisher: Text,
    /// How the page stands to its numbers.
    #[schemars(required)]
    pub(super) role: Option<Spot<Role>>,
    /// Ids of the outlets whose numbers it passes on.
    #[serde(default)]
    pub(super) relays: Texts,
    /// The title, if known.
    pub(super) title: Text,
    /// True if the title was reconstructed from the address.
    #[serde(default)]
    pub(super) title_from_address: bool,
    /// The link.
    pub(super) url: Text,
    /// When it appeared: "1998-04-16", "1998-04" or "unknown".
    #[schemars(required)]
    pub(super) published: Option<Spot<Cell>>,
    /// The day on which it was read: "2025-11-03".
    pub(super) accessed: Option<Spot<Cell>>,
    /// Language of the page: "en".
    pub(super) lang: Text,
    /// A remark.
    pub(super) note: Text,
}

/// By what figures are broken down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Dimension")]
pub(super) struct RawDimension {
    /// What other tables call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// What one member is called: "region".
    #[schemars(required)]
    pub(super) label: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// A member of a dimension.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Member")]
pub(super) struct RawMember {
    /// Id of the dimension.
    #[schemars(required)]
    pub(super) dimension: Text,
    /// What figures call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// Its name.
    #[schemars(required)]
    pub(super) label: Text,
    /// Id of the member of the same dimension that it is a part of.
    pub(super) part_of: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// What is counted or measured.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Metric")]
pub(super) struct RawMetric {
    /// What other tables call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// The long name.
    #[schemars(required)]
    pub(super) label: Text,
    /// The short name.
    #[schemars(required)]
    pub(super) short: Text,
    /// How a sentence says it, with {value} and {period}.
    pub(super) sentence: Text,
    /// What one counts: "people", "cases", "percent", "$ million".
    pub(super) unit: Text,
    /// `count`, `percent` or `amount`; `percent` by itself when the unit is "percent" or "%".
    pub(super) kind: Option<Spot<UnitKind>>,
    /// What exactly is counted.
    pub(super) definition: Text,
    /// Which bodies are covered.
    pub(super) coverage: Text,
    /// Which articles or categories are covered.
    pub(super) articles: Text,
    /// Who counted, from what.
    pub(super) basis: Text,
    /// What it may be compared with.
    pub(super) comparable: Text,
    /// Metrics of one group may be set side by side.
    pub(super) group: Text,
    /// Ids of the wholes it is a part of, for the same period.
    #[serde(default)]
    pub(super) part_of: Texts,
    /// What its whole is divided by: "offence", "place". Parts of one whole by the same do not overlap and may be added up.
    pub(super) part_by: Text,
    /// `lower` or `higher`: which way is for the better. Without it nothing is called better or worse.
    pub(super) better: Option<Spot<Better>>,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
    /// True for the one metric meant when a question names none.
    pub(super) headline: Option<Spot<bool>>,
    /// Ids of the dimensions that its figures are broken down by.
    #[serde(default)]
    pub(super) by: Texts,
    /// Ids of those of them whose top members add up to the whole.
    #[serde(default)]
    pub(super) adds_up: Texts,
}

/// One published number.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub(super) struct RawFigure {
    /// What other tables call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// Id of what is counted.
    #[schemars(required)]
    pub(super) metric: Text,
    /// Ids of the members it is for, by the ids of their dimensions; none for the whole.
    #[serde(default)]
    pub(super) members: BTreeMap<String, Spot<String>>,
    /// "1997", "1997-H1", "1997-03", "1997-01..1997-07".
    pub(super) period: Option<Spot<Cell>>,
    /// Start of a running total.
    pub(super) since: Option<Spot<Cell>>,
    /// End of a running total.
    pub(super) until: Option<Spot<Cell>>,
    /// Date of a state of things.
    pub(super) as_of: Option<Spot<Cell>>,
    /// How to print the period when its dates would say more than is known.
    pub(super) words: Text,
    /// 12450, "at least 48000", "about 34", "10..15".
    #[schemars(required)]
    pub(super) value: Option<Spot<Cell>>,
    /// What the number is spread over, when it is a rate.
    pub(super) per: Option<Spot<Per>>,
    /// Id of the outlet that first published it.
    pub(super) originator: Text,
    /// The official body behind it.
    pub(super) body: Text,
    /// Id of the page it was read on.
    #[schemars(required)]
    pub(super) source: Text,
    /// Ids of further pages with the same number.
    #[serde(default)]
    pub(super) also: Texts,
    /// How sure it is.
    #[schemars(required)]
    pub(super) confidence: Option<Spot<Confidence>>,
    /// How it may be used; `headline` when absent.
    pub(super) usage: Option<Spot<Usage>>,
    /// Years of which it is published as the highest: "1990..1997".
    pub(super) highest_in: Option<Spot<Cell>>,
    /// Years of which it is published as the lowest.
    pub(super) lowest_in: Option<Spot<Cell>>,
    /// A sentence to say with it.
    pub(super) caveat: Text,
    /// Id of the earlier figure that this one replaces.
    pub(super) supersedes: Text,
}

/// Numbers that disagree.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Conflict")]
pub(super) struct RawConflict {
    /// Its name.
    #[schemars(required)]
    pub(super) id: Text,
    /// Ids of the figures that disagree.
    #[serde(default)]
    #[schemars(required)]
    pub(super) figures: Texts,
    /// What it is about, in a few words.
    #[schemars(required)]
    pub(super) about: Text,
    /// What is known of the disagreement.
    pub(super) detail: Text,
    /// The fair wording, as sentences to print.
    #[schemars(required)]
    pub(super) say: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// Something looked for and not found.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Gap")]
pub(super) struct RawGap {
    /// What is missing.
    #[schemars(required)]
    pub(super) what: Text,
    /// What is known instead, as sentences to print.
    #[schemars(required)]
    pub(super) say: Text,
    /// Ids of the metrics it concerns.
    #[serde(default)]
    pub(super) metrics: Texts,
    /// The years it concerns: 1992, "1991..1994".
    #[serde(default)]
    pub(super) years: Vec<Spot<Cell>>,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// What somebody said rather than counted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Statement")]
pub(super) struct RawStatement {
    /// Its name.
    #[schemars(required)]
    pub(super) id: Text,
    /// What it is about, in a word or two.
    #[schemars(required)]
    pub(super) topic: Text,
    /// What was said.
    #[schemars(required)]
    pub(super) text: Text,
    /// Who said it.
    #[schemars(required)]
    pub(super) attributed_to: Text,
    /// Id of the outlet to cite; the source's publisher when absent.
    pub(super) originator: Text,
    /// Id of the page it was read on.
    #[schemars(required)]
    pub(super) source: Text,
    /// Ids of further pages.
    #[serde(default)]
    pub(super) also: Texts,
    /// A sentence to say with it.
    pub(super) caveat: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// A single occurrence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Event")]
pub(super) struct RawEvent {
    /// What intents call it.
    #[schemars(required)]
    pub(super) id: Text,
    /// Its name.
    #[schemars(required)]
    pub(super) name: Text,
    /// The answer's first sentences.
    #[schemars(required)]
    pub(super) summary: Text,
    /// Named details.
    #[serde(default)]
    pub(super) details: Vec<Spot<RawDetail>>,
    /// Points on which reports differ, as sentences.
    #[serde(default)]
    pub(super) disputes: Texts,
    /// Id of the outlet that first reported it.
    #[schemars(required)]
    pub(super) originator: Text,
    /// Ids of pages that carry it, the best first.
    #[serde(default)]
    #[schemars(required)]
    pub(super) sources: Texts,
    /// How sure it is.
    #[schemars(required)]
    pub(super) confidence: Option<Spot<Confidence>>,
    /// A sentence to say with it.
    pub(super) caveat: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// One named detail of an event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Detail")]
pub(super) struct RawDetail {
    /// What it tells: "date".
    #[schemars(required)]
    pub(super) key: Text,
    /// The detail, as a sentence to print.
    #[schemars(required)]
    pub(super) text: Text,
    /// Words that ask for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// A claim in print about figures.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Claim")]
pub(super) struct RawClaim {
    /// Id of the figure the claim is about.
    #[schemars(required)]
    pub(super) figure: Text,
    /// Id of the figure it is set against.
    pub(super) base: Text,
    /// Ids of the summands, when the claim is a sum.
    #[serde(default)]
    pub(super) parts: Texts,
    /// What is claimed.
    #[schemars(required)]
    pub(super) kind: Option<Spot<ClaimKind>>,
    /// The claimed number; absent for a sum.
    pub(super) value: Option<Spot<Cell>>,
    /// The claim as printed.
    #[schemars(required)]
    pub(super) text: Text,
    /// Id of the outlet that claims it.
    pub(super) originator: Text,
    /// Id of the page it was read on.
    #[schemars(required)]
    pub(super) source: Text,
    /// False when it is known that the figures do not bear the claim out.
    pub(super) agrees: Option<Spot<bool>>,
}

/// A neighbouring subject that is not covered.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Exclusion")]
pub(super) struct RawExclusion {
    /// Its name.
    #[schemars(required)]
    pub(super) id: Text,
    /// What to say, as a sentence.
    #[schemars(required)]
    pub(super) say: Text,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// A date that people name.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Landmark")]
pub(super) struct RawLandmark {
    /// Its name.
    #[schemars(required)]
    pub(super) id: Text,
    /// The day, `"1997-03-02"`, or the month, `"1997-03"`.
    #[schemars(required)]
    pub(super) date: Option<Spot<Cell>>,
    /// Words people use for it.
    #[serde(default)]
    pub(super) aliases: RawNames,
}

/// What people call a metric, learned from questions; not to be written by hand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Parlance")]
pub(super) struct RawParlance {
    /// The metric; without it, what speaks for questions that mean none.
    pub(super) metric: Text,
    /// What it is worth before any word.
    #[schemars(required)]
    pub(super) start: Option<Spot<f32>>,
    /// Words, each with what it is worth, a line each: `found guilti 0.82`.
    #[schemars(required)]
    pub(super) words: Text,
}
