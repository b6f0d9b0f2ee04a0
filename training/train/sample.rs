//! A labelled question, read: the features of its words, its candidates and which of them are right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use footnote::dataset::Dataset;
use footnote::intents::AnswerKind;
use footnote::interpret::meaning::meaning;
use footnote::interpret::memory::{Memory, Turn};
use footnote::interpret::operation::Operation;
use footnote::interpret::propose::Candidate;
use footnote::interpret::scorer::{Told, Weights};
use footnote::interpret::stock::Stock;
use footnote::interpret::traits::{Trait, traits};
use footnote::interpret::{Interpreter, Look, Proposed, probabilities};
use footnote::message::{Snapshot, answer_query};
use footnote::query::Query;
use footnote::question::evidence::Evidence;
use footnote::question::names::Target;
use jiff::civil::{Date, date};

use crate::forms::{is_none, is_right, operation};
use crate::gold::Patterns;
use crate::items::{Item, sets};
use crate::tables::{Ear, Tables};

/// The day on which all questions are asked.
pub(crate) const TODAY: Date = date(2026, 11, 28);

/// A labelled question, read as far as no weights are needed.
pub(crate) struct Sample {
    pub(crate) item: Item,
    pub(crate) world: usize,
    pub(crate) evidence: Evidence,
    pub(crate) look: Look,
    pub(crate) memory: Memory,
    pub(crate) gold: Operation,
}

/// A dataset with all that is built from it.
pub(crate) struct World {
    pub(crate) snapshot: Snapshot,
    pub(crate) interpreter: Interpreter,
    pub(crate) stock: Stock,
    ear: &'static Ear,
    patterns: Mutex<Patterns>,
}

/// A sample's candidates.
pub(crate) struct Scored {
    pub(crate) proposed: Proposed,
    /// Which candidates are right.
    pub(crate) right: Vec<bool>,
    /// Whether none of them is.
    pub(crate) none: bool,
}

/// The datasets, the questions, and which dataset each question is about.
pub(crate) type Loaded = (Vec<World>, Vec<Item>, Vec<usize>);

/// All sets below a folder, their data loaded once.
pub(crate) fn load(folder: &Path, languages: bool, tables: &Tables) -> Result<Loaded, String> {
    let mut worlds: Vec<World> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let (mut items, mut places) = (Vec::new(), Vec::new());
    for (name, data, list) in sets(folder)? {
        let is_other = Path::new(&name)
            .extension()
            .is_some_and(|end| end == "other");
        if is_other && !languages {
            continue;
        }
        let set = list
            .first()
            .map_or_else(String::new, |item| item.set.clone());
        let at = if let Some(at) = known.get(&set) {
            *at
        } else {
            worlds.push(world(&data, &set, tables)?);
            known.insert(set, worlds.len() - 1);
            worlds.len() - 1
        };
        places.extend(list.iter().map(|_| at));
        items.extend(list);
    }
    let (talks, of_talks) = talks(&items, &places, &worlds);
    items.extend(talks);
    places.extend(of_talks);
    let phrases = worlds.first().map_or_else(Vec::new, phrases);
    places.extend(phrases.iter().map(|_| 0));
    items.extend(phrases);
    Ok((worlds, items, places))
}

/// From this part of its name on a metric is named.
const NAMED: f32 = 0.5;

/// Every so many questions that stand alone are also asked behind another one.
const TALKED: usize = 3;

/// Complete questions behind other questions about the same data: they mean the same there.
/// Only those that name their metric: without it a question goes on with what was spoken of.
fn talks(items: &[Item], places: &[usize], all: &[World]) -> (Vec<Item>, Vec<usize>) {
    let mut found = (Vec::new(), Vec::new());
    for (at, (pair, worlds)) in items.windows(2).zip(places.windows(2)).enumerate() {
        let ([before, item], [one, other]) = (pair, worlds) else {
            continue;
        };
        let stands_alone =
            at % TALKED == 0 && one == other && item.turns().len() == 1 && item.expect == "answer";
        if stands_alone && all.get(*one).is_some_and(|world| world.is_named(item)) {
            found.0.push(item.behind(before));
            found.1.push(*one);
        }
    }
    found
}

