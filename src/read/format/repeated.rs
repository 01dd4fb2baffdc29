//! Paragraphs that stand, word for word, inside another one. In: the words of paragraphs. Out: which of them
//! are such.
//!
//! One pass over all words: the paragraphs make a trie, each node of which knows its longest end that the
//! trie has too (Aho and Corasick), so that a page of any number of paragraphs costs its words and no more.

use rustc_hash::FxHashMap;

/// The root of the trie.
const ROOT: usize = 0;

#[derive(Default)]
struct Node {
    /// The longest end of this node's words that is a node too.
    end: usize,
    /// The nearest node by ends at which a paragraph is whole; the root where there is none.
    whole_end: usize,
    /// True if a paragraph is whole here.
    whole: bool,
    /// True if another paragraph has these words.
    held: bool,
}

/// For each paragraph whether another one has its words in its own, or has the same ones before it. A
/// paragraph with fewer than `fewest` words is never such.
pub(in crate::read) fn repeats(paragraphs: &[String], fewest: usize) -> Vec<bool> {
    let mut known: FxHashMap<&str, u32> = FxHashMap::default();
    let mut number = |word| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(word).or_insert(next)
    };
    let texts: Vec<Vec<u32>> =
        paragraphs.iter().map(|p| p.split_whitespace().map(&mut number).collect()).collect();
    let mut nodes = vec![Node::default()];
    let mut steps: FxHashMap<(usize, u32), usize> = FxHashMap::default();
    // The node of each paragraph; the root for one that is too short, or that has stood before.
    let mut own = vec![ROOT; texts.len()];
    let mut out = vec![false; texts.len()];
    // Each node with its parent and its word, by levels only within one paragraph.
    let mut made: Vec<(usize, usize, u32)> = Vec::new();
    for (i, text) in texts.iter().enumerate().filter(|(_, text)| text.len() >= fewest) {
        let mut at = ROOT;
        for (depth, &word) in text.iter().enumerate() {
            at = *steps.entry((at, word)).or_insert_with(|| {
                nodes.push(Node::default());
                made.push((depth, at, word));
                nodes.len() - 1
            });
        }
        if at != ROOT {
            out[i] = std::mem::replace(&mut nodes[at].whole, true);
            own[i] = if out[i] { ROOT } else { at };
        }
    }
    // The nodes nearer to the root first: an end is always shorter.
    let mut order: Vec<usize> = (1..nodes.len()).collect();
    order.sort_by_key(|&node| made[node - 1].0);
    for node in order {
        let (_, parent, word) = made[node - 1];
        let end = if parent == ROOT { ROOT } else { step(&nodes, &steps, nodes[parent].end, word) };
        nodes[node].end = end;
        nodes[node].whole_end = if nodes[end].whole { end } else { nodes[end].whole_end };
    }
    for (i, text) in texts.iter().enumerate().filter(|(i, _)| !out[*i]) {
        let mut at = ROOT;
        for &word in text {
            at = step(&nodes, &steps, at, word);
            let mut met = if nodes[at].whole && at != own[i] { at } else { nodes[at].whole_end };
            // Whatever is held has told its own ends already.
            while met != ROOT && !std::mem::replace(&mut nodes[met].held, true) {
                met = nodes[met].whole_end;
            }
        }
    }
    for (repeated, node) in out.iter_mut().zip(own) {
        *repeated |= nodes[node].held;
    }
    out
}

/// Where a word leads: to the longest end of what was read that goes on with it.
fn step(nodes: &[Node], steps: &FxHashMap<(usize, u32), usize>, mut at: usize, word: u32) -> usize {
    loop {
        #[cfg(test)]
        crate::steps::count(1);
        match steps.get(&(at, word)) {
            Some(&next) => return next,
            None if at == ROOT => return ROOT,
            None => at = nodes[at].end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by comparing all with all.
    fn plainly(paragraphs: &[String], fewest: usize) -> Vec<bool> {
        let texts: Vec<Vec<&str>> = paragraphs.iter().map(|p| p.split_whitespace().collect()).collect();
        let repeats = |i: usize| {
            let own = &texts[i];
            own.len() >= fewest
                && texts.iter().enumerate().any(|(j, other)| {
                    i != j
                        && (other.len() > own.len() || (other.len() == own.len() && j < i))
                        && other.windows(own.len()).any(|words| words == own)
                })
        };
        (0..texts.len()).map(repeats).collect()
    }

    #[test]
    fn agrees_with_comparing_all_with_all() {
        // Few words, so that paragraphs overlap and contain each other in every way.
        let mut seed = 7u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for round in 0..400 {
            let paragraphs: Vec<String> = (0..1 + random(14))
                .map(|_| {
                    let words = (0..random(9)).map(|_| ["la", "le", "li"][random(2 + round % 2) as usize]);
                    words.collect::<Vec<_>>().join(" ")
                })
                .collect();
            for fewest in [1, 2, 4] {
                assert_eq!(
                    repeats(&paragraphs, fewest),
                    plainly(&paragraphs, fewest),
                    "{fewest} {paragraphs:?}"
                );
            }
        }
    }

    #[test]
    fn a_hundred_thousand_paragraphs_cost_their_words() {
        let unlike: Vec<String> =
            (0..100_000).map(|i| format!("the council met for the {i} time and said nothing")).collect();
        let (found, steps) = crate::steps::counted(|| repeats(&unlike, 4));
        assert!(found.iter().all(|r| !r));
        assert!(steps <= 4 * 10 * unlike.len(), "{steps}");
        // Each is the beginning and the end of all that are longer.
        let nested: Vec<String> = (1..1_000).map(|n| "no ".repeat(n)).collect();
        let (found, steps) = crate::steps::counted(|| repeats(&nested, 4));
        assert_eq!(found.iter().filter(|r| **r).count(), 1_000 - 1 - 3 - 1);
        assert!(steps <= 4 * 1_000 * 1_000 / 2, "{steps}");
    }
}
