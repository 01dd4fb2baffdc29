//! Formats that are not read → what they are. In: the decoded text of a file. Out: the name of its format, or nothing for a text that can
//! be read. A format that is misread in silence is worse than one that is refused.

use crate::record::brat;

/// What a file is, and what to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Unread {
    /// "RTF", "XML with the root `rss`".
    pub format: String,
}

/// Elements that begin a page or a part of one.
const PAGE: [&str; 16] = [
    "html",
    "head",
    "body",
    "article",
    "section",
    "main",
    "div",
    "p",
    "span",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "table",
    "blockquote",
];
/// Bytes in which the root of a document must begin.
const NEAR: usize = 4_096;

/// The format of a text that is not read.
pub(in crate::read) fn unread(text: &str) -> Option<Unread> {
    let begin = text.trim_start();
    if begin.starts_with("{\\rtf") {
        return Some(Unread { format: "RTF".to_owned() });
    }
    if begin.starts_with("%PDF-") {
        return Some(Unread { format: "PDF".to_owned() });
    }
    let near = &begin[..begin.floor_char_boundary(NEAR)];
    if is_standoff(near) {
        let format = "the standoff form of brat, whose text is in the `.txt` beside it,".to_owned();
        return Some(Unread { format });
    }
    let root = root(near)?;
    let lower = root.to_ascii_lowercase();
    let declared = begin.starts_with("<?xml");
    // A text can begin with a tag; a document ends with that of its root.
    let whole =
        || text.trim_end().strip_suffix('>').is_some_and(|t| t.trim_end().ends_with(&format!("</{root}")));
    let is_page = PAGE.contains(&lower.as_str()) || begin.to_ascii_lowercase().starts_with("<!doctype html");
    (!is_page && (declared || whole())).then(|| Unread { format: format!("XML with the root `{root}`") })
}

/// True if a text is annotations of brat, a line each, as far as its beginning shows.
fn is_standoff(near: &str) -> bool {
    let (whole, _) = near.rsplit_once('\n').unwrap_or((near, ""));
    let mut lines = whole.lines().filter(|line| !line.trim().is_empty()).peekable();
    lines.peek().is_some() && lines.all(brat::is_annotation)
}

/// The name of the first element, behind a declaration, comments and a document type.
pub(in crate::read) fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest.starts_with(['?', '!']) {
            rest = rest.split_once('>')?.1;
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')))?;
            return Some(&rest[..end]).filter(|name| name.starts_with(char::is_alphabetic));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_is_named() {
        for (text, wanted) in [
            ("{\\rtf1\\ansi \"It leaks,\" she said.}", Some("RTF")),
            ("%PDF-1.7\nIt leaks.", Some("PDF")),
            (
                "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<tt xmlns=\"x\"><p>It leaks.</p></tt>",
                Some("XML with the root `tt`"),
            ),
            ("<rss version=\"2.0\"><channel/></rss>\n", Some("XML with the root `rss`")),
            ("<?xml version=\"1.0\"?><!DOCTYPE html><html><p>It leaks.</p></html>", None),
            (
                "T1\tQuote 0 9\tIt leaks,\nA1\tKind T1 direct\n#1\tAnnotatorNotes T1\t\"No\"\n*\tEquiv T1 T2\n",
                Some("the standoff form of brat, whose text is in the `.txt` beside it,"),
            ),
            ("T1\tQuote 0 9\tIt leaks,\n“It leaks,” she said.\n", None),
            ("T-shirts\tare cheap, “It leaks,” she said.", None),
            ("<div>“It leaks,” she said.</div>", None),
            ("<Laughter> “It leaks,” she said.", None),
            ("“It leaks,” she said. <b>No</b>", None),
            ("<", None),
        ] {
            assert_eq!(unread(text).map(|u| u.format).as_deref(), wanted, "{text}");
        }
    }
}
