//! Which answer stands for which annotated quotation: one to one, the best first.

use super::gold::Place;

/// What two places share, of what either covers.
pub fn share(a: Place, b: Place) -> f64 {
    let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    if common == 0 {
        return 0.0;
    }
    common as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}

/// From this share on two places are taken for one.
pub const ENOUGH: f64 = 0.5;

/// For each answer the annotated place that it finds.
pub fn pair(answers: &[Place], wanted: &[Place]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (i, &answer) in answers.iter().enumerate() {
        for (j, &want) in wanted.iter().enumerate() {
            let share = share(answer, want);
            if share >= ENOUGH {
                pairs.push((share, answer.0.abs_diff(want.0), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut found = vec![None; answers.len()];
    let mut taken = vec![false; wanted.len()];
    for (.., i, j) in pairs {
        if found[i].is_none() && !taken[j] {
            found[i] = Some(j);
            taken[j] = true;
        }
    }
    found
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
    }
}
