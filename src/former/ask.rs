//! What is asked, once defaults and the conversation have filled in what the question leaves out.

use jiff::civil::Date;

use crate::compute::{Choice, Quantity, series};
use crate::dataset::{Dataset, Figure, FigureId, Metric, MetricId, Period, PeriodKind};
use crate::intents::{AnswerKind, Intent};
use crate::question::period::{Mention, When};
use crate::question::reading::{Counted, Reading};

use super::conversation::{Conversation, Topic};
use super::draft::Values;
use super::periods::Periods;
use super::snapshot::Snapshot;
use super::{lookup, metrics};

/// Where the metrics come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The question names them.
    Named,
    /// The conversation has them.
    Carried,
    /// It is the dataset's headline metric.
    Assumed,
}

/// A question with everything resolved.
pub(super) struct Ask<'a> {
    pub snapshot: &'a Snapshot,
    pub reading: &'a Reading,
    pub intent: &'a Intent,
    pub kind: AnswerKind,
    pub conversation: &'a Conversation,
    pub metrics: Vec<MetricId>,
    pub origin: Origin,
    pub periods: Periods,
    /// The period that another is set against: "than in 2022".
    pub reference: Option<Period>,
    /// True if the periods were carried over from the conversation.
    pub carried_periods: bool,
}

impl<'a> Ask<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        reading: &'a Reading,
        intent: &'a Intent,
        conversation: &'a Conversation,
        today: Date,
    ) -> Self {
        let whens = if snapshot.reader.is_open() {
            closing_years(&reading.whens)
        } else {
            reading.whens.clone()
        };
        let mut periods = Periods::resolve(&whens, today, &conversation.periods);
        let (metrics, origin) = metrics::meant(snapshot, reading, conversation, &periods);
        let mut carried_periods = false;
        let names_periods = !periods.is_empty();
        if periods.is_empty() {
            periods.points = periods_of_figures(snapshot, reading, &metrics);
            if let Some(last) = &conversation.last
                && periods.points.is_empty()
                && carries_periods(intent.kind, origin, reading)
            {
                periods.points = if adds_up(intent.kind) {
                    several_spoken_of(&snapshot.dataset, last, conversation)
                } else {
                    spoken_of(intent.kind, last, conversation)
                };
                carried_periods = !periods.points.is_empty();
            }
        }
        if let Some(before) = operand_before(intent.kind, origin, &periods, conversation) {
            periods.points.insert(0, before);
        }
        let aligns = names_periods && !says_whole(reading);
        if let Some(metric) = metrics.first().filter(|_| aligns) {
            let before = conversation.periods.last().filter(|_| says_same(reading));
            periods.align(before, |period| {
                lookup::find(&snapshot.dataset, *metric, period).is_some()
            });
        }
        Self {
            snapshot,
            reading,
            intent,
            kind: intent.kind,
            conversation,
            metrics,
            origin,
            reference: reference(reading, today, &conversation.periods),
            periods,
            carried_periods,
        }
    }

    pub(super) fn data(&self) -> &'a Dataset {
        &self.snapshot.dataset
    }

    /// The metric asked about first.
    pub(super) fn metric_id(&self) -> Option<MetricId> {
        self.metrics.first().copied()
    }

    pub(super) fn metric(&self, id: MetricId) -> Option<&'a Metric> {
        self.data().metrics.get(id.0)
    }

    /// The short name of a metric, safe to print.
    pub(super) fn short(&self, id: MetricId) -> String {
        self.metric(id)
            .map_or_else(String::new, |metric| super::cite::escape(&metric.short))
    }

    pub(super) fn has(&self, concept: &str) -> bool {
        self.reading.has(concept)
    }

    pub(super) fn has_any(&self, concepts: &[&str]) -> bool {
        self.reading.has_any(concepts)
    }

    /// "A in 2021 and B in 2022": each metric with its own period, where they take turns.
    pub(super) fn pairs(&self) -> Option<Vec<(MetricId, &Period)>> {
        let points = &self.periods.points;
        let named = self.metrics.len() == self.reading.metrics.len();
        let several = named && points.len() >= 2 && points.len() == self.metrics.len();
        if !several || self.reading.whens.len() != points.len() || !self.reading.takes_turns() {
            return None;
        }
        Some(self.metrics.iter().copied().zip(points).collect())
    }

    /// The published quantity of a choice.
    pub(super) fn quantity(&self, choice: &Choice) -> Option<Quantity> {
        Quantity::published(self.data(), choice.figure)
    }

    pub(super) fn published(&self, figure: FigureId) -> Option<Quantity> {
        Quantity::published(self.data(), figure)
    }

    /// The kind of period that a computation over a metric runs over: that of a named period, else the metric's own.
    pub(super) fn kind_of_period(&self, metric: MetricId) -> PeriodKind {
        let named = self
            .periods
            .points
            .first()
            .map(|period| period.kind)
            .filter(|kind| !series(self.data(), metric, *kind).is_empty());
        let word = if self.has("monthword") {
            Some(PeriodKind::Month)
        } else {
            None
        };
        let word = word.filter(|kind| !series(self.data(), metric, *kind).is_empty());
        named
            .or(word)
            .unwrap_or_else(|| lookup::main_kind(self.data(), metric))
    }

    /// The choices of a metric that lie in what is asked: named periods, a stretch, the last n, or all of them.
    pub(super) fn series(&self, metric: MetricId) -> Vec<Choice> {
        let mut all = series(self.data(), metric, self.kind_of_period(metric));
        all.retain(|choice| self.periods.admits(&choice.period));
        if let Some(last) = self.periods.last {
            let n = usize::try_from(last.abs())
                .unwrap_or(usize::MAX)
                .min(all.len());
            all = if last >= 0 {
                all.split_off(all.len() - n)
            } else {
                all.into_iter().take(n).collect()
            };
        } else if self.periods.stretch.is_none() && self.periods.points.len() >= 2 {
            all.retain(|choice| {
                self.periods
                    .points
                    .iter()
                    .any(|point| point.from == choice.period.from && point.to == choice.period.to)
            });
        }
        all
    }

    /// Words a case: as the intent does, else as the stock sentences do, else as an intent of the kind that the case belongs to.
    pub(super) fn word(&self, case: &str, values: &Values) -> String {
        let wording = &self.snapshot.wording;
        wording
            .reply(self.intent, case, values)
            .or_else(|| wording.stock(case, values))
            .or_else(|| {
                let others = self.snapshot.intents.list.iter();
                others
                    .into_iter()
                    .find_map(|other| wording.reply(other, case, values))
            })
            .unwrap_or_else(|| format!("[{case}]"))
    }

    /// A stock word or sentence that goes before another: "Yes. ".
    pub(super) fn lead(&self, case: &str) -> String {
        format!("{} ", self.say(case, &Values::new()))
    }

    /// A stock sentence.
    pub(super) fn say(&self, case: &str, values: &Values) -> String {
        self.snapshot.wording.say(case, values)
    }
}

