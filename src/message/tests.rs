//! What is offered is answered.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use super::{Snapshot, answer, replay};
use crate::dataset::{MetricId, Period};
use crate::files::read_directory;
use crate::interpret::memory::Memory;
use crate::interpret::scorer::Weights;
use crate::query::{
    Among, Cells, Compare, End, Measure, Place, Query, Rank, Term, Wants, Window, decode, encode,
};

fn lighthouses() -> Snapshot {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |directory: &str| read_directory(&root.join(directory)).unwrap().files;
    let dataset = crate::dataset::load(&files("tests/data/lighthouses")).0;
    let intents = crate::intents::load(&files("intents/operations")).0;
    Snapshot::new(dataset, intents, Arc::new(Weights::empty())).0
}

/// The words on a button ask for its query, and the answer's id names it.
fn check(snapshot: &Snapshot, query: &Query, expected: &str) {
    let choice = snapshot.choice(query).unwrap();
    assert_eq!(choice.question, expected);
    let answer = answer(
        snapshot,
        &choice.question,
        &mut Memory::default(),
        date(2024, 5, 1),
    );
    let code = answer.answer_id.splitn(3, '-').nth(2).unwrap_or_default();
    let asked = decode(code, &snapshot.dataset);
    assert_eq!(asked.as_ref(), Ok(query), "{}", answer.answer_id);
}

#[test]
fn buttons_are_answered_as_the_query_they_offer() {
    let snapshot = lighthouses();
    let mut metrics = snapshot.dataset.metrics.iter();
    let keepers = MetricId(metrics.position(|own| own.id == "keepers").unwrap());
    let cells = |when| Cells::new(vec![keepers], when);
    let year = |year| Window::at(Period::year(year).unwrap());
    let figures = Query::Figures(cells(year(2022)));
    check(&snapshot, &figures, "keepers, 2022");
    let latest = Query::Figures(cells(Window::latest()));
    check(&snapshot, &latest, "keepers, latest");
    let change = Query::Compare(Compare {
        left: Term::new(keepers, year(2022)),
        right: Term::new(keepers, year(2016)),
        by: Measure::Percent,
    });
    check(&snapshot, &change, "keepers, 2022 against 2016, in percent");
    let highest = Query::Rank(Rank {
        over: cells(Window::default()),
        among: Among::Periods,
        end: End::High,
        place: Place::Nth(1),
        wants: Wants::Name,
        by: None,
    });
    check(&snapshot, &highest, "highest keepers: which year");
}

/// What was asked before in canonical words | what is asked | what is among the candidates.
const JOINED: &[(&str, &str, &str)] = &[
    (
        "",
        "callouts on the North Coast in 2021",
        "callouts (the North Coast), 2021",
    ),
    (
        "",
        "calls in the northern coast in 2021",
        "callouts (the North Coast), 2021",
    ),
    ("", "Tarn in 2021?", "callouts (Tarn Sound), 2021"),
    (
        "",
        "how many women were rescued on the North Coast in 2023",
        "people rescued (the North Coast and women), 2023",
    ),
    (
        "",
        "callouts, North Coast against South Coast, 2022",
        "callouts (the North Coast) against callouts (the South Coast), 2022",
    ),
    (
        "",
        "callouts and people rescued in Kell in 2022",
        "callouts (Kell) and people rescued (Kell), 2022",
    ),
    (
        "",
        "what share of callouts were on the South Coast in 2022",
        "callouts (the South Coast) as a share of callouts, 2022",
    ),
    (
        "",
        "which region had the most callouts in 2023",
        "highest callouts by region, 2023: which",
    ),
    (
        "",
        "which region had the most callouts in 2023, excluding Sornholm",
        "highest callouts by region other than Sornholm, 2023: which",
    ),
    (
        "",
        "top 3 regions for callouts in 2023",
        "3 highest callouts by region, 2023: which",
    ),
    ("", "callouts by region in 2021", "callouts by region, 2021"),
    (
        "",
        "callouts without Sornholm in 2022",
        "callouts other than callouts (Sornholm), 2022",
    ),
    (
        "",
        "how many women volunteers in 2022",
        "volunteers by sex, 2022",
    ),
    ("", "callouts by gender in 2022", "callouts by sex, 2022"),
    (
        "",
        "women rescued in Marrow Bay in 2022",
        "people rescued (Marrow Bay) by sex, 2022",
    ),
    (
        "callouts (Kell), 2021",
        "and Tarn Sound?",
        "callouts (Tarn Sound), 2021",
    ),
    (
        "callouts (Kell), 2021",
        "and people rescued?",
        "people rescued (Kell), 2021",
    ),
    (
        "callouts (Kell), 2021",
        "compared with Tarn Sound?",
        "callouts (Kell) against callouts (Tarn Sound), 2021",
    ),
    (
        "people rescued (the North Coast and women), 2022",
        "and men?",
        "people rescued (the North Coast and men), 2022",
    ),
    (
        "highest callouts by region, 2023: which",
        "and in 2019?",
        "highest callouts by region, 2019: which",
    ),
];

