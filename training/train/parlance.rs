//! Learning what people call the metrics of one dataset: multinomial logistic regression over the words of questions, with weights kept
//! small. What is learned of some questions is only asked of others, whose writers it has not seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use footnote::dataset::{Dataset, MetricId, Parlance};
use footnote::question::parlance::{Parlances, runs, scale};

use crate::adam::{Adam, Pace};
use crate::fit::{Bench, side_by_side};
use crate::sample::{PHRASES, Sample};

/// The most metrics that are told apart, those that are asked for most.
const MOST: usize = 64;
/// What fewer questions say of a dataset is not worth knowing, and most data come without any.
const ENOUGH: usize = 1_000;
/// How often a metric, and a word, must occur to be learned.
const OFTEN: usize = 3;
/// How many steps are taken, and how far each goes at most.
const STEPS: usize = 100;
const RATE: f32 = 0.1;
/// What the squares of all weights count.
const SMALL: f32 = 0.1;
/// Weights nearer to nothing than this are not kept.
const LEAST: f32 = 0.15;
/// Into how many parts the writers about a dataset are cut.
const PARTS: usize = 5;

/// What each thing is worth for one word.
type Row = [f32; MOST];

/// A question: its words, and the metrics that it means; none stands for no metric.
struct Lesson {
    words: Vec<String>,
    means: Vec<Option<MetricId>>,
}

/// Lets every question know what the questions of other writers about the same data call the metrics, where there are enough of them.
pub(crate) fn hear(bench: &mut Bench) {
    let mut by_world: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, sample) in bench.samples.iter().enumerate() {
        if sample_of(sample) {
            by_world.entry(sample.world).or_default().push(at);
        }
    }
    let worlds: Vec<(usize, Vec<usize>)> = by_world.into_iter().collect();
    let heard = side_by_side(&worlds, |(world, all)| of_world(bench, *world, all));
    let heard: HashMap<usize, Heard> = worlds.iter().map(|(world, _)| *world).zip(heard).collect();
    for sample in &mut bench.samples {
        let own = heard.get(&sample.world);
        let table = own.and_then(|own| own.get(&sample.item.writer()));
        sample.evidence.called = table.and_then(|table| table.called(&sample.evidence.words));
    }
}

/// The words of a dataset as its file has them, learned from all questions about it.
pub(crate) fn of_dataset(bench: &Bench, set: &str) -> String {
    let own: Vec<&Sample> = bench
        .samples
        .iter()
        .filter(|sample| sample.item.set == set && sample_of(sample))
        .collect();
    let dataset = own
        .first()
        .map(|sample| &bench.worlds[sample.world].snapshot.dataset);
    dataset.map_or_else(String::new, |dataset| {
        let lessons: Vec<Lesson> = own.iter().map(|sample| lesson(sample, dataset)).collect();
        print(&learn(&lessons), dataset)
    })
}

/// What each writer is told.
type Heard = HashMap<String, std::sync::Arc<Parlances>>;

/// Questions that stand alone say all that they mean themselves.
fn sample_of(sample: &Sample) -> bool {
    sample.item.turns().len() == 1 && sample.item.set != PHRASES
}

/// For each writer about a dataset what those say who are not of its part.
fn of_world(bench: &Bench, world: usize, all: &[usize]) -> Heard {
    let dataset = &bench.worlds[world].snapshot.dataset;
    let mut by_writer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in all {
        by_writer
            .entry(bench.samples[*at].item.writer())
            .or_default()
            .push(*at);
    }
    let mut writers: Vec<(String, Vec<usize>)> = by_writer.into_iter().collect();
    writers.sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
    let parts = PARTS.min(writers.len());
    let mut heard = Heard::new();
    if parts < 2 {
        return heard;
    }
    for part in 0..parts {
        let others = writers
            .iter()
            .enumerate()
            .filter(|(at, _)| at % parts != part);
        let lessons: Vec<Lesson> = others
            .flat_map(|(_, (_, own))| own)
            .map(|at| lesson(&bench.samples[*at], dataset))
            .collect();
        if lessons.len() < ENOUGH {
            continue;
        }
        let table = std::sync::Arc::new(Parlances::of(&learn(&lessons)));
        let own = writers
            .iter()
            .enumerate()
            .filter(|(at, _)| at % parts == part);
        heard.extend(own.map(|(_, (writer, _))| (writer.clone(), table.clone())));
    }
    heard
}

fn lesson(sample: &Sample, dataset: &Dataset) -> Lesson {
    let place = |id: &String| dataset.metrics.iter().position(|metric| metric.id == *id);
    let metrics = sample.item.form.metrics.iter().filter_map(place);
    let mut means: Vec<Option<MetricId>> = metrics.map(|at| Some(MetricId(at))).collect();
    if means.is_empty() {
        means.push(None);
    }
    Lesson {
        words: runs(&sample.evidence.words),
        means,
    }
}

