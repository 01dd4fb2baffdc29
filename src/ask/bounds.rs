//! How much is answered at once, and what can go wrong. In: a number of questions, an end. Out: whether there is room for one more.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::model::Hint;
#[cfg(feature = "store")]
use crate::store::StoreError;

/// How much one call may ask. Without bounds it may ask anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AskBounds {
    /// The most claims, or quotations of drafts.
    pub most: Option<usize>,
    /// When the answers must be there. The clock is read before each question, so that one question more may be finished.
    pub until: Option<Instant>,
}

impl AskBounds {
    /// Fails if there are too many questions.
    fn hold(&self, given: usize) -> Result<(), AskError> {
        match self.most {
            Some(most) if given > most => Err(AskError::TooMany { given, most }),
            _ => Ok(()),
        }
    }

    /// Fails if there are too many questions; else begins to count those that are asked.
    pub(super) fn begin(&self, given: usize) -> Result<Begun, AskError> {
        self.hold(given)?;
        Ok(Begun { until: self.until, given, done: AtomicUsize::new(0) })
    }
}

/// Questions that are being answered, by many threads.
pub(super) struct Begun {
    until: Option<Instant>,
    given: usize,
    done: AtomicUsize,
}

impl Begun {
    /// Fails if the time is over.
    pub fn in_time(&self) -> Result<(), AskError> {
        match self.until {
            Some(until) if Instant::now() >= until => {
                Err(AskError::OutOfTime { done: self.done.load(Ordering::Relaxed), given: self.given })
            }
            _ => Ok(()),
        }
    }

    /// Counts an answer.
    pub fn answered(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// More questions than the bounds allow. None was answered.
    #[error("{given} quotations were given, and at most {most} are answered at once")]
    TooMany {
        /// How many were given.
        given: usize,
        /// How many are allowed.
        most: usize,
    },
    /// The time was over before the last answer.
    #[error("the time was over when {done} of {given} quotations were looked for")]
    OutOfTime {
        /// How many have an answer, which is lost.
        done: usize,
        /// How many were given.
        given: usize,
    },
    /// A corpus file without an article: everything would be reported as not found.
    #[error("{}: there is no article in this corpus", file.display())]
    EmptyCorpus {
        /// The corpus file.
        file: PathBuf,
    },
    /// A corpus file that cannot be used.
    #[cfg(feature = "store")]
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AskError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::EmptyCorpus { .. } => Some(Hint::FillCorpus),
            #[cfg(feature = "store")]
            Self::Store(error) => error.hint(),
            _ => None,
        }
    }
}
