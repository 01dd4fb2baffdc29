//! A weight file as TOML has it: a head that says what the weights were learned from, then a table for each
//! template.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What weights were learned from: the table `[learned]` at the head of a weight file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learned {
    /// Name and version of the data set.
    pub data: String,
    /// How many articles it holds.
    pub articles: usize,
    /// From how many of the model's decisions the weights were learned.
    pub examples: usize,
    /// The commit of the program that made the observations.
    pub commit: String,
    /// The command that wrote the file.
    pub command: String,
    /// The day it was run, as 2026-11-22.
    pub date: String,
}

/// `template → "a + b" → weight`, and the head.
#[derive(Debug)]
pub(super) struct WeightFile {
    pub(super) learned: Learned,
    pub(super) templates: BTreeMap<String, BTreeMap<String, f32>>,
}

/// The key of the head.
const HEAD: &str = "learned";

impl<'de> Deserialize<'de> for WeightFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Tables;

        impl<'de> Visitor<'de> for Tables {
            type Value = WeightFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table [learned] and a table for each template")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WeightFile, A::Error> {
                let (mut learned, mut templates) = (None, BTreeMap::new());
                while let Some(key) = map.next_key::<String>()? {
                    if key == HEAD {
                        learned = Some(map.next_value()?);
                    } else {
                        templates.insert(key, map.next_value()?);
                    }
                }
                let learned = learned.ok_or_else(|| A::Error::missing_field(HEAD))?;
                Ok(WeightFile { learned, templates })
            }
        }

        deserializer.deserialize_map(Tables)
    }
}
