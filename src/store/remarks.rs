//! The remarks that all quotations report, stored and read back.
//!
//! Grouping sees all articles at once, so the groups of a corpus that grew are those of a fresh one with the
//! same articles: they are made from the same rows, in the order of ids.

use std::collections::hash_map::Entry;

use rusqlite::{Connection, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use super::all::{All, WordingRow};
use super::connection::Store;
use super::error::StoreError;
use super::figures::{self, StoredFigures};
use super::find;
use super::indexes::DroppedIndexes;
use super::problem::Problem;
use super::row::quotations_of;
use super::sum::RemarkSum;
use super::{facts, former, made, row, schema, sql, whole};
use crate::group;
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

    /// Builds the remarks of all articles, if articles were added or removed since the last time. Returns
    /// true if the remarks were built.
    ///
    /// # Errors
    /// If the file cannot be written; the earlier remarks are then kept.
    pub fn group(&mut self, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.changing(|s| {
            made::check(&s.connection, made::fingerprint(lexicon))?;
            let mut done = false;
            loop {
                let reading = s.connection.unchecked_transaction()?;
                let changes = facts::fact(&s.connection, "changes")?;
                if schema::grouped(&s.connection)? {
                    return Ok(done);
                }
                let all = s.everything_numbered()?;
                let known = figures::read_all(&s.connection)?;
                reading.commit()?;
                let remarks = group::remarks_without_links(&all.articles, &all.quotations, lexicon);
                let people = People::find(
                    &all.articles,
                    &all.quotations,
                    &remarks,
                    &group::Corrections::default(),
                    lexicon,
                );
                let figures = figures::figures(&all, (&remarks, &people), &known, lexicon);
                // If another process added articles in the meantime, these remarks are already out of date.
                done |= s.write_remarks(&all, (&remarks, &people, &figures), changes)?;
            }
        })
    }

    fn write_remarks(
        &mut self,
        all: &All,
        (remarks, people, figures): (&[Remark], &People, &[StoredFigures]),
        changes: usize,
    ) -> Result<bool, Problem> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if facts::fact(&transaction, "changes")? != changes {
            return Ok(false);
        }
        former::keep_without(&transaction, remarks.iter().map(|remark| remark.id.as_str()))?;
        transaction.execute_batch(sql::CLEAR_REMARKS)?;
        let indexes = DroppedIndexes::of_remarks(&transaction)?;
        {
            let mut remark_row = transaction.prepare(sql::INSERT_REMARK)?;
            let mut wording_row = transaction.prepare(sql::INSERT_WORDING)?;
            for (number, remark) in (1i64..).zip(remarks) {
                let text = |w: &Wording| w.span.of(all.articles[w.article].text());
                let base = remark.wordings.get(remark.base.0).map(text).unwrap_or_default();
                let mut articles: Vec<ArticleIx> = remark.wordings.iter().map(|w| w.article).collect();
                articles.dedup();
                let mut sum = RemarkSum::new(&remark.id, remark.speaker.as_deref());
                for (i, w) in remark.wordings.iter().enumerate() {
                    let row = all.row(w, i == remark.base.0);
                    let (quotation, article, start, end, is_base) = row;
                    wording_row.execute(params![number, quotation, article, start, end, is_base])?;
                    sum.add(&row, super::people::stored(people, w.quotation));
                }
                remark_row.execute(params![
                    number,
                    remark.id,
                    base,
                    remark.speaker,
                    articles.len(),
                    remark.wordings.len(),
                    sum.value(),
                ])?;
            }
        }
        super::people::write(&transaction, people, &all.quotation_numbers)?;
        figures::write(&transaction, figures)?;
        indexes.make(&transaction)?;
        former::forget_current(&transaction)?;
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

    /// Returns the wordings with indices instead of numbers, and which of them is the base.
    pub fn wordings(&self, rows: Vec<WordingRow>) -> Result<(Vec<Wording>, WordingIx), Problem> {
        let broken = || Problem::Broken { what: "a wording without its article" };
        let (mut wordings, mut base) = (Vec::new(), WordingIx(0));
        for (i, (quotation, article, start, end, is_base)) in rows.into_iter().enumerate() {
            let article = *self.article_index.get(&article).ok_or_else(broken)?;
            let quotation = *self.quotation_index.get(&quotation).ok_or_else(broken)?;
            let span = Span::new(self.articles[article].text(), start, end).ok_or_else(broken)?;
            wordings.push(Wording::new(ArticleIx(article), QuotationIx(quotation), span));
            base = if is_base { WordingIx(i) } else { base };
        }
        Ok((wordings, base))
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
