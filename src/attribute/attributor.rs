//! The walk through the passages of one article.
//!
//! In: the passages in the order of the text. Out: [`Quotation`]s. The article is walked once: readings are ranked paragraph by paragraph,
//! and the paragraph's mentions are registered. Who each speaker is, is settled when the whole article is read.

use super::evidence::heaviest;
use super::observer::{Course, Observer};
use super::reading::{self, Carry, LastQuotation, candidates};
use super::who::{Reach, Register};
use crate::lexicon::Lexicon;
use crate::model::{Content, Cue, Kind, Quotation, QuotationIx, Rule, Span, Stance};
use crate::parse::{
    Beside, First, LeadIn, Length, MarkedSpan, Mention, Passage, Phrase, ReadCue, Reading, Wholeness,
};
use crate::segment::LineKind;

/// Observations of a reading that weigh less than this are not shown as evidence.
const SHOWN: f32 = 0.05;

/// The greatest confidence that nobody speaks where the marks hold as much as a clause: as often it is somebody's words, and who
/// says them was not found.
const UNHEARD: f32 = 0.85;

/// A quotation whose speaker has no name before the whole article is read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) quotation: Quotation,
    pub(super) speaker: Option<Mention>,
}

/// Paragraphs without marks that may stand inside a quotation that was left open.
const BETWEEN: usize = 3;

/// A quotation whose last paragraph did not close it.
#[derive(Debug, Clone, Copy)]
struct LeftOpen {
    quotation: usize,
    /// Paragraphs without marks since then.
    since: usize,
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
    who: Register<'a>,
    before: Carry,
    paragraph: usize,
    /// Quotation that a paragraph before left open, to be continued here.
    open: Option<LeftOpen>,
    pub(super) found: Vec<Found>,
}

