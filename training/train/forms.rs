//! Whether a candidate is what a person says that the question asks for.

use std::collections::BTreeSet;

use footnote::dataset::{Dataset, DimensionId, MetricId, Period, PeriodKind};
use footnote::interpret::memory::{cells, metrics};
use footnote::interpret::operation::Operation;
use footnote::interpret::propose::Candidate;
use footnote::interpret::stock::Stock;
use footnote::query::{
    Among, AmountUnit, Bound, Cells, Compare, Grain, Limit, Measure, Place, Query, Says, Span,
    Split, Topic, Unit, Wants, Way, Window,
};
use jiff::civil::Date;

use crate::items::{Form, Item};

type Stretch = (Date, Date);

/// The operation of a form.
pub(crate) fn operation(form: &Form) -> Operation {
    let direction = form.direction().unwrap_or_default();
    match form.op.as_str() {
        "value" if form.flag("complement") => Operation::Rest,
        "value" => Operation::Value,
        "change" => Operation::Change,
        "ratio" => Operation::Ratio,
        "share" => Operation::Share,
        "extremum" if direction == "min" => Operation::Low,
        "extremum" => Operation::High,
        "rank" => Operation::Rank,
        "sharpest" => match direction {
            "up" => Operation::StepUp,
            "down" => Operation::StepDown,
            _ => Operation::StepAny,
        },
        "sum" => Operation::Sum,
        "average" => Operation::Mean,
        "median" => Operation::Median,
        "filter" => Operation::Filter,
        "count" => Operation::Count,
        "trend" => Operation::Trend,
        "summary" => Operation::Summary,
        "rate" => Operation::Rate,
        "breakdown" => Operation::Breakdown,
        "sources" => Operation::Sources,
        "outlet" => Operation::Outlet,
        "definition" => Operation::Definition,
        "coverage" => Operation::Coverage,
        "conflict" => Operation::Conflict,
        "comparable" => Operation::Comparable,
        "event" => Operation::Event,
        "why" | "said" => Operation::Said,
        op if op.starts_with("topic:") => Operation::Said,
        "claim" => claim(form),
        "none" => Operation::Nothing,
        _ => Operation::Reply,
    }
}

fn claim(form: &Form) -> Operation {
    let direction = form.direction().unwrap_or_default();
    match (form.text("kind"), direction) {
        (Some("change" | "ratio" | "trend" | "sharpest"), _) => Operation::ClaimChange,
        (Some("share"), _) => Operation::ClaimShare,
        (Some("extremum" | "rank"), _) | (_, "max" | "min") => Operation::ClaimExtreme,
        (Some("compare"), _) => Operation::ClaimCompare,
        (_, "up" | "down" | "flat") => Operation::ClaimChange,
        (None, _) if form.metrics.len() == 2 && form.text("as") == Some("percent") => {
            Operation::ClaimShare
        }
        (None, _) if form.text("as").is_some() || form.args.contains_key("times") => {
            Operation::ClaimChange
        }
        (None, _) if form.args.contains_key("compare") => Operation::ClaimCompare,
        _ => Operation::ClaimValue,
    }
}

/// Whether a candidate is right, by the form of the item.
pub(crate) fn is_right(
    candidate: &Candidate,
    item: &Item,
    dataset: &Dataset,
    stock: &Stock,
) -> bool {
    let judge = Judge {
        item,
        form: &item.form,
        dataset,
        stock,
    };
    if let Query::About(about) = &candidate.query
        && about.topic == footnote::query::Topic::Gap
    {
        let replied = matches!(item.form.op.as_str(), "forecast" | "offtopic");
        let refuses = item.gap || item.expect == "refuse" && !replied;
        return refuses && about.entry.is_none_or(|entry| judge.is_gap(entry));
    }
    if matches!(candidate.query, Query::Exclusion(_)) {
        return item.form.op == "none" && item.expect == "refuse";
    }
    judge.matches(candidate) && judge.may_answer(candidate)
}

/// What no candidate has, where none is right: the operation, the metrics with it, the periods with it, or all of them at once.
pub(crate) fn missing(
    candidates: &[Candidate],
    item: &Item,
    dataset: &Dataset,
    stock: &Stock,
) -> &'static str {
    let judge = Judge {
        item,
        form: &item.form,
        dataset,
        stock,
    };
    let wanted = operation(&item.form);
    let of: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| candidate.operation == wanted)
        .collect();
    let metrics: Vec<&&Candidate> = of
        .iter()
        .filter(|candidate| judge.same_metrics(&candidate.query))
        .collect();
    if of.is_empty() {
        "operation"
    } else if metrics.is_empty() {
        "metrics"
    } else if !metrics
        .iter()
        .any(|candidate| judge.same_times(&candidate.query, false))
    {
        "periods"
    } else {
        "arguments"
    }
}

/// Whether none of all candidates is right, by the form of the item alone.
pub(crate) fn is_none(item: &Item) -> bool {
    let refuses = item.expect == "refuse" && !item.gap;
    item.form.op == "none"
        || item.expect == "clarify"
        || refuses
            && !matches!(
                item.form.op.as_str(),
                "offtopic" | "forecast" | "help" | "complaint"
            )
}

struct Judge<'a> {
    item: &'a Item,
    form: &'a Form,
    dataset: &'a Dataset,
    stock: &'a Stock,
}

