//! A corpus file that many threads read at once. In: the file. Out: a connection for as long as one question takes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::bounds::AskError;
use crate::store::{Store, StoreError};

/// Connections that nobody uses now. As many are opened as threads ask at once; each knows its own caches.
pub(super) struct StorePool {
    file: PathBuf,
    idle: Mutex<Vec<Store>>,
}

impl StorePool {
    /// Opens the file.
    pub fn open(file: &Path) -> Result<Self, AskError> {
        let store = Store::open_read_only(file)?;
        Ok(Self { file: file.to_owned(), idle: Mutex::new(vec![store]) })
    }

    /// Asks over a connection of its own.
    pub fn ask<T>(&self, what: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, AskError> {
        let idle = self.idle().pop();
        let store = match idle {
            Some(store) => store,
            None => Store::open_read_only(&self.file)?,
        };
        // After an error the file may be another one, so it is opened again.
        let answer = what(&store)?;
        self.idle().push(store);
        Ok(answer)
    }

    /// A thread that panicked left no connection half used: it took it away with it.
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Store>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
