//! Finding names in a question: metrics, outlets, events, statements, conflicts and what the dataset excludes.
//!
//! A name is a bag of stems with weights; a mention is a cluster of the question's words that covers enough of one name.
//! It does not decide what was meant: it lists what is named, the best first.

use std::collections::{BTreeMap, HashMap, HashSet};

/// The part of a name that must be covered for it to be named in full.
pub const IN_FULL: f32 = 0.95;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A metric, by position.
    Metric(usize),
    /// An outlet, by position.
    Outlet(usize),
    /// An event, by position.
    Event(usize),
    /// A statement, by position.
    Statement(usize),
    /// A conflict, by position.
    Conflict(usize),
    /// A known gap, by position.
    Gap(usize),
    /// An exclusion, by position.
    Exclusion(usize),
    /// A dimension, by position.
    Dimension(usize),
    /// A member of a dimension, by position.
    Member(usize),
}

/// One name to be indexed.
#[derive(Debug, Clone)]
pub struct Name {
    /// What it stands for.
    pub target: Target,
    /// Its words, stemmed, in order; with how much each may weigh (1 for a word of its own, less for common ones).
    pub stems: Vec<(String, f32)>,
    /// Those of its words that it has more than once.
    pub repeated: Vec<String>,
    /// Words that deny with the words that they deny: "non-suspended".
    pub denied: Vec<(String, String)>,
    /// The least part of its weight that must be named.
    pub least: f32,
}

/// A cluster of words that names something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What is named.
    pub target: Target,
    /// The tokens that name it, ascending.
    pub tokens: Vec<usize>,
    /// The weight of each of them.
    pub weights: Vec<f32>,
    /// Weight of the matched words times the part of the name they cover.
    pub score: f32,
    /// The part of the name's weight that is covered, 0 to 1.
    pub recall: f32,
}

impl Mention {
    /// What is left of a mention when other mentions have taken some of its tokens; `None` if too little is.
    fn without(&self, taken: &HashSet<usize>) -> Option<Self> {
        if self.tokens.iter().all(|token| !taken.contains(token)) {
            return Some(self.clone());
        }
        let kept = || {
            let pairs = self.tokens.iter().zip(&self.weights);
            pairs.filter(|(token, _)| !taken.contains(token))
        };
        let weight: f32 = kept().map(|(_, weight)| weight).sum();
        let total: f32 = self.weights.iter().sum();
        if weight < LEFT * total || !kept().any(|(_, weight)| *weight >= TELLING) {
            return None;
        }
        let tokens = kept().map(|(token, _)| *token).collect();
        let weights = kept().map(|(_, weight)| *weight).collect();
        let (score, recall) = (self.score * weight / total, self.recall * weight / total);
        Some(Self {
            tokens,
            weights,
            score,
            recall,
            ..self.clone()
        })
    }
}

#[derive(Debug, Clone)]
struct Indexed {
    target: Target,
    total: f32,
    length: usize,
    repeated: Vec<String>,
    denied: Vec<(String, String)>,
    /// Those of its words that are numbers.
    digits: Vec<String>,
    least: f32,
}

impl Indexed {
    /// The least part of it that names it; for a metric no more than `most`.
    fn least(&self, most: f32) -> f32 {
        match self.target {
            Target::Metric(_) => self.least.min(most),
            _ => self.least,
        }
    }
}

/// A word of a name in a question: which of its words, which token, and its weight for the name.
type Hit = (usize, usize, f32);

/// All names of a dataset, by their words.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    names: Vec<Indexed>,
    by_stem: HashMap<String, Vec<(usize, f32)>>,
}

/// The part of a mention's weight that must be left when it shares words with a better one.
const LEFT: f32 = 0.45;
/// The weight of a word that names something by itself.
const TELLING: f32 = 1.2;
/// How much of the best mention's score another reading of the same words needs, to be kept beside it.
const RIVAL: f32 = 0.4;
/// The weight of a word that comes again.
const AGAIN: f32 = 0.01;
/// How many words may stand between two words of one name.
const GAP: usize = 3;