impl<'a> Attributor<'a> {
    /// Begins an article; `explain` asks for the evidence of every decision.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, explain: bool) -> Self {
        Self {
            text,
            lexicon,
            explain,
            who: Register::new(text, lexicon),
            before: Carry::default(),
            paragraph: 0,
            open: None,
            found: Vec::new(),
        }
    }

    /// Takes in the next passage. The observer sees what the models see; `()` for nobody.
    pub fn passage(&mut self, passage: &Passage<'_>, observer: &mut impl Observer) {
        if passage.line.kind == LineKind::Furniture {
            return;
        }
        let chosen = self.rank(passage, observer);
        let speakers: Vec<Option<Mention>> = chosen.iter().map(|r| r.reading.speaker).collect();
        self.who.passage(passage, &speakers);
        let aside = self.is_aside(passage);
        let waiting = self.open.filter(|_| aside);
        self.emit(passage, &chosen);
        self.indirect(passage, observer);
        if waiting.is_some() || aside && passage.quotes.is_empty() {
            // A caption stands between two paragraphs: it is as if it were not there.
            self.open = waiting;
            return;
        }
        self.before.closing = passage.closing;
        self.before.open = passage.quotes.last().is_some_and(|q| !q.closed);
        self.paragraph += 1;
    }

    /// True for a line that no punctuation ends and that opens no quotation: a caption, a heading.
    fn is_aside(&self, passage: &Passage<'_>) -> bool {
        let opens = passage.quotes.first().is_some_and(|q| q.opens_paragraph);
        let open = passage.quotes.last().is_some_and(|q| !q.closed);
        passage.line.is_unended(self.text) && !opens && !open
    }

    /// The quotations of the article, in the order of the text, with the names of their speakers. The observer sees whom pronouns mean.
    pub fn finish(self, observer: &mut impl Observer) -> Vec<Quotation> {
        let reach = match observer.wants_all_pronouns() {
            true => Reach::ALL,
            false => Reach::of(self.found.iter().filter_map(|f| f.speaker.as_ref())),
        };
        let who = self.who.settle(reach, observer);
        let named = |Found { quotation, speaker }: Found| Quotation {
            confidence: quotation.confidence * speaker.as_ref().map_or(1.0, |m| who.chance(m)),
            speaker: speaker.map(|m| who.speaker(&m, quotation.rule == Rule::Carried)),
            ..quotation
        };
        let mut found: Vec<Quotation> = self.found.into_iter().map(named).collect();
        found.sort_by_key(|q| (q.contents[0].span, q.contents.len()));
        // Parents were numbered before the sort: find them again by place.
        let extents: Vec<Span> = found.iter().map(Quotation::extent).collect();
        for i in 0..found.len() {
            if found[i].parent.is_some() {
                let around = (0..i).rev().take(64).find(|&p| extents[p].contains(extents[i]));
                found[i].parent = around.map(QuotationIx);
            }
        }
        found
    }

    fn rank(&mut self, passage: &Passage<'_>, observer: &mut impl Observer) -> Vec<Ranked> {
        let mut chosen = Vec::with_capacity(passage.quotes.len());
        for (i, quote) in passage.quotes.iter().enumerate() {
            let candidates = candidates(passage, i, self.paragraph, &self.before, self.lexicon);
            // Silence is the last candidate. Nobody is silent after "Ruiz replied:".
            let announced = self.before.closing.as_ref().is_some_and(|c| c.kind == LeadIn::Announces)
                && quote.opens_paragraph
                && quote.shape.whole != Wholeness::Part;
            let weighed = candidates.len() - usize::from(announced && candidates.len() > 1);
            let (top, confidence) = reading::best(&candidates[..weighed], self.lexicon);
            let chosen_reading = passage.told(candidates[top].clone());
            match observer.reading(quote, &candidates) {
                Course::Weighed => {
                    self.before.silent = chosen_reading.rule == Rule::NotSpeech;
                    self.carry(quote, &chosen_reading);
                }
                Course::Unknown => {}
                Course::Known { candidate, silent } => {
                    self.before.silent = silent;
                    if let Some(known) = candidate.and_then(|known| candidates.get(known)) {
                        self.carry(quote, known);
                    }
                }
            }
            chosen.push(Ranked { reading: chosen_reading, confidence });
        }
        chosen
    }

    /// Keeps a quotation with a speaker, for those after it that have no clause of their own.
    fn carry(&mut self, quote: &MarkedSpan, reading: &Reading) {
        if reading.speaker.is_some() {
            self.before.quotation = Some(LastQuotation {
                reading: reading.clone(),
                paragraph: self.paragraph,
                sentence: quote.sentence,
                shape: quote.shape,
            });
        }
    }

    fn emit(&mut self, passage: &Passage<'_>, chosen: &[Ranked]) {
        let mut previous: Option<usize> = None;
        for (quote, ranked) in passage.quotes.iter().zip(chosen) {
            let content = Content { span: quote.span, closed: quote.closed };
            let open = self.open.take().filter(|_| quote.opens_paragraph);
            let open = open.filter(|open| self.goes_on(*open, quote, &ranked.reading));
            if let Some(open) = open.map(|open| open.quotation) {
                self.found[open].quotation.contents.push(content);
                self.adopt(open, ranked);
                previous = Some(open);
            } else if let Some(first) = previous.filter(|&p| self.is_second_half(p, &ranked.reading)) {
                self.found[first].quotation.contents.push(content);
            } else {
                previous = Some(self.found.len());
                let quotation = self.quotation(passage, quote, ranked);
                self.found.push(Found { quotation, speaker: ranked.reading.speaker });
            }
            if !quote.closed {
                self.open = previous.map(|quotation| LeftOpen { quotation, since: 0 });
            }
            for &span in &quote.nested {
                self.found.push(Found { quotation: nested(span, previous), speaker: None });
            }
        }
        self.open = match passage.quotes.last() {
            Some(last) => self.open.filter(|_| !last.closed),
            None => self.open.map(|open| LeftOpen { since: open.since + 1, ..open }),
        };
    }

    /// True if a quotation that was left open can go on here. Where it has a speaker of its own, no clause names another one;
    /// paragraphs without marks in between are followed by a whole clause without a speaker of its own.
    fn goes_on(&self, open: LeftOpen, quote: &MarkedSpan, reading: &Reading) -> bool {
        let own = |rule: Rule| !matches!(rule, Rule::Carried | Rule::NotSpeech | Rule::Unattributed);
        let surname = |mention: &Mention| mention.name.and_then(|n| n.of(self.text).split(' ').next_back());
        let Found { quotation, speaker } = &self.found[open.quotation];
        let before = speaker.as_ref().filter(|_| own(quotation.rule)).and_then(surname);
        let here = reading.speaker.as_ref().filter(|_| own(reading.rule)).and_then(surname);
        let another = before.is_some_and(|before| here.is_some_and(|here| here != before));
        let whole =
            || quote.shape.length >= Length::Several && (quote.shape.last.ends_clause() || !quote.closed);
        !another && (open.since == 0 || open.since <= BETWEEN && !own(reading.rule) && whole())
    }

    /// `"X," he said, "Y"`: the cue stands between the first content and this one.
    fn is_second_half(&self, first: usize, reading: &Reading) -> bool {
        let first = &self.found[first].quotation;
        let between = |cue: &ReadCue| first.extent().end() <= cue.span.start();
        let same = first.cue.as_ref().map(|c| c.span) == reading.cue.as_ref().map(|c| c.span);
        first.kind == Kind::Direct
            && same
            && matches!(reading.rule, Rule::SpeakerCueContent | Rule::CueSpeakerContent)
            && reading.cue.as_ref().is_some_and(between)
    }

    /// A quotation over several paragraphs takes the attribution of the paragraph that has one of its own.
    fn adopt(&mut self, open: usize, Ranked { reading, confidence }: &Ranked) {
        let borrowed =
            matches!(self.found[open].quotation.rule, Rule::Carried | Rule::NotSpeech | Rule::Unattributed);
        let own = !matches!(reading.rule, Rule::Carried | Rule::NotSpeech);
        if borrowed && own {
            let cue = reading.cue.as_ref().map(|c| self.cue(c));
            let Found { quotation, speaker } = &mut self.found[open];
            *speaker = reading.speaker;
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
        passage: &Passage<'_>,
        quote: &MarkedSpan,
        Ranked { reading, confidence }: &Ranked,
    ) -> Quotation {
        let headline = passage.line.kind == LineKind::Headline;
        let silent = reading.rule == Rule::NotSpeech;
        let kind = match () {
            () if silent && !headline && !is_speech_like(quote) => Kind::NotSpeech,
            () if is_direct(quote, reading) => Kind::Direct,
            () => Kind::Mixed,
        };
        let rule = if silent && kind != Kind::NotSpeech { Rule::Unattributed } else { reading.rule };
        let missed = silent && !headline && quote.shape.length >= Length::Several;
        let mut evidence = Vec::new();
        if self.explain {
            let weights = self.lexicon.reading_weights();
            evidence = heaviest(reading.features.as_slice(), weights, self.lexicon, SHOWN);
        }
        Quotation {
            headline,
            cue: reading.cue.as_ref().map(|c| self.cue(c)),
            via: reading.via,
            addressee: reading.addressee,
            confidence: if missed { confidence.min(UNHEARD) } else { *confidence },
            evidence,
            ..Quotation::new(vec![Content { span: quote.span, closed: quote.closed }], kind, rule)
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

/// A quotation inside another: kept with its place, its speaker left open.
fn nested(span: Span, parent: Option<usize>) -> Quotation {
    let contents = vec![Content { span, closed: true }];
    Quotation {
        confidence: 0.0,
        parent: parent.map(QuotationIx),
        ..Quotation::new(contents, Kind::NotSpeech, Rule::NotSpeech)
    }
}

/// Whether marks with nobody beside them still look like somebody's words: a whole sentence between marks, or one that begins a
/// sentence and ends with the mark of a clause.
fn is_speech_like(quote: &MarkedSpan) -> bool {
    let shape = &quote.shape;
    let begins = shape.before == Beside::Start && shape.first == First::Capital;
    let whole = shape.whole != Wholeness::Part || begins && shape.last.ends_clause();
    shape.length >= Length::Several && whole && shape.not_speech.is_none()
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
