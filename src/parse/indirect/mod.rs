//! Indirect speech: every stretch of a sentence that a reporting clause could report without marks.
//!
//! In: the phrases and reporting clauses of one paragraph. Out: a [`IndirectClause`] a clause: who, with which verb, the stretches
//! that could be what was said, each with what speaks for it. Which of them holds, if any, is decided later, by weight.
//!
//! ```text
//! indirect        = content_behind | content_before | content_around | content_passive
//! content_behind  = clause [noun_phrase | preposition noun_phrase] beginnings {chunk} edge    Ana Ruiz told the council that …
//! content_before  = {chunk} "," clause                              The bridge was closed, Ana Ruiz said
//! content_around  = {chunk} "," clause "," {chunk} edge             The bridge, Ana Ruiz said, was closed
//! content_passive = subject_core verb_group {chunk} edge            The bridge is expected to close
//! beginnings      = "that" | interrogative | "to" verb | noun_phrase | preposition
//! edge            = "," | ";" | coordinator | subordinator | preposition | time | the end of the sentence
//! ```
//!
//! There are no marks that tell where a content ends, so each edge makes a stretch of its own. Stretches that hold a
//! quotation are no indirect speech.

mod clause;
mod content;
mod labels;
mod seen;
#[cfg(test)]
mod tests;
mod view;

use super::chunk::{Chunk, ChunkKind};
use super::clause::{Clause, ClauseKind, SubjectChoice};
use super::scene::Scene;
use crate::lexicon::Class;
use crate::limits::CLAUSES;
pub use clause::{ContentForm, IndirectClause, ReportSource, Stretch};
use view::View;

/// The reports of one paragraph, in the order of their verbs; at most [`CLAUSES`] of them, since each is held with all that was observed
/// about it until the paragraph is done. The flag is true if there are more.
pub fn indirect(scene: &Scene<'_>, headline: bool) -> (Vec<IndirectClause>, bool) {
    let mut nouns = nouns_of_saying(scene).peekable();
    let (mut reports, mut cut) = (Vec::new(), false);
    let mut add = |clause: &Clause| {
        if reports.len() == CLAUSES {
            cut = true;
            return;
        }
        let Some(view) = View::new(scene, clause, headline) else { return };
        let mut stretches = Vec::new();
        view.content_behind(&mut stretches);
        view.content_before(&mut stretches);
        view.content_around(&mut stretches);
        view.content_passive(&mut stretches);
        if !stretches.is_empty() {
            reports.push(view.report(stretches));
        }
    };
    for clause in scene.clauses.iter().filter(|c| is_own(scene, c)) {
        while let Some(noun) = nouns.next_if(|noun| noun.cue.0 < clause.cue.0) {
            add(&noun);
        }
        add(clause);
    }
    nouns.for_each(|noun| add(&noun));
    (reports, cut)
}

/// Whether a clause has its own subject; ", said Ruiz" has two readings, and either may be its own.
fn is_own(scene: &Scene<'_>, clause: &Clause) -> bool {
    let inverted = |c: &Clause| c.cue == clause.cue && c.kind == ClauseKind::CueSubject;
    let first = scene.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
    let twice = || scene.clauses.get(first).is_some_and(inverted) && clause.kind == ClauseKind::ConjoinedCue;
    clause.choice == SubjectChoice::Own || clause.choice == SubjectChoice::Before && twice()
}

/// "the claim that", "calls for": a noun of saying that nobody is said to own.
fn nouns_of_saying(scene: &Scene<'_>) -> impl Iterator<Item = Clause> {
    let clause = |at: usize, chunk: &Chunk| {
        let at = at as u32;
        let (kind, cue) = (ClauseKind::NominalCue, (at, at + 1));
        Clause {
            kind,
            subject: None,
            cue,
            choice: SubjectChoice::Own,
            via: None,
            start: at,
            end: at + 1,
            sentence: chunk.sentence,
        }
    };
    let says = |(at, chunk): &(usize, &Chunk)| {
        let head = &scene.units[chunk.head() as usize].token;
        let behind = scene.chunks.get(at + 1).filter(|c| c.sentence == chunk.sentence);
        let content = behind.is_some_and(|c| {
            matches!(c.kind, ChunkKind::Complementizer | ChunkKind::Preposition)
                || c.verb().is_some_and(|v| v.infinitive)
        });
        let owned = scene.clauses.binary_search_by_key(&(*at as u32), |c| c.cue.0).is_ok();
        chunk.is_noun() && head.is(Class::SpeechAct) && content && !owned
    };
    scene.chunks.iter().enumerate().filter(says).map(move |(at, chunk)| clause(at, chunk))
}
