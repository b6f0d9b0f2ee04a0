//! Tokens to a weighted vector: stems, pairs of stems, and pieces of words, by sublinear TF-IDF under one length norm.
//!
//! A feature counts by its rarity among the examples and among the labels; it knows nothing of what labels mean.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of examples are far below 2^24"
)]

use std::collections::HashMap;
use std::ops::Range;

use super::classifier::Example;
use super::lexicon::Lexicon;
use super::stem::stem;

/// Feature numbers with their weights, in ascending order of number.
pub(super) type Vector = Vec<(u32, f32)>;

/// Lengths of the character pieces that a word is cut into, its two edges included.
const PIECES: Range<usize> = 2..5;
/// The weight of a piece of a word against that of a stem or a pair of stems: there are many of them.
const PIECE_WEIGHT: f32 = 0.6;
/// What stands before and after a sentence in the pairs of stems.
const EDGE: &str = "·";
/// What begins the name of a piece of a word.
const PIECE_MARK: char = '~';

/// The logarithm of the rank from which on a word of the language counts in full as a rare one.
const RARE_RANK_LN: f32 = 10.3;

/// The features that training saw, with how rare each is among the examples (`idf`) and what one occurrence weighs (`scales`).
#[derive(Debug, Default)]
pub(super) struct Features {
    ids: HashMap<String, u32>,
    idf: Vec<f32>,
    scales: Vec<f32>,
    unseen_idf: f32,
}

/// A question as the features see it.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// All its known features, with length 1.
    pub(super) vector: Vector,
    /// Its stems with their rarity; `None` is a stem that no example has.
    pub(super) stems: Vec<(Option<u32>, f32)>,
}

impl Features {
    /// Learns the features of the examples, and gives their vectors; each example has a label.
    ///
    /// A feature's weight is the geometric mean of its rarity among the examples and among the labels.
    pub(super) fn learn(examples: &[Example]) -> (Self, Vec<Vector>) {
        let mut features = Self::default();
        let mut vectors: Vec<Vector> = examples
            .iter()
            .map(|example| features.count_new(&example.tokens))
            .collect();
        let spread = features.spread(&vectors, examples);
        features.idf = spread
            .iter()
            .map(|spread| rarity(spread.examples, examples.len()))
            .collect();
        features.unseen_idf = rarity(0, examples.len());
        let labels = examples
            .iter()
            .map(|example| example.label + 1)
            .max()
            .unwrap_or(0);
        for ((scale, idf), spread) in features.scales.iter_mut().zip(&features.idf).zip(&spread) {
            *scale *= (idf * rarity(spread.labels, labels)).sqrt();
        }
        for vector in &mut vectors {
            features.weigh(vector);
        }
        (features, vectors)
    }

    /// In how many examples, and in examples of how many labels, each feature is.
    fn spread(&self, vectors: &[Vector], examples: &[Example]) -> Vec<Spread> {
        let mut spread = vec![Spread::default(); self.len()];
        let mut by_label: Vec<(&Vector, usize)> = vectors
            .iter()
            .zip(examples.iter().map(|example| example.label))
            .collect();
        by_label.sort_by_key(|(_, label)| *label);
        for (vector, label) in by_label {
            for (id, _) in vector {
                spread[*id as usize].count(label);
            }
        }
        spread
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// A question's known features.
    pub(super) fn read(&self, tokens: &[impl AsRef<str>]) -> Reading {
        let mut reading = Reading::default();
        each_feature(tokens, |kind, name| {
            let id = self.ids.get(name).copied();
            reading.vector.extend(id.map(|id| (id, 1.0)));
            if kind == Kind::Stem {
                let idf = id.map_or(self.unseen_idf, |id| self.idf[id as usize]);
                let token = tokens.get(reading.stems.len()).map_or("", AsRef::as_ref);
                reading.stems.push((id, idf * rarity_in_language(token)));
            }
        });
        merge_counts(&mut reading.vector);
        self.weigh(&mut reading.vector);
        reading
    }

    /// Counts an example's features, taking up those that are new.
    fn count_new(&mut self, tokens: &[impl AsRef<str>]) -> Vector {
        let mut counts = Vector::new();
        each_feature(tokens, |kind, name| {
            let id = if let Some(&id) = self.ids.get(name) {
                id
            } else {
                let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
                self.ids.insert(name.to_owned(), id);
                self.scales.push(if kind == Kind::Piece {
                    PIECE_WEIGHT
                } else {
                    1.0
                });
                id
            };
            counts.push((id, 1.0));
        });
        merge_counts(&mut counts);
        counts
    }

    /// Counts become weights, and the vector's length 1.
    fn weigh(&self, vector: &mut Vector) {
        let mut squares = 0.0;
        for (id, weight) in vector.iter_mut() {
            *weight = (1.0 + weight.ln()) * self.scales[*id as usize];
            squares += *weight * *weight;
        }
        let norm = squares.sqrt();
        for (_, weight) in vector {
            *weight /= norm;
        }
    }
}

/// Where a feature occurs; labels come in order.
#[derive(Debug, Clone, Default)]
struct Spread {
    examples: usize,
    labels: usize,
    last_label: Option<usize>,
}

impl Spread {
    fn count(&mut self, label: usize) {
        self.examples += 1;
        self.labels += usize::from(self.last_label.replace(label) != Some(label));
    }
}

/// The smoothed inverse frequency of what occurs `count` times in `whole`, at least 1.
fn rarity(count: usize, whole: usize) -> f32 {
    ((1.0 + whole as f32) / (1.0 + count as f32)).ln() + 1.0
}

/// From 0 to 1: function words say little about what a question asks for; words that are not on the list say most.
fn rarity_in_language(word: &str) -> f32 {
    let rank = Lexicon::english().rank(word);
    rank.map_or(1.0, |rank| {
        ((rank as f32 + 10.0).ln() / RARE_RANK_LN).min(1.0)
    })
}

/// What sort of feature a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stem,
    Pair,
    Piece,
}

