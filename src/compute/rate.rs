//! A figure spread over the days, weeks or months of its period, and rates that were published.
//!
//! It must not guess how many working days there are, nor stretch a figure beyond its period.

use jiff::civil::Date;

use super::additive::{is_additive, only_bounds, sum};
use super::cells::{Shelf, days_between, lies_within};
use super::lack::{self, Outcome};
use super::window::{each, filled_in, series};
use super::{Cell, Lack, Spread};
use crate::dataset::{Dataset, Figure, Per, Period};
use crate::query::{Rate, Span, Unit, Window};

/// Spreads a figure over its period.
pub(super) fn rate(dataset: &Dataset, asked: &Rate) -> Outcome<Spread> {
    let shelf = Shelf::of(dataset, asked.of.metric, asked.of.outlet);
    let cells = cells(&shelf, &asked.of.when);
    let figures = cells.as_ref().map_or(&[][..], Vec::as_slice);
    if let Some(cell) = published(&shelf, &asked.of.when, figures, asked.per) {
        return Ok(Spread {
            value: cell.quantity.clone(),
            cell,
            more: Vec::new(),
            per: asked.per,
            over: None,
        });
    }
    let cells = cells?;
    if asked.per == Unit::WorkingDay {
        let cell = cells.into_iter().next();
        let lack = cell.map_or(Lack::TooFew(Vec::new()), Lack::NoWorkingDays);
        return Err(Box::new(lack));
    }
    if !cells.iter().all(|cell| is_additive(dataset, cell)) {
        return Err(Box::new(Lack::NotAdditive(cells)));
    }
    let Some(over) = units(&cells, asked.per) else {
        return Err(Box::new(Lack::TooFew(cells)));
    };
    let value = sum(dataset, &cells)?.spread(over);
    let value = value.ok_or_else(|| only_bounds(&cells))?;
    let mut cells = cells.into_iter();
    let cell = cells
        .next()
        .ok_or_else(|| Box::new(Lack::TooFew(Vec::new())))?;
    Ok(Spread {
        cell,
        more: cells.collect(),
        per: asked.per,
        value,
        over: Some(over),
    })
}

/// The figures that are spread.
fn cells(shelf: &Shelf, when: &Window) -> Outcome<Vec<Cell>> {
    let stretch = match when.span {
        Span::At(_) => filled_in(shelf, each(shelf, when)),
        _ => series(shelf, when),
    };
    lack::whole(shelf, stretch)
}

/// A rate that was published per that unit: for the figure's period, or, where it cannot be computed, the latest in the window.
fn published(shelf: &Shelf, when: &Window, cells: &[Cell], per: Unit) -> Option<Cell> {
    let figure = |cell: &Cell| -> Option<&Figure> { shelf.dataset.figures.get(cell.figure.0) };
    let is_per = |cell: &Cell| figure(cell).is_some_and(|figure| figure.per == same(per));
    same(per)?;
    let rates = || {
        let all = shelf.cells.iter().chain(&shelf.rates);
        all.filter(|cell| is_per(cell))
    };
    let of_cell = |cell: &Cell| {
        let mut own = rates();
        own.find(|rate| (rate.period.from, rate.period.to) == (cell.period.from, cell.period.to))
    };
    if let [only] = cells
        && let Some(rate) = of_cell(only)
    {
        return Some(rate.clone());
    }
    let is_count = |cell: &Cell| figure(cell).is_some_and(|figure| figure.per.is_none());
    if per != Unit::WorkingDay && !cells.is_empty() && cells.iter().all(is_count) {
        return None;
    }
    let inside = rates().filter(|rate| admits(when, &rate.period));
    inside.max_by_key(|rate| rate.period.to).cloned()
}

/// Whether a window has room for a period.
fn admits(when: &Window, period: &Period) -> bool {
    match &when.span {
        Span::At(points) => {
            let mut points = points.iter();
            points.any(|point| lies_within(period, point.from, point.to))
        }
        Span::Within(from, to) => {
            from.is_none_or(|from| from <= period.from) && to.is_none_or(|to| period.to <= to)
        }
        _ => true,
    }
}

fn same(per: Unit) -> Option<Per> {
    match per {
        Unit::Day => Some(Per::Day),
        Unit::WorkingDay => Some(Per::WorkingDay),
        Unit::Week => Some(Per::Week),
        Unit::Month => Some(Per::Month),
        Unit::Hour | Unit::Quarter | Unit::Year => None,
    }
}

/// How many of a unit the periods have together; none where they are not made of it.
fn units(cells: &[Cell], per: Unit) -> Option<u32> {
    let days = || {
        let days = cells.iter().map(|cell| {
            let days = days_between(cell.period.from, cell.period.to).checked_add(1)?;
            u32::try_from(days).ok()
        });
        days.sum::<Option<u32>>().filter(|days| *days > 0)
    };
    let months = |each: u32| {
        let months = cells
            .iter()
            .map(|cell| months(cell.period.from, cell.period.to));
        let months = months.sum::<Option<u32>>()?;
        (months >= each && months.is_multiple_of(each)).then_some(months / each)
    };
    match per {
        Unit::Hour => days()?.checked_mul(24),
        Unit::Day => days(),
        Unit::Week => Some((days()? + 3) / 7).filter(|weeks| *weeks > 0),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::WorkingDay => None,
    }
}

/// How many whole months a period has.
fn months(from: Date, to: Date) -> Option<u32> {
    let whole = from.day() == 1 && to == to.last_of_month();
    let years = i32::from(to.year()) - i32::from(from.year());
    let months = years * 12 + i32::from(to.month()) - i32::from(from.month()) + 1;
    u32::try_from(months).ok().filter(|_| whole)
}
