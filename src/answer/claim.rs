//! Checking what somebody asserts: a number, a direction, a multiple, a share, a record.
//!
//! The verdict compares the assertion with figures and says nothing about anything else: what the data cannot tell is not judged.

use num_traits::Signed;

use crate::compute::{Choice, Comparable, Quantity, comparable, series, usable};
use crate::dataset::{Figure, FigureId, MetricId, Number, Period, PeriodKind, Usage};
use crate::question::names::Target;
use crate::question::reading::{Bound, Counted, CountedKind};

use super::ask::{Ask, Origin};
use super::change::{self, Pair};
use super::draft::{Draft, Values};
use super::{Status, Verdict, lookup, many, refuse, value};

/// How far a rounded claim may lie from the figure, in percent of the figure.
const TOLERANCE_PERCENT: i128 = 4;

/// Checks an assertion: the first kind of check that applies gives the verdict.
pub(super) fn answer(ask: &Ask) -> Draft {
    let checks: [fn(&Ask) -> Option<Draft>; 15] = [
        misreport,
        cause,
        of_event,
        disputed,
        attribution,
        bounded_years,
        half_against_year,
        wrong_period,
        several_numbers,
        multiple,
        percent_change,
        share,
        number,
        extremum,
        direction,
    ];
    checks
        .iter()
        .find_map(|check| check(ask))
        .unwrap_or_else(|| cannot_check(ask))
}

fn judged(ask: &Ask, verdict: Verdict, case: &str, values: &Values) -> Draft {
    let lead = match verdict {
        Verdict::Supported => "supported",
        Verdict::Contradicted => "contradicted",
        Verdict::CannotCheck => "cannot_check",
    };
    let text = format!(
        "{} {}",
        ask.word(lead, &Values::new()),
        ask.word(case, values)
    );
    let bare = match verdict {
        Verdict::Supported => "yes",
        Verdict::Contradicted => "no",
        Verdict::CannotCheck => "unknown",
    };
    Draft::answered(text.trim().to_owned(), values)
        .verdict(verdict)
        .value(bare)
}

fn verdict_of(holds: bool) -> Verdict {
    if holds {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    }
}

/// Whether a rounded claim fits an exact value.
fn near(claimed: Number, actual: Number) -> bool {
    (claimed - actual).abs() * Number::from_integer(100)
        <= actual.abs() * Number::from_integer(TOLERANCE_PERCENT)
}

/// Whether a claimed number fits a figure: exactly, or rounded where the claim is rounded.
fn fits(claim: &Counted, actual: Number) -> bool {
    match claim.bound {
        Some(Bound::Near) | None if claim.rounded || is_round(claim.value) => {
            near(claim.value, actual)
        }
        Some(bound) => bound.holds(actual, claim.value),
        None => claim.value == actual,
    }
}

/// Whether a number has at most two digits that are not zero: 14,000 is a rounded claim, 13,700 is not.
fn is_round(number: Number) -> bool {
    let mut n = number.to_integer().abs();
    if !number.is_integer() || n < 100 {
        return false;
    }
    while n % 10 == 0 {
        n /= 10;
    }
    n < 100
}

fn plain_numbers<'a>(ask: &'a Ask) -> impl Iterator<Item = &'a Counted> {
    ask.reading
        .numbers
        .iter()
        .filter(|number| number.kind == CountedKind::Plain)
}

