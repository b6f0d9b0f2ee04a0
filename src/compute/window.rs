//! Which figures of a metric a window means, and which of its periods have none.
//!
//! It must not compute with them.

use jiff::civil::Date;

use super::Cell;
use super::additive::is_additive;
use super::cells::{Shelf, lies_within, same_stretch};
use super::rhythm::{Beat, Rhythm};
use crate::dataset::{Grain, Period, PeriodKind};
use crate::query::{Span, Window};

/// The figures that a window means.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// The figures: in the order of the question where it names periods one by one, else in order of time.
    pub(super) cells: Vec<Cell>,
    /// Its periods without a figure.
    pub(super) missing: Vec<Period>,
}

impl Stretch {
    fn of(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            missing: Vec::new(),
        }
    }

    fn without(mut self, left_out: &[Period]) -> Self {
        let stays = |period: &Period| {
            let mut left_out = left_out.iter();
            !left_out.any(|out| lies_within(period, out.from, out.to))
        };
        self.cells.retain(|cell| stays(&cell.period));
        self.missing.retain(stays);
        self
    }
}

/// The figures of a window one by one, as they were published.
pub(super) fn each(shelf: &Shelf, when: &Window) -> Stretch {
    let stretch = match &when.span {
        Span::All if when.grain.is_none() => Stretch::of(shelf.cells.clone()),
        Span::At(periods) => one_by_one(shelf, periods),
        Span::Within(from, to) => match published_stretch(shelf, *from, *to) {
            Some(cell) if when.grain.is_none() => Stretch::of(vec![cell]),
            _ => return series(shelf, when),
        },
        _ => return series(shelf, when),
    };
    stretch.without(&when.without)
}

/// The figures of a window as a series of periods of one length.
pub(super) fn series(shelf: &Shelf, when: &Window) -> Stretch {
    let stretch = match &when.span {
        Span::All => within(shelf, when.grain, None, None),
        Span::Latest => Stretch::of(end(shelf, when.grain, true).into_iter().collect()),
        Span::Earliest => Stretch::of(end(shelf, when.grain, false).into_iter().collect()),
        Span::At(periods) => at(shelf, when.grain, periods),
        Span::Within(from, to) => within(shelf, when.grain, *from, *to),
        Span::Last(count) => counted(shelf, when.grain, i64::from(*count)),
        Span::First(count) => counted(shelf, when.grain, -i64::from(*count)),
    };
    stretch.without(&when.without)
}

/// The figures that fill a period without a gap, of the longest kind that does: the quarters of a half that has no figure of its own.
/// There are none where figures of the metric have no sum.
pub(super) fn filling(shelf: &Shelf, period: &Period) -> Option<Vec<Cell>> {
    let grains = [Grain::Half, Grain::Quarter, Grain::Month].into_iter();
    let mut filled = grains.map(|grain| {
        let own = shelf.of_beat(Beat::Grain(grain)).into_iter();
        let inside = own.filter(|cell| lies_within(&cell.period, period.from, period.to));
        inside.collect::<Vec<Cell>>()
    });
    let fills = |cells: &Vec<Cell>| {
        let follow = cells.windows(2).all(|pair| match pair {
            [one, next] => one.period.to.tomorrow().ok() == Some(next.period.from),
            _ => true,
        });
        let ends = cells.first().zip(cells.last());
        let ends = ends.map(|(first, last)| (first.period.from, last.period.to));
        follow && cells.len() > 1 && ends == Some((period.from, period.to))
    };
    let cells = filled.find(fills)?;
    let adds_up = cells.iter().all(|cell| is_additive(shelf.dataset, cell));
    adds_up.then_some(cells)
}

/// The same figures with those that fill a period in place of one that is missing.
pub(super) fn filled_in(shelf: &Shelf, stretch: Stretch) -> Stretch {
    let mut all = Stretch::of(stretch.cells);
    for period in stretch.missing {
        match filling(shelf, &period) {
            Some(parts) => all.cells.extend(parts),
            None => all.missing.push(period),
        }
    }
    all
}

/// Whether a window names where it begins or ends, so that all of it is meant.
pub(super) fn is_named(when: &Window) -> bool {
    !matches!(when.span, Span::All | Span::Latest | Span::Earliest)
}

/// The newest or oldest figure of a grain, or of all.
fn end(shelf: &Shelf, grain: Option<Grain>, newest: bool) -> Option<Cell> {
    let Some(grain) = grain else {
        return shelf.end(newest).cloned();
    };
    let mut cells = of_grain(shelf, grain);
    if newest {
        cells.pop()
    } else {
        cells.into_iter().next()
    }
}

fn one_by_one(shelf: &Shelf, periods: &[Period]) -> Stretch {
    let mut stretch = Stretch::default();
    for period in periods {
        match shelf.find(period) {
            Some(cell) if stretch.cells.contains(cell) => {}
            Some(cell) => stretch.cells.push(cell.clone()),
            None if stretch.missing.contains(period) => {}
            None => stretch.missing.push(period.clone()),
        }
    }
    stretch
}

