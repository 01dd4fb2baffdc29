//! A doubt about an article. Parsing is total: a doubt never stops it.

use std::fmt;

use super::Span;
use crate::limits::CLAUSES;

/// A doubt about one place of an article, such as a mark that was never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The place.
    pub span: Span,
    /// What is doubtful.
    pub kind: WarningKind,
}

/// What is doubtful, and what was assumed. Displayed, it is a sentence in lower case without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A quotation mark is never closed. The quotation runs to the end of its paragraph, or to the next
    /// opening mark.
    Unclosed,
    /// A quotation mark is never closed, but a character that a broken encoding destroyed is where the
    /// closing mark was.
    BrokenClose,
    /// A paragraph has more reporting clauses than are looked at for indirect speech.
    ManyClauses,
}

impl WarningKind {
    /// True if a part of the article was not looked at, so that it is to be said even where nobody asked.
    pub fn loses_words(self) -> bool {
        self == Self::ManyClauses
    }

    /// As in the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed",
            Self::BrokenClose => "broken-close",
            Self::ManyClauses => "many-clauses",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let assumed = match self {
            Self::ManyClauses => {
                return write!(
                    f,
                    "this paragraph has more than {CLAUSES} reporting clauses; what the others report indirectly was not looked for"
                );
            }
            Self::Unclosed => {
                "the quotation was taken to run to the end of its paragraph, or to the next opening mark"
            }
            Self::BrokenClose => "a character lost to a broken encoding was taken for the closing mark",
        };
        write!(f, "a quotation mark is never closed; {assumed}")
    }
}
