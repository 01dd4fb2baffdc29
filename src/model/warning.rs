//! A doubt about an article. Parsing is total: a doubt never stops it.

use super::Span;

/// A doubt about one place of an article, such as a mark that was never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The place.
    pub span: Span,
    /// What is doubtful, in lower case without a full stop.
    pub message: &'static str,
    /// What was assumed, or how to mend the text.
    pub hint: &'static str,
}
