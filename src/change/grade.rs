//! A difference → what it touches, and whether that touches the sense.

use rustc_hash::FxHashSet;

use super::difference::{Difference, Side, Sides};
use crate::lexicon::{Class, Classes, Clip, Lexicon, folded};
use crate::model::{ChangeGrade, ChangeKind, Material};
use crate::words::{name_like, one_letter_apart};

/// The grade of a difference; words that were dropped or added have one only where it is grave.
pub fn grade(difference: &Difference, sides: &Sides) -> Option<ChangeGrade> {
    let base = Words::of(sides.source, &difference.source, sides);
    let version = Words::of(sides.claim, &difference.claim, sides);
    match difference.kind {
        ChangeKind::Replaced => Some(replaced(&base, &version, sides)),
        ChangeKind::Dropped | ChangeKind::Elided => lost(&base, sides.lexicon),
        ChangeKind::Added => lost(&version, sides.lexicon),
        ChangeKind::Moved => version.negations(sides.lexicon).gt(&0).then_some(ChangeGrade::Polarity),
        // An editor may explain, and not turn the sense.
        ChangeKind::Bracketed => {
            let odd = |words: &Words| words.negations(sides.lexicon) % 2;
            (odd(&base) != odd(&version)).then_some(ChangeGrade::Polarity)
        }
        ChangeKind::Spelling => None,
    }
}

/// Whether a change with this grade touches the sense.
pub fn material(grade: Option<ChangeGrade>) -> Material {
    use ChangeGrade::{Entity, Modality, Number, Polarity, Quantifier};
    match grade {
        Some(Polarity | Modality | Quantifier | Number | Entity) => Material::Likely,
        _ => Material::Unknown,
    }
}

/// What words touch that were left out, told from the text alone.
pub fn of_text(text: &str, lexicon: &Lexicon) -> Option<ChangeGrade> {
    let words: Vec<_> = crate::words::compared(text).iter().map(|t| folded(t.text(text))).collect();
    let keys: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    lost(&Words { stems: vec![0; keys.len()], names: vec![false; keys.len()], keys }, lexicon)
}

/// Words of one side: in form N3, and as printed.
struct Words<'a> {
    keys: Vec<&'a str>,
    stems: Vec<u32>,
    /// Printed with a capital where no sentence begins.
    names: Vec<bool>,
}

impl<'a> Words<'a> {
    fn of(side: Side, range: &std::ops::Range<usize>, sides: &Sides<'a>) -> Self {
        let atoms = side.atoms.get(range.clone()).unwrap_or_default();
        let first = |i: usize| {
            let space = side.before(i);
            i == 0 || space.contains(['.', '!', '?', '"', '“', '‘', '\n', ':'])
        };
        Self {
            keys: atoms.iter().map(|a| &*sides.words.entry(a.key).word).collect(),
            stems: atoms.iter().map(|a| sides.words.entry(a.key).stem).collect(),
            names: range
                .clone()
                .zip(atoms)
                .map(|(i, a)| !first(i) && name_like(a.of(side.text), sides.lexicon))
                .collect(),
        }
    }

    fn with<'s>(&'s self, lexicon: &'s Lexicon, classes: &'static [Class]) -> FxHashSet<&'a str> {
        let wanted = Classes::of(classes);
        self.keys.iter().copied().filter(|w| lexicon.classes(w).meets(wanted)).collect()
    }

    fn negations(&self, lexicon: &Lexicon) -> usize {
        self.keys.iter().filter(|w| lexicon.classes(w).has(Class::Negation)).count()
    }

    fn hedged(&self, lexicon: &Lexicon) -> bool {
        lexicon.verification().has_clip(&self.keys, Clip::Hedge)
    }

    fn numbers(&self, lexicon: &Lexicon) -> FxHashSet<&'a str> {
        let number = |w: &&str| w.starts_with('#') || lexicon.classes(w).has(Class::Number);
        self.keys.iter().copied().filter(number).collect()
    }

    fn entities(&self, lexicon: &Lexicon) -> FxHashSet<u32> {
        let named = Classes::of(&[Class::Country, Class::Demonym, Class::Weekday, Class::Month]);
        let known = |w: &str| {
            let bare = w.strip_suffix("'s").unwrap_or(w);
            // "may" and "us" are words first; in capitals they are names, which `names` tells.
            w.starts_with('@') || (bare.len() > 3 && lexicon.classes(bare).meets(named))
        };
        let all = self.keys.iter().zip(&self.stems).zip(&self.names);
        all.filter(|((w, _), name)| **name || known(w)).map(|((_, stem), _)| *stem).collect()
    }
}

