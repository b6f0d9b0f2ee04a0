//! From a form and the meaning of its slots to what it means. It must not know any text.

use super::build_parts::part;
use super::value::{Object, Operand, Tail, Value, Wanted};
use crate::dataset::{Dataset, MetricId};
use crate::query::{
    About, Among, Cells, Check, Compare, End, Find, Fold, Folding, Limit, Measure, Pick, Place,
    Query, Rank, Rate, Says, Scope, Split, Step, Term, Topic, Wants,
};

/// What a form means; nothing where its parts do not go together. `in_order` tells whether the first slot comes first in the text.
pub(super) fn build(
    key: &str,
    values: &[Value],
    in_order: impl Fn() -> bool,
    data: &Dataset,
) -> Option<Value> {
    if let [Value::Operand(left), Value::Operand(right)] = values {
        let (left, right) = if in_order() {
            operands(left, right)?
        } else {
            let (right, left) = operands(right, left)?;
            (left, right)
        };
        let by = measure(key)?;
        return Some(Value::Query(Query::Compare(Compare { left, right, by })));
    }
    let query = of_cells(key, values)
        .or_else(|| series(key, values))
        .or_else(|| about(key, values))
        .or_else(|| named(key, values, data));
    match query {
        Some(query) => Some(Value::Query(query)),
        None => says(key, values).or_else(|| part(key, values)),
    }
}

/// The terms of a comparison: one metric with two windows, two metrics with one window, or both in full.
fn operands(first: &Operand, second: &Operand) -> Option<(Term, Term)> {
    match (first, second) {
        (
            Operand {
                metric: Some(first),
                tail: None,
            },
            Operand {
                metric: Some(second),
                tail: Some(tail),
            },
        ) => Some((term(*first, tail), term(*second, tail))),
        (
            Operand {
                metric: Some(metric),
                tail: Some(tail),
            },
            Operand {
                metric: None,
                tail: Some(other),
            },
        ) if tail.outlet.is_none() => {
            let mut tail = tail.clone();
            tail.outlet = other.outlet;
            Some((term(*metric, &tail), term(*metric, other)))
        }
        (
            Operand {
                metric: Some(first),
                tail: Some(tail),
            },
            Operand {
                metric: Some(second),
                tail: Some(other),
            },
        ) => Some((term(*first, tail), term(*second, other))),
        _ => None,
    }
}

fn term(metric: MetricId, tail: &Tail) -> Term {
    Term {
        metric,
        when: tail.window(),
        outlet: tail.outlet,
    }
}

fn cells(metrics: &[MetricId], tail: &Tail) -> Cells {
    Cells {
        metrics: metrics.to_vec(),
        when: tail.window(),
        outlet: tail.outlet,
    }
}

fn measure(key: &str) -> Option<Measure> {
    Some(match key {
        "change" => Measure::Change,
        "difference" => Measure::Difference,
        "percent" => Measure::Percent,
        "yearly" => Measure::Yearly,
        "multiple" => Measure::Multiple,
        "share" => Measure::Share,
        "one_in" => Measure::OneIn,
        "rest" => Measure::Rest,
        "rest_share" => Measure::RestShare,
        "higher" => Measure::Higher,
        "lower" => Measure::Lower,
        _ => return None,
    })
}

/// Queries about metrics over a window and no more.
fn of_cells(key: &str, values: &[Value]) -> Option<Query> {
    if let [Value::Metric(metric), rest @ .., Value::Tail(tail)] = values {
        let by = match (key, rest) {
            ("split", []) => None,
            ("split_by", [Value::By(by)]) => Some(by.clone()),
            _ => return None,
        };
        let of = term(*metric, tail);
        return Some(Query::Split(Split { of, by }));
    }
    let [Value::Metrics(metrics), Value::Tail(tail)] = values else {
        return None;
    };
    let of = cells(metrics, tail);
    let topic = match key {
        "figures" => return Some(Query::Figures(of)),
        "course" => return Some(Query::Course(of)),
        "definition" => Topic::Definition,
        "outlet_of" => Topic::Outlet,
        "conflict_of" => Topic::Conflict,
        "comparable" => Topic::Comparable,
        "gap_of" => Topic::Gap,
        _ => return None,
    };
    Some(topical(topic, of, None))
}

