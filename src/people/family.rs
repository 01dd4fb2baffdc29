//! Full names → families of names, each of which can be one person's or one body's.
//!
//! In: the names of all articles. Out: for each name its [`Home`]. [`fit`] decides about two names. It is not transitive ("J. Ruiz" fits
//! Ana's brothers Juan and Jorge), so the commonest names begin, a name joins a family only if it contradicts none of its names, and a
//! name that fits two families joins neither: its appearances are settled one by one, as those of short names are. Names are compared
//! only within blocks, so that the work grows with the number of names.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::appearance::NameForm;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::names::{Fit, Name, Sign, fit};

/// Where a name belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// A family, by its number.
    Family(usize),
    /// A short name, or one that fits several families.
    Short,
    /// A description, which names nobody.
    Nobody,
}

/// Returns the home of each name, and the number of families.
pub(super) fn homes(forms: &[NameForm<'_>], lexicon: &Lexicon) -> (Vec<Home>, usize) {
    let mut homes: Vec<Home> = forms.iter().map(|form| home(&form.name)).collect();
    let mut whole: Vec<usize> = (0..forms.len()).filter(|&i| homes[i] == Home::Family(0)).collect();
    let rank =
        |i: &usize| (Reverse(forms[*i].articles), Reverse(forms[*i].name.full_words()), forms[*i].printed);
    whole.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut families: Vec<Vec<usize>> = Vec::new();
    let mut blocks: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for form in whole {
        let keys = forms[form].name.block_keys(lexicon);
        let mut near: Vec<usize> = keys.iter().filter_map(|key| blocks.get(key)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let fits = |family: &usize| joins(&forms[form].name, &families[*family], forms, lexicon);
        let fitting: Vec<usize> = near.into_iter().filter(fits).collect();
        let family = match fitting[..] {
            [] => {
                families.push(Vec::new());
                families.len() - 1
            }
            [one] => one,
            _ => {
                homes[form] = Home::Short;
                continue;
            }
        };
        families[family].push(form);
        homes[form] = Home::Family(family);
        for key in keys {
            let block = blocks.entry(key).or_default();
            if block.last() != Some(&family) {
                block.push(family);
            }
        }
    }
    (homes, families.len())
}

fn home(name: &Name) -> Home {
    match () {
        () if name.is_initials => Home::Family(0),
        // "Post", "House": which one, only the article shows.
        () if name.is_role && name.words.len() == 1 && !name.names_nobody() => Home::Short,
        () if name.words.is_empty() || name.names_nobody() => Home::Nobody,
        () if name.is_whole() => Home::Family(0),
        () => Home::Short,
    }
}

/// True if a name is one of a family's names and contradicts none of the others.
fn joins(name: &Name, family: &[usize], forms: &[NameForm<'_>], lexicon: &Lexicon) -> bool {
    let mut one = false;
    for &member in family {
        let other = &forms[member].name;
        match fit(name, other) {
            // "Velmar Times" is no short form of "Velmar Times Magazine".
            Fit::Likely(Sign::ShortName) if !name.is_person() && !other.is_person() => {}
            fit if fit.is_one() => one |= are_one(name, other, lexicon),
            Fit::Unknown(Sign::Accent | Sign::ShortName | Sign::Slip) => {}
            _ => return false,
        }
    }
    one
}

/// True if two names that fit are one person's or one body's in every article. A part of a body's name is only its short form if
/// what is left out does not identify it: "Labour" is the Labour Party, and not the Labour Friends of the Harbour.
fn are_one(a: &Name, b: &Name, lexicon: &Lexicon) -> bool {
    const KINDS: Classes = Classes::of(&[Class::Organisation, Class::Country, Class::Demonym]);
    if !(a.is_body && b.is_body) {
        return true;
    }
    let (short, long) = if a.core.len() <= b.core.len() { (a, b) } else { (b, a) };
    let kind = |word: &&String| lexicon.classes(word).meets(KINDS) || lexicon.country(word).is_some();
    let is_initials = a.is_initials || b.is_initials;
    is_initials || long.core.iter().filter(|word| !short.core.contains(word)).all(|word| kind(&word))
}
