//! A bound that is said of the years of a stretch: "never above N", "every year over N", "a year with fewer than N".
//!
//! It must not judge what is left open: a year without a figure is known only as far as published records bound it.

use jiff::civil::Date;

use super::claimed::plain_numbers;
use super::known::{Known, all};
use super::verdict::{by_figure, judged, verdict_of};
use crate::compute::{Choice, Quantity, covers, usable};
use crate::dataset::{Figure, FigureId, MetricId, Number, Period, UnitKind};
use crate::former::ask::Ask;
use crate::former::change::Way;
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, lookup, many};
use crate::question::reading::{Bound, Counted};

/// Of which years something is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Every,
    Some,
    None,
    NotEvery,
    /// It is not said: of one, of each, or of all together.
    Open,
}

/// A year of the stretch, with its figure if it has one, and whether it is as claimed.
pub(super) struct Year {
    choice: Option<Choice>,
    met: Option<bool>,
}

/// "No year between 2011 and 2023 exceeded N", "never more than N before 2024".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let claims: Vec<&Counted> = plain_numbers(ask).collect();
    let together = ask.has_any(&["total", "sum"]);
    if claims.is_empty() || together || claims.iter().any(|claim| is_unbounded(claim)) {
        return None;
    }
    let scope = scope(ask, &claims);
    let of_all = ask.periods.points.is_empty() && scope != Scope::Open;
    let (from, to) = ask.periods.stretch.or(of_all.then_some((None, None)))?;
    let choices = ask.series(metric);
    let first = from.map(Date::year);
    let last = to.map_or(choices.last()?.period.last_year(), Date::year);
    let begins = first.or_else(|| Some(choices.first()?.period.last_year()))?;
    let mut years: Vec<Year> = (begins..=last)
        .map(|year| year_of(ask, metric, &choices, year, &claims))
        .collect();
    if first.is_none() {
        years.insert(
            0,
            Year {
                choice: None,
                met: None,
            },
        );
    }
    let (holds, witness) = judge(ask, metric, scope, &years, &claims);
    if let Some(choice) = witness {
        return Some(by_figure(ask, verdict(holds), choice.figure));
    }
    let known = bounds_of_records(ask, metric, (first.unwrap_or(last), last), &claims);
    match known.filter(|_| choices.len() < usize::try_from(last - begins + 1).unwrap_or(0)) {
        Some(record) => Some(by_record(
            ask,
            metric,
            verdict(holds),
            &record,
            (begins, last),
        )),
        None => Some(by_rows(ask, metric, verdict(holds), &choices, None)),
    }
}

fn is_unbounded(claim: &Counted) -> bool {
    claim
        .bound
        .is_none_or(|bound| bound.is_rough() || bound == Bound::Equal)
}

fn verdict(holds: Option<bool>) -> Verdict {
    holds.map_or(Verdict::CannotCheck, verdict_of)
}

/// Of which years the bound is said.
fn scope(ask: &Ask, claims: &[&Counted]) -> Scope {
    let says = |words: &[&str]| {
        let mut known = ask.reading.words.iter();
        known.any(|word| words.contains(&word.text.as_str()))
    };
    let caps = || {
        claims
            .iter()
            .all(|claim| matches!(claim.bound, Some(Bound::AtMost | Bound::AtLeast)))
    };
    let denied = ask.has_any(&["not", "nobody"]);
    let every = says(&["every", "each", "always", "throughout", "consistently"])
        || says(&["all"]) && says(&["years"]);
    match (denied, every) {
        (true, true) => Scope::NotEvery,
        (true, false) => Scope::None,
        (false, true) => Scope::Every,
        _ if says(&["any"]) && !ask.reading.yes_no && caps() => Scope::Every,
        _ if says(&["any", "ever", "year", "years", "some", "once"]) || says(PASSING) => {
            Scope::Some
        }
        _ => Scope::Open,
    }
}

/// Words for passing a limit, which one year is enough for.
const PASSING: &[&str] = &[
    "exceed",
    "exceeded",
    "top",
    "topped",
    "pass",
    "passed",
    "reach",
    "reached",
    "hit",
    "surpass",
    "surpassed",
    "fall",
    "fell",
    "drop",
    "dropped",
    "dip",
    "dipped",
];

/// What is known of a year: its figure, else what the records of the series leave it.
pub(super) fn year_of(
    ask: &Ask,
    metric: MetricId,
    choices: &[Choice],
    year: i16,
    claims: &[&Counted],
) -> Year {
    let mut own = choices.iter();
    let choice = own
        .find(|choice| choice.period.last_year() == year)
        .cloned();
    let quantity = choice.as_ref().and_then(|choice| ask.quantity(choice));
    let known = quantity.map_or_else(
        || {
            let of = |range: fn(&Figure) -> Option<(i16, i16)>| {
                record(ask, metric, (year, year), range).map(|(_, value)| value)
            };
            Known::between(
                of(|figure| figure.lowest_in),
                of(|figure| figure.highest_in),
            )
        },
        |quantity| Known::of(quantity.value()),
    );
    Year {
        choice,
        met: known.meets_all(claims),
    }
}

impl Year {
    /// Whether it is as claimed; nothing where that is not known.
    pub(super) fn met(&self) -> Option<bool> {
        self.met
    }
}

