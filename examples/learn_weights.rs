//! Learns the weights of the ranking from annotated articles and prints `weights.toml`.
//!
//! ```text
//! cargo run --release --example learn_weights -- TRAIN.jsonl.gz > grammar/en/weights.toml
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"). Out: one weight for each observation that
//! the grammar makes, learned by a log-linear model (`learn/adagrad.rs`). No word of an article is among the
//! observations: they are names of rules, phrase kinds and sizes. The same input gives the same bytes.

use inquit::attribute::{Carry, LastQuotation, candidates};
use inquit::eval::{CharRange, Gold, GoldLines};
use inquit::lexicon::{Feature, Lexicon, Template, Value};
use inquit::parse::{Passage, Reading, Scratch, passage};
use inquit::segment::{LineKind, lines};

#[path = "learn/adagrad.rs"]
mod adagrad;

use adagrad::{Lesson, Settings, learn};

const SETTINGS: Settings = Settings { epochs: 40, rate: 0.2, l2: 500.0, rare: 3, least: 1e-5 };

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

type Features = adagrad::Seen<Feature>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: learn_weights TRAIN.jsonl.gz")?;
    let lexicon = Lexicon::built_in();
    let (mut features, mut lessons) = (Features::default(), Vec::new());
    for gold in GoldLines::new(std::fs::File::open(&path)?)? {
        article(&gold?, lexicon, &mut features, &mut lessons);
    }
    for (template, a, _) in PRIORS {
        let named = Template::named(template).zip(Value::named(a));
        let (template, a) = named.ok_or("a prior for an observation that the grammar does not make")?;
        features.id(Feature { template, a, b: Value::NONE });
    }
    let mut prior = vec![0.0; features.ids.len()];
    for (feature, &id) in &features.ids {
        let begins = PRIORS
            .iter()
            .find(|(template, a, _)| feature.template.name() == *template && feature.a.name() == *a);
        prior[id as usize] = begins.map_or(0.0, |(.., weight)| *weight);
    }
    let weights = learn(&lessons, &features, &prior, &SETTINGS);
    print(&features, &weights, &lessons, lexicon);
    Ok(())
}

fn article(gold: &Gold, lexicon: &Lexicon, features: &mut Features, lessons: &mut Vec<Lesson>) {
    let text = &gold.text;
    let answers = answers(gold);
    let mut scratch = Scratch::default();
    let mut before = Carry::default();
    let mut paragraph = 0;
    for line in lines(text, lexicon) {
        let passage = passage(text, line, lexicon, &mut scratch, &mut Vec::new());
        if passage.line.kind == LineKind::Furniture {
            continue;
        }
        for i in 0..passage.quotes.len() {
            quotation(&passage, i, paragraph, &answers, &mut before, features, lessons);
        }
        before.closing = passage.closing;
        before.open = passage.quotes.last().is_some_and(|q| !q.closed);
        paragraph += 1;
    }
}

fn quotation(
    passage: &Passage,
    i: usize,
    paragraph: usize,
    answers: &[Answer],
    before: &mut Carry,
    features: &mut Features,
    lessons: &mut Vec<Lesson>,
) {
    let quote = &passage.quotes[i];
    let span = (quote.span.start(), quote.span.end());
    let Some(answer) = answers.iter().find(|a| overlap(a.span, span) * 2 > a.span.1 - a.span.0) else {
        return;
    };
    let all = candidates(passage, i, paragraph, before);
    let right: Vec<bool> = all.iter().map(|c| is_right(c, answer)).collect();
    before.silent = !answer.attributed;
    if let Some(best) = right.iter().position(|&r| r).filter(|_| answer.attributed) {
        before.quotation = Some(LastQuotation {
            reading: all[best],
            paragraph,
            sentence: quote.sentence,
            shape: quote.shape,
        });
    }
    if right.contains(&true) {
        let ids =
            all.iter().map(|c| c.features.as_slice().iter().map(|&f| features.id(f)).collect()).collect();
        lessons.push(Lesson { candidates: ids, right });
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

fn overlap(a: CharRange, b: CharRange) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn answers(gold: &Gold) -> Vec<Answer> {
    // Annotated offsets count code points.
    let starts: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
    let bytes = |(start, end): CharRange| (starts[start], starts[end]);
    let quoted = gold.quotes.iter().map(|q| Answer {
        span: bytes(q.span),
        speakers: q.speaker_spans.iter().map(|&s| bytes(s)).collect(),
        cue: q.cue_head.map(bytes),
        attributed: true,
    });
    let silent = gold.unattributed_quotes.iter().map(|q| Answer {
        span: bytes(q.span),
        speakers: Vec::new(),
        cue: None,
        attributed: false,
    });
    quoted.chain(silent).collect()
}

fn print(features: &Features, weights: &[f64], lessons: &[Lesson], lexicon: &Lexicon) {
    println!(
        "# Weights of the ranking: one number under the name of each observation (src/parse/reading.rs)."
    );
    println!(
        "# Learned, not written by hand: examples/learn_weights.rs from {} quotations; docs/accuracy.md.",
        lessons.len()
    );
    let mut template = None;
    for (feature, &id) in &features.ids {
        let silence = feature.template.name() == "silent" && feature.a == Value::NONE;
        let weight = weights[id as usize] + if silence { CAUTION } else { 0.0 };
        if weight.abs() < 0.02 {
            continue;
        }
        if template != Some(feature.template) {
            template = Some(feature.template);
            println!("\n[\"{}\"]", feature.template.name());
        }
        let joint = if feature.b == Value::NONE { "" } else { " + " };
        println!("\"{}{joint}{}\" = {:.2}", lexicon.value_name(feature.a), feature.b.name(), weight);
    }
}
