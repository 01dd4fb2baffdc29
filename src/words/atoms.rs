//! Text → words in normal form N3, each with its place.
//!
//! In: a text. Out: one [`Atom`] for each word of its house-style form: "don't" is two, "United States" and "U.S." are one, so are
//! "five million" and "5m".

use std::borrow::Cow;

use super::number;
use super::token::{Token, TokenKind, tokens};
use super::vocabulary::{Intern, count};
use crate::lexicon::{Class, Lexicon, folded};

/// A word of form N3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// First byte of the printed word or words.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word, as a number of the vocabulary.
    pub key: u32,
    /// Another reading ("he's": he is, he has); the key itself where there is none.
    pub second: u32,
    flags: u8,
}

const GAP: u8 = 1;
const EDITOR: u8 = 2;
const STAGE: u8 = 4;
const JOINT: u8 = 8;

impl Atom {
    /// Whether a mark of omission stands before the word.
    pub fn after_gap(self) -> bool {
        self.flags & GAP != 0
    }

    /// Whether the word, or its first letters, stand in square brackets.
    pub fn editors(self) -> bool {
        self.flags & EDITOR != 0
    }

    /// Whether a record notes it in round brackets: "(Applause.)".
    pub fn stage(self) -> bool {
        self.flags & STAGE != 0
    }

    /// Whether the words before it stand elsewhere in the text: `"X," he said, "Y"`.
    pub fn joint(self) -> bool {
        self.flags & JOINT != 0
    }

    /// Marks the word as the first of a further piece.
    pub fn as_joint(mut self) -> Self {
        self.flags |= JOINT;
        self
    }

    /// Whether both are one word in form N3.
    pub fn same(self, other: Atom) -> bool {
        self.key == other.key || self.second == other.key || self.key == other.second
    }

