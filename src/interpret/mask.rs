//! A question as the features by which its operation is told: its words with names, periods and numbers masked, so that what is
//! learned on one dataset holds on another.
//!
//! It must not know what the features are worth.

use super::tokens::Tokens;
use crate::dataset::PeriodKind;
use crate::question::evidence::Evidence;
use crate::question::names::Target;
use crate::question::period::When;
use crate::question::reading::{Bound, CountedKind};
use crate::question::token::TokenKind;

/// The least part of a name that is masked.
const MASKED: f32 = 0.5;

/// What stands for a word that no phrase has.
const UNKNOWN: &str = "<x>";
/// What stands for one that is written as a name is.
const PROPER: &str = "<X>";

/// The features of a question's words, each once.
pub fn features(evidence: &Evidence, follows: bool) -> Vec<String> {
    let masked = masked(evidence);
    let mut found = Vec::with_capacity(masked.len() * 8);
    for side in [false, true] {
        let line: Vec<&str> = std::iter::once("^")
            .chain(masked.iter().map(|word| {
                if side {
                    word.plain.as_str()
                } else {
                    word.kind.as_str()
                }
            }))
            .chain(std::iter::once("$"))
            .collect();
        let longest = if side { 2 } else { 3 };
        for length in 1..=longest {
            for run in line.windows(length) {
                found.push(run.join(" "));
            }
        }
        for run in line.windows(3) {
            if let [a, _, b] = run {
                found.push(format!("{a} _ {b}"));
            }
        }
    }
    beside_unknown(&masked, &mut found);
    lead(&masked, &mut found);
    shape(evidence, follows, &masked, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// What stands around words that no phrase has: "in <x>" may limit what is counted, whatever the word is.
fn beside_unknown(masked: &[Masked], found: &mut Vec<String>) {
    let line: Vec<&str> = std::iter::once("^")
        .chain(masked.iter().map(|word| match (word.known, word.proper) {
            (true, _) => word.kind.as_str(),
            (false, false) => UNKNOWN,
            (false, true) => PROPER,
        }))
        .chain(std::iter::once("$"))
        .collect();
    for length in 2..=3 {
        for run in line
            .windows(length)
            .filter(|run| run.contains(&UNKNOWN) || run.contains(&PROPER))
        {
            found.push(run.join(" "));
        }
    }
}

/// The first word that is asked with, beside each concept and slot of the question.
fn lead(masked: &[Masked], found: &mut Vec<String>) {
    let Some(first) = masked.first() else {
        return;
    };
    for word in masked.iter().skip(1) {
        if word.kind.starts_with(['{', '<']) {
            found.push(format!("{} .. {}", first.kind, word.kind));
        }
    }
}

/// What can be counted of a question.
fn shape(evidence: &Evidence, follows: bool, masked: &[Masked], found: &mut Vec<String>) {
    let count = |kind: &str| {
        masked
            .iter()
            .filter(|word| word.kind == kind)
            .count()
            .min(3)
    };
    let metrics = match (count("<metric>"), count("<member>")) {
        (metrics @ 0..=1, members @ 2..) => metrics.max(members),
        (0, 1) if follows => 1,
        (metrics, _) => metrics,
    };
    let points = evidence
        .whens
        .iter()
        .map(|when| match when.when {
            When::Range(..) => 2,
            _ => 1,
        })
        .sum::<usize>()
        .min(3);
    let numbers = evidence.numbers.len().min(2);
    found.push(format!("#m{metrics}"));
    found.push(format!("#p{points}"));
    found.push(format!("#n{numbers}"));
    found.push(format!("#m{metrics}p{points}n{numbers}"));
    let ask = (evidence.yes_no, evidence.question_mark);
    found.push(format!("#y{}q{}", u8::from(ask.0), u8::from(ask.1)));
    found.push(format!("#f{}", u8::from(follows)));
    if follows {
        found.push(format!("#fm{metrics}p{points}"));
    }
    let length = masked.len();
    let length = match length {
        0..=3 => "s",
        4..=8 => "m",
        9..=16 => "l",
        _ => "x",
    };
    found.push(format!("#{length}"));
}

/// A word of the masked question.
#[derive(Debug, Clone)]
pub struct Masked {
    /// What it is: a slot, a concept, else its stem.
    pub kind: String,
    /// The same with the stem in place of a concept.
    pub plain: String,
    /// Whether it is a slot, a concept, or a word that phrases have.
    pub known: bool,
    /// Whether it is written as a name is.
    pub proper: bool,
}

impl Masked {
    fn of(text: String) -> Self {
        Self {
            kind: text.clone(),
            plain: text,
            known: true,
            proper: false,
        }
    }
}

/// The question with names, periods and numbers in place of their words, and concepts in place of theirs.
pub fn masked(evidence: &Evidence) -> Vec<Masked> {
    let names = names(evidence);
    let mut out = Vec::new();
    let mut at = 0;
    while at < evidence.words.len() {
        at = step(evidence, &names, at, &mut out);
    }
    out
}

fn step(
    evidence: &Evidence,
    names: &[(Tokens, &'static str)],
    at: usize,
    out: &mut Vec<Masked>,
) -> usize {
    let same = Masked::of;
    if let Some(when) = evidence.whens.iter().find(|when| when.tokens.start == at) {
        out.push(same(format!("<{}>", period(&when.when))));
        return when.tokens.end.max(at + 1);
    }
    if let Some((tokens, kind)) = names.iter().find(|(tokens, _)| tokens.has(at)) {
        if tokens.first() == Some(at) {
            out.push(same(format!("<{kind}>")));
        }
        return at + 1;
    }
    if let Some(number) = evidence
        .numbers
        .iter()
        .find(|number| number.tokens.start == at)
    {
        out.push(same(format!(
            "<{}>",
            self::number(number.kind, number.bound, !number.figures.is_empty())
        )));
        return number.tokens.end.max(at + 1);
    }
    let hits: Vec<&crate::question::evidence::Concept> = evidence
        .concepts
        .iter()
        .filter(|concept| concept.tokens.start == at)
        .collect();
    if let Some(first) = hits.first() {
        let stems: Vec<&str> = evidence
            .words
            .get(first.tokens.clone())
            .unwrap_or_default()
            .iter()
            .map(|word| word.stem.as_str())
            .collect();
        let plain = stems.join("+");
        for hit in &hits {
            out.push(Masked {
                plain: plain.clone(),
                ..same(format!("{{{}}}", hit.name))
            });
        }
        return first.tokens.end.max(at + 1);
    }
    if let Some(word) = evidence.words.get(at) {
        match word.kind {
            TokenKind::Symbol
                if !matches!(word.text.as_str(), "?" | "%" | "+" | "/" | "=" | ":") => {}
            _ => out.push(Masked {
                known: word.phrase || word.filler || word.kind != TokenKind::Word,
                proper: word.proper,
                ..same(word.stem.clone())
            }),
        }
    }
    at + 1
}

/// The names that are masked, none of which share words, the best first.
fn names(evidence: &Evidence) -> Vec<(Tokens, &'static str)> {
    let mut taken = Tokens::default();
    let mut found = Vec::new();
    for mention in &evidence.names {
        let kind = match mention.target {
            Target::Metric(_) if mention.recall >= MASKED => "metric",
            Target::Outlet(_) => "outlet",
            Target::Event(_) => "event",
            Target::Exclusion(_) => "exclusion",
            Target::Dimension(_) => "dimension",
            Target::Member(_) => "member",
            _ => continue,
        };
        let tokens = Tokens::of(mention.tokens.iter().copied());
        if !tokens.meets(&taken) {
            taken = taken.with(&tokens);
            found.push((tokens, kind));
        }
    }
    found
}

fn period(when: &When) -> &'static str {
    match when {
        When::Point(period) => match period.kind {
            PeriodKind::Year => "year",
            PeriodKind::AsOf => "date",
            _ => "part",
        },
        When::Range(..) => "range",
        When::Since(_) | When::After(_) => "since",
        When::Before(_) | When::Until(_) => "before",
        When::By(_) => "date",
        When::Latest => "latest",
        When::Earliest => "earliest",
        When::Last(_) | When::First(_) => "last",
        When::Calendar(_) => "relative",
        When::Part(..) => "part",
        When::Shift(..) => "shift",
        When::Decade(_) => "decade",
        When::All => "all",
    }
}

fn number(kind: CountedKind, bound: Option<Bound>, names: bool) -> &'static str {
    match (kind, bound) {
        (CountedKind::Ordinal, _) => "ordinal",
        (CountedKind::Times, _) => "times",
        (CountedKind::Percent, Some(bound)) if !bound.is_rough() => "limit%",
        (CountedKind::Percent, _) => "percent",
        (_, Some(bound)) if !bound.is_rough() => "limit",
        _ if names => "figure",
        _ => "number",
    }
}

/// The question as the intents' phrases are sketched: slots, concepts, and the words that phrases have.
pub fn sketch(evidence: &Evidence) -> Vec<String> {
    let mut out = Vec::new();
    if evidence.yes_no {
        out.push("{yesno}".to_owned());
    }
    let known = |stem: &str| {
        let mut words = evidence.words.iter();
        words.any(|word| word.stem == stem && word.phrase && !word.filler)
    };
    for word in masked(evidence) {
        let slot = match word.kind.as_str() {
            "<part>" | "<decade>" => Some("year"),
            "<date>" => Some("by"),
            "<last>" | "<all>" => Some("range"),
            "<earliest>" => Some("latest"),
            "<limit>" | "<limit%>" => Some("threshold"),
            "<percent>" => Some("percentage"),
            "<times>" => Some("multiple"),
            "<exclusion>" | "<dimension>" | "<member>" => None,
            kind => kind
                .strip_prefix('<')
                .and_then(|kind| kind.strip_suffix('>')),
        };
        match slot {
            Some(slot) => out.push(format!("{{{slot}}}")),
            None if word.kind.starts_with('{') || known(&word.kind) => out.push(word.kind),
            None => {}
        }
    }
    out
}
