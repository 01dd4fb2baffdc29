//! From whom the outlet had what a clause reports (the `via`), and which clauses only name such a source.
//!
//! In: the clauses of a [`Scene`]. Out: the words that name the source. A source is named by a clause that frames another
//! one ("According to the Courier, Ruiz said", "State media said Ruiz told", "…, Ruiz said, Reuters reported"), or by
//! a phrase ("as reported by Reuters", "via the Courier", "in emails seen by the Courier").

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{ChunkRange, Clause, ClauseKind, SubjectChoice};
use super::scene::Scene;
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::model::Span;
use ChunkKind::{
    Adverb, Close, Comma, Complementizer, Coordinator, Dash, Open, Preposition, Quote, Semicolon, Stop, Time,
};

/// Clauses on each side of another that may frame it.
const NEAR: usize = 12;
/// Phrases on each side of a clause that may name its source.
const REACH: usize = 24;
/// Classes of bodies and papers that report what others said.
const REPORTER: Classes = Classes::of(&[Class::Organisation, Class::Document, Class::Spokesperson]);
/// Classes of several who report it: police, prosecutors.
const REPORTERS: Classes = Classes::of(&[Class::People, Class::Role]);
/// Classes of what is written or said, and can be had from somebody.
pub const PAPER: Classes = Classes::of(&[Class::Document, Class::SpeechEvent]);
/// Classes of words that show that a name is a person's, and those that show it as the last word too.
const PERSON: Classes = Classes::of(&[Class::Role, Class::GivenName, Class::Demonym, Class::Title]);
const PERSONAL: Classes = Classes::of(&[Class::GivenName, Class::Demonym, Class::Title]);

