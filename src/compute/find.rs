//! Which periods meet limits.
//!
//! It must not say of a bound that it meets one unless that is certain.

use super::Found;
use super::cells::Shelf;
use super::lack::{self, Outcome};
use super::limit::{Sifted, sift};
use super::window::series;
use crate::dataset::{Dataset, Period};
use crate::query::Find;

/// Looks for the periods that meet limits.
pub(super) fn find(dataset: &Dataset, asked: &Find) -> Outcome<Found> {
    let mut sifted = Sifted::default();
    let mut holes: Vec<Period> = Vec::new();
    for metric in lack::metrics(dataset, &asked.over.metrics)? {
        let shelf = Shelf::of(dataset, metric, asked.over.outlet);
        let stretch = lack::some(&shelf, series(&shelf, &asked.over.when))?;
        for period in stretch.missing {
            if !holes.contains(&period) {
                holes.push(period);
            }
        }
        let own = sift(&shelf, &stretch.cells, &asked.limits)?;
        own.add_holes(&stretch.cells, &mut holes);
        sifted.extend(own);
    }
    Ok(Found {
        cells: sifted.met,
        among: sifted.among,
        beside: sifted.beside,
        limits: asked.limits.clone(),
        unsure: sifted.unsure,
        pick: asked.pick,
        holes,
    })
}
