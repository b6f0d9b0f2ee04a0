//! Turning mentions into what a reading says is named: metrics, outlets and events take their words, the rest are hints.

use super::names::{IN_FULL, Mention, Target, disjoint};
use super::reader::Reader;
use super::reading::{MetricMention, Named, Reading, Role};
use super::sketch::Marks;
use super::token::Token;
use crate::dataset::MetricId;

/// What linking looks at.
pub(super) struct Sight<'a> {
    /// The words that may name something, with their token's position.
    pub words: &'a [(usize, &'a str)],
    /// The same with the words of periods, which names of what is excluded may have too: "now in port".
    pub all: &'a [(usize, &'a str)],
    /// All tokens.
    pub tokens: &'a [Token],
    /// What is compared of each.
    pub stems: &'a [String],
}

/// The part of a name from which on it is named in full.
const WHOLE: f32 = 0.9;
/// The concept of words that ask for a sum and also stand in names.
const TOTAL: &str = "total";
/// The concept of words that deny what stands behind them.
const DENIAL: &str = "not";
/// Words that set two names against each other.
const JOINERS: &[&str] = &[
    "and",
    "or",
    "than",
    "to",
    "vs",
    "versus",
    "over",
    "against",
    "plus",
    "minus",
    "percentage",
    "per",
    "/",
    "&",
];
/// Words that stand between two names rather than inside one.
const JOINTS: &[&str] = &[
    "and", "or", "vs", "versus", "than", "plus", "minus", "и", "или", "чем", "і", "й", "та", "або",
    "чи", "ніж",
];
/// Words between two parts of one name: "lost at sea".
const CONNECTORS: &[&str] = &[
    "of", "for", "in", "on", "the", "a", "an", "за", "о", "об", "про", "в", "у", "по",
];

impl Reader {
    /// Finds what is named.
    pub(super) fn link(&self, reading: &mut Reading, sight: &Sight, marks: &mut Marks) {
        let mut found = self.found(sight);
        if sight.all.len() > sight.words.len() {
            let excludes = |mention: &Mention| matches!(mention.target, Target::Exclusion(_));
            found.retain(|mention| !excludes(mention));
            let all = self.names.mentions(sight.all).into_iter();
            found.extend(all.filter(excludes));
        }
        let takes_words = |mention: &Mention| {
            matches!(
                mention.target,
                Target::Metric(_) | Target::Outlet(_) | Target::Event(_)
            )
        };
        let (taking, hints): (Vec<Mention>, Vec<Mention>) =
            found.into_iter().partition(takes_words);
        for (mention, others) in disjoint(taking) {
            let joined = self.is_open()
                && reading
                    .metrics
                    .iter()
                    .any(|known| are_joined(&known.tokens, &mention.tokens, sight.tokens));
            if !joined && self.is_concept_only(&mention, sight.stems)
                || (!self.is_open() || mention.recall < IN_FULL)
                    && self.is_inside_concept(&mention, sight.stems)
            {
                continue;
            }
            marks.name(&mention, mention.recall > IN_FULL);
            self.mark_tails(&mention, sight, marks);
            self.leave_totals(&mention, sight.stems, marks);
            if !self.belongs_to_neighbour(reading, &mention, sight) {
                take(reading, &mention, &others);
                if self.is_open() {
                    share_head(reading, &mention, &others, sight.tokens);
                }
            }
        }
        if self.is_open() {
            Self::drop_descriptions(reading, sight);
        }
        reading
            .metrics
            .sort_by_key(|mention| mention.tokens.first().copied());
        for mention in hints {
            let excludes = matches!(mention.target, Target::Exclusion(_));
            if !(excludes && self.tears_concept(&mention, sight.stems)) {
                hint(reading, mention, marks);
            }
        }
    }

    /// Everything that is named; where both sides of an "and" name a metric in full, neither takes words of the other.
    fn found(&self, sight: &Sight) -> Vec<Mention> {
        let mut whole = self.names.mentions(sight.words);
        if self.is_open() {
            return whole;
        }
        self.drop_stretched(&mut whole, sight);
        let joints = (0..sight.tokens.len()).filter(|at| {
            let token = sight.tokens.get(*at);
            token.is_some_and(|token| JOINTS.contains(&token.text.as_str()))
                || self.is_denial(sight.stems.get(*at))
        });
        joints
            .into_iter()
            .find_map(|joint| self.apart(sight, joint, &whole))
            .unwrap_or(whole)
    }

