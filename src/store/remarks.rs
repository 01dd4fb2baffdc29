//! The remarks that all quotations report, stored and read back.
//!
//! Made at once, the groups of a corpus that grew are those of a fresh one with the same articles: they are made from the same rows, in the
//! order of ids. A batch that comes to a large corpus is grouped with what stands (`grow`), until all are made at once again.

use std::collections::hash_map::Entry;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use rustc_hash::FxHashMap;

use super::all::{All, WordingRow};
use super::connection::Store;
use super::error::StoreError;
use super::figures::{self, StoredFigures};
use super::find;
use super::grow::GrownRemarks;
use super::indexes::DroppedIndexes;
use super::kept::{self, GroupingHead, KeptGrouping, WholeAgain};
use super::problem::{Problem, undamaged};
use super::remark_rows::RemarkRows;
use super::row::quotations_of;
use super::{facts, former, made, row, schema, sql, whole};
use crate::group::{self, KeptGroups};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Remark, Span, Wording, WordingIx};
use crate::people::People;

/// A wording that may match the words that are searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The number of its remark.
    pub remark: i64,
    /// The number of wordings of that remark.
    pub wordings: usize,
    /// The words.
    pub text: String,
}

/// One remark with its articles and quotations.
#[derive(Debug)]
pub struct StoredRemark {
    /// The articles, in the order of their ids.
    pub articles: Vec<Article>,
    /// Their quotations, with indices into the articles.
    pub quotations: Vec<Quotation>,
    /// The remark, with indices into both. Links are not stored.
    pub remark: Remark,
    /// Who the speakers of the quotations are.
    pub people: People,
}

impl Store {
    /// True if the remarks include all articles.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_grouped(&self) -> Result<bool, StoreError> {
        self.guarded(|s| schema::grouped(&s.connection))
    }

    /// Brings the remarks up to date, if articles were added or removed since the last time. Returns true if something was to be done. Few
    /// articles are grouped with what stands; if the corpus grew by a quarter since all remarks were made at once, all are made anew.
    ///
    /// # Errors
    /// If the file cannot be written; the earlier remarks are then kept.
    pub fn group(&mut self, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.group_when(WholeAgain::default(), lexicon)
    }

    /// Makes all remarks anew, however few articles came or went. Returns true if something was to be done.
    ///
    /// # Errors
    /// If the file cannot be written; the earlier remarks are then kept.
    pub fn group_anew(&mut self, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.changing(|s| {
            if GroupingHead::read(&s.connection)?.is_some_and(|head| head.since == 0)
                && schema::grouped(&s.connection)?
            {
                return Ok(());
            }
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(sql::CLEAR_GROUPING, [])?;
            facts::bump(&transaction, "changes", 1)?;
            whole::seal(&transaction)?;
            Ok(transaction.commit()?)
        })?;
        self.group(lexicon)
    }

    /// [`Store::group`] with another rule for when all remarks are made anew.
    ///
    /// # Errors
    /// If the file cannot be written; the earlier remarks are then kept.
    pub fn group_when(&mut self, again: WholeAgain, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.changing(|s| {
            made::check(&s.connection, made::fingerprint(lexicon))?;
            let mut done = false;
            loop {
                let reading = s.connection.unchecked_transaction()?;
                let changes = facts::fact(&s.connection, "changes")?;
                if schema::grouped(&s.connection)? {
                    return Ok(done);
                }
                // If another process added articles or made the remarks in the meantime, these are not needed. Of what is damaged no remark is
                // made that others could stand on: all are made anew.
                let grown = match undamaged(KeptGrouping::read(&s.connection, again, lexicon))?.flatten() {
                    Some(kept) => undamaged(GrownRemarks::new(&s.connection, kept, lexicon))?,
                    None => None,
                };
                if let Some(grown) = grown {
                    reading.commit()?;
                    let written =
                        s.write_if_current(changes, |transaction| grown.write(transaction, lexicon));
                    if let Some(written) = undamaged(written)? {
                        done |= written;
                        continue;
                    }
                } else {
                    reading.commit()?;
                }
                done |= s.group_whole(again, lexicon)?;
            }
        })
    }

    /// Makes all remarks at once.
    fn group_whole(&mut self, again: WholeAgain, lexicon: &Lexicon) -> Result<bool, Problem> {
        let reading = self.connection.unchecked_transaction()?;
        let changes = facts::fact(&self.connection, "changes")?;
        let whole = Whole::new(&self.connection, lexicon)?;
        reading.commit()?;
        self.write_if_current(changes, |transaction| whole.write(transaction, again, lexicon))
    }

    /// Writes remarks, unless the corpus has other changes than those that they are made of, or has its remarks already.
    fn write_if_current(
        &mut self,
        changes: usize,
        write: impl FnOnce(&Transaction) -> Result<(), Problem>,
    ) -> Result<bool, Problem> {
        // Rows of remarks come in no order of the indexes: what does not fit into the cache is written several times.
        self.connection.execute_batch(sql::LARGE_CACHE)?;
        let written = self.write_current(changes, write);
        self.connection.execute_batch(sql::SETTINGS)?;
        written
    }

    fn write_current(
        &mut self,
        changes: usize,
        write: impl FnOnce(&Transaction) -> Result<(), Problem>,
    ) -> Result<bool, Problem> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if facts::fact(&transaction, "changes")? != changes || schema::grouped(&transaction)? {
            return Ok(false);
        }
        write(&transaction)?;
        facts::set_fact(&transaction, "grouped", changes)?;
        whole::seal(&transaction)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Finds wordings that share words with a quotation. The most likely articles come first, and the
    /// wordings of one article are in the order of its text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn wordings_near(&self, quote: &str, lexicon: &Lexicon) -> Result<Vec<Near>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            made::check(&s.connection, made::fingerprint(lexicon))?;
            let mut numbers = find::best(&s.connection, quote, lexicon)?;
            if numbers.is_empty() {
                numbers = with_phrase(&s.connection, quote)?;
            }
            let mut select = s.connection.prepare_cached(sql::WORDINGS_OF_ARTICLE)?;
            let mut found = Vec::new();
            for number in numbers {
                let near =
                    |r: &rusqlite::Row| Ok(Near { remark: r.get(0)?, wordings: r.get(1)?, text: r.get(2)? });
                for wording in select.query_map([number], near)? {
                    found.push(wording?);
                }
            }
            Ok(found)
        })
    }
}

