//! What words an answer: the templates of the intent at hand, and the names and figures of the dataset ready to print.
//!
//! It must not compute, nor see how anything was asked beyond [`Manner`].

use super::cite::escape;
use super::draft::Values;
use super::snapshot::Snapshot;
use super::{Manner, lists};
use crate::compute::Quantity;
use crate::dataset::{
    Dataset, DimensionId, Figure, FigureId, Metric, MetricId, OutletId, Per, UnitKind,
};
use crate::intents::{AnswerKind, Intent};
use crate::query::{By, Folding, Measure, Query, Topic};

/// Words the answer to one query.
pub(crate) struct Voice<'a> {
    /// Where words and figures come from.
    pub(crate) snapshot: &'a Snapshot,
    /// What is answered.
    pub(crate) query: &'a Query,
    /// How it was come by.
    pub(crate) manner: &'a Manner,
    intent: Option<&'a Intent>,
}

impl<'a> Voice<'a> {
    /// The voice of the intent that the manner names, else of the first intent that answers such queries.
    pub(crate) fn new(snapshot: &'a Snapshot, query: &'a Query, manner: &'a Manner) -> Self {
        let all = || snapshot.intents.list.iter();
        let named = manner
            .intent
            .as_ref()
            .and_then(|id| all().find(|intent| intent.id == *id));
        let first = || {
            intents_for(snapshot, query)
                .map(|(_, intent)| intent)
                .next()
        };
        Self {
            snapshot,
            query,
            manner,
            intent: named.or_else(first),
        }
    }

    /// Whether a metric is a percentage: its changes are points.
    pub(crate) fn is_percent(&self, metric: MetricId) -> bool {
        let metric = self.metric(metric);
        metric.is_some_and(|metric| metric.kind == UnitKind::Percent)
    }

    /// The same voice for another query: the one that a claim is about.
    pub(crate) fn about(&self, query: &'a Query) -> Self {
        Self::new(self.snapshot, query, self.manner)
    }

