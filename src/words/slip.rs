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
    letters_apart(a, b, 1)
}

/// True if at most `most` letters are wrong, missing, too many or swapped with their neighbour. Linear in the words, if `most` is small.
pub fn letters_apart(a: &str, b: &str, most: usize) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    within(&x, &y, most)
}

fn within(x: &[char], y: &[char], most: usize) -> bool {
    let front = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let (x, y) = (&x[front..], &y[front..]);
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    let (x, y) = (&x[..x.len() - back], &y[..y.len() - back]);
    if x.len().abs_diff(y.len()) > most {
        return false;
    }
    match (x, y) {
        ([], []) => true,
        _ if most == 0 => false,
        ([], rest) | (rest, []) => rest.len() <= most,
        ([p, x_rest @ ..], [q, y_rest @ ..]) => {
            let swapped = x_rest.first() == Some(q) && y_rest.first() == Some(p);
            (swapped && within(&x_rest[1..], &y_rest[1..], most - 1))
                || within(x_rest, y_rest, most - 1)
                || within(x, y_rest, most - 1)
                || within(x_rest, y, most - 1)
        }
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
        assert!(letters_apart("zelenskiy", "zelinsky", 2) && !letters_apart("zelenskiy", "zalinsky", 2));
    }

    #[test]
    fn two_words_of_the_language_are_no_slip() {
        let lexicon = Lexicon::built_in();
        assert!(is_slip("contract", "contrakt", lexicon) && is_slip("goverment", "government", lexicon));
        assert!(!is_slip("might", "night", lexicon) && !is_slip("house", "horse", lexicon));
    }
}
