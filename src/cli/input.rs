//! Articles for a command. In: paths. Out: batches of articles; every bad input is named on standard error, counted, and left out.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use inquit::model::{Article, Warning};
use inquit::read::{self, Articles, ReadError};

use super::args::Global;
use super::output::message;

/// Bad lines named per file; the others are counted. A file of a million bad lines must not bury everything else.
pub(super) const NAMED: usize = 5;

/// `--strict` met a bad input, which is already named.
#[derive(Debug)]
pub(super) struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped at the first bad input")
    }
}

impl std::error::Error for Stopped {}

/// The articles of one run.
pub(super) struct Source {
    articles: Articles,
    /// Articles read.
    read: usize,
    /// Bad inputs, or lines of inputs.
    pub skipped: usize,
    /// Bad lines by file.
    bad: BTreeMap<String, usize>,
    progress: ProgressBar,
    verbose: bool,
    strict: bool,
}

impl Source {
    /// Walks the paths and names those that give nothing.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn open(paths: &[PathBuf], global: &Global, with_progress: bool) -> Result<Self> {
        let found = read::find(paths);
        let total = found.inputs.iter().map(|input| input.bytes).sum();
        let progress = if with_progress { progress(total) } else { ProgressBar::hidden() };
        let mut source = Self {
            articles: Articles::new(found.inputs),
            read: 0,
            skipped: 0,
            bad: BTreeMap::new(),
            progress,
            verbose: global.verbose,
            strict: global.strict,
        };
        for note in found.notes {
            source.note(&note.to_string());
        }
        for error in &found.errors {
            source.error(error)?;
        }
        Ok(source)
    }

    /// The next article; bad inputs before it are named and counted.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn next(&mut self) -> Result<Option<Article>> {
        loop {
            let next = self.articles.next();
            for note in self.articles.take_notes() {
                self.note(&note.to_string());
            }
            match next {
                Some(Ok(article)) => {
                    self.read += 1;
                    return Ok(Some(article));
                }
                Some(Err(error)) => self.error(&error)?,
                None => return Ok(None),
            }
        }
    }

    /// Which of the given paths the last article stands at or below.
    pub fn root(&self) -> usize {
        self.articles.root()
    }

    /// At most about `bytes` of text; empty at the end.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn batch(&mut self, bytes: usize) -> Result<Vec<Article>> {
        let mut batch = Vec::new();
        let mut held = 0;
        while held < bytes {
            let Some(article) = self.next()? else { break };
            held += article.text().len();
            batch.push(article);
        }
        self.progress.set_position(self.articles.bytes_read());
        Ok(batch)
    }

    /// Every article.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn all(&mut self) -> Result<Vec<Article>> {
        let mut all = Vec::new();
        loop {
            let mut batch = self.batch(1 << 24)?;
            if batch.is_empty() {
                return Ok(all);
            }
            all.append(&mut batch);
        }
    }

    /// Says what is being done now.
    pub fn doing(&self, what: &'static str) {
        self.progress.set_message(what);
    }

    /// Names a doubt about an article, where that is asked for.
    pub fn warning(&self, article: &Article, warning: &Warning) {
        if self.verbose {
            let line = article.text()[..warning.span.start()].bytes().filter(|b| *b == b'\n').count() + 1;
            self.say("warning", &format!("{}:{line}: {}; {}", article.id(), warning.message, warning.hint));
        }
    }

    /// Takes the progress bar away, counts what was not named, and says so where nothing at all was read.
    pub fn close(&mut self) {
        self.progress.finish_and_clear();
        if self.read == 0 && self.skipped == 0 {
            self.skipped = 1;
            message("error", "there is no article at these paths; -v tells what was left out");
        }
        for (path, count) in self.bad.iter().filter(|(_, count)| **count > NAMED) {
            message("error", &format!("{path}: {} more bad lines", count - NAMED));
        }
    }

    fn note(&self, text: &str) {
        if self.verbose {
            self.say("note", text);
        }
    }

    fn error(&mut self, error: &ReadError) -> Result<()> {
        self.skipped += 1;
        let count = self.bad.entry(error.path().to_owned()).or_default();
        *count += 1;
        if *count <= NAMED || self.verbose {
            let mut text = error.to_string();
            let mut cause = std::error::Error::source(error);
            while let Some(inner) = cause {
                text.push_str(&format!(": {inner}"));
                cause = inner.source();
            }
            self.say("error", &text);
        }
        if self.strict { Err(Stopped.into()) } else { Ok(()) }
    }

    fn say(&self, kind: &str, text: &str) {
        self.progress.suspend(|| message(kind, text));
    }
}

/// Inputs up to this size are done before a bar could be read.
const QUICK: u64 = 1 << 20;

/// A bar over `total` bytes; a plain count where the total is not known. Both are hidden by themselves where standard error is no
/// terminal.
pub(super) fn progress(total: u64) -> ProgressBar {
    let (bar, template) = match total {
        0 => (ProgressBar::no_length(), "{spinner} {bytes} {bytes_per_sec} {msg}"),
        1..=QUICK => return ProgressBar::hidden(),
        _ => (ProgressBar::new(total), "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {msg}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
