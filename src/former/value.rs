//! The figure of a metric for a period, several of them, or the latest there is.

use crate::compute::{Choice, Quantity, years};
use crate::dataset::{FigureId, MetricId, Per, Period, PeriodKind, UnitKind};

use super::ask::Ask;
use super::draft::{Draft, Values};
use super::{lookup, many, refuse, rest, share};

/// One thing asked for: found, or missing.
struct Wanted {
    metric: MetricId,
    period: Option<Period>,
    choice: Option<Choice>,
}

/// Answers with the figure asked for, or says which are missing.
pub(super) fn answer(ask: &Ask) -> Draft {
    let metrics = without_wholes(ask);
    if metrics.is_empty() {
        return refuse::which_metric(ask);
    }
    if asks_for_kinds(ask) {
        return refuse::narrower(ask);
    }
    if let Some(draft) = rest::answer(ask) {
        return draft;
    }
    let wanted = in_pairs(ask).unwrap_or_else(|| {
        let each = metrics.iter().flat_map(|metric| wanted(ask, *metric));
        each.collect()
    });
    let (found, missing): (Vec<Wanted>, Vec<Wanted>) = wanted
        .into_iter()
        .partition(|wanted| wanted.choice.is_some());
    let found: Vec<(MetricId, Choice)> = found
        .into_iter()
        .filter_map(|wanted| wanted.choice.map(|choice| (wanted.metric, choice)))
        .collect();
    let lacking: Vec<Period> = missing
        .iter()
        .filter_map(|wanted| wanted.period.clone())
        .collect();
    match found.as_slice() {
        [] => refuse::no_data(
            ask,
            missing
                .first()
                .map_or_else(|| metrics.first().copied(), |wanted| Some(wanted.metric)),
            &lacking,
        ),
        [(metric, choice)] => one(ask, *metric, choice, &in_words(ask, &missing)),
        several => many::rows(ask, several, &in_words(ask, &missing)),
    }
}

/// "A in 2021 and B in 2022": each metric in its own period.
fn in_pairs(ask: &Ask) -> Option<Vec<Wanted>> {
    let pairs = ask.pairs()?.into_iter();
    let wanted = pairs.map(|(metric, period)| Wanted {
        metric,
        period: Some(period.clone()),
        choice: lookup::find(ask.data(), metric, period),
    });
    Some(wanted.collect())
}

/// What has no figure: the periods, with what they lack where several metrics are asked for.
fn in_words(ask: &Ask, missing: &[Wanted]) -> String {
    let periods = missing.iter().filter_map(|wanted| wanted.period.clone());
    if ask.metrics.len() < 2 {
        return many::list_of_periods(&periods.collect::<Vec<_>>());
    }
    let named = missing.iter().filter_map(|wanted| {
        let period = wanted.period.as_ref()?.phrase();
        Some(format!("{} {period}", ask.short(wanted.metric)))
    });
    many::list(&named.collect::<Vec<_>>())
}

/// "How many of the lamps were automated": the part is asked for, not the whole.
fn without_wholes(ask: &Ask) -> Vec<MetricId> {
    let is_whole = |whole: MetricId| {
        let mut parts = ask.metrics.iter();
        parts.any(|part| *part != whole && share::is_part(ask, *part, whole))
    };
    let separate = ask.has("and_separately") || ask.reading.each_has_period();
    ask.metrics
        .iter()
        .copied()
        .filter(|metric| separate || !is_whole(*metric))
        .collect()
}

fn wanted(ask: &Ask, metric: MetricId) -> Vec<Wanted> {
    let data = ask.data();
    let periods = &ask.periods;
    if let Some(date) = periods.by {
        let choice = lookup::at_date(data, metric, date, false);
        let period = Period {
            kind: PeriodKind::AsOf,
            from: date,
            to: date,
            words: None,
        };
        return vec![Wanted {
            metric,
            period: Some(period),
            choice,
        }];
    }
    if ask.has("cumulative") && periods.points.is_empty() {
        let choice = crate::compute::series(data, metric, PeriodKind::Cumulative).pop();
        return vec![Wanted {
            metric,
            period: None,
            choice,
        }];
    }
    if let Some(choice) = running_total(ask, metric) {
        return vec![Wanted {
            metric,
            period: None,
            choice: Some(choice),
        }];
    }
    if periods.is_range() {
        return ask
            .series(metric)
            .into_iter()
            .map(|choice| Wanted {
                metric,
                period: None,
                choice: Some(choice),
            })
            .collect();
    }
    if periods.points.is_empty() {
        let choice = if periods.earliest {
            years(data, metric).into_iter().next()
        } else {
            lookup::latest(data, metric)
        };
        return vec![Wanted {
            metric,
            period: None,
            choice,
        }];
    }
    one_by_one(ask, metric)
}

/// Each period that is named, once.
fn one_by_one(ask: &Ask, metric: MetricId) -> Vec<Wanted> {
    let mut points: Vec<&Period> = Vec::new();
    for point in &ask.periods.points {
        if !points.contains(&point) {
            points.push(point);
        }
    }
    let find = |period: &Period| Wanted {
        metric,
        period: Some(period.clone()),
        choice: lookup::find(ask.data(), metric, period),
    };
    points.into_iter().map(find).collect()
}

