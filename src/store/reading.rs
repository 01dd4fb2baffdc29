//! A corpus that is only read, as a server reads it. In: a path, a time limit. Out: a [`Store`] that cannot write, one view of the file for
//! all questions of a request, and a mark of the file's state.

use std::path::Path;
use std::time::Instant;

use rusqlite::{OpenFlags, Transaction};

use super::connection::Store;
use super::error::StoreError;
use super::facts::fact;
use super::problem::Problem;
use super::{schema, sql};

/// How many instructions of SQLite run between two looks at the clock: some 20 µs.
const INSTRUCTIONS: i32 = 2_000;

/// What a corpus is when it is read: it changes with every commit that changes an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CorpusState {
    /// The number of articles.
    pub articles: usize,
    /// The number of quotations, without those that are no speech.
    pub quotations: usize,
    /// Changes of articles so far.
    pub changes: usize,
    /// The number of changes that the remarks include.
    pub grouped: usize,
    /// The checksum over all figures.
    pub seal: usize,
}

impl CorpusState {
    /// True if the remarks include all articles.
    pub fn is_grouped(&self) -> bool {
        self.changes == self.grouped
    }
}

impl Store {
    /// Opens an existing corpus for reading only: neither SQLite nor a statement can change the file. Another process may write meanwhile.
    ///
    /// # Errors
    /// If the file does not exist, cannot be read, is not a corpus, or is a corpus of another version.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let store = match Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(Self::checked) {
            // In a folder that nobody may write to, only `open` knows how to read.
            Err(StoreError::ReadOnly { .. } | StoreError::Closed { .. }) => Self::open(path)?,
            other => other?,
        };
        store.guarded(|s| Ok(s.connection.execute_batch(sql::READER)?))?;
        Ok(store)
    }

    /// Runs questions in one view of the file, which no writer changes.
    ///
    /// # Errors
    /// If the file cannot be read or is of another version by now, and the errors of `what`.
    pub fn reading<T, E: From<StoreError>>(&self, what: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let view = self.snapshot().map_err(|problem| StoreError::of(&self.path, problem))?;
        // Another program may have brought the file to a later version since it was opened.
        self.guarded(|s| match schema::version(&s.connection)? {
            schema::VERSION => Ok(()),
            version => Err(Problem::Newer { version }),
        })?;
        let answer = what(self);
        drop(view);
        answer
    }

    /// Returns the state of the corpus.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn state(&self) -> Result<CorpusState, StoreError> {
        self.guarded(|s| {
            let fact = |name| fact(&s.connection, name);
            Ok(CorpusState {
                articles: fact("articles")?,
                quotations: fact("quotations")?,
                changes: fact("changes")?,
                grouped: fact("grouped")?,
                seal: fact("seal")?,
            })
        })
    }

    /// Stops every statement that still runs at this time, with [`StoreError::Stopped`]; `None` lets them run.
    ///
    /// # Errors
    /// If SQLite does not take the limit.
    pub fn stop_at(&mut self, deadline: Option<Instant>) -> Result<(), StoreError> {
        self.changing(|s| {
            let over = deadline.map(|deadline| move || Instant::now() >= deadline);
            Ok(s.connection.progress_handler(INSTRUCTIONS, over)?)
        })
    }

    /// Begins a view of the file, unless one is open already.
    pub(super) fn snapshot(&self) -> Result<Option<Transaction<'_>>, Problem> {
        let open = !self.connection.is_autocommit();
        Ok(if open { None } else { Some(self.connection.unchecked_transaction()?) })
    }
}
