//! One remark to draw. In: a comparison, an entry of it, and what its outlets are called. Out: what every view of a remark asks of them.

use crate::compare::{Comparison, Entry};
use crate::model::Article;
use crate::render::shared::{OutletNames, escape_terminal};

/// One remark to draw, with what its outlets are called.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub comparison: &'a Comparison<'a>,
    pub entry: &'a Entry<'a>,
    pub names: &'a OutletNames,
}

impl Drawn<'_> {
    /// What an article's outlet is called, made safe.
    pub fn outlet(&self, article: &Article) -> String {
        escape_terminal(self.names.name(article)).into_owned()
    }
}
