//! About the data themselves: sources, outlets, definitions, coverage, disagreements, and what may be compared.

use crate::compute::{Comparable, Quantity, comparable, overlap, series, years};
use crate::dataset::{Conflict, FigureId, MetricId, Period, PeriodKind, Usage};
use crate::intents::AnswerKind;
use crate::question::names::{Mention, Target};
use crate::question::reading::Role;

use super::ask::{Ask, Origin};
use super::cite::{citations, escape};
use super::draft::{Draft, Values};
use super::periods::years_between;
use super::{Status, lookup, many, refuse};

/// The figures that a question about data is about: named by value, by metric and period, or those of the answer before.
pub(super) fn figures(ask: &Ask) -> Vec<FigureId> {
    let by_value: Vec<FigureId> = ask.reading.figures().collect();
    if !by_value.is_empty() {
        return by_value;
    }
    let named = ask.origin == Origin::Named || !ask.reading.whens.is_empty();
    if !named
        && let Some(last) = ask
            .conversation
            .last
            .as_ref()
            .filter(|last| !last.figures.is_empty())
    {
        let own = |id: &&FigureId| {
            let figure = ask.data().figures.get(id.0);
            figure.is_some_and(|figure| ask.metrics.contains(&figure.metric))
        };
        let narrowed = ask.metrics.len() < last.metrics.len();
        return last
            .figures
            .iter()
            .filter(|id| !narrowed || own(id))
            .copied()
            .collect();
    }
    let Some(metric) = ask.metric_id() else {
        return Vec::new();
    };
    let at_points: Vec<FigureId> = ask
        .periods
        .points
        .iter()
        .filter_map(|period| lookup::find(ask.data(), metric, period))
        .map(|choice| choice.figure)
        .collect();
    if at_points.is_empty() {
        lookup::latest(ask.data(), metric)
            .map(|choice| choice.figure)
            .into_iter()
            .collect()
    } else {
        at_points
    }
}

/// Who says so: the outlet, the body, the page, the date.
pub(super) fn sources(ask: &Ask) -> Draft {
    if let Some(event) = event_in_question(ask) {
        return event;
    }
    let figures = figures(ask);
    let cited = citations(ask.data(), &figures, &[]);
    let Some(first) = cited.first() else {
        return refuse::which_metric(ask);
    };
    let first_figure = figures.first().and_then(|id| ask.data().figures.get(id.0));
    let metric = first_figure.map(|figure| figure.metric);
    let outlet = first_figure
        .and_then(|figure| figure.originator)
        .and_then(|outlet| ask.data().outlets.get(outlet.0));
    let other = outlet_asked(ask).filter(|name| *name != first.outlet);
    let lines: Vec<String> = figures
        .iter()
        .take(4)
        .filter_map(|id| line(ask, *id))
        .collect();
    let also: Vec<String> = first_figure
        .map(|figure| {
            figure
                .also
                .iter()
                .filter_map(|source| ask.data().sources.get(source.0))
                .map(|source| escape(&source.publisher))
                .collect()
        })
        .unwrap_or_default();
    let values = Values::new()
        .text("outlet", escape(&first.outlet))
        .text("kind", outlet.map_or("", |outlet| outlet.kind.as_str()))
        .text("body", escape(&first.body))
        .text("via", first.via.as_deref().map(escape).unwrap_or_default())
        .text("published", first.published.clone())
        .text(
            "title",
            first.title.as_deref().map(escape).unwrap_or_default(),
        )
        .text("url", first.url.clone().unwrap_or_default())
        .text("also", many::list(&also))
        .text(
            "basis",
            metric
                .and_then(|metric| ask.metric(metric))
                .map_or("", |metric| metric.basis.as_str()),
        )
        .text("other", other.map(|name| escape(&name)).unwrap_or_default())
        .list("lines", lines)
        .flag("asks_when", ask.has_any(&["when", "publish"]))
        .flag("asks_link", ask.has("link"))
        .flag("asks_official", ask.has_any(&["official", "reliable"]))
        .flag("single", first.single)
        .flag("yes_no", ask.reading.yes_no)
        .resting_on(&figures);
    Draft::answered(ask.word("sources", &values), &values).value(first.outlet.clone())
}

