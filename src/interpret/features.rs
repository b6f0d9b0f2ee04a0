//! What speaks for and against a candidate: named numbers that know no word, no metric and no dataset.
//!
//! They say what the candidate explains, what it leaves unexplained, how its arguments were come by and whether the data have them.

mod asked;
mod common;
mod data;
mod feature;
mod subject;

use std::sync::LazyLock;

pub use self::common::Common;
pub use self::feature::Feature;
use super::operation::Operation;
use super::propose::{Candidate, Sight};
use super::scorer::Told;
use super::subjects::{Origin, Subject};
use super::tokens::Tokens;
use super::traits::{Sort, traits};
use crate::dataset::MetricId;
use crate::query::{Compare, Query, Span};
use crate::question::reading::CountedKind;
use crate::question::token::TokenKind;

/// From this likeness on a question is a phrase itself.
const ITSELF: f32 = 0.97;
/// How much a taught phrase of an operation says beside one of a topic: what its slots stand for was not taught.
const BY_SLOTS: f32 = 0.2;

/// What is told less of than this is not told at all.
const LEAST_TOLD: f32 = -6.0;

/// The features of a candidate that are not zero.
pub type Vector = Vec<(Feature, f32)>;

/// What words and phrases say of operations: for each operation a log-probability, for each an intent's likeness.
pub struct TextScores {
    /// What its words say.
    pub told: Told,
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
    collector.told(&text.told);
    collector.subject();
    collector.time();
    collector.numbers();
    collector.names();
    collector.arguments();
    collector.unexplained();
    collector.data();
    collector.form();
    collector.together();
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
            text.told
                .operations
                .get(at)
                .copied()
                .unwrap_or(-9.0)
                .max(-9.0),
        );
        self.put(
            Feature::WordsLead,
            TextScores::lead(&text.told.operations, at).clamp(-6.0, 6.0) / 3.0,
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
        let mut taught = f32::from(u8::from(nearest >= ITSELF));
        let of_topics = matches!(self.candidate.operation, Operation::Said | Operation::Reply);
        if !of_topics {
            let nearest = text.nearest.get(at).copied().unwrap_or_default();
            self.put(Feature::Nearest, nearest);
            self.put(Feature::NearestLead, TextScores::lead(&text.nearest, at));
            self.flag(Feature::NearestItself, nearest >= ITSELF);
            if nearest >= ITSELF {
                taught = BY_SLOTS;
            }
        }
        // Phrases are compared without the words that nothing knows: with such a word a question is not the phrase itself.
        if self.common.unknown.is_empty() {
            self.put(Feature::Taught, taught);
        }
    }

    /// How far the words speak for each trait of the candidate, given its operation.
    fn told(&mut self, told: &Told) {
        static FEATURES: LazyLock<Vec<Feature>> = LazyLock::new(|| {
            let feature = |sort: &Sort| Feature::of_code(&format!("told_{}", sort.code()));
            Sort::ALL.iter().filter_map(feature).collect()
        });
        for own in traits(self.candidate) {
            let likely = told.given(self.candidate.operation, own);
            if let Some(feature) = FEATURES.get(own.sort().index()) {
                self.put(*feature, likely.max(LEAST_TOLD));
            }
        }
    }

    fn time(&mut self) {
        let candidate = self.candidate;
        match candidate.when {
            Origin::Said | Origin::Described | Origin::Alike | Origin::Implied => {
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
        self.statement();
        self.put(Feature::ConflictNamed, common.conflict);
        self.flag(Feature::GapNamed, common.gap);
        #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
        let tokens = self.candidate.tokens.count().min(12) as f32 / 6.0;
        self.put(Feature::NameTokens, tokens);
    }

    /// Whether what was said is about the metric that the question means or that was spoken of, or about another.
    fn statement(&mut self) {
        let Query::Statements(said) = &self.candidate.query else {
            return;
        };
        let Some(statement) = said.first() else {
            return;
        };
        let alike = self.sight.evidence.alike.first();
        let alike = alike.map(|alike| (MetricId(alike.metric), alike.likely));
        let named = alike.map_or(0.0, |(_, likely)| likely);
        let before = self.sight.memory.last();
        let before = before.and_then(|turn| Some((*turn.metrics().first()?, 1.0 - named)));
        let most = self.sight.kin.most_on(*statement);
        let (mut fits, mut other) = (0.0, 0.0);
        for (metric, likely) in alike.into_iter().chain(before) {
            let on = self.sight.kin.on(*statement, metric);
            fits += on * likely;
            other += (most - on) * likely;
        }
        self.put(Feature::SaidFits, fits);
        self.put(Feature::SaidOther, other);
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

    /// Whether it takes together what several turns were about, or the last of it.
    fn together(&mut self) {
        let (memory, candidate) = (self.sight.memory, self.candidate);
        if candidate.when == Origin::Carried && memory.periods_of_talk().len() > 1 {
            self.flag(Feature::PeriodsOfTalk, candidate.points > 1);
            self.flag(Feature::PeriodOfTalk, candidate.points == 1);
        }
        let unsaid =
            |subject: &&Subject| subject.origin == Origin::Carried && subject.tokens.is_empty();
        let carried = candidate.subject.as_ref().filter(unsaid);
        if let Some(subject) = carried.filter(|_| memory.metrics_of_talk().len() > 1) {
            self.flag(Feature::MetricsOfTalk, subject.metrics.len() > 1);
            self.flag(Feature::MetricOfTalk, subject.metrics.len() == 1);
        }
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