/// A number that is known as a misreport.
fn misreport(ask: &Ask) -> Option<Draft> {
    let data = ask.data();
    let named = |id: &FigureId| {
        data.figures
            .get(id.0)
            .is_some_and(|figure| figure.usage == Usage::Never && is_about(ask, *id))
    };
    let all = ask.reading.numbers.iter().flat_map(|number| {
        data.figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| {
                figure.usage == Usage::Never && figure.value.ends().0 == number.value
            })
            .map(|(index, _)| FigureId(index))
            .collect::<Vec<_>>()
    });
    let id = all.into_iter().find(named)?;
    let figure = data.figures.get(id.0)?;
    let right = figure
        .conflicts
        .iter()
        .find_map(|conflict| data.conflicts.get(conflict.0));
    let standing = usable(data, figure.metric)
        .find(|(_, other)| other.period.to == figure.period.to)
        .map(|(id, _)| id);
    let others: Vec<FigureId> = right
        .map(|conflict| {
            conflict
                .figures
                .iter()
                .copied()
                .filter(|other| *other != id)
                .collect()
        })
        .unwrap_or_default();
    let rival: Vec<FigureId> = if others.is_empty() {
        standing.into_iter().collect()
    } else {
        others
    };
    let correct = standing.and_then(|id| ask.published(id));
    let values = Values::new()
        .sourced_text("caveat", figure.caveat.clone(), &rival)
        .sourced_text(
            "say",
            right.map_or("", |conflict| conflict.say.as_str()),
            &rival,
        )
        .maybe("correct", correct.as_ref())
        .text("metric", ask.short(figure.metric))
        .period("period", &figure.period)
        .text(
            "carrier",
            data.sources
                .get(figure.source.0)
                .map_or_else(String::new, |source| super::cite::escape(&source.publisher)),
        );
    Some(judged(ask, Verdict::Contradicted, "misreport", &values))
}

/// Whether a misreport's metric or period is what the assertion speaks of.
fn is_about(ask: &Ask, id: FigureId) -> bool {
    let Some(figure) = ask.data().figures.get(id.0) else {
        return false;
    };
    let candidates = ask.reading.metrics.iter().any(|mention| {
        mention.metric == figure.metric
            || mention
                .others
                .iter()
                .any(|(other, _)| *other == figure.metric)
    });
    let standing =
        ask.reading
            .numbers
            .iter()
            .flat_map(|number| &number.figures)
            .any(|other| {
                ask.data().figures.get(other.0).is_some_and(|other| {
                    other.usage != Usage::Never && other.metric == figure.metric
                })
            });
    candidates && (!standing || figure.value.ends().0 != figure.value.ends().1)
}

/// A reason: the figures say that something rose or fell, never why.
fn cause(ask: &Ask) -> Option<Draft> {
    if !ask.has("why") {
        return None;
    }
    let said = super::event::statements(ask);
    let lines = said.iter().map(|(_, statement)| {
        let values = Values::new()
            .text("text", statement.text.clone())
            .text("who", statement.attributed_to.clone());
        ask.say("statement", &values)
    });
    let values = Values::new().list("lines", lines.collect());
    let mut draft = judged(ask, Verdict::CannotCheck, "cause", &values);
    draft.pages = said
        .iter()
        .map(|(_, statement)| {
            (
                statement.originator.map(|outlet| outlet.0),
                statement.source,
            )
        })
        .collect();
    Some(draft)
}

/// "Nobody was ever on board", where an event of the data is just that.
fn of_event(ask: &Ask) -> Option<Draft> {
    let event = ask
        .reading
        .events
        .first()
        .and_then(|named| ask.data().events.get(named.index))?;
    if !ask.has_any(&["nobody", "not"]) {
        return None;
    }
    let values = Values::new().text("summary", event.summary.clone());
    let mut draft = judged(ask, Verdict::Contradicted, "event", &values);
    draft.pages = event
        .sources
        .iter()
        .take(2)
        .map(|source| (Some(event.originator.0), *source))
        .collect();
    Some(draft)
}

/// A figure credited to an outlet that did not publish it.
fn attribution(ask: &Ask) -> Option<Draft> {
    let named = ask.reading.outlets.first()?;
    let mut figures: Vec<FigureId> = ask.reading.figures().collect();
    if figures.is_empty() {
        figures = figures_in_names(ask);
    }
    let originator = |id: &FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .and_then(|figure| figure.originator)
    };
    let id = *figures.first()?;
    if figures
        .iter()
        .any(|id| originator(id).is_none_or(|outlet| outlet.0 == named.index))
    {
        return None;
    }
    let name = |index: usize| {
        ask.data()
            .outlets
            .get(index)
            .map_or_else(String::new, |outlet| super::cite::escape(&outlet.name))
    };
    let values = Values::new()
        .text(
            "outlet",
            originator(&id).map_or_else(String::new, |outlet| name(outlet.0)),
        )
        .text("other", name(named.index))
        .sourced_text("sentence", value::sentence(ask, id), &[id]);
    Some(judged(ask, Verdict::Contradicted, "attribution", &values))
}

