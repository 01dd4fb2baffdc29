//! What readers are shown as the name of an article's outlet. In: the articles that a comparison shows. Out: for each its outlet, or its
//! id without the ending of a text file and without a hash, as long as that tells it from the others.
//!
//! ```text
//! 001_148d8a1e03fc841c    001
//! desk/148d8a1e03fc841c   desk/148d    if there is a desk/9ab80c2277121122 too
//! ```

use rustc_hash::{FxHashMap, FxHashSet};

use crate::compare::Comparison;
use crate::model::{Article, ArticleIx};

/// The endings of text files that say nothing about an outlet.
const ENDINGS: [&str; 3] = [".txt", ".md", ".markdown"];
/// Of a hash, nothing or the first characters are kept: as few as tell the names apart.
const KEPT: [usize; 4] = [0, 4, 7, 12];
/// A run of at least so many hexadecimal digits at the end of an id is a hash, if it has both letters and numbers.
const LEAST_HASH: usize = 8;
/// A name that is nothing but a hash keeps so many characters of it.
const BARE: usize = 7;

/// The names of some articles, for readers.
#[derive(Debug, Default)]
pub(in crate::render) struct OutletNames {
    /// By an article's id.
    short: FxHashMap<String, String>,
}

impl OutletNames {
    /// Names the articles of a comparison's entries.
    pub fn new(comparison: &Comparison<'_>) -> Self {
        let mut shown: FxHashSet<ArticleIx> = FxHashSet::default();
        for entry in &comparison.entries {
            shown.extend(entry.remark.wordings.iter().map(|w| w.article));
            shown.extend(
                entry.paraphrases.iter().filter_map(|q| Some(comparison.quotations.get(q.0)?.article)),
            );
        }
        let articles = shown.into_iter().filter_map(|index| comparison.articles.get(index.0));
        Self::of_ids(articles.filter(|a| a.header().outlet.is_none()).map(Article::id))
    }

    /// Shortens ids, each once, so that no two become one.
    fn of_ids<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut ids: Vec<&str> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        let unique = |kept: &&usize| {
            let names: FxHashSet<&str> = ids.iter().map(|id| shortened(id, **kept)).collect();
            names.len() == ids.len()
        };
        let kept = KEPT.iter().find(unique).copied();
        let name = |id: &str| kept.map_or(bare(id), |kept| shortened(id, kept)).to_owned();
        Self { short: ids.iter().map(|id| ((*id).to_owned(), name(id))).collect() }
    }

    /// Returns the name of an article's outlet. It is as printed: the caller makes it safe.
    pub fn name<'a>(&'a self, article: &'a Article) -> &'a str {
        match &article.header().outlet {
            Some(outlet) => outlet,
            None => self.short.get(article.id()).map_or(bare(article.id()), String::as_str),
        }
    }
}

/// An id without the ending of a text file.
fn bare(id: &str) -> &str {
    ENDINGS.iter().find_map(|ending| id.strip_suffix(ending)).unwrap_or(id)
}

/// An id with only the first characters of the hash at its end.
fn shortened(id: &str, kept: usize) -> &str {
    let id = bare(id);
    let head = id.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let hash = &id[head.len()..];
    let has = |of: fn(&u8) -> bool| hash.bytes().any(|b| of(&b));
    let is_hash = hash.len() >= LEAST_HASH && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    let parted = head.is_empty() || head.ends_with(['_', '-', '.', '/', ':']);
    if !is_hash || !parted {
        return id;
    }
    match (head.is_empty(), kept) {
        (true, _) => &id[..kept.max(BARE)],
        (false, 0) => head.trim_end_matches(['_', '-', '.', ':']),
        (false, kept) => id.get(..head.len() + kept).unwrap_or(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> Vec<String> {
        let names = OutletNames::of_ids(ids.iter().copied());
        ids.iter().map(|id| names.short[*id].clone()).collect()
    }

    #[test]
    fn a_hash_is_shortened_to_what_tells_names_apart() {
        assert_eq!(names(&["001_148d8a1e03fc841c.txt", "002_64437838ff70a774.txt"]), ["001", "002"]);
        assert_eq!(names(&["desk/148d8a1e03fc841c", "desk/9ab80c2277121122"]), ["desk/148d", "desk/9ab8"]);
        assert_eq!(names(&["148d8a1e03fc841c0000", "9ab80c2277121122"]), ["148d8a1", "9ab80c2"]);
    }

    #[test]
    fn what_is_no_hash_stays() {
        assert_eq!(
            names(&["2024-05-03", "20240503", "deadbeef", "a.md"]),
            ["2024-05-03", "20240503", "deadbeef", "a"]
        );
        assert_eq!(
            names(&["x_aaaa1111bbbb2222", "x_aaaa1111bbbb2223"]),
            ["x_aaaa1111bbbb2222", "x_aaaa1111bbbb2223"]
        );
    }
}
