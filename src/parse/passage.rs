//! What the layers found in one paragraph → its [`Passage`]: quotations with their readings, phrases that
//! name somebody, and the last clause of saying.
//!
//! In: phrases, clauses and pairs of marks. Out: what the next stage needs, as spans of the text.

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{Clause, ClauseKind, SubjectChoice};
use super::content::shape;
use super::features::QuoteShape;
use super::indirect::IndirectClause;
use super::marks::MarkPair;
use super::mention::{Mention, mention, possessor, simple};
use super::reading::Reading;
use super::scene::{ReadCue, Scene};
use crate::lexicon::{Class, Classes, Value, value};
use crate::model::Span;
use crate::segment::{Line, LineKind, ParsedToken};

/// One quotation of a paragraph with all its readings.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedSpan {
    /// Inside the marks.
    pub span: Span,
    /// True if a closing mark was found.
    pub closed: bool,
    /// True if the opening mark is the first thing of the paragraph.
    pub opens_paragraph: bool,
    /// Sentence of the paragraph.
    pub sentence: u32,
    /// How it depends on the quotation before it in the same sentence.
    pub linked: Value,
    /// What it looks like from outside.
    pub shape: QuoteShape,
    /// The ways to read it, nearest clause first.
    pub readings: Vec<Reading>,
    /// Quotations inside it.
    pub nested: Vec<Span>,
}

/// The last clause of saying of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosingClause {
    /// Its subject.
    pub speaker: Mention,
    /// Its verb.
    pub cue: ReadCue,
    /// What leads from it to the next paragraph.
    pub kind: LeadIn,
}

/// How the end of a paragraph without marks leads to the quotation of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadIn {
    /// It says something.
    Says,
    /// It ends with a colon: what follows is what the subject says.
    Announces,
    /// It tells of a person, and says nothing: "Ana Ruiz sells fish at the harbour."
    Introduces,
}

/// What one paragraph says about who is quoted.
#[derive(Debug, Clone)]
pub struct Passage<'s> {
    /// The paragraph, and whether it is a headline.
    pub line: Line,
    /// Its outermost quotations, in order.
    pub quotes: Vec<MarkedSpan>,
    /// Every phrase that names somebody outside the marks, in order.
    pub mentions: &'s [Mention],
    /// Speaker and verb of the last clause of saying: what a quotation in the next paragraph may depend on.
    pub closing: Option<ClosingClause>,
    /// What its clauses could report without marks, if that was asked for.
    pub indirect: Vec<IndirectClause>,
    /// Its phrases and clauses.
    pub scene: Option<Scene<'s>>,
}

impl<'s> Passage<'s> {
    /// Puts together what the layers found in a paragraph, without what its clauses report. `found` is space for the mentions.
    pub fn new(
        scene: &Scene<'s>,
        marked: &[MarkPair],
        tokens: &[ParsedToken],
        line: Line,
        found: &'s mut Vec<Mention>,
    ) -> Self {
        let quotes = quotes(scene, marked, tokens, line.kind == LineKind::Headline);
        mentions(scene, found);
        let (mentions, closing) = (&**found, closing(scene));
        Self { line, quotes, mentions, closing, indirect: Vec::new(), scene: Some(*scene) }
    }

    /// Whether the observations of readings are kept.
    pub fn keeps_features(&self) -> bool {
        self.scene.is_none_or(|scene| scene.context.keeps_features)
    }

    /// The reading with whom its words were had from, and who was told. They are looked for when a reading is chosen, because most never
    /// are.
    pub fn told(&self, reading: Reading) -> Reading {
        let number = reading.clause.map(|number| number as usize);
        let Some((scene, number)) = self.scene.as_ref().zip(number) else { return reading };
        let Some(clause) = scene.clauses.get(number) else { return reading };
        Reading { clause: None, via: scene.via(clause), addressee: scene.addressee(clause), ..reading }
    }
}