/// The period that a question sets another against.
fn reference(reading: &Reading, today: Date, before: &[Period]) -> Option<Period> {
    let mention = reading.reference()?.clone();
    let mut own = Periods::resolve(&[mention], today, before);
    own.points.pop()
}

/// "all of 2022", "the full year": a year is meant as a whole.
fn says_whole(reading: &Reading) -> bool {
    reading.says(&["all", "whole", "full", "entire"])
}

/// "the same stretch of 2023": the period before is meant, in another year.
fn says_same(reading: &Reading) -> bool {
    reading.says(&["same", "stretch", "such"])
}

/// In a bare table of years a day stands for the year that it closes: "December 31, 2019 and 2018".
fn closing_years(whens: &[Mention]) -> Vec<Mention> {
    let year = |mention: &Mention| match &mention.when {
        When::By(period) | When::Point(period)
            if matches!(period.kind, PeriodKind::AsOf | PeriodKind::Cumulative) =>
        {
            Period::year(period.to.year())
        }
        _ => None,
    };
    whens
        .iter()
        .map(|mention| {
            year(mention).map_or_else(
                || mention.clone(),
                |year| Mention {
                    when: When::Point(year),
                    ..mention.clone()
                },
            )
        })
        .collect()
}

/// The periods of figures that are named by their values: of the metrics meant, if any of them has such a value; a bound names none, a rate or average none of another.
fn periods_of_figures(snapshot: &Snapshot, reading: &Reading, metrics: &[MetricId]) -> Vec<Period> {
    let numbers = || {
        reading
            .numbers
            .iter()
            .filter(|number| number.bound.is_none())
    };
    let figure = |id: &FigureId| snapshot.dataset.figures.get(id.0);
    let of_metric = |number: &Counted| {
        let mut figures = number.figures.iter().filter_map(figure);
        figures.find(|figure| metrics.contains(&figure.metric))
    };
    let mut named: Vec<&Figure> = numbers().filter_map(of_metric).collect();
    let computes = reading.has_any(&["perday", "perweek", "permonth", "perhour", "average"]);
    if named.is_empty() && !computes {
        named = numbers()
            .filter_map(|number| figure(number.figures.first()?))
            .collect();
    }
    let mut periods: Vec<Period> = Vec::new();
    for figure in named {
        if !periods.contains(&figure.period) {
            periods.push(figure.period.clone());
        }
    }
    periods
}

