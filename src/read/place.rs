//! A byte of a draft's text → the line and column of its file.
//!
//! The text of a page is made from its markup, so there the words are looked for, in their order; what is not found has no place.

use std::cell::Cell;

use inquit::model::{Offsets, Span};
use inquit::read::{Form, Origin, words_of_page};
use inquit::render::Place;

/// Characters by which words are known in a page.
const KNOWN: usize = 60;

/// Where the text of a draft stands in its file.
pub(super) enum Places<'t> {
    /// The text is the file's own, from this line and column on.
    Text { text: Lines<'t>, begins: (usize, usize) },
    /// A page; the cell holds how far it was looked through.
    Page { page: Page<'t>, at: Cell<usize> },
    /// All of it is in one line.
    Record { line: usize },
    /// The file tells no place.
    None,
}

/// The words of a page, and where they stand in its file.
pub(super) struct Page<'t> {
    words: String,
    /// For each byte of the words that of the file.
    at: Vec<u32>,
    lines: Lines<'t>,
}

impl<'t> Places<'t> {
    /// Of the text of an article.
    pub fn of_text(text: &'t str, origin: Option<&'t Origin>) -> Self {
        match origin.map(|o| (&o.form, o.first_line)) {
            Some((Form::Text, line)) => Self::Text { text: Lines::new(text), begins: (line, 1) },
            Some((Form::Page(html), _)) => {
                // The head repeats the title.
                let page = Page::new(html);
                let body =
                    html.find("<body").map_or(0, |body| page.at.partition_point(|at| (*at as usize) < body));
                Self::Page { page, at: Cell::new(body) }
            }
            Some((Form::Record, line)) => Self::Record { line },
            None => Self::None,
        }
    }

    /// Of the title of an article.
    pub fn of_title(title: &'t str, origin: Option<&'t Origin>) -> Self {
        match (origin.map(|o| &o.form), origin.and_then(|o| o.title_at)) {
            (Some(Form::Text), Some(begins)) => Self::Text { text: Lines::new(title), begins },
            (Some(Form::Page(html)), _) => Self::Page { page: Page::new(html), at: Cell::new(0) },
            (Some(Form::Record), _) => Self::of_text(title, origin),
            _ => Self::None,
        }
    }

    /// Of words of the text. To be asked in their order.
    pub fn of(&self, text: &str, span: Span) -> Option<Place> {
        match self {
            Self::Text { text, begins } => {
                let printed = |byte| {
                    let (line, column) = text.of(byte);
                    (begins.0 + line - 1, if line == 1 { begins.1 + column - 1 } else { column })
                };
                let (line, column) = printed(span.start());
                Some(Place { line, column: Some(column), end: Some(printed(span.end())) })
            }
            Self::Page { page, at } => {
                let (found, byte) = page.find(span.of(text), at.get())?;
                at.set(found);
                let (line, column) = page.lines.of(byte);
                Some(Place { line, column: Some(column), end: None })
            }
            Self::Record { line } => Some(Place { line: *line, column: None, end: None }),
            Self::None => None,
        }
    }
}

impl<'t> Page<'t> {
    fn new(html: &'t str) -> Self {
        let (words, at) = words_of_page(html);
        Self { words, at, lines: Lines::new(html) }
    }

    /// Where words end in those of the page and begin in its file: the first place from `from` on, else the first at all.
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
pub(super) struct Lines<'t> {
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
        let begun = std::time::Instant::now();
        let long = "Nobody says “é” here. ".repeat(200_000);
        let lines = Lines::new(&long);
        assert!((0..200_000).all(|i| lines.of(23 * i).0 == 1));
        assert!(begun.elapsed().as_secs() < 10);
    }

    #[test]
    fn words_of_a_page_are_found_in_their_order() {
        let html = "<html><head><title>We sang</title></head>\n<body><p>&ldquo;We\n sang</p><p>“<i>We</i> sang”</p>\n<p>It rained</p></body>";
        let origin = Origin {
            path: "a.html".into(),
            first_line: 1,
            title_at: None,
            is_piped: false,
            form: Form::Page(html.into()),
        };
        let text = "“We sang\n\n“We sang”\n\nIt rained";
        let places = Places::of_text(text, Some(&origin));
        let at = |words: &str, from: usize| {
            let start = from + text[from..].find(words).unwrap();
            let place = places.of(text, Span::new(text, start, start + words.len()).unwrap());
            place.map(|p| (p.line, p.column))
        };
        assert_eq!(at("We sang", 0), Some((2, Some(17))));
        assert_eq!(at("We sang", 10), Some((3, Some(17))));
        assert_eq!(at("It rained", 0), Some((4, Some(4))));
        assert_eq!(places.of("Gone", Span::new("Gone", 0, 4).unwrap()), None);
    }
}
