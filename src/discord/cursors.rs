//! How far each channel was read on each shard, and the gaps that lost sessions leave.
//!
//! Events come in no particular order: while a gap is open, what is said after it must not hide what lies in it.

use std::collections::{HashMap, HashSet};

use serenity::model::Timestamp;
use serenity::model::id::{ChannelId, GuildId, MessageId, ShardId};

/// How many channels are remembered on each shard.
const MOST: usize = 5_000;
/// How many channels are caught up with after one loss.
const MOST_IN_A_GAP: usize = 100;

/// How far a channel was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The channel.
    pub(crate) channel: ChannelId,
    /// Its server; messages that are read later do not say it.
    pub(crate) server: Option<GuildId>,
    /// The last message that was seen.
    pub(crate) last: MessageId,
}

/// From where a channel is caught up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// From after a message.
    Message(MessageId),
    /// From a time: nothing was ever seen there.
    Time(Timestamp),
}

/// A loss of a session, by its number on its shard.
pub(crate) type Loss = u64;

/// What was missed on a shard.
#[derive(Debug)]
struct Gap {
    /// When it began.
    began: Timestamp,
    /// What came since; it is part of what was read only when the gap is closed.
    since: HashMap<ChannelId, Cursor>,
    /// The channels that are caught up with already.
    claimed: HashSet<ChannelId>,
}

#[derive(Debug, Default)]
struct Shard {
    read: HashMap<ChannelId, Cursor>,
    gap: Option<Gap>,
    losses: Loss,
}

/// Where the bot has read up to, shard by shard.
#[derive(Debug, Default)]
pub(crate) struct Cursors(HashMap<ShardId, Shard>);

impl Cursors {
    /// A message was seen.
    pub(crate) fn saw(&mut self, shard: ShardId, cursor: Cursor) {
        let shard = self.0.entry(shard).or_default();
        match &mut shard.gap {
            Some(gap) => advance(&mut gap.since, cursor),
            None => advance(&mut shard.read, cursor),
        }
    }

    /// A channel is there, with its last message; nothing changes where more is known.
    pub(crate) fn begin(&mut self, shard: ShardId, cursor: Cursor) {
        let read = &mut self.0.entry(shard).or_default().read;
        if read.len() < MOST {
            read.entry(cursor.channel).or_insert(cursor);
        }
    }

    /// A channel was caught up with.
    pub(crate) fn caught_up(&mut self, shard: ShardId, cursor: Cursor) {
        advance(&mut self.0.entry(shard).or_default().read, cursor);
    }

    /// The connection of a shard is lost: from here on there may be a gap.
    pub(crate) fn lose(&mut self, shard: ShardId, now: Timestamp) {
        let shard = self.0.entry(shard).or_default();
        shard.losses += 1;
        match &mut shard.gap {
            Some(gap) => gap.claimed.clear(),
            None => {
                shard.gap = Some(Gap {
                    began: now,
                    since: HashMap::new(),
                    claimed: HashSet::new(),
                });
            }
        }
    }

    /// The last loss of a shard, to close its gap with.
    pub(crate) fn loss(&self, shard: ShardId) -> Loss {
        self.0.get(&shard).map_or(0, |shard| shard.losses)
    }

    /// True while a shard may have missed something.
    pub(crate) fn is_open(&self, shard: ShardId) -> bool {
        self.0.get(&shard).is_some_and(|shard| shard.gap.is_some())
    }

    /// Takes a channel to be caught up with, if nobody has taken it since the loss. `newest` is its last message, as far as
    /// Discord says it.
    pub(crate) fn claim(
        &mut self,
        shard: ShardId,
        channel: ChannelId,
        newest: Option<MessageId>,
    ) -> Option<From> {
        let shard = self.0.get_mut(&shard)?;
        let gap = shard.gap.as_mut()?;
        let from = match shard.read.get(&channel) {
            Some(cursor) if newest.is_some_and(|newest| newest <= cursor.last) => return None,
            Some(cursor) => From::Message(cursor.last),
            None => From::Time(gap.began),
        };
        let free = gap.claimed.len() < MOST_IN_A_GAP && gap.claimed.insert(channel);
        free.then_some(from)
    }

    /// A gap is closed, unless the session was lost again meanwhile.
    pub(crate) fn close(&mut self, shard: ShardId, loss: Loss) {
        let Some(shard) = self.0.get_mut(&shard) else {
            return;
        };
        if shard.losses != loss {
            return;
        }
        let since = shard.gap.take().map(|gap| gap.since).unwrap_or_default();
        for cursor in since.into_values() {
            advance(&mut shard.read, cursor);
        }
    }

