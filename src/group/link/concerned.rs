//! Which wordings can be one remark with some others?
//!
//! In: a table, and one of others that was made of the same readers. Out: the wordings that hold one of the rarest keys of one of the
//! others. A few thousand sentences that could be cut concern a small part of a million wordings.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::blocking::keys;
use super::candidates::{KeySlot, KeySlots, keep};
use crate::group::prepare::table::WordingTable;

/// A key with the number of a wording that holds it.
type Held = (u64, u32);

/// The wordings of `table` that one of the others can be one remark with; not asked are those for which `is_left_out` holds.
pub fn concerned(
    table: &WordingTable,
    is_left_out: impl Fn(usize) -> bool + Sync,
    others: &WordingTable,
) -> Vec<usize> {
    let of_others = held(others, |_| true, |_| true);
    let wanted: FxHashSet<u64> = of_others.iter().map(|held| held.0).collect();
    let held = held(table, |i| !is_left_out(i), |key| wanted.contains(&key));
    let mut slots = vec![<KeySlots>::default(); others.len()];
    let mut from = 0;
    for own in of_others.chunk_by(|x, y| x.0 == y.0) {
        let key = own[0].0;
        from += held[from..].partition_point(|other| other.0 < key);
        let count = held[from..].partition_point(|other| other.0 == key);
        // Rare is what few hold of either kind; a key that only one wording holds joins nothing.
        let size = (own.len() + count) as u32;
        let place = if count > 0 { from } else { held.len() };
        for &(_, i) in own.iter().filter(|_| size > 1) {
            keep(&mut slots[i as usize], KeySlot { size, place: place as u32, view: () });
        }
    }
    let places = slots.iter().flatten().filter(|slot| slot.size > 0).map(|slot| slot.place as usize);
    let places: FxHashSet<usize> = places.collect();
    let holders = places.into_iter().flat_map(|from| {
        let rest = &held[from..];
        rest.iter().take_while(|other| other.0 == rest[0].0).map(|other| other.1 as usize)
    });
    let mut found: Vec<usize> = holders.collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The keys of the wordings that are asked, those that are wanted, sorted.
fn held(
    table: &WordingTable,
    is_asked: impl Fn(usize) -> bool + Sync,
    is_wanted: impl Fn(u64) -> bool + Sync,
) -> Vec<Held> {
    let of_wording = |own: &mut Vec<u64>, i: usize| {
        keys(table, i, own);
        own.iter().filter(|key| is_wanted(**key)).map(|&key| (key, i as u32)).collect::<Vec<Held>>()
    };
    let asked = (0..table.len()).into_par_iter().filter(|&i| is_asked(i));
    let mut held: Vec<Held> = asked.map_init(Vec::new, of_wording).flatten_iter().collect();
    held.par_sort_unstable();
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::prepare::placed::ReadWordings;
    use crate::group::prepare::weigh::complete;
    use crate::lexicon::Lexicon;
    use crate::model::{Article, ArticleHeader, ArticleIx, QuotationIx, Span, Wording};
    use crate::{ExtractOptions, extract};

    #[test]
    fn only_what_shares_a_key_is_concerned() {
        let texts = [
            "The lower gates would have held for another winter",
            "Nobody pays for the oil of the old harbour pumps",
            "We are glad that the lower gates held at last",
            "The ferry to the islands sails at noon",
        ];
        let article = |(n, text): (usize, &&str)| {
            let text = format!("“{text},” Ana Ruiz said.");
            Article::new(format!("{n}"), ArticleHeader::default(), text).unwrap()
        };
        let articles: Vec<Article> = texts.iter().enumerate().map(article).collect();
        let lexicon = Lexicon::built_in();
        let found = |a: &Article| extract(a, lexicon, &ExtractOptions::default()).quotations.remove(0);
        let quotations: Vec<_> = articles.iter().map(found).collect();
        let wording = |n: usize| {
            let text = articles[n].text();
            let span = Span::new(text, "“".len(), "“".len() + texts[n].len()).unwrap();
            Wording::new(ArticleIx(n), QuotationIx(n), span)
        };
        let mut read = ReadWordings::new(&articles, &quotations, lexicon, Vec::new());
        let (all, first) = (read.add((0..texts.len()).map(wording).collect()), read.add(vec![wording(0)]));
        let (mut table, mut others) = (read.table(&all), read.table(&first));
        complete(&mut table);
        complete(&mut others);
        assert_eq!(concerned(&table, |i| i == 0, &others), [2]);
    }
}
