//! One figure, or a sum of several, against another.
//!
//! It must not set against each other what is unlike, nor give a percentage of a base that is zero or less.

use super::additive::{is_additive, only_bounds, sum, unlike};
use super::cells::{Shelf, same_stretch};
use super::interval::Interval;
use super::lack::{self, Outcome};
use super::page::on_one_page;
use super::select::{comparable, is_part};
use super::window::{each, filled_in, series};
use super::{Cell, Choice, Comparable, Lack, Operand, Pair, Precision, Quantity};
use crate::dataset::{Dataset, FigureId, Grain, Period, UnitKind};
use crate::query::{Compare, Measure, Span, Term, Window};

/// A part against its whole at each of several times, where they are named one by one; none where one time or a stretch is meant.
pub(super) fn each_time(dataset: &Dataset, asked: &Compare) -> Option<Outcome<Vec<Pair>>> {
    let Span::At(periods) = &asked.left.when.span else {
        return None;
    };
    let several = is_of_whole(asked.by)
        && asked.left.metric != asked.right.metric
        && asked.left.when == asked.right.when
        && periods.len() > 1;
    let at = |term: &Term, period: &Period| Term {
        when: Window {
            span: Span::At(vec![period.clone()]),
            ..term.when.clone()
        },
        ..term.clone()
    };
    let one = |period: &Period| {
        let asked = Compare {
            left: at(&asked.left, period),
            right: at(&asked.right, period),
            by: asked.by,
        };
        compare(dataset, &asked)
    };
    several.then(|| periods.iter().map(one).collect())
}

/// Sets one term against another.
pub(super) fn compare(dataset: &Dataset, asked: &Compare) -> Outcome<Pair> {
    let upside_down =
        is_of_whole(asked.by) && is_part(dataset, asked.right.metric, asked.left.metric);
    let (left, right) = if upside_down {
        (&asked.right, &asked.left)
    } else {
        (&asked.left, &asked.right)
    };
    let (left, right) = operands(dataset, left, right)?;
    alike(dataset, asked.by, &left, &right)?;
    set_against(dataset, asked.by, left, right)
}

/// Whether the right side has to be the whole of the left.
fn is_of_whole(by: Measure) -> bool {
    use Measure::{OneIn, Rest, RestShare, Share};
    matches!(by, Share | OneIn | Rest | RestShare)
}

fn operands(dataset: &Dataset, left: &Term, right: &Term) -> Outcome<(Operand, Operand)> {
    let one = Shelf::of(dataset, left.metric, left.outlet);
    let other = Shelf::of(dataset, right.metric, right.outlet);
    if let Some((a, b)) = common(&one, &other, left, right) {
        return Ok(on_page(dataset, single(a), single(b)));
    }
    let (a, b) = (operand(&one, &left.when)?, operand(&other, &right.when)?);
    Ok(on_page(dataset, a, b))
}

fn single(cell: Cell) -> Operand {
    Operand {
        value: cell.quantity.clone(),
        cells: vec![cell],
    }
}

/// Two metrics in the newest or oldest period for which both have a figure, where no period is named.
fn common(one: &Shelf, other: &Shelf, left: &Term, right: &Term) -> Option<(Cell, Cell)> {
    let open = matches!(left.when.span, Span::Latest | Span::Earliest);
    if left.metric == right.metric || left.when != right.when || !open {
        return None;
    }
    let grain = left.when.grain;
    let fits = |cell: &&Cell| grain.is_none() || cell.period.grain() == grain;
    let pairs = one.cells.iter().filter(fits).filter_map(|cell| {
        let beside = other.exact(&cell.period)?;
        Some((cell.clone(), beside.clone()))
    });
    let is_year = |(cell, _): &(Cell, Cell)| cell.period.grain() == Some(Grain::Year);
    if left.when.span == Span::Latest {
        pairs.max_by_key(|pair| (is_year(pair), pair.0.period.to))
    } else {
        pairs.min_by_key(|pair| (!is_year(pair), pair.0.period.to))
    }
}

