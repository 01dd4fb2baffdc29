//! Which articles are about one event? Two articles that share a remark are, which speaks for what else they may share.
//!
//! In: the wordings of a table and the pairs that are one remark. Out: [`Linked`].

use super::standing::StandingGroups;
use crate::group::prepare::table::WordingTable;

/// Articles that share a remark only with a third one are about one event if they are at most this many days apart. Scores use
/// `EVENT_SCORE_DAYS`, which is shorter, because there nothing else speaks for the event.
const EVENT_LINK_DAYS: u32 = 3;

/// Maximum number of linked articles kept per article.
const MAX_LINKED_ARTICLES: usize = 64;

/// In a group that stands before, a wording links its article with those of so many next ones by day.
const NEAR: usize = 3;

/// Pairs of articles that share a remark, by article.
#[derive(Debug)]
pub struct Linked(Vec<Vec<u32>>);

impl Linked {
    /// No article shares a remark yet.
    pub fn new(table: &WordingTable) -> Self {
        Self(vec![Vec::new(); table.articles()])
    }

    /// Notes that two wordings, and so their articles, share a remark.
    pub fn add(&mut self, table: &WordingTable, a: u32, b: u32) {
        let (x, y) = (table.piece(a as usize).article, table.piece(b as usize).article);
        for (x, y) in [(x, y), (y, x)] {
            let known = &mut self.0[x as usize];
            if x != y && !known.contains(&y) && known.len() < MAX_LINKED_ARTICLES {
                known.push(y);
            }
        }
    }

    /// The articles that share one of the groups that stand before: of a large one those whose wordings are near in time.
    pub fn standing(table: &WordingTable, standing: &StandingGroups) -> Self {
        let mut linked = Self::new(table);
        let mut by_day = Vec::new();
        for group in standing.each().filter(|group| group.len() > 1) {
            by_day.clear();
            by_day.extend_from_slice(group);
            by_day.sort_by_key(|&i| table.piece(i as usize).day);
            for (n, &a) in by_day.iter().enumerate() {
                by_day[n + 1..].iter().take(NEAR).for_each(|&b| linked.add(table, a, b));
            }
        }
        linked
    }

    /// The articles that share a remark with this one.
    pub fn of(&self, article: u32) -> &[u32] {
        &self.0[article as usize]
    }

    /// True if two wordings' articles are about one event: they share a remark, or both share one with a third and are not
    /// dated far apart.
    pub fn holds(&self, table: &WordingTable, a: u32, b: u32) -> bool {
        let (x, y) = (table.piece(a as usize).article, table.piece(b as usize).article);
        if x == y || self.of(x).contains(&y) || self.of(y).contains(&x) {
            return true;
        }
        table.days(a as usize, b as usize).is_none_or(|d| d <= EVENT_LINK_DAYS)
            && self.of(x).iter().any(|third| self.of(y).contains(third))
    }
}
