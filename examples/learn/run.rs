//! What the three learners share: their command line, and how they write their file.
//!
//! ```text
//! learn_… TRAIN… [--weight N TRAIN…] --out FILE --data NAME --commit HASH --date DAY
//! ```
//!
//! In: the arguments. Out: [`Run`]; then FILE, which is written beside its place and renamed when it is whole, because the program that
//! learns may be built from it.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use inquit::eval::Gold;
use inquit::lexicon::{Observation, Template};

use super::file::{Head, weight_file};
use super::train::Training;

/// One run of a learner.
pub struct Run {
    training: Training,
    out: PathBuf,
    data: String,
    commit: String,
    date: String,
    articles: usize,
    /// Its name: "learn_reading".
    learner: &'static str,
}

impl Run {
    /// Reads the command line.
    pub fn from_args(learner: &'static str) -> Result<Self, Box<dyn Error>> {
        let usage = || {
            format!(
                "usage: {learner} TRAIN… [--weight N TRAIN…] --out FILE --data NAME --commit HASH --date DAY"
            )
        };
        let mut run = Run {
            training: Training::default(),
            out: PathBuf::new(),
            data: String::new(),
            commit: String::new(),
            date: String::new(),
            articles: 0,
            learner,
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--out" => run.out = args.next().ok_or_else(usage)?.into(),
                "--data" => run.data = args.next().ok_or_else(usage)?,
                "--commit" => run.commit = args.next().ok_or_else(usage)?,
                "--date" => run.date = args.next().ok_or_else(usage)?,
                other => run.training.take(other, || args.next()).ok_or_else(usage)?,
            }
        }
        let whole = [&run.data, &run.commit, &run.date].iter().all(|s| !s.is_empty());
        if !whole || !run.training.has_files() || run.out.as_os_str().is_empty() {
            return Err(usage().into());
        }
        Ok(run)
    }

    /// Calls `each` with every annotated article, and with how much each lesson of it counts.
    pub fn articles(&mut self, mut each: impl FnMut(&Gold, f64)) -> Result<(), Box<dyn Error>> {
        let articles = &mut self.articles;
        self.training.articles(|gold, weight, _| {
            each(gold, weight);
            *articles += 1;
        })
    }

    /// Writes the weight file, without the observations that weigh less than `least`.
    pub fn write<T: Template>(
        &self,
        about: &str,
        examples: usize,
        weights: Vec<(Observation<T>, f64)>,
        least: f64,
    ) -> Result<(), Box<dyn Error>> {
        let Run { learner, data, commit, date, articles, .. } = self;
        let files = self.training.line();
        let head = Head { about, learner, files: &files, data, commit, date, articles: *articles, examples };
        let beside = self.out.with_extension("toml.new");
        fs::write(&beside, weight_file(&head, weights, least))?;
        Ok(fs::rename(&beside, &self.out)?)
    }
}
