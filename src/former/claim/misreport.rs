//! A number that is known to be a misreport: the data keep it only to be recognised.
//!
//! It must not give the number as a figure: what stands in its place is the figure of the same metric and period, or its rivals.

use super::verdict::judged;
use crate::compute::{conflicts_of, usable, usable_of};
use crate::dataset::{Conflict, Figure, FigureId, Number, Usage};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, cite};

/// "64 in March": a number of the data that is marked as never to be given.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let (id, figure) = misreported(ask)?;
    let data = ask.data();
    let conflict = conflicts_of(data, figure).next();
    let standing = usable(data, figure.metric)
        .find(|(_, other)| other.period.to == figure.period.to)
        .map(|(id, _)| id);
    let rivals = rivals(id, conflict, standing);
    let correct = standing.and_then(|id| ask.published(id));
    let carrier = data
        .sources
        .get(figure.source.0)
        .map_or_else(String::new, |source| cite::escape(&source.publisher));
    let say = conflict.map_or("", |conflict| conflict.say.as_str());
    let values = Values::new()
        .sourced_text("caveat", figure.caveat.clone(), &rivals)
        .sourced_text("say", say, &rivals)
        .maybe("correct", correct.as_ref())
        .text("metric", ask.short(figure.metric))
        .period("period", &figure.period)
        .text("carrier", carrier);
    Some(judged(ask, Verdict::Contradicted, "misreport", &values))
}

/// The first misreport that a number of the assertion names and that the assertion is about.
fn misreported<'a>(ask: &Ask<'a>) -> Option<(FigureId, &'a Figure)> {
    let figures = &ask.data().figures;
    let misreports = |claimed: Number| {
        let known = figures.iter().enumerate();
        known.filter(move |(_, figure)| {
            figure.usage == Usage::Never && figure.value.ends().0 == claimed
        })
    };
    let mut numbers = ask.reading.numbers.iter();
    let (index, figure) = numbers
        .find_map(|number| misreports(number.value).find(|(_, figure)| is_about(ask, figure)))?;
    Some((FigureId(index), figure))
}

/// Whether a misreport's metric is what the assertion speaks of, and no figure that may be given has the same number.
fn is_about(ask: &Ask, misreport: &Figure) -> bool {
    let named = ask.reading.metrics.iter().any(|mention| {
        let mut others = mention.others.iter();
        mention.metric == misreport.metric || others.any(|(other, _)| *other == misreport.metric)
    });
    let stands = ask.reading.numbers.iter().any(|number| {
        usable_of(ask.data(), &number.figures).any(|(_, other)| other.metric == misreport.metric)
    });
    let (low, high) = misreport.value.ends();
    named && (!stands || low != high)
}

/// What to cite against a misreport: the figures that it conflicts with, else the one that stands.
fn rivals(
    misreport: FigureId,
    conflict: Option<&Conflict>,
    standing: Option<FigureId>,
) -> Vec<FigureId> {
    let figures = conflict.map_or(&[][..], |conflict| conflict.figures.as_slice());
    let mut others: Vec<FigureId> = figures.to_vec();
    others.retain(|other| *other != misreport);
    if others.is_empty() {
        others.extend(standing);
    }
    others
}
