//! What annotations cannot be anchored to, counted. In: counts. Out: a sentence for each, for whoever ran the program.

use super::words::count;

/// What annotations cannot be anchored to a page of the web, by the reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unanchored {
    /// Verdicts without a place in the sources, which have no annotation.
    pub without_place: usize,
    /// Places in articles without an address of the web, which have no annotation.
    pub without_address: usize,
    /// Places of too few words to be found by, which have no annotation.
    pub too_short: usize,
    /// Annotations whose article has no address of the web, so that they name it by its id.
    pub local: usize,
}

impl Unanchored {
    /// A sentence for each reason that there is.
    pub fn notes(&self) -> Vec<String> {
        let reasons = [
            (self.without_place, "left out: nothing that was searched has a place for it"),
            (self.without_address, "left out: the text has no `url`"),
            (self.too_short, "left out: fewer than three words are found inside of others"),
            (self.local, "for no page of the web: the article has no `url`, so its id is named"),
        ];
        let told = reasons.into_iter().filter(|(n, _)| *n > 0);
        told.map(|(n, reason)| format!("{} {reason}", count(n, "annotation"))).collect()
    }
}

impl std::ops::AddAssign for Unanchored {
    fn add_assign(&mut self, other: Self) {
        self.without_place += other.without_place;
        self.without_address += other.without_address;
        self.too_short += other.too_short;
        self.local += other.local;
    }
}
