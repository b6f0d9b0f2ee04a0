//! interim
use super::reply::Picture;
use crate::answer::Snapshot;
use crate::dataset::MetricId;
use std::sync::Arc;
/// interim
pub(crate) async fn picture(
    _: &Arc<Snapshot>,
    _: MetricId,
    _: Option<i16>,
    _: Option<i16>,
) -> Option<Picture> {
    None
}
