//! A short code of a query, for buttons and the ids of answers: URL-safe ASCII, from which the same query comes back.
//!
//! What stands in the dataset is coded by its position, and a checksum of the ids that were used tells whether the dataset still has them
//! there. It must not know what a query means.

mod bytes;
mod parts;
mod values;

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Query;
use crate::dataset::Dataset;
use bytes::{Reader, Writer, sum};
use parts::Coded;

/// The longest code that is read: no query that was asked comes near it.
const LONGEST: usize = 4096;

/// Why a code gives no query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// It is none, or it was damaged.
    #[error("this is no code of a query")]
    Malformed,
    /// The dataset has changed where the query points.
    #[error("the code was made for other data")]
    Outdated,
}

/// The code of a query about a dataset.
pub fn encode(query: &Query, data: &Dataset) -> String {
    let mut writer = Writer::new(data);
    query.put(&mut writer);
    let (mut bytes, ids) = writer.finish();
    bytes.extend(&ids.to_le_bytes()[..3]);
    bytes.push(sum(&bytes).to_le_bytes()[0]);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The query of a code.
pub fn decode(code: &str, data: &Dataset) -> Result<Query, BadCode> {
    if code.len() > LONGEST {
        return Err(BadCode::Malformed);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(code)
        .map_err(|_| BadCode::Malformed)?;
    let Some(([.., ids_0, ids_1, ids_2], [check])) = bytes.split_last_chunk::<1>() else {
        return Err(BadCode::Malformed);
    };
    let (body, ids) = (
        bytes.get(..bytes.len() - 4).unwrap_or_default(),
        [*ids_0, *ids_1, *ids_2],
    );
    if sum(bytes.get(..bytes.len() - 1).unwrap_or_default()).to_le_bytes()[0] != *check {
        return Err(BadCode::Malformed);
    }
    let mut reader = Reader::new(body, data);
    let query = Query::take(&mut reader)?;
    match reader.finish() {
        Some(known) if known.to_le_bytes()[..3] == ids => Ok(query),
        Some(_) => Err(BadCode::Outdated),
        None => Err(BadCode::Malformed),
    }
}
