//! A corpus that grows by batches: what comes back, what stays as it was, and when all is made anew.

use super::fixtures::{article, batch, fresh, lexicon};
use super::kept::{GroupingHead, WholeAgain};
use super::*;
use crate::model::{Article, PersonBasis};

/// However small a corpus is, a batch is grouped with what stands.
const ALWAYS: WholeAgain = WholeAgain { fewest: 0 };

const PUMPS: &str = "“The pumps are older than the town that drinks from them,” Ana Ruiz said.";
const GATES: &str = "“We will open the lower gates before the rain comes,” Karl Brandt told the council.";

/// Articles about other things, so that a few more are a small part.
fn crowd() -> Vec<Article> {
    let said = [
        "The ferry is closed until the bakers return",
        "My granary was sold for a handful of nails",
        "Every lighthouse belongs to somebody who can swim",
        "Our market smells of wet wool in October",
        "Whoever planted this orchard hated ladders",
        "A quarry without stone is called a lake",
        "Seven tanners share one pair of boots",
        "That viaduct leans like a tired horse",
    ];
    let again = ["and the mayor knows it", "whatever the bishop wrote", "so bring your own lamp"];
    let mut out = Vec::new();
    for (n, said) in said.iter().enumerate() {
        let rest = ["", "“Winter will come for the clerks first.” ", "“Bread is dear, paper is dearer.” "];
        for (m, (again, rest)) in again.iter().zip(rest).enumerate() {
            // Three articles share a remark of eight.
            let text = format!("{rest}“{said}, {again},” Mara Lind said.");
            out.push(article(
                &format!("crowd-{n}-{m}"),
                "Mail",
                &format!("2024-{:02}-{:02}", 1 + n, 1 + 9 * m),
                &text,
            ));
        }
    }
    out
}

/// The crowd, an article that nobody else repeats, and two of which each prints both remarks.
fn begun(name: &str) -> Store {
    let mut store = Store::create(&fresh(name)).unwrap();
    let two = [
        article("a", "Post", "2024-05-03", &format!("{PUMPS} {GATES}")),
        article("b", "Courier", "2024-05-04", &format!("{GATES} {PUMPS}")),
    ];
    let lone = article("z", "Herald", "2024-05-01", "“Nobody asked the chimney sweep,” Tom Okafor said.");
    store.add(&batch(&[crowd(), two.to_vec(), vec![lone]].concat())).unwrap();
    assert!(store.group_when(ALWAYS, lexicon()).unwrap());
    store
}

fn grow(store: &mut Store, articles: &[Article]) {
    if !articles.is_empty() {
        store.add(&batch(articles)).unwrap();
    }
    assert!(store.group_when(ALWAYS, lexicon()).unwrap());
    assert!(store.is_grouped().unwrap());
    assert_eq!(store.damage().unwrap(), []);
}

/// How many articles came or went since all was grouped at once.
fn since(store: &Store) -> usize {
    GroupingHead::read(&store.connection).unwrap().unwrap().since
}

/// Each remark: its id, its speaker, how many articles and wordings it has, by the rows and by what is said of it.
fn remarks(store: &Store) -> Vec<String> {
    let select = "SELECT id, speaker, articles, wordings, \
         (SELECT count(*) FROM wordings w WHERE w.remark = r.remark), \
         (SELECT count(DISTINCT article) FROM wordings w WHERE w.remark = r.remark), \
         (SELECT group_concat(outlets || ' ' || versions || ' ' || first || ' ' || last) FROM remark_figures f WHERE f.remark = r.remark) \
         FROM remarks r ORDER BY id";
    rows(store, select)
}

/// Who is meant, by the article.
fn meant(store: &Store) -> Vec<String> {
    let select = "SELECT a.id, q.speaker, p.key, m.basis FROM quotations q JOIN articles a USING (article) \
         LEFT JOIN meant m USING (quotation) LEFT JOIN persons p USING (person) WHERE a.current ORDER BY a.id, q.place";
    rows(store, select)
}

