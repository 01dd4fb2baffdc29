//! Adds articles to the corpus, one batch per transaction.

use std::ops::AddAssign;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use super::connection::Store;
use super::error::StoreError;
use super::postings::{self, Posting};
use super::problem::Problem;
use super::{facts, former, made, people, row, sql, totals, whole};
use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Quotation, sha256};
use crate::verify::Keys;
use crate::words::KEY_BITS;

/// Articles with their quotations and keys, ready to be written.
pub struct Batch {
    articles: Vec<(Article, Vec<Quotation>)>,
    /// The keys with the index of their article, packed and sorted.
    keys: Vec<u64>,
    /// How often each stem occurs in the batch, sorted.
    counts: Vec<Posting>,
    /// Words of each article.
    words: Vec<usize>,
    /// The fingerprint of the grammar that produced the keys and the quotations.
    grammar: usize,
}

/// Packs a key and an article's index into 64 bits, so that sorting needs half the memory.
const PLACE_BITS: u32 = 64 - KEY_BITS;
const LAST_PLACE: u64 = (1 << PLACE_BITS) - 1;

/// Minimum number of bytes of text per key.
const BYTES_A_KEY: usize = 4;

#[allow(clippy::cast_possible_truncation, reason = "24 bits")]
fn place(packed: u64) -> usize {
    (packed & LAST_PLACE) as usize
}

/// Computes the keys of one batch after the other. It remembers the words of earlier batches.
pub struct Keying<'l> {
    lexicon: &'l Lexicon,
    idle: Mutex<Vec<Keys<'l>>>,
}

impl<'l> Keying<'l> {
    /// Makes a key maker that knows no words yet.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, idle: Mutex::default() }
    }

    /// The key makers that no thread uses. A thread that panicked has already ended the run.
    fn idle(&self) -> MutexGuard<'_, Vec<Keys<'l>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Computes the keys of articles, in parallel.
    pub fn batch(&self, articles: Vec<(Article, Vec<Quotation>)>) -> Batch {
        let size = articles.len().div_ceil(4 * rayon::current_num_threads()).max(1);
        let chunk = |(number, articles): (usize, &[(Article, Vec<Quotation>)])| {
            let mut known = self.idle().pop().unwrap_or_else(|| Keys::new(self.lexicon));
            let bytes: usize = articles.iter().map(|(article, _)| article.text().len()).sum();
            let (mut pairs, mut words) = (Vec::with_capacity(bytes / BYTES_A_KEY), Vec::new());
            for (i, (article, _)) in articles.iter().enumerate() {
                let place = ((number * size + i) as u64).min(LAST_PLACE);
                words.push(known.of(article.text(), |key| pairs.push(key << PLACE_BITS | place)));
            }
            pairs.sort_unstable();
            pairs.dedup();
            let counts = known.take_counts();
            self.idle().push(known);
            (pairs, counts, words)
        };
        let parts: Vec<_> = articles.par_chunks(size).enumerate().map(chunk).collect();
        let mut keys = Vec::with_capacity(parts.iter().map(|(pairs, ..)| pairs.len()).sum());
        let (mut sums, mut words) = (FxHashMap::default(), Vec::new());
        for (pairs, counts, n) in parts {
            keys.extend(pairs);
            words.extend(n);
            for (key, count) in counts {
                *sums.entry(key).or_insert(0u32) += count;
            }
        }
        // The parts are sorted already, and this sort merges sorted runs.
        keys.sort();
        let mut counts: Vec<Posting> = sums.into_iter().collect();
        counts.sort_unstable();
        Batch { articles, keys, counts, words, grammar: made::fingerprint(self.lexicon) }
    }
}

/// The result of adding a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// The number of articles that the corpus did not have.
    pub new: usize,
    /// The number of new revisions of articles that it had.
    pub changed: usize,
    /// The number of articles that it had already.
    pub same: usize,
    /// The number of quotations in new and changed articles, without quotations that are not speech.
    pub quotations: usize,
    /// The number of words in new and changed articles.
    pub words: usize,
}

impl AddAssign for Added {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.quotations += other.quotations;
        self.words += other.words;
    }
}

