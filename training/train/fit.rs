//! Fitting the weights, stage by stage, and reporting on what was left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use footnote::interpret::decide::decide;
use footnote::interpret::operation::Operation;
use footnote::interpret::propose::Candidate;
use footnote::interpret::scorer::{Thresholds, Weights};
use footnote::interpret::traits::Trait;
use footnote::query::Query;

use crate::forms::missing;
use crate::items::Item;
use crate::network::{self, Lesson};
use crate::parlance::{hear, of_dataset};
use crate::sample::{PHRASES, Sample, World, load};
use crate::tables::{Tables, text};
use crate::words;

/// Where the questions to learn from lie.
const TRAINING: &str = "training";
/// Where the weights lie.
const FILE: &str = "assets/reader/weights.txt";
/// Into how many parts the questions are cut for the first stage.
const PARTS: usize = 5;
/// Questions that one thread takes at a time.
const CHUNK: usize = 500;
/// Of talks that are shorter than those learned from every how manieth is taken.
const SHORTER: usize = 3;
/// Into how many groups of datasets they are cut for leaving out.
const FOLDS: usize = 5;

/// Where the tables of words lie that were each not learned from a part of the datasets.
const TABLES: &str = "target/meanings/folds";
/// The dataset that is shipped, and the file of what people call its metrics.
const SHIPPED: &str = "shipped";
const PARLANCE: &str = "data/parlance.toml";
/// Where to answer and where to ask back: what leaves fewer than three in a hundred wrong, on datasets and writers left out and on other people's questions.
const THRESHOLDS: Thresholds = Thresholds {
    answer: 0.74,
    claim: 0.72,
    both: 0.92,
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
    let pairs: Vec<_> = items.iter().zip(places).collect();
    let read = |(item, at): &(&Item, usize)| worlds[*at].sample(item, *at, weights);
    let samples = side_by_side(&pairs, read);
    Ok(Bench { worlds, samples })
}

/// Writes what an encoder learns from: a line of which traits are possible, and one for each question.
pub(crate) fn lessons(args: &[String]) -> Result<(), String> {
    let file = args
        .first()
        .ok_or("name the file to write: train lessons FILE")?;
    let bench = bench(TRAINING, false, &Weights::empty(), &Tables::shipped())?;
    let aims = Aims::of(&bench, &(0..bench.samples.len()).collect::<Vec<_>>());
    let sorts: Vec<usize> = Trait::ALL.iter().map(|one| one.sort().index()).collect();
    let head = serde_json::json!({"possible": aims.possible, "sorts": sorts});
    let rows = bench.samples.iter().enumerate().map(|(at, sample)| {
        let traits = aims.traits.get(&at).into_iter().flatten();
        serde_json::json!({
            "set": sample.item.set, "writer": sample.item.writer(), "text": text(&sample.evidence), "follows": sample.item.turns().len() > 1,
            "operation": sample.gold.index(), "traits": traits.map(|own| own.index()).collect::<Vec<_>>(),
        })
    });
    let all = std::iter::once(head).chain(rows);
    let lines: Vec<String> = all.map(|row| row.to_string()).collect();
    std::fs::write(file, lines.join("\n") + "\n").map_err(|error| format!("{file}: {error}"))
}

/// Fits and writes the weights, and what people call the metrics of the shipped data.
pub(crate) fn write() -> Result<(), String> {
    std::fs::create_dir_all("assets/reader").map_err(|error| error.to_string())?;
    for (file, text) in fitted()? {
        std::fs::write(file, &text).map_err(|error| error.to_string())?;
        println!("{file}: {} bytes", text.len());
    }
    Ok(())
}

/// Fits the weights and compares them, and the shipped data's words, with the files.
pub(crate) fn check() -> Result<(), String> {
    for (file, text) in fitted()? {
        let shipped = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
        if text != shipped {
            return Err(format!(
                "{file} is not what training makes: run `cargo run --release --example train -- fit`"
            ));
        }
        println!("{file} is what training makes");
    }
    Ok(())
}