/// The set of the intents' own phrases.
pub(crate) const PHRASES: &str = "phrases";

/// The phrases of intents that reply in words of their own: what is a phrase itself is answered by its intent.
fn phrases(world: &World) -> Vec<Item> {
    let replies = [AnswerKind::Help, AnswerKind::Refusal];
    let intents = world.snapshot.intents.list.iter();
    let own = intents.filter(|intent| replies.contains(&intent.kind));
    own.flat_map(|intent| {
        let plain = intent
            .phrases
            .iter()
            .filter(|phrase| !phrase.text.contains('{'));
        plain.map(|phrase| Item::phrase(&phrase.text, &intent.id, PHRASES))
    })
    .collect()
}

fn world(data: &Path, set: &str, tables: &Tables) -> Result<World, String> {
    let read = |folder: &Path| {
        footnote::files::read_directory(folder)
            .map_err(|error| format!("{}: {error:?}", folder.display()))
    };
    let (dataset, problems) = footnote::dataset::load(&read(data)?.files);
    for problem in problems
        .into_iter()
        .filter(|problem| problem.severity == footnote::diagnostic::Severity::Error)
    {
        eprintln!("{}: {}", data.display(), problem.message);
    }
    let folder = if set == "shipped" {
        "intents"
    } else {
        "intents/operations"
    };
    let (intents, _) = footnote::intents::load(&read(Path::new(folder))?.files);
    let (mut snapshot, _) = Snapshot::new(dataset, intents, std::sync::Arc::new(Weights::empty()));
    let table = tables.of(set);
    snapshot.use_meanings(table.meanings);
    Ok(World {
        interpreter: Interpreter::new(&snapshot.dataset, &snapshot.intents, &snapshot.reader),
        stock: Stock::new(&snapshot.dataset),
        ear: table.ear,
        patterns: Mutex::default(),
        snapshot,
    })
}

impl World {
    /// Reads a turn.
    pub(crate) fn read(&self, text: &str, memory: &Memory) -> (Evidence, Look) {
        let evidence = self.snapshot.reader.evidence(text, TODAY);
        let look = self.interpreter.look(
            &self.snapshot.matcher,
            &evidence,
            memory,
            &self.snapshot.intents,
        );
        (evidence, look)
    }

    /// What is heard of a turn as a whole.
    pub(crate) fn heard(&self, evidence: &Evidence, memory: &Memory) -> Vec<f32> {
        self.ear.heard(evidence, !memory.is_empty())
    }

    /// Whether a question names the metric that it is about, or needs none.
    fn is_named(&self, item: &Item) -> bool {
        let (evidence, _) = self.read(
            item.turns().last().copied().unwrap_or_default(),
            &Memory::default(),
        );
        item.form.metrics.is_empty()
            || evidence.names.iter().any(|mention| {
                matches!(mention.target, Target::Metric(_)) && mention.recall > NAMED
            })
    }

    /// The candidates of a turn.
    pub(crate) fn propose(
        &self,
        evidence: &Evidence,
        look: &Look,
        told: Told,
        memory: &Memory,
    ) -> Proposed {
        self.interpreter.propose(
            &self.snapshot.dataset,
            (evidence, look),
            told,
            memory,
            TODAY,
        )
    }

    /// Reads an item; the turns before the last as the weights understand them.
    pub(crate) fn sample(&self, item: &Item, world: usize, weights: &Weights) -> Sample {
        let turns = item.turns();
        let (last, before) = turns
            .split_last()
            .map_or(("", &[][..]), |(last, before)| (*last, before));
        let mut memory = Memory::default();
        for turn in before {
            let (evidence, look) = self.read(turn, &memory);
            let told = weights
                .words
                .told(&look.words, &self.heard(&evidence, &memory));
            let proposed = self.propose(&evidence, &look, told, &memory);
            let (chances, none) = probabilities(weights, &proposed);
            let best = (0..chances.len()).max_by(|a, b| chances[*a].total_cmp(&chances[*b]));
            if let Some(best) = best.filter(|best| chances[*best] > 0.5 * none) {
                let query = proposed.candidates[best].query.clone();
                let periods = self.periods(&query);
                memory.remember(Turn { query, periods });
            }
        }
        let (evidence, look) = self.read(last, &memory);
        Sample {
            gold: operation(&item.form),
            item: item.clone(),
            world,
            evidence,
            look,
            memory,
        }
    }

