//! Readings: every way in which the clauses around a quotation could report it, each with the rule that it would be and
//! the evidence for and against it. Which one holds is decided later, by weight.

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{Clause, ClauseKind, SubjectChoice};
use super::cursor::{OutlineUnit, Setting};
use super::features::{Beside, Features, LinkKind, Phrase, QuoteShape, VerbClass};
use super::mention::{Mention, mention, possessor};
use crate::lexicon::{Class, Feature, Frame, FunctionWord, Value, VerbId, template, value};
use crate::model::{Rule, Span};

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
#[derive(Debug, Clone, Copy, PartialEq)]
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
    pub verb_class: VerbClass,
    /// Whether the speaker is a news outlet.
    pub from_outlet: bool,
    /// What was seen.
    pub features: Features,
}

/// Clauses before a quotation, and behind it, that are looked at.
const BEFORE: usize = 6;
const BEHIND: usize = 3;
/// Clauses behind it that are looked over for the last one.
const FARTHEST: usize = 24;
/// Clauses of the sentence before that are looked at.
const SENTENCE_BEFORE: usize = 3;

/// What the readings of one paragraph are made from.
pub struct Scene<'a> {
    /// Phrases.
    pub chunks: &'a [Chunk],
    /// Outline.
    pub units: &'a [OutlineUnit],
    /// Reporting clauses, by their verbs.
    pub clauses: &'a [Clause],
    /// Text and lexicon.
    pub context: Setting<'a>,
}

