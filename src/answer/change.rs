//! The difference between two figures: from one period to another, or between two metrics in one period.

use crate::compute::{Choice, Comparable, Quantity, comparable};
use crate::dataset::{ClaimKind, FigureId, MetricId, Period, UnitKind};

use super::ask::{Ask, Origin};
use super::draft::{Draft, Values};
use super::{lookup, many, refuse, series, share_change, value};

/// Two figures, the base first.
pub(super) struct Pair {
    pub metric: MetricId,
    pub base: Choice,
    pub later: Choice,
}

/// Which way a question says that things went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// Answers how much something changed.
pub(super) fn answer(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = series::sum_against(ask) {
        return draft;
    }
    if let Some(draft) = share_change::answer(ask) {
        return draft;
    }
    if ask.metrics.len() >= 2 && ask.periods.distinct() <= 1 {
        return between_metrics(ask);
    }
    if ask.metrics.len() >= 2 && ask.reading.each_has_period() && !ask.snapshot.reader.is_open() {
        return value::answer(ask);
    }
    if let Some(draft) = chain(ask, metric) {
        return draft;
    }
    match pair(ask, metric) {
        Ok(pair) => between(ask, &pair),
        Err(missing) => refuse::no_data(ask, Some(metric), &missing),
    }
}

/// The two figures meant, the earlier first; else the periods that have none.
pub(super) fn pair(ask: &Ask, metric: MetricId) -> Result<Pair, Vec<Period>> {
    let mut points = ask.periods.points.clone();
    points.dedup();
    if let [only] = points.as_slice() {
        points.extend(partner(ask, metric, only));
    }
    if let (true, Some(anchor)) = (points.len() <= 1, &ask.periods.anchor) {
        points = vec![known_anchor(ask, metric, anchor)];
        points.extend(
            ask.periods
                .points
                .first()
                .cloned()
                .or_else(|| lookup::latest(ask.data(), metric).map(|choice| choice.period)),
        );
    }
    if points.is_empty() {
        return last_two(ask, metric).ok_or_else(Vec::new);
    }
    if !runs_backwards(ask) {
        points.sort_by_key(|period| (period.to, period.from));
    }
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Err(points);
    };
    let found = [first, last].map(|period| (period, lookup::find(ask.data(), metric, period)));
    let missing =
        |(period, choice): &(&Period, Option<Choice>)| choice.is_none().then(|| (*period).clone());
    let missing = found.iter().filter_map(missing).collect();
    match found {
        [(_, Some(base)), (_, Some(later))] if base.figure != later.figure => Ok(Pair {
            metric,
            base,
            later,
        }),
        _ => Err(missing),
    }
}

/// What "since" hangs on; the year of a date or month that has no figure itself.
fn known_anchor(ask: &Ask, metric: MetricId, anchor: &Period) -> Period {
    let known = lookup::find(ask.data(), metric, anchor).is_some();
    let year = Period::year(anchor.from.year()).filter(|_| !known);
    let year = year.filter(|year| lookup::same(ask.data(), metric, year).is_some());
    year.unwrap_or_else(|| anchor.clone())
}

/// "From 2019 to 2018": the ends are to be taken as they are written.
fn runs_backwards(ask: &Ask) -> bool {
    let from = |token: usize| {
        ask.reading
            .words
            .get(token)
            .is_some_and(|word| word.text == "from")
    };
    ask.periods.ends
        && ask
            .reading
            .whens
            .iter()
            .any(|mention| from(mention.tokens.start))
}

/// What a single period is set against: the old record, the period of the answer before, or the period just before it.
fn partner(ask: &Ask, metric: MetricId, only: &Period) -> Option<Period> {
    let set_against = ask.reference.as_ref() == Some(only) && !ask.snapshot.reader.is_open();
    if set_against {
        return subject_beside(ask, metric, only);
    }
    if ask.has("previous_record") || ask.has("max") && !ask.has_any(&["rise", "change"]) {
        let before = crate::compute::series(ask.data(), metric, only.kind)
            .into_iter()
            .filter(|choice| choice.period.to < only.from);
        return before
            .max_by_key(|choice| ask.quantity(choice).map(|quantity| quantity.sort_key()))
            .map(|choice| choice.period);
    }
    let comparing = ask.has_any(&[
        "comparative",
        "comparative_less",
        "compare",
        "than",
        "difference",
        "more",
        "over",
        "under",
    ]);
    let before = ask
        .conversation
        .periods
        .last()
        .filter(|period| *period != only && period.kind == only.kind);
    if comparing && ask.origin == Origin::Carried && before.is_some() {
        return before.cloned();
    }
    super::periods::shift(only, -1)
}

