//! A number together with the figures it came from: the only way a number of data reaches an answer.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};

use super::format::{bare, percent_text, trimmed};
use super::interval::Interval;
use crate::dataset::{Dataset, FigureId, Number, UnitKind, Value};

/// How a quantity is to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As published: all its decimals.
    Published,
    /// Computed: at most two decimals.
    Computed,
    /// A percentage.
    Percent,
    /// A difference of two percentages.
    Points,
    /// A multiple: `3.3 times`.
    Times,
}

/// What is known of a quantity's precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Printed as a count.
    Exact,
    /// Rounded.
    Rounded,
    /// Only a bound or a range is known, so nothing may be computed from it.
    Bound,
}

/// A value with the figures it came from.
///
/// There is no constructor from a bare number: a quantity is a published figure, or arithmetic on quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    value: Value,
    shape: Shape,
    figures: Vec<FigureId>,
}

impl Quantity {
    /// The published value of a figure.
    pub fn published(dataset: &Dataset, id: FigureId) -> Option<Self> {
        let figure = dataset.figures.get(id.0)?;
        let percent = dataset.metrics.get(figure.metric.0)?.kind == UnitKind::Percent;
        let shape = if percent {
            Shape::Percent
        } else {
            Shape::Published
        };
        Some(Self {
            value: figure.value,
            shape,
            figures: vec![id],
        })
    }

    /// How many figures there are, carrying all of them.
    pub fn count_of(figures: &[FigureId]) -> Self {
        let number = Number::from_integer(i128::try_from(figures.len()).unwrap_or(i128::MAX));
        Self {
            value: Value::Exact(number),
            shape: Shape::Computed,
            figures: figures.to_vec(),
        }
    }

    /// The figures it came from, in the order of the operands.
    pub fn figures(&self) -> &[FigureId] {
        &self.figures
    }

    /// The value with its bounds.
    pub fn value(&self) -> Value {
        self.value
    }

    /// How it is printed.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// What is known of its precision.
    pub fn precision(&self) -> Precision {
        match self.value {
            Value::Exact(_) => Precision::Exact,
            Value::About(_) | Value::Almost(_) => Precision::Rounded,
            _ => Precision::Bound,
        }
    }

    /// The number to sort by: the middle of a range, the edge of a bound.
    pub fn sort_key(&self) -> Number {
        match self.value {
            Value::Range(low, high) => (low + high) / Number::from_integer(2),
            Value::Exact(n)
            | Value::About(n)
            | Value::Almost(n)
            | Value::MoreThan(n)
            | Value::AtLeast(n)
            | Value::LessThan(n)
            | Value::AtMost(n) => n,
        }
    }

    /// Whether it is zero or less; a base of this kind gives no percent change.
    pub fn is_positive(&self) -> bool {
        self.sort_key().is_positive()
    }