impl Scene<'_> {
    /// All readings of the quotation at chunk `at`.
    pub fn readings(&self, at: usize, shape: &QuoteShape) -> Vec<Reading> {
        let sentence = self.chunks[at].sentence;
        let split = self.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut readings = Vec::new();
        let before = self.clauses[..split].iter().rev().take_while(|c| c.sentence == sentence);
        for (rank, clause) in ranked(before).take_while(|(rank, _)| *rank < BEFORE) {
            readings.extend(self.before(at, clause, rank, shape));
        }
        let behind = self.clauses[split..].iter().take_while(|c| c.sentence == sentence);
        let last = self.clauses[split..].partition_point(|c| c.sentence == sentence);
        let last = self.clauses[split..split + last].last().map(|c| c.cue);
        // "…, …, …, Ruiz said.": the last clause of a sentence can report all of it.
        let near = |(rank, clause): &(usize, &Clause)| *rank < BEHIND || Some(clause.cue) == last;
        for (rank, clause) in ranked(behind).take(FARTHEST).filter(near) {
            readings.extend(self.behind(at, clause, rank, shape));
        }
        if let Some(earlier) = sentence.checked_sub(1) {
            let previous = self.clauses[..split].iter().rev().skip_while(|c| c.sentence > earlier);
            let in_sentence: Vec<_> = ranked(previous.take_while(|c| c.sentence == earlier)).collect();
            let last = in_sentence.last().map_or(0, |(rank, _)| *rank);
            for (rank, clause) in in_sentence.into_iter().filter(|(r, _)| *r < SENTENCE_BEFORE || *r == last)
            {
                readings.extend(self.floating(at, clause, rank, rank == last, shape));
            }
        }
        self.drop_sources(&mut readings);
        readings
    }

    /// "…," Ruiz said, according to the newspaper: an outlet beside somebody who speaks is the source, not the speaker.
    fn drop_sources(&self, readings: &mut Vec<Reading>) {
        let speaks = |r: &Reading| r.rule != Rule::AccordingTo && r.verb_class.speaks();
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
                LinkKind::That | LinkKind::Clause => Rule::SpeakerCueClause,
                LinkKind::Colon | LinkKind::Comma => Rule::SpeakerCueContent,
                LinkKind::Touching if self.takes(clause, Frame::Quote) => Rule::SpeakerCueContent,
                _ => Rule::SpeakerCueObject,
            },
        };
        Some(self.reading(rule, clause, value!("before"), link, rank, between, shape))
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
            [] => LinkKind::Touching,
            [one] if one.kind == ChunkKind::Comma => LinkKind::Comma,
            [one] if matches!(one.kind, ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Dash) => {
                LinkKind::Adverb
            }
            _ if between.iter().any(|c| c.is_finite()) => LinkKind::Clause,
            [.., last] if last.kind == ChunkKind::Comma => LinkKind::WordsComma,
            _ => LinkKind::Words,
        };
        Some(self.reading(rule, clause, value!("behind"), link, rank, between, shape))
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
        let link = if first { LinkKind::First } else { LinkKind::Later };
        let rule = if clause.kind == ClauseKind::Colon { Rule::SpeakerColonContent } else { Rule::Floating };
        Some(self.reading(rule, clause, value!("earlier"), link, rank, between, shape))
    }

    /// How a quotation hangs on the verb before it.
    fn link(&self, between: &[Chunk], clause: &Clause) -> LinkKind {
        let Some(last) = between.last() else { return LinkKind::Touching };
        let that = between.iter().any(|c| c.kind == ChunkKind::Complementizer);
        let verb = between.iter().any(|c| c.verb().is_some_and(|v| v.finite || v.infinitive));
        match last.kind {
            ChunkKind::Colon => LinkKind::Colon,
            _ if that => LinkKind::That,
            _ if verb => LinkKind::Clause,
            ChunkKind::Comma if self.is_plain(between) => LinkKind::Comma,
            ChunkKind::Preposition if last.is_word(FunctionWord::As, self.units) => LinkKind::As,
            ChunkKind::Preposition => LinkKind::Preposition,
            _ if clause.kind == ClauseKind::NominalCue => LinkKind::Words,
            _ if between.len() == 1 => LinkKind::Object,
            _ => LinkKind::Words,
        }
    }

    /// Whether only an addressee, a place or a time stands between: "told reporters on Monday in Tulsa,".
    fn is_plain(&self, between: &[Chunk]) -> bool {
        between
            .iter()
            .all(|c| !matches!(c.kind, ChunkKind::Relative | ChunkKind::Subordinator | ChunkKind::Quote(_)))
    }

    /// Whether the clause's verb takes the frame.
    pub(super) fn takes(&self, clause: &Clause, frame: Frame) -> bool {
        self.verb(clause).is_some_and(|v| self.context.lexicon.verb(v).takes(frame))
    }

    /// Whether the clause says something: "X said", "according to X".
    pub(super) fn speaks(&self, clause: &Clause) -> bool {
        clause.kind == ClauseKind::AccordingTo
            || self.verb(clause).is_some_and(|v| self.context.lexicon.verb(v).speech)
    }

    fn verb(&self, clause: &Clause) -> Option<VerbId> {
        self.chunks[clause.cue.0 as usize].reports()
    }

    #[expect(clippy::too_many_arguments, reason = "one call site a side; a struct would only rename them")]
    fn reading(
        &self,
        rule: Rule,
        clause: &Clause,
        side: Value,
        link: LinkKind,
        rank: usize,
        between: &[Chunk],
        shape: &QuoteShape,
    ) -> Reading {
        let cue_chunks = &self.chunks[clause.cue.0 as usize..clause.cue.1 as usize];
        let cue_span = cue_chunks.iter().map(|c| c.span(self.units)).reduce(Span::cover);
        let head = self.units[cue_chunks[0].head() as usize].token.span;
        let speaker = match clause.kind {
            ClauseKind::NominalCue => possessor(&cue_chunks[0], self.units, &self.context),
            _ => clause.subject.and_then(|range| mention(self.chunks, range, self.units, &self.context)),
        };
        let verb = self.verb(clause);
        let cue = cue_span.map(|span| ReadCue { span, head, verb });
        let via = self.via(clause);
        let from_outlet = clause.subject.is_some_and(|s| self.is_outlet(s));
        let view = View {
            rule: rule_value(rule),
            side,
            link,
            rank: RANKS[rank.min(RANKS.len() - 1)],
            clause: clause_name(clause.kind),
            verb: self.verb_class(clause),
            fits: self.fits(clause, link, shape.before),
            outer: self.neighbour(clause, -1),
            inner: self.neighbour(clause, 1),
            choice: choice_name(clause.choice),
            subject: speaker.as_ref().map_or(value!("none"), subject_class),
            quotes: match between.iter().filter(|c| matches!(c.kind, ChunkKind::Quote(_))).count() {
                0 => value!("0"),
                1 => value!("1"),
                _ => value!("2+"),
            },
            distance: match between.len() {
                0 => value!("0"),
                1 => value!("1"),
                2..=3 => value!("2-3"),
                4..=7 => value!("4-7"),
                8..=15 => value!("8-15"),
                _ => value!("16+"),
            },
            voice: match cue_chunks[0].verb() {
                Some(v) if v.passive => value!("passive"),
                Some(v) if v.negated => value!("negated"),
                Some(v) if v.infinitive => value!("infinitive"),
                Some(v) if v.gerund => value!("gerund"),
                _ => value!("plain"),
            },
        };
        let mut features = Features::default();
        if matches!(rule, Rule::ContentDashSpeaker | Rule::SourceQuotedSpeaker | Rule::SpeakerWasQuoted) {
            // Fixed patterns: the verb and the distance, which decide elsewhere, tell nothing here.
            features.push(Feature { template: template!("rule"), a: view.rule, b: Value::NONE });
            features.push(Feature { template: template!("rule subject"), a: view.rule, b: view.subject });
        } else {
            view.features(shape, &mut features);
            if let Some(id) = verb {
                let lemma = Value::verb(id);
                features.push(Feature { template: template!("lemma"), a: lemma, b: Value::NONE });
                features.push(Feature { template: template!("lemma link"), a: lemma, b: view.link.value() });
            }
        }
        Reading { rule, speaker, cue, via, verb_class: view.verb, from_outlet, features }
    }

    /// Whether the verb's frame is the one in which the quotation stands: "urged Y to “…”", "described it as “…”".
    fn fits(&self, clause: &Clause, link: LinkKind, before: Beside) -> Value {
        if self.verb(clause).is_none() {
            return value!("no verb");
        }
        let wanted: &[Frame] = match (link, before) {
            (LinkKind::That, _) => &[Frame::That],
            (_, Beside::To | Beside::Infinitive) => &[Frame::To],
            (_, Beside::As) => &[Frame::As],
            (LinkKind::Comma | LinkKind::Colon, _) => &[Frame::Quote],
            (_, Beside::Of | Beside::Phrase(Phrase::Preposition)) => &[Frame::Prep],
            (LinkKind::Touching, _) => &[Frame::Quote, Frame::Object],
            (LinkKind::Clause, _) => &[Frame::That, Frame::Whether],
            _ => &[Frame::Object, Frame::Predicate],
        };
        if wanted.iter().any(|&frame| self.takes(clause, frame)) { value!("yes") } else { value!("no") }
    }

    /// The kind of verb of the clause before (-1) or behind (1) in the same sentence.
    pub(super) fn neighbour(&self, clause: &Clause, step: isize) -> VerbClass {
        let other = if step < 0 {
            let here = self.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
            here.checked_sub(1).map(|i| &self.clauses[i])
        } else {
            self.clauses.get(self.clauses.partition_point(|c| c.cue.0 <= clause.cue.0))
        };
        other.filter(|c| c.sentence == clause.sentence).map_or(VerbClass::None, |c| self.verb_class(c))
    }

    /// Who the outlet had it from: an outlet that reports the clause from outside, or a source named behind it.
    pub(super) fn via(&self, clause: &Clause) -> Option<Span> {
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

    pub(super) fn verb_class(&self, clause: &Clause) -> VerbClass {
        match clause.kind {
            ClauseKind::AccordingTo => return VerbClass::According,
            ClauseKind::Colon => return VerbClass::Colon,
            ClauseKind::Dash => return VerbClass::Dash,
            ClauseKind::NominalCue => return VerbClass::Noun,
            _ => {}
        }
        let chunk = &self.chunks[clause.cue.0 as usize];
        let Some(id) = chunk.reports() else {
            return match () {
                () if chunk.is(Class::Copula) => VerbClass::Copula,
                () if chunk.is(Class::Auxiliary) => VerbClass::Auxiliary,
                () if chunk.is(Class::LightVerb) => VerbClass::Light,
                () => VerbClass::Common,
            };
        };
        let verb = self.context.lexicon.verb(id);
        let frame = |frame| verb.takes(frame);
        match () {
            () if !verb.speech => VerbClass::Mind,
            () if frame(Frame::Quote) && frame(Frame::Inverted) && frame(Frame::That) => VerbClass::Say,
            () if frame(Frame::Quote) && frame(Frame::Inverted) => VerbClass::Utter,
            () if frame(Frame::Predicate) || frame(Frame::As) => VerbClass::Label,
            () if frame(Frame::That) => VerbClass::That,
            () if frame(Frame::Prep) => VerbClass::Prep,
            () if frame(Frame::To) => VerbClass::To,
            () if frame(Frame::Object) => VerbClass::Object,
            () => VerbClass::Speech,
        }
    }
}

