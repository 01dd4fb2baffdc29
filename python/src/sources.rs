//! Sources that claims and drafts are asked of. In: paths and texts, or a corpus file. Out: answers in the formats of the command line.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use inquit::Inquit;
use inquit::ask::{AskBounds, Asking, CheckOptions, GateChoice, SourceSet, add_articles, read_drafts};
use inquit::corpus::Selection;
use inquit::read::{Arrival, Claims, HeldForm, InputHints, ReadingOptions, SourceReading, SpeakerNames};
use inquit::render::{Answered, Check, Format, Look, Scope, ShownRemarks, Summary, of, write};
use inquit::store::Store;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::given::{Tuple, source};

/// Columns of a report that is printed.
const WIDTH: usize = 100;

/// What is said of paths that give no article.
const NOTHING: &str = "nothing was read; a string is a path, a text is a mapping with `text`";

/// Sources, read once. Threads share them.
#[pyclass(frozen, module = "inquit._native")]
pub struct NativeSources {
    set: SourceSet<'static>,
    /// What was not read, and why.
    #[pyo3(get)]
    unread: Vec<String>,
    /// What is likely a slip in what was read.
    #[pyo3(get)]
    doubts: Vec<String>,
}

#[pymethods]
impl NativeSources {
    /// Reads paths and texts. Paths that give no article at all are an error: every answer would be that nothing was found.
    /// `speakers` is a file that names the speakers of transcripts.
    #[staticmethod]
    fn read(
        py: Python<'_>,
        paths: Vec<PathBuf>,
        texts: Vec<Tuple>,
        speakers: Option<PathBuf>,
    ) -> PyResult<Self> {
        let only_paths = !paths.is_empty() && texts.is_empty();
        let speakers = named(speakers.as_deref())?;
        let read = py.detach(|| {
            let mut heard = Heard::default();
            let reading = reading(&paths, texts, speakers);
            let set = SourceSet::read(Inquit::english(), reading, false, |arrival| heard.hear(arrival));
            Self { set, unread: heard.unread, doubts: heard.doubts }
        });
        match read.unread.first() {
            _ if !only_paths || read.set.account().read > 0 => Ok(read),
            Some(unread) => Err(super::error(format!("{unread} ({NOTHING})"))),
            None => Err(super::error(NOTHING)),
        }
    }

    /// Opens a corpus file, which may hold no article yet.
    #[staticmethod]
    fn open(py: Python<'_>, corpus: PathBuf) -> PyResult<Self> {
        let set = py.detach(|| SourceSet::of_any_file(Inquit::english(), &corpus)).map_err(super::error)?;
        Ok(Self { set, unread: Vec::new(), doubts: Vec::new() })
    }

    /// Articles, quotations and words that are searched.
    fn searched(&self, py: Python<'_>) -> PyResult<(usize, usize, usize)> {
        let searched = py.detach(|| self.set.searched()).map_err(super::error)?;
        Ok((searched.articles, searched.quotations, searched.words))
    }

    /// Answers claims, which are given as the lines of `verify --claims`. A line of JSON each.
    fn verify(
        &self,
        py: Python<'_>,
        claims: String,
        style: &str,
        fail_on: Option<&str>,
    ) -> PyResult<Vec<String>> {
        let choice = GateChoice::new(style, fail_on).map_err(wrong)?;
        let answers = py.detach(|| -> Result<String, String> {
            let lines = Claims::new(Cursor::new(claims.into_bytes())).map_err(told)?;
            let lines = lines.collect::<Result<Vec<_>, _>>().map_err(told)?;
            let asking = Asking { gate: &choice.gate, list: "claims", bounds: AskBounds::default() };
            let answers = self.set.verify_many(lines, &asking).map_err(told)?;
            let mut renderer = of::<Answered<'_>>(Format::Jsonl, look()).ok_or("answers have no lines")?;
            let mut out = Vec::new();
            for answer in &answers {
                renderer.item(&mut out, answer).map_err(told)?;
            }
            String::from_utf8(out).map_err(told)
        });
        Ok(answers.map_err(super::error)?.lines().map(str::to_owned).collect())
    }

