//! Links → groups.
//!
//! In: scored links between wordings, and a way to ask whether two wordings are alike. Out: a group number for each wording.
//! Links are taken from the strongest to the weakest, ties by number, so the order of the input does not matter. A link is
//! refused where it would glue together two groups that are not alike themselves: a stock phrase that two long remarks hold
//! links with one of them, and does not pull the other in.

use super::corrections::Bound;

/// A link that the score allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// The score; above 0.
    pub score: f32,
    /// What of the score the shared key added; it speaks for the unity of the group as well.
    pub bonus: f32,
    /// Whether it counts that both articles tell of one event.
    pub event: bool,
    /// Whether the lighter wording is held by the heavier one almost wholly.
    pub contained: bool,
    /// Whether somebody made it by hand.
    pub by_hand: bool,
}

/// At most this many of a group's hosts are asked.
const ASKED: usize = 6;

/// `weights[i]` is the weight of wording i. Links made by hand come first and are not doubted; what `corrections` keep apart stays
/// apart. Returns the group of each wording (the lowest number in it), and the links that made it.
pub fn cluster(
    weights: &[f32],
    mut edges: Vec<Edge>,
    share: f32,
    corrections: &Bound,
    mut alike: impl FnMut(usize, usize, f32) -> bool,
) -> (Vec<u32>, Vec<Edge>) {
    edges.sort_unstable_by(|x, y| {
        let strongest = y.by_hand.cmp(&x.by_hand).then(y.score.total_cmp(&x.score));
        strongest.then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let n = weights.len();
    let mut parent: Vec<u32> = (0..n as u32).collect();
    // The wordings of a group that no other one of it contains, heaviest first.
    let mut hosts: Vec<Vec<u32>> = (0..n as u32).map(|i| vec![i]).collect();
    let mut host: Vec<u32> = (0..n as u32).collect();
    let mut taken = Vec::new();
    let heavier = |x: u32, y: u32| weights[y as usize].total_cmp(&weights[x as usize]).then(x.cmp(&y));
    for edge in edges {
        let (ra, rb) = (root(&mut parent, edge.a), root(&mut parent, edge.b));
        if ra == rb || corrections.parts(ra, rb, |i| root(&mut parent, i)) {
            continue;
        }
        let (x, y) = (root(&mut host, edge.a), root(&mut host, edge.b));
        if !edge.by_hand && (x, y) != (edge.a, edge.b) && !alike(x as usize, y as usize, edge.bonus) {
            continue;
        }
        let (p, q) = (&hosts[ra as usize], &hosts[rb as usize]);
        if !edge.by_hand && p.len() * q.len() > 1 {
            let (mut yes, mut all) = (0, 0);
            for &i in p.iter().take(ASKED) {
                for &j in q.iter().take(ASKED) {
                    all += 1;
                    yes += u32::from((i, j) == (x, y) || alike(i as usize, j as usize, edge.bonus));
                }
            }
            if (yes as f32) < share * all as f32 {
                continue;
            }
        }
        let (low, high) = (ra.min(rb), ra.max(rb));
        parent[high as usize] = low;
        let mut joined = std::mem::take(&mut hosts[low as usize]);
        joined.append(&mut hosts[high as usize]);
        if edge.contained {
            let (heavy, light) = if heavier(x, y).is_le() { (x, y) } else { (y, x) };
            host[light as usize] = heavy;
            joined.retain(|&h| h != light);
        }
        joined.sort_unstable_by(|&x, &y| heavier(x, y));
        hosts[low as usize] = joined;
        taken.push(edge);
    }
    ((0..n as u32).map(|i| root(&mut parent, i)).collect(), taken)
}

fn root(parent: &mut [u32], mut i: u32) -> u32 {
    while parent[i as usize] != i {
        let up = parent[i as usize];
        parent[i as usize] = parent[up as usize];
        i = parent[i as usize];
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32, score: f32, contained: bool) -> Edge {
        Edge { a, b, score, bonus: 0.0, event: false, contained, by_hand: false }
    }

    #[test]
    fn a_phrase_that_two_long_wordings_hold_does_not_glue_them() {
        // 2 is a fragment of 0 and of 1, which are not alike.
        let weights = [30.0, 31.0, 8.0];
        let edges = vec![edge(0, 2, 3.0, true), edge(1, 2, 2.0, true)];
        let (groups, links) = cluster(&weights, edges, 0.3, &Bound::default(), |_, _, _| false);
        assert_eq!(groups, [0, 1, 0]);
        assert_eq!(links.len(), 1);
    }

    #[test]
    fn parts_of_one_long_wording_are_one_group() {
        let weights = [60.0, 10.0, 12.0];
        let edges = vec![edge(0, 1, 5.0, true), edge(0, 2, 6.0, true)];
        let (groups, _) = cluster(&weights, edges, 0.3, &Bound::default(), |a, b, _| a.min(b) == 0);
        assert_eq!(groups, [0, 0, 0]);
    }

    #[test]
    fn corrections_hold_against_the_score_and_against_chains() {
        let weights = [20.0, 21.0, 22.0];
        let pair = |a, b| super::super::corrections::Pair { a, b, reason: String::new() };
        let apart = Bound { cannot: vec![pair(0, 2)], ..Bound::default() };
        let edges = vec![edge(0, 1, 9.0, false), edge(1, 2, 8.0, false)];
        assert_eq!(cluster(&weights, edges, 0.3, &apart, |_, _, _| true).0, [0, 0, 2]);
        let by_hand = vec![Edge { by_hand: true, ..edge(1, 2, -8.0, false) }, edge(0, 1, 9.0, false)];
        assert_eq!(cluster(&weights, by_hand, 0.3, &apart, |_, _, _| false).0, [0, 1, 1]);
    }

    #[test]
    fn the_order_of_the_links_changes_nothing() {
        let weights = [20.0, 21.0, 22.0, 5.0, 6.0];
        let mut edges = vec![
            edge(0, 1, 4.0, false),
            edge(1, 2, 4.0, false),
            edge(0, 3, 4.0, true),
            edge(2, 4, 4.0, true),
            edge(3, 4, 4.0, true),
        ];
        let alike = |a: usize, b: usize, _: f32| a.abs_diff(b) < 2;
        let (groups, links) = cluster(&weights, edges.clone(), 0.3, &Bound::default(), alike);
        edges.reverse();
        assert_eq!(cluster(&weights, edges, 0.3, &Bound::default(), alike), (groups, links));
    }
}
