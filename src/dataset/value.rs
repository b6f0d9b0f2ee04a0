//! Numbers as published: exact values, bounds, ranges and approximations, in exact arithmetic.

use num_rational::Ratio;

/// An exact rational number. Operations on it are checked by whoever computes.
pub type Number = Ratio<i128>;

/// A published number with what is known of its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Printed as a count.
    Exact(Number),
    /// "about", "approximately".
    About(Number),
    /// "almost", "nearly": a little below.
    Almost(Number),
    /// "more than": above, not equal.
    MoreThan(Number),
    /// "at least": equal or above.
    AtLeast(Number),
    /// "fewer than": below, not equal.
    LessThan(Number),
    /// "up to", "at most": equal or below.
    AtMost(Number),
    /// Between two numbers, both included.
    Range(Number, Number),
}