    /// Checks the quotations of a draft. The report in each of the formats that are named.
    #[pyo3(signature = (text, form, *, every, min_words, style, fail_on, formats))]
    #[allow(clippy::too_many_arguments, reason = "Python gives them by name")]
    fn check(
        &self,
        py: Python<'_>,
        text: &str,
        form: &str,
        every: bool,
        min_words: Option<usize>,
        style: &str,
        fail_on: Option<&str>,
        formats: Vec<String>,
    ) -> PyResult<Vec<String>> {
        let form = HeldForm::named(form)
            .ok_or_else(|| wrong(format!("unknown form `{form}`; the forms are markdown, html and plain")))?;
        let formats: Vec<Format> = formats.iter().map(|name| format(name)).collect::<PyResult<_>>()?;
        let choice = GateChoice::new(style, fail_on).map_err(wrong)?;
        let selection = Selection { every, min_words, ..Selection::default() };
        let options = CheckOptions { choice, selection };
        py.detach(|| {
            let read = read_drafts("draft", text, Some(form), Inquit::english().lexicon()).map_err(told)?;
            let report = self.set.check(read.drafts, &options, AskBounds::default()).map_err(told)?;
            let shown = |format| rendered::<Check<'_>>(format, &report.shown(true), &report.summary);
            formats.into_iter().map(shown).collect::<Result<Vec<_>, String>>()
        })
        .map_err(super::error)
    }

    /// The remarks that have the words of a quotation, or all remarks, as JSON.
    fn remarks(&self, py: Python<'_>, quote: Option<&str>) -> PyResult<String> {
        py.detach(|| {
            let found = match quote {
                Some(quote) => self.set.versions(quote),
                None => self.set.remarks(),
            };
            let found = found.map_err(told)?;
            let shown = ShownRemarks { comparison: &found.comparison(), scope: Scope::All };
            rendered(Format::Json, &shown, &self.set.summary().map_err(told)?)
        })
        .map_err(super::error)
    }
}

/// What became of articles that were given to a corpus: new, changed, unchanged; what was not read; what is likely a slip.
type Added = (usize, usize, usize, Vec<String>, Vec<String>);

/// Adds paths and texts to a corpus file, which is made if it is not there. `speakers` as in [`NativeSources::read`].
#[pyfunction]
pub fn add(
    py: Python<'_>,
    corpus: PathBuf,
    paths: Vec<PathBuf>,
    texts: Vec<Tuple>,
    speakers: Option<PathBuf>,
) -> PyResult<Added> {
    let speakers = named(speakers.as_deref())?;
    py.detach(|| added(&corpus, reading(&paths, texts, speakers))).map_err(super::error)
}

fn added(corpus: &Path, mut reading: SourceReading<'static>) -> Result<Added, inquit::store::StoreError> {
    let inquit = Inquit::english();
    let mut store = Store::create(corpus)?;
    let mut heard = Heard::default();
    for arrival in reading.found() {
        heard.hear(&arrival);
    }
    let articles = reading.filter_map(|arrival| match arrival {
        Arrival::Article(article) => Some(*article),
        other => {
            heard.hear(&other);
            None
        }
    });
    let added = add_articles(&mut store, articles, inquit)?;
    store.group(inquit.lexicon())?;
    Ok((added.new, added.changed, added.same, heard.unread, heard.doubts))
}

/// The names of a file of speakers; without a file none.
fn named(speakers: Option<&Path>) -> PyResult<SpeakerNames> {
    speakers.map_or_else(|| Ok(SpeakerNames::default()), SpeakerNames::read).map_err(super::error)
}

fn reading(paths: &[PathBuf], texts: Vec<Tuple>, speakers: SpeakerNames) -> SourceReading<'static> {
    let texts: Vec<_> = texts.into_iter().map(source).collect();
    let told = InputHints { speakers, ..InputHints::default() };
    let options = ReadingOptions { told, ..ReadingOptions::default() };
    SourceReading::new(paths, &texts, options, Inquit::english().lexicon())
}

/// What is said while articles are read.
#[derive(Default)]
struct Heard {
    unread: Vec<String>,
    doubts: Vec<String>,
}

impl Heard {
    fn hear(&mut self, arrival: &Arrival) {
        match arrival {
            Arrival::Error(error) => self.unread.push(error.to_string()),
            Arrival::Note(note) if note.is_warning() => self.doubts.push(note.to_string()),
            Arrival::Article(_) | Arrival::Note(_) => {}
        }
    }
}

fn look() -> Look {
    Look { width: WIDTH, ..Look::default() }
}

fn rendered<T: inquit::render::Shown>(
    format: Format,
    shown: &T,
    summary: &Summary,
) -> Result<String, String> {
    let mut out = Vec::new();
    write(&mut out, (format, look()), shown, summary).map_err(told)?;
    String::from_utf8(out).map_err(told)
}

fn format(name: &str) -> PyResult<Format> {
    Format::named(name).ok_or_else(|| wrong(format!("unknown format `{name}`")))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}
