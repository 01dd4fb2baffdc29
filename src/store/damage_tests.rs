//! A corpus that was damaged, or made by another hand: what is said, and what is made again.

use std::path::PathBuf;

use rusqlite::Connection;

use super::fixtures::{BACK_TO_SIX, batch, extract, fresh, lexicon};
use super::*;
use crate::model::{Article, ArticleHeader, Claim};

const CLAIM: &str = "The lamp of harbour 7 is older than the town";

fn article(number: usize) -> Article {
    let text = format!("“The lamp of harbour {number} is older than the town,” said Ana Ruiz. It rained.");
    let header = ArticleHeader { outlet: Some(format!("Outlet {number}")), ..ArticleHeader::default() };
    Article::new(format!("a{number:03}"), header, text).unwrap()
}

fn add(store: &mut Store, numbers: impl Iterator<Item = usize>) {
    let articles: Vec<Article> = numbers.map(article).collect();
    store.add(&batch(&articles)).unwrap();
}

/// A corpus of its own with twenty articles, closed again.
fn corpus(name: &str) -> PathBuf {
    let path = fresh(&format!("damage-{name}"));
    let mut store = Store::create(&path).unwrap();
    add(&mut store, 0..20);
    store.group(lexicon()).unwrap();
    path
}

fn verdict(path: &std::path::Path) -> Result<&'static str, StoreError> {
    let claim = Claim { text: CLAIM.to_owned(), ..Claim::default() };
    Ok(Store::open(path)?.look_for(&claim, lexicon())?.verify(&claim, lexicon()).wording.name())
}

/// Whatever is taken from a corpus or changed in it, the answer is the one of the whole corpus, or an error.
/// After the repair nothing is damaged, and the claim is found.
#[test]
fn no_answer_comes_from_a_damaged_corpus_and_it_can_be_repaired() {
    for (number, damage) in [
        "DELETE FROM segments",
        "DELETE FROM postings",
        "DELETE FROM counts",
        "UPDATE postings SET data = x'00'",
        "UPDATE postings SET data = substr(data, 1, length(data) - 9)",
        "UPDATE facts SET value = 3 WHERE name = 'words'",
        "DELETE FROM facts WHERE name = 'articles'",
        "UPDATE articles SET current = 0 WHERE id = 'a007'",
        "DELETE FROM quotations WHERE article IN (SELECT article FROM articles WHERE id = 'a007')",
        "UPDATE quotations SET speaker = 'Tom Okafor'",
        "UPDATE articles SET record = '{\"turns\":[{\"words\":[]}]}', kind = 'transcript' WHERE id = 'a011'",
        "UPDATE articles SET text = replace(text, 'older', 'newer') WHERE id = 'a011'",
        "UPDATE articles SET sha256 = replace(sha256, 'a', 'b') WHERE id = 'a012'",
        "UPDATE facts SET value = value + 1 WHERE name = 'sources'",
        "DELETE FROM wordings WHERE wording = 3",
        "UPDATE wordings SET base = 1 - base",
        "DELETE FROM meant WHERE quotation = 7",
        "UPDATE persons SET name = 'Bo Lund'",
    ]
    .into_iter()
    .enumerate()
    {
        let path = corpus(&format!("rows{number}"));
        assert_eq!(verdict(&path).unwrap(), "verbatim");
        Connection::open(&path)
            .unwrap()
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}"))
            .unwrap();
        match verdict(&path) {
            Ok(answer) => assert_eq!(answer, "verbatim", "{damage}"),
            Err(error) => assert!(matches!(error, StoreError::Broken { .. }), "{damage}: {error}"),
        }
        let mut store = Store::open_damaged(&path).unwrap();
        assert!(!store.damage().unwrap().is_empty(), "{damage}");
        let lost = store.repair(lexicon(), extract).unwrap();
        store.group(lexicon()).unwrap();
        assert_eq!(store.damage().unwrap(), [], "{damage}");
        assert!(lost.iter().all(|id| id == "a011"), "{damage}: {lost:?}");
        drop(store);
        if !damage.contains("current = 0") {
            assert_eq!(verdict(&path).unwrap(), "verbatim", "{damage}");
        }
    }
}

