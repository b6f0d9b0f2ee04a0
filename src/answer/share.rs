//! One figure set against another: multiples, shares of a whole, rates over time, and the parts of a figure.

use crate::compute::{Choice, Comparable, Quantity, comparable, parts, split_on_one_page};
use crate::dataset::{MetricId, Per, Period, PeriodKind, UnitKind};

use super::ask::Ask;
use super::change::{pair, same_period};
use super::draft::{Draft, Values};
use super::{lookup, many, refuse, share_change, value};

/// Answers "how many times".
pub(super) fn ratio(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = super::series::sum_against(ask) {
        return draft;
    }
    if let (Some(a), Some(b)) = (ask.metrics.first().copied(), ask.metrics.get(1).copied())
        && ask.periods.points.len() <= 1
    {
        return match same_period(ask, a, b) {
            Some((first, second)) => multiple(ask, (a, &first), (b, &second)),
            None => refuse::no_data_of_either(ask, a, b),
        };
    }
    if let Some(draft) = super::change::chain(ask, metric) {
        return draft;
    }
    if ask.metrics.len() == 1 && ask.periods.points.len() <= 1 && is_rate(ask, metric) {
        return value::answer(ask);
    }
    match pair(ask, metric) {
        Ok(pair) => {
            let swap = !ask.periods.ends
                && ask
                    .periods
                    .points
                    .first()
                    .is_some_and(|first| first.to < pair.later.period.from)
                && ask.periods.points.len() >= 2;
            let (top, bottom) = if swap {
                (&pair.base, &pair.later)
            } else {
                (&pair.later, &pair.base)
            };
            multiple(ask, (metric, top), (metric, bottom))
        }
        Err(missing) => refuse::no_data(ask, Some(metric), &missing),
    }
}

fn multiple(ask: &Ask, top: (MetricId, &Choice), bottom: (MetricId, &Choice)) -> Draft {
    let allowed = [
        comparable(ask.data(), top.1.figure, bottom.1.figure),
        comparable(ask.data(), bottom.1.figure, top.1.figure),
    ];
    if !allowed
        .iter()
        .any(|allowed| matches!(allowed, Comparable::Yes | Comparable::PartOf))
    {
        return refuse::not_comparable(ask, top.1.figure, bottom.1.figure, allowed[0]);
    }
    let (Some(a), Some(b)) = (ask.quantity(top.1), ask.quantity(bottom.1)) else {
        return refuse::no_data(ask, Some(top.0), &[]);
    };
    let (Some(times), Some(values)) = (a.multiple_of(&b), self::times(ask, top, bottom)) else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    Draft::answered(ask.word("times", &values), &values)
        .value(times.bare())
        .computed(format!("{} ÷ {}", a.text(), b.text()))
}

/// What there is to print of one figure as a multiple of another; nothing where only a bound is known.
pub(super) fn times(
    ask: &Ask,
    top: (MetricId, &Choice),
    bottom: (MetricId, &Choice),
) -> Option<Values> {
    let (a, b) = (ask.quantity(top.1)?, ask.quantity(bottom.1)?);
    let same_metric = top.0 == bottom.0;
    let change = a.percent_change(&b).filter(|_| same_metric);
    let signed = change
        .as_ref()
        .map_or_else(String::new, Quantity::signed_text);
    let values = Values::new()
        .quantity("times", &a.multiple_of(&b)?)
        .quantity("top", &a)
        .quantity("bottom", &b)
        .period("top_period", &top.1.period)
        .period("bottom_period", &bottom.1.period)
        .text("top_metric", ask.short(top.0))
        .text("bottom_metric", ask.short(bottom.0))
        .maybe("percent", a.share_of(&b).as_ref())
        .maybe("change", change.as_ref())
        .text("signed_change", signed)
        .flag("same_metric", same_metric);
    Some(values)
}

/// Answers "what share".
pub(super) fn share(ask: &Ask) -> Draft {
    let Some(first) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if ask.metrics.len() == 1
        && ask
            .metric(first)
            .is_some_and(|metric| metric.kind == UnitKind::Percent)
    {
        return value::answer(ask);
    }
    if asks_for_rate(ask) && whole_of(ask, first).is_none() {
        return refuse::no_share(ask);
    }
    if ask.metrics.len() == 1 && ask.periods.points.len() >= 2 {
        return share_change::answer(ask).unwrap_or_else(|| ratio(ask));
    }
    match part_and_whole(ask) {
        Some((part, whole)) => match on_one_page(ask, part, whole) {
            Some((a, b)) if is_upside_down(ask, &a, &b) => of_whole(ask, (whole, &b), (part, &a)),
            Some((a, b)) => of_whole(ask, (part, &a), (whole, &b)),
            None => refuse::no_data_of_either(ask, part, whole),
        },
        None if is_percentage_itself(ask, first) => value::answer(ask),
        None if ask.has("howmany") && ask.carried_periods => value::answer(ask),
        None => refuse::no_share(ask),
    }
}

