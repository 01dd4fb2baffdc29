//! A person of a corpus, as `compare --explain` writes it beside a remark.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One person or body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord<'a> {
    /// The key.
    pub person: Cow<'a, str>,
    /// The commonest full name.
    pub name: Cow<'a, str>,
    /// Every name that articles give for the person, the commonest first.
    pub forms: Vec<PersonFormRecord<'a>>,
    /// Why others who may be this person have keys of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<PersonNoteRecord<'a>>,
}

/// One name of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFormRecord<'a> {
    /// The name as an article gives it.
    pub name: Cow<'a, str>,
    /// The number of articles that give it.
    pub articles: usize,
}

/// Why a person is not another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonNoteRecord<'a> {
    /// The key of the other person.
    pub other: Cow<'a, str>,
    /// The reason, in a phrase.
    pub reason: Cow<'a, str>,
}
