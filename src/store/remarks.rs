//! The remarks behind all quotations, stored and read back.
//!
//! Grouping sees all articles at once, so the groups of a corpus that grew are those of a fresh one with the same articles: they are made
//! from the same rows, in the order of ids.

use std::collections::hash_map::Entry;

use rusqlite::{OptionalExtension, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use super::find::quotations_of;
use super::{Problem, Store, StoreError, row, schema};
use crate::group;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Remark, Span, Wording, WordingIx};

/// All current articles and quotations with their numbers in the corpus.
pub(super) struct All {
    pub articles: Vec<Article>,
    pub quotations: Vec<Quotation>,
    article_numbers: Vec<i64>,
    quotation_numbers: Vec<i64>,
}

/// A wording that may be what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Number of its remark.
    pub remark: i64,
    /// How many wordings that has.
    pub wordings: usize,
    /// The words.
    pub text: String,
}

/// One remark with everything that it rests on.
#[derive(Debug)]
pub struct Found {
    /// In the order of their ids.
    pub articles: Vec<Article>,
    /// Theirs, with indices into the above.
    pub quotations: Vec<Quotation>,
    /// With indices into both; links are not stored.
    pub remark: Remark,
}

impl Store {
    pub(super) fn everything_numbered(&self) -> Result<All, Problem> {
        let mut all = All {
            articles: Vec::new(),
            quotations: Vec::new(),
            article_numbers: Vec::new(),
            quotation_numbers: Vec::new(),
        };
        let sql = format!("SELECT {} FROM articles WHERE current ORDER BY id", row::ARTICLE_COLUMNS);
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let (number, article) = row::article(r)?;
            let index = all.articles.len();
            let sql =
                format!("SELECT {} FROM quotations WHERE article = ? ORDER BY place", row::QUOTATION_COLUMNS);
            let mut select = self.connection.prepare_cached(&sql)?;
            let mut own = select.query([number])?;
            while let Some(r) = own.next()? {
                let (number, quotation) = row::quotation(r, index, article.text())?;
                all.quotation_numbers.push(number);
                all.quotations.push(quotation);
            }
            all.article_numbers.push(number);
            all.articles.push(article);
        }
        Ok(all)
    }

    /// Whether remarks know of all articles.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn is_grouped(&mut self) -> Result<bool, StoreError> {
        self.guarded(|s| schema::grouped(&s.connection))
    }

    /// Makes the remarks of all articles, where articles came or went since that was last done. Gives whether there was anything to do.
    ///
    /// # Errors
    /// Where the file cannot be written; the former remarks then stay.
    pub fn group(&mut self, lexicon: &Lexicon) -> Result<bool, StoreError> {
        self.guarded(|s| {
            let mut done = false;
            loop {
                let reading = s.connection.unchecked_transaction()?;
                let changes = schema::fact(&s.connection, "changes")?;
                if schema::grouped(&s.connection)? {
                    return Ok(done);
                }
                let all = s.everything_numbered()?;
                reading.commit()?;
                let remarks = group::remarks(&all.articles, &all.quotations, lexicon);
                // Where another process added articles meanwhile, these remarks are of the past already.
                done |= s.write_remarks(&all, &remarks, changes)?;
            }
        })
    }

    fn write_remarks(&mut self, all: &All, remarks: &[Remark], changes: usize) -> Result<bool, Problem> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if schema::fact(&transaction, "changes")? != changes {
            return Ok(false);
        }
        transaction.execute_batch("DELETE FROM wordings; DELETE FROM remarks;")?;
        {
            let mut remark_row = transaction.prepare("INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?)")?;
            let mut wording_row =
                transaction.prepare("INSERT INTO wordings VALUES (NULL, ?, ?, ?, ?, ?, ?)")?;
            for (number, remark) in (1i64..).zip(remarks) {
                let text = |w: &Wording| w.span.of(all.articles[w.article].text());
                let base = remark.wordings.get(remark.base.0).map(text).unwrap_or_default();
                let mut articles: Vec<ArticleIx> = remark.wordings.iter().map(|w| w.article).collect();
                articles.dedup();
                remark_row.execute(params![
                    number,
                    remark.id,
                    base,
                    remark.speaker,
                    articles.len(),
                    remark.wordings.len()
                ])?;
                for (i, w) in remark.wordings.iter().enumerate() {
                    wording_row.execute(params![
                        number,
                        all.quotation_numbers[w.quotation.0],
                        all.article_numbers[w.article.0],
                        w.span.start(),
                        w.span.end(),
                        i == remark.base.0,
                    ])?;
                }
            }
        }
        transaction.execute("UPDATE facts SET value = ? WHERE name = 'grouped'", [changes])?;
        transaction.commit()?;
        Ok(true)
    }

    /// Wordings that share words with a quotation, those of one article in the order of its text, the likeliest articles first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn wordings_near(&mut self, quote: &str, lexicon: &Lexicon) -> Result<Vec<Near>, StoreError> {
        self.guarded(|s| {
            let transaction = s.connection.transaction()?;
            let mut numbers = super::find::best(&transaction, quote, lexicon)?;
            if numbers.is_empty() {
                numbers = with_phrase(&transaction, quote)?;
            }
            let mut select = transaction.prepare_cached(
                "SELECT w.remark, r.wordings, \
                 CAST(substr(CAST(a.text AS BLOB), w.start + 1, w.\"end\" - w.start) AS TEXT) \
                 FROM wordings w JOIN remarks r USING (remark) JOIN articles a ON a.article = w.article \
                 WHERE w.article = ? ORDER BY w.start, w.wording",
            )?;
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

    /// One remark, by its number.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn remark(&mut self, number: i64) -> Result<Option<Found>, StoreError> {
        self.guarded(|s| {
            let transaction = s.connection.transaction()?;
            let known = transaction.query_row("SELECT id, speaker FROM remarks WHERE remark = ?", [number], |r| {
                Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?))
            });
            let Some((id, speaker)) = known.optional()? else {
                return Ok(None);
            };
            let rows: Vec<(i64, i64, usize, usize, bool)> = transaction
                .prepare_cached(
                    "SELECT quotation, article, start, \"end\", base FROM wordings WHERE remark = ? ORDER BY wording",
                )?
                .query_map([number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let sql = format!("SELECT {} FROM articles WHERE article = ?", row::ARTICLE_COLUMNS);
            let mut select = transaction.prepare_cached(&sql)?;
            let mut read: FxHashMap<i64, Article> = FxHashMap::default();
            for &(_, article, ..) in &rows {
                if let Entry::Vacant(unknown) = read.entry(article) {
                    let mut found = select.query([article])?;
                    if let Some(r) = found.next()? {
                        unknown.insert(row::article(r)?.1);
                    }
                }
            }
            let mut articles: Vec<(i64, Article)> = read.into_iter().collect();
            articles.sort_by(|a, b| a.1.id().cmp(b.1.id()));
            let mut quotations = Vec::new();
            let (mut article_index, mut quotation_index) = (FxHashMap::default(), FxHashMap::default());
            for (index, (number, article)) in articles.iter().enumerate() {
                article_index.insert(*number, index);
                let from = quotations.len();
                let numbers = quotations_of(&transaction, *number, index, article, &mut quotations)?;
                quotation_index.extend(numbers.into_iter().zip(from..));
            }
            let articles: Vec<Article> = articles.into_iter().map(|a| a.1).collect();
            let broken = || Problem::Broken { what: "a wording without its article" };
            let (mut wordings, mut base) = (Vec::new(), WordingIx(0));
            for (i, (quotation, article, start, end, is_base)) in rows.into_iter().enumerate() {
                let article = *article_index.get(&article).ok_or_else(broken)?;
                let quotation = *quotation_index.get(&quotation).ok_or_else(broken)?;
                let span = Span::new(articles[article].text(), start, end).ok_or_else(broken)?;
                wordings.push(Wording::new(ArticleIx(article), QuotationIx(quotation), span));
                base = if is_base { WordingIx(i) } else { base };
            }
            let remark = Remark { id, base, speaker, ..Remark::new(wordings) };
            Ok(Some(Found { articles, quotations, remark }))
        })
    }
}

/// Quotations too short for the index are found as a phrase.
fn with_phrase(connection: &rusqlite::Connection, quote: &str) -> Result<Vec<i64>, Problem> {
    let words: Vec<&str> = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let phrase = format!("\"{}\"", words.join(" "));
    let numbers = connection
        .prepare_cached(
            "SELECT DISTINCT q.article FROM quotations_fts f JOIN quotations q ON q.quotation = f.rowid \
             JOIN articles a ON a.article = q.article \
             WHERE a.current AND quotations_fts MATCH 'text : ' || ? LIMIT 64",
        )?
        .query_map([phrase], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(numbers)
}
