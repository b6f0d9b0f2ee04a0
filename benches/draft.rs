//! The time from an upload to the draft's report: 200 intents with 2,000 tests, one file changed.
//!
//! `cargo bench --bench draft` prints how large the set is, what each step takes, then criterion's distribution of the whole.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints, and ends where the shipped files are missing"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group};
use footnote::dataset::Language;
use footnote::diagnostic::SourceFile;
use footnote::editing::{Change, InForce, add_phrase, report};
use footnote::files::read_directory;
use footnote::message::Snapshot;
use footnote::{check, dataset, intents};
use jiff::civil::{Date, date};

const TODAY: Date = date(2025, 6, 1);

/// How many intents the set has, those that are shipped included.
const INTENTS: usize = 200;
/// How many tests it has.
const TESTS: usize = 2_000;
/// Example questions of an intent that is made up.
const PHRASES: usize = 20;

const SYLLABLES: [&str; 16] = [
    "ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu", "ha",
];

fn files(directory: &str) -> Vec<Arc<SourceFile>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    read_directory(&path).expect("the shipped files").files
}

/// A word that no language has.
fn word(number: usize) -> String {
    let syllables = [number, number / 16, number / 256, number / 7 + 3];
    syllables.map(|number| SYLLABLES[number % 16]).concat()
}

/// An intent about words of its own.
fn made_up(number: usize, tests: usize) -> Arc<SourceFile> {
    let question = |nth: usize| {
        let own = word(number * 8 + nth % 8);
        let other = word(number * 8 + 3 + nth / 8);
        match nth % 4 {
            0 => format!("tell me of the {own} and its {other}"),
            1 => format!("is there a {own} near the {other}"),
            2 => format!("who keeps the {other} of {own} {own}"),
            _ => format!("{own} {other} {}", word(number * 8 + nth % 3)),
        }
    };
    let phrases: Vec<String> = (0..PHRASES)
        .map(|nth| format!("  \"{}\",", question(nth)))
        .collect();
    let tests: Vec<String> = (0..tests)
        .map(|nth| format!("[[test]]\nask = \"{}\"", question(nth)))
        .collect();
    let (phrases, tests) = (phrases.join("\n"), tests.join("\n"));
    Arc::new(SourceFile {
        path: format!("intents/topics/extra_{number}.toml"),
        text: format!(
            "schema = 1\nid = \"extra_{number}\"\ntitle = \"Extra\"\nanswer = \"help\"\n\nphrases.en = [\n{phrases}\n]\n\n\
             [reply.en]\ntext = '''Of this I know nothing more.'''\n\n{tests}"
        ),
    })
}

fn large_set() -> Vec<Arc<SourceFile>> {
    let mut set = files("intents");
    let shipped = intents::load(&set).0;
    let tests: usize = shipped.list.iter().map(|intent| intent.tests.len()).sum();
    let missing = INTENTS - shipped.list.len();
    let each = (TESTS - tests).div_ceil(missing);
    set.extend((0..missing).map(|number| made_up(number, each)));
    set
}

fn timed<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let result = run();
    println!("{name:<44} {:>9.1?}", began.elapsed());
    result
}

/// The set in force and a change to it.
fn set_up() -> (InForce, Change) {
    let (data, set) = (files("data"), large_set());
    let dataset = dataset::load(&data).0;
    let intents = timed("loading the intents", || intents::load(&set).0);
    let tests: usize = intents.list.iter().map(|intent| intent.tests.len()).sum();
    let phrases: usize = intents.list.iter().map(|intent| intent.phrases.len()).sum();
    println!(
        "{} intents, {phrases} phrases, {tests} tests",
        intents.list.len()
    );
    let snapshot = timed("building the tables", || {
        Snapshot::new(
            dataset,
            intents,
            footnote::message::shipped().expect("the shipped weights"),
        )
        .0
    });
    let outcome = timed("trying out, phrases matched, tests answered", || {
        check::run(&snapshot, TODAY)
    });
    println!(
        "{} tests pass, {} fail, {} are skipped",
        outcome.passed, outcome.failed, outcome.skipped
    );
    let file = set
        .iter()
        .find(|file| file.path.ends_with("value.toml"))
        .expect("an intent");
    let text = add_phrase(file, Language::En, "so {metric} in {year}, what of it then");
    let change = Change {
        path: file.path.clone(),
        text: Some(text.expect("a sound phrase")),
    };
    let in_force = timed("trying the set in force out, once", || {
        InForce::new(data, set, Arc::new(snapshot), TODAY)
    });
    (in_force, change)
}

fn drafting(c: &mut Criterion) {
    let (in_force, change) = set_up();
    let asked: Vec<String> = Vec::new();
    let made = timed("a draft's report", || {
        report(&in_force, std::slice::from_ref(&change), &asked, None)
    });
    println!(
        "{} questions compared, {} drift",
        made.compared,
        made.drift.len()
    );
    let mut group = c.benchmark_group("drafts");
    group.sample_size(10);
    group.bench_function("a draft's report", |b| {
        b.iter_with_large_drop(|| report(&in_force, std::slice::from_ref(&change), &asked, None));
    });
    group.finish();
}

criterion_group!(benches, drafting);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
}
