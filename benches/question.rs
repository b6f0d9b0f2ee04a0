//! Times of one question against the shipped data and intents: reading and choosing an intent, the whole answer, what a message
//! that is not for the bot costs beside it, and loading.
//!
//! `cargo bench --bench question` prints first the median and the 99th percentile over all single calls, then criterion's own
//! distributions. `FOOTNOTE_BENCH_ROUNDS=1000` says how often each question is timed.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints, and ends where the shipped files are missing"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use footnote::diagnostic::SourceFile;
use footnote::files::read_directory;
use footnote::message::{Memory, Snapshot, answer};
use footnote::{dataset, intents};
use jiff::civil::{Date, date};

const TODAY: Date = date(2025, 6, 1);

/// Questions of every kind, as people write them.
const QUESTIONS: &[&str] = &[
    "how many Russian soldiers were convicted in 2024?",
    "convictions 2023",
    "how many were sentenced to prison in 2024",
    "number of drug convictions last year",
    "what about '22",
    "how many solders were convcited in 2024",
    "hey, do you know how many service members got convicted back in 2010?",
    "convictions in twenty twenty-three pls",
    "drug cases 2015",
    "how many verdicts a day?",
    "how much did convictions rise from 2023 to 2024?",
    "convictions 2022 vs 2024",
    "by how many percent did convictions go up in 2024",
    "did convictions fall in 2024?",
    "difference between 2022 and 2023",
    "how many times more convictions were there in 2024 than in 2022",
    "is 2024 double of 2023?",
    "what share of those convicted in 2024 went to prison?",
    "percentage of drug convictions among all convictions in 2024",
    "what part of the 2024 convictions were prison terms",
    "which year had the most convictions?",
    "lowest year on record for convictions",
    "was 2024 a record?",
    "second highest year for convictions",
    "in which year did convictions rise the fastest",
    "sharpest jump in the series?",
    "total convictions from 2022 to 2024",
    "sum of 2023 and 2024",
    "average number of convictions per year since 2010",
    "median of convictions 2010-2024",
    "how many years had more than 5,000 convictions",
    "which years were above 8000?",
    "first year with over 6k convictions",
    "years with fewer than 4,000 convictions",
    "how have convictions developed since 2019?",
    "show me the trend",
    "list all the numbers you have for convictions",
    "sum up 2024",
    "convictions per day in 2024",
    "how many convictions a week in 2023 on average",
    "how do the 2024 convictions break down?",
    "who says so?",
    "where does 13,699 come from?",
    "what is Verstka?",
    "is this an official number, and when was it published?",
    "what counts as a conviction here?",
    "does it include officers or only conscripts",
    "which years do you have figures for?",
    "why do you say 13,699 when someone else has 13,897",
    "which number is right for 2024",
    "can I add prison terms and convictions?",
    "is it true that convictions doubled in 2024?",
    "I read that 20,000 soldiers were convicted in 2024, is that right?",
    "everyone knows that crime in the army is falling",
    "what happened with Ivanishin?",
    "why did convictions go up so much",
    "what do soldiers say about drugs at the front",
    "how many were convicted of desertion in 2024? and of drug crimes?",
    "сколько военных осудили в 2024 году?",
    "на скільки відсотків зросла кількість засуджених у 2024",
    "what can you do",
    "how many will be convicted in 2027?",
];

/// Messages of a channel in which people talk about something else.
const CHATTER: &[&str] = &[
    "lol no way, did you see the game last night?",
    "brb making coffee",
    "can somebody review my pull request before the standup please",
    "happy birthday!! 🎉🎉",
    "the new update broke my keyboard layout again, had to roll back",
    "ok see you all at 7",
    "does anyone have a spare ticket for saturday",
    "that recipe needs way more garlic imo",
];

fn files(directory: &str) -> Vec<Arc<SourceFile>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    read_directory(&path).expect("the shipped files").files
}

fn snapshot(data: &[Arc<SourceFile>], intents: &[Arc<SourceFile>]) -> Snapshot {
    Snapshot::new(
        dataset::load(data).0,
        intents::load(intents).0,
        footnote::message::shipped().expect("the shipped weights"),
    )
    .0
}