/// Returns the outermost quotations with their readings.
fn quotes(scene: &Scene<'_>, marked: &[MarkPair], tokens: &[ParsedToken], headline: bool) -> Vec<MarkedSpan> {
    if marked.is_empty() {
        return Vec::new();
    }
    let mut nested: Vec<Vec<Span>> = vec![Vec::new(); marked.len()];
    for (i, mark) in marked.iter().enumerate() {
        let mut top = i;
        while let Some(parent) = marked[top].parent {
            top = parent;
        }
        if top != i {
            nested[top].push(mark.span);
        }
    }
    let mut found = Vec::new();
    for (at, chunk) in scene.chunks.iter().enumerate() {
        let ChunkKind::Quote(index) = chunk.kind else { continue };
        let index = usize::from(index);
        let mark = &marked[index];
        let shape = shape(scene, at, mark, tokens, headline);
        found.push(MarkedSpan {
            span: mark.span,
            closed: mark.closed,
            opens_paragraph: mark.open == 0,
            sentence: chunk.sentence,
            linked: linked(scene.chunks, at),
            shape,
            readings: scene.readings(at, &shape),
            nested: std::mem::take(&mut nested[index]),
        });
    }
    found
}

/// Returns how the quotation at chunk `at` depends on the one before it: `“a” and “b”`, `“a,” … “b”`, or not
/// at all.
fn linked(chunks: &[Chunk], at: usize) -> Value {
    let back = chunks[..at].iter().rev().take(8).take_while(|c| c.sentence == chunks[at].sentence);
    let (mut between, mut joins, mut clause) = (0, false, false);
    for chunk in back {
        match chunk.kind {
            ChunkKind::Quote(_) if clause => return value!("clause"),
            ChunkKind::Quote(_) if joins && between <= 3 => return value!("coordinated"),
            ChunkKind::Quote(_) => return value!("words"),
            ChunkKind::Coordinator | ChunkKind::Comma => joins = true,
            ChunkKind::Verb(_) => clause = true,
            _ => {}
        }
        between += 1;
    }
    value!("none")
}

/// Gathers every phrase that names somebody, and marks those that are subjects.
fn mentions(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    found.clear();
    for chunk in scene.chunks.iter().filter(|chunk| chunk.is_noun()) {
        let phrase = simple(chunk, scene.units, &scene.context);
        // "Ruiz's lawyer" names Ruiz beside the lawyer.
        let owned = phrase.as_ref().is_some_and(|m| m.name.is_none())
            && chunk.noun().is_some_and(|n| n.possessor.is_some());
        let owner = if owned { possessor(chunk, scene.units, &scene.context) } else { None };
        found.extend(owner.filter(|m| m.name.is_some()));
        found.extend(phrase);
    }
    // Which of them are subjects: the clauses' subjects, in the order of the text.
    let own = scene.clauses.iter().filter(|c| c.choice == SubjectChoice::Own);
    let subjects_of = own
        .filter_map(|c| Some((c, c.subject?.0 as usize)))
        // "a photo of Ruiz hung there": what a preposition governs is no subject.
        .filter(|&(c, at)| c.kind == ClauseKind::AccordingTo || !governed(scene.chunks, at))
        .map(|(c, at)| {
            (scene.chunks[at].span(scene.units).start(), scene.speaks(c) && !scene.subject_hears(c))
        });
    let mut subjects: Vec<(usize, bool)> = Vec::with_capacity(scene.clauses.len());
    subjects.extend(subjects_of);
    // A subject of two verbs comes first with the one that says something.
    subjects.sort_unstable_by_key(|&(start, says)| (start, !says));
    let mut next = 0;
    for mention in found.iter_mut() {
        let start = mention.span.start();
        while subjects.get(next).is_some_and(|s| s.0 < start) {
            next += 1;
        }
        let subject = subjects.get(next).filter(|s| s.0 == start);
        mention.subject = subject.is_some();
        mention.says = subject.is_some_and(|s| s.1);
    }
    // "Ruiz's lawyer said": the lawyer did, not Ruiz, who begins at the same place.
    for at in 1..found.len() {
        if found[at - 1].span.start() == found[at].span.start() {
            (found[at - 1].subject, found[at - 1].says) = (false, false);
        }
    }
}

/// True if a preposition is before the phrase.
fn governed(chunks: &[Chunk], at: usize) -> bool {
    at.checked_sub(1).map(|i| &chunks[i]).is_some_and(|c| {
        c.sentence == chunks[at].sentence && c.kind == ChunkKind::Preposition && !c.is(Class::Subordinator)
    })
}

