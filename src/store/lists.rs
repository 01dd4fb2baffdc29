//! Lists of speakers and outlets. In: an open corpus. Out: names with figures, the most quoted first.

use rusqlite::params;

use super::connection::Store;
use super::error::StoreError;
use super::sql;

/// One person or body of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSpeaker {
    /// The key, as `person` in every output.
    pub key: String,
    /// The commonest full name.
    pub name: String,
    /// The number of quotations.
    pub quotations: usize,
}

/// One outlet of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOutlet {
    /// Its name, as its articles give it.
    pub name: String,
    /// The number of its articles.
    pub articles: usize,
}

impl Store {
    /// The persons and bodies that are quoted, the most quoted first, whose name has the words of `named`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn speakers(
        &self,
        named: Option<&str>,
        skip: usize,
        most: usize,
    ) -> Result<Vec<ListedSpeaker>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(sql::SPEAKERS)?;
            let speaker = |r: &rusqlite::Row<'_>| {
                Ok(ListedSpeaker { key: r.get(0)?, name: r.get(1)?, quotations: r.get(2)? })
            };
            let like = named.map(|named| format!("%{}%", named.replace(['%', '_'], " ").trim()));
            let found = select.query_map(params![like, most, skip], speaker)?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The outlets, those with most articles first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlets(&self, skip: usize, most: usize) -> Result<Vec<ListedOutlet>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(sql::OUTLETS)?;
            let outlet = |r: &rusqlite::Row<'_>| Ok(ListedOutlet { name: r.get(0)?, articles: r.get(1)? });
            let found = select.query_map(params![most, skip], outlet)?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }
}
