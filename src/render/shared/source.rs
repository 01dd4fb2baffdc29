//! The source's side of a verdict: which places a reader is shown, and the sentence of each with the match and what differs marked in it.
//! In: a verdict and its evidence. Out: runs of words, each with its mark.

use crate::model::{
    Article, AttributionClass, ChangeKind, Evidence, EvidenceIx, Span, Verdict, WordingClass,
};

/// Words shown on either side of a match in a long sentence.
const AROUND: usize = 20;
/// A sentence of more words than these around the match is not shown whole: captions and long turns have sentences of hundreds.
const WHOLE: usize = 60;
/// Places that are shown of a claim whose parts come from several.
const MOST_PLACES: usize = 3;

/// What a run of words is, in a source's sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum SourceMark {
    /// Words of the sentence around the match.
    Around,
    /// Words that the claim has too.
    Match,
    /// Words within the match that the claim lacks, without a mark.
    Dropped,
    /// Words within the match that the claim lacks, with a mark.
    Elided,
}

/// The places that show a reader what the sources have: the one that decides; all pieces of a claim that was put together; and, if the
/// sources disagree about the speaker, one of each side.
pub(in crate::render) fn main_places(verdict: &Verdict) -> Vec<EvidenceIx> {
    let evidence = &verdict.evidence;
    let joined = matches!(verdict.wording, WordingClass::Composite | WordingClass::Spliced);
    let decides = verdict.decides.or((!evidence.is_empty()).then_some(EvidenceIx(0)));
    let mut places: Vec<EvidenceIx> = if joined {
        (0..evidence.len()).filter(|&i| evidence[i].wording == verdict.wording).map(EvidenceIx).collect()
    } else {
        decides.into_iter().collect()
    };
    if verdict.attribution == AttributionClass::Conflicting {
        let against = evidence.iter().position(|e| e.attribution == AttributionClass::Misattributed);
        places.extend(against.map(EvidenceIx).filter(|ix| !places.contains(ix)));
    }
    places.truncate(MOST_PLACES);
    places
}

/// The sentence of a place in runs of words, blanks included; of a long sentence the match with some words on either side. `index` is the place's own
/// index, by which its changes are known; `None` for a place that is no evidence.
pub(in crate::render) fn source_runs(
    found: &Evidence,
    index: Option<EvidenceIx>,
    verdict: &Verdict,
    article: &Article,
) -> Vec<(SourceMark, String)> {
    let text = article.text();
    let inside = found.sentence.contains(found.span);
    let before = if inside { &text[found.sentence.start()..found.span.start()] } else { "" };
    let behind = if inside { &text[found.span.end()..found.sentence.end()] } else { "" };
    let around = before.split_whitespace().count() + behind.split_whitespace().count();
    let (before, behind) = match around > WHOLE {
        true => (last_words(before), first_words(behind)),
        false => (blanks(before), blanks(behind)),
    };
    let mut runs = vec![(SourceMark::Around, before)];
    let mut at = found.span.start();
    for (span, mark) in missing(index, verdict) {
        if span.start() < at || span.end() > found.span.end() {
            continue;
        }
        runs.push((SourceMark::Match, blanks(text.get(at..span.start()).unwrap_or_default())));
        runs.push((mark, blanks(span.of(text))));
        at = span.end();
    }
    runs.push((SourceMark::Match, blanks(text.get(at..found.span.end()).unwrap_or_default())));
    runs.push((SourceMark::Around, behind));
    runs.retain(|(_, words)| !words.is_empty());
    runs
}

/// The words of a place that the claim lacks or has others for, in the order of the source.
fn missing(index: Option<EvidenceIx>, verdict: &Verdict) -> Vec<(Span, SourceMark)> {
    let own = verdict.changes.iter().filter(|c| Some(c.evidence) == index);
    let mut missing: Vec<(Span, SourceMark)> = own
        .filter_map(|c| {
            let mark = match c.change.kind {
                ChangeKind::Elided | ChangeKind::Bracketed => SourceMark::Elided,
                ChangeKind::Moved => return None,
                _ => SourceMark::Dropped,
            };
            Some((c.change.base.filter(|span| !span.is_empty())?, mark))
        })
        .collect();
    missing.sort_by_key(|(span, _)| (span.start(), span.end()));
    missing
}

/// White space of any length is one blank, at the ends too.
fn blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

fn last_words(text: &str) -> String {
    let text = blanks(text);
    let from = text.rmatch_indices(' ').filter(|(at, _)| at + 1 < text.len()).nth(AROUND - 1);
    from.map_or_else(|| text.clone(), |(at, _)| format!("…{}", &text[at..]))
}

fn first_words(text: &str) -> String {
    let text = blanks(text);
    let to = text.match_indices(' ').filter(|(at, _)| *at > 0).nth(AROUND - 1);
    to.map_or_else(|| text.clone(), |(at, _)| format!("{} …", &text[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_kept_at_the_ends_of_a_run() {
        assert_eq!(blanks(" a\n\n b "), " a b ");
        assert_eq!(blanks(""), "");
    }

    #[test]
    fn of_a_long_sentence_the_words_near_the_match_are_kept() {
        let long = "word ".repeat(50);
        assert_eq!(last_words(&long), format!("…{} ", " word".repeat(AROUND)));
        assert_eq!(first_words(&format!(" {long}")), format!("{} …", " word".repeat(AROUND)));
        assert_eq!((last_words("a b "), first_words(" a b")), ("a b ".to_owned(), " a b".to_owned()));
    }
}