/// The rules' names as values, in the order of the rules.
const RULES: [Value; Rule::ALL.len()] = {
    let mut values = [Value::NONE; Rule::ALL.len()];
    let mut i = 0;
    while i < values.len() {
        values[i] = Value::named(Rule::ALL[i].name()).expect("a value listed in lexicon/observation.rs");
        i += 1;
    }
    values
};

/// The rule's name as a value.
pub fn rule_value(rule: Rule) -> Value {
    RULES[rule as usize]
}

/// The clauses with the number of their verb in this order: clauses of one verb share it.
fn ranked<'a>(clauses: impl Iterator<Item = &'a Clause>) -> impl Iterator<Item = (usize, &'a Clause)> {
    let mut last = None;
    let mut rank = 0;
    clauses.map(move |clause| {
        rank += usize::from(last.is_some_and(|cue| cue != clause.cue));
        last = Some(clause.cue);
        (rank, clause)
    })
}

fn choice_name(choice: SubjectChoice) -> Value {
    match choice {
        SubjectChoice::Own => value!("own"),
        SubjectChoice::Head => value!("head"),
        SubjectChoice::Object => value!("object"),
        SubjectChoice::Before => value!("clause before"),
        SubjectChoice::First => value!("first clause"),
        SubjectChoice::Agent => value!("agent"),
    }
}