fn shipped() -> Snapshot {
    snapshot(&files("data"), &files("intents"))
}

/// Reads a message and decides what it means.
fn decide(snapshot: &Snapshot, message: &str) {
    black_box(snapshot.decide(message, &Memory::default(), TODAY));
}

fn respond(snapshot: &Snapshot, message: &str) {
    black_box(answer(snapshot, message, &mut Memory::default(), TODAY));
}

/// The times of all single calls, each message in turn, after one round to warm up.
fn times(messages: &[&str], mut call: impl FnMut(&str)) -> Vec<Duration> {
    let rounds = std::env::var("FOOTNOTE_BENCH_ROUNDS").ok();
    let rounds = rounds.and_then(|text| text.parse().ok()).unwrap_or(200);
    for message in messages {
        call(message);
    }
    let mut times = Vec::new();
    for message in (0..rounds).flat_map(|_| messages) {
        let began = Instant::now();
        call(black_box(message));
        times.push(began.elapsed());
    }
    times.sort_unstable();
    times
}

/// The time that so many of a thousand calls do not exceed.
fn permille(sorted: &[Duration], of_thousand: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted
        .get(last * of_thousand / 1000)
        .copied()
        .unwrap_or_default()
}

fn row(name: &str, sorted: &[Duration]) {
    println!(
        "{name:<34} median {:>9.1?}   p99 {:>9.1?}",
        permille(sorted, 500),
        permille(sorted, 990)
    );
}

/// Median and 99th percentile over all single calls, which criterion's means over many calls do not show.
fn percentiles() {
    let snapshot = shipped();
    let read = times(QUESTIONS, |message| decide(&snapshot, message));
    let whole = times(QUESTIONS, |message| respond(&snapshot, message));
    let chatter = times(CHATTER, |message| respond(&snapshot, message));
    row("a question read and matched", &read);
    row("a question answered", &whole);
    row("a message not for the bot, answered", &chatter);
    let ratio = permille(&chatter, 500).as_secs_f64() / permille(&whole, 500).as_secs_f64();
    println!("a message not for the bot takes {ratio:.2} of a question's time");
    slowest(&snapshot);
}

/// The questions that take longest to answer, by their own medians.
fn slowest(snapshot: &Snapshot) {
    let mut medians: Vec<(Duration, &str)> = QUESTIONS
        .iter()
        .map(|question| {
            let sorted = times(&[question], |message| respond(snapshot, message));
            (permille(&sorted, 500), *question)
        })
        .collect();
    medians.sort_unstable_by(|a, b| b.cmp(a));
    for (median, question) in medians.iter().take(5) {
        println!("{median:>9.1?}  {question}");
    }
}

fn reading(c: &mut Criterion) {
    let snapshot = shipped();
    let mut questions = QUESTIONS.iter().cycle();
    c.bench_function("a question read and matched", |b| {
        b.iter(|| {
            questions
                .next()
                .map(|question| decide(&snapshot, black_box(question)))
        });
    });
    c.bench_function("a question answered", |b| {
        b.iter(|| {
            questions
                .next()
                .map(|question| respond(&snapshot, black_box(question)))
        });
    });
}

fn chatter(c: &mut Criterion) {
    let snapshot = shipped();
    let mut messages = CHATTER.iter().cycle();
    c.bench_function("a message not for the bot", |b| {
        b.iter(|| {
            messages
                .next()
                .map(|message| respond(&snapshot, black_box(message)))
        });
    });
}

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("loading");
    group.sample_size(20);
    let (data, intents) = (files("data"), files("intents"));
    group.bench_function("data and intents from memory", |b| {
        b.iter_with_large_drop(|| snapshot(&data, &intents));
    });
    group.bench_function("data and intents from disk", |b| {
        b.iter_with_large_drop(shipped);
    });
    group.finish();
}

criterion_group!(benches, reading, chatter, loading);

fn main() {
    percentiles();
    benches();
    Criterion::default().configure_from_args().final_summary();
}
