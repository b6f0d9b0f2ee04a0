//! Recomputes what is claimed in print about figures. It must not judge which of the two is right.

use super::value::{format_number, format_rounded};
use super::{Claim, ClaimKind, Dataset, FigureId, Number, Value};

/// What came out.
pub(super) struct Recomputed {
    /// Whether the figures bear the claim out.
    pub(super) holds: bool,
    /// The claimed number, to print.
    pub(super) claimed: String,
    /// The computed number, to print.
    pub(super) computed: String,
}

/// Computes what `claim` says from its figures; `None` when they do not allow it.
pub(super) fn recompute(claim: &Claim, data: &Dataset) -> Option<Recomputed> {
    let figure = middle(claim.figure, data)?;
    let hundred = Number::from_integer(100);
    let (claimed, computed, tolerance) = match claim.kind {
        ClaimKind::Sum => {
            let parts: Option<Vec<Number>> =
                claim.parts.iter().map(|part| middle(*part, data)).collect();
            let sum = parts?
                .into_iter()
                .fold(Number::from_integer(0), |sum, part| sum + part);
            (
                data.figures.get(claim.figure.0)?.value,
                sum,
                Number::from_integer(0),
            )
        }
        kind => {
            let base = middle(claim.base?, data).filter(|base| *base != Number::from_integer(0))?;
            let computed = match kind {
                ClaimKind::PercentChange => (figure - base) / base * hundred,
                ClaimKind::Share => figure / base * hundred,
                _ => figure / base,
            };
            let claimed = claim.value?;
            (claimed, computed, half_of_last_digit(claimed))
        }
    };
    Some(Recomputed {
        holds: bears_out(claimed, computed, tolerance),
        claimed: claimed.to_string(),
        computed: printed(computed),
    })
}

/// The figure's number; the middle of a range.
fn middle(id: FigureId, data: &Dataset) -> Option<Number> {
    let (low, high) = data.figures.get(id.0)?.value.ends();
    Some((low + high) / Number::from_integer(2))
}

/// Half a unit of the last digit that the claim prints, which rounding may hide.
fn half_of_last_digit(claimed: Value) -> Number {
    let decimals = format_number(claimed.ends().1)
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let scale = 10_i128.pow(u32::try_from(decimals).unwrap_or_default());
    Number::new(1, 2 * scale)
}

/// "About" allows a twentieth, "almost" a tenth below.
fn bears_out(claimed: Value, computed: Number, tolerance: Number) -> bool {
    let near = |number: Number, by: Number| computed >= number - by && computed <= number + by;
    match claimed {
        Value::Exact(number) => near(number, tolerance),
        Value::About(number) => near(number, number / Number::from_integer(20) + tolerance),
        Value::Almost(number) => computed < number && computed >= number * Number::new(9, 10),
        Value::MoreThan(number) => computed > number,
        Value::AtLeast(number) => computed >= number,
        Value::LessThan(number) => computed < number,
        Value::AtMost(number) => computed <= number,
        Value::Range(low, high) => computed >= low - tolerance && computed <= high + tolerance,
    }
}

fn printed(computed: Number) -> String {
    if computed.is_integer() {
        format_number(computed)
    } else {
        format_rounded(computed, 2)
    }
}
