//! What speaks for and against a candidate: named numbers that know no word, no metric and no dataset.
//!
//! They say what the candidate explains, what it leaves unexplained, how its arguments were come by and whether the data have them.

mod asked;
mod data;
mod subject;

use super::kin::Said;
use super::operation::Operation;
use super::propose::{Candidate, Sight};
use super::subjects::Origin;
use super::tokens::Tokens;
use crate::dataset::MetricId;
use crate::query::{Compare, Query, Span, Wants};
use crate::question::evidence::Evidence;
use crate::question::names::Target;
use crate::question::reading::CountedKind;
use crate::question::token::TokenKind;

macro_rules! features {
    ($($name:ident $code:literal,)*) => {
        /// A feature.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the name in the weights says what it is")]
        pub enum Feature { $($name,)* }

        impl Feature {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the weights.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

features! {
    Bias "bias",
    Words "words",
    WordsLead "words_lead",
    Phrase "phrase",
    PhraseLead "phrase_lead",
    PhraseNear "phrase_near",
    Likeness "likeness",
    PhraseItself "phrase_itself",
    Nearest "nearest",
    NearestLead "nearest_lead",
    NearestItself "nearest_itself",
    PartialBesideFull "partial_beside_full",
    FullAlone "full_alone",
    Recall "recall",
    RecallFull "recall_full",
    RecallLow "recall_low",
    Lead "lead",
    LeadBest "lead_best",
    SubjectSaid "subject_said",
    SubjectDescribed "subject_described",
    Context "context",
    ContextLead "context_lead",
    SubjectImplied "subject_implied",
    SubjectCarried "subject_carried",
    SubjectAssumed "subject_assumed",
    SubjectNone "subject_none",
    AssumedBesideNamed "assumed_beside_named",
    AssumedBesideWeak "assumed_beside_weak",
    CarriedBesideNamed "carried_beside_named",
    CarriedBesideWeak "carried_beside_weak",
    Metrics1 "metrics_1",
    Metrics2 "metrics_2",
    Metrics3 "metrics_3",
    NamedUnused "named_unused",
    NamedUnusedWeak "named_unused_weak",
    MemberUsed "member_used",
    MemberUnused "member_unused",
    TimeSaid "time_said",
    TimeCarried "time_carried",
    TimeNone "time_none",
    Points0 "points_0",
    Points1 "points_1",
    Points2 "points_2",
    Points3 "points_3",
    Stretch "stretch",
    EndsAlone "ends_alone",
    Completed "completed",
    Shifted "shifted",
    TimeUnused "time_unused",
    NumberUsed "number_used",
    NumberUnused "number_unused",
    FigureUnused "figure_unused",
    OrdinalUnused "ordinal_unused",
    LimitUnused "limit_unused",
    Asked "asked",
    OutletUsed "outlet_used",
    OutletUnused "outlet_unused",
    EventUnused "event_unused",
    ExclusionNamed "exclusion_named",
    ExclusionTouches "exclusion_touches",
    StatementNamed "statement_named",
    ConflictNamed "conflict_named",
    GapNamed "gap_named",
    NameTokens "name_tokens",
    WayUnused "way_unused",
    EndUnused "end_unused",
    PerUnused "per_unused",
    FoldUnused "fold_unused",
    PercentUnused "percent_unused",
    MultipleUnused "multiple_unused",
    DenialUnused "denial_unused",
    OutletHas "outlet_has",
    OutletLacks "outlet_lacks",
    MixedKinds "mixed_kinds",
    ScopeUnused "scope_unused",
    GrainUnused "grain_unused",
    Unknown "unknown",
    UnknownShare "unknown_share",
    UnknownTouches "unknown_touches",
    UnknownMany "unknown_many",
    Corrected "corrected",
    Explained "explained",
    CellsAll "cells_all",
    CellsNone "cells_none",
    CellsSome "cells_some",
    Within "cells_within",
    PartOf "part_of",
    PartOfTurned "part_of_turned",
    Siblings "siblings",
    SameGroup "same_group",
    OtherGroup "other_group",
    OtherUnit "other_unit",
    PercentMetric "percent_metric",
    PercentAsked "percent_asked",
    CountAsked "count_asked",
    ClaimTrue "claim_figure",
    ClaimFar "claim_far",
    YesNo "yes_no",
    YesNoOpen "yes_no_open",
    Statement "statement",
    Question "question",
    Follows "follows",
    FollowsShort "follows_short",
    Alone "alone",
    WantsName "wants_name",
    Short "short",
    Long "long",
    Same "same_as_before",
    OperationBefore "operation_before",
    ParentSaid "parent_said",
    HalfYear "part_of_year",
    Sentences "sentences",
    HasEnd "has_end",
    HasWay "has_way",
    HasAgainst "has_against",
    HasPer "has_per",
    HasPercent "has_percent",
    HasDifference "has_difference",
    HasFold "has_fold",
    HasDenial "has_denial",
    HasScope "has_scope",
    HasMultiple "has_multiple",
    HasPart "has_part",
    HasGrain "has_grain",
    HasOrdinal "has_ordinal",
    HasBound "has_bound",
    HasPick "has_pick",
    HasSource "has_source",
    HasOneIn "has_one_in",
    HasRecordBefore "has_record_before",
    AsksName "asks_name",
    EndAgrees "end_agrees",
    EndOpposes "end_opposes",
    WayAgrees "way_agrees",
    WayOpposes "way_opposes",
    FoldAgrees "fold_agrees",
    FoldOpposes "fold_opposes",
    PlaceSaid "place_said",
    PlaceAssumed "place_assumed",
    MeasureSaid "measure_said",
    MeasureOpposes "measure_opposes",
    GrainSaid "grain_said",
    GrainOpposes "grain_opposes",
    FirstLeft "first_left",
    FirstRight "first_right",
    Named0 "named_0",
    Named1 "named_1",
    Named2 "named_2",
    Named3 "named_3",
    OneAtNone "metrics_1_times_0",
    OneAtOne "metrics_1_times_1",
    OneAtTwo "metrics_1_times_2",
    OneAtSpan "metrics_1_stretch",
    TwoAtNone "metrics_2_times_0",
    TwoAtOne "metrics_2_times_1",
    TwoAtTwo "metrics_2_times_2",
    TwoAtSpan "metrics_2_stretch",
    SaidSince "said_since",
    SaidRange "said_range",
    SaidEdge "said_edge",
    SaidSpan "said_span",
    SaidPart "said_part",
    NamePlain "name_plain",
    NameWider "name_wider",
    NamesShare "names_share",
    Headline "headline",
    FiguresOne "figures_one",
    FiguresMany "figures_many",
    UnknownProper "unknown_proper",
    Elliptic "elliptic",
    EllipticSame "elliptic_same",
    EllipticOther "elliptic_other",
    LaterSaid "later_said",
    BaseSaid "base_said",
    BaseSince "base_since",
    BothSpoken "both_spoken",
    Complement "complement",
    Denied "denied",
    WayFlat "way_flat",
    EndHigh "end_high",
    EndJudged "end_judged",
    BoundEqual "bound_equal",
    TalkRecall "talk_recall",
    TalkGain "talk_gain",
    TalkLead "talk_lead",
    PairJoined "pair_joined",
    PairTouches "pair_touches",
    PairWithin "pair_within",
    NameShare "name_share",
    NameAll "name_all",
    NameExact "name_exact",
    UnitSaid "unit_said",
    UnitOther "unit_other",
    AssumedInTalk "assumed_in_talk",
    SubjectAside "subject_aside",
    NameHolds "name_holds",
    FoldHeld "fold_held",
    AsksOther "asks_other",
    PeriodsForOther "periods_for_other",
    NoneBesideAll "none_beside_all",
}

/// From this likeness on a question is a phrase itself.
const ITSELF: f32 = 0.97;

/// From this part on a name is taken for one.
const SAID: f32 = 0.5;
/// From this part on a name is named in full.
const FULL: f32 = 0.95;

/// The features of a candidate that are not zero.
pub type Vector = Vec<(Feature, f32)>;

/// What is the same for all candidates of a question.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known of a question"
)]
pub struct Common {
    named: Vec<(Tokens, f32)>,
    /// Words that name members or dimensions.
    members: Vec<Tokens>,
    /// Metrics that are named in full.
    full: Vec<(MetricId, Tokens)>,
    name_tokens: Tokens,
    /// Words that say nothing by themselves.
    plain: Tokens,
    /// Whether all that says something is a name, a period or a number.
    elliptic: bool,
    unknown: Vec<usize>,
    content: usize,
    exclusions: Vec<Tokens>,
    outlets: usize,
    events: usize,
    statement: f32,
    conflict: f32,
    gap: bool,
    best_recall: f32,
    sentences: usize,
    /// Where the last sentence begins that names a metric.
    last_named: usize,
    /// Words that names and units have.
    said: Said,
    /// The metrics that were spoken of before.
    before: Option<Vec<MetricId>>,
    /// The best of [`Kin::covered`], by metrics that are named.
    talk: f32,
    /// Words of metrics' names with the most that they weigh.
    weights: Vec<(usize, f32)>,
    unit: bool,
    /// Whether a word that nothing explains stands where it is said what is asked for: "which valley".
    asks_other: bool,
}

impl Common {
    /// Looks at a question once.
    pub fn of(sight: &Sight) -> Self {
        let evidence = sight.evidence;
        let mut common = Self {
            plain: plain(evidence),
            elliptic: is_elliptic(evidence),
            last_named: last_named(evidence),
            said: sight.kin.said(evidence),
            sentences: sentences(evidence),
            ..Self::default()
        };
        let mut taken = Tokens::default();
        for mention in &evidence.names {
            let tokens = Tokens::of(mention.tokens.iter().copied());
            if let Target::Metric(metric) = mention.target
                && mention.recall > FULL
            {
                common.full.push((MetricId(metric), tokens));
            }
            match mention.target {
                Target::Metric(_) if mention.recall <= FULL && tokens.is_within(&common.plain) => {}
                Target::Metric(_) if !tokens.meets(&taken) => {
                    taken = taken.with(&tokens);
                    common.best_recall = common.best_recall.max(mention.recall);
                    common.named.push((tokens, mention.recall));
                }
                Target::Metric(_) => {}
                Target::Outlet(_) => common.outlets += 1,
                Target::Event(_) => common.events += 1,
                Target::Exclusion(_) => common.exclusions.push(tokens),
                Target::Statement(_) => common.statement = common.statement.max(mention.recall),
                Target::Conflict(_) => common.conflict = common.conflict.max(mention.recall),
                Target::Gap(_) => common.gap = true,
                Target::Dimension(_) | Target::Member(_) => {
                    let is_apart = |known: &Tokens| !known.meets(&tokens);
                    if common.members.iter().all(is_apart) {
                        common.members.push(tokens);
                    }
                }
            }
            if mention.recall >= 0.5 {
                common.name_tokens = common.name_tokens.with(&tokens);
            }
        }
        common.look_for_unknown(sight);
        common.look_at_names(sight);
        common
    }

    /// What the names of metrics take up, and how much of them the talk covers.
    fn look_at_names(&mut self, sight: &Sight) {
        self.before = sight.memory.last().map(|turn| {
            let metrics = turn.metrics().into_iter();
            metrics
                .map(|metric| sight.dataset.whole_of(metric))
                .collect()
        });
        for mention in &sight.evidence.names {
            let Target::Metric(metric) = mention.target else {
                continue;
            };
            for (at, weight) in mention.tokens.iter().zip(&mention.weights) {
                match self.weights.iter_mut().find(|(known, _)| known == at) {
                    Some((_, most)) => *most = most.max(*weight),
                    None if !self.plain.has(*at) => self.weights.push((*at, *weight)),
                    None => {}
                }
            }
            if let Some(before) = &self.before {
                let covered = sight.kin.covered(MetricId(metric), &self.said, before);
                self.talk = self.talk.max(covered);
            }
        }
        self.unit = sight.kin.names_any_unit(&self.said);
        let asking = sight.evidence.concepts.iter();
        let mut asking = asking.filter(|concept| concept.says.want == Some(Wants::Name));
        self.asks_other = asking.any(|concept| self.unknown.contains(&concept.tokens.end));
    }

    /// Words that nothing explains, whatever is asked.
    fn look_for_unknown(&mut self, sight: &Sight) {
        let evidence = sight.evidence;
        let mut known = self.name_tokens;
        for concept in &evidence.concepts {
            known = known.with(&Tokens::of(concept.tokens.clone()));
        }
        for when in &evidence.whens {
            known = known.with(&Tokens::of(when.tokens.clone()));
        }
        for number in &evidence.numbers {
            known = known.with(&Tokens::of(number.tokens.clone()));
        }
        for (at, word) in evidence.words.iter().enumerate() {
            if word.kind != TokenKind::Word || word.filler {
                continue;
            }
            self.content += 1;
            if !known.has(at) && !word.subject && !word.phrase {
                self.unknown.push(at);
            }
        }
    }

    /// Whether all that says something is a name, a period or a number.
    pub fn is_elliptic(&self) -> bool {
        self.elliptic
    }

    /// Whether one of the words that nothing explains is written as a name is.
    pub fn unknown_proper(&self, evidence: &Evidence) -> bool {
        let mut unknown = self.unknown.iter().filter_map(|at| evidence.words.get(*at));
        unknown.any(|word| word.proper)
    }

    /// The places of words that nothing explains.
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }

    /// The part of the best-named metric's name that is covered.
    pub fn best_recall(&self) -> f32 {
        self.best_recall
    }

    /// The part of the content words that nothing explains.
    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    pub fn unknown_share(&self) -> f32 {
        self.unknown.len() as f32 / self.content.max(1) as f32
    }

    /// Whether a subject is named that the data leave out.
    pub fn excludes(&self) -> bool {
        !self.exclusions.is_empty()
    }

    /// Whether a word that nothing explains stands beside a name.
    pub fn unknown_touches(&self) -> bool {
        let names = self.name_tokens;
        self.unknown.iter().any(|at| {
            names.has(at + 1) || at.checked_sub(1).is_some_and(|before| names.has(before))
        })
    }
}