/// The name of a kind of clause.
pub(super) fn clause_name(kind: ClauseKind) -> Value {
    match kind {
        ClauseKind::SubjectCue => value!("subject-cue"),
        ClauseKind::CueSubject => value!("cue-subject"),
        ClauseKind::RelativeCue => value!("relative"),
        ClauseKind::ParticipleCue => value!("participle"),
        ClauseKind::ConjoinedCue => value!("conjoined"),
        ClauseKind::AccordingTo => value!("according"),
        ClauseKind::QuotedAs => value!("quoted-as"),
        ClauseKind::WasQuoted => value!("was-quoted"),
        ClauseKind::NominalCue => value!("nominal"),
        ClauseKind::Colon => value!("colon"),
        ClauseKind::Dash => value!("dash"),
    }
}

/// What kind of subject a mention makes.
pub fn subject_class(mention: &Mention) -> Value {
    let head = mention.head_classes;
    match mention.kind {
        NounKind::Pronoun if head.has(Class::PronounMale) || head.has(Class::PronounFemale) => {
            value!("he-she")
        }
        NounKind::Pronoun if head.has(Class::PronounPlural) => value!("they"),
        NounKind::Pronoun if head.has(Class::PronounFirst) => value!("i-we"),
        NounKind::Pronoun if head.has(Class::PronounNeuter) => value!("it"),
        NounKind::Pronoun => value!("pronoun"),
        NounKind::Name if mention.classes.has(Class::Title) || mention.classes.has(Class::Role) => {
            value!("titled-name")
        }
        NounKind::Name if mention.classes.has(Class::Organisation) || head.has(Class::Country) => {
            value!("organisation")
        }
        NounKind::Name => value!("name"),
        NounKind::Nominal if head.has(Class::Role) => value!("role"),
        NounKind::Nominal if head.has(Class::People) => value!("people"),
        NounKind::Nominal if head.has(Class::Outlet) => value!("outlet"),
        NounKind::Nominal if head.has(Class::Organisation) => value!("organisation"),
        NounKind::Nominal if head.has(Class::Document) || head.has(Class::SpeechEvent) => value!("document"),
        NounKind::Nominal if head.has(Class::SpeechAct) => value!("speech-act"),
        NounKind::Nominal if head.has(Class::PronounIndefinite) => value!("indefinite"),
        NounKind::Nominal => value!("nominal"),
    }
}

