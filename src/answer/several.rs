//! Several claims of one message as one answer: how many of each verdict, then each with its figure.
//!
//! It must not judge: each comes with its verdict.

use super::cite::escape;
use super::draft::{Draft, Values};
use super::lists::{fitting, unless_none};
use super::request::LONGEST;
use super::snapshot::Snapshot;
use super::{Headline, Status, Verdict, reply};

/// Room for the source line and what was left out.
const AROUND: usize = 1_500;

/// A claim, judged, with what it speaks of.
pub(crate) struct Checked {
    /// What it speaks of, in the words of the data.
    pub(crate) label: String,
    /// Its answer.
    pub(crate) draft: Draft,
}

impl Checked {
    fn verdict(&self) -> Verdict {
        self.draft.verdict.unwrap_or(Verdict::CannotCheck)
    }
}

/// The verdicts on the claims of a message; without any, that it claims nothing which figures could bear out.
pub(crate) fn claims(snapshot: &Snapshot, mut checked: Vec<Checked>) -> Draft {
    match checked.as_slice() {
        [] => nothing(snapshot),
        [_] => checked.remove(0).draft,
        _ => joined(snapshot, checked),
    }
}

/// One of two ways to read a question, answered under its name; the first one tells that there are two.
pub(crate) fn reading(snapshot: &Snapshot, label: &str, draft: Draft, is_first: bool) -> Draft {
    let values = Values::new()
        .text("label", escape(label))
        .sourced_text("text", draft.text.clone(), &draft.figures)
        .flag("first", is_first);
    let text = snapshot.wording.say("reading", &values);
    Draft { text, ..draft }
}

/// A claim that was read and cannot be checked.
pub(crate) fn unchecked(snapshot: &Snapshot) -> Draft {
    let mut intents = snapshot.intents.list.iter();
    let values = Values::new();
    let text = intents.find_map(|intent| snapshot.wording.reply(intent, "cannot_check", &values));
    let text = text.unwrap_or_else(|| snapshot.wording.say("no_claim", &reply::about(snapshot)));
    Draft::new(Status::Answered, text)
        .verdict(Verdict::CannotCheck)
        .value(word(Verdict::CannotCheck))
}

fn nothing(snapshot: &Snapshot) -> Draft {
    let text = snapshot.wording.say("no_claim", &reply::about(snapshot));
    Draft::new(Status::Answered, text)
        .verdict(Verdict::CannotCheck)
        .value(word(Verdict::CannotCheck))
}

fn joined(snapshot: &Snapshot, checked: Vec<Checked>) -> Draft {
    let verdicts: Vec<Verdict> = checked.iter().map(Checked::verdict).collect();
    let rows: Vec<String> = checked.iter().map(|one| row(snapshot, one)).collect();
    let (rows, left_out) = fitting(rows, LONGEST - AROUND);
    let count = |verdict: Verdict| verdicts.iter().filter(|own| **own == verdict).count();
    let values = Values::new()
        .text("n", verdicts.len().to_string())
        .text("contradicted", unless_none(count(Verdict::Contradicted)))
        .text("supported", unless_none(count(Verdict::Supported)))
        .text("unchecked", unless_none(count(Verdict::CannotCheck)))
        .list("rows", rows)
        .text("more", unless_none(left_out));
    let text = snapshot.wording.say("claims", &values);
    let mut all = Draft::new(Status::Answered, text).verdict(of_all(&verdicts));
    let answers = verdicts.iter().map(|verdict| word(*verdict).to_owned());
    all.value = Some(Headline::Many(answers.collect()));
    for one in checked {
        all.figures.extend(one.draft.figures);
        all.pages.extend(one.draft.pages);
        all = one.draft.caveats.into_iter().fold(all, Draft::caveat);
    }
    all
}

/// The verdict on the whole: one claim that fails outweighs all others, one that cannot be checked those that hold.
fn of_all(verdicts: &[Verdict]) -> Verdict {
    let worst = |verdict: &Verdict| match verdict {
        Verdict::Contradicted => 2,
        Verdict::CannotCheck => 1,
        Verdict::Supported => 0,
    };
    let all = verdicts.iter().copied();
    all.max_by_key(worst).unwrap_or(Verdict::CannotCheck)
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
