//! Two sources and the twenty claims of document mode, for every way in. `twenty.json` has them, which the tests in Python read too.

use std::sync::LazyLock;

use serde::Deserialize;

/// The sources, and the claims with their speakers and how they should end: `flag` passes under `lenient` and fails under `strict`; `fail`
/// fails under both.
#[derive(Deserialize)]
pub struct Twenty {
    pub beacon: String,
    pub minutes: String,
    pub cases: Vec<(String, Option<String>, String)>,
}

pub static TWENTY: LazyLock<Twenty> =
    LazyLock::new(|| serde_json::from_str(include_str!("twenty.json")).expect("it is JSON of this shape"));
