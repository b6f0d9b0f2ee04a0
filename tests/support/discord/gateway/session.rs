//! A session: its events with their numbers, kept for those who come back, and the connection that it has now.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::Out;

/// Events that are kept for a resume.
const KEPT: usize = 1000;

/// The line to a connection.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) out: UnboundedSender<Out>,
    /// Nothing comes through any more.
    pub(crate) mute: Arc<AtomicBool>,
}

pub(crate) struct Session {
    pub(crate) id: String,
    /// Which shard of how many.
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    last: u64,
    events: VecDeque<(u64, String)>,
    line: Option<Line>,
}

impl Session {
    pub(crate) fn new(id: String, shard: (u64, u64), intents: u64, line: Line) -> Self {
        Self {
            id,
            shard,
            intents,
            last: 0,
            events: VecDeque::new(),
            line: Some(line),
        }
    }

    /// Whether events of the server, or direct messages, go to this session.
    pub(crate) fn serves(&self, guild: Option<u64>) -> bool {
        let (shard, of) = self.shard;
        guild.map_or(shard == 0, |guild| (guild >> 22) % of == shard)
    }

    pub(crate) fn connected(&self) -> bool {
        self.line
            .as_ref()
            .is_some_and(|line| !line.out.is_closed() && !line.mute.load(Ordering::SeqCst))
    }

    /// Numbers an event, keeps it, and sends it when somebody listens.
    pub(crate) fn event(&mut self, name: &str, data: &Value) {
        self.last += 1;
        let text = json!({"op": 0, "s": self.last, "t": name, "d": data}).to_string();
        self.keep(text);
    }

    fn keep(&mut self, text: String) {
        self.send(Out::Text(text.clone()));
        self.events.push_back((self.last, text));
        if self.events.len() > KEPT {
            self.events.pop_front();
        }
    }

    pub(crate) fn send(&self, out: Out) {
        if let Some(line) = &self.line
            && !line.mute.load(Ordering::SeqCst)
        {
            // A connection that is gone is resumed or it is not; the events are kept.
            line.out.send(out).ok();
        }
    }

    pub(crate) fn mute(&mut self) {
        if let Some(line) = &self.line {
            line.mute.store(true, Ordering::SeqCst);
        }
    }

    /// Goes on over another connection: everything after the number that the client saw last, then RESUMED.
    pub(crate) fn resume(&mut self, line: Line, seen: u64) {
        self.line = Some(line);
        for (number, text) in &self.events {
            if *number > seen {
                self.send(Out::Text(text.clone()));
            }
        }
        self.event("RESUMED", &json!({}));
    }

    pub(crate) fn repeat_last(&mut self, same_number: bool) {
        let Some((_, text)) = self.events.back().cloned() else {
            return;
        };
        if same_number {
            self.send(Out::Text(text));
            return;
        }
        let mut event: Value = serde_json::from_str(&text).unwrap();
        self.last += 1;
        event["s"] = json!(self.last);
        self.keep(event.to_string());
    }
}
