//! Charts: which figures they show, how they read and look, and that nothing written in them covers anything else.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use footnote::dataset::{self, Dataset, MetricId};
use footnote::diagnostic::SourceFile;
use footnote::files::read_directory;
use footnote::render::chart::{Chart, Slot, Theme, alt_text, chart, svg};
use footnote::render::png;
use insta::assert_snapshot;
use proptest::prelude::*;
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Rect, TextChunk, Tree};

use crate::properties::config;
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
            Slot::Gap { label, .. } => format!("[{label}]"),
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
    assert_snapshot!(panels(&drawn("outages")), @r"
    Columns by year: 2016 = 412 | 2017 = 388 | [2018] | 2019 = 441 | 2020 = 506 | 2021 = 473 | 2022 = 655 | 2023 = 598
    Columns by half-year: 1st half 2022 = 301 | 2nd half 2022 = 354 | 1st half 2023 = 318! or 309!
    Columns by month: Mar 2023 = 61
    ");
    assert_snapshot!(panels(&drawn("repairs")), @r"
    Columns by year: 2021 = 447 | 2022 = 480 to 520
    Columns running totals since Jan 2020: to Jun 2023 = 1,840
    Columns by month: May 2023 = 63
    Columns per working day, by month: May 2023 = 3
    Columns other periods: Jan–Jul 2023 = 305
    ");
}

/// The panels of a chart of figures for some periods.
fn panels_of(periods: &[(&str, &str)]) -> String {
    let owned = |(period, value): &(&str, &str)| ((*period).to_owned(), (*value).to_owned());
    let figures: Vec<(String, String)> = periods.iter().map(owned).collect();
    let dataset = periods_of_one_metric("boats", &figures);
    panels(&chart(&dataset, MetricId(0), None, None).unwrap())
}

#[test]
fn halves_and_months_without_a_figure_are_gaps() {
    assert_snapshot!(panels_of(&[("2012-H1", "5"), ("2013-H1", "7"), ("2013-H2", "8"), ("2015-H1", "9")]), @"Columns by half-year: 1st half 2012 = 5 | [2nd half 2012] | 1st half 2013 = 7 | 2nd half 2013 = 8 | [1st half 2014 – 2nd half 2014] | 1st half 2015 = 9");
    assert_snapshot!(panels_of(&[("2012-03", "5"), ("2012-05", "7"), ("2012-06", "8"), ("2013-01", "9")]), @"Columns by month: Mar 2012 = 5 | [Apr 2012] | May 2012 = 7 | Jun 2012 = 8 | [Jul–Dec 2012] | Jan 2013 = 9");
}

#[test]
fn panels_share_a_scale_or_say_that_they_do_not() {
    let dataset = lighthouses();
    let told = |metric: &str| {
        let chart = chart(&dataset, id(&dataset, metric), None, None).unwrap();
        let notes = chart.notes.iter().map(|note| note.text.clone());
        let loud = svg(&chart, Theme::Dark).matches("OWN SCALE").count();
        let notes: Vec<String> = notes.filter(|text| text.contains("scale")).collect();
        format!("{loud} {}", notes.join(" "))
    };
    assert_snapshot!(told("outages"), @"0");
    assert_snapshot!(told("repairs"), @"2 “By month”, “Per working day, by month” have scales of their own: heights there do not compare with the others.");
}

#[test]
fn no_two_disputes_look_the_same() {
    let shipped = read_directory(&root().join("data")).unwrap().files;
    let dataset = dataset::load(&shipped).0;
    let mut several = 0;
    for at in 0..dataset.metrics.len() {
        let Some(chart) = chart(&dataset, MetricId(at), None, None) else {
            continue;
        };
        let disputed: Vec<_> = chart.notes.iter().filter(|note| note.disputed).collect();
        if disputed.len() < 2 {
            assert!(disputed.iter().all(|note| note.key.is_none()));
            continue;
        }
        several += 1;
        let mut keys: Vec<usize> = disputed.iter().filter_map(|note| note.key).collect();
        keys.dedup();
        assert_eq!(keys.len(), disputed.len(), "{}", chart.title);
        let slots = chart.panels.iter().flat_map(|panel| &panel.slots);
        let pointed = slots.flat_map(|slot| match slot {
            Slot::Figures { keys, .. } => keys.clone(),
            Slot::Gap { .. } => Vec::new(),
        });
        let mut pointed: Vec<usize> = pointed.collect();
        pointed.sort_unstable();
        pointed.dedup();
        assert_eq!(pointed, keys, "{}", chart.title);
    }
    assert!(several > 0, "no metric has several disputes");
}

#[test]
fn a_long_line_starts_at_a_round_year_and_few_bars_fill_the_picture() {
    let values = (1903..2020).map(|year| (year, format!("{year}")));
    let dataset = one_metric("boats", &values.collect::<Vec<_>>());
    let line = svg(
        &chart(&dataset, MetricId(0), None, None).unwrap(),
        Theme::Dark,
    );
    let years: Vec<String> = texts(&line).into_iter().map(|(text, _)| text).collect();
    let years: Vec<&String> = years
        .iter()
        .filter(|text| text.parse::<i16>().is_ok_and(|year| year >= 1900))
        .collect();
    assert_snapshot!(format!("{years:?}"), @r#"["1900", "1920", "1940", "1960", "1980", "2000", "2019"]"#);
    let two = [(2019, "3".to_owned()), (2020, "5".to_owned())];
    let dataset = one_metric("boats", &two);
    let bars = svg(
        &chart(&dataset, MetricId(0), None, None).unwrap(),
        Theme::Dark,
    );
    assert!(bars.contains("x2=\"688.0\""), "{bars}");
}

#[test]
fn bounds_stay_bounds() {
    assert_snapshot!(panels(&drawn("fog_outages")), @r"Columns by year: 2019 = 97 | 2020 = 131 | 2021 = 118 | 2022 = 204 | 2023 = fewer than 190");
    assert_snapshot!(panels(&drawn("visitors")), @r"Columns by year: 2016 = 18,240 | 2017 = 19,105 | 2018 = about 21,000 | 2019 = 22,460 | 2020 = 3,918 | 2021 = 9,772 | 2022 = 20,134 | 2023 = at least 24,000");
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
        "Columns by year: 2021 = 96 | 2022 = 83 | [2023–2025]",
    );
    check(
        "keepers",
        Some(2014),
        Some(2016),
        "Columns by year: [2014–2015] | 2016 = 120",
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
    assert_snapshot!(notes.join("\n"), @r"
    1 Two counts of the first half of 2023: 318 (Sornholm Gazette) and 309 (Lamp & Tide). Which is right was not established.
    0 The registers of 2018 were lost when the archive at Marrow Point flooded, so there is no count for that year.
    Sources: Sornholm Gazette, 20 Feb 2024 · Sornholm Gazette, 14 Feb 2023 · Lamp & Tide, Aug 2023
    ");
    assert_eq!(
        drawn("repairs").source,
        "Source: Lamp & Tide, via The Seaside Post, 5 Mar 2024 (known through one relay)"
    );
}

#[test]
fn a_chart_reads_as_text() {
    assert_snapshot!(alt_text(&drawn("outages")), @"Bar chart: Nights on which a lamp went dark. Unit: outages. By year. 2016: 412; 2017: 388; 2018: no figure; 2019: 441; 2020: 506; 2021: 473; 2022: 655; 2023: 598. By half-year. the first half of 2022: 301; the second half of 2022: 354; the first half of 2023: 318 or 309 (disputed). By month. March 2023: 61. Two counts of the first half of 2023: 318 (Sornholm Gazette) and 309 (Lamp & Tide). Which is right was not established. The registers of 2018 were lost when the archive at Marrow Point flooded, so there is no count for that year. Sources: Sornholm Gazette, 20 Feb 2024 · Sornholm Gazette, 14 Feb 2023 · Lamp & Tide, Aug 2023");
    assert_snapshot!(alt_text(&drawn("visitors")), @r"Bar chart: Visitors to the lighthouses. Unit: people. By year. 2016: 18,240; 2017: 19,105; 2018: about 21,000; 2019: 22,460; 2020: 3,918; 2021: 9,772; 2022: 20,134; 2023: at least 24,000. 2023: December was still missing when it was printed. Source: Harbour Ledger, 30 Jan 2024");
}

#[test]
fn a_long_chart_reads_within_the_limit() {
    let values = (1900..2020).map(|year| (year, format!("{year}")));
    let dataset = one_metric("boats", &values.collect::<Vec<_>>());
    let chart = chart(&dataset, MetricId(0), None, None).unwrap();
    let text = alt_text(&chart);
    assert!(text.chars().count() <= 1024);
    assert!(
        text.starts_with("Line chart: Boats. Unit: boats. By year. 1900: 1,900; 1901: 1,901;"),
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
    assert_snapshot!(svg(&fog, Theme::Light), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" width="720" height="427" viewBox="0 0 720 427" role="img" font-family="Noto Sans, sans-serif">
    <title>Lamp outages in fog</title>
    <rect x="0.5" y="0.5" width="719" height="426" rx="10" fill="#ffffff" stroke="#d5d9e0"/>
    <text x="32.0" y="49.0" font-size="21" font-weight="600" fill="#1c2027">Lamp outages in fog</text>
    <text x="32.0" y="72.5" font-size="15" font-weight="400" fill="#5a6270">Outages, by year</text>
    <line x1="32.0" y1="314.0" x2="688.0" y2="314.0" stroke="#d5d9e0" stroke-width="1.5"/>
    <rect x="55.6" y="223.7" width="84.0" height="90.3" rx="2" fill="#2c6bc4"/>
    <text x="97.6" y="217.7" text-anchor="middle" font-size="14" font-weight="600" fill="#1c2027">97</text>
    <text x="97.6" y="331.0" text-anchor="middle" font-size="13" font-weight="400" fill="#1c2027">2019</text>
    <rect x="186.8" y="192.0" width="84.0" height="122.0" rx="2" fill="#2c6bc4"/>
    <text x="228.8" y="186.0" text-anchor="middle" font-size="14" font-weight="600" fill="#1c2027">131</text>
    <text x="228.8" y="331.0" text-anchor="middle" font-size="13" font-weight="400" fill="#1c2027">2020</text>
    <rect x="318.0" y="204.1" width="84.0" height="109.9" rx="2" fill="#2c6bc4"/>
    <text x="360.0" y="198.1" text-anchor="middle" font-size="14" font-weight="600" fill="#1c2027">118</text>
    <text x="360.0" y="331.0" text-anchor="middle" font-size="13" font-weight="400" fill="#1c2027">2021</text>
    <rect x="449.2" y="124.0" width="84.0" height="190.0" rx="2" fill="#2c6bc4"/>
    <text x="491.2" y="118.0" text-anchor="middle" font-size="14" font-weight="600" fill="#1c2027">204</text>
    <text x="491.2" y="331.0" text-anchor="middle" font-size="13" font-weight="400" fill="#1c2027">2022</text>
    <rect x="581.2" y="137.8" width="82.5" height="175.5" rx="2" fill="#2c6bc4" fill-opacity="0.22" stroke="#2c6bc4" stroke-width="1.5" stroke-dasharray="4 3"/>
    <path d="M622.4 147.0L617.4 141.0H627.4Z" fill="#2c6bc4"/>
    <text x="622.4" y="131.0" text-anchor="middle" font-size="14" font-weight="600" fill="#1c2027">fewer than 190</text>
    <text x="622.4" y="331.0" text-anchor="middle" font-size="13" font-weight="400" fill="#1c2027">2023</text>
    <text x="32.0" y="362.5" font-size="13" font-weight="400" fill="#5a6270">2023: The Gazette gives no exact number for 2023.</text>
    <line x1="32.0" y1="377.0" x2="688.0" y2="377.0" stroke="#d5d9e0" stroke-width="1.5"/>
    <text x="32.0" y="398.5" font-size="13" font-weight="400" fill="#5a6270">Source: Sornholm Gazette, 20 Feb 2024</text>
    </svg>
    "##);
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
        "[dataset]\ntitle = \"Boats\"\nscope = \"figures on boats\"\n[[outlet]]\nid = \"ledger\"\nname = \"Harbour Ledger\"\nkind = \"bulletin\"\n\
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

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for file in ["NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"] {
        fonts.load_font_data(std::fs::read(root().join("assets/fonts").join(file)).unwrap());
    }
    Arc::new(fonts)
});

/// All texts of a picture with the boxes of their ink.
fn texts(svg: &str) -> Vec<(String, Rect)> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
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
                let words = text.chunks().iter().map(TextChunk::text);
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
    #![proptest_config(ProptestConfig { cases: 40, ..config() })]

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
