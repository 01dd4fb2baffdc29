//! Which wordings of one article would meet in one group?
//!
//! In: two groups. Out: pairs, by article. Sentences of one article are different statements, so `cluster` asks of each pair whether it can
//! be one remark before it joins the groups.

use std::slice;

use rustc_hash::FxHashMap;

/// An article that has so many different wordings in one group says its remark again and again: a live page, the briefs of a day, a
/// list of all prints. There another wording is one print more, and no sign of another statement.
const REPEATING: usize = 8;

/// At most this many articles that two groups share are asked.
const ARTICLES: usize = 32;

/// The wordings of each group by their articles.
pub(super) struct Mates {
    /// The article of each wording.
    articles: Vec<u32>,
    /// Wordings with one text have one number here.
    texts: Vec<u64>,
    groups: Vec<Held>,
}

/// The wordings of a group.
enum Held {
    /// Most wordings stay alone.
    One(u32),
    /// By article the first ones that differ in text, [`REPEATING`] at most.
    Many(FxHashMap<u32, Vec<u32>>),
}

impl Mates {
    /// Each wording is a group; `articles` are theirs, and equal `texts` tell which say the same.
    pub fn new(articles: Vec<u32>, texts: Vec<u64>) -> Self {
        let groups = (0..articles.len() as u32).map(Held::One).collect();
        Self { articles, texts, groups }
    }

    /// The pairs of wordings of one article that would meet if groups `a` and `b` were joined, by article. An article that says the
    /// remark of either group again and again is left out.
    pub fn meeting(&self, a: u32, b: u32) -> Vec<Vec<(u32, u32)>> {
        let count = |group: u32| match &self.groups[group as usize] {
            Held::One(_) => 1,
            Held::Many(by_article) => by_article.len(),
        };
        let (few, many) = if count(a) <= count(b) { (a, b) } else { (b, a) };
        let mut articles: Vec<u32> = match &self.groups[few as usize] {
            Held::One(wording) => vec![self.articles[*wording as usize]],
            Held::Many(by_article) => by_article.keys().copied().collect(),
        };
        articles.retain(|&article| {
            let told = |group| (1..REPEATING).contains(&self.of(group, article).len());
            told(few) && told(many)
        });
        articles.sort_unstable();
        articles.truncate(ARTICLES);
        let meet = |article: u32| {
            let others = self.of(many, article);
            let pairs = self.of(few, article).iter().flat_map(|&i| others.iter().map(move |&j| (i, j)));
            pairs.collect()
        };
        articles.into_iter().map(meet).collect()
    }

    /// The wordings of a group in an article.
    fn of(&self, group: u32, article: u32) -> &[u32] {
        match &self.groups[group as usize] {
            Held::One(wording) if self.articles[*wording as usize] == article => slice::from_ref(wording),
            Held::One(_) => &[],
            Held::Many(by_article) => by_article.get(&article).map_or(&[], Vec::as_slice),
        }
    }

    /// Leaves a wording of a group out: somebody joined it by hand, so it may meet any other.
    pub fn forget(&mut self, group: u32, wording: u32) {
        match &mut self.groups[group as usize] {
            Held::One(_) => self.groups[group as usize] = Held::Many(FxHashMap::default()),
            Held::Many(by_article) => {
                by_article.values_mut().for_each(|own| own.retain(|&w| w != wording));
            }
        }
    }

    /// Puts the wordings of group `from` into group `into`.
    pub fn merge(&mut self, into: u32, from: u32) {
        let (mut kept, mut moved) = (self.take(into), self.take(from));
        if kept.len() < moved.len() {
            std::mem::swap(&mut kept, &mut moved);
        }
        for (article, wordings) in moved {
            let own = kept.entry(article).or_default();
            own.extend(wordings);
            *own = self.first_different(std::mem::take(own));
        }
        self.groups[into as usize] = Held::Many(kept);
    }

    /// The wordings of a group, which has none afterwards.
    fn take(&mut self, group: u32) -> FxHashMap<u32, Vec<u32>> {
        match std::mem::replace(&mut self.groups[group as usize], Held::Many(FxHashMap::default())) {
            Held::One(wording) => FxHashMap::from_iter([(self.articles[wording as usize], vec![wording])]),
            Held::Many(by_article) => by_article,
        }
    }

    /// The first wordings that differ in text, sorted.
    fn first_different(&self, mut wordings: Vec<u32>) -> Vec<u32> {
        wordings.sort_unstable();
        let text = |wording: u32| self.texts[wording as usize];
        let mut first: Vec<u32> = Vec::with_capacity(wordings.len().min(REPEATING));
        for wording in wordings {
            if first.len() < REPEATING && first.iter().all(|&f| text(f) != text(wording)) {
                first.push(wording);
            }
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pairs meet where an article has `count` wordings of one group, of `texts` texts, and one of another.
    fn meeting(count: u32, texts: u64) -> usize {
        let mut mates =
            Mates::new(vec![0; count as usize + 1], (0..=u64::from(count)).map(|i| i % texts).collect());
        (1..count).for_each(|i| mates.merge(0, i));
        mates.meeting(0, count).iter().map(Vec::len).sum()
    }

    #[test]
    fn an_article_that_says_a_remark_again_and_again_tells_nothing() {
        assert_eq!(meeting(1, 100), 1);
        assert_eq!(meeting(7, 100), 7);
        assert_eq!(meeting(8, 100), 0);
        assert_eq!(meeting(50, 100), 0);
        assert_eq!(meeting(50, 3), 3, "what is printed alike is printed once");
    }

    #[test]
    fn only_wordings_of_one_article_meet_and_none_that_is_forgotten() {
        let mut mates = Mates::new(vec![0, 1, 1, 0], vec![0, 1, 2, 3]);
        assert!(mates.meeting(0, 1).is_empty());
        assert_eq!(mates.meeting(1, 2), [[(1, 2)]]);
        mates.merge(0, 1);
        mates.merge(2, 3);
        assert_eq!(mates.meeting(2, 0), [[(3, 0)], [(2, 1)]]);
        mates.forget(2, 3);
        assert_eq!(mates.meeting(2, 0), [[(2, 1)]]);
        let mut alone = Mates::new(vec![0, 0], vec![0, 1]);
        alone.forget(0, 0);
        assert!(alone.meeting(0, 1).is_empty());
    }
}
