//! A claim → the articles of the corpus that should be read for it.
//!
//! In: a claim. Out: those articles with their quotations, and how often the claim's words stand in the whole
//! corpus, so that a verdict weighs them as it would with all articles at hand. The index gives for each run
//! of three and each rare word the articles that have it; each of the claim's words counts once an article,
//! and the heaviest articles are read.

use std::collections::hash_map::Entry;

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::connection::Store;
use super::error::StoreError;
use super::named::ArticleNames;
use super::postings::Index;
use super::problem::Problem;
use super::row::quotations_of;
use super::{facts, made, row, sql};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Claim, Quotation, Searched, Verdict};
use crate::verify::{InCorpus, KeyCounts, Limits, Sources, question, verify};

/// Maximum number of articles that are read. A verdict shows fewer.
const MOST_ARTICLES: usize = 64;
/// Maximum size of the text that is read after the first article, in bytes.
const MOST_TEXT: usize = 1 << 20;
/// Which runs and words count, and which articles are read.
const LIMITS: Limits = Limits::SEARCH;
/// Further articles that are read for a part of the claim that the best one lacks, and what such a part
/// weighs at least.
const MOST_PIECES: usize = 8;
const PIECE: f32 = 6.0;

/// The articles that should be read for one claim.
#[derive(Debug)]
pub struct ClaimCandidates {
    /// The articles, in the order of their ids.
    pub articles: Vec<Article>,
    /// Their quotations, with indices into the articles.
    pub quotations: Vec<Quotation>,
    frequencies: KeyCounts,
    searched: Searched,
}

impl ClaimCandidates {
    /// What the articles say about the claim.
    pub fn verify(&self, claim: &Claim, lexicon: &Lexicon) -> Verdict {
        let corpus = InCorpus { claim: &claim.text, frequencies: &self.frequencies, searched: self.searched };
        let sources = Sources::of_corpus(&self.articles, &self.quotations, lexicon, corpus);
        verify(claim, &sources)
    }
}

impl Store {
    /// Returns how much text the corpus has to search.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn searched(&self) -> Result<Searched, StoreError> {
        self.guarded(|s| searched(&s.connection))
    }

    /// Finds the articles that should be read for a claim.
    ///
    /// # Errors
    /// [`StoreError::OtherGrammar`], or if the file cannot be read.
    pub fn look(&self, claim: &str, lexicon: &Lexicon) -> Result<ClaimCandidates, StoreError> {
        self.look_for(&Claim { text: claim.to_owned(), ..Claim::default() }, lexicon)
    }

    /// The same; of articles that have as much of the claim, those that name the claimed speaker come first.
    ///
    /// # Errors
    /// [`StoreError::OtherGrammar`], or if the file cannot be read.
    pub fn look_for(&self, claim: &Claim, lexicon: &Lexicon) -> Result<ClaimCandidates, StoreError> {
        self.guarded(|s| {
            // One view of the corpus, even if another process writes at the same time.
            let view = s.snapshot()?;
            made::check(&s.connection, made::fingerprint(lexicon))?;
            let named = match (&claim.cited[..], s.names.get()) {
                ([], _) => Vec::new(),
                (cited, Some(names)) => names.of(cited),
                (cited, None) => {
                    let names = ArticleNames::read(&s.connection)?;
                    s.names.get_or_init(|| names).of(cited)
                }
            };
            let looked = look(&s.connection, claim, lexicon, &named)?;
            drop(view);
            Ok(looked)
        })
    }
}

impl ClaimCandidates {
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
        self.quotations.retain_mut(|q| match now[q.article.0] {
            Some(index) => {
                q.article = ArticleIx(index);
                true
            }
            None => false,
        });
    }
}

/// An article that shares words with a claim.
struct Candidate {
    number: u32,
    /// The words of the claim that it has, and whether it has them in a run.
    held: Vec<(u32, bool)>,
    /// The sum of their weights.
    weight: f32,
    /// True if it has the last word of the claimed speaker's name.
    named: bool,
}

impl Candidate {
    /// What decides before the id does.
    fn rank(&self) -> (u32, bool) {
        (self.weight.to_bits(), self.named)
    }
}

/// Finds the articles that share words with a claim.
struct Candidates {
    /// The articles, the best first.
    found: Vec<Candidate>,
    /// The weight of each of the claim's words.
    weights: Vec<f32>,
    frequencies: KeyCounts,
}