/// How many sentences begin behind another one.
fn sentences(evidence: &Evidence) -> usize {
    let ends = |text: &str| matches!(text, "." | "?" | "!" | ";" | "\n");
    let pairs = evidence.words.windows(2);
    pairs
        .filter(
            |pair| matches!(pair, [mark, next] if ends(&mark.text) && next.kind == TokenKind::Word),
        )
        .count()
}

/// Where the last sentence begins that has a name of a metric.
fn last_named(evidence: &Evidence) -> usize {
    let last = |from: usize| {
        let mut metrics = evidence
            .names
            .iter()
            .filter(|mention| matches!(mention.target, Target::Metric(_)) && mention.recall > SAID);
        metrics.any(|mention| mention.tokens.iter().any(|at| *at >= from))
    };
    let ends = evidence.words.iter().enumerate();
    let begins = ends
        .filter(|(_, word)| matches!(word.text.as_str(), "." | "?" | "!" | "\n"))
        .map(|(at, _)| at + 1);
    begins.rev().find(|from| last(*from)).unwrap_or(0)
}

/// The words that say nothing by themselves.
fn plain(evidence: &Evidence) -> Tokens {
    let words = evidence.words.iter().enumerate();
    Tokens::of(words.filter(|(_, word)| word.filler).map(|(at, _)| at))
}

