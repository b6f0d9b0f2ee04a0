//! An intent's own text, questions back, and refusals that need no figure.

use super::cite::escape;
use super::draft::{Draft, Values};
use super::snapshot::Snapshot;
use super::voice::Voice;
use super::{Choice, Status, lists};
use crate::compute::{Quantity, usable, years};
use crate::dataset::{FigureId, Language, Metric, MetricId};
use crate::intents::{AnswerKind, Intent};
use crate::query::{Cells, Query, Window};

/// The most readings that a question back offers.
const MOST_CHOICES: usize = 4;
/// The most words that are called unknown.
const MOST_WORDS: usize = 3;
/// The longest word that is repeated.
const LONGEST_WORD: usize = 24;

/// An intent's own text, by the intent's id.
pub(super) fn worded(voice: &Voice, id: &str) -> Draft {
    let mut intents = voice.snapshot.intents.list.iter();
    match intents.find(|intent| intent.id == id) {
        Some(intent) if intent.kind == AnswerKind::Refusal => refusal(voice.snapshot, intent),
        Some(intent) => Draft::new(
            Status::Help,
            text(voice.snapshot, intent, &about(voice.snapshot)),
        ),
        None => not_understood(voice.snapshot),
    }
}

/// What can be asked: the text of the intent that is named for it, else of the first of its kind.
pub(super) fn help(voice: &Voice) -> Draft {
    let name = AnswerKind::Help.name();
    let own = || {
        let intents = voice.snapshot.intents.list.iter();
        intents.filter(|intent| intent.kind == AnswerKind::Help)
    };
    let named = own().find(|intent| intent.id == name);
    let id = named.or_else(|| own().next()).map(|intent| &intent.id);
    worded(voice, id.map_or("", String::as_str))
}

fn text(snapshot: &Snapshot, intent: &Intent, values: &Values) -> String {
    let own = snapshot.wording.reply(intent, "text", values);
    own.unwrap_or_else(|| snapshot.wording.say("not_understood", &about(snapshot)))
}

/// A refusal; one that gives the latest figure instead says that there is no such figure.
fn refusal(snapshot: &Snapshot, intent: &Intent) -> Draft {
    let latest = headline(snapshot).and_then(|metric| latest(snapshot, metric));
    let (figure, quantity) = latest.unzip();
    let figure = figure.and_then(|id: FigureId| snapshot.dataset.figures.get(id.0));
    let metric = figure.and_then(|figure| snapshot.dataset.metrics.get(figure.metric.0));
    let values = about(snapshot)
        .maybe("value", quantity.as_ref())
        .text(
            "period",
            figure.map_or_else(String::new, |figure| figure.period.in_words()),
        )
        .text(
            "metric",
            metric.map_or_else(String::new, |metric| escape(&metric.short)),
        );
    let text = text(snapshot, intent, &values);
    if uses_value(intent) {
        return Draft {
            status: Status::NoData,
            ..Draft::answered(text, &values)
        };
    }
    Draft::new(Status::OutOfScope, text)
}

/// Whether a template prints a figure.
fn uses_value(intent: &Intent) -> bool {
    let cases = intent.replies.get(&Language::En);
    let text = cases.and_then(|cases| cases.get("text"));
    text.is_some_and(|text| text.contains("{{ value"))
}

fn headline(snapshot: &Snapshot) -> Option<MetricId> {
    let mut metrics = snapshot.dataset.metrics.iter();
    metrics.position(|metric| metric.headline).map(MetricId)
}

/// The figure that stands for the latest year of a metric, or for its latest period where no year has one.
fn latest(snapshot: &Snapshot, metric: MetricId) -> Option<(FigureId, Quantity)> {
    let data = &snapshot.dataset;
    let year = years(data, metric).pop().map(|choice| choice.figure);
    let other = || {
        let figures = usable(data, metric);
        let standing = figures.filter(|(_, figure)| figure.superseded_by.is_none());
        let latest = standing.max_by_key(|(_, figure)| figure.period.to);
        latest.map(|(id, _)| id)
    };
    let figure = year.or_else(other)?;
    Some((figure, Quantity::published(data, figure)?))
}

