//! `footnote import` as people use it: from a file of theirs to an answer that cites it.

use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Run, directory, footnote, root, write};

/// The command over tables of a directory, with what has to be said of any table.
fn import<'a>(directory: &Path, tables: &[&'a str], more: &[&'a str]) -> Run {
    let told = ["--outlet", "Office", "--published", "2025-01-01"];
    let title: &[&str] = if more.contains(&"--title") {
        &[]
    } else {
        &["--title", "Tables"]
    };
    let all = ["import"]
        .into_iter()
        .chain(tables.iter().copied())
        .chain(told);
    footnote(
        all.chain(title.iter().copied())
            .chain(more.iter().copied())
            .collect::<Vec<_>>(),
    )
    .inside(directory)
}

fn ask(directory: &Path, question: &str) -> String {
    let intents = root().join("intents/operations").display().to_string();
    let (_, answer, _) = footnote(["ask", "--data", "data", "--intents", &intents, question])
        .inside(directory)
        .output();
    answer
}

/// The errors of `footnote check` over data alone.
fn errors(directory: &Path) -> Vec<String> {
    let texts = footnote::files::read_directory(&directory.join("data"))
        .unwrap()
        .files;
    let (_, problems) = footnote::dataset::load(&texts);
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == footnote::diagnostic::Severity::Error);
    errors.map(|problem| problem.message.clone()).collect()
}