fn rows(store: &Store, select: &str) -> Vec<String> {
    let mut select = store.connection.prepare(select).unwrap();
    let count = select.column_count();
    let row = |r: &rusqlite::Row<'_>| {
        (0..count).map(|i| r.get::<_, rusqlite::types::Value>(i)).collect::<Result<Vec<_>, _>>()
    };
    select.query_map([], row).unwrap().map(|r| format!("{:?}", r.unwrap())).collect()
}

/// A corpus with all articles of another one, grouped at once.
fn at_once(name: &str, store: &Store) -> Store {
    let mut all = Store::create(&fresh(name)).unwrap();
    all.add(&batch(&super::all::All::everything(&store.connection).unwrap().articles)).unwrap();
    all.group_when(ALWAYS, lexicon()).unwrap();
    all
}

fn more() -> [Article; 3] {
    [
        article("c", "Herald", "2024-05-05", "“The pumps are older than the town,” Ana Ruiz said."),
        article(
            "0",
            "Mail",
            "2024-05-05",
            &format!("{GATES}\n\n“Nobody counts the gulls of the mole,” Tom Okafor said."),
        ),
        article("d", "Post", "2024-05-06", "“Nobody counts the gulls of the mole,” said Tom Okafor."),
    ]
}

#[test]
fn a_batch_joins_remarks_that_stand_and_makes_new_ones() {
    let mut store = begun("grow-joins");
    let before = remarks(&store);
    grow(&mut store, &more());
    assert_eq!(since(&store), 3);
    let all = at_once("grow-joins-whole", &store);
    assert_eq!(since(&all), 0);
    assert_eq!(remarks(&store), remarks(&all));
    assert_eq!(meant(&store), meant(&all));
    // What nothing was added to is as it was.
    let after = remarks(&store);
    assert_eq!(before.iter().filter(|row| !after.contains(row)).count(), 2);
    // The wordings come in the order of the articles' ids, as those of a corpus that was grouped at once.
    let number = |store: &Store| -> i64 {
        let select = "SELECT remark FROM remarks WHERE text LIKE '%lower gates%'";
        store.connection.query_row(select, [], |r| r.get(0)).unwrap()
    };
    let printed = |store: &Store| {
        let found = store.remark(number(store), lexicon()).unwrap().unwrap();
        let id = |w: &crate::model::Wording| found.articles[w.article].id().to_owned();
        (found.remark.wordings.iter().map(id).collect::<Vec<_>>(), found.remark.base)
    };
    assert_eq!(printed(&store), printed(&all));
    assert_eq!(printed(&store).0, ["0", "a", "b"]);
}

#[test]
fn a_list_begins_with_the_remark_in_most_articles_after_a_batch_too() {
    let mut store = begun("grow-list");
    let prints = ["e", "f", "g"].map(|id| article(id, "Post", "2024-05-05", PUMPS));
    grow(&mut store, &prints);
    let list = store.find_remarks(&RemarkQuery { limit: 99, ..RemarkQuery::default() }).unwrap();
    let spread: Vec<usize> = list.hits.iter().map(|hit| hit.articles).collect();
    assert!(spread.is_sorted_by(|a, b| a >= b), "{spread:?}");
    let pumps = list.hits.iter().position(|hit| hit.text.contains("pumps are older"));
    assert_eq!(pumps.map(|at| spread[at]), Some(5));
    assert_eq!(list.remarks, store.info().unwrap().remarks);
}

#[test]
fn the_same_batches_give_the_same_rows() {
    let [mut one, mut other] = ["grow-same-1", "grow-same-2"].map(begun);
    for store in [&mut one, &mut other] {
        grow(store, &more()[..1]);
        grow(store, &more()[1..]);
    }
    for table in ["remarks", "wordings", "remark_figures", "persons", "person_names", "meant", "grouping"] {
        let select = format!("SELECT * FROM {table} ORDER BY rowid");
        assert_eq!(rows(&one, &select), rows(&other, &select), "{table}");
    }
}

