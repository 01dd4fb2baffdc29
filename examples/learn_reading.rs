//! Learns the weights of the readings from annotated articles and writes `grammar/en/weights/reading.toml`.
//!
//! ```text
//! cargo run --release --example learn_reading -- TRAIN.jsonl.gz --out grammar/en/weights/reading.toml \
//!     --data "PolNeAR 1.0.0, train" --commit HASH --date 2026-11-26
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"). Out: one weight for each observation that
//! the grammar makes, learned by a log-linear model (`learn/adagrad.rs`). No word of an article is among the
//! observations: they are names of rules, phrase kinds and sizes, and reporting verbs. The same input gives the same bytes.

use inquit::attribute::{Course, Observer};
use inquit::eval::{CharRange, Gold};
use inquit::lexicon::{Feature, ReadingTemplate, Template, Value};
use inquit::parse::{MarkedSpan, Reading};

#[path = "learn/adagrad.rs"]
mod adagrad;
#[path = "learn/run.rs"]
mod run;

use adagrad::{Lesson, Settings, learn};
use run::{Bytes, Run, overlap, walk};

const SETTINGS: Settings = Settings { epochs: 40, rate: 0.2, l2: 500.0, rare: 3, least: 1e-5 };
/// Weights smaller than this are not worth a line.
const SMALL: f64 = 0.02;

/// A wrong speaker is worse than a miss: what is added to the weight of silence, so that an even choice goes to it. In
/// cross-validation it trades recall for precision one to one (docs/accuracy.md).
const CAUTION: f64 = 0.5;

/// Where learning begins, and what the regularisation pulls towards, for rules that are certain by convention but that
/// training articles have too few of: a dash and a name behind a quotation sign it, "Y quoted X as saying" says it, and the
/// phrases of `not_speech.toml` tell of titles and nicknames.
const PRIORS: [(&str, &str, f64); 7] = [
    ("silent phrase", "nickname", 4.0),
    ("silent phrase", "scare", 1.0),
    ("silent phrase", "term", 1.0),
    ("silent phrase", "title", 4.0),
    ("rule", "content_dash_speaker", 8.0),
    ("rule", "source_quoted_speaker", 8.0),
    ("rule", "speaker_was_quoted", 8.0),
];

/// What is annotated of one content, in bytes.
struct Answer {
    span: CharRange,
    speakers: Vec<CharRange>,
    cue: Option<CharRange>,
    attributed: bool,
}

type Seen = adagrad::Seen<Feature>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut run = Run::from_args("learn_reading")?;
    let (mut seen, mut lessons) = (Seen::default(), Vec::new());
    run.articles(|gold| {
        let answers = answers(gold);
        walk(&gold.text, false, &mut Pupil { answers: &answers, seen: &mut seen, lessons: &mut lessons });
    })?;
    for (template, a, _) in PRIORS {
        let named = ReadingTemplate::named(template).zip(Value::named(a));
        let (template, a) = named.ok_or("a prior for an observation that the grammar does not make")?;
        seen.id(Feature { template, a, b: Value::NONE });
    }
    let mut prior = vec![0.0; seen.ids.len()];
    for (feature, &id) in &seen.ids {
        let begins = PRIORS
            .iter()
            .find(|(template, a, _)| feature.template.name() == *template && feature.a.name() == *a);
        prior[id as usize] = begins.map_or(0.0, |(.., weight)| *weight);
    }
    let weights = learn(&lessons, &seen, &prior, &SETTINGS);
    let cautious = |(&feature, &id): (&Feature, &u32)| {
        let silence = feature.template.name() == "silent" && feature.a == Value::NONE;
        (feature, weights[id as usize] + if silence { CAUTION } else { 0.0 })
    };
    let weights = seen.ids.iter().map(cautious).collect();
    let about = "Weights of the readings of a quotation: one number under the name of each observation (src/parse/reading.rs).";
    run.write(about, lessons.len(), weights, SMALL)
}

/// Learns from the quotations of one article.
struct Pupil<'a> {
    answers: &'a [Answer],
    seen: &'a mut Seen,
    lessons: &'a mut Vec<Lesson>,
}

impl Observer for Pupil<'_> {
    fn reading(&mut self, quote: &MarkedSpan, candidates: &[Reading]) -> Course {
        let span = (quote.span.start(), quote.span.end());
        let answer = self.answers.iter().find(|a| overlap(a.span, span) * 2 > a.span.1 - a.span.0);
        let Some(answer) = answer else { return Course::Unknown };
        let right: Vec<bool> = candidates.iter().map(|c| is_right(c, answer)).collect();
        let candidate = right.iter().position(|&r| r).filter(|_| answer.attributed);
        if right.contains(&true) {
            let ids = |c: &Reading| c.features.as_slice().iter().map(|&f| self.seen.id(f)).collect();
            self.lessons.push(Lesson { candidates: candidates.iter().map(ids).collect(), right });
        }
        Course::Known { candidate, silent: !answer.attributed }
    }
}

/// A candidate is right where its speaker overlaps the annotated one and its cue covers the annotated head.
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
