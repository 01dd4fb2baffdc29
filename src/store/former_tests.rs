//! Ids that remarks had: whatever changes a corpus, an old id and a place lead to the remark of today, or to nothing.

use rusqlite::Connection;

use super::fixtures::{BACK_TO_SIX, batch, extract, fresh, lexicon};
use super::*;
use crate::model::{Article, ArticleHeader, RemarkName};

/// Adds articles, given as ids and texts, and makes the remarks anew.
fn add(store: &mut Store, texts: &[(&str, &str)]) {
    let article = |(id, text): &(&str, &str)| {
        let header = ArticleHeader { outlet: Some(format!("Outlet {id}")), ..ArticleHeader::default() };
        Article::new(*id, header, (*text).to_owned()).unwrap()
    };
    let articles: Vec<Article> = texts.iter().map(article).collect();
    store.add(&batch(&articles)).unwrap();
    store.group(lexicon()).unwrap();
}

const SCRAP: (&str, &str) = (
    "scrap",
    "It was said twice.\n\nThe dredger is “older than the pilots who steer it past the mole,” Ana Ruiz said.",
);
const FULL: (&str, &str) = (
    "full",
    "“The dredger is older than the pilots who steer it past the mole, and it leaks,” Ana Ruiz said on Monday.",
);
const SAME: (&str, &str) = (
    "same",
    "“The dredger is older than the pilots who steer it past the mole, and it leaks,” said Ana Ruiz.",
);
const OTHER: (&str, &str) = ("other", "“Nobody will count the gulls on the granary again,” Tom Okafor said.");

fn words(store: &Store, number: i64) -> Vec<String> {
    let found = store.remark(number, lexicon()).unwrap().unwrap();
    found.remark.wordings.iter().map(|w| w.span.of(found.articles[w.article].text()).to_owned()).collect()
}

/// The id of the one remark with these words.
fn id_of(store: &Store, part: &str) -> String {
    let select = "SELECT id FROM remarks WHERE text LIKE '%' || ? || '%'";
    store.connection.query_row(select, [part], |r| r.get(0)).unwrap()
}

fn find(store: &Store, id: &str) -> Option<FoundRemark> {
    store.find_remark(&RemarkName::Id(id.to_owned())).unwrap()
}

fn at(store: &Store, article: &str, start: usize) -> Option<FoundRemark> {
    store.find_remark(&RemarkName::Place { article: article.to_owned(), start }).unwrap()
}

#[test]
fn an_id_survives_articles_that_change_the_base() {
    let mut store = Store::create(&fresh("former-base")).unwrap();
    add(&mut store, &[SCRAP, OTHER]);
    let old = id_of(&store, "older than the pilots");
    assert_eq!(find(&store, &old).unwrap().id, old);
    add(&mut store, &[FULL, SAME]);
    let after = find(&store, &old).unwrap();
    assert_ne!(after.id, old);
    assert_eq!(after.id, id_of(&store, "and it leaks"));
    assert_eq!(words(&store, after.number).len(), 3);
    // A place in code points finds the same remark before and after: the text begins with 19 characters and a blank line.
    let start = SCRAP.1.chars().take_while(|c| *c != '“').count() + 1;
    assert_eq!(at(&store, "scrap", start), Some(after.clone()));
    assert_eq!(at(&store, "full", 1), Some(after.clone()));
    assert_eq!(at(&store, "full", 40), Some(after));
    assert_eq!(find(&store, "0123456789abcdef"), None);
    // An id that comes back is no former one.
    store.remove(&["full", "same"]).unwrap();
    store.group(lexicon()).unwrap();
    assert_eq!(find(&store, &old).unwrap().id, old);
    let kept: usize = store
        .connection
        .query_row("SELECT count(*) FROM former_ids WHERE id = ?", [old], |r| r.get(0))
        .unwrap();
    assert_eq!(kept, 0);
    assert_eq!(store.damage().unwrap(), []);
}

