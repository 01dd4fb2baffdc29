//! The corpus: articles, their quotations and the remarks behind them, in one SQLite file.
//!
//! In: articles with their quotations, in batches. Out: the same, by id or by the words of a claim.
//!
//! ```text
//! schema   the tables and their versions              schema.sql
//! row      articles and quotations ↔ rows
//! add      one batch, one transaction: whole articles or none
//! segment  keys → articles, packed; a batch is a segment, segments are merged
//! find     a claim → the articles worth a look
//! remarks  the groups, stored and read back
//! ```
//!
//! Everything that one batch brings comes in one transaction, so a corpus whose writer was killed holds whole articles only. An article
//! that comes again changes nothing; one that comes with another text or header is a new revision, and the old one is kept but not
//! searched.
//!
//! Remarks depend on all articles together (a word's weight is its rarity in the corpus), so they are made anew when articles came
//! or went; `facts` says whether they are up to date.

mod add;
mod error;
mod find;
mod remarks;
mod row;
mod schema;
mod segment;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, params};

pub use add::{Added, Batch, Keying};
pub use error::StoreError;
pub use find::Looked;
pub use remarks::{Found, Near};

use crate::model::Article;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(120);

/// An open corpus.
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// What a corpus holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// Version of the schema.
    pub schema: usize,
    /// Articles, each counted once.
    pub articles: usize,
    /// Older revisions of them.
    pub revisions: usize,
    /// Quotations in the current articles, without those that quote nobody.
    pub quotations: usize,
    /// Words of the current articles.
    pub words: usize,
    /// Remarks.
    pub remarks: usize,
    /// Whether remarks know of all articles.
    pub grouped: bool,
    /// Different outlets.
    pub outlets: usize,
    /// The first and the last date.
    pub dates: Option<(String, String)>,
    /// Bytes of the file.
    pub bytes: u64,
}

/// One article of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its outlet, date and title.
    pub outlet: Option<String>,
    /// As its source gives it.
    pub date: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The number of its current revision, from 1.
    pub revision: usize,
    /// Its quotations, without those that quote nobody.
    pub quotations: usize,
}

