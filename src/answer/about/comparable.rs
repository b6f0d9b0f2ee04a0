//! Whether two things may be set against each other, and why not.
//!
//! It must not set them against each other itself.

use super::look_up;
use crate::answer::draft::{Draft, Values};
use crate::answer::lack;
use crate::answer::voice::Voice;
use crate::compute::{Cell, Comparable, Finding, comparable, compute};
use crate::dataset::{MetricId, Usage};
use crate::query::{About, Cells, Compare, Measure, Query, Span, Term, Window};

/// Whether two metrics, or two periods of one, may be compared.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    match pair(voice, &about.of) {
        Ok((left, right)) => judged(voice, &left, &right),
        Err(draft) => *draft,
    }
}

fn judged(voice: &Voice, left: &Cell, right: &Cell) -> Draft {
    let data = voice.data();
    let there = comparable(data, left.figure, right.figure);
    let back = comparable(data, right.figure, left.figure);
    match (there, back) {
        (Comparable::PartOf, _) => related(voice, "part_of", left, right),
        (_, Comparable::PartOf) => related(voice, "part_of", right, left),
        (Comparable::Yes, _) | (_, Comparable::Yes) => related(voice, "comparable", left, right),
        (why, _) => lack::unlike(voice, left, right, why),
    }
}

fn related(voice: &Voice, case: &str, first: &Cell, second: &Cell) -> Draft {
    let name = |cell: &Cell| {
        if first.metric == second.metric {
            format!("{}, {}", voice.short(cell.metric), cell.period.in_words())
        } else {
            voice.short(cell.metric)
        }
    };
    let values = Values::new()
        .quantity("first", &first.quantity)
        .quantity("second", &second.quantity)
        .text("first_metric", name(first))
        .text("second_metric", name(second));
    let values = match case {
        "comparable" => values.text("caveat", caveats(voice, first, second)),
        _ => values,
    };
    Draft::answered(voice.word(case, &values), &values).value("yes")
}

/// What to know of the figures, each once; of one metric what to know of any of its figures.
fn caveats(voice: &Voice, first: &Cell, second: &Cell) -> String {
    let figures = voice.data().figures.iter().enumerate();
    let told = figures.filter(|(at, figure)| {
        let own = [first, second].iter().any(|cell| cell.figure.0 == *at);
        let kin = first.metric == second.metric && first.metric == figure.metric;
        (own || kin && figure.usage == Usage::Careful) && !figure.caveat.is_empty()
    });
    let mut found: Vec<&str> = Vec::new();
    for (_, figure) in told {
        if !found.contains(&figure.caveat.as_str()) {
            found.push(&figure.caveat);
        }
    }
    found.join(" ")
}

/// The two figures: of one period where both metrics have one, else the latest of each.
fn pair(voice: &Voice, of: &Cells) -> Result<(Cell, Cell), Box<Draft>> {
    let second = of.metrics.get(1).copied();
    if let [_, _, ..] = of.when.points()
        && of.metrics.len() == 1
    {
        return two(look_up(voice, of)?.cells, voice);
    }
    if of.metrics.len() == 1 {
        return with_itself(voice, of);
    }
    let (Some(first), Some(second)) = (of.metrics.first(), second) else {
        return Err(Box::new(lack::nothing(voice)));
    };
    if let Some(both) = together(voice, *first, second, &of.when) {
        return Ok(both);
    }
    let of = Cells {
        metrics: vec![*first, second],
        ..of.clone()
    };
    two(look_up(voice, &of)?.cells, voice)
}

fn two(cells: Vec<Cell>, voice: &Voice) -> Result<(Cell, Cell), Box<Draft>> {
    let mut cells = cells.into_iter();
    match (cells.next(), cells.next()) {
        (Some(first), Some(second)) => Ok((first, second)),
        _ => Err(Box::new(lack::nothing(voice))),
    }
}

/// What a comparison of two metrics would set against each other.
fn together(voice: &Voice, a: MetricId, b: MetricId, when: &Window) -> Option<(Cell, Cell)> {
    let term = |metric: MetricId| Term::new(metric, when.clone());
    let query = Query::Compare(Compare {
        left: term(a),
        right: term(b),
        by: Measure::Higher,
    });
    match compute(voice.data(), &query) {
        Finding::Pair(pair) => {
            let cell = |side: crate::compute::Operand| side.cells.into_iter().next();
            cell(pair.left).zip(cell(pair.right))
        }
        Finding::Lacks(crate::compute::Lack::Unlike { left, right, .. }) => Some((left, right)),
        _ => None,
    }
}

/// The period that is named and the one before it; where none is named, the newest two.
fn with_itself(voice: &Voice, of: &Cells) -> Result<(Cell, Cell), Box<Draft>> {
    let all = Cells {
        when: Window::of(Span::All),
        ..of.clone()
    };
    let Finding::Rows(rows) = compute(voice.data(), &Query::Figures(all)) else {
        return two(look_up(voice, of)?.cells, voice);
    };
    let named = |cell: &Cell| of.when.points().contains(&cell.period);
    let last = rows
        .cells
        .iter()
        .position(named)
        .unwrap_or(rows.cells.len().saturating_sub(1));
    let first = if last == 0 { 1 } else { last - 1 };
    let cell = |at: usize| rows.cells.get(at).cloned();
    two(
        cell(first.min(last))
            .into_iter()
            .chain(cell(first.max(last)))
            .collect(),
        voice,
    )
}
