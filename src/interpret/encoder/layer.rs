//! A layer as BERT has it (Devlin et al. 2018): each piece hears all others, then each is thought over by itself.
//!
//! It must not know what pieces are.

use super::matrix::Matrix;

/// The numbers of a piece.
pub(super) const WIDE: usize = 384;
const COUNT: f32 = 384.0;
/// How many ways there are to hear the others, and how many numbers each looks at.
const HEADS: usize = 12;
const HEAD: usize = WIDE / HEADS;
/// The square root of that many.
const HEAD_ROOT: f32 = 5.656_854;

/// What was learned of a layer.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) query: Matrix,
    pub(super) key: Matrix,
    pub(super) value: Matrix,
    pub(super) heard: Matrix,
    pub(super) wide: Matrix,
    pub(super) narrow: Matrix,
    pub(super) after_hearing: Norm,
    pub(super) after_thinking: Norm,
}

/// What each number of a piece is stretched and moved by, once they are around zero and about one wide.
#[derive(Debug, Default)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Layer {
    /// What pieces, one behind the other, become.
    pub(super) fn of(&self, pieces: &[f32]) -> Vec<f32> {
        let (query, key, value) = (
            self.query.times(pieces),
            self.key.times(pieces),
            self.value.times(pieces),
        );
        let heard = self.heard.times(&heard(&query, &key, &value));
        let pieces = self.after_hearing.of(&sum(pieces, &heard));
        let mut wide = self.wide.times(&pieces);
        for value in &mut wide {
            *value = gelu(*value);
        }
        let thought = self.narrow.times(&wide);
        self.after_thinking.of(&sum(&pieces, &thought))
    }
}

impl Norm {
    /// Pieces, one behind the other, each around zero and about one wide, then stretched and moved.
    pub(super) fn of(&self, pieces: &[f32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces.chunks_exact(WIDE) {
            let mean = piece.iter().sum::<f32>() / COUNT;
            let squares = piece.iter().map(|value| (value - mean) * (value - mean));
            let by = (squares.sum::<f32>() / COUNT + 1e-12).sqrt();
            let learned = self.weight.iter().zip(&self.bias);
            let own = piece.iter().zip(learned);
            out.extend(own.map(|(value, (weight, bias))| (value - mean) / by * weight + bias));
        }
        out
    }
}

/// What each piece hears: of all others by how much it asks for them, in each way by itself.
fn heard(query: &[f32], key: &[f32], value: &[f32]) -> Vec<f32> {
    let heads = |numbers: &[f32], head: usize| -> Vec<Vec<f32>> {
        let pieces = numbers.chunks_exact(WIDE);
        let own = pieces.filter_map(|piece| piece.get(head * HEAD..(head + 1) * HEAD));
        own.map(<[f32]>::to_vec).collect()
    };
    let mut out = vec![0.0; query.len()];
    for head in 0..HEADS {
        let (keys, values) = (heads(key, head), heads(value, head));
        let places = out.chunks_exact_mut(WIDE);
        for (place, query) in places.zip(heads(query, head)) {
            let asked = keys.iter().map(|key| dot(&query, key) / HEAD_ROOT);
            let shares = shares(asked.collect());
            let place = place.get_mut(head * HEAD..).unwrap_or_default();
            for (share, value) in shares.iter().zip(&values) {
                for (own, value) in place.iter_mut().zip(value) {
                    *own += share * value;
                }
            }
        }
    }
    out
}

/// Shares that together are one, by worths.
pub(super) fn shares(mut worths: Vec<f32>) -> Vec<f32> {
    let most = worths.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for worth in &mut worths {
        *worth = (*worth - most).exp();
    }
    let all: f32 = worths.iter().sum();
    worths.iter().map(|worth| worth / all).collect()
}

/// The product of two vectors.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn sum(one: &[f32], other: &[f32]) -> Vec<f32> {
    one.iter().zip(other).map(|(a, b)| a + b).collect()
}

/// x times the part of a normal distribution that is below it (Hendrycks and Gimpel 2016), by formula 7.1.26 of Abramowitz and Stegun.
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let terms = [
        1.061_405_4,
        -1.453_152,
        1.421_413_7,
        -0.284_496_74,
        0.254_829_6,
    ];
    let tail = terms.iter().fold(0.0, |sum, term| (sum + term) * t) * (-z * z).exp();
    let below = if x > 0.0 {
        1.0 - 0.5 * tail
    } else {
        0.5 * tail
    };
    x * below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_what_the_distribution_says() {
        for (x, expected) in [
            (0.0, 0.0),
            (1.0, 0.841_345),
            (-1.0, -0.158_655),
            (3.0, 2.995_95),
            (-9.0, 0.0),
        ] {
            assert!((gelu(x) - expected).abs() < 1e-4, "{x}: {}", gelu(x));
        }
    }

    #[test]
    fn shares_are_one_together() {
        let found = shares(vec![100.0, 100.0, -50.0]);
        assert!(
            (found[0] - 0.5).abs() < 1e-6 && found[2] < 1e-6,
            "{found:?}"
        );
    }
}
