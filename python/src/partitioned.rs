//! Grouping that many computers share. In: columns of a part of the corpus. Out: columns. What is decided is decided by `inquit::group::partitioned`.
//!
//! Hashes of 64 bits come and go as signed numbers in the order of the unsigned ones, since the tables of clusters have no others.

use inquit::Lexicon;
use inquit::group::partitioned::{Figures, KeyEntry, Pair, Partition, ScoredPair};
use pyo3::prelude::*;

/// A row: id, print, name, article, day, text, sketch, normal forms, last word of the speaker's name, the row itself.
type Row = (String, i64, i64, i64, Option<i32>, i64, Option<Vec<i64>>, Vec<String>, Option<String>, String);
/// Keys, rows, days, weights and articles of entries.
type Entries = (Vec<i64>, Vec<i64>, Vec<i32>, Vec<f32>, Vec<i64>);
/// Rows, others, sizes and weeks of pairs.
type Pairs = (Vec<i64>, Vec<i64>, Vec<i64>, Vec<i64>);
/// Both rows, scores, bonuses, whether they hold for one event only, whether one wording holds the other.
type Links = (Vec<i64>, Vec<i64>, Vec<f32>, Vec<f32>, Vec<bool>, Vec<bool>);

/// The steps of grouping for a part of a corpus.
#[pyclass(frozen, module = "inquit._native")]
pub struct NativePartition {
    partition: Partition<'static>,
    figures: Option<Figures>,
}

/// For each row its keys, its day and its weight, each in a list of its own.
type Keys = (Vec<Vec<i64>>, Vec<i32>, Vec<f32>);

#[pymethods]
impl NativePartition {
    /// `figures` is what was counted in the whole corpus, as JSON; the steps from the keys on need it.
    #[new]
    #[pyo3(signature = (figures = None))]
    fn new(figures: Option<&str>) -> PyResult<Self> {
        let figures = figures.map(Figures::parse).transpose().map_err(super::error)?;
        Ok(Self { partition: Partition::new(Lexicon::built_in()), figures })
    }

    /// The rows of lines, and what is wrong with those that give none, by their index.
    fn rows(&self, py: Python<'_>, lines: Vec<String>) -> (Vec<Row>, Vec<(usize, String)>) {
        py.detach(|| {
            let (rows, bad) = self.partition.rows(&lines);
            let row = |row: inquit::group::partitioned::PartitionRow| {
                let sketch = row.sketch.map(|sketch| sketch.map(signed).to_vec());
                let hashes = [row.print, row.name, row.article, row.text].map(signed);
                let [print, name, article, text] = hashes;
                (row.id, print, name, article, row.day, text, sketch, row.forms, row.last, row.packed)
            };
            let bad = bad.into_iter().map(|bad| (bad.line as usize - 1, bad.reason.to_string()));
            (rows.into_iter().map(row).collect(), bad.collect())
        })
    }

    /// Whether texts are nearly the same, pair by pair.
    fn alike(&self, py: Python<'_>, own: Vec<String>, other: Vec<String>) -> PyResult<Vec<bool>> {
        let pairs: Vec<(String, String)> = own.into_iter().zip(other).collect();
        py.detach(|| self.partition.alike(&pairs)).map_err(super::error)
    }

    /// The keys, days and weights of packed rows.
    fn keys(&self, py: Python<'_>, packed: Vec<String>) -> PyResult<Keys> {
        let figures = self.figures()?;
        let packed: Vec<&str> = packed.iter().map(String::as_str).collect();
        let rows = py.detach(|| self.partition.keys(&packed, figures)).map_err(super::error)?;
        let (mut keys, mut days, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            keys.push(row.keys.into_iter().map(signed).collect());
            days.push(row.day);
            weights.push(row.weight);
        }
        Ok((keys, days, weights))
    }

    /// How many articles hold the key of each entry.
    fn sizes(&self, py: Python<'_>, given: Entries) -> Vec<u32> {
        py.detach(|| self.partition.sizes(&entries(given, &[])))
    }

