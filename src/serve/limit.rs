//! How much is answered at a time. In: requests. Out: a permit, or the refusal of those that are too many.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Requests that wait for a permit, at most.
const MOST_WAITING: usize = 64;
/// How long one waits.
const PATIENCE: Duration = Duration::from_secs(2);

/// The time of a request.
pub(super) const TIME: Duration = Duration::from_secs(5);
/// The time of a draft: 500 quotations take 6 s.
pub(super) const LONG: Duration = Duration::from_secs(15);

/// How long the rest of an answer may wait for its client. One of a megabyte is read in 40 s at 200 kbit/s.
pub(super) const READ: Duration = Duration::from_secs(60);

/// The requests that are answered at a time.
pub(super) struct Gatekeeper {
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Gatekeeper {
    pub fn new(at_a_time: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_a_time.max(1))), waiting: AtomicUsize::new(0) }
    }

    /// Waits for a permit; `None` if too many wait, or if it took too long.
    pub async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Some(permit);
        }
        let _place = Place::take(&self.waiting)?;
        tokio::time::timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned()).await.ok()?.ok()
    }
}

/// A place among those that wait, which is free again when the request goes, also if its client hangs up.
struct Place<'w>(&'w AtomicUsize);

impl<'w> Place<'w> {
    fn take(waiting: &'w AtomicUsize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        (before < MOST_WAITING).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn those_that_are_too_many_and_those_that_wait_too_long_are_refused() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let gatekeeper = Arc::new(Gatekeeper::new(1));
            let permit = gatekeeper.enter().await;
            assert!(permit.is_some());
            let wait = || {
                let own = Arc::clone(&gatekeeper);
                tokio::spawn(async move { own.enter().await.is_some() })
            };
            let waiting: Vec<_> = (0..MOST_WAITING).map(|_| wait()).collect();
            while gatekeeper.waiting.load(Ordering::Relaxed) < MOST_WAITING {
                tokio::task::yield_now().await;
            }
            let begun = Instant::now();
            assert!(gatekeeper.enter().await.is_none() && begun.elapsed() < PATIENCE, "one too many");
            drop(permit);
            for one in waiting {
                assert!(one.await.unwrap(), "each gets the permit in its turn");
            }
            let permit = gatekeeper.enter().await;
            let begun = Instant::now();
            assert!(permit.is_some() && gatekeeper.enter().await.is_none() && begun.elapsed() >= PATIENCE);
        });
    }
}
