//! Plain text and Markdown → Article. In: the decoded text of a file. Out: what its header says, and the text.
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
//! The first key must be one of ours (`outlet`, `date`, `url`, `title`, `language`, `kind`); others are passed over. The front matter of
//! site generators, which opens with another `---`, is read too: one of its keys must be ours, its values may stand between marks, it may have
//! lists, and `published` is a date. Without a closing `---` there is no header, and every line is text.

use crate::model::{ArticleHeader, SourceKind};

use super::{ReadError, fields};

/// A header longer than this is no header; keeps the search from running through a whole text.
const HEADER_LINES: usize = 40;

/// What a file of plain text holds.
pub(super) struct Plain {
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

/// Header and text; `path` is only named in errors.
///
/// # Errors
/// [`ReadError::Empty`] where nothing but white space follows the header.
pub(super) fn plain(mut text: String, path: &str) -> Result<Plain, ReadError> {
    let Head { header, kind, bytes, lines, title_at } = head(&text).unwrap_or_default();
    if text[bytes..].trim().is_empty() {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    text.drain(..bytes);
    Ok(Plain { header, text, kind, first_line: lines + 1, title_at })
}

/// The header block; `None` where there is none.
fn head(text: &str) -> Option<Head> {
    let mut head = Head::default();
    let mut lines = text.split_inclusive('\n');
    let (mut known, mut opened, mut published) = (false, false, None);
    for index in 0..HEADER_LINES {
        let printed = lines.next()?;
        head.bytes += printed.len();
        head.lines += 1;
        let line = printed.trim();
        if line == "---" {
            if known {
                head.header.date = head.header.date.or(published);
                return Some(head);
            }
            // Front matter opens with the same line that closes it.
            if index == 0 {
                opened = true;
                continue;
            }
            return None;
        }
        // Items and lines that go on belong to a key of others.
        if opened && (printed.starts_with([' ', '\t', '-', '#']) || line.is_empty()) {
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let key = key.trim_end();
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return None;
        }
        let field = match key.to_ascii_lowercase().as_str() {
            "outlet" => &mut head.header.outlet,
            "date" => &mut head.header.date,
            // Names of site generators; a `date` outdoes them.
            "published" | "pubdate" | "publishdate" | "publish_date" | "published_date"
                if known || opened =>
            {
                // `published: true` tells that it is, not when.
                published = quoted(value).filter(|v| v.contains(|c: char| c.is_ascii_digit())).or(published);
                continue;
            }
            "url" => &mut head.header.url,
            "title" => {
                let mark = usize::from(opened && quoted(value) != own(value));
                let before =
                    printed.len() - printed.trim_start().len() + line.len() - value.trim_start().len() + mark;
                head.title_at = Some((head.lines, printed[..before].chars().count() + 1));
                &mut head.header.title
            }
            "language" => &mut head.header.language,
            "kind" => {
                (head.kind, known) = (fields::kind(value), true);
                continue;
            }
            _ if known || opened => continue,
            _ => return None,
        };
        known = true;
        *field = if opened { quoted(value) } else { own(value) };
    }
    None
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
        plain(text.into(), "a.txt").unwrap()
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
        assert!(matches!(plain("title: x\n---\n \n".into(), "a.txt"), Err(ReadError::Empty { .. })));
    }
}