impl Judge<'_> {
    /// What must be refused may be understood only where that comes to a refusal.
    fn may_answer(&self, candidate: &Candidate) -> bool {
        if self.item.expect != "refuse" || self.item.gap {
            return true;
        }
        let alike = |a: MetricId, b: MetricId| {
            let (a, b) = (self.dataset.metrics.get(a.0), self.dataset.metrics.get(b.0));
            a.zip(b).is_none_or(|(a, b)| a.group == b.group)
        };
        if let Query::Compare(compare) = &candidate.query
            && !alike(compare.left.metric, compare.right.metric)
        {
            return true;
        }
        match candidate.operation {
            Operation::Said
            | Operation::Reply
            | Operation::Comparable
            | Operation::Conflict
            | Operation::Event => true,
            _ => {
                let points = points_of(&candidate.query);
                !points.is_empty()
                    && points
                        .iter()
                        .all(|(metric, point)| !self.stock.has(*metric, point))
            }
        }
    }

    fn ids(&self) -> Vec<MetricId> {
        let place = |id: &String| {
            self.dataset
                .metrics
                .iter()
                .position(|metric| metric.id == *id)
                .map(MetricId)
        };
        self.form.metrics.iter().filter_map(place).collect()
    }

    fn same_metrics(&self, query: &Query) -> bool {
        let mut own: BTreeSet<MetricId> = metrics(query).into_iter().collect();
        if self.dimension().is_some() && own.len() > 1 {
            let wholes = own.into_iter();
            own = wholes.map(|id| self.dataset.whole_of(id)).collect();
        }
        own == self.ids().into_iter().collect()
    }

    /// "Which of them was highest": of which columns that is asked is a matter of taste, where it comes to the same ones.
    fn same_among(&self, query: &Query) -> bool {
        use footnote::compute::{Finding, compute};
        let ids = self.ids();
        let several = |over: &Cells| ids.len() > 1 && over.metrics.len() > 1;
        let over = |own: &Cells| Cells {
            metrics: ids.clone(),
            ..own.clone()
        };
        let narrowed = match query {
            Query::Rank(rank) if several(&rank.over) => Query::Rank(footnote::query::Rank {
                over: over(&rank.over),
                ..rank.clone()
            }),
            Query::Find(find) if several(&find.over) => Query::Find(footnote::query::Find {
                over: over(&find.over),
                ..find.clone()
            }),
            _ => return false,
        };
        let told = |query: &Query| match compute(self.dataset, query) {
            Finding::Order(order) => {
                let first = match order.place {
                    Place::Nth(nth) => (usize::from(nth) - 1)..usize::from(nth),
                    Place::Top(many) => 0..usize::from(many),
                    _ => 0..usize::MAX,
                };
                let cells = order.cells.into_iter().enumerate();
                let cells = cells.filter(|(at, _)| first.contains(at));
                Some(cells.map(|(_, cell)| cell.figure).collect::<Vec<_>>())
            }
            Finding::Found(found) => Some(found.cells.iter().map(|cell| cell.figure).collect()),
            _ => None,
        };
        told(query).is_some_and(|own| !own.is_empty() && told(&narrowed) == Some(own))
    }

    /// The dimension that is asked for.
    fn dimension(&self) -> Option<DimensionId> {
        let by = self.form.text("by")?;
        let mut all = self.dataset.dimensions.iter();
        all.position(|own| own.id == by).map(DimensionId)
    }

    /// Whether a query is by the dimension that is asked for, or by none where none is.
    fn same_dimension(&self, query: &Query) -> bool {
        let own = match query {
            Query::Rank(rank) => rank.by.as_ref(),
            Query::Split(split) => split.by.as_ref(),
            Query::Check(check) => return self.same_dimension(&check.of),
            Query::Find(_) | Query::Fold(_) => {
                return self.dimension().is_none() || metrics(query).len() > 1;
            }
            _ => None,
        };
        let own = own.map(|by| by.dimension);
        let unsaid = self.dimension().is_none() && matches!(query, Query::Split(_));
        own == self.dimension() || unsaid
    }

    fn matches(&self, candidate: &Candidate) -> bool {
        let wanted = operation(self.form);
        let query = &candidate.query;
        if !self.same_dimension(query) {
            return false;
        }
        if let Query::Course(_) = query
            && matches!(wanted, Operation::Trend | Operation::Breakdown)
            && matches!(
                self.form.text("of").or(self.form.text("by")),
                Some("month" | "quarter" | "half" | "year")
            )
        {
            return self.same_metrics(query) && self.same_grain(query);
        }
        let extreme = |one: Operation| matches!(one, Operation::High | Operation::Low);
        if extreme(wanted)
            && let Query::Rank(rank) = query
            && extreme(candidate.operation)
        {
            return self.is_extreme(rank)
                && (self.same_metrics(query) || self.same_among(query))
                && self.same_times(query, false)
                && self.same_arguments(query)
                && self.same_outlet(query);
        }
        if let Query::Check(check) = query
            && self.is_of_two_periods(wanted)
            && self.is_of_two_periods(candidate.operation)
        {
            return self.is_claim(check);
        }
        if candidate.operation != wanted {
            return self.is_listed(query, wanted)
                || self.is_place(query, wanted)
                || self.is_higher_of_two(query, wanted)
                || self.is_from_end(candidate, wanted);
        }
        if let (Operation::Value, Query::Fold(fold)) = (wanted, query) {
            let gold: Vec<Option<Stretch>> =
                self.form.periods.iter().map(|text| stretch(text)).collect();
            let own: Vec<Option<Stretch>> = fold
                .over
                .when
                .points()
                .iter()
                .map(|point| Some((point.from, point.to)))
                .collect();
            return self.same_metrics(query) && gold == own;
        }
        if matches!(query, Query::Split(_)) && self.grain().is_some() {
            return false;
        }
        self.has_all(wanted, query)
    }

    /// Whether a query of the operation that is wanted has all that is asked for.
    fn has_all(&self, wanted: Operation, query: &Query) -> bool {
        match (wanted, query) {
            (Operation::Reply, Query::Reply(id)) => {
                let refusals = ["offtopic", "forecast"];
                *id == self.form.op
                    || refusals.contains(&id.as_str()) == refusals.contains(&self.form.op.as_str())
            }
            (Operation::Nothing, _) => false,
            (Operation::Said, Query::Statements(list)) => self.says(list),
            (Operation::Event, Query::Event { event, detail }) => self.is_event(*event, *detail),
            (Operation::Outlet, Query::About(about)) => about.of.outlet.is_some_and(|outlet| {
                self.dataset
                    .outlets
                    .get(outlet.0)
                    .is_some_and(|outlet| self.form.text("outlet").is_none_or(|id| id == outlet.id))
            }),
            (Operation::Conflict, Query::About(about)) => match about.entry {
                Some(entry) => self.is_conflict(entry),
                None => self.same_metrics(query) && self.same_times(query, true),
            },
            (Operation::Sources, Query::About(about)) => {
                let none = self.form.metrics.is_empty();
                if about.entry.is_some() {
                    none
                } else {
                    (none && about.of.metrics.is_empty() || !none && self.same_metrics(query))
                        && self.same_times(query, true)
                }
            }
            (Operation::Definition | Operation::Comparable, _) => {
                self.same_metrics(query) && self.same_times(query, true)
            }
            (Operation::Coverage, _) => self.same_metrics(query),
            (Operation::Summary, Query::Summary(period)) => self.is_summary(period.as_ref()),
            (operation, Query::Check(check)) if operation.is_claim() => self.is_claim(check),
            (_, Query::Compare(compare)) => self.is_pair(compare),
            _ => {
                (self.same_metrics(query) || self.same_among(query))
                    && self.same_times(query, false)
                    && self.same_arguments(query)
                    && self.same_outlet(query)
            }
        }
    }

    /// A development is as good as the figures of a stretch one by one, and the other way round.
    fn is_listed(&self, query: &Query, wanted: Operation) -> bool {
        if let (Operation::Breakdown, Query::Figures(cells), Some(grain)) =
            (wanted, query, self.grain())
        {
            let own: BTreeSet<Stretch> = cells
                .when
                .points()
                .iter()
                .filter(|point| point.grain() == Some(grain))
                .map(|point| (point.from, point.to))
                .collect();
            let gold = self.form.periods.iter().filter_map(|text| stretch(text));
            let parts = own.len() > 1 && own.len() == cells.when.points().len();
            return parts
                && self.same_metrics(query)
                && whole(&own).is_some_and(|own| whole(&gold.collect()) == Some(own));
        }
        matches!(query, Query::Course(_))
            && wanted == Operation::Value
            && self.form.periods.len() == 1
            && self.form.periods[0].contains("..")
            && self.same_metrics(query)
            && self.same_times(query, false)
    }

    /// "Is 2025 a record": the place of a period answers whether it is an extreme, and so does a check.
    fn is_place(&self, query: &Query, wanted: Operation) -> bool {
        let (rank, place) = match query {
            Query::Rank(rank) => (rank, Some(&rank.place)),
            Query::Check(check) => match check.of.as_ref() {
                Query::Rank(rank) => (rank, Some(&rank.place)),
                _ => return false,
            },
            _ => return false,
        };
        let [only] = self.form.periods.as_slice() else {
            return false;
        };
        let extreme = matches!(wanted, Operation::High | Operation::Low)
            || wanted == Operation::ClaimExtreme && matches!(query, Query::Check(_));
        let near = |period: &Period| {
            let own = [(period.from, period.to)].into_iter().collect();
            stretch(only).is_some_and(|gold| same(&[gold].into_iter().collect(), &own))
        };
        let of = matches!(place, Some(Place::Of(period)) if near(period));
        extreme
            && of
            && self.same_metrics(query)
            && self.is_low(rank) == (self.form.direction() == Some("min"))
    }

    /// "Was it more in 2016 or in 2018": which of two stands higher is told by their order as by their change.
    fn is_higher_of_two(&self, query: &Query, wanted: Operation) -> bool {
        let (Query::Rank(rank), Operation::Change) = (query, wanted) else {
            return false;
        };
        let which = self.form.text("compare");
        let asked = self.form.flag("compare") || which.or(self.form.text("ask")).is_some();
        let end = match which {
            Some("more") => !self.is_low(rank),
            Some("fewer" | "less") => self.is_low(rank),
            _ => true,
        };
        let two = self.form.periods.len() + self.form.metrics.len() == 3;
        asked
            && end
            && two
            && rank.place == Place::Nth(1)
            && rank.by.is_none()
            && self.same_metrics(query)
            && self.same_times(query, false)
            && self.same_outlet(query)
    }

    /// "How far is 2025 from the peak": how far a period is from the highest is a change from that one, if the question names the other alone.
    fn is_from_end(&self, candidate: &Candidate, wanted: Operation) -> bool {
        let (Query::Rank(rank), Operation::Change) = (&candidate.query, wanted) else {
            return false;
        };
        let Place::Of(period) = &rank.place else {
            return false;
        };
        let first = footnote::query::Rank {
            place: Place::Nth(1),
            wants: Wants::Name,
            ..rank.clone()
        };
        let end = match footnote::compute::compute(self.dataset, &Query::Rank(first)) {
            footnote::compute::Finding::Order(order) => order.cells.into_iter().next(),
            _ => None,
        };
        let gold: BTreeSet<Stretch> = self
            .form
            .periods
            .iter()
            .filter_map(|text| stretch(text))
            .collect();
        rank.wants == Wants::Gap
            && candidate.points == 1
            && self.same_metrics(&candidate.query)
            && end.is_some_and(|end| {
                let own = [period, &end.period].map(|period| (period.from, period.to));
                gold.len() == 2 && same(&gold, &own.into_iter().collect())
            })
    }

    /// The kind of period that is asked for by name, if it is no year.
    fn grain(&self) -> Option<Grain> {
        match self.form.text("of").or(self.form.text("by")) {
            Some("month") => Some(Grain::Month),
            Some("quarter") => Some(Grain::Quarter),
            Some("half") => Some(Grain::Half),
            _ => None,
        }
    }

    /// Whether an order begins at the end that is asked for; what is best or worst is asked back where the data do not say.
    fn is_extreme(&self, rank: &footnote::query::Rank) -> bool {
        use footnote::query::End;
        let metric = rank.over.metrics.first();
        let metric = metric.and_then(|metric| self.dataset.metrics.get(metric.0));
        let open = matches!(rank.end, End::Best | End::Worst)
            && metric.is_some_and(|metric| metric.better.is_none());
        open || self.is_low(rank) == (self.form.direction() == Some("min"))
    }

    /// A development in the grain that is asked for, over the year or stretch that is asked for.
    fn same_grain(&self, query: &Query) -> bool {
        let Some(over) = cells(query) else {
            return false;
        };
        let grain = self.grain();
        let fits = over.when.grain == grain || grain.is_none();
        let gold: Vec<Stretch> = self
            .form
            .periods
            .iter()
            .flat_map(|text| text.split(".."))
            .filter_map(stretch)
            .collect();
        let ends = gold
            .iter()
            .map(|one| one.0)
            .min()
            .zip(gold.iter().map(|one| one.1).max());
        fits && match (&over.when.span, ends) {
            (Span::All, None) => true,
            (Span::At(points), Some((from, to))) => {
                points.iter().map(|point| point.from).min() == Some(from)
                    && points.iter().map(|point| point.to).max() >= Some(to)
            }
            (Span::Within(a, b), Some((from, to))) => {
                a.is_none_or(|a| a == from) && b.is_none_or(|b| b >= to)
            }
            _ => false,
        }
    }

    fn same_outlet(&self, query: &Query) -> bool {
        let wanted = self.form.text("outlet");
        let own = cells(query)
            .and_then(|cells| cells.outlet)
            .and_then(|outlet| self.dataset.outlets.get(outlet.0));
        match (wanted, own) {
            (Some(wanted), Some(own)) => own.id == wanted,
            (Some(_), None) => false,
            _ => true,
        }
    }

    fn says(&self, list: &[usize]) -> bool {
        if list.is_empty() || self.item.expect == "refuse" {
            return list.is_empty() && self.item.expect == "refuse";
        }
        let texts: Vec<String> = list
            .iter()
            .filter_map(|at| self.dataset.statements.get(*at))
            .map(|one| format!("{} {} {}\n", one.text, one.attributed_to, one.caveat))
            .collect();
        let texts = texts.concat().to_lowercase();
        self.item.must.iter().all(|group| {
            group.is_empty()
                || group.iter().any(|text| {
                    text.starts_with("re:")
                        || text.starts_with("@@")
                        || texts.contains(&text.to_lowercase())
                })
        })
    }

    fn is_event(&self, event: usize, detail: Option<usize>) -> bool {
        let Some(event) = self.dataset.events.get(event) else {
            return false;
        };
        if self.form.text("event").is_some_and(|id| id != event.id) {
            return false;
        }
        let text = match detail {
            Some(detail) => event
                .details
                .get(detail)
                .map_or("", |detail| detail.text.as_str()),
            None => event.summary.as_str(),
        };
        let text = text.to_lowercase();
        self.item.must.iter().all(|group| {
            group.is_empty()
                || group.iter().any(|alternative| {
                    alternative.starts_with("re:")
                        || alternative.starts_with("@@")
                        || text.contains(&alternative.to_lowercase())
                })
        })
    }

    /// Whether a gap is known about what is asked for.
    fn is_gap(&self, entry: usize) -> bool {
        let ids = self.ids();
        let gap = self.dataset.gaps.get(entry);
        gap.is_some_and(|gap| {
            ids.is_empty()
                || gap.metrics.is_empty()
                || gap.metrics.iter().any(|metric| ids.contains(metric))
        })
    }

    fn is_conflict(&self, entry: usize) -> bool {
        let Some(conflict) = self.dataset.conflicts.get(entry) else {
            return false;
        };
        let ids = self.ids();
        let gold: Vec<Stretch> = self
            .form
            .periods
            .iter()
            .filter_map(|text| stretch(text))
            .collect();
        conflict
            .figures
            .iter()
            .filter_map(|id| self.dataset.figures.get(id.0))
            .any(|figure| {
                (ids.is_empty() || ids.contains(&figure.metric))
                    && (gold.is_empty()
                        || gold.iter().any(|(from, to)| {
                            *from <= figure.period.to && figure.period.from <= *to
                        }))
            })
    }

    fn is_summary(&self, period: Option<&Period>) -> bool {
        match (period, self.form.periods.as_slice()) {
            (None, []) => true,
            (Some(period), [only]) => stretch(only) == Some((period.from, period.to)),
            _ => false,
        }
    }

    fn is_pair(&self, compare: &Compare) -> bool {
        let ids = self.ids();
        let own: BTreeSet<MetricId> = [compare.left.metric, compare.right.metric]
            .into_iter()
            .collect();
        let gold: BTreeSet<MetricId> = ids.iter().copied().collect();
        let partly = matches!(
            compare.by,
            Measure::Share | Measure::OneIn | Measure::Rest | Measure::RestShare
        );
        if partly {
            let rest = matches!(compare.by, Measure::Rest | Measure::RestShare);
            let one_in = self
                .form
                .text("as")
                .is_some_and(|way| way.replace('_', " ") == "one in");
            if one_in != (compare.by == Measure::OneIn) && self.form.op == "share" {
                return false;
            }
            if self.form.op == "share" && rest != self.form.flag("complement") {
                return false;
            }
            let fits = match ids.as_slice() {
                [part, whole] => {
                    let turned = compare.by == Measure::Rest && self.form.op == "value";
                    (compare.left.metric, compare.right.metric) == (*part, *whole)
                        || turned && (compare.left.metric, compare.right.metric) == (*whole, *part)
                }
                [part] => compare.left.metric == *part,
                _ => false,
            };
            return fits
                && if compare.left.metric == compare.right.metric {
                    self.two_periods(compare)
                } else {
                    self.one_period(compare)
                };
        }
        if own != gold {
            return false;
        }
        if (self.form.text("as") == Some("cagr")) != (compare.by == Measure::Yearly) {
            return false;
        }
        if own.len() == 2 {
            let crossed = self.form.periods.len() == 2 && self.form.args.get("compare").is_none();
            return if crossed {
                self.two_periods(compare)
            } else {
                self.one_period(compare)
            };
        }
        self.two_periods(compare)
    }

    fn one_period(&self, compare: &Compare) -> bool {
        let gold = self.gold(compare.left.metric, true);
        let left = self.resolved(compare.left.metric, &compare.left.when, true);
        same(&gold, &left)
            || same(
                &gold,
                &self.resolved(compare.right.metric, &compare.right.when, true),
            )
    }

    fn two_periods(&self, compare: &Compare) -> bool {
        let metric = compare.left.metric;
        let mut own = self.resolved(metric, &compare.left.when, true);
        own.extend(self.resolved(compare.right.metric, &compare.right.when, true));
        let mut gold = self.gold(metric, true);
        if let ([text], true) = (self.form.periods.as_slice(), gold.len() != 2)
            && text.contains("..")
            && let (Some(first), Some(last)) = (
                gold.iter().next().copied(),
                gold.iter().next_back().copied(),
            )
        {
            gold = [first, last].into_iter().collect();
        }
        if self.form.periods.len() == 1 && gold.len() == 1 {
            return gold.iter().all(|one| own.contains(one));
        }
        same(&gold, &own)
    }

    fn is_claim(&self, check: &footnote::query::Check) -> bool {
        let of = check.of.as_ref();
        let fits = if let Query::Compare(compare) = of {
            self.is_pair(compare) || self.form.op == "claim" && self.is_loose_pair(compare)
        } else {
            let all = self.form.periods.is_empty()
                && check.scope != footnote::query::Scope::It
                && cells(of).is_some_and(|cells| cells.when.span == Span::All);
            self.same_metrics(of) && (all || self.same_times(of, false)) && self.same_folding(of)
        };
        fits && self.same_assertion(check) && self.same_verdict(check)
    }

    /// "Fewer in 2021 than in 2020" is a comparison and a change in one, where it is known whether it holds.
    fn is_of_two_periods(&self, operation: Operation) -> bool {
        matches!(operation, Operation::ClaimCompare | Operation::ClaimChange)
            && self.form.metrics.len() == 1
            && self.verdict().is_some()
    }

    /// Whether what is claimed holds, where the gold says so.
    fn verdict(&self) -> Option<bool> {
        let truth = self.form.args.get("truth");
        let truth = truth.and_then(serde_json::Value::as_bool);
        truth.or(match self.item.verdict.as_slice() {
            [only] if only == "supported" => Some(true),
            [only] if only == "contradicted" => Some(false),
            _ => None,
        })
    }

    /// Where the gold says whether it holds, the candidate has to come to the same.
    fn same_verdict(&self, check: &footnote::query::Check) -> bool {
        let gold = self.verdict();
        let own = footnote::compute::judge(self.dataset, check).holds;
        gold.is_none() || own.is_none() || own == gold
    }

    /// What is claimed of a sum or an average is claimed of no single figure.
    fn same_folding(&self, of: &Query) -> bool {
        use footnote::query::Folding;
        let own = match of {
            Query::Fold(fold) => Some(fold.by),
            _ => None,
        };
        match self.form.text("kind") {
            Some("sum") => own == Some(Folding::Sum),
            Some("average") => own == Some(Folding::Mean),
            Some("median") => own == Some(Folding::Median),
            Some("count") => own == Some(Folding::Count),
            _ => true,
        }
    }

    /// A claim of a change may name its later period only.
    fn is_loose_pair(&self, compare: &Compare) -> bool {
        let ids = self.ids();
        ids == [compare.left.metric]
            && compare.left.metric == compare.right.metric
            && self.form.periods.len() == 1
            && {
                let gold = self.gold(compare.left.metric, true);
                same(
                    &gold,
                    &self.resolved(compare.left.metric, &compare.left.when, true),
                )
            }
    }

    fn same_assertion(&self, check: &footnote::query::Check) -> bool {
        let number = self.form.number("asserted").or(self.form.threshold());
        match (&check.says, number) {
            (Says::Is(_, amount), Some(number)) => {
                let own = *amount.number.numer() as f64 / *amount.number.denom() as f64;
                let near = |a: f64, b: f64| (a - b).abs() <= 0.02 * b.abs().max(0.01);
                near(own.abs(), number.abs())
                    || amount.unit == AmountUnit::Times
                        && (near(((own - 1.0) * 100.0).abs(), number.abs())
                            || near(1.0 / own, number.abs()))
                    || near(own.abs() / 100.0, number.abs())
                    || near(own.abs() * 1e6, number.abs())
            }
            (Says::Is(..), None) => {
                !matches!(self.form.direction(), Some("up" | "down" | "max" | "min"))
                    || self
                        .form
                        .args
                        .get("asserted")
                        .is_some_and(serde_json::Value::is_string)
            }
            (Says::Goes(way), None) => matches!(
                (self.form.direction(), way),
                (Some("up"), Way::Up)
                    | (Some("down"), Way::Down)
                    | (Some("flat"), Way::Flat)
                    | (None, _)
            ),
            (Says::Holds(_), None) => {
                let Query::Rank(rank) = check.of.as_ref() else {
                    return false;
                };
                let low = self.is_low(rank);
                match self.form.direction() {
                    Some("min" | "down") => low,
                    Some("max" | "up") => !low,
                    _ => true,
                }
            }
            (Says::Goes(_), Some(_)) => false,
            _ => true,
        }
    }

    fn same_arguments(&self, query: &Query) -> bool {
        let number = |key: &str| self.form.number(key);
        match query {
            Query::Rank(rank) => {
                let metrics = self.form.text("of") == Some("metric");
                if (rank.among == Among::Metrics) != metrics && metrics {
                    return false;
                }
                if (rank.wants == Wants::Gap) != (self.form.text("wants") == Some("gap")) {
                    return false;
                }
                if self.form.op == "extremum" {
                    return !matches!(rank.place, Place::Of(_));
                }
                if self.form.args.contains_key("before") {
                    return matches!(rank.place, Place::Before(_));
                }
                if self.form.text("direction") == Some("both") {
                    return rank.place == Place::Ends;
                }
                let low = self.is_low(rank);
                let turned = self
                    .form
                    .text("direction")
                    .is_some_and(|way| (way == "min") != low);
                if turned && !matches!(rank.place, Place::Ends | Place::Of(_) | Place::Before(_)) {
                    return false;
                }
                match (&rank.place, number("nth"), number("top")) {
                    (Place::Nth(n), Some(nth), _) => f64::from(*n) == nth,
                    (Place::Top(n), None, Some(top)) => f64::from(*n) == top,
                    (Place::Of(_), None, None) => {
                        self.form.args.contains_key("rank_of") || self.form.flag("position")
                    }
                    (Place::All | Place::Ends, None, None) => {
                        !self.form.args.contains_key("rank_of")
                    }
                    _ => false,
                }
            }
            Query::Find(find) => self.same_limits(&find.over, &find.limits),
            Query::Fold(fold) if !fold.limits.is_empty() => {
                self.same_limits(&fold.over, &fold.limits)
            }
            Query::Rate(rate) => self.form.text("per").is_none_or(|per| {
                matches!(
                    (per, rate.per),
                    ("day", Unit::Day)
                        | ("week", Unit::Week)
                        | ("month", Unit::Month)
                        | ("hour", Unit::Hour)
                        | ("year", Unit::Year)
                        | ("quarter", Unit::Quarter)
                        | ("working_day" | "working day", Unit::WorkingDay)
                )
            }),
            _ => true,
        }
    }

    /// Whether the lowest comes first, by what the metric says is better.
    fn is_low(&self, rank: &footnote::query::Rank) -> bool {
        use footnote::dataset::Better;
        use footnote::query::End;
        let better = rank
            .over
            .metrics
            .first()
            .and_then(|metric| self.dataset.metrics.get(metric.0))
            .and_then(|metric| metric.better);
        match (rank.end, better) {
            (End::Low, _)
            | (End::Best, Some(Better::Lower))
            | (End::Worst, Some(Better::Higher)) => true,
            (End::High | End::Best | End::Worst, _) => false,
        }
    }

    fn same_limits(&self, over: &Cells, limits: &[Limit]) -> bool {
        let ids = self.ids();
        match (limits.first(), self.form.threshold()) {
            // "a above b": the higher stands first.
            (Some(Limit::Beside(Bound::Over, other)), None) => {
                over.metrics.first() == ids.first() && ids.last() == Some(other)
            }
            (Some(Limit::Beside(Bound::Under, other)), None) => {
                over.metrics.first() == ids.last() && ids.first() == Some(other)
            }
            (Some(Limit::Beside(..)), _) => false,
            (Some(Limit::Value(bound, amount)), Some(number)) => {
                let own = *amount.number.numer() as f64 / *amount.number.denom() as f64;
                let same = (own - number).abs() <= 0.001 * number.abs().max(0.1);
                same && self.form.bound().is_none_or(|word| is_bound(*bound, word))
            }
            (Some(Limit::Goes(way)), None) => match self.form.direction() {
                Some("down") => *way == Way::Down,
                Some("up") => *way == Way::Up,
                _ => true,
            },
            (_, None) => true,
            _ => false,
        }
    }

    /// Whether what is asked is the same for all periods: pages are only where a metric has one alone.
    fn is_of_any_time(&self, query: &Query, metric: MetricId) -> bool {
        let pages =
            matches!(query, Query::About(about) if matches!(about.topic, Topic::Sources(_)));
        !pages || self.stock.is_of_one_page(metric)
    }

    /// Whether the periods are the same; what is said about figures may leave them open.
    fn same_times(&self, query: &Query, lenient: bool) -> bool {
        if lenient && self.form.periods.is_empty() {
            return true;
        }
        let Some(metric) = metrics(query).first().copied() else {
            return self.form.periods.is_empty();
        };
        let single = single(query);
        let gold = self.gold(metric, single);
        let own = match query {
            Query::Compare(compare) => self.resolved(metric, &compare.left.when, true),
            Query::Split(split) => self.resolved(metric, &split.of.when, true),
            Query::Rate(rate) => self.resolved(metric, &rate.of.when, true),
            Query::Rank(rank) => match &rank.place {
                Place::Of(period) | Place::Before(period) => {
                    let of: BTreeSet<Stretch> = [(period.from, period.to)].into_iter().collect();
                    let named = ["rank_of", "before"].map(|key| self.form.args.get(key));
                    let named = named.into_iter().flatten().next();
                    if let Some(text) = named.map(ToString::to_string) {
                        return stretch(text.trim_matches('"')) == Some((period.from, period.to));
                    }
                    if same(&gold, &of) {
                        return true;
                    }
                    let mut among = self.resolved(metric, &rank.over.when, false);
                    among.extend(of.iter().copied());
                    if self.form.op == "claim" && gold.len() > 1 {
                        return same(&gold, &among) && self.may_stand_out(period);
                    }
                    of
                }
                _ if rank.among == Among::Metrics => self.resolved(metric, &rank.over.when, true),
                _ => self.resolved(metric, &rank.over.when, false),
            },
            other => match cells(other) {
                Some(cells) => self.resolved(metric, &cells.when, single),
                None => BTreeSet::new(),
            },
        };
        if single && self.is_within(metric, &gold, &own) {
            return true;
        }
        let by_parts = cells(query).is_some_and(|cells| cells.when.grain.is_some());
        let sum = matches!(query, Query::Fold(fold) if fold.by == footnote::query::Folding::Sum);
        if (sum || by_parts && !matches!(query, Query::Figures(_)))
            && whole(&gold).is_some_and(|gold| whole(&own) == Some(gold))
        {
            return true;
        }
        let open = own == self.resolved(metric, &Window::of(Span::All), false);
        same(&gold, &own) || lenient && open && self.is_of_any_time(query, metric)
    }

    /// Whether a period of a stretch may be the one that is claimed to stand out: named by itself, else the last of it.
    fn may_stand_out(&self, period: &Period) -> bool {
        let periods = self.form.periods.iter();
        let alone = periods
            .clone()
            .filter(|text| !text.contains(".."))
            .filter_map(|text| stretch(text));
        let alone: Vec<Stretch> = alone.collect();
        if !alone.is_empty() {
            return alone.contains(&(period.from, period.to));
        }
        let last = periods
            .filter_map(|text| text.split_once(".."))
            .filter_map(|(_, to)| stretch(to))
            .next_back();
        last.is_none_or(|last| last == (period.from, period.to))
    }

    /// A running total or a state is meant by the period in which it ends, where that has no figure of its own.
    fn is_within(
        &self,
        metric: MetricId,
        gold: &BTreeSet<Stretch>,
        own: &BTreeSet<Stretch>,
    ) -> bool {
        let mut known = self.stock.periods(metric).iter();
        match (gold.first(), own.first()) {
            (Some(gold), Some(own)) => {
                own.0 <= gold.1
                    && gold.1 <= own.1
                    && known.any(|known| {
                        known.kind == PeriodKind::Cumulative && (known.from, known.to) == *gold
                    })
                    && !self
                        .stock
                        .periods(metric)
                        .iter()
                        .any(|known| (known.from, known.to) == *own)
            }
            _ => false,
        }
    }

    /// The periods of the form; where none is said the latest for single figures, and all for the rest.
    fn gold(&self, metric: MetricId, single: bool) -> BTreeSet<Stretch> {
        let of = self.grain();
        if self.form.periods.is_empty() && !single && of.is_some() {
            return self.resolved(
                metric,
                &Window {
                    grain: of,
                    ..Window::of(Span::All)
                },
                false,
            );
        }
        if self.form.periods.is_empty() {
            let span = if single {
                if self.form.flag("earliest") {
                    Span::Earliest
                } else {
                    Span::Latest
                }
            } else {
                Span::All
            };
            return self.resolved(metric, &Window::of(span), single);
        }
        let mut found = BTreeSet::new();
        for text in &self.form.periods {
            match text.split_once("..") {
                Some((from, to)) => {
                    let ends = stretch(from)
                        .zip(stretch(to).or(Date::new(2030, 12, 31).ok().map(|day| (day, day))));
                    let Some(((from, _), (_, to))) = ends else {
                        continue;
                    };
                    if of.is_none()
                        && self.stock.periods(metric).iter().any(|known| {
                            (known.from, known.to) == (from, to) && known.kind != PeriodKind::Year
                        })
                    {
                        found.insert((from, to));
                        continue;
                    }
                    let kind = kind_of(text.split("..").next().unwrap_or_default());
                    found.extend(self.inside(metric, from, to, kind));
                }
                None => found.extend(self.stretches(metric, text, of.filter(|_| !single))),
            }
        }
        found
    }

    /// A period as it is written, or its months where months are asked for: "the busiest month of 2023".
    fn stretches(&self, metric: MetricId, text: &str, of: Option<Grain>) -> Vec<Stretch> {
        let own = stretch(text);
        let parts = own.zip(of).map(|((from, to), grain)| {
            let parts = self.inside(metric, from, to, Some(grain));
            if parts.is_empty() {
                vec![(from, to)]
            } else {
                parts
            }
        });
        parts.unwrap_or_else(|| own.into_iter().collect())
    }

    fn inside(&self, metric: MetricId, from: Date, to: Date, kind: Option<Grain>) -> Vec<Stretch> {
        let known = self.stock.periods(metric).iter();
        let main = self.stock.main(metric).next().map(|period| period.kind);
        known
            .filter(|period| period.from >= from && period.to <= to)
            .filter(|period| match kind {
                Some(grain) => {
                    grain_of(period) == Some(grain)
                        || main == Some(period.kind) && main == Some(PeriodKind::AsOf)
                }
                None => Some(period.kind) == main,
            })
            .map(|period| (period.from, period.to))
            .collect()
    }

    /// The periods of a window, in the data where it names none.
    fn resolved(&self, metric: MetricId, window: &Window, single: bool) -> BTreeSet<Stretch> {
        let main: Vec<Stretch> = match window.grain {
            Some(grain) => self
                .stock
                .periods(metric)
                .iter()
                .filter(|period| grain_of(period) == Some(grain))
                .map(|period| (period.from, period.to))
                .collect(),
            None => self
                .stock
                .main(metric)
                .map(|period| (period.from, period.to))
                .collect(),
        };
        match &window.span {
            Span::All => main.into_iter().collect(),
            Span::Latest => main.last().copied().into_iter().collect(),
            Span::Earliest => main.first().copied().into_iter().collect(),
            Span::At(points) => {
                if let ([only], false) = (points.as_slice(), single) {
                    let inside: BTreeSet<Stretch> = self
                        .stock
                        .periods(metric)
                        .iter()
                        .filter(|period| {
                            period.from >= only.from
                                && period.to <= only.to
                                && period.kind != only.kind
                        })
                        .map(|period| (period.from, period.to))
                        .filter(|one| window.grain.is_none() || main.contains(one))
                        .collect();
                    if window.grain.is_some() {
                        return inside;
                    }
                }
                points
                    .iter()
                    .map(|period| (period.from, period.to))
                    .collect()
            }
            Span::Within(from, to) => {
                let inside = |one: &Stretch| {
                    from.is_none_or(|from| one.0 >= from) && to.is_none_or(|to| one.1 <= to)
                };
                main.into_iter().filter(inside).collect()
            }
            Span::Last(n) => {
                let last = main.last().map_or(0, |one| one.1.year());
                if window.grain.is_some() {
                    return main.into_iter().rev().take(usize::from(*n)).collect();
                }
                main.into_iter()
                    .filter(|one| one.0.year() > last - i16::try_from(*n).unwrap_or(i16::MAX))
                    .collect()
            }
            Span::First(n) => main.into_iter().take(usize::from(*n)).collect(),
        }
    }
}

