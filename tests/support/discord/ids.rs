//! Snowflakes, as Discord makes them: milliseconds since 2015 above a counter, so that later is larger.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

const DISCORD_EPOCH: u64 = 1_420_070_400_000;

static COUNTER: AtomicU64 = AtomicU64::new(1);

/// A new id, larger than all before.
pub(crate) fn snowflake() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let milliseconds = u64::try_from(now.as_millis()).unwrap() - DISCORD_EPOCH;
    (milliseconds << 22) | (COUNTER.fetch_add(1, Ordering::Relaxed) & 0x003F_FFFF)
}

/// The time now, as Discord writes it.
pub(crate) fn timestamp() -> String {
    jiff::Timestamp::now().to_string()
}

macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = $what]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub(crate) u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(GuildId, "A server.");
id!(
    ChannelId,
    "A channel, or the direct messages with one person."
);
id!(UserId, "A person or a bot.");
id!(MessageId, "A message.");
