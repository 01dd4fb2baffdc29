//! One remark to draw. In: a comparison, an entry of it, and what its outlets are called. Out: what every view of a remark asks of them.

use std::collections::BTreeSet;

use super::escape::terminal;
use super::outlets::OutletNames;
use crate::compare::{Comparison, Entry};
use crate::model::{Article, WordingIx};

/// One remark to draw, with what its outlets are called.
#[derive(Clone, Copy)]
pub(in crate::render) struct Drawn<'a> {
    pub comparison: &'a Comparison<'a>,
    pub entry: &'a Entry<'a>,
    pub names: &'a OutletNames,
}

impl Drawn<'_> {
    /// What an article's outlet is called, made safe.
    pub fn outlet(&self, article: &Article) -> String {
        terminal(self.names.name(article)).into_owned()
    }

    /// The outlets of some prints, each once: at most `most`, then how many more; copies of another outlet's text are counted unless
    /// `most` is `None`.
    pub fn outlets(&self, wordings: &[WordingIx], most: Option<usize>) -> Vec<String> {
        let (mut own, mut copies) = (Vec::new(), BTreeSet::new());
        for wording in wordings.iter().filter_map(|index| self.entry.remark.wordings.get(index.0)) {
            let Some(article) = self.comparison.articles.get(wording.article.0) else { continue };
            let name = self.outlet(article);
            if self.comparison.original(wording.article).is_some() {
                copies.insert(name);
            } else if !own.contains(&name) {
                own.push(name);
            }
        }
        copies.retain(|name| !own.contains(name));
        if own.is_empty() || most.is_none() {
            own.extend(std::mem::take(&mut copies));
        }
        let hidden = most.map_or(0, |most| own.len().saturating_sub(most));
        own.truncate(own.len() - hidden);
        if hidden > 0 {
            own.push(format!("and {hidden} more"));
        }
        match copies.len() {
            0 => {}
            1 => own.push("and 1 copy".to_owned()),
            n => own.push(format!("and {n} copies")),
        }
        own
    }
}