/// Whether a query is about single figures.
fn single(query: &Query) -> bool {
    match query {
        Query::Figures(_) | Query::Compare(_) | Query::Split(_) | Query::Rate(_) => true,
        Query::Check(check) => single(&check.of),
        Query::Rank(rank) => rank.among == Among::Metrics || matches!(rank.place, Place::Of(_)),
        Query::Fold(fold) => fold.over.metrics.len() > 1,
        _ => false,
    }
}

fn points_of(query: &Query) -> Vec<(MetricId, Period)> {
    let of_cells = |cells: &footnote::query::Cells| {
        let points = cells.when.points();
        cells
            .metrics
            .iter()
            .flat_map(|metric| points.iter().map(|point| (*metric, point.clone())))
            .collect::<Vec<_>>()
    };
    match query {
        Query::Compare(compare) => [&compare.left, &compare.right]
            .into_iter()
            .flat_map(|term| {
                term.when
                    .points()
                    .iter()
                    .map(|point| (term.metric, point.clone()))
                    .collect::<Vec<_>>()
            })
            .collect(),
        Query::Split(Split { of, .. }) => of
            .when
            .points()
            .iter()
            .map(|point| (of.metric, point.clone()))
            .collect(),
        Query::Rate(rate) => rate
            .of
            .when
            .points()
            .iter()
            .map(|point| (rate.of.metric, point.clone()))
            .collect(),
        Query::Check(check) => points_of(&check.of),
        Query::Rank(rank) => match &rank.place {
            Place::Of(period) => rank
                .over
                .metrics
                .iter()
                .map(|metric| (*metric, period.clone()))
                .collect(),
            _ => of_cells(&rank.over),
        },
        other => cells(other).map_or(Vec::new(), of_cells),
    }
}

