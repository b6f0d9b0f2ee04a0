//! The last message seen in each channel: where a lost session is caught up from.

use std::collections::HashMap;

use serenity::model::id::{ChannelId, GuildId, MessageId};

/// How many channels are remembered.
const MOST: usize = 5_000;

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

/// Where the bot has read up to.
#[derive(Debug, Default)]
pub(crate) struct Cursors {
    read: HashMap<ChannelId, Cursor>,
    /// What came since the connection was lost: until the gap is closed, it must not hide what lies in it.
    since_lost: Option<HashMap<ChannelId, Cursor>>,
}

impl Cursors {
    /// A message was seen.
    pub(crate) fn saw(&mut self, channel: ChannelId, server: Option<GuildId>, last: MessageId) {
        let cursor = Cursor {
            channel,
            server,
            last,
        };
        match &mut self.since_lost {
            Some(since) => advance(since, cursor),
            None => advance(&mut self.read, cursor),
        }
    }

    /// A channel is there, with its last message; nothing changes where more is known.
    pub(crate) fn begin(&mut self, channel: ChannelId, server: GuildId, last: MessageId) {
        let server = Some(server);
        if self.read.len() < MOST {
            self.read.entry(channel).or_insert(Cursor {
                channel,
                server,
                last,
            });
        }
    }

    /// How far a channel was read.
    pub(crate) fn of(&self, channel: ChannelId) -> Option<Cursor> {
        self.read.get(&channel).copied()
    }

    /// The connection is lost: from here on there may be a gap.
    pub(crate) fn lose(&mut self) {
        self.since_lost.get_or_insert_default();
    }

    /// The gap is closed.
    pub(crate) fn close(&mut self) {
        for cursor in self.since_lost.take().unwrap_or_default().into_values() {
            advance(&mut self.read, cursor);
        }
    }

    /// The channels, the liveliest first.
    pub(crate) fn latest(&self, most: usize) -> Vec<Cursor> {
        let mut all: Vec<Cursor> = self.read.values().copied().collect();
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

    fn saw(cursors: &mut Cursors, channel: u64, last: u64) {
        cursors.saw(ChannelId::new(channel), None, MessageId::new(last));
    }

    fn latest(cursors: &Cursors, most: usize) -> Vec<(u64, u64)> {
        let latest = cursors.latest(most);
        let pairs = latest
            .iter()
            .map(|cursor| (cursor.channel.get(), cursor.last.get()));
        pairs.collect()
    }

    #[test]
    fn the_liveliest_channels_come_first_and_the_quiet_make_room() {
        let mut cursors = Cursors::default();
        for channel in 1..=6_000 {
            saw(&mut cursors, channel, channel);
        }
        saw(&mut cursors, 5_000, 9_000);
        saw(&mut cursors, 5_000, 8_000);
        assert!(cursors.read.len() <= MOST);
        assert_eq!(latest(&cursors, 2), [(5_000, 9_000), (6_000, 6_000)]);
    }

    #[test]
    fn what_comes_after_a_loss_does_not_hide_the_gap() {
        let mut cursors = Cursors::default();
        saw(&mut cursors, 1, 10);
        cursors.lose();
        cursors.lose();
        saw(&mut cursors, 1, 20);
        assert_eq!(latest(&cursors, 1), [(1, 10)]);
        cursors.close();
        assert_eq!(latest(&cursors, 1), [(1, 20)]);
        let (channel, server) = (ChannelId::new(1), GuildId::new(3));
        cursors.begin(channel, server, MessageId::new(99));
        assert_eq!(latest(&cursors, 1), [(1, 20)]);
    }
}
