//! The clues to whom a pronoun means: the observations of `weights/pronoun.toml`.

use super::observation::{PronounFeature, Value, labels};
use super::template::{PronounTemplate, template};

labels! {
    /// One piece of evidence for or against an earlier mention of somebody.
    pub enum Clue {
        /// Each sentence between the mention and the pronoun, up to four.
        Away = "away",
        /// The mention is in the pronoun's sentence or in the one before.
        Near = "near",
        /// The mention was a subject.
        Subject = "subject",
        /// The mention was the subject of a verb of saying.
        Says = "says",
        /// The mention was the first subject of its sentence.
        Opens = "opens",
        /// A subject of the pronoun's own sentence.
        SubjectHere = "subject-here",
        /// The first subject of the pronoun's own sentence, and a person.
        OpensHere = "opens-here",
        /// The first subject of the sentence before.
        OpensBefore = "opens-before",
        /// The first person named in the pronoun's own sentence.
        FirstHere = "first-here",
        /// The first person named in the sentence before.
        FirstBefore = "first-before",
        /// In the pronoun's own paragraph.
        Paragraph = "paragraph",
        /// Titles, roles, given names or an earlier pronoun show the pronoun's gender.
        Agrees = "agrees",
        /// A name of several words, or a name with a title, which is a person and not a place.
        Person = "person",
        /// A title, a given name or an age shows a person.
        Shown = "shown",
        /// The last person quoted in the sentence before.
        Spoke = "spoke",
        /// The last person quoted in the pronoun's own sentence.
        SpokeHere = "spoke-here",
        /// The last person quoted, however long ago.
        LastSpoke = "last-spoke",
        /// The one who is named in the article most often.
        Main = "main",
        /// A word of the name is in what the pronoun says in marks.
        NamedInMarks = "named-in-marks",
        /// Named before the pronoun in what it says, in the same sentence: "Ruiz had gone, he said".
        NamedInContent = "named-in-content",
    }
}

impl Clue {
    /// All clues.
    pub const ALL: [Clue; 20] = [
        Self::Away,
        Self::Near,
        Self::Subject,
        Self::Says,
        Self::Opens,
        Self::SubjectHere,
        Self::OpensHere,
        Self::OpensBefore,
        Self::FirstHere,
        Self::FirstBefore,
        Self::Paragraph,
        Self::Agrees,
        Self::Person,
        Self::Shown,
        Self::Spoke,
        Self::SpokeHere,
        Self::LastSpoke,
        Self::Main,
        Self::NamedInMarks,
        Self::NamedInContent,
    ];

    /// Returns the clue as an observation.
    pub fn seen(self) -> PronounFeature {
        PronounFeature { template: template!("clue", PronounTemplate), a: self.value(), b: Value::NONE }
    }
}
