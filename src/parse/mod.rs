//! One paragraph → a [`Passage`]: its quotations, and every way in which its clauses could report them.
//!
//! The stage sees tokens and the lexicon, nothing else; who is meant by "he" is the next stage's question. It runs in
//! four layers, each linear:
//!
//! 1. `marks`: quotation marks → the spans between them;
//! 2. `outline`: the paragraph with every quotation folded into one unit;
//! 3. `chunk`: noun phrases, verb groups and what stands between them (nom over units);
//! 4. `clause`: reporting clauses (nom over phrases), and `reading`: clause beside quotation → named rule and evidence.

mod chunk;
mod clause;
mod content;
mod cursor;
mod features;
mod indirect;
mod marks;
mod mention;
mod outline;
#[cfg(test)]
mod properties;
mod reading;
mod scene;
mod seen;
mod subject;
#[cfg(test)]
mod testing;
mod trace;

pub use chunk::NounKind;
pub use features::{
    Beside, Features, First, Last, Length, LinkKind, Phrase, QuoteShape, VerbClass, Wholeness,
};
pub use indirect::{IndirectClause, Stretch};
pub use mention::Mention;
pub use reading::Reading;
pub use scene::ReadCue;
pub use seen::{rule_value, subject_class};
pub use trace::trace;

use chunk::{Chunk, ChunkKind, chunks};
use clause::{Clause, ClauseKind, SubjectChoice, clauses};
use cursor::Setting;
use marks::{MarkPair, marked_spans};
use outline::{Outline, outline};
use scene::Scene;
use subject::add_choices;

use crate::lexicon::{Class, Lexicon, Value, value};
use crate::model::{Span, Warning};
use crate::segment::{Line, LineKind, ParsedToken, tokenize};

/// One quotation of a paragraph with all its readings.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedSpan {
    /// Inside the marks.
    pub span: Span,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether the opening mark is the first thing of the paragraph.
    pub opens_paragraph: bool,
    /// Sentence of the paragraph.
    pub sentence: u32,
    /// How it hangs on the quotation before it in the same sentence.
    pub linked: Value,
    /// What it looks like from outside.
    pub shape: QuoteShape,
    /// The ways to read it, nearest clause first.
    pub readings: Vec<Reading>,
    /// Quotations inside it.
    pub nested: Vec<Span>,
}

/// What one paragraph says about who is quoted.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The paragraph, and whether it is a headline.
    pub line: Line,
    /// Its outermost quotations, in order.
    pub quotes: Vec<MarkedSpan>,
    /// Every phrase that names somebody outside the marks, in order.
    pub mentions: Vec<Mention>,
    /// Speaker and verb of the last clause of saying: what a quotation in the next paragraph may hang on.
    pub closing: Option<(Mention, ReadCue)>,
    /// What its clauses could report without marks, if that was asked for.
    pub indirect: Vec<IndirectClause>,
}

/// Parses the paragraphs of one article. It keeps space that is used again from paragraph to paragraph.
#[derive(Debug)]
pub struct Parser<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    indirect: bool,
    tokens: Vec<ParsedToken>,
    outline: Outline,
    chunks: Vec<Chunk>,
    clauses: Vec<Clause>,
}

impl<'a> Parser<'a> {
    /// Begins an article; `indirect` asks for what its clauses could report without marks.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, indirect: bool) -> Self {
        Self {
            text,
            lexicon,
            indirect,
            tokens: Vec::new(),
            outline: Outline::default(),
            chunks: Vec::new(),
            clauses: Vec::new(),
        }
    }

    /// Parses one paragraph. Total: any text gives a passage.
    pub fn passage(&mut self, line: Line, warnings: &mut Vec<Warning>) -> Passage {
        let Self { text, lexicon, tokens, outline: around, chunks: phrases, clauses: reports, .. } = self;
        let context = Setting { text, lexicon, title_case: line.title_case };
        tokens.clear();
        tokenize(text, line.span, lexicon, tokens);
        let marked = marked_spans(text, tokens, lexicon, warnings);
        outline(text, tokens, &marked, lexicon, around);
        chunks(&around.units, &around.sentences, context, phrases);
        clauses(phrases, &around.units, context, reports);
        if !marked.is_empty() {
            add_choices(phrases, &around.units, reports);
        }
        let scene = Scene { chunks: phrases, units: &around.units, clauses: reports, context };
        let headline = line.kind == LineKind::Headline;
        let quotes = quotes(&scene, &marked, tokens, headline);
        let indirect = if self.indirect { indirect::indirect(&scene, headline) } else { Vec::new() };
        Passage { line, quotes, mentions: mentions(&scene), closing: closing(&scene), indirect }
    }
}

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
        let shape = content::shape(scene, at, mark, tokens, headline);
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

