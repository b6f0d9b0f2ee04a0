//! One request at a time into each channel: Discord limits each channel by itself, and who waits in a row waits no longer than needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serenity::model::id::ChannelId;
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

use crate::discord::bot::lock;

/// How long Discord shows that somebody is typing.
const TYPING_LASTS: Duration = Duration::from_secs(8);
/// How often a channel is told that questions come too fast.
const NOTICE_LASTS: Duration = Duration::from_secs(10);
/// How many rows there may be before those that nobody stands in are dropped.
const MANY: usize = 256;

/// What is done in a channel; Discord limits each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A message is posted.
    Send,
    /// Messages are read.
    List,
    /// A message is changed.
    Edit,
    /// A message is deleted.
    Delete,
}

impl Kind {
    /// The name of the request in metrics.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Send => "send_message",
            Self::List => "get_messages",
            Self::Edit => "edit_message",
            Self::Delete => "delete_message",
        }
    }
}

/// Until when each kind of request is used up in a channel.
#[derive(Debug, Default)]
struct UsedUp([Option<Instant>; 4]);

/// The turn in a channel; it ends when it is dropped.
pub(crate) struct Turn {
    /// The channel.
    pub(crate) channel: ChannelId,
    used_up: OwnedMutexGuard<UsedUp>,
}

impl Turn {
    /// Waits until Discord takes a further request of a kind.
    pub(crate) async fn room(&self, kind: Kind) {
        if let Some(until) = self.used_up.0[kind as usize] {
            sleep_until(until).await;
        }
    }

    /// Notes until when a kind is used up, if it is.
    pub(crate) fn note(&mut self, kind: Kind, until: Option<Instant>) {
        self.used_up.0[kind as usize] = until;
    }
}

/// The row before a channel.
#[derive(Debug, Default)]
struct Row {
    turn: Arc<tokio::sync::Mutex<UsedUp>>,
    typing: Option<Instant>,
    notice: Option<Instant>,
}

impl Row {
    /// Whether nobody stands in it, and nothing has to be remembered.
    fn is_idle(&self, now: Instant) -> bool {
        let passed = |until: Option<Instant>| until.is_none_or(|until| until <= now);
        passed(self.typing)
            && passed(self.notice)
            && Arc::strong_count(&self.turn) == 1
            && self
                .turn
                .try_lock()
                .is_ok_and(|used_up| used_up.0.into_iter().all(passed))
    }
}

/// The rows before all channels in which something is being sent.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    rows: Mutex<HashMap<ChannelId, Row>>,
}

impl Queue {
    /// Waits for one's turn in a channel.
    pub(crate) async fn turn(&self, channel: ChannelId) -> Turn {
        let turn = self.row(channel, |row| Arc::clone(&row.turn));
        Turn {
            channel,
            used_up: turn.lock_owned().await,
        }
    }

    /// True if it is time to show that the bot is typing in a channel.
    pub(crate) fn may_type(&self, channel: ChannelId) -> bool {
        self.row(channel, |row| is_time(&mut row.typing, TYPING_LASTS))
    }

    /// True if it is time to say in a channel that questions come too fast.
    pub(crate) fn may_slow_down(&self, channel: ChannelId) -> bool {
        self.row(channel, |row| is_time(&mut row.notice, NOTICE_LASTS))
    }

    fn row<T>(&self, channel: ChannelId, look: impl FnOnce(&mut Row) -> T) -> T {
        let mut rows = lock(&self.rows);
        if rows.len() > MANY && !rows.contains_key(&channel) {
            let now = Instant::now();
            rows.retain(|_, row| !row.is_idle(now));
        }
        look(rows.entry(channel).or_default())
    }
}

/// True if a time has passed; then it begins anew.
fn is_time(until: &mut Option<Instant>, lasts: Duration) -> bool {
    let now = Instant::now();
    if until.is_some_and(|until| until > now) {
        return false;
    }
    *until = Some(now + lasts);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ChannelId = ChannelId::new(1);
    const TWO: ChannelId = ChannelId::new(2);

    #[tokio::test(start_paused = true)]
    async fn each_channel_has_its_own_row() {
        let queue = Arc::new(Queue::default());
        let first = queue.turn(ONE).await;
        let _other = queue.turn(TWO).await;
        let waiting = {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { drop(queue.turn(ONE).await) })
        };
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!waiting.is_finished());
        drop(first);
        waiting.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn each_kind_waits_for_its_own_limit() {
        let queue = Queue::default();
        let began = Instant::now();
        let mut turn = queue.turn(ONE).await;
        turn.note(Kind::Send, Some(began + Duration::from_secs(5)));
        turn.room(Kind::Edit).await;
        assert_eq!(began.elapsed(), Duration::ZERO);
        drop(turn);
        queue.turn(ONE).await.room(Kind::Send).await;
        assert_eq!(began.elapsed(), Duration::from_secs(5));
    }

    #[tokio::test(start_paused = true)]
    async fn typing_and_notices_are_shown_once_in_a_while() {
        let queue = Queue::default();
        assert!(queue.may_type(ONE) && queue.may_slow_down(ONE));
        assert!(!queue.may_type(ONE) && !queue.may_slow_down(ONE));
        tokio::time::advance(NOTICE_LASTS).await;
        assert!(queue.may_type(ONE) && queue.may_slow_down(ONE));
    }

    #[tokio::test(start_paused = true)]
    async fn rows_without_a_memory_are_dropped() {
        let queue = Queue::default();
        queue.may_type(ONE);
        for channel in 2..10_000 {
            drop(queue.turn(ChannelId::new(channel)).await);
        }
        let rows = queue.rows.lock().unwrap();
        assert!(rows.len() <= MANY + 1);
        assert!(rows.contains_key(&ONE), "somebody types there");
    }
}
