//! Rate limits as Discord keeps them: a bucket per route and major parameter with a fixed window, and the global limit.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::routes::{Matched, names};

/// Requests per window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) requests: u32,
    pub(crate) window: Duration,
}

impl Limit {
    pub(crate) const fn new(requests: u32, milliseconds: u64) -> Self {
        Self {
            requests,
            window: Duration::from_millis(milliseconds),
        }
    }
}

/// What Discord sends today on the routes that bots use most; it may change them any day.
fn usual(route: &str) -> Option<Limit> {
    match route {
        names::CALLBACK | names::DOWNLOAD | names::GATEWAY => None,
        names::CREATE_MESSAGE
        | names::EDIT_MESSAGE
        | names::TYPING
        | names::LIST_MESSAGES
        | names::FOLLOW_UP
        | names::EDIT_ORIGINAL => Some(Limit::new(5, 5000)),
        names::DELETE_MESSAGE => Some(Limit::new(5, 1000)),
        _ => Some(Limit::new(20, 10_000)),
    }
}

/// Whether requests on the route count to the global limit.
fn counts_globally(route: &str) -> bool {
    !route.contains("/interactions/") && !route.contains("/webhooks/") && route != names::DOWNLOAD
}

struct Bucket {
    limit: Limit,
    remaining: u32,
    resets: Instant,
    /// Since when the client knows that nothing remains.
    told: Option<Instant>,
}

impl Bucket {
    fn renew(&mut self, now: Instant) {
        if now >= self.resets {
            self.remaining = self.limit.requests;
            self.resets = now + self.limit.window;
            self.told = None;
        }
    }
}

/// What becomes of a request.
pub(crate) struct Verdict {
    /// Seconds to wait, and whether for the global limit; absent when the request may pass.
    pub(crate) limited: Option<(f64, bool)>,
    /// The client knew.
    pub(crate) known: bool,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// All limits and how far they are used up.
pub(crate) struct Limits {
    /// Off: nothing is limited, and the headers say that much remains.
    pub(crate) on: bool,
    own: HashMap<&'static str, Limit>,
    buckets: HashMap<String, Bucket>,
    second: (Instant, u32),
    global_until: Option<(Instant, Option<Instant>)>,
    pub(crate) global_per_second: u32,
    /// So long a request may have been under way when its bucket became known to be used up.
    pub(crate) in_flight: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            on: true,
            own: HashMap::new(),
            buckets: HashMap::new(),
            second: (Instant::now(), 0),
            global_until: None,
            global_per_second: 50,
            in_flight: Duration::from_millis(50),
        }
    }
}

impl Limits {
    pub(crate) fn set(&mut self, route: &'static str, limit: Limit) {
        self.own.insert(route, limit);
        self.buckets
            .retain(|key, _| !key.starts_with(&format!("{route} ")));
    }

    fn key(matched: &Matched) -> String {
        let major = ["channel_id", "guild_id", "webhook_token"].map(|name| matched.text(name));
        format!("{} {}", matched.route, major.join(":"))
    }

    fn bucket(&mut self, matched: &Matched, now: Instant) -> Option<&mut Bucket> {
        let usual = if self.on {
            usual(matched.route)
        } else {
            Some(Limit::new(1_000_000, 1000))
        };
        let limit = self.own.get(matched.route).copied().or(usual)?;
        let bucket = self.buckets.entry(Self::key(matched)).or_insert(Bucket {
            limit,
            remaining: limit.requests,
            resets: now + limit.window,
            told: None,
        });
        bucket.renew(now);
        Some(bucket)
    }

    /// The client did not hear how much remains on a route.
    pub(crate) fn not_told(&mut self, matched: &Matched) {
        if let Some(bucket) = self.buckets.get_mut(&Self::key(matched)) {
            bucket.told = None;
        }
    }

    /// Uses the route's bucket up for so long, whatever else it says.
    pub(crate) fn exhaust(&mut self, matched: &Matched, pause: Duration) {
        let now = Instant::now();
        let limit = self.own.get(matched.route).copied();
        let limit = limit
            .or_else(|| usual(matched.route))
            .unwrap_or(Limit::new(5, 5000));
        let bucket = Bucket {
            limit,
            remaining: 0,
            resets: now + pause,
            told: None,
        };
        self.buckets.insert(Self::key(matched), bucket);
    }

    /// Uses the global limit up for so long.
    pub(crate) fn exhaust_globally(&mut self, pause: Duration) {
        self.global_until = Some((Instant::now() + pause, None));
    }

    /// Counts a request and says what becomes of it.
    pub(crate) fn ask(&mut self, matched: &Matched) -> Verdict {
        let (now, in_flight) = (Instant::now(), self.in_flight);
        if counts_globally(matched.route)
            && let Some(verdict) = self.ask_globally(now)
        {
            return verdict;
        }
        let Some(bucket) = self.bucket(matched, now) else {
            return Verdict {
                limited: None,
                known: false,
                headers: Vec::new(),
            };
        };
        let known = bucket.told.is_some_and(|told| now > told + in_flight);
        let limited = bucket.remaining == 0;
        bucket.remaining = bucket.remaining.saturating_sub(1);
        if bucket.remaining == 0 {
            bucket.told.get_or_insert(now);
        }
        let wait = seconds(bucket.resets - now);
        Verdict {
            limited: limited.then_some((wait, false)),
            known: limited && known,
            headers: headers(matched, bucket, wait, limited),
        }
    }

    fn ask_globally(&mut self, now: Instant) -> Option<Verdict> {
        if now >= self.second.0 + Duration::from_secs(1) {
            self.second = (now, 0);
        }
        self.second.1 += 1;
        if self.on && self.second.1 > self.global_per_second && self.global_until.is_none() {
            self.global_until = Some((self.second.0 + Duration::from_secs(1), None));
        }
        let (until, told) = self.global_until?;
        if now >= until {
            self.global_until = None;
            return None;
        }
        self.global_until = Some((until, told.or(Some(now))));
        let wait = seconds(until - now);
        Some(Verdict {
            limited: Some((wait, true)),
            known: told.is_some_and(|told| now > told + self.in_flight),
            headers: vec![
                ("retry-after", wait.to_string()),
                ("x-ratelimit-global", "true".to_owned()),
                ("x-ratelimit-scope", "global".to_owned()),
            ],
        })
    }
}

/// Seconds to the millisecond, rounded up, so that who waits so long waits long enough.
fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).ceil() / 1000.0
}

fn headers(
    matched: &Matched,
    bucket: &Bucket,
    wait: f64,
    limited: bool,
) -> Vec<(&'static str, String)> {
    let epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let mut headers = vec![
        ("x-ratelimit-limit", bucket.limit.requests.to_string()),
        ("x-ratelimit-remaining", bucket.remaining.to_string()),
        (
            "x-ratelimit-reset",
            format!("{:.3}", epoch.as_secs_f64() + wait),
        ),
        ("x-ratelimit-reset-after", format!("{wait:.3}")),
        ("x-ratelimit-bucket", bucket_name(matched.route)),
    ];
    if limited {
        headers.push(("retry-after", wait.to_string()));
        headers.push(("x-ratelimit-scope", "user".to_owned()));
    }
    headers
}

/// Discord names its buckets by hashes.
fn bucket_name(route: &str) -> String {
    let mut hasher = DefaultHasher::new();
    route.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
