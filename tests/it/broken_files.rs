//! Broken files of every kind: no panic, no hang, and each is answered with a place and with what to do.

use std::time::{Duration, Instant};

use footnote::diagnostic::{Diagnostics, decode};
use footnote::files::read_directory;
use footnote::intents;

use crate::support::root;

/// How many files that mutation breaks are looked at.
const BROKEN: usize = 500;
/// The longest that one file may take: a few milliseconds, on a machine that has other things to do.
const LONGEST: Duration = Duration::from_secs(20);

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }
}

/// All problems of a file, found in time; each has a place and says what to do.
#[track_caller]
fn problems(name: &str, bytes: &[u8]) -> Diagnostics {
    let began = Instant::now();
    let found = match decode("storms.toml", bytes) {
        Ok(file) => intents::load(&[file]).1,
        Err(problem) => Diagnostics::from_iter([*problem]),
    };
    let took = began.elapsed();
    assert!(took < LONGEST, "{name} took {took:?}");
    // The set lacks the words of English, which is no fault of this file.
    let own = found
        .into_iter()
        .filter(|problem| !problem.message.contains("English"));
    let own: Diagnostics = own.collect();
    for problem in &own {
        let label = problem.labels.first();
        let label = label.unwrap_or_else(|| panic!("{name}: no place: {problem:?}"));
        let position = label.file.position(label.span.start);
        assert!(position.line > 0 && position.column > 0);
        assert!(
            label.span.start <= label.file.text.len(),
            "{name}: {problem:?}"
        );
        assert!(
            problem.help.is_some(),
            "{name}: no help: {} {}",
            problem.code,
            problem.message
        );
    }
    own
}

/// The text with one slip in it, of those that people, editors and programs make.
fn spoiled(text: &str, dice: &mut Dice) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = dice.below(chars.len());
    let (before, after) = (
        chars[..at].iter().collect::<String>(),
        chars[at..].iter().collect::<String>(),
    );
    let rest = |skipped: usize| chars.iter().skip(at + skipped).collect::<String>();
    let nth = |what: &str, by: &str, dice: &mut Dice| {
        let places: Vec<usize> = text.match_indices(what).map(|(at, _)| at).collect();
        let at = places.get(dice.below(places.len())).copied().unwrap_or(0);
        let end = if text[at..].starts_with(what) {
            at + what.len()
        } else {
            at
        };
        format!("{}{by}{}", &text[..at], &text[end..])
    };
    match dice.below(20) {
        0 => format!("{before}{}", rest(1)),
        1 => format!("{before}{}", rest(2 + dice.below(80))),
        2 => before,
        3 => format!("{before}\"{after}"),
        4 => format!("{before}]{after}"),
        5 => format!("{before}[[{after}"),
        6 => format!("{before}\u{0}{after}"),
        7 => format!("{before}{{{after}"),
        8 => format!("{before}\\{after}"),
        9 => nth("\"", "“", dice),
        10 => nth("\"", "'", dice),
        11 => nth(",", "", dice),
        12 => nth("=", ":", dice),
        13 => nth("[[test]]", "[test]", dice),
        14 => nth("[reply.en]", "[replies.en]", dice),
        15 => nth("phrases.en", "phrase.en", dice),
        16 => nth("\n", "\n\t\u{a0}", dice),
        17 => nth("]", "", dice),
        18 => nth("{{", "{", dice),
        _ => nth("ask", "asks", dice),
    }
}

#[test]
fn five_hundred_broken_files_get_a_place_and_help() {
    let files = read_directory(&root().join("intents")).unwrap().files;
    let mut dice = Dice(0x5EED_1E55);
    let (mut broken, mut tried) = (0, 0);
    while broken < BROKEN {
        tried += 1;
        assert!(tried < 5 * BROKEN, "too few of the slips break a file");
        let file = &files[dice.below(files.len())];
        let mut text = file.text.clone();
        for _ in 0..=dice.below(3) {
            text = spoiled(&text, &mut dice);
        }
        if dice.below(8) == 0 {
            text = text.replace('\n', "\r\n");
        }
        if dice.below(8) == 0 {
            text.insert(0, '\u{feff}');
        }
        let found = problems(
            &format!("file {tried}, {}\n{text}", file.path),
            text.as_bytes(),
        );
        broken += usize::from(found.has_errors());
    }
}

