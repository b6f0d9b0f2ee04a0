//! Computations over a whole series: sums, averages, counts, filters, developments, summaries.
//!
//! A missing period is never bridged: a sum or average over a stretch with holes is refused, with what there is.

use crate::compute::{Choice, Quantity, years};
use crate::dataset::{FigureId, MetricId, Number, Period, PeriodKind, UnitKind};
use crate::question::reading::{Bound, CountedKind};

use super::ask::{Ask, Origin};
use super::doubt::{asks_for_name, is_named, is_other_period, is_set_aside};
use super::draft::{Draft, Values};
use super::{change, many, refuse, value};

/// The figures to add up or average, and the periods that lack one.
struct Operands {
    found: Vec<(MetricId, Choice)>,
    missing: Vec<Period>,
}

fn operands(ask: &Ask) -> Operands {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for metric in &ask.metrics {
        let choices = ask.series(*metric);
        missing.extend(holes(ask, &choices));
        if ask.periods.points.len() == 1 && ask.periods.stretch.is_none() && ask.metrics.len() > 1 {
            let point = ask.periods.points.first();
            found.extend(
                point
                    .and_then(|point| super::lookup::find(ask.data(), *metric, point))
                    .map(|choice| (*metric, choice)),
            );
        } else if let Some(date) = ask.periods.by.filter(|_| ask.metrics.len() > 1) {
            found.extend(
                super::lookup::at_date(ask.data(), *metric, date, false)
                    .map(|choice| (*metric, choice)),
            );
        } else {
            found.extend(choices.into_iter().map(|choice| (*metric, choice)));
        }
    }
    Operands { found, missing }
}

/// Years that a named stretch or list covers and the series lacks, at the series' own step.
fn holes(ask: &Ask, choices: &[Choice]) -> Vec<Period> {
    let have: Vec<i16> = choices
        .iter()
        .filter(|choice| choice.period.kind == PeriodKind::Year)
        .map(|choice| choice.period.last_year())
        .collect();
    if !ask.periods.ends {
        let lacks =
            |point: &&Period| point.kind == PeriodKind::Year && !have.contains(&point.last_year());
        return if ask.periods.stretch.is_none() && ask.periods.points.len() >= 2 {
            ask.periods.points.iter().filter(lacks).cloned().collect()
        } else {
            Vec::new()
        };
    }
    let Some((Some(from), Some(to))) = ask.periods.stretch else {
        return Vec::new();
    };
    let step = have
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)? - pair.first()?))
        .min()
        .unwrap_or(1)
        .max(1);
    let expected = (from.year()..=to.year()).step_by(usize::try_from(step).unwrap_or(1));
    expected
        .filter(|year| !have.contains(year))
        .filter_map(Period::year)
        .collect()
}

/// Answers with a sum.
pub(super) fn sum(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = sum_against(ask) {
        return draft;
    }
    if ask.metrics.len() == 1
        && !ask.periods.is_range()
        && ask.periods.points.len() == 1
        && !ask.has("all")
    {
        return value::answer(ask);
    }
    if ask
        .metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Percent)
        && !ask.snapshot.reader.is_open()
    {
        return refuse::cannot_add(ask, metric);
    }
    let operands = operands(ask);
    if let Some(draft) = refused(ask, metric, &operands) {
        return draft;
    }
    if let Some((a, b)) = unlike(ask, &operands) {
        return refuse::not_comparable(ask, a, b, crate::compute::comparable(ask.data(), a, b));
    }
    let quantities: Vec<Quantity> = operands
        .found
        .iter()
        .filter_map(|(_, choice)| ask.quantity(choice))
        .collect();
    let Some(total) = Quantity::sum(&quantities) else {
        return refuse::only_bounds(ask, &quantities);
    };
    let terms: Vec<String> = quantities.iter().map(Quantity::text).collect();
    let values = Values::new()
        .quantity("total", &total)
        .text("terms", terms.join(" + "))
        .text("metric", share_names(ask))
        .text("periods", many::list_of_periods(&periods_of(&operands)))
        .flag("carried", ask.origin == Origin::Carried);
    Draft::answered(ask.word("total", &values), &values)
        .value(total.bare())
        .computed(terms.join(" + "))
}

