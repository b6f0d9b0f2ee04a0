//! Single cells, and what a column of them tells.

use super::*;

fn text(text: &str) -> Cell<'_> {
    Cell {
        text,
        kind: Kind::Text,
    }
}

#[track_caller]
fn check(cell: Cell<'_>, decimal: Decimal, expected: &str) {
    let explained = |mark: &str| mark == "q";
    let manner = Manner {
        decimal,
        unit: Some("kg"),
        zeros: Zeros::Beside,
        lakhs: false,
        explained: &explained,
    };
    let found = match read(cell, &manner) {
        Ok(Said::Nothing(mark)) => format!("nothing {mark}"),
        Ok(Said::Number(read)) => {
            let sign = read
                .sign
                .map(|sign| format!(" sign {sign}"))
                .unwrap_or_default();
            let marks: Vec<String> = read
                .marks
                .iter()
                .map(|mark| format!(" mark {mark}"))
                .collect();
            let marks = marks.concat();
            format!("{}{sign}{marks}", read.value)
        }
        Err(unread) => format!("{unread:?}"),
    };
    assert_eq!(found.trim(), expected, "{}", cell.text);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn cells_are_read_with_their_signs_and_marks() {
    for (cell, expected) in [
        ("12,450", "12,450"),
        ("12 450", "12,450"),
        ("1\u{202f}234\u{202f}567", "1,234,567"),
        ("1'234.5", "1,234.5"),
        (".5", "0.5"),
        ("35%", "35 sign %"),
        ("35 %", "35 sign %"),
        ("$ 1,204.5", "1,204.5 sign $"),
        ("(120)", "-120"),
        ("$(120)", "-120 sign $"),
        ("-$120", "-120 sign $"),
        ("(1.2)%", "-1.2 sign %"),
        ("(1.2%)", "-1.2 sign %"),
        ("-4", "-4"),
        ("−4", "-4"),
        ("–4", "-4"),
        ("1.2e6", "1,200,000"),
        ("3.5e+05", "350,000"),
        ("2.5E-01", "0.25"),
        ("1.2E-3", "0.0012"),
        ("-1.5e+2", "-150"),
        ("$1.2m", "1,200,000 sign $"),
        ("1.2bn", "1,200,000,000"),
        ("950k", "950,000"),
        ("3 Mio.", "3,000,000"),
        ("12 m", "BareM"),
        ("12 kg", "12"),
        ("12 lb", "Word(\"lb\")"),
        ("2.5*", "2.5 mark *"),
        ("2.5 (1)", "2.5 mark 1"),
        ("2.5[a]", "2.5 mark a"),
        ("12345 b", "12,345 mark b"),
        ("902 bu", "902 mark b mark u"),
        ("8100p", "8,100 mark p"),
        ("8,100 (p)", "8,100 mark p"),
        ("r1,234", "1,234 mark r"),
        ("17 q", "17 mark q"),
        ("5²", "5 mark ²"),
        ("5²⁾", "5 mark ²"),
        ("<5", "fewer than 5"),
        ("≥1,000", "at least 1,000"),
        ("85+", "at least 85"),
        ("5 or more", "at least 5"),
        ("10–15", "10–15"),
        ("about 34", "about 34"),
        (":", "nothing :"),
        (": c", "nothing : c"),
        ("..", "nothing .."),
        ("n.a.", "nothing n.a."),
        ("[x]", "nothing [x]"),
        ("*", "nothing *"),
        ("", "nothing"),
        ("q", "nothing q"),
        ("No data", "nothing No data"),
        ("Not available", "nothing Not available"),
        ("No datum", "NoNumber"),
        ("41M", "BareM"),
        ("1.1B", "Word(\"B\")"),
        ("w", "Mark"),
        ("many", "NoNumber"),
        ("1,2450", "Grouping"),
        ("1,23", "Grouping"),
        ("2,41,000", "Grouping"),
        ("2.", "NoNumber"),
        ("0.1234567890123456789", "Digits"),
        ("2020-01-31", "NoNumber"),
    ] {
        check(text(cell), Decimal::Point, expected);
    }
    for (cell, expected) in [
        ("1.234,5", "1,234.5"),
        ("2,5", "2.5"),
        ("1.234", "1,234"),
        ("1,5e3", "1,500"),
        ("2.5", "Grouping"),
    ] {
        check(text(cell), Decimal::Comma, expected);
    }
    let kind = |text, kind| Cell { text, kind };
    check(kind("1234.567", Kind::Number), Decimal::Comma, "1,234.567");
    check(kind("5.2", Kind::Percent), Decimal::Comma, "5.2 sign %");
}

#[test]
fn a_column_tells_how_it_is_written() {
    let check = |cells: &[&str], expected: &str| {
        let mut survey = Survey::default();
        for (row, cell) in cells.iter().enumerate() {
            survey.look(text(cell), (row, 0), &|_| false);
        }
        let votes = survey.votes;
        let named = [
            ("point", votes.point),
            ("comma", votes.comma),
            ("either point", votes.either_point),
            ("either comma", votes.either_comma),
        ];
        let found: Vec<&str> = named
            .iter()
            .filter(|(_, at)| at.is_some())
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(found.join(", "), expected, "{cells:?}");
    };
    check(&["12", "1500"], "");
    check(&["1,234"], "either comma");
    check(&["1,234,567"], "point");
    check(&["1.234.567"], "comma");
    check(&["1.234"], "either point");
    check(&["1.234", "2,5"], "comma, either point");
    check(&["0.123"], "point");
    check(&["1234.567"], "point");
    check(&["1 234,567"], "comma");
    check(&["1,234.5", "1.234,5"], "point, comma");
    check(&["12,5 p", "n/a", "(3,25)"], "comma");
}

#[test]
fn powers_of_ten_are_numbers() {
    for core in ["3.5e+05", "1.2e6", "-1.5E-3"] {
        assert!(super::is_number(core), "{core}");
    }
    assert!(!super::is_number("3 e+ x"));
}