fn event_in_question(ask: &Ask) -> Option<Draft> {
    let carried = ask
        .conversation
        .last
        .as_ref()
        .and_then(|last| last.event)
        .filter(|_| ask.origin != Origin::Named);
    let index = ask
        .reading
        .events
        .first()
        .map(|named| named.index)
        .or(carried)?;
    let event = ask.data().events.get(index)?;
    let outlet = ask.data().outlets.get(event.originator.0)?;
    let pages: Vec<String> = event
        .sources
        .iter()
        .filter_map(|source| ask.data().sources.get(source.0))
        .map(|source| escape(&source.publisher))
        .take(4)
        .collect();
    let values = Values::new()
        .text("name", escape(&event.name))
        .text("outlet", escape(&outlet.name))
        .text("kind", outlet.kind.clone())
        .text("pages", many::list(&pages));
    let draft = Draft::new(Status::Answered, ask.word("event_source", &values));
    Some(draft.value(outlet.name.clone()).citing(event))
}

fn outlet_asked(ask: &Ask) -> Option<String> {
    ask.reading
        .outlets
        .first()
        .and_then(|named| ask.data().outlets.get(named.index))
        .map(|outlet| outlet.name.clone())
}

fn line(ask: &Ask, id: FigureId) -> Option<String> {
    let figure = ask.data().figures.get(id.0)?;
    let quantity = ask.published(id)?;
    Some(format!(
        "**{}** {}, {}",
        quantity.text(),
        ask.metric(figure.metric)
            .map(|metric| escape(&metric.short))?,
        figure.period.in_words()
    ))
}

/// What an outlet is and which of its figures are here.
pub(super) fn outlet(ask: &Ask) -> Draft {
    let Some(index) = ask.reading.outlets.first().map(|named| named.index) else {
        return refuse::which_metric(ask);
    };
    let Some(outlet) = ask.data().outlets.get(index) else {
        return refuse::which_metric(ask);
    };
    let own: Vec<(usize, MetricId)> = ask
        .data()
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| {
            figure.originator.is_some_and(|outlet| outlet.0 == index)
                && figure.usage != Usage::Never
        })
        .map(|(at, figure)| (at, figure.metric))
        .collect();
    let mut metrics: Vec<MetricId> = own.iter().map(|(_, metric)| *metric).collect();
    metrics.sort();
    metrics.dedup();
    let names: Vec<String> = metrics
        .iter()
        .take(5)
        .map(|metric| ask.short(*metric))
        .collect();
    let best = own.iter().map(|(at, _)| FigureId(*at)).max_by_key(|id| {
        ask.data()
            .figures
            .get(id.0)
            .map(|figure| (figure.usage == Usage::Headline, figure.period.to))
    });
    let figures: Vec<FigureId> = best.into_iter().collect();
    let values = Values::new()
        .text("name", escape(&outlet.name))
        .text("kind", outlet.kind.clone())
        .text("basis", outlet.basis.clone())
        .text("note", outlet.note.clone())
        .text("metrics", many::list(&names))
        .text("count", own.len().to_string())
        .resting_on(&figures);
    Draft::answered(ask.word("outlet", &values), &values).value(outlet.name.clone())
}

/// What a metric counts.
pub(super) fn definition(ask: &Ask) -> Draft {
    let figures = figures(ask);
    let by_value = ask.reading.figures().next();
    let figure = by_value
        .or(figures.first().copied())
        .and_then(|id| ask.data().figures.get(id.0));
    let Some(metric) = figure.map(|figure| figure.metric).or(ask.metric_id()) else {
        return refuse::which_metric(ask);
    };
    let Some(entry) = ask.metric(metric) else {
        return refuse::which_metric(ask);
    };
    let base = Values::new()
        .text("metric", escape(&entry.short))
        .text("label", escape(&entry.label))
        .text("definition", entry.definition.clone())
        .text("coverage", entry.coverage.clone())
        .text("articles", entry.articles.clone())
        .text("basis", entry.basis.clone())
        .text("comparable", entry.comparable.clone())
        .resting_on(&figures.iter().take(1).copied().collect::<Vec<_>>());
    let values = if let (Some(id), Some(figure)) = (by_value, figure) {
        let conflict = conflicts_of(ask, id)
            .first()
            .map_or_else(String::new, |conflict| conflict.say.clone());
        let values = base
            .maybe("value", ask.published(id).as_ref())
            .period("period", &figure.period)
            .text("caveat", figure.caveat.clone());
        values.sourced_text("conflict", conflict, &[id])
    } else {
        let carried = figures
            .first()
            .copied()
            .filter(|_| ask.origin == Origin::Carried);
        let conflict = carried.and_then(|id| conflicts_of(ask, id).into_iter().next());
        let caveat = carried
            .and_then(|id| ask.data().figures.get(id.0))
            .map_or("", |figure| figure.caveat.as_str());
        base.text("value", "")
            .text("period_phrase", "")
            .text("caveat", caveat)
            .sourced_text(
                "conflict",
                conflict.map_or("", |conflict| conflict.say.as_str()),
                &figures,
            )
    };
    Draft::answered(ask.word("definition", &values), &values)
}