#[test]
fn a_place_without_a_quotation_finds_nothing() {
    let mut store = Store::create(&fresh("former-nothing")).unwrap();
    add(&mut store, &[SCRAP, OTHER]);
    for (article, start) in [("scrap", 3), ("scrap", 100_000), ("nobody", 1), ("", 0)] {
        assert_eq!(at(&store, article, start), None, "{article} {start}");
    }
    assert!(at(&store, "other", 1).is_some());
}

#[test]
fn an_id_survives_the_removal_of_its_base_and_a_correction_of_its_text() {
    let mut store = Store::create(&fresh("former-correction")).unwrap();
    add(&mut store, &[FULL, SAME, OTHER]);
    let old = id_of(&store, "and it leaks");
    store.remove(&["full"]).unwrap();
    store.group(lexicon()).unwrap();
    let now = find(&store, &old).unwrap();
    assert_eq!(words(&store, now.number).len(), 1);
    // The outlet corrects a line above: all places move, and the words stand there once.
    let gulls = id_of(&store, "gulls");
    let corrected = format!("Correction: the granary stands in the north.\n\n{}", OTHER.1);
    add(&mut store, &[("other", &corrected)]);
    let moved = find(&store, &gulls).unwrap();
    assert_ne!(moved.id, gulls);
    assert!(words(&store, moved.number)[0].contains("gulls"));
    // And then it takes the words out: nothing else is shown in their place.
    add(&mut store, &[("other", "“Nobody will paint the granary again,” Tom Okafor said.")]);
    assert_eq!(find(&store, &gulls), None);
    assert_eq!(store.damage().unwrap(), []);
}

#[test]
fn ids_survive_a_new_extraction_and_missing_ones_are_damage() {
    let file = fresh("former-extraction");
    let mut store = Store::create(&file).unwrap();
    add(&mut store, &[SCRAP, OTHER]);
    let old = id_of(&store, "older than the pilots");
    add(&mut store, &[FULL, SAME]);
    let now = find(&store, &old).unwrap();
    store.extract_again(lexicon(), extract).unwrap();
    assert_eq!(find(&store, &now.id), None, "there are no remarks yet");
    store.group(lexicon()).unwrap();
    assert_eq!(find(&store, &now.id).as_ref(), Some(&now));
    assert_eq!(find(&store, &old), Some(now));
    assert_eq!(store.damage().unwrap(), []);
    drop(store);
    Connection::open(&file).unwrap().execute_batch("DELETE FROM former_ids").unwrap();
    let error = Store::open(&file).err().unwrap().to_string();
    assert!(error.contains("former ids of its remarks are missing"), "{error}");
    let mut store = Store::open_damaged(&file).unwrap();
    let damage: Vec<String> = store.damage().unwrap().iter().map(ToString::to_string).collect();
    assert!(damage.len() == 1 && damage[0].ends_with("former ids and has 0"), "{damage:?}");
    store.repair(lexicon(), extract).unwrap();
    store.group(lexicon()).unwrap();
    assert_eq!(store.damage().unwrap(), []);
}

/// Version 6 has no such table; the migration keeps what is there.
#[test]
fn a_corpus_of_version_six_gets_the_table() {
    let file = fresh("former-six");
    let mut store = Store::create(&file).unwrap();
    add(&mut store, &[SCRAP, OTHER]);
    let old = id_of(&store, "older than the pilots");
    store.connection.execute_batch(&format!("{BACK_TO_SIX} PRAGMA user_version = 6;")).unwrap();
    let transaction = store.connection.unchecked_transaction().unwrap();
    whole::seal(&transaction).unwrap();
    transaction.commit().unwrap();
    drop(store);
    assert!(matches!(Store::open(&file), Err(StoreError::Older { version: 6, .. })));
    let mut store = Store::create(&file).unwrap();
    assert_eq!(store.damage().unwrap(), []);
    add(&mut store, &[FULL, SAME]);
    assert_eq!(find(&store, &old).unwrap().id, id_of(&store, "and it leaks"));
}
