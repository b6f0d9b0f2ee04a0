//! Work that takes a processor for long: charts, and the moderators' desk. It waits for its turn, so that a rush for it holds up no
//! answer and takes no memory.

use std::sync::LazyLock;
use std::thread::available_parallelism;

use tokio::sync::Semaphore;
use tokio::task::{JoinError, spawn_blocking};

/// The turns: as many as half the processors.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(turns()));

fn turns() -> usize {
    let processors = available_parallelism().map_or(1, usize::from);
    (processors / 2).max(1)
}

/// Does the work beside the answering, once it has a turn.
///
/// # Errors
/// If the work panics.
pub(crate) async fn heavy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    let _turn = TURNS.acquire().await;
    spawn_blocking(work).await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn there_is_no_more_of_it_at_a_time_than_there_are_turns() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let work = |_| {
            let (now, most) = (Arc::clone(&now), Arc::clone(&most));
            tokio::spawn(heavy(move || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::yield_now();
                now.fetch_sub(1, Ordering::SeqCst);
            }))
        };
        for done in (0..200).map(work).collect::<Vec<_>>() {
            done.await.unwrap().unwrap();
        }
        assert!((1..=turns()).contains(&most.load(Ordering::SeqCst)));
    }
}
