//! Normal forms of words, so that one word printed in several ways is one word.
//!
//! In: text as printed. Out: its words as byte ranges ([`tokens`]), and for each word the forms that comparison is made on:
//! lower case and straight apostrophes ([`folded`]), then the normal forms of [`Lexicon::normal_forms`]: contractions
//! written out, one spelling, one key for a country's names, digits for numbers, the stem. `design.md` section 6 numbers them
//! N2, N3 and N5. Endings and frequencies are language data: `grammar/<language>/stems.toml` and `frequency.toml`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Lexicon;

/// What a stretch of text is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word or a number.
    Word,
    /// A word between square brackets: the editor's.
    Bracketed,
    /// A mark of omission: `…`, `...`, `. . .`, `[…]`.
    Gap,
}

/// A word or a mark of omission, as a byte range of the text it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// The words and marks of omission of a text, in order. Other punctuation is left out; hyphens part words, an apostrophe or
/// a full stop between letters ("don't", "U.S.") and a comma or point between digits do not. Linear in the text.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    let mut bracket_end = 0;
    while let Some(&byte) = bytes.get(at) {
        // What most texts consist of is settled by one byte.
        if matches!(byte, b' ' | b'\n' | b',' | b'"') {
            at += 1;
            continue;
        }
        let kind = if at < bracket_end { TokenKind::Bracketed } else { TokenKind::Word };
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_alphanumeric() || (c == '[' && letters_in_brackets(&text[at..])) {
            let end = at + word_length(&text[at..]);
            out.push(Token { start: at, end, kind });
            at = end;
        } else if let Some(length) = gap_length(&text[at..]) {
            out.push(Token { start: at, end: at + length, kind: TokenKind::Gap });
            at += length;
        } else {
            if matches!(c, '%' | '&') {
                out.push(Token { start: at, end: at + 1, kind });
            } else if c == '[' && at >= bracket_end {
                bracket_end = insertion_end(text, at);
            }
            at += c.len_utf8();
        }
    }
    out
}

/// Brackets that hold more than this many bytes are no editor's insertion, or were never closed.
const LONGEST_INSERTION: usize = 300;

/// Where the bracket that opens at `at` closes; `at` itself where it does not.
fn insertion_end(text: &str, at: usize) -> usize {
    let window = text.as_bytes()[at + 1..].iter().take(LONGEST_INSERTION);
    window.enumerate().find(|(_, b)| matches!(b, b']' | b'[')).map_or(at, |(i, b)| match b {
        b']' => at + 1 + i,
        _ => at,
    })
}

/// "[W]e", "[th]at": one or two letters in brackets that begin a word.
fn letters_in_brackets(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    let mut letters = 0;
    loop {
        match chars.next() {
            Some(c) if c.is_alphabetic() && letters < 2 => letters += 1,
            Some(']') => return letters > 0 && chars.next().is_some_and(char::is_alphabetic),
            _ => return false,
        }
    }
}

/// What a typesetter puts into a word and nobody sees: soft hyphens, characters without width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn word_length(text: &str) -> usize {
    // Most words are letters alone; of two letters and more none goes on behind a comma or a full stop.
    let bytes = text.as_bytes();
    let plain = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let letter = plain > 1 && bytes[plain - 1].is_ascii_alphabetic();
    match bytes.get(plain) {
        None => return plain,
        Some(b',' | b'.') if letter => return plain,
        Some(b) if plain > 0 && b.is_ascii() && !matches!(b, b',' | b'.' | b'\'' | b'[' | b']') => {
            return plain;
        }
        Some(_) => {}
    }
    let mut end = 0;
    let mut previous = ' ';
    let mut letters = 0usize; // since the last full stop
    let mut dotted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c).unwrap_or(' ');
        let inside = match c {
            _ if c.is_alphanumeric() => true,
            c if is_invisible(c) => previous.is_alphanumeric() && next.is_alphanumeric(),
            '[' => end == 0,
            ']' => text.starts_with('[') && i <= 9 && previous.is_alphabetic() && next.is_alphabetic(),
            '\'' | '’' | '‘' | 'ʼ' => previous.is_alphanumeric() && next.is_alphanumeric(),
            ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            '.' if previous.is_ascii_digit() => next.is_ascii_digit(),
            '.' => letters == 1 && (next.is_alphabetic() || dotted),
            _ => false,
        };
        if !inside {
            break;
        }
        if is_invisible(c) {
            continue;
        }
        if c == '.' {
            dotted |= letters == 1;
            letters = 0;
        } else {
            letters += 1;
        }
        previous = c;
        end = i + c.len_utf8();
    }
    end
}

