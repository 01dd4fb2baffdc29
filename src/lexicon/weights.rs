//! The weights of the ranking: one number under the name of each observation.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

/// `template → "a + b" → weight`, as `weights.toml` has it.
pub(super) type WeightFile = BTreeMap<String, BTreeMap<String, f32>>;

/// The weights, by a hash of template and values.
#[derive(Debug, Default)]
pub(super) struct Weights(FxHashMap<u64, f32>);

/// Between two values of one observation.
const JOINT: &str = " + ";

fn key(template: &str, a: &str, b: &str) -> u64 {
    let mut hasher = Xxh3::new();
    hasher.update(template.as_bytes());
    hasher.update(b"\0");
    hasher.update(a.as_bytes());
    if !b.is_empty() {
        hasher.update(b"\0");
        hasher.update(b.as_bytes());
    }
    hasher.digest()
}

impl Weights {
    /// `Err` gives two observations that cannot be told apart.
    pub(super) fn from_file(file: WeightFile) -> Result<Self, String> {
        let mut map = FxHashMap::default();
        for (template, values) in file {
            for (value, weight) in values {
                let (a, b) = value.split_once(JOINT).unwrap_or((&value, ""));
                if map.insert(key(&template, a, b), weight).is_some() {
                    return Err(format!("{template}: {value}"));
                }
            }
        }
        Ok(Self(map))
    }

    pub(super) fn get(&self, template: &str, a: &str, b: &str) -> f32 {
        self.0.get(&key(template, a, b)).copied().unwrap_or(0.0)
    }
}
