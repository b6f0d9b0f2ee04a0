//! What is the same for all candidates of a question: its names, what nothing explains, what was spoken of before.
//!
//! It must not know a candidate.

use crate::dataset::MetricId;
use crate::interpret::kin::Said;
use crate::interpret::propose::Sight;
use crate::interpret::tokens::Tokens;
use crate::query::Wants;
use crate::question::evidence::Evidence;
use crate::question::names::{IN_FULL, Target};
use crate::question::token::TokenKind;

/// From this part on a name is taken for one.
const SAID: f32 = 0.5;

/// What is the same for all candidates of a question.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known of a question"
)]
pub struct Common {
    pub(super) named: Vec<(Tokens, f32)>,
    /// Words that name members or dimensions.
    pub(super) members: Vec<Tokens>,
    /// Metrics that are named in full.
    pub(super) full: Vec<(MetricId, Tokens)>,
    pub(super) name_tokens: Tokens,
    /// Words that say nothing by themselves.
    pub(super) plain: Tokens,
    /// Whether all that says something is a name, a period or a number.
    pub(super) elliptic: bool,
    pub(super) unknown: Vec<usize>,
    pub(super) content: usize,
    pub(super) exclusions: Vec<Tokens>,
    pub(super) outlets: usize,
    pub(super) events: usize,
    pub(super) statement: f32,
    pub(super) conflict: f32,
    pub(super) gap: bool,
    pub(super) best_recall: f32,
    pub(super) sentences: usize,
    /// Where the last sentence begins that names a metric.
    pub(super) last_named: usize,
    /// Words that names and units have.
    pub(super) said: Said,
    /// The metrics that were spoken of before.
    pub(super) before: Option<Vec<MetricId>>,
    /// The best of [`crate::interpret::kin::Kin::covered`], by metrics that are named.
    pub(super) talk: f32,
    /// Words of metrics' names with the most that they weigh.
    pub(super) weights: Vec<(usize, f32)>,
    pub(super) unit: bool,
    /// Whether a word that nothing explains stands where it is said what is asked for: "which valley".
    pub(super) asks_other: bool,
    /// Where what is asked for by name is itself a name, or a part of one: "which region".
    pub(super) asked: Option<usize>,
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
                && mention.recall > IN_FULL
            {
                common.full.push((MetricId(metric), tokens));
            }
            match mention.target {
                Target::Metric(_)
                    if mention.recall <= IN_FULL && tokens.is_within(&common.plain) => {}
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
        let asked = asking.next().map(|concept| concept.tokens.end);
        self.asks_other = asked.is_some_and(|at| self.unknown.contains(&at));
        self.asked = asked.filter(|at| self.name_tokens.has(*at));
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
