//! Quotations of texts. In: texts. Out: for each, one JSON object: `quotations`, the records of `extract`, and `warnings`.

use inquit::record::{Extract, quotation_values};
use inquit::{Article, Extraction, Inquit};
use pyo3::prelude::*;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::json;

use crate::given::{Tuple, article};

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
}

impl Extractor {
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