/// A figure, or the sum of those of several periods.
fn operand(shelf: &Shelf, when: &Window) -> Outcome<Operand> {
    let shorter = |period: &crate::dataset::Period| {
        let grain = period.grain().map(Grain::months);
        when.grain.map(Grain::months) < grain && when.grain.is_some()
    };
    let stretch = match &when.span {
        Span::At(periods) if !periods.iter().any(shorter) => filled_in(shelf, each(shelf, when)),
        Span::Within(..) => {
            let published = each(shelf, when);
            if published.cells.len() == 1 {
                published
            } else {
                series(shelf, when)
            }
        }
        _ => series(shelf, when),
    };
    let cells = lack::whole(shelf, stretch)?;
    let value = sum(shelf.dataset, &cells)?;
    Ok(Operand { cells, value })
}

/// Two single figures of one period, of one page where several counts are known.
fn on_page(dataset: &Dataset, left: Operand, right: Operand) -> (Operand, Operand) {
    let ([a], [b]) = (left.cells.as_slice(), right.cells.as_slice()) else {
        return (left, right);
    };
    if a.metric == b.metric || !same_stretch(&a.period, &b.period) {
        return (left, right);
    }
    let pair = on_one_page(dataset, &choice(dataset, a), &choice(dataset, b));
    let chosen = pair.and_then(|(one, other)| {
        Some((
            with(dataset, a, one.figure)?,
            with(dataset, b, other.figure)?,
        ))
    });
    chosen.map_or((left, right), |(a, b)| (single(a), single(b)))
}

/// The figures that stand for a cell, without superseded ones.
pub(super) fn choice(dataset: &Dataset, cell: &Cell) -> Choice {
    let stands = |id: &&FigureId| {
        let figure = dataset.figures.get(id.0);
        figure.is_some_and(|figure| figure.superseded_by.is_none())
    };
    Choice {
        period: cell.period.clone(),
        figure: cell.figure,
        others: cell.others.iter().filter(stands).copied().collect(),
    }
}

/// The cell with another of its figures to stand for it.
pub(super) fn with(dataset: &Dataset, cell: &Cell, figure: FigureId) -> Option<Cell> {
    let all = std::iter::once(cell.figure).chain(cell.others.iter().copied());
    Some(Cell {
        figure,
        others: all.filter(|id| *id != figure).collect(),
        quantity: Quantity::published(dataset, figure)?,
        ..cell.clone()
    })
}

/// That the two sides may be set against each other in that way.
fn alike(dataset: &Dataset, by: Measure, left: &Operand, right: &Operand) -> Outcome<()> {
    let (Some(a), Some(b)) = (left.cells.first(), right.cells.first()) else {
        return Err(Box::new(Lack::TooFew(Vec::new())));
    };
    let part = is_part(dataset, a.metric, b.metric);
    if matches!(by, Measure::Rest | Measure::RestShare) && !part {
        return Err(if a.metric == b.metric {
            Box::new(Lack::NoWhole(a.metric))
        } else {
            unlike(a, b, Comparable::OtherMetric)
        });
    }
    if matches!(by, Measure::Share | Measure::OneIn) && is_part_in_time(dataset, left, right) {
        return Ok(());
    }
    let two = a.metric != b.metric;
    let summed = left.cells.len() > 1 || right.cells.len() > 1;
    if two && (is_of_whole(by) || summed) && !same_periods(left, right) {
        return Err(unlike(a, b, Comparable::OtherPeriod));
    }
    let pairs: Vec<(&Cell, &Cell)> = if two && summed {
        left.cells.iter().zip(&right.cells).collect()
    } else {
        let pairs = left
            .cells
            .iter()
            .flat_map(|a| right.cells.iter().map(move |b| (a, b)));
        pairs.collect()
    };
    for (a, b) in pairs {
        let ways = [
            comparable(dataset, a.figure, b.figure),
            comparable(dataset, b.figure, a.figure),
        ];
        let may = |way: &Comparable| matches!(way, Comparable::Yes | Comparable::PartOf);
        if !ways.iter().any(may) {
            return Err(unlike(a, b, ways[0]));
        }
    }
    Ok(())
}

