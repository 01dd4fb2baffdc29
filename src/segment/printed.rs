//! Words of a text as they are printed again: on one line, without what pages put into sentences.
//!
//! In: some words of a text, without markup. Out: the same words, single blanks between them, for a person or a program that wants to
//! quote them.

use crate::lexicon::Lexicon;
use crate::model::VOID;
use crate::segment::broken::{THREE_BYTES, TWO_BYTES, unbroken, without_notes};

/// Puts words on one line. The time is linear.
pub fn on_one_line(text: &str, lexicon: &Lexicon) -> String {
    let mut out = String::with_capacity(text.len());
    for line in without_notes(&unbroken(text, lexicon)).replace([TWO_BYTES, THREE_BYTES, VOID], "").lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            let first = out.strip_suffix('-').map(last_word).filter(|first| !first.is_empty());
            match first.filter(|_| at == 0 && word.starts_with(char::is_lowercase)) {
                // "evalu-⏎ate" is one word, and the hyphen of "well-⏎known" is the word's own.
                Some(first) if is_word(first, first_word(word), lexicon) => drop(out.pop()),
                Some(_) => {}
                None if out.is_empty() => {}
                None => out.push(' '),
            }
            out.push_str(word);
        }
    }
    out
}

/// True if two parts are a known word together.
fn is_word(first: &str, second: &str, lexicon: &Lexicon) -> bool {
    let whole = format!("{first}{second}").to_lowercase();
    lexicon.frequencies().lists(&lexicon.stems().stem(&whole))
}

/// The letters that a text ends in.
fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// The letters that a text begins with.
fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_print_are_on_one_line() {
        for (text, wanted) in [
            ("the coun-\ncils of  the\nwell-\nknown men", "the councils of the well-known men"),
            (
                "The ferry will run until the bridge\n86\nis whole again.",
                "The ferry will run until the bridge is whole again.",
            ),
            ("it fell -\nand rose", "it fell - and rose"),
            ("to evalu-\nate the tide", "to evaluate the tide"),
            ("the tide[4] is \u{1}\u{1}high\u{1}", "the tide is high"),
        ] {
            assert_eq!(on_one_line(text, Lexicon::built_in()), wanted, "{text:?}");
        }
    }
}
