//! What words say beside their neighbours: who is "turned down" does not turn, and what is "handed back" was not handed in.
//!
//! Units hear five words in a row, make the middle one weigh more or less, and move where a text lies as a whole. It must not know a
//! metric.

use super::meanings::{LENGTH, Vector, WIDTH};

/// How many units there are.
pub(super) const UNITS: usize = 48;
/// How many words are heard before and behind each.
const AROUND: usize = 2;
/// The places at which a word is heard.
const PLACES: usize = 2 * AROUND + 1;
/// The numbers of a unit's line: what it begins with, its two weights, and what it hears and moves.
const NUMBERS: usize = 3 + (PLACES + 2) * WIDTH;

type Row = [f32; WIDTH];

/// What each unit came to.
pub(super) type Units = [f32; UNITS];

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// In a question.
    Said,
    /// In a name or a description.
    Named,
}

impl Side {
    fn of<T>(self, [said, named]: [T; 2]) -> T {
        match self {
            Self::Said => said,
            Self::Named => named,
        }
    }
}

/// What all units hear in a word, at each place: the first before another, the middle for itself, the last behind another.
#[derive(Debug, Clone)]
pub(super) struct Echo([Units; PLACES]);

/// The units, as learned.
#[derive(Debug, Default)]
pub(super) struct Context {
    units: Vec<Unit>,
}

#[derive(Debug)]
struct Unit {
    begins: f32,
    weighs: [f32; 2],
    /// At each place.
    hears: Vec<Row>,
    moves: [Row; 2],
}

impl Context {
    /// Takes up the next unit from its numbers, with spaces between them; nothing if they are not as many as there must be.
    pub(super) fn take(&mut self, numbers: &str) -> Option<()> {
        let numbers: Result<Vec<f32>, _> = numbers.split(' ').map(str::parse).collect();
        let numbers = numbers.ok().filter(|all| all.len() == NUMBERS)?;
        let (own, rows) = numbers.split_at(3);
        let rows = rows.chunks_exact(WIDTH);
        let mut rows = rows.filter_map(|row| Row::try_from(row).ok());
        self.units.push(Unit {
            begins: *own.first()?,
            weighs: [*own.get(1)?, *own.get(2)?],
            hears: rows.by_ref().take(PLACES).collect(),
            moves: [rows.next()?, rows.next()?],
        });
        (self.units.len() <= UNITS).then_some(())
    }

    /// Whether all units were taken up.
    pub(super) fn is_complete(&self) -> bool {
        self.units.len() == UNITS
    }

    /// What the units hear in a word.
    pub(super) fn echo(&self, word: &Vector) -> Echo {
        let mut echo = [[0.0; UNITS]; PLACES];
        let word = word.map(|number| f32::from(number) / LENGTH);
        for (at, unit) in self.units.iter().enumerate() {
            for (place, hears) in echo.iter_mut().zip(&unit.hears) {
                if let Some(sum) = place.get_mut(at) {
                    *sum = dot(&word, hears);
                }
            }
        }
        Echo(echo)
    }

    /// What the units come to at each of some words.
    pub(super) fn units(&self, words: &[&Echo]) -> Vec<Units> {
        let mut begin = [0.0; UNITS];
        for (sum, unit) in begin.iter_mut().zip(&self.units) {
            *sum = unit.begins;
        }
        let at_word = |at: usize| {
            let mut units = begin;
            for place in 0..PLACES {
                let word = (at + place)
                    .checked_sub(AROUND)
                    .and_then(|at| words.get(at));
                let heard = word.and_then(|Echo(places)| places.get(place));
                for (sum, own) in units.iter_mut().zip(heard.into_iter().flatten()) {
                    *sum += own;
                }
            }
            units.map(|sum| sum.max(0.0))
        };
        (0..words.len()).map(at_word).collect()
    }

    /// What units add to the weight of a word.
    pub(super) fn weight(&self, side: Side, units: &Units) -> f32 {
        let weighs = self.units.iter().map(|unit| side.of(unit.weighs));
        weighs.zip(units).map(|(weighs, unit)| weighs * unit).sum()
    }

    /// How far units move where a text lies, in lengths of a word.
    pub(super) fn moved(&self, side: Side, units: &Units) -> Row {
        let mut moved: Row = [0.0; WIDTH];
        for (own, unit) in self.units.iter().zip(units) {
            for (sum, moves) in moved.iter_mut().zip(side.of(own.moves.each_ref())) {
                *sum += unit * moves;
            }
        }
        moved
    }
}

/// Sums of several parts at once are what the compiler can do in one step.
fn dot(one: &Row, other: &Row) -> f32 {
    const PARTS: usize = 8;
    let mut sums = [0.0; PARTS];
    for (one, other) in one.chunks_exact(PARTS).zip(other.chunks_exact(PARTS)) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A unit that hears the first number of the word before and the second of the word itself.
    fn context() -> Context {
        let mut numbers = vec!["0".to_owned(); NUMBERS];
        let row = |row: usize| 3 + row * WIDTH;
        let own = [(0, "-1"), (1, "2"), (2, "3")];
        let rows = [(row(1), "1"), (row(2) + 1, "1"), (row(PLACES + 1), "0.5")];
        for (at, number) in own.into_iter().chain(rows) {
            number.clone_into(&mut numbers[at]);
        }
        let mut context = Context::default();
        assert_eq!(context.take(&numbers.join(" ")), Some(()));
        assert_eq!(context.take("1 2"), None);
        context
    }

    fn word(numbers: [i16; 2]) -> Vector {
        let mut word = [0; WIDTH];
        word[..2].copy_from_slice(&numbers);
        word
    }

    #[test]
    fn a_unit_hears_a_word_beside_the_one_before_it() {
        let context = context();
        let words = [word([254, 0]), word([0, 254])].map(|word| context.echo(&word));
        let first = |words: &[&Echo]| context.units(words).iter().map(|all| all[0]).collect();
        let [turned, down] = &words;
        let found: [Vec<f32>; 3] = [first(&[turned, down]), first(&[down, turned]), first(&[])];
        assert_eq!(found, [vec![0.0, 3.0], vec![1.0, 0.0], vec![]]);
    }

    #[test]
    fn units_weigh_and_move_by_where_the_words_stand() {
        let context = context();
        let mut units = [0.0; UNITS];
        units[0] = 2.0;
        let weights = [Side::Said, Side::Named].map(|side| context.weight(side, &units));
        let moved = [Side::Said, Side::Named].map(|side| context.moved(side, &units)[0]);
        assert_eq!((weights, moved), ([4.0, 6.0], [0.0, 1.0]));
    }
}
