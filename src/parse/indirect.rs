//! Indirect speech: every stretch of a sentence that a reporting clause could report without marks.
//!
//! In: the phrases and reporting clauses of one paragraph. Out: a [`Report`] a clause: who, with which verb, the stretches
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

use std::fmt;

use super::chunk::{Chunk, ChunkKind};
use super::clause::{Clause, ClauseKind};
use super::mention::{Mention, mention, possessor};
use super::reading::{ReadCue, Scene, clause_name, subject_class};
use super::subject::Choice;
use crate::lexicon::{Class, Frame, Lexicon};
use crate::model::Span;

/// What was seen: a template and up to two values. Names of kinds and sizes, or a verb of the lexicon; never other words of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation<'l> {
    /// What was looked at.
    pub template: &'static str,
    /// First value.
    pub a: &'l str,
    /// Second value, or nothing.
    pub b: &'static str,
}

impl fmt::Display for Observation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joint = if self.b.is_empty() { "" } else { " + " };
        write!(f, "{}: {}{joint}{}", self.template, self.a, self.b)
    }
}

/// One clause that may report something without marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'l> {
    /// Who reports.
    pub speaker: Option<Mention>,
    /// Who it was had from.
    pub via: Option<Span>,
    /// The words of saying; those of a stretch can be fewer.
    pub cue: ReadCue,
    /// The stretches that could be what was said.
    pub stretches: Vec<Stretch<'l>>,
    /// What was seen of the clause itself, which decides whether it reports at all.
    pub silent: Vec<Observation<'l>>,
}

/// A stretch that could be what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch<'l> {
    /// Its place, the words of saying within it included.
    pub span: Span,
    /// What was said, in one piece, or in two on each side of the words of saying.
    pub pieces: [Option<Span>; 2],
    /// The words of saying, without those that belong to the content ("promised" of "promised to stay").
    pub cue: Span,
    /// What was seen.
    pub seen: Vec<Observation<'l>>,
}

/// Edges looked at behind a beginning, and beginnings before an end.
const EDGES: usize = 10;
/// Phrases behind the verb in which a content can begin.
const LATE: usize = 9;

/// Phrases on each side of a verb that can belong to what it reports; so that a sentence without end costs no more than a long one.
const REACH: usize = 120;

/// By whom, in the passive voice: "was told by Ana Ruiz".
fn agent(scene: &Scene<'_>, clause: &Clause) -> Option<Mention> {
    let by = clause.cue.1 as usize;
    let near = scene.chunks.get(by..by + 2)?;
    let word = near[0].span(scene.units).of(scene.context.text);
    let named = word == "by" && near[1].is_noun() && near[1].sentence == clause.sentence;
    let range = (clause.cue.1 + 1, clause.cue.1 + 2);
    named.then(|| mention(scene.chunks, range, scene.units, &scene.context)).flatten()
}

/// Where a content can begin.
#[derive(Clone, Copy)]
struct Beginning {
    /// First phrase.
    at: usize,
    /// Its first unit; within the phrase where the verb was chained to it.
    unit: u32,
    /// Kind of the phrase.
    kind: &'static str,
    /// How it hangs on the clause.
    link: &'static str,
}

