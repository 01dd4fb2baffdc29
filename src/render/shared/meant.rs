//! Who the speakers of a remark are, a line each. In: a remark with the persons of the corpus. Out: lines for readers.

use super::person::{apartness, persons};
use crate::compare::{Comparison, Entry};
use crate::model::{Apartness, Person, PersonBasis, Wording, WordingIx};

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
