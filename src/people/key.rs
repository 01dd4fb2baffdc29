//! Persons → their names, keys and notes.
//!
//! In: the persons with their appearances. Out: [`People`]. A key is the name in small letters with hyphens: "ana-ruiz". Namesakes have the
//! beginning of a hash behind it, which is made from the first article that quotes each: a key depends on no order and on no number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::appearance::{AppearanceSource, Appearances, NameForm};
use super::known::People;
use super::split::{Identities, Identity};
use crate::model::{Apartness, Meant, Person, PersonBasis, PersonForm, PersonIx, PersonNote, QuotationIx};
use crate::words::unmarked;

/// Gives each person a name and a key; those with most quotations come first.
pub(super) fn named(
    bearers: &Identities,
    appearances: &Appearances<'_>,
    untold: &[(QuotationIx, usize, PersonBasis)],
    source: AppearanceSource<'_>,
) -> People {
    let people: Vec<Person> = bearers.list.iter().map(|bearer| person(bearer, appearances)).collect();
    let persons: Vec<usize> = bearers.persons().collect();
    let mut of_slug: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &persons {
        of_slug.entry(slug(&people[index].name)).or_default().push(index);
    }
    let mut keys: Vec<String> = vec![String::new(); people.len()];
    for (slug, namesakes) in of_slug {
        for &index in &namesakes {
            let first = first_article(&bearers.list[index], appearances, source);
            keys[index] = match namesakes.len() {
                1 if !slug.is_empty() => slug.clone(),
                _ => namesake_key(&slug, &first),
            };
        }
    }
    let quotations = |index: usize| -> usize {
        bearers.list[index].appearances.iter().map(|&s| appearances.list[s].quotations.len()).sum()
    };
    let mut order = persons;
    order.sort_by_key(|&i| (Reverse(quotations(i)), keys[i].clone()));
    let mut places = vec![0; people.len()];
    order.iter().enumerate().for_each(|(place, &i)| places[i] = place);
    let mut list: Vec<Person> = Vec::with_capacity(people.len());
    for &index in &order {
        let noted = bearers.list[index].notes.iter().map(|(other, reason)| (bearers.now(*other), reason));
        let note = |(other, reason): (usize, &Apartness)| PersonNote {
            other: keys[other].clone(),
            reason: reason.clone(),
        };
        let mut notes: Vec<PersonNote> = noted.filter(|(other, _)| *other != index).map(note).collect();
        notes.sort();
        notes.dedup();
        list.push(Person { key: keys[index].clone(), notes, ..people[index].clone() });
    }
    let mut meant = vec![None; source.quotations.len()];
    for (appearance, found) in appearances.list.iter().zip(&bearers.of) {
        let Some((bearer, basis)) = *found else { continue };
        for q in &appearance.quotations {
            meant[q.0] = Some(Meant { person: PersonIx(places[bearer]), basis });
        }
    }
    for &(quotation, bearer, basis) in untold {
        meant[quotation.0] = Some(Meant { person: PersonIx(places[bearer]), basis });
    }
    People::new(list, meant, source.lexicon)
}

/// The key of a person whose name others have too; `first` is the first article that quotes this one, with the place there.
pub fn namesake_key(name: &str, first: &str) -> String {
    format!("{}~{:06x}", slug(name), xxh3_64(first.as_bytes()) & 0xff_ffff)
}

/// A person without a key.
fn person(bearer: &Identity, appearances: &Appearances<'_>) -> Person {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    bearer.appearances.iter().for_each(|&s| *counts.entry(appearances.list[s].form).or_default() += 1);
    let mut forms: Vec<(usize, usize)> = counts.into_iter().collect();
    forms.sort_by_key(|&(form, count)| {
        let form = &appearances.forms[form];
        // Of equally common names the longest, then the first by its letters.
        (Reverse(count), Reverse(form.printed.chars().count()), form.printed)
    });
    // "ANA RUIZ" is how a headline shouts; "IMF" is a name.
    let is_whole = |form: usize| appearances.forms[form].name.is_whole();
    let shouts = |form: usize| {
        let NameForm { printed, name, .. } = &appearances.forms[form];
        !name.is_initials && !printed.contains(char::is_lowercase)
    };
    let full = forms.iter().min_by_key(|(form, _)| (!is_whole(*form), shouts(*form)));
    let name = full.map_or("", |(form, _)| appearances.forms[*form].printed).to_owned();
    let form = |&(form, articles): &(usize, usize)| PersonForm {
        name: appearances.forms[form].printed.to_owned(),
        articles,
    };
    Person { name, forms: forms.iter().map(form).collect(), ..Person::default() }
}

/// The id of the first article, with the place of the first quotation.
fn first_article(bearer: &Identity, appearances: &Appearances<'_>, source: AppearanceSource<'_>) -> String {
    let place = |&s: &usize| {
        let appearance = &appearances.list[s];
        let starts = appearance
            .quotations
            .iter()
            .filter_map(|q| source.quotations.get(q.0))
            .map(|q| q.extent().start());
        (source.articles[appearance.article].id(), starts.min())
    };
    let first = bearer.appearances.iter().map(place).min();
    first.map(|(article, start)| format!("{article}#{}", start.unwrap_or(0))).unwrap_or_default()
}

/// A name in small letters, without accents, with hyphens between its words.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let plain = unmarked(&lower);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_has_letters_and_hyphens() {
        assert_eq!(slug("Raúl R. Ortíz-Okafor Jr."), "raul-r-ortiz-okafor-jr");
        assert_eq!(slug("…"), "");
    }
}
