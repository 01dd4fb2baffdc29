//! Measures `verify` on generated claims: `cargo run --release --example verify_claims [COUNT]`. Prints, for each operator, how
//! many claims got the class that the operator implies, and the first faults.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test or a failed measurement")]

use std::collections::BTreeMap;

use inquit::lexicon::Lexicon;
use inquit::verify::{Sources, verify};

#[path = "../tests/verify/generate.rs"]
mod generate;

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let mut articles = generate::seed_articles();
    articles.extend(generate::made_articles(40, 7));
    let quotations = generate::quotations(&articles);
    let stock = generate::stock(&articles, &quotations);
    let sources = Sources::new(&articles, &quotations, Lexicon::built_in());
    let mut tally: BTreeMap<generate::Operator, (usize, usize, Vec<String>)> = BTreeMap::new();
    let mut dice = generate::Dice::new(1);
    let (mut made, mut right) = (0, 0);
    let begun = std::time::Instant::now();
    while made < count {
        let operator = generate::OPERATORS[dice.below(generate::OPERATORS.len())];
        let Some(claim) = generate::make(operator, &stock, &quotations, &mut dice) else { continue };
        made += 1;
        let verdict = verify(&claim.claim, &sources);
        let entry = tally.entry(operator).or_default();
        entry.0 += 1;
        match claim.fault(&verdict, &articles) {
            None => {
                entry.1 += 1;
                right += 1;
            }
            Some(fault) if std::env::var("VERBOSE").is_ok_and(|v| format!("{operator:?}") == v) => {
                println!(
                    "{fault}\n  {}\n {:?}",
                    claim.claim.text,
                    verdict
                        .changes
                        .iter()
                        .map(|c| c
                            .change
                            .base
                            .map(|b| b.of(articles[verdict.evidence[c.evidence].article].text())))
                        .collect::<Vec<_>>()
                );
                for e in &verdict.evidence {
                    let a = &articles[e.article];
                    println!(
                        "     {} {} {:.3} {:?} | {}",
                        a.id(),
                        e.wording.name(),
                        e.share,
                        e.name,
                        e.sentence.of(a.text())
                    );
                }
            }
            Some(fault) => {
                entry.2.push(format!("{fault}\n      {} | {:?}", claim.claim.text, claim.claim.speaker))
            }
        }
    }
    for (operator, (all, right, faults)) in &tally {
        println!("{operator:?}: {right} of {all}");
        for fault in faults.iter().take(6) {
            println!("    {fault}");
        }
    }
    let share = 100.0 * right as f64 / made as f64;
    println!(
        "{right} of {made} ({share:.2} %), {:.0} claims a second",
        made as f64 / begun.elapsed().as_secs_f64()
    );
}
