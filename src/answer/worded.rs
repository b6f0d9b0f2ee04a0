//! Which module words which finding.

use super::draft::Draft;
use super::snapshot::Snapshot;
use super::voice::Voice;
use super::{Manner, Status};
use crate::compute::Finding;
use crate::query::Query;

/// The answer to a query in words, without notes and sources.
pub(crate) fn worded(
    snapshot: &Snapshot,
    query: &Query,
    _finding: &Finding,
    manner: &Manner,
) -> Draft {
    let _voice = Voice::new(snapshot, query, manner);
    Draft::new(Status::NotUnderstood, String::new())
}
