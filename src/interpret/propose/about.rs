//! Candidates about what is known of figures, about events and statements, and replies in an intent's own words.

use super::{Proposals, Reply};
use crate::dataset::OutletId;
use crate::interpret::operation::Operation;
use crate::interpret::subjects::Origin;
use crate::interpret::tokens::Tokens;
use crate::query::{About, Cells, Query, Source, Topic, Window};
use crate::question::names::Target;

/// How many statements are taken up where several are named.
const STATEMENTS: usize = 3;

impl Proposals<'_> {
    fn about(&mut self, topic: Topic, operation: Operation, with_metrics: bool) {
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let of = Cells {
                    metrics: subject.metrics.clone(),
                    when: window(&times),
                    outlet: self.outlet(),
                };
                let about = About {
                    topic,
                    of,
                    entry: None,
                };
                self.add(Query::About(about), operation, &subject, &times);
            }
            if !with_metrics {
                let of = Cells {
                    metrics: Vec::new(),
                    when: window(&times),
                    outlet: self.outlet(),
                };
                let about = About {
                    topic,
                    of,
                    entry: None,
                };
                self.plain(Query::About(about), operation, times.tokens);
                let (origin, points) = (times.origin, times.points.len());
                self.mark(|candidate| {
                    candidate.when = origin;
                    candidate.points = points;
                });
            }
        }
    }

    pub(super) fn sources(&mut self) {
        let said = self.sight.hints.sources.iter().map(|hint| hint.says);
        let order = [Source::Link, Source::Official, Source::When, Source::Who];
        let said: Vec<Source> = said.collect();
        let want = order
            .into_iter()
            .find(|want| said.contains(want))
            .unwrap_or(Source::All);
        self.about(Topic::Sources(want), Operation::Sources, false);
        self.about_numbers(Topic::Sources(want), Operation::Sources);
        for (event, tokens) in self.named(|target| match target {
            Target::Event(event) => Some(event),
            _ => None,
        }) {
            let about = About {
                topic: Topic::Sources(want),
                of: Cells::default(),
                entry: Some(event),
            };
            self.plain(Query::About(about), Operation::Sources, tokens);
        }
    }

    /// What is known of figures that are named by their numbers.
    fn about_numbers(&mut self, topic: Topic, operation: Operation) {
        for (of, subject, times) in self.by_number() {
            let about = About {
                topic,
                of,
                entry: None,
            };
            self.add(Query::About(about), operation, &subject, &times);
        }
    }

    pub(super) fn definitions(&mut self) {
        self.about(Topic::Definition, Operation::Definition, true);
    }

    pub(super) fn coverage(&mut self) {
        self.about(Topic::Coverage, Operation::Coverage, false);
    }

    pub(super) fn comparisons(&mut self) {
        self.about(Topic::Comparable, Operation::Comparable, true);
    }

    pub(super) fn conflicts(&mut self) {
        self.about(Topic::Conflict, Operation::Conflict, true);
        let entries = self.named(|target| match target {
            Target::Conflict(conflict) => Some(conflict),
            _ => None,
        });
        let of_numbers: Vec<(usize, Tokens)> = self
            .sight
            .evidence
            .numbers
            .iter()
            .flat_map(|number| {
                let figures = number
                    .figures
                    .iter()
                    .filter_map(|id| self.sight.dataset.figures.get(id.0));
                figures.flat_map(|figure| {
                    figure
                        .conflicts
                        .iter()
                        .map(|conflict| (conflict.0, Tokens::of(number.tokens.clone())))
                })
            })
            .collect();
        for (entry, tokens) in entries.into_iter().chain(of_numbers) {
            let about = About {
                topic: Topic::Conflict,
                of: Cells::default(),
                entry: Some(entry),
            };
            self.plain(Query::About(about), Operation::Conflict, tokens);
        }
    }

    pub(super) fn about_outlets(&mut self) {
        for (outlet, tokens) in self.outlets.clone() {
            let about = About {
                topic: Topic::Outlet,
                of: Cells {
                    outlet: Some(outlet),
                    ..Cells::default()
                },
                entry: None,
            };
            self.plain(Query::About(about), Operation::Outlet, tokens);
        }
        if let Some(outlet) = self.outlet_spoken_of() {
            let about = About {
                topic: Topic::Outlet,
                of: Cells {
                    outlet: Some(outlet),
                    ..Cells::default()
                },
                entry: None,
            };
            self.plain(Query::About(about), Operation::Outlet, Tokens::default());
            self.mark(|candidate| candidate.when = Origin::Carried);
        }
    }

    /// The outlet of the figures that were spoken of.
    fn outlet_spoken_of(&self) -> Option<OutletId> {
        let last = self.sight.memory.last()?;
        let metrics = last.metrics();
        let dataset = self.sight.dataset;
        let figures = metrics
            .iter()
            .flat_map(|metric| dataset.figures_of(*metric));
        let mut of_last = figures.filter(|(_, figure)| last.periods.contains(&figure.period));
        of_last.next()?.1.originator
    }

    pub(super) fn events(&mut self) {
        let mut events = self.named(|target| match target {
            Target::Event(event) => Some(event),
            _ => None,
        });
        if let Some(Query::Event { event, .. }) = self.sight.memory.last().map(|turn| &turn.query) {
            events.push((*event, Tokens::default()));
        }
        if let [_] = self.sight.dataset.events.as_slice() {
            events.push((0, Tokens::default()));
        }
        for (event, tokens) in events {
            self.plain(
                Query::Event {
                    event,
                    detail: None,
                },
                Operation::Event,
                tokens,
            );
            let carried = tokens.is_empty();
            self.mark(|candidate| {
                candidate.when = if carried {
                    Origin::Carried
                } else {
                    Origin::Said
                };
            });
            for (detail, covered) in self.details(event) {
                let query = Query::Event {
                    event,
                    detail: Some(detail),
                };
                self.plain(query, Operation::Event, tokens.with(&covered));
                self.mark(|candidate| {
                    candidate.asked += 1;
                    candidate.when = if carried {
                        Origin::Carried
                    } else {
                        Origin::Said
                    };
                });
            }
        }
    }

    /// The details of an event whose words the question has.
    fn details(&self, event: usize) -> Vec<(usize, Tokens)> {
        let Some(event) = self.sight.dataset.events.get(event) else {
            return Vec::new();
        };
        let words = &self.sight.evidence.words;
        let mut found = Vec::new();
        for (at, detail) in event.details.iter().enumerate() {
            let names = detail
                .aliases
                .values()
                .flatten()
                .chain(std::iter::once(&detail.key));
            let mut best = Tokens::default();
            for name in names {
                let stems = crate::question::stems_of(name);
                let run = words.windows(stems.len().max(1)).position(|run| {
                    !stems.is_empty()
                        && run
                            .iter()
                            .zip(&stems)
                            .all(|(word, stem)| word.stem == *stem)
                });
                if let Some(start) = run
                    && Tokens::of(start..start + stems.len()).count() > best.count()
                {
                    best = Tokens::of(start..start + stems.len());
                }
            }
            if !best.is_empty() {
                found.push((at, best));
            }
        }
        found
    }

    pub(super) fn statements(&mut self, replies: &[Reply]) {
        self.topics(replies);
        let named = self.named(|target| match target {
            Target::Statement(statement) => Some(statement),
            _ => None,
        });
        let tokens = named
            .iter()
            .fold(Tokens::default(), |all, (_, tokens)| all.with(tokens));
        if let Some((first, own)) = named.first() {
            let topic = self.topic_of(*first);
            self.plain(Query::Statements(topic), Operation::Said, *own);
            self.mark(|candidate| candidate.when = Origin::Said);
        }
        if named.len() > 1 {
            let all = named
                .iter()
                .take(STATEMENTS)
                .map(|(statement, _)| *statement)
                .collect();
            self.plain(Query::Statements(all), Operation::Said, tokens);
            self.mark(|candidate| candidate.when = Origin::Said);
        }
        let all: Vec<usize> = (0..self.sight.dataset.statements.len().min(STATEMENTS)).collect();
        if !all.is_empty() {
            self.plain(Query::Statements(all), Operation::Said, Tokens::default());
            self.mark(|candidate| candidate.completed = true);
        }
        self.plain(
            Query::Statements(Vec::new()),
            Operation::Said,
            Tokens::default(),
        );
    }

    /// A statement, with the others on its topic behind it.
    fn topic_of(&self, first: usize) -> Vec<usize> {
        let statements = &self.sight.dataset.statements;
        let topic = statements.get(first).map(|statement| &statement.topic);
        let others = (0..statements.len()).filter(|at| {
            *at != first && statements.get(*at).map(|statement| &statement.topic) == topic
        });
        std::iter::once(first)
            .chain(others)
            .take(STATEMENTS)
            .collect()
    }

    pub(super) fn replies(&mut self, replies: &[Reply]) {
        for reply in replies.iter().filter(|reply| reply.said.is_empty()) {
            let query = Query::Reply(reply.id.clone());
            self.plain(query, Operation::Reply, Tokens::default());
            self.mark(|candidate| candidate.intent = Some(reply.intent));
        }
    }

    /// What was said on the topics of intents whose phrases fit.
    fn topics(&mut self, replies: &[Reply]) {
        for reply in replies.iter().filter(|reply| !reply.said.is_empty()) {
            let said = reply.said.iter().copied().take(STATEMENTS).collect();
            self.plain(Query::Statements(said), Operation::Said, Tokens::default());
            self.mark(|candidate| candidate.intent = Some(reply.intent));
        }
    }

    pub(super) fn exclusions(&mut self) {
        for (exclusion, tokens) in self.named(|target| match target {
            Target::Exclusion(exclusion) => Some(exclusion),
            _ => None,
        }) {
            self.plain(Query::Exclusion(exclusion), Operation::Nothing, tokens);
        }
    }
}

/// The periods that something is known about; all where none is said.
fn window(times: &crate::interpret::times::Times) -> Window {
    Window::of(times.of_series())
}