    /// The channels of a shard, the liveliest first.
    pub(crate) fn latest(&self, shard: ShardId, most: usize) -> Vec<Cursor> {
        let read = self.0.get(&shard).map(|shard| shard.read.values());
        let mut all: Vec<Cursor> = read.into_iter().flatten().copied().collect();
        all.sort_by_key(|cursor| std::cmp::Reverse(cursor.last));
        all.truncate(most);
        all
    }
}

/// Moves a cursor on; the quietest half makes room where there are too many.
fn advance(read: &mut HashMap<ChannelId, Cursor>, cursor: Cursor) {
    if let Some(known) = read.get_mut(&cursor.channel) {
        known.last = cursor.last.max(known.last);
        return;
    }
    if read.len() >= MOST {
        let mut ages: Vec<MessageId> = read.values().map(|cursor| cursor.last).collect();
        let (_, middle, _) = ages.select_nth_unstable(MOST / 2);
        let middle = *middle;
        read.retain(|_, cursor| cursor.last > middle);
    }
    read.insert(cursor.channel, cursor);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARD: ShardId = ShardId(0);
    const OTHER: ShardId = ShardId(1);

    fn at(channel: u64, last: u64) -> Cursor {
        Cursor {
            channel: ChannelId::new(channel),
            server: None,
            last: MessageId::new(last),
        }
    }

    fn lost() -> Timestamp {
        Timestamp::from_unix_timestamp(1_000).unwrap()
    }

    fn latest(cursors: &Cursors, most: usize) -> Vec<(u64, u64)> {
        let latest = cursors.latest(SHARD, most);
        let pairs = latest
            .iter()
            .map(|cursor| (cursor.channel.get(), cursor.last.get()));
        pairs.collect()
    }

    #[test]
    fn the_liveliest_channels_come_first_and_the_quiet_make_room() {
        let mut cursors = Cursors::default();
        for channel in 1..=6_000 {
            cursors.saw(SHARD, at(channel, channel));
        }
        cursors.saw(SHARD, at(5_000, 9_000));
        cursors.saw(SHARD, at(5_000, 8_000));
        assert!(cursors.0[&SHARD].read.len() <= MOST);
        assert_eq!(latest(&cursors, 2), [(5_000, 9_000), (6_000, 6_000)]);
    }

    #[test]
    fn what_comes_after_a_loss_does_not_hide_the_gap() {
        let mut cursors = Cursors::default();
        cursors.saw(SHARD, at(1, 10));
        cursors.lose(SHARD, lost());
        cursors.lose(SHARD, lost());
        cursors.saw(SHARD, at(1, 20));
        assert_eq!(latest(&cursors, 1), [(1, 10)]);
        cursors.close(SHARD, cursors.loss(SHARD));
        assert_eq!(latest(&cursors, 1), [(1, 20)]);
        cursors.begin(SHARD, at(1, 99));
        assert_eq!(latest(&cursors, 1), [(1, 20)]);
    }

    #[test]
    fn another_loss_or_another_shard_keeps_the_gap_open() {
        let mut cursors = Cursors::default();
        cursors.saw(SHARD, at(1, 10));
        cursors.lose(SHARD, lost());
        let first = cursors.loss(SHARD);
        cursors.close(OTHER, cursors.loss(OTHER));
        cursors.lose(SHARD, lost());
        cursors.close(SHARD, first);
        cursors.saw(SHARD, at(1, 20));
        assert!(cursors.is_open(SHARD) && !cursors.is_open(OTHER));
        assert_eq!(latest(&cursors, 1), [(1, 10)]);
    }

    fn claim(cursors: &mut Cursors, channel: u64, newest: Option<u64>, expected: Option<From>) {
        let found = cursors.claim(SHARD, ChannelId::new(channel), newest.map(MessageId::new));
        assert_eq!(found, expected, "{channel} {newest:?}");
    }

    #[test]
    fn a_channel_is_caught_up_with_once_a_loss() {
        let cursors = &mut Cursors::default();
        cursors.saw(SHARD, at(1, 10));
        claim(cursors, 1, Some(20), None);
        let from = Some(From::Message(MessageId::new(10)));
        for _ in 0..2 {
            cursors.lose(SHARD, lost());
            claim(cursors, 1, Some(10), None);
            claim(cursors, 1, Some(20), from);
            claim(cursors, 1, Some(20), None);
            claim(cursors, 2, Some(20), Some(From::Time(lost())));
            claim(cursors, 3, None, Some(From::Time(lost())));
        }
        for channel in 4..200 {
            cursors.claim(SHARD, ChannelId::new(channel), None);
        }
        claim(cursors, 300, None, None);
    }
}
