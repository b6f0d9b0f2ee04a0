//! The answers of one message joined into one, and cited.
//!
//! It must not change what a part says, only leave parts out and shorten what is too long.

use super::Done;
use crate::dataset::{Dataset, FigureId};
use crate::former::cite::{citations, source_line};
use crate::former::draft::{Draft, Page};
use crate::former::snapshot::Snapshot;
use crate::former::{Answer, Headline, Shown, Status};
use crate::question::reading::Reading;

/// Joins the answers of one message and cites them; the text has at most `longest` characters.
pub(super) fn joined(
    snapshot: &Snapshot,
    readings: &[Reading],
    done: &[Done],
    longest: usize,
) -> Answer {
    let (status, kept) = kept(readings, done);
    let drafts: Vec<&Draft> = kept.iter().map(|one| &one.draft).collect();
    let lead = kept.iter().find(|one| one.draft.status == status);
    let lead_draft = lead.map(|one| &one.draft);
    let figures: Vec<FigureId> = drafts
        .iter()
        .flat_map(|draft| draft.figures.clone())
        .collect();
    let pages: Vec<Page> = drafts
        .iter()
        .flat_map(|draft| draft.pages.clone())
        .collect();
    let cited = citations(&snapshot.dataset, &figures, &pages);
    let computed = drafts.iter().any(|draft| draft.computed);
    let body: Vec<String> = drafts
        .iter()
        .map(|draft| capitalised(&draft.text))
        .collect();
    let line = if drafts.iter().all(|draft| draft.lists_sources) {
        String::new()
    } else {
        source_line(&cited, computed)
    };
    let text = assemble(&body.join("\n"), &line, longest);
    Answer {
        status,
        answer_id: answer_id(snapshot, readings, &text),
        text,
        value: headline(&drafts),
        unit: lead_draft.and_then(|draft| draft.unit.clone()),
        intent: lead.and_then(|one| one.intent.clone()),
        confidence: lead.map_or(0.0, |one| one.confidence),
        verdict: drafts.iter().find_map(|draft| draft.verdict),
        figures: shown(&snapshot.dataset, &figures),
        computation: lead_draft.and_then(|draft| draft.computation.clone()),
        caveats: drafts
            .iter()
            .flat_map(|draft| draft.caveats.clone())
            .collect(),
        choices: lead_draft.map_or_else(Vec::new, |draft| draft.choices.clone()),
        citations: cited,
    }
}

/// The status of the whole, and the parts that make it up: small talk and what was not read give way to answers.
fn kept<'a>(readings: &[Reading], done: &'a [Done]) -> (Status, Vec<&'a Done>) {
    let read = done.iter().any(|one| one.intent.is_some());
    let missed = misses_a_figure(readings, done);
    let counts = |one: &Done| {
        if missed {
            one.intent.is_none()
        } else {
            !read || one.intent.is_some() || one.draft.status == Status::OutOfScope
        }
    };
    let counting = done.iter().filter(|one| counts(one));
    let status = counting
        .map(|one| one.draft.status)
        .min()
        .unwrap_or(Status::NotUnderstood);
    let small_talk = |one: &Done| one.draft.status == Status::Help && status != Status::Help;
    let only = done.len() == 1;
    let kept = done
        .iter()
        .filter(|one| only || counts(one) && !small_talk(one));
    (status, kept.collect())
}

/// Whether a part that names what is counted was not read, and the others only quote words: those do not answer it.
fn misses_a_figure(readings: &[Reading], done: &[Done]) -> bool {
    let mut parts = readings.iter().zip(done);
    let unread = parts.any(|(reading, one)| one.intent.is_none() && !reading.metrics.is_empty());
    unread && done.iter().all(|one| one.draft.figures.is_empty())
}

fn headline(drafts: &[&Draft]) -> Option<Headline> {
    let mut values: Vec<&Headline> = drafts
        .iter()
        .filter_map(|draft| draft.value.as_ref())
        .collect();
    if values.len() <= 1 {
        return values.pop().cloned();
    }
    let all = values.into_iter().flat_map(|value| match value {
        Headline::One(value) => std::slice::from_ref(value),
        Headline::Many(values) => values,
    });
    Some(Headline::Many(all.cloned().collect()))
}

/// A text whose sentences begin with capitals, also where a number in words begins them: "**more than 24,000** visitors".
fn capitalised(text: &str) -> String {
    let mut starts = true;
    let mut before = ' ';
    let raise = |c: char| {
        let begins = starts && c.is_alphabetic();
        match c {
            ' ' if matches!(before, '.' | '!' | '?') => starts = true,
            '*' => {}
            _ => starts = false,
        }
        before = c;
        if begins {
            c.to_uppercase().collect::<String>()
        } else {
            c.to_string()
        }
    };
    text.chars().map(raise).collect()
}

/// The text with its source line, shortened at a sentence so that the source line always fits.
fn assemble(body: &str, line: &str, longest: usize) -> String {
    let room = longest.saturating_sub(line.chars().count() + 1);
    let body = shortened(body, room);
    if line.is_empty() {
        body
    } else {
        format!("{body}\n{line}")
    }
}

fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room.saturating_sub(2)).collect();
    let end = cut
        .rfind(". ")
        .map_or_else(|| cut.rfind('\n').unwrap_or(cut.len()), |end| end + 1);
    cut.get(..end)
        .map_or_else(String::new, |kept| format!("{kept} …"))
}

/// The figures, each once, as an answer lists them.
fn shown(dataset: &Dataset, figures: &[FigureId]) -> Vec<Shown> {
    let mut seen: Vec<FigureId> = Vec::new();
    for id in figures {
        if !seen.contains(id) {
            seen.push(*id);
        }
    }
    let show = |id: FigureId| {
        let figure = dataset.figures.get(id.0)?;
        let metric = dataset.metrics.get(figure.metric.0)?;
        let source = dataset.sources.get(figure.source.0)?;
        Some(Shown {
            metric: metric.id.clone(),
            period: figure.period.in_words(),
            value: figure.value.to_string(),
            source: source.id.clone(),
            id: figure.id.clone(),
        })
    };
    seen.into_iter().filter_map(show).collect()
}

/// Names dataset, intents and what was answered: a follow-up of the same words has another answer in another conversation.
fn answer_id(snapshot: &Snapshot, readings: &[Reading], text: &str) -> String {
    let words = readings.iter().flat_map(|reading| &reading.words);
    let question: Vec<&str> = words.map(|word| word.stem.as_str()).collect();
    let part = |text: &str| text.chars().take(6).collect::<String>();
    format!(
        "{}-{}-{}",
        part(&snapshot.dataset.fingerprint),
        part(&snapshot.intents.fingerprint),
        part(&crate::fingerprint::of(&[&question.join(" "), text]))
    )
}
