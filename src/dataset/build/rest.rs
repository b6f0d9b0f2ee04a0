//! Builds what points at figures, sources and metrics: conflicts, gaps, statements, events, claims, exclusions, landmarks and parlance.

use super::{Builder, Text, text, texts};
use crate::dataset::collect::{Entry, Tables};
use crate::dataset::raw::{
    RawClaim, RawConflict, RawDetail, RawEvent, RawExclusion, RawFigure, RawGap, RawLandmark,
    RawParlance, RawStatement,
};
use crate::dataset::{
    Claim, ClaimKind, Conflict, ConflictId, Detail, Event, Exclusion, FigureId, Gap, Landmark,
    MetricId, Names, Parlance, SourceId, Statement, Value, claim, codes, period_text, value_text,
};
use crate::diagnostic::Diagnostic;
use crate::toml_file::{Cell, Spot};

impl Builder<'_> {
    /// What points at figures, once all of them are known.
    pub(in crate::dataset) fn rest(&mut self, tables: &Tables) {
        for entry in std::mem::take(&mut self.superseding) {
            self.supersedes(&entry);
        }
        for entry in &tables.conflict {
            let built = self.conflict(entry);
            self.conflicts.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.conflicts,
                self.problems,
            );
        }
        self.tie_conflicts();
        for entry in &tables.gap {
            let gap = self.gap(entry);
            self.data.gaps.extend(gap);
        }
        self.told(tables);
        for entry in &tables.claim {
            let claim = self.claim(entry);
            self.data.claims.extend(claim);
        }
        for entry in &tables.parlance {
            let parlance = self.parlance(entry);
            self.data.parlance.extend(parlance);
        }
    }

    /// What has an id that no other entry points at.
    fn told(&mut self, tables: &Tables) {
        let mut named = ["statement", "event", "exclusion", "landmark"].map(super::Index::new);
        let [statements, events, exclusions, landmarks] = &mut named;
        for entry in &tables.statement {
            let built = self.statement(entry);
            statements.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.statements,
                self.problems,
            );
        }
        for entry in &tables.event {
            let built = self.event(entry);
            events.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.events,
                self.problems,
            );
        }
        for entry in &tables.exclusion {
            let built = self.exclusion(entry);
            exclusions.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.exclusions,
                self.problems,
            );
        }
        for entry in &tables.landmark {
            let built = self.landmark(entry);
            landmarks.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.landmarks,
                self.problems,
            );
        }
    }

    /// Marks the figure that this one replaces.
    fn supersedes(&mut self, entry: &Entry<RawFigure>) {
        let (Some(id), Some(earlier)) = (&entry.raw.id, &entry.raw.supersedes) else {
            return;
        };
        let Some(own) = self.figures.find(entry, id).ok().flatten() else {
            return;
        };
        let Some(earlier_at) = self.find(entry, earlier, |builder| &builder.figures) else {
            return;
        };
        let place = entry.place(earlier.span());
        let own_metric = self.data.figures.get(own).map(|figure| figure.metric);
        let Some(replaced) = self.data.figures.get_mut(earlier_at) else {
            return;
        };
        let refusal = match replaced.superseded_by {
            _ if own == earlier_at => Some("a figure cannot supersede itself"),
            Some(_) => Some("two figures supersede the same one"),
            None if own_metric != Some(replaced.metric) => {
                Some("a figure can only supersede one of its own metric")
            }
            None => None,
        };
        match refusal {
            Some(refusal) => self
                .problems
                .push(Diagnostic::error(codes::SUPERSEDES, refusal).at(&place, "")),
            None => replaced.superseded_by = Some(FigureId(own)),
        }
    }

    fn conflict(&mut self, entry: &Entry<RawConflict>) -> Option<Conflict> {
        let raw = &entry.raw;
        let (id, about) = (
            self.id(entry, &raw.id),
            self.require(entry, "about", &raw.about),
        );
        let say = self.require(entry, "say", &raw.say);
        let figures: Vec<FigureId> = self
            .ids(entry, &raw.figures, |builder| &builder.figures)
            .into_iter()
            .map(FigureId)
            .collect();
        if raw.figures.is_empty() && !entry.refused.contains("figures") {
            self.report(
                entry,
                Diagnostic::error(
                    codes::EMPTY_CONFLICT,
                    "a conflict needs the figures that disagree",
                )
                .at(&entry.place(entry.header.clone()), "points at no figure")
                .help("add `figures = [\"…\", \"…\"]` with their ids"),
            );
        }
        if figures.is_empty() {
            return None;
        }
        let aliases = self.names(entry, &raw.aliases);
        Some(Conflict {
            id: id?,
            figures,
            about: about?,
            detail: text(&raw.detail),
            say: say?,
            aliases,
        })
    }

    /// Tells each figure in which conflicts it takes part.
    fn tie_conflicts(&mut self) {
        for (position, conflict) in self.data.conflicts.iter().enumerate() {
            for figure in &conflict.figures {
                if let Some(figure) = self.data.figures.get_mut(figure.0) {
                    figure.conflicts.push(ConflictId(position));
                }
            }
        }
    }

    fn gap(&mut self, entry: &Entry<RawGap>) -> Option<Gap> {
        let raw = &entry.raw;
        let (what, say) = (
            self.require(entry, "what", &raw.what),
            self.require(entry, "say", &raw.say),
        );
        let metrics = self
            .ids(entry, &raw.metrics, |builder| &builder.metrics)
            .into_iter()
            .map(MetricId)
            .collect();
        let years = raw
            .years
            .iter()
            .flat_map(|years| self.years(entry, years))
            .collect();
        let aliases = self.names(entry, &raw.aliases);
        (!entry.broken).then_some(Gap {
            what: what?,
            say: say?,
            metrics,
            years,
            aliases,
        })
    }

    /// The years of `1992` or `"1991..1994"`.
    pub(super) fn years<T>(&mut self, entry: &Entry<T>, written: &Spot<Cell>) -> Vec<i16> {
        let Some(period) = period_text::parse_period(&written.get().to_string()) else {
            self.report(
                entry,
                Diagnostic::error(codes::PERIOD, "these are no years")
                    .at(&entry.place(written.span()), "cannot be read")
                    .help("write `1992` or `\"1991..1994\"`"),
            );
            return Vec::new();
        };
        (period.from.year()..=period.to.year()).collect()
    }

    fn statement(&mut self, entry: &Entry<RawStatement>) -> Option<Statement> {
        let raw = &entry.raw;
        let (id, topic) = (
            self.id(entry, &raw.id),
            self.require(entry, "topic", &raw.topic),
        );
        let said = self.require(entry, "text", &raw.text);
        let attributed_to = self.require(entry, "attributed_to", &raw.attributed_to);
        let originator = self.optional_outlet(entry, &raw.originator);
        let source = self.source_of(entry, &raw.source);
        let also = self
            .ids(entry, &raw.also, |builder| &builder.sources)
            .into_iter()
            .map(SourceId)
            .collect();
        let aliases = self.names(entry, &raw.aliases);
        Some(Statement {
            id: id?,
            topic: topic?,
            text: said?,
            attributed_to: attributed_to?,
            originator: originator.ok()?,
            source: source?,
            also,
            caveat: text(&raw.caveat),
            aliases,
        })
    }

    fn source_of<T>(&mut self, entry: &Entry<T>, id: &Text) -> Option<SourceId> {
        self.require(entry, "source", id)?;
        self.find(entry, id.as_ref()?, |builder| &builder.sources)
            .map(SourceId)
    }

    fn event(&mut self, entry: &Entry<RawEvent>) -> Option<Event> {
        let raw = &entry.raw;
        let (id, name) = (
            self.id(entry, &raw.id),
            self.require(entry, "name", &raw.name),
        );
        let summary = self.require(entry, "summary", &raw.summary);
        let confidence = self.require_copy(entry, "confidence", raw.confidence.as_ref());
        self.require(entry, "originator", &raw.originator);
        let originator = self.optional_outlet(entry, &raw.originator).ok().flatten();
        let sources: Vec<SourceId> = self
            .ids(entry, &raw.sources, |builder| &builder.sources)
            .into_iter()
            .map(SourceId)
            .collect();
        if raw.sources.is_empty() {
            self.missing(
                entry,
                "sources",
                codes::NO_SOURCE,
                "an event needs a source",
                "add `sources = [\"…\"]` with the ids of the pages that carry it",
            );
        }
        let details = raw
            .details
            .iter()
            .filter_map(|detail| self.detail(entry, detail))
            .collect();
        let aliases = self.names(entry, &raw.aliases);
        let event = Event {
            id: id?,
            name: name?,
            summary: summary?,
            details,
            disputes: texts(&raw.disputes),
            originator: originator?,
            sources,
            confidence: confidence?,
            caveat: text(&raw.caveat),
            aliases,
        };
        (!event.sources.is_empty()).then_some(event)
    }

    fn detail(&mut self, entry: &Entry<RawEvent>, detail: &Spot<RawDetail>) -> Option<Detail> {
        let raw = detail.get();
        for (key, value) in [("key", &raw.key), ("text", &raw.text)] {
            if value.is_none() && !entry.refused.contains("details") {
                self.report(
                    entry,
                    Diagnostic::error(codes::MISSING_KEY, format!("`{key}` is missing"))
                        .at(&entry.place(detail.span()), "in this detail")
                        .help("a detail has `key`, `text` and `aliases`"),
                );
            }
        }
        let aliases = self.names(entry, &raw.aliases);
        Some(Detail {
            key: raw.key.as_ref()?.get().clone(),
            text: raw.text.as_ref()?.get().clone(),
            aliases,
        })
    }

    fn exclusion(&mut self, entry: &Entry<RawExclusion>) -> Option<Exclusion> {
        let raw = &entry.raw;
        let (id, say) = (
            self.id(entry, &raw.id),
            self.require(entry, "say", &raw.say),
        );
        let aliases = self.names(entry, &raw.aliases);
        Some(Exclusion {
            id: id?,
            say: say?,
            aliases,
        })
    }

    fn landmark(&mut self, entry: &Entry<RawLandmark>) -> Option<Landmark> {
        const FORMS: &str =
            "write `date = \"1997-03-02\"`, or \"1997-03\" where the day does not matter";
        let raw = &entry.raw;
        let id = self.id(entry, &raw.id);
        let aliases = self.names(entry, &raw.aliases);
        let Some(written) = &raw.date else {
            self.missing(
                entry,
                "date",
                codes::MISSING_KEY,
                "a landmark needs its date",
                FORMS,
            );
            return None;
        };
        let date = period_text::parse_landmark(&written.get().to_string());
        if date.is_none() {
            self.report(
                entry,
                Diagnostic::error(codes::PERIOD, "this is no date")
                    .at(&entry.place(written.span()), "not a day or a month")
                    .help(FORMS),
            );
        }
        self.check_has_aliases(entry, &aliases);
        Some(Landmark {
            id: id?,
            date: date?,
            aliases,
        })
    }

    /// A date without words for it is never found.
    fn check_has_aliases(&mut self, entry: &Entry<RawLandmark>, aliases: &Names) {
        if aliases.is_empty() {
            self.missing(
                entry,
                "aliases",
                codes::MISSING_KEY,
                "a landmark needs the words people use for it",
                "add a line such as `aliases.en = [\"the great storm\"]`",
            );
        }
    }

    fn parlance(&mut self, entry: &Entry<RawParlance>) -> Option<Parlance> {
        let raw = &entry.raw;
        let start = self.require_copy(entry, "start", raw.start.as_ref());
        self.require(entry, "words", &raw.words);
        let metric = match &raw.metric {
            Some(id) => Some(self.any_metric(entry, id)?),
            None => None,
        };
        let words = raw.words.as_ref()?;
        match Parlance::new(metric, start?, words.get()) {
            Ok(parlance) => Some(parlance),
            Err(line) => {
                let message = format!("`{}` is no word with its worth", line.trim());
                self.report(
                    entry,
                    Diagnostic::error(codes::PARLANCE, message)
                        .at(&entry.place(words.span()), "in these lines")
                        .help("each line is a word or two and a number, as in `found guilti 0.82`; what is learned is not to be edited by hand"),
                );
                None
            }
        }
    }

    /// A metric by its id, also one that is derived from another by members.
    fn any_metric(&mut self, entry: &Entry<RawParlance>, id: &Spot<String>) -> Option<MetricId> {
        let mut metrics = self.data.metrics.iter();
        let derived = metrics.position(|metric| metric.id == *id.get());
        let found = derived.or_else(|| self.find(entry, id, |builder| &builder.metrics));
        found.map(MetricId)
    }

    fn claim(&mut self, entry: &Entry<RawClaim>) -> Option<Claim> {
        let raw = &entry.raw;
        self.require(entry, "figure", &raw.figure);
        let figure = raw
            .figure
            .as_ref()
            .and_then(|id| self.find(entry, id, |builder| &builder.figures));
        let kind = self.require_copy(entry, "kind", raw.kind.as_ref());
        let said = self.require(entry, "text", &raw.text);
        let source = self.source_of(entry, &raw.source);
        let originator = self.optional_outlet(entry, &raw.originator);
        let base = raw
            .base
            .as_ref()
            .map(|id| self.find(entry, id, |builder| &builder.figures));
        let parts = self.ids(entry, &raw.parts, |builder| &builder.figures);
        let value = self.claim_value(entry);
        let complete = self.claim_is_complete(entry, kind?, parts.len());
        let built = Claim {
            figure: FigureId(figure?),
            base: base.map_or(Some(None), |base| base.map(|base| Some(FigureId(base))))?,
            parts: parts.into_iter().map(FigureId).collect(),
            kind: kind?,
            value,
            text: said?,
            originator: originator.ok()?,
            source: source?,
            holds: true,
        };
        (complete && !entry.broken).then(|| self.recompute(entry, built))
    }

    fn claim_value(&mut self, entry: &Entry<RawClaim>) -> Option<Value> {
        let written = entry.raw.value.as_ref()?;
        let value = value_text::parse_value(&written.get().to_string());
        if value.is_none() {
            self.report(
                entry,
                Diagnostic::error(codes::VALUE, "this is no value")
                    .at(&entry.place(written.span()), "cannot be read")
                    .help(value_text::FORMS),
            );
        }
        value
    }

    /// A sum needs its parts, everything else a base and a value.
    fn claim_is_complete(
        &mut self,
        entry: &Entry<RawClaim>,
        kind: ClaimKind,
        parts: usize,
    ) -> bool {
        let raw = &entry.raw;
        let needed: &[(&str, bool)] = match kind {
            ClaimKind::Sum => &[("parts", !raw.parts.is_empty())],
            _ => &[("base", raw.base.is_some()), ("value", raw.value.is_some())],
        };
        for (key, _) in needed.iter().filter(|(_, there)| !there) {
            self.missing(
                entry,
                key,
                codes::MISSING_KEY,
                &format!("`{key}` is missing"),
                "a sum has `parts`, any other claim `base` and `value`",
            );
        }
        needed.iter().all(|(_, there)| *there) && parts == raw.parts.len()
    }

    /// Computes what is claimed, and warns if it comes out otherwise than the entry says.
    fn recompute(&mut self, entry: &Entry<RawClaim>, mut built: Claim) -> Claim {
        let Some(result) = claim::recompute(&built, &self.data) else {
            return built;
        };
        let expected = entry.raw.agrees.as_ref().is_none_or(|agrees| *agrees.get());
        built.holds = result.holds;
        if result.holds != expected {
            let message = format!(
                "the claim says {}, the figures give {}",
                result.claimed, result.computed
            );
            let help = if result.holds {
                "remove `agrees = false`"
            } else {
                "correct the claim, or write `agrees = false` if it is printed like this"
            };
            let place = entry
                .raw
                .text
                .as_ref()
                .map_or(entry.header.clone(), Spot::span);
            self.report(
                entry,
                Diagnostic::warning(codes::CLAIM, message)
                    .at(&entry.place(place), "")
                    .help(help),
            );
        }
        built
    }
}
