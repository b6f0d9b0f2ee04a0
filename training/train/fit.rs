//! Fitting the weights, stage by stage, and reporting on what was left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use footnote::interpret::decide::decide;
use footnote::interpret::features::Feature;
use footnote::interpret::operation::Operation;
use footnote::interpret::propose::Candidate;
use footnote::interpret::scorer::{Thresholds, Weights, Words};
use footnote::query::Query;

use crate::forms::missing;
use crate::lbfgs::minimise;
use crate::network;
use crate::sample::{PHRASES, Sample, Scored, World, load};
use crate::tables::Tables;

/// Where the questions to learn from lie.
const TRAINING: &str = "training";
/// Where the weights lie.
const FILE: &str = "assets/reader/weights.txt";
/// How strongly weights of words are held at zero.
const HOLD_WORDS: f64 = 0.6;
/// The most steps of the first stage; more changed nothing on what was left out.
const STEPS: usize = 60;
/// How often a feature of words must occur to be learned.
const OFTEN: usize = 3;
/// Weights of words below this are left out of the file.
const LEAST: f32 = 0.08;
/// Into how many parts the questions are cut for the first stage.
const PARTS: usize = 5;
/// Into how many pieces sums over questions are cut; the same number everywhere, so that they come to the same.
const PIECES: usize = 2;
/// Into how many groups of datasets they are cut for leaving out.
const FOLDS: usize = 5;

/// Where the tables of words lie that were each not learned from a part of the datasets.
const TABLES: &str = "target/meanings/folds";
/// Where to answer and where to ask back: what leaves about three in a hundred wrong on datasets and writers left out.
const THRESHOLDS: Thresholds = Thresholds {
    answer: 0.76,
    claim: 0.78,
    ask: 0.15,
};

const OPERATIONS: usize = Operation::ALL.len();

/// What is known while training.
pub(crate) struct Bench {
    pub(crate) worlds: Vec<World>,
    pub(crate) samples: Vec<Sample>,
}

/// Reads all questions below a folder; the earlier turns of talks as given weights understand them.
pub(crate) fn bench(
    folder: &str,
    languages: bool,
    weights: &Weights,
    tables: &Tables,
) -> Result<Bench, String> {
    let (worlds, items, places) = load(Path::new(folder), languages, tables)?;
    let samples = items
        .iter()
        .zip(&places)
        .map(|(item, at)| worlds[*at].sample(item, *at, weights))
        .collect();
    Ok(Bench { worlds, samples })
}

/// Fits and writes the weights.
pub(crate) fn write() -> Result<(), String> {
    let text = fitted()?.print();
    std::fs::create_dir_all("assets/reader").map_err(|error| error.to_string())?;
    std::fs::write(FILE, &text).map_err(|error| error.to_string())?;
    println!("{FILE}: {} bytes", text.len());
    Ok(())
}

/// Fits the weights and compares them with the shipped file.
pub(crate) fn check() -> Result<(), String> {
    let shipped = std::fs::read_to_string(FILE).map_err(|error| error.to_string())?;
    if fitted()?.print() == shipped {
        println!("{FILE} is what training makes");
        return Ok(());
    }
    Err(format!(
        "{FILE} is not what training makes: run `cargo run --release --example train -- fit`"
    ))
}

fn fitted() -> Result<Weights, String> {
    let mut weights = Weights::empty();
    let tables = Tables::read(TABLES)?;
    for round in 0..2 {
        let bench = bench(TRAINING, true, &weights, &tables)?;
        let all: Vec<usize> = (0..bench.samples.len())
            .filter(|at| round > 0 || bench.samples[*at].item.turns().len() == 1)
            .collect();
        weights = fit(&bench, &all);
        eprintln!("round {round}: {} questions", all.len());
    }
    Ok(weights)
}

