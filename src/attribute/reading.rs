//! Which reading holds: the candidates for one quotation, weighed.
//!
//! A log-linear model (Berger, Della Pietra & Della Pietra 1996) over the grammar's readings, the speaker carried over from
//! before, and "nobody is quoted". Its weights stand in `grammar/<language>/weights/reading.toml` under the names of what was
//! seen, so that every decision can be printed as a sum.

use super::choose::choose_answer;
use crate::lexicon::{Feature, Lexicon, Value, template, value};
use crate::model::Rule;
use crate::parse::{
    ClosingClause, Features, LeadIn, MarkedSpan, Observations, Passage, QuoteShape, Reading, VerbClass,
    Wholeness, rule_value, subject_class,
};

/// Who spoke last, for a quotation with no clause of its own.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    /// The last quotation that got a speaker.
    pub quotation: Option<LastQuotation>,
    /// The last clause of saying of the paragraph before.
    pub closing: Option<ClosingClause>,
    /// Whether the paragraph before ended inside a quotation.
    pub open: bool,
    /// Whether the quotation before, in the same sentence, was taken for nobody's words.
    pub silent: bool,
}

/// A quotation that got a speaker.
#[derive(Debug, Clone)]
pub struct LastQuotation {
    /// What it was read as.
    pub reading: Reading,
    /// Number of its paragraph among those of the article that hold text.
    pub paragraph: usize,
    /// Its sentence within the paragraph.
    pub sentence: u32,
    /// What it looked like.
    pub shape: QuoteShape,
}

/// The candidates for quotation `index` of a passage: its readings, then the carried ones, then silence (always the last).
pub fn candidates(
    passage: &Passage<'_>,
    index: usize,
    paragraph: usize,
    before: &Carry,
    lexicon: &Lexicon,
) -> Vec<Reading> {
    let quote = &passage.quotes[index];
    let kept = passage.keeps_features();
    // The readings, two that are carried, and silence.
    let mut all = Vec::with_capacity(quote.readings.len() + 3);
    all.extend_from_slice(&quote.readings);
    let best_link = if quote.readings.is_empty() { value!("alone") } else { value!("beside") };
    if let Some(spoken) = &before.quotation {
        let far = paragraph - spoken.paragraph;
        let place = match far {
            0 if spoken.sentence == quote.sentence => value!("same sentence"),
            0 if spoken.sentence + 1 == quote.sentence => value!("next sentence"),
            0 => value!("same paragraph"),
            1 if before.open && quote.opens_paragraph => value!("continued"),
            1 => value!("next paragraph"),
            _ => value!("further"),
        };
        if far <= 3 {
            let seen =
                Carried { from: &spoken.reading, place, beside: best_link, quote, spoken: Some(spoken) };
            all.push(seen.reading(lexicon, kept));
        }
    }
    all.extend(closing(before, quote).map(|(place, from)| {
        Carried { from: &from, place, beside: best_link, quote, spoken: None }.reading(lexicon, kept)
    }));
    all.push(Reading {
        rule: Rule::NotSpeech,
        speaker: None,
        cue: None,
        clause: None,
        via: None,
        addressee: None,
        verb_class: VerbClass::None,
        by_agent: false,
        features: Features::of(&Silent { quote, after_silent: before.silent, lexicon }, lexicon, kept),
    });
    all
}

/// The speaker of the paragraph before, if its last clause of saying is newer than the last quotation, and what leads from there.
fn closing(before: &Carry, quote: &MarkedSpan) -> Option<(Value, Reading)> {
    // Who is only introduced is quoted with a paragraph of their own.
    let introduced =
        |c: &&ClosingClause| c.kind != LeadIn::Introduces || quote.shape.whole == Wholeness::Paragraph;
    let last = before.quotation.as_ref().and_then(|s| s.reading.cue.as_ref());
    let newer = |c: &&ClosingClause| last.is_none_or(|last| last.span.start() < c.cue.span.start());
    let closing = before.closing.as_ref().filter(|_| quote.sentence == 0);
    let ClosingClause { speaker, cue, kind } = closing.filter(introduced).filter(newer)?;
    let reading = Reading {
        rule: Rule::Carried,
        speaker: Some(*speaker),
        cue: Some(*cue).filter(|_| *kind != LeadIn::Introduces),
        clause: None,
        via: None,
        addressee: None,
        verb_class: VerbClass::None,
        by_agent: false,
        features: Features::Weighed(0.0),
    };
    let place = match kind {
        LeadIn::Announces => value!("announced"),
        LeadIn::Says => value!("closing"),
        LeadIn::Introduces => value!("introduced"),
    };
    Some((place, reading))
}

