//! Drafts finished: the answers of one message joined into one, and cited.
//!
//! It must not change what a part says, only leave parts out and shorten what is too long.

use super::cite::{citations, source_line};
use super::draft::{Draft, Page};
use super::snapshot::Snapshot;
use super::{Answer, Headline, LONGEST, Shown, Status, reply};
use crate::dataset::{Dataset, FigureId};
use crate::query::{Query, encode};

/// What stands between the codes of several queries in an id; it is in no code.
const SEPARATOR: char = '.';
/// What stands behind the code of one of two readings of a question.
const READING: char = '!';
/// What an id without a query has in its place.
const NO_QUERY: char = '~';

/// One question of a message, answered.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Its answer.
    pub(crate) draft: Draft,
    /// What was answered; none where nothing was understood.
    pub(crate) query: Option<Query>,
    /// Whether it is one of two ways to read one question.
    pub(crate) is_reading: bool,
    /// The intent that worded it.
    pub(crate) intent: Option<String>,
    /// How sure the reading is, 0 to 1.
    pub(crate) confidence: f32,
}

/// The answer that the parts of a message make, with their citations; its text has at most `longest` characters, or as many as a message.
pub(crate) fn finished(snapshot: &Snapshot, parts: &[Part], longest: Option<usize>) -> Answer {
    let longest = longest.unwrap_or(LONGEST);
    if parts.is_empty() {
        let nothing = Part {
            draft: reply::not_understood(snapshot),
            query: None,
            is_reading: false,
            intent: None,
            confidence: 0.0,
        };
        return joined(snapshot, &[nothing], longest);
    }
    joined(snapshot, parts, longest)
}

fn joined(snapshot: &Snapshot, parts: &[Part], longest: usize) -> Answer {
    let (status, kept) = kept(parts);
    let drafts: Vec<&Draft> = kept.iter().map(|part| &part.draft).collect();
    let lead = kept.iter().find(|part| part.draft.status == status);
    let lead_draft = lead.map(|part| &part.draft);
    let figures = drafts.iter().flat_map(|draft| draft.figures.clone());
    let figures: Vec<FigureId> = figures.collect();
    let pages = drafts.iter().flat_map(|draft| draft.pages.clone());
    let cited = citations(&snapshot.dataset, &figures, &pages.collect::<Vec<Page>>());
    let computed = drafts.iter().any(|draft| draft.computed);
    let line = if drafts.iter().all(|draft| draft.lists_sources) {
        String::new()
    } else {
        source_line(&cited, computed, longest / 2)
    };
    let text = assemble(&body(&drafts), &line, longest);
    let caveats = drafts.iter().flat_map(|draft| draft.caveats.clone());
    Answer {
        status,
        answer_id: answer_id(snapshot, &kept, &text),
        query: lead.and_then(|part| part.query.clone()),
        text,
        value: match lead {
            // Of two readings the likelier one has the value.
            Some(part) if part.is_reading => part.draft.value.clone(),
            _ => headline(&drafts),
        },
        unit: lead_draft.and_then(|draft| draft.unit.clone()),
        intent: lead.and_then(|part| part.intent.clone()),
        confidence: lead.map_or(0.0, |part| part.confidence),
        verdict: drafts.iter().find_map(|draft| draft.verdict),
        figures: shown(&snapshot.dataset, &figures),
        computation: lead_draft.and_then(|draft| draft.computation.clone()),
        caveats: caveats.collect(),
        choices: lead_draft.map_or_else(Vec::new, |draft| draft.choices.clone()),
        citations: cited,
    }
}

/// The texts, each once.
fn body(drafts: &[&Draft]) -> String {
    let mut texts: Vec<String> = Vec::new();
    for text in drafts.iter().map(|draft| capitalised(&draft.text)) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("\n")
}

/// The status of the whole, and the parts that make it up: small talk and what was not understood give way to answers.
fn kept(parts: &[Part]) -> (Status, Vec<&Part>) {
    let gives_way = |part: &Part| matches!(part.draft.status, Status::NotUnderstood | Status::Help);
    let some_stay = parts.iter().any(|part| !gives_way(part));
    let kept: Vec<&Part> = parts
        .iter()
        .filter(|part| !some_stay || !gives_way(part))
        .collect();
    let status = kept.iter().map(|part| part.draft.status).min();
    (status.unwrap_or(Status::NotUnderstood), kept)
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

/// Names dataset, intents and what was answered: by the codes of its queries, or by its text where there are none.
fn answer_id(snapshot: &Snapshot, parts: &[&Part], text: &str) -> String {
    let code = |part: &&Part| {
        let mut code = encode(part.query.as_ref()?, &snapshot.dataset);
        if part.is_reading {
            code.push(READING);
        }
        Some(code)
    };
    let codes: Vec<String> = parts.iter().filter_map(code).collect();
    let part = |text: &str| text.chars().take(6).collect::<String>();
    let of_what = if codes.is_empty() {
        format!("{NO_QUERY}{}", part(&crate::fingerprint::of(&[text])))
    } else {
        codes.join(&SEPARATOR.to_string())
    };
    format!(
        "{}-{}-{of_what}",
        part(&snapshot.dataset.fingerprint),
        part(&snapshot.intents.fingerprint),
    )
}

/// The codes of the queries in the last part of an answer's id, if it has any, each with whether it is one of two readings.
pub(crate) fn queries_of(codes: &str) -> Option<impl Iterator<Item = (&str, bool)>> {
    (!codes.starts_with(NO_QUERY)).then(|| {
        codes.split(SEPARATOR).map(|code| {
            let bare = code.strip_suffix(READING);
            (bare.unwrap_or(code), bare.is_some())
        })
    })
}