/// Fits both stages to some of the samples; that a phrase is taught has a worth of its own, which is not learned.
pub(crate) fn fit(bench: &Bench, train: &[usize]) -> Weights {
    let parts = parts(bench, train);
    let scored = side_by_side(&parts, |part| {
        let inside: BTreeSet<usize> = part.iter().copied().collect();
        let rest: Vec<usize> = train
            .iter()
            .copied()
            .filter(|at| !inside.contains(at))
            .collect();
        let words = fit_words(bench, &rest);
        let score = |at: &usize| {
            let sample = &bench.samples[*at];
            let operations = words.operations(&sample.look.words);
            let mut scored = bench.worlds[sample.world].scored(sample, operations);
            for vector in &mut scored.proposed.vectors {
                vector.retain(|(feature, _)| *feature != Feature::Taught);
            }
            (*at, scored)
        };
        part.iter().map(score).collect::<Vec<_>>()
    });
    let scored: Vec<(usize, Scored)> = scored.into_iter().flatten().collect();
    let mut weights = fit_words(bench, train);
    weights.network = network::learn(&scored);
    weights.thresholds = THRESHOLDS;
    weights
}

/// Does a piece of work for each, on as many threads as the machine has; what comes of them stays in order.
pub(crate) fn side_by_side<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(one) = list.get(at) else { break };
                    let result = work(one);
                    let mut done = done
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner);
                    done.push((at, result));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The samples in parts that share neither a writer nor a dataset where that can be.
fn parts(bench: &Bench, train: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for at in train {
        let item = &bench.samples[*at].item;
        groups
            .entry((item.set.clone(), item.writer()))
            .or_default()
            .push(*at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); PARTS.min(groups.len().max(1))];
    for group in groups {
        let least = (0..parts.len())
            .min_by_key(|at| parts[*at].len())
            .unwrap_or(0);
        parts[least].extend(group);
    }
    parts
}

/// The first stage: which operation the words make likely.
fn fit_words(bench: &Bench, train: &[usize]) -> Weights {
    let names = often(bench, train);
    let rows = rows(bench, train, &names);
    let width = names.len();
    let size = (width + 1) * OPERATIONS;
    let solution = minimise(vec![0.0; size], STEPS, |weights| {
        let mut slope = vec![0.0; size];
        let mut loss = 0.0;
        let pieces: Vec<&[Row]> = rows.chunks(rows.len().div_ceil(PIECES).max(1)).collect();
        let added = side_by_side(&pieces, |piece| {
            let mut slope = vec![0.0; size];
            let likely = piece
                .iter()
                .map(|row| add_row(row, weights, &mut slope, width));
            let likely: f64 = likely.sum();
            (likely, slope)
        });
        for (likely, own) in added {
            loss -= likely;
            for (sum, own) in slope.iter_mut().zip(own) {
                *sum += own;
            }
        }
        hold(weights, &mut slope, &mut loss, |_| HOLD_WORDS);
        (loss, slope)
    });
    let worth = |at: usize, operation: &Operation| {
        round(solution[at * OPERATIONS + operation.index()] as f32, 100.0)
    };
    let learned = names.iter().enumerate().map(|(at, name)| {
        let all = Operation::ALL.iter();
        let row = all.map(|operation| (*operation, worth(at, operation)));
        (
            *name,
            row.filter(|(_, worth)| worth.abs() >= LEAST).collect(),
        )
    });
    let mut weights = Weights::empty();
    weights.words = Words::of(learned.filter(|(_, row): &(_, Vec<_>)| !row.is_empty()));
    for (prior, value) in weights
        .priors
        .iter_mut()
        .zip(&solution[width * OPERATIONS..])
    {
        *prior = round(*value as f32, 1000.0);
    }
    weights
}

/// The features of words that occur often enough, sorted.
fn often<'a>(bench: &'a Bench, train: &[usize]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in train {
        for word in &bench.samples[*at].look.words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut names: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| **count >= OFTEN)
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    names
}

/// The places of a question's words, and the number of its operation.
type Row = (Vec<usize>, usize);

fn rows(bench: &Bench, train: &[usize], names: &[&str]) -> Vec<Row> {
    let places: HashMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, at))
        .collect();
    let row = |at: &usize| {
        let sample = &bench.samples[*at];
        let words = sample.look.words.iter();
        let places = words.filter_map(|word| places.get(word.as_str()).copied());
        (places.collect(), sample.gold.index())
    };
    train.iter().map(row).collect()
}

