//! Annotated quotations → lessons → the weights of the readings.
//!
//! In: annotated articles, one by one. Out: a weight for each observation. A lesson is a quotation whose right reading is among the
//! candidates: a reading is right if its speaker overlaps the annotated one and its verb covers the annotated head; silence is right if
//! nobody is quoted.

use std::error::Error;

use inquit::attribute::{Course, Observer};
use inquit::eval::{CharRange, Gold};
use inquit::lexicon::{Feature, ReadingTemplate, Template, Value};
use inquit::parse::{MarkedSpan, Reading};

use super::adagrad::{self, Lesson, Settings, learn};
use super::walk::{Bytes, overlap, walk};

const SETTINGS: Settings = Settings { epochs: 40, rate: 0.2, l2: 10.0, rare: 3, least: 1e-5 };
/// Weights smaller than this are not worth a line.
pub const SMALL: f64 = 0.02;
/// What the weight file says that it is.
pub const ABOUT: &str = "Weights of the readings of a quotation: one number under the name of each observation (src/parse/reading.rs).";

/// A wrong speaker is worse than a miss: what is added to the weights of silence, so that an even choice goes to it. In
/// cross-validation it trades recall for precision one to one (docs/accuracy.md). Most training articles have no quotation in
/// single marks and call many a single word a quotation, so that silence weighs too little there by what was learned.
const CAUTION: [(&str, &str, f64); 3] =
    [("silent", "", 0.35), ("silent length", "1", 0.3), ("silent marks", "single", 0.8)];

/// Where learning begins, and what the regularisation pulls towards, for rules that are certain by convention but that
/// training articles have too few of: a colon at the end of a paragraph announces what follows, a dash and a name behind a
/// quotation sign it, "Y quoted X as saying" says it, and the phrases of `not_speech.toml` tell of titles, nicknames and what is
/// written on things. What "was branded “…” by Ruiz" is Ruiz's word; six words and more that all have capitals are a title; one
/// word of a sentence that ends with "according to X" is seldom X's; "the use of the word “…”" talks about a word, which "used
/// the word “…”" need not.
const PRIORS: [(&str, &str, &str, f64); 15] = [
    ("carried", "announced", "", 3.0),
    ("silent agent", "label", "1", -0.7),
    ("silent agent", "label", "2", -0.7),
    ("silent capitals", "all", "6-10", 2.0),
    ("silent phrase", "nickname", "", 4.0),
    ("silent phrase", "scare", "", 2.0),
    ("silent phrase", "sign", "", 4.0),
    ("silent phrase", "term", "", 1.0),
    ("silent phrase", "title", "", 4.0),
    ("silent phrase before", "term", "preposition", 3.5),
    ("silent phrase capitals", "title", "all", 2.0),
    ("rule length", "according_to", "1", -1.0),
    ("rule", "content_dash_speaker", "", 8.0),
    ("rule", "source_quoted_speaker", "", 8.0),
    ("rule", "speaker_was_quoted", "", 8.0),
];

type Seen = adagrad::Seen<Feature>;

/// What was gathered from annotated articles so far.
#[derive(Default)]
pub struct School {
    seen: Seen,
    lessons: Vec<Lesson>,
}

impl School {
    /// Takes in the quotations of one article, each of which counts `weight` times.
    pub fn article(&mut self, gold: &Gold, weight: f64) {
        let answers = answers(gold);
        let pupil = &mut Pupil { answers: &answers, weight, school: self };
        walk(&gold.text, false, pupil);
    }

    /// How many lessons there are.
    pub fn lessons(&self) -> usize {
        self.lessons.len()
    }

    /// Learns the weights.
    pub fn learn(mut self) -> Result<Vec<(Feature, f64)>, Box<dyn Error>> {
        let mut begins = Vec::new();
        for (template, a, b, weight) in PRIORS {
            let named = ReadingTemplate::named(template).zip(Value::named(a)).zip(Value::named(b));
            let ((template, a), b) =
                named.ok_or("a prior for an observation that the grammar does not make")?;
            begins.push((self.seen.id(Feature { template, a, b }), weight));
        }
        let mut prior = vec![0.0; self.seen.ids.len()];
        for (id, weight) in begins {
            prior[id as usize] = weight;
        }
        let weights = learn(&self.lessons, &self.seen, &prior, &SETTINGS);
        let caution = |feature: &Feature| {
            let (template, a) = (feature.template.name(), feature.a.name());
            let added = CAUTION.iter().find(|c| (c.0, c.1) == (template, a) && feature.b == Value::NONE);
            added.map_or(0.0, |c| c.2)
        };
        let cautious =
            |(&feature, &id): (&Feature, &u32)| (feature, weights[id as usize] + caution(&feature));
        Ok(self.seen.ids.iter().map(cautious).collect())
    }
}

/// What is annotated of one content, in bytes.
struct Answer {
    span: CharRange,
    speakers: Vec<CharRange>,
    cue: Option<CharRange>,
    attributed: bool,
}

/// Learns from the quotations of one article.
struct Pupil<'a> {
    answers: &'a [Answer],
    weight: f64,
    school: &'a mut School,
}

impl Observer for Pupil<'_> {
    fn reading(&mut self, quote: &MarkedSpan, candidates: &[Reading]) -> Course {
        let span = (quote.span.start(), quote.span.end());
        let answer = self.answers.iter().find(|a| overlap(a.span, span) * 2 > a.span.1 - a.span.0);
        let Some(answer) = answer else { return Course::Unknown };
        let right: Vec<bool> = candidates.iter().map(|c| is_right(c, answer)).collect();
        let candidate = right.iter().position(|&r| r).filter(|_| answer.attributed);
        if right.contains(&true) {
            let School { seen, lessons } = &mut *self.school;
            let ids = |c: &Reading| c.features.as_slice().iter().map(|&f| seen.id(f)).collect();
            let candidates = candidates.iter().map(ids).collect();
            lessons.push(Lesson { candidates, right, weight: self.weight });
        }
        Course::Known { candidate, silent: !answer.attributed }
    }
}

/// A candidate is right if its speaker overlaps the annotated one and its cue covers the annotated head.
fn is_right(candidate: &Reading, answer: &Answer) -> bool {
    let Some(speaker) = &candidate.speaker else { return !answer.attributed && candidate.cue.is_none() };
    let place = (speaker.span.start(), speaker.span.end());
    let named = answer.attributed && answer.speakers.iter().any(|&s| overlap(s, place) > 0);
    let cue = match (&candidate.cue, answer.cue) {
        (Some(cue), Some(want)) => overlap((cue.span.start(), cue.span.end()), want) > 0,
        _ => true,
    };
    named && cue
}

fn answers(gold: &Gold) -> Vec<Answer> {
    let bytes = Bytes::of(&gold.text);
    let quoted = gold.quotes.iter().map(|q| Answer {
        span: bytes.range(q.span),
        speakers: q.speaker_spans.iter().map(|&s| bytes.range(s)).collect(),
        cue: q.cue_head.map(|cue| bytes.range(cue)),
        attributed: true,
    });
    let silent = gold.unattributed_quotes.iter().map(|q| Answer {
        span: bytes.range(q.span),
        speakers: Vec::new(),
        cue: None,
        attributed: false,
    });
    quoted.chain(silent).collect()
}
