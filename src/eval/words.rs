//! Words, and which of them counts. In: a mention or a verb group. Out: its head word, in lower case, to be
//! compared.

use std::collections::BTreeSet;

use super::gold::CharRange;
use crate::lexicon::{AbbreviationKind, Class, Classes, Lexicon};
use crate::model::Span;
use crate::segment::tokenize;

/// Runs of letters and digits, with single marks inside: "U.S", "co-founder", "Ruiz's". Places count from the
/// start of `text`.
pub fn words(text: &[char], place: CharRange) -> Vec<CharRange> {
    let end = place.1.min(text.len());
    let inside = |at: usize| at < end && text[at].is_alphanumeric();
    let mut found = Vec::new();
    let mut at = place.0;
    while at < end {
        let start = at;
        while inside(at) || at > start && matches!(text[at], '\'' | '’' | '-' | '.' | '&') && inside(at + 1)
        {
            at += 1;
            if at >= end {
                break;
            }
        }
        if at > start {
            found.push((start, at));
        } else {
            at += 1;
        }
    }
    found
}

/// Where the words of all places begin.
pub fn word_set(text: &[char], places: &[CharRange]) -> BTreeSet<usize> {
    places.iter().flat_map(|&place| words(text, place)).map(|(start, _)| start).collect()
}

/// The words of a phrase, in lower case, with straight apostrophes and without a possessive ending.
fn plain(phrase: &str, lexicon: &Lexicon) -> Vec<String> {
    let text: Vec<char> = phrase.chars().collect();
    let plain = |(start, end): CharRange| {
        let word: String = text[start..end].iter().collect::<String>().to_lowercase().replace('’', "'");
        lexicon.orthography().bare(&word).to_owned()
    };
    words(&text, (0, text.len())).into_iter().map(plain).collect()
}

/// The last word of a mention or name, up to its first comma, without titles behind it: "ruiz" of "Ana Ruiz
/// Jr., the mayor".
pub fn last_word(phrase: &str, lexicon: &Lexicon) -> Option<String> {
    let mut all = plain(phrase.split(',').next()?, lexicon);
    while all.len() > 1 && all.last().is_some_and(|word| is_title(word, lexicon)) {
        all.pop();
    }
    all.pop()
}

fn is_title(word: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(word);
    let mut stopped = word.to_owned();
    if let Some(first) = stopped.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    stopped.push('.');
    classes.meets(Classes::of(&[Class::Title, Class::TitleWord]))
        && (!classes.has(Class::Role) || word.len() > 5)
        || lexicon.abbreviation(&stopped) == Some(AbbreviationKind::Title)
        || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

/// The classes of one word; of one that the lexicon does not know, as its ending tells.
fn classes(word: &str, lexicon: &Lexicon) -> Classes {
    let mut tokens = Vec::new();
    if let Some(all) = Span::new(word, 0, word.len()) {
        tokenize(word, all, lexicon, &mut tokens);
    }
    match tokens.as_slice() {
        [one] => one.word.classes,
        _ => lexicon.classes(word),
    }
}

/// The word that carries a verb group: the first that is neither helper nor adverb, else the last.
pub fn cue_word(phrase: &str, lexicon: &Lexicon) -> Option<String> {
    const LIGHT: Classes =
        Classes::of(&[Class::Auxiliary, Class::Modal, Class::Negation, Class::Adverb, Class::Preposition]);
    let mut all = plain(phrase, lexicon);
    let heavy = |word: &String| !classes(word, lexicon).meets(LIGHT);
    match all.iter().position(heavy) {
        Some(at) => Some(all.swap_remove(at)),
        None => all.pop(),
    }
}

/// A place without the white space and the marks at its ends.
pub fn trim(text: &[char], place: CharRange) -> CharRange {
    let (mut start, mut end) = (place.0, place.1.min(text.len()));
    while start < end && is_edge(text[start]) {
        start += 1;
    }
    while end > start && is_edge(text[end - 1]) {
        end -= 1;
    }
    (start, end)
}

fn is_edge(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{200b}' | '\u{feff}')
        || matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '`')
}

/// A place cut at the line breaks, each piece trimmed; empty pieces are left out.
pub fn pieces(text: &[char], place: CharRange) -> Vec<CharRange> {
    let end = place.1.min(text.len());
    let mut start = place.0.min(end);
    let mut found = Vec::new();
    for line in text[start..end].split(|&c| c == '\n') {
        let piece = trim(text, (start, start + line.len()));
        if piece.0 < piece.1 {
            found.push(piece);
        }
        start += line.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_counts() {
        let lexicon = Lexicon::built_in();
        let last = |phrase| last_word(phrase, lexicon);
        assert_eq!(last("Ana Ruiz Jr., the mayor").as_deref(), Some("ruiz"));
        assert_eq!(last("Tom Okafor III").as_deref(), Some("okafor"));
        assert_eq!(last("Ruiz’s").as_deref(), Some("ruiz"));
        assert_eq!(last("—"), None);
        let cue = |phrase| cue_word(phrase, lexicon);
        assert_eq!(cue("has also said").as_deref(), Some("said"));
        assert_eq!(cue("would not").as_deref(), Some("not"));
        assert_eq!(cue("gloatingly admitted").as_deref(), Some("admitted"));
        assert_eq!(cue("reply to reporters").as_deref(), Some("reply"));
        assert_eq!(cue(""), None);
    }

    #[test]
    fn words_and_pieces() {
        let text: Vec<char> = "“The U.S. co-founder’s,”\n\n ‘ends -x".chars().collect();
        let all: Vec<String> =
            words(&text, (0, text.len())).iter().map(|&(a, b)| text[a..b].iter().collect()).collect();
        assert_eq!(all, ["The", "U.S", "co-founder’s", "ends", "x"]);
        assert_eq!(pieces(&text, (0, text.len())), [(1, 23), (28, 35)]);
        assert_eq!(pieces(&text, (24, 26)), []);
    }
}
