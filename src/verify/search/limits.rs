//! Which places of a claim's words deserve a look?
//!
//! One set of numbers for the articles at hand and for a corpus on disk, so that a claim gets the same verdict from both.

/// When places, windows and articles are left out of the search for a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Most places of a run of three stems. A commoner run says nothing; a longer one around it is found by another run.
    pub run_places: usize,
    /// Most places of a single word.
    pub word_places: usize,
    /// The share of its weight that a word counts if it is found outside a run.
    pub lone: f32,
    /// The share of the best candidate's weight below which another is left out…
    pub least: f32,
    /// … and the same if the best candidate has `mostly` of the claim's weight.
    pub least_of_most: f32,
    /// The share of the claim that is most of it.
    pub mostly: f32,
}

impl Limits {
    /// The limits of every search.
    pub const SEARCH: Self =
        Self { run_places: 4_000, word_places: 400, lone: 0.4, least: 0.3, least_of_most: 0.6, mostly: 0.6 };

    /// Most places of a run, or of a single word.
    pub fn places(&self, is_run: bool) -> usize {
        if is_run { self.run_places } else { self.word_places }
    }

    /// The share of its weight that a word counts.
    pub fn share(&self, in_run: bool) -> f32 {
        if in_run { 1.0 } else { self.lone }
    }

    /// The weight below which a candidate is left out, from the best candidate's weight and the whole claim's.
    pub fn least_weight(&self, best: f32, claim: f32) -> f32 {
        best * if best >= self.mostly * claim { self.least_of_most } else { self.least }
    }
}
