//! How far each channel was read on each shard, and the gaps that lost sessions leave.
//!
//! Events are taken in no particular order, and nobody is told when a session is lost: what is said after a gap must not hide what lies
//! in it, so that a channel counts as read only after a while.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::{Duration, Instant};

use serenity::model::Timestamp;
use serenity::model::id::{ChannelId, GuildId, MessageId, ShardId};

/// How many channels are remembered on each shard.
const MOST: usize = 5_000;
/// After how long a message counts as read; by then everything that came before it was taken.
const SETTLED: Duration = Duration::from_secs(5);
/// How many messages wait to be settled.
const MOST_FRESH: usize = 10_000;
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
    /// From when the bot came: nothing was ever seen there.
    Start(Timestamp),
}

/// A loss of a session, by its number on its shard.
pub(crate) type Loss = u64;

/// What was missed on a shard.
#[derive(Debug, Default)]
struct Gap {
    /// What came since; it is part of what was read only when the gap is closed.
    since: HashMap<ChannelId, Cursor>,
    /// The channels that are caught up with already.
    claimed: HashSet<ChannelId>,
}

#[derive(Debug)]
struct Shard {
    read: HashMap<ChannelId, Cursor>,
    /// What was seen a moment ago.
    fresh: VecDeque<(Instant, Cursor)>,
    servers: HashSet<GuildId>,
    began: Timestamp,
    gap: Option<Gap>,
    losses: Loss,
}

/// Where the bot has read up to, shard by shard.
#[derive(Debug, Default)]
pub(crate) struct Cursors(HashMap<ShardId, Shard>);

impl Cursors {
    /// A message was seen.
    pub(crate) fn saw(&mut self, shard: ShardId, cursor: Cursor, now: Instant) {
        let shard = self.shard(shard);
        if let Some(gap) = &mut shard.gap {
            return advance(&mut gap.since, cursor);
        }
        shard.fresh.push_back((now, cursor));
        shard.settle(now);
    }

    /// A server is there; true the first time.
    pub(crate) fn meets(&mut self, shard: ShardId, server: GuildId) -> bool {
        self.shard(shard).servers.insert(server)
    }

    /// A channel is there, with its last message; nothing changes where more is known.
    pub(crate) fn begin(&mut self, shard: ShardId, cursor: Cursor) {
        let read = &mut self.shard(shard).read;
        if read.len() < MOST {
            read.entry(cursor.channel).or_insert(cursor);
        }
    }

    /// A channel was caught up with.
    pub(crate) fn caught_up(&mut self, shard: ShardId, cursor: Cursor) {
        advance(&mut self.shard(shard).read, cursor);
    }

    /// The session of a shard is lost: somewhere before now there may be a gap.
    pub(crate) fn lose(&mut self, shard: ShardId) -> Loss {
        let shard = self.shard(shard);
        shard.losses += 1;
        let gap = shard.gap.get_or_insert_default();
        gap.claimed.clear();
        for (_, cursor) in shard.fresh.drain(..) {
            advance(&mut gap.since, cursor);
        }
        shard.losses
    }

    /// The session of a shard goes on, or is its first: nothing was missed.
    pub(crate) fn close_now(&mut self, shard: ShardId) {
        if let Some(loss) = self.0.get(&shard).map(|shard| shard.losses) {
            self.close(shard, loss);
        }
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
            None => From::Start(shard.began),
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

    fn shard(&mut self, shard: ShardId) -> &mut Shard {
        self.0.entry(shard).or_insert_with(Shard::new)
    }

    /// The channels of a shard, the liveliest first, also those that were only just seen.
    pub(crate) fn latest(&self, shard: ShardId, most: usize) -> Vec<Cursor> {
        let Some(shard) = self.0.get(&shard) else {
            return Vec::new();
        };
        let gap = shard.gap.iter().flat_map(|gap| gap.since.values());
        let new = gap.filter(|cursor| !shard.read.contains_key(&cursor.channel));
        let mut all: Vec<Cursor> = shard.read.values().chain(new).copied().collect();
        all.sort_by_key(|cursor| std::cmp::Reverse(cursor.last));
        all.truncate(most);
        all
    }
}

impl Shard {
    /// A shard that begins now.
    fn new() -> Self {
        Self {
            read: HashMap::new(),
            fresh: VecDeque::new(),
            servers: HashSet::new(),
            began: Timestamp::now(),
            gap: None,
            losses: 0,
        }
    }