/// What is set against the one period that is named: the period spoken of before, else the latest.
fn subject_beside(ask: &Ask, metric: MetricId, reference: &Period) -> Option<Period> {
    let spoken_of = ask.conversation.periods.last();
    let carried = spoken_of.filter(|_| ask.origin == Origin::Carried);
    let latest = || lookup::latest(ask.data(), metric).map(|choice| choice.period);
    carried
        .cloned()
        .or_else(latest)
        .filter(|subject| subject != reference && subject.kind == reference.kind)
}

/// The last two figures of the series, or the last two periods of the conversation when that is what "the difference" means.
fn last_two(ask: &Ask, metric: MetricId) -> Option<Pair> {
    if let [.., a, b] = ask.conversation.periods.as_slice()
        && ask.origin == Origin::Carried
        && let (Some(base), Some(later)) = (
            lookup::find(ask.data(), metric, a.min(b)),
            lookup::find(ask.data(), metric, a.max(b)),
        )
        && base.figure != later.figure
    {
        let in_order = base.period.to <= later.period.to;
        let (base, later) = if in_order {
            (base, later)
        } else {
            (later, base)
        };
        return Some(Pair {
            metric,
            base,
            later,
        });
    }
    let mut all = ask.series(metric);
    let later = all.pop()?;
    let base = all.pop()?;
    Some(Pair {
        metric,
        base,
        later,
    })
}

/// The change from one period to another.
pub(super) fn between(ask: &Ask, pair: &Pair) -> Draft {
    match comparable(ask.data(), pair.later.figure, pair.base.figure) {
        Comparable::Yes => {}
        why => return refuse::not_comparable(ask, pair.later.figure, pair.base.figure, why),
    }
    let (Some(base), Some(later)) = (ask.quantity(&pair.base), ask.quantity(&pair.later)) else {
        return refuse::no_data(ask, Some(pair.metric), &[]);
    };
    let Some(difference) = later.minus(&base) else {
        return refuse::only_bounds(ask, &[base, later]);
    };
    let percent = later.percent_change(&base);
    let values = values_of(ask, pair, (&base, &later), &difference);
    let case = match difference.sign() {
        1 => "rose",
        -1 => "fell",
        _ => "same",
    };
    let headline = headline(ask, &difference, percent.as_ref());
    let formula = formula(&base, &later, percent.as_ref());
    Draft::answered(ask.word(case, &values), &values)
        .value(headline)
        .computed(formula)
}

/// What there is to print of a change.
fn values_of(
    ask: &Ask,
    pair: &Pair,
    (base, later): (&Quantity, &Quantity),
    difference: &Quantity,
) -> Values {
    let percent = later.percent_change(base);
    sides(ask, pair, (base, later), difference)
        .signed("signed_difference", difference)
        .maybe(
            "times",
            later
                .multiple_of(base)
                .filter(|times| {
                    percent
                        .as_ref()
                        .is_some_and(|percent| percent.sort_key() >= 100.into())
                        && times.sign() > 0
                })
                .as_ref(),
        )
        .text(
            "signed_percent",
            percent
                .as_ref()
                .map_or_else(String::new, Quantity::signed_text),
        )
        .text("lead", lead(ask, pair, difference.sign()))
        .text(
            "claim",
            published_claim(ask, pair.later.figure, pair.base.figure),
        )
        .flag(
            "points",
            ask.metric(pair.metric)
                .is_some_and(|metric| metric.kind == UnitKind::Percent),
        )
        .flag("carried", ask.origin == Origin::Carried)
}

