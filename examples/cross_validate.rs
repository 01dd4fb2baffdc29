//! Cross-validation in two folds: the weights of the readings are learned on one half of annotated articles and judged on the other half.
//!
//! ```text
//! cargo run --release --example cross_validate -- TRAIN… [--weight N TRAIN…]
//! ```
//!
//! In: the files that `learn_reading` learns from, and the language folder `grammar/en` of the source tree. The halves are the even and
//! the odd lines of each file. Out: for each file, the figures of `inquit eval` over both halves together. The other two models keep
//! their weights. The same input gives the same figures.

use std::error::Error;
use std::fs;
use std::path::Path;

use inquit::eval::{Gold, Rate, Report, Tally, answers, judge};
use inquit::{Article, ArticleHeader, ExtractOptions, Lexicon, extract_plain, plain};

#[path = "learn/adagrad.rs"]
mod adagrad;
#[path = "learn/file.rs"]
mod file;
#[path = "learn/reading.rs"]
mod reading;
#[path = "learn/train.rs"]
mod train;
#[path = "learn/walk.rs"]
mod walk;

use file::{Head, weight_file};
use reading::{ABOUT, SMALL, School};
use train::Training;

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: cross_validate TRAIN… [--weight N TRAIN…]";
    let (mut training, mut args) = (Training::default(), std::env::args().skip(1));
    while let Some(arg) = args.next() {
        training.take(&arg, || args.next()).ok_or(usage)?;
    }
    if !training.has_files() {
        return Err(usage.into());
    }
    println!("learned on half of the articles, judged on the other half: {}", training.line());
    let mut tallies = Vec::new();
    for fold in 0..2 {
        let lexicon = learned(&training, 1 - fold)?;
        judged(&training, fold, &lexicon, &mut tallies)?;
    }
    for (file, tally) in &tallies {
        print(file, &Report::new(tally, false));
    }
    Ok(())
}

/// The English grammar with weights learned on one half.
fn learned(training: &Training, half: usize) -> Result<Lexicon, Box<dyn Error>> {
    let (mut school, mut articles) = (School::default(), 0);
    training.articles(|gold, weight, (_, line)| {
        if line % 2 == half {
            school.article(gold, weight);
            articles += 1;
        }
    })?;
    let files = training.line();
    let examples = school.lessons();
    let head = Head {
        about: ABOUT,
        learner: "cross_validate",
        files: &files,
        data: "one half",
        commit: "none",
        date: "none",
        articles,
        examples,
    };
    let text = weight_file(&head, school.learn()?, SMALL);
    let folder = std::env::temp_dir().join(format!("inquit-cross-{}", std::process::id()));
    let lexicon = with_weights(&folder, &text);
    fs::remove_dir_all(&folder)?;
    lexicon
}

/// Copies the language folder, with other weights of the readings, and loads it.
fn with_weights(folder: &Path, weights: &str) -> Result<Lexicon, Box<dyn Error>> {
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en");
    fs::create_dir_all(folder.join("weights"))?;
    for name in Lexicon::file_names() {
        fs::copy(english.join(name), folder.join(name))?;
    }
    fs::write(folder.join("weights/reading.toml"), weights)?;
    Ok(Lexicon::load(folder)?)
}

/// Judges the articles of one half, and adds the counts to those of their file.
fn judged(
    training: &Training,
    half: usize,
    lexicon: &Lexicon,
    tallies: &mut Vec<(String, Tally)>,
) -> Result<(), Box<dyn Error>> {
    training.articles(|gold, _, (file, line)| {
        if line % 2 != half {
            return;
        }
        if !tallies.iter().any(|(known, _)| known == file) {
            tallies.push((file.to_owned(), Tally::default()));
        }
        let tally = tallies.iter_mut().find(|(known, _)| known == file);
        if let (Some((_, tally)), Some(counts)) = (tally, counts(gold, lexicon)) {
            tally.add(&counts);
        }
    })
}

/// The counts of one article; `None` for a text that is too long to be an article.
fn counts(gold: &Gold, lexicon: &Lexicon) -> Option<Tally> {
    let article = Article::new("", ArticleHeader::default(), gold.text.clone()).ok()?;
    let plain = plain(&article, lexicon);
    let found = extract_plain(&article, &plain, lexicon, &ExtractOptions::default());
    Some(judge(gold, &answers(&plain, &found.quotations), lexicon).0)
}

fn print(file: &str, report: &Report) {
    println!("\n{file}: {} articles", report.articles);
    for row in report.by.iter().filter_map(|row| Some((row, row.end_to_end.as_ref()?))) {
        let (kind, measure) = row;
        println!(
            "  {:8} end to end F1 {:.1} (P {:.1} R {:.1}) · verb {:.1} · who is meant {:.1}",
            kind.class,
            100.0 * measure.f1,
            100.0 * measure.p,
            100.0 * measure.r,
            100.0 * kind.cue.rate,
            100.0 * kind.resolved_name.rate,
        );
    }
    let nobody = &report.unattributed;
    println!("  nobody is quoted, given a speaker: {} of {}", nobody.reported_with_speaker, nobody.gold);
    let Rate { rate, right, of } = Report::sure(&report.calibration, 0.9);
    println!("  confidence of 0.9 or more: {right} of {of} right ({:.1} %)", 100.0 * rate);
}
