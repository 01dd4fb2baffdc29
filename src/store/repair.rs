//! A damaged corpus. In: a corpus that may be damaged. Out: what is damaged; the corpus with everything made
//! again that can be made from its articles.

use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::connection::Store;
use super::error::StoreError;
use super::problem::{Problem, undamaged};
use super::row::quotations_of;
use super::{facts, former, part, postings, row, schema, sql, totals, whole};
use crate::lexicon::Lexicon;
use crate::model::{Article, Quotation, sha256};

/// One thing that is damaged. Displayed, it is a clause without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// The file itself, as SQLite finds it.
    File {
        /// In SQLite's words.
        reason: String,
    },
    /// The figures, or the list of the parts of the index.
    Figures,
    /// The index by which claims are found.
    Index,
    /// What lists say of articles: ids, headers, checksums of the texts.
    Lists,
    /// Remarks, or who is meant in them.
    Remarks,
    /// A figure is not what the rows add up to.
    Count {
        /// Articles, quotations, words or places of former ids.
        of: &'static str,
        /// What the corpus says.
        stated: usize,
        /// What the rows add up to.
        found: usize,
    },
    /// An article is not as it was added. It must be added again.
    Article {
        /// Its id.
        id: String,
    },
    /// The quotations of an article are not those that were found.
    Quotations {
        /// The id of the article.
        id: String,
    },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { reason } => write!(f, "SQLite finds the file damaged: {reason}"),
            Self::Figures => f.write_str("the figures or the list of the parts of the index are damaged"),
            Self::Index => f.write_str("the index by which claims are found is damaged"),
            Self::Lists => f.write_str("what lists say of articles is not what was added"),
            Self::Remarks => f.write_str("remarks, or the persons who are meant, are not as they were made"),
            Self::Count { of, stated, found } => {
                write!(f, "it should have {stated} {} and has {found}", of.replace('_', " "))
            }
            Self::Article { id } => {
                write!(f, "{id}: the article is not as it was added; it must be added again")
            }
            Self::Quotations { id } => write!(f, "{id}: its quotations are not those that were found"),
        }
    }
}

impl Store {
    /// Opens a corpus that may be damaged, to check or to repair it. Its tables must be those of a corpus.
    ///
    /// # Errors
    /// If the file does not exist, cannot be read, is not a corpus, or is a corpus of another version.
    pub fn open_damaged(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.guarded(|s| schema::check(&s.connection))?;
        Ok(store)
    }

