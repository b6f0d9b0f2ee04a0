//! What a judgement comes to before a denial turns it, and how it follows from single periods.

use super::known::{all, any, not};
use crate::compute::Cell;
use crate::dataset::FigureId;
use crate::query::Scope;

/// Whether something holds, and what decides it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ruling {
    /// Whether it holds.
    pub(super) holds: Option<bool>,
    /// The figures that decide it.
    pub(super) witnesses: Vec<Cell>,
    /// Figures that have the number although they are not the ones asked about.
    pub(super) elsewhere: Vec<FigureId>,
}

impl From<Option<bool>> for Ruling {
    fn from(holds: Option<bool>) -> Self {
        Self {
            holds,
            ..Self::default()
        }
    }
}

/// One of several periods, or of the steps between them.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Whether it is as asserted.
    pub(super) holds: Option<bool>,
    /// The figures that say so.
    pub(super) by: Vec<Cell>,
}

/// What becomes of something that is said of every one, some or none of several; of them as a whole, where they agree.
pub(super) fn scoped(scope: Scope, points: &[Point]) -> Ruling {
    let each = || points.iter().map(|point| point.holds);
    let (every, some) = (all(each()), any(each()));
    let (holds, decides) = match scope {
        Scope::Every => (every, (every == Some(false)).then_some(false)),
        Scope::Some => (some, (some == Some(true)).then_some(true)),
        Scope::None => (not(some), (some == Some(true)).then_some(true)),
        Scope::It => (every.filter(|_| every == some), None),
    };
    let deciding = points
        .iter()
        .filter(|point| decides.is_some() && point.holds == decides);
    let mut witnesses: Vec<Cell> = Vec::new();
    for cell in deciding.flat_map(|point| &point.by) {
        if !witnesses.contains(cell) {
            witnesses.push(cell.clone());
        }
    }
    Ruling {
        holds: holds.filter(|_| !points.is_empty()),
        witnesses,
        elsewhere: Vec::new(),
    }
}
