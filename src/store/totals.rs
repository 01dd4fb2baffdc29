//! Three sums over all current articles. In: an article that comes or goes; all articles, as a list reads them. Out: the figures `sources`,
//! `headers` and `outlets`; an error if a list is not what the writers added up.
//!
//! Lists are read without the texts, or from an index alone, so that the checksum of an article says nothing of them. A sum does not depend on
//! the order in which articles came, and a writer brings it up to date without a look at the other articles.

use rusqlite::{Connection, Row, Transaction};
use xxhash_rust::xxh3::Xxh3;

use super::facts::{fact, set_fact};
use super::problem::Problem;
use super::sql;
use super::sum::positive;

/// What a list says of an article: the first columns of [`sql::LIST`] and of [`sql::NAMES`].
pub(super) struct ListedHeader {
    pub id: String,
    pub revision: usize,
    pub outlet: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
}

impl ListedHeader {
    pub(super) fn read(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            outlet: row.get(2)?,
            date: row.get(3)?,
            url: row.get(4)?,
            title: row.get(5)?,
        })
    }
}

/// A sum over articles, which begins with none.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Total(u64);

impl Total {
    /// Adds an article by its id and the checksum of its text.
    pub(super) fn add_source(&mut self, id: &str, sha256: &str) {
        self.add([Some(id), Some(sha256)]);
    }

    /// Adds an article by what a list says of it.
    pub(super) fn add_header(&mut self, header: &ListedHeader) {
        let h = header;
        let rest = [&h.outlet, &h.date, &h.url, &h.title].map(Option::as_deref);
        self.add([Some(&*h.id), Some(&*h.revision.to_string())].into_iter().chain(rest));
    }

    /// Adds so many articles by outlet and date.
    pub(super) fn add_outlet(&mut self, outlet: Option<&str>, date: Option<&str>, articles: usize) {
        let mut one = Self::default();
        one.add([outlet, date]);
        self.0 = self.0.wrapping_add(one.0.wrapping_mul(articles as u64));
    }

    fn add<'p>(&mut self, parts: impl IntoIterator<Item = Option<&'p str>>) {
        let mut hash = Xxh3::with_seed(0);
        for part in parts {
            hash.update(part.unwrap_or("\u{1}").as_bytes());
            hash.update(b"\0");
        }
        self.0 = self.0.wrapping_add(hash.digest());
    }

    /// Fails if these are not the ids and checksums that the writers added up.
    pub(super) fn check_sources(self, connection: &Connection) -> Result<(), Problem> {
        self.check(connection, SOURCES, "the list of the checksums of its texts")
    }

    /// Fails if these are not the headers that the writers added up.
    pub(super) fn check_headers(self, connection: &Connection) -> Result<(), Problem> {
        self.check(connection, HEADERS, "the list of its articles")
    }

    /// Fails if these are not the outlets and dates that the writers added up.
    pub(super) fn check_outlets(self, connection: &Connection) -> Result<(), Problem> {
        self.check(connection, OUTLETS, "the list of its outlets")
    }

    fn check(self, connection: &Connection, name: &str, what: &'static str) -> Result<(), Problem> {
        if fact(connection, name)? == self.figure()? { Ok(()) } else { Err(Problem::Broken { what }) }
    }

    fn figure(self) -> Result<usize, Problem> {
        usize::try_from(positive(self.0)).map_err(|_| Problem::Broken { what: "a checksum" })
    }
}

/// The figures' names.
const SOURCES: &str = "sources";
const HEADERS: &str = "headers";
const OUTLETS: &str = "outlets";
const NAMES: [&str; 3] = [SOURCES, HEADERS, OUTLETS];

/// Adds the articles of a batch, from its first one on; their rows are written. One that went again within the batch is among them.
pub(super) fn came(transaction: &Transaction, first: i64) -> Result<(), Problem> {
    change(transaction, "article >= ?", first, u64::wrapping_add)
}

/// Takes off an article that goes; its row is still there.
pub(super) fn goes(transaction: &Transaction, article: i64) -> Result<(), Problem> {
    change(transaction, "article = ?", article, u64::wrapping_sub)
}

fn change(
    transaction: &Transaction,
    condition: &str,
    article: i64,
    by: fn(u64, u64) -> u64,
) -> Result<(), Problem> {
    let own = of_articles(transaction, condition, &[article])?;
    for (name, own) in NAMES.into_iter().zip(own) {
        let total = Total(by(fact(transaction, name)? as u64, own.0));
        set_fact(transaction, name, total.figure()?)?;
    }
    Ok(())
}

/// Makes the figures again from the rows.
pub(super) fn renew(transaction: &Transaction) -> Result<(), Problem> {
    let totals = of_articles(transaction, "current", &[])?;
    for (name, total) in NAMES.into_iter().zip(totals) {
        set_fact(transaction, name, total.figure()?)?;
    }
    Ok(())
}

/// The sums over the articles that a condition names.
fn of_articles(connection: &Connection, condition: &str, asked: &[i64]) -> Result<[Total; 3], Problem> {
    let [mut sources, mut headers, mut outlets] = [Total::default(); 3];
    let mut select = connection.prepare_cached(&sql::summed(condition))?;
    let mut rows = select.query(rusqlite::params_from_iter(asked))?;
    while let Some(row) = rows.next()? {
        let header = ListedHeader::read(row)?;
        sources.add_source(&header.id, &row.get::<_, String>(6)?);
        headers.add_header(&header);
        outlets.add_outlet(header.outlet.as_deref(), header.date.as_deref(), 1);
    }
    Ok([sources, headers, outlets])
}

/// Reads the id and the checksum of the text of every current article, in the order of ids. Whoever calls this has begun a view of the file.
pub(super) fn each_source(connection: &Connection, mut each: impl FnMut(&str, &str)) -> Result<(), Problem> {
    let mut total = Total::default();
    let mut select = connection.prepare_cached(sql::SOURCES)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, sha256): (String, String) = (row.get(0)?, row.get(1)?);
        total.add_source(&id, &sha256);
        each(&id, &sha256);
    }
    total.check_sources(connection)
}

/// Fails if a figure is not what the lists add up to.
pub(super) fn check(connection: &Connection) -> Result<(), Problem> {
    let [_, headers, outlets] = of_articles(connection, "current", &[])?;
    headers.check_headers(connection)?;
    outlets.check_outlets(connection)?;
    each_source(connection, |_, _| ())
}
