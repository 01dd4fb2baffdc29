//! The Python module: inquit's façade with Python's strings.
//!
//! In: texts, paths, claims and drafts. Out: the records of the machine formats as JSON, which `inquit/*.py` reads into objects. Nothing is
//! decided here: `extraction` finds quotations, `sources` asks the sources, `partitioned` is grouping on many computers, `command` is the command line. Every call that computes lets other
//! threads of the interpreter run.

#![allow(
    missing_docs,
    reason = "the macros of pyo3 make public items; what users call is described in inquit/*.py"
)]

mod command;
mod extraction;
mod given;
mod partitioned;
mod sources;

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(inquit, InquitError, PyException, "What inquit could not read, open or finish.");

/// An error of the library as Python has it.
fn error(error: impl std::fmt::Display) -> PyErr {
    InquitError::new_err(error.to_string())
}

/// The pairs of quotation marks that the grammar knows.
#[pyfunction]
fn marks() -> Vec<(&'static str, &'static str)> {
    let pairs = inquit::Inquit::english().lexicon().marks().iter();
    pairs.map(|pair| (pair.open.as_str(), pair.close.as_str())).collect()
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("InquitError", module.py().get_type::<InquitError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("schema", inquit::record::SCHEMA)?;
    module.add_class::<extraction::Extractor>()?;
    module.add_class::<sources::NativeSources>()?;
    module.add_class::<partitioned::NativePartition>()?;
    module.add_function(wrap_pyfunction!(marks, module)?)?;
    module.add_function(wrap_pyfunction!(sources::add, module)?)?;
    module.add_function(wrap_pyfunction!(command::run, module)?)
}
