//! How often one person, and everybody in one channel, may ask.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::bot::lock;

/// How many questions a person may ask at once before the cooldown sets in.
const AT_ONCE: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);
/// How many times as much as one person a channel may ask.
const PEOPLE: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);
/// How many keys a limiter may hold before the idle ones are dropped.
const MANY: usize = 4_096;

/// A limit for each id.
type Limiter = DefaultKeyedRateLimiter<u64>;

/// The limits of one length: for people and for channels.
struct Limits {
    people: Limiter,
    channels: Limiter,
}

impl Limits {
    fn new(each: Duration) -> Option<Self> {
        let limiter = |each: Duration, at_once| {
            let quota = Quota::with_period(each)?.allow_burst(at_once);
            Some(RateLimiter::keyed(quota))
        };
        Some(Self {
            people: limiter(each, AT_ONCE)?,
            channels: limiter(each / PEOPLE.get(), AT_ONCE.saturating_mul(PEOPLE))?,
        })
    }
}

/// All cooldowns, by their length in seconds: servers set their own.
#[derive(Default)]
pub(crate) struct Cooldowns {
    limits: Mutex<HashMap<u16, Arc<Limits>>>,
    clock: DefaultClock,
}

impl Cooldowns {
    /// Takes a question into account: how long to wait instead, if it comes too soon. `seconds` of 0 is no cooldown.
    pub(crate) fn wait(&self, seconds: u16, person: u64, channel: u64) -> Option<Duration> {
        let limits = self.limits(seconds)?;
        let person = limits.people.check_key(&person);
        let now = self.clock.now();
        if let Err(not_until) = person {
            return Some(not_until.wait_time_from(now));
        }
        let channel = limits.channels.check_key(&channel);
        channel.err().map(|not_until| not_until.wait_time_from(now))
    }

    fn limits(&self, seconds: u16) -> Option<Arc<Limits>> {
        let mut all = lock(&self.limits);
        if let Some(limits) = all.get(&seconds) {
            if limits.people.len() > MANY {
                limits.people.retain_recent();
                limits.channels.retain_recent();
            }
            return Some(Arc::clone(limits));
        }
        let limits = Arc::new(Limits::new(Duration::from_secs(seconds.into()))?);
        all.insert(seconds, Arc::clone(&limits));
        Some(limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_at_once_then_one_at_a_time() {
        let cooldowns = Cooldowns::default();
        let ask = |seconds, person| cooldowns.wait(seconds, person, 9).is_none();
        assert!((0..5).all(|_| ask(60, 1)));
        assert!(!ask(60, 1), "the sixth at once");
        assert!(ask(60, 2), "somebody else");
        assert!((0..100).all(|_| ask(0, 1)), "no cooldown");
    }

    #[test]
    fn a_channel_has_its_own() {
        let cooldowns = Cooldowns::default();
        let asked = (0..100).filter(|person| cooldowns.wait(60, *person, 9).is_none());
        assert_eq!(asked.count(), 25);
        let wait = cooldowns.wait(60, 200, 9);
        assert!(wait.is_some_and(|wait| wait <= Duration::from_secs(12)));
    }
}
