//! Printed words and the spaces between them → the lowest normal form on which they agree.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Lexicon, folded, is_combining};
use crate::model::Form;

/// One glyph for each kind of mark, dash and space: form N1 of a text.
pub fn typographic(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let text = composed(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // "coun-⏎cils": the end of the line parts the word.
            '-' | '‐' if chars.peek().is_some_and(|next| matches!(next, '\n' | '\r')) => {}
            '‘' | '’' | 'ʼ' | '‚' | '‛' | '′' | '`' | '´' | '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '‹'
            | '›' | '"' => {
                // Two apostrophes are a double mark.
                if !out.ends_with('\'') {
                    out.push('\'');
                }
            }
            '\'' if out.ends_with('\'') => {}
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => {
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            '…' => out.push_str("..."),
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A letter and its mark as one character, where there is one: "é".
fn composed(text: &str) -> Cow<'_, str> {
    if text.contains(is_combining) { Cow::Owned(text.nfc().collect()) } else { Cow::Borrowed(text) }
}

/// For two printed words, or short runs of words, that are one in form N3.
pub fn of_words(a: &str, b: &str) -> Form {
    if a == b || typographic(a) == typographic(b) {
        Form::N1
    } else if folded(&unspaced(&composed(a))) == folded(&unspaced(&composed(b))) {
        Form::N2
    } else {
        Form::N3
    }
}

fn unspaced(text: &str) -> Cow<'_, str> {
    if text.contains(|c: char| c.is_whitespace() || c == '-') {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// For what stands between two words on both sides: spaces and punctuation. An editor's note that a word is printed as it was found is nothing.
pub fn of_spaces(a: &str, b: &str, lexicon: &Lexicon) -> Form {
    let bare = |s: &str| -> String {
        let mut s = typographic(s).into_owned();
        for note in lexicon.orthography().as_printed() {
            s = s.replace(&format!("[{note}]"), "").replace(&format!("({note})"), "");
        }
        s
    };
    if a == b || bare(a) == bare(b) { Form::N1 } else { Form::N2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_form_is_told() {
        let l = Lexicon::built_in();
        assert_eq!(of_words("don’t", "don't"), Form::N1);
        assert_eq!(of_words("We", "we"), Form::N2);
        assert_eq!(of_words("U.S.", "US"), Form::N2);
        assert_eq!(of_words("stabilise", "stabilize"), Form::N3);
        assert_eq!(of_spaces(" — ", "--", l), Form::N1);
        assert_eq!(of_spaces(", ", " ", l), Form::N2);
        assert_eq!(of_spaces(" “", " '", l), Form::N1);
        assert_eq!(of_spaces(" [sic] ", " ", l), Form::N1);
    }
}
