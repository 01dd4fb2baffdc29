//! Printed words → the form under which the lexicon keeps them, form N2: lower case, straight apostrophes, no
//! marks inside.

use std::borrow::Cow;

/// Returns form N2 of one word: lower case, straight apostrophes, no brackets round letters, no full stops
/// between letters.
pub fn folded(printed: &str) -> Cow<'_, str> {
    let is_folded = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'';
    if printed.bytes().all(is_folded) {
        return Cow::Borrowed(printed);
    }
    if printed.bytes().all(|b| is_folded(b) || b.is_ascii_uppercase()) {
        return Cow::Owned(printed.to_ascii_lowercase());
    }
    let number = printed.starts_with(|c: char| c.is_ascii_digit());
    let mut out = String::with_capacity(printed.len());
    for c in printed.chars() {
        match c {
            c if is_apostrophe(c) => out.push('\''),
            'ſ' => out.push('s'),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            c if is_invisible(c) => {}
            '[' | ']' => {}
            '.' if !number => {}
            ',' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// True for invisible characters that typesetting puts into a word: soft hyphens, characters without width.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// True for every glyph that stands for an apostrophe, the straight one too: accents and primes that keyboards and scanners put there.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '‛' | '′' | '´' | '`' | 'ʹ' | 'ˈ' | '＇')
}

/// True for a mark that belongs to the letter before it.
pub fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
