//! What words say: how likely each operation is, and what a candidate of it is like, by a layer of hidden units.
//!
//! The words stay text until they are asked for: a question needs a hundred of forty thousand. It must not know how words come about.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::super::operation::Operation;
use super::super::traits::{Sort, Trait};
use super::log_sum;
use crate::lookup::line_of;

/// What the line of a word begins with.
pub(super) const WORD: &str = "w\t";
/// How many hidden units there are.
pub const UNITS: usize = 64;
/// What one step of a byte adds to a unit.
const STEP: f32 = 1.0 / 128.0;
/// A trait that no candidate of an operation has.
const NEVER: f32 = f32::NEG_INFINITY;

/// A number for each hidden unit.
pub type Units = [f32; UNITS];

/// What was learned of words: what each adds to the units, and what the units are worth for operations and traits.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// For each operation, and behind them for each trait, what it is worth before any word and what each unit adds.
    heads: Vec<(f32, Units)>,
    /// What the units are before any word.
    begin: Vec<f32>,
    /// For each operation which traits its candidates may have, by their numbers.
    possible: Vec<Vec<bool>>,
    /// A line for each word, in the order of their names.
    lines: Cow<'static, str>,
}

/// What the words of a question say.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The logarithm of each operation's probability, by its number.
    pub operations: Vec<f32>,
    /// For each operation the logarithm of each trait's probability beside the others of its sort.
    traits: Vec<Vec<f32>>,
}

impl Told {
    /// That an operation is asked for, whatever the words, and nothing of traits.
    pub fn certain(operation: Operation) -> Self {
        let all = Operation::ALL.iter();
        Self {
            operations: all
                .map(|one| if *one == operation { 0.0 } else { NEVER })
                .collect(),
            traits: Vec::new(),
        }
    }

    /// The logarithm of a trait's probability, given the operation.
    pub fn given(&self, operation: Operation, own: Trait) -> f32 {
        let traits = self.traits.get(operation.index());
        traits
            .and_then(|traits| traits.get(own.index()).copied())
            .unwrap_or_default()
    }
}

impl Words {
    /// How many things words speak for: the operations and the traits.
    pub const HEADS: usize = Operation::ALL.len() + Trait::ALL.len();

