//! Measures `verify` on claims made from quotations by operators that imply the answer (`tests/verify/generate.rs`).
//!
//! ```text
//! cargo run --release --example verify_claims                        10,000 claims over the seeds and made articles
//! cargo run --release --example verify_claims 10000 FILE             over annotated articles (docs/format.md; .gz too)
//! cargo run --release --example verify_claims 10000 FILE CORPUS      the same, searched among further articles
//! VERBOSE=join cargo run …                                           with the places found for that operator's faults
//! ```
//!
//! Prints, for each operator, how many claims got what it implies (class, attribution, the changed words named, their grade), and the
//! first faults. Over annotated articles the speakers are those of the annotation.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Instant;

use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Verdict};
use inquit::verify::{Sources, verify};
use serde_json::Value;

#[path = "../tests/verify/generate.rs"]
mod generate;

use generate::{Made, OPERATORS, Stock, dice::Dice};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let count: usize = args.first().map_or(Ok(10_000), |n| n.parse())?;
    let lexicon = Lexicon::built_in();
    let (articles, stock) = match args.get(1) {
        Some(path) => {
            let (mut articles, stock) = annotated(path)?;
            for more in &args[2..] {
                articles.extend(annotated(more)?.0);
            }
            (articles, Some(stock))
        }
        None => {
            let mut articles = generate::seed_articles();
            articles.extend(generate::made_articles(40, 7));
            (articles, None)
        }
    };
    let quotations = generate::quotations(&articles);
    let stock = stock.unwrap_or_else(|| generate::stock(&articles, &quotations));
    let begun = Instant::now();
    let sources = Sources::new(&articles, &quotations, lexicon);
    println!("{:?}, indexed in {:.0?}", sources.searched(), begun.elapsed());
    let verbose = std::env::var("VERBOSE").unwrap_or_default();
    let mut tally: BTreeMap<generate::Operator, (usize, usize, Vec<String>)> = BTreeMap::new();
    let mut dice = Dice::new(1);
    let (mut made, mut right, mut worded, mut times) = (0, 0, 0, Vec::new());
    while made < count {
        let operator = OPERATORS[dice.below(OPERATORS.len())];
        let Some(claim) = generate::make(operator, &stock, &mut dice) else { continue };
        made += 1;
        let begun = Instant::now();
        let verdict = verify(&claim.claim, &sources);
        times.push(begun.elapsed());
        let entry = tally.entry(operator).or_default();
        entry.0 += 1;
        worded += usize::from(verdict.wording == claim.wording);
        match claim.fault(&verdict, &articles) {
            None => {
                entry.1 += 1;
                right += 1;
            }
            Some(fault) => {
                entry.2.push(format!("{fault}\n      {} | {:?}", claim.claim.text, claim.claim.speaker));
                if format!("{operator:?}").to_lowercase() == verbose {
                    places(&claim, &verdict, &articles);
                }
            }
        }
    }
    for (operator, (all, right, faults)) in &tally {
        println!("{operator:?}: {right} of {all}");
        for fault in faults.iter().take(6) {
            println!("    {fault}");
        }
    }
    times.sort();
    let share = |n: usize| 100.0 * n as f64 / made as f64;
    println!(
        "{right} of {made} right ({:.2} %), wording {:.2} %; a claim takes {:.2?} (median), {:.2?} (95 of 100 take less)",
        share(right),
        share(worded),
        times[made / 2],
        times[made * 95 / 100]
    );
    Ok(())
}

fn places(claim: &Made, verdict: &Verdict, articles: &[Article]) {
    println!("{}", claim.claim.text);
    for e in &verdict.evidence {
        let article = &articles[e.article];
        println!("  {} {} {:.2} {}", article.id(), e.wording.name(), e.share, e.span.of(article.text()));
    }
}

/// Articles, and the direct quotations that their annotation names, with speakers where those are sure.
fn annotated(path: &str) -> Result<(Vec<Article>, Vec<Stock>), Failure> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    if path.ends_with(".gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text)?;
    }
    let (mut articles, mut stock) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let record: Value = serde_json::from_str(line)?;
        let field = |key: &str| record[key].as_str().map(str::to_owned);
        let header =
            ArticleHeader { outlet: field("outlet"), date: field("date"), ..ArticleHeader::default() };
        let text = field("text").ok_or("a record without text")?;
        for q in record["quotes"].as_array().into_iter().flatten().filter(|q| q["kind"] == "direct") {
            let place = |i: usize| usize::try_from(q["span"][i].as_u64().unwrap_or(0));
            let (start, end) = (place(0)?, place(1)?);
            let words: String = text.chars().skip(start).take(end - start).collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = words.trim_end_matches([',', '.']).to_owned();
            let sure = q["canonical_sure"].as_bool().unwrap_or(false);
            if words.split(' ').count() >= 9 && !words.contains(['[', '…']) && !words.contains("...") {
                stock.push(Stock {
                    article: articles.len(),
                    // One remark may be annotated in several pieces.
                    quotation: q["attribution_id"]
                        .as_str()
                        .map_or(stock.len(), |id| articles.len() * 10_000 + number(id)),
                    text: words,
                    named: matches!(q["speaker_type"].as_str(), Some("full_name" | "partial_name")),
                    speaker: q["speaker_canonical"].as_str().filter(|_| sure).map(str::to_owned),
                });
            }
        }
        articles.push(Article::new(field("id").ok_or("a record without id")?, header, text)?);
    }
    Ok((articles, stock))
}

/// Numbers an annotation's ids, "E12".
fn number(id: &str) -> usize {
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
}