/// What several turns were about is taken together; the same columns.
const TALKS: &[(&str, &str, &str)] = &[
    (
        "callouts, 2021; callouts, 2022; callouts, 2023",
        "the sum of the three?",
        "sum of callouts, 2021, 2022 and 2023",
    ),
    (
        "callouts, 2021; callouts, 2022",
        "what's the difference?",
        "callouts, 2022 minus 2021",
    ),
    (
        "callouts, 2021; people rescued, 2021",
        "the ratio of the two?",
        "callouts as a multiple of people rescued, 2021",
    ),
    (
        "",
        "difference between the highest and the lowest callouts",
        "highest and lowest callouts: by how much",
    ),
    (
        "callouts, 2021",
        "how did they develop since then?",
        "callouts over time, since 2021",
    ),
    (
        "callouts, 2021",
        "how has that changed up to 2023?",
        "callouts, 2023 against 2021",
    ),
    (
        "callouts, 2021",
        "and together with 2022 and 2023?",
        "sum of callouts, 2021, 2022 and 2023",
    ),
    (
        "",
        "which of 2022 and 2023 had the largest rise in callouts on the year before?",
        "steepest rise of callouts, 2022 and 2023",
    ),
];

/// Metrics that are named, carried or assumed are joined with the members that are named; what is said is not left out.
#[test]
fn members_are_joined_with_metrics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |directory: &str| read_directory(&root.join(directory)).unwrap().files;
    let dataset = crate::dataset::load(&files("tests/data/coast")).0;
    let intents = crate::intents::load(&files("intents/operations")).0;
    let weights = super::shipped().unwrap();
    let snapshot = Snapshot::new(dataset, intents, weights).0;
    for (before, asked, expected) in JOINED.iter().chain(TALKS) {
        let words = proposed(&snapshot, before, asked);
        assert!(
            words.contains(&(*expected).to_owned()),
            "{asked}: {words:#?}"
        );
    }
}

/// The candidates of a question in canonical words, behind turns with a semicolon between them.
fn proposed(snapshot: &Snapshot, before: &str, asked: &str) -> Vec<String> {
    let today = date(2024, 5, 1);
    let mut memory = Memory::default();
    for turn in before.split("; ").filter(|turn| !turn.is_empty()) {
        answer(snapshot, turn, &mut memory, today);
    }
    let evidence = snapshot.reader.evidence(asked, today);
    let (interpreter, intents) = (&snapshot.interpreter, &snapshot.intents);
    let look = interpreter.look(&snapshot.matcher, &evidence, &memory, intents);
    let told = snapshot.told(&evidence, &look, &memory);
    let proposed = interpreter.propose(&snapshot.dataset, (&evidence, &look), told, &memory, today);
    let candidates = proposed.candidates.iter();
    candidates
        .filter_map(|own| Some(snapshot.choice(&own.query)?.question))
        .collect()
}

/// A number is told in the unit of the metric that it is about.
#[test]
fn numbers_are_in_the_unit_of_their_metric() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |directory: &str| read_directory(&root.join(directory)).unwrap().files;
    let intents = crate::intents::load(&files("intents/operations")).0;
    let check = |unit: &str, said: &str, expected: &str| {
        let mut files = files("tests/data/lighthouses");
        for file in &mut files {
            let own = format!("unit = {unit:?}");
            let text = file.text.replace("unit = \"tonnes\"", &own);
            Arc::make_mut(file).text = text;
        }
        let dataset = crate::dataset::load(&files).0;
        let weights = super::shipped().unwrap();
        let snapshot = Snapshot::new(dataset, intents.clone(), weights).0;
        let words = proposed(
            &snapshot,
            "",
            &format!("which years had lamp oil over {said}"),
        );
        let expected = format!("years with lamp oil over {expected}");
        assert!(words.contains(&expected), "{unit}, {said}: {words:#?}");
    };
    check("tonnes", "6 million", "6,000,000");
    check("thousand tonnes", "6 million", "6,000");
    check("million tonnes", "6 million", "6");
    check("thousand tonnes", "60", "60");
}

#[test]
fn an_answer_in_two_ways_is_made_again_by_its_id() {
    let snapshot = lighthouses();
    let keepers = snapshot.dataset.metrics.iter();
    let keepers = MetricId(
        keepers
            .map(|own| &own.id)
            .position(|id| id == "keepers")
            .unwrap(),
    );
    let of = |year| Cells::new(vec![keepers], Window::at(Period::year(year).unwrap()));
    let [first, second] =
        [2021, 2022].map(|year| encode(&Query::Figures(of(year)), &snapshot.dataset));
    let of_data = &snapshot.dataset.fingerprint[..6];
    let made = |id: &str| replay(&snapshot, id).unwrap();
    let both = made(&format!("{of_data}-x-{first}!.{second}!"));
    assert!(
        both.text.starts_with("This can be read in two ways."),
        "{}",
        both.text
    );
    assert!(both.text.contains("*keepers, 2021*") && both.text.contains("*keepers, 2022*"));
    assert_eq!(
        both.value,
        made(&format!("{of_data}-x-{first}")).value,
        "the likelier one has the value"
    );
    assert_eq!(made(&both.answer_id).text, both.text);
    let plain = made(&format!("{of_data}-x-{first}.{second}"));
    assert!(!plain.text.contains("two ways"), "{}", plain.text);
}
