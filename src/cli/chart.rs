//! `footnote chart`: the picture of a metric as a file, or a list of the metrics that can be drawn.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Common, FINE, Failure, load};
use crate::answer::choices::{metric_given, years_of};
use crate::console::Screen;
use crate::dataset::{Dataset, Metric, MetricId};
use crate::diagnostic::nearest;
use crate::engine::Engine;
use crate::files::shown;
use crate::interpret::memory::metrics;
use crate::message::{Memory, Snapshot};
use crate::render::chart::{Chart, Theme, chart, svg};
use crate::render::png;

/// The arguments of `footnote chart`.
#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    /// The metric, by its id or in words; without one, the metrics are listed
    #[arg(value_name = "METRIC", requires = "out")]
    metric: Option<String>,
    /// The picture to write
    #[arg(long, value_name = "FILE.png|.svg", requires = "metric")]
    out: Option<PathBuf>,
    /// The first year to draw
    #[arg(long, value_name = "YEAR")]
    from: Option<i16>,
    /// The last year to draw
    #[arg(long, value_name = "YEAR")]
    to: Option<i16>,
    /// The background
    #[arg(long, value_enum, default_value_t)]
    theme: Background,
}

/// What a chart stands on.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Background {
    /// Light text on a dark card
    #[default]
    Dark,
    /// Dark text on a light card
    Light,
}

impl From<Background> for Theme {
    fn from(background: Background) -> Self {
        match background {
            Background::Dark => Self::Dark,
            Background::Light => Self::Light,
        }
    }
}

/// What a file holds, by its extension.
#[derive(Debug, Clone, Copy)]
enum Format {
    Png,
    Svg,
}

/// Runs the command.
pub fn run(common: &Common, args: &ChartArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let (Some(name), Some(out)) = (&args.metric, &args.out) else {
        let loaded = load::engine(common)?;
        loaded.warn();
        return list(&loaded.engine.snapshot().dataset, screen);
    };
    let format = format(out)?;
    let loaded = load::engine(common)?;
    loaded.warn();
    let snapshot = loaded.engine.snapshot();
    let metric = find(&loaded.engine, &snapshot, name)?;
    let chart = drawn(&snapshot.dataset, metric, args)?;
    write(&chart, args.theme.into(), format, out)?;
    writeln!(screen, "{}: {}", shown(out), chart.title)?;
    Ok(FINE)
}

/// The metrics with figures: id, name and years.
fn list(dataset: &Dataset, screen: &mut Screen) -> Result<u8, Failure> {
    let ids = dataset.metrics.iter();
    let ids = ids.map(|metric| metric.id.chars().count());
    let width = ids.max().unwrap_or_default();
    let all = dataset
        .own_metrics()
        .flat_map(|(id, _)| dataset.with_slices(id));
    for (id, metric) in all.filter_map(|id| Some((id, dataset.metrics.get(id.0)?))) {
        if let Some(years) = years_of(dataset, id) {
            writeln!(
                screen,
                "{:width$}  {:9}  {}",
                metric.id, years, metric.short
            )?;
        }
    }
    Ok(FINE)
}

fn format(out: &Path) -> Result<Format, Failure> {
    let extension = out.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.to_str() {
        Some("png") => Ok(Format::Png),
        Some("svg") => Ok(Format::Svg),
        _ => Err(Failure::Usage {
            message: format!("`{}` ends neither in .png nor in .svg", shown(out)),
            example: Some(format!("--out {}", shown(&out.with_extension("png")))),
        }),
    }
}

/// The metric of an id, or the one that words name as they do in a question.
fn find(engine: &Engine, snapshot: &Snapshot, name: &str) -> Result<MetricId, Failure> {
    let dataset = &snapshot.dataset;
    let called = |metric: &Metric| {
        [&metric.id, &metric.short, &metric.label]
            .into_iter()
            .any(|known| known.eq_ignore_ascii_case(name.trim()))
    };
    if let Some(at) = dataset.metrics.iter().position(called) {
        return Ok(MetricId(at));
    }
    if let Ok(metric) = metric_given(snapshot, name) {
        return Ok(metric);
    }
    let decided = snapshot.decide(name, &Memory::default(), engine.today());
    let understood = decided.iter().filter(|decided| decided.unknown.is_empty());
    let mut named = understood.filter_map(|decided| decided.candidates.first());
    named
        .find_map(|(candidate, _)| metrics(&candidate.query).first().copied())
        .ok_or_else(|| unknown(dataset, name))
}

fn unknown(dataset: &Dataset, name: &str) -> Failure {
    let names = dataset
        .metrics
        .iter()
        .flat_map(|metric| [metric.id.as_str(), metric.short.as_str()]);
    let example = match nearest(name, names) {
        Some(meant) => format!("footnote chart \"{meant}\" --out chart.png"),
        None => "footnote chart, which lists the metrics".to_owned(),
    };
    Failure::Usage {
        message: format!("there is no metric `{name}`"),
        example: Some(example),
    }
}

fn drawn(dataset: &Dataset, metric: MetricId, args: &ChartArgs) -> Result<Chart, Failure> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        return Err(Failure::Usage {
            message: format!("--from {from} lies after --to {to}"),
            example: Some(format!("--from {to} --to {from}")),
        });
    }
    chart(dataset, metric, args.from, args.to).ok_or_else(|| no_figures(dataset, metric, args))
}

fn no_figures(dataset: &Dataset, metric: MetricId, args: &ChartArgs) -> Failure {
    let short = dataset
        .metrics
        .get(metric.0)
        .map_or("", |metric| metric.short.as_str());
    let when = match (args.from, args.to) {
        (Some(from), Some(to)) => format!(" from {from} to {to}"),
        (Some(from), None) => format!(" from {from} on"),
        (None, Some(to)) => format!(" up to {to}"),
        (None, None) => String::new(),
    };
    let have = years_of(dataset, metric);
    let have = have.map_or_else(String::new, |years| {
        format!("; there are figures for {years}")
    });
    Failure::Usage {
        message: format!("there is no figure of {short}{when}{have}"),
        example: None,
    }
}

fn write(chart: &Chart, theme: Theme, format: Format, out: &Path) -> Result<(), Failure> {
    let svg = svg(chart, theme);
    let bytes = match format {
        Format::Svg => svg.into_bytes(),
        Format::Png => png(&svg).map_err(|error| Failure::Impossible(error.to_string()))?,
    };
    fs::write(out, bytes).map_err(|error| Failure::unwritten(out, &error))
}
