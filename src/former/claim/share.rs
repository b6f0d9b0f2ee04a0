//! A claimed share of a whole, in percent or in a word: "everyone", "half", "most", "nobody".
//!
//! It must not set metrics against each other that the data do not declare part and whole.

use super::claimed::first_of;
use super::fit::fits_percent;
use super::verdict::{Outcome, judged};
use crate::compute::Comparable;
use crate::dataset::{MetricId, Number};
use crate::former::ask::Ask;
use crate::former::change::same_period;
use crate::former::draft::{Draft, Values};
use crate::former::share::{asks_for_majority, is_part, on_one_page};
use crate::former::{Verdict, refuse};
use crate::question::reading::{Bound, CountedKind};

/// Words for a share, in percent, with the bound that each sets by itself.
const WORDS: [(&str, i128, Option<Bound>); 4] = [
    ("everyone", 100, Some(Bound::Equal)),
    ("nobody", 0, Some(Bound::Equal)),
    ("half", 50, None),
    (MOST, 50, Some(Bound::Over)),
];
const MOST: &str = "max";

/// A share that is claimed, in percent.
struct Claimed {
    percent: Number,
    /// True if it is said in words: "a third".
    in_words: bool,
    bound: Option<Bound>,
    /// True if it is said with "most", which also stands for the highest.
    most: bool,
}

fn claimed(ask: &Ask) -> Option<Claimed> {
    if let Some(number) = first_of(ask, CountedKind::Percent) {
        return Some(Claimed {
            percent: number.value,
            in_words: number.rounded,
            bound: number.bound,
            most: false,
        });
    }
    let (concept, percent, bound) = WORDS.iter().find(|(concept, ..)| ask.has(concept))?;
    Some(Claimed {
        percent: Number::from_integer(*percent),
        in_words: true,
        bound: ask.reading.bound_of(concept).or(*bound),
        most: *concept == MOST,
    })
}

/// "40% of the lamps were automated."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claimed = claimed(ask)?;
    let (part, whole) = match ask.metrics.as_slice() {
        [a, b, ..] if is_part(ask, *a, *b) => (*a, *b),
        [a, b, ..] if is_part(ask, *b, *a) => (*b, *a),
        [a, b, ..] => return unrelated(ask, *a, *b),
        [a] if !claimed.most || asks_for_majority(ask) => (*a, *ask.metric(*a)?.part_of.first()?),
        _ => return None,
    };
    let (of_part, of_whole) = on_one_page(ask, part, whole)?;
    let period = &of_part.period;
    let (of_part, of_whole) = (ask.quantity(&of_part)?, ask.quantity(&of_whole)?);
    let share = of_part.share_of(&of_whole)?;
    let outcome = Outcome::of(holds(ask, &claimed, share.sort_key()));
    let values = Values::new()
        .quantity("share", &share)
        .quantity("part", &of_part)
        .quantity("whole", &of_whole)
        .text("part_metric", ask.short(part))
        .text("whole_metric", ask.short(whole))
        .period("period", period);
    Some(judged(ask, outcome.verdict(), "share", &values))
}

/// Whether a share is as claimed, of the part or, where the part is denied, of the rest; "not half of them" denies the share.
fn holds(ask: &Ask, claimed: &Claimed, share: Number) -> bool {
    let met = |share| fits_percent(claimed.percent, claimed.in_words, claimed.bound, share);
    match ask.reading.denied_metrics().first() {
        Some(_) => met(Number::from_integer(100) - share),
        None => met(share) != (ask.reading.is_denied() && !ask.has("nobody")),
    }
}

/// Neither metric is declared a part of the other, so that nothing can be said of a share.
fn unrelated(ask: &Ask, a: MetricId, b: MetricId) -> Option<Draft> {
    let (a, b) = same_period(ask, a, b)?;
    let draft = refuse::not_comparable(ask, a.figure, b.figure, Comparable::OtherMetric);
    Some(draft.verdict(Verdict::CannotCheck))
}
