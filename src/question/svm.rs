//! One-vs-rest linear support vector machines with squared hinge loss, trained by dual coordinate descent.
//!
//! All labels of an example are moved at once. Nothing is random: the order of the examples comes from a fixed seed.

use super::features::Vector;
use super::matrix::Matrix;

/// How dearly a label pays for an example of another on its side.
const COST: f32 = 1.0;
/// How dearly it pays for one of its own beyond its boundary; it has far fewer of these.
const OWN_COST: f32 = 4.0;
/// Passes over the examples, at most.
const PASSES: usize = 12;
/// The value of the constant feature whose weight is the bias.
const BIAS: f32 = 1.0;
/// Moves smaller than this are not worth touching the weights for.
const SMALL: f32 = 1e-2;
/// Any fixed number other than 0.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Weights by feature and label, and a bias for each label.
#[derive(Debug, Default)]
pub(super) struct Svm {
    /// The weights.
    pub(super) weights: Matrix,
    bias: Vec<f32>,
}

impl Svm {
    /// Separates each label's vectors from all others; vectors have length 1.
    pub(super) fn train(
        vectors: &[Vector],
        labels: &[usize],
        features: usize,
        width: usize,
    ) -> Self {
        let mut svm = Self {
            weights: Matrix::zeros(features, width),
            bias: vec![0.0; width],
        };
        let mut duals = Matrix::zeros(vectors.len(), width);
        let mut order: Vec<usize> = (0..vectors.len()).collect();
        let mut seed = SEED;
        let mut moves = Moves::default();
        for _ in 0..PASSES {
            shuffle(&mut order, &mut seed);
            let mut settled = true;
            for &example in &order {
                let row = u32::try_from(example).unwrap_or(u32::MAX);
                moves.plan(
                    &svm.margins(&vectors[example]),
                    labels[example],
                    duals.row_mut(row),
                );
                settled &= moves.steps.is_empty();
                svm.apply(&moves, &vectors[example]);
            }
            if settled {
                break;
            }
        }
        svm
    }

    /// The signed distance of a vector from each label's boundary; positive is inside.
    pub(super) fn margins(&self, vector: &Vector) -> Vec<f32> {
        let mut margins = self.bias.clone();
        self.weights.add_product(vector, &mut margins);
        margins
    }

    fn apply(&mut self, moves: &Moves, vector: &Vector) {
        for &(label, step) in &moves.steps {
            self.bias[label] += step * BIAS * BIAS;
        }
        if moves.steps.is_empty() {
            return;
        }
        for &(feature, weight) in vector {
            let row = self.weights.row_mut(feature);
            for &(label, step) in &moves.steps {
                row[label] += step * weight;
            }
        }
    }
}

/// How far one example moves the weights of which labels.
#[derive(Default)]
struct Moves {
    steps: Vec<(usize, f32)>,
    best: Vec<f32>,
}

impl Moves {
    /// The best step for each label's dual variable, given the margins; updates the duals.
    fn plan(&mut self, margins: &[f32], own: usize, duals: &mut [f32]) {
        let pairs = margins.iter().zip(duals.iter());
        // Without a branch, so that several labels are done in one instruction.
        self.best.clear();
        self.best
            .extend(pairs.map(|(margin, dual)| best_dual(-margin, *dual, COST)));
        self.best[own] = best_dual(margins[own], duals[own], OWN_COST);
        self.steps.clear();
        for (label, (best, dual)) in self.best.iter().zip(duals).enumerate() {
            let step = best - *dual;
            if step.abs() > SMALL {
                *dual = *best;
                self.steps
                    .push((label, if label == own { step } else { -step }));
            }
        }
    }
}

/// Where a dual variable is best, given how far the example is on its label's right side.
fn best_dual(right: f32, dual: f32, cost: f32) -> f32 {
    let slack = 0.5 / cost;
    let gradient = right - 1.0 + dual * slack;
    (dual - gradient / (1.0 + BIAS * BIAS + slack)).max(0.0)
}

/// Fisher and Yates's shuffle, driven by a xorshift generator.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for last in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let range = last as u64 + 1;
        order.swap(last, usize::try_from(*seed % range).unwrap_or(0));
    }
}