fn conflicts_of<'a>(ask: &Ask<'a>, id: FigureId) -> Vec<&'a Conflict> {
    let figure = ask.data().figures.get(id.0);
    figure
        .map(|figure| {
            figure
                .conflicts
                .iter()
                .filter_map(|conflict| ask.data().conflicts.get(conflict.0))
                .collect()
        })
        .unwrap_or_default()
}

/// The halves, months and running totals that there are beside the years, one list a kind.
fn other_periods(ask: &Ask, metric: MetricId) -> Vec<String> {
    let kinds = [PeriodKind::Half, PeriodKind::Month, PeriodKind::Cumulative];
    let periods =
        kinds.map(|kind| -> Vec<Period> { many::periods_of(&series(ask.data(), metric, kind)) });
    let some = periods.iter().filter(|periods| !periods.is_empty());
    some.map(|periods| many::list_of_periods(periods)).collect()
}

/// What the dataset has: years of a metric, missing years, metrics.
pub(super) fn coverage(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = years(ask.data(), metric);
    if let Some(point) = ask.periods.only()
        && lookup::find(ask.data(), metric, point).is_none()
    {
        return refuse::no_data(ask, Some(metric), std::slice::from_ref(point));
    }
    let have = many::periods_of(&all);
    let other = other_periods(ask, metric);
    let missing = years_between(&have);
    let gap = ask
        .data()
        .gaps
        .iter()
        .find(|gap| gap.metrics.contains(&metric));
    let figures = many::figures_of(&all);
    let metrics: Vec<String> = ask
        .data()
        .metrics
        .iter()
        .take(12)
        .map(|metric| escape(&metric.short))
        .collect();
    let values =
        Values::new()
            .text("metric", ask.short(metric))
            .text("have", many::list_of_periods(&have))
            .list("other", other)
            .text("missing", many::list_of_periods(&missing))
            .text("gap", gap.map_or("", |gap| gap.say.as_str()))
            .text("metrics", many::list(&metrics))
            .text("n_metrics", ask.data().metrics.len().to_string())
            .text("scope", ask.data().about.scope.clone())
            .flag("asks_metrics", ask.has("metricword"))
            .flag(
                "asks_missing",
                ask.has_any(&["why", "not"])
                    || ask.reading.words.iter().any(|word| {
                        word.stem == "miss" || word.stem == "gap" || word.stem == "noth"
                    }),
            )
            .resting_on(&figures.iter().rev().take(1).copied().collect::<Vec<_>>());
    let bare = if ask.has("howmany") {
        vec![have.len().to_string()]
    } else {
        have.iter().map(crate::dataset::Period::in_words).collect()
    };
    Draft::answered(ask.word("coverage", &values), &values).values(bare)
}

