//! A pair of marks with the words between them.

use crate::model::Span;

/// The words between one pair of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkPair {
    /// Index of the opening mark's token.
    pub open: usize,
    /// Index of the token after the last one inside: the closing mark, if there is one.
    pub end: usize,
    /// Index of the first token after the closing mark.
    pub next: usize,
    /// The words inside the marks.
    pub span: Span,
    /// True if a closing mark was found.
    pub closed: bool,
    /// Index of the marked span that contains this one.
    pub parent: Option<usize>,
    /// True if the marks are single ones.
    pub single: bool,
    /// True if the marks are single ones in an article that quotes in double ones: there they are for a few words.
    pub minor: bool,
}

/// Drops the empty slots, renumbers the parents, and drops what overlaps without nesting, so that the
/// outermost spans are disjoint.
pub fn compact(found: Vec<Option<MarkPair>>) -> Vec<MarkPair> {
    let mut kept: Vec<MarkPair> = Vec::with_capacity(found.len());
    // Indices of the spans that are still open at the place reached; each is inside the one before it.
    let mut around: Vec<usize> = Vec::new();
    for mut marked in found.into_iter().flatten() {
        while around.last().is_some_and(|&i| kept[i].next <= marked.open) {
            around.pop();
        }
        // A span that was cut short by a lost mark may end inside one that opened in it.
        if around.last().is_some_and(|&i| !kept[i].span.contains(marked.span)) {
            continue;
        }
        marked.parent = around.last().copied();
        around.push(kept.len());
        kept.push(marked);
    }
    kept
}
