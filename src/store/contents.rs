//! What a corpus holds, by the article. In: an open corpus. Out: its figures, its articles; articles taken
//! out, the file made small again.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use super::connection::Store;
use super::error::StoreError;
use super::figures::day;
use super::kept::{GroupingHead, Growth};
use super::problem::Problem;
use super::totals::{ListedHeader, Total, each_source};
use super::{add, facts, former, made, row, schema, sql, whole};
use crate::lexicon::Lexicon;
use crate::model::{Article, DateFrom, SourceHash, SourceHasher, SourceHashes};

/// How far the articles of a corpus were read, page by page.
#[derive(Debug, Clone, Default)]
pub struct ArticlePages {
    /// The id of the last article.
    last: String,
    /// How many were read.
    read: usize,
    /// What had changed when reading began.
    changes: Option<usize>,
}

/// The figures of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// Version of the schema.
    pub schema: usize,
    /// The number of articles, each counted once.
    pub articles: usize,
    /// The number of their older revisions.
    pub revisions: usize,
    /// The number of quotations in the current articles, without quotations that are not speech.
    pub quotations: usize,
    /// The number of words in the current articles.
    pub words: usize,
    /// The number of remarks.
    pub remarks: usize,
    /// True if the remarks include all articles.
    pub grouped: bool,
    /// What came since all remarks were made at once, if something came.
    pub growth: Option<Growth>,
    /// True if quotations were extracted with another grammar or another version of the extraction than the
    /// index was made with.
    pub stale: bool,
    /// The number of different outlets.
    pub outlets: usize,
    /// The first and the last date.
    pub dates: Option<(String, String)>,
    /// The size of the file in bytes.
    pub bytes: u64,
}

/// One article of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its outlet, date and title.
    pub outlet: Option<String>,
    /// The date, as the source gives it.
    pub date: Option<String>,
    /// Where the date is from, if it is not the article's own.
    pub date_from: Option<DateFrom>,
    /// Its headline.
    pub title: Option<String>,
    /// The number of its current revision, from 1.
    pub revision: usize,
    /// The number of its quotations, without quotations that are not speech.
    pub quotations: usize,
}