    /// The intent that words the answer.
    pub(crate) fn intent(&self) -> Option<&'a Intent> {
        self.intent
    }

    /// The most characters of the answer.
    pub(crate) fn room(&self) -> usize {
        self.manner.room.unwrap_or(super::LONGEST)
    }

    /// The dataset.
    pub(crate) fn data(&self) -> &'a Dataset {
        &self.snapshot.dataset
    }

    /// A metric.
    pub(crate) fn metric(&self, id: MetricId) -> Option<&'a Metric> {
        self.data().metrics.get(id.0)
    }

    /// A figure.
    pub(crate) fn figure(&self, id: FigureId) -> Option<&'a Figure> {
        self.data().figures.get(id.0)
    }

    /// The short name of a metric, safe to print.
    pub(crate) fn short(&self, id: MetricId) -> String {
        self.metric(id)
            .map_or_else(String::new, |metric| escape(&metric.short))
    }

    /// In what a metric is measured, where that is more than a count of what its name says; safe to print.
    pub(crate) fn unit(&self, id: MetricId) -> String {
        let metric = self.metric(id);
        let amount = metric.filter(|metric| metric.kind == UnitKind::Amount);
        amount.map_or_else(String::new, |metric| escape(&metric.unit))
    }

    /// The short name with the unit in which it is measured, where that is more than a count of what the name says.
    pub(crate) fn measured(&self, id: MetricId) -> String {
        let short = self.short(id);
        let unit = self.unit(id);
        if unit.is_empty() || short.to_lowercase().contains(&unit.to_lowercase()) {
            return short;
        }
        let values = Values::new().text("metric", short).text("unit", unit);
        self.say("measured", &values)
    }

    /// The name of a dimension, safe to print.
    pub(crate) fn dimension(&self, id: DimensionId) -> String {
        let dimension = self.data().dimensions.get(id.0);
        dimension.map_or_else(String::new, |own| escape(&own.label))
    }

    /// The name of a metric beside others: of one by a dimension only that of its member.
    pub(crate) fn beside(&self, id: MetricId, by: Option<&By>) -> String {
        let data = self.data();
        let member = by.and_then(|by| {
            let mut members = data.members_of(id).iter();
            members.find(|member| data.dimension_of(**member) == Some(by.dimension))
        });
        let member = member.and_then(|member| data.members.get(member.0));
        member.map_or_else(|| self.short(id), |member| escape(&member.label))
    }

    /// The members by which a metric is narrowed down; the metric itself where it is not.
    pub(crate) fn members(&self, id: MetricId) -> String {
        let members = self.data().members_of(id).iter();
        let members = members.filter_map(|member| self.data().members.get(member.0));
        let labels: Vec<String> = members.map(|member| escape(&member.label)).collect();
        if labels.is_empty() {
            self.short(id)
        } else {
            labels.join(", ")
        }
    }

    /// "by region (8)": what a metric is broken down by, and into how many members; nothing where it is not.
    pub(crate) fn by_members(&self, metric: MetricId) -> Option<String> {
        let data = self.data();
        let counted = |dimension: &DimensionId| {
            let members = data.breadth(metric, *dimension);
            (members > 0).then(|| format!("{} ({members})", self.dimension(*dimension)))
        };
        let dimensions = data.dimensions_of(metric).iter();
        let names: Vec<String> = dimensions.filter_map(counted).collect();
        let values = Values::new().text("dimensions", lists::all(&names));
        (!names.is_empty()).then(|| self.say("by_members", &values))
    }

    /// The short name of the metric that one is derived from by members; nothing for one that is not.
    pub(crate) fn whole(&self, id: MetricId) -> Option<String> {
        let whole = self.metric(id)?.of?;
        Some(self.short(whole))
    }

    /// The short names of some metrics with their units, as a list.
    pub(crate) fn all_measured(&self, metrics: &[MetricId]) -> String {
        let names = metrics.iter().map(|metric| self.measured(*metric));
        lists::all(&names.collect::<Vec<_>>())
    }

    /// The short names of some metrics, as a list.
    pub(crate) fn shorts(&self, metrics: &[MetricId]) -> String {
        let names = metrics.iter().map(|metric| self.short(*metric));
        lists::all(&names.collect::<Vec<_>>())
    }

    /// The name of an outlet, safe to print.
    pub(crate) fn outlet(&self, id: OutletId) -> String {
        let outlet = self.data().outlets.get(id.0);
        outlet.map_or_else(String::new, |outlet| escape(&outlet.name))
    }

    /// Who first published a figure; empty where nobody is named.
    pub(crate) fn outlet_of(&self, id: FigureId) -> String {
        let outlet = self.figure(id).and_then(|figure| figure.originator);
        outlet.map_or_else(String::new, |outlet| self.outlet(outlet))
    }

    /// The published quantity of a figure.
    pub(crate) fn published(&self, figure: FigureId) -> Option<Quantity> {
        Quantity::published(self.data(), figure)
    }

    /// Words a case: as the intent does, else as the stock sentences do, else as an intent that has the case.
    pub(crate) fn word(&self, case: &str, values: &Values) -> String {
        let wording = &self.snapshot.wording;
        let others = || {
            let mut others = self.snapshot.intents.list.iter();
            others.find_map(|other| wording.reply(other, case, values))
        };
        self.intent
            .and_then(|intent| wording.reply(intent, case, values))
            .or_else(|| wording.stock(case, values))
            .or_else(others)
            .unwrap_or_else(|| format!("[{case}]"))
    }

    /// A stock sentence.
    pub(crate) fn say(&self, case: &str, values: &Values) -> String {
        self.snapshot.wording.say(case, values)
    }

    /// A figure as a sentence without its full stop: in the metric's own words, or as "value: label, period".
    pub(crate) fn sentence(&self, id: FigureId) -> String {
        let figure = self.figure(id);
        let metric = figure.and_then(|figure| self.metric(figure.metric));
        let (Some(figure), Some(metric), Some(quantity)) = (figure, metric, self.published(id))
        else {
            return String::new();
        };
        let value = format!("**{}**", quantity.text());
        let per = self.per(figure.per);
        if let Some(sentence) = &metric.sentence {
            return sentence
                .replace("{value}", &value)
                .replace("{per}", &per)
                .replace("{period}", &figure.period.phrase())
                .replace("  ", " ");
        }
        let bare = metric.unit.is_empty() || quantity.text().ends_with('%');
        let spaced = |text: &str| {
            if text.is_empty() {
                String::new()
            } else {
                format!(" {text}")
            }
        };
        let unit = if bare { "" } else { metric.unit.as_str() };
        format!(
            "{value}{}{}: {}, {}",
            spaced(unit),
            spaced(&per),
            escape(&metric.label),
            figure.period.in_words()
        )
    }

    /// "a day", "per working day"; nothing for a count.
    pub(crate) fn per(&self, per: Option<Per>) -> String {
        let case = match per {
            None => return String::new(),
            Some(Per::Day) => "per_day",
            Some(Per::WorkingDay) => "per_working_day",
            Some(Per::Week) => "per_week",
            Some(Per::Month) => "per_month",
        };
        self.say(case, &Values::new())
    }
}

