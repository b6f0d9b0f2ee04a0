//! Matrices of bytes, and what they make of vectors: whole numbers are multiplied, so that it comes to the same on every machine.
//!
//! It must not know what a row stands for.

use std::fmt;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams};
use rten_tensor::NdTensorView;

/// The most that a byte of a matrix is: with more, machines without the newest instructions lose what does not fit into 16 bits.
pub(super) const MOST: i8 = 63;
/// The most that a number of a vector becomes, and what stands for zero.
const SAID: f32 = 127.0;
const ZERO: u8 = 128;

thread_local! {
    /// Multiplies with what the machine has.
    static GEMM: GemmExecutor<u8, i8, i32> = GemmExecutor::new();
}

/// A row for each number that comes out.
#[derive(Default)]
pub(super) struct Matrix {
    /// The rows as they are multiplied.
    packed: Option<PackedBMatrix<i8>>,
    width: usize,
    /// For each row what one step of a byte is, and what it begins with.
    rows: Vec<(f32, f32)>,
}

impl fmt::Debug for Matrix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Matrix({} × {})", self.rows.len(), self.width)
    }
}

impl Matrix {
    /// A matrix of rows, one behind the other, no byte beyond [`MOST`]; for each what one step of a byte is, and what it begins with.
    pub(super) fn new(bytes: &[i8], rows: Vec<(f32, f32)>) -> Self {
        let width = bytes.len() / rows.len().max(1);
        let own = NdTensorView::from_data([rows.len(), width], bytes);
        Self {
            packed: Some(GEMM.with(|gemm| gemm.prepack_b(own.transposed()))),
            width,
            rows,
        }
    }

    /// What it makes of vectors, one behind the other.
    pub(super) fn times(&self, vectors: &[f32]) -> Vec<f32> {
        let mut steps = Vec::new();
        let mut bytes = Vec::with_capacity(vectors.len());
        for vector in vectors.chunks_exact(self.width.max(1)) {
            steps.push(as_bytes(vector, &mut bytes));
        }
        let products = self.products(&bytes, steps.len());
        let rows = products.chunks_exact(self.rows.len().max(1)).zip(steps);
        let mut out = Vec::with_capacity(products.len());
        for (products, said) in rows {
            let own = products.iter().zip(&self.rows);
            #[expect(clippy::cast_precision_loss, reason = "some digits are enough")]
            out.extend(own.map(|(product, (step, begin))| begin + step * said * *product as f32));
        }
        out
    }

    /// The products of so many vectors of bytes with every row; none where they do not fit.
    fn products(&self, bytes: &[u8], count: usize) -> Vec<i32> {
        let Some(packed) = self.packed.as_ref().filter(|_| count > 0) else {
            return Vec::new();
        };
        let mut out = vec![0; count * self.rows.len()];
        let zeros = vec![ZERO; count];
        let vectors = NdTensorView::from_data([count, self.width], bytes);
        let options = GemmOptions {
            a_quant: Some(QuantParams { zero_point: &zeros }),
            ..GemmOptions::default()
        };
        let (a, b) = (GemmInputA::Unpacked(vectors), GemmInputB::Packed(packed));
        match GEMM.with(|gemm| gemm.gemm(&mut out, a, b, options)) {
            Ok(()) => out,
            Err(_) => Vec::new(),
        }
    }
}

/// A vector as bytes around [`ZERO`], behind others; what one step of them is.
fn as_bytes(vector: &[f32], bytes: &mut Vec<u8>) -> f32 {
    let most = |most: f32, value: &f32| most.max(value.abs());
    let step = vector.iter().fold(f32::MIN_POSITIVE, most) / SAID;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is at most `SAID` from `ZERO`"
    )]
    let byte = |value: &f32| (value / step + f32::from(ZERO)).round() as u8;
    bytes.extend(vector.iter().map(byte));
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_multiplied_with_every_row() {
        let matrix = Matrix::new(&[50, 1, 1, -4, 1, 1], vec![(1.0, 0.0), (0.5, 1.0)]);
        let found = matrix.times(&[2.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        let expected = [102.0, -2.0, 0.0, 1.0];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 0.2, "{found} {expected}");
        }
        assert_eq!(found.len(), expected.len());
        assert!(Matrix::default().times(&[1.0]).is_empty());
    }

    #[test]
    fn it_comes_to_the_same_as_whole_numbers_one_by_one() {
        let (width, rows, count) = (384, 40, 7);
        let byte = |at: usize| i8::try_from((at * 7919) % 127).unwrap() - MOST;
        let bytes: Vec<i8> = (0..width * rows).map(byte).collect();
        let matrix = Matrix::new(&bytes, vec![(1.0, 0.0); rows]);
        let said: Vec<u8> = (0..width * count)
            .map(|at| u8::try_from((at * 104_729) % 256).unwrap())
            .collect();
        let one = |(vector, row): (&[u8], &[i8])| -> i32 {
            let pairs = vector.iter().zip(row);
            pairs
                .map(|(a, b)| (i32::from(*a) - i32::from(ZERO)) * i32::from(*b))
                .sum()
        };
        let vectors = said.chunks_exact(width);
        let expected: Vec<i32> = vectors
            .flat_map(|vector| bytes.chunks_exact(width).map(move |row| one((vector, row))))
            .collect();
        assert_eq!(matrix.products(&said, count), expected);
    }
}
