//! Numbers that look as if drawn, the same each time (splitmix64; Steele, Lea and Flood 2014).

/// A row of drawn numbers.
#[derive(Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// A row of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Another row of numbers, for a piece of work of its own.
    pub(crate) fn own(&mut self) -> Self {
        Self(self.next())
    }

    /// From 0 up to 1.
    pub(crate) fn part(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// From minus to plus a number.
    pub(crate) fn around(&mut self, most: f32) -> f32 {
        most * (2.0 * self.part() - 1.0)
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            list.swap(last, other as usize);
        }
    }
}
