//! Whole tables in, data files out.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;
use crate::dataset::{Usage, load};
use crate::diagnostic::{SourceFile, terminal};

fn options() -> Options {
    Options {
        outlet: "Harbour Office".into(),
        title: "Keepers on duty".into(),
        published: "2025-01-01".into(),
        ..Options::default()
    }
}

/// The figures that a file's tables become, or the problems that keep them from it.
fn imported(name: &str, bytes: Vec<u8>, options: &Options) -> String {
    let mut import = Import::default();
    import.add(name, bytes, options);
    match import.finish() {
        Ok(imported) => figures(&imported) + &told(&imported.warnings),
        Err(problems) => told(&problems),
    }
}

fn told(problems: &Diagnostics) -> String {
    problems.iter().fold(String::new(), |mut out, problem| {
        let _ = writeln!(out, "{:?}: {}", problem.severity, problem.message);
        out
    })
}

/// "metric | period | value unit | caveat", one a line.
fn figures(imported: &Imported) -> String {
    let file = SourceFile {
        path: "data/a.toml".into(),
        text: imported.text(),
    };
    let (data, problems) = load(&[Arc::new(file)]);
    assert!(
        !problems.has_errors(),
        "{}",
        terminal::render_all(&problems, false)
    );
    data.figures.iter().fold(String::new(), |mut out, figure| {
        let metric = &data.metrics[figure.metric.0];
        let unit = if metric.unit.is_empty() {
            String::new()
        } else {
            format!(" {}", metric.unit)
        };
        let caveat = if figure.usage == Usage::Careful {
            format!(" | {}", figure.caveat)
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "{} | {} | {}{unit}{caveat}",
            metric.label,
            figure.period.in_words(),
            figure.value
        );
        out
    })
}

#[test]
fn debug_cases() {
    let Ok(dir) = std::env::var("IMPORT_DIR") else {
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let bytes = std::fs::read(&path).unwrap();
        println!("=== {name}");
        let mut import = Import::default();
        import.add(&name, bytes, &options());
        match import.finish() {
            Ok(imported) => {
                println!("{}", imported.report());
                println!("{}", figures(&imported));
                println!("{}", told(&imported.warnings));
            }
            Err(problems) => println!("{}", told(&problems)),
        }
    }
}
