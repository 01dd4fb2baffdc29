//! The sentence around some words. In: a text and a place in it. Out: the whole sentences that the place touches, as one place. What checks
//! a quotation and what exports one both show it, so that a reader can judge the words in their context.

use super::wrap::unwrapped;
use crate::lexicon::Lexicon;
use crate::model::Span;
use crate::words::{sentences, tokens};

/// A sentence is looked for in this many bytes on either side.
const FAR: usize = 2_000;

/// Returns the sentence or sentences around a span, and true if one of them is cut out of a text without punctuation. `bare` is the text
/// with what the printing put into it blanked out, byte for byte as long as `text`; it may be `text` itself.
pub fn sentence_around(text: &str, bare: &str, span: Span, lexicon: &Lexicon) -> (Span, bool) {
    // A wrapped line ends no sentence, and neither does a page.
    let low = bare.ceil_char_boundary(span.start().saturating_sub(FAR));
    let high = bare.ceil_char_boundary(span.end() + FAR);
    let near = unwrapped(&bare[low..high]);
    let line_start = |at: usize| near[..at - low].rfind('\n').map_or(low, |i| low + i + 1);
    let line_end = |at: usize| near[at - low..].find('\n').map_or(high, |i| at + i);
    let (start, end) = (line_start(span.start()), line_end(span.end()));
    // A span over several lines, or a long one, is asked at both of its ends.
    let (first, last) = (line_end(span.start()), line_start(span.end()));
    let parts =
        if first < span.end() { [Some(start..first), Some(last..end)] } else { [Some(start..end), None] };
    let (mut out, mut is_cut) = (span, false);
    for line in parts.into_iter().flatten().filter_map(|part| Span::new(text, part.start, part.end)) {
        let mut scanned = Vec::new();
        tokens(text, line, lexicon, &mut scanned);
        for sentence in sentences(text, &scanned, lexicon) {
            let (first, last) = (scanned[sentence.tokens.start].span, scanned[sentence.tokens.end - 1].span);
            let whole = first.cover(last);
            if whole.overlaps(span) {
                out = out.cover(whole);
                is_cut |= sentence.is_cut;
            }
        }
    }
    (out, is_cut)
}
