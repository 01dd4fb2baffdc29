//! Places in slices, each with its own type. In: a position. Out: a number that names an article, a
//! quotation, a wording, a remark or a place of evidence and cannot be taken for another of them.
//!
//! A result never owns what it points to: it holds an index into the slice that the caller gave.
//! `articles[wording.article]` reads the element; `articles.get(wording.article.0)` is for a slice that may
//! be another one.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(
            /// The position, from 0.
            pub usize,
        );
    )+};
}

indices! {
    /// An article, in the slice of articles that a stage was given.
    ArticleIx,
    /// A quotation, in the slice of quotations that a stage was given or, for
    /// [`Quotation::parent`](super::Quotation::parent), among those of its article.
    QuotationIx,
    /// A wording, in [`Remark::wordings`](super::Remark::wordings).
    WordingIx,
    /// A person, in the list of a corpus's people.
    PersonIx,
    /// A remark, in the slice of remarks that a stage was given.
    RemarkIx,
    /// A place of evidence, in [`Verdict::evidence`](super::Verdict::evidence).
    EvidenceIx,
}

/// Implements indexing of slices and vectors by an index type. The file of each type calls it for its own
/// type.
macro_rules! indexed_by {
    ($index:ty, $element:ty) => {
        impl std::ops::Index<$index> for [$element] {
            type Output = $element;

            fn index(&self, index: $index) -> &$element {
                &self[index.0]
            }
        }

        impl std::ops::Index<$index> for Vec<$element> {
            type Output = $element;

            fn index(&self, index: $index) -> &$element {
                &self[index.0]
            }
        }
    };
}

pub(super) use indexed_by;