/// Periods one by one in order of time; a single one that has shorter ones inside means these, and so does each of several where
/// shorter ones are asked for.
fn at(shelf: &Shelf, grain: Option<Grain>, periods: &[Period]) -> Stretch {
    let mut stretch = match periods {
        [only] => match inside(shelf, grain, only) {
            Some(inside) => return inside,
            None => one_by_one(shelf, periods),
        },
        several if grain.is_some() => {
            let parts = several.iter().map(|period| inside(shelf, grain, period));
            let parts: Option<Vec<Stretch>> = parts.collect();
            parts.map_or_else(|| one_by_one(shelf, several), joined)
        }
        several => one_by_one(shelf, several),
    };
    let key = |period: &Period| (period.to, period.from);
    stretch.cells.sort_by_key(|cell| key(&cell.period));
    stretch.missing.sort_by_key(key);
    stretch
}

fn joined(parts: Vec<Stretch>) -> Stretch {
    let mut all = Stretch::default();
    for part in parts {
        all.cells.extend(part.cells);
        all.missing.extend(part.missing);
    }
    all
}

/// The shorter periods inside one: of the grain that is asked for, else of whatever has two figures there.
fn inside(shelf: &Shelf, grain: Option<Grain>, period: &Period) -> Option<Stretch> {
    let shorter = |other: &Period| {
        lies_within(other, period.from, period.to)
            && other.grain().is_some()
            && (other.from, other.to) != (period.from, period.to)
    };
    let beat = match grain {
        Some(grain) if period.grain() == Some(grain) => return None,
        Some(grain) => Beat::Grain(grain),
        None => shelf.beat(shorter)?,
    };
    let stretch = of_beat(shelf, beat, Some(period.from), Some(period.to));
    let yearly = shelf.beat(|_| true) == Some(Beat::Grain(Grain::Year));
    let instead = grain.is_some() || !yearly && shelf.find(period).is_none();
    let several = stretch.cells.len() > 1 || instead && !stretch.cells.is_empty();
    several.then_some(stretch)
}

/// All periods between two days.
fn within(shelf: &Shelf, grain: Option<Grain>, from: Option<Date>, to: Option<Date>) -> Stretch {
    if let Some(grain) = grain {
        let cells = of_grain(shelf, grain);
        return filled(&cells, cells_beat(&cells, grain), from, to);
    }
    let Some(beat) = main_beat(shelf, from, to) else {
        return Stretch::default();
    };
    of_beat(shelf, beat, from, to)
}

/// The beat that a window without a grain is counted in: the metric's own, unless none of its periods lies inside or the ends cut
/// them where shorter ones fit.
fn main_beat(shelf: &Shelf, from: Option<Date>, to: Option<Date>) -> Option<Beat> {
    let own = shelf.beat(|_| true)?;
    let lies_inside = |period: &Period| {
        from.is_none_or(|from| from <= period.from) && to.is_none_or(|to| period.to <= to)
    };
    let cut = from.is_some_and(|from| from != from.first_of_year())
        || to.is_some_and(|to| to != to.last_of_year());
    let is_year = own == Beat::Grain(Grain::Year);
    let shorter = |period: &Period| lies_inside(period) && period.grain() != Some(Grain::Year);
    let finer = shelf
        .beat(|period| shorter(period) && period.grain().is_some())
        .filter(|_| cut && is_year);
    let has_own = shelf
        .cells
        .iter()
        .any(|cell| Beat::of(&cell.period) == own && lies_inside(&cell.period));
    let other = || shelf.beat(lies_inside);
    Some(match (finer, has_own) {
        (Some(finer), false) => finer,
        (Some(finer), true) if fits(shelf, finer, from, to) => finer,
        (_, true) => own,
        (None, false) => other().unwrap_or(own),
    })
}

/// Whether a beat has a figure at each end that is named.
fn fits(shelf: &Shelf, beat: Beat, from: Option<Date>, to: Option<Date>) -> bool {
    let cells = shelf.of_beat(beat);
    from.is_none_or(|from| cells.iter().any(|cell| cell.period.from == from))
        && to.is_none_or(|to| cells.iter().any(|cell| cell.period.to == to))
}

fn of_beat(shelf: &Shelf, beat: Beat, from: Option<Date>, to: Option<Date>) -> Stretch {
    filled(&shelf.of_beat(beat), beat, from, to)
}

/// The figures of a grain; of states the last of each year where years are asked for.
fn of_grain(shelf: &Shelf, grain: Grain) -> Vec<Cell> {
    let cells = shelf.of_beat(Beat::Grain(grain));
    if !cells.is_empty() || grain != Grain::Year {
        return cells;
    }
    let states = shelf.of_beat(Beat::AsOf);
    let mut last_of_years: Vec<Cell> = Vec::new();
    for state in states {
        match last_of_years.last_mut() {
            Some(last) if last.period.last_year() == state.period.last_year() => *last = state,
            _ => last_of_years.push(state),
        }
    }
    last_of_years
}

fn cells_beat(cells: &[Cell], grain: Grain) -> Beat {
    cells
        .first()
        .map_or(Beat::Grain(grain), |cell| Beat::of(&cell.period))
}