/// Whether the claim holds, and the year that decides it where one does.
fn judge<'a>(
    ask: &Ask,
    metric: MetricId,
    scope: Scope,
    years: &'a [Year],
    claims: &[&Counted],
) -> (Option<bool>, Option<&'a Choice>) {
    let one = |met: bool| {
        let mut years = years.iter();
        years.find(|year| year.met == Some(met) && year.choice.is_some())
    };
    let witness = |met: bool| one(met).and_then(|year| year.choice.as_ref());
    let every = all(years.iter().map(|year| year.met));
    let some = all(years.iter().map(|year| year.met.map(|met| !met))).map(|none| !none);
    let by = |holds: Option<bool>, decides: bool, met: bool| {
        (holds, witness(met).filter(|_| holds == Some(decides)))
    };
    match scope {
        Scope::Every => by(every, false, false),
        Scope::NotEvery => by(every.map(|every| !every), true, false),
        Scope::Some => by(some, true, true),
        Scope::None => by(some.map(|some| !some), false, true),
        Scope::Open => {
            let together = together(ask, metric, years, claims);
            let agree = every == some && every == together;
            (every.filter(|_| agree), None)
        }
    }
}

/// What becomes of the claim if it is said of all years together; of what cannot be added it is not.
fn together(ask: &Ask, metric: MetricId, years: &[Year], claims: &[&Counted]) -> Option<bool> {
    let counts = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Count);
    if !counts {
        return all(years.iter().map(|year| year.met));
    }
    let quantities: Option<Vec<Quantity>> = years
        .iter()
        .map(|year| ask.quantity(year.choice.as_ref()?))
        .collect();
    Known::of(Quantity::sum(&quantities?)?.value()).meets_all(claims)
}

/// A figure that is known as the highest or lowest of years.
struct Record<'a> {
    id: FigureId,
    figure: &'a Figure,
    lowest: bool,
}

/// The figure of a record that spans these years, with its value.
fn record<'a>(
    ask: &Ask<'a>,
    metric: MetricId,
    years: (i16, i16),
    range: fn(&Figure) -> Option<(i16, i16)>,
) -> Option<((FigureId, &'a Figure), Number)> {
    let mut figures = usable(ask.data(), metric);
    let found = figures.find(|(_, figure)| covers(range(figure), years))?;
    Some((found, ask.published(found.0)?.sort_key()))
}

/// The record that bears on what is claimed: the lowest for a limit below it, else the highest.
fn bounds_of_records<'a>(
    ask: &Ask<'a>,
    metric: MetricId,
    years: (i16, i16),
    claims: &[&Counted],
) -> Option<Record<'a>> {
    let said = claims.first()?.value;
    let of = |lowest: bool| {
        let range: fn(&Figure) -> Option<(i16, i16)> = if lowest {
            |figure| figure.lowest_in
        } else {
            |figure| figure.highest_in
        };
        record(ask, metric, years, range)
            .map(|((id, figure), value)| (Record { id, figure, lowest }, value))
    };
    let (high, low) = (of(false), of(true));
    match (high, low) {
        (_, Some((low, value))) if said <= value => Some(low),
        (high, _) => high.map(|(high, _)| high),
    }
}

fn by_record(
    ask: &Ask,
    metric: MetricId,
    verdict: Verdict,
    record: &Record,
    (from, to): (i16, i16),
) -> Draft {
    let Some(quantity) = ask.published(record.id) else {
        return super::cannot_check(ask);
    };
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &record.figure.period)
        .text("metric", ask.short(metric))
        .text("from", from.to_string())
        .text("to", to.to_string())
        .flag("lowest", record.lowest);
    judged(ask, verdict, "record_bound", &values)
}

/// The verdict with all figures that there are for the stretch, and what they add up to where that is claimed.
pub(super) fn by_rows(
    ask: &Ask,
    metric: MetricId,
    verdict: Verdict,
    choices: &[Choice],
    total: Option<&Quantity>,
) -> Draft {
    let quantities = choices
        .iter()
        .filter_map(|choice| Some((choice, ask.quantity(choice)?)));
    let rows: Vec<String> = quantities
        .map(|(choice, quantity)| format!("{}: **{}**", choice.period.in_words(), quantity.text()))
        .collect();
    let values = Values::new()
        .text("rows", many::list(&rows))
        .maybe("total", total)
        .text("metric", ask.short(metric))
        .resting_on(&many::figures_of(choices));
    judged(ask, verdict, "rows", &values)
}

/// One side of a claimed direction has no figure: the other may still be known as a record of its year.
pub(super) fn of_unknown_side(
    ask: &Ask,
    metric: MetricId,
    missing: &[Period],
    way: Way,
) -> Option<Draft> {
    let [unknown] = missing else { return None };
    let points = &ask.periods.points;
    let known = points.iter().find(|point| *point != unknown)?;
    let own = lookup::find(ask.data(), metric, known)?;
    let figure = ask.data().figures.get(own.figure.0)?;
    let years = (unknown.last_year(), unknown.last_year());
    let lowest = covers(figure.lowest_in, years);
    let claims_unknown_lower = (way == Way::Up) != (points.first() == Some(unknown));
    let refuted = if claims_unknown_lower {
        lowest
    } else {
        covers(figure.highest_in, years)
    };
    if !refuted {
        return None;
    }
    let values = Values::new()
        .quantity("value", &ask.quantity(&own)?)
        .period("period", &own.period)
        .text("metric", ask.short(metric))
        .text("from", unknown.in_words())
        .text("to", unknown.in_words())
        .flag("lowest", lowest);
    Some(judged(ask, Verdict::Contradicted, "record_side", &values))
}
