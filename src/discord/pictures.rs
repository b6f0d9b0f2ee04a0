//! Charts for Discord: drawn beside the answering, so that nobody waits for somebody else's picture.

use std::sync::Arc;

use super::heavy::heavy;
use super::reply::Picture;
use crate::dataset::MetricId;
use crate::message::Snapshot;
use crate::render::chart::{self, Theme};
use crate::render::png;

/// The chart of a metric; `None` if there is nothing to draw or it cannot be drawn, which is logged.
pub(crate) async fn picture(
    snapshot: &Arc<Snapshot>,
    metric: MetricId,
    from: Option<i16>,
    to: Option<i16>,
) -> Option<Picture> {
    let snapshot = Arc::clone(snapshot);
    let drawn = heavy(move || {
        let chart = chart::chart(&snapshot.dataset, metric, from, to)?;
        let drawn = png(&chart::svg(&chart, Theme::Dark));
        let drawn =
            drawn.inspect_err(|error| tracing::error!(%error, "a chart could not be drawn"));
        Some(Picture {
            bytes: drawn.ok()?,
            alt: chart::alt_text(&chart),
        })
    });
    match drawn.await {
        Ok(picture) => picture,
        Err(error) => {
            tracing::error!(%error, "drawing a chart ended early");
            None
        }
    }
}
