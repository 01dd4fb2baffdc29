//! Finding remarks, from outside: what each condition gives, and that a reader's corpus cannot be written.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::fixtures::{article, batch, fresh, lexicon};
use super::*;
use crate::compare::Differs;
use crate::model::Article;

fn corpus(name: &str, articles: Vec<Article>) -> (PathBuf, Store) {
    let path = fresh(&format!("search-{name}"));
    let mut store = Store::create(&path).unwrap();
    store.add(&batch(&articles)).unwrap();
    store.group(lexicon()).unwrap();
    drop(store);
    let store = Store::open_read_only(&path).unwrap();
    (path, store)
}

fn news() -> Vec<Article> {
    vec![
        article(
            "a",
            "Post",
            "2024-05-01",
            "“The night ferry costs four times what it earns,” Mara Lindqvist said. “Close it.”",
        ),
        article(
            "b",
            "Courier",
            "2024-05-02",
            "“The night ferry costs five times what it earns,” Mara Lindqvist said on Monday.",
        ),
        article(
            "c",
            "Post",
            "2023-01-09",
            "“We have oil for a week and spare parts for two,” engineer Ole Berg told reporters.",
        ),
        article("d", "Herald", "2024-06-01", "“Nobody has asked the café owners,” José Núñez complained."),
    ]
}

fn asked(words: &str) -> RemarkQuery {
    RemarkQuery { words: Some(words.to_owned()), limit: 20, ..RemarkQuery::default() }
}

fn texts(store: &Store, query: &RemarkQuery) -> Vec<String> {
    store.find_remarks(query).unwrap().hits.into_iter().map(|hit| hit.text).collect()
}

#[test]
fn words_find_the_wording_that_has_them_and_no_other_of_its_quotation() {
    let (_, store) = corpus("words", news());
    let list = store.find_remarks(&asked("FERRY earns")).unwrap();
    assert_eq!(list.hits.len(), 1);
    assert_eq!((list.hits[0].prints, list.hits[0].figures.outlets, list.remarks), (2, 2, 1));
    assert_eq!(list.outlets.len(), 2);
    assert_eq!(texts(&store, &asked("cafe owners")).len(), 1, "marks of letters do not matter");
    assert_eq!(texts(&store, &asked("\"oil week\"")).len(), 0, "not one behind the other");
    let none = store.find_remarks(&asked("ferry zeppelin")).unwrap();
    assert_eq!((none.remarks, none.unknown), (0, vec!["zeppelin".to_owned()]));
}

#[test]
fn each_condition_alone_and_behind_words() {
    let (_, store) = corpus("conditions", news());
    let all = RemarkQuery { limit: 20, ..RemarkQuery::default() };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(store.find_remarks(&all).unwrap().remarks, 4);
    let speaker = RemarkQuery { speaker: some("ole berg"), ..all.clone() };
    let outlet = RemarkQuery { outlet: some("post"), ..all.clone() };
    let until = RemarkQuery { until: some("2023"), ..all.clone() };
    let since = RemarkQuery { since: some("2024-06"), ..all.clone() };
    let differs = RemarkQuery { differs: Some(Differs::Meaning), ..all.clone() };
    for (query, remarks) in [(speaker, 1), (outlet, 3), (until, 1), (since, 1), (differs, 1)] {
        assert_eq!(store.find_remarks(&query).unwrap().remarks, remarks, "{query:?}");
        let found = store.find_remarks(&RemarkQuery { words: some("oil"), ..query.clone() }).unwrap();
        let has_oil = texts(&store, &query).iter().filter(|text| text.contains("oil")).count();
        assert_eq!(found.remarks, has_oil, "{query:?}");
    }
    let nobody = RemarkQuery { speaker: some("Ada Nobody"), ..all.clone() };
    assert_eq!(store.find_remarks(&nobody).unwrap().remarks, 0);
    let newest = RemarkQuery { order: RemarkOrder::Newest, ..all };
    assert!(texts(&store, &newest)[0].starts_with("Nobody has asked"));
}

/// What drives a search gives more quotations than are looked at, and none of these meets the other condition.
#[test]
fn what_was_not_looked_at_is_told_also_if_nothing_was_found() {
    let (path, store) = corpus("beyond", news());
    let query = RemarkQuery {
        speaker: Some("Ole Berg".to_owned()),
        outlet: Some("Post".to_owned()),
        limit: 20,
        ..RemarkQuery::default()
    };
    let found = store.find_remarks(&query).unwrap();
    assert_eq!((found.remarks, found.more), (1, false));
    drop(store);
    let others = "PRAGMA foreign_keys = OFF; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
                  INSERT INTO meant (quotation, person, basis) SELECT -i, person, 1 FROM n, person_names WHERE name = 'Ole Berg'";
    Connection::open(&path).unwrap().execute_batch(others).unwrap();
    let found = Store::open_read_only(&path).unwrap().find_remarks(&query).unwrap();
    assert_eq!((found.remarks, found.more), (0, true));
}

