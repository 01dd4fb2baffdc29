//! What is seen of one reading: its observations, whose weights the ranking adds up.
//!
//! In: a clause, and how a quotation hangs on it. Out: [`Features`].

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{Clause, ClauseKind, SubjectChoice};
use super::features::{Beside, Features, LinkKind, Observations, Phrase, QuoteShape, VerbClass};
use super::mention::Mention;
use super::scene::Scene;
use crate::lexicon::{Class, Feature, Frame, ReadingTemplate, Value, template, value};
use crate::model::Rule;

/// How a quotation hangs on a clause, and the rule that this would be.
pub struct Hang<'a> {
    /// The rule.
    pub rule: Rule,
    /// On which side of the quotation the clause stands.
    pub side: Value,
    /// What joins them.
    pub link: LinkKind,
    /// The number of the clause among those on its side, nearest first.
    pub rank: usize,
    /// The phrases between them.
    pub between: &'a [Chunk],
}

impl Scene<'_> {
    /// The observations of a reading.
    pub(super) fn seen(
        &self,
        hang: &Hang<'_>,
        clause: &Clause,
        speaker: Option<&Mention>,
        shape: &QuoteShape,
    ) -> Features {
        let lemma = self.verb(clause).map(|id| self.context.lexicon.lemma(id));
        let fixed = matches!(
            hang.rule,
            Rule::ContentDashSpeaker | Rule::SourceQuotedSpeaker | Rule::SpeakerWasQuoted
        );
        let view = View {
            shape,
            fixed,
            lemma,
            rule: rule_value(hang.rule),
            side: hang.side,
            link: hang.link,
            rank: RANKS[hang.rank.min(RANKS.len() - 1)],
            clause: clause_name(clause.kind),
            verb: self.verb_class(clause),
            fits: self.fits(clause, hang.link, shape.before),
            outer: self.neighbour(clause, -1),
            inner: self.neighbour(clause, 1),
            choice: choice_name(clause.choice),
            subject: speaker.map_or(value!("none"), subject_class),
            quotes: quotes(hang.between),
            distance: distance(hang.between),
            voice: voice(&self.chunks[clause.cue.0 as usize]),
        };
        Features::of(&view, self.context.lexicon, self.context.keeps_features)
    }

    /// Whether the verb's frame is the one in which the quotation stands: "urged Y to “…”", "described it as “…”".
    pub(super) fn fits(&self, clause: &Clause, link: LinkKind, before: Beside) -> Value {
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
}

/// How many quotations stand between a quotation and its clause.
fn quotes(between: &[Chunk]) -> Value {
    match between.iter().filter(|c| matches!(c.kind, ChunkKind::Quote(_))).count() {
        0 => value!("0"),
        1 => value!("1"),
        _ => value!("2+"),
    }
}

/// How many phrases stand between a quotation and its clause.
fn distance(between: &[Chunk]) -> Value {
    match between.len() {
        0 => value!("0"),
        1 => value!("1"),
        2..=3 => value!("2-3"),
        4..=7 => value!("4-7"),
        8..=15 => value!("8-15"),
        _ => value!("16+"),
    }
}

/// The voice and form of a verb.
pub(super) fn voice(chunk: &Chunk) -> Value {
    match chunk.verb() {
        Some(v) if v.passive => value!("passive"),
        Some(v) if v.negated => value!("negated"),
        Some(v) if v.infinitive => value!("infinitive"),
        Some(v) if v.gerund => value!("gerund"),
        _ => value!("plain"),
    }
}

/// The rules' names as values, in the order of the rules.
const RULES: [Value; Rule::ALL.len()] = {
    let mut values = [Value::NONE; Rule::ALL.len()];
    let mut i = 0;
    while i < values.len() {
        values[i] =
            Value::named(Rule::ALL[i].name()).expect("a value listed in lexicon/weights/observation.rs");
        i += 1;
    }
    values
};

/// The rule's name as a value.
pub fn rule_value(rule: Rule) -> Value {
    RULES[rule as usize]
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
        NounKind::Nominal if mention.classes.has(Class::Possessive) => value!("possessive"),
        NounKind::Nominal => value!("nominal"),
    }
}

/// The number of a clause among those on its side of the quotation, nearest first.
const RANKS: [Value; 7] =
    [value!("0"), value!("1"), value!("2"), value!("3"), value!("4"), value!("5"), value!("6")];

/// What is seen of one reading, as values.
struct View<'a> {
    shape: &'a QuoteShape,
    /// Whether it is a fixed pattern.
    fixed: bool,
    /// The verb, if the lexicon lists it.
    lemma: Option<Value>,
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

impl Observations for View<'_> {
    fn each(&self, add: &mut impl FnMut(Feature)) {
        let mut add = |template, a, b| add(Feature { template, a, b });
        if self.fixed {
            self.fixed_features(&mut add);
        } else {
            self.features(&mut add);
        }
        if let Some(lemma) = self.lemma {
            add(template!("lemma"), lemma, Value::NONE);
            add(template!("lemma link"), lemma, self.link.value());
        }
    }
}

impl View<'_> {
    /// The observations of fixed patterns, in which the distance says nothing.
    fn fixed_features(&self, add: &mut impl FnMut(ReadingTemplate, Value, Value)) {
        let shape = self.shape;
        add(template!("rule"), self.rule, Value::NONE);
        add(template!("rule length"), self.rule, shape.length.value());
        add(template!("rule before"), self.rule, shape.before.value());
        add(template!("rule content"), self.rule, shape.content);
        add(template!("rule link"), self.rule, self.link.value());
        add(template!("rule subject"), self.rule, self.subject);
        add(template!("rule whole"), self.rule, shape.whole.value());
    }

    /// The observations, always in this order.
    fn features(&self, add: &mut impl FnMut(ReadingTemplate, Value, Value)) {
        let shape = self.shape;
        add(template!("rule"), self.rule, Value::NONE);
        add(template!("rule length"), self.rule, shape.length.value());
        add(template!("rule before"), self.rule, shape.before.value());
        add(template!("rule behind"), self.rule, shape.behind.value());
        add(template!("rule capitals"), self.rule, shape.capitals);
        add(template!("rule content"), self.rule, shape.content);
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
        add(template!("verb content"), self.verb.value(), shape.content);
        add(template!("link last"), self.link.value(), shape.last.value());
        add(template!("link before"), self.link.value(), shape.before.value());
        add(template!("subject side"), self.subject, self.side);
    }
}