/// Both sides of a change, and how large it is.
pub(super) fn sides(
    ask: &Ask,
    pair: &Pair,
    (base, later): (&Quantity, &Quantity),
    difference: &Quantity,
) -> Values {
    let percent = later.percent_change(base);
    Values::new()
        .quantity("base", base)
        .quantity("later", later)
        .period("from", &pair.base.period)
        .period("to", &pair.later.period)
        .text("metric", ask.short(pair.metric))
        .quantity("difference", &difference.magnitude())
        .maybe(
            "percent",
            percent.as_ref().map(Quantity::magnitude).as_ref(),
        )
}

/// The value of the contract: what was asked for, the percentage or the number.
fn headline(ask: &Ask, difference: &Quantity, percent: Option<&Quantity>) -> String {
    let absolute = ask.reading.words.iter().any(|word| word.text == "absolute");
    let shown = percent
        .filter(|_| ask.has_any(&["percent", "speed"]) && !absolute)
        .unwrap_or(difference);
    if asks_for_size(ask, shown.sign()) {
        shown.magnitude().bare()
    } else {
        shown.bare()
    }
}

/// "The difference", "how many fewer": how large, whichever way it went.
fn asks_for_size(ask: &Ask, sign: i8) -> bool {
    let falls = ask.has_any(&["fall", "comparative_less"]);
    let rises = ask.has_any(&["rise", "change"]);
    !rises && (ask.has("difference") && !falls || falls && sign < 0)
}

fn formula(base: &Quantity, later: &Quantity, percent: Option<&Quantity>) -> String {
    let (base, later) = (base.text(), later.text());
    match percent {
        Some(percent) => format!("{later} ÷ {base} − 1 = {}", percent.text()),
        None => format!("{later} − {base}"),
    }
}

/// "Yes", "No" or the correction of a direction that the figures contradict.
pub(super) fn lead(ask: &Ask, pair: &Pair, sign: i8) -> String {
    let Some(way) = way(ask) else {
        return String::new();
    };
    if ask.reading.is_denied() {
        return String::new();
    }
    let agrees = goes(ask, pair, way, sign);
    let case = match (wants_yes_or_no(ask), agrees) {
        (true, true) => "lead_yes",
        (true, false) => "lead_no",
        (false, false) if way == Way::Down => "lead_not_fallen",
        (false, false) if ask.has("rise") => "lead_not_risen",
        _ => return String::new(),
    };
    ask.lead(case)
}

/// "Lower than in 2021?" wants a yes or no as much as "was it lower".
fn wants_yes_or_no(ask: &Ask) -> bool {
    let asks_for_more = ask.has_any(&["howmany", "what", "which", "how", "when", "why", "who"]);
    ask.reading.yes_no
        || ask.has("istrue")
        || ask.reading.question_mark && ask.reference.is_some() && !asks_for_more
}

/// The way that is said; none where both or neither is.
pub(super) fn way(ask: &Ask) -> Option<Way> {
    let up = ask.has_any(&["rise", "comparative", "more", "over"]);
    let down = ask.has_any(&["fall", "comparative_less", "under"]);
    match (up, down) {
        (true, false) => Some(Way::Up),
        (false, true) => Some(Way::Down),
        _ => None,
    }
}

/// Whether a change goes that way: what rises does so in time, what is more is so beside what it is set against.
pub(super) fn goes(ask: &Ask, pair: &Pair, way: Way, sign: i8) -> bool {
    let in_time = ask.has_any(&["rise", "fall"]) || is_said_of_later(ask, pair);
    let sign = if in_time { sign } else { -sign };
    match way {
        Way::Up => sign > 0,
        Way::Down => sign < 0,
    }
}

/// Whether the later period is what is said to be more or less: the other is the reference, or it is named first.
pub(super) fn is_said_of_later(ask: &Ask, pair: &Pair) -> bool {
    let is_side = |period: &&Period| {
        [&pair.base.period, &pair.later.period]
            .into_iter()
            .any(|side| side.to == period.to && side.from == period.from)
    };
    if let Some(reference) = ask.reference.as_ref().filter(is_side) {
        return reference.to <= pair.base.period.to;
    }
    ask.periods
        .points
        .first()
        .is_none_or(|first| first.to >= pair.later.period.from)
}