/// "Percentage of the total that is a part": in a bare table the smaller is the part, unless it is said of what it is a percentage.
fn is_upside_down(ask: &Ask, part: &Choice, whole: &Choice) -> bool {
    let stated = ask
        .reading
        .words
        .iter()
        .any(|word| matches!(word.text.as_str(), "as" | "over" | "ratio"));
    let larger = ask
        .quantity(part)
        .zip(ask.quantity(whole))
        .is_some_and(|(part, whole)| part.sort_key() > whole.sort_key());
    ask.snapshot.reader.is_open() && larger && !stated
}

/// In a bare table a column that holds nothing beyond a hundred may be the percentage that is asked for.
pub(super) fn is_percentage_itself(ask: &Ask, metric: MetricId) -> bool {
    let hundred = crate::dataset::Number::from_integer(100);
    let values = || {
        crate::compute::years(ask.data(), metric)
            .into_iter()
            .filter_map(|choice| ask.quantity(&choice))
    };
    let within = |quantity: Quantity| num_traits::Signed::abs(&quantity.sort_key()) <= hundred;
    ask.snapshot.reader.is_open()
        && !ask.has("ratio")
        && values().next().is_some()
        && values().all(within)
}

/// Which of the metrics is the part: by the dataset's relation, else in the order of the text.
pub(super) fn part_and_whole(ask: &Ask) -> Option<(MetricId, MetricId)> {
    let first = ask.metric_id()?;
    let wholes = |metric: MetricId| {
        ask.metric(metric)
            .map(|metric| metric.part_of.clone())
            .unwrap_or_default()
    };
    let Some(second) = ask.metrics.get(1).copied() else {
        if let (Some(part), true) = (only_part(ask, first), wholes(first).is_empty()) {
            return Some((part, first));
        }
        return Some((first, whole_of(ask, first)?));
    };
    if wholes(second).contains(&first) {
        Some((second, first))
    } else {
        Some((first, second))
    }
}

/// The whole that a metric is declared a part of, of several the first with a figure for the same period.
pub(super) fn whole_of(ask: &Ask, part: MetricId) -> Option<MetricId> {
    let wholes = &ask.metric(part)?.part_of;
    let fits = |whole: &&MetricId| same_period(ask, part, **whole).is_some();
    wholes.iter().find(fits).or(wholes.first()).copied()
}

/// The figures of a part and its whole for one period, of one page where several counts are known.
pub(super) fn on_one_page(ask: &Ask, part: MetricId, whole: MetricId) -> Option<(Choice, Choice)> {
    let (of_part, of_whole) = same_period(ask, part, whole)?;
    crate::compute::on_one_page(ask.data(), &of_part, &of_whole)
}

/// "The jail rate": of a count that no rate is published for, and none is to be spread over time.
pub(super) fn asks_for_rate(ask: &Ask) -> bool {
    let over_time = ["perday", "perweek", "permonth", "perhour", "working"];
    let published = |metric: MetricId| is_rate(ask, metric);
    ask.has("rateword")
        && !ask.snapshot.reader.is_open()
        && !ask.has_any(&over_time)
        && !ask.metric_id().is_none_or(published)
}

/// Whether a metric is declared a part of another.
pub(super) fn is_part(ask: &Ask, part: MetricId, whole: MetricId) -> bool {
    ask.metric(part)
        .is_some_and(|metric| metric.part_of.contains(&whole))
}

/// "Are most of them in fog?": whether a part is the larger part of its whole, where no period could be the highest.
pub(super) fn asks_for_majority(ask: &Ask) -> bool {
    let part = matches!(ask.metrics.as_slice(), [metric]
        if ask.metric(*metric).is_some_and(|metric| !metric.part_of.is_empty()));
    part && ask.reading.yes_no
        && ask.has("max")
        && ask.reading.whens.is_empty()
        && !ask.has_any(&["which", "what", "yearword", "when"])
}

