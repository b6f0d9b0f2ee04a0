//! The sketch of an intent's phrase, by the rules for questions.

use super::{Marks, Run, sketch, wants_yes_or_no};
use std::ops::Range;

use jiff::civil::{Date, date};

use crate::question::number::spelled_numbers;
use crate::question::period::Mention;
use crate::question::phrase::{PhraseTokens, STAND_IN};
use crate::question::reader::Reader;
use crate::question::reading::Role;
use crate::question::token::Token;
use crate::question::vocabulary::comparable;

/// The day on which phrases are read: any will do, as only the sort of a period counts there.
const PHRASES_READ: Date = date(2000, 7, 1);

/// The sketch of an intent's phrase: as that of a question with such periods, and slots for the rest.
pub(in crate::question) fn phrase(reader: &Reader, phrase: PhraseTokens) -> Vec<String> {
    let tokens = spelled_numbers(phrase.tokens, &reader.closed);
    let stems: Vec<String> = tokens.iter().map(comparable).collect();
    let whens = reader.whens(&tokens, PHRASES_READ);
    let mut slots = phrase.slots.into_iter();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.text == STAND_IN {
            out.extend(text_of_phrase(reader, &tokens, &stems, &whens, start..at));
            out.extend(slots.next().flatten().map(|slot| slot.sort.to_owned()));
            start = at + 1;
        }
    }
    out.extend(text_of_phrase(
        reader,
        &tokens,
        &stems,
        &whens,
        start..tokens.len(),
    ));
    out
}

fn text_of_phrase(
    reader: &Reader,
    tokens: &[Token],
    stems: &[String],
    whens: &[Mention],
    range: Range<usize>,
) -> Vec<String> {
    let (Some(own), Some(stems)) = (tokens.get(range.clone()), stems.get(range.clone())) else {
        return Vec::new();
    };
    let within = whens
        .iter()
        .filter(|mention| range.start <= mention.tokens.start && mention.tokens.end <= range.end);
    let whens: Vec<Mention> = within
        .map(|mention| Mention {
            when: mention.when.clone(),
            tokens: mention.tokens.start - range.start..mention.tokens.end - range.start,
            assumed: mention.assumed,
        })
        .collect();
    let mut marks = Marks::new(own.len());
    for mention in &whens {
        marks.put(mention.tokens.clone(), Role::Period);
    }
    let numbers = reader.numbers(own, stems, &mut marks);
    let run = Run {
        tokens: own,
        stems,
        whens: &whens,
        numbers: &numbers,
    };
    let mut found = sketch(reader, &run, &marks);
    if range.start == 0 && wants_yes_or_no(reader, own) {
        found.insert(0, "{yesno}".to_owned());
    }
    found
}