/// Learns from lessons.
fn learn(lessons: &[Lesson]) -> Vec<Parlance> {
    let things = often(
        lessons
            .iter()
            .flat_map(|lesson| lesson.means.iter().copied()),
    );
    let things: Vec<Option<MetricId>> = things.into_iter().take(MOST).collect();
    let words: BTreeSet<&str> = often(
        lessons
            .iter()
            .flat_map(|lesson| lesson.words.iter().map(String::as_str)),
    )
    .into_iter()
    .collect();
    let words: Vec<&str> = words.into_iter().collect();
    let numbers: HashMap<&str, usize> = words
        .iter()
        .enumerate()
        .map(|(at, word)| (*word, at))
        .collect();
    let questions: Vec<Question> = lessons
        .iter()
        .filter_map(|lesson| Question::of(lesson, &numbers, &things))
        .collect();
    if questions.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![[0.0; MOST]; words.len() + 1];
    let mut adam = Adam::new(rows.len());
    for step in 0..STEPS {
        let slopes = slopes(&questions, &rows, things.len());
        let pace = Pace::new(RATE, 0.0, (step + 1) as f32);
        for (at, (row, slope)) in rows.iter_mut().zip(&slopes).enumerate() {
            adam.step(at, row, slope, pace);
        }
    }
    kept(&words, &things, &rows)
}

/// A question in numbers: its words, what each of them counts, and what part of it each thing is that it means.
struct Question {
    words: Vec<usize>,
    scale: f32,
    means: Vec<(usize, f32)>,
}

impl Question {
    fn of(
        lesson: &Lesson,
        numbers: &HashMap<&str, usize>,
        things: &[Option<MetricId>],
    ) -> Option<Self> {
        let place = |thing: &Option<MetricId>| things.iter().position(|own| own == thing);
        let means: Vec<usize> = lesson.means.iter().filter_map(place).collect();
        let part = 1.0 / means.len().max(1) as f32;
        let words = lesson.words.iter();
        (!means.is_empty()).then(|| Self {
            words: words
                .filter_map(|word| numbers.get(word.as_str()).copied())
                .collect(),
            scale: scale(lesson.words.len()),
            means: means.into_iter().map(|at| (at, part)).collect(),
        })
    }
}

/// The slopes of all weights: those of the starts stand behind those of the words.
fn slopes(questions: &[Question], rows: &[Row], things: usize) -> Vec<Row> {
    let part = 1.0 / questions.len() as f32;
    let mut slopes: Vec<Row> = rows
        .iter()
        .map(|row| row.map(|weight| 2.0 * SMALL * part * weight))
        .collect();
    let start = rows.len() - 1;
    for question in questions {
        let mut worth = rows[start];
        for at in &question.words {
            for (worth, own) in worth.iter_mut().zip(&rows[*at]) {
                *worth += question.scale * own;
            }
        }
        let mut push = chances(&worth, things);
        for (at, part) in &question.means {
            push[*at] -= part;
        }
        for (slope, push) in slopes[start].iter_mut().zip(&push) {
            *slope += part * push;
        }
        for at in &question.words {
            for (slope, push) in slopes[*at].iter_mut().zip(&push) {
                *slope += part * question.scale * push;
            }
        }
    }
    slopes
}

fn chances(worth: &Row, things: usize) -> Row {
    let own = &worth[..things];
    let most = own.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut chances = [0.0; MOST];
    for (chance, worth) in chances.iter_mut().zip(own) {
        *chance = libm::expf(worth - most);
    }
    let total: f32 = chances.iter().sum();
    chances.map(|chance| chance / total)
}

/// What occurs often enough, the commonest first.
fn often<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut often: Vec<(T, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= OFTEN)
        .collect();
    often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    often.into_iter().map(|(one, _)| one).collect()
}

fn kept(words: &[&str], things: &[Option<MetricId>], rows: &[Row]) -> Vec<Parlance> {
    let rounded = |weight: f32| (weight * 100.0).round() / 100.0;
    let entry = |(at, metric): (usize, &Option<MetricId>)| {
        let told = words.iter().zip(rows);
        let told = told.filter(|(_, row)| row[at].abs() >= LEAST);
        let lines: Vec<String> = told
            .map(|(word, row)| format!("{word} {:.2}", rounded(row[at])))
            .collect();
        let start = rounded(rows[words.len()][at]);
        Parlance::new(*metric, start, &lines.join("\n")).ok()
    };
    things.iter().enumerate().filter_map(entry).collect()
}

/// The file of a dataset.
fn print(learned: &[Parlance], dataset: &Dataset) -> String {
    use std::fmt::Write;
    let mut out = String::from(
        "# What people call the metrics. Learned by `cargo run --release --example train -- fit`; not to be edited by hand.\n",
    );
    for entry in learned {
        out.push_str("\n[[parlance]]\n");
        if let Some(metric) = entry.metric.and_then(|id| dataset.metrics.get(id.0)) {
            let _ = writeln!(out, "metric = \"{}\"", metric.id);
        }
        let _ = writeln!(out, "start = {:.2}", entry.start);
        out.push_str("words = \"\"\"\n");
        for (word, worth) in entry.words() {
            let _ = writeln!(out, "{word} {worth:.2}");
        }
        out.push_str("\"\"\"\n");
    }
    out
}