fn candidates(
    connection: &rusqlite::Connection,
    claim: &Claim,
    lexicon: &Lexicon,
) -> Result<Candidates, Problem> {
    let index = Index::new(connection)?;
    let asked = question(&claim.text, lexicon);
    let words = facts::fact(connection, "words")? as u64;
    let mut frequencies = KeyCounts { words, counts: FxHashMap::default() };
    for &(key, _) in &asked.words {
        if let Entry::Vacant(unknown) = frequencies.counts.entry(key) {
            unknown.insert(index.count(key)?);
        }
    }
    let mut tally: FxHashMap<u32, Vec<(u32, bool)>> = FxHashMap::default();
    for sought in &asked.sought {
        let found = index.articles(sought.key)?;
        let run = sought.words > 1;
        if found.len() > LIMITS.places(run) {
            continue;
        }
        for article in found {
            let held = tally.entry(article).or_default();
            for word in sought.first..sought.first + sought.words {
                held.push((u32::try_from(word).unwrap_or(u32::MAX), run));
            }
        }
    }
    let weights: Vec<f32> = asked.words.iter().map(|w| w.1).collect();
    let own = naming(&index, claim.speaker.as_deref(), lexicon)?;
    let weigh = |(number, mut held): (u32, Vec<(u32, bool)>)| {
        held.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        held.dedup_by_key(|h| h.0);
        let weight = |&(word, run): &(u32, bool)| weights[word as usize] * LIMITS.share(run);
        Candidate { number, weight: held.iter().map(weight).sum(), held, named: own.contains(&number) }
    };
    let mut found: Vec<Candidate> = tally.into_iter().map(weigh).collect();
    let place = |c: &Candidate| (!c.named, c.number);
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(place(a).cmp(&place(b))));
    Ok(Candidates { found, weights, frequencies })
}

/// Numbers of the articles that have the last word of a name.
fn naming(index: &Index, name: Option<&str>, lexicon: &Lexicon) -> Result<FxHashSet<u32>, Problem> {
    let last = name.and_then(|name| name.split_whitespace().next_back()).unwrap_or_default();
    let mut found = FxHashSet::default();
    for sought in question(last, lexicon).sought {
        found.extend(index.articles(sought.key)?);
    }
    Ok(found)
}

/// Numbers of the articles worth a look, the best first; some may have gone since.
pub(super) fn best(
    connection: &rusqlite::Connection,
    claim: &str,
    lexicon: &Lexicon,
) -> Result<Vec<i64>, Problem> {
    let claim = Claim { text: claim.to_owned(), ..Claim::default() };
    let mut found = candidates(connection, &claim, lexicon)?.found;
    let best = found.first().map_or(0.0, |f| f.weight);
    let good = found.iter().take_while(|f| f.weight >= LIMITS.least * best).count();
    let mut sorted = 0;
    for same in found[..good].chunk_by_mut(|a, b| a.rank() == b.rank()) {
        if sorted >= 2 * MOST_ARTICLES {
            break;
        }
        sorted += same.len();
        by_id(connection, same)?;
    }
    Ok(found[..good].iter().take(2 * MOST_ARTICLES).map(|f| i64::from(f.number)).collect())
}

fn look(
    connection: &rusqlite::Connection,
    claim: &Claim,
    lexicon: &Lexicon,
    named: &[u32],
) -> Result<ClaimCandidates, Problem> {
    let Candidates { mut found, weights, frequencies } = candidates(connection, claim, lexicon)?;
    let mut reader = Reader::new(connection, &weights);
    let left = reader.heaviest(&mut found)?;
    reader.pieces(&mut found[left..])?;
    // What the claim names as its source is read whatever it has of the words.
    for &number in named {
        reader.named(number)?;
    }
    let mut read = reader.read;
    read.sort_by(|a, b| a.1.id().cmp(b.1.id()));
    let (mut articles, mut quotations) = (Vec::new(), Vec::new());
    for (number, article) in read {
        quotations_of(connection, number, articles.len(), &article, &mut quotations)?;
        articles.push(article);
    }
    let searched = searched(connection)?;
    Ok(ClaimCandidates { articles, quotations, frequencies, searched })
}

/// Reads the articles that are worth it.
struct Reader<'c> {
    connection: &'c rusqlite::Connection,
    weights: &'c [f32],
    read: Vec<(i64, Article)>,
    bytes: usize,
    /// The weight below which no article is read.
    least: f32,
    /// The words of the claim that no article read so far has in a run.
    lacking: Vec<bool>,
}