    /// What was seen a while ago counts as read.
    fn settle(&mut self, now: Instant) {
        while let Some((at, cursor)) = self.fresh.front().copied() {
            if now.duration_since(at) < SETTLED && self.fresh.len() <= MOST_FRESH {
                return;
            }
            self.fresh.pop_front();
            advance(&mut self.read, cursor);
        }
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

    /// Cursors that have read these messages a while ago.
    fn read(messages: impl IntoIterator<Item = (u64, u64)>) -> Cursors {
        let mut cursors = Cursors::default();
        let now = Instant::now();
        for (channel, last) in messages {
            cursors.saw(SHARD, at(channel, last), now);
        }
        cursors.shard(SHARD).settle(now + SETTLED);
        cursors
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
        let many = (1..=6_000).map(|channel| (channel, channel));
        let cursors = read(many.chain([(5_000, 9_000), (5_000, 8_000)]));
        assert!(cursors.0[&SHARD].read.len() <= MOST);
        assert_eq!(latest(&cursors, 2), [(5_000, 9_000), (6_000, 6_000)]);
    }

    #[test]
    fn what_comes_after_a_loss_does_not_hide_the_gap() {
        let mut cursors = read([(1, 10)]);
        cursors.saw(SHARD, at(1, 20), Instant::now());
        cursors.lose(SHARD);
        let loss = cursors.lose(SHARD);
        cursors.saw(SHARD, at(1, 30), Instant::now());
        cursors.saw(SHARD, at(2, 5), Instant::now());
        assert_eq!(latest(&cursors, 2), [(1, 10), (2, 5)]);
        claim(
            &mut cursors,
            1,
            None,
            Some(From::Message(MessageId::new(10))),
        );
        let start = Some(From::Start(cursors.0[&SHARD].began));
        claim(&mut cursors, 2, None, start);
        cursors.close(SHARD, loss);
        assert_eq!(latest(&cursors, 1), [(1, 30)]);
        cursors.begin(SHARD, at(1, 99));
        assert_eq!(latest(&cursors, 1), [(1, 30)]);
    }

    #[test]
    fn another_loss_or_another_shard_keeps_the_gap_open() {
        let mut cursors = read([(1, 10)]);
        let first = cursors.lose(SHARD);
        let other = cursors.lose(OTHER);
        cursors.close(OTHER, other);
        cursors.lose(SHARD);
        cursors.close(SHARD, first);
        cursors.saw(SHARD, at(1, 20), Instant::now());
        assert!(cursors.is_open(SHARD) && !cursors.is_open(OTHER));
        assert_eq!(latest(&cursors, 1), [(1, 10)]);
    }

    #[test]
    fn a_server_is_met_once() {
        let mut cursors = Cursors::default();
        assert!(cursors.meets(SHARD, GuildId::new(3)));
        assert!(!cursors.meets(SHARD, GuildId::new(3)));
    }

    fn claim(cursors: &mut Cursors, channel: u64, newest: Option<u64>, expected: Option<From>) {
        let found = cursors.claim(SHARD, ChannelId::new(channel), newest.map(MessageId::new));
        assert_eq!(found, expected, "{channel} {newest:?}");
    }

    #[test]
    fn a_channel_is_caught_up_with_once_a_loss() {
        let cursors = &mut read([(1, 10)]);
        claim(cursors, 1, Some(20), None);
        let from = Some(From::Message(MessageId::new(10)));
        let start = Some(From::Start(cursors.0[&SHARD].began));
        for _ in 0..2 {
            cursors.lose(SHARD);
            claim(cursors, 1, Some(10), None);
            claim(cursors, 1, Some(20), from);
            claim(cursors, 1, Some(20), None);
            claim(cursors, 2, Some(20), start);
            claim(cursors, 3, None, start);
        }
        for channel in 4..200 {
            cursors.claim(SHARD, ChannelId::new(channel), None);
        }
        claim(cursors, 300, None, None);
    }
}
