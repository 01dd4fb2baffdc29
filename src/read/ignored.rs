//! Comments of a draft that say what is not to be checked.
//!
//! In: the text of a Markdown draft and the places of its comments, or the words of one comment. Out: the ranges that nobody checks, or what
//! the comment says. `<!-- inquit: ignore -->` is about the paragraph, list, table or block quote behind it; what stands between
//! `<!-- inquit: ignore-start -->` and `<!-- inquit: ignore-end -->`, or up to the end, is ignored too.

use std::ops::Range;

/// What a comment says to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Say {
    /// The next paragraph is not checked.
    Ignore,
    /// From here on nothing is checked.
    Start,
    /// From here on all is checked again.
    End,
}

impl Say {
    /// Reads a comment with its signs, `<!-- … -->`; most say nothing.
    pub fn read(comment: &str) -> Option<Self> {
        let inner = comment.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
        match inner.trim().strip_prefix("inquit:")?.trim() {
            "ignore" => Some(Self::Ignore),
            "ignore-start" => Some(Self::Start),
            "ignore-end" => Some(Self::End),
            _ => None,
        }
    }
}

/// What of a text is not checked, in its order. `comments` are the places of its comments. Linear.
pub(super) fn ignored(text: &str, comments: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for place in comments {
        match Say::read(&text[place.clone()]) {
            Some(Say::Start) => open = open.or(Some(place.end)),
            Some(Say::End) => out.extend(open.take().map(|from| from..place.start)),
            // A comment behind this one may be about the same paragraph.
            Some(Say::Ignore) if open.is_none() && out.last().is_none_or(|last| last.end <= place.end) => {
                out.push(place.end..paragraph_end(text, place.end));
            }
            Some(Say::Ignore) | None => {}
        }
    }
    out.extend(open.map(|from| from..text.len()));
    out
}

/// Where the first lines with words behind a place end: at a line without any.
fn paragraph_end(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut has_words = false;
    for line in text[from..].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if has_words && is_blank {
            break;
        }
        has_words |= !is_blank;
        end += line.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::read::markdown::ignored_prose;

    #[test]
    fn comments_say_what_is_not_checked() {
        for (text, wanted) in [
            ("a\n\n<!-- inquit: ignore -->\n\nb\nc\n\nd", vec!["\n\nb\nc\n"]),
            ("<!--inquit:ignore--> b\n\nc", vec![" b\n"]),
            ("<!-- inquit: ignore-start -->\na\n\nb\n<!-- inquit: ignore-end -->\nc", vec!["\na\n\nb\n"]),
            ("a\n<!-- inquit: ignore-start -->\nb\n\nc", vec!["\nb\n\nc"]),
            (
                "<!-- inquit: ignore-start -->\n<!-- inquit: ignore -->\na\n<!-- inquit: ignore-end -->\nb",
                vec!["\n<!-- inquit: ignore -->\na\n"],
            ),
            ("<!-- inquit: ignore --><!-- inquit: ignore -->a\n\nb", vec!["<!-- inquit: ignore -->a\n"]),
            ("<!-- inquit: ignore-end -->\na <!-- ignore --> <!-- inquit: ignored -->\nb", vec![]),
            ("```\n<!-- inquit: ignore-start -->\n```\na", vec![]),
            ("<!-- inquit: ignore -->", vec![""]),
        ] {
            let found: Vec<&str> = ignored_prose(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn many_comments_before_one_paragraph_look_at_it_once() {
        let text = "<!-- inquit: ignore -->\n".repeat(20_000);
        assert_eq!(ignored_prose(&text).len(), 1);
    }
}
