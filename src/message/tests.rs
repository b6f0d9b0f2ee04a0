//! What is offered is answered.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use super::{Snapshot, answer};
use crate::dataset::{MetricId, Period};
use crate::files::read_directory;
use crate::interpret::memory::Memory;
use crate::interpret::scorer::Weights;
use crate::query::{
    Among, Cells, Compare, End, Measure, Place, Query, Rank, Term, Wants, Window, decode,
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
