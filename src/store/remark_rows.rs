//! Remarks → rows. In: a remark with its wordings, who is meant in each. Out: a row of it and one of each wording, and the checksum over them.

use rusqlite::{Statement, Transaction, params};

use super::all::{All, WordingRow};
use super::problem::Problem;
use super::sql;
use super::sum::RemarkSum;
use crate::model::{ArticleIx, QuotationIx, Remark, Wording};

/// Writes the rows of remarks.
pub(super) struct RemarkRows<'t> {
    remark: Statement<'t>,
    wording: Statement<'t>,
}

impl<'t> RemarkRows<'t> {
    pub fn new(transaction: &'t Transaction) -> Result<Self, Problem> {
        let (remark, wording) =
            (transaction.prepare(sql::INSERT_REMARK)?, transaction.prepare(sql::INSERT_WORDING)?);
        Ok(Self { remark, wording })
    }

    /// Writes a remark with its wordings; `meant` gives the number of the person who is meant by a quotation and the name of the basis.
    pub fn write<B: AsRef<str>>(
        &mut self,
        number: i64,
        remark: &Remark,
        all: &All,
        meant: impl Fn(QuotationIx) -> Result<Option<(i64, B)>, Problem>,
    ) -> Result<(), Problem> {
        let text = |w: &Wording| w.span.of(all.articles[w.article].text());
        let base = remark.wordings.get(remark.base.0).map(text).unwrap_or_default();
        let mut articles: Vec<ArticleIx> = remark.wordings.iter().map(|w| w.article).collect();
        articles.dedup();
        let mut sum = RemarkSum::new(&remark.id, remark.speaker.as_deref());
        for (i, w) in remark.wordings.iter().enumerate() {
            self.add(number, (&all.row(w, i == remark.base.0), meant(w.quotation)?), &mut sum)?;
        }
        self.remark.execute(params![
            number,
            remark.id,
            base,
            remark.speaker,
            articles.len(),
            remark.wordings.len(),
            sum.value(),
        ])?;
        Ok(())
    }

    /// Writes a wording of a remark, and adds it to the remark's sum.
    pub fn add<B: AsRef<str>>(
        &mut self,
        number: i64,
        (row, meant): (&WordingRow, Option<(i64, B)>),
        sum: &mut RemarkSum,
    ) -> Result<(), Problem> {
        let (quotation, article, start, end, is_base) = *row;
        self.wording.execute(params![number, quotation, article, start, end, is_base])?;
        sum.add(row, meant.as_ref().map(|(person, basis)| (*person, basis.as_ref())));
        Ok(())
    }
}
