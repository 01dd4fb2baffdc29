//! Readings: every way in which the clauses around a quotation could report it, each with the rule that it would be and
//! the evidence for and against it. Which one holds is decided later, by weight.

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{Clause, ClauseKind};
use super::content::QuoteShape;
use super::input::{Context, Unit};
use super::mention::{Mention, mention, possessor};
use crate::lexicon::{Class, Frame, VerbId};
use crate::model::{Rule, Span};

/// One observation about a reading: a template and the values that it saw. Names, not words of the article, so that
/// weights can be read and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    /// What was looked at: "rule length".
    pub template: &'static str,
    /// First value.
    pub a: &'static str,
    /// Second value, or nothing.
    pub b: &'static str,
}

/// The reporting words of a reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadCue {
    /// The verb group, or the noun that stands for it.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// The verb, where the lexicon lists it.
    pub verb: Option<VerbId>,
}

/// One way to read a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rule that this reading would be.
    pub rule: Rule,
    /// Who speaks.
    pub speaker: Option<Mention>,
    /// With which verb.
    pub cue: Option<ReadCue>,
    /// Who it was had from.
    pub via: Option<Span>,
    /// What kind of verb reports it.
    pub verb_class: &'static str,
    /// Whether the speaker is a news outlet.
    pub from_outlet: bool,
    /// What was seen.
    pub features: Vec<Feature>,
}

/// Clauses before a quotation, and behind it, that are looked at.
const BEFORE: usize = 6;
const BEHIND: usize = 3;
/// Clauses of the sentence before that are looked at.
const SENTENCE_BEFORE: usize = 3;

/// What the readings of one paragraph are made from.
pub struct Scene<'a> {
    /// Phrases.
    pub chunks: &'a [Chunk],
    /// Outline.
    pub units: &'a [Unit],
    /// Reporting clauses, by their verbs.
    pub clauses: &'a [Clause],
    /// Text and lexicon.
    pub context: Context<'a>,
}