#[test]
fn an_article_that_goes_or_changes_takes_its_wordings_along() {
    let mut store = begun("grow-goes");
    assert!(store.remove(&["z"]).unwrap().is_empty());
    grow(&mut store, &[article("a", "Post", "2024-05-03", &format!("It is wet. {GATES}"))]);
    assert_eq!(since(&store), 2);
    let all = at_once("grow-goes-whole", &store);
    assert_eq!(remarks(&store), remarks(&all));
    assert_eq!(meant(&store), meant(&all));
    // A second batch knows of it.
    grow(&mut store, &[article("c", "Herald", "2024-05-05", PUMPS)]);
    assert_eq!(remarks(&store), remarks(&at_once("grow-goes-again", &store)));
}

#[test]
fn a_quarter_more_is_grouped_anew_and_so_is_what_is_damaged_or_asked_for() {
    let mut store = begun("grow-quarter");
    grow(&mut store, &more());
    let prints: Vec<Article> =
        (0..4).map(|n| article(&format!("p{n}"), "Post", "2024-05-07", PUMPS)).collect();
    grow(&mut store, &prints);
    assert_eq!(since(&store), 0, "7 articles came to 27");
    assert_eq!(remarks(&store), remarks(&at_once("grow-quarter-whole", &store)));

    grow(&mut store, &[article("q", "Post", "2024-05-08", PUMPS)]);
    assert_eq!(since(&store), 1);
    store.connection.execute("UPDATE grouping SET data = substr(data, 1, 40) WHERE part = 2", []).unwrap();
    grow(&mut store, &[article("r", "Post", "2024-05-08", PUMPS)]);
    assert_eq!(since(&store), 0, "damaged");

    grow(&mut store, &[article("s", "Post", "2024-05-08", PUMPS)]);
    assert_eq!(since(&store), 1);
    assert_eq!(store.info().unwrap().growth.map(|growth| growth.since), Some(1));
    assert!(store.group_anew(lexicon()).unwrap());
    assert!(GroupingHead::read(&store.connection).unwrap().is_none(), "a small corpus keeps nothing");
    assert_eq!(remarks(&store), remarks(&at_once("grow-quarter-anew", &store)));
}

#[test]
fn a_full_name_that_one_person_has_means_that_person_and_a_short_one_nobody_yet() {
    let mut store = begun("grow-persons");
    let new = [
        article("m", "Post", "2024-06-01", "“My boat has no anchor today,” Ana Ruiz said."),
        article(
            "o",
            "Post",
            "2024-06-03",
            "“Every crane in the yard is rented,” Ivo Sand said. “Nobody paid,” Sand said.",
        ),
    ];
    grow(&mut store, &new);
    grow(&mut store, &[article("n", "Post", "2024-06-02", "“Salt does not wait for the tide,” Ruiz said.")]);
    let found = meant(&store);
    let of = |article: &str| -> Vec<&String> {
        found.iter().filter(|row| row.starts_with(&format!("[Text(\"{article}\")"))).collect()
    };
    assert!(of("m")[0].contains("\"ana-ruiz\""), "{:?}", of("m"));
    assert!(of("n")[0].ends_with("Null, Null]"), "{:?}", of("n"));
    assert!(of("o").iter().all(|row| row.contains("\"ivo-sand\"")), "{:?}", of("o"));
    assert!(of("o")[0].contains(PersonBasis::Name.name()));
    // The key stays when all is made anew.
    let whole = meant(&at_once("grow-persons-whole", &store));
    assert!(whole.iter().any(|row| row.starts_with("[Text(\"o\")") && row.contains("\"ivo-sand\"")));
}

