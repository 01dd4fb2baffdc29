//! The source's own words at the place that decides, to print instead of the claim.
//!
//! In: a verdict and its sources. Out: the words on one line, without markup, without what pages put between them, and without the outlet's
//! words between the parts of a quotation.

use crate::model::{ChangeKind, Markup, QuotationIx, Quoted, Span, Verdict, WordingClass};
use crate::read;
use crate::segment::on_one_line;
use crate::verify::search::sources::Sources;

/// Returns the words; `None` if nothing was found or nothing differs.
pub fn exact(verdict: &Verdict, sources: &Sources) -> Option<String> {
    if matches!(verdict.wording, WordingClass::Verbatim | WordingClass::NotFound | WordingClass::TooShort) {
        return None;
    }
    let decides = verdict.decides?;
    let found = verdict.evidence.get(decides.0)?;
    let article = &sources.articles()[found.article];
    let here = verdict.changes.iter().filter(|c| c.evidence == decides);
    // Words of the source that the claim replaces or lacks stand at its edges too.
    let differing = here.filter(|c| c.change.kind != ChangeKind::Moved).filter_map(|c| c.change.base);
    let span = differing.fold(found.span, Span::cover);
    let mut parts = vec![span];
    if found.quoted == Quoted::Yes {
        let is_outer = |at: &QuotationIx| sources.quotations().get(at.0).is_some_and(|q| q.parent.is_none());
        let outer = sources.contents_in(found.article, span).filter(|(_, quotation)| is_outer(quotation));
        let shared = |content: &Span| {
            let (start, end) = (content.start().max(span.start()), content.end().min(span.end()));
            (start < end).then(|| Span::new(article.text(), start, end)).flatten()
        };
        parts = outer.filter_map(|(content, _)| shared(&content)).collect();
        // The last comes first.
        parts.reverse();
    }
    let words = |part: &Span| {
        let printed = part.of(article.text());
        let plain = match article.markup() {
            Markup::Markdown => read::prose(printed, sources.lexicon()),
            _ => printed.into(),
        };
        on_one_line(&plain, sources.lexicon())
    };
    let exact = parts.iter().map(words).collect::<Vec<_>>().join(" ");
    (!exact.is_empty() && exact != verdict.claim.text).then_some(exact)
}