/// Returns speaker and verb of the last clause of saying; of a paragraph that ends with a colon, those of the main clause of
/// its last sentence, whatever its verb: "Ruiz made the following remark:".
fn closing(scene: &Scene<'_>) -> Option<ClosingClause> {
    let speaks = |c: &Clause| {
        let chunk = c.head(scene.chunks);
        chunk.is(Class::ReportingVerb)
            && chunk.reports().is_some_and(|v| scene.context.lexicon.verb(v).speech)
    };
    let announcing = scene.chunks.last().filter(|c| c.kind == ChunkKind::Colon);
    let own = |c: &&Clause| {
        c.choice == SubjectChoice::Own
            && c.subject.is_some()
            && c.kind != ClauseKind::Dash
            && (c.kind != ClauseKind::Colon || announcing.is_some())
    };
    let back = || scene.clauses.iter().rev().filter(own);
    let mut kind = if announcing.is_some() { LeadIn::Announces } else { LeadIn::Says };
    let clause = match announcing {
        None => back().find(|c| speaks(c) && c.kind != ClauseKind::Colon).or_else(|| {
            kind = LeadIn::Introduces;
            introduction(scene)
        }),
        Some(colon) => {
            let main = || {
                back()
                    .take_while(|c| c.sentence == colon.sentence)
                    .filter(|c| c.kind != ClauseKind::NominalCue && !is_subordinate(scene, c))
            };
            main().find(|c| speaks(c)).or_else(|| main().next()).or_else(|| back().next())
        }
    }?;
    let speaker = mention(scene.chunks, clause.subject?, scene.units, &scene.context)?;
    let chunk = clause.head(scene.chunks);
    let head = scene.units[chunk.head() as usize].token.span;
    let cue = ReadCue { span: chunk.span(scene.units), head, verb: chunk.reports() };
    Some(ClosingClause { speaker, cue, kind })
}

/// The main clause of the last sentence of a paragraph without marks, if its subject is a person: who is quoted next may be
/// introduced so.
fn introduction<'s>(scene: &'s Scene<'_>) -> Option<&'s Clause> {
    let last = scene.chunks.last().filter(|c| c.kind == ChunkKind::Stop)?;
    let marks = scene.chunks.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_)));
    let tells = |c: &&Clause| {
        c.kind == ClauseKind::SubjectCue
            && c.choice == SubjectChoice::Own
            && !is_subordinate(scene, c)
            && c.subject.is_some_and(|s| !governed(scene.chunks, s.0 as usize) && is_somebody(scene, s.0))
    };
    let mut own = scene.clauses.iter().filter(|c| c.sentence == last.sentence);
    own.find(tells).filter(|_| !marks)
}

/// True for he and she, a name that is no body's, and an office.
fn is_somebody(scene: &Scene<'_>, at: u32) -> bool {
    const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Country, Class::Document]);
    const PERSON: Classes = Classes::of(&[Class::PronounMale, Class::PronounFemale, Class::Role]);
    let chunk = &scene.chunks[at as usize];
    let Some(noun) = chunk.noun().filter(|n| !n.plural && !n.possessive) else { return false };
    // "Night fell": one word with a capital may be any.
    let named = noun.kind == NounKind::Name && (chunk.is(Class::GivenName) || chunk.end - chunk.start > 1);
    named && !chunk.classes.meets(BODY) || chunk.classes.meets(PERSON)
}

/// True for a clause inside another one: "who runs it", "whether the case will be dropped", "what Hale had said".
fn is_subordinate(scene: &Scene<'_>, clause: &Clause) -> bool {
    if clause.kind == ClauseKind::RelativeCue {
        return true;
    }
    let start = clause.start as usize;
    let asks = scene.units[scene.chunks[start].start as usize].token.is(Class::Interrogative);
    let before = start.checked_sub(1).map(|i| &scene.chunks[i]).filter(|c| c.sentence == clause.sentence);
    asks || before.is_some_and(|c| {
        matches!(c.kind, ChunkKind::Subordinator | ChunkKind::Complementizer | ChunkKind::Relative)
            || c.kind == ChunkKind::Preposition && c.is(Class::Subordinator)
    })
}