/// One of the problems stands on that line, and its help says that.
#[track_caller]
fn check(name: &str, bytes: &[u8], line: usize, help: &str) {
    let found = problems(name, bytes);
    let said = |problem: &footnote::diagnostic::Diagnostic| {
        let label = &problem.labels[0];
        (
            label.file.position(label.span.start).line,
            problem.help.clone().unwrap(),
        )
    };
    let all: Vec<(usize, String)> = found.iter().map(said).collect();
    assert!(
        all.iter()
            .any(|(at, said)| *at == line && said.contains(help)),
        "{name}: {all:?}"
    );
}

/// A sound file, small enough to be spoiled.
const GOOD: &str = "schema = 1\nid = \"storms\"\ntitle = \"Storms\"\nanswer = \"help\"\nphrases.en = [\n  \"do storms sing\",\n  \"storm songs\",\n]\n[reply.en]\ntext = '''They howl.'''\n";

/// The sound file with one text in place of another.
fn with(from: &str, to: &str) -> Vec<u8> {
    GOOD.replace(from, to).into_bytes()
}

#[test]
fn slips_of_people_get_a_place_and_help() {
    assert_eq!(
        problems("the sound file", GOOD.as_bytes()),
        Diagnostics::new()
    );
    check(
        "curly quotes",
        &with("\"storm songs\"", "“storm songs”"),
        7,
        "straight quotes",
    );
    check("no comma", &with("sing\",", "sing\""), 6, "a comma");
    check(
        "a list that is not closed",
        &with("]\n[reply", "[reply"),
        7,
        "`]`",
    );
    check(
        "the wrong table",
        &with("[reply.en]", "[replies.en]"),
        9,
        "`reply`",
    );
    check(
        "the wrong brackets",
        &with("[reply.en]", "[[test]\nask = \"a\"\n[reply.en]"),
        9,
        "brackets",
    );
    check(
        "an invisible space",
        &with("  \"storm", "\u{a0}\"storm"),
        7,
        "invisible",
    );
    check("a colon", &with("id = ", "id: "), 2, "equals sign");
    check("no quotes", &with("\"Storms\"", "Storms"), 3, "quotes");
    check(
        "digits",
        &with("They howl.", "They howl 3 times."),
        10,
        "numbers come from the data",
    );
    check("an empty file", b"", 1, "add ");
}

#[test]
fn files_of_other_encodings_and_sizes_get_a_place_and_help() {
    check(
        "UTF-16",
        &GOOD
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
        1,
        "UTF-8",
    );
    let marked: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    check("UTF-16 with a mark", &marked, 1, "UTF-8");
    check(
        "Windows-1251",
        b"schema = 1\ntitle = \"\xc1\xf3\xf0\xe8\"\n",
        2,
        "UTF-8",
    );
    check("10 MB", &b"# remark\n".repeat(1_200_000), 1, "split it");
    check("2 MB", &b"# remark\n".repeat(240_000), 1, "split it");
    let deep = format!(
        "{GOOD}deep = {}{}\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    check("10,000 lists in one another", deep.as_bytes(), 11, "nested");
}

#[test]
fn what_is_nested_without_end_is_refused_in_time() {
    let deep = format!("{GOOD}deep = {}\n", "[".repeat(10_000));
    check(
        "10,000 lists that are not closed",
        deep.as_bytes(),
        11,
        "nested",
    );
    let deep = format!("{GOOD}deep = {}\n", "{a=".repeat(10_000));
    check(
        "10,000 tables in one another",
        deep.as_bytes(),
        11,
        "nested",
    );
    let keys = format!("{GOOD}{} = 1\n", "a.".repeat(10_000) + "a");
    check("a key of 10,000 parts", keys.as_bytes(), 9, "nested");
    let brackets = "[".repeat(300_000);
    check("brackets and nothing else", brackets.as_bytes(), 1, "");
}

#[test]
fn templates_that_grow_without_end_are_refused_in_time() {
    let growing = with("They howl.", "{% set a = a ~ a %}");
    check("a text that doubles", &growing, 10, "the one statement");
    let growing = with(
        "They howl.",
        &format!("{{{{ examples{} }}}}", " | join(scope)".repeat(40)),
    );
    check("a list in a list in a list", &growing, 10, "filters");
    let deep = with("They howl.", &format!("{{{{ {} }}}}", "(".repeat(3_900)));
    check("3,900 brackets", &deep, 10, "values stand in");
    let deep = with("They howl.", &"{% if scope %}".repeat(280));
    check("conditions that do not end", &deep, 10, "values stand in");
    let long = with("They howl.", &"They howl. ".repeat(400));
    check("a long answer", &long, 10, "a few sentences");
}
