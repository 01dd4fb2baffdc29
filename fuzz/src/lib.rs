//! What is fuzzed: functions from bytes to nothing, which panic if something that always holds does not hold.
//!
//! In: any bytes. Out: nothing. `fuzz_targets/` hands them to libFuzzer, and `tests/fuzz.rs` of the program runs them over the seeds and the
//! stored inputs, so that they need neither a fuzzer nor a nightly compiler.
//!
//! - `articles`: text → quotations, comparisons, verdicts, checked drafts
//! - `readers`: files of each format → articles
//! - `lists`: claims, records, annotations, corrections, earlier checks
//! - `damaged`: a corpus file with other bytes in it
//! - `invariants`: what holds of every span and every output
//! - `seeds`: the inputs and words to begin from, made from the tests of the program

mod articles;
mod damaged;
mod invariants;
mod lists;
mod readers;
mod scratch;
pub mod seeds;

/// One target.
pub struct Target {
    /// Its name: the file in `fuzz_targets/`, the folder in `corpus/`.
    pub name: &'static str,
    /// Runs it on one input.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "extract", run: articles::extract },
    Target { name: "markdown", run: articles::markdown },
    Target { name: "indirect", run: articles::indirect },
    Target { name: "compare", run: articles::compare },
    Target { name: "verify", run: articles::verify },
    Target { name: "check", run: articles::check },
    Target { name: "text", run: readers::text },
    Target { name: "html", run: readers::html },
    Target { name: "captions", run: readers::captions },
    Target { name: "json", run: readers::json },
    Target { name: "table", run: readers::table },
    Target { name: "docx", run: readers::docx },
    Target { name: "pdf", run: readers::pdf },
    Target { name: "warc", run: readers::warc },
    Target { name: "feed", run: readers::feed },
    Target { name: "claims", run: lists::claims },
    Target { name: "brat", run: lists::brat },
    Target { name: "records", run: lists::records },
    Target { name: "links", run: lists::links },
    Target { name: "earlier", run: lists::earlier },
    Target { name: "corpus", run: damaged::corpus },
];

/// Runs one target on one input.
///
/// # Panics
/// If there is no target of this name, or if it found something.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target of this name").run)(data);
}