fn topical(topic: Topic, of: Cells, entry: Option<usize>) -> Query {
    Query::About(About { topic, of, entry })
}

/// Queries about several figures.
fn series(key: &str, values: &[Value]) -> Option<Query> {
    match (key, values) {
        (
            "sum" | "mean" | "median",
            [
                Value::Metrics(metrics),
                Value::Limits(limits),
                Value::Tail(tail),
            ],
        ) => {
            let by = match key {
                "sum" => Folding::Sum,
                "mean" => Folding::Mean,
                _ => Folding::Median,
            };
            Some(fold(cells(metrics, tail), by, limits))
        }
        (
            _,
            [
                Value::Grain(_),
                Value::Metrics(metrics),
                Value::Limits(limits),
                Value::Tail(tail),
            ],
        ) => {
            let over = cells(metrics, tail);
            let pick = match key {
                "count" => return Some(fold(over, Folding::Count, limits)),
                "find_first" => Pick::First,
                "find_last" => Pick::Last,
                _ => Pick::All,
            };
            let limits = limits.clone();
            Some(Query::Find(Find { over, limits, pick }))
        }
        (_, [Value::Place(end, place), rest @ ..]) => rank(key, (*end, place), rest),
        (_, [Value::Way(way), Value::Metrics(metrics), Value::Tail(tail)]) => {
            Some(Query::Step(Step {
                over: cells(metrics, tail),
                way: *way,
                percent: key == "step_percent",
            }))
        }
        (_, [Value::Metric(metric), Value::Per(per), Value::Tail(tail)]) => {
            Some(Query::Rate(Rate {
                of: term(*metric, tail),
                per: *per,
            }))
        }
        _ => None,
    }
}

fn rank(key: &str, (end, place): (End, &Place), rest: &[Value]) -> Option<Query> {
    let (by, rest) = match rest {
        [Value::By(by), rest @ ..] => (Some(by.clone()), rest),
        rest => (None, rest),
    };
    let [
        Value::Metrics(metrics),
        Value::Tail(tail),
        Value::Wants(wants),
    ] = rest
    else {
        return None;
    };
    let (among, name) = match key {
        "rank_metrics" | "rank_by" => (Among::Metrics, Wanted::Metric),
        _ => (Among::Periods, Wanted::Period),
    };
    let wants = match wants {
        None => Wants::Value,
        Some(Wanted::Gap) => Wants::Gap,
        Some(wanted) if *wanted == name => Wants::Name,
        Some(_) => return None,
    };
    Some(Query::Rank(Rank {
        over: cells(metrics, tail),
        among,
        end,
        place: place.clone(),
        wants,
        by,
    }))
}

fn fold(over: Cells, by: Folding, limits: &[Limit]) -> Query {
    Query::Fold(Fold {
        over,
        by,
        limits: limits.to_vec(),
    })
}

/// Queries about what is known of figures.
fn about(key: &str, values: &[Value]) -> Option<Query> {
    match (key, values) {
        (
            "sources",
            [
                Value::Source(source),
                Value::Metrics(metrics),
                Value::Tail(tail),
            ],
        ) => Some(topical(Topic::Sources(*source), cells(metrics, tail), None)),
        ("sources_event", [Value::Source(source), Value::At(event)]) => Some(topical(
            Topic::Sources(*source),
            Cells::default(),
            Some(*event),
        )),
        ("coverage", [Value::Grain(_), Value::Metrics(metrics), Value::Tail(tail)]) => {
            Some(topical(Topic::Coverage, cells(metrics, tail), None))
        }
        ("outlet", [Value::Outlet(outlet)]) => {
            let of = Cells {
                outlet: Some(*outlet),
                ..Cells::default()
            };
            Some(topical(Topic::Outlet, of, None))
        }
        ("conflict", [Value::At(at)]) => {
            Some(topical(Topic::Conflict, Cells::default(), Some(*at)))
        }
        ("gap", [Value::At(at)]) => Some(topical(Topic::Gap, Cells::default(), Some(*at))),
        _ => None,
    }
}

