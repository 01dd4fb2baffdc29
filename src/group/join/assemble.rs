//! Groups → remarks: base, speaker, links, id.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::cluster::Joined;
use crate::group::corrections::Bound;
use crate::group::link::pairs::ScoredPair;
use crate::group::link::score::{Scorer, Settings};
use crate::group::prepare::table::WordingTable;
use crate::model::{Apart, Article, ArticleIx, Link, Remark, SourceKind, Wording, WordingIx};

/// In a larger group, as many wordings, spread evenly, stand for all when the medoid is sought.
const ASKED: usize = 60;

/// A wording holds another one if it has at least this share of its words' weight.
const HELD: f32 = 0.9;
/// A wording of more than so many times the weight holds another remark too, and is no fuller print of this one.
const FULLER: f32 = 2.0;

/// A sentence that weighs less than this share of the heaviest wording is no fuller print than a fragment.
const WHOLE: f32 = 0.5;

/// Builds the remarks, those with the most articles first, ties in the order of the wordings.
pub fn assemble(
    (table, settings): (&WordingTable, Settings),
    wordings: &[Wording],
    joined: &Joined,
    corrections: &Bound,
    articles: &[Article],
) -> Vec<Remark> {
    let groups = &joined.groups;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.par_sort_by_key(|&i| (groups[i], i));
    let mut by_group: Vec<ScoredPair> = joined.links.clone();
    by_group.sort_by_key(|e| (groups[e.a as usize], e.a, e.b));
    let alike: Vec<&[usize]> = order.chunk_by(|&x, &y| groups[x] == groups[y]).collect();
    let scorer = || Scorer::new(table, settings);
    let remark = |scorer: &mut Scorer<'_>, members: &&[usize]| {
        let group = groups[members[0]];
        let from = by_group.partition_point(|e| groups[e.a as usize] < group);
        let own = by_group[from..].iter().take_while(|e| groups[e.a as usize] == group);
        let place = |i: u32| members.binary_search(&(i as usize)).ok().map(WordingIx);
        let links = own
            .filter_map(|e| {
                let found = scorer.likeness(e.a as usize, e.b as usize, e.event);
                let by_hand = corrections.reason(e.a, e.b).filter(|_| e.by_hand).map(str::to_owned);
                Some(Link { a: place(e.a)?, b: place(e.b)?, score: e.score, reason: found.reason(), by_hand })
            })
            .collect();
        let held: Vec<Wording> = members.iter().map(|&i| wordings[i].clone()).collect();
        let apart = apart(place, wordings, corrections);
        Remark { links, apart, ..remark_of(table, members, held, articles) }
    };
    let mut out: Vec<Remark> = alike.par_iter().map_init(scorer, remark).collect();
    out.par_sort_by_cached_key(|r| std::cmp::Reverse(spread(r)));
    out
}

/// The remark of a group without its links: `members` are the rows of its wordings, `held` the wordings, both in the order of the remark.
pub fn remark_of(
    table: &WordingTable,
    members: &[usize],
    held: Vec<Wording>,
    articles: &[Article],
) -> Remark {
    let base = base_of(table, members, &held, articles);
    Remark {
        id: id(&held[base], articles),
        base: WordingIx(base),
        speaker: table.speaker(members).map(str::to_owned),
        ..Remark::new(held)
    }
}

/// The base of a group, by its place in it; `held` are its wordings.
fn base_of(table: &WordingTable, members: &[usize], held: &[Wording], articles: &[Article]) -> usize {
    // Captions are left out: whoever wrote them may have misheard.
    let recorded =
        |&n: &usize| matches!(articles[held[n].article].kind(), SourceKind::Transcript | SourceKind::Record);
    let on_record: Vec<usize> = (0..members.len()).filter(recorded).collect();
    base(table, members, &on_record, &|n| held[n].span.of(articles[held[n].article].text()))
}

/// What corrections keep out of a remark; `place` finds a wording in it.
fn apart(place: impl Fn(u32) -> Option<WordingIx>, wordings: &[Wording], corrections: &Bound) -> Vec<Apart> {
    let sides = corrections.cannot.iter().flat_map(|pair| [(pair.a, pair.b, pair), (pair.b, pair.a, pair)]);
    sides
        .filter_map(|(own, other, pair)| {
            let other = wordings[other as usize].clone();
            Some(Apart { wording: place(own)?, other, reason: pair.reason.clone() })
        })
        .collect()
}