fn share_names(ask: &Ask) -> String {
    super::share::names(ask, &ask.metrics)
}

fn periods_of(operands: &Operands) -> Vec<Period> {
    let mut periods: Vec<Period> = operands
        .found
        .iter()
        .map(|(_, choice)| choice.period.clone())
        .collect();
    periods.dedup();
    periods
}

/// What keeps a sum or average from being computed: nothing there, or holes.
fn refused(ask: &Ask, metric: MetricId, operands: &Operands) -> Option<Draft> {
    if operands.found.is_empty() {
        return Some(refuse::no_data(ask, Some(metric), &ask.periods.points));
    }
    (!operands.missing.is_empty())
        .then(|| refuse::holes(ask, metric, &operands.missing, &periods_of(operands)))
}

/// Two operands that must not be added.
fn unlike(ask: &Ask, operands: &Operands) -> Option<(FigureId, FigureId)> {
    let (_, first) = operands.found.first()?;
    let clash = operands.found.iter().find(|(_, choice)| {
        let siblings = siblings(ask, first.figure, choice.figure);
        !siblings
            && crate::compute::comparable(ask.data(), choice.figure, first.figure)
                != crate::compute::Comparable::Yes
            && choice.figure != first.figure
    })?;
    Some((first.figure, clash.1.figure))
}

/// Parts of one whole in one period may be added.
fn siblings(ask: &Ask, a: FigureId, b: FigureId) -> bool {
    let metric = |id: FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .and_then(|figure| ask.metric(figure.metric))
    };
    match (metric(a), metric(b)) {
        (Some(a), Some(b)) => a.part_of.iter().any(|whole| b.part_of.contains(whole)),
        _ => false,
    }
}

/// Answers with a mean or median.
pub(super) fn average(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if ask.metrics.len() == 1 && !ask.periods.is_range() && ask.periods.points.len() == 1 {
        return value::answer(ask);
    }
    let operands = operands(ask);
    if let Some(draft) = refused(ask, metric, &operands) {
        return draft;
    }
    let quantities: Vec<Quantity> = operands
        .found
        .iter()
        .filter_map(|(_, choice)| ask.quantity(choice))
        .collect();
    let median = ask.has("median");
    let Some(result) = (if median {
        Quantity::median(&quantities)
    } else {
        Quantity::mean(&quantities)
    }) else {
        return refuse::only_bounds(ask, &quantities);
    };
    let periods = periods_of(&operands);
    let values = Values::new()
        .quantity("average", &result)
        .text("metric", share_names(ask))
        .text("periods", many::list_of_periods(&periods))
        .text("n", quantities.len().to_string())
        .flag("median", median)
        .flag(
            "sparse",
            has_holes(&periods) && ask.periods.points.is_empty(),
        );
    let terms: Vec<String> = quantities.iter().map(Quantity::text).collect();
    let formula = if median {
        format!("median of {}", terms.join(", "))
    } else {
        format!("({}) ÷ {}", terms.join(" + "), terms.len())
    };
    Draft::answered(ask.word("average", &values), &values)
        .value(result.bare())
        .computed(formula)
}

/// Whether years are missing inside a list of years.
fn has_holes(periods: &[Period]) -> bool {
    periods.windows(2).any(|pair| matches!(pair, [a, b] if a.kind == PeriodKind::Year && b.last_year() - a.last_year() > 1))
}

/// A limit so many times larger than every value is not meant in the values' unit.
const BEYOND: i128 = 20;

/// A condition on values.
struct Condition {
    bound: Bound,
    limit: Number,
}

