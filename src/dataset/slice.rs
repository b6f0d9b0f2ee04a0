//! Metrics by members of dimensions: every combination of members that a metric has figures for is a metric of its own, derived from it.
//!
//! Whatever works on metrics works on them. Names that people use are not given to them: members and dimensions have their own.

use super::{Dataset, DimensionId, Member, MemberId, Metric, MetricId, UnitKind, capitalised};

impl Dataset {
    /// The metrics as the files name them, without those that are derived.
    pub fn own_metrics(&self) -> impl DoubleEndedIterator<Item = (MetricId, &Metric)> {
        let all = self.metrics.iter().enumerate();
        all.filter(|(_, metric)| metric.of.is_none())
            .map(|(at, metric)| (MetricId(at), metric))
    }

    /// A metric and all that are derived from it.
    pub fn with_slices(&self, metric: MetricId) -> impl Iterator<Item = MetricId> {
        let all = self.metrics.iter().enumerate();
        all.filter(move |(at, own)| *at == metric.0 || own.of == Some(metric))
            .map(|(at, _)| MetricId(at))
    }

    /// How many members of a dimension a metric has figures for.
    pub fn breadth(&self, metric: MetricId, dimension: DimensionId) -> usize {
        self.slices_with_figures(metric, dimension).count()
    }

    /// The metric that one is derived from; itself where it is derived from none.
    pub fn whole_of(&self, metric: MetricId) -> MetricId {
        let own = self.metrics.get(metric.0);
        own.and_then(|own| own.of).unwrap_or(metric)
    }

    /// The members by which a metric is narrowed down, in the order of its dimensions.
    pub fn members_of(&self, metric: MetricId) -> &[MemberId] {
        let own = self.metrics.get(metric.0);
        own.map_or(&[], |own| own.members.as_slice())
    }

    /// The dimensions that a metric is broken down by.
    pub fn dimensions_of(&self, metric: MetricId) -> &[DimensionId] {
        let whole = self.metrics.get(self.whole_of(metric).0);
        whole.map_or(&[], |whole| whole.by.as_slice())
    }

    /// The dimension of a member.
    pub fn dimension_of(&self, member: MemberId) -> Option<DimensionId> {
        Some(self.members.get(member.0)?.dimension)
    }

    /// The metric that has figures for just these members.
    pub fn slice(&self, metric: MetricId, members: &[MemberId]) -> Option<MetricId> {
        let whole = self.whole_of(metric);
        if members.is_empty() {
            return Some(whole);
        }
        let mut key = members.to_vec();
        key.sort_unstable();
        self.slices.get(&(whole, key)).copied()
    }

    /// A metric narrowed down by further members, each in the place of the one of its dimension that it may have.
    pub fn narrowed(&self, metric: MetricId, members: &[MemberId]) -> Option<MetricId> {
        let mut all: Vec<MemberId> = members.to_vec();
        let taken = |dimension| {
            let mut named = members.iter();
            named.any(|member| self.dimension_of(*member) == dimension)
        };
        let kept = self.members_of(metric).iter();
        all.extend(kept.filter(|member| !taken(self.dimension_of(**member))));
        self.slice(metric, &all)
    }

    /// The derived metrics that have figures, of all members of one level: below the member that the metric has already, else of the level that has most
    /// members, with those above it that have nothing below.
    pub fn slices_by(&self, metric: MetricId, dimension: DimensionId) -> Vec<MetricId> {
        if !self.dimensions_of(metric).contains(&dimension) {
            return Vec::new();
        }
        let found: Vec<(MemberId, MetricId)> =
            self.slices_with_figures(metric, dimension).collect();
        let level = self.fullest_level(&found);
        let inner: std::collections::HashSet<MemberId> = found
            .iter()
            .flat_map(|(member, _)| self.above(*member))
            .collect();
        let is_outermost = |member: MemberId| !inner.contains(&member);
        let on_level = found.iter().filter(|(member, _)| {
            let depth = self.depth(*member);
            depth == level || depth < level && is_outermost(*member)
        });
        on_level.map(|(_, metric)| *metric).collect()
    }

    /// The members below the one that a metric may have already, each with the metric narrowed down by it, where that has figures.
    fn slices_with_figures(
        &self,
        metric: MetricId,
        dimension: DimensionId,
    ) -> impl Iterator<Item = (MemberId, MetricId)> {
        let own = self.members_of(metric).iter().copied();
        let (above, others): (Vec<MemberId>, Vec<MemberId>) =
            own.partition(|member| self.dimension_of(*member) == Some(dimension));
        let members = self.members.iter().enumerate();
        members.filter_map(move |(at, member)| {
            let id = MemberId(at);
            let fits = member.dimension == dimension
                && above.first().is_none_or(|above| self.is_below(id, *above));
            if !fits {
                return None;
            }
            let mut members = others.clone();
            members.push(id);
            let slice = self.slice(metric, &members)?;
            self.figures_of(slice).next().map(|_| (id, slice))
        })
    }

    /// Whether a metric has figures for several members of a dimension, below the one that it may have already.
    pub fn is_broken_down(&self, metric: MetricId, dimension: DimensionId) -> bool {
        self.dimensions_of(metric).contains(&dimension)
            && self.slices_with_figures(metric, dimension).nth(1).is_some()
    }

