//! What was asked of the fake, and what Discord would not have liked about it.

use serde_json::Value;

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) route: &'static str,
    /// The JSON of the body, of its `payload_json` when it has parts; null without one.
    pub(crate) body: Value,
    /// 0 when the connection was cut.
    pub(crate) status: u16,
}

/// Everything on record.
#[derive(Default)]
pub(crate) struct Record {
    /// Off while measuring, so that memory does not grow.
    pub(crate) quiet: bool,
    pub(crate) requests: Vec<Request>,
    pub(crate) violations: Vec<String>,
    /// Responses with 401, 403 or 429, of which Discord bears 10,000 in ten minutes.
    pub(crate) invalid: usize,
    /// Responses with 429 that no fault asked for.
    pub(crate) limited: usize,
}

impl Record {
    pub(crate) fn request(&mut self, request: Request) {
        if matches!(request.status, 401 | 403 | 429) {
            self.invalid += 1;
        }
        if !self.quiet {
            self.requests.push(request);
        }
    }

    pub(crate) fn violation(&mut self, text: String) {
        self.violations.push(text);
    }
}
