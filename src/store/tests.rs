//! A corpus from outside: what comes back, what changes it, what goes wrong with it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::all::All;
use super::connection::percent_encoded;
use super::fixtures::{article, batch, extract, fresh, lexicon};
use super::*;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader, ArticleIx, Claim, Markup, Record, SourceKind, Timed, Turn};
use crate::model::{Quotation, Remark, Span};
use crate::{ExtractOptions, group};

/// Articles of two events in several wordings, enough for batches.
fn articles() -> Vec<Article> {
    let subjects =
        ["the harbour wall", "the night ferry", "the old granary", "the salt works", "the upper lock"];
    let verbs =
        ["will never survive another winter", "costs four times what it earns", "belongs to the whole town"];
    let mut out = Vec::new();
    for (s, subject) in subjects.iter().enumerate() {
        for (v, verb) in verbs.iter().enumerate() {
            for (o, outlet) in ["Post", "Courier", "Herald"].iter().enumerate() {
                let said = match o {
                    0 => format!(
                        "“I tell you that {subject} {verb}, and nobody in the council listens,” Mara Lindqvist said. “We have waited for {} years.”",
                        10 + s
                    ),
                    1 => format!(
                        "Mara Lindqvist said that {subject} “{verb}” and added: “Nobody in the council listens.”"
                    ),
                    _ => format!(
                        "“{subject} {verb},” harbour engineer Mara Lindqvist told the meeting, “and nobody in the council listens.”"
                    ),
                };
                let text = format!("The council met on Monday.\n\n{said}\n\nIt meets again in May.");
                out.push(article(
                    &format!("{s}{v}/{outlet}"),
                    outlet,
                    &format!("2024-05-{:02}", 1 + s * 3 + v),
                    &text,
                ));
            }
        }
    }
    out
}

/// All current articles in the order of their ids, and their quotations in the same order.
fn everything(store: &Store) -> (Vec<Article>, Vec<Quotation>) {
    let all = All::everything(&store.connection).unwrap();
    (all.articles, all.quotations)
}

/// Remarks without numbers: id, speaker, wordings by article and words.
type Plain = (String, Option<String>, Vec<(String, Span)>);

fn plain(articles: &[Article], remarks: &[Remark]) -> Vec<Plain> {
    let one = |r: &Remark| {
        let wordings = r.wordings.iter().map(|w| (articles[w.article].id().to_owned(), w.span)).collect();
        (r.id.clone(), r.speaker.clone(), wordings)
    };
    remarks.iter().map(one).collect()
}

fn stored_remarks(store: &mut Store) -> Vec<Plain> {
    let count = store.info().unwrap().remarks as i64;
    (1..=count)
        .flat_map(|n| {
            let found = store.remark(n, lexicon()).unwrap().unwrap();
            plain(&found.articles, &[found.remark])
        })
        .collect()
}

#[test]
fn what_was_added_comes_back_as_it_was() {
    let path = fresh("back");
    let mut articles = articles();
    articles.push(Article::new("0", ArticleHeader::default(), "No “quotation here".to_owned()).unwrap());
    let text = "CALDERA: We had fourteen. (Applause.)".to_owned();
    let span = |a, b| Span::new(&text, a, b).unwrap();
    let record = Record {
        kind: SourceKind::Captions,
        turns: vec![Turn { label: Some(span(0, 7)), name: Some("Caldera".into()), words: vec![span(9, 25)] }],
        times: vec![Timed { span: span(9, 25), start: 1_500, end: 2_750 }],
    };
    articles.push(Article::new("z", ArticleHeader::default(), text.clone()).unwrap().with_record(record));
    let marked =
        Article::new("m", ArticleHeader::default(), "“We *will* open,” said [Ana Ruiz](x).".to_owned());
    articles.push(marked.unwrap().with_markup(Markup::Markdown));
    let mut store = Store::create(&path).unwrap();
    store.add(&batch(&articles)).unwrap();
    let (back, quotations) = everything(&Store::open(&path).unwrap());
    articles.sort_by(|a, b| a.id().cmp(b.id()));
    assert_eq!(back, articles);
    let mut wanted = Vec::new();
    for (i, a) in articles.iter().enumerate() {
        let found = extract(a);
        wanted.extend(found.into_iter().map(|q| Quotation { article: ArticleIx(i), ..q }));
    }
    assert_eq!(quotations, wanted);
    let info = store.info().unwrap();
    assert_eq!((info.articles, info.outlets), (articles.len(), 3));
    assert_eq!(info.dates, Some(("2024-05-01".to_owned(), "2024-05-15".to_owned())));
}