    /// `self − other`; in percentage points for percentages. `None` when a bound is involved.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let shape = if self.shape == Shape::Percent {
            Shape::Points
        } else {
            Shape::Computed
        };
        self.combine(other, shape, |a, b| a.checked_sub(&b))
    }

    /// `(self − base) ÷ base × 100`, in percent. `None` when a bound is involved or the base is zero.
    pub fn percent_change(&self, base: &Self) -> Option<Self> {
        self.combine(base, Shape::Percent, |a, b| {
            (!b.is_zero()).then_some(())?;
            a.checked_sub(&b)?
                .checked_div(&b)?
                .checked_mul(&Number::from_integer(100))
        })
    }

    /// `(self ÷ base) ^ (12 ÷ months) − 1`, in percent, the compound annual growth rate; to a ten-thousandth of a percent, as roots are
    /// seldom fractions. `None` when a bound is involved or one of them is not above zero.
    pub fn yearly_change(&self, base: &Self, months: u32) -> Option<Self> {
        self.combine(base, Shape::Percent, |a, b| {
            (a.is_positive() && b.is_positive() && months > 0).then_some(())?;
            let growth = a.checked_div(&b)?;
            let growth = growth.numer().to_f64()? / growth.denom().to_f64()?;
            let percent = (growth.powf(12.0 / f64::from(months)) - 1.0) * 100.0;
            let parts = (percent * 10_000.0).round().to_i128()?;
            Some(Number::new(parts, 10_000))
        })
    }

    /// `self ÷ base`. `None` when a bound is involved or the base is zero.
    pub fn multiple_of(&self, base: &Self) -> Option<Self> {
        self.combine(base, Shape::Times, |a, b| {
            if b.is_zero() { None } else { a.checked_div(&b) }
        })
    }

    /// `self ÷ whole × 100`, in percent. `None` when a bound is involved or the whole is zero.
    pub fn share_of(&self, whole: &Self) -> Option<Self> {
        self.combine(whole, Shape::Percent, |a, b| {
            (!b.is_zero()).then_some(())?;
            a.checked_div(&b)?.checked_mul(&Number::from_integer(100))
        })
    }

    /// The sum; with bounds and ranges among them it is one too. `None` for an empty list, when nothing bounds the sum, or when what is
    /// rounded would have to be added to a bound.
    pub fn sum(items: &[Self]) -> Option<Self> {
        let (first, rest) = items.split_first()?;
        rest.iter().try_fold(first.clone(), |sum, item| {
            sum.plus(item, first.computed_shape())
        })
    }

    fn plus(&self, other: &Self, shape: Shape) -> Option<Self> {
        let sides = [self.precision(), other.precision()];
        if !sides.contains(&Precision::Bound) {
            return self.combine(other, shape, |a, b| a.checked_add(&b));
        }
        let value = Interval::of(self).plus(Interval::of(other))?.value()?;
        (!sides.contains(&Precision::Rounded)).then(|| Self {
            value,
            shape,
            figures: self.figures_with(other),
        })
    }

    /// The arithmetic mean. `None` for an empty list or when a bound is involved.
    pub fn mean(items: &[Self]) -> Option<Self> {
        let sum = Self::sum(items)?;
        let n = Number::from_integer(i128::try_from(items.len()).ok()?);
        sum.map(sum.computed_shape(), |total| total.checked_div(&n))
    }

    /// The median: the middle value, or the mean of the two in the middle. Carries all the figures.
    pub fn median(items: &[Self]) -> Option<Self> {
        let mut sorted: Vec<&Self> = items.iter().collect();
        sorted.sort_by_key(|item| item.sort_key());
        let middle = sorted.len() / 2;
        let value = if sorted.len() % 2 == 1 {
            (*sorted.get(middle)?).clone()
        } else {
            Self::mean(&[
                (*sorted.get(middle.checked_sub(1)?)?).clone(),
                (*sorted.get(middle)?).clone(),
            ])?
        };
        let all = Self::sum(items).filter(|all| all.number().is_some())?;
        Some(Self {
            shape: value.computed_shape(),
            figures: all.figures,
            value: value.value,
        })
    }

    /// The quantity spread over so many days, weeks or months.
    pub fn spread(&self, over: u32) -> Option<Self> {
        self.map(self.computed_shape(), |n| {
            n.checked_div(&Number::from_integer(i128::from(over)))
        })
    }

    /// The quantity with the other sign.
    pub fn negated(&self) -> Option<Self> {
        self.map(self.shape, |n| Some(-n))
    }

    /// 100 − a percentage.
    pub fn complement(&self) -> Option<Self> {
        self.map(Shape::Percent, |n| {
            Number::from_integer(100).checked_sub(&n)
        })
    }

    /// The quantity without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        self.map(self.shape, |n| Some(n.abs()))
            .unwrap_or_else(|| self.clone())
    }

    /// −1, 0 or 1.
    pub fn sign(&self) -> i8 {
        let key = self.sort_key();
        i8::from(key.is_positive()) - i8::from(key.is_negative())
    }

    fn computed_shape(&self) -> Shape {
        if self.shape == Shape::Published {
            Shape::Computed
        } else {
            self.shape
        }
    }

    fn map(&self, shape: Shape, operation: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        let value = match self.value {
            Value::Exact(n) => Value::Exact(operation(n)?),
            Value::About(n) | Value::Almost(n) => Value::About(operation(n)?),
            _ => return None,
        };
        Some(Self {
            value,
            shape,
            figures: self.figures.clone(),
        })
    }

    fn combine(
        &self,
        other: &Self,
        shape: Shape,
        operation: impl Fn(Number, Number) -> Option<Number>,
    ) -> Option<Self> {
        let number = operation(self.number()?, other.number()?)?;
        let exact = self.precision() == Precision::Exact && other.precision() == Precision::Exact;
        Some(Self {
            value: if exact {
                Value::Exact(number)
            } else {
                Value::About(number)
            },
            shape,
            figures: self.figures_with(other),
        })
    }

    fn figures_with(&self, other: &Self) -> Vec<FigureId> {
        let mut figures = self.figures.clone();
        figures.extend(other.figures.iter().filter(|id| !self.figures.contains(id)));
        figures
    }

    fn number(&self) -> Option<Number> {
        (self.precision() != Precision::Bound).then(|| self.sort_key())
    }

    fn digits(&self, number: Number) -> String {
        match self.shape {
            Shape::Published => trimmed(number, 6),
            Shape::Computed => trimmed(number, decimals(number)),
            Shape::Percent if self.figures.len() == 1 => format!("{}%", trimmed(number, 6)),
            Shape::Percent => percent_text(number),
            Shape::Points => format!("{} percentage points", trimmed(number, 2)),
            Shape::Times => times_text(number),
        }
    }

    /// As an answer prints it: `13,699`, `at least 49,000`, `76.1%`, `3.3 times`.
    pub fn text(&self) -> String {
        let digits = |n| self.digits(n);
        match self.value {
            Value::Exact(n) => digits(n),
            Value::About(n) => format!("about {}", digits(n)),
            Value::Almost(n) => format!("almost {}", digits(n)),
            Value::MoreThan(n) => format!("more than {}", digits(n)),
            Value::AtLeast(n) => format!("at least {}", digits(n)),
            Value::LessThan(n) => format!("fewer than {}", digits(n)),
            Value::AtMost(n) => format!("up to {}", digits(n)),
            Value::Range(low, high) if self.shape == Shape::Percent => {
                format!("{} to {}", digits(low).trim_end_matches('%'), digits(high))
            }
            Value::Range(low, high) => format!("{} to {}", digits(low), digits(high)),
        }
    }

    /// As [`Self::text`], with a plus sign before the number when it is above zero: "about +18.8%".
    pub fn signed_text(&self) -> String {
        let text = self.text();
        match text.find(|sign: char| sign.is_ascii_digit()) {
            Some(first) if self.sign() > 0 => {
                let (words, number) = text.split_at(first);
                format!("{words}+{number}")
            }
            _ => text,
        }
    }

    /// The bare value of the JSON contract: `13699`, `76.1%`, `3.3`.
    pub fn bare(&self) -> String {
        let plain = |n: Number| match self.shape {
            Shape::Published => bare(n, 6),
            Shape::Computed | Shape::Points | Shape::Times => bare(n, 4),
            Shape::Percent if self.figures.len() == 1 => format!("{}%", bare(n, 6)),
            Shape::Percent => format!("{}%", bare(n, 2)),
        };
        match self.value {
            Value::Range(low, high) => format!("{}-{}", plain(low), plain(high)),
            _ => plain(self.sort_key()),
        }
    }
}

/// The decimals of a computed number: all of a sum or difference, of a quotient as many as tell something of its size.
fn decimals(number: Number) -> u32 {
    let size = number.abs();
    let at_least = |least: i128| size >= Number::from_integer(least);
    let adds_up = 100 % number.denom() == 0;
    if adds_up {
        2
    } else if at_least(1_000) {
        0
    } else if at_least(100) {
        1
    } else if at_least(1) {
        2
    } else if size >= Number::new(1, 10) {
        3
    } else {
        4
    }
}

/// A multiple with as many decimals as help: `3.3 times`, `121.8 times`, `0.31 times`.
fn times_text(number: Number) -> String {
    let size = number.abs();
    let decimals = if size >= Number::from_integer(1_000) {
        0
    } else if size >= Number::from_integer(2) {
        1
    } else {
        2
    };
    format!("{} times", trimmed(number, decimals))
}
