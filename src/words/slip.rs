//! Finds slips of the pen. In: two words in lower case. Out: whether one letter makes one of them the other.

/// Minimum length in letters: in a shorter word, one wrong letter easily makes another word.
const SHORTEST_MISSPELLED: usize = 5;

/// True if one letter of a word that is long enough is wrong, missing, too many or in the wrong place.
pub fn one_letter_apart(a: &str, b: &str) -> bool {
    if a.chars().count().min(b.chars().count()) < SHORTEST_MISSPELLED {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    let rest = |v: &[char]| v.len().saturating_sub(front + back.min(v.len() - front));
    match (rest(&x), rest(&y)) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => x[front] == y[front + 1] && x[front + 1] == y[front],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_letter_apart;

    #[test]
    fn one_letter_is_a_slip_in_a_long_word_only() {
        assert!(one_letter_apart("wynes", "wines") && one_letter_apart("brandt", "brant"));
        assert!(one_letter_apart("okafor", "okaofr") && one_letter_apart("brandt", "brandtt"));
        assert!(!one_letter_apart("ruiz", "ruis") && !one_letter_apart("brandt", "bradnr"));
    }
}