    /// Reads the whole corpus and compares it with its checksums.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn damage(&self) -> Result<Vec<Damage>, StoreError> {
        self.guarded(|s| {
            let transaction = s.connection.unchecked_transaction()?;
            let mut found = in_file(&transaction)?;
            if undamaged(whole::check(&transaction))?.is_none() {
                found.push(Damage::Figures);
            }
            let (claims, words) = (postings::check(&transaction), full_text(&transaction));
            if undamaged(claims)?.is_none() || undamaged(words)?.is_none() {
                found.push(Damage::Index);
            }
            let mut sums_are_true = undamaged(totals::check(&transaction))?.is_some();
            for (number, id, _) in numbers(&transaction)? {
                let Some(article) = undamaged(read_article(&transaction, number))? else {
                    found.push(Damage::Article { id });
                    continue;
                };
                sums_are_true &= has_sum(&transaction, number, &article)?;
                let read = quotations_of(&transaction, number, 0, &article, &mut Vec::new());
                if undamaged(read)?.is_none() {
                    found.push(Damage::Quotations { id });
                }
            }
            if !sums_are_true {
                found.push(Damage::Lists);
            }
            if undamaged(part::check(&transaction))?.is_none() {
                found.push(Damage::Remarks);
            }
            for (of, count) in COUNTS {
                let stated = facts::fact(&transaction, of).unwrap_or(0);
                let held: usize = transaction.query_row(count, [], |r| r.get(0))?;
                if stated != held {
                    found.push(Damage::Count { of, stated, found: held });
                }
            }
            Ok(found)
        })
    }

    /// Makes everything again that can be made from the articles: quotations with `extract`, index, figures.
    /// Articles that are not as they were added are removed, and their ids are returned. The caller must build
    /// the remarks afterwards.
    ///
    /// # Errors
    /// If the file cannot be written, or SQLite cannot read its articles any more.
    pub fn repair(
        &mut self,
        lexicon: &Lexicon,
        extract: impl Fn(&Article) -> Vec<Quotation> + Sync,
    ) -> Result<Vec<String>, StoreError> {
        let lost = self.changing(|s| {
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(sql::REBUILD)?;
            let mut lost = Vec::new();
            for (number, id, is_current) in numbers(&transaction)? {
                if let Some(article) = undamaged(read_article(&transaction, number))? {
                    let sum = sha256(article.text());
                    transaction.prepare_cached(sql::WRITE_SUM)?.execute((sum, number))?;
                } else {
                    for delete in sql::DELETE_ARTICLE {
                        transaction.prepare_cached(delete)?.execute([number])?;
                    }
                    former::forget_article(&transaction, number)?;
                    lost.extend(is_current.then_some(id));
                }
            }
            for name in schema::FACTS {
                let value = facts::fact(&transaction, name).unwrap_or(0);
                transaction.prepare_cached(sql::PUT_FACT)?.execute((name, value))?;
            }
            postings::clear(&transaction)?;
            whole::seal(&transaction)?;
            transaction.commit()?;
            Ok(lost)
        })?;
        self.extract_again(lexicon, extract)?;
        self.changing(|s| {
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(sql::REBUILD)?;
            for (of, count) in COUNTS {
                let held: usize = transaction.query_row(count, [], |r| r.get(0))?;
                facts::set_fact(&transaction, of, held)?;
            }
            totals::renew(&transaction)?;
            whole::seal(&transaction)?;
            transaction.commit()?;
            Ok(())
        })?;
        Ok(lost)
    }
}

/// The figures that rows add up to.
const COUNTS: [(&str, &str); 4] = [
    ("articles", sql::COUNT_ARTICLES),
    ("quotations", sql::COUNT_QUOTATIONS),
    ("words", sql::COUNT_WORDS),
    ("former_ids", sql::COUNT_FORMER_IDS),
];

/// What SQLite itself finds wrong.
fn in_file(connection: &Connection) -> Result<Vec<Damage>, Problem> {
    let mut statement = connection.prepare(sql::INTEGRITY)?;
    let reasons = statement.query_map([], |r| r.get::<_, String>(0))?;
    let mut found = Vec::new();
    for reason in reasons {
        let reason = reason?;
        if reason != "ok" {
            found.push(Damage::File { reason });
        }
    }
    Ok(found)
}

/// Fails if the full-text index is damaged. A corpus that cannot be written is not asked.
fn full_text(connection: &Connection) -> Result<(), Problem> {
    match connection.execute_batch(sql::CHECK_FULL_TEXT) {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        other => Ok(other?),
    }
}

/// The numbers of all articles, their ids, and whether they are current.
fn numbers(connection: &Connection) -> Result<Vec<(i64, String, bool)>, Problem> {
    let mut statement = connection.prepare(sql::NUMBERS)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// True if the stored checksum of the text is that of the text.
fn has_sum(connection: &Connection, number: i64, article: &Article) -> Result<bool, Problem> {
    let stored = connection.prepare_cached(sql::SUM)?.query_row([number], |r| r.get::<_, String>(0));
    Ok(undamaged(stored.map_err(Problem::from))?.is_some_and(|sum| sum == sha256(article.text())))
}

fn read_article(connection: &Connection, number: i64) -> Result<Article, Problem> {
    let mut select = connection.prepare_cached(&sql::articles("article = ?"))?;
    let mut rows = select.query([number])?;
    let row = rows.next()?.ok_or(Problem::Broken { what: "an article is missing" })?;
    Ok(row::article(row)?.1)
}