/// The figures of a metric that goes by its number: "34 a day".
fn figures_in_names(ask: &Ask) -> Vec<FigureId> {
    let number = |token: &usize| {
        ask.reading
            .words
            .get(*token)
            .and_then(|word| word.text.parse::<i128>().ok())
    };
    let named = ask.reading.metrics.iter().flat_map(|mention| {
        mention
            .tokens
            .iter()
            .filter_map(number)
            .map(|number| (mention.metric, Number::from_integer(number)))
    });
    let named: Vec<(MetricId, Number)> = named.collect();
    let is_named = |figure: &Figure| {
        named
            .iter()
            .any(|(metric, number)| figure.metric == *metric && figure.value.ends().0 == *number)
    };
    let figures = ask.data().figures.iter().enumerate();
    figures
        .filter(|(_, figure)| figure.usage != Usage::Never && is_named(figure))
        .map(|(index, _)| FigureId(index))
        .collect()
}

/// A number that is no figure but stands in a known disagreement.
fn disputed(ask: &Ask) -> Option<Draft> {
    let strange: Vec<usize> = ask
        .reading
        .numbers
        .iter()
        .filter(|number| number.figures.is_empty())
        .flat_map(|number| number.tokens.clone())
        .collect();
    let mention = ask
        .reading
        .conflicts
        .iter()
        .find(|mention| mention.tokens.iter().any(|token| strange.contains(token)))?;
    let Target::Conflict(index) = mention.target else {
        return None;
    };
    let conflict = ask.data().conflicts.get(index)?;
    let usable: Vec<FigureId> = conflict
        .figures
        .iter()
        .copied()
        .filter(|id| {
            ask.data()
                .figures
                .get(id.0)
                .is_some_and(|figure| figure.usage != Usage::Never)
        })
        .collect();
    let values = Values::new()
        .sourced_text("say", conflict.say.clone(), &usable)
        .sourced_text("detail", conflict.detail.clone(), &usable);
    Some(judged(ask, Verdict::Contradicted, "disputed", &values))
}

/// Several numbers for as many periods: each is checked against its own.
fn several_numbers(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let numbers: Vec<&Counted> = plain_numbers(ask).collect();
    if numbers.len() < 2 || numbers.len() != ask.periods.points.len() {
        return None;
    }
    let actual: Vec<(Period, Quantity)> = ask
        .periods
        .points
        .iter()
        .filter_map(|period| {
            Some((
                period.clone(),
                ask.quantity(&lookup::find(ask.data(), metric, period)?)?,
            ))
        })
        .collect();
    if actual.len() != numbers.len() {
        return None;
    }
    let lengths_differ = actual
        .windows(2)
        .any(|pair| matches!(pair, [(a, _), (b, _)] if a.kind != b.kind));
    if lengths_differ && ask.has_any(&["rise", "fall", "comparative", "comparative_less"]) {
        return half_against_year(ask);
    }
    let holds = actual
        .iter()
        .zip(&numbers)
        .all(|((_, quantity), claim)| fits(claim, quantity.sort_key()));
    let rows: Vec<String> = actual
        .iter()
        .map(|(period, quantity)| format!("{}: **{}**", period.in_words(), quantity.text()))
        .collect();
    let figures: Vec<FigureId> = actual
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .text("rows", many::list(&rows))
        .text("metric", ask.short(metric))
        .resting_on(&figures);
    Some(judged(ask, verdict_of(holds), "rows", &values))
}

