//! What a replacement touches: the first grade that fits, from the gravest.

use super::likeness::{KINDS, is_number, near};
use super::words::Unit;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::ChangeGrade;

const VERBAL: Classes = Classes::of(&[
    Class::Modal,
    Class::Auxiliary,
    Class::Base,
    Class::Third,
    Class::Past,
    Class::Participle,
    Class::Gerund,
]);

const VERB_FORMS: Classes =
    Classes::of(&[Class::Base, Class::Third, Class::Past, Class::Participle, Class::Gerund]);

/// In a longer stretch than this nothing says which word stands for which: it is reworded as a whole.
const LONGEST: usize = 6;

/// The grade of words that stand in place of others.
pub(super) fn grade(base: &[Unit], version: &[Unit], lexicon: &Lexicon) -> ChangeGrade {
    if base.len().max(version.len()) > LONGEST {
        return ChangeGrade::Lexical;
    }
    let has = |class: Class| move |u: &&Unit| u.classes.has(class);
    let count = |units: &[Unit], class| units.iter().filter(has(class)).count();
    let opposites =
        base.iter().any(|b| version.iter().any(|v| lexicon.stems().are_opposites(&b.folded, &v.folded)));
    if opposites || count(base, Class::Negation) % 2 != count(version, Class::Negation) % 2 {
        return ChangeGrade::Polarity;
    }
    let (ours, theirs) = (words(base, has(Class::Modal)), words(version, has(Class::Modal)));
    // "will go" and "goes", but not "will" and "when": a modal verb stands in place of a verb.
    let verbal = |units: &[Unit]| units.iter().any(|u| u.classes.meets(VERBAL));
    if ours != theirs && verbal(base) && verbal(version) {
        return ChangeGrade::Modality;
    }
    let both_differ = |x: Vec<&str>, y: Vec<&str>| !x.is_empty() && !y.is_empty() && x != y;
    if both_differ(words(base, has(Class::Quantifier)), words(version, has(Class::Quantifier))) {
        return ChangeGrade::Quantifier;
    }
    if both_differ(words(base, |u| is_number(u)), words(version, |u| is_number(u))) {
        return ChangeGrade::Number;
    }
    let (ours, theirs) = (words(base, |u| is_name(u)), words(version, |u| is_name(u)));
    if ours.iter().any(|n| !theirs.contains(n)) && theirs.iter().any(|n| !ours.contains(n)) {
        return ChangeGrade::Entity;
    }
    let rest = |units, kind: Classes| words(units, move |u: &&Unit| !u.classes.meets(kind));
    let some =
        |kind: Classes| [base, version].iter().all(|units| units.iter().any(|u| u.classes.meets(kind)));
    let [_, _, _, auxiliary, pronoun] = KINDS;
    if some(auxiliary) && rest(base, auxiliary) == rest(version, auxiliary) {
        return ChangeGrade::Tense;
    }
    if some(pronoun) && rest(base, pronoun) == rest(version, pronoun) {
        return ChangeGrade::Person;
    }
    match (base, version) {
        ([b], [v]) if near(&b.folded, &v.folded) && (is_unknown(b, lexicon) || is_unknown(v, lexicon)) => {
            ChangeGrade::Spelling
        }
        _ => ChangeGrade::Lexical,
    }
}

/// The grade of words that agree in their normal form and are printed otherwise.
pub(super) fn form(base: &[Unit], version: &[Unit], lexicon: &Lexicon) -> ChangeGrade {
    let ([b], [v]) = (base, version) else {
        return ChangeGrade::Spelling; // a contraction and its long form, "US" and "United States"
    };
    if lexicon.contraction(&b.folded).is_some() != lexicon.contraction(&v.folded).is_some() {
        return ChangeGrade::Spelling; // "can't" and "cannot"
    }
    let bare = |u: &Unit| {
        let word = u.folded.strip_suffix("'s").unwrap_or(&u.folded).to_owned();
        lexicon.spelling(&word).map_or(word, str::to_owned)
    };
    let (x, y) = (bare(b), bare(v));
    if x == y {
        // "China's", "China": another word of the sentence, the same name; but "Silas's" is "Silas'".
        return if x.ends_with('s') || b.folded.ends_with("'s") == v.folded.ends_with("'s") {
            ChangeGrade::Spelling
        } else {
            ChangeGrade::Lexical
        };
    }
    if is_number(b) || b.classes.has(Class::Country) && v.classes.has(Class::Country) {
        return ChangeGrade::Spelling;
    }
    let ending = |word: &str| lexicon.stems().is_verb_form(word);
    let verb = |u: &Unit| u.classes.meets(VERB_FORMS) && !u.classes.has(Class::NounForm);
    if lexicon.stems().are_inflections(&x, &y) && (ending(&x) || ending(&y) || verb(b) && verb(v)) {
        return ChangeGrade::Tense;
    }
    ChangeGrade::Lexical
}

/// The normal forms of the units that a test picks, sorted.
fn words(units: &[Unit], pick: impl Fn(&&Unit) -> bool) -> Vec<&str> {
    let mut out: Vec<&str> = units.iter().filter(pick).map(|u| &*u.normal).collect();
    out.sort_unstable();
    out
}

/// A name: a country, or a word that has its capital for no other reason.
fn is_name(unit: &Unit) -> bool {
    unit.name || unit.classes.meets(Classes::of(&[Class::Country, Class::Demonym]))
}

/// A word that the grammar does not know: a slip, perhaps.
fn is_unknown(unit: &Unit, lexicon: &Lexicon) -> bool {
    unit.classes.is_empty() && !lexicon.frequencies().lists(&unit.normal)
}