impl NameIndex {
    /// Indexes names; a word weighs more the fewer things of its kind it names.
    pub fn new(names: Vec<Name>) -> Self {
        let rarity = Rarity::of(&names);
        let mut index = Self::default();
        for name in names {
            let position = index.names.len();
            let mut total = 0.0;
            let length = name.stems.len();
            let digits = name.stems.iter().map(|(stem, _)| stem);
            let digits = digits.filter(|stem| is_digits(stem)).cloned().collect();
            for (stem, factor) in name.stems {
                let weight = factor * rarity.weight(name.target, &stem);
                total += weight;
                index
                    .by_stem
                    .entry(stem)
                    .or_default()
                    .push((position, weight));
            }
            index.names.push(Indexed {
                target: name.target,
                total,
                length,
                repeated: name.repeated,
                denied: name.denied,
                digits,
                least: name.least,
            });
        }
        index
    }

    /// Each name of a metric: its words with what they weigh.
    pub fn of_metrics(&self) -> Vec<(usize, Vec<(&str, f32)>)> {
        let mut words: Vec<Vec<(&str, f32)>> = vec![Vec::new(); self.names.len()];
        for (stem, having) in &self.by_stem {
            for (position, weight) in having {
                if let Some(own) = words.get_mut(*position) {
                    own.push((stem.as_str(), *weight));
                }
            }
        }
        let named = self.names.iter().zip(words);
        named
            .filter_map(|(name, mut words)| match name.target {
                Target::Metric(metric) => {
                    words.sort_unstable_by(|a, b| a.0.cmp(b.0));
                    Some((metric, words))
                }
                _ => None,
            })
            .collect()
    }

    /// Whether any name has this word.
    pub fn knows(&self, stem: &str) -> bool {
        self.by_stem.contains_key(stem)
    }

    /// Everything named by the words at these token positions, every target once, the best first; of metrics at least so much of a name
    /// as is asked for at most.
    pub fn rivals(&self, words: &[(usize, &str)], most: f32) -> Vec<Mention> {
        let mut best: HashMap<Target, Mention> = HashMap::new();
        for (indexed, hits) in self.within_reach(words, most) {
            for mention in clusters(indexed, &hits, words) {
                let better = best.get(&mention.target).is_none_or(|old| {
                    (mention.score, old.tokens.len()) > (old.score, mention.tokens.len())
                });
                if mention.recall >= indexed.least(most) && better {
                    best.insert(mention.target, mention);
                }
            }
        }
        let mut found: Vec<Mention> = best.into_values().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.target.cmp(&b.target)));
        found
    }

    /// The names of which enough is among the words, with the words that they have. A common word is in thousands of names, so
    /// the weights are only added up at first.
    fn within_reach(&self, words: &[(usize, &str)], most: f32) -> Vec<(&Indexed, Vec<Hit>)> {
        let having: Vec<&[(usize, f32)]> = words
            .iter()
            .map(|(_, stem)| self.by_stem.get(*stem).map_or(&[][..], Vec::as_slice))
            .collect();
        let mut weights = vec![0.0; self.names.len()];
        for (name, weight) in having.iter().copied().flatten() {
            if let Some(sum) = weights.get_mut(*name) {
                *sum += weight;
            }
        }
        let mut hits: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
        for (order, (names, (token, _))) in having.iter().zip(words).enumerate() {
            for (name, weight) in names
                .iter()
                .filter(|(name, _)| self.reaches(*name, &weights, most))
            {
                let hit = (order, *token, *weight);
                hits.entry(*name).or_default().push(hit);
            }
        }
        hits.into_iter()
            .filter_map(|(name, hits)| Some((self.names.get(name)?, hits)))
            .collect()
    }

    /// Whether a name may be named when its words in the question weigh so much; sums are rounded, so a little less will do.
    fn reaches(&self, name: usize, weights: &[f32], most: f32) -> bool {
        let pair = self.names.get(name).zip(weights.get(name));
        pair.is_some_and(|(name, weight)| *weight >= 0.999 * name.least(most) * name.total)
    }
}

