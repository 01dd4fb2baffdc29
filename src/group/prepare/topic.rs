//! Which words is an article about?
//!
//! In: articles and their quotations. Out: for each article, the share of its sentences that each frequent word is in, quotations left
//! out. Every remark in an article about a birth certificate may say "birth certificate": two remarks that share it share what the event
//! is about, and no more.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::rows::Rows;
use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Quotation};

/// A sentence has about as many words.
const SENTENCE: f32 = 20.0;

/// A word as frequent as this many times outside quotations says nothing: a report repeats what is said.
const FREE: u32 = 1;

/// Articles shorter than this are taken to have as many words.
const SHORTEST: f32 = 300.0;

/// No word is in a larger share of sentences.
const MOST: f32 = 0.5;

/// The frequent words of each article, by their hash, sorted, with the share of sentences that they are in.
pub struct Topics(Vec<Vec<(u64, f32)>>);

/// The quoted stretches of one article, in bytes.
type Ranges = Vec<(usize, usize)>;

impl Topics {
    /// Counts the words of all articles outside their quotations.
    pub fn new(articles: &[Article], quotations: &[Quotation], lexicon: &Lexicon) -> Self {
        let mut quoted: Vec<Ranges> = vec![Vec::new(); articles.len()];
        for quotation in quotations.iter().filter(|q| q.kind != Kind::Indirect) {
            let Some(own) = quoted.get_mut(quotation.article.0) else { continue };
            own.extend(quotation.contents.iter().map(|c| (c.span.start(), c.span.end())));
        }
        quoted.par_iter_mut().for_each(|own| own.sort_unstable());
        let share = articles.len().div_ceil(rayon::current_num_threads()).max(1);
        let of_articles = |(articles, quoted): (&[Article], &[Ranges])| {
            let mut rows = Rows::new(lexicon);
            let of_article = |(a, q): (&Article, &Ranges)| frequent(a.text(), q, &mut rows);
            articles.iter().zip(quoted).map(of_article).collect::<Vec<_>>()
        };
        Self(articles.par_chunks(share).zip(quoted.par_chunks(share)).flat_map_iter(of_articles).collect())
    }

    /// The frequent words of further articles, behind the others; their hashes are sorted.
    pub fn extend(&mut self, articles: impl IntoIterator<Item = Vec<(u64, f32)>>) {
        self.0.extend(articles);
    }

    /// How many articles are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of an article's sentences that a word is in, by its hash; 0 for a word that it is not about.
    pub fn share(&self, article: u32, word: u64) -> f32 {
        let Some(own) = self.0.get(article as usize) else { return 0.0 };
        own.binary_search_by_key(&word, |w| w.0).map_or(0.0, |at| own[at].1)
    }
}

/// The frequent words of a text outside `quoted`.
fn frequent(text: &str, quoted: &[(usize, usize)], rows: &mut Rows<'_>) -> Vec<(u64, f32)> {
    if quoted.is_empty() {
        return Vec::new();
    }
    let (mut words, mut from) = (Vec::new(), 0);
    for &(start, end) in quoted.iter().chain([&(text.len(), text.len())]) {
        if let Some(between) = text.get(from..start) {
            rows.numbers(between, &mut words);
        }
        from = from.max(end);
    }
    let length = (words.len() as f32).max(SHORTEST);
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    words.iter().for_each(|&w| *counts.entry(w).or_default() += 1);
    let share = |count: u32| (SENTENCE * (count - FREE) as f32 / length).min(MOST);
    let frequent = counts.into_iter().filter(|c| c.1 > FREE);
    let mut out: Vec<(u64, f32)> =
        frequent.map(|(w, count)| (xxh3_64(rows.forms()[w as usize].as_bytes()), share(count))).collect();
    out.sort_unstable_by_key(|w| w.0);
    out
}
