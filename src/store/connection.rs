//! An open corpus. In: a path. Out: a [`Store`]. Each file of this folder has the methods for its subject.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::named::ArticleNames;
use super::problem::Problem;
use super::schema::{self, PATIENCE};
use super::{sql, whole};

/// An open corpus.
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// What the articles are called, read when the first claim names a source.
    pub(super) names: OnceCell<ArticleNames>,
}

impl Store {
    /// Opens a corpus to write into, and creates it if it does not exist.
    ///
    /// # Errors
    /// If the file cannot be written, is not a corpus, or is a corpus of a newer version.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Self::connect(path, flags)?;
        store.changing(|s| schema::prepare(&mut s.connection))?;
        store.guarded(|s| s.check())?;
        Ok(store)
    }

    /// Opens an existing corpus. A corpus that cannot be written can be read as long as nobody else is
    /// writing.
    ///
    /// # Errors
    /// If the file does not exist, cannot be read, is not a corpus, or is a corpus of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let opened = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(Self::checked);
        let shut = match &opened {
            Ok(store) => store.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false),
            Err(error) => matches!(error, StoreError::ReadOnly { .. } | StoreError::Closed { .. }),
        };
        if !shut || !at_rest(path) {
            return opened;
        }
        // If SQLite cannot create its own files beside the corpus, the corpus can still be read while nobody
        // writes.
        let name = format!("file:{}?immutable=1", percent_encoded(path));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Self::connect_as(Path::new(&name), path, flags).and_then(Self::checked)
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The corpus that was opened, if it is one of this version.
    pub(super) fn checked(self) -> Result<Self, StoreError> {
        self.guarded(|s| {
            schema::check(&s.connection)?;
            s.check()
        })?;
        Ok(self)
    }

    /// Fails if the figures and the numbers of rows disagree, in one view of the file.
    fn check(&self) -> Result<(), Problem> {
        let transaction = self.connection.unchecked_transaction()?;
        whole::check(&transaction)?;
        whole::check_count(&transaction)?;
        transaction.commit()?;
        Ok(())
    }

    pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        Self::connect_as(path, path, flags)
    }

    fn connect_as(name: &Path, path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|source| StoreError::of(path, source.into()))?;
        let store = Self { connection, path: path.to_owned(), names: OnceCell::new() };
        store.connection.busy_timeout(PATIENCE).map_err(|e| StoreError::of(path, e.into()))?;
        // The cache must hold all statements, so that each is prepared once.
        store.connection.set_prepared_statement_cache_capacity(64);
        store.guarded(|s| {
            // SQLite would else prepare a statement again for each new value that it is asked with, in case another plan suits that value.
            s.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            Ok(s.connection.execute_batch(sql::SETTINGS)?)
        })?;
        Ok(store)
    }

    /// Reads from the file, and names the file in every error.
    pub(super) fn guarded<T>(&self, what: impl FnOnce(&Self) -> Result<T, Problem>) -> Result<T, StoreError> {
        what(self).map_err(|problem| StoreError::of(&self.path, problem))
    }

    /// Writes to the file, and names the file in every error.
    pub(super) fn changing<T>(
        &mut self,
        what: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, StoreError> {
        what(self).map_err(|problem| StoreError::of(&self.path, problem))
    }
}

/// True if no writer left a journal beside the file. Committed data that is still in a journal must be read.
fn at_rest(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).map_or(true, |wal| wal.len() == 0)
}

/// Formats a path for a `file:` name of SQLite.
pub(super) fn percent_encoded(path: &Path) -> String {
    let mut out = String::new();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::{Store, sql};
    use crate::store::fixtures::{article, batch, fresh};

    #[test]
    fn a_statement_is_prepared_once_for_all_values() {
        let mut store = Store::create(&fresh("prepared")).unwrap();
        let text = "“The pumps are older than the town,” Ana Ruiz said.";
        store.add(&batch(&[article("a", "Post", "2024-05-03", text)])).unwrap();
        for number in [0, 1, 7] {
            let mut select = store.connection.prepare_cached(sql::QUOTATIONS).unwrap();
            let rows = select.query_map([number], |r| r.get::<_, i64>(0)).unwrap().count();
            assert_eq!((rows, select.get_status(StatementStatus::RePrepare)), (usize::from(number == 1), 0));
        }
    }
}
