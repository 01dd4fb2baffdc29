//! Learns the weights of the readings from annotated articles and writes `grammar/en/weights/reading.toml`.
//!
//! ```text
//! cargo run --release --example learn_reading -- TRAIN… [--weight N TRAIN…] --out grammar/en/weights/reading.toml \
//!     --data "PolNeAR 1.0.0, train" --commit HASH --date 2026-11-26
//! ```
//!
//! In: articles with annotated quotations (`docs/format.md`, "Annotated articles"). Out: one weight for each observation that
//! the grammar makes, learned by a log-linear model (`learn/adagrad.rs`). No word of an article is among the
//! observations: they are names of rules, phrase kinds and sizes, and reporting verbs. The same input gives the same bytes.

#[path = "learn/adagrad.rs"]
mod adagrad;
#[path = "learn/file.rs"]
mod file;
#[path = "learn/reading.rs"]
mod reading;
#[path = "learn/run.rs"]
mod run;
#[path = "learn/train.rs"]
mod train;
#[path = "learn/walk.rs"]
mod walk;

use reading::{ABOUT, SMALL, School};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut run = run::Run::from_args("learn_reading")?;
    let mut school = School::default();
    run.articles(|gold, weight| school.article(gold, weight))?;
    let lessons = school.lessons();
    run.write(ABOUT, lessons, school.learn()?, SMALL)
}
