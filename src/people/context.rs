//! What an article is about, as far as its names show. In: articles. Out: for each the capitalised words inside its sentences, with what
//! each weighs: two articles that share rare names are likely about one event, or at least about one world.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::{Article, ArticleIx};

/// Words that are no names although they have a capital, or names that half of all articles have.
const COMMON: Classes = Classes::PRONOUN.union(Classes::of(&[
    Class::Weekday,
    Class::Month,
    Class::Title,
    Class::Role,
    Class::Determiner,
    Class::Preposition,
    Class::Country,
    Class::Demonym,
    Class::Outlet,
]));
/// Letters of the shortest name that counts.
const SHORTEST: usize = 3;
/// The corpus is counted as if it were added to this many texts of the language.
const LANGUAGE: f32 = 2000.0;

/// The names of each article.
pub(super) struct Contexts {
    /// For each article the hashes of its words, ascending, each with its weight in nats.
    of: Vec<Vec<(u64, f32)>>,
}

impl Contexts {
    /// Reads the articles, in parallel.
    pub fn new(articles: &[Article], lexicon: &Lexicon) -> Self {
        let read: Vec<Vec<(u64, f32)>> = articles.par_iter().map(|a| names(a.text(), lexicon)).collect();
        let mut counts: FxHashMap<u64, f32> = FxHashMap::default();
        for (word, _) in read.iter().flatten() {
            *counts.entry(*word).or_default() += 1.0;
        }
        let texts = LANGUAGE + articles.len() as f32;
        let weigh = |(word, background): (u64, f32)| {
            let count = counts.get(&word).copied().unwrap_or(1.0);
            (word, -((count + LANGUAGE * (-background).exp()) / texts).ln())
        };
        Self { of: read.into_iter().map(|words| words.into_iter().map(weigh).collect()).collect() }
    }

    /// The names of an article, in the order of their hashes.
    pub fn of(&self, article: ArticleIx) -> &[(u64, f32)] {
        self.of.get(article.0).map_or(&[], Vec::as_slice)
    }
}

/// The hash under which a word is known, in lower case.
pub(super) fn word_hash(lower: &str) -> u64 {
    xxh3_64(lower.as_bytes())
}

/// The hashes of the names inside sentences, ascending, each with its weight in the language.
fn names(text: &str, lexicon: &Lexicon) -> Vec<(u64, f32)> {
    let mut found = Vec::new();
    let mut end = None;
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let from = start;
        start += word.len() + text[from + word.len()..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        let inside = end.is_some_and(|end: usize| {
            text[end..from].chars().all(|c| matches!(c, ' ' | ',' | '(' | '-' | '’' | '\''))
        });
        end = Some(from + word.len());
        if inside && word.starts_with(char::is_uppercase) && word.chars().count() >= SHORTEST {
            let lower = word.to_lowercase();
            if !lexicon.classes(&lower).meets(COMMON) && lexicon.country(&lower).is_none() {
                found.push((word_hash(&lower), lexicon.frequencies().weight(&lower)));
            }
        }
    }
    found.sort_unstable_by_key(|(word, _)| *word);
    found.dedup_by_key(|(word, _)| *word);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_sentences_count_and_the_first_word_does_not() {
        let read = |text: &str| names(text, Lexicon::built_in()).len();
        assert_eq!(read("Yesterday the Velmar bridge in Ostrand fell, Okafor said."), 3);
        assert_eq!(read("Velmar fell.\nOstrand rose. “Okafor” left on Monday, in France."), 0);
    }
}
