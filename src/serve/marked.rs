//! The text of an article in paragraphs, with its quotations marked. In: an article with its quotations. Out: paragraphs of runs, and a note
//! for each quotation.

use super::frame::{count, shown};
use crate::model::{Kind, Offsets, Quotation, QuotationIx};
use crate::store::StoredArticle;

/// One paragraph with the notes of the quotations that begin in it.
pub(super) struct MarkedParagraph {
    pub runs: Vec<MarkedRun>,
    pub notes: Vec<QuoteNote>,
}

/// Words under one mark, or under none.
pub(super) struct MarkedRun {
    pub text: String,
    /// The class of the mark; empty for words outside of quotations.
    pub class: &'static str,
    /// The id, at the first words of a quotation.
    pub anchor: String,
}

/// One quotation as a note says it.
#[derive(Clone)]
pub(super) struct QuoteNote {
    pub anchor: String,
    pub speaker: String,
    /// Verb, kind and whom the outlet had it from.
    pub line: String,
    /// The first words.
    pub short: String,
    /// Remarks: the address and how many outlets print it.
    pub remarks: Vec<(String, String)>,
}

/// Cuts the text. Quotations of a kind that is not shown are left out.
pub(super) fn paragraphs(
    stored: &StoredArticle,
    offsets: &Offsets,
    is_shown: impl Fn(Kind) -> bool,
) -> (Vec<MarkedParagraph>, Vec<QuoteNote>) {
    let text = stored.article.text();
    let shown: Vec<(QuotationIx, &Quotation)> =
        (0..).map(QuotationIx).zip(&stored.quotations).filter(|(_, q)| is_shown(q.kind)).collect();
    let places = places(&shown, text.len());
    let quoted: Vec<(usize, QuoteNote)> =
        shown.iter().map(|(ix, q)| (q.extent().start(), note(stored, offsets, *ix, q))).collect();
    let mut out = Vec::new();
    let (mut at, mut notes, mut place) = (0, quoted.iter().peekable(), 0);
    for line in text.split('\n') {
        let (start, end) = (at, at + line.len());
        at = end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let mut own = Vec::new();
        while let Some((_, note)) = notes.next_if(|(begin, _)| *begin < at) {
            own.push(note.clone());
        }
        while place + 1 < places.len() && places[place].end <= start {
            place += 1;
        }
        let runs = runs(text, (start, end), &places[place..], offsets, &stored.quotations);
        out.push(MarkedParagraph { runs, notes: own });
    }
    (out, quoted.into_iter().map(|(_, quoted)| quoted).collect())
}

/// A stretch of the text, and the innermost quotation that it is in.
struct Stretch {
    start: usize,
    end: usize,
    quotation: Option<usize>,
}

/// The text in stretches. Contents of quotations may lie inside each other.
fn places(quotations: &[(QuotationIx, &Quotation)], length: usize) -> Vec<Stretch> {
    let mut spans: Vec<(usize, usize, usize)> = quotations
        .iter()
        .flat_map(|(ix, q)| q.contents.iter().map(move |c| (c.span.start(), c.span.end(), ix.0)))
        .filter(|(start, end, _)| start < end)
        .collect();
    // The outer one first, so that the inner one lies on top of the stack.
    spans.sort_by_key(|&(start, end, ix)| (start, std::cmp::Reverse(end), ix));
    let (mut out, mut open, mut at): (Vec<Stretch>, Vec<(usize, usize)>, usize) = (Vec::new(), Vec::new(), 0);
    let mut close = |open: &mut Vec<(usize, usize)>, at: &mut usize, until: usize| {
        loop {
            open.retain(|(end, _)| *end > *at);
            let top = open.last().copied();
            let end = open.iter().map(|(end, _)| *end).min().unwrap_or(until).min(until);
            if end > *at {
                out.push(Stretch { start: *at, end, quotation: top.map(|(_, ix)| ix) });
                *at = end;
            }
            if *at >= until {
                return;
            }
        }
    };
    for (start, end, ix) in spans {
        close(&mut open, &mut at, start);
        open.push((end, ix));
    }
    close(&mut open, &mut at, length);
    out
}

