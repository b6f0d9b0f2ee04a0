//! One message at a time into each channel: Discord limits each channel by itself, and who waits in a row waits no longer than needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// How long Discord shows that somebody is typing.
const TYPING_LASTS: Duration = Duration::from_secs(8);

/// The row before a channel.
#[derive(Debug, Default)]
struct Row {
    turn: Arc<tokio::sync::Mutex<()>>,
    typing: Option<Instant>,
}

/// The rows before all channels in which something is being sent.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    rows: Mutex<HashMap<u64, Row>>,
}

impl Queue {
    /// Waits for one's turn to send into a channel; it ends when the guard is dropped.
    pub(crate) async fn turn(&self, channel: u64) -> OwnedMutexGuard<()> {
        let turn = {
            let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            rows.retain(|_, row| Arc::strong_count(&row.turn) > 1 || row.typing.is_some_and(is_on));
            Arc::clone(&rows.entry(channel).or_default().turn)
        };
        turn.lock_owned().await
    }

    /// True if it is time to show that the bot is typing in a channel.
    pub(crate) fn may_type(&self, channel: u64) -> bool {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.entry(channel).or_default();
        if row.typing.is_some_and(is_on) {
            return false;
        }
        row.typing = Some(Instant::now());
        true
    }
}

fn is_on(since: Instant) -> bool {
    since.elapsed() < TYPING_LASTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_channel_has_its_own_row() {
        let queue = Arc::new(Queue::default());
        let first = queue.turn(1).await;
        let _other = queue.turn(2).await;
        let waiting = {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { drop(queue.turn(1).await) })
        };
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!waiting.is_finished());
        drop(first);
        waiting.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn typing_is_shown_once_in_a_while_and_rows_are_forgotten() {
        let queue = Queue::default();
        assert!(queue.may_type(1));
        assert!(!queue.may_type(1));
        tokio::time::advance(TYPING_LASTS).await;
        assert!(queue.may_type(1));
        tokio::time::advance(TYPING_LASTS).await;
        drop(queue.turn(2).await);
        assert_eq!(queue.rows.lock().unwrap().len(), 1);
    }
}
