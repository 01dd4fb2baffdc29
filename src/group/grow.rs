//! New articles for groups that stand already: only what is new is compared.
//!
//! In: what an earlier run kept ([`KeptGroups`]), articles that came since, which articles went. Out: [`GrownGroups`]: the groups that have something
//! new, each with the remarks that it was. Words weigh as they did when all was grouped at once, and groups that stand are never taken apart,
//! so this is near to grouping all anew, and not the same. How near is measured (docs/scale.md).

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::corrections::Corrections;
use super::join::assemble::{assemble, remark_of};
use super::join::cluster::Joined;
use super::link::score::Settings;
use super::link::standing::StandingGroups;
use super::prepare::figures::Figures;
use super::prepare::kept::{KeptPart, KeptPlace};
use super::prepare::table::WordingTable;
use super::prepare::topic::Topics;
use super::steps::{EarlierRows, GroupedWordings, GroupingRun};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Remark, Wording};

/// What is kept of groups, to go on with.
#[derive(Debug, Default)]
pub struct KeptGroups {
    /// What was counted when all was grouped at once.
    pub figures: Figures,
    /// The rows of that time, then those of each batch since.
    pub parts: Vec<KeptPart>,
    /// What batches changed of earlier rows: the row, the number of its remark now, the row of what contains it now.
    pub changed: Vec<(u32, u32, u32)>,
}

/// The number of no remark: its row went.
const NONE: u32 = 0;

/// So many rows are kept together: who reads them back uses all cores.
const ROWS_OF_A_PART: usize = 1 << 17;

/// A wording of a group that grew.
#[derive(Debug, Clone, PartialEq)]
pub enum GrownMember {
    /// One that was there.
    Earlier(KeptPlace),
    /// One of the new articles.
    New(Wording),
}

/// A group that has a new wording, or lost one.
#[derive(Debug, Clone)]
pub struct GrownGroup {
    /// The numbers of the remarks that it was, with how many of its wordings were in each; sorted.
    pub former: Vec<(u32, usize)>,
    /// True if one of these lost a wording.
    pub has_lost: bool,
    /// The rows of its wordings.
    rows: Vec<usize>,
}

/// Groups after a batch.
pub struct GrownGroups {
    table: WordingTable,
    /// The wordings that were there, each with its row among those that were kept.
    earlier: Vec<(u32, KeptPlace)>,
    /// The rows that went since the last batch.
    went: Vec<u32>,
    /// The wordings of the batch, whose rows are behind those.
    new: Vec<Wording>,
    topics: Topics,
    joined: Joined,
    /// How many rows were kept.
    kept: usize,
    /// The groups that have something new, in the order of their first wordings.
    pub groups: Vec<GrownGroup>,
    /// The numbers of the remarks of which no wording is left, sorted.
    pub emptied: Vec<u32>,
    /// Pairs whose score was above the mark by less than a nat.
    pub near: usize,
}

/// All remarks at once, and what is kept of them to go on with. `number` gives the numbers by which the keeper names an article and a
/// quotation; remarks are numbered from 1.
pub fn remarks_to_keep(
    articles: &[Article],
    quotations: &[Quotation],
    number: impl Fn(ArticleIx, QuotationIx) -> (u32, i64) + Sync,
    lexicon: &Lexicon,
) -> (Vec<Remark>, KeptGroups) {
    let whole = (&Corrections::default(), Settings::default());
    let settled = GroupingRun::new(articles, quotations, lexicon, whole).settled();
    let GroupedWordings { wordings, table, counts, topics, bound, mut joined, .. } = settled;
    joined.links.clear();
    let remarks = assemble((&table, Settings::default()), &wordings, &joined, &bound, articles);
    // A group is named by its first wording, which is the first of its remark.
    let first = |remark: &Remark| remark.wordings.first().map(|w| (w.quotation, w.span));
    let numbers: FxHashMap<_, u32> =
        (1..).zip(&remarks).filter_map(|(number, remark)| Some((first(remark)?, number))).collect();
    let place = |i: usize| {
        let (wording, named) = (&wordings[i], &wordings[joined.groups[i] as usize]);
        let (article, quotation) = number(wording.article, wording.quotation);
        let remark = numbers.get(&(named.quotation, named.span)).copied().unwrap_or_default();
        let (start, end) = (wording.span.start(), wording.span.end());
        (KeptPlace { article, quotation, start, end, remark, host: joined.hosts[i] }, wording.article.0)
    };
    let starts: Vec<usize> = (0..table.len()).step_by(ROWS_OF_A_PART).collect();
    let part =
        |start: usize| KeptPart::of(&table, start..table.len().min(start + ROWS_OF_A_PART), &topics, place);
    let parts = starts.into_par_iter().map(part).collect();
    (remarks, KeptGroups { figures: Figures::counted(&table, &counts), parts, changed: Vec::new() })
}