    /// The printed word.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// The key of a country whose name is printed in full and has initials that stand for it, and the words it takes.
fn full_name(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<(String, usize)> {
    let words =
        tokens.iter().take(6).take_while(|t| t.kind == TokenKind::Word).map(|t| &text[t.start..t.end]);
    let (key, n) = lexicon.country_phrase(words)?;
    let mut initials = String::new();
    for t in &tokens[..n] {
        let first = text[t.start..t.end].chars().next().filter(|c| c.is_uppercase());
        initials.extend(first.into_iter().flat_map(char::to_lowercase));
    }
    let stands = initials.len() >= 2 && lexicon.country(&initials).is_some_and(|id| key == format!("@{id}"));
    let last = folded(&text[tokens[n - 1].start..tokens[n - 1].end]);
    let possessive = if last.ends_with("'s") { "'s" } else { "" };
    stands.then(|| (format!("{key}{possessive}"), n))
}

/// The words of a text in form N3. Linear.
pub fn atoms(text: &str, lexicon: &Lexicon, words: &mut impl Intern, out: &mut Vec<Atom>) {
    let tokens = tokens(text);
    let verification = lexicon.verification();
    let mut scratch = Vec::new();
    let (mut i, mut gap) = (0, 0);
    while i < tokens.len() {
        let token = tokens[i];
        let printed = &text[token.start..token.end];
        if token.kind == TokenKind::Gap {
            gap = GAP;
            i += 1;
            continue;
        }
        if let Some(sign) = before_figure(text, token, tokens.get(i + 1)).and_then(|w| verification.sign(&w))
        {
            let (start, end) = (count(token.start), count(token.end));
            let id = words.id(sign, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags: gap });
            (i, gap) = (i + 1, 0);
            continue;
        }
        // Most words are none of what follows.
        let before = token.start.checked_sub(1).map(|at| text.as_bytes()[at]);
        if token.kind == TokenKind::Word
            && printed.starts_with(|c: char| c.is_ascii_alphabetic())
            && before != Some(b'(')
            && let Some(known) = words.plain(printed)
        {
            let (start, end) = (count(token.start), count(token.end));
            for &(key, second) in known {
                out.push(Atom { start, end, key, second, flags: gap });
                gap = 0;
            }
            (i, gap) = (i + 1, 0);
            continue;
        }
        if is_sic(text, token) {
            i += 1;
            continue;
        }
        if let Some(end) = bracketed_letter(text, &tokens[i..]) {
            // "[I]'m": the brackets hold a part of the printed word.
            scratch.clear();
            words.printed(&text[token.start - 1..end], lexicon, &mut scratch);
            for (k, &(key, second)) in scratch.iter().enumerate() {
                let flags = if k == 0 { gap | EDITOR } else { 0 };
                out.push(Atom { start: count(token.start - 1), end: count(end), key, second, flags });
            }
            (i, gap) = (i + 2, 0);
            continue;
        }
        let mut flags = gap;
        if token.kind == TokenKind::Bracketed || printed.contains('[') {
            flags |= EDITOR;
        }
        let bytes = |last: Token| (count(token.start), count(last.end));
        if let Some((direction, n)) = stage_direction(text, &tokens[i..], lexicon) {
            let (start, end) = bytes(tokens[i + n - 1]);
            let id = words.id(&direction, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags: flags | STAGE });
            (i, gap) = (i + n, 0);
            continue;
        }
        if let Some(found) = number::read(text, &tokens[i..], verification) {
            let (mut start, end) = bytes(tokens[i + found.tokens - 1]);
            if let Some((at, minus)) = negative_sign(text, token.start)
                .and_then(|at| verification.unit(&text[at..token.start]).map(|word| (count(at), word)))
            {
                let id = words.id(minus, lexicon);
                out.push(Atom { start: at, end, key: id, second: id, flags });
                (start, flags) = (at, flags & !GAP);
            }
            let id = words.id(&found.key, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags });
            if let Some(unit) = text[..token.start].chars().next_back().and_then(|c| {
                let mut sign = [0; 4];
                verification
                    .unit(c.encode_utf8(&mut sign))
                    .filter(|_| !c.is_alphanumeric() && !matches!(c, '&' | '-' | '−'))
            }) {
                let id = words.id(unit, lexicon);
                let sign =
                    count(text[..token.start].char_indices().next_back().map_or(token.start, |(at, _)| at));
                let last = out.len() - 1;
                // The sign and its figure are one printed word.
                out[last].start = sign;
                out.push(Atom { start: sign, end, key: id, second: id, flags: flags & !GAP });
            }
            (i, gap) = (i + found.tokens, 0);
            continue;
        }
        if printed.starts_with(char::is_uppercase)
            && let Some((key, n)) = full_name(text, &tokens[i..], lexicon)
        {
            let (start, end) = bytes(tokens[i + n - 1]);
            let id = words.id(&key, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags });
            (i, gap) = (i + n, 0);
            continue;
        }
        scratch.clear();
        words.printed(printed, lexicon, &mut scratch);
        for &(key, second) in &scratch {
            let (start, end) = bytes(token);
            out.push(Atom { start, end, key, second, flags });
            flags &= !GAP;
        }
        (i, gap) = (i + 1, 0);
    }
}

/// Longest abbreviation that stands before figures, in bytes: "Nos".
const SIGN: usize = 3;

/// A short word in lower case where a figure follows it: "no" of "No. 1".
fn before_figure<'t>(text: &'t str, token: Token, next: Option<&Token>) -> Option<Cow<'t, str>> {
    let next = next.filter(|n| text[n.start..].starts_with(|c: char| c.is_ascii_digit()))?;
    let between = &text[token.end..next.start];
    let short = token.end - token.start <= SIGN && text[token.start..].starts_with(char::is_uppercase);
    (short && matches!(between, ". " | " " | "." | ".\u{a0}" | "\u{a0}"))
        .then(|| folded(&text[token.start..token.end]))
}

