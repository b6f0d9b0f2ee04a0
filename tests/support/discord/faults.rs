//! Faults as data: what goes wrong, on which route, and how many times.

use std::time::Duration;

/// Something that goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 429 of the route's bucket: it counts as used up for so long.
    RateLimitRoute(Duration),
    /// 429 for everything that counts to the global limit, for so long.
    RateLimitGlobal(Duration),
    /// Answered with this status, not handled.
    Status(u16),
    /// Answered with this status and this code of Discord's, not handled.
    Refused(u16, u32),
    /// Refused for its first button or link, not handled.
    BadButton,
    /// The connection ends before the request is handled.
    DropBefore,
    /// The request is handled, its response is lost.
    DropAfter,
    /// Handled so much later.
    Slow(Duration),
}

/// The faults to come.
#[derive(Default)]
pub(crate) struct Faults(Vec<Planned>);

struct Planned {
    route: &'static str,
    fault: Fault,
    left: usize,
}

impl Faults {
    /// The next `times` requests on the route meet the fault; plans for one route are carried out one after another.
    pub(crate) fn plan(&mut self, route: &'static str, fault: Fault, times: usize) {
        self.0.push(Planned {
            route,
            fault,
            left: times,
        });
    }

    /// The fault that a request meets.
    pub(crate) fn take(&mut self, route: &str) -> Option<Fault> {
        let planned = self
            .0
            .iter_mut()
            .find(|planned| planned.left > 0 && planned.route == route)?;
        planned.left -= 1;
        Some(planned.fault)
    }
}
