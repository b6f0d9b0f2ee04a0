//! Which label an utterance belongs to, learned from examples: it ranks labels, and its score says how sure it is that any fits.
//!
//! It knows tokens and numbered labels; what a label means, and whether a score is high enough, others decide.

use std::borrow::Cow;

use super::features::{Features, Reading, Vector};
use super::matrix::Matrix;
use super::svm::Svm;

/// How much the covered share of a question's words counts in the score.
const COVERAGE_WEIGHT: f32 = 0.5;

/// One training utterance, already split into tokens. A token that begins with '{' is a slot or concept ("{year}", "{max}"): taken whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example<'a> {
    /// Its words, lower-cased.
    pub tokens: Vec<Cow<'a, str>>,
    /// The number of its label.
    pub label: usize,
}

/// How one label fits a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The label's number.
    pub label: usize,
    /// Signed distance from the label's boundary; positive is inside.
    pub margin: f32,
    /// Cosine with the centre of the label's examples.
    pub cosine: f32,
    /// The share of the question's words, weighted by rarity, that the label's examples have.
    pub coverage: f32,
    /// The three together: what labels are ranked by, and what rises with the certainty that the question is in scope.
    pub total: f32,
}

/// All labels, the best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// The labels' scores in descending order of `total`.
    pub ranked: Vec<Score>,
}

impl Scores {
    /// The label that fits best; none if there are no labels.
    pub fn best(&self) -> Option<&Score> {
        self.ranked.first()
    }

    /// How far the best label stands before the next; infinite if there is no other.
    pub fn lead(&self) -> f32 {
        match self.ranked.as_slice() {
            [first, second, ..] => first.total - second.total,
            _ => f32::INFINITY,
        }
    }
}

/// A trained classifier.
#[derive(Debug, Default)]
pub struct Classifier {
    features: Features,
    svm: Svm,
    centres: Matrix,
    labels: Vec<usize>,
    vectors: Vec<Vector>,
    width: usize,
}

impl Classifier {
    /// Learns from examples; `titles` (empty, or one for each label) count as one more example each.
    pub fn train(examples: &[Example], labels: usize, titles: &[Vec<String>]) -> Self {
        let titles = titles
            .iter()
            .enumerate()
            .filter_map(|(label, title)| title_example(label, title));
        let all: Vec<Example> = examples
            .iter()
            .cloned()
            .chain(titles)
            .filter(|example| example.label < labels)
            .collect();
        let (features, mut vectors) = Features::learn(&all);
        let owners: Vec<usize> = all.iter().map(|example| example.label).collect();
        let svm = Svm::train(&vectors, &owners, features.len(), labels);
        let centres = centres(&vectors, &owners, features.len(), labels);
        vectors.truncate(
            examples
                .iter()
                .filter(|example| example.label < labels)
                .count(),
        );
        Self {
            features,
            svm,
            centres,
            labels: owners,
            vectors,
            width: labels,
        }
    }

    /// How each label fits the question, the best first.
    pub fn score(&self, tokens: &[impl AsRef<str>]) -> Scores {
        let mut ranked = self.fits(tokens);
        ranked.sort_by(|left, right| right.total.total_cmp(&left.total));
        Scores { ranked }
    }

    /// How each label fits the question, in the order of the labels.
    pub fn fits(&self, tokens: &[impl AsRef<str>]) -> Vec<Score> {
        let reading = self.features.read(tokens);
        let margins = self.svm.margins(&reading.vector);
        let mut cosines = vec![0.0; self.width];
        self.centres.add_product(&reading.vector, &mut cosines);
        let coverage = self.coverage(&reading);
        let score = |label: usize| {
            let (margin, cosine, coverage) = (margins[label], cosines[label], coverage[label]);
            Score {
                label,
                margin,
                cosine,
                coverage,
                total: margin + cosine + COVERAGE_WEIGHT * coverage,
            }
        };
        (0..self.width).map(score).collect()
    }

    /// The training example of the label that is nearest to the question, with its cosine.
    pub fn nearest(&self, tokens: &[impl AsRef<str>], label: usize) -> Option<(usize, f32)> {
        let question = self.features.read(tokens).vector;
        let own = self
            .vectors
            .iter()
            .enumerate()
            .filter(|(example, _)| self.labels[*example] == label);
        own.rev()
            .map(|(example, vector)| (example, dot(&question, vector)))
            .max_by(|left, right| left.1.total_cmp(&right.1))
    }

