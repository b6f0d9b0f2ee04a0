//! What is asserted, judged: yes, no or that it cannot be told, and the figures that say so, in the words of a plain answer.
//!
//! It must not judge: `compute` does. What stands behind a yes or no is the same sentence that answers the plain question.

use super::cells::figures;
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::worded::plain;
use super::{Manner, Status, Verdict, figures as rows, lack};
use crate::compute::{Cell, Finding, Judged, Lack, Order, compute, conflicts_of, usable};
use crate::dataset::{FigureId, OutletId, Period, PeriodKind, Usage};
use crate::query::{Among, Check, Compare, Measure, Place, Query, Says, Scope, Term, Way, Window};

/// The verdict, and what it rests on.
pub(super) fn worded(voice: &Voice, judged: &Judged) -> Draft {
    let evidence = evidence(voice, judged);
    if evidence.status == Status::Clarify {
        return evidence;
    }
    let (verdict, lead, value) = match judged.holds {
        Some(true) if judged.is_exceeded() => (Verdict::Supported, "exceeded", "yes"),
        Some(true) => (Verdict::Supported, "supported", "yes"),
        Some(false) => (Verdict::Contradicted, "contradicted", "no"),
        None => (Verdict::CannotCheck, "cannot_check", "unknown"),
    };
    let lead = voice.word(lead, &Values::new());
    Draft {
        status: Status::Answered,
        text: format!("{lead} {}", evidence.text).trim().to_owned(),
        unit: None,
        choices: Vec::new(),
        ..evidence
    }
    .verdict(verdict)
    .value(value)
}

/// What the verdict rests on, without a yes or no before it.
pub(super) fn evidence(voice: &Voice, judged: &Judged) -> Draft {
    let manner = Manner {
        yes_no: false,
        presumes: None,
        intent: None,
        ..voice.manner.clone()
    };
    let own = Voice::new(voice.snapshot, &judged.check.of, &manner);
    attributed(voice, &own, judged)
        .or_else(|| elsewhere(voice, judged))
        .or_else(|| by_witnesses(voice, &own, judged))
        .unwrap_or_else(|| match judged.by.as_ref() {
            Finding::Order(order) => placed(&own, judged, order),
            by => plain(&own, by),
        })
}

// ---------------------------------------------------------------- who published it

/// A figure that is another outlet's than the one it is credited to, or just that outlet's.
fn attributed(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
    match &judged.check.says {
        Says::By(_) if !judged.elsewhere.is_empty() => Some(sentences(voice, &judged.elsewhere)),
        Says::By(outlet) if judged.witnesses.is_empty() => {
            let draft = plain(own, &judged.by);
            let first = draft.figures.iter().find(|id| {
                let figure = voice.figure(**id);
                figure.is_some_and(|figure| figure.originator.is_some_and(|own| own != *outlet))
            });
            Some(not_by(voice, *outlet, *first?))
        }
        Says::Is(..) => {
            let outlet = match judged.by.as_ref() {
                Finding::Lacks(Lack::NoFigure { outlet, .. }) => (*outlet)?,
                _ => return None,
            };
            let first = judged.witnesses.first()?;
            Some(not_by(voice, outlet, first.figure))
        }
        _ => None,
    }
}

fn not_by(voice: &Voice, outlet: OutletId, id: FigureId) -> Draft {
    let values = Values::new()
        .text("outlet", voice.outlet_of(id))
        .text("other", voice.outlet(outlet))
        .sourced_text("sentence", voice.sentence(id), &[id]);
    Draft::answered(voice.word("attribution", &values), &values)
}

fn sentences(voice: &Voice, ids: &[FigureId]) -> Draft {
    let all = ids.iter().map(|id| format!("{}.", voice.sentence(*id)));
    let text = all.collect::<Vec<_>>().join(" ");
    Draft::answered(text, &Values::new().resting_on(ids))
}

// ---------------------------------------------------------------- a number that is something else's

/// What the number that was said is, if not what was asked; rivals and revised counts stand beside the figure itself.
fn elsewhere(voice: &Voice, judged: &Judged) -> Option<Draft> {
    let first = *judged.elsewhere.first()?;
    let figure = voice.figure(first)?;
    if figure.usage == Usage::Never {
        return misreport(voice, judged, first);
    }
    let standing = standing(judged);
    let same_cell = |cell: &Cell| {
        cell.metric == figure.metric
            && (cell.period.from, cell.period.to) == (figure.period.from, figure.period.to)
    };
    if judged.holds.is_none() && standing.is_some() || standing.is_some_and(same_cell) {
        return None;
    }
    Some(differs(voice, judged, standing))
}

