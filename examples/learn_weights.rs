//! Learns the weights of the ranking from annotated articles and prints `weights.toml`.
//!
//! ```text
//! cargo run --release --example learn_weights -- TRAIN.jsonl.gz > grammar/en/weights.toml
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"). Out: one weight for each observation that
//! the grammar makes, learned by a log-linear model with L2 regularisation (AdaGrad, Duchi et al. 2011). No word of an
//! article is among the observations: they are names of rules, phrase kinds and sizes. The weights are the mean
//! over the second half of the epochs (Polyak & Juditsky 1992). The same input gives the same bytes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;
use inquit::attribute::{Before, Spoken, candidates};
use inquit::lexicon::{Feature, Lexicon, Template, Value as Seen};
use inquit::parse::{Passage, Reading, Scratch, passage};
use inquit::segment::{LineKind, lines};
use serde_json::Value;

const EPOCHS: usize = 40;
const RATE: f64 = 0.2;
const L2: f64 = 500.0;
/// Observations seen less often than this get no weight.
const RARE: u32 = 3;

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

/// A quotation to learn from: the features of its candidates, and which of them are right.
struct Lesson {
    candidates: Vec<Vec<usize>>,
    right: Vec<bool>,
}

struct Gold {
    span: (usize, usize),
    speakers: Vec<(usize, usize)>,
    cue: Option<(usize, usize)>,
    attributed: bool,
}

#[derive(Default)]
struct Features {
    ids: BTreeMap<Feature, usize>,
    counts: Vec<u32>,
}

impl Features {
    fn id(&mut self, feature: Feature) -> usize {
        let next = self.ids.len();
        let id = *self.ids.entry(feature).or_insert(next);
        if id == next {
            self.counts.push(0);
        }
        self.counts[id] += 1;
        id
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: learn_weights TRAIN.jsonl.gz")?;
    let file = std::fs::File::open(&path)?;
    let input: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let lexicon = Lexicon::built_in();
    let (mut features, mut lessons) = (Features::default(), Vec::new());
    for line in BufReader::new(input).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        article(&record, lexicon, &mut features, &mut lessons);
    }
    for (template, a, _) in PRIORS {
        let named = Template::named(template).zip(Seen::named(a));
        let (template, a) = named.ok_or("a prior for an observation that the grammar does not make")?;
        features.id(Feature { template, a, b: Seen::NONE });
    }
    let weights = learn(&lessons, &features);
    print(&features, &weights, &lessons, lexicon);
    Ok(())
}

