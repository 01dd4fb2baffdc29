//! Articles for a command. In: paths, or a corpus file. Out: batches of articles; every bad input is named on
//! standard error, counted, and left out.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use regex_lite::Regex;

use crate::Inquit;
use crate::ask::{SourceSet, leave_out};
use crate::corpus::{Corpus, Draft, Remarks};
use crate::group::Corrections;
use crate::model::{Article, Given, SourceKind, Warning};
use crate::read::{
    self, AddressFilter, Arrival, InputHints, Note, Origin, ReadAccount, ReadError, ReadingOptions,
    SourceReading, SpeakerNames,
};
use crate::render::Summary;
use crate::store::{ArticlePages, Store};

use super::args::{Global, Paths};
use super::context::grammar;
use super::output::{NAMED, counted, message};
use super::pdftotext::Pdftotext;
use super::progress::ProgressLine;
use super::{links, words};

/// `--strict` met a bad input, which is already named.
#[derive(Debug)]
pub(super) struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped at the first bad input")
    }
}

impl std::error::Error for Stopped {}

/// Where articles come from.
enum From {
    Files(Box<SourceReading<'static>>),
    /// `pages` is how far the corpus was read, `next` what was read ahead.
    Corpus {
        store: Box<Store>,
        next: VecDeque<Article>,
        pages: ArticlePages,
    },
}

/// Refuses `-` in two lists of paths: standard input can be read once.
///
/// # Errors
/// Both have it.
pub(super) fn one_stdin(first: (&str, &[PathBuf]), second: (&str, &[PathBuf])) -> Result<()> {
    let has = |paths: &[PathBuf]| paths.iter().any(|path| path.as_os_str() == "-");
    if has(first.1) && has(second.1) {
        bail!("standard input cannot be both {} and {}; give one of them as a file", first.0, second.0);
    }
    Ok(())
}

/// Articles read from a corpus at once.
const AT_ONCE: usize = 2_000;

/// The articles of one run.
pub(super) struct Source {
    from: From,
    /// What came of those of a corpus.
    stored: ReadAccount,
    /// True once nothing was found to read, which is a bad input by itself.
    is_empty: bool,
    /// Bad lines by file.
    bad: BTreeMap<String, usize>,
    /// Dates that could not be read by file.
    undated: BTreeMap<String, usize>,
    progress: ProgressLine,
    verbose: bool,
    strict: bool,
}

impl Source {
    /// Walks the paths and names those that give nothing.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn open(paths: &[PathBuf], global: &Global, with_progress: bool) -> Result<Self> {
        let fields = global.map.clone().unwrap_or_default();
        let (kind, revisions) = (global.kind.map(Into::into), global.docx.into());
        let speakers = global.speakers.as_deref().map(SpeakerNames::read).transpose()?.unwrap_or_default();
        let told = InputHints { kind, fields, revisions, speakers };
        Self::told(paths, told, global, with_progress)
    }