/// Length of the mark of omission that `text` begins with.
pub fn gap_length(text: &str) -> Option<usize> {
    if text.starts_with('…') {
        return Some('…'.len_utf8());
    }
    for bracketed in ["[…]", "[...]", "(…)", "(...)"] {
        if text.starts_with(bracketed) {
            return Some(bracketed.len());
        }
    }
    if !text.starts_with('.') {
        return None;
    }
    let (mut dots, mut end) = (0, 0);
    for (i, c) in text.char_indices() {
        match c {
            '.' => (dots, end) = (dots + 1, i + 1),
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    (dots >= 3).then_some(end)
}

/// Lower case, straight apostrophes, no letter brackets, no full stops between letters: form N2 of one word.
pub fn folded(printed: &str) -> Cow<'_, str> {
    if printed.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(printed);
    }
    let number = printed.starts_with(|c: char| c.is_ascii_digit());
    let mut out = String::with_capacity(printed.len());
    for c in printed.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    ending: String,
    replace: String,
    keep: usize,
    #[serde(default)]
    verb: bool,
}

/// How words are cut back to stems: the three tables of `stems.toml`, longest ending first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stems {
    negative: Vec<String>,
    inflection: Vec<Ending>,
    derivation: Vec<Ending>,
    ending: Vec<Ending>,
}

impl Stems {
    pub(super) fn longest_first(mut self) -> Self {
        for table in [&mut self.inflection, &mut self.derivation, &mut self.ending] {
            table.sort_by_key(|e| std::cmp::Reverse(e.ending.len()));
        }
        self
    }

    /// Whether a lower-case word has an ending of verbs, such as "-ed".
    pub fn is_verb_form(&self, lower: &str) -> bool {
        let fits =
            |e: &&Ending| lower.strip_suffix(e.ending.as_str()).is_some_and(|s| s.chars().count() >= e.keep);
        self.inflection.iter().find(fits).is_some_and(|e| e.verb)
    }

    /// Whether one of two lower-case words is the other with a negative prefix: "unlike", "like".
    pub fn are_opposites(&self, a: &str, b: &str) -> bool {
        self.negative
            .iter()
            .any(|p| a.strip_prefix(p.as_str()) == Some(b) || b.strip_prefix(p.as_str()) == Some(a))
    }

    /// The key that forms of one word share; `lower` is a lower-case word.
    pub fn stem(&self, lower: &str) -> String {
        let mut word = lower.to_owned();
        // Twice, for plurals of "-ing".
        for table in [&self.inflection, &self.inflection, &self.derivation, &self.ending] {
            cut_back(&mut word, table);
        }
        word
    }

    /// Whether two lower-case words are forms of one verb or noun: "walk", "walked", but not "walker".
    pub fn are_inflections(&self, a: &str, b: &str) -> bool {
        let [a, b] = [a, b].map(|word| {
            let mut word = word.to_owned();
            for table in [&self.inflection, &self.inflection, &self.ending] {
                cut_back(&mut word, table);
            }
            word
        });
        a == b
    }
}

/// Takes off the longest ending that applies.
fn cut_back(word: &mut String, table: &[Ending]) {
    let applies =
        |e: &&Ending| word.strip_suffix(e.ending.as_str()).is_some_and(|s| s.chars().count() >= e.keep);
    if let Some(e) = table.iter().find(applies) {
        word.truncate(word.len() - e.ending.len());
        if e.verb {
            undouble(word);
        }
        word.push_str(&e.replace);
    }
}

/// "stopp" → "stop"; "tell", "miss" and "buzz" keep both.
fn undouble(word: &mut String) {
    let mut back = word.chars().rev();
    if let (Some(last), Some(before)) = (back.next(), back.next())
        && last == before
        && last.is_ascii_alphabetic()
        && !matches!(last, 'l' | 's' | 'z' | 'e' | 'o')
    {
        word.pop();
    }
}

/// The shape of `frequency.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrequencyFile {
    unlisted: f32,
    number: f32,
    country: f32,
    tier: Vec<Tier>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    #[allow(dead_code, reason = "names the tier for who reads the file")]
    name: String,
    weight: f32,
    words: String,
}

/// How much a shared word says: `frequency.toml` by normal form.
#[derive(Debug, Default)]
pub struct Frequencies {
    weights: FxHashMap<Box<str>, f32>,
    unlisted: f32,
    number: f32,
    country: f32,
}

impl Frequencies {
    /// Brings the tiers' words into normal form.
    pub(super) fn from_file(file: FrequencyFile, normal: impl Fn(&str) -> Vec<String>) -> Self {
        let mut weights = FxHashMap::default();
        for tier in file.tier {
            for word in tier.words.split_whitespace().flat_map(&normal) {
                let weight = weights.entry(word.into_boxed_str()).or_insert(tier.weight);
                *weight = tier.weight.min(*weight);
            }
        }
        Self { weights, unlisted: file.unlisted, number: file.number, country: file.country }
    }

    /// Whether a word in normal form stands in a tier.
    pub fn lists(&self, normal: &str) -> bool {
        self.weights.contains_key(normal)
    }

    /// Nats that a word in normal form is worth, before the counts of a corpus are known.
    pub fn weight(&self, normal: &str) -> f32 {
        match self.weights.get(normal) {
            Some(&weight) => weight,
            None if normal.starts_with(COUNTRY) => self.country,
            None if normal.starts_with(|c: char| c.is_ascii_digit()) => self.number,
            None => self.unlisted,
        }
    }
}

/// What the key of a country begins with; no word does.
const COUNTRY: char = '@';

