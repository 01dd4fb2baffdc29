//! Texts from Python. In: tuples. Out: articles, or sources.

use inquit::read::GivenText;
use inquit::{Article, ArticleHeader};
use pyo3::prelude::*;

/// A text with what is known of it: id, text, title, address, outlet, date.
pub type Tuple = (String, String, Option<String>, Option<String>, Option<String>, Option<String>);

/// A text as a source, which is read as a record of a file is.
pub fn source((id, text, title, url, outlet, date): Tuple) -> GivenText {
    GivenText { id, text, title, url, outlet, date }
}

/// A text as an article, character for character, so that places count in the string that was given.
pub fn article((id, text, title, url, outlet, date): Tuple) -> PyResult<Article> {
    let header = ArticleHeader { title, url, outlet, date, ..ArticleHeader::default() };
    Article::new(id, header, text).map_err(super::error)
}
