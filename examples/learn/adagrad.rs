//! Log-linear weights, learned by AdaGrad (Duchi et al. 2011) with L2 regularisation.
//!
//! In: lessons, each a few candidates with their observations and which of them are right. Out: a weight for each observation: the mean
//! over the second half of the epochs (Polyak & Juditsky 1992), which swings less than where the last one ends. Lessons are taken
//! in their order, so the same input gives the same bytes.

use std::collections::BTreeMap;

/// Observations by number, and how often each was made.
pub struct Seen<K> {
    /// In the order of the observations.
    pub ids: BTreeMap<K, u32>,
    counts: Vec<u32>,
}

impl<K> Default for Seen<K> {
    fn default() -> Self {
        Self { ids: BTreeMap::new(), counts: Vec::new() }
    }
}

impl<K: Ord> Seen<K> {
    /// The number of an observation, which is counted.
    pub fn id(&mut self, observation: K) -> u32 {
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(observation).or_insert(next);
        if id == next {
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        id
    }
}

/// Something to learn from: the observations of its candidates, and which of those are right, at least one.
pub struct Lesson {
    pub candidates: Vec<Vec<u32>>,
    pub right: Vec<bool>,
    /// How much it counts: a lesson of weight 2 counts as two equal lessons.
    pub weight: f64,
}

/// How to learn.
pub struct Settings {
    pub epochs: usize,
    pub rate: f64,
    /// How strongly a weight is pulled back to where it began, over one pass through the lessons. The pull is the same for a frequent
    /// and for a rare observation (a Gaussian prior of variance 1 / `l2`), so that a rare one needs good evidence.
    pub l2: f64,
    /// Observations seen less often than this get no weight.
    pub rare: u32,
    /// Gradients smaller than this change nothing.
    pub least: f64,
}

/// The weights. `prior` is where each begins, and what the regularisation pulls it towards.
pub fn learn<K>(lessons: &[Lesson], seen: &Seen<K>, prior: &[f64], settings: &Settings) -> Vec<f64> {
    let &Settings { epochs, rate, l2, rare, least } = settings;
    let (mut weights, mut squares) = (prior.to_vec(), vec![1e-8; prior.len()]);
    let mut mean = vec![0.0; prior.len()];
    for epoch in 0..epochs {
        for lesson in lessons {
            let score = |c: &Vec<u32>| c.iter().map(|&f| weights[f as usize]).sum::<f64>();
            let scores: Vec<f64> = lesson.candidates.iter().map(score).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let exp: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
            let total: f64 = exp.iter().sum();
            let right: f64 = exp.iter().zip(&lesson.right).filter(|(_, r)| **r).map(|(e, _)| e).sum();
            for (c, candidate) in lesson.candidates.iter().enumerate() {
                let wanted = match lesson.right[c] {
                    true if right > 0.0 => exp[c] / right,
                    // All that is right is too unlikely for a number.
                    true => 1.0 / lesson.right.iter().filter(|r| **r).count() as f64,
                    false => 0.0,
                };
                let gradient = lesson.weight * (wanted - exp[c] / total);
                if gradient.abs() < least {
                    continue;
                }
                for &f in candidate {
                    let f = f as usize;
                    if seen.counts[f] < rare {
                        continue;
                    }
                    let pull = l2 / f64::from(seen.counts[f]);
                    let g = gradient - pull * (weights[f] - prior[f]);
                    squares[f] += g * g;
                    weights[f] += rate * g / squares[f].sqrt();
                }
            }
        }
        if epoch >= epochs / 2 {
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                *mean += weight / (epochs - epochs / 2) as f64;
            }
        }
    }
    mean
}
