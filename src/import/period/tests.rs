//! Labels by themselves and in columns.

use super::*;

/// The periods of a column, as a data file writes them, or why there are none.
#[track_caller]
fn check(labels: &str, expected: &str) {
    check_with(labels, Hints::default(), expected);
}

#[track_caller]
fn check_with(labels: &str, hints: Hints, expected: &str) {
    let texts: Vec<&str> = labels.split('|').map(str::trim).collect();
    let read: Vec<Labelled> = texts
        .iter()
        .map(|text| read(text).unwrap_or_else(|| panic!("{text}")))
        .collect();
    let settled = settle(&read, &texts, hints);
    let found: Vec<String> = settled
        .periods
        .iter()
        .map(|period| match period {
            Ok(when) => {
                let (key, written) = when.stretch.written();
                let key = if key == "as_of" { "@" } else { "" };
                let words = when
                    .words
                    .as_ref()
                    .map(|words| format!(" “{words}”"))
                    .unwrap_or_default();
                format!("{key}{written}{words}")
            }
            Err(why) => format!("no: {why}"),
        })
        .collect();
    let doubted = if settled.doubts.is_empty() { "" } else { " ?" };
    assert_eq!(
        format!("{}{doubted}", found.join(" | ")),
        expected,
        "{labels}"
    );
}

#[test]
fn years_and_spans() {
    check(
        "2019 | 2020*| 2021 (p) | 2022p | 1990 [YR1990] | 2023 г. | CY2024",
        "2019 | 2020 | 2021 | 2022 | 1990 | 2023 | 2024",
    );
    check(
        "2019 | 2020¹ | 2021¹⁾ | 2022¹²",
        "2019 | 2020 | 2021 | 2022",
    );
    check(
        "1980s | 1990s | 1990-1999 | 2000er",
        "1980..1989 | 1990..1999 | 1990..1999 | 2000..2009",
    );
    check(
        "2013-15 | 2014-16 | 2015–17",
        "2013..2015 | 2014..2016 | 2015..2017",
    );
    check(
        "2008-10 | 2009-11 | 2010-12",
        "2008..2010 | 2009..2011 | 2010..2012",
    );
    check("1998-00 | 1999-01", "1998..2000 | 1999..2001");
    check("2010-12", "no: it may be a month or a span of years");
    check(
        "2019/20 | 2020/21",
        "2019-04..2020-03 “2019/20” | 2020-04..2021-03 “2020/21” ?",
    );
    check(
        "2018-19 | 2019-20",
        "2018-04..2019-03 “2018-19” | 2019-04..2020-03 “2019-20” ?",
    );
    check(
        "2010/11 | 2011/12 | 2012/13",
        "2010-04..2011-03 “2010/11” | 2011-04..2012-03 “2011/12” | 2012-04..2013-03 “2012/13” ?",
    );
    check(
        "2014-15 | 2016-17 | 2018-19",
        "2014..2015 | 2016..2017 | 2018..2019",
    );
    check(
        "FY2019 | FY 2020 | FY21",
        "2019 “FY2019” | 2020 “FY 2020” | 2021 “FY21”",
    );
    let july = Hints {
        year_starts: Some(7),
        ..Hints::default()
    };
    check_with(
        "2019/20 | FY 2020-21",
        july,
        "2019-07..2020-06 “2019/20” | 2020-07..2021-06 “FY 2020-21”",
    );
    check(
        "year ending March 2020 | Year ended 31 March 2021 | 12 months to June 2021",
        "2019-04..2020-03 | 2020-04..2021-03 | 2020-07..2021-06",
    );
}

