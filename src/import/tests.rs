//! Whole tables in, data files out.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;
use crate::dataset::{UnitKind, Usage, load};
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

/// The directory with tables for tests.
fn data(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/import")
        .join(name)
}

fn of_file(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    imported(&name, std::fs::read(path).unwrap(), &options())
}

#[track_caller]
fn check(file: &str, expected: &str) {
    let lines = |text: &str| {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(lines(&of_file(&data(file))), lines(expected), "{file}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn small_tables_are_read_rightly_or_refused() {
    check(
        "wb.csv",
        "Population, total (Oralia) | 2019 | 1,200,345
         Population, total (Oralia) | 2020 | 1,210,988
         Population, total (Oralia) | 2021 | 1,222,110
         Population, total (Oralia) | 2022 | 1,230,001",
    );
    check(
        "esflags.csv",
        "Births | 2019 | 12,345 | Marked “b” in the table, which usually stands for a break in the series.
         Deaths | 2019 | 8,001
         Deaths | 2020 | 8,100 | Marked “p” in the table, which usually stands for provisional.
         Births | 2021 | 13,001 | Marked “e” in the table, which usually stands for an estimate.
         Deaths | 2021 | 8,200",
    );
    check(
        "eurostat.csv",
        "Keepers on duty, XK | 2019 | 12,345 | Marked “b” in the table, which usually stands for a break in the series.
         Keepers on duty, XK | 2021 | 13,001 | Marked “e” in the table, which usually stands for an estimate.
         Keepers on duty, ZZ | 2020 | 881 | Marked “p” in the table, which usually stands for provisional.
         Keepers on duty, ZZ | 2021 | 902 | Marked “b” in the table, which usually stands for a break in the series. Marked “u” in the table, which usually stands for low reliability.",
    );
    check("t_dots.csv", "a | 2021 | 5");
    check(
        "noaa.csv",
        "mean | 2019 | 411.43
         unc | 2019 | 0.12
         mean | 2020 | 414.24
         unc | 2020 | 0.12
         mean | 2021 | 416.45
         unc | 2021 | 0.12",
    );
    check("sep.csv", "ferries | 2020 | 12\nferries | 2021 | 15");
    check("t_trail.csv", "a | 2020 | 5\na | 2021 | 6");
    check(
        "t_ytd.csv",
        "cases | 2022 | 110
         cases | 2023 | 120
         Warning: t_ytd.csv, line 4, column 1: `2024 YTD` is left out: a year to date, and the table does not say to which day",
    );
    check(
        "t_ons3.csv",
        "life expectancy | 2013 to 2015 | 79.1
         life expectancy | 2014 to 2016 | 79.2
         life expectancy | 2015 to 2017 | 79.2",
    );
    check(
        "t_decade.csv",
        "storms | 1980 to 1989 | 41
         storms | 1990 to 1999 | 52
         storms | 2000 to 2009 | 61",
    );
    check(
        "t_firstmonth.csv",
        "RATE | January 2020 | 3.5\nRATE | February 2020 | 3.6",
    );
    check(
        "t_monthname.csv",
        "prisoners | June 2019 | 1,201\nprisoners | July 2019 | 1,210",
    );
    check(
        "zones.csv",
        "zone 1 permits | 2019 | 11
         zone 2 permits | 2019 | 22
         zone 10 permits | 2019 | 101
         zone 12 permits | 2019 | 121
         zone 1 permits | 2020 | 12
         zone 2 permits | 2020 | 23
         zone 10 permits | 2020 | 102
         zone 12 permits | 2020 | 122
         zone 1 permits | 2021 | 13
         zone 2 permits | 2021 | 24
         zone 10 permits | 2021 | 103
         zone 12 permits | 2021 | 123",
    );
}

/// Tables of one kind beside those that contradict it, with the beginning of what is said of them.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_is_not_certain_is_refused() {
    let check = |text: &str, expected: &[&str]| {
        let found = imported("a.csv", text.as_bytes().to_vec(), &options());
        let found: Vec<&str> = found.lines().collect();
        assert_eq!(found.len(), expected.len(), "{text}\n{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{text}\n{found}");
        }
    };
    // Words for no figure.
    check("Year,a\n2019,5\n2020,No data\n", &["a | 2019 | 5"]);
    check(
        "Year,a\n2019,5\n2020,Nowhere\n",
        &["Error: a.csv, line 3, column 2: `Nowhere`"],
    );
    // Letters that multiply, in a table that says by itself what it counts in, and beside metres.
    check(
        "place,2019,2020\nGull,812,1.02k\nTern,41M,1.1B\n",
        &[
            "Keepers on duty, Gull | 2019 | 812",
            "Keepers on duty, Gull | 2020 | 1,020",
            "Keepers on duty, Tern | 2019 | 41,000,000",
            "Keepers on duty, Tern | 2020 | 1,100,000,000",
            "Warning: a.csv: the letters behind numbers are taken for",
        ],
    );
    check(
        "Births in thousands\n\nplace,2019,2020\nGull,12k,12.5k\nTern,41M,41M\n",
        &[
            "Warning: a.csv: `Births in thousands`",
            "Error: a.csv, line 4, column 2: `12k`",
            "Error: a.csv, line 4, column 3: `12.5k`",
            "Error: a.csv, line 5, column 2: the `m` of `41M`",
            "Error: a.csv, line 5, column 3: the `m` of `41M`",
        ],
    );
    // Zeros that are told twice: by the column's heading and beside its numbers.
    check(
        "Year,\"Births (in 1,000)\",Deaths\n2019,12k,5k\n",
        &["Error: a.csv, line 2, column 2: `12k`"],
    );
    check(
        "Year,height\n2019,41M\n2020,43M\n",
        &[
            "Error: a.csv, line 2, column 2: the `m` of `41M`",
            "Error: a.csv, line 3, column 2: the `m` of `43M`",
        ],
    );
    // Groups as in India, and a slip.
    check(
        "Year;a;b\n2019;2,41,000;96,100\n2020;2,60,836;812\n",
        &[
            "a | 2019 | 241,000",
            "b | 2019 | 96,100",
            "a | 2020 | 260,836",
            "b | 2020 | 812",
        ],
    );
    check(
        "Year;a;b\n2019;2,41,000;196,100\n2020;2,60,836;812\n",
        &[
            "Error: a.csv, line 2, column 2: the separators",
            "Error: a.csv, line 3, column 2: the separators",
        ],
    );
    // Footnotes behind years, and months behind years.
    check(
        "Year,Births1\n2019,5\n2020,6\n2021 2,7\n\n1 Without the isles\n2 Counted anew\n",
        &[
            "Births | 2019 | 5",
            "Births | 2020 | 6",
            "Births | 2021 | 7 | Marked “2” in the table: Counted anew.",
        ],
    );
    check(
        "Year,Births\n2019,5\n2020,6\n2021 2,7\n",
        &["Error: a.csv, line 4, column 1: `2021 2` is no period"],
    );
    check(
        "Year,Births\n2019,5\n2020,6\n2021 1,7\n2021 2,8\n\n1 Without the isles\n2 Counted anew\n",
        &[
            "Error: a.csv, line 4, column 1: `2021 1` is no period",
            "Error: a.csv, line 5, column 1: `2021 2` is no period",
        ],
    );
    // Letters behind figures that say how sure they are, and letters that say of whom they are.
    check(
        "Year,Births,Grade of it\n2019,5,F\n2020,6,P\n\nF = final; P = provisional\n",
        &[
            "Births | 2019 | 5",
            "Births | 2020 | 6 | Marked “P” in the table: provisional.",
        ],
    );
    check(
        "Libellé;Prix;Codes;Volume;Codes\nidBank;1;;2;\nPériode;;;;\n2023-12;136.6;P;5.5;A\n2023-11;135.3;A;5.6;SD\n",
        &[
            "Prix | December 2023 | 136.6 | Marked “P” in the table, which usually stands for provisional.",
            "Volume | December 2023 | 5.5",
            "Prix | November 2023 | 135.3",
            "Volume | November 2023 | 5.6 | Marked “SD” in the table, which does not say what for.",
        ],
    );
    check(
        "Year,Births,Sex\n2019,5,M\n2019,6,F\n\nM = male; F = female\n",
        &["Births, M | 2019 | 5", "Births, F | 2019 | 6"],
    );
    // Years with what their table says of them.
    check(
        "place,2020-21,2021-22 (RE)\nGull,5,6\nTern,7,8\n\nYears from April to March\nRE: Revised Estimates. BE: Budget Estimates.\n",
        &[
            "Keepers on duty, Gull | 2020-21 | 5",
            "Keepers on duty, Gull | 2021-22 (RE) | 6 | Marked “RE” in the table: Revised Estimates.",
            "Keepers on duty, Tern | 2020-21 | 7",
            "Keepers on duty, Tern | 2021-22 (RE) | 8 | Marked “RE” in the table: Revised Estimates.",
        ],
    );
    check(
        "place,2020-21,2021-22 (RE)\nGull,5,6\nTern,7,8\n\nYears from April to March\n",
        &[
            "Keepers on duty, Gull | 2020-21 | 5",
            "Keepers on duty, Tern | 2020-21 | 7",
            "Warning: a.csv, line 1, column 3: the column `2021-22 (RE)` is left out",
        ],
    );
}