#[test]
fn the_same_again_changes_nothing_and_another_text_is_a_revision() {
    let path = fresh("again");
    let mut store = Store::create(&path).unwrap();
    let first = articles();
    store.add(&batch(&first)).unwrap();
    store.group(lexicon()).unwrap();
    let before = (store.info().unwrap(), stored_remarks(&mut store));
    assert!(store.has(&first).unwrap().into_iter().all(|known| known));
    let again = store.add(&batch(&first)).unwrap();
    assert_eq!((again.new, again.changed, again.same), (0, 0, first.len()));
    assert!(!store.group(lexicon()).unwrap());
    let after = store.info().unwrap();
    assert_eq!(
        (after.articles, after.words, after.remarks),
        (before.0.articles, before.0.words, before.0.remarks)
    );
    let words = "“The weather vane has to go before the spring,” Tom Okafor said.";
    let other = article(first[0].id(), "Post", "2024-05-01", words);
    assert_eq!(store.add(&batch(std::slice::from_ref(&other))).unwrap().changed, 1);
    store.group(lexicon()).unwrap();
    let info = store.info().unwrap();
    assert_eq!((info.articles, info.revisions), (first.len(), 1));
    // The old text is no longer found, the new one is.
    let ids = |store: &mut Store, claim: &str| -> Vec<String> {
        store.look(claim, lexicon()).unwrap().articles.iter().map(|a| a.id().to_owned()).collect()
    };
    assert_eq!(ids(&mut store, "The weather vane has to go before the spring"), [first[0].id()]);
    assert!(
        !ids(&mut store, "I tell you that the harbour wall will never survive another winter")
            .contains(&first[0].id().to_owned())
    );
    // Back again: a third revision, and the remarks of the beginning.
    assert_eq!(store.add(&batch(&first)).unwrap().changed, 1);
    store.group(lexicon()).unwrap();
    assert_eq!(stored_remarks(&mut store), before.1);
    // What is taken out is gone.
    assert_eq!(store.remove(&[first[0].id(), "nobody"]).unwrap(), ["nobody"]);
    store.group(lexicon()).unwrap();
    store.vacuum(lexicon()).unwrap();
    let info = store.info().unwrap();
    assert_eq!((info.articles, info.revisions), (first.len() - 1, 0));
    let (left, quotations) = everything(&store);
    assert_eq!(stored_remarks(&mut store), plain(&left, &group::remarks(&left, &quotations, lexicon())));
}

#[test]
fn remarks_of_a_corpus_that_grew_are_those_of_a_fresh_one() {
    let all = articles();
    let mut fresh_store = Store::create(&fresh("whole")).unwrap();
    fresh_store.add(&batch(&all)).unwrap();
    fresh_store.group(lexicon()).unwrap();
    let wanted = stored_remarks(&mut fresh_store);
    assert!(wanted.iter().any(|r| r.2.len() > 2), "some remarks are shared");
    for seed in 1..4usize {
        let mut store = Store::create(&fresh(&format!("grew{seed}"))).unwrap();
        let mut shuffled = all.clone();
        shuffled.sort_by_key(|a| xxhash_rust::xxh3::xxh3_64_with_seed(a.id().as_bytes(), seed as u64));
        for part in shuffled.chunks(3 + 7 * seed) {
            store.add(&batch(part)).unwrap();
            store.group(lexicon()).unwrap();
        }
        assert_eq!(stored_remarks(&mut store), wanted);
    }
}

