//! What the figures of a remark were made of. In: all articles, the people, which articles are copies. Out: for each remark a hash of all that
//! its figures depend on, so that figures from before can be taken over where nothing of it changed.
//!
//! Of a person that is what comparisons look at: the key, the name, the commonest names, the notes. The number of articles that give each name
//! is left out; it grows with every article, and no figure depends on it.

use xxhash_rust::xxh3::Xxh3;

use super::all::All;
use super::sum::parts;
use crate::lexicon::Lexicon;
use crate::model::{ArticleIx, Person, Remark, Wording};
use crate::people::People;

/// Grows with every change of what the same wordings give, as the version of the extraction does: figures of an earlier one are made anew.
const COMPARISON: usize = 1;

/// Tells what the figures of each remark are made of.
pub(super) struct Origins<'a> {
    all: &'a All,
    people: &'a People,
    copies: &'a [ArticleIx],
    /// The first quotation of each article.
    first: Vec<usize>,
    /// For each person a hash of what comparisons look at.
    persons: Vec<u64>,
    /// A hash of this version of the program and of its grammar.
    maker: u64,
}

impl<'a> Origins<'a> {
    pub fn new(all: &'a All, people: &'a People, copies: &'a [ArticleIx], lexicon: &Lexicon) -> Self {
        let mut maker = Xxh3::with_seed(0);
        let numbers = format!("{COMPARISON} {:016x}", lexicon.fingerprint());
        parts(&mut maker, [env!("CARGO_PKG_VERSION"), &numbers]);
        let persons = people.list().iter().map(person).collect();
        let mut first = vec![0; all.articles.len()];
        for (index, quotation) in all.quotations.iter().enumerate().rev() {
            first[quotation.article.0] = index;
        }
        Self { all, people, copies, first, persons, maker: maker.digest() }
    }

    /// The hash of a remark's wordings, with their articles and with who is meant in each; never 0.
    pub fn of(&self, remark: &Remark) -> u64 {
        let mut hash = Xxh3::with_seed(self.maker);
        parts(&mut hash, [&*remark.id]);
        for (place, wording) in remark.wordings.iter().enumerate() {
            for part in self.of_wording(wording) {
                hash.update(&part.to_le_bytes());
            }
            hash.update(&[u8::from(place == remark.base.0)]);
        }
        hash.digest().max(1)
    }

    /// The article, the article that it copies, which of its quotations, the place, the person.
    fn of_wording(&self, wording: &Wording) -> [u64; 6] {
        let article = wording.article;
        let sum = |article: ArticleIx| self.all.sums.get(article.0).copied().unwrap_or_default();
        let copied = self.copies.get(article.0).copied().unwrap_or(article);
        let place = wording.quotation.0 - self.first[article.0];
        let [place, from, to] = [place, wording.span.start(), wording.span.end()].map(|n| n as u64);
        let person = self.people.meant(wording.quotation).and_then(|meant| self.persons.get(meant.person.0));
        [sum(article), sum(copied), place, from, to, person.copied().unwrap_or_default()]
    }
}

fn person(person: &Person) -> u64 {
    let mut hash = Xxh3::with_seed(0);
    parts(&mut hash, [&*person.key, &*person.name]);
    parts(&mut hash, People::compared_names(person));
    parts(&mut hash, ["\u{1}"]);
    parts(&mut hash, person.notes.iter().flat_map(|note| [&*note.other, note.reason.name()]));
    hash.digest()
}
