//! The tables, and how a corpus of an earlier version gets them.
//!
//! `application_id` distinguishes a corpus from any other SQLite file. `user_version` is its version: the
//! number of migrations that were applied.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior};

use super::facts::fact;
use super::problem::Problem;
use super::{postings, row, sql, totals, whole};
use crate::model::sha256;

/// How long a writer waits for another writer.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// The bytes of "inqt".
const APPLICATION: i64 = 0x696e_7174;

/// Statements that bring a corpus from one version to the next, and what SQL cannot do of that.
type Migration = (&'static str, fn(&Transaction) -> Result<(), Problem>);

/// A released one is never edited; what comes later is appended.
const MIGRATIONS: &[Migration] = &[
    (include_str!("schema.sql"), |_| Ok(())),
    (include_str!("schema_2.sql"), write_sums),
    (include_str!("schema_3.sql"), |_| Ok(())),
    (include_str!("schema_4.sql"), |_| Ok(())),
    (include_str!("schema_5.sql"), write_checks),
    (include_str!("schema_6.sql"), |_| Ok(())),
    (include_str!("schema_7.sql"), totals::renew),
    (include_str!("schema_8.sql"), |_| Ok(())),
    (include_str!("schema_9.sql"), |_| Ok(())),
    (include_str!("schema_10.sql"), |_| Ok(())),
];

/// The version from which a corpus is sealed.
const SEALED: usize = 5;

/// The figures that a corpus has.
pub(super) const FACTS: [&str; 13] = [
    "changes",
    "grouped",
    "articles",
    "quotations",
    "words",
    "grammar",
    "extracted",
    "extractor",
    "former_ids",
    "sources",
    "headers",
    "outlets",
    "seal",
];

/// The schema version that this program writes.
pub const VERSION: usize = MIGRATIONS.len();

pub(super) fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("PRAGMA user_version", [], |r| r.get(0))
}

/// Returns the version of the file: `None` for an empty file.
fn known(connection: &Connection) -> Result<Option<usize>, Problem> {
    let application: i64 = connection.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    let tables: usize = connection.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))?;
    match (application, version(connection)?) {
        (0, 0) if tables == 0 => Ok(None),
        (APPLICATION, version) if version > VERSION => Err(Problem::Newer { version }),
        (APPLICATION, version) => Ok(Some(version)),
        _ => Err(Problem::Foreign),
    }
}

/// Checks a corpus that is to be read.
pub(super) fn check(connection: &Connection) -> Result<(), Problem> {
    match known(connection)? {
        Some(version) if version < VERSION => Err(Problem::Older { version }),
        Some(version) => compare(connection, version),
        None => Err(Problem::Unbegun),
    }
}

/// Fails if a damaged page or another hand changed the tables: a view in the place of a table, a trigger that
/// would run when articles are added. Further tables, views and indexes harm nobody.
fn compare(connection: &Connection, version: usize) -> Result<(), Problem> {
    let mut ours = Connection::open_in_memory()?;
    migrate(&mut ours, MIGRATIONS.get(..version).unwrap_or(MIGRATIONS))?;
    let (wanted, found) = (objects(&ours)?, objects(connection)?);
    let foreign = found.difference(&wanted).any(|object| object[0] == "trigger");
    if foreign || !wanted.is_subset(&found) {
        return Err(Problem::Broken { what: "its tables are not those of a corpus" });
    }
    Ok(())
}

/// Type, name, table and statement of each object.
fn objects(connection: &Connection) -> Result<BTreeSet<[String; 4]>, Problem> {
    let mut statement = connection.prepare(sql::OBJECTS)?;
    let rows = statement.query_map([], |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?]))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Creates the tables, or brings them up to date.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), Problem> {
    let known = known(connection)?;
    if let Some(version) = known {
        compare(connection, version)?;
    } else {
        connection.execute_batch("PRAGMA page_size = 16384;")?;
    }
    // Readers see the last commit while a writer writes. Commits survive a crash; after a checkpoint, a power
    // failure too.
    patiently(|| connection.execute_batch(sql::JOURNAL))?;
    migrate(connection, MIGRATIONS)
}

