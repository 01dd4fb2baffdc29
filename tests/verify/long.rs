//! Claims of thousands of words: they are found, and the work on them has a bound.

use inquit::model::{Claim, WordingClass};
use inquit::verify::verify;

use super::{WORLD, article, ask};

/// Made sentences without end: numbers and nouns change, so that no two are the same.
fn speech(sentences: usize) -> String {
    let things = ["bridge", "harbour", "school", "ferry", "mill", "library", "tower", "orchard", "canal"];
    let acts = ["repair", "paint", "sell", "rent", "close", "visit", "measure"];
    let one = |n: usize| {
        format!(
            "In year {n} we will {} the old {} beside the {} and nobody has to pay for it. ",
            acts[n % acts.len()],
            things[n % things.len()],
            things[n / things.len() % things.len()]
        )
    };
    (1..=sentences).map(one).collect()
}

#[test]
fn a_claim_of_thousands_of_words_is_found() {
    let speech = speech(600);
    let claim: String = speech.split_inclusive(' ').skip(2_000).take(2_500).collect();
    let text = format!("“{}” Ana Ruiz said.\n\nThe hall was full.\n", speech.trim_end());
    let articles = [article("a", "Daily", &text), article("b", "Weekly", &text)];
    let v = ask(&articles, claim.trim_end(), None);
    assert_eq!((v.wording, v.evidence.len()), (WordingClass::Verbatim, 2));
    let changed = claim.replacen(" nobody has to pay", " somebody has to pay", 1);
    let v = ask(&articles, changed.trim_end(), None);
    assert_eq!((v.wording, v.changes.len()), (WordingClass::Altered, 1));
    let cut = claim.replacen(" beside the canal", "", 1);
    assert_ne!(cut, claim);
    assert_eq!(ask(&articles, cut.trim_end(), None).wording, WordingClass::SilentOmission);
}

#[test]
fn a_claim_that_says_the_same_for_ever_is_answered() {
    let text = format!("“{}” Ana Ruiz said.", "We will dredge the canal and we will. ".repeat(2_000));
    let articles = [article("a", "Daily", &text)];
    let claim = "will dredge the canal and we will we ".repeat(2_000);
    assert!(ask(&articles, &claim, None).wording > WordingClass::Verbatim);
}

#[test]
fn a_very_long_claim_is_answered() {
    let world = &*WORLD;
    let text = world.articles[0].text().repeat(3);
    let claim = Claim { text, ..Claim::default() };
    assert!(verify(&claim, &world.sources).wording > WordingClass::Verbatim);
    let marks = Claim { text: "[".repeat(5_000) + &"…".repeat(5_000), ..Claim::default() };
    assert_eq!(verify(&marks, &world.sources).wording, WordingClass::TooShort);
}
