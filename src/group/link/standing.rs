//! Groups that stand before others are made.
//!
//! In: the groups of the first wordings of a table, as an earlier run left them. Out: for a wording its group and what contains it, and for some
//! wordings all that stand in one group with them, so that who groups goes on where the earlier run stopped.

use rayon::prelude::*;

use super::pairs::ScoredPair;

/// The groups of the first wordings of a table.
#[derive(Debug, Default)]
pub struct StandingGroups {
    /// The group of each wording, as the lowest number in it.
    groups: Vec<u32>,
    /// The wording that contains each, itself where none does.
    hosts: Vec<u32>,
    /// The wordings by their groups.
    members: Vec<u32>,
}

impl StandingGroups {
    /// No wording has a group yet.
    pub const NONE: Self = Self { groups: Vec::new(), hosts: Vec::new(), members: Vec::new() };

    /// Takes for each of the first wordings any number that names its group, and the wording that contains it.
    pub fn new(named: &[u32], mut hosts: Vec<u32>) -> Self {
        // What contains others is contained by none: so no chain of them goes round in a circle, whatever is given.
        let is_host = |i: u32| hosts.get(i as usize) == Some(&i);
        let sound: Vec<bool> = hosts.iter().map(|&host| is_host(host)).collect();
        (0..).zip(&mut hosts).zip(sound).filter(|(_, sound)| !sound).for_each(|((i, host), _)| *host = i);
        let mut members: Vec<u32> = (0..named.len() as u32).collect();
        members.par_sort_by_key(|&i| named[i as usize]);
        let mut groups = vec![0; named.len()];
        for own in members.chunk_by(|&x, &y| named[x as usize] == named[y as usize]) {
            // Sorted by number within a group, so that the first is the lowest.
            own.iter().for_each(|&i| groups[i as usize] = own[0]);
        }
        members.par_sort_by_key(|&i| groups[i as usize]);
        Self { groups, hosts, members }
    }

    /// How many wordings have a group.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of a wording, and what contains it; `None` for one that comes new.
    pub fn of(&self, wording: u32) -> Option<(u32, u32)> {
        self.groups.get(wording as usize).copied().zip(self.hosts.get(wording as usize).copied())
    }

    /// The groups, each with its wordings in their order.
    pub fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.members.chunk_by(|&x, &y| self.groups[x as usize] == self.groups[y as usize])
    }

    /// The group of each of `count` wordings; those that come new are alone.
    pub fn groups_of(&self, count: usize) -> Vec<u32> {
        filled(&self.groups, count)
    }

    /// The same for what contains each.
    pub fn hosts_of(&self, count: usize) -> Vec<u32> {
        filled(&self.hosts, count)
    }

    /// The wordings of some links with all that stand in their groups, sorted, each once.
    pub fn with_mates(&self, links: &[ScoredPair]) -> Vec<u32> {
        let mut wordings: Vec<u32> = links.iter().flat_map(|link| [link.a, link.b]).collect();
        let mut groups: Vec<u32> = wordings.iter().filter_map(|&i| Some(self.of(i)?.0)).collect();
        groups.sort_unstable();
        groups.dedup();
        wordings.extend(groups.into_iter().flat_map(|group| self.members_of(group)));
        wordings.sort_unstable();
        wordings.dedup();
        wordings
    }

    fn members_of(&self, group: u32) -> &[u32] {
        let group_of = |&i: &u32| self.groups[i as usize];
        let from = self.members.partition_point(|i| group_of(i) < group);
        let count = self.members[from..].partition_point(|i| group_of(i) == group);
        &self.members[from..from + count]
    }
}

fn filled(known: &[u32], count: usize) -> Vec<u32> {
    known.iter().copied().chain(known.len() as u32..).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_brings_all_mates_of_its_wordings() {
        // Groups {0, 3}, {1}, {2, 4}; 5 comes new.
        let standing = StandingGroups::new(&[30, 10, 4, 30, 4], vec![0, 1, 4, 0, 4]);
        assert_eq!(standing.groups_of(6), [0, 1, 2, 0, 2, 5]);
        assert_eq!(standing.hosts_of(6), [0, 1, 4, 0, 4, 5]);
        let link =
            ScoredPair { a: 3, b: 5, score: 1.0, bonus: 0.0, event: false, contained: false, by_hand: false };
        assert_eq!(standing.with_mates(&[link]), [0, 3, 5]);
        assert_eq!(standing.each().collect::<Vec<_>>(), [&[0, 3][..], &[1], &[2, 4]]);
        assert_eq!((standing.of(4), standing.of(5)), (Some((2, 4)), None));
    }
}
