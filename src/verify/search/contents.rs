//! Where the contents of quotations stand in their articles.
//!
//! In: quotations. Out: [`Contents`] of each article, which tell in the logarithm of their number whose words a span is.

use rustc_hash::FxHashMap;

use crate::model::{ArticleIx, Quotation, QuotationIx, Span};

/// The contents of an article's quotations and whose they are, in the order of the text.
#[derive(Debug, Default)]
pub struct Contents {
    /// Each content with its quotation.
    pub spans: Vec<(Span, QuotationIx)>,
    /// For each the farthest end that it or one before it has.
    reach: Vec<usize>,
}

impl Contents {
    /// Those of each of the first `articles` articles; an article without quotations has none.
    pub fn by_article(articles: usize, quotations: &[Quotation]) -> FxHashMap<ArticleIx, Self> {
        let mut spans: FxHashMap<ArticleIx, Vec<(Span, QuotationIx)>> = FxHashMap::default();
        for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.article.0 < articles) {
            spans.entry(q.article).or_default().extend(q.contents.iter().map(|c| (c.span, QuotationIx(i))));
        }
        spans.into_iter().map(|(article, spans)| (article, Self::new(spans))).collect()
    }

    fn new(mut spans: Vec<(Span, QuotationIx)>) -> Self {
        spans.sort_unstable();
        let farthest = |end: &mut usize, (span, _): &(Span, QuotationIx)| {
            *end = span.end().max(*end);
            Some(*end)
        };
        let reach = spans.iter().scan(0, farthest).collect();
        Self { spans, reach }
    }

    /// Whether one content holds all of `start..end`.
    pub fn hold(&self, start: usize, end: usize) -> bool {
        let begun = self.spans.partition_point(|(c, _)| c.start() <= start);
        begun.checked_sub(1).is_some_and(|last| self.reach[last] >= end)
    }

    /// Those that share a byte with `span`, last first.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = (Span, QuotationIx)> {
        let begun = self.spans.partition_point(|(c, _)| c.start() < span.end());
        let all = self.spans[..begun].iter().zip(&self.reach[..begun]).rev();
        let near = all.take_while(move |(_, reach)| **reach > span.start());
        near.map(|(content, _)| *content).filter(move |(c, _)| c.overlaps(span))
    }
}
