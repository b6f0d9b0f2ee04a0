//! From a query to canonical words. What the words leave unclear is found out by reading them back.

use super::build::on_topic;
use super::names::{Kind, usual_grain};
use super::phrases::Phrases;
use crate::dataset::{Dataset, Grain, MemberId, MetricId, OutletId};
use crate::query::{
    About, Among, By, Cells, Check, Compare, Find, Fold, Folding, Limit, Measure, Pick, Query,
    Rank, Rate, Says, Scope, Source, Span, Split, Step, Term, Topic, Unit, Wants, Window,
};

/// Writes queries about a dataset in a language.
#[derive(Clone, Copy)]
pub(super) struct Speller<'a> {
    pub(super) data: &'a Dataset,
    pub(super) phrases: &'a Phrases,
    /// Whether things are called by their ids.
    pub(super) by_id: bool,
}

/// Whether a window over everything is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum All {
    Said,
    Meant,
}

impl Speller<'_> {
    pub(super) fn fill(&self, key: &str, values: &[&str]) -> String {
        self.phrases.fill(key, values)
    }

    pub(super) fn query(&self, query: &Query) -> String {
        match query {
            Query::Figures(cells) => self.cells("figures", cells, All::Said),
            Query::Course(cells) => self.cells("course", cells, All::Meant),
            Query::Compare(compare) => self.compare(compare),
            Query::Fold(fold) => self.fold(fold),
            Query::Find(find) => self.find(find),
            Query::Rank(rank) => self.rank(rank),
            Query::Step(step) => self.step(step),
            Query::Split(Split { of, by }) => {
                let tail = self.tail(&of.when, of.outlet, All::Said);
                let metric = self.metric(of.metric);
                match by {
                    Some(by) => self.fill("split_by", &[&metric, &self.by(by), &tail]),
                    None => self.fill("split", &[&metric, &tail]),
                }
            }
            Query::Rate(Rate { of, per }) => {
                let tail = self.tail(&of.when, of.outlet, All::Said);
                let per = self.fill(unit(*per), &[]);
                self.fill("rate", &[&self.metric(of.metric), &per, &tail])
            }
            Query::Summary(Some(period)) => self.fill("summary", &[&self.period(period)]),
            Query::Summary(None) => self.fill("summary_all", &[]),
            Query::About(about) => self.about(about),
            Query::Event { event, detail } => self.event(*event, *detail),
            Query::Statements(all) => self.statements(all),
            Query::Exclusion(at) => self.fill("exclusion", &[&self.name(Kind::Exclusion, *at)]),
            Query::Check(check) => self.check(check),
            Query::Reply(id) => self.fill("reply", &[id]),
        }
    }

    fn name(&self, kind: Kind, at: usize) -> String {
        kind.name(self.data, at, self.by_id)
    }

    pub(super) fn metric(&self, metric: MetricId) -> String {
        let whole = self.name(Kind::Metric, self.data.whole_of(metric).0);
        let members = self.data.members_of(metric);
        if members.is_empty() {
            return whole;
        }
        whole + &self.fill("slice", &[&self.members(members)])
    }

    fn members(&self, members: &[MemberId]) -> String {
        self.list(members.iter().map(|own| self.name(Kind::Member, own.0)))
    }

    fn by(&self, by: &By) -> String {
        let dimension = self.name(Kind::Dimension, by.dimension.0);
        if by.without.is_empty() {
            return self.fill("by_every", &[&dimension]);
        }
        self.fill("by_others", &[&dimension, &self.members(&by.without)])
    }

    fn metrics(&self, metrics: &[MetricId]) -> String {
        if metrics.is_empty() {
            return self.fill("all_metrics", &[]);
        }
        self.list(metrics.iter().map(|metric| self.metric(*metric)))
    }

    /// "a, b and c"
    pub(super) fn list(&self, names: impl Iterator<Item = String>) -> String {
        let mut names: Vec<String> = names.collect();
        let Some(last) = names.pop() else {
            return String::new();
        };
        if names.is_empty() {
            return last;
        }
        let before = names.join(&self.fill("comma", &[]));
        format!("{before}{}{last}", self.fill("and", &[]))
    }

    /// What stands behind the metrics.
    fn tail(&self, when: &Window, outlet: Option<OutletId>, all: All) -> String {
        let mut tail = String::new();
        if all == All::Said || when.span != Span::All {
            tail = self.fill("tail_when", &[&self.span(when)]);
        }
        tail + &self.outer_tail(when, outlet)
    }

    /// What stands behind the periods.
    fn outer_tail(&self, when: &Window, outlet: Option<OutletId>) -> String {
        let mut tail = String::new();
        let is_counted = matches!(when.span, Span::Last(_) | Span::First(_));
        if let Some(grain) = when.grain.filter(|_| !is_counted) {
            tail += &self.fill("tail_grain", &[&self.grain(Some(grain))]);
        }
        if !when.without.is_empty() {
            let without = self.list(when.without.iter().map(|period| self.period(period)));
            tail += &self.fill("tail_without", &[&without]);
        }
        if let Some(outlet) = outlet {
            tail += &self.fill("tail_outlet", &[&self.name(Kind::Outlet, outlet.0)]);
        }
        tail
    }

    pub(super) fn grain(&self, grain: Option<Grain>) -> String {
        let key = match grain {
            Some(Grain::Year) => "grain_year",
            Some(Grain::Half) => "grain_half",
            Some(Grain::Quarter) => "grain_quarter",
            Some(Grain::Month) => "grain_month",
            None => "grain_any",
        };
        self.fill(key, &[])
    }

    pub(super) fn grains(&self, grain: Option<Grain>) -> String {
        let key = match grain {
            Some(Grain::Year) => "grains_year",
            Some(Grain::Half) => "grains_half",
            Some(Grain::Quarter) => "grains_quarter",
            Some(Grain::Month) => "grains_month",
            None => "grains_any",
        };
        self.fill(key, &[])
    }

    /// What the periods of cells are.
    fn own_grain(&self, cells: &Cells) -> Option<Grain> {
        let first = cells.metrics.first();
        let usual = || first.and_then(|metric| usual_grain(self.data, *metric));
        cells.when.grain.or_else(usual)
    }

    fn cells(&self, key: &str, cells: &Cells, all: All) -> String {
        let tail = self.tail(&cells.when, cells.outlet, all);
        self.fill(key, &[&self.metrics(&cells.metrics), &tail])
    }

    fn compare(&self, compare: &Compare) -> String {
        let key = match compare.by {
            Measure::Change => "change",
            Measure::Difference => "difference",
            Measure::Percent => "percent",
            Measure::Yearly => "yearly",
            Measure::Multiple => "multiple",
            Measure::Share => "share",
            Measure::OneIn => "one_in",
            Measure::Rest => "rest",
            Measure::RestShare => "rest_share",
            Measure::Higher => "higher",
            Measure::Lower => "lower",
        };
        if self.phrases.in_order(key) {
            let (left, right) = self.operands(&compare.left, &compare.right);
            self.fill(key, &[&left, &right])
        } else {
            let (right, left) = self.operands(&compare.right, &compare.left);
            self.fill(key, &[&left, &right])
        }
    }

    /// What both have in common is said once.
    fn operands(&self, first: &Term, second: &Term) -> (String, String) {
        let same_metric = first.metric == second.metric;
        let same_outlet = first.outlet == second.outlet;
        let full = |term: &Term, outlet| {
            let tail = self.tail(&term.when, outlet, All::Said);
            self.metric(term.metric) + &tail
        };
        match (same_metric, first.when == second.when) {
            (true, false) if same_outlet => {
                let other = self.span(&second.when) + &self.outer_tail(&second.when, second.outlet);
                (full(first, None), other)
            }
            (false, true) if same_outlet => {
                (self.metric(first.metric), full(second, second.outlet))
            }
            _ => (full(first, first.outlet), full(second, second.outlet)),
        }
    }

    fn fold(&self, fold: &Fold) -> String {
        let over = &fold.over;
        let (metrics, limits) = (self.metrics(&over.metrics), self.limits(&fold.limits));
        let tail = self.tail(&over.when, over.outlet, All::Meant);
        let key = match fold.by {
            Folding::Sum => "sum",
            Folding::Mean => "mean",
            Folding::Median => "median",
            Folding::Count => {
                let grains = self.grains(self.own_grain(over));
                return self.fill("count", &[&grains, &metrics, &limits, &tail]);
            }
        };
        self.fill(key, &[&metrics, &limits, &tail])
    }

    fn find(&self, find: &Find) -> String {
        let over = &find.over;
        let grain = self.own_grain(over);
        let (key, periods) = match find.pick {
            Pick::All => ("find_all", self.grains(grain)),
            Pick::First => ("find_first", self.grain(grain)),
            Pick::Last => ("find_last", self.grain(grain)),
        };
        let (metrics, limits) = (self.metrics(&over.metrics), self.limits(&find.limits));
        let tail = self.tail(&over.when, over.outlet, All::Meant);
        self.fill(key, &[&periods, &metrics, &limits, &tail])
    }

    fn limits(&self, limits: &[Limit]) -> String {
        let mut key = "limit_first";
        let mut text = String::new();
        for limit in limits {
            text += &self.fill(key, &[&self.limit(limit)]);
            key = "limit_more";
        }
        text
    }

    fn rank(&self, rank: &Rank) -> String {
        let over = &rank.over;
        let (place, metrics) = (
            self.place(rank.end, &rank.place),
            self.metrics(&over.metrics),
        );
        let (key, all) = match rank.among {
            Among::Periods => ("rank_periods", All::Meant),
            Among::Metrics => ("rank_metrics", All::Said),
        };
        let tail = self.tail(&over.when, over.outlet, all);
        let wants = match (rank.wants, rank.among) {
            (Wants::Value, _) => String::new(),
            (Wants::Gap, _) => self.fill("wants_gap", &[]),
            (Wants::Name, Among::Metrics) => self.fill("wants_metric", &[]),
            (Wants::Name, Among::Periods) => {
                self.fill("wants_period", &[&self.grain(self.own_grain(over))])
            }
        };
        match &rank.by {
            Some(by) => self.fill("rank_by", &[&place, &self.by(by), &metrics, &tail, &wants]),
            None => self.fill(key, &[&place, &metrics, &tail, &wants]),
        }
    }

    fn step(&self, step: &Step) -> String {
        let key = if step.percent { "step_percent" } else { "step" };
        let steepest = self.fill(
            &format!("steepest_{}", super::spell_parts::way(step.way)),
            &[],
        );
        let over = &step.over;
        let tail = self.tail(&over.when, over.outlet, All::Meant);
        self.fill(key, &[&steepest, &self.metrics(&over.metrics), &tail])
    }

    fn about(&self, about: &About) -> String {
        let of = &about.of;
        let key = match (about.topic, about.entry) {
            (Topic::Sources(source), entry) => return self.sources(source, of, entry),
            (Topic::Coverage, _) => {
                let grains = self.grains(self.own_grain(of));
                let tail = self.tail(&of.when, of.outlet, All::Meant);
                return self.fill("coverage", &[&grains, &self.metrics(&of.metrics), &tail]);
            }
            (Topic::Outlet, _) => {
                let is_open = of.metrics.is_empty() && of.when == Window::default();
                if let Some(outlet) = of.outlet.filter(|_| is_open) {
                    return self.fill("outlet", &[&self.name(Kind::Outlet, outlet.0)]);
                }
                "outlet_of"
            }
            (Topic::Conflict, Some(at)) => {
                return self.fill("conflict", &[&self.name(Kind::Conflict, at)]);
            }
            (Topic::Gap, Some(at)) => return self.fill("gap", &[&self.name(Kind::Gap, at)]),
            (Topic::Definition, _) => "definition",
            (Topic::Conflict, None) => "conflict_of",
            (Topic::Comparable, _) => "comparable",
            (Topic::Gap, None) => "gap_of",
        };
        self.cells(key, of, All::Meant)
    }

    fn sources(&self, source: Source, of: &Cells, event: Option<usize>) -> String {
        let key = match source {
            Source::All => "source_all",
            Source::Who => "source_who",
            Source::Link => "source_link",
            Source::When => "source_when",
            Source::Official => "source_official",
        };
        let source = self.fill(key, &[]);
        if let Some(event) = event {
            return self.fill("sources_event", &[&source, &self.name(Kind::Event, event)]);
        }
        let tail = self.tail(&of.when, of.outlet, All::Meant);
        self.fill("sources", &[&source, &self.metrics(&of.metrics), &tail])
    }

    fn event(&self, event: usize, detail: Option<usize>) -> String {
        let name = self.name(Kind::Event, event);
        let Some(detail) = detail else {
            return self.fill("event", &[&name]);
        };
        let details = self.data.events.get(event).map(|event| &event.details);
        let detail = details.and_then(|details| details.get(detail));
        let key = detail.map(|detail| detail.key.as_str());
        self.fill("event_detail", &[&name, key.unwrap_or_default()])
    }

    fn statements(&self, all: &[usize]) -> String {
        let first = all.first().copied();
        let topic = first.and_then(|at| Some(self.data.statements.get(at)?.topic.as_str()));
        if let (Some(first), Some(topic)) = (first, topic) {
            if all == on_topic(self.data, topic, None) {
                return self.fill("statements_topic", &[topic]);
            }
            if all.len() > 1 && all == on_topic(self.data, topic, Some(first)) {
                let first = self.name(Kind::Statement, first);
                return self.fill("statements_from", &[topic, &first]);
            }
        }
        let names = all.iter().map(|at| self.name(Kind::Statement, *at));
        self.fill("statements", &[&self.list(names)])
    }

    fn check(&self, check: &Check) -> String {
        let key = if check.denied {
            "check_denied"
        } else {
            "check"
        };
        let scope = match check.scope {
            Scope::It => "says_it",
            Scope::Every => "says_every",
            Scope::Some => "says_some",
            Scope::None => "says_none",
        };
        let said = match &check.says {
            Says::Is(bound, amount) => {
                self.fill("said_limit", &[&self.limit(&Limit::Value(*bound, *amount))])
            }
            Says::Goes(way) => self.fill("said_limit", &[&self.limit(&Limit::Goes(*way))]),
            Says::Holds(place) => self.fill("said_held", &[&self.held(place)]),
            Says::By(outlet) => self.fill("said_by", &[&self.name(Kind::Outlet, outlet.0)]),
            Says::Against(way) => {
                self.fill(&format!("against_{}", super::spell_parts::way(*way)), &[])
            }
            Says::Exists => self.fill("said_exists", &[]),
        };
        self.fill(key, &[&self.query(&check.of), &self.fill(scope, &[&said])])
    }
}

fn unit(per: Unit) -> &'static str {
    match per {
        Unit::Hour => "per_hour",
        Unit::Day => "per_day",
        Unit::WorkingDay => "per_working_day",
        Unit::Week => "per_week",
        Unit::Month => "per_month",
        Unit::Quarter => "per_quarter",
        Unit::Year => "per_year",
    }
}
