//! What to know beside the figures of an answer: caveats, rivals where outlets disagree, and what was carried over.

use super::Status;
use super::draft::{Draft, Values};
use super::voice::Voice;
use crate::compute::{closest_conflict, parties};
use crate::dataset::{Dataset, FigureId, Usage};
use crate::query::Query;

/// Notes that an answer prints; all of them stand in its `caveats`.
const MOST_NOTES: usize = 2;

/// Adds the notes of a draft's figures.
pub(crate) fn noted(voice: &Voice, mut draft: Draft) -> Draft {
    let prints = draft.status == Status::Answered && !matches!(voice.query, Query::About(_));
    let mut printed: Vec<String> = Vec::new();
    let most = draft.printed.unwrap_or(usize::MAX);
    for (order, id) in draft.figures.clone().into_iter().enumerate() {
        let Some(note) = note(voice.data(), id) else {
            continue;
        };
        let said = placed(voice, &draft, id, &note);
        let wanted = note.must && prints && order < most;
        if wanted && printed.len() < MOST_NOTES && !printed.contains(&said) {
            printed.push(said);
            let rivals = note.rivals.iter().copied();
            let new: Vec<FigureId> = rivals.filter(|id| !draft.figures.contains(id)).collect();
            draft.figures.extend(new);
        }
        draft = draft.caveat(note.text);
    }
    draft.text = printed
        .into_iter()
        .fold(draft.text, |text, note| format!("{text} {note}"));
    draft
}

/// A caveat; with its figure's period before it where the answer has figures of several.
fn placed(voice: &Voice, draft: &Draft, id: FigureId, note: &Note) -> String {
    let period = |id: FigureId| voice.figure(id).map(|figure| &figure.period);
    let mut figures = draft.figures.iter();
    let several = figures.any(|other| period(*other) != period(id));
    match period(id).filter(|_| several && note.rivals.is_empty()) {
        Some(period) => {
            let values = Values::new()
                .text("period", period.in_words())
                .sourced_text("note", note.text.clone(), &[id]);
            voice.say("note_of", &values)
        }
        None => note.text.clone(),
    }
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
