//! Where a content begins and ends: the rules of indirect speech.
//!
//! In: a clause. Out: every stretch of its sentence that it could report.

use super::clause::{ContentForm, Stretch};
use super::labels::{BeginningLink, ContentSide, Edge, Neighbour};
use super::view::View;
use crate::lexicon::{Class, Frame, FunctionWord};
use crate::model::Span;
use crate::parse::chunk::{Chunk, ChunkKind};
use crate::parse::clause::ClauseKind;
use crate::parse::features::Phrase;

/// Edges looked at behind a beginning, and beginnings before an end.
const EDGES: usize = 10;
/// Phrases behind the verb in which a content can begin.
const LATE: usize = 9;

/// Where a content can begin.
#[derive(Clone, Copy)]
pub(super) struct Beginning {
    /// First phrase.
    pub(super) at: usize,
    /// Its first unit; within the phrase where the verb was chained to it.
    pub(super) unit: u32,
    /// Kind of the phrase.
    pub(super) kind: Neighbour,
    /// How it hangs on the clause.
    pub(super) link: BeginningLink,
}

impl View<'_> {
    /// `content_behind`: the content follows the verb, perhaps behind whom it was said to.
    pub(super) fn content_behind(&self, stretches: &mut Vec<Stretch>) {
        for beginning in self.beginnings() {
            let edges = self.edges(beginning.at);
            for &(edge, end) in &edges {
                stretches.extend(self.stretch(ContentSide::Behind, beginning, end, edge));
            }
        }
    }

    /// Where a content behind the verb can begin.
    fn beginnings(&self) -> Vec<Beginning> {
        let mut found: Vec<Beginning> = Vec::new();
        let mut add = |at: usize, link: BeginningLink| {
            let known = found.iter().any(|b| b.at == at);
            let own = !self.belongs_to_another(at, link);
            if let Some(chunk) = self.chunk(at).filter(|_| own && !known) {
                found.push(Beginning { at, unit: chunk.start, kind: self.neighbour(at), link });
            }
        };
        let at = self.plain_start();
        let start = self.clause.end.max(self.clause.cue.1) as usize;
        if self.kind(at) == Some(ChunkKind::Comma) {
            // "According to Ruiz, the bridge", "said in May, the bridge"
            add(at + 1, BeginningLink::Comma);
        } else {
            add(at, if at == start { BeginningLink::Touching } else { BeginningLink::Adverb });
            if at > start {
                // "said Monday’s storm": the date may be a part of it.
                add(start, BeginningLink::Touching);
            }
        }
        let mut verb = false;
        for late in at + 1..(at + LATE).min(self.end) {
            match self.kind(late) {
                Some(ChunkKind::Verb(verb)) if verb.infinitive => add(late, BeginningLink::Late),
                Some(ChunkKind::Verb(_)) => verb = true,
                Some(ChunkKind::Complementizer | ChunkKind::Relative) if !verb => {
                    add(late, BeginningLink::Late)
                }
                Some(ChunkKind::Quote(_) | ChunkKind::Semicolon | ChunkKind::Stop) | None => break,
                _ => {}
            }
        }
        // "told the council the bridge", "said in May the bridge": behind the first noun phrase.
        let noun = if self.kind(at) == Some(ChunkKind::Preposition) { at + 1 } else { at };
        if self.chunk(noun).is_some_and(Chunk::is_noun) {
            let mut behind = noun + 1;
            while matches!(self.kind(behind), Some(ChunkKind::Adverb | ChunkKind::Time)) {
                behind += 1;
            }
            match self.kind(behind) {
                Some(ChunkKind::Noun(_)) => {
                    add(behind, if noun == at { BeginningLink::Addressee } else { BeginningLink::Phrase })
                }
                Some(ChunkKind::Preposition) => add(behind, BeginningLink::Object),
                Some(ChunkKind::Comma) if noun > at => add(behind + 1, BeginningLink::Phrase),
                _ => {}
            }
        }
        found.extend(self.chained());
        found
    }

    /// True if no content of this clause can begin there, because what begins there belongs to another clause, or to the clause itself.
    fn belongs_to_another(&self, at: usize, link: BeginningLink) -> bool {
        let (kind, here) = (self.clause.kind, self.neighbour(at));
        let parted = at > 0 && self.kind(at - 1) == Some(ChunkKind::Comma);
        let finite = self.chunk(at).is_some_and(|c| c.is_finite() && !c.verb().is_some_and(|v| v.gerund));
        match kind {
            // "Hailing from the north, Ruiz left".
            ClauseKind::ParticipleCue if link == BeginningLink::Comma => true,
            // "Ruiz, a mayor, says he is tired": "he" is tired, and does not say so.
            ClauseKind::CueSubject if finite => true,
            ClauseKind::AccordingTo => false,
            // "hit back at them, telling reporters", "In a report released in May, Ruiz said".
            _ if parted && self.says(at) => true,
            // "ask and answer the question".
            _ if here == Neighbour::Phrase(Phrase::Coordinator) => true,
            _ => self.hears(at),
        }
    }

    /// "asked his father what it was", "told the council that": somebody who is told, before what he is told.
    fn hears(&self, at: usize) -> bool {
        let behind = self.chunk(at + 1);
        let told = behind.is_some_and(|c| {
            c.kind == ChunkKind::Complementizer || c.is(Class::Interrogative) && !c.is(Class::Relative)
        });
        told && self.takes(Frame::Addressee) && self.chunk(at).is_some_and(|c| self.scene.may_listen(c))
    }

    /// "promised to stay": the verb took the infinitive, which is the content's.
    fn chained(&self) -> Option<Beginning> {
        let at = self.clause.cue.1 as usize - 1;
        let cue = &self.scene.chunks[at];
        let units = cue.head() + 1..cue.end;
        let unit = units
            .into_iter()
            .find(|&u| self.scene.units[u as usize].token.plays(FunctionWord::Infinitive))?;
        Some(Beginning { at, unit, kind: Neighbour::Infinitive, link: BeginningLink::Chained })
    }

    /// The edges behind a beginning, the end of the sentence last; none behind a quotation.
    fn edges(&self, from: usize) -> Vec<(Edge, usize)> {
        let mut found = Vec::new();
        for at in from + 1..self.end {
            if matches!(self.kind(at), Some(ChunkKind::Quote(_))) {
                return found;
            }
            if found.len() < EDGES
                && let Some(edge) = self.edge(at)
            {
                found.push((edge, at));
            }
        }
        if from < self.end && !matches!(self.kind(from), Some(ChunkKind::Quote(_))) {
            found.push((Edge::End, self.end));
        }
        found
    }

    /// What kind of edge a phrase makes, by what stands behind it.
    pub(super) fn edge(&self, at: usize) -> Option<Edge> {
        let next = self.neighbour(at + 1);
        let says = || self.says(at + 1);
        Some(match self.kind(at)? {
            ChunkKind::Comma => match next {
                Neighbour::Gerund if says() => Edge::CommaSaysIng,
                Neighbour::Gerund => Edge::CommaGerund,
                Neighbour::Phrase(Phrase::Coordinator) if self.says(at + 2) => Edge::CommaAndSays,
                Neighbour::Phrase(Phrase::Coordinator) => Edge::CommaCoordinator,
                Neighbour::Phrase(Phrase::Relative) => Edge::CommaRelative,
                Neighbour::Phrase(Phrase::Subordinator) => Edge::CommaSubordinator,
                Neighbour::Phrase(Phrase::Preposition) => Edge::CommaPreposition,
                Neighbour::Phrase(Phrase::Noun) | Neighbour::Pronoun if says() => Edge::CommaSays,
                Neighbour::Phrase(Phrase::Noun) => Edge::CommaNoun,
                Neighbour::Pronoun => Edge::CommaPronoun,
                Neighbour::Phrase(Phrase::Time | Phrase::Adverb) => Edge::CommaAdverb,
                Neighbour::Phrase(Phrase::Verb) => Edge::CommaVerb,
                Neighbour::Phrase(Phrase::Quotation) => Edge::CommaQuote,
                _ => Edge::Comma,
            },
            ChunkKind::Coordinator => match next {
                Neighbour::Phrase(Phrase::Verb) if says() => Edge::AndSays,
                Neighbour::Phrase(Phrase::Verb) => Edge::AndVerb,
                Neighbour::Gerund => Edge::AndGerund,
                Neighbour::Phrase(Phrase::That) => Edge::AndThat,
                Neighbour::Phrase(Phrase::Noun) | Neighbour::Pronoun if says() => Edge::AndSays,
                Neighbour::Pronoun => Edge::AndPronoun,
                Neighbour::Phrase(Phrase::Noun) => Edge::AndNoun,
                _ => Edge::And,
            },
            ChunkKind::Subordinator => Edge::Subordinator,
            ChunkKind::Semicolon => Edge::Semicolon,
            ChunkKind::Colon => Edge::Colon,
            ChunkKind::Dash => Edge::Dash,
            ChunkKind::Open => Edge::Open,
            ChunkKind::Relative => Edge::Relative,
            ChunkKind::Complementizer => Edge::That,
            ChunkKind::Time => Edge::Time,
            ChunkKind::Preposition if next == Neighbour::Phrase(Phrase::Time) => Edge::PrepositionTime,
            ChunkKind::Preposition if next == Neighbour::Gerund => Edge::PrepositionGerund,
            ChunkKind::Preposition => Edge::Preposition,
            ChunkKind::Adverb => Edge::Adverb,
            ChunkKind::Verb(verb) if verb.gerund => Edge::Gerund,
            ChunkKind::Verb(verb) if verb.infinitive => Edge::To,
            _ => return None,
        })
    }

    /// Whether a clause of saying begins at the phrase.
    fn says(&self, at: usize) -> bool {
        let near = self.scene.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut near = self.scene.clauses[near..].iter().take(2);
        near.any(|c| c.start.min(c.cue.0) as usize == at && self.scene.speaks(c))
    }

    /// `content_before`: the clause stands behind the content, mostly behind a comma.
    pub(super) fn content_before(&self, stretches: &mut Vec<Stretch>) {
        let own = (self.clause.start as usize).min(self.clause.cue.0 as usize);
        let stands = matches!(
            self.clause.kind,
            ClauseKind::SubjectCue | ClauseKind::CueSubject | ClauseKind::AccordingTo | ClauseKind::WasQuoted
        );
        if !stands || own <= self.first {
            return;
        }
        let set_off = matches!(self.kind(own - 1), Some(ChunkKind::Comma | ChunkKind::Dash));
        if !set_off && self.clause.kind != ClauseKind::AccordingTo {
            return;
        }
        let end = if set_off { own - 1 } else { own };
        let last = self.clause.end.max(self.clause.cue.1) as usize;
        let edge = match self.neighbour(last) {
            Neighbour::End => Edge::End,
            Neighbour::Phrase(Phrase::Comma) => Edge::Comma,
            Neighbour::Phrase(Phrase::Time | Phrase::Adverb | Phrase::Preposition) => Edge::Adverb,
            _ => Edge::Words,
        };
        for beginning in self.openings(end) {
            if !self.is_half(beginning, end) {
                stretches.extend(self.stretch(ContentSide::Before, beginning, end, edge));
            }
        }
    }

    /// True for a part of what stands before a clause that cannot be all that it reports: "If the bridge falls, Ruiz said" has only the
    /// condition, "once | expected to close soon, the bridge is open, Ruiz said" begins with a participle, and the noun phrase of
    /// "Ferry Lines, a firm in Dorvik, announced a new route" is a subject.
    fn is_half(&self, beginning: Beginning, end: usize) -> bool {
        let inside = &self.scene.chunks[beginning.at.min(end)..end];
        let participle = inside.first().and_then(Chunk::verb).is_some_and(|v| !v.gerund && !v.infinitive);
        let verbless = self.clause.kind == ClauseKind::CueSubject && !inside.iter().any(Chunk::is_finite);
        if verbless || participle && beginning.link != BeginningLink::Start {
            return true;
        }
        let comma = inside.iter().position(|c| c.kind == ChunkKind::Comma).unwrap_or(inside.len());
        inside.first().is_some_and(|c| c.kind == ChunkKind::Subordinator)
            && !inside[comma..].iter().any(Chunk::is_finite)
    }

    /// Where a content that ends before `end` can begin, the beginning of the sentence first.
    fn openings(&self, end: usize) -> Vec<Beginning> {
        let after_quote = (self.first..end)
            .rev()
            .find(|&i| matches!(self.kind(i), Some(ChunkKind::Quote(_))))
            .map(|i| i + 1);
        let from = after_quote.unwrap_or(self.first);
        let opening = |at: usize, link| {
            let unit = self.chunk(at).map(|c| c.start)?;
            Some(Beginning { at, unit, kind: self.neighbour(at), link })
        };
        let mut found: Vec<Beginning> = Vec::new();
        if after_quote.is_none() {
            found.extend(opening(from, BeginningLink::Start));
        }
        let edges = (from..end.saturating_sub(1)).filter_map(|at| {
            let link = match self.kind(at)? {
                ChunkKind::Coordinator if at == self.first => BeginningLink::FirstWord,
                ChunkKind::Comma if at < self.first + 3 => BeginningLink::FirstComma,
                ChunkKind::Comma => BeginningLink::Comma,
                ChunkKind::Coordinator => BeginningLink::Coordinator,
                ChunkKind::Semicolon => BeginningLink::Semicolon,
                ChunkKind::Colon => BeginningLink::Colon,
                ChunkKind::Dash => BeginningLink::Dash,
                ChunkKind::Subordinator => BeginningLink::Subordinator,
                _ => return None,
            };
            opening(at + 1, link)
        });
        found.extend(edges.take(EDGES));
        found
    }

    /// `content_passive`: "the mill is expected to close", "the plan was announced": the subject is a part of the content.
    pub(super) fn content_passive(&self, stretches: &mut Vec<Stretch>) {
        let (true, Some((start, subject_end))) =
            (self.verb_chunk().verb().is_some_and(|v| v.passive), self.clause.subject)
        else {
            return;
        };
        let (start, subject_end) = (start as usize, subject_end as usize);
        let own = self.clause.kind == ClauseKind::SubjectCue && start < self.clause.cue.0 as usize;
        let Some(first) = self.chunk(start).filter(|_| own) else { return };
        let beginning = Beginning {
            at: start,
            unit: first.start,
            kind: self.neighbour(self.plain_start()),
            link: BeginningLink::Passive,
        };
        stretches.extend(self.stretch(ContentSide::Subject, beginning, subject_end, Edge::Verb));
        for (edge, end) in self.edges(self.plain_start()) {
            stretches.extend(self.stretch(ContentSide::Passive, beginning, end, edge));
        }
    }

    /// `content_around`: the clause stands between commas inside the content.
    pub(super) fn content_around(&self, stretches: &mut Vec<Stretch>) {
        let own = (self.clause.start as usize).min(self.clause.cue.0 as usize);
        let behind = self.plain_start();
        let between = own > self.first
            && self.kind(own - 1) == Some(ChunkKind::Comma)
            && self.kind(behind) == Some(ChunkKind::Comma);
        let stands = matches!(
            self.clause.kind,
            ClauseKind::SubjectCue | ClauseKind::CueSubject | ClauseKind::AccordingTo
        );
        // "The bridge is closed, Ruiz said, adding …", "…, Ruiz said, according to the Courier": another clause follows.
        let goes_on = self.chunk(behind + 1).is_some_and(Chunk::is_finite);
        if !between || !stands || self.says(behind + 1) && !goes_on {
            return;
        }
        let openings = self.openings(own - 1);
        for &(edge, end) in &self.edges(behind + 1) {
            for &beginning in openings.iter().take(3) {
                stretches.extend(self.stretch(ContentSide::Around, beginning, end, edge));
            }
        }
    }

    /// A stretch with what is seen of it. One that holds a quotation, or its own speaker, is none.
    fn stretch(&self, side: ContentSide, beginning: Beginning, end: usize, edge: Edge) -> Option<Stretch> {
        let inside = &self.scene.chunks[beginning.at.min(end)..end];
        let last = inside.last()?;
        if inside.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_))) {
            return None;
        }
        let units = self.scene.units;
        let span = units[beginning.unit as usize].token.span.cover(units[last.end as usize - 1].token.span);
        let mut cue = self.scene.cue(self.clause).span;
        if beginning.link == BeginningLink::Chained {
            let start = units[self.scene.chunks[beginning.at].start as usize].token.span;
            cue = start.cover(units[beginning.unit as usize - 1].token.span);
        }
        let pieces = self.pieces(side, beginning, end, span);
        let speaker = self.speaker.map(|m| m.span);
        if pieces.iter().flatten().any(|piece| speaker.is_some_and(|s| piece.overlaps(s))) {
            return None;
        }
        let form = form(side, beginning.kind, inside);
        let fits = self.fits(beginning.kind, form);
        let seen = self.seen(side, beginning, end, (edge, form));
        Some(Stretch { span, pieces, cue, form, fits, seen })
    }

    /// The stretch without the clause, where that stands inside it.
    fn pieces(&self, side: ContentSide, beginning: Beginning, end: usize, span: Span) -> [Option<Span>; 2] {
        let own = (self.clause.start as usize).min(self.clause.cue.0 as usize);
        let (until, from) = match side {
            ContentSide::Around => (own - 1, self.plain_start() + 1),
            ContentSide::Passive => (self.clause.cue.0 as usize, self.clause.cue.1 as usize),
            _ => return [Some(span), None],
        };
        let place = |from: usize, to: usize| {
            let chunks = self.scene.chunks.get(from..to)?;
            let (first, last) = (chunks.first()?, chunks.last()?);
            Some(first.span(self.scene.units).cover(last.span(self.scene.units)))
        };
        [place(beginning.at, until), place(from, end)]
    }
}

/// How the phrases of a content are built.
fn form(side: ContentSide, first: Neighbour, inside: &[Chunk]) -> ContentForm {
    if first == Neighbour::Infinitive || matches!(side, ContentSide::Passive) {
        return ContentForm::Infinitive;
    }
    // "praised Ruiz, who won": the verb of a clause inside it is not its own.
    let opened = usize::from(inside.first().is_some_and(opens_clause));
    let own = inside[opened..].iter().take_while(|c| !opens_clause(c));
    if own.into_iter().any(Chunk::is_finite) { ContentForm::Clause } else { ContentForm::Phrase }
}

/// who, that, because: a clause begins with the phrase.
fn opens_clause(chunk: &Chunk) -> bool {
    matches!(chunk.kind, ChunkKind::Relative | ChunkKind::Complementizer | ChunkKind::Subordinator)
}
