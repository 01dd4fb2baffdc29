//! Who is meant over all articles: a person or body with a key, and how a quotation's speaker was found to be that one.

use serde::{Deserialize, Serialize};

use super::PersonIx;

/// One person or body of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Names the person in this corpus. It is made from the name and, for namesakes, from where the person is quoted first.
    pub key: String,
    /// The commonest full name.
    pub name: String,
    /// Every name that articles give for the person, the commonest first.
    pub forms: Vec<PersonForm>,
    /// Why others who may be this person have keys of their own.
    pub notes: Vec<PersonNote>,
}

super::index::indexed_by!(PersonIx, Person);

/// One name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonForm {
    /// The name as an article gives it.
    pub name: String,
    /// The number of articles that give it.
    pub articles: usize,
}

/// Two keys that may be one person's, and why they are two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonNote {
    /// The key of the other person.
    pub other: String,
    /// Why it is not this one.
    pub reason: Apartness,
}

/// Why two keys are not one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apartness {
    /// One is a man, the other a woman.
    Gender,
    /// Their printed ages differ.
    Age,
    /// "Jr.", another initial, or a misspelt name: the names leave it open.
    Name,
    /// Their printed roles are of different fields, and no event has both.
    Role,
    /// Private persons of one name in different events.
    Event,
    /// A short name that several persons have.
    Several,
    /// Somebody says so, with this reason.
    ByHand(String),
}

impl Apartness {
    /// Returns the name in a corpus file; a reason by hand is its own name.
    pub fn name(&self) -> &str {
        match self {
            Self::Gender => "gender",
            Self::Age => "age",
            Self::Name => "name",
            Self::Role => "role",
            Self::Event => "event",
            Self::Several => "several",
            Self::ByHand(reason) => reason,
        }
    }

    /// Returns the reason of a name; `None` if there is none of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Gender, Self::Age, Self::Name, Self::Role, Self::Event, Self::Several]
            .into_iter()
            .find(|reason| reason.name() == name)
    }
}

/// How the speaker of a quotation was found to be a person of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PersonBasis {
    /// The article gives a full name.
    Name,
    /// The article gives a short name, which one person of the corpus has.
    ShortName,
    /// The article gives a description, which the corpus gives for one person.
    Description,
    /// Another article names the speaker of the same remark.
    Remark,
    /// Somebody says so.
    ByHand,
}

impl PersonBasis {
    /// Returns the name in a corpus file, which is that of every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::ShortName => "short-name",
            Self::Description => "description",
            Self::Remark => "remark",
            Self::ByHand => "by-hand",
        }
    }
}

/// Who a quotation's speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// Index into the list of persons.
    pub person: PersonIx,
    /// How it was found.
    pub basis: PersonBasis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_has_one_name_in_a_corpus_and_in_every_output() {
        use PersonBasis::{ByHand, Description, Name, Remark, ShortName};
        for basis in [Name, ShortName, Description, Remark, ByHand] {
            assert_eq!(serde_json::to_value(basis).unwrap(), basis.name());
        }
    }
}
