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
    /// The first subject of the pronoun's own sentence, and a person.
    OpensHere,
    /// The first subject of the sentence before.
    OpensBefore,
    /// The first who is named in the pronoun's own sentence.
    FirstHere,
    /// The first who was named in the sentence before.
    FirstBefore,
    /// In the pronoun's own paragraph.
    Paragraph,
    /// Titles, roles, given names or an earlier pronoun tell the pronoun's gender.
    Agrees,
    /// An earlier pronoun told the other gender.
    Clashes,
    /// A name of several words, or one with a title: somebody, and not a place.
    Person,
    /// The last who was quoted, in the sentence before.
    Spoke,
    /// The last who was quoted, in the pronoun's own sentence.
    SpokeHere,
}

/// As `pronouns.toml` has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clue: BTreeMap<Clue, f32>,
}

/// A weight for each clue, by its number; one that was not learned weighs nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "File")]
pub(super) struct Antecedents([f32; Clue::SpokeHere as usize + 1]);

impl From<File> for Antecedents {
    fn from(file: File) -> Self {
        let mut weights = Self::default();
        for (clue, weight) in file.clue {
            weights.0[clue as usize] = weight;
        }
        weights
    }
}

impl Antecedents {
    pub(super) fn get(&self, clue: Clue) -> f32 {
        self.0[clue as usize]
    }
}