impl Store {
    /// Returns the figures of the corpus.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn info(&self) -> Result<Info, StoreError> {
        self.guarded(|s| {
            whole::check(&s.connection)?;
            let one =
                |sql: &str| -> rusqlite::Result<usize> { s.connection.query_row(sql, [], |r| r.get(0)) };
            let printed = Printed::read(&s.connection)?;
            Ok(Info {
                schema: schema::version(&s.connection)?,
                articles: facts::fact(&s.connection, "articles")?,
                revisions: one(sql::COUNT_REVISIONS)?,
                quotations: facts::fact(&s.connection, "quotations")?,
                words: facts::fact(&s.connection, "words")?,
                remarks: one(sql::COUNT_REMARKS)?,
                grouped: schema::grouped(&s.connection)?,
                growth: GroupingHead::read(&s.connection)?.and_then(|head| head.growth()),
                stale: made::is_stale(&s.connection)?,
                outlets: printed.outlets,
                dates: printed.dates,
                bytes: std::fs::metadata(&s.path).map(|m| m.len()).unwrap_or(0),
            })
        })
    }

    /// Returns the first and the last day of its articles, without a look at the others: [`Store::info`] compares them with their checksum.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn days(&self) -> Result<Option<(String, String)>, StoreError> {
        self.guarded(|s| {
            Ok(dates(&s.connection)?.map(|(first, last)| (day(&first).to_owned(), day(&last).to_owned())))
        })
    }

    /// Calls `each` with every current article, in the order of ids. Whether these are the articles that were added is known when all are
    /// read: an error after the last one says that they are not.
    ///
    /// # Errors
    /// If the file cannot be read or is damaged, and the errors of `each`.
    pub fn list<E: From<StoreError>>(&self, mut each: impl FnMut(Listed) -> Result<(), E>) -> Result<(), E> {
        let wrap = |problem: Problem| StoreError::of(&self.path, problem);
        let database = |e: rusqlite::Error| wrap(e.into());
        let _view = self.snapshot().map_err(wrap)?;
        let (mut total, mut quotations) = (Total::default(), 0usize);
        let mut statement = self.connection.prepare(sql::LIST).map_err(database)?;
        let mut rows = statement.query([]).map_err(database)?;
        while let Some(r) = rows.next().map_err(database)? {
            let h = ListedHeader::read(r).map_err(database)?;
            total.add_header(&h);
            let own: usize = r.get(6).map_err(database)?;
            let date_from = row::date_from(r, 7).map_err(wrap)?;
            quotations += own;
            let ListedHeader { id, revision, outlet, date, title, .. } = h;
            each(Listed { id, outlet, date, date_from, title, revision, quotations: own })?;
        }
        total.check_headers(&self.connection).map_err(wrap)?;
        if facts::fact(&self.connection, "quotations").map_err(wrap)? != quotations {
            return Err(wrap(Problem::Broken { what: "it has not as many quotations as were found" }).into());
        }
        Ok(())
    }

    /// The current articles by the hashes of their texts, which were made when the articles were added.
    ///
    /// # Errors
    /// If the file cannot be read, or the hashes are not those that were made.
    pub fn source_hashes(&self) -> Result<SourceHashes, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let mut all = SourceHasher::default();
            each_source(&s.connection, |id, hash| all.push(id, hash))?;
            Ok(all.finish())
        })
    }

    /// The hashes of the texts of articles that are here and current, in the order of the given ids. All hashes are read, because
    /// "it is not here" is true only of a whole list.
    ///
    /// # Errors
    /// If the file cannot be read, or the hashes are not those that were made.
    pub fn hashes_of(&self, ids: &[&str]) -> Result<Vec<SourceHash>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let mut asked: FxHashMap<&str, Option<String>> = ids.iter().map(|id| (*id, None)).collect();
            each_source(&s.connection, |id, hash| {
                if let Some(found) = asked.get_mut(id) {
                    *found = Some(hash.to_owned());
                }
            })?;
            let found = |id: &&str| {
                let hash = asked.get(id)?.clone()?;
                Some(SourceHash { id: (*id).to_owned(), hash })
            };
            Ok(ids.iter().filter_map(found).collect())
        })
    }

    /// Returns the next current articles, at most `most`, in the order of ids; none at the end.
    ///
    /// # Errors
    /// If the file cannot be read; at the end, if there were not as many articles as were added and nobody wrote meanwhile.
    pub fn next_articles(&self, pages: &mut ArticlePages, most: usize) -> Result<Vec<Article>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let changes = facts::fact(&s.connection, "changes")?;
            let mut statement =
                s.connection.prepare_cached(&sql::articles("current AND id > ? ORDER BY id LIMIT ?"))?;
            let mut rows = statement.query(params![pages.last, most])?;
            let mut articles = Vec::new();
            while let Some(r) = rows.next()? {
                articles.push(row::article(r)?.1);
            }
            pages.read += articles.len();
            let begun = *pages.changes.get_or_insert(changes);
            match articles.last() {
                Some(article) => article.id().clone_into(&mut pages.last),
                None if begun == changes && pages.read != facts::fact(&s.connection, "articles")? => {
                    return Err(Problem::Broken { what: "it has not as many articles as were added" });
                }
                None => {}
            }
            Ok(articles)
        })
    }

    /// Removes articles with all their revisions, and returns the ids that were not found.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn remove<'i>(&mut self, ids: &[&'i str]) -> Result<Vec<&'i str>, StoreError> {
        self.changing(|s| {
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            whole::check(&transaction)?;
            let mut unknown = Vec::new();
            for &id in ids {
                if !remove_one(&transaction, id)? {
                    unknown.push(id);
                }
            }
            whole::seal(&transaction)?;
            transaction.commit()?;
            Ok(unknown)
        })
    }

    /// Builds the index of the current articles again with this grammar, and frees the space that removed
    /// ones left. Returns whether the quotations were extracted with another grammar;
    /// [`Store::extract_again`] brings them up to date.
    ///
    /// # Errors
    /// If the file cannot be written or the disk has no space for a second copy.
    pub fn vacuum(&mut self, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.changing(|s| {
            s.reindex(lexicon)?;
            s.connection.execute_batch(sql::VACUUM)?;
            made::is_stale(&s.connection)
        })
    }
}

/// The first and the last date of current articles, each by a look at an end of an index.
fn dates(connection: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let one = |sql: &str| connection.prepare_cached(sql)?.query_row([], |r| r.get(0));
    let (first, last): (Option<String>, Option<String>) = (one(sql::FIRST_DATE)?, one(sql::LAST_DATE)?);
    Ok(first.zip(last))
}

/// Who printed the current articles, and when.
struct Printed {
    /// The number of different outlets.
    outlets: usize,
    /// The first and the last date.
    dates: Option<(String, String)>,
}

impl Printed {
    /// Reads them from an index alone.
    fn read(connection: &Connection) -> Result<Self, Problem> {
        let (mut outlets, mut total) = (BTreeSet::new(), Total::default());
        let mut dates: Option<(String, String)> = None;
        let mut select = connection.prepare_cached(sql::OUTLETS_AND_DATES)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (outlet, date): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
            total.add_outlet(outlet.as_deref(), date.as_deref(), row.get(2)?);
            outlets.extend(outlet);
            if let Some(date) = date.filter(|date| !date.is_empty()) {
                let (first, last) = dates.take().unwrap_or_else(|| (date.clone(), date.clone()));
                dates = Some((first.min(date.clone()), last.max(date)));
            }
        }
        total.check_outlets(connection)?;
        Ok(Self { outlets: outlets.len(), dates })
    }
}

/// Removes one article with all its revisions; returns false if there is none.
fn remove_one(transaction: &Transaction, id: &str) -> Result<bool, Problem> {
    let numbers: Vec<(i64, bool)> = transaction
        .prepare_cached(sql::REVISIONS)?
        .query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for &(number, current) in &numbers {
        if current {
            add::retire(transaction, number)?;
        }
        for delete in sql::DELETE_ARTICLE {
            transaction.prepare_cached(delete)?.execute([number])?;
        }
        former::forget_article(transaction, number)?;
        facts::bump(transaction, "changes", 1)?;
    }
    Ok(!numbers.is_empty())
}
