//! Everything at once: all current articles with their quotations. In: an open corpus. Out: both in the order of article ids, with their numbers.
//!
//! The rows are read in the order in which they lie in the file, and compared with their checksums afterwards, on all cores: to remake the
//! remarks of a corpus, reading comes before everything else.

use rayon::prelude::*;
use rusqlite::{Connection, Row, Rows};
use xxhash_rust::xxh3::Xxh3;

use super::problem::Problem;
use super::{facts, row, sql};
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Wording};

/// All current articles and quotations with their numbers in the corpus.
#[derive(Default)]
pub(super) struct All {
    pub articles: Vec<Article>,
    pub quotations: Vec<Quotation>,
    /// For each article a hash of all that is stored of it and of its quotations.
    pub sums: Vec<u64>,
    pub article_numbers: Vec<i64>,
    pub quotation_numbers: Vec<i64>,
}

/// A wording as it is stored: the numbers of its quotation and its article, its place, whether it is the
/// base.
pub(super) type WordingRow = (i64, i64, usize, usize, bool);

/// One article with its quotations, and what they are compared with.
struct Whole {
    number: i64,
    article: Article,
    /// The checksum of the article, that of its quotations, and how many words it has.
    sums: (i64, i64, usize),
    quotations: Vec<Quotation>,
    numbers: Vec<i64>,
}

impl Whole {
    /// Fails if it is not as it was written.
    fn check(&self) -> Result<(), Problem> {
        let (hash, said, words) = self.sums;
        if row::hash(&self.article) != hash {
            return Err(row::OTHER_ARTICLE);
        }
        row::check_said((&self.article, words), &self.quotations, said)
    }

    /// A hash of all that is stored of it.
    fn sum(&self) -> u64 {
        let (hash, said, _) = self.sums;
        let mut sum = Xxh3::with_seed(0);
        sum.update(&hash.to_le_bytes());
        // This one has the id and the quotations in it.
        sum.update(&said.to_le_bytes());
        sum.digest()
    }
}

impl All {
    /// A wording as it is stored.
    pub fn row(&self, wording: &Wording, is_base: bool) -> WordingRow {
        let (quotation, article) =
            (self.quotation_numbers[wording.quotation.0], self.article_numbers[wording.article.0]);
        (quotation, article, wording.span.start(), wording.span.end(), is_base)
    }

    /// All current articles.
    pub fn everything(connection: &Connection) -> Result<Self, Problem> {
        let all = Self::after(connection, 0)?;
        if all.articles.len() != facts::fact(connection, "articles")? {
            return Err(Problem::Broken { what: "it has not as many articles as were added" });
        }
        Ok(all)
    }

    /// The current articles behind a number, with their quotations, in the order of ids.
    pub fn after(connection: &Connection, number: i64) -> Result<Self, Problem> {
        let mut all = Self::default();
        all.take(scan(connection, number)?)?;
        Ok(all)
    }

    /// Adds some of the earlier articles with their quotations, behind the others, in the order of their ids.
    pub fn add(&mut self, connection: &Connection, numbers: &[i64]) -> Result<(), Problem> {
        let mut found: Vec<Whole> = Vec::with_capacity(numbers.len());
        let mut article = connection.prepare_cached(&sql::articles("article = ?"))?;
        let mut quotations = connection.prepare_cached(sql::QUOTATIONS)?;
        for number in numbers {
            let mut rows = article.query([number])?;
            let r = rows.next()?.ok_or(Problem::Broken { what: "an article of a remark is missing" })?;
            found.push(whole(r)?);
            if let Some(last) = found.last_mut() {
                give(std::slice::from_mut(last), quotations.query([number])?)?;
            }
        }
        self.take(found)
    }

    fn take(&mut self, mut found: Vec<Whole>) -> Result<(), Problem> {
        found.par_iter().try_for_each(Whole::check)?;
        found.par_sort_unstable_by(|a, b| a.article.id().cmp(b.article.id()));
        found.into_iter().for_each(|whole| self.push(whole));
        Ok(())
    }

    /// The numbers of an article and of a quotation, as they are kept for later batches. Those of articles have 32 bits in the index too.
    pub fn numbers(&self, article: ArticleIx, quotation: QuotationIx) -> (u32, i64) {
        let article = u32::try_from(self.article_numbers[article.0]).unwrap_or(u32::MAX);
        (article, self.quotation_numbers[quotation.0])
    }

    fn push(&mut self, whole: Whole) {
        let article = ArticleIx(self.articles.len());
        self.sums.push(whole.sum());
        self.quotations.extend(whole.quotations.into_iter().map(|q| Quotation { article, ..q }));
        self.quotation_numbers.extend(whole.numbers);
        self.article_numbers.push(whole.number);
        self.articles.push(whole.article);
    }
}

/// Reads the current articles behind a number and the quotations of each, in the order of their numbers.
fn scan(connection: &Connection, after: i64) -> Result<Vec<Whole>, Problem> {
    let mut found: Vec<Whole> = Vec::new();
    let mut select = connection.prepare(&sql::articles("current AND article > ? ORDER BY article"))?;
    let mut rows = select.query([after])?;
    while let Some(r) = rows.next()? {
        found.push(whole(r)?);
    }
    let mut select = connection.prepare(sql::QUOTATIONS_AFTER)?;
    give(&mut found, select.query([after])?)?;
    Ok(found)
}

/// An article without its quotations.
fn whole(r: &Row<'_>) -> Result<Whole, Problem> {
    let sums = (r.get(11)?, r.get(13)?, r.get(14)?);
    let (number, article) = (r.get(0)?, row::unchecked(r)?);
    Ok(Whole { number, article, sums, quotations: Vec::new(), numbers: Vec::new() })
}

/// Gives each article its quotations. Both are in the order of the articles' numbers; quotations of former revisions are passed over.
fn give(articles: &mut [Whole], mut rows: Rows<'_>) -> Result<(), Problem> {
    let mut articles = articles.iter_mut().peekable();
    while let Some(r) = rows.next()? {
        let of: i64 = r.get(1)?;
        while articles.next_if(|whole| whole.number < of).is_some() {}
        let Some(whole) = articles.peek_mut().filter(|whole| whole.number == of) else { continue };
        let (number, quotation) = row::quotation(r, 0, whole.article.text())?;
        whole.numbers.push(number);
        whole.quotations.push(quotation);
    }
    Ok(())
}
