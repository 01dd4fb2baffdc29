//! Articles for a command. In: paths, or a corpus file. Out: batches of articles; every bad input is named on
//! standard error, counted, and left out.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Inquit;
use crate::corpus::{Corpus, Remarks};
use crate::group::Corrections;
use crate::model::{Article, Given, SourceKind, Warning};
use crate::read::{self, Articles, Fields, InputHints, Note, Origin, ReadError, ReadErrorKind};
use crate::render::Summary;
use crate::store::Store;

use super::args::{Global, Paths};
use super::context::grammar;
use super::given::GivenSources;
use super::output::{NAMED, counted, message};
use super::pdftotext::Pdftotext;
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
    Files(Box<Articles<'static>>),
    /// `last` is the id of the last article that was taken from the corpus.
    Corpus {
        store: Box<Store>,
        next: VecDeque<Article>,
        last: Option<String>,
    },
}

/// What messages call the path `-`.
const STDIN: &str = "standard input";

/// Refuses `-` in two lists of paths: standard input can be read once.
///
/// # Errors
/// Both have it.
pub(super) fn one_stdin(first: (&str, &[PathBuf]), second: (&str, &[PathBuf])) -> Result<()> {
    let has = |paths: &[PathBuf]| paths.iter().any(|path| path.as_os_str() == "-");
    if has(first.1) && has(second.1) {
        bail!("{STDIN} cannot be both {} and {}; give one of them as a file", first.0, second.0);
    }
    Ok(())
}

/// Opens a corpus to be searched.
///
/// # Errors
/// A corpus that cannot be read or that has no article.
pub(super) fn filled(file: &Path) -> Result<Store> {
    let store = Store::open(file)?;
    if store.searched()?.articles == 0 {
        bail!("{}: {EMPTY_CORPUS}", file.display());
    }
    Ok(store)
}

const EMPTY_CORPUS: &str = "there is no article in this corpus; `inquit corpus add` adds articles";

/// Articles read from a corpus at once.
const AT_ONCE: usize = 2_000;

