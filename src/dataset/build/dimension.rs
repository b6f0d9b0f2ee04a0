//! Builds dimensions and their members, and finds the members that metrics and figures name.

use super::{Builder, Index};
use crate::dataset::collect::{Entry, Tables};
use crate::dataset::raw::{RawDimension, RawFigure, RawMember, RawMetric};
use crate::dataset::{Dimension, DimensionId, Member, MemberId, MetricId, codes};
use crate::diagnostic::Diagnostic;
use crate::toml_file::Spot;

impl Builder<'_> {
    pub(super) fn dimensions(&mut self, tables: &Tables) {
        for entry in &tables.dimension {
            let built = self.dimension(entry);
            self.dimensions.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.dimensions,
                self.problems,
            );
        }
        let dimensions = self.data.dimensions.iter();
        self.members = dimensions.map(|_| Index::new("member")).collect();
        for entry in &tables.member {
            self.member(entry);
        }
        for entry in &tables.member {
            self.member_part(entry);
        }
        self.member_circles(&tables.member);
    }

    fn dimension(&mut self, entry: &Entry<RawDimension>) -> Option<Dimension> {
        let raw = &entry.raw;
        let (id, label) = (
            self.id(entry, &raw.id),
            self.require(entry, "label", &raw.label),
        );
        let aliases = self.names(entry, &raw.aliases);
        Some(Dimension {
            id: id?,
            label: label?,
            aliases,
        })
    }

    /// Takes in a member under its id, which is its own within the dimension.
    fn member(&mut self, entry: &Entry<RawMember>) {
        let raw = &entry.raw;
        let (id, label) = (
            self.id(entry, &raw.id),
            self.require(entry, "label", &raw.label),
        );
        let aliases = self.names(entry, &raw.aliases);
        self.require(entry, "dimension", &raw.dimension);
        let Some(dimension) = self.member_dimension(entry) else {
            return;
        };
        let built = id.zip(label).map(|(id, label)| Member {
            id,
            label,
            dimension,
            part_of: None,
            aliases,
        });
        let (members, problems) = (&mut self.data.members, &mut *self.problems);
        if let Some(index) = self.members.get_mut(dimension.0) {
            index.add(entry, &raw.id, built, members, problems);
        }
    }

    fn member_dimension(&mut self, entry: &Entry<RawMember>) -> Option<DimensionId> {
        let named = entry.raw.dimension.as_ref()?;
        self.find(entry, named, |builder| &builder.dimensions)
            .map(DimensionId)
    }

    /// The position of a member of a dimension; one that does not exist is reported.
    fn find_member<T>(
        &mut self,
        entry: &Entry<T>,
        dimension: DimensionId,
        id: &Spot<String>,
    ) -> Option<MemberId> {
        let index = self.members.get(dimension.0)?;
        match index.find(entry, id) {
            Ok(found) => found.map(MemberId),
            Err(problem) => {
                self.report(entry, *problem);
                None
            }
        }
    }

    fn member_part(&mut self, entry: &Entry<RawMember>) {
        let raw = &entry.raw;
        let known = raw.dimension.as_ref().and_then(|dimension| {
            let found = self.dimensions.find(entry, dimension);
            found.ok().flatten().map(DimensionId)
        });
        let (Some(dimension), Some(above), Some(id)) = (known, &raw.part_of, &raw.id) else {
            return;
        };
        let Some(above) = self.find_member(entry, dimension, above) else {
            return;
        };
        let index = self.members.get(dimension.0);
        let own = index.and_then(|index| index.find(entry, id).ok().flatten());
        if let Some(own) = own.and_then(|own| self.data.members.get_mut(own)) {
            own.part_of = Some(above);
        }
    }

    /// Breaks every circle of `part_of`, so that whoever follows it comes to an end.
    fn member_circles(&mut self, entries: &[Entry<RawMember>]) {
        for at in 0..self.data.members.len() {
            let start = MemberId(at);
            let all = self.data.members.len();
            if !self.data.above(start).take(all).any(|above| above == start) {
                continue;
            }
            let Some(member) = self.data.members.get_mut(at) else {
                continue;
            };
            member.part_of = None;
            let id = member.id.clone();
            let entry = entries.iter().find(|entry| {
                let own = entry.raw.id.as_ref().map(Spot::get);
                own == Some(&id) && entry.raw.part_of.is_some()
            });
            if let Some((entry, part_of)) =
                entry.and_then(|entry| Some((entry, entry.raw.part_of.as_ref()?)))
            {
                self.report(
                    entry,
                    Diagnostic::error(codes::PART_OF_CYCLE, "this member is a part of itself")
                        .at(
                            &entry.place(part_of.span()),
                            "its `part_of` leads back here",
                        )
                        .help("remove the `part_of` that points from the whole to the part"),
                );
            }
        }
    }

    /// The dimensions that a metric is broken down by, and those of them that add up.
    pub(super) fn broken_down(
        &mut self,
        entry: &Entry<RawMetric>,
    ) -> (Vec<DimensionId>, Vec<DimensionId>) {
        let raw = &entry.raw;
        let by = self.ids(entry, &raw.by, |builder| &builder.dimensions);
        let mut adds_up = Vec::new();
        for id in &raw.adds_up {
            if raw.by.iter().any(|by| by.get() == id.get()) {
                let found = self.dimensions.find(entry, id);
                adds_up.extend(found.ok().flatten().map(DimensionId));
                continue;
            }
            let message = format!("the metric is not broken down by `{}`", id.get());
            self.report(
                entry,
                Diagnostic::error(codes::DIMENSION, message)
                    .at(&entry.place(id.span()), "not in `by`")
                    .help("`adds_up` names dimensions that stand in `by`: add it there, or take it out here"),
            );
        }
        (by.into_iter().map(DimensionId).collect(), adds_up)
    }

    /// The members that a figure is for, in the order of its metric's dimensions; nothing where one is no member of them.
    pub(super) fn figure_members(
        &mut self,
        entry: &Entry<RawFigure>,
        metric: MetricId,
    ) -> Option<Vec<MemberId>> {
        if entry.refused.contains("members") {
            return None;
        }
        let named = &entry.raw.members;
        if named.is_empty() {
            return Some(Vec::new());
        }
        let by = self.data.metrics.get(metric.0)?.by.clone();
        let mut found = Vec::new();
        let mut sound = true;
        for dimension in &by {
            let id = self.data.dimensions.get(dimension.0).map(|own| &own.id);
            if let Some(member) = id.and_then(|id| named.get(id)) {
                let member = self.find_member(entry, *dimension, member);
                sound &= member.is_some();
                found.extend(member);
            }
        }
        for (dimension, member) in named {
            let is_known = |by: &DimensionId| {
                let own = self.data.dimensions.get(by.0);
                own.is_some_and(|own| own.id == *dimension)
            };
            if !by.iter().any(is_known) {
                sound = false;
                self.not_broken_down(entry, metric, dimension, member);
            }
        }
        sound.then_some(found)
    }

    fn not_broken_down(
        &mut self,
        entry: &Entry<RawFigure>,
        metric: MetricId,
        dimension: &str,
        member: &Spot<String>,
    ) {
        let Some(metric) = self.data.metrics.get(metric.0) else {
            return;
        };
        let name = |by: &DimensionId| {
            let own = self.data.dimensions.get(by.0)?;
            Some(format!("`{}`", own.id))
        };
        let known: Vec<String> = metric.by.iter().filter_map(name).collect();
        let message = format!(
            "the metric `{}` is not broken down by `{dimension}`",
            metric.id
        );
        let mut dimensions = self.data.dimensions.iter();
        let help = match (dimensions.any(|own| own.id == dimension), known.is_empty()) {
            (true, _) => {
                format!("add `{dimension}` to the metric's `by`, or take it out of `members`")
            }
            (false, true) => format!(
                "add a `[[dimension]]` with the id `{dimension}` and its `[[member]]`s, and `by = [\"{dimension}\"]` to the metric"
            ),
            (false, false) => format!("its dimensions are {}", known.join(", ")),
        };
        self.report(
            entry,
            Diagnostic::error(codes::DIMENSION, message)
                .at(
                    &entry.place(member.span()),
                    "a member of no dimension of it",
                )
                .help(help),
        );
    }
}