    fn is_denial(&self, stem: Option<&String>) -> bool {
        let hit = stem.and_then(|stem| self.vocabulary.longest(std::slice::from_ref(stem)));
        hit.is_some_and(|hit| {
            let mut concepts = hit.concepts.iter();
            concepts.any(|concept| self.vocabulary.name(*concept) == DENIAL)
        })
    }

    /// "Lamp share": a name that is not covered in full is not meant where all but a word of the language names another in full.
    fn drop_stretched(&self, mentions: &mut Vec<Mention>, sight: &Sight) {
        let is_metric = |mention: &Mention| matches!(mention.target, Target::Metric(_));
        let full: Vec<Vec<usize>> = mentions
            .iter()
            .filter(|mention| is_metric(mention) && mention.recall > IN_FULL)
            .map(|mention| mention.tokens.clone())
            .collect();
        let is_concept = |at: &usize| {
            let stem = sight.stems.get(*at);
            stem.is_some_and(|stem| self.vocabulary.begins(stem))
        };
        let stretches = |mention: &Mention, full: &Vec<usize>| {
            full.iter().all(|at| mention.tokens.contains(at))
                && full.len() < mention.tokens.len()
                && mention
                    .tokens
                    .iter()
                    .filter(|at| !full.contains(at))
                    .all(is_concept)
        };
        mentions.retain(|mention| {
            !is_metric(mention)
                || mention.recall > IN_FULL
                || !full.iter().any(|full| stretches(mention, full))
        });
    }