impl Scene<'_> {
    /// From whom the outlet had what the clause reports.
    pub(super) fn via(&self, clause: &Clause) -> Option<Span> {
        let framing = || self.framing(clause).and_then(|c| c.subject);
        let range = clause.via.or_else(framing).or_else(|| self.phrase_of_source(clause))?;
        if clause.subject.is_some_and(|s| s == range || self.words(s).eq_ignore_ascii_case(self.words(range)))
        {
            return None;
        }
        // "according to a video broadcast by state television CCTV": the outlet itself, not the paper.
        let range = self.source_of_paper(clause, range.1 - 1).unwrap_or(range);
        let all = range.0 as usize..range.1 as usize;
        // "the front page of the South China Morning Post": the outlet, not the whole phrase.
        let own = all.clone().rev().find(|&i| self.is_outlet((i as u32, i as u32 + 1)));
        let span = match own {
            Some(i) => self.chunks[i].span(self.units),
            None => self.chunks[all].iter().map(|c| c.span(self.units)).reduce(Span::cover)?,
        };
        Some(span)
    }

    /// True if the phrases hold the name of an outlet, or a noun for one.
    pub(super) fn is_outlet(&self, range: ChunkRange) -> bool {
        let named = |c: &Chunk| {
            // "the Hong Kong-based South China Morning Post": the name stands at the end.
            let starts = (c.start..c.end).take(8).map(|i| &self.units[i as usize].token);
            let end = self.units[c.end as usize - 1].token.span.end();
            // "his time", "foreign policy": without a capital it is no name.
            let capitals = starts.filter(|t| t.capital() || t.plays(FunctionWord::Definite));
            let names = capitals.filter_map(|t| self.context.text.get(t.span.start()..end));
            self.units[c.head() as usize].token.capital()
                && names.into_iter().any(|name| self.context.lexicon.is_outlet_name(name))
        };
        let outlet = |c: &Chunk| match c.noun().map(|n| n.kind) {
            Some(NounKind::Pronoun) | None => false,
            Some(NounKind::Nominal) => self.head_meets(c, Classes::of(&[Class::Outlet])) || named(c),
            Some(NounKind::Name) => c.is(Class::Outlet) || named(c),
        };
        self.chunks[range.0 as usize..range.1 as usize].iter().any(outlet)
    }

    /// The clause whose only task is to say from whom another one was had, if there is one.
    pub(super) fn framing(&self, inner: &Clause) -> Option<&Clause> {
        if !self.has_own_speaker(inner) {
            return None;
        }
        let here = self.clauses.partition_point(|c| c.cue.0 < inner.cue.0);
        let before = self.clauses[..here].iter().rev().take(NEAR);
        let behind = self.clauses[here..].iter().take(NEAR);
        let same = |c: &&Clause| c.sentence == inner.sentence && c.cue != inner.cue;
        let leads = |c: &&Clause| self.leads(c, inner);
        let trails = |c: &&Clause| self.trails(c, inner);
        before.filter(same).find(leads).or_else(|| behind.filter(same).find(trails))
    }

    /// True if the clause says something and names who says it.
    fn has_own_speaker(&self, clause: &Clause) -> bool {
        let Some(subject) = clause.subject else { return false };
        let noun = &self.chunks[subject.0 as usize];
        // "The agency said its probe revealed", "The union said it wrote": the agency and the union themselves.
        let itself =
            noun.is(Class::PronounNeuter) && noun.noun().is_some_and(|n| n.kind == NounKind::Pronoun);
        let first = &self.units[noun.start as usize].token;
        let of_body = first.is(Class::PronounNeuter) || first.is(Class::PronounPlural);
        let owned = first.is(Class::Possessive) && of_body;
        // "was greeted with chants": whoever was greeted says nothing.
        let suffers = clause.head(self.chunks).verb().is_some_and(|v| v.passive)
            && clause.kind != ClauseKind::WasQuoted
            && clause.choice != SubjectChoice::Agent;
        let named = !matches!(clause.kind, ClauseKind::AccordingTo | ClauseKind::Colon | ClauseKind::Dash);
        // "items labelled “old”, according to a poll": a thing says nothing, unless it is a paper or a speech.
        let says =
            clause.choice == SubjectChoice::Agent || self.may_listen(noun) || self.head_meets(noun, PAPER);
        named && !itself && !owned && !suffers && says && self.speaks(clause)
    }

    /// "According to the Courier, Ruiz said", "State media said Ruiz told".
    fn leads(&self, outer: &Clause, inner: &Clause) -> bool {
        if outer.kind == ClauseKind::AccordingTo {
            return self.is_set_off(outer) && !self.parts(outer.end, inner.start);
        }
        let reports =
            outer.kind == ClauseKind::SubjectCue && self.speaks(outer) && self.takes(outer, Frame::That);
        // "If the station reported that", "loyalists on social media posted".
        let hangs = self
            .phrase_before(outer)
            .is_some_and(|c| matches!(c.kind, Preposition | ChunkKind::Subordinator | ChunkKind::Relative));
        if !reports || hangs || outer.end > inner.start {
            return false;
        }
        let Some(subject) = outer.subject.filter(|&s| self.reports_of_others(s)) else { return false };
        // "The newspaper said Ruiz …, and was called": all that follows is told by the outlet. Other bodies speak for
        // themselves, so what they report of another must follow at once.
        let between = &self.chunks[outer.end as usize..inner.start as usize];
        let plain = |c: &Chunk| matches!(c.kind, Adverb | Time | Complementizer | Preposition);
        let begins = between.first().is_none_or(|c| c.is_noun() || plain(c));
        let near = between.iter().all(plain);
        begins && (near || self.is_outlet(subject)) && !self.parts(outer.end, inner.start)
    }

    /// "…, Ruiz said, Reuters reported", "…, Ruiz said, according to the police".
    fn trails(&self, outer: &Clause, inner: &Clause) -> bool {
        if outer.start < inner.end.min(inner.cue.1) {
            return false;
        }
        match outer.kind {
            ClauseKind::AccordingTo => self.is_set_off(outer) && !self.parts(inner.end, outer.start),
            ClauseKind::SubjectCue | ClauseKind::CueSubject => {
                let set_off = self.phrase_before(outer).is_some_and(|c| matches!(c.kind, Comma | Quote(_)));
                let source = outer.subject.is_some_and(|s| self.reports_of_others(s));
                let closes = self.closes(outer, outer.end);
                // ", told The Associated Press": the outlet is the one who was told.
                let told = outer.kind == ClauseKind::CueSubject && self.takes(outer, Frame::Addressee);
                let reports = self.speaks(outer) && self.takes(outer, Frame::That) && !told;
                set_off && source && closes && reports && !self.parts(inner.end, outer.start)
            }
            _ => false,
        }
    }

    /// True if a clause behind the first `split` ones ends the sentence and reports all of it: "…, Ruiz said.", "…, according to
    /// Ruiz."
    pub(super) fn is_framed_behind(&self, split: usize, sentence: u32) -> bool {
        let behind = &self.clauses[split..];
        let behind = &behind[..behind.partition_point(|c| c.sentence <= sentence)];
        let Some(last) = behind.last() else { return false };
        behind.iter().rev().take_while(|c| c.cue == last.cue).any(|c| {
            let kind = matches!(c.kind, ClauseKind::SubjectCue | ClauseKind::CueSubject);
            let says = kind && self.speaks(c) && self.takes(c, Frame::That);
            let set_off = self.phrase_before(c).is_some_and(|b| matches!(b.kind, Comma | Quote(_)));
            let who = c.subject.is_some_and(|s| self.may_listen(&self.chunks[s.0 as usize]));
            set_off
                && who
                && (says || c.kind == ClauseKind::AccordingTo)
                && self.closes(c, c.end.max(c.cue.1))
        })
    }

    /// True if another clause begins between this one and the quotation at chunk `at`, and has its verb in the marks:
    /// "…, but the road to the mill “is old”", "…; it “is old”", "While the board has promised it, the road “is old”".
    pub(super) fn is_apart(&self, clause: &Clause, at: usize) -> bool {
        let Some(mut between) = self.chunks.get(clause.end as usize..at) else { return false };
        // ", but since the fire in Tulsa, “it is old”"
        if let [left @ .., comma] = between
            && comma.kind == Comma
        {
            between = left;
        }
        let comma_before = |left: &[Chunk]| left.last().is_none_or(|c| c.kind == Comma);
        while let [left @ .., join, noun] = between
            && (matches!(join.kind, Preposition | ChunkKind::Subordinator)
                || join.kind == Coordinator && !comma_before(left))
            && noun.is_noun()
        {
            between = left;
        }
        let between = match between {
            [left @ .., noun] if noun.is_noun() => left,
            _ => between,
        };
        let subordinate = || self.phrase_before(clause).is_some_and(|c| c.is(Class::Subordinator));
        match between {
            [.., comma, join] if join.kind == Coordinator => comma.kind == Comma,
            [.., last] => last.kind == Semicolon || last.kind == Comma && subordinate(),
            [] => false,
        }
    }

    /// True if the sentence ends with the clause, or with a time or the one who was told: "witnesses told reporters".
    fn closes(&self, clause: &Clause, at: u32) -> bool {
        let ends = |at: u32| {
            let on = u32::from(self.same_sentence(clause, at).is_some_and(|c| c.kind == Preposition));
            let last = self.same_sentence(clause, at + on);
            last.is_none_or(|c| matches!(c.kind, Time) || on == 0 && matches!(c.kind, Stop | Adverb | Close))
        };
        let told = || self.same_sentence(clause, at).is_some_and(|c| self.may_listen(c));
        ends(at) || self.takes(clause, Frame::Addressee) && told() && ends(at + 1)
    }

    /// True if "and" or a semicolon begins a clause with another subject between two places.
    fn parts(&self, from: u32, to: u32) -> bool {
        self.chunks.get(from as usize..to as usize).is_some_and(has_clause_of_its_own)
    }

    /// True if "according to X" stands beside its sentence rather than inside a phrase of it.
    fn is_set_off(&self, clause: &Clause) -> bool {
        let opens = self
            .phrase_before(clause)
            .is_none_or(|c| matches!(c.kind, Comma | Quote(_) | Coordinator | Open | Dash | Adverb | Time));
        opens || self.same_sentence(clause, clause.end).is_none_or(|c| c.kind == Stop)
    }

    /// True if the subject is an outlet, or a body or a paper that can report what somebody else said.
    fn reports_of_others(&self, range: ChunkRange) -> bool {
        let Some(noun) = self.chunks.get(range.0 as usize).filter(|c| c.is_noun()) else { return false };
        // The outlet itself, not "loyalists on social media".
        if self.is_outlet((range.0, range.0 + 1)) {
            return true;
        }
        let Some((kind, plural)) = noun.noun().map(|n| (n.kind, n.plural)) else { return false };
        let police = self.head_meets(noun, Classes::of(&[Class::People]));
        let several = (plural || police) && self.head_meets(noun, REPORTERS);
        match kind {
            NounKind::Pronoun => false,
            NounKind::Nominal => several || self.head_meets(noun, REPORTER),
            // "Police said", at the beginning of a sentence.
            NounKind::Name => self.is_named_body(noun) || (several && noun.end == noun.start + 1),
        }
    }

    /// "the Courier": a name that has an article and nothing of a person.
    fn is_named_body(&self, chunk: &Chunk) -> bool {
        let words = &self.units[chunk.start as usize..chunk.end as usize];
        let [first, middle @ .., last] = words else { return false };
        // A role is a person's before a name ("the keeper Tom Hale"); a paper may be called after one.
        let person = middle.iter().any(|u| u.token.word.classes.meets(PERSON))
            || last.token.word.classes.meets(PERSONAL);
        let bare = first.token.plays(FunctionWord::Definite) && last.token.capital() && !person;
        bare || self.head_meets(chunk, Classes::of(&[Class::Organisation]))
    }

    /// A source that a phrase of the clause, or behind its quotation, names.
    fn phrase_of_source(&self, clause: &Clause) -> Option<ChunkRange> {
        if !self.speaks(clause) {
            return None;
        }
        let own = clause.start..clause.cue.0;
        let after = clause.end.max(clause.cue.1);
        let found = own.into_iter().find_map(|at| self.source_at(clause, at));
        found.or_else(|| self.source_behind(clause, after)).or_else(|| self.source_before(clause))
    }

    /// The phrases that open the sentence of the clause: "In emails seen by the Courier, Ruiz said".
    fn source_before(&self, clause: &Clause) -> Option<ChunkRange> {
        let own = self.chunks[..clause.start as usize].iter().rev().take(REACH);
        let first = clause.start - own.take_while(|c| c.sentence == clause.sentence).count() as u32;
        let opens = matches!(self.chunks.get(first as usize)?.kind, Preposition | Adverb);
        let lead = first..clause.start;
        let plain = lead.clone().all(|at| !ends(&self.chunks[at as usize]) || self.is_participle(at));
        if !opens || !plain {
            return None;
        }
        lead.into_iter().find_map(|at| self.source_at(clause, at))
    }

    /// The phrases right behind the clause, and what follows its quotation.
    fn source_behind(&self, clause: &Clause, from: u32) -> Option<ChunkRange> {
        let mut content = false;
        // "was quoted as saying by Reuters"
        let by = self.same_sentence(clause, from).is_some_and(|c| c.is_word(FunctionWord::Agent, self.units));
        if by && clause.kind == ClauseKind::WasQuoted {
            return self.source_noun(clause, from + 1);
        }
        // “…,” said the statement | quoted by Reuters: the subject is the paper.
        let from = from - u32::from(clause.kind == ClauseKind::CueSubject);
        for at in from..from + REACH as u32 {
            let chunk = self.same_sentence(clause, at)?;
            content |= ends(chunk) && !self.is_participle(at);
            let found = if content { self.source_set_off(clause, at) } else { self.source_at(clause, at) };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// A source named at a place: in any of the ways, if nothing of the content has come yet.
    fn source_at(&self, clause: &Clause, at: u32) -> Option<ChunkRange> {
        self.source_set_off(clause, at).or_else(|| self.source_of_paper(clause, at))
    }

    /// ", as reported by Reuters"; ", via the Courier"; ", quoted by Reuters".
    fn source_set_off(&self, clause: &Clause, at: u32) -> Option<ChunkRange> {
        let chunk = self.same_sentence(clause, at)?;
        let opens =
            at == 0 || matches!(self.chunks[at as usize - 1].kind, Comma | Quote(_) | Open | Dash | Stop);
        if chunk.is_word(FunctionWord::Via, self.units) {
            return self.source_noun(clause, at + 1).filter(|&s| self.is_known(s));
        }
        let is_as = chunk.word(self.units).is_some_and(|t| t.plays(FunctionWord::As));
        if opens && is_as {
            // "as first reported by"
            let verb = if self.is_participle(at + 1) { at + 1 } else { at + 2 };
            return self.agent_of(clause, verb);
        }
        let quoted = opens
            && self.is_participle(at)
            && chunk.reports().is_some_and(|v| {
                let verb = self.context.lexicon.verb(v);
                verb.takes(Frame::As) && verb.takes(Frame::Quote)
            });
        let joins = self.same_sentence(clause, at + 1)?.kind == Preposition;
        if quoted && joins { self.source_noun(clause, at + 2).filter(|&s| self.is_outlet(s)) } else { None }
    }

    /// "emails seen by the Courier", "a statement, published by Variety".
    fn source_of_paper(&self, clause: &Clause, at: u32) -> Option<ChunkRange> {
        let noun = self.same_sentence(clause, at).filter(|c| c.is_noun() && self.head_meets(c, PAPER));
        noun?;
        let comma = self.same_sentence(clause, at + 1)?.kind == Comma;
        let verb = at + 1 + u32::from(comma);
        if !self.is_participle(verb) {
            return None;
        }
        let head = &self.units[self.chunks[verb as usize].head() as usize].token;
        if head.plays(FunctionWord::Obtained) {
            let joins = self.same_sentence(clause, verb + 1)?;
            let joined = joins.is_word(FunctionWord::Agent, self.units)
                || joins.is_word(FunctionWord::Infinitive, self.units)
                || joins.is_word(FunctionWord::With, self.units);
            return if joined { self.source_noun(clause, verb + 2) } else { None };
        }
        self.agent_of(clause, verb).filter(|&s| self.is_outlet(s))
    }

    /// The noun phrase after "by" behind a participle.
    fn agent_of(&self, clause: &Clause, verb: u32) -> Option<ChunkRange> {
        let by = self.same_sentence(clause, verb + 1)?.is_word(FunctionWord::Agent, self.units);
        if by && self.is_participle(verb) { self.source_noun(clause, verb + 2) } else { None }
    }

    fn words(&self, range: ChunkRange) -> &str {
        let chunks = &self.chunks[range.0 as usize..range.1 as usize];
        let span = chunks.iter().map(|c| c.span(self.units)).reduce(Span::cover);
        span.map_or("", |span| span.of(self.context.text))
    }

    fn source_noun(&self, clause: &Clause, at: u32) -> Option<ChunkRange> {
        let noun = self.same_sentence(clause, at)?.noun()?;
        (noun.kind != NounKind::Pronoun).then_some((at, at + 1))
    }

    /// True if it is a body or an outlet by its name, or with an article: "via the radio", but "via press release".
    fn is_known(&self, range: ChunkRange) -> bool {
        let chunk = &self.chunks[range.0 as usize];
        let article = self.units[chunk.start as usize].token.plays(FunctionWord::Definite);
        let named = chunk.noun().is_some_and(|n| n.kind == NounKind::Name);
        self.is_named_body(chunk) || (self.is_outlet(range) && (named || article))
    }

    /// True if the phrase is a participle without a helper.
    fn is_participle(&self, at: u32) -> bool {
        let Some(chunk) = self.chunks.get(at as usize) else { return false };
        let helped = Classes::of(&[Class::Auxiliary, Class::Modal, Class::Copula]);
        let bare = |i| !self.units[i as usize].token.word.classes.meets(helped);
        chunk.verb().is_some() && chunk.is(Class::Participle) && (chunk.start..chunk.head()).all(bare)
    }

    /// The phrase before a clause, in its sentence.
    fn phrase_before(&self, clause: &Clause) -> Option<&Chunk> {
        clause.start.checked_sub(1).and_then(|at| self.same_sentence(clause, at))
    }

    pub(super) fn head_meets(&self, chunk: &Chunk, classes: Classes) -> bool {
        self.units[chunk.head() as usize].token.word.classes.meets(classes)
    }

    /// The phrase at a place, if it belongs to the sentence of the clause.
    pub(super) fn same_sentence(&self, clause: &Clause, at: u32) -> Option<&Chunk> {
        self.chunks.get(at as usize).filter(|c| c.sentence == clause.sentence)
    }
}

/// True if what a clause reports may have begun at the phrase.
fn ends(chunk: &Chunk) -> bool {
    matches!(chunk.kind, Quote(_) | Stop | Complementizer | ChunkKind::Colon | Semicolon) || chunk.is_finite()
}

/// True if "and" or a semicolon begins a clause with another subject in the phrases.
pub fn has_clause_of_its_own(between: &[Chunk]) -> bool {
    between.iter().enumerate().any(|(i, chunk)| match chunk.kind {
        Semicolon | Stop => true,
        Coordinator => {
            let mut rest = between[i + 1..].iter().filter(|c| !matches!(c.kind, Adverb | Time));
            rest.next().is_some_and(Chunk::is_noun) && rest.next().is_some_and(Chunk::is_finite)
        }
        _ => false,
    })
}