    /// Which keys of rows are followed, by the rows and sizes.
    fn followed(&self, py: Python<'_>, rows: Vec<i64>, sizes: Vec<i64>) -> Vec<bool> {
        let given: Vec<(u32, u32)> =
            rows.into_iter().zip(sizes).map(|(row, size)| (row as u32, size as u32)).collect();
        py.detach(|| self.partition.followed(&given))
    }

    /// The pairs that keys give.
    fn candidates(&self, py: Python<'_>, given: Entries, followed: Vec<bool>) -> Pairs {
        py.detach(|| {
            let mut out = Pairs::default();
            for Pair { row, other, size, weeks } in self.partition.candidates(&entries(given, &followed)) {
                out.0.push(row.into());
                out.1.push(other.into());
                out.2.push(size.into());
                out.3.push(weeks.into());
            }
            out
        })
    }

    /// The links between pairs, whose rows are given packed, with their numbers, ascending.
    fn links(&self, py: Python<'_>, pairs: Pairs, numbers: Vec<i64>, packed: Vec<String>) -> PyResult<Links> {
        let figures = self.figures()?;
        let found = py.detach(|| {
            let (rows, others, sizes, weeks) = pairs;
            let pair = |i: usize| Pair {
                row: rows[i] as u32,
                other: others[i] as u32,
                size: sizes[i] as u32,
                weeks: weeks[i] as u16,
            };
            let pairs: Vec<Pair> = (0..rows.len()).map(pair).collect();
            self.partition.links(&pairs, &numbered(&numbers, &packed), figures)
        });
        let mut out = Links::default();
        for ScoredPair { a, b, score, bonus, event, contained, .. } in found.map_err(super::error)? {
            out.0.push(a.into());
            out.1.push(b.into());
            out.2.push(score);
            out.3.push(bonus);
            out.4.push(event);
            out.5.push(contained);
        }
        Ok(out)
    }

    /// The first row of the group of each row, with the rows as for the links.
    fn settle(
        &self,
        py: Python<'_>,
        numbers: Vec<i64>,
        packed: Vec<String>,
        links: Links,
    ) -> PyResult<Vec<i64>> {
        let figures = self.figures()?;
        let settled = py.detach(|| {
            let link = |i: usize| ScoredPair {
                a: links.0[i] as u32,
                b: links.1[i] as u32,
                score: links.2[i],
                bonus: links.3[i],
                event: links.4[i],
                contained: links.5[i],
                by_hand: false,
            };
            let links: Vec<ScoredPair> = (0..links.0.len()).map(link).collect();
            self.partition.settle(&numbered(&numbers, &packed), &links, figures)
        });
        Ok(settled.map_err(super::error)?.into_iter().map(|row| row.first.into()).collect())
    }
}

impl NativePartition {
    fn figures(&self) -> PyResult<&Figures> {
        self.figures
            .as_ref()
            .ok_or_else(|| super::error("this step needs what was counted in the whole corpus"))
    }
}

/// A number of 64 bits as a signed one, in the same order.
fn signed(number: u64) -> i64 {
    (number ^ (1 << 63)) as i64
}

/// The number that [`signed`] made signed.
fn unsigned(number: i64) -> u64 {
    number as u64 ^ (1 << 63)
}

fn numbered<'p>(numbers: &[i64], packed: &'p [String]) -> Vec<(u32, &'p str)> {
    numbers.iter().map(|number| *number as u32).zip(packed.iter().map(String::as_str)).collect()
}

fn entries((keys, rows, days, weights, articles): Entries, followed: &[bool]) -> Vec<KeyEntry> {
    let entry = |i: usize| KeyEntry {
        key: unsigned(keys[i]),
        row: rows[i] as u32,
        day: days[i],
        weight: weights[i],
        article: unsigned(articles[i]),
        followed: followed.get(i).copied().unwrap_or_default(),
    };
    (0..keys.len()).map(entry).collect()
}
