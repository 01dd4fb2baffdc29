//! What differs between words that agree in their normal form and are printed otherwise.
//!
//! In: the units of one word on both sides. Out: spelling, tense, or another word. What words touch that
//! replace others is a question for [`crate::change`].

use super::likeness::is_number;
use super::words::Unit;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::ChangeGrade;

const VERB_FORMS: Classes =
    Classes::of(&[Class::Base, Class::Third, Class::Past, Class::Participle, Class::Gerund]);

/// The grade of words that agree in their normal form and are printed otherwise.
pub(super) fn form(base: &[Unit], version: &[Unit], lexicon: &Lexicon) -> ChangeGrade {
    let ([b], [v]) = (base, version) else {
        return ChangeGrade::Spelling; // a contraction and its long form, "US" and "United States"
    };
    if lexicon.contraction(&b.folded).is_some() != lexicon.contraction(&v.folded).is_some() {
        return ChangeGrade::Spelling; // "can't" and "cannot"
    }
    let letters = lexicon.orthography();
    let bare = |u: &Unit| {
        let word = letters.bare(&u.folded).to_owned();
        lexicon.spelling(&word).map_or(word, str::to_owned)
    };
    let (x, y) = (bare(b), bare(v));
    if x == y {
        // "China's", "China": another word of the sentence, the same name; but "Silas's" is "Silas'".
        return if letters.ends_as_plural(&x) || letters.has_clitic(&b.folded) == letters.has_clitic(&v.folded)
        {
            ChangeGrade::Spelling
        } else {
            ChangeGrade::Lexical
        };
    }
    let both = |class| b.classes.has(class) && v.classes.has(class);
    if is_number(b) || both(Class::Country) || both(Class::Month) {
        return ChangeGrade::Spelling;
    }
    let ending = |word: &str| lexicon.stems().is_verb_form(word);
    let verb = |u: &Unit| u.classes.meets(VERB_FORMS) && !u.classes.has(Class::NounForm);
    if lexicon.stems().are_inflections(&x, &y) && (ending(&x) || ending(&y) || verb(b) && verb(v)) {
        return ChangeGrade::Tense;
    }
    ChangeGrade::Lexical
}