/// Counts the articles of a remark.
fn spread(remark: &Remark) -> usize {
    let mut seen: Vec<ArticleIx> = remark.wordings.iter().map(|w| w.article).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

/// The fullest wording that most others are cut from or near to. One that begins in the middle of a sentence is it only if
/// every sentence is much lighter. Of equals the heavier one, then the first.
///
/// `on_record` are the places in `members` of what transcripts and other records have: one of them comes before whatever an outlet
/// prints, unless all of them hold only a small part of the remark.
fn base<'t>(
    table: &WordingTable,
    members: &[usize],
    on_record: &[usize],
    text: &dyn Fn(usize) -> &'t str,
) -> usize {
    if members.len() == 1 {
        return 0;
    }
    let every: Vec<usize> = (0..members.len()).collect();
    let asked = spread_evenly(&every);
    let weight = |n: usize| table.piece(members[n]).weight;
    let fragment = |n: usize| table.piece(members[n]).fragment;
    let sentence = asked.iter().filter(|&&n| !fragment(n)).map(|&n| weight(n)).fold(0.0, f32::max);
    let heaviest = asked.iter().map(|&n| weight(n)).fold(0.0, f32::max);
    let can = |n: usize| !fragment(n) || sentence < WHOLE * heaviest;
    let full: Vec<usize> =
        spread_evenly(on_record).into_iter().filter(|&n| weight(n) >= WHOLE * heaviest).collect();
    let mut candidates =
        if full.is_empty() { asked.iter().copied().filter(|&n| can(n)).collect() } else { full };
    // Who is quoted does not name themselves: "Mayor Ruiz said the gates would hold" has another voice around the same words.
    let speaker = table.speaker(members).unwrap_or_default();
    let names_itself =
        |n: usize| words_of(text(n)).any(|word| speaker.split_whitespace().any(|name| name == word));
    if !candidates.iter().all(|&n| names_itself(n)) {
        candidates.retain(|&n| !names_itself(n));
    }
    let shared = SharedWeights::new(table, members, (&candidates, &asked));
    // How much of the other one it has, and, twice as much, how near the two are.
    let likeness = |x: usize, y: usize| -> f32 {
        let both = shared.of(x, y);
        both / weight(y).max(f32::EPSILON) + 4.0 * both / (weight(x) + weight(y)).max(f32::EPSILON)
    };
    let mut best = (f32::MIN, f32::MIN, 0);
    for &x in &candidates {
        let sum: f32 = asked.iter().map(|&y| likeness(x, y)).sum();
        if (sum, weight(x)) > (best.0, best.1) {
            best = (sum, weight(x), x);
        }
    }
    let held = |x: usize| asked.iter().filter(|&&y| shared.of(x, y) >= HELD * weight(y)).count();
    fuller(table, members, &candidates, best.2, held)
}

/// What the words weigh that two wordings of a group share. Each pair is asked for several times, and the weight is the same from both sides.
struct SharedWeights {
    /// The wordings, by their places in the group, sorted.
    places: Vec<usize>,
    /// A row for each of them.
    weights: Vec<f32>,
}

impl SharedWeights {
    fn new(table: &WordingTable, members: &[usize], (some, others): (&[usize], &[usize])) -> Self {
        let mut places = [some, others].concat();
        places.sort_unstable();
        places.dedup();
        let mut weights: Vec<f32> = Vec::with_capacity(places.len() * places.len());
        for (i, &x) in places.iter().enumerate() {
            for (j, &y) in places.iter().enumerate() {
                weights.push(if j < i {
                    weights[j * places.len() + i]
                } else {
                    shared(table, members[x], members[y])
                });
            }
        }
        Self { places, weights }
    }

    /// What two wordings share, each given by its place in the group; 0 for one that was not given before.
    fn of(&self, x: usize, y: usize) -> f32 {
        let place = |n: usize| self.places.binary_search(&n).ok();
        place(x).zip(place(y)).map_or(0.0, |(i, j)| self.weights[i * self.places.len() + j])
    }
}