#[test]
fn a_verdict_from_the_corpus_is_that_over_all_articles() {
    let all = articles();
    let mut store = Store::create(&fresh("verdict")).unwrap();
    for part in all.chunks(7) {
        store.add(&batch(part)).unwrap();
    }
    let (articles, quotations) = everything(&store);
    let sources = crate::verify::Sources::new(&articles, &quotations, lexicon());
    for text in [
        "I tell you that the night ferry costs four times what it earns",
        "The night ferry costs five times what it earns, and nobody in the council listens",
        "We have waited for 12 years",
        "The salt works … and nobody in the council listens",
        "Nothing of the kind was ever said by anybody",
    ] {
        let claim =
            Claim { text: text.to_owned(), speaker: Some("Lindqvist".to_owned()), ..Claim::default() };
        let near = store.look(text, lexicon()).unwrap().verify(&claim, lexicon());
        let whole = crate::verify::verify(&claim, &sources);
        let parts = |v: &crate::model::Verdict| (v.wording, v.form, v.attribution, v.flags.clone(), v.grade);
        assert_eq!(parts(&near), parts(&whole), "{text}");
        assert_eq!(near.changes.len(), whole.changes.len(), "{text}");
        assert_eq!(
            (near.searched.articles, near.searched.words),
            (whole.searched.articles, whole.searched.words)
        );
    }
}

#[test]
fn an_article_that_comes_after_one_was_removed_is_not_found_by_its_words() {
    let mut store = Store::create(&fresh("numbers")).unwrap();
    let said = |id: &str, words: &str| {
        article(id, "Post", "2024-05-01", &format!("“{words},” Mara Lindqvist said on Monday."))
    };
    let kept = said("a", "The night ferry belongs to the whole town and not to the bank");
    let gone = said("b", "The old granary costs four times what it will ever earn us");
    let next = said("c", "The upper lock has to be drained before the first frost of autumn");
    store.add(&batch(&[kept, gone])).unwrap();
    assert!(store.remove(&["b"]).unwrap().is_empty());
    store.add(&batch(&[next])).unwrap();
    let text = "The old granary costs four times what it will ever earn us";
    let looked = store.look(text, lexicon()).unwrap();
    assert!(looked.articles.is_empty(), "{:?}", looked.articles);
    let claim = Claim { text: text.to_owned(), ..Claim::default() };
    let verdict = looked.verify(&claim, lexicon());
    assert_eq!(verdict.wording, crate::model::WordingClass::NotFound);
    let other = store.look("The upper lock has to be drained before the first frost", lexicon()).unwrap();
    assert_eq!(other.articles.iter().map(Article::id).collect::<Vec<_>>(), ["c"]);
}

#[test]
fn a_damaged_index_is_told_and_nothing_stops_over_it() {
    for (i, damage) in
        ["bits = 99", "bits = -1", "segment = 9223372036854775807", "segment = -5"].into_iter().enumerate()
    {
        let mut store = Store::create(&fresh(&format!("damaged{i}"))).unwrap();
        store.add(&batch(&articles()[..5])).unwrap();
        store.connection.execute_batch(&format!("UPDATE segments SET {damage}")).unwrap();
        let error = store.look("the harbour wall will never survive another winter", lexicon()).unwrap_err();
        assert!(matches!(error, StoreError::Broken { .. }), "{damage}: {error}");
        for part in articles()[5..].chunks(2) {
            // Where segments are merged, or before that.
            if let Err(error) = store.add(&batch(part)) {
                assert!(matches!(error, StoreError::Broken { .. }), "{damage}: {error}");
            }
        }
        store.vacuum(lexicon()).unwrap();
        let looked = store.look("the harbour wall will never survive another winter", lexicon()).unwrap();
        assert!(!looked.articles.is_empty());
    }
}

