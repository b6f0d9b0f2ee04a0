//! What a candidate is worth, by its features and by what goes together among them: one layer of hidden units.
//!
//! It must not know what a feature means.

use super::super::features::{Feature, Vector};
use super::super::operation::Operation;
use super::QUESTION;

/// How many hidden units there are.
pub const WIDTH: usize = 128;
/// What "none of these" is called among the kinds of candidates.
const NONE: &str = "no_candidate";

const FEATURES: usize = Feature::ALL.len();
/// The operations, and "none of these".
const KINDS: usize = Operation::ALL.len() + 1;
const BIAS: usize = FEATURES + QUESTION.len();
const WORTH: usize = BIAS + KINDS;

/// A number for each hidden unit.
pub type Row = [f32; WIDTH];

/// What was learned of features: each row says what one feature adds to each unit, what the units of a kind of candidate begin with,
/// or what they are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    rows: Vec<Row>,
}

/// What is weighed: a candidate of an operation, or "none of these".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(usize);

impl Kind {
    /// "None of these".
    pub const NONE: Self = Self(Operation::ALL.len());

    /// A candidate of an operation.
    pub fn of(operation: Operation) -> Self {
        Self(operation.index())
    }
}

impl Default for Network {
    fn default() -> Self {
        Self {
            rows: vec![[0.0; WIDTH]; Self::ROWS],
        }
    }
}

impl Network {
    /// How many rows there are.
    pub const ROWS: usize = WORTH + KINDS;

    /// A network of as many rows as there must be.
    pub fn of(rows: Vec<Row>) -> Option<Self> {
        (rows.len() == Self::ROWS).then_some(Self { rows })
    }

    /// The row of a feature.
    pub fn feature(feature: Feature) -> usize {
        feature as usize
    }

    /// The row of a feature that all candidates of a question share, by its place in [`QUESTION`].
    pub fn question(at: usize) -> usize {
        FEATURES + at
    }

    /// The row that units of a kind begin with.
    pub fn bias(kind: Kind) -> usize {
        BIAS + kind.0
    }

    /// The row of what units of a kind are worth.
    pub fn worth(kind: Kind) -> usize {
        WORTH + kind.0
    }

    /// The rows, each with its name in the file.
    pub fn named(&self) -> impl Iterator<Item = (String, &Row)> {
        names().zip(&self.rows)
    }

    /// What the features that all candidates share add to each unit.
    pub fn shared(&self, question: &[f32]) -> Row {
        let mut units = [0.0; WIDTH];
        for (at, value) in question.iter().enumerate() {
            self.add(&mut units, Self::question(at), *value);
        }
        units
    }

    /// What each unit comes to, before what is below zero is cut off.
    pub fn units(&self, shared: &Row, kind: Kind, vector: &Vector) -> Row {
        let mut units = *shared;
        self.add(&mut units, Self::bias(kind), 1.0);
        for (feature, value) in vector {
            self.add(&mut units, Self::feature(*feature), *value);
        }
        units
    }

    /// What a candidate is worth.
    pub fn score(&self, shared: &Row, kind: Kind, vector: &Vector) -> f32 {
        let units = self.units(shared, kind, vector);
        let worth = self.rows.get(Self::worth(kind));
        worth.map_or(0.0, |worth| dot(&units, worth))
    }

    fn add(&self, units: &mut Row, row: usize, value: f32) {
        if let Some(row) = self.rows.get(row) {
            for (unit, weight) in units.iter_mut().zip(row) {
                *unit += value * weight;
            }
        }
    }
}

/// What units are worth, those below zero nothing. Sums of several parts at once are what the compiler can do in one step.
fn dot(units: &Row, worth: &Row) -> f32 {
    const PARTS: usize = 8;
    let mut sums = [0.0; PARTS];
    for (units, worth) in units.chunks_exact(PARTS).zip(worth.chunks_exact(PARTS)) {
        for ((sum, unit), worth) in sums.iter_mut().zip(units).zip(worth) {
            *sum += unit.max(0.0) * worth;
        }
    }
    sums.iter().sum()
}

/// The names of the rows in the file, in their order.
pub(super) fn names() -> impl Iterator<Item = String> {
    let kinds = || {
        let operations = Operation::ALL.iter().map(|operation| operation.code());
        operations.chain([NONE])
    };
    let features = Feature::ALL.iter().map(|feature| feature.code());
    features
        .map(|name| format!("feature/{name}"))
        .chain(QUESTION.iter().map(|name| format!("question/{name}")))
        .chain(kinds().map(|name| format!("bias/{name}")))
        .chain(kinds().map(|name| format!("worth/{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_name_of_its_own() {
        let all: Vec<String> = names().collect();
        let mut unique = all.clone();
        unique.sort();
        unique.dedup();
        assert_eq!((all.len(), unique.len()), (Network::ROWS, Network::ROWS));
        assert_eq!(all[Network::question(0)], "question/bias");
        assert_eq!(all[Network::bias(Kind::of(Operation::Value))], "bias/value");
        assert_eq!(all[Network::worth(Kind::NONE)], "worth/no_candidate");
    }

    #[test]
    fn units_below_zero_are_worth_nothing() {
        let mut rows = Network::default().rows;
        let kind = Kind::of(Operation::Value);
        rows[Network::feature(Feature::Words)][0] = 2.0;
        rows[Network::bias(kind)][0] = -1.0;
        rows[Network::worth(kind)][0] = 3.0;
        let network = Network::of(rows).expect("all rows are there");
        let score =
            |value| network.score(&network.shared(&[]), kind, &vec![(Feature::Words, value)]);
        assert!((score(0.25) - 0.0).abs() < 1e-6);
        assert!((score(1.0) - 3.0).abs() < 1e-6);
    }
}