/// Whether all that says something is a name, a period or a number: "and bees in 2022?".
fn is_elliptic(evidence: &Evidence) -> bool {
    let mut said = plain(evidence);
    for mention in &evidence.names {
        said = said.with(&Tokens::of(mention.tokens.iter().copied()));
    }
    for when in &evidence.whens {
        said = said.with(&Tokens::of(when.tokens.clone()));
    }
    for number in &evidence.numbers {
        said = said.with(&Tokens::of(number.tokens.clone()));
    }
    let mut words = evidence.words.iter().enumerate();
    words.all(|(at, word)| word.kind == TokenKind::Symbol || said.has(at))
}

/// What words and phrases say of operations: for each operation a log-probability, for each an intent's likeness.
pub struct TextScores {
    /// The logarithm of each operation's probability, by its words.
    pub words: Vec<f32>,
    /// How well each operation's phrases fit.
    pub phrases: Vec<f32>,
    /// How well the phrases of each intent fit.
    pub intents: Vec<f32>,
    /// For each intent that may reply, how like its nearest phrase is, 0 to 1.
    pub likeness: Vec<f32>,
    /// For each operation, how like its nearest phrase is, 0 to 1.
    pub nearest: Vec<f32>,
}

impl TextScores {
    fn lead(list: &[f32], at: usize) -> f32 {
        let own = list.get(at).copied().unwrap_or_default();
        let best = list
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, value)| *value)
            .fold(f32::NEG_INFINITY, f32::max);
        own - best
    }
}

