//! Whole files in, datasets and diagnostics out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::diagnostic::{Diagnostics, SourceFile, github, json, terminal};

const GOOD: &str = include_str!("testdata/good.toml");
const BAD: &str = include_str!("testdata/bad.toml");

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.into(),
        text: text.into(),
    })
}

fn load_text(text: &str) -> (Dataset, Diagnostics) {
    load(&[file("data/a.toml", text)])
}

#[test]
fn a_good_file_loads_whole() {
    let (data, problems) = load_text(GOOD);
    assert!(
        problems.is_empty(),
        "{}",
        terminal::render_all(&problems, false)
    );
    let [staff, keepers, later, since] = &data.figures[..] else {
        panic!("four figures")
    };
    assert_eq!(
        (staff.highest_in, staff.originator, staff.usage),
        (Some((1990, 1997)), Some(OutletId(0)), Usage::Headline)
    );
    assert_eq!(
        (keepers.superseded_by, later.superseded_by),
        (Some(FigureId(2)), None)
    );
    assert_eq!(
        (
            keepers.conflicts.len(),
            since.conflicts.len(),
            later.conflicts.len()
        ),
        (1, 1, 0)
    );
    assert_eq!(data.metrics[1].part_of, [MetricId(0)]);
    let better = [data.metrics[0].better, data.metrics[1].better];
    assert_eq!(better, [None, Some(Better::Higher)]);
    assert_eq!(
        (data.gaps[0].years.as_slice(), data.claims[0].holds),
        (&[1989, 1991, 1992, 1993][..], true)
    );
    assert_eq!(data.events[0].details[0].text, "It burned on North Rock.");
    let dates = data
        .landmarks
        .iter()
        .map(|landmark| landmark.date.to_string());
    assert_eq!(dates.collect::<Vec<_>>(), ["1996-11-01", "1997-03-02"]);
    assert_eq!(
        (since.per, since.period.phrase().as_str()),
        (Some(Per::Month), "from January 1990 to June 1997")
    );
}

#[test]
fn every_slip_is_explained() {
    let (data, problems) = load_text(BAD);
    insta::assert_snapshot!("every_slip", terminal::render_all(&problems, false));
    let kept: Vec<&str> = data
        .figures
        .iter()
        .map(|figure| figure.id.as_str())
        .collect();
    assert_eq!(
        kept,
        [
            "keepers-1997",
            "keepers-1997-again",
            "keepers-2000",
            "storms-1997",
            "wrecks-1997",
            "wrecks-north-1997",
            "wrecks-island-1997"
        ]
    );
}

#[test]
fn the_bad_file_has_a_problem_of_every_kind() {
    let documented: BTreeSet<&str> = documented_codes().collect();
    let found: BTreeSet<&str> = load_text(BAD)
        .1
        .iter()
        .chain(&load_text("").1)
        .map(|problem| problem.code)
        .collect();
    assert_eq!(found, documented);
}

/// The codes of data files in `docs/problems.md`.
fn documented_codes() -> impl Iterator<Item = &'static str> {
    include_str!("../../docs/problems.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.get(..4))
        .filter(|code| code.starts_with('D'))
}

const WITH_MEMBERS: &str = r#"
[dataset]
title = "Boats"
scope = "figures on boats"
[[source]]
id = "s"
publisher = "Ledger"
role = "originator"
published = "2024-02-01"
[[dimension]]
id = "coast"
label = "coast"
[[dimension]]
id = "crew"
label = "crew"
[[member]]
dimension = "coast"
id = "isles"
label = "the Isles"
[[member]]
dimension = "coast"
id = "gull"
label = "Gull Isle"
part_of = "isles"
[[member]]
dimension = "coast"
id = "north"
label = "the North"
[[member]]
dimension = "crew"
id = "paid"
label = "paid crews"
[[metric]]
id = "calls"
label = "calls at sea"
short = "calls"
sentence = "{value} calls came {period}"
by = ["coast", "crew"]
adds_up = ["coast"]
[[metric]]
id = "alarms"
label = "false alarms"
short = "alarms"
part_of = ["calls"]
by = ["coast"]
"#;

