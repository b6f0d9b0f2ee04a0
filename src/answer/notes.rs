//! What to know beside the figures of an answer: caveats, rivals where outlets disagree, what was left out, what was carried over.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{Status, lists, rivals};
use crate::compute::{Choice, closest_conflict, parties, series};
use crate::dataset::{Dataset, FigureId, Period, Usage};
use crate::query::{Cells, Query, Span, Topic};

/// Notes that an answer prints; all of them stand in its `caveats`.
const MOST_NOTES: usize = 2;
/// The most periods that are named as carried over.
const MOST_CARRIED: usize = 3;

/// Adds the notes of a draft's figures.
pub(crate) fn noted(voice: &Voice, mut draft: Draft) -> Draft {
    let most = draft.printed.unwrap_or(usize::MAX);
    if draft.status != Status::Answered || tells_itself(voice.query) {
        let own: Vec<FigureId> = draft.figures.iter().copied().take(most).collect();
        let draft = own
            .into_iter()
            .fold(draft, |draft, id| beside_rivals(voice, draft, id));
        return with_caveats(voice.data(), draft);
    }
    if let Some(carried) = carried(voice, &draft) {
        draft.text = format!("{} {carried}", draft.text);
    }
    if let Some((text, figures)) = left_out(voice, &draft) {
        draft.text = format!("{} {text}", draft.text);
        draft.figures.extend(figures);
    }
    let own: Vec<FigureId> = draft.figures.iter().copied().take(most).collect();
    let mut printed: Vec<String> = Vec::new();
    for id in &own {
        if let Some(note) = note(voice.data(), *id).filter(|note| note.must) {
            let said = placed(voice, &draft, *id, &note);
            if printed.len() < MOST_NOTES && !printed.contains(&said) {
                draft.text = format!("{} {said}", draft.text);
                printed.push(said);
                rest_on(&mut draft, &note.rivals);
            }
        }
    }
    for id in own {
        draft = beside_rivals(voice, draft, id);
    }
    with_caveats(voice.data(), draft)
}

/// Answers about the data themselves say what there is to say; of a period they give its figures.
fn tells_itself(query: &Query) -> bool {
    matches!(query, Query::About(about) if about.topic != Topic::Coverage || about.of.when.points().is_empty())
}

fn with_caveats(dataset: &Dataset, draft: Draft) -> Draft {
    let figures = draft.figures.clone().into_iter();
    let notes = figures.filter_map(|id| note(dataset, id));
    notes.fold(draft, |draft, note| draft.caveat(note.text))
}

fn rest_on(draft: &mut Draft, figures: &[FigureId]) {
    for id in figures {
        if !draft.figures.contains(id) {
            draft.figures.push(*id);
        }
    }
}

/// "2022: Lamp & Tide has 309": the rivals of a figure that the text does not give yet.
fn beside_rivals(voice: &Voice, mut draft: Draft, id: FigureId) -> Draft {
    let Some(figure) = voice.figure(id) else {
        return draft;
    };
    let own = voice.published(id).map(|quantity| quantity.text());
    if own.is_none_or(|own| !rivals::gives(&draft.text, &own)) {
        return draft;
    }
    let unsaid = |rival: &FigureId| {
        let value = voice.published(*rival).map(|quantity| quantity.text());
        value.is_some_and(|value| !rivals::gives(&draft.text, &value))
    };
    let others: Vec<FigureId> = rivals::of(voice.data(), id)
        .into_iter()
        .filter(unsaid)
        .collect();
    if others.is_empty() {
        return draft;
    }
    let rows = others.iter();
    let rows = rows.map(|rival| rivals::row(voice, *rival, Some(figure.metric)));
    let values = Values::new()
        .text("period", figure.period.in_words())
        .list("rivals", rows.collect());
    draft.text = format!("{} {}", draft.text, voice.say("rivals", &values));
    rest_on(&mut draft, &others);
    draft
}