impl Scene<'_> {
    /// All readings of the quotation at chunk `at`.
    pub fn readings(&self, at: usize, shape: &QuoteShape) -> Vec<Reading> {
        let sentence = self.chunks[at].sentence;
        let split = self.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut readings = Vec::new();
        let before = self.clauses[..split].iter().rev().enumerate();
        for (rank, clause) in before.take_while(|(_, c)| c.sentence == sentence).take(BEFORE) {
            readings.extend(self.before(at, clause, rank, shape));
        }
        let behind = self.clauses[split..].iter().enumerate();
        for (rank, clause) in behind.take_while(|(_, c)| c.sentence == sentence).take(BEHIND) {
            readings.extend(self.behind(at, clause, rank, shape));
        }
        if let Some(earlier) = sentence.checked_sub(1) {
            let previous = self.clauses[..split].iter().rev().skip_while(|c| c.sentence > earlier);
            let in_sentence: Vec<_> = previous.take_while(|c| c.sentence == earlier).collect();
            let last = in_sentence.len();
            for (rank, clause) in
                in_sentence.into_iter().enumerate().filter(|(r, _)| *r < SENTENCE_BEFORE || r + 1 == last)
            {
                readings.extend(self.floating(at, clause, rank, rank + 1 == last, shape));
            }
        }
        self.drop_sources(&mut readings);
        readings
    }

    /// "…," Ruiz said, according to the newspaper: an outlet beside somebody who speaks is the source, not the speaker.
    fn drop_sources(&self, readings: &mut Vec<Reading>) {
        let speaks = |r: &Reading| r.rule != Rule::AccordingTo && matches!(r.verb_class, "say" | "utter");
        if readings.iter().any(speaks) {
            readings.retain(|r| r.rule != Rule::AccordingTo || !r.from_outlet);
        }
    }

    /// A clause whose verb stands before the quotation, in its sentence.
    fn before(&self, at: usize, clause: &Clause, rank: usize, shape: &QuoteShape) -> Option<Reading> {
        let between = self.chunks.get(clause.end as usize..at)?;
        let link = self.link(between, clause);
        let rule = match clause.kind {
            ClauseKind::AccordingTo => Rule::AccordingTo,
            ClauseKind::QuotedAs => Rule::SourceQuotedSpeaker,
            ClauseKind::WasQuoted => Rule::SpeakerWasQuoted,
            ClauseKind::NominalCue => Rule::NominalCue,
            ClauseKind::Colon => Rule::SpeakerColonContent,
            ClauseKind::Dash => return None,
            ClauseKind::ParticipleCue => Rule::ParticipleContent,
            ClauseKind::CueSubject => Rule::CueSpeakerContent,
            ClauseKind::SubjectCue | ClauseKind::RelativeCue | ClauseKind::ConjoinedCue => match link {
                "that" | "clause" => Rule::SpeakerCueClause,
                "colon" | "comma" => Rule::SpeakerCueContent,
                "touching" if self.takes(clause, Frame::Quote) => Rule::SpeakerCueContent,
                _ => Rule::SpeakerCueObject,
            },
        };
        Some(self.reading(rule, clause, "before", link, rank, between, shape))
    }

    /// A clause whose verb stands behind the quotation, in its sentence.
    fn behind(&self, at: usize, clause: &Clause, rank: usize, shape: &QuoteShape) -> Option<Reading> {
        let start = (clause.start.min(clause.cue.0) as usize).max(at + 1);
        let between = self.chunks.get(at + 1..start)?;
        let rule = match clause.kind {
            ClauseKind::AccordingTo => Rule::AccordingTo,
            ClauseKind::QuotedAs => Rule::SourceQuotedSpeaker,
            ClauseKind::WasQuoted => Rule::SpeakerWasQuoted,
            ClauseKind::CueSubject => Rule::ContentCueSpeaker,
            ClauseKind::Dash => Rule::ContentDashSpeaker,
            ClauseKind::Colon => return None,
            ClauseKind::NominalCue => Rule::NominalCue,
            ClauseKind::ParticipleCue => Rule::ParticipleContent,
            ClauseKind::SubjectCue | ClauseKind::RelativeCue | ClauseKind::ConjoinedCue => {
                Rule::ContentSpeakerCue
            }
        };
        let link = match between {
            [] => "touching",
            [one] if one.kind == ChunkKind::Comma => "comma",
            [one] if matches!(one.kind, ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Dash) => "adverb",
            _ if between.iter().any(|c| matches!(c.kind, ChunkKind::Verb) && c.finite) => "clause",
            [.., last] if last.kind == ChunkKind::Comma => "words comma",
            _ => "words",
        };
        Some(self.reading(rule, clause, "behind", link, rank, between, shape))
    }

    /// A clause of the sentence before.
    fn floating(
        &self,
        at: usize,
        clause: &Clause,
        rank: usize,
        first: bool,
        shape: &QuoteShape,
    ) -> Option<Reading> {
        let between = self.chunks.get(clause.end as usize..at)?;
        let link = if first { "first" } else { "later" };
        let rule = if clause.kind == ClauseKind::Colon { Rule::SpeakerColonContent } else { Rule::Floating };
        Some(self.reading(rule, clause, "earlier", link, rank, between, shape))
    }

    /// How a quotation hangs on the verb before it.
    fn link(&self, between: &[Chunk], clause: &Clause) -> &'static str {
        let Some(last) = between.last() else { return "touching" };
        let that = between.iter().any(|c| c.kind == ChunkKind::That);
        let verb = between.iter().any(|c| c.kind == ChunkKind::Verb && (c.finite || c.infinitive));
        match last.kind {
            ChunkKind::Colon => "colon",
            _ if that => "that",
            _ if verb => "clause",
            ChunkKind::Comma if self.is_plain(between) => "comma",
            ChunkKind::Preposition if self.word(last) == "as" => "as",
            ChunkKind::Preposition => "preposition",
            _ if clause.kind == ClauseKind::NominalCue => "words",
            _ if between.len() == 1 => "object",
            _ => "words",
        }
    }

    /// Whether only an addressee, a place or a time stands between: "told reporters on Monday in Tulsa,".
    fn is_plain(&self, between: &[Chunk]) -> bool {
        between
            .iter()
            .all(|c| !matches!(c.kind, ChunkKind::Relative | ChunkKind::Subordinator | ChunkKind::Quote(_)))
    }

    fn word(&self, chunk: &Chunk) -> &str {
        chunk.span(self.units).of(self.context.text)
    }

    fn takes(&self, clause: &Clause, frame: Frame) -> bool {
        self.verb(clause).is_some_and(|v| self.context.lexicon.verb(v).takes(frame))
    }

    fn verb(&self, clause: &Clause) -> Option<VerbId> {
        self.chunks[clause.cue.0 as usize].verb
    }

    #[expect(clippy::too_many_arguments, reason = "one call site a side; a struct would only rename them")]
    fn reading(
        &self,
        rule: Rule,
        clause: &Clause,
        side: &'static str,
        link: &'static str,
        rank: usize,
        between: &[Chunk],
        shape: &QuoteShape,
    ) -> Reading {
        let cue_chunks = &self.chunks[clause.cue.0 as usize..clause.cue.1 as usize];
        let cue_span = cue_chunks.iter().map(|c| c.span(self.units)).reduce(Span::cover);
        let head = self.units[cue_chunks[0].head as usize].token.span;
        let speaker = match clause.kind {
            ClauseKind::NominalCue => possessor(&cue_chunks[0], self.units, &self.context),
            _ => clause.subject.and_then(|range| mention(self.chunks, range, self.units, &self.context)),
        };
        let verb = self.verb(clause);
        let cue = cue_span.map(|span| ReadCue { span, head, verb });
        let via = self.via(clause);
        let from_outlet = clause.subject.is_some_and(|s| self.is_outlet(s));
        let view = View {
            rule: rule.name(),
            side,
            link,
            rank: ["0", "1", "2", "3", "4", "5"].get(rank).copied().unwrap_or("6"),
            clause: clause_name(clause.kind),
            verb: self.verb_class(clause),
            fits: self.fits(clause, link, shape.before),
            outer: self.neighbour(clause, -1),
            inner: self.neighbour(clause, 1),
            subject: speaker.as_ref().map_or("none", subject_class),
            quotes: match between.iter().filter(|c| matches!(c.kind, ChunkKind::Quote(_))).count() {
                0 => "0",
                1 => "1",
                _ => "2+",
            },
            distance: match between.len() {
                0 => "0",
                1 => "1",
                2..=3 => "2-3",
                4..=7 => "4-7",
                8..=15 => "8-15",
                _ => "16+",
            },
            voice: match &cue_chunks[0] {
                c if c.passive => "passive",
                c if c.negated => "negated",
                c if c.infinitive => "infinitive",
                c if c.gerund => "gerund",
                _ => "plain",
            },
        };
        let mut features = Vec::with_capacity(32);
        if matches!(rule, Rule::ContentDashSpeaker | Rule::SourceQuotedSpeaker | Rule::SpeakerWasQuoted) {
            // Fixed patterns: the verb and the distance, which decide elsewhere, tell nothing here.
            features.push(Feature { template: "rule", a: view.rule, b: "" });
            features.push(Feature { template: "rule subject", a: view.rule, b: view.subject });
        } else {
            view.features(shape, &mut features);
        }
        Reading { rule, speaker, cue, via, verb_class: view.verb, from_outlet, features }
    }

    /// Whether the verb's frame is the one in which the quotation stands: "urged Y to “…”", "described it as “…”".
    fn fits(&self, clause: &Clause, link: &'static str, before: &'static str) -> &'static str {
        if self.verb(clause).is_none() {
            return "no verb";
        }
        let wanted: &[Frame] = match (link, before) {
            ("that", _) => &[Frame::That],
            (_, "to" | "infinitive") => &[Frame::To],
            (_, "as") => &[Frame::As],
            ("comma" | "colon", _) => &[Frame::Quote],
            (_, "of" | "preposition") => &[Frame::Prep],
            ("touching", _) => &[Frame::Quote, Frame::Object],
            ("clause", _) => &[Frame::That, Frame::Whether],
            _ => &[Frame::Object, Frame::Predicate],
        };
        if wanted.iter().any(|&frame| self.takes(clause, frame)) { "yes" } else { "no" }
    }

    /// The kind of verb of the clause before (-1) or behind (1) in the same sentence.
    fn neighbour(&self, clause: &Clause, step: isize) -> &'static str {
        let here = self.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
        let other = here.checked_add_signed(step).and_then(|i| self.clauses.get(i));
        other.filter(|c| c.sentence == clause.sentence).map_or("none", |c| self.verb_class(c))
    }

    /// Who the outlet had it from: an outlet that reports the clause from outside, or a source named behind it.
    fn via(&self, clause: &Clause) -> Option<Span> {
        let range = clause.via.or_else(|| {
            let outlet = |c: &&Clause| {
                c.sentence == clause.sentence
                    && c.cue != clause.cue
                    && c.subject.is_some_and(|s| self.is_outlet(s))
            };
            let here = self.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
            let outer = here.checked_sub(1).map(|i| &self.clauses[i]).filter(outlet);
            let outer = outer.filter(|o| o.end <= clause.start && clause.start <= o.end + 1);
            let behind = self.clauses[here..].iter().skip(1).take(3);
            let behind = behind.filter(|c| {
                matches!(c.kind, ClauseKind::AccordingTo | ClauseKind::SubjectCue | ClauseKind::CueSubject)
            });
            outer.or_else(|| behind.filter(|c| c.start >= clause.end).find(outlet)).and_then(|c| c.subject)
        })?;
        if clause.subject == Some(range) {
            return None;
        }
        let all = range.0 as usize..range.1 as usize;
        // "a video broadcast by state television CCTV": the outlet itself, not the whole phrase.
        let own = all.clone().rev().find(|&i| self.is_outlet((i as u32, i as u32 + 1)));
        let span = match own {
            Some(i) => self.chunks[i].span(self.units),
            None => self.chunks[all].iter().map(|c| c.span(self.units)).reduce(Span::cover)?,
        };
        Some(span)
    }

    fn is_outlet(&self, range: (u32, u32)) -> bool {
        let named = |c: &Chunk| {
            // "the Hong Kong-based South China Morning Post": the name stands at the end.
            let starts = (c.start..c.end).take(8).map(|i| self.units[i as usize].token.span.start());
            let end = self.units[c.end as usize - 1].token.span.end();
            starts
                .filter_map(|start| self.context.text.get(start..end))
                .any(|name| self.context.lexicon.is_outlet_name(&name.to_lowercase()))
        };
        let mut chunks = self.chunks[range.0 as usize..range.1 as usize].iter();
        chunks.any(|c| c.is_noun() && (c.is(Class::Outlet) || named(c)))
    }

    fn verb_class(&self, clause: &Clause) -> &'static str {
        match clause.kind {
            ClauseKind::AccordingTo => return "according",
            ClauseKind::Colon => return "colon",
            ClauseKind::Dash => return "dash",
            ClauseKind::NominalCue => return "noun",
            _ => {}
        }
        let chunk = &self.chunks[clause.cue.0 as usize];
        let Some(id) = chunk.verb else {
            return match () {
                () if chunk.is(Class::Copula) => "copula",
                () if chunk.is(Class::Auxiliary) => "auxiliary",
                () if chunk.is(Class::LightVerb) => "light",
                () => "common",
            };
        };
        let verb = self.context.lexicon.verb(id);
        let frame = |frame| verb.takes(frame);
        match () {
            () if !verb.speech => "mind",
            () if frame(Frame::Quote) && frame(Frame::Inverted) && frame(Frame::That) => "say",
            () if frame(Frame::Quote) && frame(Frame::Inverted) => "utter",
            () if frame(Frame::Predicate) || frame(Frame::As) => "label",
            () if frame(Frame::That) => "that",
            () if frame(Frame::Prep) => "prep",
            () if frame(Frame::To) => "to",
            () if frame(Frame::Object) => "object",
            () => "speech",
        }
    }
}

