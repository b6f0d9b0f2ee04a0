//! Charts: which figures they show, how they read and look, and that nothing written in them covers anything else.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use footnote::dataset::{self, Dataset, MetricId};
use footnote::diagnostic::SourceFile;
use footnote::files::read_directory;
use footnote::render::chart::{Chart, Slot, Theme, alt_text, chart, svg};
use footnote::render::png;
use insta::assert_snapshot;
use proptest::prelude::*;
use resvg::usvg::{Group, Node, Options, Rect, Tree};

use crate::support::root;

fn lighthouses() -> Dataset {
    let files = read_directory(&root().join("tests/data/lighthouses"));
    dataset::load(&files.unwrap().files).0
}

fn id(dataset: &Dataset, metric: &str) -> MetricId {
    let at = dataset.metrics.iter().position(|known| known.id == metric);
    MetricId(at.unwrap())
}

fn drawn(metric: &str) -> Chart {
    let dataset = lighthouses();
    chart(&dataset, id(&dataset, metric), None, None).unwrap()
}

/// The panels of a chart, one a line.
fn panels(chart: &Chart) -> String {
    let mut text = String::new();
    for panel in &chart.panels {
        let slots = panel.slots.iter().map(|slot| match slot {
            Slot::Gap(first, last) => format!("[{first}-{last}]"),
            Slot::Figures { label, points, .. } => {
                let points = points.iter();
                let points = points.map(|point| {
                    let mark = if point.disputed { "!" } else { "" };
                    format!("{}{mark}", point.value.text())
                });
                let points: Vec<String> = points.collect();
                format!("{label} = {}", points.join(" or "))
            }
        });
        let slots: Vec<String> = slots.collect();
        let form = panel.form;
        writeln!(text, "{form:?} {}: {}", panel.header, slots.join(" | ")).unwrap();
    }
    text
}

#[test]
fn each_kind_of_period_has_its_panel() {
    assert_snapshot!(panels(&drawn("outages")), @"");
    assert_snapshot!(panels(&drawn("repairs")), @"");
}

#[test]
fn bounds_stay_bounds() {
    assert_snapshot!(panels(&drawn("fog_outages")), @"");
    assert_snapshot!(panels(&drawn("visitors")), @"");
}

#[test]
fn years_that_are_asked_for_and_missing_are_gaps() {
    let dataset = lighthouses();
    let check = |metric: &str, from, to, expected: &str| {
        let chart = chart(&dataset, id(&dataset, metric), from, to);
        let found = chart.map_or_else(String::new, |chart| panels(&chart));
        assert_eq!(found.trim_end(), expected);
    };
    check(
        "keepers",
        Some(2021),
        Some(2025),
        "Columns by year: 2021 = 96 | 2022 = 83 | [2023-2025]",
    );
    check(
        "keepers",
        Some(2014),
        Some(2016),
        "Columns by year: [2014-2015] | 2016 = 120",
    );
    check("keepers", None, Some(2016), "Number by year: 2016 = 120");
    check("outages", Some(2018), Some(2018), "");
    check("keepers", Some(2030), None, "");
}

#[test]
fn a_chart_says_what_stands_beside_its_figures() {
    let chart = drawn("outages");
    let notes = chart.notes.iter();
    let notes = notes.map(|note| format!("{} {}", u8::from(note.disputed), note.text));
    let notes: Vec<String> = notes.chain([chart.source.clone()]).collect();
    assert_snapshot!(notes.join("\n"), @"");
    assert_eq!(
        drawn("repairs").source,
        "Source: Lamp & Tide, via The Seaside Post, 5 Mar 2024 (known through one relay)"
    );
}

#[test]
fn a_chart_reads_as_text() {
    assert_snapshot!(alt_text(&drawn("outages")), @"");
    assert_snapshot!(alt_text(&drawn("visitors")), @"");
}

#[test]
fn a_long_chart_reads_within_the_limit() {
    let values = (1900..2020).map(|year| (year, format!("{year}")));
    let dataset = one_metric("boats", &values.collect::<Vec<_>>());
    let chart = chart(&dataset, MetricId(0), None, None).unwrap();
    let text = alt_text(&chart);
    assert!(text.chars().count() <= 1024);
    assert!(
        text.starts_with("Line chart: Boats. Unit: boats. By year: 1900 1,900; 1901 1,901;"),
        "{text}"
    );
    assert!(
        text.ends_with(" more. Source: Harbour Ledger, 30 Jan 2020"),
        "{text}"
    );
}

#[test]
fn a_picture_is_the_same_every_time() {
    let fog = drawn("fog_outages");
    assert_eq!(svg(&fog, Theme::Dark), svg(&fog, Theme::Dark));
    assert_snapshot!(svg(&fog, Theme::Light), @"");
}

#[test]
fn what_the_data_say_is_escaped() {
    let dataset = one_metric(
        "<b>lamps</b> & \"oil\"",
        &[(2019, "3".to_owned()), (2020, "5".to_owned())],
    );
    let chart = chart(&dataset, MetricId(0), None, None).unwrap();
    let svg = svg(&chart, Theme::Dark);
    assert!(
        svg.contains("&lt;b&gt;lamps&lt;/b&gt; &amp; &quot;oil&quot;"),
        "{svg}"
    );
    assert!(
        texts(&svg)
            .iter()
            .any(|(text, _)| text.starts_with("<b>lamps</b>"))
    );
}

