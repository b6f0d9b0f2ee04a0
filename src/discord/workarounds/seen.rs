//! Which events were taken already: the gateway may hand on one twice, and a catch-up may find it again.

use std::collections::{HashSet, VecDeque};

/// How many ids are remembered; the oldest go first.
const MOST: usize = 10_000;

/// The ids of the last events.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    ids: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// Whether an id came already.
    pub(crate) fn contains(&self, id: u64) -> bool {
        self.ids.contains(&id)
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
}
