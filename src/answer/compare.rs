//! One figure set against another: change, difference, multiple, share, rest, the higher of two.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, lack, lists};
use crate::compute::{Cell, Operand, Pair, Quantity};
use crate::dataset::{ClaimKind, FigureId, MetricId, UnitKind};
use crate::query::Measure;

/// The comparison, as it was asked for.
pub(super) fn worded(voice: &Voice, pair: &Pair) -> Draft {
    let draft = match pair.by {
        Measure::Change | Measure::Percent => in_time(voice, pair).or_else(|| change(voice, pair)),
        Measure::Difference => difference(voice, pair),
        Measure::Yearly => yearly(voice, pair),
        Measure::Multiple => multiple(voice, pair),
        Measure::Share | Measure::OneIn | Measure::RestShare => share(voice, pair),
        Measure::Rest => rest(voice, pair),
        Measure::Higher | Measure::Lower => higher(voice, pair),
    };
    draft.unwrap_or_else(|| {
        let both = [&pair.left, &pair.right];
        let cells = both.iter().flat_map(|side| &side.cells);
        lack::only_bounds(voice, cells)
    })
}

/// The one cell of an operand that is no sum.
fn single(operand: &Operand) -> Option<&Cell> {
    match operand.cells.as_slice() {
        [cell] => Some(cell),
        _ => None,
    }
}

/// From an earlier period of a metric to a later one: it rose, it fell.
fn in_time(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let (later, base) = (single(&pair.left)?, single(&pair.right)?);
    let in_order = base.period.to < later.period.to && base.metric == later.metric;
    let difference = pair.difference.as_ref().filter(|_| in_order)?;
    let percent = pair.percent.as_ref();
    let doubled = percent.is_some_and(|percent| percent.sort_key() >= 100.into());
    let times = pair.multiple.as_ref().filter(|_| doubled);
    let values = Values::new()
        .quantity("base", &base.quantity)
        .quantity("later", &later.quantity)
        .period("from", &base.period)
        .period("to", &later.period)
        .text("metric", voice.measured(later.metric))
        .quantity("difference", &difference.magnitude())
        .signed("signed_difference", difference)
        .maybe("percent", percent.map(Quantity::magnitude).as_ref())
        .text("signed_percent", signed(percent))
        .maybe("times", times)
        .text("lead", "")
        .text("claim", published_claim(voice, later.figure, base.figure))
        .flag("points", voice.is_percent(later.metric))
        .flag("carried", voice.manner.carried);
    let case = match difference.sign() {
        1 => "rose",
        -1 => "fell",
        _ => "same",
    };
    let headline = match pair.by {
        Measure::Percent => percent.unwrap_or(difference),
        _ => difference,
    };
    let draft = Draft::answered(voice.word(case, &values), &values).value(headline.bare());
    Some(draft.computed(of_change(pair)))
}

/// The compound change a year.
fn yearly(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let (later, base) = (single(&pair.left)?, single(&pair.right)?);
    let rate = pair.value.as_ref()?;
    let values = Values::new()
        .text("rate", rate.signed_text())
        .quantity("base", &base.quantity)
        .quantity("later", &later.quantity)
        .period("from", &base.period)
        .period("to", &later.period)
        .text("metric", voice.measured(later.metric))
        .text("overall", signed(pair.percent.as_ref()));
    let draft = Draft::answered(voice.word("yearly", &values), &values).value(rate.bare());
    let operands = format!(
        "compound change a year from {} to {}",
        base.quantity.text(),
        later.quantity.text()
    );
    Some(draft.computed(Computation::other(operands).giving(rate)))
}

fn of_change(pair: &Pair) -> Computation {
    let operands = [&pair.left.value, &pair.right.value];
    match &pair.percent {
        Some(percent) => Computation::of(Operation::PercentChange, operands).giving(percent),
        None => Computation::of(Operation::Difference, operands),
    }
}