impl Store {
    /// Finds the articles that the corpus already has in exactly this form.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has(&self, articles: &[Article]) -> Result<Vec<bool>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(sql::HASH)?;
            let mut known = Vec::with_capacity(articles.len());
            for article in articles {
                let hash: Option<i64> = select.query_row([article.id()], |r| r.get(0)).optional()?;
                known.push(hash == Some(row::hash(article)));
            }
            Ok(known)
        })
    }

    /// Writes the whole batch, or nothing if it fails.
    ///
    /// # Errors
    /// [`StoreError::OtherGrammar`], or if the file cannot be written; the corpus is then as it was before.
    pub fn add(&mut self, batch: &Batch) -> Result<Added, StoreError> {
        self.changing(|s| {
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            whole::check(&transaction)?;
            made::adopt(&transaction, batch.grammar)?;
            let mut added = Added::default();
            // The number of each article of the batch; `None` if the article was not changed.
            let mut numbers = Vec::with_capacity(batch.articles.len());
            for ((article, quotations), &words) in batch.articles.iter().zip(&batch.words) {
                numbers.push(put(&transaction, article, quotations, words, &mut added)?);
            }
            if added.new + added.changed > 0 {
                // Numbers grow with the index, so the order of the pairs stays.
                let number = |&packed: &u64| Some((packed >> PLACE_BITS, numbers[place(packed)]?));
                let pairs = batch.keys.iter().filter_map(number);
                postings::write(&transaction, batch.keys.len(), pairs, &batch.counts)?;
                let first = numbers.iter().flatten().min().copied().map_or(i64::MAX, i64::from);
                totals::came(&transaction, first)?;
                for insert in sql::FULL_TEXT {
                    transaction.prepare_cached(insert)?.execute([first])?;
                }
                let articles = added.new + added.changed;
                for (name, by) in [
                    ("changes", articles),
                    ("articles", articles),
                    ("quotations", added.quotations),
                    ("words", added.words),
                ] {
                    facts::bump(&transaction, name, by)?;
                }
            }
            whole::seal(&transaction)?;
            transaction.commit()?;
            Ok(added)
        })
    }

    /// Builds the index of all current articles again.
    pub(super) fn reindex(&mut self, lexicon: &Lexicon) -> Result<(), Problem> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        postings::clear(&transaction)?;
        let keying = Keying::new(lexicon);
        let mut after = 0i64;
        loop {
            let page = articles_after(&transaction, after)?;
            let Some(&(last, _)) = page.last() else { break };
            after = last;
            let (mut articles, mut numbers) = (Vec::new(), Vec::new());
            for (number, article) in page {
                numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
                articles.push((article, Vec::new()));
            }
            let batch = keying.batch(articles);
            let pairs = batch.keys.iter().map(|&packed| (packed >> PLACE_BITS, numbers[place(packed)]));
            postings::write(&transaction, batch.keys.len(), pairs, &batch.counts)?;
        }
        made::keys_made(&transaction, made::fingerprint(lexicon))?;
        whole::seal(&transaction)?;
        transaction.commit()?;
        Ok(())
    }

    /// Extracts the quotations of all current articles again with `extract`, and builds the index again.
    /// The caller must build the remarks afterwards.
    ///
    /// # Errors
    /// If the file cannot be written; the corpus is then as it was before.
    pub fn extract_again(
        &mut self,
        lexicon: &Lexicon,
        extract: impl Fn(&Article) -> Vec<Quotation> + Sync,
    ) -> Result<(), StoreError> {
        self.changing(|s| {
            let transaction = s.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            former::keep_all(&transaction)?;
            transaction.execute_batch(sql::CLEAR_REMARKS)?;
            let (mut after, mut speech) = (0i64, 0);
            loop {
                let page = articles_after(&transaction, after)?;
                let Some(&(last, _)) = page.last() else { break };
                let found: Vec<Vec<Quotation>> =
                    page.par_iter().map(|(_, article)| extract(article)).collect();
                for ((number, article), quotations) in page.iter().zip(&found) {
                    transaction.prepare_cached(sql::DELETE_QUOTATIONS)?.execute([number])?;
                    let words: (i64, usize) = transaction
                        .prepare_cached(sql::SAID)?
                        .query_row([number], |r| Ok((r.get(0)?, r.get(1)?)))?;
                    speech += put_quotations(&transaction, (*number, words.1), article, quotations)?;
                }
                transaction.prepare_cached(sql::QUOTATIONS_FULL_TEXT_BETWEEN)?.execute((after, last))?;
                after = last;
            }
            facts::set_fact(&transaction, "quotations", speech)?;
            facts::bump(&transaction, "changes", 1)?;
            made::all_extracted(&transaction, made::fingerprint(lexicon))?;
            whole::seal(&transaction)?;
            transaction.commit()?;
            s.reindex(lexicon)
        })
    }
}

