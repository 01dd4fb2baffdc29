//! The same claim over the same articles gets the same verdict, however the articles are given.

use inquit::lexicon::Lexicon;
use inquit::model::{Article, Evidence, Verdict};
use inquit::verify::{Sources, verify};

use super::generate::{self, OPERATORS, dice::Dice};
use super::{WORLD, sources};

/// A verdict with the best `most` places of its evidence, with its articles by their ids.
fn told(v: &Verdict, articles: &[Article], most: usize) -> String {
    let place = |e: &Evidence| (articles[e.article].id().to_owned(), e.span, e.wording, e.attribution);
    let evidence: Vec<_> = v.evidence.iter().take(most).map(place).collect();
    format!("{:?}", (v.wording, v.form, v.attribution, &v.flags, v.grade, &v.changes, evidence))
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let world = &*WORLD;
    let mut turned: Vec<Article> = world.articles.to_vec();
    turned.reverse();
    let (quotations, lexicon) = sources(&turned);
    let other = Sources::new(&turned, &quotations, lexicon);
    let mut dice = Dice::new(5);
    for operator in OPERATORS.into_iter().cycle().take(64) {
        let Some(made) = generate::make(operator, &world.stock, &mut dice) else {
            continue;
        };
        let (a, b) = (verify(&made.claim, &world.sources), verify(&made.claim, &other));
        assert_eq!(
            told(&a, world.articles, usize::MAX),
            told(&b, &turned, usize::MAX),
            "{}",
            made.claim.text
        );
    }
}

/// Articles as files and the same articles as a corpus: one search, with one set of limits.
#[cfg(feature = "store")]
#[test]
fn a_corpus_gives_the_verdict_that_its_articles_give() {
    use inquit::store::{Keying, Store};

    let world = &*WORLD;
    let lexicon = Lexicon::built_in();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("verify-corpus");
    let _ = std::fs::remove_file(&path);
    let mut store = Store::create(&path).unwrap();
    let extracted = world.articles.iter().map(|a| (a.clone(), generate::quotations(std::slice::from_ref(a))));
    store.add(&Keying::new(lexicon).batch(extracted.collect())).unwrap();
    let mut dice = Dice::new(11);
    let mut compared = 0;
    while compared < 120 {
        let operator = OPERATORS[dice.below(OPERATORS.len())];
        let Some(made) = generate::make(operator, &world.stock, &mut dice) else {
            continue;
        };
        compared += 1;
        let looked = store.look(&made.claim.text, lexicon).unwrap();
        let (near, whole) = (looked.verify(&made.claim, lexicon), verify(&made.claim, &world.sources));
        assert_eq!(
            told(&near, &looked.articles, 1),
            told(&whole, world.articles, 1),
            "{operator:?}: {}",
            made.claim.text
        );
    }
}