    /// The same for drafts, which are articles whatever the sources are.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn drafts(paths: &[PathBuf], global: &Global) -> Result<Self> {
        let kind = Some(SourceKind::Article);
        let told = InputHints { kind, revisions: global.docx.into(), ..InputHints::default() };
        Self::told(paths, told, global, false)
    }

    fn told(paths: &[PathBuf], told: InputHints, global: &Global, with_progress: bool) -> Result<Self> {
        let pdf: Option<Box<dyn read::PdfReader>> = Some(Box::new(Pdftotext::default()));
        let filter = |regex: Regex| -> AddressFilter { Arc::new(move |url| regex.is_match(url)) };
        let addresses = global.url_filter.clone().map(filter);
        let options = ReadingOptions { told, follow: global.follow, pdf, addresses };
        let mut reading = SourceReading::new(paths, &[], options, grammar(global)?);
        let progress =
            if with_progress { ProgressLine::reading(reading.bytes()) } else { ProgressLine::hidden() };
        let found = reading.found();
        let mut source = Self::new(From::Files(Box::new(reading)), progress, global);
        for arrival in found {
            source.heard(arrival)?;
        }
        Ok(source)
    }

    /// The articles of a command's paths, or of its corpus.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`; a corpus that cannot be read.
    pub fn of(paths: &Paths, global: &Global, with_progress: bool) -> Result<Self> {
        match &paths.corpus {
            Some(file) => Self::store(file, global, with_progress),
            None => Self::open(&paths.paths, global, with_progress),
        }
    }

    /// The articles of a corpus.
    ///
    /// # Errors
    /// A corpus that cannot be read.
    pub fn store(file: &Path, global: &Global, with_progress: bool) -> Result<Self> {
        let store = Box::new(Store::open(file)?);
        let progress = if with_progress {
            ProgressLine::reading_articles(store.searched()?.articles)
        } else {
            ProgressLine::hidden()
        };
        let from = From::Corpus { store, next: VecDeque::new(), pages: ArticlePages::default() };
        Ok(Self::new(from, progress, global))
    }

    fn new(from: From, progress: ProgressLine, global: &Global) -> Self {
        Self {
            from,
            stored: ReadAccount::default(),
            is_empty: false,
            bad: BTreeMap::new(),
            undated: BTreeMap::new(),
            progress,
            verbose: global.verbose,
            strict: global.strict,
        }
    }

    /// The next article; bad inputs before it are named and counted.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn next(&mut self) -> Result<Option<Article>> {
        loop {
            let arrival = match &mut self.from {
                From::Files(reading) => reading.next(),
                From::Corpus { store, next, pages } => {
                    if next.is_empty() {
                        next.extend(store.next_articles(pages, AT_ONCE)?);
                    }
                    let article = next.pop_front();
                    self.stored.read += usize::from(article.is_some());
                    self.progress.read(self.stored.read as u64);
                    return Ok(article);
                }
            };
            if let From::Files(reading) = &self.from {
                self.progress.read(reading.bytes_read());
            }
            let Some(arrival) = arrival else { return Ok(None) };
            if let Some(article) = self.heard(arrival)? {
                return Ok(Some(article));
            }
        }
    }

    /// Names what is no article.
    fn heard(&mut self, arrival: Arrival) -> Result<Option<Article>> {
        match arrival {
            Arrival::Article(article) => return Ok(Some(*article)),
            Arrival::Error(error) => self.error(&error)?,
            Arrival::Note(note) => self.note(&note),
        }
        Ok(None)
    }

    /// What came of reading so far.
    pub fn account(&self) -> ReadAccount {
        let account = match &self.from {
            From::Files(reading) => reading.account(),
            From::Corpus { .. } => self.stored,
        };
        ReadAccount { skipped: account.skipped + usize::from(self.is_empty), ..account }
    }

    /// Which of the given paths the last article stands at or below.
    pub fn root(&self) -> usize {
        match &self.from {
            From::Files(reading) => reading.root(),
            From::Corpus { .. } => 0,
        }
    }

    /// Where the last article stands in its file.
    pub fn origin(&self) -> Option<&Origin> {
        match &self.from {
            From::Files(reading) => reading.origin(),
            From::Corpus { .. } => None,
        }
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

    /// Every article, to be searched. Where one of the given paths holds nothing, what it should have held would be reported as not
    /// found, so the command stops. A file that cannot be read does not stop it.
    ///
    /// # Errors
    /// [`Stopped`], where a path is missing or empty, which is already named; with `--strict`.
    pub fn searched(&mut self) -> Result<Vec<Article>> {
        if let From::Files(reading) = &mut self.from {
            reading.name_sources();
        }
        let all = self.all()?;
        if self.account().is_lacking() {
            self.close();
            return Err(Stopped.into());
        }
        Ok(all)
    }

    /// Every article but the drafts, as sources of claims; doubts about them are named. With `numbered` a number means the source of that
    /// number in the order of the arguments.
    ///
    /// # Errors
    /// Those of [`Source::searched`].
    pub fn set<'l>(
        &mut self,
        inquit: Inquit<'l>,
        numbered: bool,
        drafts: &[Draft<'_>],
    ) -> Result<SourceSet<'l>> {
        let mut articles = self.searched()?;
        let read = articles.len();
        leave_out(&mut articles, drafts);
        if articles.is_empty() && read > 0 {
            message(
                "note",
                "a source that is the draft itself is left out, and nothing else was given to search",
            );
        }
        let given = match &mut self.from {
            From::Files(reading) => reading.given(numbered),
            From::Corpus { .. } => Given::default(),
        };
        let corpus = self.parse(articles, inquit).with_given(given);
        Ok(SourceSet::of(corpus, self.account()).numbered(numbered))
    }

    /// Every article, extracted; doubts about them are named.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn corpus<'l>(&mut self, inquit: Inquit<'l>) -> Result<Corpus<'l>> {
        let articles = self.all()?;
        Ok(self.parse(articles, inquit))
    }

    /// Extracts articles that were read; doubts about them are named.
    pub fn parse<'l>(&self, articles: Vec<Article>, inquit: Inquit<'l>) -> Corpus<'l> {
        let done = self.progress.counting("extracting", articles.len());
        let corpus = Corpus::extract_counted(inquit, articles, &done);
        let doubts = corpus.warnings().iter();
        self.warnings(doubts.map(|(article, warning)| (&corpus.articles()[*article], warning)));
        corpus
    }

    /// The remarks of a corpus; corrections that name nothing are named.
    pub fn remarks(&self, corpus: &Corpus<'_>, corrections: &Corrections) -> Remarks {
        self.progress.turning("grouping");
        let remarks = corpus.remarks(corrections);
        for message in links::unmatched(corrections, &remarks.unmatched, links::IDS, self.verbose) {
            self.warn(&message);
        }
        remarks
    }

    /// How far the run is, for stages that are not here.
    pub fn progress(&self) -> &ProgressLine {
        &self.progress
    }

    /// Names doubts about articles: those that lose words always, the others where that is asked for. Give those of one article in their order.
    pub fn warnings<'a>(&self, found: impl Iterator<Item = (&'a Article, &'a Warning)>) {
        // Lines are counted on from the doubt before.
        let mut counted: Option<(&Article, usize, usize)> = None;
        for (article, warning) in found.filter(|(_, warning)| self.verbose || warning.kind.loses_words()) {
            let start = warning.span.start();
            let before = counted.filter(|(of, at, _)| std::ptr::eq(*of, article) && *at <= start);
            let (at, line) = before.map_or((0, 1), |(_, at, line)| (at, line));
            let line = line + article.text()[at..start].bytes().filter(|b| *b == b'\n').count();
            counted = Some((article, start, line));
            self.say("warning", &format!("{}:{line}: {}", article.id(), warning.kind));
        }
    }

    /// The figures of a run over its articles. Quotations that quote nobody are not counted, nor indirect speech.
    pub fn summary(&self, corpus: &Corpus<'_>) -> Summary {
        Summary::of(corpus, self.account())
    }

    /// Takes the progress bar away, counts what was not named, and says so where nothing at all was read.
    pub fn close(&mut self) {
        self.progress.close();
        let ReadAccount { read, skipped, left_out, partial, .. } = self.account();
        if read == 0 && skipped == 0 {
            self.is_empty = true;
            let place = match self.from {
                From::Files(_) => "there is no article at these paths; -v lists what was left out",
                From::Corpus { .. } => {
                    "there is no article in this corpus; `inquit corpus add` adds articles"
                }
            };
            message("error", place);
        }
        if partial > 0 {
            let cut = counted(partial, "article");
            message(
                "warning",
                &format!("{cut} cut short by whoever gave them; what is not found may be in the rest"),
            );
        }
        if left_out > 0 && read > 0 && !self.verbose {
            let files = counted(left_out, "file");
            message("note", &format!("{files} left out of the folders; -v names them"));
        }
        // Where all are wanted, all were named.
        for (path, count) in self.bad.iter().filter(|(_, count)| !self.verbose && **count > NAMED) {
            message("error", &format!("{path}: {}", counted(count - NAMED, "more bad line")));
        }
        for (path, count) in self.undated.iter().filter(|(_, count)| !self.verbose && **count > NAMED) {
            message("warning", &format!("{path}: {} left out", counted(count - NAMED, "more date")));
        }
    }

    fn note(&mut self, note: &Note) {
        if let Note::Date { path, .. } = note {
            let count = self.undated.entry(path.clone()).or_default();
            *count += 1;
            if *count > NAMED && !self.verbose {
                return;
            }
        }
        if note.is_warning() {
            self.warn(&words::note(note));
        } else if self.verbose {
            self.say("note", &words::note(note));
        }
    }

    /// Says what is likely a slip.
    fn warn(&self, text: &str) {
        self.say("warning", text);
    }

    fn error(&mut self, error: &ReadError) -> Result<()> {
        let count = self.bad.entry(error.path().unwrap_or_default().to_owned()).or_default();
        *count += 1;
        if *count <= NAMED || self.verbose {
            self.say("error", &words::explained(error));
        }
        if self.strict { Err(Stopped.into()) } else { Ok(()) }
    }

    fn say(&self, kind: &str, text: &str) {
        self.progress.suspend(|| message(kind, text));
    }
}

/// The bytes of a file, or of standard input.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    Ok(if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) })
}
