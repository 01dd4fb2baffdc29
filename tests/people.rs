//! Who is meant over all articles: small corpora in tests/people.toml, each in every order of its articles and with one thread and with
//! several.

use std::collections::BTreeMap;

use inquit::group::{self, Corrections};
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, ArticleIx, Quotation, QuotationIx};
use inquit::people::{OnePerson, People};
use inquit::{ExtractOptions, extract};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    corpus: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    articles: BTreeMap<String, String>,
    people: Vec<Vec<String>>,
    #[serde(default)]
    basis: BTreeMap<String, String>,
    #[serde(default)]
    nobody: Vec<String>,
    #[serde(default)]
    noted: Vec<[String; 2]>,
}

/// What is found of one quotation: key, name, basis.
type Found = BTreeMap<String, Option<(String, String, String)>>;

/// A corpus with its articles in an order, and the name of each quotation.
fn corpus(case: &Case, order: &[usize]) -> (Vec<Article>, Vec<Quotation>, Vec<String>) {
    let texts: Vec<(&String, &String)> = case.articles.iter().collect();
    let (mut articles, mut quotations, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for &i in order {
        let (id, text) = texts[i];
        let header = ArticleHeader { date: Some("2024-05-01".to_owned()), ..ArticleHeader::default() };
        let article = Article::new(id.as_str(), header, text.clone()).expect("a short text");
        let found = extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations;
        for (n, quotation) in found.into_iter().enumerate() {
            quotations.push(Quotation { article: ArticleIx(articles.len()), ..quotation });
            names.push(format!("{id}{}", n + 1));
        }
        articles.push(article);
    }
    (articles, quotations, names)
}

fn people(articles: &[Article], quotations: &[Quotation]) -> People {
    let lexicon = Lexicon::built_in();
    let remarks = group::remarks(articles, quotations, lexicon);
    People::find(articles, quotations, &remarks, &Corrections::default(), lexicon)
}

fn found(case: &Case, order: &[usize]) -> Found {
    let (articles, quotations, names) = corpus(case, order);
    let people = people(&articles, &quotations);
    let told = |(index, name): (usize, String)| {
        let (meant, person) = (people.meant(QuotationIx(index)), people.person(QuotationIx(index)));
        let found = meant.zip(person).map(|(meant, person)| {
            let basis = serde_json::to_value(meant.basis).expect("a name");
            (person.key.clone(), person.name.clone(), basis.as_str().expect("a name").to_owned())
        });
        (name, found)
    };
    names.into_iter().enumerate().map(told).collect()
}

fn cases() -> Vec<Case> {
    let file: File = toml::from_str(include_str!("people.toml")).expect("the file is sound");
    file.corpus
}

/// All orders of `n` things.
fn orders(n: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for i in 0..n {
        let put = |order: &Vec<usize>| {
            (0..=order.len()).map(|at| [&order[..at], &[i], &order[at..]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(put).collect();
    }
    all
}

fn check(case: &Case) -> Result<(), String> {
    let found = found(case, &(0..case.articles.len()).collect::<Vec<_>>());
    let key = |name: &String| found.get(name).and_then(|f| f.as_ref()).map(|(key, ..)| key);
    let mut keys = Vec::new();
    for person in &case.people {
        let own = key(&person[0]).ok_or(format!("{} is nobody", person[0]))?;
        if let Some(other) = person.iter().find(|name| key(name) != Some(own)) {
            return Err(format!("{other} is {:?} and not {own}", key(other)));
        }
        if keys.contains(&own) {
            return Err(format!("two persons have the key {own}"));
        }
        keys.push(own);
    }
    for (name, basis) in &case.basis {
        let told = found.get(name).and_then(|f| f.as_ref()).map(|(.., basis)| basis);
        if told != Some(basis) {
            return Err(format!("{name} is found by {told:?} and not by {basis}"));
        }
    }
    match case.nobody.iter().find(|name| key(name).is_some()) {
        Some(name) => Err(format!("{name} is {:?}", key(name))),
        None => Ok(()),
    }
}

#[test]
fn speakers_of_small_corpora_are_the_persons_that_they_are() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| check(case).err().map(|wrong| format!("{}: {wrong}", case.name)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn neither_the_order_of_articles_nor_the_number_of_threads_changes_a_person() {
    for case in cases() {
        let first = found(&case, &(0..case.articles.len()).collect::<Vec<_>>());
        for order in orders(case.articles.len()) {
            assert_eq!(first, found(&case, &order), "{} in the order {order:?}", case.name);
        }
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
        let order: Vec<usize> = (0..case.articles.len()).rev().collect();
        assert_eq!(first, one.install(|| found(&case, &order)), "{} with one thread", case.name);
    }
}

#[test]
fn persons_who_may_be_one_have_notes_and_accuse_nobody() {
    for case in cases() {
        let (articles, quotations, names) = corpus(&case, &(0..case.articles.len()).collect::<Vec<_>>());
        let people = people(&articles, &quotations);
        let of = |name: &String| QuotationIx(names.iter().position(|n| n == name).expect("a quotation"));
        for [a, b] in &case.noted {
            let (one, other) = (people.person(of(a)).expect(a), people.person(of(b)).expect(b));
            let noted = |x: &inquit::model::Person, y: &inquit::model::Person| {
                x.notes.iter().any(|n| n.other == y.key)
            };
            assert!(noted(one, other) && noted(other, one), "{}: {a} and {b} have no note", case.name);
            assert_eq!(people.compare(of(a), of(b)), OnePerson::Unknown, "{}: {a} and {b}", case.name);
        }
        for person in case.people.iter().filter(|person| person.len() > 1) {
            assert_eq!(people.compare(of(&person[0]), of(&person[1])), OnePerson::Same, "{}", case.name);
        }
    }
}

#[test]
fn two_names_that_cannot_be_one_are_two_persons() {
    let case = &cases()[9];
    let (articles, quotations, _) = corpus(case, &[0, 1, 2]);
    let people = people(&articles, &quotations);
    assert_eq!(people.compare(QuotationIx(0), QuotationIx(1)), OnePerson::Other);
    assert_eq!(people.compare(QuotationIx(0), QuotationIx(2)), OnePerson::Unknown);
}
