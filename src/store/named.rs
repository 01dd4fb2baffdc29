//! A reference → the articles of the corpus that it may mean.
//!
//! In: the references of a claim. Out: numbers of articles. The names of all articles (ids, addresses, titles, outlets) are read once, when the first
//! claim names a source, and held as hashes: some 16 bytes a name. An article that came later is found by its words alone.

use std::hash::{Hash, Hasher};

use rusqlite::Connection;
use rustc_hash::FxHasher;

use super::problem::Problem;
use super::sql;
use super::totals::{ListedHeader, Total};
use crate::model::Reference;
use crate::verify::{SourceKeys, reference_keys};

/// Most articles of one name that are read.
const MOST_OF_A_NAME: usize = 16;

/// The names of all articles, as hashes with the number of the article, sorted.
pub(super) struct ArticleNames(Vec<(u64, u32)>);

impl ArticleNames {
    /// Reads the names of all current articles. Whoever calls this has begun a view of the file.
    pub(super) fn read(connection: &Connection) -> Result<Self, Problem> {
        let mut select = connection.prepare(sql::NAMES)?;
        let mut rows = select.query([])?;
        let (mut names, mut total) = (Vec::new(), Total::default());
        while let Some(row) = rows.next()? {
            let (h, number) = (ListedHeader::read(row)?, row.get::<_, u32>(6)?);
            total.add_header(&h);
            let keys = SourceKeys::new(&h.id, h.url.as_deref(), h.title.as_deref());
            let keys = keys.of_outlet(h.outlet.as_deref(), h.date.as_deref());
            names.extend(keys.0.iter().map(|key| (hash(key), number)));
        }
        total.check_headers(connection)?;
        names.sort_unstable();
        names.dedup();
        Ok(Self(names))
    }

    /// The articles that any of the references may mean, in ascending order.
    pub(super) fn of(&self, references: &[Reference]) -> Vec<u32> {
        let mut out = Vec::new();
        for key in references.iter().flat_map(reference_keys) {
            let key = hash(&key);
            let first = self.0.partition_point(|(own, _)| *own < key);
            let same = self.0[first..].iter().take_while(|(own, _)| *own == key);
            out.extend(same.take(MOST_OF_A_NAME).map(|(_, number)| *number));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The same for every run.
fn hash(key: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}
