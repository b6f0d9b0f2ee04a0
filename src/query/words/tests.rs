//! Canonical words, and that they read back.

use std::path::Path;
use std::sync::Arc;

use super::drawn::Draw;
use super::*;
use crate::dataset::{Language, MetricId};
use crate::diagnostic::SourceFile;
use crate::query::Cells;
use crate::query::Window;

fn texts(directory: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending = vec![root.join(directory)];
    let mut files = Vec::new();
    while let Some(directory) = pending.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|own| own == "toml") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root).unwrap().display().to_string();
                files.push(Arc::new(SourceFile { path, text }));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn data(directory: &str) -> Dataset {
    let (data, problems) = crate::dataset::load(&texts(directory));
    assert!(!problems.has_errors(), "{directory}: {problems:?}");
    data
}

fn english() -> Phrases {
    let (mut intents, problems) = crate::intents::load(&texts("intents/operations"));
    assert!(!problems.has_errors(), "{problems:?}");
    intents.words.remove(&Language::En).unwrap().canonical
}

/// How many queries are drawn for each dataset; `CANONICAL` in the environment says another number.
fn count() -> u64 {
    let count = std::env::var("CANONICAL").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(100)
}

#[test]
fn words_read_back_as_the_same_query() {
    let phrases = english();
    let sets = [
        "tests/data/lighthouses",
        "training/data/housing",
        "training/data/launches",
        "training/data/police",
    ];
    for set in sets {
        let data = data(set);
        let mut by_code = 0;
        for seed in 0..count() {
            let query = Draw::new(seed, &data).query();
            let words = words(&query, &data, &phrases);
            if std::env::var_os("CANONICAL_SHOW").is_some() {
                println!("{words}");
            }
            by_code += u64::from(words.ends_with(']'));
            assert_eq!(read(&words, &data, &phrases), Some(query), "{set}: {words}");
        }
        assert!(
            by_code <= count() / 50,
            "{set}: {by_code} of {} have codes",
            count()
        );
    }
}

#[test]
fn labels_fit_on_buttons() {
    let (data, phrases) = (data("training/data/police"), english());
    for seed in 0..count() {
        let query = Draw::new(seed, &data).query();
        let label = label(&query, &data, &phrases);
        assert!(
            !label.is_empty() && label.chars().count() <= LABEL,
            "{label}"
        );
    }
}

/// Names that several things have, and lists of them, do not take ever longer.
#[test]
fn texts_with_many_readings_are_given_up() {
    let (mut data, phrases) = (data("tests/data/lighthouses"), english());
    for metric in &mut data.metrics {
        metric.short = "light".to_owned();
    }
    for figure in &mut data.figures {
        figure.period.words = Some("that time".to_owned());
    }
    let lights = "light, ".repeat(90);
    let times = "that time, ".repeat(70);
    for text in [
        format!("{lights}that time"),
        format!("light, {times}that time"),
    ] {
        assert_eq!(read(&text, &data, &phrases), None);
    }
    let metrics = (0..data.metrics.len()).map(MetricId).collect();
    let query = Query::Figures(Cells::new(metrics, Window::latest()));
    let words = words(&query, &data, &phrases);
    assert_eq!(read(&words, &data, &phrases), Some(query), "{words}");
}

/// Pieces of canonical words in any order are read as what they say, or not at all.
#[test]
fn shuffled_words_are_harmless() {
    let (data, phrases) = (data("training/data/police"), english());
    let mut pieces: Vec<String> = Vec::new();
    for seed in 0..count() {
        let words = words(&Draw::new(seed, &data).query(), &data, &phrases);
        pieces.extend(words.split_inclusive([' ', ',', ':']).map(str::to_owned));
    }
    let mut random = 7_usize;
    for _ in 0..count() {
        let mut text = String::new();
        while text.len() < 300 {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text += &pieces[(random >> 33) % pieces.len()];
            if let Some(query) = read(&text, &data, &phrases) {
                assert_eq!(
                    read(&words(&query, &data, &phrases), &data, &phrases),
                    Some(query)
                );
            }
        }
    }
}

#[test]
fn other_texts_are_not_read() {
    let (data, phrases) = (data("tests/data/lighthouses"), english());
    let long = "is it true: ".repeat(80);
    let list = "2024, ".repeat(160);
    let others = [
        "",
        "?",
        "]",
        "[]",
        "how many keepers were there in 2019?",
        "🙂 is it true: ",
        "é, 2024",
        long.as_str(),
        list.as_str(),
    ];
    for text in others {
        assert_eq!(read(text, &data, &phrases), None, "{text}");
    }
    let query = Query::Figures(Cells::new(vec![MetricId(0)], Window::latest()));
    let words = words(&query, &data, &phrases);
    for end in words.char_indices().map(|(at, _)| at) {
        let _ = read(&words[..end], &data, &phrases);
        let _ = read(&words[end..], &data, &phrases);
    }
    assert_eq!(read(&words.to_uppercase(), &data, &phrases), Some(query));
}