/// Where a sign stands that makes the figure behind it negative: "-5", and not "10-5".
fn negative_sign(text: &str, figure: usize) -> Option<usize> {
    let before = &text[..figure];
    let sign = before.chars().next_back().filter(|c| matches!(c, '-' | '−'))?;
    let at = figure - sign.len_utf8();
    let stands =
        before[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'));
    stands.then_some(at)
}

/// Where the printed word ends of which brackets hold the first letters, with an apostrophe behind them.
fn bracketed_letter(text: &str, tokens: &[Token]) -> Option<usize> {
    let [first, next, ..] = tokens else { return None };
    let between = text.get(first.end..next.start)?;
    let opened = text[..first.start].ends_with('[') && first.kind == TokenKind::Bracketed;
    (opened && matches!(between, "]'" | "]’")).then_some(next.end)
}

/// `[sic]`, `(sic)`: the editor's, and no part of anybody's words.
fn is_sic(text: &str, token: Token) -> bool {
    text[token.start..token.end].eq_ignore_ascii_case("sic")
        && text[..token.start].ends_with(['[', '('])
        && text[token.end..].starts_with([']', ')'])
}

/// `(Applause.)`, `[laughter]`: the words in the brackets and how many tokens they are.
fn stage_direction(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<(String, usize)> {
    let first = tokens.first()?;
    let close = match text[..first.start].chars().next_back()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut words = String::new();
    for (n, t) in tokens.iter().take(4).enumerate() {
        if n > 0 {
            words.push(' ');
        }
        words.push_str(&folded(&text[t.start..t.end]));
        if text[t.end..].trim_start_matches(['.', ' ', ',', '!']).starts_with(close) {
            return lexicon.verification().is_stage_direction(&words).then_some((words, n + 1));
        }
    }
    None
}

/// Whether a word can be a part of a name: printed with a capital and no word of the closed classes.
pub fn name_like(printed: &str, lexicon: &Lexicon) -> bool {
    let lower = folded(printed);
    let bare = lower.strip_suffix("'s").unwrap_or(&lower);
    let classes = lexicon.classes(bare);
    let closed = [
        Class::Determiner,
        Class::Possessive,
        Class::PronounSubject,
        Class::PronounFirst,
        Class::PronounSecond,
        Class::PronounPlural,
        Class::PronounMale,
        Class::PronounFemale,
        Class::PronounNeuter,
        Class::Auxiliary,
        Class::Preposition,
        Class::Coordinator,
        Class::Subordinator,
        Class::Interrogative,
        Class::Negation,
    ];
    printed.trim_start_matches('[').starts_with(char::is_uppercase) && !closed.iter().any(|&c| classes.has(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Vocabulary;

    fn keys(text: &str) -> Vec<String> {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        atoms(text, Lexicon::built_in(), &mut v, &mut out);
        out.iter().map(|a| v.entry(a.key).word.to_string()).collect()
    }

    #[test]
    fn house_styles_of_one_text_meet() {
        for [a, b] in [
            ["We don’t stabilise 5 per cent", "We do not stabilize 5 per cent"],
            ["the United States’ aim", "the U.S. aim"],
            ["It cost $5 million", "It cost five million dollars"],
            ["5%", "five percent"],
            ["twenty-five", "25"],
            ["I can't", "I cannot"],
        ] {
            assert_eq!(keys(a), keys(b));
        }
        assert_ne!(keys("They asked us"), keys("They asked US"));
        assert_ne!(keys("America"), keys("American"));
    }

    #[test]
    fn a_contraction_has_a_second_reading() {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        let l = Lexicon::built_in();
        atoms("he's he has", l, &mut v, &mut out);
        assert_eq!(out.len(), 4);
        assert!(out[1].same(out[3]));
    }

    #[test]
    fn marks_of_the_editor_are_flagged() {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        let text = "[W]e left … the town [of Ames] on Teusday [sic]. (Applause.) Thanks";
        atoms(text, Lexicon::built_in(), &mut v, &mut out);
        let told: Vec<_> = out.iter().map(|a| (a.of(text), a.after_gap(), a.editors(), a.stage())).collect();
        assert_eq!(told[0], ("[W]e", false, true, false));
        assert_eq!(told[2], ("the", true, false, false));
        assert_eq!(told[4], ("of", false, true, false));
        assert!(told.iter().all(|t| t.0 != "sic"));
        assert_eq!(told[8], ("Applause", false, false, true));
    }
}