/// Tries again while another process uses the file. SQLite itself waits for a lock, but not if the first two
/// writers of a new file both change its journal.
fn patiently(mut what: impl FnMut() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let begun = Instant::now();
    loop {
        let done = what();
        let busy = |e: &rusqlite::Error| {
            matches!(e.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
        };
        if begun.elapsed() > PATIENCE || !done.as_ref().is_err_and(busy) {
            return done;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), Problem> {
    if known(connection)? == Some(migrations.len()) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done this in the meantime.
    let from = known(&transaction)?.unwrap_or(0);
    for (number, (statements, further)) in migrations.iter().enumerate().skip(from) {
        transaction.execute_batch(statements)?;
        further(&transaction)?;
        transaction.pragma_update(None, "user_version", number + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    if migrations.len() >= SEALED {
        whole::seal(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Writes the missing checksums of texts.
fn write_sums(transaction: &Transaction) -> Result<(), Problem> {
    let mut after = 0i64;
    loop {
        let next: Option<(i64, String)> = transaction
            .prepare_cached(sql::TEXT_AFTER)?
            .query_row([after], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let Some((number, text)) = next else { return Ok(()) };
        transaction.prepare_cached(sql::WRITE_SUM)?.execute((sha256(&text), number))?;
        after = number;
    }
}

/// Writes the checksums of articles, quotations and buckets.
fn write_checks(transaction: &Transaction) -> Result<(), Problem> {
    postings::write_sums(transaction)?;
    let numbers: Vec<(i64, usize)> = transaction
        .prepare(sql::LENGTHS)?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (number, words) in numbers {
        let mut select = transaction.prepare_cached(&sql::articles_before_8("article = ?"))?;
        let mut rows = select.query([number])?;
        let Some(row) = rows.next()? else { continue };
        let article = row::unchecked(row)?;
        let mut quotations = Vec::new();
        row::read_quotations(transaction, number, (0, &article), &mut quotations)?;
        let said = row::said((article.id(), words), &quotations, article.text());
        transaction.prepare_cached(sql::WRITE_HASH)?.execute((row::hash(&article), number))?;
        transaction.prepare_cached(sql::WRITE_SAID)?.execute((said, number))?;
    }
    Ok(())
}

/// True if the remarks include all articles.
pub(super) fn grouped(connection: &Connection) -> Result<bool, Problem> {
    Ok(fact(connection, "changes")? == fact(connection, "grouped")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_migration_runs_on_the_version_before_it_and_keeps_what_was_there() {
        for steps in 1..=MIGRATIONS.len() {
            let mut c = Connection::open_in_memory().unwrap();
            migrate(&mut c, &MIGRATIONS[..steps]).unwrap();
            assert_eq!(version(&c).unwrap(), steps);
            c.execute("INSERT INTO facts VALUES ('kept', 7)", []).unwrap();
            migrate(&mut c, MIGRATIONS).unwrap();
            assert_eq!(version(&c).unwrap(), VERSION);
            let kept: i64 =
                c.query_row("SELECT value FROM facts WHERE name = 'kept'", [], |r| r.get(0)).unwrap();
            assert_eq!(kept, 7);
            check(&c).unwrap();
        }
    }

    #[test]
    fn a_corpus_of_version_one_gets_checksums_and_markup_and_an_unknown_grammar() {
        let mut c = Connection::open_in_memory().unwrap();
        migrate(&mut c, &MIGRATIONS[..1]).unwrap();
        for id in ["a.txt", "notes.MD", "notes.md~2", "notes.markdown.gz", "md", "a.md5"] {
            let insert =
                "INSERT INTO articles (id, hash, kind, text, words) VALUES (?, 1, 'article', 'abc', 1)";
            c.execute(insert, [id]).unwrap();
        }
        migrate(&mut c, MIGRATIONS).unwrap();
        let sql = "SELECT id FROM articles WHERE markup = 'markdown' ORDER BY article";
        let marked: Vec<String> =
            c.prepare(sql).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(marked, ["notes.MD", "notes.md~2", "notes.markdown.gz"]);
        // The checksum of "abc" is the first example of FIPS 180-2.
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let sql = "SELECT count(*) FROM articles WHERE sha256 = ?";
        assert_eq!(c.query_row(sql, [sum], |r| r.get::<_, usize>(0)).unwrap(), 6);
        assert_eq!(fact(&c, "grammar").unwrap(), 0);
    }

    #[test]
    fn a_later_version_can_be_added_and_is_refused_by_this_one() {
        let mut c = Connection::open_in_memory().unwrap();
        migrate(&mut c, MIGRATIONS).unwrap();
        let more: Migration = ("CREATE TABLE later (x)", |_| Ok(()));
        let later: Vec<Migration> = MIGRATIONS.iter().copied().chain([more]).collect();
        migrate(&mut c, &later).unwrap();
        assert!(matches!(check(&c), Err(Problem::Newer { version }) if version == VERSION + 1));
        assert!(matches!(migrate(&mut c, MIGRATIONS), Err(Problem::Newer { .. })));
    }

    #[test]
    fn another_database_is_no_corpus() {
        let mut c = Connection::open_in_memory().unwrap();
        c.execute_batch("CREATE TABLE recipes (x)").unwrap();
        assert!(matches!(migrate(&mut c, MIGRATIONS), Err(Problem::Foreign)));
        assert!(matches!(check(&c), Err(Problem::Foreign)));
    }
}