/// The reports of one paragraph, in the order of their verbs.
pub fn indirect<'l>(scene: &Scene<'_>, lexicon: &'l Lexicon, headline: bool) -> Vec<Report<'l>> {
    let mut nouns = nouns_of_saying(scene).peekable();
    let mut reports = Vec::new();
    let mut add = |clause: &Clause| {
        let Some(view) = View::new(scene, lexicon, clause, headline) else { return };
        let mut stretches = view.content_behind();
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
    reports
}

/// Whether a clause has its own subject; ", said Ruiz" has two readings, and either may be its own.
fn is_own(scene: &Scene<'_>, clause: &Clause) -> bool {
    let inverted = |c: &Clause| c.cue == clause.cue && c.kind == ClauseKind::CueSubject;
    let first = scene.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
    let twice = || scene.clauses.get(first).is_some_and(inverted) && clause.kind == ClauseKind::ConjoinedCue;
    clause.choice == Choice::Own || clause.choice == Choice::Before && twice()
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
            choice: Choice::Own,
            via: None,
            start: at,
            end: at + 1,
            sentence: chunk.sentence,
        }
    };
    let says = |(at, chunk): &(usize, &Chunk)| {
        let head = &scene.units[chunk.head as usize].token;
        let behind = scene.chunks.get(at + 1).filter(|c| c.sentence == chunk.sentence);
        let content = behind.is_some_and(|c| {
            matches!(c.kind, ChunkKind::That | ChunkKind::Preposition)
                || c.kind == ChunkKind::Verb && c.infinitive
        });
        let owned = scene.clauses.binary_search_by_key(&(*at as u32), |c| c.cue.0).is_ok();
        chunk.is_noun() && head.is(Class::SpeechAct) && content && !owned
    };
    scene.chunks.iter().enumerate().filter(says).map(move |(at, chunk)| clause(at, chunk))
}

/// One clause, looked at.
struct View<'a, 'l> {
    scene: &'a Scene<'a>,
    clause: &'a Clause,
    /// First phrase of the sentence, and one past its last, its full stop left out.
    first: usize,
    end: usize,
    /// The verb's dictionary form, or what stands for it.
    lemma: &'l str,
    class: &'static str,
    voice: &'static str,
    subject: &'static str,
    speaker: Option<Mention>,
    headline: bool,
}

impl<'a, 'l> View<'a, 'l> {
    /// `None` for a clause that can report nothing without marks.
    fn new(scene: &'a Scene<'a>, lexicon: &'l Lexicon, clause: &'a Clause, headline: bool) -> Option<Self> {
        let chunks = scene.chunks;
        let cue = &chunks[clause.cue.0 as usize];
        let lemma = match (clause.kind, cue.verb) {
            (ClauseKind::Colon | ClauseKind::Dash, _) => return None,
            (ClauseKind::AccordingTo, _) => "according to",
            (ClauseKind::NominalCue, _) => {
                let head = scene.units[cue.head as usize].token.span.of(scene.context.text);
                lexicon.noun_of_saying(&head.to_lowercase())?
            }
            (_, Some(verb)) => lexicon.verb(verb).lemma.as_str(),
            (_, None) => return None,
        };
        let speaker = match clause.kind {
            ClauseKind::NominalCue if clause.subject.is_none() => None,
            ClauseKind::NominalCue => possessor(cue, scene.units, &scene.context),
            ClauseKind::WasQuoted => {
                clause.subject.and_then(|range| mention(chunks, range, scene.units, &scene.context))
            }
            _ if cue.passive => agent(scene, clause),
            _ => clause.subject.and_then(|range| mention(chunks, range, scene.units, &scene.context)),
        };
        let at = clause.cue.0 as usize;
        let same = |c: &&Chunk| c.sentence == clause.sentence;
        let first = at - chunks[..at].iter().rev().take(REACH).take_while(same).count();
        let mut end = at + chunks[at..].iter().take(REACH).take_while(same).count();
        while end > at && chunks[end - 1].kind == ChunkKind::Stop {
            end -= 1;
        }
        let voice = match cue {
            c if c.passive => "passive",
            c if c.negated => "negated",
            c if c.infinitive => "infinitive",
            c if c.gerund => "gerund",
            _ => "plain",
        };
        let subject = speaker.as_ref().map_or("none", |m| subject_class(m).name());
        let class = scene.verb_class(clause).name();
        Some(Self { scene, clause, first, end, lemma, class, voice, subject, speaker, headline })
    }