/// Adds the slope of one question, and gives the logarithm of the probability of its operation.
fn add_row((row, gold): &Row, weights: &[f64], slope: &mut [f64], width: usize) -> f64 {
    let mut scores = [0.0; OPERATIONS];
    scores.copy_from_slice(&weights[width * OPERATIONS..]);
    for at in row {
        for (score, weight) in scores
            .iter_mut()
            .zip(&weights[at * OPERATIONS..(at + 1) * OPERATIONS])
        {
            *score += weight;
        }
    }
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|score| (score - most).exp()).sum();
    let likely = scores[*gold] - most - total.ln();
    for score in &mut scores {
        *score = (*score - most).exp() / total;
    }
    scores[*gold] -= 1.0;
    for at in row.iter().copied().chain(std::iter::once(width)) {
        for (sum, score) in slope[at * OPERATIONS..(at + 1) * OPERATIONS]
            .iter_mut()
            .zip(&scores)
        {
            *sum += score;
        }
    }
    likely
}

fn hold(weights: &[f64], slope: &mut [f64], loss: &mut f64, strength: impl Fn(usize) -> f64) {
    for (at, weight) in weights.iter().enumerate() {
        let strength = strength(at);
        *loss += 0.5 * strength * weight * weight;
        slope[at] += strength * weight;
    }
}

fn round(value: f32, digits: f32) -> f32 {
    (value * digits).round() / digits
}

/// What came of a question that was left out.
#[allow(clippy::struct_excessive_bools, reason = "each is counted by itself")]
struct Outcome {
    at: usize,
    /// The probability of the best, whether it is right, and whether "none" is best.
    best: f32,
    right: bool,
    refused: bool,
    /// Whether one of the first three is right.
    among: bool,
    /// Whether any candidate is right.
    there: bool,
    /// What no candidate has, where none is right.
    lacks: &'static str,
    chosen: String,
    /// Whether its operation is right.
    operation: bool,
}

/// A dataset with the places of its questions.
type Set<'a> = (&'a String, &'a Vec<usize>);

/// The datasets in a few groups that are left out together; the largest stands alone.
fn folds(sets: &BTreeMap<String, Vec<usize>>) -> Vec<Vec<Set<'_>>> {
    let mut folds: Vec<Vec<Set>> = vec![Vec::new(); FOLDS + 1];
    let largest = sets
        .iter()
        .max_by_key(|(_, test)| test.len())
        .map(|(set, _)| set);
    for (at, one) in sets.iter().enumerate() {
        let fold = if Some(one.0) == largest {
            FOLDS
        } else {
            at % FOLDS
        };
        folds[fold].push(one);
    }
    folds
}

/// The word behind an option.
fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    let at = args.iter().position(|arg| arg == name)?;
    args.get(at + 1).map(String::as_str)
}

/// The named datasets, left out together: one fit in place of several, to compare two ways of reading.
fn only<'a>(sets: &'a BTreeMap<String, Vec<usize>>, names: &str) -> Vec<Set<'a>> {
    let wanted: Vec<&str> = names.split(',').collect();
    sets.iter()
        .filter(|(set, _)| wanted.contains(&set.as_str()))
        .collect()
}

/// Trains without each dataset and its writers in turn, and reports on it.
pub(crate) fn leave_out(args: &[String]) -> Result<(), String> {
    let show = shown(args);
    let start = Weights::parse(&std::fs::read_to_string(FILE).unwrap_or_default())
        .unwrap_or_else(|_| Weights::empty());
    let bench = bench(
        TRAINING,
        false,
        &start,
        &Tables::read(option(args, "--tables").unwrap_or(TABLES))?,
    )?;
    let mut sets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let asked = bench.samples.iter().enumerate();
    for (at, sample) in asked.filter(|(_, sample)| sample.item.set != PHRASES) {
        sets.entry(sample.item.set.clone()).or_default().push(at);
    }
    let folds = match option(args, "--sets") {
        Some(names) => vec![only(&sets, names)],
        None => folds(&sets),
    };
    let mut found = Vec::new();
    for reported in side_by_side(&folds, |tests| left_out(&bench, tests)) {
        found.extend(reported?);
    }
    print(&bench, found, show);
    Ok(())
}

