//! One clause with what its rules ask of it: verb, voice, subject, the phrases around.

use super::clause::{IndirectClause, ReportSource, Stretch};
use super::labels::Neighbour;
use crate::lexicon::{Class, Frame, FunctionWord, Value, value};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::clause::{Clause, ClauseKind};
use crate::parse::features::{Phrase, VerbClass};
use crate::parse::mention::{Mention, mention, possessor};
use crate::parse::scene::Scene;
use crate::parse::seen::{subject_class, voice};
use crate::parse::source::PAPER;

/// Phrases on each side of a verb that can belong to what it reports; so that a sentence without end costs no more than a long one.
const REACH: usize = 120;

/// By whom, in the passive voice: "was told by Ana Ruiz".
fn agent(scene: &Scene<'_>, clause: &Clause) -> Option<Mention> {
    let by = clause.cue.1 as usize;
    let near = scene.chunks.get(by..by + 2)?;
    let by = near[0].is_word(FunctionWord::Agent, scene.units);
    let named = by && near[1].is_noun() && near[1].sentence == clause.sentence;
    let range = (clause.cue.1 + 1, clause.cue.1 + 2);
    named.then(|| mention(scene.chunks, range, scene.units, &scene.context)).flatten()
}

/// "not to mention the ferries": an infinitive with a negation before it says nothing.
fn is_denied(scene: &Scene<'_>, clause: &Clause) -> bool {
    let infinitive = clause.head(scene.chunks).verb().is_some_and(|v| v.infinitive && !v.finite);
    let before = clause.cue.0.checked_sub(1).map(|at| &scene.chunks[at as usize]);
    infinitive && before.is_some_and(|c| c.sentence == clause.sentence && c.is(Class::Negation))
}

/// "if Ruiz agrees to close the bridge", "unless she says so": what may never be said.
fn is_supposed(scene: &Scene<'_>, clause: &Clause) -> bool {
    let start = clause.subject.map_or(clause.start, |s| s.0.min(clause.start));
    let before = start.checked_sub(1).map(|at| &scene.chunks[at as usize]);
    before.is_some_and(|c| {
        c.sentence == clause.sentence
            && c.word(scene.units).is_some_and(|t| t.plays(FunctionWord::Conditional))
    })
}

/// "Minister accused of lying", "Firms told to leave": a participle without an auxiliary, whose subject was told. Headlines print such
/// passives; elsewhere only a verb shows it that says nothing without a person told.
fn lacks_object(scene: &Scene<'_>, clause: &Clause, headline: bool) -> bool {
    let cue = clause.head(scene.chunks);
    let takes = |frame| scene.takes(clause, frame);
    let alone = cue.is(Class::Participle) && !cue.is(Class::Auxiliary) && takes(Frame::Addressee);
    let needs = ![Frame::Quote, Frame::That, Frame::Object].into_iter().any(takes);
    let next = scene.chunks.get(clause.cue.1 as usize).filter(|c| c.sentence == clause.sentence);
    let to = || (cue.start..cue.end).any(|u| scene.units[u as usize].token.plays(FunctionWord::Infinitive));
    let left = next.is_some_and(|c| match c.kind {
        ChunkKind::Preposition => takes(Frame::Prep),
        ChunkKind::Verb(verb) => verb.infinitive,
        _ => false,
    });
    clause.kind == ClauseKind::SubjectCue && alone && (needs && left || headline && (left || to()))
}

/// One clause, looked at.
pub(super) struct View<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) clause: &'a Clause,
    /// First phrase of the sentence, and one past its last, its full stop left out.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The verb's dictionary form, or what stands for it.
    pub(super) lemma: Value,
    pub(super) class: VerbClass,
    pub(super) voice: Value,
    pub(super) subject: Value,
    pub(super) speaker: Option<Mention>,
    pub(super) headline: bool,
    /// The last quotation of the sentence.
    pub(super) last_quote: Option<usize>,
}

