//! The walk through the passages of one article.
//!
//! In: the passages in the order of the text. Out: [`Quotation`]s. The article is walked once: readings are ranked paragraph by paragraph,
//! then the paragraph's mentions are taken into the discourse, so that "he" looks back at what was named before it.

use std::borrow::Cow;

use super::evidence::heaviest;
use super::observer::{Course, Observer};
use super::pronoun::{Discourse, Resolved};
use super::reading::{self, Carry, LastQuotation, candidates};
use crate::lexicon::Lexicon;
use crate::model::{Basis, Content, Cue, Kind, Quotation, QuotationIx, Rule, Span, Speaker, Stance, VOID};
use crate::parse::{
    Beside, First, Length, MarkedSpan, Mention, NounKind, Passage, Phrase, ReadCue, Reading, Wholeness,
};
use crate::segment::LineKind;

/// Observations of a reading that weigh less than this are not shown as evidence.
const SHOWN: f32 = 0.05;

/// A mention of the paragraph at hand, and who it means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sighting {
    start: usize,
    kind: NounKind,
    answer: Resolved,
}

impl Sighting {
    fn new(mention: &Mention, answer: Resolved) -> Self {
        Self { start: mention.span.start(), kind: mention.kind, answer }
    }
}

/// The reading that holds of one quotation, and its probability.
struct Ranked {
    reading: Reading,
    confidence: f32,
}

/// Walks the passages of one article.
pub struct Attributor<'a> {
    text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) explain: bool,
    discourse: Discourse<'a>,
    before: Carry,
    paragraph: usize,
    sentences: u32,
    /// Quotation that a paragraph before left open, to be continued here.
    open: Option<usize>,
    pub(super) found: Vec<Quotation>,
}