fn of_difference(pair: &Pair) -> Computation {
    Computation::of(Operation::Difference, [&pair.left.value, &pair.right.value])
}

fn signed(quantity: Option<&Quantity>) -> String {
    quantity.map_or_else(String::new, Quantity::signed_text)
}

/// What an outlet says of the same change: "the Gazette's own figure is 76%".
fn published_claim(voice: &Voice, figure: FigureId, base: FigureId) -> String {
    let data = voice.data();
    let mut claims = data.claims.iter();
    let claim = claims.find(|claim| {
        let change = matches!(claim.kind, ClaimKind::PercentChange | ClaimKind::Times);
        claim.figure == figure && claim.base == Some(base) && change
    });
    let Some(claim) = claim else {
        return String::new();
    };
    let publisher = || data.sources.get(claim.source.0);
    let outlet = claim.originator.map_or_else(
        || publisher().map_or_else(String::new, |page| super::cite::escape(&page.publisher)),
        |outlet| voice.outlet(outlet),
    );
    let values = Values::new().text("outlet", outlet).sourced_text(
        "claim",
        claim.text.clone(),
        &[figure, base],
    );
    voice.say("published_claim", &values)
}

/// What both sides of a comparison are called, and what they have in common.
struct Names {
    left: String,
    right: String,
    tail: String,
}

impl Names {
    fn of(voice: &Voice, pair: &Pair) -> Self {
        let metrics = |side: &Operand| {
            let mut all: Vec<MetricId> = side.cells.iter().map(|cell| cell.metric).collect();
            all.dedup();
            voice.all_measured(&all)
        };
        let periods = |side: &Operand| lists::periods(&cells::periods(&side.cells));
        let (left, right) = (&pair.left, &pair.right);
        let same_metric = metrics(left) == metrics(right);
        if periods(left) == periods(right) {
            return Self {
                left: metrics(left),
                right: metrics(right),
                tail: periods(left),
            };
        }
        let phrase = |side: &Operand| match single(side) {
            Some(cell) => cell.period.phrase(),
            None => periods(side),
        };
        if same_metric {
            return Self {
                left: phrase(left),
                right: phrase(right),
                tail: metrics(left),
            };
        }
        let name = |side: &Operand| format!("{}, {}", metrics(side), periods(side));
        Self {
            left: name(left),
            right: name(right),
            tail: String::new(),
        }
    }
}

/// "400 + 800"; nothing for a single figure.
fn terms(operand: &Operand) -> String {
    if operand.cells.len() < 2 {
        return String::new();
    }
    let texts = operand.cells.iter().map(|cell| cell.quantity.text());
    texts.collect::<Vec<_>>().join(" + ")
}

fn against(voice: &Voice, pair: &Pair, lead: &str, asides: Vec<String>) -> Values {
    let names = Names::of(voice, pair);
    let asides = asides.into_iter().filter(|aside| !aside.is_empty());
    Values::new()
        .text("lead", lead)
        .quantity("left", &pair.left.value)
        .quantity("right", &pair.right.value)
        .text("left_name", names.left)
        .text("right_name", names.right)
        .text("left_terms", terms(&pair.left))
        .text("right_terms", terms(&pair.right))
        .text("tail", names.tail)
        .list("asides", asides.collect())
}

/// The words for which way a difference goes: more and fewer of what is counted, higher and lower of the rest.
fn ways(voice: &Voice, pair: &Pair, values: Values, sign: i8) -> Values {
    let first = pair.left.cells.first();
    let metric = first.and_then(|cell| voice.metric(cell.metric));
    let counts = metric.is_some_and(|metric| metric.kind == UnitKind::Count);
    values
        .flag("more", sign > 0 && counts)
        .flag("fewer", sign < 0 && counts)
        .flag("higher", sign > 0 && !counts)
        .flag("lower", sign < 0 && !counts)
}

