//! A query from a line: "sum | ships | 2020..2022", "change | ships 2022 | ships 2021".

use jiff::civil::Date;

use crate::dataset::{Dataset, Grain, MetricId, Number, OutletId, Period, PeriodKind};
use crate::query::{
    Among, Amount, AmountUnit, Bound, Cells, Compare, End, Find, Fold, Folding, Limit, Measure,
    Pick, Place, Query, Rank, Rate, Span, Step, Term, Unit, Wants, Way, Window,
};

/// The query of a line.
#[expect(clippy::too_many_lines, reason = "it is a table of operations")]
pub(super) fn query(data: &Dataset, line: &str) -> Query {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let field = |at: usize| fields.get(at).copied().unwrap_or_default();
    let over = || cells(data, field(1), field(2));
    let (operation, detail) = fields[0].split_once(' ').unwrap_or((fields[0], ""));
    if let Some(by) = named(&FOLDINGS, operation) {
        return Query::Fold(Fold {
            over: over(),
            by,
            limits: limits(data, field(3)),
        });
    }
    if let Some(by) = named(&MEASURES, operation) {
        let (left, right) = (term(data, field(1)), term(data, field(2)));
        return Query::Compare(Compare { left, right, by });
    }
    if let Some(end) = named(&ENDS, operation) {
        let (among, place) = match field(3) {
            "metrics" => (Among::Metrics, Place::Nth(1)),
            text => (Among::Periods, place(text)),
        };
        return Query::Rank(Rank {
            over: over(),
            among,
            end,
            place,
            wants: Wants::Name,
            by: None,
        });
    }
    match operation {
        "figures" => Query::Figures(over()),
        "bell" => Query::Figures(Cells {
            outlet: Some(OutletId(1)),
            ..over()
        }),
        "course" => Query::Course(over()),
        "find" => Query::Find(Find {
            over: over(),
            limits: limits(data, field(3)),
            pick: Pick::All,
        }),
        "step" => {
            let (way, percent) = detail.split_once(' ').unwrap_or((detail, ""));
            let way = named(&WAYS, way).unwrap();
            Query::Step(Step {
                over: over(),
                way,
                percent: !percent.is_empty(),
            })
        }
        "split" => Query::Split(term(data, field(1)).into()),
        "per" => {
            let per = named(&UNITS, detail).unwrap();
            Query::Rate(Rate {
                of: term(data, field(1)),
                per,
            })
        }
        "summary" => Query::Summary((!field(1).is_empty()).then(|| period(field(1)))),
        _ => panic!("{line}"),
    }
}

const FOLDINGS: [Folding; 4] = [Folding::Sum, Folding::Mean, Folding::Median, Folding::Count];
const ENDS: [End; 4] = [End::High, End::Low, End::Best, End::Worst];
const WAYS: [Way; 6] = [
    Way::Up,
    Way::Down,
    Way::Flat,
    Way::Any,
    Way::Better,
    Way::Worse,
];
const UNITS: [Unit; 7] = [
    Unit::Hour,
    Unit::Day,
    Unit::WorkingDay,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
];
const MEASURES: [Measure; 10] = [
    Measure::Change,
    Measure::Difference,
    Measure::Percent,
    Measure::Multiple,
    Measure::Share,
    Measure::OneIn,
    Measure::Rest,
    Measure::RestShare,
    Measure::Higher,
    Measure::Lower,
];

/// The one whose name in small letters this is.
fn named<T: Copy + std::fmt::Debug>(all: &[T], name: &str) -> Option<T> {
    all.iter()
        .copied()
        .find(|one| format!("{one:?}").to_lowercase() == name)
}

/// "nth 1", "top 2", "of 2017", "before 2020".
fn place(text: &str) -> Place {
    match text.split_once(' ') {
        Some(("top", n)) => Place::Top(n.parse().unwrap()),
        Some(("of", when)) => Place::Of(period(when)),
        Some(("before", when)) => Place::Before(period(when)),
        Some((_, n)) => Place::Nth(n.parse().unwrap()),
        None => Place::Nth(1),
    }
}

fn id(data: &Dataset, name: &str) -> MetricId {
    let found = data.metrics.iter().position(|metric| metric.id == name);
    MetricId(found.unwrap_or_else(|| panic!("no metric {name}")))
}

