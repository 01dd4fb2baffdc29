//! Letters with marks → letters without. In: a text. Out: the same text as a typewriter prints it: "José Núñez" is "Jose Nunez".
//!
//! Outlets differ in whether they print the marks of a name, so names are compared without them.

use std::borrow::Cow;

use crate::lexicon::is_combining;

/// A plain letter, then the letters that are printed for it with a mark. Of Latin-1 and Latin Extended-A, small letters only.
const MARKED: &[&str] = &[
    "aàáâãäåāăąǎ",
    "cçćĉċč",
    "dďđ",
    "eèéêëēĕėęě",
    "gĝğġģ",
    "hĥħ",
    "iìíîïĩīĭįı",
    "jĵ",
    "kķ",
    "lĺļľŀł",
    "nñńņň",
    "oòóôõöøōŏőơ",
    "rŕŗř",
    "sśŝşšș",
    "tţťŧț",
    "uùúûüũūŭůűųư",
    "wŵ",
    "yýÿŷ",
    "zźżž",
];

/// The text without the marks of its letters; capitals stay capitals.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    // A mark may also stand behind its letter as a character of its own.
    Cow::Owned(text.chars().filter(|c| !is_combining(*c)).map(plain).collect())
}

fn plain(c: char) -> char {
    if c.is_ascii() || !c.is_alphabetic() {
        return c;
    }
    let small = c.to_lowercase().next().unwrap_or(c);
    let letter = MARKED.iter().find(|row| row.contains(small)).and_then(|row| row.chars().next());
    match letter {
        Some(letter) if c.is_uppercase() => letter.to_ascii_uppercase(),
        Some(letter) => letter,
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn marks_go_and_letters_stay() {
        assert_eq!(unmarked("José Núñez"), "Jose Nunez");
        assert_eq!(unmarked("Jose\u{301} Nun\u{303}ez"), "Jose Nunez");
        assert_eq!(unmarked("ÅSE ŁUKASZ Ğ, “Đ”"), "ASE LUKASZ G, “D”");
        assert_eq!(unmarked("习近平 Пётр 7"), "习近平 Пётр 7");
    }
}
