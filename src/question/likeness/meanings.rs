//! What words mean, as learned: a table of stems that comes with the program.
//!
//! It must not know a dataset.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::context::Context;
use crate::lookup::line_of;

/// The numbers of a vector.
pub(super) const WIDTH: usize = 64;
/// What stands for a length of 1 in a vector.
pub(super) const LENGTH: f32 = 127.0;

/// Where a word lies among all others: of two that mean about the same the vectors point the same way. Numbers of 16 bits are multiplied
/// several at a time on every machine.
pub(super) type Vector = [i16; WIDTH];

/// The table, written by `assets/words/meanings.py`.
const TABLE: &str = include_str!("../../../assets/words/meanings.txt");

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line} of the table of meanings: `{found}` is nothing that holds for all words; write the table anew, or take the one of this version"
)]
pub struct BadMeanings {
    /// The line, from 1.
    line: usize,
    /// What stands there.
    found: String,
}

/// The learned table.
#[derive(Debug, Default)]
pub struct Meanings {
    /// What each kind of agreement is worth.
    pub(super) worth: Worth,
    /// What words say beside their neighbours.
    pub(super) context: Context,
    /// A line for each stem, in alphabetical order; looked up where they stand, as most are never asked for.
    lines: &'static str,
}

/// What each kind of agreement is worth.
#[derive(Debug, Default)]
pub(super) struct Worth {
    /// That a question and a name lie near each other as wholes.
    pub(super) near: f32,
    /// How much of a name is meant.
    pub(super) recall: f32,
    /// How much of the question a name explains.
    pub(super) share: f32,
    /// That a question and a description lie near each other as wholes.
    pub(super) description_near: f32,
    /// How much of the question a description explains.
    pub(super) description_share: f32,
    /// That a metric has no description, which could have said more.
    pub(super) undescribed: f32,
    /// What a word's rareness in names adds to its weight in a question.
    rare_said: f32,
    /// The same in a name.
    rare_named: f32,
    /// Words less alike than this do not mean the same at all.
    least: f32,
    /// The weight of a word that the table lacks, in a question.
    new_said: f32,
    /// The same in a name.
    new_named: f32,
    /// That nothing is named.
    nothing: f32,
    /// What the weight of all that is said adds to that.
    nothing_said: f32,
}

/// What a word means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    /// What it weighs in a question, before its rareness.
    pub(super) said: f32,
    /// The same in a name.
    pub(super) named: f32,
    /// Where it lies; nowhere if the table lacks it.
    pub(super) vector: Vector,
}

impl Worth {
    /// What a word weighs in a question, by its rareness in names and by what its neighbours add.
    pub(super) fn said(&self, word: &Meaning, rare: f32, beside: f32) -> f32 {
        softplus(word.said + self.rare_said * rare + beside)
    }

    /// The same in a name.
    pub(super) fn named(&self, word: &Meaning, rare: f32, beside: f32) -> f32 {
        softplus(word.named + self.rare_named * rare + beside)
    }

    /// What it is worth that words of this weight name nothing.
    pub(super) fn nothing(&self, weight: f32) -> f32 {
        self.nothing + self.nothing_said * weight
    }

    /// How much one word means another, 0 to 1.
    pub(super) fn alike(&self, one: &Vector, other: &Vector) -> f32 {
        let pairs = one.iter().zip(other);
        let product: i32 = pairs.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        #[expect(clippy::cast_precision_loss, reason = "it is below two million")]
        let cosine = product as f32 / (LENGTH * LENGTH);
        ((cosine - self.least) / (1.0 - self.least)).max(0.0)
    }