/// Calls `take` with each feature of the tokens, repeated ones too.
fn each_feature(tokens: &[impl AsRef<str>], mut take: impl FnMut(Kind, &str)) {
    let mut name = String::new();
    let mut before = EDGE.to_owned();
    for token in tokens.iter().map(AsRef::as_ref) {
        let stem = if is_slot(token) {
            token.to_owned()
        } else {
            stem(token)
        };
        take(Kind::Stem, &stem);
        set_pair(&mut name, &before, &stem);
        take(Kind::Pair, &name);
        if !is_slot(token) {
            each_piece(token, &mut name, &mut take);
        }
        before = stem;
    }
    set_pair(&mut name, &before, EDGE);
    take(Kind::Pair, &name);
}

/// Calls `take` with the pieces of a word between its edges.
fn each_piece(word: &str, name: &mut String, take: &mut impl FnMut(Kind, &str)) {
    let mut edged = String::with_capacity(word.len() + 2);
    edged.extend(['_'].into_iter().chain(word.chars()).chain(['_']));
    let starts: Vec<usize> = edged
        .char_indices()
        .map(|(at, _)| at)
        .chain([edged.len()])
        .collect();
    for length in PIECES {
        for window in starts.windows(length + 1) {
            name.clear();
            name.push(PIECE_MARK);
            name.push_str(&edged[window[0]..window[length]]);
            take(Kind::Piece, name);
        }
    }
}

fn set_pair(name: &mut String, left: &str, right: &str) {
    name.clear();
    name.extend([left, " ", right]);
}

/// A slot or concept stands for itself: nothing in its name is language.
fn is_slot(token: &str) -> bool {
    token.starts_with('{')
}

/// Sorts by feature and adds up the counts of equal ones.
fn merge_counts(vector: &mut Vector) {
    vector.sort_unstable_by_key(|(id, _)| *id);
    vector.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 += later.1;
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn names(sentence: &str) -> Vec<String> {
        let tokens: Vec<&str> = sentence.split_whitespace().collect();
        let mut names = Vec::new();
        each_feature(&tokens, |_, name| names.push(name.to_owned()));
        names
    }

    fn examples(sentences: &[&'static str]) -> Vec<Example<'static>> {
        let example = |(label, sentence): (usize, &&'static str)| Example {
            tokens: sentence.split(' ').map(Cow::from).collect(),
            label,
        };
        sentences.iter().enumerate().map(example).collect()
    }

    #[test]
    fn a_sentence_has_stems_pairs_and_pieces() {
        let table = [
            ("", "· ·"),
            (
                "bee",
                "bee|· bee|~_b|~be|~ee|~e_|~_be|~bee|~ee_|~_bee|~bee_|bee ·",
            ),
            ("{year}", "{year}|· {year}|{year} ·"),
            ("a {max}", "a|· a|~_a|~a_|~_a_|{max}|a {max}|{max} ·"),
        ];
        for (sentence, expected) in table {
            assert_eq!(names(sentence).join("|"), expected, "{sentence}");
        }
    }

    #[test]
    fn vectors_have_length_one_and_rare_features_weigh_more() {
        let examples = examples(&["how many bees", "how many keepers", "how old"]);
        let (features, vectors) = Features::learn(&examples);
        for vector in &vectors {
            let length: f32 = vector.iter().map(|(_, weight)| weight * weight).sum();
            assert!((length - 1.0).abs() < 1e-5);
            assert!(vector.is_sorted_by_key(|(id, _)| *id));
        }
        let weight = |name: &str| features.idf[features.ids[name] as usize];
        assert!(weight("bee") > weight("mani") && weight("mani") > weight("how"));
    }

    #[test]
    fn unknown_words_are_seen_as_such() {
        let (features, _) = Features::learn(&examples(&["bees"]));
        let reading = features.read(&["bees", "zzz"]);
        assert_eq!(
            reading
                .stems
                .iter()
                .map(|(id, _)| id.is_some())
                .collect::<Vec<_>>(),
            [true, false]
        );
        assert!(features.read(&[] as &[&str]).stems.is_empty());
    }
}
