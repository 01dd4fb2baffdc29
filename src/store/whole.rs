//! Is the corpus as it was written? In: an open corpus. Out: nothing, or what is damaged.
//!
//! An answer such as "not found" is true only of a whole index, so what an answer rests on is compared with
//! checksums when it is read: the figures and the list of segments with a seal that each writer renews, a
//! bucket of the index with its own sum, an article and its quotations with theirs. This finds damage, not
//! malice: whoever writes a corpus can seal it too.

use rusqlite::{Connection, Transaction};
use xxhash_rust::xxh3::Xxh3;

use super::facts::{fact, set_fact};
use super::problem::Problem;
use super::sql;
use super::sum::positive;

/// Computes the checksum of the figures and of the list of segments.
fn sum(connection: &Connection) -> Result<usize, Problem> {
    let mut hash = Xxh3::with_seed(0);
    for select in sql::SEALED {
        let mut statement = connection.prepare_cached(select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            hash.update(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?.as_bytes());
            hash.update(b"\n");
        }
    }
    usize::try_from(positive(hash.digest())).map_err(|_| Problem::Broken { what: "a checksum" })
}

/// Renews the seal. Every writer calls this last, before it commits.
pub(super) fn seal(transaction: &Transaction) -> Result<(), Problem> {
    set_fact(transaction, "seal", sum(transaction)?)?;
    Ok(())
}

/// Fails if the figures or the list of segments are not those of the last writer.
pub(super) fn check(connection: &Connection) -> Result<(), Problem> {
    if fact(connection, "seal")? == sum(connection)? {
        Ok(())
    } else {
        Err(Problem::Broken { what: "its figures or the list of the parts of its index" })
    }
}

/// Fails if articles or former ids are missing. This counts them, so that it is asked once, when a corpus is opened.
pub(super) fn check_count(connection: &Connection) -> Result<(), Problem> {
    let as_many = |name: &str, select: &str| -> Result<bool, Problem> {
        let count: usize = connection.query_row(select, [], |r| r.get(0))?;
        Ok(fact(connection, name)? == count)
    };
    if !as_many("articles", sql::COUNT_ARTICLES)? {
        return Err(Problem::Broken { what: "it has not as many articles as were added" });
    }
    if !as_many("former_ids", sql::COUNT_FORMER_IDS)? {
        return Err(Problem::Broken { what: "former ids of its remarks are missing" });
    }
    Ok(())
}
