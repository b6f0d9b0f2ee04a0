//! Queries and claims written in a line, for the tables of tests.

use crate::dataset::{Dataset, MetricId, Number, OutletId, Period};
use crate::query::*;

/// What is said of a query: `not every > 600`, `goes up`, `holds 2`, `by gazette`.
pub(crate) fn check(data: &Dataset, query: &str, says: &str) -> Check {
    let mut words = says.split_whitespace().peekable();
    let denied = words.next_if_eq(&"not").is_some();
    let scope = match words.peek() {
        Some(&"every") => Scope::Every,
        Some(&"some") => Scope::Some,
        Some(&"none") => Scope::None,
        _ => Scope::It,
    };
    if scope != Scope::It {
        words.next();
    }
    let rest: Vec<&str> = words.collect();
    let says = match rest[..] {
        ["goes", to] => Says::Goes(way(to)),
        ["against", to] => Says::Against(way(to)),
        ["holds", "of", period] => Says::Holds(Place::Of(at(period))),
        ["holds", "top", count] => Says::Holds(Place::Top(count.parse().unwrap())),
        ["holds", nth] => Says::Holds(Place::Nth(nth.parse().unwrap())),
        ["by", outlet] => Says::By(OutletId(
            data.outlets
                .iter()
                .position(|own| own.id == outlet)
                .unwrap(),
        )),
        ["exists"] => Says::Exists,
        [bound, number] => {
            let (bound, amount) = said(bound, number);
            Says::Is(bound, amount)
        }
        _ => panic!("{says}"),
    };
    Check {
        of: Box::new(asked(data, query)),
        says,
        scope,
        denied,
    }
}

/// A query: `outages@2022`, `change outages@2022 outages@2021`, `high outages@all 1`.
pub(crate) fn asked(data: &Dataset, query: &str) -> Query {
    let words: Vec<&str> = query.split_whitespace().collect();
    match words[..] {
        ["statements"] => Query::Statements(vec![0]),
        ["event", _] => Query::Event {
            event: 0,
            detail: None,
        },
        ["course", over] => Query::Course(cells(data, over)),
        ["sum", over] => fold(data, over, Folding::Sum, Vec::new()),
        ["mean", over] => fold(data, over, Folding::Mean, Vec::new()),
        ["count", over, bound, number] => {
            let (bound, amount) = said(bound, number);
            fold(
                data,
                over,
                Folding::Count,
                vec![Limit::Value(bound, amount)],
            )
        }
        [pick @ ("first" | "last"), over, bound, number] => {
            let (bound, amount) = said(bound, number);
            Query::Find(Find {
                over: cells(data, over),
                limits: vec![Limit::Value(bound, amount)],
                pick: if pick == "first" {
                    Pick::First
                } else {
                    Pick::Last
                },
            })
        }
        [end @ ("high" | "low"), over, place] => rank(data, end, over, place),
        ["step", to, over] => Query::Step(Step {
            over: cells(data, over),
            way: way(to),
            percent: false,
        }),
        ["rate", over] => Query::Rate(Rate {
            of: term(data, over),
            per: Unit::Day,
        }),
        [by, left, right] => Query::Compare(Compare {
            left: term(data, left),
            right: term(data, right),
            by: match by {
                "change" => Measure::Change,
                "more" => Measure::Difference,
                "times" => Measure::Multiple,
                "share" => Measure::Share,
                "onein" => Measure::OneIn,
                "higher" => Measure::Higher,
                other => panic!("{other}"),
            },
        }),
        [over] => Query::Figures(cells(data, over)),
        _ => panic!("{query}"),
    }
}

fn rank(data: &Dataset, end: &str, over: &str, place: &str) -> Query {
    Query::Rank(Rank {
        over: cells(data, over),
        among: Among::Periods,
        end: if end == "high" { End::High } else { End::Low },
        place: match place.parse() {
            Ok(nth @ 1..100) => Place::Nth(nth),
            _ => Place::Of(at(place)),
        },
        wants: Wants::Name,
        by: None,
    })
}

fn fold(data: &Dataset, over: &str, by: Folding, limits: Vec<Limit>) -> Query {
    Query::Fold(Fold {
        over: cells(data, over),
        by,
        limits,
    })
}

fn term(data: &Dataset, text: &str) -> Term {
    let cells = cells(data, text);
    Term {
        metric: cells.metrics[0],
        when: cells.when,
        outlet: cells.outlet,
    }
}

/// `outages@2022`, `keepers+rescues@2016..2019`, `outages@2023-H1/gazette`.
fn cells(data: &Dataset, text: &str) -> Cells {
    let (metrics, rest) = text.split_once('@').unwrap();
    let (when, outlet) = rest.split_once('/').map_or((rest, None), |(when, outlet)| {
        let index = data.outlets.iter().position(|own| own.id == outlet);
        (when, index.map(OutletId))
    });
    let metric = |id: &str| MetricId(data.metrics.iter().position(|own| own.id == id).expect(id));
    let span = match (when, when.split_once("..")) {
        ("all", _) => Span::All,
        ("latest", _) => Span::Latest,
        (_, Some((from, to))) => Span::Within(Some(at(from).from), Some(at(to).to)),
        _ => Span::At(when.split(',').map(at).collect()),
    };
    Cells {
        metrics: metrics.split('+').map(metric).collect(),
        when: Window::of(span),
        outlet,
    }
}

fn at(text: &str) -> Period {
    let (year, half) = text
        .split_once("-H")
        .map_or((text, None), |(year, half)| (year, Some(half)));
    let whole = Period::year(year.parse().expect(text)).unwrap();
    match half {
        None => whole,
        Some(half) => Period {
            kind: crate::dataset::PeriodKind::Half,
            from: if half == "1" {
                whole.from
            } else {
                jiff::civil::date(whole.from.year(), 7, 1)
            },
            to: if half == "1" {
                jiff::civil::date(whole.from.year(), 6, 30)
            } else {
                whole.to
            },
            words: None,
        },
    }
}

fn way(text: &str) -> Way {
    match text {
        "up" => Way::Up,
        "down" => Way::Down,
        "flat" => Way::Flat,
        "any" => Way::Any,
        "better" => Way::Better,
        other => panic!("{other}"),
    }
}

fn said(bound: &str, text: &str) -> (Bound, Amount) {
    let bound = match bound {
        "=" => Bound::Equal,
        ">" => Bound::Over,
        "<" => Bound::Under,
        ">=" => Bound::AtLeast,
        "<=" => Bound::AtMost,
        "~" => Bound::Near,
        "nearly" => Bound::Nearly,
        other => panic!("{other}"),
    };
    let (digits, unit) = match text.chars().last() {
        Some('%') => (text.trim_end_matches('%'), AmountUnit::Percent),
        Some('x') => (text.trim_end_matches('x'), AmountUnit::Times),
        _ => (text, AmountUnit::Plain),
    };
    let number = match digits.split_once(['.', ':']) {
        Some((whole, tenths)) if digits.contains('.') => {
            let scale = 10_i128.pow(u32::try_from(tenths.len()).unwrap());
            Number::new(format!("{whole}{tenths}").parse().unwrap(), scale)
        }
        Some((numer, denom)) => Number::new(numer.parse().unwrap(), denom.parse().unwrap()),
        None => Number::from_integer(digits.parse().unwrap()),
    };
    (bound, Amount { number, unit })
}
