//! Which ids the entries of all tables get, and what stands in more than one of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Counted;
use super::entry::Entry;
use super::ids::{Taken, slug};
use super::names::{Named, language, tell_apart};
use super::totals;
use crate::dataset::Value;
use crate::diagnostic::Diagnostic;
use crate::import::codes;
use crate::import::number::Said;
use crate::import::period::Stretch;
use crate::import::problems::Problems;

/// Who published tables.
#[derive(Debug)]
pub(super) struct Outlet {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) is_new: bool,
}

/// The page of a table.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) outlet: String,
    /// Whether no table before it has the same page.
    pub(super) is_first: bool,
}

/// The entries to be written.
#[derive(Debug, Default)]
pub(in crate::import) struct Plan {
    pub(super) outlets: Vec<Outlet>,
    /// For each table its page.
    pub(super) sources: Vec<Source>,
    pub(in crate::import) metrics: Vec<Named>,
    /// For each table the positions of its metrics.
    pub(in crate::import) metric_of: Vec<Vec<usize>>,
    /// Figures that another table has already, as table, row and column.
    pub(super) repeated: HashSet<(usize, usize, usize)>,
}

impl Plan {
    pub(in crate::import) fn of(
        tables: &[Counted],
        taken: &Taken,
        problems: &mut Problems,
    ) -> Self {
        let mut plan = Self::default();
        let mut ids = taken.ids();
        for counted in tables {
            plan.source(counted, taken, &mut ids);
        }
        let mut known: HashMap<(String, String), usize> = HashMap::new();
        for counted in tables {
            alike(counted, problems);
            let metrics = counted.tally.metrics.iter().map(|metric| {
                let mut named = Named::of(counted, metric);
                let key = (named.label.to_lowercase(), named.unit.clone());
                *known.entry(key).or_insert_with(|| {
                    named.id = ids.free(slug(&named.short, "metric"));
                    plan.metrics.push(named);
                    plan.metrics.len() - 1
                })
            });
            let metrics = metrics.collect();
            plan.metric_of.push(metrics);
        }
        tell_apart(&mut plan.metrics);
        let wholes = totals::wholes(&plan, tables);
        let of = |whole: Option<usize>| Some(plan.metrics.get(whole?)?.id.clone());
        let wholes: Vec<Option<String>> = wholes.into_iter().map(of).collect();
        for (metric, whole) in plan.metrics.iter_mut().zip(wholes) {
            metric.part_of = whole;
        }
        if tables.len() > 1 {
            plan.compare(tables, problems);
        }
        plan
    }

    fn source(&mut self, counted: &Counted, taken: &Taken, ids: &mut super::ids::Ids) {
        let options = &counted.table.options;
        let name = options.outlet.trim();
        let outlet = if let Some(outlet) = self.outlets.iter().find(|outlet| outlet.name == name) {
            outlet.id.clone()
        } else {
            let known = taken.outlets.get(&name.to_lowercase());
            let id = known
                .cloned()
                .unwrap_or_else(|| ids.free(slug(name, "outlet")));
            self.outlets.push(Outlet {
                id: id.clone(),
                name: name.to_owned(),
                is_new: known.is_none(),
            });
            id
        };
        let title = options.title.trim().to_owned();
        let same = self
            .sources
            .iter()
            .find(|source| source.is_first && source.title == title && source.outlet == outlet);
        let source = match same {
            Some(same) => Source {
                id: same.id.clone(),
                title,
                outlet,
                is_first: false,
            },
            None => Source {
                id: ids.free(slug(
                    &format!("{} {}", options.outlet, options.published),
                    "table",
                )),
                title,
                outlet,
                is_first: true,
            },
        };
        self.sources.push(source);
    }