/// Reports on questions of another folder, laid out as this one, with the shipped weights: a first look, before they are learned from.
pub(crate) fn look(args: &[String]) -> Result<(), String> {
    let folder = args
        .first()
        .ok_or("look needs a folder with `questions` and `data`")?;
    let shipped = std::fs::read_to_string(FILE).map_err(|error| error.to_string())?;
    let weights = Weights::parse(&shipped).map_err(|error| error.to_string())?;
    let bench = bench(folder, true, &weights, &Tables::shipped())?;
    let mut found: Vec<(String, Vec<Outcome>)> = Vec::new();
    // A question that is also asked behind another one counts once.
    let mut known = BTreeSet::new();
    for (at, sample) in bench
        .samples
        .iter()
        .enumerate()
        .filter(|(_, sample)| sample.item.set != PHRASES)
    {
        if !known.insert(&sample.item.id) {
            continue;
        }
        let one = outcome(&bench, at, &weights);
        match found.last_mut().filter(|(set, _)| *set == sample.item.set) {
            Some((_, own)) => own.push(one),
            None => found.push((sample.item.set.clone(), vec![one])),
        }
    }
    for (set, own) in &found {
        keep_rows(&bench, set, own)?;
    }
    print(&bench, found, shown(args));
    Ok(())
}

/// The number behind `--show`.
fn shown(args: &[String]) -> usize {
    option(args, "--show")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
}

/// Prints what came of sets of questions: by set, by operation, by threshold, and the first that were misunderstood.
fn print(bench: &Bench, found: Vec<(String, Vec<Outcome>)>, show: usize) {
    let mut outcomes = Vec::new();
    for (set, own) in found {
        report(&set, &own.iter().collect::<Vec<_>>());
        outcomes.extend(own);
    }
    report("all", &outcomes.iter().collect::<Vec<_>>());
    by_operation(bench, &outcomes);
    let ops = outcomes.iter().filter(|one| one.operation).count();
    println!(
        "operation right {:.1}",
        100.0 * ops as f64 / outcomes.len() as f64
    );
    by_threshold(&outcomes);
    wrong(bench, &outcomes, show);
}

/// What came of each set of a fold, with weights that know neither it nor its writers.
fn left_out(bench: &Bench, tests: &[Set]) -> Result<Vec<(String, Vec<Outcome>)>, String> {
    let left: BTreeSet<&String> = tests.iter().map(|(set, _)| *set).collect();
    let tested = tests.iter().flat_map(|(_, test)| test.iter());
    let writers: BTreeSet<String> = tested.map(|at| bench.samples[*at].item.writer()).collect();
    let train: Vec<usize> = (0..bench.samples.len())
        .filter(|at| {
            let item = &bench.samples[*at].item;
            !left.contains(&item.set) && !writers.contains(&item.writer())
        })
        .collect();
    let weights = fit(bench, &train);
    let mut found = Vec::new();
    for (set, test) in tests {
        keep(set, &weights)?;
        let own: Vec<Outcome> = test
            .iter()
            .map(|at| outcome(bench, *at, &weights))
            .collect();
        keep_rows(bench, set, &own)?;
        found.push(((*set).clone(), own));
    }
    Ok(found)
}

/// Prints the first questions that were misunderstood.
fn wrong(bench: &Bench, outcomes: &[Outcome], show: usize) {
    for one in outcomes.iter().filter(|one| !one.right).take(show) {
        let item = &bench.samples[one.at].item;
        println!(
            "{:.2} {} | {}\n    chosen {}\n    gold   {} {:?} {:?} {:?} there {}",
            one.best,
            item.id,
            item.turns().join(" // "),
            one.chosen,
            item.form.op,
            item.form.metrics,
            item.form.periods,
            item.form.args,
            one.there
        );
    }
}

/// Where what came of questions is kept.
fn left_out_folder() -> Result<&'static Path, String> {
    let folder = Path::new("target/leave-out");
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// Keeps the weights that know nothing of a dataset, to answer its questions with.
fn keep(set: &str, weights: &Weights) -> Result<(), String> {
    let folder = left_out_folder()?;
    std::fs::write(folder.join(format!("{set}.txt")), weights.print())
        .map_err(|error| error.to_string())
}