fn runs(
    text: &str,
    (start, end): (usize, usize),
    places: &[Stretch],
    offsets: &Offsets,
    quotations: &[Quotation],
) -> Vec<MarkedRun> {
    let mut out = Vec::new();
    for stretch in places.iter().take_while(|stretch| stretch.start < end) {
        let (from, to) = (stretch.start.max(start), stretch.end.min(end));
        let Some(words) = text.get(from..to).filter(|words| !words.is_empty()) else { continue };
        let quotation = stretch.quotation.and_then(|ix| quotations.get(ix));
        let first = quotation.filter(|q| q.contents.first().is_some_and(|c| c.span.start() == from));
        out.push(MarkedRun {
            text: shown(words),
            class: quotation.map_or("", |q| class(q.kind)),
            anchor: first.map(|q| anchor(q, offsets)).unwrap_or_default(),
        });
    }
    out
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Indirect => "told",
        Kind::NotSpeech => "silent",
        _ => "speech",
    }
}

/// The id of a quotation on the page: the code point that its id names.
fn anchor(quotation: &Quotation, offsets: &Offsets) -> String {
    format!("q{}", offsets.code_point(quotation.extent().start()))
}

fn note(stored: &StoredArticle, offsets: &Offsets, ix: QuotationIx, quotation: &Quotation) -> QuoteNote {
    let text = stored.article.text();
    let speaker = quotation.speaker.as_ref();
    let named = speaker.and_then(|s| s.name.as_deref().or_else(|| s.mention.map(|m| m.of(text))));
    let verb = quotation.cue.as_ref().map(|cue| cue.span.of(text));
    let via = quotation.via.map(|via| format!("via {}", via.of(text)));
    let kind = match quotation.kind {
        Kind::Indirect => Some("without marks".to_owned()),
        Kind::NotSpeech => Some("no speech".to_owned()),
        _ => None,
    };
    let parts = verb.map(str::to_owned).into_iter().chain(via).chain(kind);
    let remark = |placed: &crate::store::PlacedRemark| {
        (format!("/remark/{}", placed.id), count(placed.outlets, "outlet"))
    };
    let words: String = quotation.contents.iter().map(|c| c.span.of(text)).collect::<Vec<_>>().join(" … ");
    let short: Vec<&str> = words.split_whitespace().take(9).collect();
    let cut = if words.split_whitespace().count() > 9 { "…" } else { "" };
    QuoteNote {
        anchor: anchor(quotation, offsets),
        speaker: named.map(shown).unwrap_or_default(),
        line: shown(&parts.collect::<Vec<_>>().join(" · ")),
        short: format!("{}{cut}", shown(&short.join(" "))),
        remarks: stored.remarks.iter().filter(|placed| placed.quotation == ix).map(remark).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Rule, Span};

    #[test]
    fn marks_inside_marks_give_each_word_its_innermost_quotation() {
        let text = "abcdefghij";
        let quotation = |start, end| {
            let span = Span::new(text, start, end).unwrap();
            Quotation::new(vec![Content { span, closed: true }], Kind::Direct, Rule::ALL[0])
        };
        let quotations = [quotation(1, 8), quotation(3, 5), quotation(8, 9)];
        let indexed: Vec<(QuotationIx, &Quotation)> = (0..).map(QuotationIx).zip(&quotations).collect();
        let found: Vec<(usize, usize, Option<usize>)> =
            places(&indexed, text.len()).iter().map(|s| (s.start, s.end, s.quotation)).collect();
        let wanted =
            [(0, 1, None), (1, 3, Some(0)), (3, 5, Some(1)), (5, 8, Some(0)), (8, 9, Some(2)), (9, 10, None)];
        assert_eq!(found, wanted);
    }
}