/// The one metric that is declared a part of another; none if there are several.
fn only_part(ask: &Ask, whole: MetricId) -> Option<MetricId> {
    let all = ask.data().metrics.iter().enumerate();
    let mut parts = all.filter(|(_, metric)| metric.part_of.contains(&whole));
    let part = parts.next().map(|(index, _)| MetricId(index));
    part.filter(|_| parts.next().is_none())
}

fn of_whole(ask: &Ask, part: (MetricId, &Choice), whole: (MetricId, &Choice)) -> Draft {
    let allowed = comparable(ask.data(), part.1.figure, whole.1.figure);
    let undeclared = allowed == Comparable::Yes && !ask.snapshot.reader.is_open();
    if undeclared || !matches!(allowed, Comparable::PartOf | Comparable::Yes) {
        return refuse::not_comparable(ask, part.1.figure, whole.1.figure, allowed);
    }
    let (Some(a), Some(b)) = (ask.quantity(part.1), ask.quantity(whole.1)) else {
        return refuse::no_data(ask, Some(part.0), &[]);
    };
    let Some(share) = a.share_of(&b) else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    let complement = ask.has("not") && allowed == Comparable::PartOf;
    let Some(rest) = share.complement() else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    let shown = if complement { &rest } else { &share };
    let values = Values::new()
        .quantity("share", shown)
        .quantity("part", &a)
        .quantity("whole", &b)
        .maybe("one_in", b.multiple_of(&a).as_ref())
        .text("part_metric", ask.short(part.0))
        .text("whole_metric", ask.short(whole.0))
        .period("period", &part.1.period)
        .flag("complement", complement)
        .flag("asks_one_in", ask.has("onein"))
        .flag("carried", ask.carried_periods);
    let bare = if ask.has("onein") {
        b.multiple_of(&a)
            .map_or_else(|| shown.bare(), |times| times.bare())
    } else {
        shown.bare()
    };
    let as_fraction = ask.snapshot.reader.is_open()
        && ask
            .reading
            .words
            .iter()
            .any(|word| word.text == "proportion");
    let bare = if ask.has("ratio") || as_fraction {
        a.multiple_of(&b).map_or(bare, |times| times.bare())
    } else {
        bare
    };
    Draft::answered(ask.word("share", &values), &values)
        .value(bare)
        .computed(format!("{} ÷ {}", a.text(), b.text()))
}

/// Answers "how many a day": a count spread over its period.
pub(super) fn rate(ask: &Ask) -> Draft {
    rated(ask).0
}

/// The same with the rate itself; none where another answer takes its place.
pub(super) fn rated(ask: &Ask) -> (Draft, Option<Quantity>) {
    let Some(metric) = ask.metric_id() else {
        return (refuse::which_metric(ask), None);
    };
    if let Some(choice) = published_rate(ask, metric) {
        let draft = value::one(ask, metric, &choice, "");
        return (draft, ask.quantity(&choice));
    }
    let percent = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind != UnitKind::Count);
    if is_rate(ask, metric) || percent {
        return (value::answer(ask), None);
    }
    let choice = match ask.periods.points.first() {
        Some(period) => lookup::find(ask.data(), metric, period),
        None => crate::compute::years(ask.data(), metric).pop(),
    };
    let Some(choice) = choice.filter(|choice| {
        matches!(
            choice.period.kind,
            PeriodKind::Year | PeriodKind::Half | PeriodKind::Month | PeriodKind::Span
        )
    }) else {
        return (
            refuse::no_data(ask, Some(metric), &ask.periods.points),
            None,
        );
    };
    spread(ask, metric, &choice)
}

/// A rate that stands beside the counts of a metric: the latest per day, or per whatever is asked, in the period asked about.
fn published_rate(ask: &Ask, metric: MetricId) -> Option<Choice> {
    let wanted = if ask.has("working") {
        Per::WorkingDay
    } else if ask.has("permonth") {
        Per::Month
    } else if ask.has("perweek") {
        Per::Week
    } else {
        Per::Day
    };
    let within = |period: &Period| {
        ask.periods
            .points
            .first()
            .is_none_or(|point| point.from <= period.from && period.to <= point.to)
    };
    let rates = crate::compute::usable(ask.data(), metric)
        .filter(|(_, figure)| figure.per == Some(wanted) && within(&figure.period));
    let latest = rates.max_by_key(|(_, figure)| figure.period.to)?;
    Some(Choice {
        figure: latest.0,
        period: latest.1.period.clone(),
        others: Vec::new(),
    })
}

/// Whether a metric's figures are rates.
fn is_rate(ask: &Ask, metric: MetricId) -> bool {
    crate::compute::usable(ask.data(), metric).any(|(_, figure)| figure.per.is_some())
}

