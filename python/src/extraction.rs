//! Quotations of texts. In: texts. Out: for each, one JSON object: `quotations`, the records of `extract`, and `warnings`.

use inquit::model::SourceKind;
use inquit::read::{Articles, HeldForm, Input, InputHints};
use inquit::record::{Extract, quotation_values, quotations, write_quotation};
use inquit::{Article, Extraction, Inquit};
use pyo3::prelude::*;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::json;

use crate::given::{Tuple, article, source};

/// Finds quotations with threads of its own.
#[pyclass(frozen, module = "inquit._native")]
pub struct Extractor {
    inquit: Inquit<'static>,
    all: bool,
    threads: ThreadPool,
}

#[pymethods]
impl Extractor {
    /// With `all` also marks that quote nobody. `threads` 0 takes as many as there are cores.
    #[new]
    #[pyo3(signature = (*, indirect = false, all = false, explain = false, threads = 0))]
    fn new(indirect: bool, all: bool, explain: bool, threads: usize) -> PyResult<Self> {
        let threads = ThreadPoolBuilder::new().num_threads(threads).build().map_err(super::error)?;
        Ok(Self { inquit: Inquit::english().indirect(indirect).explain(explain), all, threads })
    }

    /// The quotations of one text, in the thread that asks.
    fn one(&self, py: Python<'_>, given: Tuple) -> PyResult<String> {
        let article = article(given)?;
        Ok(py.detach(|| self.found(&article)))
    }

    /// The quotations of many texts, in their order.
    fn many(&self, py: Python<'_>, given: Vec<Tuple>) -> PyResult<Vec<String>> {
        let articles: Vec<Article> = given.into_iter().map(article).collect::<PyResult<_>>()?;
        Ok(py.detach(|| {
            self.threads.install(|| articles.par_iter().map(|article| self.found(article)).collect())
        }))
    }

    /// What the command writes for a record with each text: why it is none, or its lines. Texts are read as records are, not character for
    /// character, and equal ids are told apart.
    fn lines(&self, py: Python<'_>, given: Vec<Tuple>) -> Vec<(Option<String>, Vec<String>)> {
        py.detach(|| {
            let read = records(given);
            let lines = |article: &Result<Article, String>| match article {
                Ok(article) => (None, self.written(article)),
                Err(error) => (Some(error.clone()), Vec::new()),
            };
            self.threads.install(|| read.par_iter().map(lines).collect())
        })
    }
}

impl Extractor {
    /// The lines of an article.
    fn written(&self, article: &Article) -> Vec<String> {
        let found = self.inquit.extract(article);
        let shown = found.shown(self.all, 0.0);
        let explain = self.inquit.options().explain;
        let mut lines = Vec::new();
        let extract = Extract { article, quotations: &found.quotations, shown: &shown, explain };
        let done: Result<(), std::convert::Infallible> = quotations(&extract, |record| {
            let mut line = Vec::new();
            write_quotation(&mut line, record);
            lines.push(String::from_utf8_lossy(line.trim_ascii_end()).into_owned());
            Ok(())
        });
        match done {
            Ok(()) => lines,
        }
    }

    fn found(&self, article: &Article) -> String {
        let found = self.inquit.extract(article);
        // None is left out for its confidence: the caller sees the figure and chooses.
        let shown = found.shown(self.all, 0.0);
        let Extraction { quotations, warnings } = &found;
        let explain = self.inquit.options().explain;
        let records = quotation_values(&Extract { article, quotations, shown: &shown, explain });
        let warnings: Vec<String> = warnings.iter().map(|warning| warning.kind.to_string()).collect();
        json!({ "quotations": records, "warnings": warnings }).to_string()
    }
}

/// Texts as the records of one file: for each, in their order, its article or why it gives none. What is wrong with no single record is said
/// of every text that has no article.
fn records(given: Vec<Tuple>) -> Vec<Result<Article, String>> {
    let mut read: Vec<Option<Result<Article, String>>> = given.iter().map(|_| None).collect();
    let line = |given: Tuple| serde_json::to_string(&source(given)).unwrap_or_default() + "\n";
    let file: String = given.into_iter().map(line).collect();
    let told = InputHints { kind: Some(SourceKind::Article), ..InputHints::default() };
    let input = Input::held("batch", file.into_bytes(), Some(HeldForm::Records));
    let mut articles = Articles::new(vec![input]).told(told);
    let mut unread = "its batch was not read to the end".to_owned();
    while let Some(next) = articles.next() {
        let line = match &next {
            Ok(_) => articles.origin().map(|origin| origin.first_line),
            Err(error) => error.place.as_ref().and_then(|place| usize::try_from(place.line?).ok()),
        };
        let record = line.and_then(|line| read.get_mut(line.checked_sub(1)?));
        match (record, next.map_err(|error| error.kind.to_string())) {
            (Some(record), next) => *record = Some(next),
            (None, Err(error)) => unread = format!("its batch was not read to the end: {error}"),
            (None, Ok(_)) => {}
        }
    }
    read.into_iter().map(|read| read.unwrap_or_else(|| Err(unread.clone()))).collect()
}
