//! An answer asked again by its id, which names dataset, intents and query.
//!
//! It must not answer from other data than those that the id names.

use super::{Memory, Snapshot};
use crate::answer::{Answer, queries_of};
use crate::query::{BadCode, decode};

/// Why an id cannot be answered again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadId {
    /// It is no id of an answer.
    #[error("this is no id of an answer; one looks like `3f2a1b-9c8d7e-…`")]
    Malformed,
    /// It names an answer without a query: a list of pages, a refusal.
    #[error("this answer came of no query that could be asked again")]
    NoQuery,
    /// It was made for other data.
    #[error("this answer was made from other data than these")]
    OtherData,
}

/// The answer of that id, made anew.
///
/// # Errors
/// If it is no such id, or was made for other data.
pub fn replay(snapshot: &Snapshot, id: &str) -> Result<Answer, BadId> {
    let mut parts = id.trim().splitn(3, '-');
    let (Some(data), Some(_), Some(codes)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(BadId::Malformed);
    };
    let codes = queries_of(codes).ok_or(BadId::NoQuery)?;
    if !snapshot.dataset.fingerprint.starts_with(data) || data.is_empty() {
        return Err(BadId::OtherData);
    }
    let query = |(code, is_reading): (&str, bool)| {
        let query = decode(code, &snapshot.dataset)?;
        Ok((query, is_reading))
    };
    let queries: Result<Vec<_>, BadCode> = codes.map(query).collect();
    let queries = queries.map_err(|bad| match bad {
        BadCode::Malformed => BadId::Malformed,
        BadCode::Outdated => BadId::OtherData,
    })?;
    Ok(super::answer_queries(
        snapshot,
        &queries,
        &mut Memory::default(),
    ))
}