fn ids(data: &Dataset, names: &str) -> Vec<MetricId> {
    names
        .split_whitespace()
        .map(|name| id(data, name))
        .collect()
}

/// "2021", "2022-H1", "2022-Q3", "2023-05", "@2021-12-31".
pub(super) fn period(text: &str) -> Period {
    if let Some(date) = text.strip_prefix('@') {
        let date: Date = date.parse().unwrap();
        return Period {
            kind: PeriodKind::AsOf,
            from: date,
            to: date,
            words: None,
        };
    }
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let number = |text: &str| text.parse::<i8>().unwrap();
    let (kind, first, last) = match part.chars().next() {
        None => (PeriodKind::Year, 1, 12),
        Some('H') => (
            PeriodKind::Half,
            number(&part[1..]) * 6 - 5,
            number(&part[1..]) * 6,
        ),
        Some('Q') => (
            PeriodKind::Span,
            number(&part[1..]) * 3 - 2,
            number(&part[1..]) * 3,
        ),
        _ => (PeriodKind::Month, number(part), number(part)),
    };
    let day = |month| Date::new(year.parse().unwrap(), month, 1).unwrap();
    Period {
        kind,
        from: day(first),
        to: day(last).last_of_month(),
        words: None,
    }
}

/// "all", "latest", "2021", "2020 2021", "2016..2018", "2020..", "last 3", "month 2023", "all but 2022".
fn window(text: &str) -> Window {
    let (text, without) = text.split_once(" but ").unwrap_or((text, ""));
    let grains = [
        ("year ", Grain::Year),
        ("half ", Grain::Half),
        ("quarter ", Grain::Quarter),
        ("month ", Grain::Month),
    ];
    let grain = grains.iter().find(|(name, _)| text.starts_with(name));
    let text = grain.map_or(text, |(name, _)| &text[name.len()..]);
    let span = match text {
        "all" => Span::All,
        "latest" => Span::Latest,
        "earliest" => Span::Earliest,
        _ => match (
            text.strip_prefix("last "),
            text.strip_prefix("first "),
            text.split_once(".."),
        ) {
            (Some(n), _, _) => Span::Last(n.parse().unwrap()),
            (_, Some(n), _) => Span::First(n.parse().unwrap()),
            (_, _, Some((from, to))) => {
                let end = |text: &str| (!text.is_empty()).then(|| period(text));
                Span::Within(end(from).map(|p| p.from), end(to).map(|p| p.to))
            }
            _ => Span::At(text.split_whitespace().map(period).collect()),
        },
    };
    Window {
        span,
        grain: grain.map(|(_, grain)| *grain),
        without: without.split_whitespace().map(period).collect(),
    }
}

fn cells(data: &Dataset, names: &str, when: &str) -> Cells {
    Cells::new(ids(data, names), window(when))
}

fn term(data: &Dataset, text: &str) -> Term {
    let (metric, when) = text.split_once(' ').unwrap();
    Term::new(id(data, metric), window(when))
}

/// "> 100", ">= 100", "~ 100", "than 2020", "beside wrecks", "over mean", "up", "> 10%".
fn limits(data: &Dataset, text: &str) -> Vec<Limit> {
    let one = |text: &str| match text.split_once(' ') {
        Some(("than", of)) => Limit::Than(Bound::Over, period(of)),
        Some(("beside", of)) => Limit::Beside(Bound::Over, id(data, of)),
        Some(("over", _)) => Limit::Mean(Bound::Over),
        Some((sign, number)) => {
            let bounds = [">", "<", ">=", "<=", "=", "~"];
            let all = [
                Bound::Over,
                Bound::Under,
                Bound::AtLeast,
                Bound::AtMost,
                Bound::Equal,
                Bound::Near,
            ];
            let bound = all[bounds.iter().position(|known| *known == sign).unwrap()];
            let unit = if number.ends_with('%') {
                AmountUnit::Percent
            } else {
                AmountUnit::Plain
            };
            let number = Number::from_integer(number.trim_end_matches('%').parse().unwrap());
            Limit::Value(bound, Amount { number, unit })
        }
        None if text == "up" => Limit::Goes(Way::Up),
        None if text == "worse" => Limit::Goes(Way::Worse),
        None => Limit::Goes(Way::Down),
    };
    text.split(", ")
        .filter(|text| !text.is_empty())
        .map(one)
        .collect()
}