/// The intents that may word the answer to a query, with their positions: those of its kind, and of statements those on their topic
/// first.
pub(crate) fn intents_for<'a>(
    snapshot: &'a Snapshot,
    query: &Query,
) -> impl Iterator<Item = (usize, &'a Intent)> {
    let kind = kind(query);
    let first = match query {
        Query::Statements(positions) => positions.first(),
        _ => None,
    };
    let topic = first
        .and_then(|at| snapshot.dataset.statements.get(*at))
        .map(|statement| statement.topic.clone());
    let of_kind = move || {
        let all = snapshot.intents.list.iter().enumerate();
        all.filter(move |(_, intent)| intent.kind == kind)
    };
    let on_topic =
        of_kind().filter(move |(_, intent)| intent.topic.is_some() && intent.topic == topic);
    on_topic.chain(of_kind().filter(|(_, intent)| intent.topic.is_none()))
}

/// The kind of intent whose wording a query is answered in.
fn kind(query: &Query) -> AnswerKind {
    match query {
        Query::Figures(_) => AnswerKind::Value,
        Query::Compare(compare) => match compare.by {
            Measure::Change | Measure::Difference | Measure::Percent | Measure::Yearly => {
                AnswerKind::Change
            }
            Measure::Multiple => AnswerKind::Ratio,
            Measure::Share | Measure::OneIn | Measure::Rest | Measure::RestShare => {
                AnswerKind::Share
            }
            Measure::Higher | Measure::Lower => AnswerKind::Extremum,
        },
        Query::Fold(fold) => match fold.by {
            Folding::Sum => AnswerKind::Sum,
            Folding::Mean | Folding::Median => AnswerKind::Average,
            Folding::Count => AnswerKind::Count,
        },
        Query::Find(_) => AnswerKind::Filter,
        Query::Rank(_) => AnswerKind::Extremum,
        Query::Step(_) => AnswerKind::Sharpest,
        Query::Course(_) => AnswerKind::Trend,
        Query::Split(_) => AnswerKind::Breakdown,
        Query::Rate(_) => AnswerKind::Rate,
        Query::Summary(_) => AnswerKind::Summary,
        Query::About(about) => match about.topic {
            Topic::Definition => AnswerKind::Definition,
            Topic::Sources(_) => AnswerKind::Sources,
            Topic::Outlet => AnswerKind::Outlet,
            Topic::Coverage | Topic::Gap => AnswerKind::Coverage,
            Topic::Conflict => AnswerKind::Conflict,
            Topic::Comparable => AnswerKind::Comparable,
        },
        Query::Event { .. } => AnswerKind::Event,
        Query::Statements(_) => AnswerKind::Statement,
        Query::Exclusion(_) => AnswerKind::Refusal,
        Query::Check(_) => AnswerKind::Claim,
        Query::Reply(_) => AnswerKind::Help,
    }
}