#[test]
fn a_corpus_without_its_figures_is_damaged() {
    let mut store = Store::create(&fresh("figures")).unwrap();
    store.add(&batch(&articles()[..2])).unwrap();
    store.connection.execute_batch("DELETE FROM facts WHERE name = 'words'").unwrap();
    assert!(matches!(store.info(), Err(StoreError::Broken { .. })));
    assert!(matches!(store.searched(), Err(StoreError::Broken { .. })));
    assert!(matches!(store.look("the harbour wall", lexicon()), Err(StoreError::Broken { .. })));
}

#[test]
fn what_quotes_nobody_is_counted_nowhere() {
    let mut store = Store::create(&fresh("counted")).unwrap();
    let text = "“The night ferry belongs to the whole town,” Mara Lindqvist said. She had read “The Long Crossing,” \
                a novel, and the so-called “ferry tax” bill.";
    let articles = [article("a", "Post", "2024-05-01", text)];
    let added = store.add(&batch(&articles)).unwrap();
    let held: usize =
        store.connection.query_row("SELECT count(*) FROM quotations", [], |r| r.get(0)).unwrap();
    assert!(added.quotations > 0 && held > added.quotations, "{held} {added:?}");
    assert_eq!(store.info().unwrap().quotations, added.quotations);
    assert_eq!(store.searched().unwrap().quotations, added.quotations);
    let other = article("a", "Post", "2024-05-01", "Nobody said anything.");
    store.add(&batch(&[other])).unwrap();
    assert_eq!(store.searched().unwrap().quotations, 0);
    store.remove(&["a"]).unwrap();
    assert_eq!((store.info().unwrap().quotations, store.searched().unwrap().quotations), (0, 0));
}

/// English with other stems, so that the keys of the index are others.
fn other_grammar(name: &str) -> Lexicon {
    let folder = fresh(name).with_file_name("grammar");
    std::fs::create_dir_all(&folder).unwrap();
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en");
    for file in Lexicon::file_names() {
        let text = std::fs::read_to_string(english.join(file)).unwrap();
        let changed = text.replace("\"ed\", replace = \"\", keep = 3", "\"ed\", replace = \"\", keep = 90");
        assert_eq!(changed != text, file == "stems.toml");
        if let Some(parent) = folder.join(file).parent() {
            std::fs::create_dir_all(parent).unwrap();
        }
        std::fs::write(folder.join(file), changed).unwrap();
    }
    Lexicon::load(&folder).unwrap()
}

#[test]
fn another_grammar_is_refused_until_the_index_is_built_with_it() {
    let mut store = Store::create(&fresh("grammar")).unwrap();
    store.add(&batch(&articles()[..6])).unwrap();
    store.group(lexicon()).unwrap();
    let other = other_grammar("other");
    let claim = "I tell you that the harbour wall will never survive another winter";
    let refused = |result: Result<(), StoreError>| matches!(result, Err(StoreError::OtherGrammar { .. }));
    assert!(refused(store.look(claim, &other).map(|_| ())));
    assert!(refused(store.wordings_near(claim, &other).map(|_| ())));
    assert!(refused(store.check_grammar(&other)));
    let extract = |a: &Article| crate::extract(a, &other, &ExtractOptions::default()).quotations;
    let more: Vec<_> = articles()[6..9].iter().map(|a| (a.clone(), extract(a))).collect();
    let more = Keying::new(&other).batch(more);
    assert!(refused(store.add(&more).map(|_| ())));
    // Reading needs no grammar.
    let before = store.info().unwrap();
    assert_eq!((before.articles, before.grouped, before.stale), (6, true, false));
    // The index is now built with the other grammar; the quotations are still those of the first one.
    assert!(store.vacuum(&other).unwrap());
    assert!(!store.look(claim, &other).unwrap().articles.is_empty());
    assert!(refused(store.look(claim, lexicon()).map(|_| ())));
    let stale = store.info().unwrap();
    assert_eq!((stale.articles, stale.grouped, stale.stale), (6, false, true));
    store.extract_again(&other, extract).unwrap();
    store.add(&more).unwrap();
    store.group(&other).unwrap();
    let info = store.info().unwrap();
    assert_eq!((info.articles, info.grouped, info.stale), (9, true, false));
    assert!(!store.vacuum(&other).unwrap());
}