    /// Takes up what was learned; of the words in any order.
    pub fn of(
        begin: &Units,
        heads: Vec<(f32, Units)>,
        possible: Vec<Vec<bool>>,
        mut learned: Vec<(&str, Units)>,
    ) -> Self {
        learned.sort_by_key(|(name, _)| *name);
        let mut words = Self {
            heads,
            begin: begin.to_vec(),
            possible,
            ..Self::default()
        };
        let lines = learned.into_iter().map(|(name, units)| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is cut to what a byte holds"
            )]
            let byte =
                |value: f32| ((value / STEP).round().clamp(-127.0, 127.0) as i8).to_ne_bytes()[0];
            let bytes = units.map(byte);
            format!("{WORD}{name}\t{}\n", STANDARD_NO_PAD.encode(bytes))
        });
        words.lines = lines.collect::<String>().into();
        words
    }

    /// Takes up the lines of words. Those that come with the program are not looked at before they are asked for; a test does that.
    ///
    /// # Errors
    /// The first line that is none or does not stand behind those before it, from 0.
    pub(super) fn take_lines(&mut self, lines: Cow<'static, str>) -> Result<(), usize> {
        if let Cow::Owned(lines) = &lines {
            looked_through(lines)?;
        }
        self.lines = lines;
        Ok(())
    }

    /// Takes up the line of what the units begin with, what something is worth, or which traits an operation may have.
    pub(super) fn take(&mut self, sort: &str, name: &str, value: &str) -> Option<()> {
        let numbers = || -> Option<Vec<f32>> {
            let all = value.split(' ').map(|value| value.parse().ok());
            all.collect()
        };
        match sort {
            "b" => self.begin = Some(numbers()?).filter(|begin| begin.len() == UNITS)?,
            "o" => {
                let (first, rest) = value.split_once(' ')?;
                let row: Vec<f32> = rest
                    .split(' ')
                    .map_while(|value| value.parse().ok())
                    .collect();
                let is_next = heads().nth(self.heads.len()).as_deref() == Some(name);
                self.heads.push((
                    first.parse().ok()?,
                    row.try_into().ok().filter(|_| is_next)?,
                ));
            }
            "a" => {
                let is_next = Operation::ALL.get(self.possible.len())?.code() == name;
                let mut row = vec![false; Trait::ALL.len()];
                for code in value.split(' ').filter(|code| !code.is_empty()) {
                    *row.get_mut(Trait::of_code(code)?.index())? = true;
                }
                self.possible.push(Some(row).filter(|_| is_next)?);
            }
            _ => return None,
        }
        Some(())
    }

    /// What the file lacks, if it is not whole.
    pub(super) fn lacks(&self) -> Option<String> {
        let possible = Operation::ALL.get(self.possible.len());
        heads()
            .nth(self.heads.len())
            .or_else(|| possible.map(|operation| format!("traits of {}", operation.code())))
            .or_else(|| self.begin.is_empty().then(|| "begin".to_owned()))
    }

    /// The file's lines, each with its section.
    pub(super) fn print(&self) -> impl Iterator<Item = String> {
        let row = |values: &[f32]| {
            let all: Vec<String> = values.iter().map(|value| format!("{value:.3}")).collect();
            all.join(" ")
        };
        let begin = std::iter::once(format!("b\tbegin\t{}", row(&self.begin)));
        let heads = heads().zip(&self.heads);
        let heads = heads
            .map(move |(name, (first, units))| format!("o\t{name}\t{first:.3} {}", row(units)));
        let possible = Operation::ALL
            .iter()
            .zip(&self.possible)
            .map(|(operation, own)| {
                let all = Trait::ALL
                    .iter()
                    .filter(|one| own.get(one.index()) == Some(&true));
                let codes: Vec<&str> = all.map(|one| one.code()).collect();
                format!("a\t{}\t{}", operation.code(), codes.join(" "))
            });
        let words = self.lines.lines().map(str::to_owned);
        begin.chain(heads).chain(possible).chain(words)
    }

    /// What words say by themselves, and what was heard of the question as a whole, if anything: each counts as much.
    pub fn told(&self, words: &[String], heard: &[f32]) -> Told {
        let mut units: Units = self.begin.as_slice().try_into().unwrap_or([0.0; UNITS]);
        for own in words.iter().filter_map(|word| self.units(word)) {
            for (unit, own) in units.iter_mut().zip(own) {
                *unit += own;
            }
        }
        let mut worth: Vec<f32> = self
            .heads
            .iter()
            .map(|head| head_worth(head, &units))
            .collect();
        worth.resize(Self::HEADS, 0.0);
        for (worth, heard) in worth.iter_mut().zip(heard) {
            *worth = f32::midpoint(*worth, *heard);
        }
        let (operations, traits) = worth.split_at(Operation::ALL.len());
        let total = log_sum(operations.iter().copied());
        Told {
            operations: operations.iter().map(|worth| worth - total).collect(),
            traits: self
                .possible
                .iter()
                .map(|own| chances(traits, own))
                .collect(),
        }
    }

    /// What a word adds to each unit.
    fn units(&self, word: &str) -> Option<Units> {
        units(line_of(&self.lines, word, name)?)
    }
}

/// That every line is one of a word and stands behind those before it.
fn looked_through(lines: &str) -> Result<(), usize> {
    let mut last = None;
    for (at, line) in lines.lines().enumerate() {
        let is_behind = last.is_none_or(|last| last < name(line));
        if !is_behind || !line.starts_with(WORD) || units(line).is_none() {
            return Err(at);
        }
        last = Some(name(line));
    }
    Ok(())
}

/// What the units, those below zero nothing, are worth for one thing.
fn head_worth((first, row): &(f32, Units), units: &Units) -> f32 {
    let all = row.iter().zip(units);
    first + all.map(|(worth, unit)| worth * unit.max(0.0)).sum::<f32>()
}

