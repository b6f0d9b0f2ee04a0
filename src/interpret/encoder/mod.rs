//! What a question says as a whole: the first layers of a sentence encoder, learned further in `training/`, hear each word beside all
//! others and tell how likely each operation is, and what a candidate of it is like.
//!
//! What words say by themselves (`scorer/words`) knows for certain what it has seen; this knows what is like it. It must not know what it tells.

mod layer;
mod matrix;
mod pieces;

use std::sync::OnceLock;

use safetensors::{Dtype, SafeTensors};

use self::layer::{Layer, Norm, WIDE, dot, shares};
use self::matrix::{MOST, Matrix};
use super::scorer::Words;
use crate::question::evidence::Evidence;

/// The learned file, written by `assets/reader/encoder.py`.
const SHIPPED: &[u8] = include_bytes!("../../../assets/reader/encoder.safetensors");
/// How many layers there are.
const LAYERS: usize = 3;
/// Pieces that are read, with the two around them.
const LONGEST: usize = 64;
/// The numbers of a piece while it is thought over.
const THOUGHT: usize = 4 * WIDE;
/// From this part on letters must be Latin, as no others were learned.
const LATIN: f32 = 0.5;

/// What was learned.
#[derive(Debug, Default)]
pub struct Encoder {
    /// What each place adds to its piece, in a question that stands alone and in one that follows another.
    places: Vec<Vec<f32>>,
    norm: Norm,
    layers: Vec<Layer>,
    /// What a piece weighs in the whole.
    pool: Vec<f32>,
    /// What each operation and trait is worth.
    told: Matrix,
}

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEncoder {
    /// Another sort of file.
    #[error(
        "the encoder is no safetensors file ({0}); write it anew, or take the one of this version"
    )]
    File(String),
    /// A part that is not there.
    #[error(
        "the encoder has no `{0}` as it has to be; write it anew, or take the one of this version"
    )]
    Lacks(String),
}

impl Encoder {
    /// The encoder that comes with the program.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Encoder> = OnceLock::new();
        READ.get_or_init(|| Self::read(SHIPPED).unwrap_or_default())
    }

    /// Reads a file, in the form of safetensors; its bytes stay where they are.
    ///
    /// # Errors
    /// If it is no such file, or lacks something.
    pub fn read(file: &'static [u8]) -> Result<Self, BadEncoder> {
        let file =
            SafeTensors::deserialize(file).map_err(|error| BadEncoder::File(error.to_string()))?;
        let file = File(file);
        let places = file.numbers("place", 2 * LONGEST * WIDE)?;
        Ok(Self {
            places: places.chunks_exact(WIDE).map(<[f32]>::to_vec).collect(),
            norm: file.norm("norm")?,
            layers: (0..LAYERS)
                .map(|at| file.layer(at))
                .collect::<Result<_, _>>()?,
            pool: file.numbers("pool", WIDE)?,
            told: file.matrix("told", Words::HEADS, 2 * WIDE)?,
        })
    }

    /// What each operation, and behind them each trait, is worth by a question; nothing where it is written in other letters than were learned.
    pub fn heard(&self, evidence: &Evidence, follows: bool) -> Vec<f32> {
        let words = || evidence.words.iter().map(|word| word.text.as_str());
        if !is_latin(words().flat_map(str::chars)) {
            return Vec::new();
        }
        let mut pieces = pieces::vectors(words(), LONGEST);
        let places = self.places.iter().skip(if follows { LONGEST } else { 0 });
        for (piece, place) in pieces.chunks_exact_mut(WIDE).zip(places) {
            for (own, place) in piece.iter_mut().zip(place) {
                *own += place;
            }
        }
        let mut pieces = self.norm.of(&pieces);
        for layer in &self.layers {
            pieces = layer.of(&pieces);
        }
        self.told.times(&self.whole(&pieces))
    }

    /// The first piece, and all of them by what they weigh.
    fn whole(&self, pieces: &[f32]) -> Vec<f32> {
        let all = || pieces.chunks_exact(WIDE);
        let shares = shares(all().map(|piece| dot(piece, &self.pool)).collect());
        let mut whole = vec![0.0; WIDE];
        for (piece, share) in all().zip(shares) {
            for (own, value) in whole.iter_mut().zip(piece) {
                *own += share * value;
            }
        }
        let first = all().next().unwrap_or_default();
        first.iter().copied().chain(whole).collect()
    }
}

