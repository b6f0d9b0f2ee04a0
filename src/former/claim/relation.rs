//! How one figure stands to another, both named by their numbers: "655 is double 473", "from 473 to 655, a rise of a half".
//!
//! It must not judge the numbers themselves: both have to be figures.

use super::cannot_check;
use super::change::judged_by;
use super::claimed::{first_of, is_for_named_period, plain_numbers};
use super::fit::{fits, fits_percent};
use super::multiple::{Multiple, claimed_multiple};
use super::percent;
use super::verdict::{Outcome, judged_outcome};
use crate::compute::{Choice, Comparable, Quantity, comparable, usable_of};
use crate::dataset::{Figure, FigureId, MetricId};
use crate::former::ask::Ask;
use crate::former::change::{self, Pair, Way};
use crate::former::draft::Draft;
use crate::former::{Verdict, refuse, share};
use crate::question::reading::{Bound, Counted, CountedKind};

/// What is claimed of two figures.
enum Relation<'a> {
    Times(Multiple),
    /// More or less by so many percent; without a way, one as a percentage of the other.
    Percent {
        claim: &'a Counted,
        way: Option<Way>,
    },
    Difference(&'a Counted),
    Way(Way),
}

/// A figure that a number names.
struct Side<'a> {
    id: FigureId,
    figure: &'a Figure,
    number: &'a Counted,
}

/// "13,000 is double 6,500."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let (first, second) = sides(ask)?;
    let relation = claimed(ask, &second)?;
    let allowed = [
        comparable(ask.data(), first.id, second.id),
        comparable(ask.data(), second.id, first.id),
    ];
    let alike = |allowed: &Comparable| matches!(allowed, Comparable::Yes | Comparable::PartOf);
    if !allowed.iter().any(alike) {
        let draft = refuse::not_comparable(ask, first.id, second.id, allowed[0]);
        return Some(draft.verdict(Verdict::CannotCheck));
    }
    let moved = moves(ask, &first, &second);
    if moved && first.figure.metric != second.figure.metric {
        return Some(cannot_check(ask));
    }
    let (later, base) = if moved {
        in_order(ask, &first, &second)
    } else {
        (&first, &second)
    };
    let quantities = (ask.published(later.id)?, ask.published(base.id)?);
    let outcome = if moved && runs_backwards(later, base) {
        Outcome::Fails
    } else {
        relation.outcome((&quantities.0, &quantities.1), moved)?
    };
    worded(ask, (&first, &second), outcome)
}

/// The first two numbers of the assertion, if each names a figure, of one metric where they can, for the periods that are named.
fn sides<'a>(ask: &Ask<'a>) -> Option<(Side<'a>, Side<'a>)> {
    let mut numbers = plain_numbers(ask);
    let (first, second) = (numbers.next()?, numbers.next()?);
    let side = |(id, figure), number| Side { id, figure, number };
    let fitting = |number: &'a Counted| {
        usable_of(ask.data(), &number.figures)
            .filter(|(_, figure)| is_for_named_period(ask, &figure.period))
            .collect::<Vec<_>>()
    };
    let (ones, others) = (fitting(first), fitting(second));
    let alike = ones.iter().find_map(|one| {
        let same = others.iter().find(|other| other.1.metric == one.1.metric)?;
        Some((*one, *same))
    });
    let (one, other) = alike.or(Some((*ones.first()?, *others.first()?)))?;
    (one.0 != other.0).then(|| (side(one, first), side(other, second)))
}

fn claimed<'a>(ask: &Ask<'a>, second: &Side) -> Option<Relation<'a>> {
    let half = || {
        let bound = ask.reading.bound_of("half");
        ask.has("half").then(|| Multiple::half(bound))
    };
    if let Some(multiple) = claimed_multiple(ask).or_else(half) {
        return Some(Relation::Times(multiple));
    }
    let way = match second.number.bound {
        Some(Bound::Over | Bound::AtLeast) => Some(Way::Up),
        Some(Bound::Under | Bound::AtMost) => Some(Way::Down),
        _ => change::way(ask),
    };
    if let Some(claim) = first_of(ask, CountedKind::Percent) {
        let way = way.or(ask.has("change").then_some(Way::Up));
        return Some(Relation::Percent { claim, way });
    }
    if let Some(number) = plain_numbers(ask).nth(2) {
        return number
            .figures
            .is_empty()
            .then_some(Relation::Difference(number));
    }
    way.or_else(|| becomes(ask, second)).map(Relation::Way)
}