/// The longest name of a country, in words.
const LONGEST_COUNTRY: usize = 4;

impl Lexicon {
    /// The normal forms of one printed word, mostly one; "doesn't" gives two, "do" and "not".
    pub fn normal_forms(&self, printed: &str) -> Vec<String> {
        let folded = folded(printed);
        if let Some(key) = self.country_key(printed, &folded) {
            return vec![key];
        }
        if let Some(long) = self.contraction(&folded) {
            return long.split_whitespace().map(|w| self.normal_form(w)).collect();
        }
        vec![self.normal_form(&folded)]
    }

    fn normal_form(&self, lower: &str) -> String {
        let bare = lower.strip_suffix("'s").unwrap_or(lower);
        let one_spelling = self.spelling(bare).unwrap_or(bare);
        self.stems().stem(one_spelling)
    }

    /// One key for all the names of a country. A short name that is also a word ("us") counts only in capitals.
    fn country_key(&self, printed: &str, folded: &str) -> Option<String> {
        let bare = folded.strip_suffix("'s").unwrap_or(folded);
        if bare.len() <= 3 && printed.chars().any(char::is_lowercase) && !printed.contains('.') {
            return None;
        }
        self.country(bare).map(|id| format!("{COUNTRY}{id}"))
    }

    /// Whether a printed word can be the first of a country's name of several words.
    pub fn begins_country(&self, printed: &str) -> bool {
        printed.starts_with(char::is_uppercase) && self.country_starts.contains(&*folded(printed))
    }

    /// The key of the country named by the words `printed[0..n]`, with n ≥ 2, and n.
    pub fn country_phrase<'a>(&self, mut printed: impl Iterator<Item = &'a str>) -> Option<(String, usize)> {
        let first = printed.next()?;
        if !self.begins_country(first) {
            return None;
        }
        let mut phrase = folded(first).into_owned();
        let mut found = None;
        for (n, word) in printed.take(LONGEST_COUNTRY - 1).enumerate() {
            phrase.push(' ');
            phrase.push_str(&folded(word));
            let bare = phrase.strip_suffix("'s").unwrap_or(&phrase);
            if let Some(id) = self.country(bare) {
                found = Some((format!("{COUNTRY}{id}"), n + 2));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn hyphens_part_words_apostrophes_and_stops_inside_do_not() {
        assert_eq!(
            words("The U.S.-led talks don’t cost $1,250.50."),
            ["The", "U.S.", "led", "talks", "don’t", "cost", "1,250.50"]
        );
        assert_eq!(words("He left. So did I."), ["He", "left", "So", "did", "I"]);
        assert_eq!(words("the workers' hall"), ["the", "workers", "hall"]);
    }

    #[test]
    fn marks_of_omission_are_tokens_and_insertions_are_marked() {
        let text = "we . . . left […] [the town] on… [W]ednesday";
        let kinds: Vec<_> = tokens(text).iter().map(|t| t.kind).collect();
        use TokenKind::{Bracketed, Gap, Word};
        assert_eq!(kinds, [Word, Gap, Word, Gap, Bracketed, Bracketed, Word, Gap, Word]);
        assert_eq!(folded(words(text).last().unwrap()), "wednesday");
    }

    #[test]
    fn an_unclosed_bracket_marks_nothing() {
        assert!(tokens("a [b c d").iter().all(|t| t.kind == TokenKind::Word));
        assert!(tokens("[").is_empty());
    }

    #[test]
    fn forms_of_one_word_meet() {
        let l = Lexicon::built_in();
        for same in [
            ["stabilisation", "stabilizing"],
            ["contributions", "contribution"],
            ["relations", "relation"],
            ["stopped", "stopping"],
            ["studies", "study"],
            ["carefully", "careful"],
            ["understandings", "understanding"],
            ["made", "made"],
        ] {
            assert_eq!(l.normal_forms(same[0]), l.normal_forms(same[1]), "{same:?}");
        }
        assert_ne!(l.normal_forms("national"), l.normal_forms("nature"));
        assert_eq!(
            l.normal_forms("doesn’t"),
            l.normal_forms("does").into_iter().chain(l.normal_forms("not")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_country_has_one_key_and_the_pronoun_is_no_country() {
        let l = Lexicon::built_in();
        let us = l.normal_forms("U.S.");
        assert_eq!(us, l.normal_forms("American"));
        assert_eq!(us, l.normal_forms("America's"));
        assert_ne!(us, l.normal_forms("us"));
        assert_eq!(l.country_phrase(["United", "States", "and"].into_iter()), Some((us[0].clone(), 2)));
        assert_eq!(l.country_phrase(["united", "states"].into_iter()), None);
    }

    #[test]
    fn common_words_weigh_less_than_rare_ones() {
        let l = Lexicon::built_in();
        let weight = |w: &str| l.frequencies().weight(&l.normal_forms(w)[0]);
        assert!(weight("the") < weight("people"));
        assert!(weight("people") < weight("sincerity"));
        assert!(weight("sincerity") < weight("waterboarding"));
    }
}