/// The files that training makes.
fn fitted() -> Result<[(&'static str, String); 2], String> {
    let tables = Tables::read(TABLES)?;
    let mut first = bench(TRAINING, true, &Weights::empty(), &tables)?;
    hear(&mut first);
    let bench = in_talks(TRAINING, true, &first, &tables, &|_| true)?;
    let weights = fit(&bench, &(0..bench.samples.len()).collect::<Vec<_>>());
    let words = of_dataset(&bench, SHIPPED);
    Ok([(FILE, weights.print()), (PARLANCE, words)])
}

/// The same questions, with the turns before them as those weights understand them that learned from shorter talks.
fn in_talks(
    folder: &str,
    languages: bool,
    first: &Bench,
    tables: &Tables,
    may_learn: &dyn Fn(&Sample) -> bool,
) -> Result<Bench, String> {
    let alone = next(folder, languages, first, tables, (1, may_learn))?;
    next(folder, languages, &alone, tables, (2, may_learn))
}

/// The same questions, with the turns before them as those weights understand them that learned from talks of so many turns, and
/// from some of the shorter ones.
fn next(
    folder: &str,
    languages: bool,
    before: &Bench,
    tables: &Tables,
    (turns, may_learn): (usize, &dyn Fn(&Sample) -> bool),
) -> Result<Bench, String> {
    let teaches = |at: &usize| {
        let sample = &before.samples[*at];
        let own = sample.item.turns().len();
        may_learn(sample) && (own == turns || own < turns && at.is_multiple_of(SHORTER))
    };
    let taught: Vec<usize> = (0..before.samples.len()).filter(teaches).collect();
    let mut bench = bench(folder, languages, &fit(before, &taught), tables)?;
    hear(&mut bench);
    // Of what is left out nothing is known.
    let left = bench.samples.iter_mut().filter(|sample| !may_learn(sample));
    left.for_each(|sample| sample.evidence.called = None);
    Ok(bench)
}

/// Fits both stages to some of the samples.
pub(crate) fn fit(bench: &Bench, train: &[usize]) -> Weights {
    let aims = Aims::of(bench, train);
    let parts = parts(bench, train);
    let without = parts.iter().map(|part| {
        let inside: BTreeSet<usize> = part.iter().copied().collect();
        let rest = train.iter().copied().filter(|at| !inside.contains(at));
        rest.collect::<Vec<usize>>()
    });
    let taught: Vec<Vec<usize>> = without.chain([train.to_vec()]).collect();
    let mut words = side_by_side(&taught, |some| aims.learn(bench, some));
    let mut weights = words.pop().unwrap_or_else(Weights::empty);
    let pieces: Vec<(&[usize], &Weights)> = parts
        .iter()
        .zip(&words)
        .flat_map(|(part, words)| part.chunks(CHUNK).map(move |piece| (piece, words)))
        .collect();
    let lessons = side_by_side(&pieces, |(piece, words)| {
        let score = |at: &usize| {
            let sample = &bench.samples[*at];
            let world = &bench.worlds[sample.world];
            Lesson::of(world.scored(sample, world.told(sample, words)))
        };
        piece.iter().map(score).collect::<Vec<_>>()
    });
    let lessons: Vec<Lesson> = lessons.into_iter().flatten().collect();
    weights.network = network::learn(&lessons);
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

/// What is to be learned from the words of each sample: the traits of what is right; and which traits candidates of each operation have.
struct Aims {
    traits: HashMap<usize, Vec<Trait>>,
    possible: Vec<Vec<bool>>,
}

impl Aims {
    fn of(bench: &Bench, train: &[usize]) -> Self {
        let pieces: Vec<&[usize]> = train.chunks(CHUNK).collect();
        let found = side_by_side(&pieces, |piece| {
            let mut possible = vec![vec![false; Trait::ALL.len()]; OPERATIONS];
            let traits = piece.iter().map(|at| {
                let sample = &bench.samples[*at];
                (*at, bench.worlds[sample.world].aim(sample, &mut possible))
            });
            (traits.collect::<Vec<_>>(), possible)
        });
        let mut aims = Self {
            traits: HashMap::new(),
            possible: vec![vec![false; Trait::ALL.len()]; OPERATIONS],
        };
        for (traits, possible) in found {
            aims.traits.extend(traits);
            let all = aims.possible.iter_mut().flatten();
            for (known, own) in all.zip(possible.into_iter().flatten()) {
                *known |= own;
            }
        }
        aims
    }

    /// Weights that know what the words of some samples say, and nothing else.
    fn learn(&self, bench: &Bench, train: &[usize]) -> Weights {
        let lessons = train.iter().map(|at| {
            let sample = &bench.samples[*at];
            words::Lesson {
                words: &sample.look.words,
                operation: sample.gold,
                traits: self.traits.get(at).map_or(&[], Vec::as_slice),
            }
        });
        Weights {
            words: words::learn(&lessons.collect::<Vec<_>>(), &self.possible),
            ..Weights::empty()
        }
    }
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
    let tables = Tables::read(option(args, "--tables").unwrap_or(TABLES))?;
    let mut first = bench(TRAINING, false, &Weights::empty(), &tables)?;
    hear(&mut first);
    let mut sets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let asked = first.samples.iter().enumerate();
    for (at, sample) in asked.filter(|(_, sample)| sample.item.set != PHRASES) {
        sets.entry(sample.item.set.clone()).or_default().push(at);
    }
    let folds = match option(args, "--sets") {
        Some(names) => vec![only(&sets, names)],
        None => folds(&sets),
    };
    let mut found = Vec::new();
    for tests in &folds {
        let left = Left::of(&first, tests);
        let bench = in_talks(TRAINING, false, &first, &tables, &|sample| {
            left.may_learn(sample)
        })?;
        let reported = left_out(&bench, tests, &left)?;
        found.extend(reported);
    }
    print(&first, found, shown(args));
    Ok(())
}

/// What is left out: datasets, and all who asked about them.
struct Left {
    sets: BTreeSet<String>,
    writers: BTreeSet<String>,
}

impl Left {
    fn of(bench: &Bench, tests: &[Set]) -> Self {
        let tested = tests.iter().flat_map(|(_, test)| test.iter());
        Self {
            sets: tests.iter().map(|(set, _)| (*set).clone()).collect(),
            writers: tested.map(|at| bench.samples[*at].item.writer()).collect(),
        }
    }

    fn may_learn(&self, sample: &Sample) -> bool {
        let item = &sample.item;
        !self.sets.contains(&item.set) && !self.writers.contains(&item.writer())
    }
}

/// Reports on questions of another folder, laid out as this one, with the shipped weights: a first look, before they are learned from.
pub(crate) fn look(args: &[String]) -> Result<(), String> {
    let folder = args
        .first()
        .ok_or("look needs a folder with `questions` and `data`")?;
    let shipped = std::fs::read_to_string(FILE).map_err(|error| error.to_string())?;
    let weights = Weights::parse(shipped.into()).map_err(|error| error.to_string())?;
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
fn left_out(
    bench: &Bench,
    tests: &[Set],
    left: &Left,
) -> Result<Vec<(String, Vec<Outcome>)>, String> {
    let known = |at: &usize| left.may_learn(&bench.samples[*at]);
    let train: Vec<usize> = (0..bench.samples.len()).filter(known).collect();
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
    let scored = world.scored(sample, world.told(sample, weights));
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