/// How far two figures lie apart.
fn difference(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let difference = pair.difference.as_ref()?;
    let size = difference.magnitude();
    let aside = if same_metric(pair) && difference.sign() != 0 {
        signed(pair.percent.as_ref())
    } else {
        String::new()
    };
    let values = against(voice, pair, &size.text(), vec![aside]);
    let values = ways(voice, pair, values, difference.sign());
    let draft = Draft::answered(voice.word("set_against", &values), &values);
    Some(draft.value(size.bare()).computed(of_difference(pair)))
}

fn same_metric(pair: &Pair) -> bool {
    let metric = |side: &Operand| side.cells.first().map(|cell| cell.metric);
    metric(&pair.left) == metric(&pair.right)
}

/// A change that is no course of time: of sums, of unlike metrics, against a later period.
fn change(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let difference = pair.difference.as_ref()?;
    let Some(percent) = &pair.percent else {
        return self::difference(voice, pair);
    };
    let asides = vec![difference.signed_text()];
    let values = against(voice, pair, &percent.signed_text(), asides);
    let values = ways(voice, pair, values, 0);
    let headline = match pair.by {
        Measure::Percent => percent,
        _ => difference,
    };
    let draft = Draft::answered(voice.word("set_against", &values), &values);
    Some(draft.value(headline.bare()).computed(of_change(pair)))
}

/// One figure as a multiple of another.
fn multiple(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let times = pair.multiple.as_ref()?;
    let quotient = Computation::of(Operation::Quotient, [&pair.left.value, &pair.right.value]);
    let change = pair.percent.as_ref().filter(|_| same_metric(pair));
    let share = pair.left.value.share_of(&pair.right.value);
    let (Some(top), Some(bottom)) = (single(&pair.left), single(&pair.right)) else {
        let values = against(voice, pair, &times.text(), vec![signed(change)]);
        let values = ways(voice, pair, values, 0);
        let draft = Draft::answered(voice.word("set_against", &values), &values);
        return Some(draft.value(times.bare()).computed(quotient));
    };
    if top.metric != bottom.metric && top.period != bottom.period {
        let values = against(voice, pair, &times.text(), Vec::new());
        let values = ways(voice, pair, values, 0);
        let draft = Draft::answered(voice.word("set_against", &values), &values);
        return Some(draft.value(times.bare()).computed(quotient));
    }
    let values = Values::new()
        .quantity("times", times)
        .quantity("top", &top.quantity)
        .quantity("bottom", &bottom.quantity)
        .period("top_period", &top.period)
        .period("bottom_period", &bottom.period)
        .text("top_metric", voice.short(top.metric))
        .text("bottom_metric", voice.short(bottom.metric))
        .maybe("percent", share.as_ref())
        .maybe("inverse", inverse(pair).as_ref())
        .maybe("change", change)
        .text("signed_change", signed(change))
        .flag("same_metric", top.metric == bottom.metric);
    let draft = Draft::answered(voice.word("times", &values), &values);
    Some(draft.value(times.bare()).computed(quotient))
}

/// The multiple the other way round, of a figure that is less than the one it is set against: which was meant is easily mistaken.
fn inverse(pair: &Pair) -> Option<Quantity> {
    let (left, right) = (&pair.left.value, &pair.right.value);
    let turned = left.is_positive() && left.sort_key() < right.sort_key();
    turned.then(|| right.multiple_of(left)).flatten()
}

