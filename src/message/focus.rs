//! Which periods an answer turned the talk to: what "that year" and "the year before" hang on in the next question.

use crate::compute::{Cell, Finding, compute};
use crate::dataset::{Dataset, Period};
use crate::interpret::memory::periods;
use crate::interpret::stock::Stock;
use crate::query::{Place, Query};

/// The most periods that are kept in focus.
const MOST: usize = 4;

/// The periods that the answer to a query turns to.
pub fn focus(dataset: &Dataset, stock: &Stock, query: &Query) -> Vec<Period> {
    of_finding(&compute(dataset, query))
        .filter(|found| !found.is_empty())
        .unwrap_or_else(|| periods(query, stock))
}

fn of_finding(finding: &Finding) -> Option<Vec<Period>> {
    let cells: Vec<&Cell> = match finding {
        Finding::Rows(rows) => rows.cells.iter().collect(),
        Finding::Found(found) => found.cells.iter().collect(),
        Finding::Order(order) => match &order.place {
            Place::Nth(n) => {
                let at = usize::from(*n).saturating_sub(1);
                order.cells.get(at).into_iter().collect()
            }
            Place::Of(period) | Place::Before(period) => return Some(vec![period.clone()]),
            _ => return None,
        },
        Finding::Steps(steps) => {
            let first = steps.steps.first().into_iter();
            first.flat_map(|step| [&step.from, &step.to]).collect()
        }
        Finding::Pair(pair) => pair.right.cells.iter().chain(&pair.left.cells).collect(),
        Finding::Pairs(pairs) => {
            let left = pairs.iter().flat_map(|pair| &pair.left.cells);
            left.collect()
        }
        Finding::Parts(parts) => vec![&parts.whole],
        Finding::Spread(spread) => vec![&spread.cell],
        Finding::Judged(judged) => return of_finding(&judged.by),
        _ => return None,
    };
    let mut found: Vec<Period> = Vec::new();
    for cell in cells {
        if !found.contains(&cell.period) {
            found.push(cell.period.clone());
        }
    }
    (found.len() <= MOST).then_some(found)
}