/// Which number is right, and whether one was revised.
pub(super) fn conflict(ask: &Ask) -> Draft {
    let Some((conflict, figures)) = conflict_meant(ask) else {
        let figures = figures(ask);
        let figure = figures.first().and_then(|id| ask.data().figures.get(id.0));
        let values = Values::new()
            .text(
                "metric",
                ask.metric_id()
                    .map_or_else(String::new, |metric| ask.short(metric)),
            )
            .list(
                "lines",
                figures
                    .iter()
                    .take(2)
                    .filter_map(|id| line(ask, *id))
                    .collect(),
            )
            .maybe(
                "earlier",
                figures.first().and_then(|id| superseded(ask, *id)).as_ref(),
            )
            .text("caveat", figure.map_or("", |figure| figure.caveat.as_str()))
            .flag("revision", ask.has("revise"))
            .resting_on(&figures);
        return Draft::answered(ask.word("no_conflict", &values), &values);
    };
    let detail = if ask.has_any(&["why", "how", "revise"]) || conflict.say.is_empty() {
        conflict.detail.clone()
    } else {
        String::new()
    };
    let focus = self::figures(ask)
        .into_iter()
        .filter(|id| conflict.figures.contains(id));
    let lines: Vec<String> = focus
        .filter_map(|id| line(ask, id))
        .filter(|line| !is_said(line, &conflict.say))
        .take(3)
        .collect();
    let values = Values::new()
        .list("lines", lines)
        .text("about", conflict.about.clone())
        .sourced_text("say", conflict.say.clone(), &figures)
        .sourced_text("detail", detail, &figures)
        .resting_on(&figures);
    Draft::answered(ask.word("conflict", &values), &values)
}

/// The figure that a later one took the place of.
fn superseded(ask: &Ask, id: FigureId) -> Option<Quantity> {
    let old = ask
        .data()
        .figures
        .iter()
        .position(|figure| figure.superseded_by == Some(id))?;
    ask.published(FigureId(old))
}

/// Whether a text already gives the number that a line begins with.
fn is_said(line: &str, text: &str) -> bool {
    line.split("**")
        .nth(1)
        .is_some_and(|number| text.contains(number))
}

/// The conflict that the question's figures, words or metric and period point at.
fn conflict_meant<'a>(ask: &Ask<'a>) -> Option<(&'a Conflict, Vec<FigureId>)> {
    let named: Vec<FigureId> = ask
        .reading
        .numbers
        .iter()
        .flat_map(|number| number.figures.iter().copied())
        .collect();
    let hinted = |index: usize| {
        ask.reading
            .conflicts
            .iter()
            .find(|mention| mention.target == Target::Conflict(index))
            .map_or(0.0, |mention| mention.score)
    };
    let focus = figures(ask);
    let score = |(index, conflict): (usize, &Conflict)| {
        #[allow(clippy::cast_precision_loss, reason = "a question has few numbers")]
        let by_number = 6.0
            * conflict
                .figures
                .iter()
                .filter(|id| named.contains(id))
                .count() as f32;
        let by_focus = if conflict.figures.iter().any(|id| focus.contains(id)) {
            4.0
        } else {
            0.0
        };
        by_number + hinted(index) + by_focus
    };
    let best = ask
        .data()
        .conflicts
        .iter()
        .enumerate()
        .map(|entry| (score(entry), entry.1))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 1.5).then(|| (best.1, best.1.figures.clone()))
}

/// Whether two things may be set against each other, and why not.
pub(super) fn compare(ask: &Ask) -> Draft {
    let by_value: Vec<FigureId> = ask.reading.figures().collect();
    let pair = match (by_value.as_slice(), ask.metrics.as_slice()) {
        ([a, b, ..], _) => Some((*a, *b)),
        ([a], [first, rest @ ..]) => rest
            .iter()
            .chain([first])
            .filter_map(|metric| lookup::latest(ask.data(), *metric))
            .map(|choice| choice.figure)
            .find(|id| id != a)
            .map(|b| (*a, b)),
        (_, [a, b, ..]) => latest_pair(ask, *a, *b),
        (_, [a]) => headline_pair(ask, *a),
        _ => None,
    };
    let Some((a, b)) = pair else {
        return super::series::trend(ask);
    };
    if ask.has("addable") && counts_twice(ask, a, b) {
        let no = ask.lead("lead_no");
        let draft = overlapping(ask, a, b);
        return Draft {
            text: format!("{no}{}", draft.text),
            ..draft.value("no")
        };
    }
    let verdicts = [comparable(ask.data(), a, b), comparable(ask.data(), b, a)];
    if let Some(part) = verdicts
        .iter()
        .position(|verdict| *verdict == Comparable::PartOf)
    {
        let (part, whole) = if part == 0 { (a, b) } else { (b, a) };
        return related(ask, "part_of", part, whole);
    }
    if verdicts[0] == Comparable::Yes {
        return related(ask, "comparable", a, b);
    }
    refuse::not_comparable(ask, a, b, verdicts[0])
}