impl KeptGroups {
    /// How many rows were kept.
    pub fn rows(&self) -> usize {
        self.parts.iter().map(KeptPart::len).sum()
    }

    /// True if all numbers are within what they count.
    pub fn is_sound(&self) -> bool {
        let rows = self.rows();
        self.parts.iter().all(|part| part.is_sound(rows))
    }

    /// Groups new articles with what was there. The articles with the numbers `gone` went since.
    pub fn grow(
        self,
        gone: &FxHashSet<u32>,
        (articles, quotations): (&[Article], &[Quotation]),
        lexicon: &Lexicon,
    ) -> GrownGroups {
        let kept = self.rows();
        let (places, rows) = self.into_earlier(gone, lexicon);
        let (went, earlier): (Vec<_>, Vec<_>) =
            places.into_iter().partition(|(_, place)| gone.contains(&place.article));
        // Rows that went before an earlier batch are in no remark any more.
        let went: Vec<(u32, KeptPlace)> =
            went.into_iter().filter(|(_, place)| place.remark != NONE).collect();
        let lost: FxHashSet<u32> = went.iter().map(|(_, place)| place.remark).collect();
        let went = went.into_iter().map(|(row, _)| row).collect();
        let corrections = Corrections::default();
        let whole = (&corrections, Settings::default());
        let settled = GroupingRun::new(articles, quotations, lexicon, whole).behind(rows).settled();
        let GroupedWordings { wordings: new, table, topics, joined, near, .. } = settled;
        let (groups, left) = grown_groups(&joined, &earlier, &lost);
        let mut emptied: Vec<u32> = lost.into_iter().filter(|remark| !left.contains(remark)).collect();
        emptied.sort_unstable();
        GrownGroups { table, earlier, went, new, topics, joined, kept, groups, emptied, near }
    }

    /// All rows that were kept, with their numbers, and those of articles that are still there, for a table.
    fn into_earlier<'l>(
        self,
        gone: &FxHashSet<u32>,
        lexicon: &'l Lexicon,
    ) -> (Vec<(u32, KeptPlace)>, EarlierRows<'l>) {
        let mut rows = EarlierRows { figures: Some(self.figures), ..EarlierRows::default() };
        let (mut all, mut places, mut about) = (Vec::new(), Vec::new(), FxHashMap::default());
        let read: Vec<_> = self.parts.into_par_iter().map(|part| part.into_rows(lexicon)).collect();
        for (reader, (own, known, topics)) in (0..).zip(read) {
            places.extend((0..known.len() as u32).map(|row| (reader, row)));
            all.extend((all.len() as u32..).zip(known));
            rows.readers.push(own);
            for (article, words) in topics {
                about.insert(article, rows.about.len() as u32);
                rows.about.push(words);
            }
        }
        for (row, remark, host) in self.changed {
            if let Some((_, place)) = all.get_mut(row as usize) {
                *place = KeptPlace { remark, host, ..*place };
            }
        }
        // What stays, and where it stands in the table.
        let stays: Vec<usize> = (0..all.len()).filter(|&i| !gone.contains(&all[i].1.article)).collect();
        let mut at = vec![None; all.len()];
        (0..).zip(&stays).for_each(|(n, &i)| at[i] = Some(n));
        let named: Vec<u32> = stays.iter().map(|&i| all[i].1.remark).collect();
        let host = |(n, &i): (u32, &usize)| at.get(all[i].1.host as usize).copied().flatten().unwrap_or(n);
        let hosts = (0..).zip(&stays).map(host);
        rows.standing = StandingGroups::new(&named, hosts.collect());
        let article = |&i: &usize| about.get(&all[i].1.article).copied().unwrap_or(u32::MAX);
        rows.articles = stays.iter().map(article).collect();
        rows.places = stays.iter().map(|&i| places[i]).collect();
        (all, rows)
    }
}

