//! Quotations → wordings: what stands inside the marks, cut into sentence-sized pieces.
//!
//! In: quotations. Out: a [`Wording`] a sentence. A piece never crosses the end of a content, so `"X," he said, "Y"` gives
//! two although X and Y may be one sentence: each stands where a reader can find it. Clauses are cut apart later, and only
//! where another outlet prints one without the other (`super::clause`).

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Quotation, QuotationIx, Span, Wording};
use crate::words::quoted_sentences;

/// The wordings of all quotations, in their order. Marks that quote no speech have none, nor has what is reported without marks.
pub fn wordings(articles: &[Article], quotations: &[Quotation], lexicon: &Lexicon) -> Vec<Wording> {
    let of_quotation = |(index, quotation): (usize, &Quotation)| {
        let mut out = Vec::new();
        let Some(article) = articles.get(quotation.article.0) else { return out };
        if matches!(quotation.kind, Kind::NotSpeech | Kind::Indirect) {
            return out;
        }
        for content in &quotation.contents {
            for (start, end) in quoted_sentences(content.span.of(article.text()), lexicon) {
                let base = content.span.start();
                if let Some(span) = Span::new(article.text(), base + start, base + end) {
                    out.push(Wording::new(quotation.article, QuotationIx(index), span));
                }
            }
        }
        out
    };
    quotations.par_iter().enumerate().flat_map_iter(of_quotation).collect()
}
