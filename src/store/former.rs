//! Which remark does an id or a place mean today?
//!
//! In: a [`RemarkName`]. Out: the remark of today that has it. When remarks are made anew, an id can go away; the places of its wordings are
//! then kept in `former_ids`, and the remark that has a wording at one of them is the answer. If the article has a new revision since, the
//! words are looked for in it, and count if they stand there once.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashSet;

use super::connection::Store;
use super::error::StoreError;
use super::problem::Problem;
use super::{facts, row, sql};
use crate::model::{Offsets, RemarkName};

/// The most places that are kept of one remark each time that its id goes away.
const MOST_PLACES: usize = 8;

/// A remark of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRemark {
    /// Its number, by which [`Store::remark`] reads it.
    pub number: i64,
    /// Its id. It differs from the one that was asked for if that is a former one.
    pub id: String,
}

impl Store {
    /// Finds the remark of today that an id or a place means. An id can be a former one: one that a remark had before articles were added or
    /// removed. `None` if there is no such id and never was, or if no quotation stands at the place.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn find_remark(&self, name: &RemarkName) -> Result<Option<FoundRemark>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let connection = &s.connection;
            match name {
                RemarkName::Id(id) => match with_id(connection, id)? {
                    Some(found) => Ok(Some(found)),
                    None => with_former_id(connection, id),
                },
                RemarkName::Place { article, start } => {
                    let Some((number, text)) = current_text(connection, article)? else { return Ok(None) };
                    let Some(byte) = Offsets::new(&text).byte(*start) else { return Ok(None) };
                    at(connection, number, byte)
                }
            }
        })
    }
}

fn with_id(connection: &Connection, id: &str) -> Result<Option<FoundRemark>, Problem> {
    let found = connection.prepare_cached(sql::REMARK_WITH_ID)?.query_row([id], found).optional()?;
    Ok(found)
}

/// Looks at the places of a former id one after the other.
fn with_former_id(connection: &Connection, id: &str) -> Result<Option<FoundRemark>, Problem> {
    let mut select = connection.prepare_cached(sql::FORMER_PLACES)?;
    let mut rows = select.query([id])?;
    while let Some(r) = rows.next()? {
        let (article, start, end): (i64, usize, usize) = (r.get(0)?, r.get(1)?, r.get(2)?);
        let is_current: bool = r.get(3)?;
        let place =
            if is_current { Some((article, start)) } else { in_revision(connection, article, (start, end))? };
        let Some((article, start)) = place else { continue };
        if let Some(found) = at(connection, article, start)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The place of an old revision's words in the current one, if they stand there once.
fn in_revision(
    connection: &Connection,
    article: i64,
    (start, end): (usize, usize),
) -> Result<Option<(i64, usize)>, Problem> {
    let mut select = connection.prepare_cached(&sql::articles("article = ?"))?;
    let mut rows = select.query([article])?;
    let Some(r) = rows.next()? else { return Ok(None) };
    let (_, old) = row::article(r)?;
    let Some(words) = old.text().get(start..end) else { return Ok(None) };
    let Some((number, text)) = current_text(connection, old.id())? else { return Ok(None) };
    let mut places = text.match_indices(words).map(|(place, _)| place);
    Ok(places.next().filter(|_| places.next().is_none()).map(|place| (number, place)))
}

/// The number and the text of a current article.
fn current_text(connection: &Connection, id: &str) -> Result<Option<(i64, String)>, Problem> {
    let mut select = connection.prepare_cached(&sql::articles("current AND id = ?"))?;
    let mut rows = select.query([id])?;
    let Some(r) = rows.next()? else { return Ok(None) };
    let (number, article) = row::article(r)?;
    Ok(Some((number, article.text().to_owned())))
}

/// The remark with a wording at a byte of an article; of wordings inside each other, the innermost.
fn at(connection: &Connection, article: i64, byte: usize) -> Result<Option<FoundRemark>, Problem> {
    let found =
        connection.prepare_cached(sql::REMARK_AT)?.query_row(params![article, byte], found).optional()?;
    Ok(found)
}

fn found(r: &rusqlite::Row<'_>) -> rusqlite::Result<FoundRemark> {
    Ok(FoundRemark { number: r.get(0)?, id: r.get(1)? })
}

/// Keeps the places of the remarks that have a wording in an article which goes away or gets another text.
pub(super) fn keep_of_article(transaction: &Transaction, article: i64) -> Result<(), Problem> {
    keep(transaction, sql::REMARKS_OF_ARTICLE, [article], |_| true)
}

/// Keeps the places of one remark, before it is deleted, if its id goes away.
pub(super) fn keep_of_remark(
    transaction: &Transaction,
    number: i64,
    goes: impl Fn(&str) -> bool,
) -> Result<(), Problem> {
    keep(transaction, sql::ID_OF_REMARK, [number], goes)
}

/// Keeps the places of all remarks, before they are deleted.
pub(super) fn keep_all(transaction: &Transaction) -> Result<(), Problem> {
    keep(transaction, sql::REMARK_IDS, [], |_| true)
}

/// Keeps the places of the remarks whose ids are not among those that come.
pub(super) fn keep_without<'i>(
    transaction: &Transaction,
    to_come: impl Iterator<Item = &'i str>,
) -> Result<(), Problem> {
    let to_come: FxHashSet<&str> = to_come.collect();
    keep(transaction, sql::REMARK_IDS, [], |id| !to_come.contains(id))
}

/// Forgets the ids that remarks have again. Callers do this when new remarks are written.
pub(super) fn forget_current(transaction: &Transaction) -> Result<(), Problem> {
    let gone = transaction.execute(sql::FORGET_CURRENT_IDS, [])?;
    Ok(facts::lower(transaction, "former_ids", gone)?)
}

/// Forgets the places in an article that is deleted.
pub(super) fn forget_article(transaction: &Transaction, article: i64) -> Result<(), Problem> {
    let gone = transaction.prepare_cached(sql::FORGET_PLACES)?.execute([article])?;
    Ok(facts::lower(transaction, "former_ids", gone)?)
}

fn keep<const N: usize>(
    transaction: &Transaction,
    select: &str,
    parameters: [i64; N],
    goes: impl Fn(&str) -> bool,
) -> Result<(), Problem> {
    let mut insert = transaction.prepare_cached(sql::KEEP_PLACES)?;
    let mut select = transaction.prepare_cached(select)?;
    let mut rows = select.query(rusqlite::params_from_iter(parameters))?;
    let mut kept = 0;
    while let Some(r) = rows.next()? {
        let (number, id): (i64, String) = (r.get(0)?, r.get(1)?);
        if goes(&id) {
            kept += insert.execute(params![id, number, MOST_PLACES])?;
        }
    }
    Ok(facts::bump(transaction, "former_ids", kept)?)
}