#[test]
fn parts_of_years() {
    check(
        "2020 Q4 | 2020-Q4 | 2020Q4 | Q4 2020 | Q4/2020 | 4Q20 | 2020:Q4 | T4 2020 | 4. Quartal 2020 | IV кв. 2020",
        &["2020-Q4"; 10].join(" | "),
    );
    check(
        "2020 H1 | H1 2020 | 2020-S1 | 1. Halbjahr 2020 | first half of 2020",
        &["2020-H1"; 5].join(" | "),
    );
    check(
        "Jul 2019 | July 2019 | 2019 Jul | 2019M07 | 2019-Jul | 07/2019 | Juli 2019 | липень 2019 | июль 2019 г. | juil. 2019",
        &["2019-07"; 10].join(" | "),
    );
    check("2019-12 | 2020-01 | 2020-02", "2019-12 | 2020-01 | 2020-02");
    check("2003-04 | 2003-05", "2003-04 | 2003-05");
    check("202001 | 202002", "2020-01 | 2020-02");
    check("Jan-20 | Feb-20", "2020-01 | 2020-02 ?");
    check(
        "Jan-Jun 2020 | January to March 2020 | 2020 (Jan–Aug) | 9M 2020 | Nov 2019 - Feb 2020",
        "2020-H1 | 2020-Q1 | 2020-01..2020-08 | 2020-01..2020-09 | 2019-11..2020-02",
    );
    check("2024 to June", "2024-H1");
    check("Dec-Feb 2021", "2020-12..2021-02");
    check("2019 | 2020 | 2019-2020", "2019 | 2020 | 2019..2020");
    check("2020-W02", "2020-01-06..2020-01-12");
    check(
        "2024 YTD | 2024 (to date) | to June 2024 | since 2019 | before 1990 | 2020+",
        "no: a year to date, and the table does not say to which day | no: a year to date, and the table does not say to which day | no: it may be the twelve months to then, or the year up to then | no: it has no beginning or no end | no: it has no beginning or no end | no: it has no beginning or no end",
    );
    check("March", "no: it names no year");
}

#[test]
fn days() {
    check("2020-01-01 | 2020-02-01", "2020-01 | 2020-02");
    check(
        "2020-01-01T00:00:00 | 2020-02-01T00:00:00Z",
        "2020-01 | 2020-02",
    );
    check(
        "2020-01-01 | 2020-04-01 | 2020-07-01",
        "2020-Q1 | 2020-Q2 | 2020-Q3 ?",
    );
    check("2019-01-01 | 2020-01-01", "2019 | 2020 ?");
    let days = Hints {
        dates: Some(Dates::Days),
        ..Hints::default()
    };
    check_with("2019-01-01 | 2020-01-01", days, "@2019-01-01 | @2020-01-01");
    check("2020-01-31 | 2020-02-29", "@2020-01-31 | @2020-02-29");
    check(
        "31.12.2019 | 31 December 2020 | December 31, 2021 | 31-Dec-2022",
        "@2019-12-31 | @2020-12-31 | @2021-12-31 | @2022-12-31",
    );
    check("31/12/2020 | 01/02/2021", "@2020-12-31 | @2021-02-01");
    check("12/31/2020 | 01/02/2021", "@2020-12-31 | @2021-01-02");
    check(
        "01/02/2020",
        "no: day and month may stand in either order; say which with `--dates`",
    );
    check(
        "13/02/2020 | 02/13/2020",
        "no: some dates of this column begin with the day and some with the month | no: some dates of this column begin with the day and some with the month",
    );
    check("20200131 | 20200205", "@2020-01-31 | @2020-02-05");
    check(
        "end of 2019 | end 2020 | as at 31 March 2021",
        "@2019-12-31 | @2020-12-31 | @2021-03-31",
    );
}

#[test]
fn headings_say_how_long_periods_are() {
    for (heading, label, expected) in [
        ("Quarter ended", "Mar 2020", "2020-Q1"),
        ("Three months to", "Jan 2020", "2019-11..2020-01"),
        ("Year ending", "31 March 2020", "2019-04..2020-03"),
        ("Week ended", "10-Jan-20", "2020-01-04..2020-01-10"),
        ("Month", "Mar 2020", "2020-03"),
    ] {
        let labelled = read(label).unwrap();
        let settled = settle(&[labelled], &[label], Hints::default());
        let named = settled.periods[0].as_ref().unwrap().stretch;
        let found = Ending::of(heading).map_or(named, |ending| ending.stretch(named));
        assert_eq!(found.written().1, expected, "{heading} {label}");
    }
}

#[test]
fn what_names_no_period() {
    for text in [
        "Total",
        "",
        "births",
        "87",
        "31879",
        "2019 births",
        "12.5",
        "A1",
        "1987 or 1990",
        "All years",
        "2019 €m",
        "March 15",
        "1,200",
    ] {
        let found = read(text).map(|labelled| labelled.label);
        let open = matches!(found, None | Some(Label::ShortYear(..) | Label::Digits(_)));
        assert!(open, "{text}: {found:?}");
    }
}

#[test]
fn when_years_begin() {
    for (text, expected) in [
        ("Recorded crime, years ending 31 March", Some(4)),
        ("The financial year runs from 1 July to 30 June", Some(7)),
        ("April to March", Some(4)),
        ("January to December", None),
        ("Crime in England", None),
    ] {
        assert_eq!(year_start(text), expected, "{text}");
    }
}
