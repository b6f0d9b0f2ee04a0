//! What to know beside the figures of an answer: caveats, rivals where outlets disagree, and what was carried over.

use crate::dataset::{Dataset, FigureId, Period, Usage};
use crate::intents::AnswerKind;

use super::Status;
use super::ask::{Ask, Origin};
use super::draft::{Draft, Values};
use super::many;
use crate::compute::{Choice, closest_conflict, parties, series};

/// Notes that an answer prints; all of them stand in its `caveats`.
const MOST_NOTES: usize = 2;

/// Adds the notes of a draft's figures.
pub(super) fn noted(ask: &Ask, mut draft: Draft) -> Draft {
    let prints = draft.status == Status::Answered && !is_about_data(ask.kind);
    let mut printed: Vec<String> = Vec::new();
    let most = draft.printed.unwrap_or(usize::MAX);
    for (order, id) in draft.figures.clone().into_iter().enumerate() {
        let Some(note) = note(ask.data(), id) else {
            continue;
        };
        let said = placed(ask, &draft, id, &note);
        let wanted = note.must || order == 0 && claims_record(ask);
        if wanted
            && prints
            && order < most
            && printed.len() < MOST_NOTES
            && !printed.contains(&said)
        {
            printed.push(said);
            let rivals = note
                .rivals
                .iter()
                .filter(|rival| !draft.figures.contains(rival));
            let rivals: Vec<FigureId> = rivals.copied().collect();
            draft.figures.extend(rivals);
        }
        draft = draft.caveat(note.text);
    }
    let left_out = left_out(ask, &draft);
    if let Some((_, figures)) = &left_out {
        draft.figures.extend(figures);
    }
    let notes = carried(ask, &draft).into_iter();
    let notes = notes.chain(left_out.map(|(note, _)| note)).chain(printed);
    draft.text = notes.fold(draft.text, |text, note| format!("{text} {note}"));
    draft
}

/// A claim of a record stands on what a figure's caveat says of its series.
fn claims_record(ask: &Ask) -> bool {
    let checked =
        ask.kind == AnswerKind::Claim || ask.kind == AnswerKind::Extremum && ask.reading.yes_no;
    checked && ask.has_any(&["max", "min", "previous_record"])
}

/// A caveat; with its figure's period before it where the answer has figures of several.
fn placed(ask: &Ask, draft: &Draft, id: FigureId, note: &Note) -> String {
    let period = |id: FigureId| ask.data().figures.get(id.0).map(|figure| &figure.period);
    let several = draft
        .figures
        .iter()
        .any(|other| period(*other) != period(id));
    match period(id).filter(|_| several && note.rivals.is_empty()) {
        Some(period) => {
            let values = Values::new()
                .text("period", period.in_words())
                .sourced_text("note", note.text.clone(), &[id]);
            ask.say("note_of", &values)
        }
        None => note.text.clone(),
    }
}

/// "2022 is not counted in": figures of periods that begin before the stretch asked about or go on after it.
fn left_out(ask: &Ask, draft: &Draft) -> Option<(String, Vec<FigureId>)> {
    let metric = ask.metric_id()?;
    let all = series(ask.data(), metric, ask.kind_of_period(metric));
    let rests = all
        .iter()
        .any(|choice| draft.figures.contains(&choice.figure));
    let cut: Vec<Choice> = all
        .into_iter()
        .filter(|choice| {
            ask.periods.cuts(&choice.period) && !draft.figures.contains(&choice.figure)
        })
        .collect();
    if !rests || cut.is_empty() || draft.status != Status::Answered || is_about_data(ask.kind) {
        return None;
    }
    let row = |choice: &Choice| {
        let quantity = ask.quantity(choice)?;
        Some(format!(
            "{} ({})",
            choice.period.in_words(),
            quantity.text()
        ))
    };
    let rows: Vec<String> = cut.iter().filter_map(row).collect();
    let figures = many::figures_of(&cut);
    let values = Values::new().sourced_text("rows", many::list(&rows), &figures);
    Some((ask.say("left_out", &values), figures))
}

/// Answers about the data themselves say what there is to say.
fn is_about_data(kind: AnswerKind) -> bool {
    matches!(
        kind,
        AnswerKind::Conflict
            | AnswerKind::Definition
            | AnswerKind::Sources
            | AnswerKind::Outlet
            | AnswerKind::Coverage
    )
}

/// "(outages, 2022)": what a follow-up took from the answer before, unless the answer says it.
fn carried(ask: &Ask, draft: &Draft) -> Option<String> {
    let from_before = ask.carried_periods || ask.origin == Origin::Carried;
    let computed = matches!(
        ask.kind,
        AnswerKind::Value
            | AnswerKind::Change
            | AnswerKind::Share
            | AnswerKind::Ratio
            | AnswerKind::Sum
            | AnswerKind::Average
            | AnswerKind::Extremum
            | AnswerKind::Rate
    );
    if !from_before || !computed || draft.figures.is_empty() || draft.status != Status::Answered {
        return None;
    }
    let periods: &[Period] = if ask.carried_periods {
        &ask.periods.points
    } else {
        &[]
    };
    let metric = ask
        .metric_id()
        .map_or_else(String::new, |metric| ask.short(metric));
    let text = draft.text.to_lowercase();
    let each = || {
        let mut periods = periods.iter();
        periods.all(|period| draft.text.contains(&period.in_words()))
    };
    let said = draft.text.contains(&many::list_of_periods(periods)) || each();
    if said && text.contains(&metric.to_lowercase()) {
        return None;
    }
    let values = Values::new()
        .text("metric", metric)
        .text("period", many::list_of_periods(periods));
    Some(ask.say("carried", &values))
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
        return Some(Note {
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