    /// For each label, the share of the question's words that its examples have; rare words count more.
    fn coverage(&self, reading: &Reading) -> Vec<f32> {
        let mut covered = vec![0.0; self.width];
        let whole: f32 = reading.stems.iter().map(|(_, idf)| idf).sum();
        for &(id, idf) in &reading.stems {
            let Some(id) = id else { continue };
            for (sum, cell) in covered.iter_mut().zip(self.centres.row(id)) {
                *sum += if *cell > 0.0 { idf / whole } else { 0.0 };
            }
        }
        covered
    }
}

/// A label's title as an example; none if it has no words.
fn title_example(label: usize, title: &[String]) -> Option<Example<'_>> {
    let tokens: Vec<Cow<str>> = title.iter().map(|word| Cow::from(word.as_str())).collect();
    (!tokens.is_empty()).then_some(Example { tokens, label })
}

/// The mean vector of each label's examples, of length 1, as columns.
fn centres(vectors: &[Vector], labels: &[usize], features: usize, width: usize) -> Matrix {
    let mut centres = Matrix::zeros(features, width);
    for (vector, &label) in vectors.iter().zip(labels) {
        for &(feature, weight) in vector {
            centres.row_mut(feature)[label] += weight;
        }
    }
    let mut norms = vec![0.0_f32; width];
    for (at, cell) in centres.cells_mut().iter().enumerate() {
        norms[at % width] += cell * cell;
    }
    for (at, cell) in centres.cells_mut().iter_mut().enumerate() {
        if *cell > 0.0 {
            *cell /= norms[at % width].sqrt();
        }
    }
    centres
}

/// The product of two vectors that are sorted by feature.
fn dot(left: &Vector, right: &Vector) -> f32 {
    let value = |id: u32| {
        right
            .binary_search_by_key(&id, |(id, _)| *id)
            .map_or(0.0, |at| right[at].1)
    };
    left.iter().map(|(id, weight)| weight * value(*id)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PHRASES: &[(&str, usize)] = &[
        ("how many bees in {year}", 0),
        ("number of colonies in {year}", 0),
        ("which year had the most bees", 1),
        ("when was the record", 1),
        ("who says so", 2),
        ("what is the source of this", 2),
    ];

    fn tokens(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn trained() -> Classifier {
        let example = |&(text, label): &(&'static str, usize)| Example {
            tokens: text.split(' ').map(Cow::from).collect(),
            label,
        };
        let examples: Vec<Example> = PHRASES.iter().map(example).collect();
        Classifier::train(
            &examples,
            3,
            &[tokens("value"), tokens("highest"), tokens("sources")],
        )
    }

    #[test]
    fn questions_find_their_label() {
        let classifier = trained();
        let table = [
            ("how many colonies in {year}", 0),
            ("what was the record year", 1),
            ("highest", 1),
            ("sorces for this", 2),
            ("says who", 2),
        ];
        for (question, label) in table {
            let scores = classifier.score(&tokens(question));
            assert_eq!(
                scores.best().map(|best| best.label),
                Some(label),
                "{question}"
            );
            assert!(scores.lead() > 0.0, "{question}");
        }
    }

    #[test]
    fn strangers_score_lower() {
        let classifier = trained();
        let total = |question: &str| classifier.score(&tokens(question)).ranked[0].total;
        assert!(total("how many bees in {year}") > total("how do i bake bread"));
        assert!(total("how do i bake bread") > total("zzz"));
    }

    #[test]
    fn a_choice_can_be_explained() {
        let classifier = trained();
        let question = tokens("how many keepers in {year}");
        let (example, cosine) = classifier.nearest(&question, 0).unwrap();
        assert_eq!(PHRASES[example].0, "how many bees in {year}");
        assert!(cosine > 0.5 && cosine < 1.0);
    }

    #[test]
    fn nothing_to_learn_from_is_no_trouble() {
        let empty = Classifier::train(&[], 0, &[]);
        assert!(empty.score(&["bees"]).best().is_none());
        assert!(empty.nearest(&["bees"], 0).is_none());
        let silent = Classifier::train(&[], 2, &[]);
        assert_eq!(silent.score(&["bees"]).ranked.len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_gets_the_same_finite_scores(text in ".{0,80}") {
            let question = tokens(&text);
            let first = trained().score(&question);
            prop_assert!(first.ranked.iter().all(|score| score.total.is_finite()));
            prop_assert_eq!(first, trained().score(&question));
        }
    }
}
