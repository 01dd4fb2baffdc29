//! The weights of indirect speech: one number under the name of each observation of `parse::indirect`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

/// `template → "a + b" → weight`, as `indirect.toml` has it.
pub(super) type IndirectFile = BTreeMap<String, BTreeMap<String, f32>>;

/// The weights, by a hash of template and values. Unlike the ranking's, the values are not a closed list: verbs of the lexicon are
/// among them.
#[derive(Debug, Default)]
pub(super) struct IndirectWeights(FxHashMap<u64, f32>);

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
    /// `Err` gives two observations that cannot be told apart.
    pub(super) fn from_file(file: IndirectFile) -> Result<Self, String> {
        let mut weights = FxHashMap::default();
        for (template, values) in file {
            for (value, weight) in values {
                let (a, b) = value.split_once(JOINT).unwrap_or((&value, ""));
                if weights.insert(key(&template, a, b), weight).is_some() {
                    return Err(format!("{template}: {value}"));
                }
            }
        }
        Ok(Self(weights))
    }

    pub(super) fn get(&self, template: &str, a: &str, b: &str) -> f32 {
        self.0.get(&key(template, a, b)).copied().unwrap_or(0.0)
    }
}