/// Lists are read without the texts, whose checksums say nothing of them; each list is compared with what the writers added up.
#[test]
fn a_list_of_a_damaged_corpus_is_an_error_and_the_repair_makes_the_checksums_again() {
    let cited = Claim {
        text: CLAIM.to_owned(),
        cited: vec![crate::model::Reference::named("a007")],
        ..Claim::default()
    };
    for (number, damage, lists) in [
        (0, "UPDATE articles SET sha256 = 'b' || substr(sha256, 2) WHERE id = 'a012'", [false, true, true]),
        (1, "UPDATE articles SET title = 'Lamps' WHERE id = 'a012'", [true, false, false]),
        (2, "UPDATE articles SET url = 'https://post.example/a012' WHERE id = 'a012'", [true, false, false]),
        (3, "UPDATE articles SET outlet = NULL WHERE id = 'a012'", [true, false, false]),
        (4, "UPDATE articles SET revision = 2 WHERE id = 'a012'", [true, false, false]),
        (5, "UPDATE quotations SET kind = 'not-speech' WHERE quotation = 12", [true, false, false]),
        (6, "UPDATE articles SET id = 'b012' WHERE id = 'a012'", [false, false, false]),
    ] {
        let path = corpus(&format!("lists{number}"));
        let sound = Store::open(&path).unwrap().source_hashes().unwrap();
        Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        let store = Store::open(&path).unwrap();
        let read = [
            store.source_hashes().is_ok(),
            store.list::<StoreError>(|_| Ok(())).is_ok(),
            store.look_for(&cited, lexicon()).is_ok(),
        ];
        assert_eq!(read, lists, "{damage}");
        assert_eq!(store.hashes_of(&["a001"]).is_ok(), lists[0], "{damage}");
        drop(store);
        let mut store = Store::open_damaged(&path).unwrap();
        assert!(!store.damage().unwrap().is_empty(), "{damage}");
        let lost = store.repair(lexicon(), extract).unwrap();
        assert_eq!(store.damage().unwrap(), [], "{damage}");
        if number == 0 {
            assert_eq!((store.source_hashes().unwrap(), lost.len()), (sound, 0));
        }
    }
}

#[test]
fn a_whole_corpus_has_no_damage_whatever_happened_to_it() {
    let path = corpus("sound");
    let mut store = Store::create(&path).unwrap();
    for batch in 2..40 {
        add(&mut store, 10 * batch..10 * batch + 10);
    }
    store.remove(&["a003", "a017"]).unwrap();
    store.extract_again(lexicon(), extract).unwrap();
    store.group(lexicon()).unwrap();
    store.vacuum(lexicon()).unwrap();
    assert_eq!(store.damage().unwrap(), []);
    drop(store);
    assert_eq!(verdict(&path).unwrap(), "verbatim");
}

#[test]
fn tables_of_another_hand_are_refused_and_tables_beside_ours_are_not() {
    for (number, hostile) in [
        "ALTER TABLE facts RENAME TO old; CREATE VIEW facts AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) \
         SELECT 'words' AS name, n AS value FROM c;",
        "CREATE TRIGGER mine AFTER INSERT ON articles BEGIN DELETE FROM quotations; END;",
        "DROP TRIGGER articles_fts_delete; CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN DELETE FROM remarks; END;",
        "DROP INDEX quotations_article;",
    ]
    .into_iter()
    .enumerate()
    {
        let path = corpus(&format!("hand{number}"));
        Connection::open(&path).unwrap().execute_batch(hostile).unwrap();
        for opened in [Store::open(&path), Store::create(&path), Store::open_damaged(&path)] {
            let error = opened.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains("its tables are not those of a corpus"), "{hostile}: {error}");
        }
    }
    let path = corpus("beside");
    let own = "CREATE TABLE notes (x); CREATE VIEW mine AS SELECT * FROM quotations_view; CREATE INDEX i ON articles (title);";
    Connection::open(&path).unwrap().execute_batch(own).unwrap();
    assert_eq!(verdict(&path).unwrap(), "verbatim");
    assert_eq!(Store::open_damaged(&path).unwrap().damage().unwrap(), []);
}

