//! Where a content begins and ends: the rules of indirect speech.
//!
//! In: a clause. Out: every stretch of its sentence that it could report.

use super::clause::Stretch;
use super::view::View;
use crate::model::Span;
use crate::parse::chunk::{Chunk, ChunkKind};
use crate::parse::clause::ClauseKind;

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
    pub(super) kind: &'static str,
    /// How it hangs on the clause.
    pub(super) link: &'static str,
}

impl<'l> View<'_, 'l> {
    /// `content_behind`: the content follows the verb, perhaps behind whom it was said to.
    pub(super) fn content_behind(&self) -> Vec<Stretch<'l>> {
        let mut stretches = Vec::new();
        for beginning in self.beginnings() {
            let edges = self.edges(beginning.at);
            for &(edge, end) in &edges {
                self.stretch("behind", beginning, end, edge, &mut stretches);
            }
        }
        stretches
    }

    /// Where a content behind the verb can begin.
    fn beginnings(&self) -> Vec<Beginning> {
        let mut found: Vec<Beginning> = Vec::new();
        let mut add = |at: usize, link: &'static str| {
            let known = found.iter().any(|b| b.at == at);
            if let Some(chunk) = self.chunk(at).filter(|_| !known) {
                found.push(Beginning { at, unit: chunk.start, kind: self.kind_name(at), link });
            }
        };
        let at = self.plain_start();
        let start = self.clause.end.max(self.clause.cue.1) as usize;
        if self.kind(at) == Some(ChunkKind::Comma) {
            // "According to Ruiz, the bridge", "said in May, the bridge"
            add(at + 1, "comma");
        } else {
            add(at, if at == start { "touching" } else { "adverb" });
            if at > start {
                // "said Monday’s storm": the date may be a part of it.
                add(start, "touching");
            }
        }
        let mut verb = false;
        for late in at + 1..(at + LATE).min(self.end) {
            match self.kind(late) {
                Some(ChunkKind::Verb(verb)) if verb.infinitive => add(late, "late"),
                Some(ChunkKind::Verb(_)) => verb = true,
                Some(ChunkKind::Complementizer | ChunkKind::Relative) if !verb => add(late, "late"),
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
                Some(ChunkKind::Noun(_)) => add(behind, if noun == at { "addressee" } else { "phrase" }),
                Some(ChunkKind::Preposition) => add(behind, "object"),
                Some(ChunkKind::Comma) if noun > at => add(behind + 1, "phrase"),
                _ => {}
            }
        }
        found.extend(self.chained());
        found
    }

    /// "promised to stay": the verb took the infinitive, which is the content's.
    fn chained(&self) -> Option<Beginning> {
        let at = self.clause.cue.1 as usize - 1;
        let cue = &self.scene.chunks[at];
        let units = cue.head() + 1..cue.end;
        let unit = units
            .into_iter()
            .find(|&u| self.scene.units[u as usize].token.span.of(self.scene.context.text) == "to")?;
        Some(Beginning { at, unit, kind: "to", link: "chained" })
    }

    /// The edges behind a beginning, the end of the sentence last; none behind a quotation.
    fn edges(&self, from: usize) -> Vec<(&'static str, usize)> {
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
            found.push(("end", self.end));
        }
        found
    }

    /// What kind of edge a phrase makes, by what stands behind it.
    pub(super) fn edge(&self, at: usize) -> Option<&'static str> {
        let next = self.kind_name(at + 1);
        let says = || self.says(at + 1);
        Some(match self.kind(at)? {
            ChunkKind::Comma => match next {
                "gerund" if says() => "comma says-ing",
                "gerund" => "comma gerund",
                "coordinator" if self.says(at + 2) => "comma and says",
                "coordinator" => "comma coordinator",
                "relative" => "comma relative",
                "subordinator" => "comma subordinator",
                "preposition" => "comma preposition",
                "noun" | "pronoun" if says() => "comma says",
                "noun" => "comma noun",
                "pronoun" => "comma pronoun",
                "time" | "adverb" => "comma adverb",
                "verb" => "comma verb",
                "quote" => "comma quote",
                _ => "comma",
            },
            ChunkKind::Coordinator => match next {
                "verb" if says() => "and says",
                "verb" => "and verb",
                "gerund" => "and gerund",
                "that" => "and that",
                "noun" | "pronoun" if says() => "and says",
                "pronoun" => "and pronoun",
                "noun" => "and noun",
                _ => "and",
            },
            ChunkKind::Subordinator => "subordinator",
            ChunkKind::Semicolon => "semicolon",
            ChunkKind::Colon => "colon",
            ChunkKind::Dash => "dash",
            ChunkKind::Open => "open",
            ChunkKind::Relative => "relative",
            ChunkKind::Complementizer => "that",
            ChunkKind::Time => "time",
            ChunkKind::Preposition if next == "time" => "preposition time",
            ChunkKind::Preposition if next == "gerund" => "preposition gerund",
            ChunkKind::Preposition => "preposition",
            ChunkKind::Adverb => "adverb",
            ChunkKind::Verb(verb) if verb.gerund => "gerund",
            ChunkKind::Verb(verb) if verb.infinitive => "to",
            _ => return None,
        })
    }

    /// Whether a clause of saying begins at the phrase.
    fn says(&self, at: usize) -> bool {
        let near = self.scene.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut near = self.scene.clauses[near..].iter().take(2);
        near.any(|c| {
            let verb = self.scene.chunks[c.cue.0 as usize].reports();
            let begins = c.start.min(c.cue.0) as usize;
            begins == at && verb.is_some_and(|v| self.scene.context.lexicon.verb(v).speech)
        })
    }

    /// `content_before`: the clause stands behind the content, mostly behind a comma.
    pub(super) fn content_before(&self, stretches: &mut Vec<Stretch<'l>>) {
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
        let edge = match self.kind_name(last) {
            "end" => "end",
            "comma" => "comma",
            "time" | "adverb" | "preposition" => "adverb",
            _ => "words",
        };
        for beginning in self.openings(end) {
            self.stretch("before", beginning, end, edge, stretches);
        }
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
            Some(Beginning { at, unit, kind: self.kind_name(at), link })
        };
        let mut found: Vec<Beginning> = Vec::new();
        if after_quote.is_none() {
            found.extend(opening(from, "start"));
        }
        let edges = (from..end.saturating_sub(1)).filter_map(|at| {
            let link = match self.kind(at)? {
                ChunkKind::Coordinator if at == self.first => "first word",
                ChunkKind::Comma if at < self.first + 3 => "first comma",
                ChunkKind::Comma => "comma",
                ChunkKind::Coordinator => "coordinator",
                ChunkKind::Semicolon => "semicolon",
                ChunkKind::Colon => "colon",
                ChunkKind::Dash => "dash",
                ChunkKind::Subordinator => "subordinator",
                _ => return None,
            };
            opening(at + 1, link)
        });
        found.extend(edges.take(EDGES));
        found
    }

    /// `content_passive`: "the mill is expected to close", "the plan was announced": the subject is a part of the content.
    pub(super) fn content_passive(&self, stretches: &mut Vec<Stretch<'l>>) {
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
            kind: self.kind_name(self.plain_start()),
            link: "passive",
        };
        self.stretch("subject", beginning, subject_end, "verb", stretches);
        for (edge, end) in self.edges(self.plain_start()) {
            self.stretch("passive", beginning, end, edge, stretches);
        }
    }

    /// `content_around`: the clause stands between commas inside the content.
    pub(super) fn content_around(&self, stretches: &mut Vec<Stretch<'l>>) {
        let own = (self.clause.start as usize).min(self.clause.cue.0 as usize);
        let behind = self.plain_start();
        let between = own > self.first
            && self.kind(own - 1) == Some(ChunkKind::Comma)
            && self.kind(behind) == Some(ChunkKind::Comma);
        let stands = matches!(
            self.clause.kind,
            ClauseKind::SubjectCue | ClauseKind::CueSubject | ClauseKind::AccordingTo
        );
        if !between || !stands {
            return;
        }
        let openings = self.openings(own - 1);
        for &(edge, end) in &self.edges(behind + 1) {
            for &beginning in openings.iter().take(3) {
                self.stretch("around", beginning, end, edge, stretches);
            }
        }
    }

    /// Adds a stretch with what is seen of it; one that holds a quotation is none.
    fn stretch(
        &self,
        side: &'static str,
        beginning: Beginning,
        end: usize,
        edge: &'static str,
        stretches: &mut Vec<Stretch<'l>>,
    ) {
        let inside = &self.scene.chunks[beginning.at.min(end)..end];
        let Some(last) = inside.last() else { return };
        if inside.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_))) {
            return;
        }
        let units = self.scene.units;
        let span = units[beginning.unit as usize].token.span.cover(units[last.end as usize - 1].token.span);
        let mut cue = self.cue();
        if beginning.link == "chained" {
            let start = units[self.scene.chunks[beginning.at].start as usize].token.span;
            cue = start.cover(units[beginning.unit as usize - 1].token.span);
        }
        let pieces = self.pieces(side, beginning, end, span);
        let speaker = self.speaker.map(|m| m.span);
        if pieces.iter().flatten().any(|piece| speaker.is_some_and(|s| piece.overlaps(s))) {
            return;
        }
        let seen = self.seen(side, beginning, end, edge);
        stretches.push(Stretch { span, pieces, cue, seen });
    }

    /// The stretch without the clause, where that stands inside it.
    fn pieces(&self, side: &'static str, beginning: Beginning, end: usize, span: Span) -> [Option<Span>; 2] {
        let own = (self.clause.start as usize).min(self.clause.cue.0 as usize);
        let (until, from) = match side {
            "around" => (own - 1, self.plain_start() + 1),
            "passive" => (self.clause.cue.0 as usize, self.clause.cue.1 as usize),
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
