//! Which wordings of one article would meet in one group?
//!
//! In: two groups. Out: pairs. Sentences of one article are different statements, so `cluster` asks of each pair whether it can be one
//! remark before it joins the groups.

use rustc_hash::FxHashMap;

/// Of an article with more wordings in one group only the first ones are asked: they repeat each other.
const MATES: usize = 8;

/// At most this many articles that two groups share are asked.
const ARTICLES: usize = 64;

/// The wordings of each group by their articles.
pub(super) struct Mates(Vec<FxHashMap<u32, Vec<u32>>>);

impl Mates {
    /// Each wording is a group; `articles` are theirs.
    pub fn new(articles: impl Iterator<Item = u32>) -> Self {
        let alone = |(i, article): (usize, u32)| FxHashMap::from_iter([(article, vec![i as u32])]);
        Self(articles.enumerate().map(alone).collect())
    }

    /// The pairs of wordings of one article that would meet if groups `a` and `b` were joined.
    pub fn meeting(&self, a: u32, b: u32) -> Vec<(u32, u32)> {
        let (x, y) = (&self.0[a as usize], &self.0[b as usize]);
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        let mut shared: Vec<(u32, &Vec<u32>, &Vec<u32>)> =
            few.iter().filter_map(|(article, own)| Some((*article, own, many.get(article)?))).collect();
        shared.sort_unstable();
        let pairs = shared.iter().take(ARTICLES).flat_map(|(_, own, others)| {
            let others = others.iter().take(MATES);
            own.iter().take(MATES).flat_map(move |&i| others.clone().map(move |&j| (i, j)))
        });
        pairs.collect()
    }

    /// Leaves a wording of a group out: somebody joined it by hand, so it may meet any other.
    pub fn forget(&mut self, group: u32, wording: u32) {
        self.0[group as usize].values_mut().for_each(|own| own.retain(|&w| w != wording));
    }

    /// Puts the wordings of group `from` into group `into`.
    pub fn merge(&mut self, into: u32, from: u32) {
        let (mut kept, mut moved) =
            (std::mem::take(&mut self.0[into as usize]), std::mem::take(&mut self.0[from as usize]));
        if kept.len() < moved.len() {
            std::mem::swap(&mut kept, &mut moved);
        }
        for (article, wordings) in moved {
            let own = kept.entry(article).or_default();
            own.extend(wordings);
            own.sort_unstable();
        }
        self.0[into as usize] = kept;
    }
}
