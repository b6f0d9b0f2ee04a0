//! Matrices of bytes, and what they make of vectors: whole numbers are multiplied, so that it comes to the same on every machine.
//!
//! It must not know what a row stands for.

use simsimd::SpatialSimilarity;

/// The most that a number becomes.
const MOST: f32 = 127.0;

/// A row for each number that comes out.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    /// The rows, one behind the other, where they stand in the file.
    pub(super) bytes: &'static [i8],
    /// For each row what one step of a byte is, and what it begins with.
    pub(super) rows: Vec<(f32, f32)>,
}

/// Numbers as bytes, and what one step of them is.
struct Bytes {
    step: f32,
    bytes: Vec<i8>,
}

impl Matrix {
    /// What it makes of vectors, one behind the other.
    pub(super) fn times(&self, vectors: &[f32]) -> Vec<f32> {
        let width = (self.bytes.len() / self.rows.len().max(1)).max(1);
        let mut out = Vec::new();
        for vector in vectors.chunks_exact(width).map(Bytes::of) {
            let rows = self.bytes.chunks_exact(width).zip(&self.rows);
            out.extend(rows.map(|(row, (step, begin))| begin + step * vector.times(row)));
        }
        out
    }
}

impl Bytes {
    fn of(vector: &[f32]) -> Self {
        let most = |most: f32, value: &f32| most.max(value.abs());
        let step = vector.iter().fold(f32::MIN_POSITIVE, most) / MOST;
        #[expect(clippy::cast_possible_truncation, reason = "it is at most `MOST`")]
        let byte = |value: &f32| (value / step).round() as i8;
        Self {
            step,
            bytes: vector.iter().map(byte).collect(),
        }
    }

    fn times(&self, row: &[i8]) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "some digits are enough")]
        let product = i8::dot(&self.bytes, row).unwrap_or_default() as f32;
        self.step * product
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_multiplied_with_every_row() {
        let matrix = Matrix {
            bytes: &[100, 1, 1, -4, 1, 1],
            rows: vec![(0.5, 0.0), (0.5, 1.0)],
        };
        let found = matrix.times(&[2.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        let expected = [101.0, -2.0, 0.0, 1.0];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 0.05, "{found} {expected}");
        }
        assert_eq!(found.len(), expected.len());
        assert!(Matrix::default().times(&[1.0]).is_empty());
    }
}
