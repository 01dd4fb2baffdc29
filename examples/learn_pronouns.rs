//! Learns from annotated articles what a pronoun means and prints `pronouns.toml`.
//!
//! ```text
//! cargo run --release --example learn_pronouns -- TRAIN.jsonl.gz > pronouns.toml
//! mv pronouns.toml grammar/en/pronouns.toml
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"); those pronouns are learned from that are
//! a speaker whose name is sure. Out: one weight for each clue of `src/lexicon/antecedent.rs`, learned by a log-linear model
//! (`learn/adagrad.rs`): of all sights of anybody that stand before a pronoun, those of the one whom it means are to outweigh the
//! others. What the earlier pronouns of an article mean is decided by the weights at hand. No word of an article is among the clues.

use inquit::attribute::{Attributor, PronounLesson};
use inquit::eval::{CharRange, Gold, GoldLines};
use inquit::lexicon::{Clue, Lexicon};
use inquit::names::name_words;
use inquit::parse::{Scratch, passage};
use inquit::segment::lines;

#[path = "learn/adagrad.rs"]
mod adagrad;

use adagrad::{Lesson, Settings, learn};

const SETTINGS: Settings = Settings { epochs: 60, rate: 0.1, l2: 0.1, rare: 3, least: 1e-5 };

type Seen = adagrad::Seen<Clue>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: learn_pronouns TRAIN.jsonl.gz")?;
    let lexicon = Lexicon::built_in();
    let (mut seen, mut lessons) = (Seen::default(), Vec::new());
    for gold in GoldLines::new(std::fs::File::open(&path)?)? {
        article(&gold?, lexicon, &mut seen, &mut lessons);
    }
    let weights = learn(&lessons, &seen, &vec![0.0; seen.ids.len()], &SETTINGS);
    println!("# Weights of what tells for somebody as what a pronoun means (src/lexicon/antecedent.rs).");
    println!(
        "# Learned, not written by hand: examples/learn_pronouns.rs from {} pronouns; docs/accuracy.md.",
        lessons.len()
    );
    println!("\n[clue]");
    for (clue, &id) in &seen.ids {
        let name = serde_json::to_value(clue)?;
        println!("{} = {:.2}", name.as_str().unwrap_or_default(), weights[id as usize]);
    }
    Ok(())
}

fn article(gold: &Gold, lexicon: &Lexicon, seen: &mut Seen, lessons: &mut Vec<Lesson>) {
    let text = &gold.text;
    let mut attributor = Attributor::new(text, lexicon, false);
    attributor.keep_choices();
    let mut scratch = Scratch::default();
    for line in lines(text, lexicon) {
        attributor.passage(&passage(text, line, lexicon, &mut scratch, &mut Vec::new()), &[]);
    }
    let answers = answers(gold);
    for PronounLesson { pronoun, sights } in attributor.choices() {
        let at = answers.partition_point(|(place, _)| place.1 <= pronoun.start());
        let Some((_, name)) = answers.get(at).filter(|(place, _)| place.0 < pronoun.end()) else { continue };
        let right: Vec<bool> = sights.iter().map(|(known, _)| last(known.of(text)) == *name).collect();
        if right.contains(&true) {
            let ids = |(_, clues): &(_, Vec<Clue>)| clues.iter().map(|&clue| seen.id(clue)).collect();
            lessons.push(Lesson { candidates: sights.iter().map(ids).collect(), right });
        }
    }
}

/// The pronouns that are speakers, in bytes and in their order, and the last word of the name of whom they mean.
fn answers(gold: &Gold) -> Vec<(CharRange, Box<str>)> {
    // Annotated offsets count code points.
    let starts: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
    let mut answers: Vec<(CharRange, Box<str>)> = gold
        .quotes
        .iter()
        .filter(|q| q.canonical_sure)
        .filter_map(|q| {
            let (start, end) = q.speaker_head.or(q.speaker_spans.first().copied())?;
            Some(((starts[start], starts[end]), last(q.speaker_canonical.as_deref()?)))
        })
        .collect();
    answers.sort();
    answers.dedup();
    answers
}

/// The last word of a name, by which names are compared here as the scorer compares them.
fn last(name: &str) -> Box<str> {
    name_words(name).pop().unwrap_or_default()
}
