//! Text → lines that are paragraphs, headlines or page furniture.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use super::pieces::{LONGEST, piece_end};
use crate::lexicon::Lexicon;
use crate::model::{Span, VOID};

/// What a line of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Running text.
    Body,
    /// A headline or subheading: a short line without a full stop at its end, or a heading of Markdown.
    Headline,
    /// A line of the page: "ADVERTISEMENT", "Share this article".
    Furniture,
}

/// One line of an article, which saved news pages and plain-text articles use as a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The span of the line without the white space at its ends; never empty.
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
    /// True if the line is in Title Case, in which a capital letter does not show a name.
    pub title_case: bool,
}

impl Line {
    /// True if no punctuation ends the line, as none ends most captions and headings. They stand between the paragraphs of a
    /// page and interrupt nothing.
    pub fn is_unended(&self, text: &str) -> bool {
        self.span.of(text).ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'))
    }
}

/// Maximum length of a headline, in words.
const HEADLINE_WORDS: usize = 24;

/// The lines of `text` that hold something, in order. A line of more than 256 KiB is given in pieces, each a line of its own. Linear.
pub fn lines<'a>(text: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = Line> + 'a {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    let mut start = 0;
    ends.flat_map(move |end| {
        let line = start..end;
        start = end + 1;
        let is_long = line.len() > LONGEST;
        pieces(text, line, lexicon).map(move |piece| (piece, is_long))
    })
    .filter_map(|(raw, is_piece)| Some((trim(text, raw)?, is_piece)))
    .map(move |(span, is_piece)| if is_piece { piece(span) } else { line(text, span, lexicon) })
}

/// A line that is no longer than a paragraph.
fn line(text: &str, span: Span, lexicon: &Lexicon) -> Line {
    let line = span.of(text);
    let title_case = is_title_case(line);
    let kind = kind(line, title_case, lexicon);
    // The signs of a heading do not belong to its words.
    let signs = if is_heading(line) { line.len() - line.trim_start_matches(['#', ' ']).len() } else { 0 };
    let span = Span::new(text, span.start() + signs, span.end()).filter(|s| !s.is_empty()).unwrap_or(span);
    Line { span, kind, title_case }
}

/// A piece of a longer line is running text, whatever it looks like by itself.
fn piece(span: Span) -> Line {
    Line { span, kind: LineKind::Body, title_case: false }
}

/// A line in pieces of at most [`LONGEST`] bytes; nearly every line is one.
fn pieces<'a>(
    text: &'a str,
    mut left: Range<usize>,
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Span> + 'a {
    std::iter::from_fn(move || {
        let end = piece_end(text, &left, lexicon);
        let piece = Span::new(text, left.start, end).filter(|piece| !piece.is_empty())?;
        left.start = piece.end();
        Some(piece)
    })
}

fn trim(text: &str, raw: Span) -> Option<Span> {
    let line = raw.of(text);
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | VOID);
    let start = raw.start() + (line.len() - line.trim_start_matches(blank).len());
    let end = raw.end() - (line.len() - line.trim_end_matches(blank).len());
    Span::new(text, start, end).filter(|span| !span.is_empty())
}

/// True if the line has at least three words of four letters or more, and all of them begin with a capital.
fn is_title_case(line: &str) -> bool {
    if has_small_word(line) {
        return false;
    }
    let mut long = 0;
    for word in line.split_whitespace().take(HEADLINE_WORDS + 1) {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        if letters.take(3).count() == 3 {
            if first.is_lowercase() {
                return false;
            }
            long += 1;
        }
    }
    long >= 3
}

/// True if one of the first words is long and in small letters, as is soon seen of nearly all lines. Only words of ASCII with one blank
/// between them are looked at; a line that begins otherwise is left to the slow way.
fn has_small_word(line: &str) -> bool {
    let (mut words, mut letters) = (0, 0);
    for byte in line.bytes() {
        match byte {
            b' ' => (words, letters) = (words + 1, 0),
            _ if byte.is_ascii_lowercase() && letters == 3 => return true,
            _ if byte.is_ascii_lowercase() && letters < 3 => letters += 1,
            _ if byte.is_ascii_alphabetic() && letters > 3 => {}
            0x21..0x7f => letters = usize::MAX,
            _ => return false,
        }
        if words > HEADLINE_WORDS {
            return false;
        }
    }
    false
}

