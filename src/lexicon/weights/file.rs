//! The weights of indirect speech: one number under the name of each observation of `parse::indirect`.
//!
//! They are read when they are first asked for: most runs never do.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

/// Its name in a language folder.
pub(super) const FILE: &str = "indirect.toml";

/// `template → "a + b" → weight`, as `indirect.toml` has it.
type IndirectFile = BTreeMap<String, BTreeMap<String, f32>>;

/// The weights, by a hash of template and values. Unlike the ranking's, the values are not a closed list: verbs of the lexicon are
/// among them.
#[derive(Debug, Default)]
pub(super) struct IndirectWeights {
    file: String,
    read: OnceLock<FxHashMap<u64, f32>>,
}

/// Between two values of one observation.
const JOINT: &str = " + ";

fn key(template: &str, a: &str, b: &str) -> u64 {
    let mut hasher = Xxh3::new();
    for part in [template, a, b] {
        hasher.update(part.as_bytes());
        hasher.update(b"\0");
    }
    hasher.digest()
}

impl IndirectWeights {
    /// Keeps the file for later; [`IndirectWeights::check`] reads it at once.
    pub(super) fn new(file: String) -> Self {
        Self { file, read: OnceLock::new() }
    }

    /// Whether the file is sound.
    pub(super) fn check(&self) -> Result<(), toml::de::Error> {
        toml::from_str::<IndirectFile>(&self.file).map(|_| ())
    }

    /// The weight of an observation; 0 for one that is not in the file.
    pub(super) fn get(&self, template: &str, a: &str, b: &str) -> f32 {
        let weights = self.read.get_or_init(|| read(&self.file));
        weights.get(&key(template, a, b)).copied().unwrap_or(0.0)
    }
}

/// The weights of a file that was checked: the built-in one by a test, any other when it was loaded.
fn read(file: &str) -> FxHashMap<u64, f32> {
    let file: IndirectFile = toml::from_str(file).unwrap_or_default();
    let mut weights = FxHashMap::default();
    for (template, values) in &file {
        for (value, weight) in values {
            let (a, b) = value.split_once(JOINT).unwrap_or((value, ""));
            weights.insert(key(template, a, b), *weight);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_sound() {
        let weights = IndirectWeights::new(include_str!("../../grammar/en/indirect.toml").to_owned());
        weights.check().unwrap();
        assert!(weights.get("side class", "according", "around") != 0.0);
        assert!(weights.get("side", "nowhere", "") == 0.0);
    }
}
