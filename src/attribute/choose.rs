//! The choice of a log-linear model (Berger, Della Pietra & Della Pietra 1996): scores in, the best candidate and its probability out.

/// What a model chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The candidate with the greatest score. Ties go to the earlier one.
    pub index: usize,
    /// The probability of this candidate and of those that are the same answer.
    pub probability: f32,
    /// By how much its score exceeds that of the best candidate that is another answer; infinite if there is none.
    pub margin: f32,
}

/// Chooses among candidates by softmax. `same` says which candidates are one answer: their probabilities add up. `None` if there are no
/// candidates.
pub fn choose(scores: &[f32], same: impl Fn(usize, usize) -> bool) -> Option<Choice> {
    choose_against(f32::NEG_INFINITY, scores, same)
}

/// Chooses the answer with the greatest probability, where several candidates are one answer, and of its candidates the one with the
/// greatest score. Ties go to the earlier one. `None` if there are no candidates.
pub fn choose_answer(scores: &[f32], same: impl Fn(usize, usize) -> bool) -> Option<Choice> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mass = |i: usize| -> f32 {
        let agree = scores.iter().enumerate().filter(|&(j, _)| same(j, i));
        agree.map(|(_, score)| (score - top).exp()).sum()
    };
    let weighed = (0..scores.len()).map(|i| (mass(i), scores[i], i));
    let (most, _, index) =
        weighed.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best })?;
    let all: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    let others = scores.iter().enumerate().filter(|&(j, _)| !same(j, index)).map(|(_, &score)| score);
    Some(Choice {
        index,
        probability: most / all,
        margin: scores[index] - others.fold(f32::NEG_INFINITY, f32::max),
    })
}

/// Chooses as [`choose`] does, if something that is never chosen itself has a score too: it takes its share of the probability, but the
/// best candidate is returned even if it weighs less.
pub fn choose_against(other: f32, scores: &[f32], same: impl Fn(usize, usize) -> bool) -> Option<Choice> {
    let mut index = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[index] {
            index = i;
        }
    }
    let top = *scores.get(index)?;
    // The greatest exponent is 0, so that no sum overflows.
    let most = top.max(other);
    let exp = |score: f32| (score - most).exp();
    let (mut all, mut agreed, mut second) = (0.0, 0.0, other);
    for (i, &score) in scores.iter().enumerate() {
        all += exp(score);
        if same(i, index) {
            agreed += exp(score);
        } else {
            second = second.max(score);
        }
    }
    Some(Choice { index, probability: agreed / (all + exp(other)), margin: top - second })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each candidate is an answer of its own.
    fn alone(a: usize, b: usize) -> bool {
        a == b
    }

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn nothing_is_chosen_from_nothing() {
        assert_eq!(choose(&[], alone), None);
        assert_eq!(choose_against(1.0, &[], alone), None);
    }

    #[test]
    fn the_greatest_score_holds_and_ties_go_to_the_earlier_one() {
        let choice = choose(&[1.0, 3.0, 3.0], alone).unwrap();
        assert_eq!((choice.index, choice.margin), (1, 0.0));
        assert!(near(choice.probability, 1.0 / (2.0 + (-2.0_f32).exp())));
    }

    #[test]
    fn one_candidate_is_certain() {
        let choice = choose(&[-7.0], alone).unwrap();
        assert_eq!(choice, Choice { index: 0, probability: 1.0, margin: f32::INFINITY });
    }

    #[test]
    fn candidates_that_are_one_answer_add_up_and_leave_no_margin_between_them() {
        let both = choose(&[2.0, 2.0, 1.0], |a, b| (a < 2) == (b < 2)).unwrap();
        let e = (-1.0_f32).exp();
        assert!(near(both.probability, 2.0 / (2.0 + e)));
        assert!(near(both.margin, 1.0));
    }

    #[test]
    fn what_is_weighed_against_takes_its_share_but_is_not_chosen() {
        let choice = choose_against(2.0, &[1.0, 0.0], alone).unwrap();
        assert_eq!(choice.index, 0);
        assert!(near(choice.margin, -1.0));
        let total = 1.0 + (-1.0_f32).exp() + (-2.0_f32).exp();
        assert!(near(choice.probability, (-1.0_f32).exp() / total));
    }

    #[test]
    fn great_scores_do_not_overflow() {
        let choice = choose(&[1e30, -1e30], alone).unwrap();
        assert_eq!((choice.index, choice.probability), (0, 1.0));
    }
}