    /// The mentions on both sides of a joint, if some metric's spans it though each side names one by itself.
    fn apart(&self, sight: &Sight, joint: usize, whole: &[Mention]) -> Option<Vec<Mention>> {
        let is_metric = |mention: &Mention| matches!(mention.target, Target::Metric(_));
        let spans = |mention: &Mention| {
            mention.tokens.iter().any(|at| *at < joint)
                && mention.tokens.iter().any(|at| *at > joint)
        };
        whole
            .iter()
            .find(|mention| is_metric(mention) && spans(mention))?;
        let (left, right): (Vec<_>, Vec<_>) =
            sight.words.iter().copied().partition(|(at, _)| *at < joint);
        let (left, right) = (self.names.mentions(&left), self.names.mentions(&right));
        let full = |side: &[Mention]| {
            side.iter()
                .find(|mention| is_metric(mention) && mention.recall > IN_FULL)
                .map(|mention| mention.target)
        };
        if full(&left)? == full(&right)? {
            return None;
        }
        let mut all: Vec<Mention> = left.into_iter().chain(right).filter(is_metric).collect();
        all.extend(whole.iter().filter(|mention| !is_metric(mention)).cloned());
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.target.cmp(&b.target)));
        Some(all)
    }

    /// "Total" at an edge of a name asks for a sum all the same; in a bare table it is what a column is called.
    fn leave_totals(&self, mention: &Mention, stems: &[String], marks: &mut Marks) {
        let is_total = |at: &usize| {
            let hit = stems
                .get(*at)
                .and_then(|stem| self.vocabulary.longest(std::slice::from_ref(stem)));
            hit.is_some_and(|hit| {
                hit.concepts
                    .iter()
                    .any(|concept| self.vocabulary.name(*concept) == TOTAL)
            })
        };
        if mention.tokens.len() > 1 && !self.is_open() {
            let edges = [mention.tokens.first(), mention.tokens.last()];
            edges
                .into_iter()
                .flatten()
                .copied()
                .filter(is_total)
                .for_each(|at| marks.release(at));
        }
    }

    /// "Revenue from Europe" in a table of regions: words that name a column only in part describe the one that is named in full.
    fn drop_descriptions(reading: &mut Reading, sight: &Sight) {
        let full: Vec<Vec<usize>> = reading
            .metrics
            .iter()
            .filter(|mention| mention.recall > WHOLE)
            .map(|mention| mention.tokens.clone())
            .collect();
        let taken: Vec<usize> = reading
            .metrics
            .iter()
            .flat_map(|mention| mention.tokens.clone())
            .collect();
        let joined = |mention: &MetricMention| {
            full.iter().any(|tokens| {
                are_joined(tokens, &mention.tokens, sight.tokens)
                    && none_between(&taken, tokens, &mention.tokens)
            })
        };
        let rivals: Vec<MetricId> = reading
            .metrics
            .iter()
            .filter(|mention| mention.recall > WHOLE)
            .flat_map(|mention| mention.others.iter().map(|(metric, _)| *metric))
            .collect();
        let is_rival =
            |mention: &MetricMention| mention.recall < IN_FULL && rivals.contains(&mention.metric);
        if !full.is_empty() {
            reading.metrics.retain(|mention| {
                (mention.recall > WHOLE || joined(mention)) && !is_rival(mention)
            });
        }
    }

    /// "Locked up": the small word that ends a name's part is no rise; in "a day" it is no part of the name, and before a number it bounds that.
    fn mark_tails(&self, mention: &Mention, sight: &Sight, marks: &mut Marks) {
        let stems = sight.stems;
        let counts = |at: usize| {
            let token = sight.tokens.get(at);
            token.is_some_and(|token| token.number.is_some()) && marks.is_free(at)
        };
        let mut tails = Vec::new();
        for at in &mention.tokens {
            if let (Some(stem), Some(tail)) = (stems.get(*at), stems.get(at + 1))
                && self.tails.contains(&(stem.clone(), tail.clone()))
                && !mention.tokens.contains(&(at + 1))
                && !counts(at + 2)
                && stems
                    .get(at + 1..)
                    .and_then(|rest| self.vocabulary.longest(rest))
                    .is_none_or(|hit| hit.length == 1)
            {
                tails.push(at + 1);
            }
        }
        for tail in tails {
            marks.put(tail..tail + 1, Role::Filler);
        }
    }

    /// "By offence": one word of a longer run that expresses a concept is not named.
    fn is_inside_concept(&self, mention: &Mention, stems: &[String]) -> bool {
        let [at] = mention.tokens.as_slice() else {
            return false;
        };
        let starts = at.saturating_sub(3)..*at;
        starts.into_iter().any(|start| {
            stems
                .get(start..)
                .and_then(|stems| self.vocabulary.longest(stems))
                .is_some_and(|hit| start + hit.length > *at && !self.vocabulary.is_subject(&hit))
        })
    }

    /// "Growth rate of outages": a name whose words are torn from a longer expression is not meant.
    fn tears_concept(&self, mention: &Mention, stems: &[String]) -> bool {
        mention.tokens.iter().any(|at| {
            (at.saturating_sub(3)..=*at).any(|start| {
                let hit = stems
                    .get(start..)
                    .and_then(|stems| self.vocabulary.longest(stems));
                hit.is_some_and(|hit| {
                    let mut run = start..start + hit.length;
                    let torn = run.clone().any(|other| !mention.tokens.contains(&other));
                    run.any(|covered| covered == *at) && torn && !self.vocabulary.is_subject(&hit)
                })
            })
        })
    }

    /// A name of which only words of the language were met ("total", "a day") is not named.
    fn is_concept_only(&self, mention: &Mention, stems: &[String]) -> bool {
        let common =
            |stem: &String| self.vocabulary.begins(stem) || self.vocabulary.is_filler(stem);
        (mention.recall < IN_FULL || !self.is_open())
            && mention
                .tokens
                .iter()
                .all(|at| stems.get(*at).is_some_and(common))
    }

    /// "lamp oil deliveries": a word beside a metric's name that also stands in that metric's own names adds no metric.
    fn belongs_to_neighbour(&self, reading: &Reading, mention: &Mention, sight: &Sight) -> bool {
        if !matches!(mention.target, Target::Metric(_)) {
            return false;
        }
        reading.metrics.iter().any(|known| {
            let own = self.context.get(known.metric.0);
            let shared = |at: &usize| {
                sight
                    .stems
                    .get(*at)
                    .is_some_and(|stem| own.is_some_and(|own| own.contains(stem)))
            };
            mention.tokens.iter().all(shared)
                && adjoin(&known.tokens, &mention.tokens, sight.tokens)
        })
    }
}

