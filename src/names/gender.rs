//! The gender of a word. In: its classes. Out: male or female, or nothing if the lexicon says both or neither.

use crate::lexicon::{Class, Classes};

/// Male or female.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// Returns the gender that the classes of a title, a role or a given name show.
pub fn gender(classes: Classes) -> Option<Gender> {
    match (classes.has(Class::Male), classes.has(Class::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