fn spread(ask: &Ask, metric: MetricId, choice: &Choice) -> (Draft, Option<Quantity>) {
    let (over, unit) = divisor(ask, &choice.period);
    let Some(quantity) = ask.quantity(choice) else {
        return (refuse::no_data(ask, Some(metric), &[]), None);
    };
    if ask.has("working") {
        return (refuse::no_working_days(ask, metric, choice), None);
    }
    let Some(rate) = quantity.spread(over) else {
        return (refuse::only_bounds(ask, &[quantity]), None);
    };
    let values = Values::new()
        .quantity("rate", &rate)
        .quantity("value", &quantity)
        .period("period", &choice.period)
        .text("metric", ask.short(metric))
        .text("over", over.to_string())
        .text("per", unit);
    let draft = Draft::answered(ask.word("rate", &values), &values)
        .value(rate.bare())
        .computed(format!("{} ÷ {over}", quantity.text()));
    (draft, Some(rate))
}

/// Over how many days, weeks or months a period is spread.
fn divisor(ask: &Ask, period: &Period) -> (u32, &'static str) {
    let days = period
        .to
        .since(period.from)
        .map_or(364, |span| span.get_days())
        + 1;
    let days = u32::try_from(days).unwrap_or(365);
    if ask.has("permonth") {
        let months = i32::from(period.to.year() - period.from.year()) * 12
            + i32::from(period.to.month() - period.from.month())
            + 1;
        (u32::try_from(months).unwrap_or(12), "month")
    } else if ask.has("perweek") {
        ((days + 3) / 7, "week")
    } else if ask.has("perhour") {
        (days * 24, "hour")
    } else {
        (days, "day")
    }
}

/// Answers how a figure splits into its declared parts.
pub(super) fn breakdown(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let mut wholes: Vec<(Choice, Vec<(MetricId, Choice)>)> = Vec::new();
    let choices = match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false)
            .into_iter()
            .collect(),
        (None, Some(period)) => lookup::find(ask.data(), metric, period)
            .into_iter()
            .collect(),
        (None, None) => all_choices(ask, metric),
    };
    for choice in choices {
        let parts = parts(ask.data(), metric, &choice.period);
        if !parts.is_empty() {
            wholes.push(split_on_one_page(ask.data(), &choice, &parts));
        }
    }
    match wholes.pop() {
        Some((choice, parts)) => split(ask, metric, &choice, &parts),
        None => refuse::no_breakdown(ask, metric),
    }
}

fn all_choices(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    lookup::periods(ask.data(), metric)
        .iter()
        .filter_map(|period| {
            crate::compute::series(ask.data(), metric, period.kind)
                .into_iter()
                .find(|choice| choice.period == *period)
        })
        .collect()
}

fn split(ask: &Ask, metric: MetricId, choice: &Choice, parts: &[(MetricId, Choice)]) -> Draft {
    let Some(whole) = ask.quantity(choice) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let mut found: Vec<(MetricId, Quantity)> = parts
        .iter()
        .filter_map(|(part, choice)| Some((*part, ask.quantity(choice)?)))
        .collect();
    found.sort_by_key(|(_, quantity)| std::cmp::Reverse(quantity.sort_key()));
    let row = |(part, quantity): &(MetricId, Quantity)| match quantity.share_of(&whole) {
        Some(share) => format!(
            "{}: **{}** ({})",
            ask.short(*part),
            quantity.text(),
            share.text()
        ),
        None => format!("{}: **{}**", ask.short(*part), quantity.text()),
    };
    let figures: Vec<_> = found
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .quantity("whole", &whole)
        .period("period", &choice.period)
        .text("metric", ask.short(metric))
        .list("rows", found.iter().map(row).collect())
        .text(
            "largest",
            found
                .first()
                .map_or_else(String::new, |(part, _)| ask.short(*part)),
        )
        .resting_on(&figures);
    let names = if ask.has_any(&["max", "min", "comparative", "comparative_less"]) {
        found
            .first()
            .map(|(part, _)| vec![ask.short(*part)])
            .unwrap_or_default()
    } else {
        found.iter().map(|(_, quantity)| quantity.bare()).collect()
    };
    Draft::answered(ask.word("breakdown", &values), &values).values(names)
}

/// Kept beside the shares: the list of metrics that a refusal names.
pub(super) fn names(ask: &Ask, metrics: &[MetricId]) -> String {
    many::list(
        &metrics
            .iter()
            .map(|metric| ask.short(*metric))
            .collect::<Vec<_>>(),
    )
}