fn clause_name(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::SubjectCue => "subject-cue",
        ClauseKind::CueSubject => "cue-subject",
        ClauseKind::RelativeCue => "relative",
        ClauseKind::ParticipleCue => "participle",
        ClauseKind::ConjoinedCue => "conjoined",
        ClauseKind::AccordingTo => "according",
        ClauseKind::QuotedAs => "quoted-as",
        ClauseKind::WasQuoted => "was-quoted",
        ClauseKind::NominalCue => "nominal",
        ClauseKind::Colon => "colon",
        ClauseKind::Dash => "dash",
    }
}

/// What kind of subject a mention makes.
pub fn subject_class(mention: &Mention) -> &'static str {
    let head = mention.head_classes;
    match mention.kind {
        NounKind::Pronoun if head.has(Class::PronounMale) || head.has(Class::PronounFemale) => "he-she",
        NounKind::Pronoun if head.has(Class::PronounPlural) => "they",
        NounKind::Pronoun if head.has(Class::PronounFirst) => "i-we",
        NounKind::Pronoun if head.has(Class::PronounNeuter) => "it",
        NounKind::Pronoun => "pronoun",
        NounKind::Name if mention.classes.has(Class::Title) || mention.classes.has(Class::Role) => {
            "titled-name"
        }
        NounKind::Name if mention.classes.has(Class::Organisation) || head.has(Class::Country) => {
            "organisation"
        }
        NounKind::Name => "name",
        NounKind::Nominal if head.has(Class::Role) => "role",
        NounKind::Nominal if head.has(Class::People) => "people",
        NounKind::Nominal if head.has(Class::Outlet) => "outlet",
        NounKind::Nominal if head.has(Class::Organisation) => "organisation",
        NounKind::Nominal if head.has(Class::Document) || head.has(Class::SpeechEvent) => "document",
        NounKind::Nominal if head.has(Class::SpeechAct) => "speech-act",
        NounKind::Nominal if head.has(Class::PronounIndefinite) => "indefinite",
        NounKind::Nominal => "nominal",
    }
}

