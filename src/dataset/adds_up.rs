//! Members that are said to add up are held against the whole: more than it is likelier a slip than a count.
//!
//! Less than the whole is none: members may be missing.

use std::collections::BTreeMap;

use num_traits::CheckedAdd;

use super::build::Builder;
use super::{
    DimensionId, Figure, FigureId, MetricId, Number, Period, PeriodKind, UnitKind, Usage, codes,
};
use crate::diagnostic::Diagnostic;

/// The part of an amount that rounding may add, as one in so many.
const ROUNDING: i128 = 200;

/// A metric and a period: its kind and its days.
type Cell = (MetricId, PeriodKind, jiff::civil::Date, jiff::civil::Date);

impl Builder<'_> {
    /// Warns of wholes that are less than the sum of their members.
    pub(super) fn members_in_excess(&mut self) {
        let cells = self.exact_cells();
        for (whole, sum) in self.sums(&cells) {
            let Some((figure, value)) = cells.get(&whole) else {
                continue;
            };
            let amount = self
                .data
                .metrics
                .get(whole.0.0)
                .is_some_and(|metric| metric.kind == UnitKind::Amount);
            let most = if amount {
                *value + *value / Number::from_integer(ROUNDING)
            } else {
                *value
            };
            if sum.total <= most {
                continue;
            }
            let dimension = self.data.dimensions.get(sum.dimension.0);
            let dimension = dimension.map_or_else(String::new, |own| own.id.clone());
            if let Some(place) = self.figures.place(figure.0) {
                let message = format!(
                    "the members by `{dimension}` add up to {}, more than the whole of {}",
                    super::format_number(sum.total),
                    super::format_number(*value)
                );
                self.problems.push(
                    Diagnostic::warning(codes::ADDS_UP, message)
                        .at(place, "the whole")
                        .help(format!(
                            "correct a figure, or take `{dimension}` out of the metric's `adds_up` if members overlap"
                        )),
                );
            }
        }
    }

    /// The exact figures that stand, the first of each metric and period.
    fn exact_cells(&self) -> BTreeMap<Cell, (FigureId, Number)> {
        let mut cells = BTreeMap::new();
        let adds_up = |metric: MetricId| {
            let whole = self.data.metrics.get(self.data.whole_of(metric).0);
            whole.is_some_and(|whole| !whole.adds_up.is_empty())
        };
        for (at, figure) in self.data.figures.iter().enumerate() {
            let stands = |figure: &Figure| {
                figure.usage != Usage::Never
                    && figure.superseded_by.is_none()
                    && figure.per.is_none()
            };
            if let Some(value) = figure.value.exact()
                && stands(figure)
                && adds_up(figure.metric)
            {
                let cell = cell(figure.metric, &figure.period);
                cells.entry(cell).or_insert((FigureId(at), value));
            }
        }
        cells
    }

    /// For each whole what the top members of a dimension add up to.
    fn sums(&self, cells: &BTreeMap<Cell, (FigureId, Number)>) -> Vec<(Cell, Sum)> {
        let mut sums: BTreeMap<(Cell, DimensionId), Number> = BTreeMap::new();
        for ((metric, kind, from, to), (_, value)) in cells {
            let members = self.data.members_of(*metric);
            for (at, member) in members.iter().enumerate() {
                let Some(known) = self.data.members.get(member.0) else {
                    continue;
                };
                let whole = self.data.metrics.get(self.data.whole_of(*metric).0);
                let adds = whole.is_some_and(|whole| whole.adds_up.contains(&known.dimension));
                if !adds || known.part_of.is_some() {
                    continue;
                }
                let mut others = members.to_vec();
                others.remove(at);
                if let Some(whole) = self.data.slice(*metric, &others) {
                    let key = ((whole, *kind, *from, *to), known.dimension);
                    let sum = sums.entry(key).or_insert_with(|| Number::from_integer(0));
                    *sum = sum.checked_add(value).unwrap_or(*sum);
                }
            }
        }
        let sum = |((cell, dimension), total)| (cell, Sum { dimension, total });
        sums.into_iter().map(sum).collect()
    }
}

/// What the members of a dimension add up to.
struct Sum {
    dimension: DimensionId,
    total: Number,
}

fn cell(metric: MetricId, period: &Period) -> Cell {
    (metric, period.kind, period.from, period.to)
}
