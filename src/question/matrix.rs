//! A dense table of numbers: a row for each feature, a column for each label, so that a sparse question reads whole rows.

use super::features::Vector;

/// Rows of equal width in one piece of memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Matrix {
    width: usize,
    cells: Vec<f32>,
}

impl Matrix {
    /// A table of zeros.
    pub(super) fn zeros(height: usize, width: usize) -> Self {
        Self {
            width,
            cells: vec![0.0; height * width],
        }
    }

    /// One feature's row.
    pub(super) fn row(&self, feature: u32) -> &[f32] {
        let start = feature as usize * self.width;
        &self.cells[start..start + self.width]
    }

    /// One feature's row, to be changed.
    pub(super) fn row_mut(&mut self, feature: u32) -> &mut [f32] {
        let start = feature as usize * self.width;
        &mut self.cells[start..start + self.width]
    }

    /// All cells, to be changed.
    pub(super) fn cells_mut(&mut self) -> &mut [f32] {
        &mut self.cells
    }

    /// Adds the vector's product with the table to `sums`, which has a number for each column.
    pub(super) fn add_product(&self, vector: &Vector, sums: &mut [f32]) {
        for &(feature, weight) in vector {
            for (sum, cell) in sums.iter_mut().zip(self.row(feature)) {
                *sum += weight * cell;
            }
        }
    }
}