#[test]
fn every_metric_has_a_legible_picture() {
    let shipped = read_directory(&root().join("data")).unwrap().files;
    for dataset in [lighthouses(), dataset::load(&shipped).0] {
        for at in 0..dataset.metrics.len() {
            if let Some(chart) = chart(&dataset, MetricId(at), None, None) {
                legible(&svg(&chart, Theme::Dark)).unwrap();
            }
        }
    }
}

#[test]
fn pictures_become_png() {
    let bytes = png(&svg(&drawn("repairs"), Theme::Dark)).unwrap();
    assert_eq!(bytes.get(1..4), Some(b"PNG".as_slice()));
}

/// A dataset of one metric with figures for years.
fn one_metric(label: &str, values: &[(i32, String)]) -> Dataset {
    let values: Vec<(String, String)> = values
        .iter()
        .map(|(year, value)| (year.to_string(), value.clone()))
        .collect();
    periods_of_one_metric(label, &values)
}

fn periods_of_one_metric(label: &str, values: &[(String, String)]) -> Dataset {
    let mut text = String::from(
        "[[outlet]]\nid = \"ledger\"\nname = \"Harbour Ledger\"\nkind = \"bulletin\"\n\
         [[source]]\nid = \"page\"\npublisher = \"Harbour Ledger\"\nrole = \"originator\"\npublished = \"2020-01-30\"\nlang = \"en\"\n",
    );
    writeln!(
        text,
        "[[metric]]\nid = \"boats\"\nlabel = '''{label}'''\nshort = \"boats\"\nunit = \"boats\""
    )
    .unwrap();
    for (at, (period, value)) in values.iter().enumerate() {
        writeln!(
            text,
            "[[figure]]\nid = \"figure-{at}\"\nmetric = \"boats\"\nperiod = \"{period}\"\nvalue = \"{value}\"\n\
             originator = \"ledger\"\nsource = \"page\"\nconfidence = \"primary\""
        )
        .unwrap();
    }
    let path = "made.toml".to_owned();
    let (dataset, problems) = dataset::load(&[Arc::new(SourceFile { path, text })]);
    assert!(!problems.has_errors(), "{problems:?}");
    dataset
}

/// All texts of a picture with the boxes of their ink.
fn texts(svg: &str) -> Vec<(String, Rect)> {
    let mut options = Options::default();
    for file in ["NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"] {
        let path = Path::new(root()).join("assets/fonts").join(file);
        options.fontdb_mut().load_font_file(path).unwrap();
    }
    let tree = Tree::from_str(svg, &options).unwrap();
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    found
}

fn collect(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text());
                found.push((words.collect(), text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// Whether every text lies inside the picture and on no other text.
fn legible(svg: &str) -> Result<(), String> {
    let texts = texts(svg);
    let size = |name: &str| {
        let (_, rest) = svg.split_once(&format!(" {name}=\"")).unwrap();
        rest.split('"').next().unwrap().parse::<f32>().unwrap()
    };
    let (width, height) = (size("width"), size("height"));
    for (at, (text, ink)) in texts.iter().enumerate() {
        let inside = ink.left() >= 16.0
            && ink.top() >= 8.0
            && ink.right() <= width - 16.0
            && ink.bottom() <= height - 8.0;
        if !inside {
            return Err(format!("`{text}` leaves the picture: {ink:?}"));
        }
        for (other, others) in texts.iter().skip(at + 1) {
            let apart = ink.right() < others.left()
                || others.right() < ink.left()
                || ink.bottom() < others.top()
                || others.bottom() < ink.top();
            if !apart {
                return Err(format!("`{text}` lies on `{other}`"));
            }
        }
    }
    Ok(())
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_i64..100).prop_map(|n| n.to_string()),
        (0_i64..2_000_000).prop_map(|n| n.to_string()),
        (1_000_000_000_i64..900_000_000_000).prop_map(|n| n.to_string()),
        (-50_000_i64..0).prop_map(|n| n.to_string()),
        (0_i64..10_000).prop_map(|n| format!("{}.{:02}", n / 100, n % 100)),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let bounds = prop::sample::select(vec![
        "at least",
        "more than",
        "up to",
        "fewer than",
        "about",
        "almost",
    ]);
    prop_oneof![
        4 => number(),
        2 => (bounds, number()).prop_map(|(bound, number)| format!("{bound} {number}")),
        1 => (0_i64..9_000, 1_i64..9_000).prop_map(|(low, more)| format!("{low}..{}", low + more)),
    ]
}

fn period() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (1970_i32..2020).prop_map(|year| year.to_string()),
        2 => (2000_i32..2020, 1..=2).prop_map(|(year, half)| format!("{year}-H{half}")),
        1 => (2010_i32..2020, 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        1 => (2010_i32..2020, 1..=5, 8..=11).prop_map(|(year, from, to)| format!("{year}-{from:02}-03..{year}-{to:02}-17")),
    ]
}

fn title() -> impl Strategy<Value = String> {
    let words = [
        "lamps",
        "маяки",
        "Leuchttürme",
        "of",
        "смотрители",
        "the",
        "Північного",
        "archipelago",
        "&",
        "<i>",
    ];
    let words = prop::collection::vec(prop::sample::select(words.to_vec()), 1..24);
    words.prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_covers_another(
        label in title(),
        figures in prop::collection::btree_map(period(), value(), 1..60),
        theme in prop::sample::select(vec![Theme::Dark, Theme::Light]),
    ) {
        let figures: Vec<(String, String)> = figures.into_iter().collect();
        let dataset = periods_of_one_metric(&label, &figures);
        let chart = chart(&dataset, MetricId(0), None, None).unwrap();
        if let Err(problem) = legible(&svg(&chart, theme)) {
            prop_assert!(false, "{problem}");
        }
    }
}