/// A part as a percentage of its whole, "one in so many", or the share of the rest.
fn share(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let (part, whole) = (&pair.left, &pair.right);
    let share = part.value.share_of(&whole.value)?;
    let complement = pair.by == Measure::RestShare;
    let shown = if complement {
        share.complement()?
    } else {
        share
    };
    let quotient = Computation::of(Operation::Quotient, [&part.value, &whole.value]);
    let one_in = whole.value.multiple_of(&part.value);
    let asks_one_in = pair.by == Measure::OneIn;
    let headline = match pair.value.as_ref().filter(|_| asks_one_in) {
        Some(value) => value.bare(),
        None => shown.bare(),
    };
    let values = match (single(part), single(whole)) {
        (Some(of_part), Some(of_whole)) if of_part.period == of_whole.period => Values::new()
            .quantity("share", &shown)
            .quantity("part", &part.value)
            .quantity("whole", &whole.value)
            .sourced_text("one_in", bare_times(one_in.as_ref()), &[])
            .text("part_metric", voice.short(of_part.metric))
            .text("whole_metric", voice.short(of_whole.metric))
            .period("period", &of_part.period)
            .flag("complement", complement)
            .flag("asks_one_in", asks_one_in)
            .flag("carried", voice.manner.carried),
        _ => {
            let values = against(voice, pair, &shown.text(), Vec::new());
            let values = ways(voice, pair, values, 0);
            let draft = Draft::answered(voice.word("set_against", &values), &values);
            return Some(draft.value(headline).computed(quotient));
        }
    };
    let draft = Draft::answered(voice.word("share", &values), &values);
    Some(draft.value(headline).computed(quotient))
}

/// "3.2" of "3.2 times".
fn bare_times(times: Option<&Quantity>) -> String {
    let text = times.map_or_else(String::new, Quantity::text);
    let number = text.split(' ').rev().nth(1);
    number.unwrap_or_default().to_owned()
}

/// What is left of a whole without one of its parts.
fn rest(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let rest = pair.right.value.minus(&pair.left.value)?;
    let part = pair.left.cells.first()?;
    let whole = pair.right.cells.first()?;
    let values = Values::new()
        .quantity("value", &rest)
        .quantity("part", &pair.left.value)
        .quantity("whole", &pair.right.value)
        .text("part_metric", voice.short(part.metric))
        .text("whole_metric", voice.short(whole.metric))
        .period("period", &part.period);
    let computation = Computation::of(Operation::Difference, [&pair.right.value, &pair.left.value]);
    let draft = Draft::answered(voice.word("rest", &values), &values);
    Some(draft.value(rest.bare()).computed(computation))
}

/// Which of two figures is higher or lower, with both and what lies between them.
fn higher(voice: &Voice, pair: &Pair) -> Option<Draft> {
    let lower = pair.by == Measure::Lower;
    let (a, b) = (pair.left.value.value(), pair.right.value.value());
    let equal = a == b;
    let left_above =
        equal || cells::is_above(a, b).or_else(|| cells::is_above(b, a).map(|is| !is))?;
    let left_first = equal || left_above != lower;
    let names = Names::of(voice, pair);
    let ((first, first_name), (second, second_name)) = if left_first {
        ((&pair.left, names.left), (&pair.right, names.right))
    } else {
        ((&pair.right, names.right), (&pair.left, names.left))
    };
    let winner = if same_metric(pair) {
        lists::periods(&cells::periods(&first.cells))
    } else {
        first_name.clone()
    };
    let difference = first.value.minus(&second.value).filter(|_| !equal);
    let percent = pair
        .percent
        .as_ref()
        .filter(|_| same_metric(pair) && !equal);
    let percent = percent.and_then(|_| first.value.percent_change(&second.value));
    let values = Values::new()
        .text("winner", winner.clone())
        .quantity("left", &first.value)
        .quantity("right", &second.value)
        .text("left_name", first_name)
        .text("right_name", second_name)
        .maybe(
            "difference",
            difference.map(|size| size.magnitude()).as_ref(),
        )
        .text("signed_percent", signed(percent.as_ref()))
        .text("tail", names.tail)
        .flag("equal", equal)
        .flag("lower", lower);
    let draft = Draft::answered(voice.word("higher", &values), &values);
    let draft = match single(first).filter(|_| !equal) {
        Some(cell) if !same_metric(pair) => {
            let label = voice.metric(cell.metric).map(|metric| metric.label.clone());
            draft.value(label.unwrap_or_default())
        }
        _ if equal => draft,
        _ => draft.value(winner),
    };
    Some(draft.computed(of_difference(pair)))
}