impl Store {
    /// Opens a corpus to write into; makes it where there is none.
    ///
    /// # Errors
    /// Where the file cannot be written, is no corpus, or is one of a newer version.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Self::connect(path, flags)?;
        store.guarded(|s| schema::prepare(&mut s.connection))?;
        Ok(store)
    }

    /// Opens a corpus that is there. It can be read where it cannot be written, as long as nobody else is writing.
    ///
    /// # Errors
    /// Where there is none, it cannot be read, is no corpus, or is one of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let checked = |mut store: Self| {
            store.guarded(|s| schema::check(&mut s.connection))?;
            Ok(store)
        };
        let opened = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(checked);
        let shut = match &opened {
            Ok(store) => store.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false),
            Err(error) => matches!(error, StoreError::ReadOnly { .. } | StoreError::Closed { .. }),
        };
        if !shut || !at_rest(path) {
            return opened;
        }
        // Without a place for SQLite's own files beside it, a corpus at rest can still be read as it is.
        let name = format!("file:{}?immutable=1", percent_encoded(path));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Self::connect_as(Path::new(&name), path, flags).and_then(checked)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        Self::connect_as(path, path, flags)
    }

    fn connect_as(name: &Path, path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|source| StoreError::of(path, source.into()))?;
        let store = Self { connection, path: path.to_owned() };
        store.connection.busy_timeout(PATIENCE).map_err(|e| StoreError::of(path, e.into()))?;
        // Statements of all kinds are prepared once.
        store.connection.set_prepared_statement_cache_capacity(64);
        let settings = "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;";
        store.connection.execute_batch(settings).map_err(|e| StoreError::of(path, e.into()))?;
        Ok(store)
    }

    /// Names the file in whatever goes wrong.
    fn guarded<T>(&mut self, what: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, StoreError> {
        what(self).map_err(|problem| StoreError::of(&self.path, problem))
    }

    /// What it holds.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn info(&mut self) -> Result<Info, StoreError> {
        self.guarded(|s| {
            let one =
                |sql: &str| -> rusqlite::Result<usize> { s.connection.query_row(sql, [], |r| r.get(0)) };
            let dates = s.connection.query_row(
                "SELECT min(date), max(date) FROM articles WHERE current",
                [],
                |r| Ok((r.get::<_, Option<String>>(0)?, r.get::<_, Option<String>>(1)?)),
            )?;
            Ok(Info {
                schema: schema::version(&s.connection)?,
                articles: schema::fact(&s.connection, "articles")?,
                revisions: one("SELECT count(*) FROM articles WHERE NOT current")?,
                quotations: schema::fact(&s.connection, "quotations")?,
                words: schema::fact(&s.connection, "words")?,
                remarks: one("SELECT count(*) FROM remarks")?,
                grouped: schema::grouped(&s.connection)?,
                outlets: one("SELECT count(DISTINCT outlet) FROM articles WHERE current")?,
                dates: dates.0.zip(dates.1),
                bytes: std::fs::metadata(&s.path).map(|m| m.len()).unwrap_or(0),
            })
        })
    }

    /// Every current article, in the order of ids, handed to `each` one by one.
    ///
    /// # Errors
    /// Where the file cannot be read, or what `each` gives.
    pub fn list<E: From<StoreError>>(
        &mut self,
        mut each: impl FnMut(Listed) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path.clone();
        let wrap = |e: rusqlite::Error| StoreError::of(&path, e.into());
        let sql = "SELECT id, outlet, date, title, revision, \
                   (SELECT count(*) FROM quotations q WHERE q.article = a.article AND q.kind <> 'not-speech') \
                   FROM articles a WHERE current ORDER BY id";
        let mut statement = self.connection.prepare(sql).map_err(wrap)?;
        let mut rows = statement.query([]).map_err(wrap)?;
        while let Some(r) = rows.next().map_err(wrap)? {
            let listed = || -> rusqlite::Result<Listed> {
                Ok(Listed {
                    id: r.get(0)?,
                    outlet: r.get(1)?,
                    date: r.get(2)?,
                    title: r.get(3)?,
                    revision: r.get(4)?,
                    quotations: r.get(5)?,
                })
            };
            each(listed().map_err(wrap)?)?;
        }
        Ok(())
    }

    /// The current articles whose ids come behind `after`, at most `most` of them, in the order of ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_after(&mut self, after: Option<&str>, most: usize) -> Result<Vec<Article>, StoreError> {
        self.guarded(|s| {
            let sql = format!(
                "SELECT {} FROM articles WHERE current AND id > ? ORDER BY id LIMIT ?",
                row::ARTICLE_COLUMNS
            );
            let mut statement = s.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params![after.unwrap_or(""), most])?;
            let mut articles = Vec::new();
            while let Some(r) = rows.next()? {
                articles.push(row::article(r)?.1);
            }
            Ok(articles)
        })
    }

    /// Takes articles out, with all their revisions. Gives the ids that were not there.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove<'i>(&mut self, ids: &[&'i str]) -> Result<Vec<&'i str>, StoreError> {
        self.guarded(|s| {
            let transaction =
                s.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut unknown = Vec::new();
            for &id in ids {
                let numbers: Vec<(i64, bool)> = transaction
                    .prepare_cached("SELECT article, current FROM articles WHERE id = ?")?
                    .query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?
                    .collect::<rusqlite::Result<_>>()?;
                if numbers.is_empty() {
                    unknown.push(id);
                }
                for (number, current) in numbers {
                    if current {
                        add::retire(&transaction, number)?;
                    }
                    for table in ["quotations", "articles"] {
                        let sql = format!("DELETE FROM {table} WHERE article = ?");
                        transaction.prepare_cached(&sql)?.execute([number])?;
                    }
                    schema::bump(&transaction, "changes", 1)?;
                }
            }
            transaction.commit()?;
            Ok(unknown)
        })
    }

    /// Builds the index of the current articles anew, and gives back the room that removed ones left.
    ///
    /// # Errors
    /// Where the file cannot be written or the disk has no room for a second copy.
    pub fn vacuum(&mut self, lexicon: &crate::lexicon::Lexicon) -> Result<(), StoreError> {
        self.guarded(|s| {
            s.reindex(lexicon)?;
            s.connection.execute_batch(
                "INSERT INTO articles_fts (articles_fts) VALUES ('optimize'); \
                 INSERT INTO quotations_fts (quotations_fts) VALUES ('optimize'); \
                 VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
            )?;
            Ok(())
        })
    }
}

/// What can go wrong inside, before the file is named.
#[derive(Debug)]
enum Problem {
    Database(rusqlite::Error),
    /// A file of SQLite that is no corpus.
    Foreign,
    /// Written by a later inquit.
    Newer {
        version: usize,
    },
    /// Written by an earlier inquit, and not to be changed by a reader.
    Older {
        version: usize,
    },
    /// A row that cannot be what it says.
    Broken {
        what: &'static str,
    },
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            _ => Self::Database(error),
        }
    }
}

/// Whether no writer left anything beside the file: what was committed and not yet moved into it must not be passed over.
fn at_rest(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).map_or(true, |wal| wal.len() == 0)
}

/// A path as it stands in a `file:` name of SQLite.
fn percent_encoded(path: &Path) -> String {
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
mod tests;