    /// The phrase of the verb.
    fn verb_chunk(&self) -> &'a Chunk {
        &self.scene.chunks[self.clause.cue.0 as usize]
    }

    fn chunk(&self, at: usize) -> Option<&'a Chunk> {
        self.scene.chunks.get(at).filter(|_| at >= self.first && at < self.end)
    }

    fn kind(&self, at: usize) -> Option<ChunkKind> {
        self.chunk(at).map(|c| c.kind)
    }

    fn takes(&self, frame: Frame) -> bool {
        self.scene.takes(self.clause, frame)
    }

    fn report(self, stretches: Vec<Stretch<'l>>) -> Report<'l> {
        let cue = self.verb_chunk();
        let head = self.scene.units[cue.head as usize].token.span;
        let silent = self.silent();
        Report {
            speaker: self.speaker,
            via: self.scene.via(self.clause),
            cue: ReadCue { span: self.cue(), head, verb: cue.verb },
            stretches,
            silent,
        }
    }

    /// The words of saying.
    fn cue(&self) -> Span {
        let cue = &self.scene.chunks[self.clause.cue.0 as usize..self.clause.cue.1 as usize];
        let first = cue[0].span(self.scene.units);
        cue.iter().map(|c| c.span(self.scene.units)).fold(first, Span::cover)
    }

    /// What was seen of the clause, whatever it reports.
    fn silent(&self) -> Vec<Observation<'l>> {
        let next = self.kind_name(self.plain_start());
        let kind = clause_name(self.clause.kind).name();
        let before = match (self.clause.start as usize).min(self.clause.cue.0 as usize) {
            at if at == self.first => "start",
            at => self.kind_name(at - 1),
        };
        let sentence = &self.scene.chunks[self.first..self.end];
        let quoted =
            if sentence.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_))) { "quoted" } else { "plain" };
        let line = if self.headline { "headline" } else { "body" };
        let outer = self.scene.neighbour(self.clause, -1).name();
        let mut seen = Vec::with_capacity(16);
        let mut add = |template, a, b| seen.push(Observation { template, a, b });
        add("silent", "", "");
        add("silent verb", self.lemma, "");
        add("silent verb next", self.lemma, next);
        add("silent verb voice", self.lemma, self.voice);
        add("silent class next", self.class, next);
        add("silent class subject", self.class, self.subject);
        add("silent class voice", self.class, self.voice);
        add("silent clause before", kind, before);
        add("silent clause voice", kind, self.voice);
        add("silent clause class", kind, self.class);
        add("silent quoted", quoted, self.class);
        add("silent quoted clause", quoted, kind);
        add("silent line", line, next);
        add("silent outer", outer, self.class);
        add("silent outer clause", outer, kind);
        seen
    }

    /// What kind of phrase stands there.
    fn kind_name(&self, at: usize) -> &'static str {
        let Some(chunk) = self.chunk(at) else { return "end" };
        match chunk.kind {
            ChunkKind::Noun(_) if chunk.is(Class::PronounSubject) => "pronoun",
            ChunkKind::Noun(_) => "noun",
            ChunkKind::Verb if chunk.infinitive => "to",
            ChunkKind::Verb if chunk.gerund => "gerund",
            ChunkKind::Verb => "verb",
            ChunkKind::Quote(_) => "quote",
            ChunkKind::Comma => "comma",
            ChunkKind::Colon => "colon",
            ChunkKind::Semicolon => "semicolon",
            ChunkKind::Dash => "dash",
            ChunkKind::Stop => "stop",
            ChunkKind::Open => "open",
            ChunkKind::Close => "close",
            ChunkKind::Preposition => "preposition",
            ChunkKind::Coordinator => "coordinator",
            ChunkKind::Subordinator => "subordinator",
            ChunkKind::Relative => "relative",
            ChunkKind::That => "that",
            ChunkKind::Adverb => "adverb",
            ChunkKind::Time => "time",
            ChunkKind::Other => "other",
        }
    }

    /// Where the content begins if it stands right behind the clause.
    fn plain_start(&self) -> usize {
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

    /// `content_behind`: the content follows the verb, perhaps behind whom it was said to.
    fn content_behind(&self) -> Vec<Stretch<'l>> {
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
                Some(ChunkKind::Verb) if self.chunk(late).is_some_and(|c| c.infinitive) => add(late, "late"),
                Some(ChunkKind::Verb) => verb = true,
                Some(ChunkKind::That | ChunkKind::Relative) if !verb => add(late, "late"),
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
        let units = cue.head + 1..cue.end;
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
    fn edge(&self, at: usize) -> Option<&'static str> {
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
            ChunkKind::That => "that",
            ChunkKind::Time => "time",
            ChunkKind::Preposition if next == "time" => "preposition time",
            ChunkKind::Preposition if next == "gerund" => "preposition gerund",
            ChunkKind::Preposition => "preposition",
            ChunkKind::Adverb => "adverb",
            ChunkKind::Verb if self.chunk(at).is_some_and(|c| c.gerund) => "gerund",
            ChunkKind::Verb if self.chunk(at).is_some_and(|c| c.infinitive) => "to",
            _ => return None,
        })
    }

    /// Whether a clause of saying begins at the phrase.
    fn says(&self, at: usize) -> bool {
        let near = self.scene.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut near = self.scene.clauses[near..].iter().take(2);
        near.any(|c| {
            let verb = self.scene.chunks[c.cue.0 as usize].verb;
            let begins = c.start.min(c.cue.0) as usize;
            begins == at && verb.is_some_and(|v| self.scene.context.lexicon.verb(v).speech)
        })
    }

    /// `content_before`: the clause stands behind the content, mostly behind a comma.
    fn content_before(&self, stretches: &mut Vec<Stretch<'l>>) {
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
    fn content_passive(&self, stretches: &mut Vec<Stretch<'l>>) {
        let (true, Some((start, subject_end))) = (self.verb_chunk().passive, self.clause.subject) else {
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
    fn content_around(&self, stretches: &mut Vec<Stretch<'l>>) {
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

    fn seen(
        &self,
        side: &'static str,
        beginning: Beginning,
        end: usize,
        edge: &'static str,
    ) -> Vec<Observation<'l>> {
        let chunks = &self.scene.chunks[beginning.at..end];
        let finite = chunks.iter().filter(|c| c.kind == ChunkKind::Verb && c.finite).count();
        let finite = ["no verb", "verb", "verbs"][finite.min(2)];
        let words: u32 = chunks.iter().map(|c| c.end - c.start).sum();
        let length = match words {
            0..=2 => "1-2",
            3..=5 => "3-5",
            6..=10 => "6-10",
            11..=20 => "11-20",
            21..=35 => "21-35",
            _ => "36+",
        };
        let rest = match self.end - end {
            0 => "0",
            1..=3 => "1-3",
            4..=8 => "4-8",
            _ => "9+",
        };
        let (kind, link) = (beginning.kind, beginning.link);
        let addressed = if self.takes(Frame::Addressee) { "addressee" } else { "nobody" };
        let mut seen = Vec::with_capacity(32);
        let mut add = |template, a, b| seen.push(Observation { template, a, b });
        add("side", side, "");
        add("side clause", side, clause_name(self.clause.kind).name());
        add("side class", self.class, side);
        add("verb begins", self.lemma, kind);
        add("verb link", self.lemma, link);
        add("class begins", self.class, kind);
        add("begins link", kind, link);
        add("link side", link, side);
        add("link addressed", link, addressed);
        add("class link", self.class, link);
        add("edge begins", edge, kind);
        add("edge side", edge, side);
        add("edge clause", edge, clause_name(self.clause.kind).name());
        add("edge class", edge, self.class);
        add("edge finite", edge, finite);
        add("edge rest", edge, rest);
        add("finite begins", finite, kind);
        add("finite class", self.class, finite);
        add("length begins", length, kind);
        add("length edge", length, edge);
        add("length side", length, side);
        let passed_from = beginning.at + 1;
        let mut passed: Vec<&'static str> = (passed_from..end).filter_map(|at| self.edge(at)).collect();
        passed.sort_unstable();
        passed.dedup();
        for past in passed {
            add("passed begins", past, kind);
            add("passed side", past, side);
            add("passed clause", past, clause_name(self.clause.kind).name());
            add("passed edge", past, edge);
        }
        seen
    }
}