/// Nothing was understood.
pub(crate) fn not_understood(snapshot: &Snapshot) -> Draft {
    let text = snapshot.wording.say("not_understood", &about(snapshot));
    Draft::new(Status::NotUnderstood, text)
}

/// Words were not understood: they are named, and readings that differ are offered.
pub(crate) fn unread(snapshot: &Snapshot, unknown: &[String], choices: Vec<Choice>) -> Draft {
    let mut words: Vec<String> = Vec::new();
    for word in unknown.iter().map(|word| harmless(word)) {
        if !word.is_empty() && !words.contains(&word) && words.len() < MOST_WORDS {
            words.push(word);
        }
    }
    let choices = distinct(choices);
    if words.is_empty() {
        return Draft {
            choices,
            ..not_understood(snapshot)
        };
    }
    let words: Vec<String> = words.iter().map(|word| format!("*{word}*")).collect();
    let values = about(snapshot)
        .text("words", lists::all(&words))
        .list("choices", labels(&choices));
    Draft {
        choices,
        ..Draft::new(
            Status::NotUnderstood,
            snapshot.wording.say("unknown_words", &values),
        )
    }
}

/// A word without anything that pings, links or formats.
fn harmless(word: &str) -> String {
    let keeps = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    word.chars().filter(keeps).take(LONGEST_WORD).collect()
}

/// Several readings are likely: the asker chooses.
pub(crate) fn which(snapshot: &Snapshot, choices: Vec<Choice>) -> Draft {
    let choices = distinct(choices);
    let values = Values::new().list("choices", labels(&choices));
    Draft {
        choices,
        ..Draft::new(Status::Clarify, snapshot.wording.say("which", &values))
    }
}

/// The first few choices that differ.
fn distinct(choices: Vec<Choice>) -> Vec<Choice> {
    let mut kept: Vec<Choice> = Vec::new();
    for choice in choices {
        let known = kept.iter().any(|known| known.label == choice.label);
        if !known && kept.len() < MOST_CHOICES {
            kept.push(choice);
        }
    }
    kept
}

fn labels(choices: &[Choice]) -> Vec<String> {
    choices.iter().map(|choice| escape(&choice.label)).collect()
}

/// No metric is named: the headline metric and those that the dataset lists first are offered.
pub(super) fn which_metric(voice: &Voice) -> Draft {
    let mut metrics: Vec<_> = voice.data().own_metrics().collect();
    metrics.sort_by_key(|(_, metric)| !metric.headline);
    let choice = |(id, metric): &(MetricId, &Metric)| Choice {
        label: metric.short.clone(),
        question: metric.short.clone(),
        query: Query::Figures(Cells::new(vec![*id], Window::latest())),
    };
    which(voice.snapshot, metrics.iter().map(choice).collect())
}

/// About something else; in the data's own words where it leaves the subject out on purpose.
pub(crate) fn out_of_scope(snapshot: &Snapshot, say: Option<&str>) -> Draft {
    let values = about(snapshot).text("say", say.unwrap_or_default());
    let text = snapshot.wording.say("out_of_scope", &values);
    Draft::new(Status::OutOfScope, text)
}

/// A subject that the data leave out on purpose.
pub(super) fn exclusion(voice: &Voice, index: usize) -> Draft {
    let exclusion = voice.data().exclusions.get(index);
    let say = exclusion.map(|exclusion| exclusion.say.as_str());
    out_of_scope(voice.snapshot, say)
}

/// What the dataset is about, and questions worth trying.
pub(crate) fn about(snapshot: &Snapshot) -> Values {
    let about = &snapshot.dataset.about;
    let quoted = |question: &String| format!("\"{}\"", escape(question));
    let examples: Vec<String> = about.suggestions.iter().take(4).map(quoted).collect();
    let metrics = snapshot.dataset.own_metrics().take(6);
    let shorts: Vec<String> = metrics.map(|(_, metric)| escape(&metric.short)).collect();
    Values::new()
        .text("scope", about.scope.clone())
        .text("title", about.title.clone())
        .text("example", examples.first().cloned().unwrap_or_default())
        .list("examples", examples)
        .text("metrics", lists::all(&shorts))
}
