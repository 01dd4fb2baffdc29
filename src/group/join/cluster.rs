//! Links → groups.
//!
//! In: scored links between wordings, and a way to ask whether two wordings are alike. Out: a group number for each wording.
//! Links are taken from the strongest to the weakest, ties by number, so the order of the input does not matter. A link is
//! refused where it would glue together two groups that are not alike themselves: a stock phrase that two long remarks hold
//! links with one of them, and does not pull the other in. It is refused as well where two sentences of one article would meet that are
//! two statements (`mates`). Method: agglomeration over a union-find (Tarjan 1975), where a group answers through its hosts, the wordings
//! that hold the others.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::mates::Mates;
use crate::group::corrections::Bound;
use crate::group::link::pairs::ScoredPair;
use crate::group::link::standing::StandingGroups;

/// The groups of a table's wordings.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The group of each wording, as the lowest number in it.
    pub groups: Vec<u32>,
    /// The wording that contains each, itself where none does.
    pub hosts: Vec<u32>,
    /// The links that made the groups.
    pub links: Vec<ScoredPair>,
}

/// At most this many of a group's hosts are asked.
const ASKED: usize = 6;

/// If two groups meet in so many articles, most of the pairs decide whether they can be one remark.
const WITNESSES: usize = 3;

/// What is asked of wordings before their groups are joined.
pub trait Judge {
    /// True if two wordings can be one remark, with what the key that they share adds.
    fn alike(&mut self, a: usize, b: usize, bonus: f32) -> bool;

    /// True if two wordings of one article can be one remark: one repeats or contains the other, or both are pieces of one of `hosts`.
    fn mates(&mut self, a: usize, b: usize, hosts: &[usize]) -> bool;

    /// The number of a wording's article.
    fn article(&self, i: usize) -> u32;

    /// A number that equal texts have in common.
    fn text(&self, i: usize) -> u64;
}