/// What stretches make up that follow each other.
fn whole(parts: &BTreeSet<Stretch>) -> Option<Stretch> {
    let mut follow = parts.iter().zip(parts.iter().skip(1));
    let closed = follow.all(|(one, next)| one.1.tomorrow().ok() == Some(next.0));
    let (first, last) = (parts.first()?, parts.last()?);
    closed.then_some((first.0, last.1))
}

fn same(a: &BTreeSet<Stretch>, b: &BTreeSet<Stretch>) -> bool {
    let near = |a: &Stretch, b: &Stretch| {
        a == b
            || (a.0 == a.1 || b.0 == b.1) && (a.0 <= b.0 && b.1 <= a.1 || b.0 <= a.0 && a.1 <= b.1)
            || (a.0 == a.1 && b.0 == b.1 || a.1 == b.1 && a.0.month() == b.0.month())
                && (a.1.year(), a.1.month()) == (b.1.year(), b.1.month())
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(a, b))
}

/// "2024", "2024-H1", "2024-Q3", "2024-03", "2024-03-31" as days.
pub(crate) fn stretch(text: &str) -> Option<Stretch> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.trim().parse().ok()?;
    let months = |from: i8, to: i8| {
        Some((
            Date::new(year, from, 1).ok()?,
            Date::new(year, to, 1).ok()?.last_of_month(),
        ))
    };
    let Some(part) = parts.next() else {
        return months(1, 12);
    };
    if let Some(half) = part.strip_prefix('H') {
        let half: i8 = half.parse().ok()?;
        return months(half * 6 - 5, half * 6);
    }
    if let Some(quarter) = part.strip_prefix('Q') {
        let quarter: i8 = quarter.parse().ok()?;
        return months(quarter * 3 - 2, quarter * 3);
    }
    let month: i8 = part.parse().ok()?;
    match parts.next() {
        Some(day) => {
            let day = Date::new(year, month, day.parse().ok()?).ok()?;
            Some((day, day))
        }
        None => months(month, month),
    }
}

fn kind_of(text: &str) -> Option<Grain> {
    let (_, part) = text.split_once('-')?;
    if part.starts_with('H') {
        Some(Grain::Half)
    } else if part.starts_with('Q') {
        Some(Grain::Quarter)
    } else {
        Some(Grain::Month)
    }
}

fn grain_of(period: &Period) -> Option<Grain> {
    let months = i32::from(period.to.year() - period.from.year()) * 12
        + i32::from(period.to.month() - period.from.month())
        + 1;
    match (period.kind, months) {
        (PeriodKind::Year, _) => Some(Grain::Year),
        (PeriodKind::Half, _) => Some(Grain::Half),
        (PeriodKind::Month, _) => Some(Grain::Month),
        (PeriodKind::Span, 3) => Some(Grain::Quarter),
        _ => None,
    }
}

/// Whether a bound is the one that a question's gold names; whether it holds its number is mostly left open there.
fn is_bound(bound: Bound, word: &str) -> bool {
    match word {
        "over" | "at_least" | "at least" => matches!(bound, Bound::Over | Bound::AtLeast),
        "under" | "at_most" | "at most" => matches!(bound, Bound::Under | Bound::AtMost),
        "equal" | "exactly" => bound == Bound::Equal,
        _ => true,
    }
}