/// The one figure that was asked about.
fn standing(judged: &Judged) -> Option<&Cell> {
    match judged.by.as_ref() {
        Finding::Rows(rows) => rows.cells.first(),
        _ => None,
    }
}

fn differs(voice: &Voice, judged: &Judged, own: Option<&Cell>) -> Draft {
    let ids = &judged.elsewhere;
    let meant: Vec<String> = ids.iter().map(|id| voice.sentence(*id)).collect();
    let first = ids.first().and_then(|id| voice.figure(*id));
    let (metric, period) = asked(&judged.check, &judged.by);
    let metric = own.map(|cell| cell.metric).or(metric);
    let running = first.is_some_and(|figure| figure.period.kind == PeriodKind::Cumulative)
        && own.is_none_or(|cell| cell.period.kind != PeriodKind::Cumulative);
    let own_figures = own.map(|cell| vec![cell.figure]).unwrap_or_default();
    let values = Values::new()
        .sourced_text("meant", meant.join(". "), ids)
        .sourced_text(
            "own",
            own.map_or_else(String::new, |cell| voice.sentence(cell.figure)),
            &own_figures,
        )
        .text(
            "metric",
            metric.map_or_else(String::new, |metric| voice.short(metric)),
        )
        .text("caveat", first.map_or("", |figure| figure.caveat.as_str()))
        .text(
            "period",
            period.map_or_else(String::new, |period| period.in_words()),
        )
        .flag("running", running)
        .flag("same_metric", first.map(|figure| figure.metric) == metric);
    Draft::answered(voice.word("differs", &values), &values)
}

/// The metric and the period that a claim is about.
fn asked(check: &Check, by: &Finding) -> (Option<crate::dataset::MetricId>, Option<Period>) {
    if let Finding::Lacks(Lack::NoFigure {
        metric, missing, ..
    }) = by
    {
        return (Some(*metric), missing.first().cloned());
    }
    match check.of.as_ref() {
        Query::Figures(cells) => (
            cells.metrics.first().copied(),
            cells.when.points().first().cloned(),
        ),
        _ => (None, None),
    }
}

/// A number that the data keep only to be recognised: what stands in its place, and what is known of it.
fn misreport(voice: &Voice, judged: &Judged, id: FigureId) -> Option<Draft> {
    let figure = voice.figure(id)?;
    let data = voice.data();
    let conflict = conflicts_of(data, figure).next();
    let beside = || {
        let mut figures = usable(data, figure.metric);
        figures
            .find(|(_, other)| other.period.to == figure.period.to && other.superseded_by.is_none())
    };
    let standing = standing(judged).map(|cell| cell.figure);
    let standing = standing.or_else(|| beside().map(|(id, _)| id));
    let mut rivals: Vec<FigureId> =
        conflict.map_or_else(Vec::new, |conflict| conflict.figures.clone());
    rivals.retain(|rival| {
        let figure = voice.figure(*rival);
        figure.is_some_and(|figure| figure.usage != Usage::Never)
    });
    let correct = standing.and_then(|id| voice.published(id));
    let period = standing
        .and_then(|id| voice.figure(id))
        .map_or(&figure.period, |own| &own.period);
    let carrier = data.sources.get(figure.source.0);
    let values = Values::new()
        .maybe("correct", correct.as_ref())
        .sourced_text("caveat", figure.caveat.clone(), &rivals)
        .sourced_text(
            "say",
            conflict.map_or("", |conflict| conflict.say.as_str()),
            &rivals,
        )
        .text("metric", voice.short(figure.metric))
        .period("period", period)
        .text(
            "carrier",
            carrier.map_or_else(String::new, |page| super::cite::escape(&page.publisher)),
        );
    Some(Draft::answered(voice.word("misreport", &values), &values))
}

// ---------------------------------------------------------------- what decides it

/// The periods that decide it, where they are not all that was looked at.
fn by_witnesses(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
    let witnesses = &judged.witnesses;
    let moved = matches!(judged.check.says, Says::Goes(_) | Says::Is(..));
    match (judged.by.as_ref(), witnesses.as_slice()) {
        (_, []) => unsaid_better(voice, own, judged),
        (Finding::Lacks(Lack::Unlike { left, right, .. }), _) => {
            Some(part_above(voice, left, right))
        }
        (Finding::Lacks(Lack::OnlyBounds(_)), _) => Some(rows::many(own, witnesses, "")),
        (Finding::Lacks(lack), _) => Some(beside_lack(voice, own, lack, witnesses)),
        (Finding::Rows(_) | Finding::Course(_), [from, to])
            if moved && is_step(judged, from, to) =>
        {
            Some(step(own, from, to))
        }
        (Finding::Rows(_) | Finding::Course(_), [only]) => Some(rows::one(own, only, "")),
        (Finding::Rows(_) | Finding::Course(_), several) if judged.check.scope != Scope::It => {
            Some(rows::many(own, several, ""))
        }
        _ => None,
    }
}