/// What speaks for nobody being quoted.
struct Silent<'a> {
    quote: &'a MarkedSpan,
    /// Whether the quotation before was taken for nobody's words.
    after_silent: bool,
    lexicon: &'a Lexicon,
}

impl Observations for Silent<'_> {
    fn each(&self, add: &mut impl FnMut(Feature)) {
        let MarkedSpan { shape, readings, linked, .. } = self.quote;
        shape.silent_features(add);
        let length = shape.length.value();
        let mut add = |template, a, b| add(Feature { template, a, b });
        let beside = readings.first().map_or(value!("nothing"), |r| rule_value(r.rule));
        add(template!("silent beside"), beside, Value::NONE);
        if let Some(id) = readings.first().and_then(|r| r.cue).and_then(|c| c.verb) {
            add(template!("silent lemma"), self.lexicon.lemma(id), Value::NONE);
        }
        let after = if self.after_silent { value!("silent") } else { value!("spoken") };
        add(template!("silent linked"), after, *linked);
        add(template!("silent linked content"), *linked, shape.content);
        add(template!("silent beside length"), beside, length);
        add(template!("silent beside content"), beside, shape.content);
        let agent = readings.iter().find(|r| r.by_agent && r.rule != Rule::Floating);
        add(template!("silent agent"), agent.map_or(value!("none"), |r| r.verb_class.value()), length);
        // Which kinds of verb of its sentence could report it at all, each once.
        let beside = readings.iter().filter(|r| r.rule != Rule::Floating);
        let mut verbs: Vec<Value> = beside.map(|r| r.verb_class.value()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        for verb in verbs {
            add(template!("silent verb"), verb, length);
            add(template!("silent verb before"), verb, shape.before.value());
        }
    }
}

/// What speaks for a speaker of before.
struct Carried<'a> {
    from: &'a Reading,
    /// Where the speaker was named or spoke.
    place: Value,
    beside: Value,
    quote: &'a MarkedSpan,
    spoken: Option<&'a LastQuotation>,
}

impl Observations for Carried<'_> {
    fn each(&self, add: &mut impl FnMut(Feature)) {
        let Self { from, place, beside, quote, spoken } = *self;
        let shape = &quote.shape;
        let mut add = |template, a, b| add(Feature { template, a, b });
        add(template!("carried"), place, Value::NONE);
        add(template!("carried linked"), place, quote.linked);
        add(template!("carried whole"), place, shape.whole.value());
        add(template!("carried length"), place, shape.length.value());
        add(template!("carried first"), place, shape.first.value());
        add(template!("carried last"), place, shape.last.value());
        add(template!("carried before"), place, shape.before.value());
        add(template!("carried behind"), place, shape.behind.value());
        add(template!("carried beside"), place, beside);
        add(template!("carried rule"), place, rule_value(from.rule));
        add(template!("carried capitals"), place, shape.capitals);
        add(template!("carried content"), place, shape.content);
        add(template!("carried subject"), place, from.speaker.as_ref().map_or(value!("none"), subject_class));
        if let Some(spoken) = spoken {
            add(template!("carried after last"), place, spoken.shape.last.value());
            add(template!("carried after length"), place, spoken.shape.length.value());
        }
    }
}

impl Carried<'_> {
    fn reading(&self, lexicon: &Lexicon, kept: bool) -> Reading {
        let from = self.from;
        Reading {
            rule: Rule::Carried,
            speaker: from.speaker,
            cue: from.cue,
            clause: None,
            via: from.via,
            addressee: from.addressee,
            verb_class: from.verb_class,
            by_agent: from.by_agent,
            features: Features::of(self, lexicon, kept),
        }
    }
}

/// The best candidate and the probability that the model gives it.
pub fn best(candidates: &[Reading], lexicon: &Lexicon) -> (usize, f32) {
    let scores: Vec<f32> = candidates.iter().map(|c| c.features.weight(lexicon)).collect();
    // Two readings with one speaker are one answer.
    let speaker = |i: usize| candidates[i].speaker.as_ref().map(|s| s.span);
    // Silence is always a candidate, so there is a choice.
    choose_answer(&scores, |a, b| speaker(a) == speaker(b)).map_or((0, 0.0), |c| (c.index, c.probability))
}
