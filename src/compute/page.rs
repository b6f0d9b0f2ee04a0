//! Figures of one page: what several counts of one period are set against, so that no count of another date is mixed in.
//!
//! It must not say which figure stands for a period by itself: `select` does.

use super::select::Choice;
use crate::dataset::{Dataset, FigureId, MetricId};

/// Of the figures for two metrics in one period those that stand on one page; nothing where counts differ and no page has both.
pub fn on_one_page(dataset: &Dataset, a: &Choice, b: &Choice) -> Option<(Choice, Choice)> {
    let pairs = all_of(a).flat_map(|first| all_of(b).map(move |second| (first, second)));
    let mut pairs = pairs.filter(|(first, second)| share_a_page(dataset, *first, *second));
    match pairs.next() {
        Some((first, second)) => Some((with(a, first), with(b, second))),
        None if is_disputed(dataset, a) || is_disputed(dataset, b) => None,
        None => Some((a.clone(), b.clone())),
    }
}

/// A whole with its parts, all of one page; as they are where no page has all of them.
pub fn split_on_one_page(
    dataset: &Dataset,
    whole: &Choice,
    parts: &[(MetricId, Choice)],
) -> (Choice, Vec<(MetricId, Choice)>) {
    let beside = |figure: FigureId| -> Option<Vec<(MetricId, Choice)>> {
        let on_page = |(metric, part): &(MetricId, Choice)| {
            let mut of_part = all_of(part);
            let same = of_part.find(|id| share_a_page(dataset, *id, figure))?;
            Some((*metric, with(part, same)))
        };
        parts.iter().map(on_page).collect()
    };
    let found = all_of(whole).find_map(|figure| Some((with(whole, figure), beside(figure)?)));
    found.unwrap_or_else(|| (whole.clone(), parts.to_vec()))
}

fn all_of(choice: &Choice) -> impl Iterator<Item = FigureId> + '_ {
    std::iter::once(choice.figure).chain(choice.others.iter().copied())
}

/// The choice with another of its figures to answer with.
fn with(choice: &Choice, figure: FigureId) -> Choice {
    Choice {
        period: choice.period.clone(),
        figure,
        others: all_of(choice).filter(|id| *id != figure).collect(),
    }
}

fn share_a_page(dataset: &Dataset, a: FigureId, b: FigureId) -> bool {
    let figures = dataset.figures.get(a.0).zip(dataset.figures.get(b.0));
    figures.is_some_and(|(a, b)| {
        let stands_on = |page| a.source == page || a.also.contains(&page);
        stands_on(b.source) || b.also.iter().any(|page| stands_on(*page))
    })
}

/// Whether the figures of a choice differ.
fn is_disputed(dataset: &Dataset, choice: &Choice) -> bool {
    let mut values = all_of(choice).filter_map(|id| Some(&dataset.figures.get(id.0)?.value));
    let first = values.next();
    values.any(|value| Some(value) != first)
}
