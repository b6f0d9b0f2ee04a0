//! Which figures may be set against each other or added up, and why not.
//!
//! It must not set them against each other itself.

use crate::compute::{Comparable, comparable, overlap};
use crate::dataset::{FigureId, MetricId};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, refuse};

/// Whether two things may be set against each other, and why not.
pub(in crate::former) fn compare(ask: &Ask) -> Draft {
    let by_value: Vec<FigureId> = ask.reading.figures().collect();
    let pair = match (by_value.as_slice(), ask.metrics.as_slice()) {
        ([a, b, ..], _) => Some((*a, *b)),
        ([a], [first, rest @ ..]) => rest
            .iter()
            .chain([first])
            .filter_map(|metric| lookup::latest(ask.data(), *metric))
            .map(|choice| choice.figure)
            .find(|id| id != a)
            .map(|b| (*a, b)),
        (_, [a, b, ..]) => latest_pair(ask, *a, *b),
        (_, [a]) => headline_pair(ask, *a),
        _ => None,
    };
    let Some((a, b)) = pair else {
        return crate::former::series::trend(ask);
    };
    if ask.has("addable") && counts_twice(ask, a, b) {
        let no = ask.lead("lead_no");
        let draft = overlapping(ask, a, b);
        return Draft {
            text: format!("{no}{}", draft.text),
            ..draft.value("no")
        };
    }
    let verdicts = [comparable(ask.data(), a, b), comparable(ask.data(), b, a)];
    if let Some(part) = verdicts
        .iter()
        .position(|verdict| *verdict == Comparable::PartOf)
    {
        let (part, whole) = if part == 0 { (a, b) } else { (b, a) };
        return related(ask, "part_of", part, whole);
    }
    if verdicts[0] == Comparable::Yes {
        return related(ask, "comparable", a, b);
    }
    refuse::not_comparable(ask, a, b, verdicts[0])
}

/// Why two figures must not be added up.
pub(in crate::former) fn overlapping(ask: &Ask, a: FigureId, b: FigureId) -> Draft {
    related(ask, "overlap", a, b)
}

/// Whether the sum of two figures would count some things twice.
pub(in crate::former) fn counts_twice(ask: &Ask, a: FigureId, b: FigureId) -> bool {
    let metric = |id: FigureId| {
        let metric = ask.data().figures.get(id.0)?.metric;
        Some((metric, ask.metric(metric)?))
    };
    let metrics = metric(a).zip(metric(b));
    metrics.is_some_and(|(a, b)| a.0 != b.0 && overlap(a, b))
}

/// Figures named by value that count different things cannot be ranked or set against each other.
pub(in crate::former) fn clash(ask: &Ask) -> Option<Draft> {
    let named: Vec<FigureId> = ask.reading.figures().collect();
    let (first, rest) = named.split_first()?;
    let verdict = |id: &FigureId| comparable(ask.data(), *first, *id);
    let other = rest
        .iter()
        .find(|id| !matches!(verdict(id), Comparable::Yes | Comparable::PartOf))?;
    Some(refuse::not_comparable(ask, *first, *other, verdict(other)))
}

fn latest_pair(ask: &Ask, a: MetricId, b: MetricId) -> Option<(FigureId, FigureId)> {
    let together = crate::former::change::same_period(ask, a, b).map(|(a, b)| (a.figure, b.figure));
    together.or_else(|| {
        Some((
            lookup::latest(ask.data(), a)?.figure,
            lookup::latest(ask.data(), b)?.figure,
        ))
    })
}

fn headline_pair(ask: &Ask, metric: MetricId) -> Option<(FigureId, FigureId)> {
    let headline = ask
        .data()
        .metrics
        .iter()
        .position(|metric| metric.headline)
        .map(MetricId)
        .filter(|headline| *headline != metric)?;
    latest_pair(ask, metric, headline)
}

fn related(ask: &Ask, case: &str, a: FigureId, b: FigureId) -> Draft {
    let short = |id: FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .map_or_else(String::new, |figure| ask.short(figure.metric))
    };
    let (Some(qa), Some(qb)) = (ask.published(a), ask.published(b)) else {
        return refuse::which_metric(ask);
    };
    let values = Values::new()
        .quantity("first", &qa)
        .quantity("second", &qb)
        .text("first_metric", short(a))
        .text("second_metric", short(b));
    Draft::answered(ask.word(case, &values), &values).value("yes")
}
