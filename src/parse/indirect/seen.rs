//! What is seen of a clause and of a stretch that it could report: what the weights of `grammar/en/weights/indirect.toml` are for.

use std::ops::Range;

use super::clause::ContentForm;
use super::content::Beginning;
use super::labels::{ContentSide, Edge, Neighbour};
use super::view::View;
use crate::lexicon::{Class, Frame, IndirectFeature, IndirectTemplate, Value, template, value};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::features::Phrase;
use crate::parse::seen::clause_name;

const NONE: Value = Value::NONE;

/// What is known of a stretch before its edge is looked at.
struct Begun {
    kind: Value,
    side: Value,
    finite: Value,
    length: Value,
}

impl View<'_> {
    /// What was seen of the clause, whatever it reports.
    pub(super) fn silent(&self) -> Vec<IndirectFeature> {
        let next = self.neighbour(self.plain_start()).value();
        let kind = clause_name(self.clause.kind);
        let before = match (self.clause.start as usize).min(self.clause.cue.0 as usize) {
            at if at == self.first => Neighbour::Start,
            at => self.neighbour(at - 1),
        }
        .value();
        let sentence = &self.scene.chunks[self.first..self.end];
        let quoted = if sentence.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_))) {
            value!("quoted")
        } else {
            value!("plain")
        };
        let line = if self.headline { value!("headline") } else { value!("body") };
        let outer = self.scene.neighbour(self.clause, -1).value();
        let class = self.class.value();
        let speaks = yes(self.can_speak());
        let mood = self.mood();
        let mut seen = Vec::with_capacity(19);
        let mut add = |template, a, b| seen.push(IndirectFeature { template, a, b });
        add(template!("silent", IndirectTemplate), NONE, NONE);
        add(template!("silent verb", IndirectTemplate), self.lemma, NONE);
        add(template!("silent verb next", IndirectTemplate), self.lemma, next);
        add(template!("silent verb voice", IndirectTemplate), self.lemma, self.voice);
        add(template!("silent class next", IndirectTemplate), class, next);
        add(template!("silent class subject", IndirectTemplate), class, self.subject);
        add(template!("silent class voice", IndirectTemplate), class, self.voice);
        add(template!("silent clause before", IndirectTemplate), kind, before);
        add(template!("silent clause voice", IndirectTemplate), kind, self.voice);
        add(template!("silent clause class", IndirectTemplate), kind, class);
        add(template!("silent subject verb", IndirectTemplate), self.lemma, self.subject);
        add(template!("silent quoted", IndirectTemplate), quoted, class);
        add(template!("silent quoted clause", IndirectTemplate), quoted, kind);
        add(template!("silent mood", IndirectTemplate), mood, class);
        add(template!("silent mood subject", IndirectTemplate), mood, self.subject);
        add(template!("silent speaks", IndirectTemplate), speaks, class);
        add(template!("silent speaks next", IndirectTemplate), speaks, next);
        add(template!("silent line", IndirectTemplate), line, next);
        add(template!("silent outer", IndirectTemplate), outer, class);
        add(template!("silent outer clause", IndirectTemplate), outer, kind);
        seen
    }

    /// What was seen of a stretch.
    pub(super) fn seen(
        &self,
        side: ContentSide,
        beginning: Beginning,
        end: usize,
        (edge, form): (Edge, ContentForm),
    ) -> Vec<IndirectFeature> {
        let chunks = &self.scene.chunks[beginning.at..end];
        let finite = finite(chunks);
        let words: u32 = chunks.iter().map(|c| c.end - c.start).sum();
        let length = length(words);
        let (kind, link) = (beginning.kind.value(), beginning.link.value());
        let (side, edge, class) = (side.value(), edge.value(), self.class.value());
        let fits = if self.verb_chunk().reports().is_none() {
            value!("no verb")
        } else {
            yes(self.fits(beginning.kind, form))
        };
        let object = match form {
            ContentForm::Phrase => object(chunks),
            _ => value!("verb"),
        };
        let form = form.value();
        let addressed = if self.takes(Frame::Addressee) { value!("addressee") } else { value!("nobody") };
        let mut seen = Vec::with_capacity(32);
        let mut add = |template, a, b| seen.push(IndirectFeature { template, a, b });
        add(template!("side", IndirectTemplate), side, NONE);
        add(template!("side clause", IndirectTemplate), side, clause_name(self.clause.kind));
        add(template!("side class", IndirectTemplate), class, side);
        add(template!("verb begins", IndirectTemplate), self.lemma, kind);
        add(template!("verb link", IndirectTemplate), self.lemma, link);
        add(template!("class begins", IndirectTemplate), class, kind);
        add(template!("class object", IndirectTemplate), class, object);
        add(template!("begins link", IndirectTemplate), kind, link);
        add(template!("link side", IndirectTemplate), link, side);
        add(template!("link addressed", IndirectTemplate), link, addressed);
        add(template!("class link", IndirectTemplate), class, link);
        add(template!("verb form", IndirectTemplate), self.lemma, form);
        add(template!("begins second", IndirectTemplate), kind, self.neighbour(beginning.at + 1).value());
        add(template!("finite begins", IndirectTemplate), finite, kind);
        add(template!("finite class", IndirectTemplate), class, finite);
        add(template!("fits begins", IndirectTemplate), fits, kind);
        add(template!("fits class", IndirectTemplate), fits, class);
        add(template!("form class", IndirectTemplate), form, class);
        add(template!("form subject", IndirectTemplate), form, self.subject);
        add(template!("length begins", IndirectTemplate), length, kind);
        add(template!("length side", IndirectTemplate), length, side);
        for past in self.passed(beginning.at + 1..end) {
            add(template!("passed begins", IndirectTemplate), past, kind);
            add(template!("passed side", IndirectTemplate), past, side);
            add(template!("passed clause", IndirectTemplate), past, clause_name(self.clause.kind));
            add(template!("passed edge", IndirectTemplate), past, edge);
        }
        let begun = Begun { kind, side, finite, length };
        self.edge_seen(&begun, end, edge, &mut seen);
        seen
    }

    /// What was seen of the edge that ends a stretch.
    fn edge_seen(&self, begun: &Begun, end: usize, edge: Value, seen: &mut Vec<IndirectFeature>) {
        let &Begun { kind, side, finite: inside, length } = begun;
        let left = &self.scene.chunks[end.min(self.end)..self.end];
        let (quoted, rest) = (yes(self.quoted_behind(end)), rest(left.len()));
        let mut add = |template, a, b| seen.push(IndirectFeature { template, a, b });
        add(template!("edge begins", IndirectTemplate), edge, kind);
        add(template!("edge side", IndirectTemplate), edge, side);
        add(template!("edge clause", IndirectTemplate), edge, clause_name(self.clause.kind));
        add(template!("edge class", IndirectTemplate), edge, self.class.value());
        add(template!("edge finite", IndirectTemplate), edge, inside);
        add(template!("edge after", IndirectTemplate), edge, finite(left));
        add(template!("edge second", IndirectTemplate), edge, self.neighbour(end + 2).value());
        add(template!("verb edge", IndirectTemplate), self.lemma, edge);
        add(template!("edge quoted", IndirectTemplate), edge, quoted);
        add(template!("edge rest", IndirectTemplate), edge, rest);
        add(template!("length edge", IndirectTemplate), length, edge);
    }

    /// Whether it was said at all: "will say", "did not say", "to say".
    pub(super) fn mood(&self) -> Value {
        let cue = self.verb_chunk();
        match cue.verb() {
            Some(v) if v.negated => value!("negated"),
            Some(v) if v.infinitive => value!("infinitive"),
            Some(_) if self.scene.units[cue.start as usize].token.is(Class::Modal) => value!("modal"),
            _ => value!("plain"),
        }
    }

    /// True if a quotation follows in the sentence: what ends before it may go on inside its marks.
    fn quoted_behind(&self, end: usize) -> bool {
        self.last_quote.is_some_and(|at| at >= end)
    }

    /// Whether the verb's frames allow what begins like this: "said that", "urged her to", "warned of".
    pub(super) fn fits(&self, begins: Neighbour, form: ContentForm) -> bool {
        let wanted: &[Frame] = match (begins, form) {
            (Neighbour::Phrase(Phrase::That), _) => &[Frame::That],
            (Neighbour::Phrase(Phrase::Relative), _) => &[Frame::Whether, Frame::That],
            (Neighbour::Infinitive, _) => &[Frame::To],
            (Neighbour::Phrase(Phrase::Preposition), _) => &[Frame::Prep],
            (_, ContentForm::Clause) => &[Frame::That, Frame::Quote],
            _ => &[Frame::Object, Frame::Predicate],
        };
        wanted.iter().any(|&frame| self.takes(frame))
    }

    /// The kinds of edges among the phrases of a stretch, each once.
    fn passed(&self, inside: Range<usize>) -> Vec<Value> {
        let mut passed: Vec<Value> = inside.filter_map(|at| self.edge(at).map(Edge::value)).collect();
        passed.sort_unstable();
        passed.dedup();
        passed
    }
}

