//! Bytes of a code: numbers in as few as they need, and positions with the ids behind them. It must not know queries.

use super::BadCode;
use crate::dataset::Dataset;

/// The offset and prime of the 32-bit FNV-1a hash.
const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Queries in queries that are read at most.
const DEEPEST: usize = 32;

/// What a position points to.
#[derive(Debug, Clone, Copy)]
pub(super) enum List {
    Metrics,
    Outlets,
    Conflicts,
    Gaps,
    Statements,
    Events,
    Exclusions,
    Dimensions,
    Members,
    /// Details of the event at a position.
    Details(usize),
}

impl List {
    /// What names the thing at a position for as long as the dataset stays the same there.
    fn id(self, data: &Dataset, at: usize) -> Option<&str> {
        Some(match self {
            Self::Metrics => &data.metrics.get(at)?.id,
            Self::Outlets => &data.outlets.get(at)?.id,
            Self::Conflicts => &data.conflicts.get(at)?.id,
            Self::Gaps => &data.gaps.get(at)?.what,
            Self::Statements => &data.statements.get(at)?.id,
            Self::Events => &data.events.get(at)?.id,
            Self::Exclusions => &data.exclusions.get(at)?.id,
            Self::Dimensions => &data.dimensions.get(at)?.id,
            Self::Members => &data.members.get(at)?.id,
            Self::Details(event) => &data.events.get(event)?.details.get(at)?.key,
        })
    }
}

/// A checksum.
pub(super) fn sum(bytes: &[u8]) -> u32 {
    add(OFFSET, bytes)
}

fn add(sum: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(sum, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(PRIME)
    })
}

/// The checksum with the id of one more thing; of one that the dataset lacks, nothing.
fn with_id(sum: u32, id: Option<&str>) -> u32 {
    add(add(sum, id.unwrap_or_default().as_bytes()), &[0])
}

/// Takes up the bytes of a query.
pub(super) struct Writer<'a> {
    data: &'a Dataset,
    bytes: Vec<u8>,
    ids: u32,
}

impl<'a> Writer<'a> {
    pub(super) fn new(data: &'a Dataset) -> Self {
        Self {
            data,
            bytes: Vec::new(),
            ids: OFFSET,
        }
    }

    /// The bytes, and the checksum of the ids.
    pub(super) fn finish(self) -> (Vec<u8>, u32) {
        (self.bytes, self.ids)
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u128) {
        while number >= 0x80 {
            self.bytes.push(low_bits(number) | 0x80);
            number >>= 7;
        }
        self.bytes.push(low_bits(number));
    }

    /// A number with a sign, small ones short.
    pub(super) fn signed(&mut self, number: i128) {
        self.number((number.cast_unsigned() << 1) ^ (number >> 127).cast_unsigned());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u128);
        self.bytes.extend(text.as_bytes());
    }

    pub(super) fn at(&mut self, list: List, at: usize) {
        self.number(at as u128);
        self.ids = with_id(self.ids, list.id(self.data, at));
    }
}

fn low_bits(number: u128) -> u8 {
    number.to_le_bytes()[0] & 0x7f
}

/// Gives the bytes of a query.
pub(super) struct Reader<'a> {
    data: &'a Dataset,
    bytes: &'a [u8],
    ids: u32,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], data: &'a Dataset) -> Self {
        Self {
            data,
            bytes,
            ids: OFFSET,
            depth: 0,
        }
    }

    /// The checksum of the ids, if nothing is left.
    pub(super) fn finish(self) -> Option<u32> {
        self.bytes.is_empty().then_some(self.ids)
    }

    /// Reads something that may contain itself.
    pub(super) fn inner<T>(
        &mut self,
        take: impl FnOnce(&mut Self) -> Result<T, BadCode>,
    ) -> Result<T, BadCode> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(BadCode::Malformed);
        }
        let found = take(self);
        self.depth -= 1;
        found
    }

    pub(super) fn byte(&mut self) -> Result<u8, BadCode> {
        let (first, rest) = self.bytes.split_first().ok_or(BadCode::Malformed)?;
        self.bytes = rest;
        Ok(*first)
    }

    pub(super) fn number(&mut self) -> Result<u128, BadCode> {
        let mut number = 0;
        for place in (0..128).step_by(7) {
            let byte = self.byte()?;
            let bits = u128::from(byte & 0x7f);
            if (bits << place) >> place != bits || (byte == 0 && place > 0) {
                return Err(BadCode::Malformed);
            }
            number |= bits << place;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(BadCode::Malformed)
    }

    pub(super) fn signed(&mut self) -> Result<i128, BadCode> {
        let number = self.number()?;
        let sign = if number & 1 == 1 { -1 } else { 0 };
        Ok((number >> 1).cast_signed() ^ sign)
    }

    /// A number that fits.
    pub(super) fn small<T: TryFrom<u128>>(&mut self) -> Result<T, BadCode> {
        T::try_from(self.number()?).map_err(|_| BadCode::Malformed)
    }

    /// How many there are of something that takes a byte at least.
    pub(super) fn count(&mut self) -> Result<usize, BadCode> {
        let count = self.small()?;
        if count > self.bytes.len() {
            return Err(BadCode::Malformed);
        }
        Ok(count)
    }

    pub(super) fn text(&mut self) -> Result<String, BadCode> {
        let length = self.count()?;
        let (text, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        String::from_utf8(text.to_vec()).map_err(|_| BadCode::Malformed)
    }

    /// A position; one that the dataset lacks is found out by the checksum.
    pub(super) fn at(&mut self, list: List) -> Result<usize, BadCode> {
        let at = self.small()?;
        self.ids = with_id(self.ids, list.id(self.data, at));
        Ok(at)
    }
}