/// `weights[i]` is the weight of wording i; `judge` is a factory of judges, one per thread. Links made by hand come first and are not
/// doubted; what `corrections` keep apart stays apart. Groups that stand already are never taken apart.
pub fn cluster<J: Judge>(
    weights: &[f32],
    mut edges: Vec<ScoredPair>,
    share: f32,
    (corrections, standing): (&Bound, &StandingGroups),
    judge: impl Fn() -> J + Sync + Send,
) -> Joined {
    // No group reaches beyond what links join at all, so each such component is clustered by itself.
    let mut component: Vec<u32> = standing.groups_of(weights.len());
    for edge in &edges {
        let (a, b) = (root(&mut component, edge.a), root(&mut component, edge.b));
        component[a.max(b) as usize] = a.min(b);
    }
    for i in 0..weights.len() as u32 {
        component[i as usize] = root(&mut component, i);
    }
    let of = |edge: &ScoredPair| component[edge.a as usize];
    edges.par_sort_unstable_by(|x, y| {
        let strongest = y.by_hand.cmp(&x.by_hand).then(y.score.total_cmp(&x.score));
        of(x).cmp(&of(y)).then(strongest).then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let done: Vec<(Vec<Member>, Vec<ScoredPair>)> = edges
        .par_chunk_by(|x, y| of(x) == of(y))
        .map_init(judge, |judge, edges| {
            let mut component = Component::new(weights, standing.with_mates(edges), judge);
            component.stand(standing);
            component.cluster(edges, share, corrections, judge)
        })
        .collect();
    let (mut groups, mut hosts) = (standing.groups_of(weights.len()), standing.hosts_of(weights.len()));
    let mut taken = Vec::new();
    for (members, links) in done {
        for Member { wording, group, host } in members {
            (groups[wording as usize], hosts[wording as usize]) = (group, host);
        }
        taken.extend(links);
    }
    Joined { groups, hosts, links: taken }
}

/// A wording, its group, and what contains it.
struct Member {
    wording: u32,
    group: u32,
    host: u32,
}

/// Wordings that links join, numbered from 0 in their order.
struct Component {
    wordings: Vec<u32>,
    parent: Vec<u32>,
    /// The wordings from the heaviest on: what stands at a rank.
    ranked: Vec<u32>,
    /// The rank of each wording.
    rank: Vec<u32>,
    /// The ranks of a group's wordings that no other one of it contains.
    hosts: Vec<BTreeSet<u32>>,
    /// What contains a wording, itself at last.
    host: Vec<u32>,
    /// The wordings of each group by their articles.
    mates: Mates,
}

impl Component {
    /// Each of the wordings, which are sorted, is a group.
    fn new(weights: &[f32], wordings: Vec<u32>, judge: &impl Judge) -> Self {
        let alone: Vec<u32> = (0..wordings.len() as u32).collect();
        let weight = |i: u32| weights[wordings[i as usize] as usize];
        let mut ranked = alone.clone();
        ranked.sort_unstable_by(|&x, &y| weight(y).total_cmp(&weight(x)).then(x.cmp(&y)));
        let mut rank = vec![0; ranked.len()];
        (0..).zip(&ranked).for_each(|(place, &i)| rank[i as usize] = place);
        let hosts = rank.iter().map(|&place| BTreeSet::from([place])).collect();
        let articles = wordings.iter().map(|&w| judge.article(w as usize)).collect();
        let mates = Mates::new(articles, wordings.iter().map(|&w| judge.text(w as usize)).collect());
        Self { wordings, parent: alone.clone(), ranked, rank, hosts, host: alone, mates }
    }

    /// Puts the wordings together that one group had before.
    fn stand(&mut self, standing: &StandingGroups) {
        for i in 0..self.wordings.len() as u32 {
            let Some((group, host)) = standing.of(self.wordings[i as usize]) else { return };
            let (Some(group), Some(host)) = (self.number(group), self.number(host)) else { continue };
            if group != i {
                self.merge(group, i, None);
            }
            if host != i {
                self.host[i as usize] = host;
                self.hosts[group as usize].remove(&self.rank[i as usize]);
            }
        }
    }

    /// The number of a wording here.
    fn number(&self, wording: u32) -> Option<u32> {
        self.wordings.binary_search(&wording).ok().map(|i| i as u32)
    }

    fn cluster(
        mut self,
        edges: &[ScoredPair],
        share: f32,
        corrections: &Bound,
        judge: &mut impl Judge,
    ) -> (Vec<Member>, Vec<ScoredPair>) {
        let taken = edges.iter().filter(|edge| self.join(edge, share, corrections, judge)).copied().collect();
        let groups = (0..self.wordings.len() as u32).map(|i| root(&mut self.parent, i)).collect::<Vec<_>>();
        let hosts = (0..self.wordings.len() as u32).map(|i| root(&mut self.host, i)).collect::<Vec<_>>();
        let wording = |i: u32| self.wordings[i as usize];
        let member = |(i, (group, host)): (u32, (u32, u32))| Member {
            wording: wording(i),
            group: wording(group),
            host: wording(host),
        };
        ((0..).zip(groups.into_iter().zip(hosts)).map(member).collect(), taken)
    }

    /// Joins the groups of an edge, where they are alike.
    fn join(&mut self, edge: &ScoredPair, share: f32, corrections: &Bound, judge: &mut impl Judge) -> bool {
        let (Some(a), Some(b)) = (self.number(edge.a), self.number(edge.b)) else { return false };
        let (ra, rb) = (root(&mut self.parent, a), root(&mut self.parent, b));
        if ra == rb || self.kept_apart(ra, rb, corrections) {
            return false;
        }
        let (x, y) = (root(&mut self.host, a), root(&mut self.host, b));
        let wording = |i: u32| self.wordings[i as usize] as usize;
        if !edge.by_hand && (x, y) != (a, b) && !judge.alike(wording(x), wording(y), edge.bonus) {
            return false;
        }
        let (p, q) = (&self.hosts[ra as usize], &self.hosts[rb as usize]);
        if !edge.by_hand && p.len() * q.len() > 1 {
            let (mut yes, mut all) = (0, 0);
            for i in self.asked(ra) {
                for j in self.asked(rb) {
                    all += 1;
                    yes += u32::from((i, j) == (x, y) || judge.alike(wording(i), wording(j), edge.bonus));
                }
            }
            if (yes as f32) < share * all as f32 {
                return false;
            }
        }
        if !edge.by_hand && !self.can_meet(ra, rb, judge) {
            return false;
        }
        if edge.by_hand {
            self.mates.forget(ra, a);
            self.mates.forget(rb, b);
        }
        self.merge(ra, rb, edge.contained.then_some((x, y)));
        true
    }

    /// True if no article tells two groups apart. One article does by two wordings that cannot be one remark; where several print both
    /// groups, by most of the pairs, since a print may be garbled.
    fn can_meet(&self, ra: u32, rb: u32, judge: &mut impl Judge) -> bool {
        let articles = self.mates.meeting(ra, rb);
        if articles.is_empty() {
            return true;
        }
        let wording = |i: u32| self.wordings[i as usize] as usize;
        let hosts: Vec<usize> = self.asked(ra).chain(self.asked(rb)).map(wording).collect();
        let mut one = |&(i, j): &(u32, u32)| judge.mates(wording(i), wording(j), &hosts);
        if articles.len() < WITNESSES {
            return articles.iter().flatten().all(one);
        }
        let all = articles.iter().flatten().count();
        let yes = articles.iter().flatten().filter(|pair| one(pair)).count();
        2 * yes >= all
    }

    fn kept_apart(&mut self, ra: u32, rb: u32, corrections: &Bound) -> bool {
        // A wording without links stands in no group of this component.
        corrections
            .parts(ra, rb, |wording| self.number(wording).map_or(u32::MAX, |i| root(&mut self.parent, i)))
    }

    /// The heaviest hosts of a group.
    fn asked(&self, group: u32) -> impl Iterator<Item = u32> {
        self.hosts[group as usize].iter().take(ASKED).map(|&place| self.ranked[place as usize])
    }

    /// Puts two groups together; of two wordings one of which contains the other only the heavier one stays a host. The smaller set of
    /// hosts goes into the larger, so that a host moves as often as its group doubles, not as often as it grows.
    fn merge(&mut self, ra: u32, rb: u32, contained: Option<(u32, u32)>) {
        let (low, high) = (ra.min(rb), ra.max(rb));
        self.parent[high as usize] = low;
        self.mates.merge(low, high);
        let mut joined = std::mem::take(&mut self.hosts[low as usize]);
        let mut other = std::mem::take(&mut self.hosts[high as usize]);
        if joined.len() < other.len() {
            std::mem::swap(&mut joined, &mut other);
        }
        joined.extend(other);
        if let Some((x, y)) = contained {
            let (p, q) = (self.rank[x as usize], self.rank[y as usize]);
            let (heavy, light) = (p.min(q), p.max(q));
            self.host[self.ranked[light as usize] as usize] = self.ranked[heavy as usize];
            joined.remove(&light);
        }
        self.hosts[low as usize] = joined;
    }
}

/// The number that stands for the set of `i`; shortens the way to it.
pub fn root(parent: &mut [u32], mut i: u32) -> u32 {
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

    /// Wordings of as many articles, alike as a function says.
    struct Asked<F>(F);

    impl<F: Fn(usize, usize) -> bool> Judge for Asked<F> {
        fn alike(&mut self, a: usize, b: usize, _: f32) -> bool {
            (self.0)(a, b)
        }

        fn mates(&mut self, _: usize, _: usize, _: &[usize]) -> bool {
            false
        }

        fn article(&self, i: usize) -> u32 {
            i as u32
        }

        fn text(&self, i: usize) -> u64 {
            i as u64
        }
    }

    /// Corrections, and no group that stands before.
    fn fresh(corrections: &Bound) -> (&Bound, &'static StandingGroups) {
        static NONE: StandingGroups = StandingGroups::NONE;
        (corrections, &NONE)
    }

    fn edge(a: u32, b: u32, score: f32, contained: bool) -> ScoredPair {
        ScoredPair { a, b, score, bonus: 0.0, event: false, contained, by_hand: false }
    }

    #[test]
    fn a_phrase_that_two_long_wordings_hold_does_not_glue_them() {
        // 2 is a fragment of 0 and of 1, which are not alike.
        let weights = [30.0, 31.0, 8.0];
        let edges = vec![edge(0, 2, 3.0, true), edge(1, 2, 2.0, true)];
        let Joined { groups, links, .. } =
            cluster(&weights, edges, 0.3, fresh(&Bound::default()), || Asked(|_, _| false));
        assert_eq!(groups, [0, 1, 0]);
        assert_eq!(links.len(), 1);
    }

    #[test]
    fn parts_of_one_long_wording_are_one_group() {
        let weights = [60.0, 10.0, 12.0];
        let edges = vec![edge(0, 1, 5.0, true), edge(0, 2, 6.0, true)];
        let Joined { groups, .. } = cluster(&weights, edges, 0.3, fresh(&Bound::default()), || {
            Asked(|a: usize, b: usize| a.min(b) == 0)
        });
        assert_eq!(groups, [0, 0, 0]);
    }

    #[test]
    fn corrections_hold_against_the_score_and_against_chains() {
        let weights = [20.0, 21.0, 22.0];
        let pair = |a, b| crate::group::corrections::LinkPair { a, b, reason: String::new() };
        let apart = Bound { cannot: vec![pair(0, 2)], ..Bound::default() };
        let edges = vec![edge(0, 1, 9.0, false), edge(1, 2, 8.0, false)];
        assert_eq!(cluster(&weights, edges, 0.3, fresh(&apart), || Asked(|_, _| true)).groups, [0, 0, 2]);
        let by_hand = vec![ScoredPair { by_hand: true, ..edge(1, 2, -8.0, false) }, edge(0, 1, 9.0, false)];
        assert_eq!(cluster(&weights, by_hand, 0.3, fresh(&apart), || Asked(|_, _| false)).groups, [0, 1, 1]);
    }

    /// Wordings `i` and `n + i` stand in article `i`; the first `apart` articles tell theirs apart.
    struct Printed {
        n: usize,
        apart: usize,
    }

    impl Judge for Printed {
        fn alike(&mut self, _: usize, _: usize, _: f32) -> bool {
            true
        }

        fn mates(&mut self, a: usize, b: usize, _: &[usize]) -> bool {
            a.min(b) >= self.apart
        }

        fn article(&self, i: usize) -> u32 {
            (i % self.n) as u32
        }

        fn text(&self, i: usize) -> u64 {
            i as u64
        }
    }

    #[test]
    fn an_article_tells_two_groups_apart_unless_several_others_do_not() {
        for (n, apart, one) in [
            (1, 1, false),
            (2, 1, false),
            (3, 1, true),
            (3, 2, false),
            (4, 2, true),
            (9, 4, true),
            (9, 5, false),
        ] {
            let chain = |from: usize| (from..from + n - 1).map(|i| edge(i as u32, i as u32 + 1, 9.0, false));
            let edges = chain(0).chain(chain(n)).chain([edge(0, n as u32, 1.0, false)]).collect();
            let joined =
                cluster(&vec![20.0; 2 * n], edges, 0.3, fresh(&Bound::default()), || Printed { n, apart });
            assert_eq!(joined.groups[n] == 0, one, "{n} articles, {apart} of them tell them apart");
        }
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
        let alike = || Asked(|a: usize, b: usize| a.abs_diff(b) < 2);
        let joined = cluster(&weights, edges.clone(), 0.3, fresh(&Bound::default()), alike);
        edges.reverse();
        assert_eq!(cluster(&weights, edges, 0.3, fresh(&Bound::default()), alike), joined);
    }
}