/// "Plus 2021", "divided by 2021": the other operand is the period of the answer before.
fn operand_before(
    kind: AnswerKind,
    origin: Origin,
    periods: &Periods,
    conversation: &Conversation,
) -> Option<Period> {
    let follows = origin == Origin::Carried && matches!(kind, AnswerKind::Sum | AnswerKind::Ratio);
    let named = periods.only().filter(|_| follows && !periods.is_range())?;
    let mut before = conversation.last.as_ref()?.periods.iter();
    let only = before.next().filter(|_| before.next().is_none())?;
    (only != named && only.kind == named.kind).then(|| only.clone())
}

/// The periods of the answer before; "so what is the change" after two answers about one metric lies between both.
fn spoken_of(kind: AnswerKind, last: &Topic, conversation: &Conversation) -> Vec<Period> {
    match (
        kind,
        last.periods.as_slice(),
        conversation.periods.as_slice(),
    ) {
        (AnswerKind::Change | AnswerKind::Ratio, [only], [.., before, now])
            if only == now && before.kind == now.kind && conversation.of_metric >= 2 =>
        {
            vec![before.clone(), now.clone()]
        }
        _ => last.periods.clone(),
    }
}

/// "The total?": the periods of all figures that the answer before gave, or of the answers before it about the same metric; none
/// where there is only one, as then the whole series is meant.
fn several_spoken_of(dataset: &Dataset, last: &Topic, conversation: &Conversation) -> Vec<Period> {
    let shown = last
        .figures
        .iter()
        .filter_map(|id| dataset.figures.get(id.0));
    let mut periods: Vec<Period> = Vec::new();
    let are_same = |a: &Period, b: &Period| (a.kind, a.from, a.to) == (b.kind, b.from, b.to);
    for figure in shown.filter(|figure| last.metrics.contains(&figure.metric)) {
        if !periods.iter().any(|known| are_same(known, &figure.period)) {
            periods.push(figure.period.clone());
        }
    }
    if periods.len() < 2 {
        let skipped = conversation
            .periods
            .len()
            .saturating_sub(conversation.of_metric);
        periods = conversation.periods.iter().skip(skipped).cloned().collect();
    }
    periods.retain(|period| Some(period.kind) == last.periods.first().map(|period| period.kind));
    periods.sort();
    if periods.len() < 2 {
        Vec::new()
    } else {
        periods
    }
}

fn adds_up(kind: AnswerKind) -> bool {
    matches!(kind, AnswerKind::Sum | AnswerKind::Average)
}

/// Whether a follow-up of this kind is about the periods of the answer before it.
fn carries_periods(kind: AnswerKind, origin: Origin, reading: &Reading) -> bool {
    let about_one = matches!(
        kind,
        AnswerKind::Value
            | AnswerKind::Share
            | AnswerKind::Rate
            | AnswerKind::Breakdown
            | AnswerKind::Change
            | AnswerKind::Ratio
            | AnswerKind::Sum
            | AnswerKind::Average
    ) || kind == AnswerKind::Claim && origin == Origin::Carried
        || kind == AnswerKind::Filter && bounds_only(reading);
    about_one && (origin != Origin::Assumed) && !reading.has_any(&["max", "min"])
}

/// "So less than 500?": a bound and nothing else, which asks of what was spoken of, not for periods.
fn bounds_only(reading: &Reading) -> bool {
    let mut concepts = reading.concepts.iter();
    let small =
        concepts.all(|concept| ["so", "yesno", "istrue", "than"].contains(&concept.as_str()));
    small && reading.question_mark && reading.thresholds().next().is_some()
}
