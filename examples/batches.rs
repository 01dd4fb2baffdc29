//! How far are the remarks of a corpus that grew from those of one that was grouped at once?
//!
//! In: articles, one JSON object a line with `id`, `text` and, if known, `outlet`, `date`, `title`. They are put into an order by chance, by a seed that
//! is given, and added in so many batches; after each one, remarks are brought up to date as a large corpus does it. Out, a line a seed: pairs of
//! wordings that one remark has in both corpora, in the one that grew alone, in the other alone, and the difference as a share of all.
//! On standard error: the remarks of either that the other has in parts, each part with its wordings (the article, and where they begin).
//! All is grouped anew whenever a quarter came, as in any corpus.
//!
//! ```text
//! cargo run --release --example batches -- 10 3 articles.jsonl     # ten batches, seeds 1 to 3
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Quotation};
use inquit::store::{Keying, RemarkQuery, Store, WholeAgain};
use inquit::{ExtractOptions, extract};

/// Groups a batch with what stands, however small the corpus is.
const ALWAYS: WholeAgain = WholeAgain { fewest: 0 };

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [batches, seeds, files @ ..] = arguments.as_slice() else {
        return Err("batches BATCHES SEEDS FILE…".into());
    };
    let (batches, seeds): (usize, u64) = (batches.parse()?, seeds.parse()?);
    let mut articles = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            articles.push(article(&serde_json::from_str(line)?)?);
        }
    }
    let lexicon = Lexicon::built_in();
    let find = |article: Article| {
        let found = extract(&article, lexicon, &ExtractOptions::default()).quotations;
        (article, found)
    };
    let found: Vec<(Article, Vec<Quotation>)> = articles.into_iter().map(find).collect();
    let folder = std::env::temp_dir().join(format!("inquit-batches-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let whole = remarks(&folder.join("whole.inquit"), std::slice::from_ref(&found), lexicon)?;
    for seed in 1..=seeds {
        let size = found.len().div_ceil(batches).max(1);
        let batches: Vec<Vec<_>> = shuffled(&found, seed).chunks(size).map(<[_]>::to_vec).collect();
        let grown = remarks(&folder.join(format!("grown-{seed}.inquit")), &batches, lexicon)?;
        differences("grew", &grown.remarks, &whole.remarks);
        differences("whole", &whole.remarks, &grown.remarks);
        let before = |remarks: &RemarkOf| -> RemarkOf {
            let stood = remarks.iter().filter(|((id, _), _)| !grown.since.contains(id));
            stood.map(|(wording, remark)| (wording.clone(), *remark)).collect()
        };
        println!(
            "seed {seed}: {}; of the articles of before the last {}: {}",
            compared(&grown.remarks, &whole.remarks),
            grown.since.len(),
            compared(&before(&grown.remarks), &before(&whole.remarks))
        );
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn article(line: &serde_json::Value) -> Result<Article, Box<dyn Error>> {
    let text = |key: &str| line[key].as_str().map(str::to_owned);
    let header = ArticleHeader {
        outlet: text("outlet"),
        date: text("date"),
        title: text("title"),
        ..ArticleHeader::default()
    };
    let (id, body) =
        (text("id").ok_or("a line without an id")?, text("text").ok_or("a line without a text")?);
    Ok(Article::new(id, header, body)?)
}

/// In how many pairs of wordings two corpora agree.
fn compared(grown: &RemarkOf, whole: &RemarkOf) -> String {
    let (one, other, both) = (pairs(grown.values()), pairs(whole.values()), common(grown, whole));
    let all = (one + other - both).max(1);
    let share = 100.0 * (one + other - 2 * both) as f64 / all as f64;
    format!(
        "{both} pairs in both, {} only where it grew, {} only at once, {share:.3} % differ",
        one - both,
        other - both
    )
}

/// A corpus after its batches.
struct Batched {
    remarks: RemarkOf,
    /// The articles that came since all was grouped at once.
    since: BTreeSet<String>,
}

/// The remark of each wording, which is named by its article and where it begins.
type RemarkOf = BTreeMap<(String, usize), i64>;

fn remarks(
    path: &Path,
    batches: &[Vec<(Article, Vec<Quotation>)>],
    lexicon: &Lexicon,
) -> Result<Batched, Box<dyn Error>> {
    let mut since = BTreeSet::new();
    let mut store = Store::create(path)?;
    let keying = Keying::new(lexicon);
    for batch in batches {
        store.add(&keying.batch(batch.clone()))?;
        store.group_when(ALWAYS, lexicon)?;
        since.extend(batch.iter().map(|(article, _)| article.id().to_owned()));
        if store.info()?.growth.is_none() {
            since.clear();
        }
    }
    let list =
        store.find_remarks(&RemarkQuery { limit: usize::from(u16::MAX) << 8, ..RemarkQuery::default() })?;
    let mut out = RemarkOf::new();
    for hit in list.hits {
        let Some(found) = store.remark(hit.number, lexicon)? else { continue };
        for wording in &found.remark.wordings {
            let id = found.articles[wording.article].id().to_owned();
            out.insert((id, wording.span.start()), hit.number);
        }
    }
    Ok(Batched { remarks: out, since })
}

/// Prints the remarks of one corpus that the other has in parts: each part with its wordings.
fn differences(name: &str, one: &RemarkOf, other: &RemarkOf) {
    type Parts<'a> = BTreeMap<Option<i64>, Vec<&'a (String, usize)>>;
    let mut parts: BTreeMap<i64, Parts<'_>> = BTreeMap::new();
    for (wording, remark) in one {
        parts.entry(*remark).or_default().entry(other.get(wording).copied()).or_default().push(wording);
    }
    for (remark, parts) in parts.iter().filter(|(_, parts)| parts.len() > 1) {
        eprintln!("{name} {remark}: {:?}", parts.values().collect::<Vec<_>>());
    }
}

/// The articles in an order that a seed gives (xorshift, Marsaglia 2003).
fn shuffled<T: Clone>(articles: &[T], seed: u64) -> Vec<T> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut keyed: Vec<(u64, &T)> = articles.iter().map(|article| (next(), article)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, article)| article.clone()).collect()
}

/// How many pairs of values are equal.
fn pairs<V: Ord>(values: impl Iterator<Item = V>) -> usize {
    let mut counts: BTreeMap<V, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.values().map(|n| n * (n - 1) / 2).sum()
}

/// How many pairs of wordings share a remark in both.
fn common(one: &RemarkOf, other: &RemarkOf) -> usize {
    pairs(one.iter().filter_map(|(wording, remark)| Some((remark, other.get(wording)?))))
}