/// "doubled", "three times as many", "halved".
fn multiple(ask: &Ask) -> Option<Draft> {
    let claimed = claimed_multiple(ask)?;
    let metric = ask.metric_id()?;
    if ask.metrics.len() >= 2 {
        return None;
    }
    let pair = match change::pair(ask, metric) {
        Ok(pair) => pair,
        Err(missing) => return Some(uncheckable(ask, metric, &missing)),
    };
    if comparable(ask.data(), pair.later.figure, pair.base.figure) != Comparable::Yes {
        return Some(refuse::not_comparable(
            ask,
            pair.later.figure,
            pair.base.figure,
            comparable(ask.data(), pair.later.figure, pair.base.figure),
        ));
    }
    let times = ask
        .quantity(&pair.later)?
        .multiple_of(&ask.quantity(&pair.base)?)?;
    let actual = times.sort_key();
    let over = ask.has("over") || ask.has("more") && !ask.has("howmany");
    let holds = if over {
        actual > claimed
    } else if ask.has("under") {
        actual < claimed
    } else {
        near(claimed, actual)
    };
    Some(judged(
        ask,
        verdict_of(holds),
        "change",
        &pair_values(ask, &pair)?,
    ))
}

fn claimed_multiple(ask: &Ask) -> Option<Number> {
    let spelled = [("double", 2), ("triple", 3), ("quadruple", 4)]
        .into_iter()
        .find(|(concept, _)| ask.has(concept))
        .map(|(_, n)| Number::from_integer(n));
    let number = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Times)
        .map(|number| number.value);
    let halved = (ask.has("half") && ask.has("fall")).then(|| Number::new(1, 2));
    number.or(spelled).or(halved)
}

fn pair_values(ask: &Ask, pair: &Pair) -> Option<Values> {
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let difference = later.minus(&base)?;
    let percent = later.percent_change(&base);
    let values = Values::new()
        .quantity("base", &base)
        .quantity("later", &later)
        .period("from", &pair.base.period)
        .period("to", &pair.later.period)
        .text("metric", ask.short(pair.metric))
        .quantity("difference", &difference.magnitude())
        .maybe("times", later.multiple_of(&base).as_ref())
        .maybe(
            "percent",
            percent.as_ref().map(Quantity::magnitude).as_ref(),
        )
        .flag("rose", difference.sign() > 0)
        .flag("fell", difference.sign() < 0);
    Some(values)
}

/// The direction put right: "They did not fall: they rose by 76.1%".
pub(super) fn correction(ask: &Ask, pair: &Pair) -> Draft {
    let Some(values) = pair_values(ask, pair) else {
        return refuse::no_data(ask, Some(pair.metric), &[]);
    };
    let text = ask.say(
        "correction",
        &values.clone().flag("asked_fall", ask.has("fall")),
    );
    Draft::answered(text, &values).verdict(Verdict::Contradicted)
}

/// "rose by 40 percent".
fn percent_change(ask: &Ask) -> Option<Draft> {
    let claim = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Percent)?;
    let moves = ask.has_any(&["rise", "fall", "change", "more", "comparative"]);
    let metric = ask.metric_id()?;
    if !moves || ask.metrics.len() >= 2 {
        return None;
    }
    let pair = change::pair(ask, metric).ok()?;
    let actual = ask
        .quantity(&pair.later)?
        .percent_change(&ask.quantity(&pair.base)?)?
        .sort_key();
    let signed = if ask.has("fall") && !ask.has("rise") {
        -claim.value
    } else {
        claim.value
    };
    let holds = match claim.bound {
        Some(Bound::Near) | None => (signed - actual).abs() <= Number::from_integer(1),
        Some(bound) => bound.holds(actual, signed),
    };
    Some(judged(
        ask,
        verdict_of(holds),
        "change",
        &pair_values(ask, &pair)?,
    ))
}