/// For each trait that is possible the logarithm of its probability beside the others of its sort.
fn chances(worth: &[f32], possible: &[bool]) -> Vec<f32> {
    let mut sums = vec![(NEVER, 0.0_f32); Sort::ALL.len()];
    let own = || {
        let all = Trait::ALL.iter().zip(worth).zip(possible);
        all.filter(|(_, possible)| **possible)
            .map(|((own, worth), _)| (own.sort().index(), *worth))
    };
    for (sort, worth) in own() {
        if let Some((most, _)) = sums.get_mut(sort) {
            *most = most.max(worth);
        }
    }
    for (sort, worth) in own() {
        if let Some((most, sum)) = sums.get_mut(sort) {
            *sum += (worth - *most).exp();
        }
    }
    let of = |own: &Trait| {
        let (most, sum) = sums.get(own.sort().index()).copied().unwrap_or_default();
        worth
            .get(own.index())
            .map_or(NEVER, |worth| worth - most - sum.ln())
    };
    let all = Trait::ALL.iter().zip(possible);
    all.map(|(own, possible)| if *possible { of(own) } else { NEVER })
        .collect()
}

/// The names of what words speak for, in their order.
fn heads() -> impl Iterator<Item = String> {
    let operations = Operation::ALL.iter().map(|one| one.code());
    operations
        .chain(Trait::ALL.iter().map(|one| one.code()))
        .map(str::to_owned)
}

fn name(line: &str) -> &str {
    line.split('\t').nth(1).unwrap_or_default()
}

/// Reads a line: behind its letter a word, and what it adds to each unit as bytes in Base64.
fn units(line: &str) -> Option<Units> {
    let bytes = STANDARD_NO_PAD.decode(line.split('\t').nth(2)?).ok()?;
    let bytes: [u8; UNITS] = bytes.try_into().ok()?;
    Some(bytes.map(|byte| STEP * f32::from(i8::from_ne_bytes([byte]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of which one turns on the first unit, which speaks for a change and for percent.
    fn learned() -> Words {
        let mut heads = vec![(0.0, [0.0; UNITS]); Words::HEADS];
        heads[Operation::Change.index()].1[0] = 2.0;
        heads[Operation::ALL.len() + Trait::ByPercent.index()].1[0] = 4.0;
        let mut possible = vec![vec![false; Trait::ALL.len()]; Operation::ALL.len()];
        for own in [Trait::ByPercent, Trait::ByChange, Trait::SpanAll] {
            possible[Operation::Change.index()][own.index()] = true;
        }
        let mut units = [0.0; UNITS];
        units[0] = 0.5;
        Words::of(
            &[0.0; UNITS],
            heads,
            possible,
            vec![("percent", units), ("much", [0.0; UNITS])],
        )
    }

    #[test]
    fn words_make_operations_and_their_traits_likely() {
        let words = learned();
        let told = |text: &str| words.told(&[text.to_owned()], &[]);
        let change = Operation::Change;
        let (named, not) = (told("percent"), told("much"));
        assert!(named.operations[change.index()] > not.operations[change.index()]);
        assert!(named.given(change, Trait::ByPercent) > -0.2);
        assert!((not.given(change, Trait::ByPercent) - 0.5_f32.ln()).abs() < 1e-5);
        assert!(
            (named.given(change, Trait::SpanAll) - 0.0).abs() < 1e-6,
            "there is no other of its sort"
        );
        assert!(
            named.given(change, Trait::PerDay).is_infinite(),
            "no change is one a day"
        );
    }

    #[test]
    fn what_is_printed_is_read_as_the_same() {
        let words = learned();
        let mut read = Words::default();
        let (own, other): (Vec<String>, Vec<String>) =
            words.print().partition(|line| line.starts_with(WORD));
        for line in other {
            let (sort, rest) = line.split_once('\t').expect("a section");
            let (name, value) = rest.split_once('\t').expect("a name");
            assert!(read.take(sort, name, value).is_some(), "{line}");
        }
        assert_eq!(read.take_lines(own.join("\n").into()), Ok(()));
        assert_eq!(read.lacks(), None);
        assert_eq!(
            read.print().collect::<Vec<_>>(),
            words.print().collect::<Vec<_>>()
        );
    }

    #[test]
    fn lines_out_of_order_or_of_another_length_are_refused() {
        let mut words = learned();
        let whole = words.lines.clone().into_owned();
        for line in ["w\ta\tAAAA", "w\tzz\tAAAA", "w\tzz", "zz"] {
            let lines = format!("{whole}{line}\n");
            assert_eq!(words.take_lines(lines.into()), Err(2), "{line}");
        }
        for (sort, name) in [("o", "value"), ("a", "value"), ("b", "begin"), ("x", "")] {
            assert!(words.take(sort, name, "1 x").is_none(), "{sort}");
        }
        assert_eq!(Words::default().lacks().as_deref(), Some("value"));
    }
}