/// The articles of one run.
pub(super) struct Source {
    from: From,
    /// Articles read.
    read: usize,
    /// Bad inputs, or lines of inputs.
    pub skipped: usize,
    /// Files below folders that were not taken.
    pub left_out: usize,
    /// Articles that were cut short by whoever gave them.
    pub partial: usize,
    /// True if one of the given paths is missing or holds nothing.
    lacks: bool,
    /// The given paths.
    given: Vec<PathBuf>,
    /// The sources as a claim may name them, where somebody asks for that.
    names: Option<GivenSources>,
    /// Bad lines by file.
    bad: BTreeMap<String, usize>,
    /// Dates that could not be read by file.
    undated: BTreeMap<String, usize>,
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
        let fields = global.map.clone().unwrap_or_default();
        let told = InputHints { kind: global.kind.map(Into::into), fields, revisions: global.docx.into() };
        Self::told(paths, told, global, with_progress)
    }

    /// The same for drafts, which are articles whatever the sources are.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`.
    pub fn drafts(paths: &[PathBuf], global: &Global) -> Result<Self> {
        let kind = Some(SourceKind::Article);
        let told = InputHints { kind, fields: Fields::default(), revisions: global.docx.into() };
        Self::told(paths, told, global, false)
    }

    fn told(paths: &[PathBuf], told: InputHints, global: &Global, with_progress: bool) -> Result<Self> {
        let found = read::find_through(paths, global.follow);
        let total = found.inputs.iter().map(|input| input.bytes).sum();
        let progress = if with_progress { progress(total) } else { ProgressBar::hidden() };
        let articles = Articles::new(found.inputs).told(told).lexicon(grammar(global)?);
        let articles = articles.pdf(Box::new(Pdftotext::find()));
        let mut source = Self::new(From::Files(Box::new(articles)), progress, global);
        source.given = paths.to_vec();
        for note in found.notes {
            source.note(&note);
        }
        for error in &found.errors {
            source.error(error)?;
        }
        Ok(source)
    }

    /// The articles of a command's paths, or of its corpus.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`; a corpus that cannot be read.
    pub fn of(paths: &Paths, global: &Global, with_progress: bool) -> Result<Self> {
        match &paths.corpus {
            Some(file) => Self::store(file, global),
            None => Self::open(&paths.paths, global, with_progress),
        }
    }

    /// The articles of a corpus.
    ///
    /// # Errors
    /// A corpus that cannot be read.
    pub fn store(file: &Path, global: &Global) -> Result<Self> {
        let from = From::Corpus { store: Box::new(Store::open(file)?), next: VecDeque::new(), last: None };
        Ok(Self::new(from, ProgressBar::hidden(), global))
    }

    fn new(from: From, progress: ProgressBar, global: &Global) -> Self {
        Self {
            from,
            read: 0,
            skipped: 0,
            left_out: 0,
            partial: 0,
            lacks: false,
            given: Vec::new(),
            names: None,
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
            let articles = match &mut self.from {
                From::Files(articles) => articles,
                From::Corpus { store, next, last } => {
                    let article = stored(store, next, last)?;
                    self.read += usize::from(article.is_some());
                    return Ok(article);
                }
            };
            let (next, root) = (articles.next(), articles.root());
            for note in articles.take_notes() {
                self.note(&note);
            }
            match next {
                Some(Ok(article)) => {
                    self.read += 1;
                    if let Some(names) = &mut self.names {
                        names.read(root, article.id());
                    }
                    return Ok(Some(article));
                }
                Some(Err(error)) => self.error(&error)?,
                None => return Ok(None),
            }
        }
    }

    /// Which of the given paths the last article stands at or below.
    pub fn root(&self) -> usize {
        match &self.from {
            From::Files(articles) => articles.root(),
            From::Corpus { .. } => 0,
        }
    }

    /// Where the last article stands in its file.
    pub fn origin(&self) -> Option<&Origin> {
        match &self.from {
            From::Files(articles) => articles.origin(),
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
        if let From::Files(articles) = &self.from {
            self.progress.set_position(articles.bytes_read());
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

    /// What a claim may name as its source: all that was read since [`Source::searched`], and what was not; in the order of the arguments
    /// where numbers mean that.
    pub fn given(&mut self, is_numbered: bool) -> Given {
        self.names.take().unwrap_or_default().all(is_numbered)
    }

    /// Every article, to be searched. Where one of the given paths holds nothing, what it should have held would be reported as not
    /// found, so the command stops. A file that cannot be read does not stop it.
    ///
    /// # Errors
    /// [`Stopped`], where a path is missing or empty, which is already named; with `--strict`.
    pub fn searched(&mut self) -> Result<Vec<Article>> {
        self.names = Some(GivenSources::default());
        let all = self.all()?;
        if self.lacks || (self.read == 0 && self.skipped == 0) {
            self.close();
            return Err(Stopped.into());
        }
        Ok(all)
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
        self.doing("parsing");
        let corpus = Corpus::extract(inquit, articles);
        let doubts = corpus.warnings().iter();
        self.warnings(doubts.map(|(article, warning)| (&corpus.articles()[*article], warning)));
        corpus
    }

    /// The remarks of a corpus; corrections that name nothing are named.
    pub fn remarks(&self, corpus: &Corpus<'_>, corrections: &Corrections) -> Remarks {
        self.doing("grouping");
        let remarks = corpus.remarks(corrections);
        for message in links::unmatched(corrections, &remarks.unmatched, links::IDS, self.verbose) {
            self.warn(&message);
        }
        remarks
    }

    /// Says what is being done now.
    pub fn doing(&self, what: &'static str) {
        self.progress.set_message(what);
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
        Summary {
            articles: corpus.articles().len(),
            quotations: corpus.speech(),
            skipped: self.skipped,
            left_out: self.left_out,
            partial: self.partial,
            warnings: corpus.warnings().len(),
            receipt: None,
        }
    }

    /// Takes the progress bar away, counts what was not named, and says so where nothing at all was read.
    pub fn close(&mut self) {
        self.progress.finish_and_clear();
        if self.read == 0 && self.skipped == 0 {
            self.skipped = 1;
            let place = match self.from {
                From::Files(_) => "there is no article at these paths; -v lists what was left out",
                From::Corpus { .. } => EMPTY_CORPUS,
            };
            message("error", place);
        }
        if self.partial > 0 {
            let cut = counted(self.partial, "article");
            message(
                "warning",
                &format!("{cut} cut short by whoever gave them; what is not found may be in the rest"),
            );
        }
        if self.left_out > 0 && self.read > 0 && !self.verbose {
            let files = counted(self.left_out, "file");
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
        self.left_out += usize::from(note.is_left_out());
        self.partial += usize::from(matches!(note, Note::Cut { .. }));
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
        self.skipped += 1;
        let root = self.root();
        if let Some(names) = &mut self.names {
            names.not_read(root, error);
        }
        let is_given = || {
            let path = error.path().unwrap_or_default();
            self.given
                .iter()
                .any(|given| given.as_os_str() == path || given.as_os_str() == "-" && path == STDIN)
        };
        self.lacks |= match error.kind {
            ReadErrorKind::Missing | ReadErrorKind::EmptyFolder => true,
            ReadErrorKind::Empty => is_given(),
            _ => false,
        };
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

/// The next article of a corpus; `next` has those that were read ahead, and `last` is the id of the last one
/// of them.
fn stored(
    store: &mut Store,
    next: &mut VecDeque<Article>,
    last: &mut Option<String>,
) -> Result<Option<Article>> {
    if next.is_empty() {
        next.extend(store.articles_after(last.as_deref(), AT_ONCE)?);
        // At the end nothing comes, and the place stays as it is.
        if let Some(article) = next.back() {
            *last = Some(article.id().to_owned());
        }
    }
    Ok(next.pop_front())
}

/// The bytes of a file, or of standard input.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    Ok(if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) })
}

/// Inputs up to this size are done before a bar could be read.
const QUICK: u64 = 1 << 20;

/// A bar over `total` bytes; a plain count where the total is not known. Both are hidden by themselves where
/// standard error is no terminal.
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
