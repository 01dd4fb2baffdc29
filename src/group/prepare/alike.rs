//! Texts → texts that are nearly the same. In: the words of texts, as sets. Out: for each the first text that it nearly repeats.
//!
//! A remark that hundreds print, each with a word more or less, is one text when it is asked how common its words are. MinHash (Broder
//! 1997): texts whose [`BANDS`] rows of smallest hashes agree in one row are compared with the first of them, so that the work is linear.

use rayon::prelude::*;

/// Rows of which one must agree.
pub(in crate::group) const BANDS: usize = 6;
/// The smallest hashes in a row.
const ROWS: usize = 3;
/// Each order is the hash times an odd number of its own, which is enough for a hash whose bits are mixed: powers of one number.
const FACTORS: [u64; BANDS * ROWS] = {
    let mut factors = [0x9e37_79b9_7f4a_7c15_u64; BANDS * ROWS];
    let mut at = 1;
    while at < factors.len() {
        factors[at] = factors[at - 1].wrapping_mul(factors[0]);
        at += 1;
    }
    factors
};
/// The share of the words of two texts that both must have.
const ALIKE: f32 = 0.7;
/// A text with fewer words is too short for a share.
const MIN_WORDS: usize = 6;

/// For each text the first that it is nearly the same as, itself in most cases. `set` gives its words, sorted, each once; `hash` hashes one.
pub(super) fn firsts<'t>(
    texts: usize,
    set: impl Fn(usize) -> &'t [u32] + Sync,
    hash: impl Fn(u32) -> u64 + Sync,
) -> Vec<u32> {
    let of = |text: usize| sketch(set(text), &hash).unwrap_or_default();
    let sketches: Vec<[u64; BANDS]> = (0..texts).into_par_iter().map(of).collect();
    let glances: Vec<Glance> = (0..texts).into_par_iter().map(|text| Glance::of(set(text), &hash)).collect();
    // Texts that are too short are not looked up.
    let long = |text: usize| is_long(glances[text].words as usize);
    let mut firsts: Vec<u32> = (0..texts as u32).collect();
    for band in 0..BANDS {
        // Sorted, since a table of hashes is one core's work, and slow where millions of texts are asked one after the other.
        let sketches = sketches.par_iter().enumerate().filter(|&(text, _)| long(text));
        let mut rows: Vec<(u64, u32)> = sketches.map(|(text, sketch)| (sketch[band], text as u32)).collect();
        rows.par_sort_unstable();
        let with_first = |row: &[(u64, u32)]| {
            let first = row[0].1;
            row[1..].iter().map(|&(_, text)| (first, text)).collect::<Vec<_>>()
        };
        let known = &firsts;
        let are_new = |&(first, text): &(u32, u32)| {
            let (first, text) = (first as usize, text as usize);
            let may_be = known[first] != known[text] && glances[first].share(glances[text]) >= ALIKE;
            may_be && alike(set(first), set(text))
        };
        let rows = rows.par_chunk_by(|x, y| x.0 == y.0).filter(|row| row.len() > 1);
        let pairs: Vec<(u32, u32)> = rows.flat_map_iter(with_first).filter(are_new).collect();
        for (first, text) in pairs {
            let (a, b) = (root(&mut firsts, first), root(&mut firsts, text));
            firsts[a.max(b) as usize] = a.min(b);
        }
        (0..texts as u32).for_each(|text| firsts[text as usize] = root(&mut firsts, text));
    }
    firsts
}

/// What rules out most pairs of texts without their words, which stand anywhere in memory.
#[derive(Debug, Clone, Copy)]
struct Glance {
    words: u32,
    /// A bit for each word, which several may share.
    bits: u64,
}

impl Glance {
    fn of(words: &[u32], hash: &impl Fn(u32) -> u64) -> Self {
        let bits = words.iter().fold(0, |bits, &word| bits | 1 << (hash(word) >> 58));
        Self { words: words.len() as u32, bits }
    }

    /// The share of the words of either that both can have at most.
    fn share(self, other: Self) -> f32 {
        let held = |a: Self, b: Self| a.words - (a.bits & !b.bits).count_ones();
        let both = held(self, other).min(held(other, self));
        both as f32 / (self.words + other.words - both).max(1) as f32
    }
}

/// True for a text of so many words that it can be nearly the same as another.
fn is_long(words: usize) -> bool {
    words >= MIN_WORDS
}

/// True if two texts are nearly the same, by their words, sorted, each once.
pub(in crate::group) fn alike(a: &[u32], b: &[u32]) -> bool {
    share(a, b) >= ALIKE
}

/// The smallest of the hashes of the words, under each of `BANDS * ROWS` orders, a row in one number; `None` for a text that is too short.
pub(in crate::group) fn sketch(words: &[u32], hash: &impl Fn(u32) -> u64) -> Option<[u64; BANDS]> {
    if !is_long(words.len()) {
        return None;
    }
    let mut least = [u64::MAX; BANDS * ROWS];
    for &word in words {
        let hash = hash(word);
        for (slot, factor) in least.iter_mut().zip(FACTORS) {
            *slot = (*slot).min(hash.wrapping_mul(factor));
        }
    }
    let row = |row: &[u64]| row.iter().fold(0u64, |all, least| all.rotate_left(17).wrapping_mul(5) ^ least);
    Some(std::array::from_fn(|band| row(&least[band * ROWS..(band + 1) * ROWS])))
}

/// The share of the words of either that both have.
fn share(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both as f32 / (a.len() + b.len() - both).max(1) as f32
}

/// The first text of a chain, which is shortened on the way.
fn root(firsts: &mut [u32], mut text: u32) -> u32 {
    while firsts[text as usize] != text {
        let next = firsts[firsts[text as usize] as usize];
        firsts[text as usize] = next;
        text = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_never_says_less_than_the_words() {
        let hash = |word: u32| u64::from(word + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let sets: Vec<Vec<u32>> = (0..40u32).map(|n| (n / 2..n / 2 + 5 + n % 7).collect()).collect();
        let (mut equal, mut more) = (0, 0);
        for (a, b) in sets.iter().flat_map(|a| sets.iter().map(move |b| (a, b))) {
            let (glance, known) = (Glance::of(a, &hash).share(Glance::of(b, &hash)), share(a, b));
            assert!(glance >= known, "{a:?} {b:?}");
            equal += usize::from(glance == known);
            more += usize::from(glance > known);
        }
        assert!(equal > more, "{equal} {more}");
    }

    #[test]
    fn texts_that_differ_in_a_word_are_one_and_others_are_not() {
        // Three remarks of fourteen words, each in a hundred wordings with a word of their own.
        let sets: Vec<Vec<u32>> =
            (0..300u32).map(|n| (0..14).map(|w| 100 * (n % 3) + w).chain([1_000 + n]).collect()).collect();
        let hash = |word: u32| u64::from(word + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut found = firsts(sets.len(), |text| &sets[text], hash);
        let short: Vec<Vec<u32>> = vec![vec![1, 2, 3], vec![1, 2, 3]];
        assert_eq!(firsts(2, |text| &short[text], hash), [0, 1]);
        let apart = found.iter().enumerate().all(|(n, first)| n % 3 == *first as usize % 3);
        assert!(apart, "{found:?}");
        found.sort_unstable();
        found.dedup();
        assert!(found.len() <= 30, "{} of 300 texts count", found.len());
    }
}
