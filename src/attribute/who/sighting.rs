//! A mention at its place in the article, and who it means.

use super::entity::EntityId;
use crate::model::{Basis, Span};
use crate::parse::{Mention, NounKind};

/// What a mention was resolved to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolved {
    /// Who is meant, if that could be settled.
    pub entity: Option<EntityId>,
    /// How.
    pub basis: Basis,
    /// How likely it is that this one is meant, 0 to 1; what is printed as a name is sure.
    pub chance: f32,
}

impl Resolved {
    /// Nobody, for this reason.
    pub const fn nobody(basis: Basis) -> Self {
        Self { entity: None, basis, chance: 1.0 }
    }
}

/// A mention of the article.
#[derive(Debug, Clone, Copy)]
pub struct Sighting {
    /// The mention.
    pub mention: Mention,
    /// Its sentence, counted through the article.
    pub sentence: u32,
    /// Its paragraph, counted through the article.
    pub paragraph: u32,
    /// True if it is the speaker of a quotation.
    pub quoted: bool,
    /// What it says in marks, from the first quotation to the last one of the paragraph.
    pub words: Option<Span>,
    /// True in a clause or phrase before the main one: "Ruiz" of "When Ruiz left, Okafor stayed".
    pub fronted: bool,
    /// True in a line in which every word has a capital, so that names cannot be distinguished from what is beside them.
    pub title_case: bool,
    /// True for a name that is only an office or a people: "The Minister", "the Swede".
    pub is_office: bool,
    /// Who is meant, after the article is read.
    pub answer: Resolved,
}

impl Sighting {
    /// True for a name that is somebody's, and not only that of an office.
    pub fn is_name(&self) -> bool {
        self.mention.kind == NounKind::Name && !self.is_office
    }
}