/// Collects the features of one candidate.
struct Collector<'a> {
    sight: &'a Sight<'a>,
    common: &'a Common,
    candidate: &'a Candidate,
    out: Vector,
}

/// The features of a candidate.
pub fn features(
    sight: &Sight,
    common: &Common,
    text: &TextScores,
    candidate: &Candidate,
) -> Vector {
    let mut collector = Collector {
        sight,
        common,
        candidate,
        out: Vec::with_capacity(48),
    };
    collector.put(Feature::Bias, 1.0);
    collector.text(text);
    collector.subject();
    collector.time();
    collector.numbers();
    collector.names();
    collector.arguments();
    collector.unexplained();
    collector.data();
    collector.form();
    collector.out
}

/// Marks the candidates that the data have nothing for where they have all for another of the same operation and words.
pub fn compare(candidates: &[Candidate], vectors: &mut [Vector]) {
    let flagged = |vector: &Vector, feature| vector.iter().any(|(own, _)| *own == feature);
    let words = |candidate: &Candidate| {
        let subject = candidate.subject.as_ref();
        subject.map_or_else(Tokens::default, |subject| subject.tokens)
    };
    let mut had: Vec<(Operation, Tokens)> = Vec::new();
    for (candidate, vector) in candidates.iter().zip(vectors.iter()) {
        let own = (candidate.operation, words(candidate));
        if flagged(vector, Feature::CellsAll) && !had.contains(&own) {
            had.push(own);
        }
    }
    for (candidate, vector) in candidates.iter().zip(vectors) {
        let own = words(candidate);
        let mut others = had.iter();
        let beside =
            others.any(|(operation, other)| *operation == candidate.operation && other.meets(&own));
        if flagged(vector, Feature::CellsNone) && beside {
            vector.push((Feature::NoneBesideAll, 1.0));
        }
    }
}

