//! How well a matcher does on labelled questions: accuracy, refusals, confusions. Pure counting; it reads and asks nothing.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of questions are far below 2^52"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

/// How many confusions a report names.
const CONFUSIONS: usize = 20;

/// A labelled question and what the matcher made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The question.
    pub text: String,
    /// The intent it belongs to; none if it belongs to none.
    pub intent: Option<String>,
    /// The intent that fits best, accepted or not.
    pub predicted: Option<String>,
    /// Higher is surer that the question is in scope.
    pub score: f32,
    /// Whether the matcher would answer.
    pub accepted: bool,
}

/// What the outcomes add up to; shares are between 0 and 1, and `None` where there is nothing to divide.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Questions whose intent the matcher knows.
    pub in_scope: usize,
    /// Questions of no intent, or of one that the matcher does not know.
    pub out_of_scope: usize,
    /// Share of the questions in scope whose best intent is the right one, accepted or not.
    pub accuracy: Option<f64>,
    /// Share of the questions in scope that were accepted with the right intent.
    pub answered_right: Option<f64>,
    /// Share of the questions in scope that were accepted with a wrong intent.
    pub answered_wrong: Option<f64>,
    /// Share of the questions in scope that were refused.
    pub refused: Option<f64>,
    /// Share of the questions out of scope that were refused.
    pub out_of_scope_refused: Option<f64>,
    /// How well the score alone tells the two apart: the chance that a question in scope has a higher one than a question out of scope.
    pub auroc: Option<f64>,
    /// Each intent of the questions in scope.
    pub intents: Vec<IntentRow>,
    /// Pairs of intents that were taken for each other, the most frequent first.
    pub confusions: Vec<Confusion>,
}

/// One intent's questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IntentRow {
    /// The intent.
    pub intent: String,
    /// How many questions belong to it.
    pub questions: usize,
    /// For how many of them it fits best.
    pub right: usize,
    /// How many of them were refused.
    pub refused: usize,
}

/// An intent that was taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The right intent.
    pub intent: String,
    /// The one that fitted better.
    pub predicted: String,
    /// How often.
    pub count: usize,
}

impl Report {
    /// Adds up outcomes; an intent that is not among the known ones is out of scope.
    pub fn new(outcomes: &[Outcome], known: &BTreeSet<String>) -> Self {
        let is_known = |outcome: &&Outcome| {
            outcome
                .intent
                .as_ref()
                .is_some_and(|intent| known.contains(intent))
        };
        let (inside, outside): (Vec<&Outcome>, Vec<&Outcome>) = outcomes.iter().partition(is_known);
        let right = |outcome: &&&Outcome| outcome.intent == outcome.predicted;
        let of_inside = |count: usize| share(count, inside.len());
        let refused =
            |outcomes: &[&Outcome]| outcomes.iter().filter(|outcome| !outcome.accepted).count();
        let accepted = || inside.iter().filter(|outcome| outcome.accepted);
        Self {
            in_scope: inside.len(),
            out_of_scope: outside.len(),
            accuracy: of_inside(inside.iter().filter(right).count()),
            answered_right: of_inside(accepted().filter(right).count()),
            answered_wrong: of_inside(accepted().filter(|outcome| !right(outcome)).count()),
            refused: of_inside(refused(&inside)),
            out_of_scope_refused: share(refused(&outside), outside.len()),
            auroc: auroc(&inside, &outside),
            intents: intent_rows(&inside),
            confusions: confusions(&inside),
        }
    }
}

fn share(count: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| count as f64 / whole as f64)
}

/// The area under the receiver operating characteristic, by ranks; equal scores count half.
fn auroc(inside: &[&Outcome], outside: &[&Outcome]) -> Option<f64> {
    let mut strangers: Vec<f32> = outside.iter().map(|outcome| outcome.score).collect();
    strangers.sort_by(f32::total_cmp);
    let beaten = |score: f32| {
        let lower = strangers.partition_point(|other| other.total_cmp(&score).is_lt());
        let not_higher = strangers.partition_point(|other| other.total_cmp(&score).is_le());
        (lower + not_higher) as f64 / 2.0
    };
    let pairs = inside.len() * outside.len();
    (pairs > 0).then(|| {
        inside
            .iter()
            .map(|outcome| beaten(outcome.score))
            .sum::<f64>()
            / pairs as f64
    })
}