/// Whether two periods decide it as a step from the one to the other.
fn is_step(judged: &Judged, from: &Cell, to: &Cell) -> bool {
    let goes = matches!(judged.check.says, Says::Goes(_));
    let of_steps = match &judged.check.says {
        Says::Is(_, amount) => amount.unit != crate::query::AmountUnit::Plain,
        _ => false,
    };
    from.metric == to.metric && from.period.to < to.period.to && (goes || of_steps)
}

/// The change between two figures, as it answers the plain question.
fn step(own: &Voice, from: &Cell, to: &Cell) -> Draft {
    let term = |cell: &Cell| Term::new(cell.metric, Window::at(cell.period.clone()));
    let query = Query::Compare(Compare {
        left: term(to),
        right: term(from),
        by: Measure::Change,
    });
    let finding = compute(own.data(), &query);
    plain(&own.about(&query), &finding)
}

/// What cannot be computed, with the figures that decide it all the same.
fn beside_lack(voice: &Voice, own: &Voice, lack: &Lack, witnesses: &[Cell]) -> Draft {
    let mut draft = lack::worded(own, lack);
    let unsaid = witnesses
        .iter()
        .filter(|cell| !draft.text.contains(&cell.quantity.text()));
    let unsaid: Vec<FigureId> = unsaid.map(|cell| cell.figure).collect();
    if !unsaid.is_empty() {
        draft.text = format!("{} {}", draft.text, sentences(voice, &unsaid).text);
    }
    for id in figures(witnesses) {
        if !draft.figures.contains(&id) {
            draft.figures.push(id);
        }
    }
    draft
}

/// A part of a year that is more than another whole one.
fn part_above(voice: &Voice, left: &Cell, right: &Cell) -> Draft {
    let days = |cell: &Cell| cell.period.to.duration_since(cell.period.from);
    let (part, whole) = if days(left) < days(right) {
        (left, right)
    } else {
        (right, left)
    };
    let values = Values::new()
        .quantity("part", &part.quantity)
        .quantity("whole", &whole.quantity)
        .period("part_period", &part.period)
        .period("whole_period", &whole.period)
        .text("metric", voice.short(part.metric));
    Draft::answered(voice.word("part_above", &values), &values)
}

/// What is better and what worse was not said of the metric: the figures as they are, and that.
fn unsaid_better(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
    let asks = matches!(
        judged.check.says,
        Says::Goes(Way::Better | Way::Worse) | Says::Against(Way::Better | Way::Worse)
    );
    let open = asks && judged.holds.is_none();
    if !open || matches!(judged.by.as_ref(), Finding::Lacks(_)) {
        return None;
    }
    let mut draft = plain(own, &judged.by);
    let first = draft.figures.first().and_then(|id| voice.figure(*id))?;
    let better = voice.metric(first.metric)?.better;
    if better.is_none() {
        let why = lack::worded(own, &Lack::NoBetter(first.metric));
        draft.text = format!("{} {}", draft.text, why.text);
    }
    Some(draft)
}

/// The place of a period; what is first stands beside it, where that is another.
fn placed(own: &Voice, judged: &Judged, order: &Order) -> Draft {
    let Place::Of(period) = &order.place else {
        return plain(own, &judged.by);
    };
    let Query::Rank(asked) = own.query else {
        return plain(own, &judged.by);
    };
    if order.place_of_period(period) != Some(1) || order.among == Among::Metrics {
        let mut draft = plain(own, &judged.by);
        if let Some(first) = order.cells.first()
            && !draft.text.contains(&first.quantity.text())
        {
            let first = sentences(own, &[first.figure]);
            draft.text = format!("{} {}", draft.text, first.text);
            draft.figures.extend(first.figures);
        }
        return draft;
    }
    let mut first = asked.clone();
    first.place = Place::Nth(1);
    let query = Query::Rank(first);
    let finding = Finding::Order(Order {
        place: Place::Nth(1),
        ..order.clone()
    });
    plain(&own.about(&query), &finding)
}
