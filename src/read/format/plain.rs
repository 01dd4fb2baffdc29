//! Plain text and Markdown → Article. In: the decoded text of a file. Out: what its header says, and the
//! text.
//!
//! A file may open with a header block, which is left out of the text:
//!
//! ```text
//! outlet: The Harbour Post
//! date: 2024-05-02
//! title: Council reopens bridge
//! ---
//! The bridge …
//! ```
//!
//! The first key must be one of ours (`outlet`, `date`, `url`, `title`, `language`, `kind`); others are
//! passed over. The front matter of site generators, which opens with another `---`, is read too: one of its
//! keys must be ours, its values may stand between marks, it may have lists, and `published` is a date.
//! Without a closing `---` there is no header, and every line is text.

use crate::model::{ArticleHeader, SourceKind};

use super::fields;
use crate::read::error::{InputFault, ReadErrorKind};

/// A header longer than this is no header; keeps the search from running through a whole text.
const HEADER_LINES: usize = 40;

/// What a file of plain text holds.
pub(in crate::read) struct Plain {
    pub header: ArticleHeader,
    pub text: String,
    /// What kind of text it is, where its header says so.
    pub kind: Option<SourceKind>,
    /// The line of the file that the text begins with, from 1.
    pub first_line: usize,
    /// Line and column of the title in the header, from 1, in code points.
    pub title_at: Option<(usize, usize)>,
}

/// What stands before the text.
#[derive(Default)]
struct Head {
    header: ArticleHeader,
    kind: Option<SourceKind>,
    /// The byte where the text begins.
    bytes: usize,
    lines: usize,
    title_at: Option<(usize, usize)>,
}

/// Header and text.
///
/// # Errors
/// [`ReadErrorKind::Empty`] where nothing but white space follows the header.
pub(in crate::read) fn plain(mut text: String) -> Result<Plain, InputFault> {
    let Head { header, kind, bytes, lines, title_at } = head(&text).unwrap_or_default();
    if text[bytes..].trim().is_empty() {
        return Err(ReadErrorKind::Empty.into());
    }
    text.drain(..bytes);
    Ok(Plain { header, text, kind, first_line: lines + 1, title_at })
}

/// The header block; `None` if there is none.
fn head(text: &str) -> Option<Head> {
    let mut block = Block::default();
    let mut lines = text.split_inclusive('\n');
    for _ in 0..HEADER_LINES {
        if block.is_closed_by(lines.next()?)? {
            let date = block.head.header.date.take().or(block.published);
            block.head.header.date = date;
            return Some(block.head);
        }
    }
    None
}

/// A header block as far as it has been read.
#[derive(Default)]
struct Block {
    head: Head,
    /// True if a key was one of ours.
    known: bool,
    /// True if it is front matter, which opens with the same line that closes it.
    opened: bool,
    /// What site generators call the date.
    published: Option<String>,
}

impl Block {
    /// Reads the next line: true for the one that closes the header, `None` for one that no header has.
    fn is_closed_by(&mut self, printed: &str) -> Option<bool> {
        self.head.bytes += printed.len();
        self.head.lines += 1;
        let line = printed.trim();
        if line == "---" {
            if self.known {
                return Some(true);
            }
            self.opened = self.head.lines == 1;
            return self.opened.then_some(false);
        }
        // Items and lines that go on belong to a key of others.
        if self.opened && (printed.starts_with([' ', '\t', '-', '#']) || line.is_empty()) {
            return Some(false);
        }
        let (key, value) = line.split_once(':')?;
        let key = key.trim_end();
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return None;
        }
        self.read(&key.to_ascii_lowercase(), value, printed)?;
        Some(false)
    }

    /// Reads a key and its value; `None` for a first key that is not ours.
    fn read(&mut self, key: &str, value: &str, printed: &str) -> Option<()> {
        let begun = self.known || self.opened;
        let own_value = || if self.opened { quoted(value) } else { own(value) };
        let header = &mut self.head.header;
        match key {
            "outlet" => header.outlet = own_value(),
            "date" => header.date = own_value(),
            // Names of site generators; a `date` outdoes them.
            "published" | "pubdate" | "publishdate" | "publish_date" | "published_date" if begun => {
                // `published: true` says that it is, not when.
                let date = quoted(value).filter(|v| v.contains(|c: char| c.is_ascii_digit()));
                self.published = date.or(self.published.take());
                return Some(());
            }
            "url" => header.url = own_value(),
            "title" => {
                let mark = usize::from(self.opened && quoted(value) != own(value));
                let before = printed.trim_end().len() - value.trim_start().len() + mark;
                self.head.title_at = Some((self.head.lines, printed[..before].chars().count() + 1));
                header.title = own_value();
            }
            "language" => header.language = own_value(),
            "kind" => self.head.kind = fields::kind(value),
            _ => return begun.then_some(()),
        }
        self.known = true;
        Some(())
    }
}

