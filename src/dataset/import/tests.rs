//! Whole tables in, data files out.

use std::sync::Arc;

use super::*;
use crate::dataset::{Dataset, UnitKind, Vocabulary, load};
use crate::diagnostic::terminal;

fn options() -> ImportOptions {
    ImportOptions {
        outlet: "Harbour Office".into(),
        title: "Lighthouse keepers on duty".into(),
        published: "1999-03-01".into(),
        url: Some("https://example.org/keepers".into()),
        unit: None,
    }
}

fn table(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: "keepers.csv".into(),
        text: text.into(),
    })
}

fn loaded(csv: &str) -> Dataset {
    let text = import(&table(csv), &options()).unwrap().text;
    let file = Arc::new(SourceFile {
        path: "data/keepers.toml".into(),
        text,
    });
    let (data, problems) = load(&[file]);
    assert!(
        problems.is_empty(),
        "{}",
        terminal::render_all(&problems, false)
    );
    data
}

/// "metric period value", one a line.
fn figures(data: &Dataset) -> Vec<String> {
    data.figures
        .iter()
        .map(|figure| {
            format!(
                "{} {} {}",
                data.metrics[figure.metric.0].label,
                figure.period.in_words(),
                figure.value
            )
        })
        .collect()
}

#[test]
fn a_table_becomes_a_dataset() {
    let data = loaded(
        "Year,Keepers,\"Pay, in $\",Share on leave %\n1997,\"1,204\",$3.50,4\n1998,n/a,$(4),0.1234567890123456\nFY1999,<20,,\n",
    );
    assert_eq!(
        figures(&data),
        [
            "Keepers 1997 1,204",
            "Keepers FY1999 fewer than 20",
            "Pay, in $ 1997 3.5",
            "Pay, in $ 1998 -4",
            "Share on leave % 1997 4",
            "Share on leave % 1998 0.1234567890123456"
        ]
    );
    assert_eq!(
        data.figures[5].value.exact(),
        Some(crate::dataset::Number::new(
            1_234_567_890_123_456,
            10_i128.pow(16)
        ))
    );
    assert_eq!(
        data.metrics
            .iter()
            .map(|metric| metric.kind)
            .collect::<Vec<_>>(),
        [UnitKind::Count, UnitKind::Amount, UnitKind::Percent]
    );
    assert_eq!(
        (data.about.vocabulary, data.about.scope.as_str()),
        (Vocabulary::Open, "figures on Lighthouse keepers on duty")
    );
    assert_eq!(
        data.about.suggestions[1],
        "How did Keepers change from 1997 to FY1999?"
    );
    assert_eq!(
        data.sources[0].url.as_deref(),
        Some("https://example.org/keepers")
    );
}

#[test]
fn other_shapes_are_read_too() {
    let expected = ["Keepers 1997 12", "Keepers 1998 15"];
    for csv in [
        "Keepers;Year\r\n12;1997\r\n15;1998\r\n",
        "\tKeepers\n1997\t12\n\n1998\t15\n",
        ",1997,1998\nKeepers,12,15\n",
    ] {
        assert_eq!(figures(&loaded(csv)), expected, "{csv}");
    }
}

#[test]
fn all_that_is_wrong_is_reported_with_its_place() {
    let check = |csv: &str, expected: &[(usize, usize, &str)]| {
        let problems = import(&table(csv), &options()).unwrap_err();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                let label = &problem.labels[0];
                let position = label.file.position(label.span.start);
                (position.line, position.column, problem.message.as_str())
            })
            .collect();
        assert_eq!(found, expected, "{csv}");
    };
    check("", &[(1, 1, "the table has no column of years")]);
    check(
        "Name,Keepers\nNorth,3\n",
        &[(1, 1, "the table has no column of years")],
    );
    check(
        "Year,Keepers\n1997,many\nlater,3\n1998,12 kg\n",
        &[
            (2, 6, "`many` is no number"),
            (3, 1, "`later` is no year"),
            (4, 6, "`12 kg` is no number"),
        ],
    );
    check(
        "Year,Keepers\n1997,3\n1997,4\n",
        &[(3, 1, "two rows are for 1997")],
    );
    check(
        "Year,\n1997,3\n",
        &[(1, 6, "a column with numbers has no name")],
    );
    check(
        "Year,Keepers\n1997,1,204\n",
        &[(2, 8, "this row has more than the 2 fields of the first row")],
    );
    check(
        "Year,Keepers\n1997,\n",
        &[(1, 1, "the table has no numbers beside its years")],
    );
}

#[test]
fn options_are_checked() {
    let bad = ImportOptions {
        outlet: " ".into(),
        published: "1.3.1999".into(),
        url: Some("example".into()),
        ..options()
    };
    let problems = import(&table("Year,Keepers\n1997,3\n"), &bad).unwrap_err();
    let messages: Vec<_> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "`--published 1.3.1999` is no date of publication",
            "`--url example` is no link",
            "`--outlet` is empty"
        ]
    );
}

proptest::proptest! {
    #[test]
    fn importing_never_panics_and_what_it_writes_loads(text in "(Year|a|,|1997|1998|\"|\n|;|[0-9]{1,4}|\\PC){0,40}") {
        if let Ok(Imported { text, .. }) = import(&table(&text), &options()) {
            let file = Arc::new(SourceFile { path: "data/a.toml".into(), text });
            let (_, problems) = load(&[file]);
            proptest::prop_assert!(!problems.has_errors(), "{}", terminal::render_all(&problems, false));
        }
    }
}

#[test]
fn columns_are_called_as_their_signs_are_spoken_and_as_they_abbreviate_themselves() {
    let table: &[(&str, &[&str])] = &[
        (
            "% on leave",
            &["% on leave", "percentage on leave", "percent on leave"],
        ),
        ("# of keepers", &["# of keepers", "number of keepers"]),
        (
            "Northern Lights Ltd. (“Northern”)",
            &["Northern Lights Ltd.", "Northern"],
        ),
        ("Oil (in barrels)", &["Oil"]),
    ];
    for (heading, expected) in table {
        let data = loaded(&format!("Year,{heading}\n1997,3\n"));
        let names: Vec<&str> = data.metrics[0]
            .aliases
            .values()
            .flatten()
            .map(String::as_str)
            .collect();
        assert_eq!(names, *expected, "{heading}");
    }
}