impl<'c> Reader<'c> {
    fn new(connection: &'c rusqlite::Connection, weights: &'c [f32]) -> Self {
        let lacking = vec![true; weights.len()];
        Self { connection, weights, read: Vec::new(), bytes: 0, least: 0.0, lacking }
    }

    /// The article, unless it was removed or has a newer revision; the index may still have it.
    fn current(&self, number: u32) -> Result<Option<(i64, Article)>, Problem> {
        let mut select = self.connection.prepare_cached(&sql::articles("article = ? AND current"))?;
        let mut rows = select.query(params![number])?;
        if let Some(row) = rows.next()? {
            return row::article(row).map(Some);
        }
        let mut is_gone = self.connection.prepare_cached(sql::IS_GONE)?;
        if is_gone.query_row([number], |r| r.get(0))? {
            return Ok(None);
        }
        Err(Problem::Broken { what: "an article that its index has is missing" })
    }

    /// Reads an article that the claim names, if it is not read yet.
    fn named(&mut self, number: u32) -> Result<(), Problem> {
        if !self.read.iter().any(|(known, _)| *known == i64::from(number)) {
            self.read.extend(self.current(number)?);
        }
        Ok(())
    }

    fn cover(&mut self, held: &[(u32, bool)]) {
        held.iter().filter(|h| h.1).for_each(|h| self.lacking[h.0 as usize] = false);
    }

    /// Reads the heaviest articles, and returns the place of the first that is not read for its weight.
    /// Articles of one weight come in the order of their ids, so that the order in which they were added
    /// changes nothing.
    fn heaviest(&mut self, found: &mut [Candidate]) -> Result<usize, Problem> {
        let mut at = 0;
        while at < found.len() {
            if self.is_done(found[at].weight) {
                return Ok(at);
            }
            let rank = found[at].rank();
            let end = at + found[at..].iter().take_while(|c| c.rank() == rank).count();
            by_id(self.connection, &mut found[at..end])?;
            for candidate in &found[at..end] {
                if self.is_done(candidate.weight) {
                    return Ok(at);
                }
                at += 1;
                let Some(article) = self.current(candidate.number)? else { continue };
                if self.read.is_empty() {
                    self.least = LIMITS.least_weight(candidate.weight, self.weights.iter().sum());
                    self.cover(&candidate.held);
                }
                self.bytes += article.1.text().len();
                self.read.push(article);
            }
        }
        Ok(at)
    }

    /// True if no article of this weight is read any more.
    fn is_done(&self, weight: f32) -> bool {
        self.read.len() >= MOST_ARTICLES || self.bytes > MOST_TEXT || weight < self.least
    }

    /// A claim may be composed of several articles. For the words that the best article lacks, the best of the
    /// others is read.
    fn pieces(&mut self, left: &mut [Candidate]) -> Result<(), Problem> {
        for _ in 0..MOST_PIECES {
            let own = |c: &Candidate| -> f32 {
                let lacks = |h: &&(u32, bool)| h.1 && self.lacking[h.0 as usize];
                c.held.iter().filter(lacks).map(|h| self.weights[h.0 as usize]).sum()
            };
            let best = left.iter().map(own).fold(0.0, f32::max);
            if best < PIECE {
                return Ok(());
            }
            let mut ties = 0;
            for at in 0..left.len() {
                if own(&left[at]) == best {
                    left.swap(ties, at);
                    ties += 1;
                }
            }
            by_id(self.connection, &mut left[..ties])?;
            let piece = &left[0];
            self.cover(&piece.held);
            self.read.extend(self.current(piece.number)?);
        }
        Ok(())
    }
}

/// Sorts candidates by the ids of their articles; those that have gone come first.
fn by_id(connection: &rusqlite::Connection, candidates: &mut [Candidate]) -> Result<(), Problem> {
    if candidates.len() < 2 {
        return Ok(());
    }
    let mut select = connection.prepare_cached(sql::ID)?;
    let mut ids: FxHashMap<u32, Option<String>> = FxHashMap::default();
    for candidate in candidates.iter() {
        let id = select.query_row([candidate.number], |r| r.get(0)).optional()?;
        ids.insert(candidate.number, id);
    }
    candidates.sort_by(|a, b| (&ids[&a.number], a.number).cmp(&(&ids[&b.number], b.number)));
    Ok(())
}

/// Returns the figures of all current articles.
fn searched(connection: &rusqlite::Connection) -> Result<Searched, Problem> {
    let fact = |name| facts::fact(connection, name);
    Ok(Searched { articles: fact("articles")?, quotations: fact("quotations")?, words: fact("words")? })
}