/// "473 to 655": the way that the numbers themselves say.
fn becomes(ask: &Ask, second: &Side) -> Option<Way> {
    let first = plain_numbers(ask).next()?;
    let said = word_before(ask, second.number) == "to" && first.value != second.number.value;
    let rises = second.number.value > first.value;
    said.then_some(if rises { Way::Up } else { Way::Down })
}

impl Relation<'_> {
    /// What becomes of it for a figure beside its base; nothing where it cannot be computed.
    fn outcome(&self, (later, base): (&Quantity, &Quantity), moved: bool) -> Option<Outcome> {
        Some(match self {
            Self::Times(multiple) => {
                let actual = later.multiple_of(base)?.sort_key();
                if moved {
                    multiple.outcome(actual)
                } else {
                    multiple.outcome_as_stated(actual)
                }
            }
            Self::Percent { claim, way: None } => {
                let share = later.share_of(base)?.sort_key();
                Outcome::of(fits_percent(claim.value, claim.rounded, claim.bound, share))
            }
            Self::Percent {
                claim,
                way: Some(way),
            } => {
                let actual = later.percent_change(base)?.sort_key();
                Outcome::of(percent::holds(claim, *way, actual))
            }
            Self::Difference(claim) => {
                let actual = later.minus(base)?.magnitude().sort_key();
                Outcome::of(fits(claim, actual))
            }
            Self::Way(way) => {
                let sign = later.minus(base)?.sign();
                Outcome::of(sign == if *way == Way::Up { 1 } else { -1 })
            }
        })
    }
}

/// Whether one figure is said to have become the other, rather than to be so and so beside it.
fn moves(ask: &Ask, first: &Side, second: &Side) -> bool {
    ask.has_any(&["rise", "fall", "change"])
        || [first, second]
            .into_iter()
            .any(|side| matches!(word_before(ask, side.number), "from" | "to"))
}

/// The later side and its base: as "from" and "to" say, else in order of time.
fn in_order<'b, 'a>(
    ask: &Ask,
    first: &'b Side<'a>,
    second: &'b Side<'a>,
) -> (&'b Side<'a>, &'b Side<'a>) {
    let starts = |side: &Side| word_before(ask, side.number) == "from";
    let ends = |side: &Side| word_before(ask, side.number) == "to";
    let forwards = first.figure.period.to <= second.figure.period.to;
    if starts(first) || ends(second) {
        (second, first)
    } else if starts(second) || ends(first) || !forwards {
        (first, second)
    } else {
        (second, first)
    }
}

/// "Fell from 655 to 473", where 473 came first: nothing becomes what it was before.
fn runs_backwards(later: &Side, base: &Side) -> bool {
    later.figure.metric == base.figure.metric && later.figure.period.to < base.figure.period.to
}

/// The word just before a number: "to" in "from 473 to 655".
pub(in crate::former) fn word_before<'b>(ask: &'b Ask, number: &Counted) -> &'b str {
    let at = number.tokens.start.checked_sub(1);
    at.and_then(|at| ask.reading.words.get(at))
        .map_or("", |word| word.text.as_str())
}

/// The verdict with both figures: a change of one metric in order of time, else one as a multiple of the other.
fn worded(ask: &Ask, (first, second): (&Side, &Side), outcome: Outcome) -> Option<Draft> {
    let chosen = |side: &Side| -> (MetricId, Choice) {
        let choice = Choice {
            period: side.figure.period.clone(),
            figure: side.id,
            others: Vec::new(),
        };
        (side.figure.metric, choice)
    };
    let (first, second) = (chosen(first), chosen(second));
    if first.0 == second.0 && first.1.period != second.1.period {
        let (base, later) = if first.1.period.to <= second.1.period.to {
            (first.1, second.1)
        } else {
            (second.1, first.1)
        };
        let metric = first.0;
        let pair = Pair {
            metric,
            base,
            later,
        };
        return judged_by(ask, &pair, outcome);
    }
    let values = share::times(ask, (first.0, &first.1), (second.0, &second.1))?;
    Some(judged_outcome(ask, outcome, "times", &values))
}
