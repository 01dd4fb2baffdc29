//! Tokens → sentences: the only place that knows abbreviations, closing marks and marks of omission.
//!
//! In: a text and its tokens. Out: ranges of tokens that cover them without gaps. A sentence ends after a full stop and whatever closes
//! there, if the next word begins with a capital, a figure or a mark. Text without any punctuation, such as automatic captions, is cut at
//! a clause word after [`MOST_WORDS`] words, so that no "sentence" has 700 words; such a range says that it is cut.

use std::ops::Range;

use super::token::{Shape, Token, TokenKind, tokens};
use crate::lexicon::{AbbreviationKind, Class, Classes, Lexicon, folded};
use crate::model::Span;

/// Words in a row without a single mark of punctuation after which a sentence is cut at the next clause word.
const MOST_WORDS: usize = 40;
/// Words in a row without punctuation after which it is cut wherever it is.
const MOST_WORDS_WITHOUT_CLAUSE: usize = 60;
/// Bytes after which any sentence is cut at the next clause word: this bounds the work of every later stage.
const MOST_BYTES: usize = 1500;
/// Bytes after which any sentence is cut wherever it is.
const MOST_BYTES_WITHOUT_CLAUSE: usize = 2 * MOST_BYTES;

/// Signs that close a sentence, and stops between two, that are looked at. More in a row are a pattern, and no end.
const MOST_SIGNS: usize = 32;

/// Words that a clause begins with.
const CLAUSE: Classes = Classes::of(&[Class::Coordinator, Class::Subordinator, Class::Interrogative]);

/// A sentence, or a part of one that was too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The tokens of the sentence.
    pub tokens: Range<usize>,
    /// True if the range is not a whole sentence, but a part of a text without punctuation.
    pub is_cut: bool,
}

/// Returns the sentences of a run of tokens. Linear.
pub fn sentences(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Sentence> {
    let mut found = Vec::new();
    let (mut start, mut at, mut row, mut is_cut) = (0, 0, 0, false);
    while at < tokens.len() {
        row = if is_word(&tokens[at]) { row + 1 } else { 0 };
        if at > start && is_too_long(text, &tokens[start..=at], row, lexicon) {
            found.push(Sentence { tokens: start..at, is_cut: true });
            (start, row, is_cut) = (at, 1, true);
        }
        let end = end_after(text, tokens, at, lexicon);
        at = end.unwrap_or(at + 1);
        if end.is_some() {
            found.push(Sentence { tokens: start..at, is_cut });
            (start, row, is_cut) = (at, 0, false);
        }
    }
    if start < tokens.len() {
        found.push(Sentence { tokens: start..tokens.len(), is_cut });
    }
    found
}

/// Returns what of the words left out at `span` stands in one sentence with words that are kept: what is before the first end of a sentence,
/// and what is behind the last. Both are empty where whole sentences were left out.
pub fn beside_cut(text: &str, span: Span) -> [&str; 2] {
    let ends = |c: char| matches!(c, '.' | '!' | '?');
    let no_word = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '’');
    let left_out = span.of(text);
    let is_new = text[..span.start()].trim_end_matches(no_word).ends_with(ends);
    let is_whole = text[span.end()..].trim_start_matches(['"', '”', '’']).starts_with(ends);
    let head = if is_new { "" } else { left_out.split(ends).next().unwrap_or_default() };
    let tail = if is_whole { "" } else { left_out.rsplit(ends).next().unwrap_or_default() };
    [head, tail]
}

/// Returns the sentences of a quoted text as byte ranges, without white space at their ends and without marks of omission before them.
/// Each has a word.
pub fn quoted_sentences(text: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut scanned = Vec::with_capacity(text.len() / 5);
    let Some(all) = Span::new(text, 0, text.len()) else { return Vec::new() };
    tokens(text, all, lexicon, &mut scanned);
    let bounds = |sentence: Sentence| {
        let (first, last) = (scanned.get(sentence.tokens.start)?, scanned.get(sentence.tokens.end - 1)?);
        bare(text, first.span.start(), last.span.end())
    };
    sentences(text, &scanned, lexicon).into_iter().filter_map(bounds).collect()
}

/// A piece without what leads in to it; `None` if no word is left.
fn bare(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let piece = text.get(start..end)?;
    let led = piece.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '…' | ',' | ';' | '-' | '–' | '—')
    });
    let body = led.trim_end();
    let start = end - led.len();
    body.chars().any(char::is_alphanumeric).then(|| (start, start + body.len()))
}

/// True if a sentence can end with the token `at`, before the token `next`: "left. He" and "the U.S. The" do, "Mr. The" and "left … He"
/// do not.
pub fn ends_sentence(text: &str, at: &Token, next: Option<&Token>, lexicon: &Lexicon) -> bool {
    if at.kind == TokenKind::Word {
        return abbreviation_ends(text, at, next, lexicon);
    }
    at.ends_sentence && next.is_none_or(|next| begins_sentence(text, next))
}

/// The end of the sentence that ends with the token `at` and with whatever closes after it.
fn end_after(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let after = at + 1;
    let next = tokens.get(after);
    if next.is_some_and(|next| is_new_paragraph(text, &tokens[at], next)) {
        return Some(after);
    }
    if tokens[at].kind == TokenKind::Word {
        return abbreviation_ends(text, &tokens[at], next, lexicon).then_some(after);
    }
    if !tokens[at].ends_sentence {
        return None;
    }
    let closes =
        |t: &&Token| !t.spaced && matches!(t.kind, TokenKind::Mark | TokenKind::Close | TokenKind::Stop);
    let end = after + tokens[after..].iter().take(MOST_SIGNS).take_while(closes).count();
    // "He was brave. … He was": what is left out stands between two sentences.
    let stops = tokens[end..].iter().take(MOST_SIGNS).take_while(|t| t.kind == TokenKind::Stop);
    let begin = end + stops.count();
    let next = tokens.get(begin);
    next.is_none_or(|next| begins_sentence(text, next)).then_some(end)
}