/// How rare each word is among the targets of one kind.
struct Rarity {
    targets: HashMap<std::mem::Discriminant<Target>, f32>,
    having: HashMap<(std::mem::Discriminant<Target>, String), HashSet<Target>>,
}

impl Rarity {
    fn of(names: &[Name]) -> Self {
        let mut all: HashMap<std::mem::Discriminant<Target>, HashSet<Target>> = HashMap::new();
        let mut having: HashMap<_, HashSet<Target>> = HashMap::new();
        for name in names {
            let kind = std::mem::discriminant(&name.target);
            all.entry(kind).or_default().insert(name.target);
            for (stem, _) in &name.stems {
                having
                    .entry((kind, stem.clone()))
                    .or_default()
                    .insert(name.target);
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "counts of names are small")]
        let targets = all
            .into_iter()
            .map(|(kind, set)| (kind, set.len() as f32))
            .collect();
        Self { targets, having }
    }

    fn weight(&self, target: Target, stem: &str) -> f32 {
        let kind = std::mem::discriminant(&target);
        let all = self.targets.get(&kind).copied().unwrap_or(1.0);
        #[allow(clippy::cast_precision_loss, reason = "counts of names are small")]
        let with = self
            .having
            .get(&(kind, stem.to_owned()))
            .map_or(1.0, |set| set.len() as f32);
        1.0 + (all / with).ln()
    }
}

/// The clusters of one name's words, one from each of them on: words far apart, or a word that comes again, end a cluster.
fn clusters(name: &Indexed, hits: &[Hit], words: &[(usize, &str)]) -> Vec<Mention> {
    let from = |start: usize| cluster(name, hits.get(start..).unwrap_or_default(), words);
    (0..hits.len())
        .filter_map(|start| mention(name, &from(start)))
        .filter(|mention| !has_other_digits(name, mention, words))
        .filter(|mention| !leaves_out_denial(name, mention, words))
        .collect()
}

/// "Zone 10" does not name "zone 1": a number beside the words of a name that has one is that of another name.
fn has_other_digits(name: &Indexed, mention: &Mention, words: &[(usize, &str)]) -> bool {
    let own = |at: usize| mention.tokens.contains(&at);
    let beside = |at: usize| own(at + 1) || at > 0 && own(at - 1);
    let numbers = || words.iter().filter(|(_, stem)| is_digits(stem));
    let names_own =
        numbers().any(|(at, stem)| own(*at) && name.digits.iter().any(|own| own == stem));
    !name.digits.is_empty() && !names_own && numbers().any(|(at, _)| beside(*at))
}

/// "Suspended sentences" does not name "non-suspended sentences": it says the opposite.
fn leaves_out_denial(name: &Indexed, mention: &Mention, words: &[(usize, &str)]) -> bool {
    let said = |word: &str| {
        let mut own = words.iter().filter(|(at, _)| mention.tokens.contains(at));
        own.any(|(_, stem)| *stem == word)
    };
    let mut denied = name.denied.iter();
    denied.any(|(denial, denied)| said(denied) && !said(denial))
}

/// Whether a word is a number too short to be a year.
fn is_digits(stem: &str) -> bool {
    stem.len() <= 3 && stem.bytes().all(|byte| byte.is_ascii_digit())
}

/// The cluster that begins with the first hit; a word that the name itself has twice may come again, and adds next to no weight.
fn cluster(name: &Indexed, hits: &[Hit], words: &[(usize, &str)]) -> Vec<Hit> {
    let mut cluster: Vec<Hit> = Vec::new();
    for &(order, token, weight) in hits {
        let far = cluster.last().is_some_and(|last| order - last.0 > GAP);
        let stem = stem_at(words, order);
        let times = cluster
            .iter()
            .filter(|old| stem_at(words, old.0) == stem)
            .count();
        let repeats = name.repeated.iter().filter(|word| *word == stem).count();
        if far || times > repeats {
            break;
        }
        cluster.push((order, token, if times == 0 { weight } else { AGAIN }));
    }
    cluster
}

fn stem_at<'a>(words: &[(usize, &'a str)], order: usize) -> &'a str {
    words.get(order).map_or("", |(_, stem)| stem)
}

