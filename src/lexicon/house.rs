//! Words that outlets write in another way where their neighbours allow it: `grammar/<language>/spelling.toml`.
//!
//! In: its tables `title`, `address`, `clipped`. Out: [`HouseStyle`], asked by a lower-case word without full stops. What a word may stand
//! for is another reading of it beside its own: "St." is "Saint" before a name, and "st" still.

use rustc_hash::FxHashMap;

use super::data::ShortEntry;

/// What short forms stand for beside certain neighbours.
#[derive(Debug, Default)]
pub struct HouseStyle {
    titles: FxHashMap<Box<str>, Box<str>>,
    addresses: FxHashMap<Box<str>, Box<str>>,
    clipped: FxHashMap<Box<str>, Box<str>>,
}

fn boxed(entries: &[ShortEntry]) -> FxHashMap<Box<str>, Box<str>> {
    entries.iter().map(|e| (e.short.as_str().into(), e.long.as_str().into())).collect()
}

impl HouseStyle {
    pub(super) fn new(titles: &[ShortEntry], addresses: &[ShortEntry], clipped: &[ShortEntry]) -> Self {
        Self { titles: boxed(titles), addresses: boxed(addresses), clipped: boxed(clipped) }
    }

    /// Returns the long form of a title that stands before a name: "representative" for "Rep. Hale".
    pub fn title(&self, lower: &str) -> Option<&str> {
        self.titles.get(lower).map(AsRef::as_ref)
    }

    /// Returns the long form of a word that stands behind a name: "street" for "Mill St."
    pub fn address(&self, lower: &str) -> Option<&str> {
        self.addresses.get(lower).map(AsRef::as_ref)
    }

    /// Returns the whole of a word whose beginning an apostrophe replaces: "because" for "'cause".
    pub fn clipped(&self, lower: &str) -> Option<&str> {
        self.clipped.get(lower).map(AsRef::as_ref)
    }

    /// True if the neighbours of the word decide what it stands for.
    pub fn asks_neighbours(&self, lower: &str) -> bool {
        self.titles.contains_key(lower) || self.addresses.contains_key(lower)
    }
}