impl Collector<'_> {
    fn put(&mut self, feature: Feature, value: f32) {
        if value != 0.0 {
            self.out.push((feature, value));
        }
    }

    fn flag(&mut self, feature: Feature, flag: bool) {
        if flag {
            self.out.push((feature, 1.0));
        }
    }

    fn text(&mut self, text: &TextScores) {
        let at = self.candidate.operation.index();
        self.put(
            Feature::Words,
            text.words.get(at).copied().unwrap_or(-9.0).max(-9.0),
        );
        self.put(
            Feature::WordsLead,
            TextScores::lead(&text.words, at).clamp(-6.0, 6.0) / 3.0,
        );
        let own = match self.candidate.intent {
            Some(intent) => text.intents.get(intent).copied().unwrap_or_default(),
            None => text.phrases.get(at).copied().unwrap_or_default(),
        };
        self.put(Feature::Phrase, own.clamp(-2.0, 2.0));
        self.put(
            Feature::PhraseLead,
            TextScores::lead(&text.phrases, at).clamp(-2.0, 2.0),
        );
        self.put(Feature::PhraseNear, (own - 1.0).clamp(0.0, 1.0));
        let nearest = self
            .candidate
            .intent
            .and_then(|intent| text.likeness.get(intent));
        let nearest = nearest.copied().unwrap_or_default();
        self.put(Feature::Likeness, nearest);
        self.flag(Feature::PhraseItself, nearest >= ITSELF);
        let of_topics = matches!(self.candidate.operation, Operation::Said | Operation::Reply);
        if !of_topics {
            let nearest = text.nearest.get(at).copied().unwrap_or_default();
            self.put(Feature::Nearest, nearest);
            self.put(Feature::NearestLead, TextScores::lead(&text.nearest, at));
            self.flag(Feature::NearestItself, nearest >= ITSELF);
        }
    }

    fn time(&mut self) {
        let candidate = self.candidate;
        match candidate.when {
            Origin::Said | Origin::Described | Origin::Implied => {
                self.flag(Feature::TimeSaid, true);
            }
            Origin::Carried => self.flag(Feature::TimeCarried, true),
            Origin::Assumed => self.flag(Feature::TimeNone, true),
        }
        match candidate.points {
            0 => self.flag(Feature::Points0, !candidate.stretch),
            1 => self.flag(Feature::Points1, !candidate.stretch),
            2 => self.flag(Feature::Points2, !candidate.stretch),
            _ => self.flag(Feature::Points3, !candidate.stretch),
        }
        self.flag(Feature::Stretch, candidate.stretch);
        let ranged = self.sight.evidence.whens.iter().any(|when| {
            matches!(
                when.when,
                crate::question::period::When::Range(..) | crate::question::period::When::Since(_)
            )
        });
        self.flag(
            Feature::EndsAlone,
            ranged && !candidate.stretch && candidate.when == Origin::Said,
        );
        self.flag(Feature::Completed, candidate.completed);
        self.flag(Feature::Shifted, candidate.shifted);
        let said = !self.sight.evidence.whens.is_empty();
        self.flag(
            Feature::TimeUnused,
            said && candidate.points == 0
                && !candidate.stretch
                && candidate.when == Origin::Assumed,
        );
        let finer = self
            .sight
            .hints
            .grains
            .iter()
            .any(|hint| hint.says != crate::query::Grain::Year);
        let uses =
            super::memory::cells(&candidate.query).is_some_and(|cells| cells.when.grain.is_some());
        self.flag(Feature::GrainUnused, finer && !uses);
    }

    fn numbers(&mut self) {
        let mut unused = (0.0, 0.0, 0.0, 0.0);
        let mut used = 0.0;
        for number in &self.sight.evidence.numbers {
            if Tokens::of(number.tokens.clone()).is_within(&self.candidate.tokens) {
                used += 1.0;
            } else if number.kind == CountedKind::Ordinal {
                unused.2 += 1.0;
            } else if number.bound.is_some_and(|bound| !bound.is_rough()) {
                unused.3 += 1.0;
            } else if number.figures.is_empty() {
                unused.0 += 1.0;
            } else {
                unused.1 += 1.0;
            }
        }
        self.put(Feature::NumberUsed, f32::min(used, 2.0));
        self.put(Feature::NumberUnused, f32::min(unused.0, 2.0));
        self.put(Feature::FigureUnused, f32::min(unused.1, 2.0));
        self.put(Feature::OrdinalUnused, f32::min(unused.2, 1.0));
        self.put(Feature::LimitUnused, f32::min(unused.3, 1.0));
        self.put(Feature::Asked, f32::from(self.candidate.asked.min(2)));
    }

    fn names(&mut self) {
        let common = self.common;
        let outlet = self.uses_outlet();
        self.flag(Feature::OutletUsed, common.outlets > 0 && outlet);
        self.flag(Feature::OutletUnused, common.outlets > 0 && !outlet);
        let event = matches!(self.candidate.query, Query::Event { .. });
        self.flag(Feature::EventUnused, common.events > 0 && !event);
        let named = !common.exclusions.is_empty();
        self.flag(Feature::ExclusionNamed, named);
        let touches = common
            .exclusions
            .iter()
            .any(|tokens| !tokens.is_within(&self.candidate.tokens));
        self.flag(Feature::ExclusionTouches, named && touches);
        self.put(Feature::StatementNamed, common.statement);
        self.put(Feature::ConflictNamed, common.conflict);
        self.flag(Feature::GapNamed, common.gap);
        #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
        let tokens = self.candidate.tokens.count().min(12) as f32 / 6.0;
        self.put(Feature::NameTokens, tokens);
    }

    fn uses_outlet(&self) -> bool {
        self.outlet().is_some()
    }

    /// The outlet that the candidate is limited to.
    fn outlet(&self) -> Option<crate::dataset::OutletId> {
        fn of(query: &Query) -> Option<crate::dataset::OutletId> {
            match query {
                Query::Compare(compare) => compare.left.outlet,
                Query::Split(split) => split.of.outlet,
                Query::Rate(rate) => rate.of.outlet,
                Query::Check(check) => of(&check.of),
                other => super::memory::cells(other)?.outlet,
            }
        }
        of(&self.candidate.query)
    }

    fn unexplained(&mut self) {
        let free: Vec<usize> = self
            .common
            .unknown
            .iter()
            .copied()
            .filter(|at| !self.candidate.tokens.has(*at))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
        let (unknown, content) = (free.len() as f32, self.common.content.max(1) as f32);
        self.put(Feature::Unknown, unknown.min(4.0) / 2.0);
        self.put(Feature::UnknownShare, unknown / content);
        self.flag(Feature::UnknownMany, unknown > 4.0);
        let subject = self
            .candidate
            .subject
            .as_ref()
            .map(|subject| subject.tokens)
            .unwrap_or_default();
        let touches = free.iter().any(|at| {
            subject.has(at + 1) || at.checked_sub(1).is_some_and(|before| subject.has(before))
        });
        self.flag(Feature::UnknownTouches, touches);
        let words = &self.sight.evidence.words;
        let proper = free
            .iter()
            .any(|at| words.get(*at).is_some_and(|word| word.proper));
        self.flag(Feature::UnknownProper, proper);
        self.flag(
            Feature::Corrected,
            !self.sight.evidence.corrections.is_empty(),
        );
        self.put(Feature::Explained, 1.0 - unknown / content);
    }

    fn form(&mut self) {
        let evidence = self.sight.evidence;
        let claim = self.candidate.operation.is_claim();
        self.flag(Feature::YesNo, evidence.yes_no);
        self.flag(Feature::YesNoOpen, evidence.yes_no && !claim);
        self.flag(
            Feature::Statement,
            !evidence.yes_no && !evidence.question_mark,
        );
        self.flag(Feature::Question, evidence.question_mark);
        let follows = !self.sight.memory.is_empty();
        let words = evidence
            .words
            .iter()
            .filter(|word| word.kind != TokenKind::Symbol)
            .count();
        self.flag(Feature::Follows, follows);
        self.flag(Feature::FollowsShort, follows && words <= 4);
        self.flag(Feature::Short, words <= 3);
        self.flag(Feature::Long, words > 18);
        self.flag(Feature::Sentences, self.common.sentences > 0);
        let carried = self.candidate.when == Origin::Carried
            || self
                .candidate
                .subject
                .as_ref()
                .is_some_and(|subject| subject.origin == Origin::Carried);
        self.flag(Feature::Alone, follows && !carried);
        let before = self
            .sight
            .memory
            .last()
            .map(|turn| Operation::of(&turn.query));
        let again = before == Some(self.candidate.operation);
        self.flag(Feature::OperationBefore, again);
        let elliptic = self.common.elliptic;
        self.flag(Feature::Elliptic, elliptic && !follows);
        self.flag(Feature::EllipticSame, elliptic && follows && again);
        self.flag(Feature::EllipticOther, elliptic && follows && !again);
        let same = self
            .sight
            .memory
            .last()
            .is_some_and(|turn| turn.query == self.candidate.query);
        self.flag(Feature::Same, same);
    }
}

/// The comparison that a query makes or that is asserted something of.
fn compared(query: &Query) -> Option<&Compare> {
    match query {
        Query::Compare(compare) => Some(compare),
        Query::Check(check) => compared(&check.of),
        _ => None,
    }
}

fn points(span: &Span) -> &[crate::dataset::Period] {
    match span {
        Span::At(points) => points,
        _ => &[],
    }
}