/// A caveat; with its figure's period or metric before it where the answer has figures of several.
fn placed(voice: &Voice, draft: &Draft, id: FigureId, note: &Note) -> String {
    let Some(own) = voice.figure(id).filter(|_| note.rivals.is_empty()) else {
        return note.text.clone();
    };
    let all = || draft.figures.iter().filter_map(|id| voice.figure(*id));
    let metrics = all().any(|other| other.metric != own.metric);
    let periods = all().any(|other| other.period != own.period);
    let name = match (metrics, periods) {
        (false, false) => return note.text.clone(),
        (false, true) => own.period.in_words(),
        (true, false) => voice.short(own.metric),
        (true, true) => format!("{}, {}", voice.short(own.metric), own.period.in_words()),
    };
    let values = Values::new()
        .text("period", name)
        .sourced_text("note", note.text.clone(), &[id]);
    voice.say("note_of", &values)
}

/// The metrics and periods that a query over figures looks at.
pub(super) fn looks_at(query: &Query) -> Option<&Cells> {
    Some(match query {
        Query::Figures(cells) | Query::Course(cells) => cells,
        Query::Fold(fold) => &fold.over,
        Query::Find(find) => &find.over,
        Query::Rank(rank) => &rank.over,
        Query::Step(step) => &step.over,
        _ => return None,
    })
}

/// "2021 is not counted in": figures of periods that begin before the stretch asked about or go on after it.
fn left_out(voice: &Voice, draft: &Draft) -> Option<(String, Vec<FigureId>)> {
    let over = looks_at(voice.query)?;
    let metric = *over.metrics.first()?;
    let Span::Within(from, to) = over.when.span else {
        return None;
    };
    let kind = voice.figure(*draft.figures.first()?)?.period.kind;
    let cuts = |choice: &Choice| {
        let period = &choice.period;
        from.is_some_and(|from| period.from < from && from <= period.to)
            || to.is_some_and(|to| period.from <= to && to < period.to)
    };
    let all = series(voice.data(), metric, kind).into_iter();
    let cut: Vec<Choice> = all
        .filter(|choice| cuts(choice) && !draft.figures.contains(&choice.figure))
        .collect();
    let row = |choice: &Choice| {
        let value = voice.published(choice.figure)?.text();
        Some(format!("{} ({value})", choice.period.in_words()))
    };
    let rows: Vec<String> = cut.iter().filter_map(row).collect();
    let figures: Vec<FigureId> = cut.iter().map(|choice| choice.figure).collect();
    let values = Values::new().sourced_text("rows", lists::all(&rows), &figures);
    (!rows.is_empty()).then(|| (voice.say("left_out", &values), figures))
}

/// "(outages, 2022)": what a follow-up took from the answer before, unless the answer says it.
fn carried(voice: &Voice, draft: &Draft) -> Option<String> {
    if !voice.manner.carried {
        return None;
    }
    let first = voice.figure(*draft.figures.first()?)?;
    let mut periods: Vec<Period> = Vec::new();
    for figure in draft.figures.iter().filter_map(|id| voice.figure(*id)) {
        if figure.metric == first.metric && !periods.contains(&figure.period) {
            periods.push(figure.period.clone());
        }
    }
    if periods.len() > MOST_CARRIED {
        periods.clear();
    }
    let metric = voice.short(first.metric);
    let told = |period: &Period| draft.text.contains(&period.in_words());
    let said = draft.text.to_lowercase().contains(&metric.to_lowercase());
    let together = lists::periods(&periods);
    if said && (periods.iter().all(told) || draft.text.contains(&together)) {
        return None;
    }
    let values = Values::new()
        .text("metric", metric)
        .text("period", together);
    Some(voice.say("carried", &values))
}

/// What to say beside a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The caveat, or what is known of the dispute, as sentences.
    pub text: String,
    /// Whether the figure must not be given without it.
    pub must: bool,
    /// The figures that the text tells of beside it.
    pub rivals: Vec<FigureId>,
}

/// What to say beside a figure, if there is anything.
pub fn note(dataset: &Dataset, id: FigureId) -> Option<Note> {
    let figure = dataset.figures.get(id.0)?;
    if figure.usage == Usage::Conflict {
        let conflict = closest_conflict(dataset, id)?;
        return (!conflict.say.is_empty()).then(|| Note {
            text: conflict.say.clone(),
            must: true,
            rivals: parties(dataset, id),
        });
    }
    (!figure.caveat.is_empty()).then(|| Note {
        text: figure.caveat.clone(),
        must: figure.usage == Usage::Careful,
        rivals: Vec::new(),
    })
}