/// "40% of the lamps were automated", "everyone", "half", "nobody".
fn share(ask: &Ask) -> Option<Draft> {
    let claimed = claimed_share(ask).filter(|_| ask.metrics.len() >= 2 || !only_most(ask))?;
    let (part, whole) = match ask.metrics.as_slice() {
        [a, b, ..] if ask.metric(*a)?.part_of.contains(b) => (*a, *b),
        [a, b, ..] if ask.metric(*b)?.part_of.contains(a) => (*b, *a),
        [a, b, ..] => {
            let (first, second) = change::same_period(ask, *a, *b)?;
            return Some(refuse::not_comparable(
                ask,
                first.figure,
                second.figure,
                Comparable::OtherMetric,
            ))
            .map(|draft| draft.verdict(Verdict::CannotCheck));
        }
        [a] => (*a, *ask.metric(*a)?.part_of.first()?),
        [] => return None,
    };
    let (a, b) = change::same_period(ask, part, whole)?;
    let (qa, qb) = (ask.quantity(&a)?, ask.quantity(&b)?);
    let share = qa.share_of(&qb)?;
    let claim = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Percent);
    let most = only_most(ask);
    let bound = if most {
        Some(Bound::Over)
    } else {
        claim.and_then(|claim| claim.bound)
    };
    let holds = match bound {
        Some(Bound::Near) | None => (claimed - share.sort_key()).abs() <= Number::new(3, 2),
        Some(bound) => bound.holds(share.sort_key(), claimed),
    };
    let values = Values::new()
        .quantity("share", &share)
        .quantity("part", &qa)
        .quantity("whole", &qb)
        .text("part_metric", ask.short(part))
        .text("whole_metric", ask.short(whole))
        .period("period", &a.period);
    Some(judged(ask, verdict_of(holds), "share", &values))
}

/// Whether "most" is all that is said of a share.
fn only_most(ask: &Ask) -> bool {
    let percent = ask
        .reading
        .numbers
        .iter()
        .any(|number| number.kind == CountedKind::Percent);
    !percent && !ask.has_any(&["everyone", "nobody", "half"])
}

fn claimed_share(ask: &Ask) -> Option<Number> {
    let number = ask
        .reading
        .numbers
        .iter()
        .find(|number| number.kind == CountedKind::Percent)
        .map(|number| number.value);
    let word = [("everyone", 100), ("nobody", 0), ("half", 50), ("max", 50)]
        .into_iter()
        .find(|(concept, _)| ask.has(concept))
        .map(|(_, n)| Number::from_integer(n));
    number.or(word)
}

/// The metrics that an assertion may be about: those that are named, with others that the same words name in full.
fn claimed_metrics(ask: &Ask) -> Vec<MetricId> {
    let mentions = ask.reading.metrics.iter();
    let named = mentions.flat_map(|mention| {
        let others = mention.others.iter().filter(|(_, recall)| *recall > 0.95);
        std::iter::once(mention.metric).chain(others.map(|(metric, _)| *metric))
    });
    named.chain(ask.metrics.iter().copied()).collect()
}

/// Figures that a claimed number names and that may be given.
fn standing(ask: &Ask, claim: &Counted) -> Vec<FigureId> {
    let usable = |id: &FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .is_some_and(|figure| figure.usage != Usage::Never)
    };
    claim.figures.iter().copied().filter(usable).collect()
}

/// Whether a figure is for one of the periods that are named; any period will do if none is.
fn is_for_named_period(ask: &Ask, period: &Period) -> bool {
    let at_date = ask
        .periods
        .by
        .is_some_and(|date| lookup::is_near(period.to, date));
    let named = ask.periods.points.iter().any(|point| {
        point.from == period.from && point.to == period.to
            || point.kind == PeriodKind::AsOf && lookup::is_near(period.to, point.to)
    });
    at_date || named || ask.periods.by.is_none() && ask.periods.points.is_empty()
}

/// A running total, or a figure of another year, given for the year that is named.
fn wrong_period(ask: &Ask) -> Option<Draft> {
    let metrics = claimed_metrics(ask);
    let of_claim = |id: &FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .filter(|figure| metrics.contains(&figure.metric))
    };
    for claim in plain_numbers(ask) {
        let figures: Vec<FigureId> = standing(ask, claim)
            .into_iter()
            .filter(|id| of_claim(id).is_some())
            .collect();
        let fits = figures
            .iter()
            .any(|id| of_claim(id).is_some_and(|figure| is_for_named_period(ask, &figure.period)));
        if let (false, Some(id)) = (fits, figures.first()) {
            let metric = of_claim(id)?.metric;
            let own = ask
                .periods
                .points
                .iter()
                .find_map(|period| lookup::find(ask.data(), metric, period));
            return Some(number_differs(ask, metric, own.as_ref(), Some(*id)));
        }
    }
    None
}

