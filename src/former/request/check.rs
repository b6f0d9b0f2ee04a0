//! A whole message checked: its assertions with numbers, years or directions, each with a verdict and the figure behind it.
//!
//! It must not judge what it did not read: a word that nothing knows beside a number or a name leaves the assertion unchecked.

use jiff::civil::Date;

use crate::dataset::format_number;
use crate::former::ask::Ask;
use crate::former::conversation::{Conversation, Topic};
use crate::former::draft::{Draft, Values};
use crate::former::snapshot::Snapshot;
use crate::former::{Headline, Status, Verdict, claim, help, many, notes};
use crate::intents::{AnswerKind, Intent};
use crate::question::period::When;
use crate::question::reading::{Counted, CountedKind, Reading, Role, Word};

use super::listing::{fitting, unless_none};
use super::verdict_of_all;

/// Smaller numbers beside no metric assert nothing.
const TELLING: i128 = 100;
/// The most assertions of one message that are checked.
const MOST_CLAIMS: usize = 8;
/// Room for the source line and what was left out.
const AROUND: usize = 1_500;

/// Concepts that assert something of a figure without a number.
const ASSERTING: [&str; 9] = [
    "rise",
    "fall",
    "max",
    "min",
    "double",
    "triple",
    "quadruple",
    "half",
    "everyone",
];

/// An assertion, judged.
struct Checked {
    label: String,
    draft: Draft,
    verdict: Verdict,
}

/// Checks a message.
pub(super) fn check(snapshot: &Snapshot, intent: &Intent, text: &str, today: Date) -> Draft {
    let mut conversation = Conversation::default();
    let mut checked: Vec<Checked> = Vec::new();
    let readings = snapshot.reader.read_all(text, today);
    for reading in &readings {
        if checked.len() < MOST_CLAIMS && asserts(snapshot, reading, &conversation) {
            let one = judged(snapshot, intent, reading, &mut conversation, today);
            checked.push(one);
        }
    }
    match checked.as_slice() {
        [] => nothing(snapshot),
        [_] => checked.remove(0).draft,
        _ => joined(snapshot, checked),
    }
}

/// Whether a sentence asserts something that figures could bear out: a number, a direction or a record, of something the data name.
fn asserts(snapshot: &Snapshot, reading: &Reading, conversation: &Conversation) -> bool {
    let says =
        reading.numbers.iter().any(|number| tells(number, reading)) || reading.has_any(&ASSERTING);
    let asks = reading.has_any(&["howmany", "what", "when", "which", "why"]);
    let open = snapshot.reader.is_open();
    let goes_on = conversation.last.is_some() && reading.unknown.is_empty();
    let of_data = !reading.metrics.is_empty()
        || reading.subject
        || names_figure(reading)
        || !reading.exclusions.is_empty()
        || goes_on
        || open && !reading.whens.is_empty();
    says && of_data && !(asks && reading.question_mark)
}

fn tells(number: &Counted, reading: &Reading) -> bool {
    match number.kind {
        CountedKind::Percent | CountedKind::Times => true,
        CountedKind::Plain => number.value >= TELLING.into() || !reading.metrics.is_empty(),
        CountedKind::Ordinal => false,
    }
}

/// Whether a number is a figure of the data and large enough not to be one by chance.
fn names_figure(reading: &Reading) -> bool {
    let mut numbers = reading.numbers.iter();
    numbers.any(|number| !number.figures.is_empty() && number.value >= TELLING.into())
}

/// The verdict on one sentence; what it was about is remembered for the next.
fn judged(
    snapshot: &Snapshot,
    intent: &Intent,
    reading: &Reading,
    conversation: &mut Conversation,
    today: Date,
) -> Checked {
    let before = conversation.clone();
    let ask = Ask::new(snapshot, reading, intent, &before, today);
    let draft = match excluded(&ask) {
        Some(draft) => draft,
        None if is_qualified(reading) || asserts_twice(reading) => claim::cannot_check(&ask),
        None => notes::noted(&ask, claim::answer(&ask)),
    };
    conversation.remember(Topic {
        kind: AnswerKind::Value,
        metrics: ask.metrics.clone(),
        periods: ask.periods.points.clone(),
        figures: draft.figures.clone(),
        event: None,
        statements: Vec::new(),
    });
    Checked {
        label: label(&ask),
        verdict: draft.verdict.unwrap_or(Verdict::CannotCheck),
        draft,
    }
}

