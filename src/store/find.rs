//! A claim → the articles of the corpus that are worth a look.
//!
//! In: a claim. Out: those articles with their quotations, and how often the claim's words stand in the whole corpus, so that a verdict
//! weighs them as it would with all articles at hand. The index gives for each run of three and each rare word the articles that
//! have it; each of the claim's words counts once an article, and the heaviest articles are read.

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::segment::Index;
use super::{Problem, Store, StoreError, row};
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, Quotation, Searched, Verdict};
use crate::verify::{Frequencies, Sources, question, verify};

/// Articles that are read. A verdict shows fewer.
const MOST_ARTICLES: usize = 64;
/// Text that is read, in bytes, beyond the first article.
const MOST_TEXT: usize = 1 << 20;
/// A run, or a word, that more articles have than this says nothing.
const MOST_RUN_PLACES: usize = 4_000;
const MOST_WORD_PLACES: usize = 400;
/// What a word that is found outside a run counts, of its weight.
const LONE: f32 = 0.4;
/// Articles with less than this share of the best one's weight are not read.
const LEAST: f32 = 0.3;

/// The articles worth a look for one claim.
#[derive(Debug)]
pub struct Looked {
    /// In the order of their ids.
    pub articles: Vec<Article>,
    /// Their quotations, with indices into the above.
    pub quotations: Vec<Quotation>,
    frequencies: Frequencies,
    searched: Searched,
}

impl Looked {
    /// What they say of the claim.
    pub fn verify(&self, claim: &Claim, lexicon: &Lexicon) -> Verdict {
        let sources = Sources::of_corpus(
            &self.articles,
            &self.quotations,
            lexicon,
            &claim.text,
            &self.frequencies,
            self.searched,
        );
        verify(claim, &sources)
    }
}

impl Store {
    /// How much there is to search.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn searched(&mut self) -> Result<Searched, StoreError> {
        self.guarded(|s| Ok(searched(&s.connection)?))
    }

    /// The articles worth a look for a claim.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn look(&mut self, claim: &str, lexicon: &Lexicon) -> Result<Looked, StoreError> {
        self.guarded(|s| {
            // One view of the corpus, whoever writes meanwhile.
            let transaction = s.connection.transaction()?;
            let looked = look(&transaction, claim, lexicon)?;
            transaction.commit()?;
            Ok(looked)
        })
    }
}

impl Looked {
    /// Leaves out articles, such as the draft itself.
    pub fn retain(&mut self, keep: impl Fn(&Article) -> bool) {
        let mut index = 0;
        let now: Vec<Option<usize>> = self
            .articles
            .iter()
            .map(|a| {
                let kept = keep(a);
                index += usize::from(kept);
                kept.then(|| index - 1)
            })
            .collect();
        self.articles.retain(keep);
        self.quotations.retain_mut(|q| match now[q.article] {
            Some(index) => {
                q.article = index;
                true
            }
            None => false,
        });
    }
}

/// Numbers of the articles that share most with a claim, the best first; and how often its words stand in the corpus.
fn candidates(
    connection: &rusqlite::Connection,
    claim: &str,
    lexicon: &Lexicon,
) -> Result<(Vec<(u32, f32)>, Frequencies), Problem> {
    let index = Index::new(connection)?;
    let asked = question(claim, lexicon);
    let words: i64 = connection
        .prepare_cached("SELECT value FROM facts WHERE name = 'words'")?
        .query_row([], |r| r.get(0))?;
    let mut frequencies = Frequencies { words: words.unsigned_abs(), counts: FxHashMap::default() };
    for &(key, _) in &asked.words {
        if !frequencies.counts.contains_key(&key) {
            frequencies.counts.insert(key, index.count(key)?);
        }
    }
    // For each article which words it has: alone, or in a run.
    let mut tally: FxHashMap<u32, Vec<(u32, bool)>> = FxHashMap::default();
    for sought in &asked.sought {
        let found = index.articles(sought.key)?;
        let run = sought.words > 1;
        if found.len() > if run { MOST_RUN_PLACES } else { MOST_WORD_PLACES } {
            continue;
        }
        for article in found {
            let held = tally.entry(article).or_default();
            for word in sought.first..sought.first + sought.words {
                held.push((u32::try_from(word).unwrap_or(u32::MAX), run));
            }
        }
    }
    let weigh = |mut held: Vec<(u32, bool)>| -> f32 {
        held.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        held.dedup_by_key(|h| h.0);
        held.iter()
            .map(|&(word, run)| {
                asked.words.get(word as usize).map_or(0.0, |w| w.1) * if run { 1.0 } else { LONE }
            })
            .sum()
    };
    let mut found: Vec<(u32, f32)> =
        tally.into_iter().map(|(article, held)| (article, weigh(held))).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok((found, frequencies))
}

/// Numbers of the articles worth a look, the best first; some may have gone since.
pub(super) fn best(
    connection: &rusqlite::Connection,
    claim: &str,
    lexicon: &Lexicon,
) -> Result<Vec<i64>, Problem> {
    let (found, _) = candidates(connection, claim, lexicon)?;
    let best = found.first().map_or(0.0, |f| f.1);
    let good = found.into_iter().take_while(|f| f.1 >= LEAST * best);
    Ok(good.take(2 * MOST_ARTICLES).map(|f| i64::from(f.0)).collect())
}

fn look(connection: &rusqlite::Connection, claim: &str, lexicon: &Lexicon) -> Result<Looked, Problem> {
    let (found, frequencies) = candidates(connection, claim, lexicon)?;
    let best = found.first().map_or(0.0, |f| f.1);
    let sql = format!("SELECT {} FROM articles WHERE article = ? AND current", row::ARTICLE_COLUMNS);
    let mut select = connection.prepare_cached(&sql)?;
    let (mut read, mut bytes) = (Vec::new(), 0);
    for (number, weight) in found {
        if read.len() >= MOST_ARTICLES || weight < LEAST * best || (bytes > MOST_TEXT && !read.is_empty()) {
            break;
        }
        let mut rows = select.query(params![number])?;
        if let Some(r) = rows.next()? {
            let article = row::article(r)?;
            bytes += article.1.text().len();
            read.push(article);
        }
    }
    read.sort_by(|a, b| a.1.id().cmp(b.1.id()));
    let (mut articles, mut quotations) = (Vec::new(), Vec::new());
    for (number, article) in read {
        quotations_of(connection, number, articles.len(), &article, &mut quotations)?;
        articles.push(article);
    }
    let searched = searched(connection)?;
    Ok(Looked { articles, quotations, frequencies, searched })
}

/// The figures of all that is current.
fn searched(connection: &rusqlite::Connection) -> rusqlite::Result<Searched> {
    let mut select = connection.prepare_cached("SELECT value FROM facts WHERE name = ?")?;
    let mut fact = |name: &str| select.query_row([name], |r| r.get(0));
    Ok(Searched { articles: fact("articles")?, quotations: fact("quotations")?, words: fact("words")? })
}

/// Appends the quotations of an article, in their order, and gives their numbers.
pub(super) fn quotations_of(
    connection: &rusqlite::Connection,
    number: i64,
    index: usize,
    article: &Article,
    out: &mut Vec<Quotation>,
) -> Result<Vec<i64>, Problem> {
    let mut numbers = Vec::new();
    let sql = format!("SELECT {} FROM quotations WHERE article = ? ORDER BY place", row::QUOTATION_COLUMNS);
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([number])?;
    while let Some(r) = rows.next()? {
        let (number, quotation) = row::quotation(r, index, article.text())?;
        numbers.push(number);
        out.push(quotation);
    }
    Ok(numbers)
}