    fn fullest_level(&self, found: &[(MemberId, MetricId)]) -> usize {
        let count = |level: usize| {
            let on_level = found
                .iter()
                .filter(|(member, _)| self.depth(*member) == level);
            on_level.count()
        };
        let deepest = found.iter().map(|(member, _)| self.depth(*member)).max();
        let levels = (0..=deepest.unwrap_or_default()).rev();
        levels.max_by_key(|level| count(*level)).unwrap_or_default()
    }

    /// The members that one is a part of, the nearest first.
    pub fn above(&self, member: MemberId) -> impl Iterator<Item = MemberId> {
        let next = |member: &MemberId| self.members.get(member.0)?.part_of;
        std::iter::successors(next(&member), next)
    }

    fn depth(&self, member: MemberId) -> usize {
        self.above(member).count()
    }

    /// Whether a member is a part of another, or of a part of it.
    pub fn is_below(&self, member: MemberId, other: MemberId) -> bool {
        self.above(member).any(|above| above == other)
    }

    /// Whether two metrics that are derived from one never count the same things: some dimension whose members add up tells them apart.
    pub fn tells_apart(&self, a: MetricId, b: MetricId) -> bool {
        let Some(whole) = self.metrics.get(self.whole_of(a).0) else {
            return false;
        };
        let of = |metric: MetricId, dimension: DimensionId| {
            let mut members = self.members_of(metric).iter().copied();
            members.find(|member| self.dimension_of(*member) == Some(dimension))
        };
        whole.adds_up.iter().any(|dimension| {
            let pair = of(a, *dimension).zip(of(b, *dimension));
            pair.is_some_and(|(a, b)| a != b && !self.is_below(a, b) && !self.is_below(b, a))
        })
    }

    /// The metric for these members, which stand in the order of the metric's dimensions; made where there is none yet.
    pub(super) fn slice_or_new(&mut self, whole: MetricId, members: Vec<MemberId>) -> MetricId {
        if let Some(known) = self.slice(whole, &members) {
            return known;
        }
        let id = MetricId(self.metrics.len());
        if let Some(own) = self.metrics.get(whole.0) {
            let derived = self.derived(whole, own, &members);
            self.metrics.push(derived);
        }
        let mut key = members;
        key.sort_unstable();
        self.slices.insert((whole, key), id);
        id
    }

    fn derived(&self, whole: MetricId, own: &Metric, members: &[MemberId]) -> Metric {
        let named = || {
            members
                .iter()
                .filter_map(|member| self.members.get(member.0))
        };
        let listed = |name: fn(&Member) -> &str, joint: &str| {
            named().map(name).collect::<Vec<_>>().join(joint)
        };
        let labels = listed(|member| &member.label, ", ");
        let sentence = own.sentence.as_ref();
        Metric {
            id: format!("{}@{}", own.id, listed(|member| &member.id, ",")),
            label: format!("{}, {labels}", own.label),
            short: format!("{} ({labels})", own.short),
            sentence: sentence.map(|sentence| format!("{}: {sentence}", capitalised(&labels))),
            part_of: Vec::new(),
            aliases: super::Names::new(),
            headline: false,
            position: self.metrics.len(),
            by: Vec::new(),
            adds_up: Vec::new(),
            of: Some(whole),
            members: members.to_vec(),
            ..own.clone()
        }
    }

    /// Gives each metric one for every single member of its dimensions, so that what has no figure is known to have none.
    pub(super) fn fill_slices(&mut self) {
        for at in 0..self.own_metrics().count() {
            let by = self.dimensions_of(MetricId(at)).to_vec();
            for member in (0..self.members.len()).map(MemberId) {
                if self
                    .dimension_of(member)
                    .is_some_and(|own| by.contains(&own))
                {
                    self.slice_or_new(MetricId(at), vec![member]);
                }
            }
        }
    }

    /// Declares the derived metrics parts of what they are parts of: of the whole, of members above, of other metrics of the same members.
    pub(super) fn tie_slices(&mut self) {
        let wholes: Vec<Vec<MetricId>> = (0..self.metrics.len())
            .map(|at| self.wholes_of_slice(MetricId(at)))
            .collect();
        for (metric, wholes) in self.metrics.iter_mut().zip(wholes) {
            if metric.of.is_some() {
                metric.part_of = wholes;
            }
        }
    }

    fn wholes_of_slice(&self, metric: MetricId) -> Vec<MetricId> {
        let Some((own, whole)) = self.metrics.get(metric.0).and_then(|own| {
            let whole = self.metrics.get(own.of?.0)?;
            Some((own, whole))
        }) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        self.raise(metric, whole, &own.members, &mut found);
        let beside = whole.part_of.iter();
        found.extend(beside.filter_map(|other| self.slice(*other, &own.members)));
        found
    }

    /// The nearest metrics of which some members, raised by one step each, are a part.
    fn raise(
        &self,
        metric: MetricId,
        whole: &Metric,
        members: &[MemberId],
        found: &mut Vec<MetricId>,
    ) {
        for (at, member) in members.iter().enumerate() {
            let Some(known) = self.members.get(member.0) else {
                continue;
            };
            let adds = whole.adds_up.contains(&known.dimension);
            if whole.kind == UnitKind::Percent || !adds && whole.kind != UnitKind::Count {
                continue;
            }
            let mut raised = members.to_vec();
            raised.splice(at..=at, known.part_of);
            match self.slice(metric, &raised) {
                Some(own) if !found.contains(&own) => found.push(own),
                Some(_) => {}
                None => self.raise(metric, whole, &raised, found),
            }
        }
    }
}
