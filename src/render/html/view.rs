//! The data that the template shows, with all text made safe.

use askama::Template;

use crate::render::shared::escape_terminal;

#[derive(Template)]
#[template(path = "compare.html")]
pub(super) struct Page {
    pub title: String,
    pub figures: Vec<(&'static str, usize)>,
    pub index: Vec<IndexView>,
    pub sections: Vec<SectionView>,
    pub program: &'static str,
}

/// Remarks that stand together, under a heading if there are several sections.
#[derive(Default)]
pub(super) struct SectionView {
    pub id: String,
    pub title: String,
    pub figures: String,
    pub remarks: Vec<RemarkView>,
}

/// One way to look remarks up: by speaker, by outlet.
pub(super) struct IndexView {
    pub title: String,
    pub open: bool,
    pub groups: Vec<IndexGroup>,
}

/// One speaker, outlet or the like with its remarks; without a title, all remarks.
pub(super) struct IndexGroup {
    pub title: String,
    pub figures: String,
    pub lines: Vec<IndexLine>,
}

/// A line that leads to a remark.
pub(super) struct IndexLine {
    pub id: String,
    pub short: String,
    pub figures: String,
}

pub(crate) struct RemarkView {
    pub id: String,
    /// The level of its heading, from 1; its parts have the next one.
    pub level: usize,
    /// The id of what a link at its head leads back to, if there is one.
    pub back: &'static str,
    /// True if the attribution and the days are folded.
    pub folded: bool,
    pub speaker: String,
    pub text: String,
    pub short: String,
    pub figures: String,
    /// If outlets differ about who said it, what each says.
    pub accounts: String,
    pub versions: Vec<VersionView>,
    /// Versions of a few words: the name, the words with their outlets.
    pub fragments: Vec<(String, String)>,
    /// How many versions are in the list of variants only.
    pub more: String,
    /// A row a version; of each place the words, and whether they are not the base's.
    pub aligned: Vec<(String, Vec<(String, bool)>)>,
    pub variants: Vec<(String, String)>,
    pub attributions: Vec<AttributionView>,
    pub days: Vec<(String, Vec<(String, String)>)>,
    pub evidence: Vec<PrintView>,
    pub paraphrases: Vec<(String, String)>,
    pub reasons: Vec<String>,
}

pub(crate) struct VersionView {
    pub name: String,
    pub outlets: String,
    pub flags: Vec<&'static str>,
    pub segments: Vec<SegmentView>,
}

#[derive(Clone)]
pub(crate) struct SegmentView {
    pub kind: SegmentKind,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SegmentKind {
    Plain,
    Other,
    Dropped,
    Moved,
    Editor,
}

pub(crate) struct AttributionView {
    pub version: String,
    pub outlet: String,
    pub printed: String,
    pub speaker: String,
    /// How the speaker differs from the one that most outlets print.
    pub other_speaker: &'static str,
    pub verb: String,
    pub other_stance: bool,
    pub via: String,
    pub addressee: String,
    pub kind: String,
}

pub(crate) struct PrintView {
    pub version: String,
    pub outlet: String,
    pub title: String,
    /// An address that opens the article at the words, if it is on the web.
    pub link: String,
    /// As the article's header gives it; empty if it does not.
    pub language: String,
    pub before: String,
    pub words: String,
    pub behind: String,
}

/// Returns text without control characters and similar characters; the template escapes the markup.
pub(super) fn shown(text: &str) -> String {
    escape_terminal(text).into_owned()
}

/// Returns the first `most` characters, cut at a word.
pub(super) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    format!("{}…", head[..head.rfind(' ').unwrap_or(end)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(cut("one", 9), "one");
    }
}