    /// Of candidates whose forms agree only those whose answers are accepted are right, if there are any.
    fn keep_accepted(&self, sample: &Sample, proposed: &Proposed, right: &mut [bool]) {
        if sample.item.must.iter().all(Vec::is_empty) && sample.item.verdict.is_empty() {
            return;
        }
        let mut patterns = self
            .patterns
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut accepted = |query: &Query| {
            let answer = answer_query(&self.snapshot, query, &mut Memory::default());
            patterns.accept(&sample.item, &answer)
        };
        let kept: Vec<bool> = proposed
            .candidates
            .iter()
            .zip(right.iter())
            .map(|(candidate, right)| *right && accepted(&candidate.query))
            .collect();
        if kept.iter().any(|kept| *kept) {
            right.copy_from_slice(&kept);
        }
    }

    /// The periods of a query's figures.
    fn periods(&self, query: &Query) -> Vec<footnote::dataset::Period> {
        footnote::message::focus(&self.snapshot.dataset, &self.stock, query)
    }

    /// What comes to the same answer as a right candidate is right, too, as they count together when it is decided; but for what is
    /// asserted, where a rise and a fall are one meaning.
    fn add_same_meaning(&self, proposed: &Proposed, right: &mut [bool]) {
        let meaning = |candidate: &Candidate| meaning(&candidate.query, &self.stock);
        let all: Vec<Query> = proposed.candidates.iter().map(meaning).collect();
        let meant: Vec<&Query> = all
            .iter()
            .zip(right.iter())
            .filter_map(|(own, right)| right.then_some(own))
            .collect();
        let asserted = proposed.candidates.iter();
        let asserted = asserted.map(|candidate| matches!(candidate.query, Query::Check(_)));
        for ((own, asserted), right) in all.iter().zip(asserted).zip(right.iter_mut()) {
            *right |= !asserted && meant.contains(&own);
        }
    }

    /// The traits of the right candidates of a sample, all of its own operation if there are any; notes which traits all candidates have.
    pub(crate) fn aim(&self, sample: &Sample, possible: &mut [Vec<bool>]) -> Vec<Trait> {
        let Scored {
            proposed, right, ..
        } = self.scored(sample, Told::certain(sample.gold));
        let mut found = Vec::new();
        for (candidate, right) in proposed.candidates.iter().zip(right) {
            let own = traits(candidate);
            for one in &own {
                possible[candidate.operation.index()][one.index()] = true;
            }
            if right && candidate.operation == sample.gold {
                found.extend(own);
            }
        }
        found
    }

    /// What words say of a sample.
    pub(crate) fn told(&self, sample: &Sample, weights: &Weights) -> Told {
        let heard = self.heard(&sample.evidence, &sample.memory);
        weights.words.told(&sample.look.words, &heard)
    }

    /// The candidates of a sample, and which are right.
    pub(crate) fn scored(&self, sample: &Sample, told: Told) -> Scored {
        let proposed = self.propose(&sample.evidence, &sample.look, told, &sample.memory);
        let dataset: &Dataset = &self.snapshot.dataset;
        let mut right: Vec<bool> = proposed
            .candidates
            .iter()
            .map(|candidate| is_right(candidate, &sample.item, dataset, &self.stock))
            .collect();
        self.keep_accepted(sample, &proposed, &mut right);
        self.add_same_meaning(&proposed, &mut right);
        let none = is_none(&sample.item);
        Scored {
            proposed,
            right,
            none,
        }
    }
}