fn mention(name: &Indexed, cluster: &[Hit]) -> Option<Mention> {
    let (first, last) = (cluster.first()?, cluster.last()?);
    let weight: f32 = cluster.iter().map(|hit| hit.2).sum();
    let recall = if name.total > 0.0 {
        (weight / name.total).min(1.0)
    } else {
        0.0
    };
    let spread = last.0 - first.0 + 1 - cluster.len();
    let strewn = last.1 - first.1 + 1 - cluster.len();
    #[allow(clippy::cast_precision_loss, reason = "a question has few words")]
    let loose = 0.08 * spread as f32 + 0.002 * strewn as f32;
    let whole = if cluster.iter().filter(|hit| hit.2 > AGAIN).count() == name.length {
        0.15
    } else {
        0.0
    };
    let score = weight * recall * (1.0 + whole - loose).max(0.3);
    Some(Mention {
        target: name.target,
        tokens: cluster.iter().map(|hit| hit.1).collect(),
        weights: cluster.iter().map(|hit| hit.2).collect(),
        score,
        recall,
    })
}

/// Mentions that do not overlap, the best first; beside each the others that name the same words.
pub fn disjoint(mentions: Vec<Mention>) -> Vec<(Mention, Vec<Mention>)> {
    let mut taken: HashSet<usize> = HashSet::new();
    let mut kept: Vec<(Mention, Vec<Mention>)> = Vec::new();
    for mention in mentions {
        if let Some(rest) = mention.without(&taken) {
            taken.extend(rest.tokens.iter().copied());
            kept.push((rest, Vec::new()));
        } else if let Some((best, others)) = kept.iter_mut().find(|(best, _)| {
            best.tokens
                .iter()
                .any(|token| mention.tokens.contains(token))
        }) && mention.score >= RIVAL * best.score
        {
            others.push(mention);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> NameIndex {
        let name = |(position, text): (usize, &&str)| {
            let mut stems: Vec<(String, f32)> = Vec::new();
            let mut repeated = Vec::new();
            for word in text.split(' ').map(str::to_owned) {
                if stems.iter().any(|(known, _)| *known == word) {
                    repeated.push(word);
                } else {
                    stems.push((word, 1.0));
                }
            }
            Name {
                target: Target::Metric(position),
                stems,
                repeated,
                denied: vec![("non".into(), "lit".into())],
                least: 0.34,
            }
        };
        NameIndex::new(names.iter().enumerate().map(name).collect())
    }

    #[test]
    fn words_go_to_the_name_that_they_cover_best() {
        type Expected = &'static [(usize, &'static [usize])];
        let names = [
            "oil and oil lamps",
            "spare oil",
            "lamps mended",
            "lamps total",
            "zone 1",
            "zone 10",
            "non lit buoys",
        ];
        let table: &[(&str, Expected)] = &[
            ("oil and oil lamps", &[(0, &[0, 1, 2, 3])]),
            ("spare oil", &[(1, &[0, 1])]),
            ("lamps mended of lamps total", &[(2, &[0, 1]), (3, &[3, 4])]),
            ("zone 10", &[(5, &[0, 1])]),
            ("non lit buoys", &[(6, &[0, 1, 2])]),
            ("lit buoys", &[]),
            ("zone 1 or zone 12", &[(4, &[0, 1])]),
        ];
        let index = index(&names);
        for (question, expected) in table {
            let words: Vec<(usize, &str)> = question.split(' ').enumerate().collect();
            let mut found: Vec<(usize, Vec<usize>)> = disjoint(index.rivals(&words, 1.0))
                .into_iter()
                .filter_map(|(mention, _)| {
                    if let Target::Metric(metric) = mention.target {
                        Some((metric, mention.tokens))
                    } else {
                        None
                    }
                })
                .collect();
            found.sort();
            let expected: Vec<(usize, Vec<usize>)> = expected
                .iter()
                .map(|(metric, tokens)| (*metric, tokens.to_vec()))
                .collect();
            assert_eq!(found, expected, "{question}");
        }
    }
}