/// Whether two runs of tokens stand side by side, with nothing but connectors between.
fn adjoin(a: &[usize], b: &[usize], tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (a.iter().chain(b).min(), a.iter().chain(b).max()) else {
        return false;
    };
    let between = (*first..=*last).filter(|at| !a.contains(at) && !b.contains(at));
    between.into_iter().all(|at| {
        tokens
            .get(at)
            .is_some_and(|token| CONNECTORS.contains(&token.text.as_str()))
    })
}

/// "Used and new cars": another name that has the last word in common with the one named, and a word of its own before "and".
fn share_head(reading: &mut Reading, mention: &Mention, others: &[Mention], tokens: &[Token]) {
    for other in others.iter().filter(|other| other.recall > WHOLE) {
        let own: Vec<usize> = other
            .tokens
            .iter()
            .copied()
            .filter(|at| !mention.tokens.contains(at))
            .collect();
        let next = own.last().map_or(0, |last| last + 1);
        let joined = tokens
            .get(next)
            .is_some_and(|token| matches!(token.text.as_str(), "and" | "or" | "than" | "to"));
        if joined
            && mention.tokens.contains(&(next + 1))
            && matches!(other.target, Target::Metric(_))
        {
            take(
                reading,
                &Mention {
                    tokens: own,
                    ..other.clone()
                },
                &[],
            );
        }
    }
}

/// Whether no other name stands between two runs of tokens.
fn none_between(taken: &[usize], a: &[usize], b: &[usize]) -> bool {
    let (Some(first), Some(last)) = (a.iter().chain(b).min(), a.iter().chain(b).max()) else {
        return false;
    };
    (*first..=*last).all(|at| !taken.contains(&at) || a.contains(&at) || b.contains(&at))
}

/// Whether two runs of tokens are set against each other: "A and B", "A over B".
fn are_joined(a: &[usize], b: &[usize], tokens: &[Token]) -> bool {
    let ends = |tokens: &[usize]| Some((*tokens.first()?, *tokens.last()?));
    let (Some(a), Some(b)) = (ends(a), ends(b)) else {
        return false;
    };
    let between = if a.1 < b.0 {
        a.1 + 1..b.0
    } else {
        b.1 + 1..a.0.max(b.1 + 1)
    };
    between.into_iter().any(|at| {
        tokens
            .get(at)
            .is_some_and(|token| JOINERS.contains(&token.text.as_str()))
    })
}

fn take(reading: &mut Reading, mention: &Mention, others: &[Mention]) {
    let named = |index| Named {
        index,
        tokens: mention.tokens.clone(),
    };
    match mention.target {
        Target::Metric(metric) => reading
            .metrics
            .push(metric_mention(metric, mention, others)),
        Target::Outlet(index) => reading.outlets.push(named(index)),
        Target::Event(index) => reading.events.push(named(index)),
        _ => {}
    }
}

fn metric_mention(metric: usize, mention: &Mention, others: &[Mention]) -> MetricMention {
    let mut rivals: Vec<&Mention> = others
        .iter()
        .filter(|other| matches!(other.target, Target::Metric(_)))
        .collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score));
    let id = |other: &&Mention| {
        if let Target::Metric(metric) = other.target {
            Some((MetricId(metric), other.recall * covered(mention, other)))
        } else {
            None
        }
    };
    MetricMention {
        metric: MetricId(metric),
        others: rivals.iter().filter_map(id).collect(),
        score: mention.score,
        recall: mention.recall,
        tokens: mention.tokens.clone(),
    }
}

/// The part of a mention's words that another one takes: "fog outages" is not named by "outages".
fn covered(mention: &Mention, other: &Mention) -> f32 {
    let shared = mention
        .tokens
        .iter()
        .filter(|at| other.tokens.contains(at))
        .count();
    #[allow(clippy::cast_precision_loss, reason = "a name has few words")]
    let part = shared as f32 / mention.tokens.len().max(1) as f32;
    part
}

fn hint(reading: &mut Reading, mention: Mention, marks: &mut Marks) {
    marks.hint(&mention);
    match mention.target {
        Target::Statement(_) => reading.statements.push(mention),
        Target::Conflict(_) => reading.conflicts.push(mention),
        Target::Gap(_) => reading.gaps.push(mention),
        Target::Exclusion(exclusion) => reading.exclusions.push(exclusion),
        _ => {}
    }
}