#[test]
fn extracting_again_with_the_same_grammar_changes_nothing() {
    let mut store = Store::create(&fresh("same")).unwrap();
    store.add(&batch(&articles()[..9])).unwrap();
    store.group(lexicon()).unwrap();
    let before = (everything(&store), stored_remarks(&mut store), store.info().unwrap().quotations);
    store.extract_again(lexicon(), extract).unwrap();
    assert!(!store.info().unwrap().grouped);
    store.group(lexicon()).unwrap();
    assert_eq!((everything(&store), stored_remarks(&mut store), store.info().unwrap().quotations), before);
    // Full text finds each quotation once.
    let phrase = "SELECT count(*) FROM quotations_fts WHERE quotations_fts MATCH 'council'";
    let found: usize = store.connection.query_row(phrase, [], |r| r.get(0)).unwrap();
    let held: usize = store
        .connection
        .query_row("SELECT count(*) FROM quotations WHERE text LIKE '%council%'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(found, held);
}

#[test]
fn a_corpus_without_a_fingerprint_gets_that_of_its_next_writer() {
    let mut store = Store::create(&fresh("unknown")).unwrap();
    store.add(&batch(&articles()[..3])).unwrap();
    store
        .connection
        .execute_batch("UPDATE facts SET value = 0 WHERE name IN ('grammar', 'extracted', 'extractor')")
        .unwrap();
    let transaction = store.connection.unchecked_transaction().unwrap();
    super::whole::seal(&transaction).unwrap();
    transaction.commit().unwrap();
    let other = other_grammar("unknown-other");
    // Nobody knows, so nobody is refused.
    store.look("the harbour wall will never survive", &other).unwrap();
    store.add(&batch(&articles()[3..6])).unwrap();
    assert!(matches!(store.check_grammar(&other), Err(StoreError::OtherGrammar { .. })));
    store.check_grammar(lexicon()).unwrap();
}

#[test]
fn what_is_no_corpus_is_named_and_left_as_it_is() {
    let path = fresh("foreign");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing { .. })));
    std::fs::write(&path, "Dear diary, this is no database at all, but it is quite long enough to be read.")
        .unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Foreign { .. })));
    assert!(matches!(Store::create(&path), Err(StoreError::Foreign { .. })));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Dear diary"));
    let other = fresh("recipes");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE recipes (x)").unwrap();
    assert!(matches!(Store::create(&other), Err(StoreError::Foreign { .. })));
    let unbegun = fresh("unbegun");
    std::fs::write(&unbegun, "").unwrap();
    assert!(matches!(Store::open(&unbegun), Err(StoreError::Unbegun { .. })));
    Connection::open(&unbegun).unwrap().execute_batch("PRAGMA journal_mode = WAL").unwrap();
    assert!(matches!(Store::open_damaged(&unbegun), Err(StoreError::Unbegun { .. })));
    assert!(Store::create(&unbegun).is_ok());
    let newer = fresh("newer");
    drop(Store::create(&newer).unwrap());
    Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    for result in [Store::open(&newer), Store::create(&newer)] {
        assert!(matches!(result, Err(StoreError::Newer { version: 99, .. })));
    }
    let nowhere = path.with_file_name("no").join("such").join("folder");
    assert!(matches!(Store::create(&nowhere), Err(StoreError::Closed { .. })));
}