impl<'a> Attributor<'a> {
    /// Begins an article; `explain` asks for the evidence of every decision.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, explain: bool) -> Self {
        Self {
            text,
            lexicon,
            explain,
            discourse: Discourse::new(text, lexicon),
            before: Carry::default(),
            paragraph: 0,
            sentences: 0,
            open: None,
            found: Vec::new(),
        }
    }

    /// Takes in the next passage. The observer sees what the models see; `()` for nobody.
    pub fn passage(&mut self, passage: &Passage, observer: &mut impl Observer) {
        if passage.line.kind == LineKind::Furniture {
            return;
        }
        self.discourse.paragraph = self.paragraph;
        let chosen = self.rank(passage, observer);
        let resolved = self.resolve(passage, &chosen, observer);
        self.emit(passage, chosen, &resolved);
        self.indirect(passage, &resolved, observer);
        self.before.closing = passage.closing;
        self.before.open = passage.quotes.last().is_some_and(|q| !q.closed);
        self.paragraph += 1;
        self.sentences += passage.mentions.last().map_or(0, |m| m.sentence) + 1;
    }

    /// The quotations of the article, in the order of the text.
    pub fn finish(mut self) -> Vec<Quotation> {
        self.found.sort_by_key(|q| (q.contents[0].span, q.contents.len()));
        // Parents were numbered before the sort: find them again by place.
        let extents: Vec<Span> = self.found.iter().map(Quotation::extent).collect();
        for i in 0..self.found.len() {
            if self.found[i].parent.is_some() {
                let around = (0..i).rev().take(64).find(|&p| extents[p].contains(extents[i]));
                self.found[i].parent = around.map(QuotationIx);
            }
        }
        self.found
    }

    fn rank(&mut self, passage: &Passage, observer: &mut impl Observer) -> Vec<Ranked> {
        let mut chosen = Vec::with_capacity(passage.quotes.len());
        for (i, quote) in passage.quotes.iter().enumerate() {
            let candidates = candidates(passage, i, self.paragraph, &self.before, self.lexicon);
            let (top, confidence) = reading::best(&candidates, self.lexicon);
            match observer.reading(quote, &candidates) {
                Course::Weighed => {
                    self.before.silent = candidates[top].rule == Rule::NotSpeech;
                    self.carry(quote, &candidates[top]);
                }
                Course::Unknown => {}
                Course::Known { candidate, silent } => {
                    self.before.silent = silent;
                    if let Some(known) = candidate.and_then(|known| candidates.get(known)) {
                        self.carry(quote, known);
                    }
                }
            }
            chosen.push(Ranked { reading: candidates[top], confidence });
        }
        chosen
    }

    /// Keeps a quotation with a speaker, for those after it that have no clause of their own.
    fn carry(&mut self, quote: &MarkedSpan, reading: &Reading) {
        if reading.speaker.is_some() {
            self.before.quotation = Some(LastQuotation {
                reading: *reading,
                paragraph: self.paragraph,
                sentence: quote.sentence,
                shape: quote.shape,
            });
        }
    }

    /// Resolves every mention of the passage in the order of the text.
    fn resolve(
        &mut self,
        passage: &Passage,
        chosen: &[Ranked],
        observer: &mut impl Observer,
    ) -> Vec<Sighting> {
        let mut speakers: Vec<usize> =
            chosen.iter().filter_map(|r| r.reading.speaker.as_ref()).map(|m| m.span.start()).collect();
        speakers.sort_unstable();
        let mut resolved = Vec::with_capacity(passage.mentions.len());
        for mention in &passage.mentions {
            let sentence = self.sentences + mention.sentence;
            if passage.line.title_case {
                // Where every word has a capital, names cannot be told from what stands beside them.
                resolved.push(Sighting::new(mention, Resolved { entity: None, basis: Basis::Name }));
                continue;
            }
            let answer = self.discourse.see(mention, sentence, observer);
            if let Some(entity) = answer.entity
                && speakers.binary_search(&mention.span.start()).is_ok()
            {
                self.discourse.spoke(entity, sentence);
            }
            resolved.push(Sighting::new(mention, answer));
        }
        resolved
    }

    fn emit(&mut self, passage: &Passage, chosen: Vec<Ranked>, resolved: &[Sighting]) {
        let mut previous: Option<usize> = None;
        for (quote, ranked) in passage.quotes.iter().zip(&chosen) {
            let content = Content { span: quote.span, closed: quote.closed };
            let continued = self.open.take().filter(|_| quote.opens_paragraph);
            if let Some(open) = continued {
                self.found[open].contents.push(content);
                self.adopt(open, ranked, resolved);
                previous = Some(open);
            } else if let Some(first) = previous.filter(|&p| self.is_second_half(p, &ranked.reading)) {
                self.found[first].contents.push(content);
            } else {
                previous = Some(self.found.len());
                let quotation = self.quotation(passage, quote, ranked, resolved);
                self.found.push(quotation);
            }
            if !quote.closed {
                self.open = previous;
            }
            for &span in &quote.nested {
                self.found.push(nested(span, previous));
            }
        }
        if passage.quotes.last().is_none_or(|q| q.closed) {
            self.open = None;
        }
    }

    /// `"X," he said, "Y"`: the cue stands between the first content and this one.
    fn is_second_half(&self, first: usize, reading: &Reading) -> bool {
        let first = &self.found[first];
        let between = |cue: &ReadCue| first.extent().end() <= cue.span.start();
        let same = first.cue.as_ref().map(|c| c.span) == reading.cue.as_ref().map(|c| c.span);
        first.kind == Kind::Direct
            && same
            && matches!(reading.rule, Rule::SpeakerCueContent | Rule::CueSpeakerContent)
            && reading.cue.as_ref().is_some_and(between)
    }

    /// A quotation over several paragraphs takes the attribution of the paragraph that has one of its own.
    fn adopt(&mut self, open: usize, Ranked { reading, confidence }: &Ranked, resolved: &[Sighting]) {
        let borrowed = matches!(self.found[open].rule, Rule::Carried | Rule::NotSpeech | Rule::Unattributed);
        let own = !matches!(reading.rule, Rule::Carried | Rule::NotSpeech);
        if borrowed && own {
            let speaker = reading.speaker.as_ref().map(|m| self.speaker(m, resolved));
            let cue = reading.cue.as_ref().map(|c| self.cue(c));
            let quotation = &mut self.found[open];
            quotation.speaker = speaker;
            quotation.cue = cue;
            quotation.via = reading.via;
            quotation.addressee = reading.addressee;
            quotation.rule = reading.rule;
            quotation.kind = Kind::Direct;
            quotation.confidence = *confidence;
        }
    }

    fn quotation(
        &self,
        passage: &Passage,
        quote: &MarkedSpan,
        Ranked { reading, confidence }: &Ranked,
        resolved: &[Sighting],
    ) -> Quotation {
        let headline = passage.line.kind == LineKind::Headline;
        let silent = reading.rule == Rule::NotSpeech;
        let kind = match () {
            () if silent && !headline && !is_speech_like(quote) => Kind::NotSpeech,
            () if is_direct(quote, reading) => Kind::Direct,
            () => Kind::Mixed,
        };
        let rule = if silent && kind != Kind::NotSpeech { Rule::Unattributed } else { reading.rule };
        let mut evidence = Vec::new();
        if self.explain {
            let weights = self.lexicon.reading_weights();
            evidence = heaviest(reading.features.as_slice(), weights, self.lexicon, SHOWN);
        }
        Quotation {
            headline,
            speaker: reading.speaker.as_ref().map(|m| self.carried_speaker(m, reading, resolved)),
            cue: reading.cue.as_ref().map(|c| self.cue(c)),
            via: reading.via,
            addressee: reading.addressee,
            confidence: *confidence,
            evidence,
            ..Quotation::new(vec![Content { span: quote.span, closed: quote.closed }], kind, rule)
        }
    }

    fn carried_speaker(&self, mention: &Mention, reading: &Reading, resolved: &[Sighting]) -> Speaker {
        let mut speaker = self.speaker(mention, resolved);
        if reading.rule == Rule::Carried {
            if speaker.name.is_none() {
                // Carried from an earlier paragraph: the quotation there has settled who it was.
                let earlier = self.found.iter().rev().take(8).filter_map(|q| q.speaker.as_ref());
                speaker.name = earlier.filter(|s| s.mention == speaker.mention).find_map(|s| s.name.clone());
            }
            speaker.basis = Basis::Carried;
        }
        speaker
    }

    pub(super) fn speaker(&self, mention: &Mention, resolved: &[Sighting]) -> Speaker {
        // "Ruiz's lawyer" and "Ruiz" begin at one place; the kind tells them apart.
        let from = resolved.partition_point(|s| s.start < mention.span.start());
        let here = resolved[from..].iter().take_while(|s| s.start == mention.span.start());
        let answer = here.filter(|s| s.kind == mention.kind).map(|s| s.answer).next();
        let name = answer
            .and_then(|a| a.entity)
            .map(|id| printed(self.discourse.entities.get(id).name.of(self.text)));
        let basis = answer.map_or(Basis::Unresolved, |a| a.basis);
        if mention.several {
            // "Ruiz and Okafor said": neither name alone.
            return Speaker { mention: Some(mention.span), name: None, basis: Basis::Unresolved };
        }
        if let Some(apposed) = mention.apposed {
            // "a spokesman, Tim Lee, said": the name that follows is the person.
            let name = printed(apposed.of(self.text)).into_owned();
            return Speaker { mention: Some(mention.span), name: Some(name), basis: Basis::Nominal };
        }
        let own = || {
            mention
                .name
                .filter(|_| mention.kind == NounKind::Name)
                .map(|n| printed(n.of(self.text)).into_owned())
        };
        Speaker {
            mention: Some(mention.span),
            name: name.map(Cow::into_owned).or_else(own),
            basis: if basis == Basis::Pronoun && answer.is_none_or(|a| a.entity.is_none()) {
                Basis::Unresolved
            } else {
                basis
            },
        }
    }

    pub(super) fn cue(&self, cue: &ReadCue) -> Cue {
        let (lemma, stance) = match cue.verb {
            Some(id) => {
                let verb = self.lexicon.verb(id);
                (verb.lemma.clone(), verb.stance)
            }
            None => {
                let head = cue.head.of(self.text).to_lowercase();
                let stance = self.lexicon.noun_stance(&head).unwrap_or(Stance::Neutral);
                (head, stance)
            }
        };
        Cue { span: cue.span, lemma, stance }
    }
}