fn conditions(ask: &Ask, metric: MetricId) -> Vec<Condition> {
    let percent = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Percent);
    let counted = ask.reading.numbers.iter().filter(|number| {
        matches!(number.kind, CountedKind::Plain)
            || percent && number.kind == CountedKind::Percent
            || number.kind == CountedKind::Percent && ask.snapshot.reader.is_open()
    });
    let mut found: Vec<Condition> = counted
        .map(|number| Condition {
            bound: number.bound.unwrap_or(Bound::Equal),
            limit: in_unit_of(ask, metric, number.value),
        })
        .collect();
    if found.is_empty() {
        found.extend(against_period(ask, metric));
    }
    found
}

/// "More than in 1980": the figure of the one period named is the limit.
fn against_period(ask: &Ask, metric: MetricId) -> Option<Condition> {
    let [point] = ask.periods.points.as_slice() else {
        return None;
    };
    let compared = ask.has_any(&["than", "over", "under"]) && ask.periods.stretch.is_none();
    let choice = super::lookup::find(ask.data(), metric, point).filter(|_| compared)?;
    let bound = if ask.has_any(&["comparative_less", "under"]) {
        Bound::Under
    } else {
        Bound::Over
    };
    Some(Condition {
        bound,
        limit: ask.quantity(&choice)?.sort_key(),
    })
}

/// In a bare table "$5,000 million" may mean 5,000: a scale that puts the limit beyond every value is the table's unit.
fn in_unit_of(ask: &Ask, metric: MetricId, limit: Number) -> Number {
    let values = years(ask.data(), metric)
        .into_iter()
        .filter_map(|choice| ask.quantity(&choice));
    let Some(largest) = values
        .map(|quantity| num_traits::Signed::abs(&quantity.sort_key()))
        .max()
    else {
        return limit;
    };
    if !ask.snapshot.reader.is_open() {
        return limit;
    }
    let scaled = [1, 1_000, 1_000_000, 1_000_000_000]
        .into_iter()
        .map(|scale| limit / Number::from_integer(scale));
    let within = |limit: &Number| *limit <= largest * Number::from_integer(BEYOND);
    scaled.into_iter().find(within).unwrap_or(limit)
}

fn matching(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    let conditions = conditions(ask, metric);
    let counts = |choice: &Choice| {
        !conditions.is_empty()
            || !ask.has_any(&["first", "last"])
            || ask
                .quantity(choice)
                .is_some_and(|quantity| quantity.sign() != 0)
    };
    ask.series(metric)
        .into_iter()
        .filter(|choice| {
            !is_other_period(ask.reading, &choice.period)
                && counts(choice)
                && meets(ask, &conditions, choice)
        })
        .collect()
}

/// "Which countries did not reach 1,000 in 2006?": columns that meet a condition in one period, or in any.
fn columns(ask: &Ask) -> Option<Vec<(MetricId, Choice)>> {
    let open = ask.snapshot.reader.is_open()
        && ask.periods.points.len() <= 1
        && ask.periods.stretch.is_none();
    let named = ask
        .reading
        .metrics
        .iter()
        .any(|mention| is_named(mention) && !is_set_aside(ask.reading, mention.metric));
    if !open
        || named
        || ask.has("yearword")
        || ask.data().metrics.len() < 2
        || ask.reading.numbers.is_empty()
    {
        return None;
    }
    let metrics = (0..ask.data().metrics.len())
        .map(MetricId)
        .filter(|metric| {
            !is_set_aside(ask.reading, *metric) && !super::extremum::is_total(ask, *metric)
        });
    Some(
        metrics
            .filter_map(|metric| Some((metric, column(ask, metric)?)))
            .collect(),
    )
}

/// The figure with which a column meets the conditions.
fn column(ask: &Ask, metric: MetricId) -> Option<Choice> {
    match ask.periods.points.first() {
        Some(point) => super::lookup::find(ask.data(), metric, point)
            .filter(|choice| meets(ask, &conditions(ask, metric), choice)),
        None => matching(ask, metric).into_iter().next(),
    }
}