/// Figures by members: what is declared, the metrics it makes, and what those are parts of.
#[test]
fn members_make_metrics_of_their_own() {
    let figure = |metric: &str, members: &str, value: u32| {
        format!(
            "[[figure]]\nid = \"{metric}-{value}\"\nmetric = \"{metric}\"\nmembers = {{ {members} }}\nperiod = 2020\nvalue = {value}\nsource = \"s\"\nconfidence = \"primary\"\n"
        )
    };
    let (north, gull, isles) = ("coast = \"north\"", "coast = \"gull\"", "coast = \"isles\"");
    let both = "coast = \"gull\", crew = \"paid\"";
    let rows = [
        figure("calls", "", 90),
        figure("calls", north, 60),
        figure("calls", isles, 30),
        figure("calls", gull, 20),
        figure("calls", both, 10),
        figure("alarms", north, 5),
    ];
    let (data, problems) = load_text(&format!("{WITH_MEMBERS}{}", rows.concat()));
    let shown = terminal::render_all(&problems, false);
    assert!(problems.is_empty(), "{shown}");
    let id = |name: &str| {
        let at = data.metrics.iter().position(|own| own.id == name);
        MetricId(at.unwrap_or_else(|| panic!("no {name}")))
    };
    let names = |metrics: &[MetricId]| {
        let ids = metrics.iter().map(|own| data.metrics[own.0].id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    };
    let check = |name: &str, label: &str, part_of: &str| {
        let metric = &data.metrics[id(name).0];
        let found = (metric.label.as_str(), names(&metric.part_of));
        assert_eq!(found, (label, part_of.to_owned()), "{name}");
    };
    check("calls@north", "calls at sea, the North", "calls");
    check("calls@gull", "calls at sea, Gull Isle", "calls@isles");
    check(
        "calls@gull,paid",
        "calls at sea, Gull Isle, paid crews",
        "calls@paid calls@isles calls@gull",
    );
    check(
        "alarms@north",
        "false alarms, the North",
        "alarms calls@north",
    );
    assert_eq!(
        data.metrics[id("calls@gull").0].sentence.as_deref(),
        Some("Gull Isle: {value} calls came {period}")
    );
    let coast = DimensionId(0);
    let by = |name: &str| names(&data.slices_by(id(name), coast));
    assert_eq!(by("calls"), "calls@isles calls@north");
    assert_eq!(by("calls@isles"), "calls@gull");
    assert_eq!(by("alarms"), "alarms@north");
    assert!(data.tells_apart(id("calls@north"), id("calls@gull,paid")));
    assert!(!data.tells_apart(id("calls@isles"), id("calls@gull")));
    assert!(!data.tells_apart(id("calls@paid"), id("calls@gull")));
    assert_eq!(data.figures_of(id("alarms@gull")).count(), 0);
}

#[test]
fn other_renderers_say_the_same() {
    let (_, problems) =
        load_text("[dataset]\ntitle = \"a, b: 100%\"\nscoop = \"имя\"\n[[figure]]\nid = 3\n");
    insta::assert_snapshot!("github", github::render_all(&problems));
    insta::assert_snapshot!("json", json::render_all(&problems));
}

#[test]
fn slips_keep_their_places_in_any_kind_of_text() {
    let check = |text: &str, expected: &[(&str, usize, usize)]| {
        let (_, problems) = load_text(text);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                let label = &problem.labels[0];
                let position = label.file.position(label.span.start);
                (problem.code, position.line, position.column)
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    };
    check(
        "[dataset]\r\ntitle = \"a\"\r\nscope = \"b\"\r\nскоуп = 1\r\n",
        &[("D001", 4, 1)],
    );
    check(
        "[dataset]\n\ttitle = \"a\"\n\tscope = 7\n",
        &[("D004", 3, 10)],
    );
    check("[dataset]\ntitle = \"имя\" scope = 7\n", &[("D001", 2, 15)]);
    check(
        "figure = 3\n[dataset]\ntitle = \"a\"\nscope = \"b\"\n",
        &[("D017", 1, 10)],
    );
}

#[test]
fn one_slip_hides_no_other_entry() {
    for slip in [
        "id = ",
        "also = [\"a\"",
        "id = “x”",
        "caveat = \"open",
        "[[figure",
        "x = [[[[",
        "{",
        "\0",
    ] {
        let (data, problems) = load_text(&format!(
            "{GOOD}\n[[figure]]\n{slip}\n\n[[exclusion]]\nid = \"ships\"\nsay = \"Ships are not covered.\"\n"
        ));
        assert!(
            problems.has_errors() && data.exclusions.len() == 1 && data.figures.len() == 4,
            "{slip}: {problems:?}"
        );
    }
}

#[test]
fn deep_nesting_and_size_are_no_danger() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let text = format!(
            "{GOOD}\n[[gap]]\nwhat = {}{}\n",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        assert!(load_text(&text).1.has_errors());
    }
    assert!(
        load_text(&format!("a{} = 1\n", ".a".repeat(100_000)))
            .1
            .has_errors()
    );
    let many = "[[figure]]\nid = “x”\n".repeat(20_000);
    assert!(load_text(&many).1.errors() <= 51);
}

