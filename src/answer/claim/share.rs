//! A claimed share of a whole, in percent or in a word: "everyone", "half", "most", "nobody".
//!
//! It must not set metrics against each other that the data do not declare part and whole.

use super::claimed::{first_of, spelled};
use super::fit::within;
use super::verdict::{judged, verdict_of};
use crate::answer::ask::Ask;
use crate::answer::change::same_period;
use crate::answer::draft::{Draft, Values};
use crate::answer::share::is_part;
use crate::answer::{Verdict, refuse};
use crate::compute::Comparable;
use crate::dataset::{MetricId, Number};
use crate::question::reading::{Bound, CountedKind};

/// Words for a share, in percent; what "most" stands for is a bound.
const WORDS: [(&str, i128); 4] = [("everyone", 100), ("nobody", 0), ("half", 50), ("max", 50)];

/// "40% of the lamps were automated."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let percent = first_of(ask, CountedKind::Percent);
    let claimed = percent
        .map(|number| number.value)
        .or_else(|| spelled(ask, &WORDS))?;
    let most = percent.is_none() && !ask.has_any(&["everyone", "nobody", "half"]);
    let (part, whole) = match ask.metrics.as_slice() {
        [a, b, ..] if is_part(ask, *a, *b) => (*a, *b),
        [a, b, ..] if is_part(ask, *b, *a) => (*b, *a),
        [a, b, ..] => return unrelated(ask, *a, *b),
        [a] if !most => (*a, *ask.metric(*a)?.part_of.first()?),
        _ => return None,
    };
    let (of_part, of_whole) = same_period(ask, part, whole)?;
    let period = &of_part.period;
    let (of_part, of_whole) = (ask.quantity(&of_part)?, ask.quantity(&of_whole)?);
    let share = of_part.share_of(&of_whole)?;
    let bound = if most {
        Some(Bound::Over)
    } else {
        percent.and_then(|claim| claim.bound)
    };
    let holds = within(claimed, bound, share.sort_key(), Number::new(3, 2));
    let values = Values::new()
        .quantity("share", &share)
        .quantity("part", &of_part)
        .quantity("whole", &of_whole)
        .text("part_metric", ask.short(part))
        .text("whole_metric", ask.short(whole))
        .period("period", period);
    Some(judged(ask, verdict_of(holds), "share", &values))
}

/// Neither metric is declared a part of the other, so that nothing can be said of a share.
fn unrelated(ask: &Ask, a: MetricId, b: MetricId) -> Option<Draft> {
    let (a, b) = same_period(ask, a, b)?;
    let draft = refuse::not_comparable(ask, a.figure, b.figure, Comparable::OtherMetric);
    Some(draft.verdict(Verdict::CannotCheck))
}
