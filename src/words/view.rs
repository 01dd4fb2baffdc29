//! A text → its words and marks of omission, as a comparison sees them.
//!
//! In: text as printed. Out: byte ranges, in order. Other punctuation is left out, so that two versions that differ in it alone have the
//! same words.

use crate::lexicon::{folded, is_apostrophe, is_combining, is_invisible};

/// What a stretch of text is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComparedKind {
    /// A word or a number.
    Word,
    /// A word between square brackets: the editor's.
    Bracketed,
    /// A mark of omission: `…`, `...`, `. . .`, `***`, `[…]`.
    Gap,
}

/// A word or a mark of omission, as a byte range of the text it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: ComparedKind,
}

impl Compared {
    /// Returns the printed characters in the text that it was read from; nothing in a text that is too short.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// True for a word, printed by the speaker or by the editor; false for a mark of omission.
    pub fn is_word(&self) -> bool {
        self.kind != ComparedKind::Gap
    }
}

/// Returns the printed words of a text without marks of omission. The editor's words are among them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    compared(text).into_iter().filter(Compared::is_word).map(|t| t.text(text))
}

/// Returns the words of a text in form N2, without marks of omission.
pub fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|word| folded(word).into_owned()).collect()
}

/// The words and marks of omission of a text, in order. Other punctuation is left out; hyphens part words, an apostrophe or
/// a full stop between letters ("don't", "U.S.") and a comma or point between digits do not. Linear in the text.
pub fn compared(text: &str) -> Vec<Compared> {
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
        let kind = if at < bracket_end { ComparedKind::Bracketed } else { ComparedKind::Word };
        let Some(c) = text[at..].chars().next() else { break };
        // No letter is among the quotation marks and dashes of this block.
        let is_letter = !matches!(c, '\u{2010}'..='\u{205e}') && c.is_alphanumeric();
        if is_letter || (c == '[' && letters_in_brackets(&text[at..])) {
            let end = at + word_length(&text[at..]);
            out.push(Compared { start: at, end, kind });
            at = end;
        } else if let Some(length) = gap_length(&text[at..]) {
            out.push(Compared { start: at, end: at + length, kind: ComparedKind::Gap });
            at += length;
        } else {
            if matches!(c, '%' | '&') {
                out.push(Compared { start: at, end: at + 1, kind });
            } else if c == '[' && at >= bracket_end {
                bracket_end = insertion_end(text, at);
            }
            at += c.len_utf8();
        }
    }
    out
}

/// Invisible characters in a row that do not end a word.
const MAX_INVISIBLE: usize = 128;

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

fn word_length(text: &str) -> usize {
    // Most words are letters alone; of two letters and more none goes on behind a comma or a full stop.
    let bytes = text.as_bytes();
    let plain = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let letter = plain > 1 && bytes[plain - 1].is_ascii_alphabetic();
    match bytes.get(plain) {
        None => return plain,
        Some(b',' | b'.') if letter => return plain,
        Some(b) if plain > 0 && b.is_ascii() && !matches!(b, b',' | b'.' | b'\'' | b'`' | b'[' | b']') => {
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
            c if is_invisible(c) => {
                // Several in a row stand for what a page prints inside a word.
                let behind = chars.clone().take(MAX_INVISIBLE).find(|(_, c)| !is_invisible(*c));
                previous.is_alphanumeric() && behind.is_some_and(|(_, c)| c.is_alphanumeric())
            }
            '[' => end == 0,
            ']' => text.starts_with('[') && i <= 9 && previous.is_alphabetic() && next.is_alphabetic(),
            c if is_apostrophe(c) => previous.is_alphanumeric() && next.is_alphanumeric(),
            c if is_combining(c) => previous.is_alphanumeric(),
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
        if is_combining(c) {
            end = i + c.len_utf8();
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
    let (open, close) = match text.as_bytes().first()? {
        b'[' => (1, Some(']')),
        b'(' => (1, Some(')')),
        b'.' | b'*' => (0, None),
        _ => return None,
    };
    let inner = text[open..].trim_start_matches([' ', '\u{a0}']);
    let marks = match inner.chars().next()? {
        '…' => '…'.len_utf8(),
        mark @ ('.' | '*') => row_of(mark, inner)?,
        _ => return None,
    };
    let end = text.len() - inner.len() + marks;
    let Some(close) = close else { return Some(end) };
    let rest = text[end..].trim_start_matches([' ', '\u{a0}']);
    rest.starts_with(close).then(|| text.len() - rest.len() + 1)
}

/// Length of three and more of a mark, with or without blanks between them.
fn row_of(mark: char, text: &str) -> Option<usize> {
    let (mut count, mut end) = (0, 0);
    for (i, c) in text.char_indices() {
        match c {
            c if c == mark => (count, end) = (count + 1, i + 1),
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    (count >= 3).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<&str> {
        compared(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn hyphens_part_words_apostrophes_and_stops_inside_do_not() {
        assert_eq!(
            printed("The U.S.-led talks don’t cost $1,250.50."),
            ["The", "U.S.", "led", "talks", "don’t", "cost", "1,250.50"]
        );
        assert_eq!(printed("He left. So did I."), ["He", "left", "So", "did", "I"]);
        assert_eq!(printed("the workers' hall"), ["the", "workers", "hall"]);
    }

    #[test]
    fn marks_of_omission_are_tokens_and_insertions_are_marked() {
        for (text, length) in [
            ("*** left", Some(3)),
            ("* * * left", Some(5)),
            ("[ … ] left", Some(7)),
            ("(. . .)", Some(7)),
            ("** left", None),
            ("[*] left", None),
        ] {
            assert_eq!(gap_length(text), length, "{text}");
        }
        let text = "we . . . left […] [the town] on… [W]ednesday";
        let kinds: Vec<_> = compared(text).iter().map(|t| t.kind).collect();
        use ComparedKind::{Bracketed, Gap, Word};
        assert_eq!(kinds, [Word, Gap, Word, Gap, Bracketed, Bracketed, Word, Gap, Word]);
        assert_eq!(folded(printed(text).last().unwrap()), "wednesday");
    }

    #[test]
    fn an_unclosed_bracket_marks_nothing() {
        assert!(compared("a [b c d").iter().all(|t| t.kind == ComparedKind::Word));
        assert!(compared("[").is_empty());
    }
}