fn is_latin(chars: impl Iterator<Item = char>) -> bool {
    let (mut latin, mut letters) = (0.0, 0.0);
    for char in chars.filter(|char| char.is_alphabetic()) {
        letters += 1.0;
        latin += if char < '\u{250}' { 1.0 } else { 0.0 };
    }
    latin >= LATIN * letters
}

/// The file, opened.
struct File(SafeTensors<'static>);

impl File {
    fn layer(&self, at: usize) -> Result<Layer, BadEncoder> {
        let matrix = |name: &str, rows: usize, width: usize| {
            self.matrix(&format!("layers.{at}.{name}"), rows, width)
        };
        let norm = |name: &str| self.norm(&format!("layers.{at}.{name}"));
        Ok(Layer {
            query: matrix("query", WIDE, WIDE)?,
            key: matrix("key", WIDE, WIDE)?,
            value: matrix("value", WIDE, WIDE)?,
            heard: matrix("heard", WIDE, WIDE)?,
            wide: matrix("wide", THOUGHT, WIDE)?,
            narrow: matrix("narrow", WIDE, THOUGHT)?,
            after_hearing: norm("after_hearing")?,
            after_thinking: norm("after_thinking")?,
        })
    }

    fn norm(&self, name: &str) -> Result<Norm, BadEncoder> {
        Ok(Norm {
            weight: self.numbers(&format!("{name}.weight"), WIDE)?,
            bias: self.numbers(&format!("{name}.bias"), WIDE)?,
        })
    }

    fn matrix(&self, name: &str, rows: usize, width: usize) -> Result<Matrix, BadEncoder> {
        let own = format!("{name}.bytes");
        let steps = self.numbers(&format!("{name}.step"), rows)?;
        let begins = self.numbers(&format!("{name}.begin"), rows)?;
        let bytes: &[i8] = bytemuck::cast_slice(self.data(&own, Dtype::I8, rows * width)?);
        if bytes.iter().any(|byte| byte.abs() > MOST) {
            return Err(BadEncoder::Lacks(own));
        }
        Ok(Matrix::new(bytes, steps.into_iter().zip(begins).collect()))
    }

    fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>, BadEncoder> {
        let (numbers, _) = self.data(name, Dtype::F32, 4 * count)?.as_chunks::<4>();
        Ok(numbers.iter().map(|own| f32::from_le_bytes(*own)).collect())
    }

    fn data(&self, name: &str, sort: Dtype, bytes: usize) -> Result<&'static [u8], BadEncoder> {
        let own = self.0.tensor(name);
        let fits = own
            .ok()
            .filter(|own| own.dtype() == sort && own.data().len() == bytes);
        fits.map(|own| own.data())
            .ok_or_else(|| BadEncoder::Lacks(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_can_be_read_and_what_is_broken_is_named() {
        assert_eq!(Encoder::read(SHIPPED).err(), None);
        let without = |from: &str, to: &str| -> &'static [u8] {
            let length = u64::from_le_bytes(SHIPPED[..8].try_into().unwrap());
            let (head, body) = SHIPPED.split_at(8 + usize::try_from(length).unwrap());
            let head = String::from_utf8(head[8..].to_vec())
                .unwrap()
                .replace(from, to);
            [&head.len().to_le_bytes(), head.as_bytes(), body]
                .concat()
                .leak()
        };
        for (from, to, lacks) in [
            ("place", "plaice", "place"),
            ("layers.2.narrow.bytes", "x", "layers.2.narrow.bytes"),
            ("[384,384]", "[384,192,2]", ""),
            ("\"pool\"", "\"paul\"", "pool"),
        ] {
            let found = Encoder::read(without(from, to)).err();
            let expected = (!lacks.is_empty()).then(|| BadEncoder::Lacks(lacks.to_owned()));
            assert_eq!(found, expected, "{from}");
        }
        let other = Encoder::read(b"footnote weights 3");
        assert!(matches!(other, Err(BadEncoder::File(_))));
    }

    #[test]
    fn letters_that_were_not_learned_are_left_to_the_words() {
        for (text, expected) in [("how many?", true), ("2024?", true), ("сколько дел", false)]
        {
            assert_eq!(is_latin(text.chars()), expected, "{text}");
        }
    }
}