#[test]
fn an_id_that_a_batch_takes_away_still_leads_to_its_remark() {
    let mut store = Store::create(&fresh("grow-former")).unwrap();
    let cut = article(
        "b",
        "Post",
        "2024-05-03",
        "The pumps are “older than the town that drinks from them,” Ana Ruiz said.",
    );
    store.add(&batch(&[crowd(), vec![cut]].concat())).unwrap();
    store.group_when(ALWAYS, lexicon()).unwrap();
    let select = "SELECT id FROM remarks WHERE text LIKE '%older than%'";
    let id = |store: &Store| -> String { store.connection.query_row(select, [], |r| r.get(0)).unwrap() };
    let before = id(&store);
    grow(&mut store, &[article("c", "Mail", "2024-05-03", PUMPS)]);
    let after = id(&store);
    assert_ne!(before, after);
    let found = store.find_remark(&crate::model::RemarkName::Id(before)).unwrap().unwrap();
    assert_eq!(found.id, after);
}

#[test]
fn a_quotation_that_gets_the_number_of_another_one_does_not_get_its_person() {
    let mut store = begun("grow-number");
    // The quotation of the last article has the highest number, which is free again.
    let last = article("zz", "Post", "2024-06-01", "“My boat has no anchor today,” Ana Ruiz said.");
    grow(&mut store, &[last]);
    store.remove(&["zz"]).unwrap();
    store
        .add(&batch(&[article("zy", "Post", "2024-06-02", "“Salt is dear this year,” Ivo Sand said.")]))
        .unwrap();
    let of = |store: &Store| meant(store).into_iter().filter(|row| row.contains("Sand")).collect::<Vec<_>>();
    assert!(of(&store)[0].ends_with("Null, Null]"), "{:?}", of(&store));
    store.group_when(ALWAYS, lexicon()).unwrap();
    assert!(of(&store)[0].contains("\"ivo-sand\""), "{:?}", of(&store));
}

#[test]
fn who_groups_when_another_one_has_grouped_writes_nothing() {
    let path = fresh("grow-two");
    let mut one = Store::create(&path).unwrap();
    one.add(&batch(&crowd())).unwrap();
    one.group_when(ALWAYS, lexicon()).unwrap();
    one.add(&batch(&[article("a", "Post", "2024-05-03", PUMPS)])).unwrap();
    let many: Vec<Store> = (0..4).map(|_| Store::create(&path).unwrap()).collect();
    let done: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = many
            .into_iter()
            .map(|mut store| scope.spawn(move || usize::from(store.group_when(ALWAYS, lexicon()).unwrap())))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(done, 1);
    assert_eq!(one.damage().unwrap(), []);
    assert_eq!(remarks(&one), remarks(&at_once("grow-two-whole", &one)));
}

#[test]
fn a_remark_that_had_few_wordings_has_all_figures_however_many_come() {
    let mut store = begun("grow-many");
    let print = |n: usize| {
        let said = if n.is_multiple_of(2) {
            "“Nobody asked the chimney sweep,”"
        } else {
            "“Nobody paid the chimney sweep,”"
        };
        article(&format!("m{n}"), &format!("Outlet {n}"), "2024-05-02", &format!("{said} Tom Okafor said."))
    };
    // A quarter of the articles would have all made anew.
    store
        .add(&batch(
            &(0..60)
                .map(|n| article(&format!("f{n}"), "Mail", "2024-01-01", "It rained."))
                .collect::<Vec<_>>(),
        ))
        .unwrap();
    store.connection.execute("DELETE FROM grouping", []).unwrap();
    store.group_when(ALWAYS, lexicon()).unwrap();
    grow(&mut store, &(0..16).map(print).collect::<Vec<_>>());
    assert_eq!(since(&store), 16);
    let all = at_once("grow-many-whole", &store);
    let of = |store: &Store| {
        rows(
            store,
            "SELECT r.id, f.outlets, f.versions, f.differs FROM remarks r JOIN remark_figures f USING (remark) WHERE r.text LIKE '%chimney%'",
        )
    };
    assert_eq!(of(&store), of(&all));
    assert_eq!(of(&store).len(), 1);
}