fn intent_rows(inside: &[&Outcome]) -> Vec<IntentRow> {
    let mut rows: BTreeMap<&str, IntentRow> = BTreeMap::new();
    for outcome in inside {
        let intent = outcome.intent.as_deref().unwrap_or_default();
        let empty = || IntentRow {
            intent: intent.to_owned(),
            questions: 0,
            right: 0,
            refused: 0,
        };
        let row = rows.entry(intent).or_insert_with(empty);
        row.questions += 1;
        row.right += usize::from(outcome.intent == outcome.predicted);
        row.refused += usize::from(!outcome.accepted);
    }
    rows.into_values().collect()
}

fn confusions(inside: &[&Outcome]) -> Vec<Confusion> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in inside
        .iter()
        .filter(|outcome| outcome.intent != outcome.predicted)
    {
        if let (Some(intent), Some(predicted)) = (&outcome.intent, &outcome.predicted) {
            *counts.entry((intent, predicted)).or_default() += 1;
        }
    }
    let confusion = |((intent, predicted), count): ((&str, &str), usize)| Confusion {
        intent: intent.to_owned(),
        predicted: predicted.to_owned(),
        count,
    };
    let mut confusions: Vec<Confusion> = counts.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.count));
    confusions.truncate(CONFUSIONS);
    confusions
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} questions in scope, {} out of scope",
            self.in_scope, self.out_of_scope
        )?;
        let lines = [
            ("right intent, before refusals", self.accuracy),
            ("answered, right intent", self.answered_right),
            ("answered, wrong intent", self.answered_wrong),
            ("refused, though in scope", self.refused),
            ("refused, out of scope", self.out_of_scope_refused),
            ("AUROC of the score", self.auroc),
        ];
        for (name, share) in lines {
            if let Some(share) = share {
                writeln!(f, "{name:<30} {:>5.1} %", 100.0 * share)?;
            }
        }
        self.fmt_confusions(f)?;
        self.fmt_intents(f)
    }
}

impl Report {
    fn fmt_confusions(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.confusions.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nmost frequent confusions")?;
        for Confusion {
            intent,
            predicted,
            count,
        } in &self.confusions
        {
            writeln!(f, "{count:>5}  {intent}  taken for  {predicted}")?;
        }
        Ok(())
    }

    fn fmt_intents(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.intents.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nquestions  right  refused  intent")?;
        for IntentRow {
            intent,
            questions,
            right,
            refused,
        } in &self.intents
        {
            writeln!(f, "{questions:>9}  {right:>5}  {refused:>7}  {intent}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(intent: &str, predicted: &str, score: f32) -> Outcome {
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        Outcome {
            text: String::new(),
            intent: name(intent),
            predicted: name(predicted),
            score,
            accepted: score >= 0.5,
        }
    }

    fn report(outcomes: &[Outcome]) -> Report {
        Report::new(outcomes, &["count", "keeper"].map(str::to_owned).into())
    }

    #[test]
    fn outcomes_add_up() {
        let report = report(&[
            outcome("count", "count", 0.9),
            outcome("count", "keeper", 0.7),
            outcome("keeper", "keeper", 0.4),
            outcome("keeper", "keeper", 0.8),
            outcome("", "count", 0.4),
            outcome("recipe", "keeper", 0.75),
        ]);
        insta::assert_snapshot!(report, @r"
        4 questions in scope, 2 out of scope
        right intent, before refusals   75.0 %
        answered, right intent          50.0 %
        answered, wrong intent          25.0 %
        refused, though in scope        25.0 %
        refused, out of scope           50.0 %
        AUROC of the score              68.8 %

        most frequent confusions
            1  count  taken for  keeper

        questions  right  refused  intent
                2      1        0  count
                2      2        1  keeper
        ");
    }

    #[test]
    fn nothing_adds_up_to_nothing() {
        let report = report(&[]);
        assert_eq!(
            (report.accuracy, report.auroc, report.in_scope),
            (None, None, 0)
        );
    }
}
