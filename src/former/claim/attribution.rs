//! A figure credited to an outlet that did not publish it.
//!
//! It must not judge the number itself.

use super::verdict::judged;
use crate::dataset::{Figure, FigureId, MetricId, Number, OutletId, Usage};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, cite, value};

/// "The Gazette counted 655."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let named = OutletId(ask.reading.outlets.first()?.index);
    let figures = credited(ask);
    let id = *figures.first()?;
    let originators: Option<Vec<OutletId>> =
        figures.iter().map(|id| originator(ask, *id)).collect();
    let originators = originators.filter(|own| !own.contains(&named))?;
    let values = Values::new()
        .text("outlet", name(ask, *originators.first()?))
        .text("other", name(ask, named))
        .sourced_text("sentence", value::sentence(ask, id), &[id]);
    Some(judged(ask, Verdict::Contradicted, "attribution", &values))
}

fn originator(ask: &Ask, id: FigureId) -> Option<OutletId> {
    ask.data().figures.get(id.0)?.originator
}

fn name(ask: &Ask, outlet: OutletId) -> String {
    let outlet = ask.data().outlets.get(outlet.0);
    outlet.map_or_else(String::new, |outlet| cite::escape(&outlet.name))
}

/// The figures that the assertion's numbers name, else those that a metric's name does.
fn credited(ask: &Ask) -> Vec<FigureId> {
    let figures: Vec<FigureId> = ask.reading.figures().collect();
    if figures.is_empty() {
        figures_in_names(ask)
    } else {
        figures
    }
}

/// The figures of a metric that goes by its number: "34 a day".
fn figures_in_names(ask: &Ask) -> Vec<FigureId> {
    let number = |token: &usize| {
        let word = ask.reading.words.get(*token)?;
        word.text.parse::<i128>().ok().map(Number::from_integer)
    };
    let mentions = ask.reading.metrics.iter();
    let named: Vec<(MetricId, Number)> = mentions
        .flat_map(|mention| {
            let numbers = mention.tokens.iter().filter_map(number);
            numbers.map(|number| (mention.metric, number))
        })
        .collect();
    let is_named = |figure: &Figure| named.contains(&(figure.metric, figure.value.ends().0));
    let figures = ask.data().figures.iter().enumerate();
    figures
        .filter(|(_, figure)| figure.usage != Usage::Never && is_named(figure))
        .map(|(index, _)| FigureId(index))
        .collect()
}