/// Tables after the layouts of statistics offices: every figure, and all that is said of what is none.
#[test]
fn layouts_of_publishers() {
    let mut paths: Vec<_> = std::fs::read_dir(data("layouts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let all = paths.iter().map(|path| {
        format!(
            "== {}\n{}",
            path.file_name().unwrap().to_string_lossy(),
            of_file(path)
        )
    });
    insta::assert_snapshot!(all.collect::<Vec<_>>().join("\n"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn options_say_what_a_table_does_not() {
    let check = |text: &str, change: &dyn Fn(&mut Options), expected: &str| {
        let mut options = options();
        change(&mut options);
        let found = imported("a.csv", text.as_bytes().to_vec(), &options);
        assert_eq!(found.trim(), expected, "{text}");
    };
    check(
        "Country,Ships\nA,5\nB,6\n",
        &|options| options.period = Some("2020".into()),
        "Ships, A | 2020 | 5\nShips, B | 2020 | 6",
    );
    check(
        "Offence,Jan,Feb\nTheft,5,6\n",
        &|options| options.period = Some("2020".into()),
        "Keepers on duty (Theft) | January 2020 | 5\nKeepers on duty (Theft) | February 2020 | 6",
    );
    check(
        "Year,X\n2019/20,5\n",
        &|options| options.year_starts = Some(7),
        "X | 2019/20 | 5",
    );
    check(
        "Date,X\n01/02/2020,5\n",
        &|options| options.dates = Some(Dates::DayFirst),
        "X | 1 February 2020 | 5",
    );
    check(
        "Date,X\n01/02/2020,5\n",
        &|options| options.dates = Some(Dates::MonthFirst),
        "X | 2 January 2020 | 5",
    );
    check(
        "Year,X\n2020,1.234\n",
        &|options| options.decimal = Some(Decimal::Comma),
        "X | 2020 | 1,234",
    );
    check(
        "Year,X\n2020,5\n",
        &|options| options.unit = Some("ships".into()),
        "X | 2020 | 5 ships",
    );
    check(
        "Year,X\n2019,many\n2020,5\n",
        &|options| options.leave_out = true,
        "X | 2020 | 5\nWarning: a.csv, line 2, column 2: `many` in `X` is no number; it is left out",
    );
    check(
        "Year,2019\n2020,5\n",
        &|options| options.layout = Some(Orientation::Down),
        "2019 | 2020 | 5",
    );
    check(
        "Year,X\n2020,5\n",
        &|options| options.published = "1.3.1999".into(),
        "Error: `--published 1.3.1999` is no date of publication",
    );
    check(
        "Year,X\n2020,5\n",
        &|options| options.url = Some("example".into()),
        "Error: `--url example` is no link: not an address of a web page",
    );
    check(
        "Year,X\n2020,5\n",
        &|options| options.outlet = " ".into(),
        "Error: `--outlet` is empty",
    );
    check(
        "Year,X\n2020,5\n",
        &|options| options.period = Some("then".into()),
        "Error: `--period then` is no period",
    );
}

#[test]
fn a_title_says_the_unit_of_numbers_that_may_have_it() {
    let mut import = Import::default();
    let options = Options {
        title: "Who approves (% of adults)".into(),
        ..options()
    };
    let text =
        b"Year,Yes,No,Change of mind,Adults asked\n2019,43.2,50,-2,1023\n2020,41,52.5,3,998\n";
    import.add("a.csv", text.to_vec(), &options);
    let (data, _) = load(&[Arc::new(SourceFile {
        path: "a.toml".into(),
        text: import.finish().unwrap().text(),
    })]);
    let kinds = data
        .metrics
        .iter()
        .map(|metric| (metric.label.as_str(), metric.kind));
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [
            ("Yes", UnitKind::Percent),
            ("No", UnitKind::Percent),
            ("Change of mind", UnitKind::Amount),
            ("Adults asked", UnitKind::Count)
        ]
    );
}

#[test]
fn columns_that_add_up_to_another_are_its_parts() {
    let mut import = Import::default();
    let text = b"Year,All adults,Men,Women,Asked twice\n2019,5,2,3,1\n2020,6,2,4,1\n2021,6,1,5,1\n";
    import.add("a.csv", text.to_vec(), &options());
    let imported = import.finish().unwrap();
    assert!(
        imported
            .report()
            .contains("the sum of Men, Women: they are its parts"),
        "{}",
        imported.report()
    );
    let (data, _) = load(&[Arc::new(SourceFile {
        path: "a.toml".into(),
        text: imported.text(),
    })]);
    let parts = data
        .metrics
        .iter()
        .map(|metric| (metric.label.as_str(), metric.part_of.len()));
    assert_eq!(
        parts.collect::<Vec<_>>(),
        [
            ("All adults", 0),
            ("Men", 1),
            ("Women", 1),
            ("Asked twice", 0)
        ]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn tables_together_cite_their_own_pages() {
    let mut import = Import::default();
    for (title, url, text) in [
        (
            "Births",
            "https://office.example/births",
            "Year,births\n2019,5\n",
        ),
        (
            "Deaths",
            "https://office.example/deaths",
            "Year,deaths\n2019,6\n",
        ),
        (
            "Both",
            "https://office.example/both",
            "Year,births\n2019,5\n2020,7\n",
        ),
    ] {
        let options = Options {
            title: title.into(),
            url: Some(url.into()),
            ..options()
        };
        import.add(&format!("{title}.csv"), text.as_bytes().to_vec(), &options);
    }
    let imported = import.finish().unwrap();
    assert_eq!(
        told(&imported.warnings),
        "Warning: Both.csv, line 2, column 2: the number for 2019 stands at Births.csv, line 2, column 2 already, and is left out here\n"
    );
    let (data, problems) = load(&[Arc::new(SourceFile {
        path: "a.toml".into(),
        text: imported.text(),
    })]);
    assert!(
        problems.is_empty(),
        "{}",
        terminal::render_all(&problems, false)
    );
    let cited: Vec<String> = data
        .figures
        .iter()
        .map(|figure| {
            format!(
                "{} {} {}",
                data.metrics[figure.metric.0].short,
                figure.period.in_words(),
                data.sources[figure.source.0]
                    .url
                    .as_deref()
                    .unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        cited,
        [
            "births 2019 https://office.example/births",
            "deaths 2019 https://office.example/deaths",
            "births 2020 https://office.example/both"
        ]
    );
    let beside = Import::beside(&data);
    let mut beside = beside;
    beside.add("c.csv", b"Year,births\n2021,8\n".to_vec(), &options());
    let text = beside.finish().unwrap().text();
    assert!(
        !text.contains("[dataset]")
            && !text.contains("[[outlet]]")
            && text.contains("id = \"births-2\""),
        "{text}"
    );
}

#[test]
fn codes_are_documented() {
    let documented = include_str!("../../docs/problems.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.get(..4));
    let documented: Vec<&str> = documented.filter(|code| code.starts_with('T')).collect();
    let known = include_str!("codes.rs")
        .lines()
        .filter_map(|line| line.split('"').nth(1));
    assert_eq!(documented, known.collect::<Vec<_>>());
}

proptest::proptest! {
    #[test]
    fn importing_never_panics_and_what_it_writes_loads(text in "(Year|Country|a|,|1997|1998|2019/20|Q1|\"|\n|;|\t|[0-9]{1,4}|p|:|\\PC){0,60}") {
        let mut import = Import::default();
        import.add("a.csv", text.into_bytes(), &options());
        if let Ok(imported) = import.finish() {
            let file = SourceFile { path: "data/a.toml".into(), text: imported.text() };
            let (data, problems) = load(&[Arc::new(file)]);
            proptest::prop_assert!(!problems.has_errors(), "{}", terminal::render_all(&problems, false));
            proptest::prop_assert_eq!(data.figures.len(), imported.figures());
        }
    }
}
