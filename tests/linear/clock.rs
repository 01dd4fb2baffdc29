//! The work of a run, and the ratio of the work at n and at 2n.

use std::fmt;
use std::time::Duration;

/// How much work a series must have before its slope is believed, and how long that is tried.
pub struct Budget {
    /// The bytes of units to begin with.
    first: usize,
    /// The most bytes of units at n.
    most: usize,
    /// The nanoseconds at n that are enough.
    enough: u64,
}

pub const QUICK: Budget = Budget { first: 256, most: 8_192, enough: 2_000_000 };
/// For work whose square shows late.
pub const LATE: Budget = Budget { first: 64_000, most: 64_000, enough: 0 };
pub const WHOLE: Budget = Budget { first: 8_000, most: 512_000, enough: 25_000_000 };

/// How often both are measured again while the ratio looks bad; the least counts.
const AGAIN: usize = 6;
/// What is less than this at 2n is no work, in nanoseconds.
const NOTHING: u64 = 200_000;
/// The ratio that is worse than linear.
const WORSE: f64 = 3.0;

pub struct Measured {
    bytes: usize,
    once: u64,
    twice: u64,
}

impl Measured {
    fn ratio(&self) -> f64 {
        self.twice as f64 / self.once.max(1) as f64
    }

    /// Measures twice the bytes, and both again while the ratio looks bad.
    fn double(&mut self, run: &mut dyn FnMut(usize) -> u64) {
        self.twice = run(self.bytes * 2);
        for _ in 0..AGAIN {
            if !self.is_worse() {
                break;
            }
            self.once = self.once.min(run(self.bytes));
            self.twice = self.twice.min(run(self.bytes * 2));
        }
    }

    pub fn is_worse(&self) -> bool {
        self.twice >= NOTHING && self.ratio() >= WORSE
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |nanos: u64| nanos as f64 / 1e6;
        let (once, twice) = (ms(self.once), ms(self.twice));
        write!(f, "{} bytes {once:.1} ms, twice as many {twice:.1} ms: {:.2}", self.bytes, self.ratio())
    }
}

/// Finds a length with work enough, and measures there; if it looks bad, at twice the length, and so on beyond the most bytes of the
/// budget. A step at one length is not worse than linear: large blocks that the system gives anew, or nesting up to a limit. What grows
/// with the square goes on. `run` gives the work for so many bytes of units.
pub fn measure(budget: &Budget, run: &mut dyn FnMut(usize) -> u64) -> Measured {
    // What is made once, as the lexicon, is made here.
    run(budget.first.min(64));
    let mut measured = Measured { bytes: budget.first, once: run(budget.first), twice: u64::MAX };
    while measured.once < budget.enough && measured.bytes < budget.most {
        measured.bytes *= 2;
        measured.once = run(measured.bytes);
    }
    measured.double(run);
    while measured.is_worse() && measured.bytes <= budget.most {
        measured.bytes *= 2;
        measured.once = measured.twice;
        measured.double(run);
    }
    measured
}

/// The nanoseconds that this thread is on a processor for some work; where the system does not tell, those that pass.
pub fn spent(work: impl FnOnce()) -> u64 {
    let before = now();
    work();
    u64::try_from((now() - before).as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a thread has used no less than nothing")
}

#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
