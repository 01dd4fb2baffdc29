//! What a run rests on: with the same program, grammar, options and sources it gives the same verdicts.

use serde::{Deserialize, Serialize};

#[cfg(feature = "receipt")]
use super::digest::Digest;

/// What a check rests on, and what it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of the program.
    pub program: String,
    /// The hash of the grammar, over all its files: 16 hexadecimal digits.
    pub grammar: String,
    /// The style of the gate; `None` if the answers that fail were listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// The answers that fail, as they were listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<String>,
    /// True if every mark of a draft was asked for; `None` where there is no draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<bool>,
    /// Marks of fewer words were passed over; `None` where there is no draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_words: Option<usize>,
    /// Who said the quotations for which a draft names nobody, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// True if a number means the source at that place of the arguments.
    #[serde(default)]
    pub numbered: bool,
    /// What was searched.
    pub sources: SourceHashes,
}

/// The sources of a run, by the hashes of their texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceHashes {
    /// How many there are.
    pub count: usize,
    /// SHA-256 over all of them in the order of their ids: id, a zero byte, hash, a line feed.
    pub hash: String,
    /// Each source, in the order of ids; `None` where there are more than [`SourceHashes::LISTED`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<SourceHash>>,
}

impl SourceHashes {
    /// Sources that are listed one by one at most.
    pub const LISTED: usize = 1_000;
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceHash {
    /// The article's id.
    pub id: String,
    /// SHA-256 of its text in UTF-8, in 64 hexadecimal digits.
    pub hash: String,
}

/// Takes sources in the order of their ids, and hashes them all together.
#[cfg(feature = "receipt")]
#[derive(Debug, Default)]
pub struct SourceHasher {
    digest: Digest,
    count: usize,
    list: Vec<SourceHash>,
}

#[cfg(feature = "receipt")]
impl SourceHasher {
    /// Takes the next source: its id, and the SHA-256 of its text in hexadecimal digits.
    pub fn push(&mut self, id: &str, hash: &str) {
        self.digest.update(format!("{id}\0{hash}\n").as_bytes());
        self.count += 1;
        if self.count <= SourceHashes::LISTED {
            self.list.push(SourceHash { id: id.to_owned(), hash: hash.to_owned() });
        }
    }

    /// All that were taken.
    pub fn finish(self) -> SourceHashes {
        let Self { digest, count, list } = self;
        SourceHashes { count, hash: digest.hex(), list: (count <= SourceHashes::LISTED).then_some(list) }
    }
}

#[cfg(all(test, feature = "receipt"))]
mod tests {
    use super::*;

    #[test]
    fn many_sources_are_hashed_and_not_listed() {
        let of = |count: usize| {
            let mut all = SourceHasher::default();
            (0..count).for_each(|n| all.push(&format!("{n:05}"), "aa"));
            all.finish()
        };
        assert_eq!(of(SourceHashes::LISTED).list.map(|list| list.len()), Some(SourceHashes::LISTED));
        let many = of(SourceHashes::LISTED + 1);
        assert_eq!((many.count, many.list), (SourceHashes::LISTED + 1, None));
        assert_ne!(many.hash, of(SourceHashes::LISTED).hash);
    }
}