/// What kind of noun a phrase without a verb begins with: "the plan", "a lawyer", "claims".
fn object(chunks: &[Chunk]) -> Value {
    let Some(noun) = chunks.iter().find(|c| c.is_noun()) else { return value!("none") };
    match noun.noun().map(|n| n.kind) {
        Some(NounKind::Pronoun) => value!("pronoun"),
        Some(NounKind::Name) => value!("name"),
        _ if noun.is(Class::SpeechAct) => value!("speech-act"),
        _ if noun.is(Class::SpeechEvent) => value!("speech-event"),
        _ if noun.is(Class::Document) => value!("document"),
        _ if noun.is(Class::Role) => value!("role"),
        _ if noun.is(Class::People) => value!("people"),
        _ if noun.is(Class::Organisation) => value!("organisation"),
        _ => value!("nominal"),
    }
}

fn yes(holds: bool) -> Value {
    if holds { value!("yes") } else { value!("no") }
}

/// How many finite verbs the phrases hold.
fn finite(chunks: &[Chunk]) -> Value {
    let verbs = chunks.iter().filter(|c| c.is_finite()).count();
    [value!("no verb"), value!("verb"), value!("verbs")][verbs.min(2)]
}

/// How many words a stretch holds.
fn length(words: u32) -> Value {
    match words {
        0..=2 => value!("1-2"),
        3..=5 => value!("3-5"),
        6..=10 => value!("6-10"),
        11..=20 => value!("11-20"),
        21..=35 => value!("21-35"),
        _ => value!("36+"),
    }
}

/// How many phrases of the sentence follow a stretch.
fn rest(phrases: usize) -> Value {
    match phrases {
        0 => value!("0"),
        1..=3 => value!("1-3"),
        4..=8 => value!("4-8"),
        _ => value!("9+"),
    }
}
