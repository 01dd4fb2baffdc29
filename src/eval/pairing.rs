//! Which answer stands for which annotated quotation: one to one, the best first.

use super::gold::CharRange;

/// What two places share, of what either covers.
pub fn share(a: CharRange, b: CharRange) -> f64 {
    let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    if common == 0 {
        return 0.0;
    }
    common as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}

/// From this share on two places are taken for one.
pub const ENOUGH: f64 = 0.5;

/// For each answer the annotated place that it finds; of equal ones those that begin nearest to each other
/// first.
pub fn pair(answers: &[CharRange], wanted: &[CharRange]) -> Vec<Option<usize>> {
    let like = |i: usize, j: usize| share(answers[i], wanted[j]);
    pair_by(answers.len(), wanted.len(), like, |i, j| answers[i].0.abs_diff(wanted[j].0))
}

/// The same for what is alike by another measure: `like` tells how much, `apart` which of equal pairs comes
/// first.
pub fn pair_by(
    answers: usize,
    wanted: usize,
    like: impl Fn(usize, usize) -> f64,
    apart: impl Fn(usize, usize) -> usize,
) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for i in 0..answers {
        for j in 0..wanted {
            let share = like(i, j);
            if share >= ENOUGH {
                pairs.push((share, apart(i, j), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut found = vec![None; answers];
    let mut taken = vec![false; wanted];
    for (.., i, j) in pairs {
        if found[i].is_none() && !taken[j] {
            found[i] = Some(j);
            taken[j] = true;
        }
    }
    found
}

/// For each annotated place the answer that finds it.
pub fn finders(found: &[Option<usize>], wanted: usize) -> Vec<Option<usize>> {
    let mut finders = vec![None; wanted];
    for (i, j) in found.iter().enumerate() {
        if let Some(j) = *j {
            finders[j] = Some(i);
        }
    }
    finders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_taken_once_and_the_best_pair_first() {
        assert_eq!(pair(&[(0, 10), (0, 8)], &[(0, 9), (20, 30)]), [Some(0), None]);
        assert_eq!(pair(&[(0, 10), (0, 8)], &[(0, 8), (0, 10)]), [Some(1), Some(0)]);
        assert_eq!(pair(&[(0, 4)], &[(3, 9)]), [None]);
        assert_eq!(share((5, 5), (5, 5)), 0.0);
        assert_eq!(finders(&[Some(1), None, Some(0)], 3), [Some(2), Some(0), None]);
    }
}