/// "Since September 2022", "until May 2025": a published running total from about then on, or to about then.
pub(super) fn running_total(ask: &Ask, metric: MetricId) -> Option<Choice> {
    let totals = crate::compute::series(ask.data(), metric, PeriodKind::Cumulative);
    let from = match ask.periods.stretch? {
        (Some(from), None) => from,
        (None, Some(to)) => {
            let ends = |choice: &&Choice| lookup::is_near(choice.period.to, to);
            return totals.iter().rfind(ends).cloned();
        }
        _ => return None,
    };
    let in_month = |choice: &&Choice| {
        (choice.period.from.year(), choice.period.from.month()) == (from.year(), from.month())
    };
    let whole_year = ask
        .periods
        .anchor
        .as_ref()
        .is_some_and(|anchor| anchor.kind == PeriodKind::Year);
    let in_year = |choice: &&Choice| whole_year && choice.period.from.year() == from.year();
    let known = totals.iter().rfind(in_month);
    let yearly = years(ask.data(), metric);
    let has_first = yearly
        .iter()
        .any(|choice| choice.period.last_year() == from.year());
    known
        .or_else(|| totals.iter().rfind(in_year).filter(|_| !has_first))
        .cloned()
}

/// "Which tools do they use?" asks for names, and a figure is no answer to it.
fn asks_for_kinds(ask: &Ask) -> bool {
    let other = ["yearword", "monthword", "howmany", "latestword", "total"];
    ask.has("which")
        && !ask.has_any(&other)
        && ask.periods.is_empty()
        && ask.reading.numbers.is_empty()
        && !ask.snapshot.reader.is_open()
}

/// A percentage where a count of heads is asked for.
fn asks_for_count(ask: &Ask, metric: MetricId) -> bool {
    let percent = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Percent);
    percent
        && ask.has("howmany")
        && !ask.has_any(&["percent", "share"])
        && !ask.snapshot.reader.is_open()
}

/// A single figure, with its place in the series and what to know beside it.
pub(super) fn one(ask: &Ask, metric: MetricId, choice: &Choice, lacking: &str) -> Draft {
    let Some(quantity) = ask.quantity(choice) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &choice.period)
        .text("metric", ask.short(metric))
        .sourced_text("sentence", sentence(ask, choice.figure), quantity.figures())
        .text("note", extreme_note(ask, metric, choice))
        .text("lacking", lacking)
        .flag("not_a_count", asks_for_count(ask, metric))
        .flag("latest", is_latest(ask, metric, choice))
        .flag(
            "carried",
            ask.carried_periods || ask.origin == super::ask::Origin::Carried,
        );
    let text = ask.word("one", &values);
    let unit = ask.metric(metric).map_or("", |metric| metric.unit.as_str());
    Draft::answered(text, &values)
        .value(quantity.bare())
        .unit(unit)
}

/// Whether no period was asked for and no figure ends later than the one that is given.
fn is_latest(ask: &Ask, metric: MetricId, choice: &Choice) -> bool {
    let periods = &ask.periods;
    let asked = !periods.points.is_empty() || periods.by.is_some() || periods.stretch.is_some();
    let known = lookup::periods(ask.data(), metric);
    !asked && known.last().is_none_or(|last| last.to <= choice.period.to)
}

/// A figure as a sentence: in the metric's own words, or as "value: label, period".
pub(super) fn sentence(ask: &Ask, id: FigureId) -> String {
    let figure = ask.data().figures.get(id.0);
    let metric = figure.and_then(|figure| ask.metric(figure.metric));
    let (Some(figure), Some(metric), Some(quantity)) = (figure, metric, ask.published(id)) else {
        return String::new();
    };
    let value = format!("**{}**", quantity.text());
    if let Some(sentence) = &metric.sentence {
        sentence
            .replace("{value}", &value)
            .replace("{per}", &per(ask, figure.per))
            .replace("{period}", &figure.period.phrase())
            .replace("  ", " ")
    } else {
        let bare = metric.unit.is_empty() || quantity.text().ends_with('%');
        let unit = if bare {
            String::new()
        } else {
            format!(" {}", metric.unit)
        };
        let label = super::cite::escape(&metric.label);
        let per = per(ask, figure.per);
        let per = if per.is_empty() {
            per
        } else {
            format!(" {per}")
        };
        format!("{value}{unit}{per}: {label}, {}", figure.period.in_words())
    }
}

/// "a day", "per working day"; nothing for a count.
pub(super) fn per(ask: &Ask, per: Option<Per>) -> String {
    let case = match per {
        None => return String::new(),
        Some(Per::Day) => "per_day",
        Some(Per::WorkingDay) => "per_working_day",
        Some(Per::Week) => "per_week",
        Some(Per::Month) => "per_month",
    };
    ask.say(case, &Values::new())
}

/// "the highest since the series begins in 2010", for a yearly figure that stands at an end of a series of three or more.
fn extreme_note(ask: &Ask, metric: MetricId, choice: &Choice) -> String {
    let series = years(ask.data(), metric);
    let quantities: Vec<(i16, Quantity)> = series
        .iter()
        .filter_map(|choice| Some((choice.period.last_year(), ask.quantity(choice)?)))
        .collect();
    if choice.period.kind != PeriodKind::Year || quantities.len() < 3 {
        return String::new();
    }
    let key = |quantity: &Quantity| quantity.sort_key();
    let own = choice.period.last_year();
    let first = quantities
        .iter()
        .map(|(year, _)| *year)
        .min()
        .unwrap_or(own);
    let highest = quantities
        .iter()
        .max_by_key(|(_, quantity)| key(quantity))
        .is_some_and(|(year, _)| *year == own);
    let lowest = quantities
        .iter()
        .min_by_key(|(_, quantity)| key(quantity))
        .is_some_and(|(year, _)| *year == own);
    let case = match (highest, lowest) {
        (true, false) => "note_highest",
        (false, true) => "note_lowest",
        _ => return String::new(),
    };
    ask.say(case, &Values::new().text("first", first.to_string()))
}