#[test]
fn a_corpus_that_cannot_be_written_can_be_read() {
    let path = fresh("readonly");
    let mut store = Store::create(&path).unwrap();
    store.add(&batch(&articles()[..3])).unwrap();
    drop(store);
    let mut reader = Store::connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    assert_eq!(reader.info().unwrap().articles, 3);
    assert!(matches!(reader.add(&batch(&articles()[3..6])), Err(StoreError::ReadOnly { .. })));
    assert_eq!(reader.info().unwrap().articles, 3);
}

#[cfg(unix)]
#[test]
fn a_corpus_in_a_folder_that_cannot_be_written_can_be_read() {
    let path = fresh("shut");
    let mut store = Store::create(&path).unwrap();
    store.add(&batch(&articles()[..3])).unwrap();
    drop(store);
    // SQLite cannot make its file there, as in a folder without the right to write; rights would not stop who
    // runs as root.
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let _ = std::fs::remove_file(beside("-shm"));
    std::os::unix::fs::symlink("/no/such/folder/file", beside("-shm")).unwrap();
    let reader = Store::open(&path).unwrap();
    assert_eq!(reader.info().unwrap().articles, 3);
    assert!(!reader.look("the harbour wall will never survive", lexicon()).unwrap().articles.is_empty());
    drop(reader);
    std::fs::write(beside("-wal"), "committed, and not yet in the file").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Closed { .. })));
}

#[test]
fn a_full_disk_loses_nothing() {
    let path = fresh("full");
    let mut store = Store::create(&path).unwrap();
    store.add(&batch(&articles()[..5])).unwrap();
    let before = everything(&store);
    let pages: i64 = store.connection.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
    store.connection.execute_batch(&format!("PRAGMA max_page_count = {}", pages + 1)).unwrap();
    let mut more = articles();
    let long = "The wall leaks, and nobody mends it. ".repeat(5_000);
    more.push(Article::new("long", ArticleHeader::default(), long).unwrap());
    assert!(matches!(store.add(&batch(&more)), Err(StoreError::Full { .. })));
    assert_eq!(everything(&store), before);
    store.connection.execute_batch("PRAGMA max_page_count = 100000").unwrap();
    let added = store.add(&batch(&more)).unwrap();
    assert_eq!((added.same, added.new), (5, more.len() - 5));
}

#[test]
fn a_path_with_odd_characters_is_encoded() {
    assert_eq!(percent_encoded(Path::new("/a b/c?d%é.x")), "/a%20b/c%3Fd%25%C3%A9.x");
}

#[test]
fn people_come_back_with_a_remark_and_stand_in_a_view() {
    let path = fresh("people");
    let mut store = Store::create(&path).unwrap();
    let quoted = "We have counted every boat that was lost, and the insurers will not see the list";
    let texts = [
        ("a", format!("“{quoted},” Raúl R. Ortiz said.")),
        ("b", format!("“{quoted},” said Raul Ortiz, the harbour master.")),
    ];
    let articles: Vec<Article> = texts.iter().map(|(id, text)| article(id, id, "2024-05-01", text)).collect();
    store.add(&batch(&articles)).unwrap();
    store.group(lexicon()).unwrap();
    let found = store.remark(1, lexicon()).unwrap().unwrap();
    let persons = found.remark.wordings.iter().map(|w| found.people.person(w.quotation).unwrap());
    assert!(persons.map(|p| (&*p.key, p.forms.len())).all(|p| p == ("raul-r-ortiz", 2)));
    let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let row: (String, String, usize, usize) = connection
        .query_row("SELECT person, names, quotations, articles FROM people", [], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .unwrap();
    assert_eq!(row, ("raul-r-ortiz".into(), "Raúl R. Ortiz; Raul Ortiz".into(), 2, 2));
}
