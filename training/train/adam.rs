//! Adam (Kingma and Ba 2015), row by row, with weights that decay beside it (Loshchilov and Hutter 2019).

/// Memories of slopes and of their squares, and what keeps a step from dividing by nothing.
const MEMORY: (f32, f32) = (0.9, 0.999);
const TINY: f32 = 1e-8;

/// What is remembered of the slopes of rows.
pub(crate) struct Adam<const N: usize> {
    means: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
}

/// How far a step goes.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    rate: f32,
    /// What is taken off every weight, of the rate.
    decay: f32,
    mean: f32,
    square: f32,
}

impl Pace {
    /// The pace of a step, counted from 1.
    pub(crate) fn new(rate: f32, decay: f32, step: f32) -> Self {
        Self {
            rate,
            decay,
            mean: 1.0 - libm::powf(MEMORY.0, step),
            square: 1.0 - libm::powf(MEMORY.1, step),
        }
    }
}

impl<const N: usize> Adam<N> {
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            means: vec![[0.0; N]; rows],
            squares: vec![[0.0; N]; rows],
        }
    }

    /// One step of one row.
    pub(crate) fn step(&mut self, at: usize, row: &mut [f32; N], slope: &[f32; N], pace: Pace) {
        let (first, second) = MEMORY;
        let kept = self.means[at].iter_mut().zip(&mut self.squares[at]);
        for ((weight, slope), (mean, square)) in row.iter_mut().zip(slope).zip(kept) {
            *mean = first * *mean + (1.0 - first) * slope;
            *square = second * *square + (1.0 - second) * slope * slope;
            *weight -= pace.rate * pace.decay * *weight;
            *weight -= pace.rate * (*mean / pace.mean) / ((*square / pace.square).sqrt() + TINY);
        }
    }
}
