//! Who is meant, in words. In: a person, or how one was found. Out: phrases.

use std::borrow::Cow;

use crate::compare::{Comparison, Entry};
use crate::model::{Apartness, Person, PersonBasis, Wording, WordingIx};
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

/// Returns how a speaker was found to be a person.
fn person_basis(basis: PersonBasis) -> &'static str {
    match basis {
        PersonBasis::Name => "by name",
        PersonBasis::ShortName => "by short name",
        PersonBasis::Description => "by description",
        PersonBasis::Remark => "by the remark",
        PersonBasis::ByHand => "by hand",
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

/// Returns who each wording's speaker is, with how that was found, and then a sentence about each of these persons.
pub fn meant_lines(
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    named: impl Fn(WordingIx) -> Option<String>,
) -> Vec<String> {
    let people = comparison.people;
    let line = |(index, wording): (usize, &Wording)| {
        let (meant, person) = (people.meant(wording.quotation)?, people.person(wording.quotation)?);
        Some(format!("{}: {} {}", named(WordingIx(index))?, person.key, person_basis(meant.basis)))
    };
    let meant = entry.remark.wordings.iter().enumerate().filter_map(line);
    meant.chain(persons(people, entry).into_iter().map(person_sentence)).collect()
}

/// Returns a sentence about a person: the key, the names, the doubts.
fn person_sentence(person: &Person) -> String {
    let forms = person.forms.iter().map(|form| format!("{} ({})", form.name, form.articles));
    let mut said = format!("person {}: {}", person.key, forms.collect::<Vec<_>>().join(", "));
    for note in &person.notes {
        let word = if matches!(note.reason, Apartness::ByHand(_)) { "not" } else { "perhaps" };
        said.push_str(&format!("; {word} {}: {}", note.other, apartness(&note.reason)));
    }
    said
}
