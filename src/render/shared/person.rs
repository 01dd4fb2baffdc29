//! Who is meant, in words. In: persons. Out: phrases.

use std::borrow::Cow;

use crate::compare::Entry;
use crate::model::{Apartness, Person};
use crate::people::People;

/// Returns why two keys are not one person's.
pub fn apartness(reason: &Apartness) -> Cow<'_, str> {
    match reason {
        Apartness::Gender => "a man and a woman".into(),
        Apartness::Age => "their ages differ".into(),
        Apartness::Name => "the names leave it open".into(),
        Apartness::Role => "other roles, in no event together".into(),
        Apartness::Event => "nothing shows that the articles mean one person".into(),
        Apartness::Several => "a name that several persons have".into(),
        Apartness::ByHand(reason) => format!("by hand: {reason}").into(),
    }
}

/// Returns the different persons to whom a remark's wordings and paraphrases are attributed, in the order of the wordings.
pub fn persons<'a>(people: &'a People, entry: &Entry<'_>) -> Vec<&'a Person> {
    let told = entry.remark.wordings.iter().map(|w| w.quotation).chain(entry.paraphrases.iter().copied());
    let mut persons: Vec<&Person> = Vec::new();
    for person in told.filter_map(|quotation| people.person(quotation)) {
        if !persons.iter().any(|known| known.key == person.key) {
            persons.push(person);
        }
    }
    persons
}
