//! Times of one picture, warm: from figures to SVG, and from SVG to PNG, for a chart of columns and a line over many years.
//!
//! `cargo bench --bench chart`

#![expect(
    clippy::expect_used,
    reason = "a benchmark ends where the shipped files are missing"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use footnote::dataset::{self, Dataset, MetricId};
use footnote::diagnostic::SourceFile;
use footnote::files::read_directory;
use footnote::import::{Import, Options};
use footnote::render::chart::{Theme, chart, svg};
use footnote::render::png;

/// The shipped dataset.
fn shipped() -> Dataset {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    dataset::load(
        &read_directory(&directory)
            .expect("the data are there")
            .files,
    )
    .0
}

/// A figure for each of sixty years.
fn many_years() -> Dataset {
    let rows = (1960..2020).map(|year| format!("{year},{}", (year * 7919) % 10_007));
    let rows = rows.collect::<Vec<String>>().join("\n");
    let options = Options {
        outlet: "Harbour Ledger".to_owned(),
        title: "Boats".to_owned(),
        published: "2020-01-30".to_owned(),
        ..Options::default()
    };
    let mut import = Import::default();
    import.add(
        "many.csv",
        format!("year,boats\n{rows}").into_bytes(),
        &options,
    );
    let imported = import.finish().expect("a good table");
    let file = SourceFile {
        path: "many.toml".to_owned(),
        text: imported.text(),
    };
    dataset::load(&[Arc::new(file)]).0
}

fn pictures(criterion: &mut Criterion) {
    let shipped = shipped();
    let headline = shipped.metrics.iter().position(|metric| metric.headline);
    let headline = MetricId(headline.expect("a headline metric"));
    let many = many_years();
    for (name, dataset, metric) in [
        ("columns", &shipped, headline),
        ("line", &many, MetricId(0)),
    ] {
        let draw = || {
            let chart = chart(dataset, metric, None, None).expect("there are figures");
            svg(&chart, Theme::Dark)
        };
        let picture = draw();
        criterion.bench_function(&format!("svg/{name}"), |bench| bench.iter(draw));
        criterion.bench_function(&format!("png/{name}"), |bench| {
            bench.iter(|| png(black_box(&picture)).expect("a picture"));
        });
    }
}

criterion_group!(benches, pictures);
criterion_main!(benches);