/// The groups with a new wording and those of remarks that lost one; and the remarks that have a wording left.
fn grown_groups(
    joined: &Joined,
    earlier: &[(u32, KeptPlace)],
    lost: &FxHashSet<u32>,
) -> (Vec<GrownGroup>, FxHashSet<u32>) {
    let mut order: Vec<usize> = (0..joined.groups.len()).collect();
    order.sort_by_key(|&i| joined.groups[i]);
    let mut left = FxHashSet::default();
    let mut groups = Vec::new();
    for rows in order.chunk_by(|&x, &y| joined.groups[x] == joined.groups[y]) {
        let known = rows.iter().filter_map(|&i| earlier.get(i));
        let is_new = rows.last().is_some_and(|&last| last >= earlier.len());
        let has_lost = !lost.is_empty() && known.clone().any(|(_, place)| lost.contains(&place.remark));
        if !is_new && !has_lost {
            continue;
        }
        let mut former: BTreeMap<u32, usize> = BTreeMap::new();
        known.for_each(|(_, place)| *former.entry(place.remark).or_default() += 1);
        if has_lost {
            left.extend(former.keys().copied());
        }
        groups.push(GrownGroup { has_lost, former: former.into_iter().collect(), rows: rows.to_vec() });
    }
    (groups, left)
}

impl GrownGroup {
    /// How many wordings it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if it has no wording, which no group is.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl GrownGroups {
    /// The new wordings of a group.
    pub fn new_wordings<'g>(&'g self, group: &'g GrownGroup) -> impl Iterator<Item = &'g Wording> {
        group.rows.iter().filter_map(|row| self.new.get(row.checked_sub(self.earlier.len())?))
    }

    /// The wordings of a group: those that were there first.
    pub fn members(&self, group: &GrownGroup) -> Vec<GrownMember> {
        let member = |&row: &usize| match self.earlier.get(row) {
            Some((_, place)) => GrownMember::Earlier(*place),
            None => GrownMember::New(self.new[row - self.earlier.len()].clone()),
        };
        group.rows.iter().map(member).collect()
    }

    /// The remark of a group, of which all wordings are given in the order of [`GrownGroups::members`], with the articles that they index.
    pub fn remark(&self, group: &GrownGroup, wordings: Vec<Wording>, articles: &[Article]) -> Remark {
        let mut held: Vec<(usize, Wording)> = group.rows.iter().copied().zip(wordings).collect();
        held.sort_by(|(_, x), (_, y)| {
            let place = |w: &Wording| (articles[w.article].id(), w.span);
            place(x).cmp(&place(y))
        });
        let (rows, held): (Vec<usize>, Vec<Wording>) = held.into_iter().unzip();
        remark_of(&self.table, &rows, held, articles)
    }

    /// The name that most wordings of a group are attributed to, in its fullest form.
    pub fn speaker(&self, group: &GrownGroup) -> Option<&str> {
        self.table.speaker(&group.rows)
    }

    /// What is kept of the batch: its rows, and what changed of earlier ones. `numbers` are those of the remarks of all groups here, in their order;
    /// `number` gives those of a new article and its quotation.
    pub fn kept(
        &self,
        numbers: &[u32],
        number: impl Fn(ArticleIx, QuotationIx) -> (u32, i64),
    ) -> (KeptPart, Vec<(u32, u32, u32)>) {
        let first = self.earlier.len();
        let mut remarks = vec![0; self.table.len()];
        for (group, number) in self.groups.iter().zip(numbers) {
            group.rows.iter().for_each(|&row| remarks[row] = *number);
        }
        // The number that a row has among all that were ever kept.
        let kept = |row: u32| match self.earlier.get(row as usize) {
            Some((kept, _)) => *kept,
            None => (self.kept + row as usize - first) as u32,
        };
        let host = |row: usize| kept(self.joined.hosts[row]);
        let place = |row: usize| {
            let wording = &self.new[row - first];
            let (article, quotation) = number(wording.article, wording.quotation);
            let (start, end) = (wording.span.start(), wording.span.end());
            let place = KeptPlace { article, quotation, start, end, remark: remarks[row], host: host(row) };
            (place, wording.article.0)
        };
        let part = KeptPart::of(&self.table, first..self.table.len(), &self.topics, place);
        let changed = self.earlier.iter().enumerate().filter_map(|(row, (kept, place))| {
            let remark = if remarks[row] == 0 { place.remark } else { remarks[row] };
            let now = (*kept, remark, host(row));
            (now != (*kept, place.remark, place.host)).then_some(now)
        });
        let went = self.went.iter().map(|&row| (row, NONE, row));
        (part, changed.chain(went).collect())
    }
}