/// "How much of 2024 fell in August": counts of one metric, all within the period of the other side.
fn is_part_in_time(dataset: &Dataset, left: &Operand, right: &Operand) -> bool {
    let [whole] = right.cells.as_slice() else {
        return false;
    };
    let counted = |cell: &Cell| cell.period.grain().is_some() && is_additive(dataset, cell);
    let inside = |cell: &Cell| {
        cell.metric == whole.metric
            && whole.period.from <= cell.period.from
            && cell.period.to <= whole.period.to
            && cell.period != whole.period
    };
    counted(whole) && left.cells.iter().all(|cell| counted(cell) && inside(cell))
}

fn same_periods(left: &Operand, right: &Operand) -> bool {
    let mut pairs = left.cells.iter().zip(&right.cells);
    left.cells.len() == right.cells.len() && pairs.all(|(a, b)| same_stretch(&a.period, &b.period))
}

fn set_against(dataset: &Dataset, by: Measure, left: Operand, right: Operand) -> Outcome<Pair> {
    let (a, b) = (&left.value, &right.value);
    let metric = left
        .cells
        .first()
        .and_then(|cell| dataset.metrics.get(cell.metric.0));
    let is_percent = metric.is_some_and(|metric| metric.kind == UnitKind::Percent);
    let positive = b.is_positive();
    let difference = a.minus(b);
    let percent = (positive && !is_percent)
        .then(|| a.percent_change(b))
        .flatten();
    let multiple = positive.then(|| a.multiple_of(b)).flatten();
    let value = match by {
        Measure::Change | Measure::Difference => difference.clone(),
        Measure::Percent if is_percent => difference.clone(),
        Measure::Percent => percent.clone(),
        Measure::Yearly => yearly(&left, &right).filter(|_| !is_percent),
        Measure::Multiple => multiple.clone(),
        Measure::Share => positive.then(|| a.share_of(b)).flatten(),
        Measure::OneIn => a.is_positive().then(|| b.multiple_of(a)).flatten(),
        Measure::Rest => b.minus(a),
        Measure::RestShare => {
            let share = positive.then(|| a.share_of(b)).flatten();
            share.and_then(|share| share.complement())
        }
        Measure::Higher | Measure::Lower => None,
    };
    let pair = Pair {
        left,
        right,
        by,
        value,
        difference,
        percent,
        multiple,
    };
    match why_none(&pair) {
        Some(lack) => Err(lack),
        None => Ok(pair),
    }
}

/// The change a year that, compounded, leads from an earlier figure to a later one of the same metric.
fn yearly(left: &Operand, right: &Operand) -> Option<Quantity> {
    let ([later], [earlier]) = (left.cells.as_slice(), right.cells.as_slice()) else {
        return None;
    };
    let months = months_between(&earlier.period, &later.period)?;
    (later.metric == earlier.metric)
        .then(|| left.value.yearly_change(&right.value, months))
        .flatten()
}

/// How many months one period ends after another; none where it does not.
fn months_between(earlier: &Period, later: &Period) -> Option<u32> {
    let years = i32::from(later.to.year()) - i32::from(earlier.to.year());
    let months = years * 12 + i32::from(later.to.month()) - i32::from(earlier.to.month());
    u32::try_from(months).ok().filter(|months| *months > 0)
}

/// Why a comparison comes to nothing, if it does.
fn why_none(pair: &Pair) -> Option<Box<Lack>> {
    let (a, b) = (&pair.left.value, &pair.right.value);
    let bounds = a.precision() == Precision::Bound || b.precision() == Precision::Bound;
    let cells = || -> Vec<Cell> {
        let all = pair.left.cells.iter().chain(&pair.right.cells);
        all.cloned().collect()
    };
    if matches!(pair.by, Measure::Higher | Measure::Lower) {
        let order = Interval::of(a).order(Interval::of(b));
        return order.is_none().then(|| only_bounds(&cells()));
    }
    if pair.value.is_some() {
        return None;
    }
    if bounds {
        return Some(only_bounds(&cells()));
    }
    let (left, right) = (pair.left.cells.first()?, pair.right.cells.first()?);
    Some(Box::new(Lack::BadBase(left.clone(), right.clone())))
}
