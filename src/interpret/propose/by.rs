//! Candidates about the members of a dimension: by region, which region, without the capital; and that a metric has no such dimension.

use super::Proposals;
use crate::dataset::{DimensionId, MemberId, MetricId};
use crate::interpret::operation::Operation;
use crate::interpret::subjects::Subject;
use crate::interpret::times::Times;
use crate::interpret::tokens::Tokens;
use crate::query::{
    Among, By, Cells, End, Fold, Folding, Limit, Measure, Place, Query, Rank, Span, Split, Term,
    Wants,
};

/// The most members that are put into a query one by one.
const MOST: usize = 40;

/// A metric to be broken down, by what, and the words that say so.
struct Broken {
    metric: MetricId,
    by: By,
    subject: Subject,
    tokens: Tokens,
}

impl Proposals<'_> {
    /// The metrics that may be broken down: by a dimension that is named, or by that of the answer before.
    fn broken(&self) -> Vec<Broken> {
        let mut found = Vec::new();
        for (metric, subject) in self.singles() {
            for (dimension, tokens) in self.dimensions(metric) {
                found.extend(self.broken_by(metric, &subject, dimension, tokens));
            }
        }
        found
    }

    fn broken_by(
        &self,
        metric: MetricId,
        subject: &Subject,
        dimension: DimensionId,
        tokens: Tokens,
    ) -> Option<Broken> {
        let out = self.members.without.iter();
        let out: Vec<_> = out.filter(|one| one.dimension == dimension).collect();
        let by = By {
            dimension,
            without: out.iter().map(|one| one.member).collect(),
        };
        let metric = self.level(metric, &by)?;
        let tokens = out.iter().fold(tokens, |all, one| all.with(&one.tokens));
        Some(Broken {
            metric,
            by,
            subject: subject.clone(),
            tokens,
        })
    }

    /// The metric itself where it has members by a dimension, else the one without its member of that dimension.
    fn level(&self, metric: MetricId, by: &By) -> Option<MetricId> {
        let data = self.sight.dataset;
        let several = |metric: &MetricId| data.is_broken_down(*metric, by.dimension);
        let others = data.members_of(metric).iter().copied();
        let others: Vec<MemberId> = others
            .filter(|member| data.dimension_of(*member) != Some(by.dimension))
            .collect();
        let above = data.slice(metric, &others);
        [Some(metric), above].into_iter().flatten().find(several)
    }

    /// The dimensions of a metric that are named, that members are left out of, or that the answer before was by.
    fn dimensions(&self, metric: MetricId) -> Vec<(DimensionId, Tokens)> {
        let own = self.sight.dataset.dimensions_of(metric);
        let named = self.members.dimensions.iter().copied();
        let left_out = self.members.without.iter();
        let left_out = left_out.map(|one| (one.dimension, Tokens::default()));
        let before = self.sight.memory.last();
        let carried = before.and_then(|turn| match &turn.query {
            Query::Rank(rank) => rank.by.as_ref(),
            Query::Split(split) => split.by.as_ref(),
            _ => None,
        });
        let carried = carried.map(|by| (by.dimension, Tokens::default()));
        let mut found: Vec<(DimensionId, Tokens)> = Vec::new();
        for (dimension, tokens) in named.chain(left_out).chain(carried) {
            let is_known = found.iter().any(|(known, _)| *known == dimension);
            if own.contains(&dimension) && !is_known {
                found.push((dimension, tokens));
            }
        }
        found
    }

    /// Members put in order.
    pub(super) fn members_in_order(
        &mut self,
        operation: Operation,
        end: End,
        places: &[(Place, Tokens, bool)],
        times: &Times,
    ) {
        for broken in self.broken() {
            for (place, tokens, uses_point) in places {
                if *uses_point {
                    continue;
                }
                let rank = Rank {
                    over: Cells {
                        metrics: vec![broken.metric],
                        when: crate::query::Window::of(times.of_figures()),
                        outlet: self.outlet(),
                    },
                    among: Among::Metrics,
                    end,
                    place: place.clone(),
                    wants: Wants::Name,
                    by: Some(broken.by.clone()),
                };
                self.add(Query::Rank(rank), operation, &broken.subject, times);
                let all = broken.tokens.with(tokens);
                let named = !broken.tokens.is_empty() && *place != Place::All;
                let asked = u8::from(named) + u8::from(!tokens.is_empty());
                self.mark(|candidate| {
                    candidate.asked += asked;
                    candidate.tokens = candidate.tokens.with(&all);
                });
            }
        }
    }

    /// A figure by its members; by each dimension that it has where none is named.
    pub(super) fn members_of_whole(&mut self) {
        for times in self.all_times() {
            let mut broken = self.broken();
            if broken.is_empty() {
                broken = self.broken_by_any();
            }
            for broken in broken {
                let split = Split {
                    of: self.term(broken.metric, times.of_figures()),
                    by: Some(broken.by),
                };
                self.add(
                    Query::Split(split),
                    Operation::Breakdown,
                    &broken.subject,
                    &times,
                );
                self.mark(|candidate| {
                    candidate.asked += u8::from(!broken.tokens.is_empty());
                    candidate.tokens = candidate.tokens.with(&broken.tokens);
                });
            }
        }
    }

    fn broken_by_any(&self) -> Vec<Broken> {
        let mut found = Vec::new();
        for (metric, subject) in self.singles() {
            for dimension in self.sight.dataset.dimensions_of(metric) {
                found.extend(self.broken_by(metric, &subject, *dimension, Tokens::default()));
            }
        }
        found
    }

    /// Which members meet limits, and how many of them.
    pub(super) fn members_that_meet(
        &mut self,
        operation: Operation,
        limits: &[(Vec<Limit>, Tokens, bool)],
        times: &Times,
    ) {
        for broken in self.broken() {
            let metrics = broken.by.slices(self.sight.dataset, broken.metric);
            if metrics.len() > MOST || broken.tokens.is_empty() {
                continue;
            }
            for (limits, tokens, takes_point) in limits {
                if *takes_point {
                    continue;
                }
                let limits = self.limits_of(limits, broken.metric);
                let over = self.cells(&metrics, times.of_figures());
                let query = self.found(operation, over, limits, broken.subject.tokens);
                self.add(query, operation, &broken.subject, times);
                let all = broken.tokens.with(tokens);
                self.mark(|candidate| {
                    candidate.asked += 2;
                    candidate.tokens = candidate.tokens.with(&all);
                });
            }
        }
    }

    /// Members folded: the average over regions, the sum without some.
    pub(super) fn members_folded(&mut self, operation: Operation, by: Folding, times: &Times) {
        for broken in self.broken() {
            let metrics = broken.by.slices(self.sight.dataset, broken.metric);
            if metrics.len() > MOST || broken.tokens.is_empty() {
                continue;
            }
            let fold = Fold {
                over: self.cells(&metrics, times.of_figures()),
                by,
                limits: Vec::new(),
            };
            self.add(Query::Fold(fold), operation, &broken.subject, times);
            self.mark(|candidate| {
                candidate.asked += 1;
                candidate.tokens = candidate.tokens.with(&broken.tokens);
            });
        }
    }

    /// A whole without members: the rest where one is left out, else the sum of the others.
    pub(super) fn without_members(&mut self, operation: Operation) {
        if self.members.without.is_empty() {
            return;
        }
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                if let Some((query, tokens)) = self.whole_without(metric, times.of_figures()) {
                    self.add(query, operation, &subject, &times);
                    self.mark(|candidate| {
                        candidate.asked += 1;
                        candidate.tokens = candidate.tokens.with(&tokens);
                    });
                }
            }
        }
    }

    fn whole_without(&self, metric: MetricId, span: Span) -> Option<(Query, Tokens)> {
        let data = self.sight.dataset;
        let first = self.members.without.first()?;
        let out = self.members.without.iter();
        let out: Vec<_> = out.filter(|one| one.dimension == first.dimension).collect();
        let tokens = out
            .iter()
            .fold(Tokens::default(), |all, one| all.with(&one.tokens));
        if !data.dimensions_of(metric).contains(&first.dimension) {
            return None;
        }
        if let [only] = out.as_slice() {
            let left: Term = self.term(data.narrowed(metric, &[only.member])?, span.clone());
            let compare = crate::query::Compare {
                left,
                right: self.term(metric, span),
                by: Measure::Rest,
            };
            return Some((Query::Compare(compare), tokens));
        }
        let by = By {
            dimension: first.dimension,
            without: out.iter().map(|one| one.member).collect(),
        };
        let metrics = by.slices(data, metric);
        let fold = Fold {
            over: self.cells(&metrics, span),
            by: Folding::Sum,
            limits: Vec::new(),
        };
        (metrics.len() <= MOST).then_some((Query::Fold(fold), tokens))
    }

    /// What is asked of a metric by a dimension that it has not: there is nothing to answer in its place.
    pub(super) fn lacks(&mut self, operation: Operation) {
        let named = self.members.named.iter().chain(&self.members.without);
        let members = named.map(|one| (one.dimension, Some(one.member), one.tokens));
        let dimensions = self.members.dimensions.iter();
        let dimensions = dimensions.map(|(dimension, tokens)| (*dimension, None, *tokens));
        let asked: Vec<_> = members.chain(dimensions).collect();
        if asked.is_empty() {
            return;
        }
        for times in self.all_times() {
            for (metric, subject) in self.singles() {
                for (dimension, member, tokens) in &asked {
                    if tokens.is_within(&subject.tokens)
                        || !self.has_none(metric, *dimension, *member)
                    {
                        continue;
                    }
                    let split = Split {
                        of: self.term(metric, times.of_figures()),
                        by: Some(By::every(*dimension)),
                    };
                    self.add(Query::Split(split), operation, &subject, &times);
                    let all = asked
                        .iter()
                        .filter(|(other, _, _)| other == dimension)
                        .fold(Tokens::default(), |all, (_, _, own)| all.with(own));
                    self.mark(|candidate| candidate.tokens = candidate.tokens.with(&all));
                }
            }
        }
    }

    /// Whether a metric has no figures by a dimension, or none that narrow down what it is narrowed down to already.
    fn has_none(&self, metric: MetricId, dimension: DimensionId, member: Option<MemberId>) -> bool {
        let data = self.sight.dataset;
        let lacks = !data.dimensions_of(metric).contains(&dimension);
        let combines = !data.members_of(metric).is_empty()
            && data
                .members_of(metric)
                .iter()
                .all(|own| data.dimension_of(*own) != Some(dimension))
            && member.is_some_and(|member| data.narrowed(metric, &[member]).is_none());
        lacks || combines && !data.is_broken_down(metric, dimension)
    }
}
