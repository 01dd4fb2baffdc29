//! The data that the template shows, with all text made safe.

use askama::Template;

use crate::render::shared::escape_terminal;

#[derive(Template)]
#[template(path = "compare.html")]
pub(super) struct Page {
    pub title: String,
    pub figures: Vec<(&'static str, usize)>,
    pub remarks: Vec<RemarkView>,
    pub program: &'static str,
}

pub(super) struct RemarkView {
    pub id: String,
    pub speaker: String,
    pub text: String,
    pub short: String,
    pub figures: String,
    /// If outlets differ about who said it, what each says.
    pub accounts: String,
    pub versions: Vec<VersionView>,
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

pub(super) struct VersionView {
    pub name: String,
    pub outlets: String,
    pub flags: Vec<&'static str>,
    pub segments: Vec<SegmentView>,
}

pub(super) struct SegmentView {
    pub kind: SegmentKind,
    pub text: String,
}

pub(super) enum SegmentKind {
    Plain,
    Other,
    Dropped,
    Moved,
    Editor,
}

pub(super) struct AttributionView {
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

pub(super) struct PrintView {
    pub version: String,
    pub outlet: String,
    pub url: String,
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
