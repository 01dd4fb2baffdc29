//! The command line, as the wheel installs it. In: arguments, the program's name first. Out: an exit status.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the command line.
#[pyfunction]
pub fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| inquit::cli::run_with(arguments))
}