/// Keeps what came of each question, a line of JSON each.
fn keep_rows(bench: &Bench, set: &str, outcomes: &[Outcome]) -> Result<(), String> {
    let rows = outcomes.iter().map(|one| {
        let sample = &bench.samples[one.at];
        let line = serde_json::json!({"id": sample.item.id, "set": set, "writer": sample.item.writer(), "gold": sample.gold.code(), "best": one.best,
            "right": one.right, "refused": one.refused, "lacks": one.lacks, "among": one.among, "there": one.there, "operation": one.operation, "turns": sample.item.turns(),
            "chosen": one.chosen, "form": [sample.item.form.metrics.clone(), sample.item.form.periods.clone()], "args": sample.item.form.args.clone(), "scored": !sample.item.must.is_empty()});
        format!("{line}\n")
    });
    let folder = left_out_folder()?;
    std::fs::write(
        folder.join(format!("{set}.jsonl")),
        rows.collect::<String>(),
    )
    .map_err(|error| error.to_string())
}

fn outcome(bench: &Bench, at: usize, weights: &Weights) -> Outcome {
    let sample = &bench.samples[at];
    let world = &bench.worlds[sample.world];
    let scored = world.scored(sample, weights.operations(&sample.look.words));
    let there = scored.right.iter().any(|right| *right);
    let right: Vec<Query> = scored
        .proposed
        .candidates
        .iter()
        .zip(&scored.right)
        .filter(|(_, right)| **right)
        .map(|(candidate, _)| candidate.query.clone())
        .collect();
    let lacks = if there || scored.none {
        ""
    } else {
        let candidates = &scored.proposed.candidates;
        missing(
            candidates,
            &sample.item,
            &world.snapshot.dataset,
            &world.stock,
        )
    };
    let evidence = (sample.evidence.clone(), Vec::new());
    let decided = decide(weights, &world.stock, scored.proposed, evidence);
    let is_right = |(candidate, _): &(Candidate, f32)| right.contains(&candidate.query);
    let first = decided.candidates.first();
    let best = first.map_or(0.0, |(_, chance)| *chance);
    let refused = decided.none > best;
    let same = first.is_some_and(|(candidate, _)| candidate.operation == sample.gold);
    Outcome {
        at,
        best,
        right: if refused {
            scored.none
        } else {
            first.is_some_and(is_right)
        },
        refused,
        among: scored.none && refused || decided.candidates.iter().take(3).any(is_right),
        there: there || scored.none,
        lacks,
        chosen: match first {
            Some((candidate, _)) if !refused => format!("{:?}", candidate.query),
            _ => format!("none {:.2}", decided.none),
        },
        operation: if refused { scored.none } else { same },
    }
}

fn report(name: &str, outcomes: &[&Outcome]) {
    let share = |test: &dyn Fn(&Outcome) -> bool| {
        100.0 * outcomes.iter().filter(|one| test(one)).count() as f64
            / outcomes.len().max(1) as f64
    };
    println!(
        "{name:<14}{:>6}  right {:>5.1}  in three {:>5.1}  proposed {:>5.1}  refused {:>5.1}  sure {:>5.1}  sure and wrong {:>4.1}",
        outcomes.len(),
        share(&|one| one.right),
        share(&|one| one.among),
        share(&|one| one.there),
        share(&|one| one.refused),
        share(&|one| !one.refused && one.best >= 0.6),
        share(&|one| !one.refused && one.best >= 0.6 && !one.right),
    );
}

fn by_operation(bench: &Bench, outcomes: &[Outcome]) {
    let mut groups: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for one in outcomes {
        groups
            .entry(bench.samples[one.at].gold.code())
            .or_default()
            .push(one);
    }
    for (name, group) in groups {
        report(name, &group);
    }
}

fn by_threshold(outcomes: &[Outcome]) {
    let all = outcomes.len().max(1) as f64;
    for threshold in [0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let sure: Vec<&Outcome> = outcomes
            .iter()
            .filter(|one| !one.refused && one.best >= threshold)
            .collect();
        let right = sure.iter().filter(|one| one.right).count() as f64;
        let wrong = sure.iter().filter(|one| !one.right).count() as f64;
        println!(
            "p >= {threshold}: answered and right {:.1} %, answered and wrong {:.1} %",
            100.0 * right / all,
            100.0 * wrong / all
        );
    }
}
