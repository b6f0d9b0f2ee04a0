//! Several figures made one: sum, mean, median, how many.
//!
//! It must not pass over periods without a figure in silence.

use super::additive::{apart_each, only_bounds, quantities, sum, unlike};
use super::cells::{Shelf, lies_within};
use super::lack::{self, Outcome};
use super::limit::{Sifted, sift};
use super::window::{Stretch, each, filling, is_named, series};
use super::{Cell, Comparable, Folded, Lack, Quantity};
use crate::dataset::{Dataset, FigureId, Period, PeriodKind};
use crate::query::{Cells, Fold, Folding, Span, Window};

/// Makes several figures one.
pub(super) fn fold(dataset: &Dataset, asked: &Fold) -> Outcome<Folded> {
    let metrics = lack::metrics(dataset, &asked.over.metrics)?;
    let mut sifted = Sifted::default();
    let mut holes: Vec<Period> = Vec::new();
    for metric in &metrics {
        let shelf = Shelf::of(dataset, *metric, asked.over.outlet);
        let stretch = lack::some(&shelf, meant(&shelf, &asked.over.when, asked.by))?;
        let has_to_be_whole = asked.by == Folding::Sum && is_named(&asked.over.when);
        let stretch = if has_to_be_whole {
            Stretch {
                cells: lack::whole(&shelf, stretch)?,
                missing: Vec::new(),
            }
        } else {
            stretch
        };
        let more = stretch.missing.into_iter();
        holes.extend(
            more.filter(|period| !holes.contains(period))
                .collect::<Vec<_>>(),
        );
        let own = sift(&shelf, &stretch.cells, &asked.limits)?;
        own.add_holes(&stretch.cells, &mut holes);
        sifted.extend(own);
    }
    if asked.by != Folding::Count && !sifted.unsure.is_empty() {
        return Err(Box::new(Lack::OnlyBounds(sifted.unsure)));
    }
    even(dataset, asked, &sifted.met)?;
    let value = value(dataset, asked.by, &sifted.met)?;
    let counts = asked.by == Folding::Count;
    Ok(Folded {
        by: asked.by,
        value,
        among: if counts { sifted.among } else { Vec::new() },
        beside: sifted.beside,
        cells: sifted.met,
        limits: asked.limits.clone(),
        unsure: sifted.unsure,
        holes,
    })
}

/// The sum that stands for one period without a figure of its own whose parts have figures; none for other questions.
pub(super) fn in_place_of_figure(dataset: &Dataset, asked: &Cells) -> Option<Outcome<Folded>> {
    let ([metric], Span::At(periods)) = (asked.metrics.as_slice(), &asked.when.span) else {
        return None;
    };
    let [only] = periods.as_slice() else {
        return None;
    };
    let shelf = Shelf::of(dataset, *metric, asked.outlet);
    if asked.when.grain.is_some() || shelf.find(only).is_some() {
        return None;
    }
    let cells = filling(&shelf, only)?;
    Some(sum(dataset, &cells).map(|value| Folded {
        by: Folding::Sum,
        value,
        among: Vec::new(),
        beside: Vec::new(),
        cells,
        limits: Vec::new(),
        unsure: Vec::new(),
        holes: Vec::new(),
    }))
}

/// The figures of the window; a sum over one period is that period's own figure, if it has one.
fn meant(shelf: &Shelf, when: &Window, by: Folding) -> Stretch {
    if let (Span::At(periods), Folding::Sum, None) = (&when.span, by, when.grain)
        && let [only] = periods.as_slice()
        && let Some(cell) = shelf.exact(only)
    {
        return Stretch {
            cells: vec![cell.clone()],
            missing: Vec::new(),
        };
    }
    if by == Folding::Sum {
        return total(shelf, when).unwrap_or_else(|| series(shelf, when));
    }
    series(shelf, when)
}

/// A running total that was published for just the stretch, or that takes in all there is where all is asked for.
fn total(shelf: &Shelf, when: &Window) -> Option<Stretch> {
    let stretch = match when.span {
        Span::Within(..) => each(shelf, when),
        Span::All if when.grain.is_none() && when.without.is_empty() => {
            let mut totals = shelf.cells.iter().filter(|cell| is_total(cell));
            let last = totals.next_back()?;
            let parts = series(shelf, when).cells;
            let takes_in = |cell: &Cell| {
                lies_within(&cell.period, last.period.from, last.period.to)
                    || is_total(cell) && cell.period.from == last.period.from
            };
            Stretch {
                cells: parts
                    .iter()
                    .all(takes_in)
                    .then(|| last.clone())
                    .into_iter()
                    .collect(),
                missing: Vec::new(),
            }
        }
        _ => return None,
    };
    let is_stretch = |cell: &Cell| {
        matches!(cell.period.kind, PeriodKind::Cumulative | PeriodKind::Span)
            && cell.period.grain().is_none()
    };
    let published = matches!(stretch.cells.as_slice(), [only] if is_stretch(only));
    published.then_some(stretch)
}

/// Of several metrics all have to have a figure for the same periods, and for a mean the figures have to be of one length.
fn even(dataset: &Dataset, asked: &Fold, cells: &[Cell]) -> Outcome<()> {
    if asked.by == Folding::Count {
        return Ok(());
    }
    let Some(first) = cells.first() else {
        return Ok(());
    };
    let others = || cells.iter().filter(|cell| cell.metric != first.metric);
    let of_first = cells.iter().filter(|cell| cell.metric == first.metric);
    let days = |cell: &Cell| (cell.period.kind, cell.period.from, cell.period.to);
    let firsts: Vec<_> = of_first.map(days).collect();
    if let Some(other) = others().find(|cell| !firsts.contains(&days(cell))) {
        return Err(unlike(first, other, Comparable::OtherPeriod));
    }
    if asked.by == Folding::Sum {
        return Ok(());
    }
    for cell in cells.iter().skip(1) {
        match super::comparable(dataset, first.figure, cell.figure) {
            Comparable::Yes | Comparable::PartOf => {}
            why => return Err(unlike(first, cell, why)),
        }
    }
    apart_each(dataset, cells)
}

fn value(dataset: &Dataset, by: Folding, cells: &[Cell]) -> Outcome<Quantity> {
    let few = || Box::new(Lack::TooFew(cells.to_vec()));
    match by {
        Folding::Count => {
            let figures: Vec<FigureId> = cells.iter().map(|cell| cell.figure).collect();
            Ok(Quantity::count_of(&figures))
        }
        Folding::Sum if cells.is_empty() => Err(few()),
        Folding::Sum => sum(dataset, cells),
        Folding::Mean | Folding::Median if cells.len() < 2 => Err(few()),
        Folding::Mean | Folding::Median if cells.iter().any(is_total) => {
            Err(Box::new(Lack::NotAdditive(cells.to_vec())))
        }
        Folding::Mean => Quantity::mean(&quantities(cells)).ok_or_else(|| only_bounds(cells)),
        Folding::Median => Quantity::median(&quantities(cells)).ok_or_else(|| only_bounds(cells)),
    }
}

fn is_total(cell: &Cell) -> bool {
    cell.period.kind == PeriodKind::Cumulative
}