/// A number for a metric and a period.
fn number(ask: &Ask) -> Option<Draft> {
    let claim = plain_numbers(ask).next()?;
    let named = standing(ask, claim);
    let metrics = claimed_metrics(ask);
    let figure = |id: &FigureId| ask.data().figures.get(id.0);
    let right = named.iter().find(|id| {
        figure(id).is_some_and(|figure| {
            metrics.contains(&figure.metric) && is_for_named_period(ask, &figure.period)
        })
    });
    let unaccounted = plain_numbers(ask)
        .skip(1)
        .any(|other| other.bound.is_none() && other.figures.is_empty());
    if let (Some(id), true) = (right, unaccounted) {
        let values = Values::new().sourced_text("sentence", value::sentence(ask, *id), &[*id]);
        return Some(judged(ask, Verdict::CannotCheck, "sentence", &values));
    }
    if let Some(id) = right.filter(|_| claim.bound.is_none_or(|bound| bound == Bound::Near)) {
        return Some(number_holds(ask, *id));
    }
    let metric = ask.metric_id()?;
    let own = own_choice(ask, metric, named.first().copied());
    match own {
        Some(own)
            if ask
                .quantity(&own)
                .is_some_and(|quantity| fits(claim, quantity.sort_key())) =>
        {
            Some(number_holds(ask, own.figure))
        }
        None if named.is_empty() => {
            (!ask.periods.points.is_empty()).then(|| uncheckable(ask, metric, &ask.periods.points))
        }
        own => Some(number_differs(
            ask,
            metric,
            own.as_ref(),
            named.first().copied(),
        )),
    }
}

/// The figure of a metric for the period that is named, else for that of the figure that the number names.
fn own_choice(ask: &Ask, metric: MetricId, named: Option<FigureId>) -> Option<Choice> {
    match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false),
        (None, Some(period)) => lookup::find(ask.data(), metric, period),
        (None, None) => {
            let figure = ask.data().figures.get(named?.0)?;
            lookup::find(ask.data(), metric, &figure.period)
        }
    }
}

fn number_holds(ask: &Ask, id: FigureId) -> Draft {
    let values = Values::new().sourced_text("sentence", value::sentence(ask, id), &[id]);
    let verdict = if ask.has("everyone") {
        Verdict::CannotCheck
    } else {
        Verdict::Supported
    };
    judged(ask, verdict, "sentence", &values)
}

/// What the claimed number really is, and what the figure asked about is.
fn number_differs(
    ask: &Ask,
    metric: MetricId,
    own: Option<&Choice>,
    other: Option<FigureId>,
) -> Draft {
    let meant = other.and_then(|id| ask.data().figures.get(id.0));
    let sentence =
        |id: Option<FigureId>| id.map_or_else(String::new, |id| value::sentence(ask, id));
    let own = own.map(|own| own.figure).filter(|own| Some(*own) != other);
    let figures: Vec<FigureId> = other.into_iter().chain(own).collect();
    let values = Values::new()
        .sourced_text("meant", sentence(other), &figures)
        .sourced_text("own", sentence(own), &figures)
        .text("metric", ask.short(metric))
        .text("caveat", meant.map_or("", |figure| figure.caveat.as_str()))
        .text(
            "period",
            ask.periods
                .points
                .first()
                .map_or_else(String::new, Period::in_words),
        )
        .flag(
            "running",
            meant.is_some_and(|figure| figure.period.kind == PeriodKind::Cumulative),
        )
        .flag(
            "same_metric",
            meant.is_some_and(|figure| figure.metric == metric),
        );
    let known = ask.origin == Origin::Named || own.is_some();
    judged(
        ask,
        if known {
            Verdict::Contradicted
        } else {
            Verdict::CannotCheck
        },
        "differs",
        &values,
    )
}