/// How the quotation at chunk `at` hangs on the one before it: `“a” and “b”`, `“a,” … “b”`, or not at all.
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

fn mentions(scene: &Scene<'_>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::with_capacity(scene.chunks.len() / 2);
    for chunk in scene.chunks {
        let phrase = mention::simple(chunk, scene.units, &scene.context);
        // "Ruiz's lawyer" names Ruiz beside the lawyer.
        let owned = phrase.as_ref().is_some_and(|m| m.name.is_none())
            && chunk.noun().is_some_and(|n| n.possessor.is_some());
        let owner = if owned { mention::possessor(chunk, scene.units, &scene.context) } else { None };
        found.extend(owner.filter(|m| m.name.is_some()));
        found.extend(phrase);
    }
    // Which of them are subjects: the clauses' subjects, in the order of the text.
    let own = scene.clauses.iter().filter(|c| c.choice == SubjectChoice::Own);
    let mut subjects: Vec<(usize, bool)> = own
        .filter_map(|c| Some((c, c.subject?.0 as usize)))
        // "a photo of Ruiz hung there": what a preposition governs is no subject.
        .filter(|&(c, at)| c.kind == ClauseKind::AccordingTo || !governed(scene.chunks, at))
        .map(|(c, at)| (scene.chunks[at].span(scene.units).start(), scene.speaks(c)))
        .collect();
    // A subject of two verbs comes first with the one that says something.
    subjects.sort_unstable_by_key(|&(start, says)| (start, !says));
    let mut next = 0;
    for mention in &mut found {
        let start = mention.span.start();
        while subjects.get(next).is_some_and(|s| s.0 < start) {
            next += 1;
        }
        let subject = subjects.get(next).filter(|s| s.0 == start);
        mention.subject = subject.is_some();
        mention.says = subject.is_some_and(|s| s.1);
    }
    found
}

/// Whether a preposition stands before the phrase.
fn governed(chunks: &[Chunk], at: usize) -> bool {
    at.checked_sub(1).map(|i| &chunks[i]).is_some_and(|c| {
        c.sentence == chunks[at].sentence && c.kind == ChunkKind::Preposition && !c.is(Class::Subordinator)
    })
}

fn closing(scene: &Scene<'_>) -> Option<(Mention, ReadCue)> {
    // "Ruiz made the following remark:" introduces whatever its verb.
    let announces = scene.chunks.last().is_some_and(|c| c.kind == ChunkKind::Colon);
    let speaks = |c: &&Clause| {
        let chunk: &Chunk = &scene.chunks[c.cue.0 as usize];
        let verb = announces
            || chunk.reports().is_some_and(|v| scene.context.lexicon.verb(v).speech)
                && chunk.is(Class::ReportingVerb);
        verb && c.choice == SubjectChoice::Own
            && c.subject.is_some()
            && !matches!(c.kind, ClauseKind::Dash | ClauseKind::Colon)
    };
    let clause = scene.clauses.iter().rev().find(speaks)?;
    let mention = mention::mention(scene.chunks, clause.subject?, scene.units, &scene.context)?;
    let chunk = &scene.chunks[clause.cue.0 as usize];
    let head = scene.units[chunk.head() as usize].token.span;
    Some((mention, ReadCue { span: chunk.span(scene.units), head, verb: chunk.reports() }))
}