    /// Finds figures that stand in two tables.
    fn compare(&mut self, tables: &[Counted], problems: &mut Problems) {
        let mut first: HashMap<(usize, Stretch), (Value, String)> = HashMap::new();
        let mut repeated = HashSet::new();
        for (at, Counted { table, tally }) in tables.iter().enumerate() {
            table.visit(&mut |found| {
                let Ok(Said::Number(read)) = &found.said else {
                    return;
                };
                let own = tally.metric_of.get(&table.metric_key(found.at, found.slot));
                let metric = own
                    .and_then(|own| self.metric_of.get(at)?.get(*own))
                    .copied();
                let (Some(metric), false) =
                    (metric, tally.skipped.contains(&(found.at, found.slot)))
                else {
                    return;
                };
                let place = || {
                    table
                        .grid
                        .place(found.row, table.layout.slots[found.slot].column)
                };
                let key = (metric, found.moment.when.stretch);
                match first.get(&key) {
                    None => {
                        first.insert(key, (read.value, place()));
                    }
                    Some((value, other)) => {
                        repeated.insert((at, found.at, found.slot));
                        let period = found.moment.when.shown();
                        problems.add(
                            "numbers of two tables",
                            twice(&place(), other, &period, (read.value, *value)),
                        );
                    }
                }
            });
        }
        self.repeated = repeated;
    }

    /// The `[dataset]` table.
    pub(super) fn subject(&self, tables: &[Counted]) -> String {
        let mut titles: Vec<&str> = tables
            .iter()
            .map(|counted| counted.table.options.title.trim())
            .collect();
        titles.dedup();
        let title = titles.join(", ");
        let mut entry = Entry::single("dataset");
        entry
            .text("title", &title)
            .text("scope", &format!("figures on {title}"))
            .list("suggestions", &self.suggestions(tables))
            .text("vocabulary", "open");
        let beside = self.words_beside(&title, tables);
        if !beside.is_empty() {
            entry.list(&format!("subject.{}", language(&title)), &beside);
        }
        entry.finish()
    }

    fn suggestions(&self, tables: &[Counted]) -> Vec<String> {
        let ends = tables
            .first()
            .and_then(|counted| counted.table.times.ends());
        let (Some(metric), Some((first, last))) = (self.metrics.first(), ends) else {
            return Vec::new();
        };
        let (name, first, last) = (&metric.short, first.shown(), last.shown());
        let mut all = vec![format!("{name} in {last}?")];
        if first != last {
            all.push(format!("How did {name} change from {first} to {last}?"));
            all.push(format!("In which year was {name} highest?"));
        }
        all
    }

    /// Words of the titles, and of what all rows share, that name no metric: they tell the metrics apart from nothing.
    fn words_beside(&self, title: &str, tables: &[Counted]) -> Vec<String> {
        let words = |text: &str| -> Vec<String> {
            let words = text
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_lowercase);
            words.filter(|word| word.chars().count() > 3).collect()
        };
        let named: BTreeSet<String> = self
            .metrics
            .iter()
            .flat_map(|metric| words(&metric.short))
            .collect();
        let shared = tables
            .iter()
            .flat_map(|counted| &counted.table.constants)
            .map(|constant| constant.value.as_str());
        let all: BTreeSet<String> = std::iter::once(title)
            .chain(shared)
            .flat_map(words)
            .collect();
        let digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        all.into_iter()
            .filter(|word| !named.contains(word) && !digits(word))
            .collect()
    }
}

/// Two metrics of one table that would have one name are not told apart by anybody.
fn alike(counted: &Counted, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for metric in &counted.tally.metrics {
        let named = Named::of(counted, metric);
        if !seen.insert((named.label.to_lowercase(), named.unit.clone())) {
            let place = counted
                .table
                .grid
                .place_of_row(counted.table.frame.body[metric.at]);
            let message = format!("{place}: the name `{}` stands for two things", named.label);
            let problem = Diagnostic::error(codes::HEADER, message);
            problems.add(
                "names that stand for two things",
                problem.help("let names differ in more than capital letters, and leave none blank"),
            );
        }
    }
}

fn twice(place: &str, other: &str, period: &str, (value, known): (Value, Value)) -> Diagnostic {
    if value == known {
        let message = format!(
            "{place}: the number for {period} stands at {other} already, and is left out here"
        );
        return Diagnostic::warning(codes::TWICE, message);
    }
    let message = format!("{place}: {value} for {period}, where {other} has {known}");
    Diagnostic::error(codes::TWICE, message)
        .help("give the tables titles or columns by which their numbers differ, or import them into directories of their own")
}