/// True if a sentence can begin with the token: a capital, a figure, a mark, a bracket, a dash or a sum of money.
pub fn begins_sentence(text: &str, token: &Token) -> bool {
    let marks = [TokenKind::Number, TokenKind::Mark, TokenKind::Open, TokenKind::Dash];
    let printed = token.text(text);
    let tagged = || printed.strip_prefix(['#', '@']).is_some_and(|tag| tag.starts_with(char::is_uppercase));
    // "<HBR.L> to buy": a single letter that is glued to both sides goes on with a code.
    let glued = !token.spaced
        && token.span.len() == 1
        && text.as_bytes().get(token.span.end()).is_some_and(|b| !b.is_ascii_whitespace());
    if glued && token.kind == TokenKind::Word {
        return false;
    }
    token.capital() || marks.contains(&token.kind) || printed.starts_with(['$', '£', '€']) || tagged()
}

/// True if an abbreviation ends its sentence: "the U.S. The" does, "the U.S. Senate" and "Mr. The" do not.
fn abbreviation_ends(text: &str, token: &Token, next: Option<&Token>, lexicon: &Lexicon) -> bool {
    /// Words that are no part of a name, though they have a capital.
    const OPENS: Classes = Classes::of(&[
        Class::Determiner,
        Class::PronounSubject,
        Class::Preposition,
        Class::Subordinator,
        Class::Coordinator,
    ]);
    // Most words end otherwise, and are looked at no further.
    if text.as_bytes().get(token.span.end().saturating_sub(1)) != Some(&b'.') {
        return false;
    }
    let form = token.text(text);
    if matches!(lexicon.abbreviation(form), Some(AbbreviationKind::Title | AbbreviationKind::Latin)) {
        return false;
    }
    let Some(next) = next else { return true };
    // An initial ("John F. Okafor") has no sentence after it either way.
    let mut classes = lexicon.classes(&folded(next.text(text)));
    if next.shape == Shape::Capitals {
        // "US" is not a pronoun.
        classes = classes.without(Classes::PRONOUN);
    }
    form.len() > 2 && next.capital() && classes.meets(OPENS)
}

/// True if a blank line or a separator of paragraphs is between two tokens. A single break may only wrap a line.
fn is_new_paragraph(text: &str, token: &Token, next: &Token) -> bool {
    let between = token.span.gap_to(next.span).of(text);
    let mut breaks = 0;
    next.spaced
        && between.len() > 1
        && between.chars().any(|c| {
            breaks += usize::from(c == '\n');
            breaks == 2 || matches!(c, '\u{2028}' | '\u{2029}')
        })
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
}

/// True if a sentence of so many tokens is cut before its last one, which is the last of `row` words without punctuation.
fn is_too_long(text: &str, sentence: &[Token], row: usize, lexicon: &Lexicon) -> bool {
    let [first, .., last] = sentence else { return false };
    let bytes = last.span.start() - first.span.start();
    if !last.spaced || (row <= MOST_WORDS && bytes <= MOST_BYTES) {
        return false;
    }
    row > MOST_WORDS_WITHOUT_CLAUSE
        || bytes > MOST_BYTES_WITHOUT_CLAUSE
        || lexicon.printed_word(last.text(text)).classes.meets(CLAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(usize, bool)> {
        let mut scanned = Vec::new();
        tokens(text, Span::new(text, 0, text.len()).unwrap(), Lexicon::built_in(), &mut scanned);
        let found = sentences(text, &scanned, Lexicon::built_in());
        found.into_iter().map(|s| (s.tokens.len(), s.is_cut)).collect()
    }

    #[test]
    fn a_text_without_punctuation_is_cut_and_says_so() {
        assert_eq!(cut(&"word ".repeat(40)), [(40, false)]);
        assert_eq!(cut(&"word ".repeat(130)), [(60, true), (60, true), (10, true)]);
        let clauses = "the boats were late again this morning and ".repeat(12);
        assert_eq!(cut(&clauses), [(47, true), (40, true), (9, true)]);
    }

    #[test]
    fn punctuation_keeps_a_long_sentence_whole() {
        let listed = "the boats, the nets, the oars and the ropes, ".repeat(8);
        assert_eq!(cut(&format!("{listed}all of it.")), [(100, false)]);
        assert!(cut(&listed.repeat(20)).iter().all(|&(tokens, is_cut)| is_cut && tokens < 800));
    }

    #[test]
    fn tokens_are_covered_without_gaps() {
        for text in ["", "…", "One. Two", "He left. … He came.\n\nThen", "a b c"] {
            let mut scanned = Vec::new();
            tokens(text, Span::new(text, 0, text.len()).unwrap(), Lexicon::built_in(), &mut scanned);
            let found = sentences(text, &scanned, Lexicon::built_in());
            let mut end = 0;
            for sentence in found {
                assert_eq!(sentence.tokens.start, end, "{text}");
                end = sentence.tokens.end;
            }
            assert_eq!(end, scanned.len(), "{text}");
        }
    }
}
