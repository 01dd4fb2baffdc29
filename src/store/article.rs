//! One article as a page shows it. In: an id. Out: the article with its quotations, its revisions, and the remark of each quotation; lists of
//! articles.

use rusqlite::{OptionalExtension, params};

use super::connection::Store;
use super::contents::Listed;
use super::error::StoreError;
use super::problem::Problem;
use super::row::quotations_of;
use super::{row, sql};
use crate::model::{Article, Quotation, QuotationIx, Span};

/// An article with what the corpus knows of it.
#[derive(Debug)]
pub struct StoredArticle {
    /// The article.
    pub article: Article,
    /// Its quotations, in the order of the text.
    pub quotations: Vec<Quotation>,
    /// The number of this revision, from 1.
    pub revision: usize,
    /// The number of revisions; the last one is current.
    pub revisions: usize,
    /// The remarks that its quotations report, in the order of the text; none for an older revision.
    pub remarks: Vec<PlacedRemark>,
}

/// A remark at its place in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedRemark {
    /// The quotation.
    pub quotation: QuotationIx,
    /// Its words there.
    pub span: Span,
    /// The remark's id.
    pub id: String,
    /// The number of outlets that print it.
    pub outlets: usize,
}

impl Store {
    /// Reads an article: a revision of it, or the current one.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn article(&self, id: &str, revision: Option<usize>) -> Result<Option<StoredArticle>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let c = &s.connection;
            let revisions: usize = c.prepare_cached(sql::COUNT_OF_ID)?.query_row([id], |r| r.get(0))?;
            let revision = revision.unwrap_or(revisions);
            let number: Option<i64> = c
                .prepare_cached(sql::NUMBER_OF_REVISION)?
                .query_row(params![id, revision], |r| r.get(0))
                .optional()?;
            let Some(number) = number else { return Ok(None) };
            let mut select = c.prepare_cached(&sql::articles("article = ?"))?;
            let mut rows = select.query([number])?;
            let Some(r) = rows.next()? else { return Ok(None) };
            let (_, article) = row::article(r)?;
            let mut quotations = Vec::new();
            let numbers = quotations_of(c, number, 0, &article, &mut quotations)?;
            let remarks = s.placed(number, &numbers, article.text())?;
            Ok(Some(StoredArticle { article, quotations, revision, revisions, remarks }))
        })
    }

    /// The remarks at their places in an article.
    fn placed(&self, article: i64, quotations: &[i64], text: &str) -> Result<Vec<PlacedRemark>, Problem> {
        let broken = || Problem::Broken { what: "a wording without its quotation" };
        let mut select = self.connection.prepare_cached(sql::REMARKS_PLACED)?;
        let mut rows = select.query([article])?;
        let mut out = Vec::new();
        while let Some(r) = rows.next()? {
            let number: i64 = r.get(0)?;
            let at = quotations.iter().position(|own| *own == number).ok_or_else(broken)?;
            let span = Span::new(text, r.get(1)?, r.get(2)?).ok_or_else(broken)?;
            out.push(PlacedRemark {
                quotation: QuotationIx(at),
                span,
                id: r.get(3)?,
                outlets: r.get::<_, Option<usize>>(4)?.unwrap_or(1),
            });
        }
        Ok(out)
    }

    /// Lists current articles, of an outlet if one is given, the latest first; those without a date come last.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn latest_articles(
        &self,
        outlet: Option<&str>,
        skip: usize,
        most: usize,
    ) -> Result<Vec<Listed>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(&sql::latest(outlet.is_some()))?;
            let listed = |r: &rusqlite::Row<'_>| -> Result<Listed, Problem> {
                Ok(Listed {
                    id: r.get(0)?,
                    outlet: r.get(1)?,
                    date: r.get(2)?,
                    date_from: row::date_from(r, 6)?,
                    title: r.get(3)?,
                    revision: r.get(4)?,
                    quotations: r.get(5)?,
                })
            };
            select.query_and_then(params![most, skip, outlet], listed)?.collect()
        })
    }

    /// The number of current articles of an outlet.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn articles_of_outlet(&self, outlet: &str) -> Result<usize, StoreError> {
        self.guarded(|s| {
            Ok(s.connection.prepare_cached(sql::COUNT_OF_OUTLET)?.query_row([outlet], |r| r.get(0))?)
        })
    }

    /// An outlet as its articles name it, whatever the case of the name that is given.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlet_named(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.guarded(|s| super::search::outlet(&s.connection, name))
    }
}