    fn field(&mut self, name: &str) -> Option<&mut f32> {
        Some(match name {
            "near" => &mut self.near,
            "recall" => &mut self.recall,
            "share" => &mut self.share,
            "description_near" => &mut self.description_near,
            "description_share" => &mut self.description_share,
            "undescribed" => &mut self.undescribed,
            "rare_said" => &mut self.rare_said,
            "rare_named" => &mut self.rare_named,
            "least" => &mut self.least,
            "new_said" => &mut self.new_said,
            "new_named" => &mut self.new_named,
            "nothing" => &mut self.nothing,
            "nothing_said" => &mut self.nothing_said,
            _ => return None,
        })
    }
}

impl Meanings {
    /// The table that comes with the program.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Meanings> = OnceLock::new();
        READ.get_or_init(|| Self::read(TABLE).unwrap_or_default())
    }

    /// Reads the numbers above the blank line; the lines below it stay as they are until they are asked for.
    ///
    /// # Errors
    /// If a line above the blank one is no number that is known, a unit is missing, or there is no blank line.
    pub fn read(text: &'static str) -> Result<Self, BadMeanings> {
        let (head, body) = text.split_once("\n\n").ok_or_else(|| bad(1, text))?;
        let mut own = Self {
            lines: body,
            ..Self::default()
        };
        for (at, line) in head.lines().enumerate() {
            let field = line.split_once('\t');
            let taken = field.and_then(|(name, value)| own.take(name, value));
            taken.ok_or_else(|| bad(at + 1, line))?;
        }
        if !own.context.is_complete() {
            // The blank line stands where a unit should.
            return Err(bad(head.lines().count() + 1, ""));
        }
        Ok(own)
    }

    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        if name == "unit" {
            return self.context.take(value);
        }
        *self.worth.field(name)? = value.parse().ok()?;
        Some(())
    }

    /// What a stem means.
    pub(super) fn of(&self, stem: &str) -> Meaning {
        let line = line_of(self.lines, stem, key);
        line.and_then(parse).unwrap_or(Meaning {
            said: self.worth.new_said,
            named: self.worth.new_named,
            vector: [0; WIDTH],
        })
    }
}

fn bad(line: usize, found: &str) -> BadMeanings {
    BadMeanings {
        line,
        found: found.chars().take(40).collect(),
    }
}

fn softplus(value: f32) -> f32 {
    value.exp().ln_1p()
}

fn key(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

/// Reads a line: a stem, its weights, and its vector as bytes in Base64.
fn parse(line: &str) -> Option<Meaning> {
    let mut fields = line.split('\t').skip(1);
    let said = fields.next()?.parse().ok()?;
    let named = fields.next()?.parse().ok()?;
    let bytes = STANDARD_NO_PAD.decode(fields.next()?).ok()?;
    let bytes: [u8; WIDTH] = bytes.try_into().ok()?;
    Some(Meaning {
        said,
        named,
        vector: bytes.map(|byte| i16::from(i8::from_ne_bytes([byte]))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_alphabetical_order_and_can_be_read() {
        let table = Meanings::shipped();
        let words: Vec<&str> = table.lines.lines().map(key).collect();
        assert!(words.is_sorted(), "binary search needs the order");
        for line in table.lines.lines() {
            assert!(parse(line).is_some(), "{line}");
        }
    }

    #[test]
    fn what_ships_can_be_read_and_what_is_broken_is_named() {
        assert_eq!(Meanings::read(TABLE).err(), None);
        for (text, line) in [
            ("near\t1\n", 1),
            ("near\t1\nfar\t2\n\na\t1", 2),
            ("near\t1\n\na\t1", 2),
            ("near\tx\n\n", 1),
        ] {
            assert_eq!(
                Meanings::read(text).err().map(|bad| bad.line),
                Some(line),
                "{text}"
            );
        }
    }

    #[test]
    fn words_that_mean_about_the_same_lie_near_each_other() {
        let table = Meanings::shipped();
        let alike = |a: &str, b: &str| table.worth.alike(&table.of(a).vector, &table.of(b).vector);
        assert!(alike("teacher", "instructor") > alike("teacher", "potato"));
    }
}