#[test]
fn a_window_is_a_part_of_the_whole_list() {
    let (_, store) = corpus("window", news());
    for order in [RemarkOrder::Prints, RemarkOrder::Newest, RemarkOrder::Oldest] {
        let whole = texts(&store, &RemarkQuery { limit: 20, order, ..RemarkQuery::default() });
        let parts: Vec<String> = (0..4)
            .flat_map(|skip| texts(&store, &RemarkQuery { skip, limit: 1, order, ..RemarkQuery::default() }))
            .collect();
        assert_eq!(whole, parts);
    }
}

#[test]
fn a_reader_cannot_write_sees_one_state_and_stops_in_time() {
    let (path, mut store) = corpus("reader", news());
    assert!(store.connection.execute("DELETE FROM articles", []).is_err());
    let before = store.state().unwrap();
    store
        .reading(|s| -> Result<(), StoreError> {
            let mut writer = Store::create(&path).unwrap();
            writer.remove(&["a"]).unwrap();
            assert_eq!(s.state().unwrap(), before, "one view");
            assert_eq!(s.look("oil for a week", lexicon()).unwrap().articles.len(), 1, "within the view");
            Ok(())
        })
        .unwrap();
    assert_ne!(store.state().unwrap(), before);
    assert!(!store.state().unwrap().is_grouped());
    store.stop_at(Some(Instant::now() - Duration::from_secs(1))).unwrap();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let stopped = store.guarded(|s| Ok(s.connection.query_row(endless, [], |r| r.get::<_, i64>(0))?));
    assert!(matches!(stopped, Err(StoreError::Stopped { .. })));
    store.stop_at(None).unwrap();
    assert_eq!(store.days().unwrap(), Some(("2023-01-09".to_owned(), "2024-06-01".to_owned())));
}

#[test]
fn lists_of_articles_speakers_and_outlets_are_counted_and_in_order() {
    let (_, store) = corpus("lists", news());
    let ids = |outlet, skip, most| -> Vec<String> {
        store.latest_articles(outlet, skip, most).unwrap().into_iter().map(|a| a.id).collect()
    };
    assert_eq!(ids(None, 0, 9), ["d", "b", "a", "c"]);
    assert_eq!(
        (ids(None, 1, 2), ids(Some("Post"), 0, 9)),
        (ids(None, 0, 3)[1..].to_vec(), vec!["a".into(), "c".into()])
    );
    assert_eq!(
        (store.articles_of_outlet("Post").unwrap(), store.outlet_named("POST").unwrap()),
        (2, Some("Post".to_owned()))
    );
    let speakers = store.speakers(None, 0, 9).unwrap();
    assert_eq!((speakers[0].name.as_str(), speakers[0].quotations), ("Mara Lindqvist", 3));
    let audit = store.speaker(&speakers[0].key).unwrap().unwrap();
    assert_eq!((audit.quotations, audit.outlets.len(), audit.months.len()), (3, 2, 1));
    assert_eq!(store.speaker("nobody").unwrap(), None);
    assert_eq!(store.outlets(0, 1).unwrap()[0].name, "Post");
}

#[test]
fn two_outlets_share_what_both_print_and_a_part_of_a_remark_is_read() {
    let (_, store) = corpus("sides", news());
    let shared = store.shared_remarks(["Post", "Courier"], [None, None]).unwrap();
    assert_eq!((shared.articles, shared.both.len(), shared.only), ([2, 1], 1, [2, 0]));
    assert_eq!(shared.speakers[0].iter().map(|s| s.value.as_str()).collect::<Vec<_>>(), ["Ole Berg"]);
    let later = store.shared_remarks(["Post", "Courier"], [Some("2024-05-02"), Some("2024-05")]).unwrap();
    assert_eq!((later.articles, later.both.len()), ([0, 1], 0));
    let part = |most, outlets: &[&str]| RemarkPart {
        most,
        outlets: outlets.iter().map(|o| (*o).to_owned()).collect(),
    };
    let read = |part: &RemarkPart| store.remarks_in_part(&shared.both, part, lexicon()).unwrap();
    assert_eq!(read(&part(0, &[])).remarks[0].wordings.len(), 2);
    let (one, of) = (read(&part(1, &[])), read(&part(0, &["Courier"])));
    assert_eq!((one.remarks[0].wordings.len(), one.left_out, of.remarks[0].wordings.len()), (1, 1, 1));
    assert_eq!(of.articles[0].header().outlet.as_deref(), Some("Courier"));
}