/// A name with single spaces, without what stands for markup: a line break or an emphasis may stand inside it.
fn printed(name: &str) -> Cow<'_, str> {
    if name.contains(VOID) || name.contains("  ") {
        let name = name.replace(VOID, "");
        return Cow::Owned(name.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    }
    Cow::Borrowed(name)
}

/// A quotation inside another: kept with its place, its speaker left open.
fn nested(span: Span, parent: Option<usize>) -> Quotation {
    let contents = vec![Content { span, closed: true }];
    Quotation {
        confidence: 0.0,
        parent: parent.map(QuotationIx),
        ..Quotation::new(contents, Kind::NotSpeech, Rule::NotSpeech)
    }
}

/// Whether marks with nobody beside them still look like somebody's words: a whole sentence between marks.
fn is_speech_like(quote: &MarkedSpan) -> bool {
    let shape = &quote.shape;
    shape.length >= Length::Several && shape.whole != Wholeness::Part && shape.not_speech.is_none()
}

/// Whether whole clauses stand between the marks, rather than a part of a reported clause.
fn is_direct(quote: &MarkedSpan, reading: &Reading) -> bool {
    let shape = &quote.shape;
    let ends = shape.last.ends_clause();
    match reading.rule {
        Rule::ContentSpeakerCue | Rule::ContentCueSpeaker | Rule::ContentDashSpeaker => {
            shape.before == Beside::Start || ends
        }
        Rule::SpeakerCueContent | Rule::CueSpeakerContent | Rule::SpeakerColonContent => {
            shape.first == First::Capital || shape.length == Length::Many
        }
        // Every word of what is reported stands between the marks: she said that "…".
        Rule::SpeakerCueClause | Rule::ParticipleContent | Rule::AccordingTo | Rule::NominalCue
            if matches!(
                shape.before,
                Beside::Start | Beside::Phrase(Phrase::That | Phrase::Comma | Phrase::Colon)
            ) && ends =>
        {
            shape.length > Length::Two
        }
        Rule::Carried | Rule::Floating | Rule::Turn => {
            shape.whole != Wholeness::Part || (ends && shape.first == First::Capital)
        }
        _ => shape.first == First::Capital && ends && shape.length >= Length::Several,
    }
}