#[test]
fn a_claim_has_the_same_evidence_whatever_the_order_in_which_articles_were_added() {
    let evidence = |name: &str, numbers: &mut dyn Iterator<Item = usize>| {
        let path = corpus(name);
        let mut store = Store::create(&path).unwrap();
        add(&mut store, numbers);
        let claim =
            Claim { text: "The lamp of the harbour is older than the town".to_owned(), ..Claim::default() };
        let looked = store.look_for(&claim, lexicon()).unwrap();
        looked.articles.iter().map(|a| a.id().to_owned()).collect::<Vec<_>>()
    };
    let up = evidence("up", &mut (20..240));
    assert_eq!(up, evidence("down", &mut (20..240).rev()));
    assert_eq!(up.len(), 64);
}

#[test]
fn a_corpus_of_an_earlier_version_gets_its_checksums() {
    let path = corpus("earlier");
    let connection = Connection::open(&path).unwrap();
    // As version 4 left it: buckets without checksums, none for those that are empty.
    connection
        .execute_batch(&format!(
            "{BACK_TO_SIX} UPDATE postings SET data = substr(data, 9); UPDATE counts SET data = substr(data, 9); \
             DELETE FROM postings WHERE data = x''; DELETE FROM counts WHERE data = x''; \
             ALTER TABLE articles DROP COLUMN said; DELETE FROM facts WHERE name = 'seal'; \
             UPDATE articles SET hash = 1; DROP INDEX articles_sources; PRAGMA user_version = 4;"
        ))
        .unwrap();
    drop(connection);
    assert!(matches!(Store::open(&path), Err(StoreError::Older { version: 4, .. })));
    assert_eq!(Store::create(&path).unwrap().damage().unwrap(), []);
    assert_eq!(verdict(&path).unwrap(), "verbatim");
}

/// What a question about remarks reads is compared with their checksums; so are outlets and dates.
#[test]
fn a_remark_of_a_damaged_corpus_is_an_error() {
    for (number, damage, answers) in [
        (0, "DELETE FROM wordings WHERE wording = 3", [false, true]),
        (1, "UPDATE wordings SET article = 5 WHERE wording = 3", [false, true]),
        (2, "DELETE FROM meant WHERE quotation = 3", [false, true]),
        (3, "UPDATE meant SET basis = 'remark'", [false, true]),
        (4, "UPDATE remarks SET speaker = 'Bo Lund'", [false, true]),
        (5, "UPDATE person_names SET articles = articles + 1", [false, true]),
        (6, "UPDATE articles SET outlet = 'The Lamp' WHERE id = 'a003'", [false, false]),
        (7, "UPDATE articles SET date = '2024-05-03' WHERE id = 'a003'", [false, false]),
    ] {
        let path = corpus(&format!("remarks{number}"));
        Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        let store = Store::open(&path).unwrap();
        let numbers: Vec<i64> = (1..=20).collect();
        let remarks = store.remarks_in_part(&numbers, &RemarkPart::default(), lexicon());
        assert_eq!([remarks.is_ok(), store.info().is_ok()], answers, "{damage}");
    }
}

/// An article that the index has is there, or is known to have gone.
#[test]
fn an_article_that_is_missing_is_an_error_and_a_removed_one_is_none() {
    let path = corpus("missing");
    let mut store = Store::open(&path).unwrap();
    assert!(store.remove(&["a007"]).unwrap().is_empty());
    store.group(lexicon()).unwrap();
    drop(store);
    assert_ne!(verdict(&path).unwrap(), "verbatim");
    let connection = Connection::open(&path).unwrap();
    // Another hand, which also lowers the figures, so that only the index knows.
    connection.execute_batch("DELETE FROM gone").unwrap();
    drop(connection);
    assert!(matches!(verdict(&path), Err(StoreError::Broken { .. })));
}

/// Pages of articles say at their end if one of them is missing.
#[test]
fn the_last_page_tells_that_an_article_is_missing() {
    let path = corpus("pages");
    let store = Store::open(&path).unwrap();
    let read = |store: &Store| {
        let mut pages = ArticlePages::default();
        loop {
            match store.next_articles(&mut pages, 7) {
                Ok(page) if page.is_empty() => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    };
    assert!(read(&store));
    Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE articles SET current = 0 WHERE id = 'a007'")
        .unwrap();
    assert!(!read(&store));
}