/// What is seen of one reading, as values.
struct View {
    rule: &'static str,
    side: &'static str,
    link: &'static str,
    rank: &'static str,
    clause: &'static str,
    verb: &'static str,
    fits: &'static str,
    outer: &'static str,
    inner: &'static str,
    subject: &'static str,
    quotes: &'static str,
    distance: &'static str,
    voice: &'static str,
}

impl View {
    /// The observations, always in this order.
    fn features(&self, shape: &QuoteShape, out: &mut Vec<Feature>) {
        let mut add = |template, a, b| out.push(Feature { template, a, b });
        add("rule", self.rule, "");
        add("rule length", self.rule, shape.length);
        add("rule before", self.rule, shape.before);
        add("rule behind", self.rule, shape.behind);
        add("rule capitals", self.rule, shape.capitals);
        add("rule marks", self.rule, shape.marks);
        add("rule last", self.rule, shape.last);
        add("rule first", self.rule, shape.first);
        add("rule rank", self.rule, self.rank);
        add("rule link", self.rule, self.link);
        add("rule verb", self.rule, self.verb);
        add("rule subject", self.rule, self.subject);
        add("rule quotes", self.rule, self.quotes);
        add("rule whole", self.rule, shape.whole);
        add("rule distance", self.rule, self.distance);
        add("side rank", self.side, self.rank);
        add("side distance", self.side, self.distance);
        add("clause side", self.clause, self.side);
        add("clause voice", self.clause, self.voice);
        add("clause verb", self.clause, self.verb);
        add("rule fits", self.rule, self.fits);
        add("verb fits", self.verb, self.fits);
        add("fits length", self.fits, shape.length);
        add("outer verb", self.outer, self.verb);
        add("outer rule", self.outer, self.rule);
        add("inner verb", self.inner, self.verb);
        add("inner rule", self.inner, self.rule);
        add("verb subject", self.verb, self.subject);
        add("verb link", self.verb, self.link);
        add("verb length", self.verb, shape.length);
        add("verb before", self.verb, shape.before);
        add("verb rank", self.verb, self.rank);
        add("verb voice", self.verb, self.voice);
        add("link last", self.link, shape.last);
        add("link before", self.link, shape.before);
        add("subject side", self.subject, self.side);
    }
}

impl std::fmt::Display for Feature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joint = if self.b.is_empty() { "" } else { " + " };
        write!(f, "{}: {}{joint}{}", self.template, self.a, self.b)
    }
}
