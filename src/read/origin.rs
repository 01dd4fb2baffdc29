//! Where in its file the text of an article is, and what the file is to it.

/// Where in its file the text of an article stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path as given, or the article's id where it came by standard input.
    pub path: String,
    /// The line that the text begins with, from 1; for one of many, its own line.
    pub first_line: usize,
    /// Line and column of the title in a header block, from 1, in code points.
    pub title_at: Option<(usize, usize)>,
    /// True if it came by standard input.
    pub is_piped: bool,
    /// What the file is to the text.
    pub form: Container,
}

impl Origin {
    pub(super) fn new(
        path: &str,
        first_line: usize,
        title_at: Option<(usize, usize)>,
        form: Container,
    ) -> Self {
        Self { path: path.to_owned(), first_line, title_at, is_piped: false, form }
    }
}

/// What a file is to the text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    /// The text is the file's own.
    Text,
    /// The text was made from a page, this one.
    Page(String),
    /// The text is a field of one of many records.
    Record,
    /// The text was made from a document, whose paragraphs begin at these bytes of it.
    Document(Vec<usize>),
}