/// "+38.5%"; nothing where a bound or a base of zero allows no percentage.
pub(super) fn percent_text(later: &Quantity, base: &Quantity) -> String {
    let change = later.percent_change(base);
    change.map_or_else(String::new, |change| change.signed_text())
}

/// What an outlet says of the same change: "the Gazette's own figure is 76%".
fn published_claim(ask: &Ask, figure: FigureId, base: FigureId) -> String {
    let data = ask.data();
    let claim = data.claims.iter().find(|claim| {
        claim.figure == figure
            && claim.base == Some(base)
            && matches!(claim.kind, ClaimKind::PercentChange | ClaimKind::Times)
    });
    claim.map_or_else(String::new, |claim| {
        let outlet = claim
            .originator
            .and_then(|outlet| data.outlets.get(outlet.0))
            .map(|outlet| outlet.name.clone());
        let outlet = outlet
            .or_else(|| {
                data.sources
                    .get(claim.source.0)
                    .map(|source| source.publisher.clone())
            })
            .unwrap_or_default();
        ask.say(
            "published_claim",
            &Values::new()
                .text("outlet", super::cite::escape(&outlet))
                .sourced_text("claim", claim.text.clone(), &[figure, base]),
        )
    })
}

/// How much more of one metric than of another in one period.
fn between_metrics(ask: &Ask) -> Draft {
    let (Some(a), Some(b)) = (ask.metrics.first().copied(), ask.metrics.get(1).copied()) else {
        return refuse::which_metric(ask);
    };
    let Some((first, second)) = same_period(ask, a, b) else {
        return value::answer(ask);
    };
    let allowed = [
        comparable(ask.data(), first.figure, second.figure),
        comparable(ask.data(), second.figure, first.figure),
    ];
    if !allowed
        .iter()
        .any(|allowed| matches!(allowed, Comparable::Yes | Comparable::PartOf))
    {
        return refuse::not_comparable(ask, first.figure, second.figure, allowed[0]);
    }
    let (Some(qa), Some(qb)) = (ask.quantity(&first), ask.quantity(&second)) else {
        return refuse::no_data(ask, Some(a), &[]);
    };
    let Some(difference) = qa.minus(&qb) else {
        return refuse::only_bounds(ask, &[qa, qb]);
    };
    let values = Values::new()
        .quantity("first", &qa)
        .quantity("second", &qb)
        .text("first_metric", ask.short(a))
        .text("second_metric", ask.short(b))
        .period("period", &first.period)
        .quantity("difference", &difference.magnitude())
        .flag("more", difference.sign() >= 0);
    let formula = format!("{} − {}", qa.text(), qb.text());
    Draft::answered(ask.word("between_metrics", &values), &values)
        .value(if asks_for_size(ask, difference.sign()) {
            difference.magnitude().bare()
        } else {
            difference.bare()
        })
        .computed(formula)
}

/// The choices of two metrics for one period: the one named, else the latest that both have.
pub(super) fn same_period(ask: &Ask, a: MetricId, b: MetricId) -> Option<(Choice, Choice)> {
    let data = ask.data();
    if let Some(date) = ask.periods.by {
        return Some((
            lookup::at_date(data, a, date, false)?,
            lookup::at_date(data, b, date, false)?,
        ));
    }
    if let Some(period) = ask.periods.points.first() {
        return Some((
            lookup::find(data, a, period)?,
            lookup::find(data, b, period)?,
        ));
    }
    let mut of_a = lookup::periods(data, a);
    of_a.reverse();
    of_a.iter().find_map(|period| {
        Some((
            lookup::find(data, a, period)?,
            lookup::find(data, b, period)?,
        ))
    })
}

/// The figures for the periods that are named one by one, as far as there are any.
pub(super) fn several(ask: &Ask, metric: MetricId) -> Vec<(MetricId, Choice)> {
    ask.periods
        .points
        .iter()
        .filter_map(|period| lookup::find(ask.data(), metric, period))
        .map(|choice| (metric, choice))
        .collect()
}

/// Three or more named periods: each with its change on the one before.
pub(super) fn chain(ask: &Ask, metric: MetricId) -> Option<Draft> {
    let found = several(ask, metric);
    (found.len() >= 3).then(|| many::rows(ask, &found, ""))
}
