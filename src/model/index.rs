//! Places in slices, each with its own type. In: a position. Out: a number that names an article, a quotation, a wording, a remark or a place
//! of evidence and cannot be taken for another of them.
//!
//! A result never owns what it points to: it holds an index into the slice that the caller gave. `articles[wording.article]` reads the element;
//! `articles.get(wording.article.0)` is for a slice that may be another one.

use std::ops::Index;

use super::{Article, Evidence, Quotation, Remark, Wording};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident of $element:ty,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(
            /// Counted from 0.
            pub usize,
        );

        impl Index<$name> for [$element] {
            type Output = $element;

            fn index(&self, index: $name) -> &$element {
                &self[index.0]
            }
        }

        impl Index<$name> for Vec<$element> {
            type Output = $element;

            fn index(&self, index: $name) -> &$element {
                &self[index.0]
            }
        }
    )+};
}

indices! {
    /// An article, in the slice of articles that a stage was given.
    ArticleIx of Article,
    /// A quotation, in the slice of quotations that a stage was given or, for [`Quotation::parent`], among those of its article.
    QuotationIx of Quotation,
    /// A wording, in [`Remark::wordings`].
    WordingIx of Wording,
    /// A remark, in the slice of remarks that a stage was given.
    RemarkIx of Remark,
    /// A place of evidence, in [`Verdict::evidence`](super::Verdict::evidence).
    EvidenceIx of Evidence,
}