/// Of a neighbouring subject nothing can be checked.
fn excluded(ask: &Ask) -> Option<Draft> {
    let exclusion = ask.reading.exclusions.first()?;
    let exclusion = ask.data().exclusions.get(*exclusion)?;
    let lead = ask.word("cannot_check", &Values::new());
    let text = format!("{lead} {}", exclusion.say);
    Some(
        Draft::new(Status::Answered, text)
            .verdict(Verdict::CannotCheck)
            .value("unknown"),
    )
}

/// Whether a word that nothing knows stands next to a number, a name or the subject, and so may change what is meant.
fn is_qualified(reading: &Reading) -> bool {
    let telling: Vec<&Word> = reading
        .words
        .iter()
        .filter(|word| word.role != Role::Filler)
        .collect();
    telling.windows(2).any(|pair| match pair {
        [a, b] => is_unknown(a) && names(b) || names(a) && is_unknown(b),
        _ => false,
    })
}

/// "76% more than in 2023, and a record": two assertions in one sentence, of which a verdict would tell one.
fn asserts_twice(reading: &Reading) -> bool {
    let moves = |number: &Counted| matches!(number.kind, CountedKind::Percent | CountedKind::Times);
    reading.numbers.iter().any(moves) && reading.has_any(&["max", "min", "previous_record"])
}

fn is_unknown(word: &Word) -> bool {
    word.role == Role::Unknown
}

fn names(word: &Word) -> bool {
    matches!(word.role, Role::Number | Role::Name | Role::Subject)
}

/// "655 (lamp outages, 2022)": what an assertion speaks of, in the words of the data.
fn label(ask: &Ask) -> String {
    let numbers = ask.reading.numbers.iter().map(number);
    let metrics = ask.metrics.iter().map(|metric| ask.short(*metric));
    let of_what: Vec<String> = numbers.filter(|text| !text.is_empty()).collect();
    let metrics: Vec<String> = metrics.take(2).collect();
    let whens = ask
        .reading
        .whens
        .iter()
        .filter_map(|mention| match &mention.when {
            When::Point(period) | When::Since(period) => Some(vec![period.in_words()]),
            When::Range(a, b) => Some(vec![a.in_words(), b.in_words()]),
            _ => None,
        });
    let whens: Vec<String> = whens.flatten().collect();
    let values = Values::new()
        .text("numbers", many::list(&of_what))
        .text("metrics", many::list(&metrics))
        .text("periods", many::list(&whens));
    ask.say("claim_label", &values)
}

fn number(number: &Counted) -> String {
    match number.kind {
        CountedKind::Percent => format!("{}%", format_number(number.value)),
        CountedKind::Ordinal => String::new(),
        CountedKind::Plain | CountedKind::Times => format_number(number.value),
    }
}

/// Several verdicts as one answer: how many of each, then each with its figure.
fn joined(snapshot: &Snapshot, checked: Vec<Checked>) -> Draft {
    let verdicts: Vec<Verdict> = checked.iter().map(|one| one.verdict).collect();
    let rows: Vec<String> = checked.iter().map(|one| row(snapshot, one)).collect();
    let (rows, left_out) = fitting(rows, super::LONGEST - AROUND);
    let count = |verdict: Verdict| verdicts.iter().filter(|own| **own == verdict).count();
    let values = Values::new()
        .text("n", verdicts.len().to_string())
        .text("contradicted", unless_none(count(Verdict::Contradicted)))
        .text("supported", unless_none(count(Verdict::Supported)))
        .text("unchecked", unless_none(count(Verdict::CannotCheck)))
        .list("rows", rows)
        .text("more", unless_none(left_out));
    let text = snapshot.wording.say("claims", &values);
    let verdict = verdict_of_all(&verdicts);
    let mut all = Draft::new(Status::Answered, text).verdict(verdict);
    let answers: Vec<String> = checked
        .iter()
        .map(|one| word(one.verdict).to_owned())
        .collect();
    all.value = Some(Headline::Many(answers));
    for one in checked {
        all.figures.extend(one.draft.figures);
        all.pages.extend(one.draft.pages);
        all = one.draft.caveats.into_iter().fold(all, Draft::caveat);
    }
    all
}

fn row(snapshot: &Snapshot, checked: &Checked) -> String {
    let values = Values::new()
        .text("label", checked.label.clone())
        .sourced_text("text", checked.draft.text.clone(), &checked.draft.figures);
    snapshot.wording.say("claim_row", &values)
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "yes",
        Verdict::Contradicted => "no",
        Verdict::CannotCheck => "unknown",
    }
}

/// The message asserts nothing that figures could bear out.
fn nothing(snapshot: &Snapshot) -> Draft {
    let text = snapshot.wording.say("no_claim", &help::about(snapshot));
    Draft::new(Status::Answered, text)
        .verdict(Verdict::CannotCheck)
        .value("unknown")
}
