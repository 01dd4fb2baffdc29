//! From each word to the entities that have it, the latest first, in one vector for all words: an article has many names, and most of their
//! words are those of one entity.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::entity::EntityId;
use super::word::WordKey;

/// The entities of each word.
#[derive(Debug, Default)]
pub struct Chains {
    /// The last link of each word.
    last: FxHashMap<WordKey, u32>,
    links: Vec<ChainLink>,
}

/// An entity, and the link of the one before it.
#[derive(Debug, Clone, Copy)]
struct ChainLink {
    entity: EntityId,
    before: Option<u32>,
}

impl Chains {
    /// No entities yet, and room for those of so many words.
    pub fn with_capacity(words: usize) -> Self {
        let last = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
        Self { last, links: Vec::with_capacity(words) }
    }

    /// Adds an entity to a word.
    pub fn add(&mut self, word: WordKey, entity: EntityId) {
        let link = self.links.len() as u32;
        let before = self.last.insert(word, link);
        self.links.push(ChainLink { entity, before });
    }

    /// The entities of a word, the latest first.
    pub fn of(&self, word: WordKey) -> impl Iterator<Item = EntityId> {
        let mut next = self.last.get(&word).copied();
        std::iter::from_fn(move || {
            let link = self.links[next? as usize];
            next = link.before;
            Some(link.entity)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::word_key;
    use super::*;

    #[test]
    fn the_latest_comes_first_and_words_are_apart() {
        let mut chains = Chains::default();
        for (word, entity) in [("Ruiz", 0), ("Okafor", 1), ("RUIZ", 2)] {
            chains.add(word_key(word), entity);
        }
        let of = |word| chains.of(word_key(word)).collect::<Vec<_>>();
        assert_eq!((of("ruiz"), of("Okafor"), of("Brandt")), (vec![2, 0], vec![1], vec![]));
    }
}