fn article(record: &Value, lexicon: &Lexicon, features: &mut Features, lessons: &mut Vec<Lesson>) {
    let text = record["text"].as_str().unwrap_or_default();
    let gold = gold(record, text);
    let mut scratch = Scratch::default();
    let mut before = Before::default();
    let mut paragraph = 0;
    for line in lines(text, lexicon) {
        let passage = passage(text, line, lexicon, &mut scratch, &mut Vec::new());
        if passage.line.kind == LineKind::Furniture {
            continue;
        }
        for i in 0..passage.quotes.len() {
            quotation(&passage, i, paragraph, &gold, &mut before, features, lessons);
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
    gold: &[Gold],
    before: &mut Before,
    features: &mut Features,
    lessons: &mut Vec<Lesson>,
) {
    let quote = &passage.quotes[i];
    let span = (quote.span.start(), quote.span.end());
    let Some(answer) = gold.iter().find(|g| overlap(g.span, span) * 2 > g.span.1 - g.span.0) else { return };
    let all = candidates(passage, i, paragraph, before);
    let right: Vec<bool> = all.iter().map(|c| is_right(c, answer)).collect();
    before.silent = !answer.attributed;
    if let Some(best) = right.iter().position(|&r| r).filter(|_| answer.attributed) {
        before.quotation =
            Some(Spoken { reading: all[best], paragraph, sentence: quote.sentence, shape: quote.shape });
    }
    if right.contains(&true) {
        let ids =
            all.iter().map(|c| c.features.as_slice().iter().map(|&f| features.id(f)).collect()).collect();
        lessons.push(Lesson { candidates: ids, right });
    }
}

/// A candidate is right where its speaker overlaps the annotated one and its cue covers the annotated head.
fn is_right(candidate: &Reading, answer: &Gold) -> bool {
    let Some(speaker) = &candidate.speaker else { return !answer.attributed && candidate.cue.is_none() };
    let place = (speaker.span.start(), speaker.span.end());
    let named = answer.attributed && answer.speakers.iter().any(|&s| overlap(s, place) > 0);
    let cue = match (&candidate.cue, answer.cue) {
        (Some(cue), Some(want)) => overlap((cue.span.start(), cue.span.end()), want) > 0,
        _ => true,
    };
    named && cue
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn gold(record: &Value, text: &str) -> Vec<Gold> {
    // Annotated offsets count code points.
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let span = |v: &Value| -> Option<(usize, usize)> {
        let at = |i: usize| v.get(i)?.as_u64().and_then(|n| bytes.get(n as usize).copied());
        Some((at(0)?, at(1)?))
    };
    let mut all = Vec::new();
    for (list, attributed) in [("quotes", true), ("unattributed_quotes", false)] {
        for quote in record[list].as_array().into_iter().flatten() {
            let speakers = quote["speaker_spans"].as_array().into_iter().flatten().filter_map(span).collect();
            let Some(place) = span(&quote["span"]) else { continue };
            all.push(Gold { span: place, speakers, cue: span(&quote["cue_head"]), attributed });
        }
    }
    all
}

fn learn(lessons: &[Lesson], features: &Features) -> Vec<f64> {
    let n = features.ids.len();
    let mut prior = vec![0.0; n];
    for (feature, &id) in &features.ids {
        let begins = PRIORS
            .iter()
            .find(|(template, a, _)| feature.template.name() == *template && feature.a.name() == *a);
        prior[id] = begins.map_or(0.0, |(.., weight)| *weight);
    }
    let (mut weights, mut squares) = (prior.clone(), vec![1e-8; n]);
    let decay = L2 / lessons.len() as f64;
    let mut mean = vec![0.0; n];
    for epoch in 0..EPOCHS {
        for lesson in lessons {
            let scores: Vec<f64> =
                lesson.candidates.iter().map(|c| c.iter().map(|&f| weights[f]).sum::<f64>()).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let exp: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
            let total: f64 = exp.iter().sum();
            let right: f64 = exp.iter().zip(&lesson.right).filter(|(_, r)| **r).map(|(e, _)| e).sum();
            for (c, candidate) in lesson.candidates.iter().enumerate() {
                let wanted = if lesson.right[c] { exp[c] / right } else { 0.0 };
                let gradient = wanted - exp[c] / total;
                if gradient.abs() < 1e-5 {
                    continue;
                }
                for &f in candidate {
                    if features.counts[f] < RARE {
                        continue;
                    }
                    let g = gradient - decay * (weights[f] - prior[f]);
                    squares[f] += g * g;
                    weights[f] += RATE * g / squares[f].sqrt();
                }
            }
        }
        if epoch >= EPOCHS / 2 {
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                *mean += weight / (EPOCHS - EPOCHS / 2) as f64;
            }
        }
    }
    mean
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
        let silence = feature.template.name() == "silent" && feature.a == Seen::NONE;
        let weight = weights[id] + if silence { CAUTION } else { 0.0 };
        if weight.abs() < 0.02 {
            continue;
        }
        if template != Some(feature.template) {
            template = Some(feature.template);
            println!("\n[\"{}\"]", feature.template.name());
        }
        let joint = if feature.b == Seen::NONE { "" } else { " + " };
        println!("\"{}{joint}{}\" = {:.2}", lexicon.value_name(feature.a), feature.b.name(), weight);
    }
}