/// Queries about single things.
fn named(key: &str, values: &[Value], data: &Dataset) -> Option<Query> {
    match (key, values) {
        ("summary", [Value::Period(period)]) => Some(Query::Summary(Some(period.clone()))),
        ("summary_all", []) => Some(Query::Summary(None)),
        ("event", [Value::At(event)]) => Some(Query::Event {
            event: *event,
            detail: None,
        }),
        ("event_detail", [Value::At(event), Value::Text(key)]) => {
            let details = &data.events.get(*event)?.details;
            let detail = details.iter().position(|detail| detail.key == *key)?;
            Some(Query::Event {
                event: *event,
                detail: Some(detail),
            })
        }
        ("statements", [Value::Statements(all)]) => Some(Query::Statements(all.clone())),
        ("statements_topic", [Value::Text(topic)]) => {
            Some(Query::Statements(on_topic(data, topic, None)))
        }
        ("statements_from", [Value::Text(topic), Value::At(first)]) => {
            Some(Query::Statements(on_topic(data, topic, Some(*first))))
        }
        ("exclusion", [Value::At(at)]) => Some(Query::Exclusion(*at)),
        ("reply", [Value::Text(id)]) => Some(Query::Reply(id.clone())),
        ("check" | "check_denied", [Value::Query(of), Value::Says(scope, says)]) => {
            Some(Query::Check(Check {
                of: Box::new(of.clone()),
                says: says.clone(),
                scope: *scope,
                denied: key == "check_denied",
            }))
        }
        _ => None,
    }
}

/// The statements on a topic in the order of the dataset, perhaps one of them first.
pub(super) fn on_topic(data: &Dataset, topic: &str, first: Option<usize>) -> Vec<usize> {
    let statements = data.statements.iter().enumerate();
    let all = statements
        .filter(|(at, own)| own.topic == topic && first != Some(*at))
        .map(|(at, _)| at);
    first.into_iter().chain(all).collect()
}

/// What is said of a query.
fn says(key: &str, values: &[Value]) -> Option<Value> {
    let scope = match key {
        "says_it" => Scope::It,
        "says_every" => Scope::Every,
        "says_some" => Scope::Some,
        "says_none" => Scope::None,
        _ => return said(key, values).map(Value::Said),
    };
    match values {
        [Value::Said(says)] => Some(Value::Says(scope, says.clone())),
        _ => None,
    }
}

fn said(key: &str, values: &[Value]) -> Option<Says> {
    let way = super::build_parts::way;
    match (key, values) {
        ("said_limit", [Value::Limit(Limit::Value(bound, amount))]) => {
            Some(Says::Is(*bound, *amount))
        }
        ("said_limit", [Value::Limit(Limit::Goes(way))]) => Some(Says::Goes(*way)),
        ("said_held", [Value::Held(place)]) => Some(Says::Holds(place.clone())),
        ("said_by", [Value::Outlet(outlet)]) => Some(Says::By(*outlet)),
        ("said_exists", []) => Some(Says::Exists),
        (_, []) => key
            .strip_prefix("against_")
            .and_then(way)
            .map(Says::Against),
        _ => None,
    }
}

/// A limit by its bound and what it is measured against.
pub(super) fn limit(bound: crate::query::Bound, object: &Object) -> Limit {
    match object {
        Object::Amount(amount) => Limit::Value(bound, *amount),
        Object::Period(period) => Limit::Than(bound, period.clone()),
        Object::Metric(metric) => Limit::Beside(bound, *metric),
        Object::Mean => Limit::Mean(bound),
    }
}
