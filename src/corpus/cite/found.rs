//! A reference of a draft, and where it stands.

use std::ops::Range;

use crate::model::OutletName;

/// What a reference looks like: it tells how far from a quotation it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceSort {
    /// An address, or a link: it may be a part of a sentence.
    Link,
    /// A number, a footnote, a name with a year: it stands behind what it is the source of.
    Citation,
    /// Words in brackets that are a reference only where a source has that name.
    Perhaps,
}

/// A reference, with places in bytes of the draft.
#[derive(Debug, Clone)]
pub struct DraftReference {
    /// What it looks like.
    pub sort: ReferenceSort,
    /// Where it is written.
    pub span: Range<usize>,
    /// The words whose source it is, where the markup says that: the content of an element, the text of a link.
    pub scope: Option<Range<usize>>,
    /// The reference as written, of a link its address.
    pub written: String,
    /// What it calls the source, the surest first.
    pub names: Vec<String>,
    /// The number, where the draft has no list of references that tells what it means.
    pub number: Option<usize>,
    /// The year beside a name.
    pub year: Option<String>,
    /// The outlet that it names.
    pub outlets: Vec<OutletName>,
}

impl DraftReference {
    /// A reference that is written at `span` and calls the source by these names.
    pub fn new(sort: ReferenceSort, span: Range<usize>, text: &str, names: Vec<String>) -> Self {
        let written = text.get(span.clone()).unwrap_or_default().to_owned();
        Self { sort, span, scope: None, written, names, number: None, year: None, outlets: Vec::new() }
    }

    /// A link to an address.
    pub fn link(span: Range<usize>, address: &str, text: &str) -> Self {
        let names = vec![address.to_owned()];
        Self { written: address.to_owned(), ..Self::new(ReferenceSort::Link, span, text, names) }
    }
}