#[test]
fn a_table_is_shown_written_and_asked() {
    let directory = directory("import");
    write(
        &directory,
        &[(
            "wells.csv",
            "year,wells dug,wells closed\n2001,12,3\n2002,15,4 p\n",
        )],
    );
    let out = ["--out", "data/wells.toml"];
    assert_snapshot!(import(&directory, &["wells.csv"], &out).shown(), @r#"
    exit code: 2
    ----- stdout
    wells.csv
      read as       a row for each period; 2 rows, line 2 to line 3
      year          periods, 2001 to 2002
      wells dug     2 figures
      wells closed  2 figures
      mark `p`      beside 1 figure, as a caveat (provisional)
      for example:
        wells dug, 2001: 12
        wells closed, 2001: 3
        wells dug, 2002: 15
        wells closed, 2002: 4 (with a caveat)

    ----- stderr
    error: `data/wells.toml` is not written, since there is no terminal to ask: look at the above and add `--yes`
    "#);
    assert!(
        !directory.join("data").exists(),
        "nothing is written without a yes"
    );
    let yes = ["--out", "data/wells.toml", "--yes"];
    assert_snapshot!(import(&directory, &["wells.csv"], &yes).output().1.lines().last().unwrap(), @"data/wells.toml: 4 figures, 2 metrics");
    assert_eq!(errors(&directory), Vec::<String>::new());
    assert_snapshot!(ask(&directory, "how many wells dug in 2002?"), @r#"
    15: wells dug, 2002.
    Source: Office, 1 Jan 2025
    "#);
    assert_snapshot!(import(&directory, &["wells.csv"], &yes).shown(), @r#"
    exit code: 3
    ----- stderr
    error: `data/wells.toml` exists; give another `--out`, or `--force` to replace it
    "#);
    let forced = ["--out", "data/wells.toml", "--yes", "--force"];
    assert_eq!(import(&directory, &["wells.csv"], &forced).output().0, 0);
}

#[test]
fn tables_that_cannot_be_read_for_certain() {
    let directory = directory("import-refused");
    write(
        &directory,
        &[
            ("bad.csv", "name,count\nx,y\n"),
            (
                "two-ways.csv",
                "year;hives;hives\n2001;188,4;398.760\n2002;n/a;3\n",
            ),
        ],
    );
    let out = ["--out", "data/o.toml", "--yes"];
    assert_snapshot!(import(&directory, &["nowhere.csv"], &out).shown(), @r#"
    exit code: 1
    ----- stderr
    error[F003]: there is no file `nowhere.csv`
    "#);
    assert_snapshot!(import(&directory, &["bad.csv"], &out).shown(), @r#"
    exit code: 1
    ----- stderr
    error[T003]: bad.csv holds no table: no row has numbers beside names or years
     |
     = help: a table has one row of names above rows with numbers
    "#);
    assert_snapshot!(import(&directory, &["two-ways.csv"], &out).shown(), @r#"
    exit code: 0
    ----- stdout
    two-ways.csv
      read as     a row for each period; 2 rows, line 2 to line 3
      year        periods, 2001 to 2002
      hives       1 figure; a comma parts decimals
      hives       2 figures; a comma parts decimals
      mark `n/a`  no figure in 1 cell
      for example:
        hives, 2001: 188.4
        hives (column 3), 2001: 398,760
        hives (column 3), 2002: 3

    data/o.toml: 3 figures, 2 metrics
    ----- stderr
    warning[T012]: two-ways.csv, line 1, column 3: another column is called `hives` too; this one is called `hives (column 3)`
     |
     = help: give each a name of its own
    "#);
}

#[test]
fn twenty_cells_of_a_kind_are_told_and_the_rest_counted() {
    let directory = directory("import-many");
    let row = |year: i32| {
        if year < 1930 {
            format!("{year},many")
        } else {
            format!("{year},3")
        }
    };
    let rows: Vec<String> = (1900..1970).map(row).collect();
    write(
        &directory,
        &[("many.csv", format!("year,hives\n{}\n", rows.join("\n")))],
    );
    let out = ["--out", "data/many.toml", "--yes"];
    let (code, _, told) = import(&directory, &["many.csv"], &out).output();
    let told: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    let last = told.last().copied();
    assert_eq!(
        (code, told.len(), last),
        (
            1,
            21,
            Some("error[T007]: 10 more cells that hold no number")
        )
    );
    assert!(!directory.join("data/many.toml").exists());
}

#[test]
fn every_small_table_ends_in_data_that_load_or_in_an_error() {
    let tables = root().join("tests/data/import");
    for entry in std::fs::read_dir(&tables)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
    {
        let name = entry.file_stem().unwrap().to_string_lossy().into_owned();
        let directory = directory(&format!("import-{name}"));
        std::fs::copy(&entry, directory.join("table.csv")).unwrap();
        let (code, out, err) = import(
            &directory,
            &["table.csv"],
            &["--out", "data/table.toml", "--yes"],
        )
        .output();
        assert_eq!(code, 0, "{name}: {out}{err}");
        assert_eq!(errors(&directory), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn each_table_cites_its_own_page() {
    let directory = directory("import-several");
    write(
        &directory,
        &[
            ("a.csv", "year,births\n2020,5\n"),
            ("b.csv", "year,deaths\n2020,6\n"),
        ],
    );
    let pages = [
        "--title",
        "Births",
        "--title",
        "Deaths",
        "--url",
        "https://office.example/a",
        "--url",
        "https://office.example/b",
    ];
    let out = ["--out", "data/both.toml", "--yes"];
    let more: Vec<&str> = pages.iter().chain(&out).copied().collect();
    assert_eq!(import(&directory, &["a.csv", "b.csv"], &more).output().0, 0);
    assert_snapshot!(ask(&directory, "births in 2020"), @r#"
    5: births, 2020.
    Source: Office (https://office.example/a), 1 Jan 2025
    "#);
    assert_snapshot!(ask(&directory, "deaths in 2020"), @r#"
    6: deaths, 2020.
    Source: Office (https://office.example/b), 1 Jan 2025
    "#);
    write(&directory, &[("c.csv", "year,weddings\n2020,7\n")]);
    let beside = ["--out", "data/weddings.toml", "--yes"];
    assert_eq!(import(&directory, &["c.csv"], &beside).output().0, 0);
    assert_eq!(errors(&directory), Vec::<String>::new());
    assert_snapshot!(import(&directory, &["a.csv", "b.csv"], &["--url", "https://a.example", "--url", "https://b.example", "--url", "https://c.example", "--out", "data/x.toml"]).shown(), @r#"
    exit code: 2
    ----- stderr
    error: `--url` is given 3 times for 2 files; give it once, or once for each
    "#);
}

#[test]
fn spreadsheets_are_read_by_the_sheet() {
    let directory = directory("import-sheets");
    std::fs::copy(
        root().join("tests/data/import/layouts/crime.xlsx"),
        directory.join("crime.xlsx"),
    )
    .unwrap();
    let one = [
        "--sheet",
        "Table 2",
        "--out",
        "data/prisoners.toml",
        "--yes",
    ];
    assert_snapshot!(import(&directory, &["crime.xlsx"], &one).shown(), @r#"
    exit code: 0
    ----- stdout
    crime.xlsx, sheet `Table 2`
      read as    a row for each period; 2 rows, row 2 to row 3
      Date       periods, 2020-01 to 2020-02
      Prisoners  2 figures
      for example:
        Prisoners, 2020-01: 80,000
        Prisoners, 2020-02: 80,100

    data/prisoners.toml: 2 figures, 1 metric
    "#);
    let none = ["--sheet", "Table 9", "--out", "data/x.toml", "--yes"];
    assert_snapshot!(import(&directory, &["crime.xlsx"], &none).shown(), @r#"
    exit code: 1
    ----- stderr
    error[T001]: `crime.xlsx` has no sheet `Table 9`
     |
     = help: its sheets are `Cover`, `Table 1`, `Table 2`, `hidden`
    "#);
}

/// More figures than one data file may hold go into several.
#[test]
fn large_tables_become_several_files() {
    let directory = directory("import-large");
    let rows = (0..1200).flat_map(|place| {
        (1950..2000).map(move |year| format!("Place {place},{year},{}\n", place * 7 + year))
    });
    write(
        &directory,
        &[(
            "large.csv",
            &format!("place,year,ships\n{}", rows.collect::<String>()),
        )],
    );
    let (code, out, err) = import(
        &directory,
        &["large.csv"],
        &["--out", "data/large.toml", "--yes"],
    )
    .output();
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(
        out.lines().last(),
        Some("data/large.toml, data/large-2.toml: 60000 figures, 1200 metrics")
    );
    assert_eq!(errors(&directory), Vec::<String>::new());
    let left: Vec<String> = std::fs::read_dir(directory.join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
