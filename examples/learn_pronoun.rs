//! Learns from annotated articles what a pronoun means and writes `grammar/en/weights/pronoun.toml`.
//!
//! ```text
//! cargo run --release --example learn_pronoun -- TRAIN… [--weight N TRAIN…] --out grammar/en/weights/pronoun.toml \
//!     --data "PolNeAR 1.0.0, train" --commit HASH --date 2026-11-26
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"). It learns from those pronouns that are a speaker whose
//! name is sure. Out: one weight for each clue of `src/lexicon/weights/clue.rs`, learned by a log-linear model (`learn/adagrad.rs`): of
//! all earlier mentions of anybody, those of the one whom the pronoun means are to outweigh the others. What the earlier pronouns of an
//! article mean is decided by the weights at hand. No word of an article is among the clues.

use inquit::attribute::{Observer, PronounLesson};
use inquit::eval::{CharRange, Gold};
use inquit::lexicon::Lexicon;
use inquit::lexicon::PronounFeature;
use inquit::names::lower_words;

#[path = "learn/adagrad.rs"]
mod adagrad;
#[path = "learn/file.rs"]
mod file;
#[path = "learn/run.rs"]
mod run;
#[path = "learn/train.rs"]
mod train;
#[path = "learn/walk.rs"]
mod walk;

use adagrad::{Lesson, Settings, learn};
use run::Run;
use walk::{Bytes, overlap, walk};

const SETTINGS: Settings = Settings { epochs: 60, rate: 0.1, l2: 0.1, rare: 3, least: 1e-5 };

type Seen = adagrad::Seen<PronounFeature>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut run = Run::from_args("learn_pronoun")?;
    let (mut seen, mut lessons) = (Seen::default(), Vec::new());
    run.articles(|gold, weight| {
        let answers = answers(gold);
        let mut pupil =
            Pupil { text: &gold.text, answers: &answers, weight, seen: &mut seen, lessons: &mut lessons };
        walk(&gold.text, false, &mut pupil);
    })?;
    let weights = learn(&lessons, &seen, &vec![0.0; seen.ids.len()], &SETTINGS);
    let weights = seen.ids.iter().map(|(&clue, &id)| (clue, weights[id as usize])).collect();
    let about = "Weights of what tells for somebody as what a pronoun means (src/lexicon/weights/clue.rs).";
    run.write(about, lessons.len(), weights, 0.0)
}

/// Learns from the pronouns of one article.
struct Pupil<'a> {
    text: &'a str,
    answers: &'a [(CharRange, Box<str>)],
    weight: f64,
    seen: &'a mut Seen,
    lessons: &'a mut Vec<Lesson>,
}

impl Observer for Pupil<'_> {
    fn pronoun(&mut self, lesson: impl FnOnce() -> PronounLesson) {
        let lesson = lesson();
        let pronoun = lesson.pronoun;
        let place = (pronoun.start(), pronoun.end());
        let Some((_, name)) = self.answers.iter().find(|(speaker, _)| overlap(*speaker, place) > 0) else {
            return;
        };
        let right: Vec<bool> =
            lesson.candidates().map(|(known, _)| last(known.of(self.text)) == *name).collect();
        if right.contains(&true) {
            let ids = |clues: &[PronounFeature]| clues.iter().map(|&clue| self.seen.id(clue)).collect();
            let candidates = lesson.candidates().map(|(_, clues)| clues).map(ids).collect();
            self.lessons.push(Lesson { candidates, right, weight: self.weight });
        }
    }
}

/// The pronouns that are speakers, in bytes and in their order, and the last word of the name of whom they mean.
fn answers(gold: &Gold) -> Vec<(CharRange, Box<str>)> {
    let bytes = Bytes::of(&gold.text);
    let mut answers: Vec<(CharRange, Box<str>)> = gold
        .quotes
        .iter()
        .filter(|q| q.canonical_sure)
        .filter_map(|q| {
            let head = q.speaker_head.or(q.speaker_spans.first().copied())?;
            Some((bytes.range(head), last(q.speaker_canonical.as_deref()?)))
        })
        .collect();
    answers.sort();
    answers.dedup();
    answers
}

/// The last word of a name, by which names are compared here as `inquit eval` compares them.
fn last(name: &str) -> Box<str> {
    lower_words(name, Lexicon::built_in()).pop().unwrap_or_default().into()
}
