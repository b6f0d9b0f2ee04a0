//! Times of the matcher: learning 15,000 examples, asking one question, mending one word, and starting up.
//!
//! The examples are generated; `FOOTNOTE_BENCH_EXAMPLES` may name a file of `{"text", "intent"}` lines to be learned instead.

use std::borrow::Cow;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use footnote::question::classifier::{Classifier, Example};
use footnote::question::spelling::Speller;

/// Words to make utterances of; only their shapes matter.
const SYLLABLES: &[&str] = &[
    "ba", "re", "ti", "lo", "ning", "sur", "ke", "mo", "ver", "da", "pol", "es", "tan", "ri", "qu",
    "en",
];

/// A fixed sequence of numbers that looks random.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Words by number: the low ones are short and frequent.
fn word(number: usize) -> String {
    let mut word = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// Utterances of 3 to 14 words: every label has its own words among many common ones.
fn generated(count: usize, labels: usize) -> Vec<Example<'static>> {
    let mut numbers = Numbers(7);
    let utterance = |label: usize, numbers: &mut Numbers| {
        let length = 3 + numbers.below(12);
        let token = |numbers: &mut Numbers| match numbers.below(3) {
            0 => word(2_000 + label * 20 + numbers.below(30)),
            1 => word(numbers.below(60)),
            _ => word(numbers.below(2_000)),
        };
        (0..length).map(|_| Cow::Owned(token(numbers))).collect()
    };
    (0..count)
        .map(|at| Example {
            tokens: utterance(at % labels, &mut numbers),
            label: at % labels,
        })
        .collect()
}

/// The examples of the file that the environment names, with the number of their labels.
fn from_file() -> Option<(Vec<Example<'static>>, usize)> {
    let text = std::fs::read_to_string(std::env::var_os("FOOTNOTE_BENCH_EXAMPLES")?).ok()?;
    let mut labels: Vec<String> = Vec::new();
    let mut examples = Vec::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        let intent = line["intent"].as_str()?;
        let label = labels
            .iter()
            .position(|label| label == intent)
            .unwrap_or(labels.len());
        if label == labels.len() {
            labels.push(intent.to_owned());
        }
        examples.push(Example {
            tokens: line["text"]
                .as_str()?
                .split_whitespace()
                .map(|word| Cow::Owned(word.to_lowercase()))
                .collect(),
            label,
        });
    }
    Some((examples, labels.len()))
}

fn learning(c: &mut Criterion) {
    let (examples, labels) = from_file().unwrap_or_else(|| (generated(15_000, 150), 150));
    let mut group = c.benchmark_group("learning");
    group.sample_size(10);
    group.bench_function("all examples", |b| {
        b.iter(|| Classifier::train(&examples, labels, &[]));
    });
    let small = generated(1_500, 30);
    group.bench_function("1,500 phrases of 30 intents", |b| {
        b.iter(|| Classifier::train(&small, 30, &[]));
    });
    group.finish();
}

fn asking(c: &mut Criterion) {
    for (count, labels) in [(1_500, 30), (770, 77), (15_000, 150)] {
        let examples = generated(count, labels);
        let classifier = Classifier::train(&examples, labels, &[]);
        let mut questions = generated(1_000, labels).into_iter().cycle();
        c.bench_function(&format!("a question against {labels} labels"), |b| {
            b.iter(|| {
                questions
                    .next()
                    .map(|question| classifier.score(black_box(&question.tokens)))
            });
        });
    }
}

fn spelling(c: &mut Criterion) {
    let known: Vec<String> = (0..1_000).map(word).collect();
    let known = || known.iter().map(String::as_str);
    c.bench_function("a speller of 1,000 words", |b| {
        b.iter(|| Speller::new(known()));
    });
    let speller = Speller::new(known());
    for word in [
        "colonies",
        "coloneis",
        "sttaement",
        "qqqqqqqq",
        "howmanycolonies",
    ] {
        c.bench_function(&format!("mending {word}"), |b| {
            b.iter(|| speller.mend(black_box(word).to_owned()));
        });
    }
}

criterion_group!(benches, learning, asking, spelling);
criterion_main!(benches);