/// "No year between 2011 and 2023 exceeded N": answered by a published record even where years have no figure.
fn bounded_years(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let (Some(from), Some(to)) = ask.periods.stretch? else {
        return None;
    };
    let claim = ask.reading.thresholds().next()?;
    let within = |range: Option<(i16, i16)>| {
        range.is_some_and(|(first, last)| first <= from.year() && to.year() <= last)
    };
    let (id, figure) = usable(ask.data(), metric).find(|(_, figure)| within(figure.highest_in))?;
    let quantity = ask.published(id)?;
    let possible = claim.value < quantity.sort_key();
    let denies = ask.has_any(&["not", "nobody"]);
    if possible {
        return None;
    }
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &figure.period)
        .text("metric", ask.short(metric))
        .text("from", from.year().to_string())
        .text("to", to.year().to_string());
    Some(judged(ask, verdict_of(denies), "record_bound", &values))
}

/// "The first half of 2024 alone topped all of 2022."
fn half_against_year(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    if !ask.has_any(&[
        "over",
        "more",
        "comparative",
        "max",
        "rise",
        "fall",
        "comparative_less",
        "under",
    ]) {
        return None;
    }
    let points = &ask.periods.points;
    let (part, year) = match points.as_slice() {
        [a, b] if a.kind != PeriodKind::Year && b.kind == PeriodKind::Year => (a, b),
        [a, b] if b.kind != PeriodKind::Year && a.kind == PeriodKind::Year => (b, a),
        _ => return None,
    };
    let (part, year) = (
        lookup::find(ask.data(), metric, part)?,
        lookup::find(ask.data(), metric, year)?,
    );
    let (a, b) = (ask.quantity(&part)?, ask.quantity(&year)?);
    let values = Values::new()
        .quantity("part", &a)
        .quantity("whole", &b)
        .period("part_period", &part.period)
        .period("whole_period", &year.period)
        .text("metric", ask.short(metric));
    let claims_more = ask.has_any(&["over", "more", "comparative", "max"]);
    let more = a.sort_key() > b.sort_key();
    if claims_more && more {
        return Some(judged(ask, Verdict::Supported, "part_above", &values));
    }
    Some(judged(ask, Verdict::Contradicted, "part_of_year", &values))
}

/// "2022 was the worst year", "the most since 2010".
fn extremum(ask: &Ask) -> Option<Draft> {
    if !ask.has_any(&["max", "min", "previous_record"]) {
        return None;
    }
    let metric = ask.metric_id()?;
    let point = ask.periods.points.last()?;
    let own = lookup::find(ask.data(), metric, point)?;
    let all: Vec<(Choice, Quantity)> = series(ask.data(), metric, own.period.kind)
        .into_iter()
        .filter_map(|choice| ask.quantity(&choice).map(|quantity| (choice, quantity)))
        .collect();
    let lowest = ask.has("min") && !ask.has("max");
    let key = |entry: &&(Choice, Quantity)| entry.1.sort_key();
    let (best, quantity) = if lowest {
        all.iter().min_by_key(key)?
    } else {
        all.iter().max_by_key(key)?
    };
    let holds = best.figure == own.figure;
    let first = all
        .first()
        .map_or_else(String::new, |(choice, _)| choice.period.in_words());
    let runner = all
        .iter()
        .filter(|(choice, _)| choice.figure != best.figure)
        .max_by_key(|entry| {
            if lowest {
                -entry.1.sort_key()
            } else {
                entry.1.sort_key()
            }
        });
    let values = Values::new()
        .quantity("best", quantity)
        .period("best_period", &best.period)
        .maybe("own", ask.quantity(&own).as_ref())
        .period("own_period", &own.period)
        .maybe("runner", runner.map(|(_, quantity)| quantity))
        .text(
            "runner_period",
            runner.map_or_else(String::new, |(choice, _)| choice.period.in_words()),
        )
        .text("first", first)
        .text("metric", ask.short(metric))
        .flag("lowest", lowest)
        .flag("holds", holds);
    Some(judged(ask, verdict_of(holds), "extremum", &values))
}