fn kind(line: &str, title_case: bool, lexicon: &Lexicon) -> LineKind {
    if lexicon.is_furniture(line) {
        return LineKind::Furniture;
    }
    if is_heading(line) {
        return LineKind::Headline;
    }
    // Most paragraphs are longer than a headline, and are looked at no further.
    if has_more_words(line, HEADLINE_WORDS) {
        return LineKind::Body;
    }
    let ended = line.ends_with(['.', '!', '?', '…', '"', '”', ',', ';', ':', ')', ']', '»'])
        || line.ends_with("''")
        || (line.ends_with(['’', '\'']) && line.contains(". "));
    // A sentence that ends within the line is running text: "“It rained.” — Ana Ruiz".
    let ended = ended || ends_within(line);
    if !ended || title_case { LineKind::Headline } else { LineKind::Body }
}

/// True if a sentence ends within the line: a space is behind its mark, or behind a full stop that marks close.
fn ends_within(line: &str) -> bool {
    memchr3_iter(b'.', b'?', b'!', line.as_bytes()).any(|at| {
        let behind = &line[at + 1..];
        let closed =
            || line[at..].starts_with('.') && ["” ", "\" "].iter().any(|end| behind.starts_with(end));
        behind.starts_with(' ') || closed()
    })
}

/// Bytes at the beginning of a line in which its words are counted: as many as a headline has take no more. Their number has room in a byte.
const COUNTED: usize = 255;

/// True if a line has more than so many words. What stands between spaces and begins with a visible ASCII character is a word or more, and
/// each word but the first has a blank before it. Where this does not tell, the line is split as Unicode has it.
fn has_more_words(line: &str, most: usize) -> bool {
    let bytes = &line.as_bytes()[..line.len().min(COUNTED)];
    let begins = |(blank, behind): (&u8, &u8)| u8::from(*blank == b' ' && behind.is_ascii_graphic());
    let begun = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).map(begins).fold(0, u8::wrapping_add);
    if usize::from(begun) > most {
        return true;
    }
    // White space beyond ASCII begins with one of these bytes.
    let may_be_blank = |byte: &u8| u8::from(matches!(byte, 0..=b' ' | 0xc2 | 0xe1..=0xe3));
    let blanks = || bytes.iter().map(may_be_blank).fold(0, u8::wrapping_add);
    let is_short = bytes.len() == line.len() && usize::from(blanks()) < most;
    !is_short && line.split_whitespace().nth(most).is_some()
}

/// True for a heading of Markdown: up to six `#` and a space.
fn is_heading(line: &str) -> bool {
    let behind = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - behind.len())) && behind.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_as_long_as_a_book_is_read_in_pieces() {
        let sentence = "# “It rained. It poured,” Ana Ruiz said at the harbour. ";
        let text = sentence.repeat(3 * LONGEST / sentence.len());
        let pieces: Vec<_> = lines(&text, Lexicon::built_in()).collect();
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|piece| piece.kind == LineKind::Body && piece.span.len() <= LONGEST));
        let said: usize = pieces.iter().map(|piece| piece.span.of(&text).matches("rained").count()).sum();
        assert_eq!(said, text.matches("rained").count());
        let text = "It rained. ".repeat(LONGEST / 11);
        assert_eq!(lines(&text, Lexicon::built_in()).count(), 1);
    }

    #[test]
    fn lines_are_told_apart() {
        let text = "Mayor calls floods 'a warning'\n\nADVERTISEMENT\n  The rain stopped.\u{a0}\r\n\
                    ## “The rain stopped.”\n#rain “It stopped.”";
        let found: Vec<_> = lines(text, Lexicon::built_in()).map(|l| (l.span.of(text), l.kind)).collect();
        assert_eq!(
            found,
            [
                ("Mayor calls floods 'a warning'", LineKind::Headline),
                ("ADVERTISEMENT", LineKind::Furniture),
                ("The rain stopped.", LineKind::Body),
                ("“The rain stopped.”", LineKind::Headline),
                ("#rain “It stopped.”", LineKind::Body),
            ]
        );
    }
}
