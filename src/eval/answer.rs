//! What is judged. In: the quotations of an article. Out: an [`Answer`] a content, with places in code
//! points.

use super::gold::CharRange;
use crate::model::{Kind, Offsets, Quotation, Rule, Span};

/// One content of a quotation, with what was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The text inside the marks; for indirect speech, the reported clause.
    pub place: CharRange,
    /// The kind that was found.
    pub kind: Kind,
    /// The mention of the speaker, as printed.
    pub speaker: Option<String>,
    /// The place of these words.
    pub speaker_place: Option<CharRange>,
    /// The name of the speaker.
    pub name: Option<String>,
    /// The reporting verb, as printed.
    pub cue: Option<String>,
    /// The place of these words.
    pub cue_place: Option<CharRange>,
    /// The rule that found it.
    pub rule: Rule,
    /// The confidence of the answer.
    pub confidence: f32,
}

impl Answer {
    /// True if the answer says that somebody is quoted here.
    pub(super) fn claims(&self) -> bool {
        let there = |words: &Option<String>| words.as_ref().is_some_and(|w| !w.trim().is_empty());
        self.kind != Kind::NotSpeech && (self.names_speaker() || there(&self.cue))
    }

    /// True if a speaker is named.
    pub(super) fn names_speaker(&self) -> bool {
        [&self.speaker, &self.name].into_iter().flatten().any(|words| !words.trim().is_empty())
    }
}

/// Returns the answers for an article's quotations. Quotations inside others are left out, because they
/// repeat the same words.
pub fn answers(text: &str, quotations: &[Quotation]) -> Vec<Answer> {
    let offsets = Offsets::new(text);
    let place = |span: Span| (offsets.code_point(span.start()), offsets.code_point(span.end()));
    let words = |span: Span| span.of(text).to_owned();
    let outer = quotations.iter().filter(|q| q.parent.is_none() || q.kind != Kind::NotSpeech);
    let answer = |quotation: &Quotation, span: Span| {
        let mention = quotation.speaker.as_ref().and_then(|s| s.mention);
        let cue = quotation.cue.as_ref().map(|c| c.span);
        Answer {
            place: place(span),
            kind: quotation.kind,
            speaker: mention.map(words),
            speaker_place: mention.map(place),
            name: quotation.speaker.as_ref().and_then(|s| s.name.clone()),
            cue: cue.map(words),
            cue_place: cue.map(place),
            rule: quotation.rule,
            confidence: quotation.confidence,
        }
    };
    outer.flat_map(|q| q.contents.iter().map(move |c| (q, c.span))).map(|(q, s)| answer(q, s)).collect()
}