/// Why two figures must not be added up.
pub(super) fn overlapping(ask: &Ask, a: FigureId, b: FigureId) -> Draft {
    related(ask, "overlap", a, b)
}

/// Whether the sum of two figures would count some things twice.
pub(super) fn counts_twice(ask: &Ask, a: FigureId, b: FigureId) -> bool {
    let metric = |id: FigureId| {
        let metric = ask.data().figures.get(id.0)?.metric;
        Some((metric, ask.metric(metric)?))
    };
    let metrics = metric(a).zip(metric(b));
    metrics.is_some_and(|(a, b)| a.0 != b.0 && overlap(a, b))
}

/// What is known to be missing, where the question asks why, or asks for just that.
pub(super) fn gap(ask: &Ask) -> Option<Draft> {
    let mention = ask.reading.gaps.first()?;
    let Target::Gap(index) = mention.target else {
        return None;
    };
    let denied = ask.has("not") && (ask.kind != AnswerKind::Value || ask.reading.yes_no);
    let asks_why = (ask.has_any(&["why", "coverage"]) || denied)
        && !ask.has_any(&["rise", "fall"])
        && matches!(
            ask.kind,
            AnswerKind::Coverage
                | AnswerKind::Breakdown
                | AnswerKind::Statement
                | AnswerKind::Value
        );
    if !(asks_why || ask.kind == AnswerKind::Extremum && says_more(ask, mention)) {
        return None;
    }
    let gap = ask.data().gaps.get(index)?;
    let values = Values::new()
        .text("say", gap.say.clone())
        .text("what", gap.what.clone());
    Some(Draft::new(Status::NoData, ask.say("gap", &values)))
}

/// Whether a mention has words that name no metric: "which region" asks for more than the metric beside it has.
fn says_more(ask: &Ask, mention: &Mention) -> bool {
    let of_metric = |token: &usize| {
        let mut metrics = ask.reading.metrics.iter();
        metrics.any(|metric| metric.tokens.contains(token))
    };
    let own = |token: &usize| {
        let word = ask.reading.words.get(*token);
        word.is_some_and(|word| word.role == Role::Name) && !of_metric(token)
    };
    let data = !matches!(
        ask.kind,
        AnswerKind::Help | AnswerKind::Refusal | AnswerKind::Event
    );
    data && mention.tokens.iter().any(own)
}

/// Figures named by value that count different things cannot be ranked or set against each other.
pub(super) fn clash(ask: &Ask) -> Option<Draft> {
    let named: Vec<FigureId> = ask.reading.figures().collect();
    let (first, rest) = named.split_first()?;
    let verdict = |id: &FigureId| comparable(ask.data(), *first, *id);
    let other = rest
        .iter()
        .find(|id| !matches!(verdict(id), Comparable::Yes | Comparable::PartOf))?;
    Some(refuse::not_comparable(ask, *first, *other, verdict(other)))
}

fn latest_pair(ask: &Ask, a: MetricId, b: MetricId) -> Option<(FigureId, FigureId)> {
    let together = super::change::same_period(ask, a, b).map(|(a, b)| (a.figure, b.figure));
    together.or_else(|| {
        Some((
            lookup::latest(ask.data(), a)?.figure,
            lookup::latest(ask.data(), b)?.figure,
        ))
    })
}

fn headline_pair(ask: &Ask, metric: MetricId) -> Option<(FigureId, FigureId)> {
    let headline = ask
        .data()
        .metrics
        .iter()
        .position(|metric| metric.headline)
        .map(MetricId)
        .filter(|headline| *headline != metric)?;
    latest_pair(ask, metric, headline)
}

fn related(ask: &Ask, case: &str, a: FigureId, b: FigureId) -> Draft {
    let short = |id: FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .map_or_else(String::new, |figure| ask.short(figure.metric))
    };
    let (Some(qa), Some(qb)) = (ask.published(a), ask.published(b)) else {
        return refuse::which_metric(ask);
    };
    let values = Values::new()
        .quantity("first", &qa)
        .quantity("second", &qb)
        .text("first_metric", short(a))
        .text("second_metric", short(b));
    Draft::answered(ask.word(case, &values), &values).value("yes")
}
