//! The words of a name, in a form in which they can be compared.
//!
//! In: words as printed. Out: keys that are equal for words that differ in case and accents only; countries.

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon, short_key};
use crate::words::unmarked;

/// A word whatever its case and its accents, so that no name needs a string of its own: a short word's own bytes, a hash with a fixed
/// seed of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordKey(u128);

/// In the highest byte, where a short word has its length: the key is a hash, or the number of a country.
const LONG: u128 = 0xff << 120;
const COUNTRY: u128 = 0xfe << 120;

/// Returns the key of a word.
pub fn word_key(word: &str) -> WordKey {
    if let Some(key) = short_key(word) {
        return WordKey(key);
    }
    let small: String = unmarked(word).chars().flat_map(char::to_lowercase).collect();
    WordKey(short_key(&small).unwrap_or_else(|| LONG | u128::from(hash(&small))))
}

/// Fowler, Noll and Vo's hash.
fn hash(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The words of a name with their classes, without initials, titles' stops and the definite article.
pub fn name_words<'t>(name: &'t str, lexicon: &Lexicon) -> impl Iterator<Item = (&'t str, Classes)> {
    name.split(char::is_whitespace)
        .map(bare)
        .filter(|w| w.chars().nth(1).is_some())
        .map(|w| (w, lexicon.printed_word(w)))
        .filter(|(_, known)| known.function != Some(FunctionWord::Definite))
        .map(|(w, known)| (w, known.classes))
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    // Nearly all words of names begin and end with a letter.
    let is_bare = plain(bytes.first()) && plain(bytes.last());
    if is_bare { word } else { word.trim_matches(|c: char| !c.is_alphanumeric()) }
}

/// The words of a description.
pub fn described_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))).filter(|w| !w.is_empty())
}

/// The country that a printed word names. Only a word that the lexicon knows can be one.
pub fn country(word: &str, lexicon: &Lexicon) -> Option<u16> {
    country_of(word, lexicon.printed_word(word).classes, lexicon)
}

/// The same for a word whose classes are known.
pub fn country_of(word: &str, classes: Classes, lexicon: &Lexicon) -> Option<u16> {
    let named = classes.has(Class::Country) || classes.has(Class::Demonym);
    if named { lexicon.country(&word.to_lowercase()) } else { None }
}

/// Returns the key of a country, whichever of its words is printed.
pub fn country_key(country: u16) -> WordKey {
    WordKey(COUNTRY | u128::from(country))
}

/// True for a word that is printed in capitals: "DFU".
pub fn is_initials(name: &str) -> bool {
    name.chars().nth(1).is_some() && name.chars().all(char::is_uppercase)
}

/// True if the letters are those with which the words of a name begin; small words may be left out.
pub fn are_initials(letters: &str, name: &str) -> bool {
    let several = letters.chars().nth(1).is_some();
    let mut words = name.split([' ', '\n', '-']).filter(|w| !w.is_empty());
    let mut next = |letter: char| {
        words.by_ref().find_map(|word| {
            let first = word.chars().next()?;
            match first.to_lowercase().eq(letter.to_lowercase()) {
                true => Some(true),
                false if first.is_uppercase() => Some(false),
                false => None,
            }
        })
    };
    let all = letters.chars().filter(|c| *c != '.').all(|letter| next(letter) == Some(true));
    several && all && !words.any(|w| w.starts_with(char::is_uppercase))
}

/// True for a word that begins with an age: "37-year-old".
pub fn is_age(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && word.as_bytes().get(digits) == Some(&b'-') && word.len() > digits + 2
}
