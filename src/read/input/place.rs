//! A byte of an article's text → the line and column of its file.
//!
//! In: a text and its [`Origin`]. Out: [`SourcePlace`]s, by [`Places`]. The text of a page is made from its
//! markup, so there the words are looked for, in their order. Words that are not found have no place.

use std::cell::Cell;

use crate::model::{Offsets, Span};
use crate::read::format::html_offsets::words_of_page;
use crate::read::origin::{Container, Origin};

/// Characters by which words are known in a page.
const KNOWN: usize = 60;

/// Where words are in the file of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourcePlace {
    /// From 1; `None` in a document, which has no lines.
    pub line: Option<usize>,
    /// The paragraph of a document, from 1; `None` in all other files.
    pub paragraph: Option<usize>,
    /// In code points, from 1; `None` if the whole article is a part of that line.
    pub column: Option<usize>,
    /// Line and column after the last character, if they are known.
    pub end: Option<(usize, usize)>,
}

/// Finds places of one article's text in its file.
pub struct Places<'t>(Kind<'t>);

enum Kind<'t> {
    /// The text is the file's own, from this line and column on.
    Text { text: Lines<'t>, begins: (usize, usize) },
    /// A page; the cell holds how far it was looked through.
    Page { page: Page<'t>, at: Cell<usize> },
    /// All of it is in one line.
    Record { line: usize },
    /// A document, whose paragraphs begin at these bytes.
    Document(&'t [usize]),
    /// The places are not known.
    None,
}

/// The words of a page and their places in its file.
struct Page<'t> {
    words: String,
    /// For each byte of the words that of the file.
    at: Vec<u32>,
    lines: Lines<'t>,
}

impl<'t> Places<'t> {
    /// Finds places of the text of an article.
    pub fn of_text(text: &'t str, origin: Option<&'t Origin>) -> Self {
        Self(match origin.map(|o| (&o.form, o.first_line)) {
            Some((Container::Text, line)) => Kind::Text { text: Lines::new(text), begins: (line, 1) },
            Some((Container::Page(html), _)) => {
                // The head repeats the title.
                let page = Page::new(html);
                let body =
                    html.find("<body").map_or(0, |body| page.at.partition_point(|at| (*at as usize) < body));
                Kind::Page { page, at: Cell::new(body) }
            }
            Some((Container::Record, line)) => Kind::Record { line },
            Some((Container::Document(paragraphs), _)) => Kind::Document(paragraphs),
            None => Kind::None,
        })
    }

    /// Finds places of the title of an article.
    pub fn of_title(title: &'t str, origin: Option<&'t Origin>) -> Self {
        Self(match (origin.map(|o| &o.form), origin.and_then(|o| o.title_at)) {
            (Some(Container::Text), Some(begins)) => Kind::Text { text: Lines::new(title), begins },
            (Some(Container::Page(html)), _) => Kind::Page { page: Page::new(html), at: Cell::new(0) },
            (Some(Container::Record), _) => return Self::of_text(title, origin),
            _ => Kind::None,
        })
    }

    /// Returns the place of words of the text. Ask for words in their order.
    pub fn of(&self, text: &str, span: Span) -> Option<SourcePlace> {
        match &self.0 {
            Kind::Text { text, begins } => {
                let printed = |byte| {
                    let (line, column) = text.of(byte);
                    (begins.0 + line - 1, if line == 1 { begins.1 + column - 1 } else { column })
                };
                let (line, column) = printed(span.start());
                Some(SourcePlace {
                    line: Some(line),
                    paragraph: None,
                    column: Some(column),
                    end: Some(printed(span.end())),
                })
            }
            Kind::Page { page, at } => {
                let (found, byte) = page.find(span.of(text), at.get())?;
                at.set(found);
                let (line, column) = page.lines.of(byte);
                Some(SourcePlace { line: Some(line), paragraph: None, column: Some(column), end: None })
            }
            Kind::Record { line } => {
                Some(SourcePlace { line: Some(*line), paragraph: None, column: None, end: None })
            }
            Kind::Document(paragraphs) => {
                let paragraph = paragraphs.partition_point(|first| *first <= span.start());
                let paragraph = Some(paragraph.max(1));
                Some(SourcePlace { line: None, paragraph, column: None, end: None })
            }
            Kind::None => None,
        }
    }
}

impl<'t> Page<'t> {
    fn new(html: &'t str) -> Self {
        let (words, at) = words_of_page(html);
        Self { words, at, lines: Lines::new(html) }
    }

    /// Where words end in those of the page and begin in its file: the first place from `from` on, else the
    /// first at all.
    fn find(&self, words: &str, from: usize) -> Option<(usize, usize)> {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).take(KNOWN).collect();
        // An entity that is not known here may stand in the rest.
        let fewer = &words[..words.floor_char_boundary(words.len() / 3)];
        [&words, fewer].into_iter().filter(|known| !known.is_empty()).find_map(|known| {
            let behind = |from: usize| self.words.get(from..)?.find(known).map(|at| from + at);
            let place = behind(from).or_else(|| behind(0))?;
            Some((place + known.len(), *self.at.get(place)? as usize))
        })
    }
}

/// The lines of a text. They are counted once, however many places are asked for.
struct Lines<'t> {
    /// The first byte of each line.
    lines: Vec<usize>,
    offsets: Offsets<'t>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let behind = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { lines: std::iter::once(0).chain(behind).collect(), offsets: Offsets::new(text) }
    }

    /// Line and column of a byte, from 1; a column is a code point.
    fn of(&self, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|first| *first <= byte);
        let first = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.offsets.code_point(byte) - self.offsets.code_point(first) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_counting_from_the_beginning() {
        let text = "“Sí,”\r\n\n said 李 of 🏛.\nAna\n".repeat(60);
        let lines = Lines::new(&text);
        for (byte, _) in text.char_indices() {
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(lines.of(byte), (line, column));
        }
        // That a look-up costs one step of the counts, whatever the length, is a test of `Offsets`.
        let long = "Nobody says “é” here. ".repeat(200_000);
        let lines = Lines::new(&long);
        assert!((0..200_000).all(|i| lines.of(23 * i).0 == 1));
    }

    #[test]
    fn words_of_a_page_are_found_in_their_order() {
        let html = "<html><head><title>We sang</title></head>\n<body><p>&ldquo;We\n sang</p><p>“<i>We</i> sang”</p>\n<p>It rained</p></body>";
        let origin = Origin {
            path: "a.html".into(),
            first_line: 1,
            title_at: None,
            is_piped: false,
            form: Container::Page(html.into()),
        };
        let text = "“We sang\n\n“We sang”\n\nIt rained";
        let places = Places::of_text(text, Some(&origin));
        let at = |words: &str, from: usize| {
            let start = from + text[from..].find(words).unwrap();
            let place = places.of(text, Span::new(text, start, start + words.len()).unwrap());
            place.map(|p| (p.line.unwrap(), p.column))
        };
        assert_eq!(at("We sang", 0), Some((2, Some(17))));
        assert_eq!(at("We sang", 10), Some((3, Some(17))));
        assert_eq!(at("It rained", 0), Some((4, Some(4))));
        assert_eq!(places.of("Gone", Span::new("Gone", 0, 4).unwrap()), None);
    }
}