/// All remarks made at once, ready to be written.
struct Whole {
    all: All,
    remarks: Vec<Remark>,
    kept: KeptGroups,
    people: People,
    figures: Vec<StoredFigures>,
}

impl Whole {
    fn new(connection: &Connection, lexicon: &Lexicon) -> Result<Self, Problem> {
        let all = All::everything(connection)?;
        let known = figures::read_all(connection)?;
        let All { articles, quotations, .. } = &all;
        let number = |article, quotation| all.numbers(article, quotation);
        let (remarks, kept) = group::remarks_to_keep(articles, quotations, number, lexicon);
        let people = People::find(articles, quotations, &remarks, &group::Corrections::default(), lexicon);
        let numbers: Vec<i64> = (1..).take(remarks.len()).collect();
        let figures = figures::figures(&all, (&numbers, &remarks, &people), &known, lexicon);
        Ok(Self { all, remarks, kept, people, figures })
    }

    fn write(self, transaction: &Transaction, again: WholeAgain, lexicon: &Lexicon) -> Result<(), Problem> {
        let Self { all, remarks, kept, people, figures } = self;
        former::keep_without(transaction, remarks.iter().map(|remark| remark.id.as_str()))?;
        transaction.execute_batch(sql::CLEAR_REMARKS)?;
        let indexes = DroppedIndexes::of_remarks(transaction)?;
        let mut rows = RemarkRows::new(transaction)?;
        for (number, remark) in (1i64..).zip(&remarks) {
            rows.write(number, remark, &all, |q| Ok(super::people::stored(&people, q)))?;
        }
        drop(rows);
        super::people::write(transaction, &people, &all.quotation_numbers)?;
        figures::write(transaction, &figures)?;
        indexes.make(transaction)?;
        former::forget_current(transaction)?;
        kept::write(transaction, kept, again, lexicon)
    }
}

/// Reads the articles of wordings with their numbers, in the order of ids.
pub(super) fn articles_of(
    connection: &Connection,
    rows: &[WordingRow],
) -> Result<Vec<(i64, Article)>, Problem> {
    let mut select = connection.prepare_cached(&sql::articles("article = ?"))?;
    let mut read: FxHashMap<i64, Article> = FxHashMap::default();
    for &(_, article, ..) in rows {
        if let Entry::Vacant(unknown) = read.entry(article) {
            let mut found = select.query([article])?;
            if let Some(r) = found.next()? {
                unknown.insert(row::article(r)?.1);
            }
        }
    }
    let mut articles: Vec<(i64, Article)> = read.into_iter().collect();
    articles.sort_by(|a, b| a.1.id().cmp(b.1.id()));
    Ok(articles)
}

/// Articles and quotations in order, with the index for each number of the corpus.
#[derive(Default)]
pub(super) struct Indexed {
    pub articles: Vec<Article>,
    pub quotations: Vec<Quotation>,
    article_index: FxHashMap<i64, usize>,
    quotation_index: FxHashMap<i64, usize>,
    pub quotation_numbers: Vec<i64>,
}

impl Indexed {
    /// Takes an article with its quotations.
    pub fn push(&mut self, connection: &Connection, number: i64, article: Article) -> Result<(), Problem> {
        let (index, from) = (self.articles.len(), self.quotations.len());
        self.article_index.insert(number, index);
        let numbers = quotations_of(connection, number, index, &article, &mut self.quotations)?;
        self.quotation_index.extend(numbers.iter().copied().zip(from..));
        self.quotation_numbers.extend(numbers);
        self.articles.push(article);
        Ok(())
    }

    /// Returns the wordings with indices instead of numbers, and which of them is the base. They are in the order of the articles' ids, then of
    /// the text: those of a later batch stand behind the others in the file.
    pub fn wordings(&self, rows: Vec<WordingRow>) -> Result<(Vec<Wording>, WordingIx), Problem> {
        let broken = || Problem::Broken { what: "a wording without its article" };
        let mut wordings = Vec::with_capacity(rows.len());
        for (quotation, article, start, end, is_base) in rows {
            let article = *self.article_index.get(&article).ok_or_else(broken)?;
            let quotation = *self.quotation_index.get(&quotation).ok_or_else(broken)?;
            let span = Span::new(self.articles[article].text(), start, end).ok_or_else(broken)?;
            wordings.push((is_base, Wording::new(ArticleIx(article), QuotationIx(quotation), span)));
        }
        wordings.sort_by_key(|(_, w)| (w.article, w.span));
        let base = wordings.iter().rposition(|(is_base, _)| *is_base).unwrap_or_default();
        Ok((wordings.into_iter().map(|(_, wording)| wording).collect(), WordingIx(base)))
    }
}

/// Finds quotations that are too short for the index, as a phrase.
fn with_phrase(connection: &Connection, quote: &str) -> Result<Vec<i64>, Problem> {
    let words: Vec<&str> = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let phrase = format!("\"{}\"", words.join(" "));
    let numbers = connection
        .prepare_cached(sql::WITH_PHRASE)?
        .query_map([phrase], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(numbers)
}
