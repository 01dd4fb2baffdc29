//! The figures of a corpus. In: a name. Out: a number of the table `facts`.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::problem::Problem;
use super::sql;

/// Reads a figure of the corpus.
pub(super) fn fact(connection: &Connection, name: &str) -> Result<usize, Problem> {
    let mut select = connection.prepare_cached(sql::FACT)?;
    let found = select.query_row([name], |r| r.get(0)).optional()?;
    found.ok_or(Problem::Broken { what: "a figure is missing" })
}

/// Adds to a figure.
pub(super) fn bump(transaction: &Transaction, name: &str, by: usize) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::BUMP)?.execute((by, name))?;
    Ok(())
}

/// Takes from a figure.
pub(super) fn lower(transaction: &Transaction, name: &str, by: usize) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::LOWER)?.execute((by, name))?;
    Ok(())
}

/// Writes a figure.
pub(super) fn set_fact(transaction: &Transaction, name: &str, value: usize) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::SET_FACT)?.execute((value, name))?;
    Ok(())
}
