//! Which events were taken already: the gateway may hand on one twice, and a catch-up may find it again. A message that was taken and not
//! answered stays open: an edit may ask it.

use std::collections::{HashSet, VecDeque};

/// How many ids are remembered; the oldest go first.
const MOST: usize = 10_000;

/// The ids of the last events.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    ids: HashSet<u64>,
    order: VecDeque<u64>,
    /// Those that came and were not answered.
    open: HashSet<u64>,
}

impl Seen {
    /// Whether an id came already.
    pub(crate) fn contains(&self, id: u64) -> bool {
        self.ids.contains(&id)
    }

    /// Whether an id came, and nothing more is to come of it.
    pub(crate) fn is_closed(&self, id: u64) -> bool {
        self.contains(id) && !self.open.contains(&id)
    }

    /// An id came to nothing.
    pub(crate) fn leave_open(&mut self, id: u64) {
        if self.contains(id) {
            self.open.insert(id);
        }
    }

    /// True where an id is not closed yet; then it is.
    pub(crate) fn close(&mut self, id: u64) -> bool {
        self.open.remove(&id) || self.first(id)
    }

    /// True the first time that an id comes.
    pub(crate) fn first(&mut self, id: u64) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
            self.open.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_the_memory_is_bounded() {
        let mut seen = Seen::default();
        assert!(seen.first(1));
        assert!(!seen.first(1));
        for id in 2..=20_000 {
            assert!(seen.first(id));
        }
        assert_eq!(seen.ids.len(), MOST);
        assert!(!seen.first(20_000));
        assert!(seen.first(1));
    }

    #[test]
    fn what_came_to_nothing_is_open_to_an_edit_and_to_nothing_else() {
        let mut seen = Seen::default();
        seen.leave_open(1);
        assert!(seen.close(1), "it is new");
        assert!(seen.is_closed(1) && !seen.close(1));
        seen.leave_open(1);
        assert!(!seen.is_closed(1) && !seen.first(1), "it comes again");
        assert!(seen.close(1) && !seen.close(1));
        seen.leave_open(1);
        for id in 2..=20_000 {
            seen.first(id);
        }
        assert!(seen.open.is_empty());
    }
}