/// Whether a figure meets all conditions, or none of them where they are denied.
fn meets(ask: &Ask, conditions: &[Condition], choice: &Choice) -> bool {
    let denied = ask
        .reading
        .words
        .iter()
        .any(|word| matches!(word.text.as_str(), "not" | "never"));
    let holds = |condition: &Condition, quantity: &Quantity| {
        let bounding = matches!(condition.bound, Bound::Over | Bound::Under | Bound::AtLeast);
        condition.bound.holds(quantity.sort_key(), condition.limit) != (denied && bounding)
    };
    ask.quantity(choice).is_some_and(|quantity| {
        conditions
            .iter()
            .all(|condition| holds(condition, &quantity))
    })
}

/// How many columns meet a condition, or which.
fn of_columns(ask: &Ask, found: &[(MetricId, Choice)], case: &str) -> Draft {
    let figures: Vec<FigureId> = found.iter().map(|(_, choice)| choice.figure).collect();
    let names: Vec<String> = found
        .iter()
        .filter_map(|(metric, _)| ask.metric(*metric))
        .map(|metric| metric.label.clone())
        .collect();
    let row = |(metric, choice): &(MetricId, Choice)| {
        Some(format!(
            "{} ({})",
            ask.short(*metric),
            ask.quantity(choice)?.text()
        ))
    };
    let rows: Vec<String> = found.iter().filter_map(row).collect();
    let count = Quantity::count_of(&figures);
    let shared = Values::new()
        .text("metric", many::list_of_periods(&ask.periods.points))
        .text(
            "condition",
            ask.metric_id()
                .map_or_else(String::new, |metric| condition_text(ask, metric)),
        )
        .flag("none", found.is_empty())
        .resting_on(&figures);
    let values = if case == "count" {
        shared
            .quantity("count", &count)
            .text("among", ask.data().metrics.len().to_string())
            .text("periods", many::list(&rows))
    } else {
        shared
            .text("rows", many::list(&rows))
            .text("have", many::list(&rows))
            .flag("first", false)
            .flag("last", false)
    };
    let draft = Draft::answered(ask.word(case, &values), &values);
    if case == "count" {
        draft.value(count.bare())
    } else {
        draft.values(names)
    }
}