/// "it went up", "more than the year before".
fn direction(ask: &Ask) -> Option<Draft> {
    let (up, down) = (
        ask.has_any(&["rise", "comparative", "more", "over"]),
        ask.has_any(&["fall", "comparative_less", "under"]),
    );
    let metric = ask.metric_id()?;
    if up == down {
        return None;
    }
    let pair = match change::pair(ask, metric) {
        Ok(pair) => pair,
        Err(missing) => return Some(unknown_side(ask, metric, &missing, up)),
    };
    if comparable(ask.data(), pair.later.figure, pair.base.figure) != Comparable::Yes {
        return Some(refuse::not_comparable(
            ask,
            pair.later.figure,
            pair.base.figure,
            Comparable::OtherPeriod,
        ));
    }
    let difference = ask
        .quantity(&pair.later)?
        .minus(&ask.quantity(&pair.base)?)?;
    let moves = ask.has_any(&["rise", "fall"]);
    let first_is_later = ask
        .periods
        .points
        .first()
        .is_none_or(|first| first.to >= pair.later.period.from);
    let sign = if moves || first_is_later {
        difference.sign()
    } else {
        -difference.sign()
    };
    let holds = (up && sign > 0) || (down && sign < 0);
    Some(judged(
        ask,
        verdict_of(holds),
        "change",
        &pair_values(ask, &pair)?,
    ))
}

/// One side has no figure: a published record may still tell.
fn unknown_side(ask: &Ask, metric: MetricId, missing: &[Period], up: bool) -> Draft {
    let by_record = || {
        let [unknown] = missing else { return None };
        let known = ask.periods.points.iter().find(|point| *point != unknown)?;
        let own = lookup::find(ask.data(), metric, known)?;
        let figure = ask.data().figures.get(own.figure.0)?;
        let within = |range: Option<(i16, i16)>| {
            range.is_some_and(|(first, last)| (first..=last).contains(&unknown.last_year()))
        };
        let unknown_first = ask.periods.points.first() == Some(unknown);
        let claims_unknown_lower = up != unknown_first;
        let refuted = (within(figure.lowest_in) && claims_unknown_lower)
            || (within(figure.highest_in) && !claims_unknown_lower);
        let quantity = ask.quantity(&own)?;
        let values = Values::new()
            .quantity("value", &quantity)
            .period("period", &own.period)
            .text("metric", ask.short(metric))
            .text("from", unknown.in_words())
            .text("to", unknown.in_words())
            .flag("lowest", within(figure.lowest_in));
        refuted.then(|| judged(ask, Verdict::Contradicted, "record_side", &values))
    };
    by_record().unwrap_or_else(|| uncheckable(ask, metric, missing))
}

/// The periods claimed about have no figure.
fn uncheckable(ask: &Ask, metric: MetricId, missing: &[Period]) -> Draft {
    let draft = refuse::no_data(ask, Some(metric), missing);
    let lead = ask.word("cannot_check", &Values::new());
    Draft {
        status: Status::Answered,
        text: format!("{lead} {}", draft.text),
        ..draft
    }
    .verdict(Verdict::CannotCheck)
}

/// Nothing in the data bears on it.
fn cannot_check(ask: &Ask) -> Draft {
    let shown = ask.metric_id().and_then(|metric| {
        let choice = ask
            .periods
            .points
            .first()
            .and_then(|period| lookup::find(ask.data(), metric, period))
            .or_else(|| lookup::latest(ask.data(), metric))?;
        let quantity = ask.quantity(&choice)?;
        Some((value::sentence(ask, choice.figure), quantity))
    });
    let (sentence, figures) = shown.map_or_else(
        || (String::new(), Vec::new()),
        |(sentence, quantity)| (sentence, quantity.figures().to_vec()),
    );
    let values = Values::new().sourced_text("sentence", sentence, &figures);
    judged(ask, Verdict::CannotCheck, "nothing", &values)
}
