//! A number or a figure that is another's: another outlet's, another period's, another metric's, or a known misreport.

use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::answer::{cite, plain};
use crate::compute::{Cell, Finding, Judged, Lack, conflicts_of, usable};
use crate::dataset::{FigureId, MetricId, OutletId, Period, PeriodKind, Usage};
use crate::query::{Check, Query, Says};

/// A figure that is another outlet's than the one it is credited to, or just that outlet's.
pub(super) fn attributed(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
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

pub(super) fn sentences(voice: &Voice, ids: &[FigureId]) -> Draft {
    let all = ids.iter().map(|id| format!("{}.", voice.sentence(*id)));
    let text = all.collect::<Vec<_>>().join(" ");
    Draft::answered(text, &Values::new().resting_on(ids))
}

/// What the number that was said is, if not what was asked; rivals and revised counts stand beside the figure itself.
pub(super) fn elsewhere(voice: &Voice, judged: &Judged) -> Option<Draft> {
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
fn asked(check: &Check, by: &Finding) -> (Option<MetricId>, Option<Period>) {
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
    let own = standing(judged).filter(|cell| cell.period.to == figure.period.to);
    let standing = own.map(|cell| cell.figure);
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
            carrier.map_or_else(String::new, |page| cite::escape(&page.publisher)),
        );
    Some(Draft::answered(voice.word("misreport", &values), &values))
}
