//! What tells for a sight of somebody as what a pronoun means, and how much: the weights of `pronouns.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One thing that tells for an earlier sight of somebody, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// Each sentence between the sight and the pronoun, up to four.
    Away,
    /// The sight is in the pronoun's sentence or in the one before.
    Near,
    /// It was a subject.
    Subject,
    /// It was the subject of a verb of saying.
    Says,
    /// It was the first subject of its sentence.
    Opens,
    /// A subject of the pronoun's own sentence.
    SubjectHere,
    /// The first subject of the sentence before.
    OpensBefore,
    /// Titles, roles, given names or an earlier pronoun tell the pronoun's gender.
    Agrees,
    /// An earlier pronoun told the other gender.
    Clashes,
    /// A name of several words, or one with a title: somebody, and not a place.
    Person,
    /// The last who was quoted, in this sentence or the one before.
    Spoke,
}

/// A weight for each clue; one that was not learned weighs nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Antecedents {
    clue: BTreeMap<Clue, f32>,
}

impl Antecedents {
    pub(super) fn get(&self, clue: Clue) -> f32 {
        self.clue.get(&clue).copied().unwrap_or(0.0)
    }
}