/// What words touch that one side has and the other has not.
fn lost(words: &Words, lexicon: &Lexicon) -> Option<ChangeGrade> {
    if words.negations(lexicon) % 2 == 1 {
        return Some(ChangeGrade::Polarity);
    }
    if !words.with(lexicon, &[Class::Modal]).is_empty() || words.hedged(lexicon) {
        return Some(ChangeGrade::Modality);
    }
    if !words.with(lexicon, &[Class::Quantifier]).is_empty() {
        return Some(ChangeGrade::Quantifier);
    }
    if words.keys.iter().any(|w| w.starts_with('#')) {
        return Some(ChangeGrade::Number);
    }
    (!words.entities(lexicon).is_empty()).then_some(ChangeGrade::Entity)
}

fn replaced(base: &Words, version: &Words, sides: &Sides) -> ChangeGrade {
    let lexicon = sides.lexicon;
    let v = lexicon.verification();
    let opposite = || base.keys.iter().any(|b| version.keys.iter().any(|w| v.are_opposites(b, w)));
    if base.negations(lexicon) % 2 != version.negations(lexicon) % 2 || opposite() {
        return ChangeGrade::Polarity;
    }
    if base.with(lexicon, &[Class::Modal]) != version.with(lexicon, &[Class::Modal])
        || base.hedged(lexicon) != version.hedged(lexicon)
    {
        return ChangeGrade::Modality;
    }
    if base.with(lexicon, &[Class::Quantifier]) != version.with(lexicon, &[Class::Quantifier]) {
        return ChangeGrade::Quantifier;
    }
    if base.numbers(lexicon) != version.numbers(lexicon) {
        return ChangeGrade::Number;
    }
    if base.entities(lexicon) != version.entities(lexicon) {
        return ChangeGrade::Entity;
    }
    let all = |words: &Words, classes: &'static [Class]| {
        !words.keys.is_empty()
            && words.with(lexicon, classes).len() == words.keys.iter().collect::<FxHashSet<_>>().len()
    };
    let both = |classes: &'static [Class]| all(base, classes) && all(version, classes);
    if both(&[Class::Auxiliary, Class::Copula]) || same_verb(base, version, lexicon) {
        return ChangeGrade::Tense;
    }
    if both(&[
        Class::PronounFirst,
        Class::PronounSecond,
        Class::PronounMale,
        Class::PronounFemale,
        Class::PronounNeuter,
        Class::PronounPlural,
        Class::Possessive,
    ]) {
        return ChangeGrade::Person;
    }
    if let ([a], [b]) = (base.keys.as_slice(), version.keys.as_slice())
        && misspelled(a, b, lexicon)
    {
        return ChangeGrade::Spelling;
    }
    ChangeGrade::Lexical
}

/// Two forms of one verb.
fn same_verb(base: &Words, version: &Words, lexicon: &Lexicon) -> bool {
    let ([a], [b]) = (base.keys.as_slice(), version.keys.as_slice()) else { return false };
    // "The challenges", "the challenge": nouns, for all that anybody can see.
    let noun = |w: &str| lexicon.classes(w).has(Class::NounForm);
    let ending = |w: &str| lexicon.stems().is_verb_form(w);
    let plural = a.starts_with(&**b) || b.starts_with(&**a);
    if plural && (noun(a) || noun(b)) && !ending(a) && !ending(b) {
        return false;
    }
    let lemma = |w: &str| lexicon.verb_lemma(w).map(str::to_owned);
    if lemma(a).is_some() && lemma(a) == lemma(b) {
        return true;
    }
    let verbal = Classes::of(&[Class::Past, Class::Participle, Class::Gerund, Class::Third]);
    let ended = |w: &str| w.ends_with("ed") || w.ends_with("ing") || lexicon.classes(w).meets(verbal);
    base.stems == version.stems && (ended(a) || ended(b))
}

/// A slip of one letter, where the grammar knows at most one of the two words.
fn misspelled(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    // No word is listed as the empty one, so its weight is that of an unlisted word.
    let unlisted = lexicon.frequencies().weight("");
    let known = |w: &str| {
        !lexicon.classes(w).is_empty() || lexicon.frequencies().weight(&lexicon.stems().stem(w)) < unlisted
    };
    let (a, b) = (folded(a), folded(b));
    !(known(&a) && known(&b)) && one_letter_apart(&a, &b)
}
