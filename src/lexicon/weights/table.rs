//! The weights of the ranking: one number under the name of each observation.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::observation::{Feature, Template, Value};
use super::{Verb, VerbId};

/// `template → "a + b" → weight`, as `weights.toml` has it.
pub(super) type WeightFile = BTreeMap<String, BTreeMap<String, f32>>;

/// The weights, a table a template.
#[derive(Debug, Default)]
pub(super) struct Weights(Vec<WeightTable>);

/// Between two values of one observation.
const JOINT: &str = " + ";

/// The weights of one template: a row a first value, a column a second one. Row 0 and column 0 are those of values that were
/// never learned.
#[derive(Debug, Clone)]
struct WeightTable {
    rows: Vec<u16>,
    columns: Vec<u16>,
    width: usize,
    weights: Vec<f32>,
}

impl WeightTable {
    fn new(learned: &[(Value, Value, f32)], values: usize) -> Self {
        let (mut rows, mut columns) = (vec![0; values], vec![0; Value::COUNT]);
        let (mut height, mut width) = (1, 1);
        for (a, b, _) in learned {
            number(&mut rows[a.code()], &mut height);
            number(&mut columns[b.code()], &mut width);
        }
        let width = usize::from(width);
        let mut weights = vec![0.0; usize::from(height) * width];
        for (a, b, weight) in learned {
            weights[usize::from(rows[a.code()]) * width + usize::from(columns[b.code()])] = *weight;
        }
        Self { rows, columns, width, weights }
    }
}

/// Gives a value the next number, if it has none.
fn number(place: &mut u16, next: &mut u16) {
    if *place == 0 {
        *place = *next;
        *next += 1;
    }
}

impl Weights {
    /// `Err` gives an observation that the grammar never makes.
    pub(super) fn from_file(file: WeightFile, verbs: &[Verb]) -> Result<Self, String> {
        let lemmas: FxHashMap<&str, Value> =
            (0u16..).zip(verbs).map(|(id, verb)| (verb.lemma.as_str(), Value::verb(VerbId(id)))).collect();
        let mut learned = vec![Vec::new(); Template::COUNT];
        for (template, values) in file {
            let Some(known) = Template::named(&template) else { return Err(template) };
            let first = |name: &str| match known.of_verbs() {
                true => lemmas.get(name).copied(),
                false => Value::named(name),
            };
            for (value, weight) in values {
                let (a, b) = value.split_once(JOINT).unwrap_or((&value, ""));
                match (first(a), Value::named(b)) {
                    (Some(a), Some(b)) => learned[known.code()].push((a, b, weight)),
                    _ => return Err(format!("{template}: {value}")),
                }
            }
        }
        let values = Value::COUNT + verbs.len();
        Ok(Self(learned.iter().map(|l| WeightTable::new(l, values)).collect()))
    }

    pub(super) fn get(&self, feature: Feature) -> f32 {
        let Some(table) = self.0.get(feature.template.code()) else { return 0.0 };
        let (row, column) = (table.rows[feature.a.code()], table.columns[feature.b.code()]);
        table.weights[usize::from(row) * table.width + usize::from(column)]
    }
}
