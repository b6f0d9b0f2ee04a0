//! Hears that Discord refuses the shards: serenity tells it to its log and to nobody else, and identifies again and again.
//!
//! There is no other way: what runs a shard drops these two errors once they are logged, before any handler or caller sees them.

use std::fmt::Debug;
use std::sync::Arc;

use tokio::sync::Notify;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

/// Where serenity's gateway writes its log.
pub(crate) const GATEWAY: &str = "serenity::gateway";
/// What it calls the errors: close codes 4010 and 4011.
const REFUSED: [&str; 2] = ["InvalidShardData", "OverloadedShard"];

/// Rings when the shards are refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Refusals(Arc<Notify>);

impl Refusals {
    /// Waits until the shards are refused.
    pub(crate) async fn heard(&self) {
        self.0.notified().await;
    }
}

impl<S: Subscriber> Layer<S> for Refusals {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with(GATEWAY) {
            let mut words = Words(false);
            event.record(&mut words);
            if words.0 {
                self.0.notify_one();
            }
        }
    }
}

/// Whether an event speaks of a refusal.
struct Words(bool);

impl Visit for Words {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        self.0 |= REFUSED.iter().any(|refused| text.contains(refused));
    }
}