#[test]
fn files_are_read_together_and_named_by_content() {
    let (head, tail) = GOOD.split_at(GOOD.find("[[figure]]").unwrap());
    let files = [file("b.toml", head), file("a.toml", tail)];
    let (data, problems) = load(&files);
    assert!(problems.is_empty());
    let reversed: Vec<_> = files.iter().rev().cloned().collect();
    assert_eq!(data.fingerprint, load(&reversed).0.fingerprint);
    assert_ne!(data.fingerprint, load_text(GOOD).0.fingerprint);
}

#[test]
fn the_shipped_data_have_no_problems() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let files: Vec<_> = files
        .iter()
        .map(|path| {
            file(
                &path.display().to_string(),
                &fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    let (data, problems) = load(&files);
    assert!(
        problems.is_empty(),
        "{}",
        terminal::render_all(&problems, false)
    );
    assert!(
        data.figures.len() > 100
            && data.metrics.iter().filter(|metric| metric.headline).count() == 1
    );
}

fn all_spans_lie_in_their_files(problems: &Diagnostics) -> bool {
    problems.iter().all(|problem| {
        let labels = problem
            .labels
            .iter()
            .map(|label| (&label.file, &label.span));
        let fixes = problem.fix.iter().map(|fix| (&fix.file, &fix.span));
        labels
            .chain(fixes)
            .all(|(file, span)| file.text.get(span.clone()).is_some())
    })
}

proptest::proptest! {
    #[test]
    fn no_text_makes_loading_panic(text in "([\\[\\]=\"'.,#{}\n ]|id|figure|value|1|ы|\\PC){0,60}") {
        let (_, problems) = load_text(&text);
        proptest::prop_assert!(all_spans_lie_in_their_files(&problems));
        terminal::render_all(&problems, true);
    }

    #[test]
    fn no_change_to_a_good_file_makes_loading_panic(at in 0..GOOD.len(), length in 0..40_usize, with in "[\\[\\]=\"'.,{}\n a1“]{0,3}") {
        let cut = |offset: usize| (0..=offset.min(GOOD.len())).rev().find(|at| GOOD.is_char_boundary(*at)).unwrap();
        let (from, to) = (cut(at), cut(at + length));
        let (_, problems) = load_text(&format!("{}{with}{}", &GOOD[..from], &GOOD[to..]));
        proptest::prop_assert!(all_spans_lie_in_their_files(&problems));
        terminal::render_all(&problems, false);
    }
}