impl<'a> View<'a> {
    /// `None` for a clause that can report nothing without marks.
    pub(super) fn new(scene: &'a Scene<'a>, clause: &'a Clause, headline: bool) -> Option<Self> {
        let chunks = scene.chunks;
        let cue = &chunks[clause.cue.0 as usize];
        let lemma = match (clause.kind, cue.reports()) {
            (ClauseKind::Colon | ClauseKind::Dash, _) => return None,
            (ClauseKind::AccordingTo, _) => value!("according to"),
            (ClauseKind::NominalCue, _) => {
                let head = scene.units[cue.head() as usize].token.span.of(scene.context.text);
                scene.context.lexicon.lemma_of_noun(&head.to_lowercase())?
            }
            (_, Some(verb)) => scene.context.lexicon.lemma(verb),
            (_, None) => return None,
        };
        if is_denied(scene, clause) || is_supposed(scene, clause) || lacks_object(scene, clause, headline) {
            return None;
        }
        let speaker = match clause.kind {
            ClauseKind::NominalCue if clause.subject.is_none() => None,
            ClauseKind::NominalCue => possessor(cue, scene.units, &scene.context),
            ClauseKind::WasQuoted => {
                clause.subject.and_then(|range| mention(chunks, range, scene.units, &scene.context))
            }
            _ if cue.verb().is_some_and(|v| v.passive) => agent(scene, clause),
            _ => clause.subject.and_then(|range| mention(chunks, range, scene.units, &scene.context)),
        };
        // "You might say that the bridge is old": anybody might.
        if speaker.as_ref().is_some_and(|m| m.head_classes.has(Class::PronounSecond)) {
            return None;
        }
        let at = clause.cue.0 as usize;
        let same = |c: &&Chunk| c.sentence == clause.sentence;
        let first = at - chunks[..at].iter().rev().take(REACH).take_while(same).count();
        let mut end = at + chunks[at..].iter().take(REACH).take_while(same).count();
        while end > at && chunks[end - 1].kind == ChunkKind::Stop {
            end -= 1;
        }
        let quoted = |at: &usize| matches!(chunks[*at].kind, ChunkKind::Quote(_));
        let last_quote = (first..end).rev().find(quoted);
        let voice = voice(cue);
        let subject = speaker.as_ref().map_or(value!("none"), subject_class);
        let class = scene.verb_class(clause);
        Some(Self { scene, clause, first, end, lemma, class, voice, subject, speaker, headline, last_quote })
    }

    /// The phrase of the verb.
    pub(super) fn verb_chunk(&self) -> &'a Chunk {
        &self.scene.chunks[self.clause.cue.0 as usize]
    }

    pub(super) fn chunk(&self, at: usize) -> Option<&'a Chunk> {
        self.scene.chunks.get(at).filter(|_| at >= self.first && at < self.end)
    }

    pub(super) fn kind(&self, at: usize) -> Option<ChunkKind> {
        self.chunk(at).map(|c| c.kind)
    }

    pub(super) fn takes(&self, frame: Frame) -> bool {
        self.scene.takes(self.clause, frame)
    }

    /// The clause with its stretches.
    pub(super) fn report(self, stretches: Vec<Stretch>) -> IndirectClause {
        let silent = self.silent();
        let source = match (self.speaker, self.can_speak()) {
            (None, _) => ReportSource::Nobody,
            (Some(_), false) => ReportSource::Thing,
            (Some(_), true) => ReportSource::Speaker,
        };
        let opens = self.clause.cue.0 as usize == self.first && self.clause.kind == ClauseKind::ParticipleCue;
        IndirectClause {
            speaker: self.speaker,
            via: self.scene.via(self.clause),
            addressee: self.scene.addressee(self.clause),
            cue: self.scene.cue(self.clause),
            stretches,
            source,
            certain: self.mood() == value!("plain"),
            opens,
            silent,
        }
    }

    /// True if the subject is somebody or something that can speak.
    pub(super) fn can_speak(&self) -> bool {
        let range = match self.clause.subject {
            Some(range) if self.clause.kind != ClauseKind::NominalCue => range,
            _ => return self.speaker.is_some(),
        };
        let noun = &self.scene.chunks[range.0 as usize];
        let pronoun = noun.noun().is_some_and(|n| n.kind == NounKind::Pronoun);
        pronoun || self.scene.may_listen(noun) || self.scene.head_meets(noun, PAPER)
    }

    /// What kind of phrase stands there.
    pub(super) fn neighbour(&self, at: usize) -> Neighbour {
        let Some(chunk) = self.chunk(at) else { return Neighbour::End };
        match chunk.kind {
            ChunkKind::Noun(_) if chunk.is(Class::PronounSubject) => Neighbour::Pronoun,
            ChunkKind::Verb(verb) if verb.infinitive => Neighbour::Infinitive,
            ChunkKind::Verb(verb) if verb.gerund => Neighbour::Gerund,
            kind => Neighbour::Phrase(Phrase::of(&kind)),
        }
    }

    /// Where the content begins if it stands right behind the clause.
    pub(super) fn plain_start(&self) -> usize {
        let mut at = self.clause.end.max(self.clause.cue.1) as usize;
        for _ in 0..4 {
            match self.kind(at) {
                Some(ChunkKind::Adverb | ChunkKind::Time) => at += 1,
                Some(ChunkKind::Preposition) if self.kind(at + 1) == Some(ChunkKind::Time) => at += 2,
                _ => break,
            }
        }
        at
    }
}