/// The number of a clause among those on its side of the quotation, nearest first.
const RANKS: [Value; 7] =
    [value!("0"), value!("1"), value!("2"), value!("3"), value!("4"), value!("5"), value!("6")];

/// What is seen of one reading, as values.
struct View {
    rule: Value,
    side: Value,
    link: LinkKind,
    rank: Value,
    clause: Value,
    verb: VerbClass,
    fits: Value,
    outer: VerbClass,
    inner: VerbClass,
    choice: Value,
    subject: Value,
    quotes: Value,
    distance: Value,
    voice: Value,
}

impl View {
    /// The observations, always in this order.
    fn features(&self, shape: &QuoteShape, out: &mut Features) {
        let mut add = |template, a, b| out.push(Feature { template, a, b });
        add(template!("rule"), self.rule, Value::NONE);
        add(template!("rule length"), self.rule, shape.length.value());
        add(template!("rule before"), self.rule, shape.before.value());
        add(template!("rule behind"), self.rule, shape.behind.value());
        add(template!("rule capitals"), self.rule, shape.capitals);
        add(template!("rule marks"), self.rule, shape.marks);
        add(template!("rule last"), self.rule, shape.last.value());
        add(template!("rule first"), self.rule, shape.first.value());
        add(template!("rule rank"), self.rule, self.rank);
        add(template!("rule link"), self.rule, self.link.value());
        add(template!("rule verb"), self.rule, self.verb.value());
        add(template!("rule subject"), self.rule, self.subject);
        add(template!("rule quotes"), self.rule, self.quotes);
        add(template!("rule whole"), self.rule, shape.whole.value());
        add(template!("rule distance"), self.rule, self.distance);
        add(template!("side rank"), self.side, self.rank);
        add(template!("side distance"), self.side, self.distance);
        add(template!("clause side"), self.clause, self.side);
        add(template!("clause voice"), self.clause, self.voice);
        add(template!("clause verb"), self.clause, self.verb.value());
        add(template!("choice clause"), self.choice, self.clause);
        add(template!("choice verb"), self.choice, self.verb.value());
        add(template!("choice subject"), self.choice, self.subject);
        add(template!("choice rank"), self.choice, self.rank);
        add(template!("rule fits"), self.rule, self.fits);
        add(template!("verb fits"), self.verb.value(), self.fits);
        add(template!("fits length"), self.fits, shape.length.value());
        add(template!("outer verb"), self.outer.value(), self.verb.value());
        add(template!("outer rule"), self.outer.value(), self.rule);
        add(template!("inner verb"), self.inner.value(), self.verb.value());
        add(template!("inner rule"), self.inner.value(), self.rule);
        add(template!("verb subject"), self.verb.value(), self.subject);
        add(template!("verb link"), self.verb.value(), self.link.value());
        add(template!("verb length"), self.verb.value(), shape.length.value());
        add(template!("verb before"), self.verb.value(), shape.before.value());
        add(template!("verb rank"), self.verb.value(), self.rank);
        add(template!("verb voice"), self.verb.value(), self.voice);
        add(template!("link last"), self.link.value(), shape.last.value());
        add(template!("link before"), self.link.value(), shape.before.value());
        add(template!("subject side"), self.subject, self.side);
    }
}