fn own(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// A value of front matter, which may stand between straight marks.
fn quoted(value: &str) -> Option<String> {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark).filter(|v| !v.contains(mark));
    own(inner('"').or_else(|| inner('\'')).unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Plain {
        plain(text.into()).unwrap()
    }

    #[test]
    fn a_header_is_told_and_left_out() {
        let a = read(
            "outlet: The Harbour Post\r\nDate: 2024-05-02\nauthor: Somebody\nurl: https://harbour.example/a:b\n---\n\nThe bridge.\r\n",
        );
        assert_eq!(a.text, "\nThe bridge.\r\n");
        assert_eq!(a.header.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(a.header.date.as_deref(), Some("2024-05-02"));
        assert_eq!(a.header.url.as_deref(), Some("https://harbour.example/a:b"));
        assert_eq!(a.header.title, None);
        assert_eq!((a.first_line, a.title_at), (6, None));
    }

    #[test]
    fn front_matter_between_two_lines_is_a_header() {
        let a = read("---\ntitle: Bridge: open\noutlet:\n---\nText.");
        assert_eq!((a.text.as_str(), a.header.title.as_deref()), ("Text.", Some("Bridge: open")));
        assert_eq!(a.header.outlet, None);
        assert_eq!((a.first_line, a.title_at), (5, Some((2, 8))));
    }

    #[test]
    fn front_matter_may_begin_with_other_keys_and_hold_lists() {
        let a = read(
            "---\nlayout: post\ntitle: \"Bridge: open\"\ntags:\n  - bridge\n- town\n# by hand\npublished: June 1, 2024\n---\nText.",
        );
        assert_eq!((a.text.as_str(), a.header.title.as_deref()), ("Text.", Some("Bridge: open")));
        assert_eq!((a.first_line, a.title_at), (10, Some((3, 9))));
        assert_eq!(a.header.date.as_deref(), Some("June 1, 2024"));
        let both = read(
            "---\npublished: true\npublishDate: 2024-06-01\ndate: '2024-06-02'\ntitle: \"Bridge\" and “mill”\n---\nText.",
        );
        assert_eq!(both.header.date.as_deref(), Some("2024-06-02"));
        assert_eq!(both.header.title.as_deref(), Some("\"Bridge\" and “mill”"));
    }

    #[test]
    fn a_header_tells_the_kind() {
        assert_eq!(read("kind: record\n---\nText.").kind, Some(SourceKind::Record));
        assert_eq!(read("title: x\nkind: poem\n---\nText.").kind, None);
    }

    #[test]
    fn what_only_looks_like_a_header_is_text() {
        for text in [
            "Beijing: The talks went on.\n---\nMore.",
            "outlet: one\nThe bridge is open.\n---\n",
            "date: 2024-05-02\nNo closing line: none",
            "---\nText.\n---\n",
            "---\nlayout: post\n- Text.\n---\n",
            "title: x",
        ] {
            assert_eq!((read(text).text.as_str(), read(text).first_line), (text, 1));
        }
    }

    #[test]
    fn a_header_alone_is_an_empty_article() {
        let fault = plain("title: x\n---\n \n".into()).err().map(|fault| fault.kind);
        assert!(matches!(fault, Some(ReadErrorKind::Empty)));
    }
}
