//! Is one word a slip of the pen for another?
//!
//! In: two lower-case words. Out: true if they differ by one letter, and, for [`is_slip`], the language does not know both.

use crate::lexicon::{Lexicon, folded};

/// Letters of the shortest word in which one wrong letter does not make another word.
const MIN_LETTERS: usize = 5;

/// True if two words are one but for a slip of one letter: the language knows at most one of the two.
pub fn is_slip(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let known =
        |w: &str| !lexicon.classes(w).is_empty() || lexicon.frequencies().lists(&lexicon.stems().stem(w));
    let (a, b) = (folded(a), folded(b));
    one_letter_apart(&a, &b) && !(known(&a) && known(&b))
}

/// True if one letter of a word that is long enough is wrong, missing, too many or in the wrong place.
pub fn one_letter_apart(a: &str, b: &str) -> bool {
    if a.chars().count().min(b.chars().count()) < MIN_LETTERS {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    let rest = |v: &[char]| v.len().saturating_sub(front + back.min(v.len() - front));
    match (rest(&x), rest(&y)) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => x[front] == y[front + 1] && x[front + 1] == y[front],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_a_slip_in_a_long_word_only() {
        assert!(one_letter_apart("wynes", "wines") && one_letter_apart("brandt", "brant"));
        assert!(one_letter_apart("okafor", "okaofr") && one_letter_apart("brandt", "brandtt"));
        assert!(!one_letter_apart("ruiz", "ruis") && !one_letter_apart("brandt", "bradnr"));
    }

    #[test]
    fn two_words_of_the_language_are_no_slip() {
        let lexicon = Lexicon::built_in();
        assert!(is_slip("contract", "contrakt", lexicon) && is_slip("goverment", "government", lexicon));
        assert!(!is_slip("might", "night", lexicon) && !is_slip("house", "horse", lexicon));
    }
}