/// Answers how many periods meet a condition.
pub(super) fn count(ask: &Ask) -> Draft {
    if let Some(found) = columns(ask) {
        return of_columns(ask, &found, "count");
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = ask.series(metric);
    if all.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    let matching = matching(ask, metric);
    let figures: Vec<FigureId> = matching.iter().map(|choice| choice.figure).collect();
    let count = Quantity::count_of(&figures);
    let everything: Vec<FigureId> = all.iter().map(|choice| choice.figure).collect();
    let values = Values::new()
        .quantity("count", &count)
        .text("among", all.len().to_string())
        .text(
            "periods",
            many::list_of_periods(
                &matching
                    .iter()
                    .map(|choice| choice.period.clone())
                    .collect::<Vec<_>>(),
            ),
        )
        .text("metric", ask.short(metric))
        .text("condition", condition_text(ask, metric))
        .flag("none", matching.is_empty())
        .resting_on(&everything);
    Draft::answered(ask.word("count", &values), &values)
        .printing(matching.len())
        .value(count.bare())
}

fn condition_text(ask: &Ask, metric: MetricId) -> String {
    let texts = conditions(ask, metric).into_iter().map(|condition| {
        let case = match condition.bound {
            Bound::Over => "bound_over",
            Bound::Under => "bound_under",
            Bound::AtLeast => "bound_at_least",
            Bound::AtMost => "bound_at_most",
            Bound::Equal => "bound_equal",
            Bound::Near => "bound_near",
        };
        let limit = crate::dataset::format_number(condition.limit);
        ask.say(case, &Values::new().text("limit", limit))
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// Answers which periods meet a condition; the first, last or only one when that is asked.
pub(super) fn filter(ask: &Ask) -> Draft {
    if let Some(found) = columns(ask).filter(|_| asks_for_name(ask.reading)) {
        return of_columns(ask, &found, "filter");
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = ask.series(metric);
    if all.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    let mut matching = matching(ask, metric);
    if ask.has("first") {
        matching.truncate(1);
    } else if ask.has("last") {
        matching = matching.pop().into_iter().collect();
    }
    let everything: Vec<FigureId> = all.iter().map(|choice| choice.figure).collect();
    let rows: Vec<String> = matching
        .iter()
        .filter_map(|choice| {
            Some(format!(
                "{} ({})",
                choice.period.in_words(),
                ask.quantity(choice)?.text()
            ))
        })
        .collect();
    let values = Values::new()
        .text("rows", many::list(&rows))
        .text("metric", ask.short(metric))
        .text("condition", condition_text(ask, metric))
        .text(
            "have",
            many::list_of_periods(
                &all.iter()
                    .map(|choice| choice.period.clone())
                    .collect::<Vec<_>>(),
            ),
        )
        .flag("none", matching.is_empty())
        .flag("first", ask.has("first"))
        .flag("last", ask.has("last"))
        .resting_on(
            &matching
                .iter()
                .map(|choice| choice.figure)
                .collect::<Vec<_>>(),
        )
        .resting_on(&everything);
    let bare: Vec<String> = matching
        .iter()
        .map(|choice| choice.period.in_words())
        .collect();
    let draft = Draft::answered(ask.word("filter", &values), &values).printing(matching.len());
    if bare.is_empty() {
        draft.value("none")
    } else {
        draft.values(bare)
    }
}

/// Answers how a metric developed: its figures, the change over all, and what is missing between.
pub(super) fn trend(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let choices = ask.series(metric);
    let missing = holes(ask, &choices);
    let lacking = named_without_figure(ask, &choices);
    if choices.len() < 2 || !lacking.is_empty() {
        let lacking = if lacking.is_empty() { missing } else { lacking };
        return refuse::no_data(ask, Some(metric), &lacking);
    }
    let quantities: Vec<(Period, Quantity)> = choices
        .iter()
        .filter_map(|choice| Some((choice.period.clone(), ask.quantity(choice)?)))
        .collect();
    let (Some((first_period, first)), Some((last_period, last)), Some((before_period, before))) = (
        quantities.first(),
        quantities.last(),
        quantities.get(quantities.len().saturating_sub(2)),
    ) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let rows: Vec<String> = quantities
        .iter()
        .map(|(period, quantity)| format!("{}: **{}**", period.in_words(), quantity.text()))
        .collect();
    let figures: Vec<FigureId> = choices.iter().map(|choice| choice.figure).collect();
    let step = last.minus(before);
    let values = Values::new()
        .text("metric", ask.short(metric))
        .list("rows", rows)
        .quantity("first", first)
        .quantity("last", last)
        .quantity("before", before)
        .period("first_period", first_period)
        .period("last_period", last_period)
        .period("before_period", before_period)
        .text("overall", change_text(last, first))
        .text("step", change_text(last, before))
        .flag("rising", step.as_ref().is_some_and(|step| step.sign() > 0))
        .flag("falling", step.as_ref().is_some_and(|step| step.sign() < 0))
        .text("lead", trend_lead(ask, step.map_or(0, |step| step.sign())))
        .text("missing", many::list_of_periods(&between(&choices)))
        .resting_on(&figures);
    Draft::answered(ask.word("trend", &values), &values).values(
        quantities
            .iter()
            .map(|(_, quantity)| quantity.bare())
            .collect(),
    )
}

/// The periods named one by one that have no figure.
fn named_without_figure(ask: &Ask, choices: &[Choice]) -> Vec<Period> {
    let lacks = |point: &&Period| !choices.iter().any(|choice| choice.period == **point);
    let points = ask.periods.points.iter().filter(|_| !ask.periods.ends);
    points.filter(lacks).cloned().collect()
}

fn change_text(later: &Quantity, base: &Quantity) -> String {
    later
        .percent_change(base)
        .map_or_else(String::new, |change| change.signed_text())
}

/// "Yes" or "No" to "is it going up?".
fn trend_lead(ask: &Ask, sign: i8) -> String {
    let (up, down) = (ask.has("rise"), ask.has("fall"));
    if !ask.reading.yes_no || up == down {
        return String::new();
    }
    ask.lead(if up == (sign > 0) {
        "lead_yes"
    } else {
        "lead_no"
    })
}

/// Years without a figure between the years that have one.
fn between(choices: &[Choice]) -> Vec<Period> {
    let gaps = choices.windows(2).flat_map(|pair| match pair {
        [a, b] if a.period.kind == PeriodKind::Year => {
            ((a.period.last_year() + 1)..b.period.last_year()).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    });
    gaps.filter_map(Period::year).collect()
}

/// Answers with everything there is for a year, or with the main findings.
pub(super) fn summary(ask: &Ask) -> Draft {
    match ask
        .periods
        .points
        .first()
        .filter(|_| ask.periods.points.len() == 1 && !ask.carried_periods)
    {
        Some(period) => of_period(ask, period),
        None => of_dataset(ask),
    }
}

/// The most figures that a summary lists.
const MOST_LINES: usize = 9;

fn of_period(ask: &Ask, period: &Period) -> Draft {
    let data = ask.data();
    let with_figure = (0..data.metrics.len()).map(MetricId).filter_map(|metric| {
        let choice = crate::compute::series(data, metric, period.kind)
            .into_iter()
            .find(|choice| choice.period.to == period.to && choice.period.from == period.from)?;
        Some((metric, choice))
    });
    let mut found: Vec<(MetricId, Choice)> = with_figure.collect();
    found.sort_by_key(|(metric, _)| {
        (
            !ask.metric(*metric).is_some_and(|metric| metric.headline),
            metric.0,
        )
    });
    if found.is_empty() {
        return refuse::no_data(ask, ask.metric_id(), std::slice::from_ref(period));
    }
    let more = found.len().saturating_sub(MOST_LINES);
    found.truncate(MOST_LINES);
    let lines: Vec<String> = found
        .iter()
        .filter_map(|(metric, choice)| line(ask, *metric, choice))
        .collect();
    let figures: Vec<FigureId> = found.iter().map(|(_, choice)| choice.figure).collect();
    let values = Values::new()
        .period("period", period)
        .list("rows", lines)
        .text(
            "more",
            if more > 0 {
                more.to_string()
            } else {
                String::new()
            },
        )
        .resting_on(&figures);
    let bare = found
        .iter()
        .filter_map(|(_, choice)| ask.quantity(choice))
        .map(|quantity| quantity.bare())
        .collect();
    Draft::answered(ask.word("period", &values), &values).values(bare)
}

fn line(ask: &Ask, metric: MetricId, choice: &Choice) -> Option<String> {
    let quantity = ask.quantity(choice)?;
    let before = super::periods::shift(&choice.period, -1)
        .and_then(|before| super::lookup::find(ask.data(), metric, &before))
        .and_then(|before| ask.quantity(&before));
    let change = before
        .and_then(|before| quantity.percent_change(&before))
        .map_or_else(String::new, |change| {
            format!(" ({} on the year before)", change.signed_text())
        });
    let label = ask
        .metric(metric)
        .map_or_else(String::new, |metric| super::cite::escape(&metric.label));
    Some(format!("**{}** {label}{change}", quantity.text()))
}

/// The main findings: the headline metric's last change and record, its parts, and the rest of what the last year has.
fn of_dataset(ask: &Ask) -> Draft {
    let data = ask.data();
    let position = data.metrics.iter().position(|metric| metric.headline);
    let Some(headline) = position.map(MetricId).or(ask.metric_id()) else {
        return refuse::which_metric(ask);
    };
    let series = years(data, headline);
    let Some(last) = series.last() else {
        return refuse::no_data(ask, Some(headline), &[]);
    };
    let quantity = |choice: &Choice| ask.quantity(choice);
    let before = series.iter().rev().nth(1);
    let record = series
        .iter()
        .filter(|choice| choice.figure != last.figure)
        .max_by_key(|choice| quantity(choice).map(|quantity| quantity.sort_key()));
    let (Some(value), Some(before_value)) = (quantity(last), before.and_then(quantity)) else {
        return value::one(ask, headline, last, &[]);
    };
    let parts = parts_of(ask, headline, last, &value);
    let figures: Vec<FigureId> = parts
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .sourced_text(
            "sentence",
            value::sentence(ask, last.figure),
            value.figures(),
        )
        .quantity("value", &value)
        .quantity("before", &before_value)
        .period("period", &last.period)
        .text(
            "before_period",
            before.map_or_else(String::new, |choice| choice.period.in_words()),
        )
        .text("change", change_text(&value, &before_value))
        .maybe("record", record.and_then(quantity).as_ref())
        .text(
            "record_period",
            record.map_or_else(String::new, |choice| choice.period.in_words()),
        )
        .list(
            "parts",
            parts.iter().map(|(text, _)| text.clone()).collect(),
        )
        .text("metric", ask.short(headline))
        .resting_on(&figures);
    Draft::answered(ask.word("dataset", &values), &values).value(value.bare())
}

/// The parts of a figure, each with its share in words.
fn parts_of(
    ask: &Ask,
    metric: MetricId,
    choice: &Choice,
    whole: &Quantity,
) -> Vec<(String, Quantity)> {
    let part = |(metric, choice): &(MetricId, Choice)| {
        let part = ask.quantity(choice)?;
        let share = part.share_of(whole)?.text();
        Some((
            format!("{}: **{}** ({share})", ask.short(*metric), part.text()),
            part,
        ))
    };
    let parts = crate::compute::parts(ask.data(), metric, &choice.period);
    parts.iter().filter_map(part).collect()
}

/// Kept here for comparisons of a sum with a third figure: "2022 and 2023 together against 2024".
pub(super) fn sum_against(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id().filter(|_| ask.has("sum"))?;
    let mut found = change::several(ask, metric);
    if found.len() != 3 || ask.periods.ends {
        return None;
    }
    found.sort_by_key(|(_, choice)| choice.period.to);
    let (_, last) = found.pop()?;
    let terms: Vec<Quantity> = found
        .iter()
        .filter_map(|(_, choice)| ask.quantity(choice))
        .collect();
    let (total, other) = (Quantity::sum(&terms)?, ask.quantity(&last)?);
    let difference = other.minus(&total)?;
    let values = Values::new()
        .quantity("total", &total)
        .text(
            "terms",
            terms
                .iter()
                .map(Quantity::text)
                .collect::<Vec<_>>()
                .join(" + "),
        )
        .quantity("other", &other)
        .period("other_period", &last.period)
        .text(
            "periods",
            many::list_of_periods(
                &found
                    .iter()
                    .map(|(_, choice)| choice.period.clone())
                    .collect::<Vec<_>>(),
            ),
        )
        .quantity("difference", &difference.magnitude())
        .text("percent", other.percent_change(&total)?.signed_text())
        .text("metric", ask.short(metric))
        .flag("above", difference.sign() > 0);
    Some(
        Draft::answered(ask.word("against", &values), &values)
            .value(difference.bare())
            .computed(format!("{} − {}", other.text(), total.text())),
    )
}