/// Those of a beat's figures that lie between two days, with the periods between them, or up to the named days, that lack one.
fn filled(all: &[Cell], beat: Beat, from: Option<Date>, to: Option<Date>) -> Stretch {
    let inside = |period: &Period| {
        from.is_none_or(|from| from <= period.from) && to.is_none_or(|to| period.to <= to)
    };
    let cells: Vec<Cell> = all
        .iter()
        .filter(|cell| inside(&cell.period))
        .cloned()
        .collect();
    let first = cells.first().map(|cell| cell.period.from);
    let last = cells.last().map(|cell| cell.period.to);
    let ends = from.or(first).zip(to.or(last));
    let missing = match (Rhythm::of(beat, all), ends) {
        (Some(rhythm), Some((from, to))) => lacking(&rhythm.between(from, to), &cells),
        _ => Vec::new(),
    };
    Stretch { cells, missing }
}

fn lacking(expected: &[Period], cells: &[Cell]) -> Vec<Period> {
    let has = |period: &Period| cells.iter().any(|cell| same_stretch(&cell.period, period));
    expected
        .iter()
        .filter(|period| !has(period))
        .cloned()
        .collect()
}

/// The last so many periods of the data, or, below zero, the first so many; those without a figure are holes.
fn counted(shelf: &Shelf, grain: Option<Grain>, count: i64) -> Stretch {
    let own = shelf.beat(|_| true);
    let cells = match (grain, own) {
        (Some(grain), _) => of_grain(shelf, grain),
        (None, Some(beat)) => shelf.of_beat(beat),
        (None, None) => Vec::new(),
    };
    if cells.is_empty() {
        return last_years(shelf, grain, count);
    }
    let beat = cells.first().map(|cell| Beat::of(&cell.period));
    let rhythm = beat.and_then(|beat| Rhythm::of(beat, &cells));
    let edge = if count < 0 {
        cells.first()
    } else {
        cells.last()
    };
    let reach = rhythm.zip(edge).and_then(|(rhythm, edge)| {
        let other = rhythm.reach(&edge.period, count, grain.is_some())?;
        let (a, b) = (&edge.period, &other);
        Some((beat?, a.from.min(b.from), a.to.max(b.to)))
    });
    match reach {
        Some((beat, from, to)) if count != 0 => filled(&cells, beat, Some(from), Some(to)),
        _ => Stretch::of(as_many(cells, count)),
    }
}

/// So many figures from one end, where dates follow no rule.
fn as_many(mut cells: Vec<Cell>, count: i64) -> Vec<Cell> {
    let many = usize::try_from(count.abs()).unwrap_or(usize::MAX);
    if count < 0 {
        cells.truncate(many);
        return cells;
    }
    let first = cells.len().saturating_sub(many);
    cells.split_off(first)
}

/// "The last five years" of a metric that has months: all months of these years.
fn last_years(shelf: &Shelf, grain: Option<Grain>, count: i64) -> Stretch {
    let own = shelf.beat(|period| period.grain().is_some());
    let Some(beat) = own.filter(|_| grain == Some(Grain::Year)) else {
        return Stretch::default();
    };
    let cells = shelf.of_beat(beat);
    let years = i16::try_from(count.abs() - 1).unwrap_or(i16::MAX);
    let edge = if count < 0 {
        cells.first()
    } else {
        cells.last()
    };
    let range = edge.and_then(|edge| {
        let year = edge.period.last_year();
        let (first, last) = if count < 0 {
            (year, year.checked_add(years)?)
        } else {
            (year.checked_sub(years)?, year)
        };
        Some((Period::year(first)?.from, Period::year(last)?.to))
    });
    match range {
        Some((_, to)) if count < 0 => filled(&cells, beat, None, Some(to)),
        Some((from, _)) => filled(&cells, beat, Some(from), None),
        None => Stretch::default(),
    }
}

/// A published figure for just the stretch that is named, or the running total that began or ends in the month that it names.
fn published_stretch(shelf: &Shelf, from: Option<Date>, to: Option<Date>) -> Option<Cell> {
    let month = |date: Date| (date.year(), date.month());
    let is_total = |cell: &&Cell| cell.period.kind == PeriodKind::Cumulative;
    let totals = || shelf.cells.iter().filter(is_total);
    match (from, to) {
        (Some(from), Some(to)) => {
            let same = |cell: &&Cell| (cell.period.from, cell.period.to) == (from, to);
            let exact = shelf.cells.iter().find(same);
            exact
                .filter(|cell| cell.period.kind != PeriodKind::Year)
                .cloned()
        }
        (Some(from), None) => {
            let years = shelf.of_beat(Beat::Grain(Grain::Year));
            let has_first = years.iter().any(|cell| cell.period.from == from);
            let mut begun = totals().filter(|cell| month(cell.period.from) == month(from));
            begun.next_back().filter(|_| !has_first).cloned()
        }
        (None, Some(to)) => {
            let years = shelf.of_beat(Beat::Grain(Grain::Year));
            let mut ended = totals().filter(|cell| month(cell.period.to) == month(to));
            ended.next_back().filter(|_| years.is_empty()).cloned()
        }
        (None, None) => None,
    }
}
