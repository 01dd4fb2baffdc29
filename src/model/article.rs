//! One article as it was read.

use serde::{Deserialize, Serialize};

/// What an outlet says about its article, besides the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHeader {
    /// The publication, as its source names it.
    pub outlet: Option<String>,
    /// ISO 8601, a date or a date and time, as its source gives it.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline, where the source keeps it apart from the text.
    pub title: Option<String>,
    /// BCP 47 tag, where the source gives one.
    pub language: Option<String>,
}

/// One article: its id, what is known about it, and its text, which never changes after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    id: String,
    header: ArticleHeader,
    text: String,
}

/// Why a text cannot be an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// Spans are 32 bits wide.
    #[error("the text is {bytes} bytes long; one article holds at most 4 GiB, split it")]
    TooLong {
        /// Length of the refused text.
        bytes: usize,
    },
}

impl Article {
    /// Takes the text as it is.
    ///
    /// # Errors
    /// [`ArticleError::TooLong`] where the text does not fit 32-bit offsets.
    pub fn new(id: impl Into<String>, header: ArticleHeader, text: String) -> Result<Self, ArticleError> {
        if u32::try_from(text.len()).is_err() {
            return Err(ArticleError::TooLong { bytes: text.len() });
        }
        Ok(Self { id: id.into(), header, text })
    }

    /// Unique among the articles of one run: the record's id, else the path below the given folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Outlet, date, address, title, language.
    pub fn header(&self) -> &ArticleHeader {
        &self.header
    }

    /// The text that every [`Span`](super::Span) of this article points into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The outlet, else the id: what a table calls this article's voice.
    pub fn outlet_or_id(&self) -> &str {
        self.header.outlet.as_deref().unwrap_or(&self.id)
    }
}