/// Returns the next current articles after a number, with their numbers.
fn articles_after(transaction: &Transaction, after: i64) -> Result<Vec<(i64, Article)>, Problem> {
    let page = sql::articles("current AND article > ? ORDER BY article LIMIT 2000");
    let mut statement = transaction.prepare_cached(&page)?;
    let mut rows = statement.query([after])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(row::article(r)?);
    }
    Ok(found)
}

/// Writes one article with its quotations, if it is new or changed, and returns its number.
fn put(
    transaction: &Transaction,
    article: &Article,
    quotations: &[Quotation],
    words: usize,
    added: &mut Added,
) -> Result<Option<u32>, Problem> {
    let hash = row::hash(article);
    let known: Option<(i64, i64, usize)> = transaction
        .prepare_cached(sql::CURRENT)?
        .query_row([article.id()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let revision = match known {
        Some((_, same, _)) if same == hash => {
            added.same += 1;
            return Ok(None);
        }
        Some((old, _, revision)) => {
            retire(transaction, old)?;
            transaction.prepare_cached(sql::OUTDATE)?.execute([old])?;
            added.changed += 1;
            revision + 1
        }
        None => {
            added.new += 1;
            1
        }
    };
    let number = put_article(transaction, article, revision, hash, words)?;
    added.quotations += put_quotations(transaction, (number, words), article, quotations)?;
    added.words += words;
    Ok(Some(u32::try_from(number).unwrap_or(u32::MAX)))
}

/// Writes the row of an article and returns its number.
fn put_article(
    transaction: &Transaction,
    article: &Article,
    revision: usize,
    hash: i64,
    words: usize,
) -> Result<i64, Problem> {
    let h = article.header();
    transaction.prepare_cached(sql::INSERT_ARTICLE)?.execute(params![
        article.id(),
        revision,
        hash,
        row::name(&article.kind()),
        h.outlet,
        h.date,
        h.url,
        h.title,
        h.language,
        article.text(),
        words,
        row::record(article),
        sha256(article.text()),
        row::name(&article.markup()),
        h.date_from.map(|from| row::name(&from)),
    ])?;
    Ok(transaction.last_insert_rowid())
}

/// Writes the quotations of an article, which is given with its number and how many words it has, and returns how many of them are speech.
fn put_quotations(
    transaction: &Transaction,
    (number, length): (i64, usize),
    article: &Article,
    quotations: &[Quotation],
) -> Result<usize, Problem> {
    let mut insert = transaction.prepare_cached(sql::INSERT_QUOTATION)?;
    for (place, q) in quotations.iter().enumerate() {
        let (contents, words) = row::contents(q, article.text());
        let (speaker, cue) = (q.speaker.as_ref(), q.cue.as_ref());
        insert.execute(params![
            number,
            place,
            row::name(&q.kind),
            q.headline,
            speaker.and_then(|s| s.name.as_deref()),
            speaker.map(|s| row::name(&s.basis)),
            speaker.and_then(|s| s.mention).map(row::pair),
            cue.map(|c| c.lemma.as_str()),
            cue.map(|c| row::name(&c.stance)),
            cue.map(|c| row::pair(c.span)),
            q.via.map(row::pair),
            q.rule.name(),
            q.confidence,
            q.parent.map(|p| p.0),
            contents,
            words,
            q.addressee.map(row::pair),
        ])?;
    }
    let said = row::said((article.id(), length), quotations, article.text());
    transaction.prepare_cached(sql::WRITE_SAID)?.execute((said, number))?;
    Ok(quotations.iter().filter(|q| q.kind != Kind::NotSpeech).count())
}

/// Removes a current article from the figures, from its remarks, whose ids may go away with it, and from the persons.
pub(super) fn retire(transaction: &Transaction, article: i64) -> Result<(), Problem> {
    former::keep_of_article(transaction, article)?;
    totals::goes(transaction, article)?;
    transaction.prepare_cached(sql::RETIRE)?.execute([article])?;
    transaction.prepare_cached(sql::DELETE_WORDINGS)?.execute([article])?;
    people::forget_article(transaction, article)?;
    Ok(())
}