/// What the words weigh that two wordings share.
fn shared(table: &WordingTable, a: usize, b: usize) -> f32 {
    let (own, other) = (table.set(a), table.set(b));
    let (mut at, mut sum) = (0, 0.0);
    for &word in own {
        at += other[at..].iter().take_while(|w| **w < word).count();
        if other.get(at) == Some(&word) {
            sum += table.weight(word);
        }
    }
    sum
}

/// The words of a text, as printed.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The heaviest wording that `middle` is cut from, if it holds as many of the others (`held`): the middle of all may itself be cut, and what
/// one outlet alone prints is far from the others and still what they are cut from.
fn fuller(
    table: &WordingTable,
    members: &[usize],
    candidates: &[usize],
    middle: usize,
    held: impl Fn(usize) -> usize,
) -> usize {
    let weight = |n: usize| table.piece(members[n]).weight;
    let most = held(middle);
    let holds_it = |x: usize| table.place_in(members[middle], members[x]).is_some();
    let mut best = middle;
    for &x in candidates {
        let is_heavier = weight(x) > weight(best) && weight(x) <= FULLER * weight(middle);
        if is_heavier && holds_it(x) && held(x) >= most {
            best = x;
        }
    }
    best
}

/// At most [`ASKED`] of them, which stand for all.
fn spread_evenly(places: &[usize]) -> Vec<usize> {
    places.iter().copied().step_by(places.len().div_ceil(ASKED).max(1)).collect()
}

/// 16 hex digits of the base's article, place and words.
fn id(base: &Wording, articles: &[Article]) -> String {
    let article = &articles[base.article];
    let key = format!("{}\0{}\0{}", article.id(), base.span.start(), base.span.of(article.text()));
    format!("{:016x}", xxh3_64(key.as_bytes()))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::{Article, ArticleHeader, ArticleIx, Quotation};
    use crate::{ExtractOptions, extract, group};

    /// The base of the remark that all prints report.
    fn base(prints: &[&str]) -> String {
        let lexicon = Lexicon::built_in();
        let article = |(n, print): (usize, &&str)| {
            let text = format!("“{print},” Ana Ruiz said.");
            Article::new(format!("{n:03}"), ArticleHeader::default(), text).unwrap()
        };
        let articles: Vec<Article> = prints.iter().enumerate().map(article).collect();
        let found = |(n, a): (usize, &Article)| {
            let own = extract(a, lexicon, &ExtractOptions::default()).quotations;
            own.into_iter().map(move |q| Quotation { article: ArticleIx(n), ..q }).collect::<Vec<_>>()
        };
        let quotations: Vec<Quotation> = articles.iter().enumerate().flat_map(found).collect();
        let remark = group::remarks(&articles, &quotations, lexicon).remove(0);
        assert_eq!(remark.wordings.len(), prints.len());
        let wording = &remark.wordings[remark.base];
        wording.span.of(articles[wording.article].text()).trim_end_matches(',').to_owned()
    }

    #[test]
    fn what_all_others_are_cut_from_is_the_base_however_few_print_it() {
        let cut = "I believe that the lower gates would have held";
        let whole = "If the keeper had been awake, I believe that the lower gates would have held";
        assert_eq!(base(&[cut, whole, "that the lower gates would have held"]), whole);
        assert_eq!(base(&[cut, cut, cut, cut, whole]), whole);
    }

    #[test]
    fn a_print_that_names_its_speaker_is_no_fuller_one() {
        let print = "The lower gates would have held for another winter of floods";
        assert_eq!(
            base(&[print, "Mayor Ruiz said the lower gates would have held for another winter of floods"]),
            print
        );
    }

    #[test]
    fn a_print_that_exchanges_a_word_of_the_others_or_has_far_more_is_no_fuller_one() {
        let print = "The lower gates would have held for another winter";
        for other in [
            "The upper gates would have held for another winter, I believe",
            "The lower gates would surely have held for another winter",
        ] {
            assert_eq!(base(&[print, print, other]), print);
        }
    }
}