#[test]
fn what_is_asked_for_is_made_anew_when_a_batch_comes_too() {
    let mut store = begun("grow-asked");
    store.add(&batch(&more())).unwrap();
    assert!(store.group_anew(lexicon()).unwrap());
    assert!(GroupingHead::read(&store.connection).unwrap().is_none());
}

#[test]
fn a_remark_that_lost_a_wording_is_made_anew_once() {
    let mut store = begun("grow-lost");
    store.remove(&["a"]).unwrap();
    grow(&mut store, &[]);
    let wording = |store: &Store| {
        rows(
            store,
            "SELECT w.wording FROM wordings w JOIN articles a USING (article) WHERE a.id = 'b' ORDER BY 1",
        )
    };
    let before = wording(&store);
    grow(&mut store, &more()[2..]);
    assert_eq!(since(&store), 2);
    assert_eq!(wording(&store), before);
}

#[test]
fn a_short_name_means_who_alone_has_it_or_whom_a_print_of_the_remark_shows() {
    let mut store = begun("grow-short");
    let other = article("o", "Mail", "2024-04-01", "“Tar is not cheap either,” Vera Ruiz said.");
    let said = |id: &str, said: &str, who: &str| {
        article(id, "Post", "2024-06-01", &format!("“{said},” {who} said."))
    };
    grow(
        &mut store,
        &[
            said("p", "My boat has no anchor today", "Ana Ruiz"),
            said("q", "Salt does not wait for the tide", "Ruiz"),
            said("r", "The bell of the mole is cracked", "Ana M. Ruiz"),
        ],
    );
    let of = |store: &Store, article: &str| {
        let begin = format!("[Text(\"{article}\")");
        meant(store).into_iter().find(|row| row.starts_with(&begin)).unwrap()
    };
    assert!(of(&store, "p").contains("\"ana-ruiz\""), "{}", of(&store, "p"));
    assert!(of(&store, "q").contains("\"ana-ruiz\""), "{}", of(&store, "q"));
    assert!(!of(&store, "r").contains("ruiz~"), "{}", of(&store, "r"));
    // Now two have the name.
    grow(
        &mut store,
        &[
            other,
            said("t", "Every net has a hole that pays", "Ruiz"),
            said("u", "The pumps are older than the town that drinks from them", "Ruiz"),
        ],
    );
    assert_eq!(since(&store), 6);
    assert!(of(&store, "t").ends_with("Null, Null]"), "{}", of(&store, "t"));
    assert!(of(&store, "u").contains("\"ana-ruiz\""), "{}", of(&store, "u"));
}

#[test]
fn names_are_counted_down_and_a_key_is_never_given_twice() {
    let mut store = begun("grow-names");
    let articles = |store: &Store| {
        rows(store, "SELECT name, articles FROM person_names WHERE name LIKE '%Sand%' ORDER BY name")
    };
    for n in 0..3 {
        let text = format!("“Crane number {n} is rented,” Ivo Sand said.");
        grow(&mut store, &[article("x", "Post", "2024-06-01", &text)]);
        assert_eq!(articles(&store), ["[Text(\"Ivo Sand\"), Integer(1)]"]);
    }
    store.remove(&["x"]).unwrap();
    grow(&mut store, &[]);
    assert_eq!(articles(&store), ["[Text(\"Ivo Sand\"), Integer(0)]"]);
    assert!(store.speakers(None, 0, 99).unwrap().iter().all(|speaker| speaker.name != "Ivo Sand"));
}

#[test]
fn a_batch_that_meets_a_lost_row_has_all_made_anew() {
    let mut store = begun("grow-row");
    store.connection.execute("DELETE FROM remarks WHERE text LIKE '%pumps%'", []).unwrap();
    store.add(&batch(&[article("c", "Herald", "2024-05-05", PUMPS)])).unwrap();
    assert!(store.group_when(ALWAYS, lexicon()).unwrap());
    assert_eq!(since(&store), 0);
    assert_eq!(remarks(&store), remarks(&at_once("grow-row-whole", &store)));
}
