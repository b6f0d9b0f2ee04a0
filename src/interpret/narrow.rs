//! Metrics joined with the members that a question names: "rescues" and "the North" are one subject.
//!
//! It must not choose between a metric and what it is joined to: both are subjects.

use super::members::{Members, Named};
use super::memory::Memory;
use super::subjects::{Origin, Subject};
use super::tokens::Tokens;
use crate::dataset::{Dataset, DimensionId, MemberId, MetricId};

/// The most metrics of a subject that members are multiplied into.
const MOST: usize = 8;

/// Subjects of metrics narrowed down by members, for those whose metrics have the dimensions of members that are named.
pub(super) fn narrowed(
    subjects: &[Subject],
    members: &Members,
    memory: &Memory,
    dataset: &Dataset,
) -> Vec<Subject> {
    let mut found = Vec::new();
    if members.named.is_empty() {
        let before = carried_members(memory, dataset);
        let named = subjects.iter().filter(|own| own.origin == Origin::Said);
        found.extend(named.filter_map(|own| with_carried(own, &before, dataset)));
        return found;
    }
    for subject in subjects
        .iter()
        .filter(|subject| subject.origin != Origin::Implied)
    {
        let joined = joined(subject, &members.named, dataset);
        found.extend(joined.iter().filter_map(|own| beside(subject, own)));
        found.extend(joined);
        found.extend(rivals(subject, members, dataset));
    }
    found
}

/// The members of the answer before, where all of it was about them.
fn carried_members(memory: &Memory, dataset: &Dataset) -> Vec<MemberId> {
    let before = memory.last().map(super::memory::Turn::metrics);
    match before.unwrap_or_default().as_slice() {
        [only] => dataset.members_of(*only).to_vec(),
        _ => Vec::new(),
    }
}

/// A metric that is named, with the members of the answer before.
fn with_carried(subject: &Subject, before: &[MemberId], dataset: &Dataset) -> Option<Subject> {
    let [metric] = subject.metrics.as_slice() else {
        return None;
    };
    let slice = dataset.narrowed(*metric, before)?;
    (slice != *metric).then(|| Subject {
        metrics: vec![slice],
        origin: Origin::Carried,
        ..subject.clone()
    })
}

/// The metric that was spoken of beside the one that takes its place: "compared with the South?".
fn beside(subject: &Subject, joined: &Subject) -> Option<Subject> {
    match (subject.metrics.as_slice(), joined.metrics.as_slice()) {
        ([before], [own]) if subject.origin == Origin::Carried && before != own => Some(Subject {
            metrics: vec![*before, *own],
            ..joined.clone()
        }),
        _ => None,
    }
}

/// A subject with the members that are named: all of them together, else each alone.
fn joined(subject: &Subject, named: &[Named], dataset: &Dataset) -> Vec<Subject> {
    let groups = groups(subject, named, dataset);
    if groups.is_empty() {
        return Vec::new();
    }
    if let Some(all) = together(subject, &groups, dataset) {
        return vec![all];
    }
    let each = groups.iter().flatten();
    each.filter_map(|one| together(subject, &[vec![*one]], dataset))
        .collect()
}

/// The named members of dimensions that all metrics of a subject have, by dimension; none whose words name the subject itself.
fn groups(subject: &Subject, named: &[Named], dataset: &Dataset) -> Vec<Vec<Named>> {
    let has = |dimension: DimensionId| {
        let mut metrics = subject.metrics.iter();
        metrics.all(|metric| dataset.dimensions_of(*metric).contains(&dimension))
    };
    let mut groups: Vec<Vec<Named>> = Vec::new();
    for one in named {
        if !has(one.dimension) || one.tokens.is_within(&subject.tokens) {
            continue;
        }
        let of_dimension = |group: &&mut Vec<Named>| {
            group
                .first()
                .is_some_and(|first| first.dimension == one.dimension)
        };
        match groups.iter_mut().find(of_dimension) {
            Some(group) if group.iter().any(|known| known.member == one.member) => {}
            Some(group) => group.push(*one),
            None => groups.push(vec![*one]),
        }
    }
    groups
}

/// The metrics narrowed down by the members of each group: by all of its own, one after the other.
fn together(subject: &Subject, groups: &[Vec<Named>], dataset: &Dataset) -> Option<Subject> {
    let (one, several): (Vec<&Vec<Named>>, Vec<&Vec<Named>>) =
        groups.iter().partition(|group| group.len() == 1);
    let fixed: Vec<MemberId> = one.iter().flat_map(|group| ids(group)).collect();
    let narrow = |metric: &MetricId, members: &[MemberId]| dataset.narrowed(*metric, members);
    let start: Option<Vec<MetricId>> = if several.is_empty() {
        let all = subject.metrics.iter();
        all.map(|metric| narrow(metric, &fixed)).collect()
    } else {
        Some(subject.metrics.clone())
    };
    let mut metrics = start?;
    for group in &several {
        let members: Vec<MemberId> = ids(group).collect();
        let alternate = metrics.len() == members.len()
            && subject.tokens.last() > group.first().and_then(|first| first.tokens.first());
        let with = |metric: &MetricId, member: &MemberId| {
            let mut all = fixed.clone();
            all.push(*member);
            narrow(metric, &all)
        };
        let next: Option<Vec<MetricId>> = if alternate {
            let pairs = metrics.iter().zip(&members);
            pairs.map(|(metric, member)| with(metric, member)).collect()
        } else {
            let pairs = metrics
                .iter()
                .flat_map(|metric| members.iter().map(move |member| (metric, member)));
            pairs.map(|(metric, member)| with(metric, member)).collect()
        };
        metrics = next.filter(|next| next.len() <= MOST)?;
    }
    metrics.dedup();
    let used = || groups.iter().flatten();
    let tokens = used().fold(Tokens::default(), |all, one| all.with(&one.tokens));
    let recall = used().map(|one| one.recall).fold(1.0, f32::min);
    let is_said = !subject.tokens.is_empty();
    Some(Subject {
        metrics,
        origin: subject.origin,
        recall: if is_said {
            recall.min(subject.recall)
        } else {
            recall
        },
        lead: subject.lead,
        tokens: tokens.with(&subject.tokens),
    })
}

fn ids(group: &[Named]) -> impl Iterator<Item = MemberId> {
    group.iter().map(|one| one.member)
}

/// The same with members that share words with one that is named, each in its place.
fn rivals(subject: &Subject, members: &Members, dataset: &Dataset) -> Vec<Subject> {
    let swapped = |rival: &Named| {
        let others = members.named.iter();
        let mut all: Vec<Named> = others
            .filter(|one| !one.tokens.meets(&rival.tokens))
            .copied()
            .collect();
        all.push(*rival);
        all.sort_by_key(|one| one.tokens.first());
        joined(subject, &all, dataset)
    };
    members.rivals.iter().flat_map(swapped).collect()
}
