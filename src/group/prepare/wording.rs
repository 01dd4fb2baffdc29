//! Quotations → wordings: what stands inside the marks, cut into sentence-sized pieces.
//!
//! In: quotations. Out: a [`Wording`] a sentence. A piece never crosses the end of a content, so `"X," he said, "Y"` gives
//! two although X and Y may be one sentence: each stands where a reader can find it. Clauses are cut apart later, and only
//! where another outlet prints one without the other (`super::clause`). Wordings become [`Rows`], which a table is made of.

use rayon::prelude::*;

use super::rows::{Rows, WordingSource};
use super::table::day;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Kind, Quotation, QuotationIx, Span, Wording};
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

/// Confidence below which it is doubtful that somebody said what is between marks.
const DOUBTFUL: f32 = 0.7;

/// Reads wordings, in parallel: a reader has as many as the others, in their order.
pub fn rows<'l>(
    wordings: &[Wording],
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &'l Lexicon,
) -> Vec<Rows<'l>> {
    let read = |wordings: &[Wording]| {
        let mut rows = Rows::new(lexicon);
        // An article's wordings stand together.
        let mut dated: Option<(ArticleIx, Option<i32>)> = None;
        for wording in wordings {
            let (quotation, article) = (&quotations[wording.quotation], &articles[wording.article]);
            let (_, day) = match dated {
                Some(known) if known.0 == wording.article => known,
                _ => (wording.article, article.header().own_date().and_then(day)),
            };
            dated = Some((wording.article, day));
            let printed = WordingSource {
                article: wording.article.0 as u64,
                quotation: Some(wording.quotation.0 as u32),
                speaker: quotation.speaker.as_ref().and_then(|s| s.name.as_deref()),
                day,
                headline: quotation.headline,
                doubtful: quotation.confidence < DOUBTFUL,
            };
            rows.push(wording.span.of(article.text()), &printed);
        }
        rows
    };
    let share = wordings.len().div_ceil(rayon::current_num_threads()).max(1);
    wordings.par_chunks(share).map(read).collect()
}
