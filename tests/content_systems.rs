//! JSON of content systems, newspapers' interfaces and searches, a case each: where their articles, texts, titles, dates and addresses stand.

#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::path::Path;

use inquit::model::{Article, ArticleHeader};
use inquit::read::{Articles, Fields, InputHints, Note, ReadErrorKind, RecordPlace, find};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// What a file came to.
struct Read {
    articles: Vec<Article>,
    errors: Vec<(Option<u64>, ReadErrorKind)>,
    notes: Vec<Note>,
}

fn read_told(name: &str, json: &str, told: InputHints) -> Read {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("content_systems");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, json).unwrap();
    let mut all = Articles::new(find(&[path]).inputs).told(told);
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for read in all.by_ref() {
        match read {
            Ok(article) => articles.push(article),
            Err(error) => errors.push((error.place.and_then(|place| place.line), error.kind)),
        }
    }
    Read { articles, errors, notes: all.take_notes() }
}

fn read(name: &str, json: &str) -> Read {
    read_told(name, json, InputHints::default())
}

/// The only article of a file: id, outlet, date, address, title, text.
fn only(name: &str, json: &str) -> [String; 6] {
    let read = read(name, json);
    assert!(read.errors.is_empty(), "{name}: {:?}", read.errors);
    let [article] = &read.articles[..] else { panic!("{name}: {}", read.articles.len()) };
    let ArticleHeader { outlet, date, url, title, .. } = article.header().clone();
    let [outlet, date, url, title] = [outlet, date, url, title].map(Option::unwrap_or_default);
    [article.id().to_owned(), outlet, date, url, title, article.text().to_owned()]
}

const HTML: &str = r"<p>&#8220;The wall leaks,&#8221; Mayor Ana Ruiz said.</p>\n<p>It rained<br>\nagain.</p><ul><li>Mend it</li><li>Buy a pump</li></ul>";
const TEXT: &str = "“The wall leaks,” Mayor Ana Ruiz said.\n\nIt rained\nagain.\n\nMend it\nBuy a pump";

#[test]
fn each_system_s_fields_are_known() {
    let cases = [
        (
            "wordpress.json",
            r#"[{"id":17,"type":"post","date":"2031-05-03T10:15:00","link":"https://post.example/wall",
                "title":{"rendered":"The <em>wall</em> &#8211; Ruiz &amp; Hale"},
                "excerpt":{"rendered":"<p>Short [&hellip;]</p>"},"content":{"rendered":"HTML","protected":false}}]"#,
            ["17", "", "2031-05-03T10:15:00", "https://post.example/wall", "The wall – Ruiz & Hale"],
        ),
        (
            "ghost.json",
            r#"{"posts":[{"id":"5f","html":"HTML","plaintext":"Flat.","title":"Wall",
                "published_at":"2031-05-03T10:15:00Z","url":"https://g.example/wall/"}],"meta":{"page":1}}"#,
            ["5f", "", "2031-05-03T10:15:00Z", "https://g.example/wall/", "Wall"],
        ),
        (
            "drupal.json",
            r#"{"jsonapi":{},"data":[{"type":"node--article","id":"u-1","attributes":{"title":"Wall",
                "created":"2031-05-03T10:15:00Z","path":{"alias":"/news/wall","pid":1},
                "body":{"value":"raw","format":"full","processed":"HTML"}}}]}"#,
            ["u-1", "", "2031-05-03T10:15:00Z", "/news/wall", "Wall"],
        ),
        (
            "guardian.json",
            r#"{"response":{"status":"ok","results":[{"id":"world/1","type":"article","webTitle":"Wall",
                "webPublicationDate":"2031-05-03T10:15:00Z","webUrl":"https://w.example/1",
                "fields":{"bodyText":"Flat.","body":"HTML"}}]}}"#,
            ["world/1", "", "2031-05-03T10:15:00Z", "https://w.example/1", "Wall"],
        ),
        (
            "newsapi.json",
            r#"{"status":"ok","articles":[{"source":{"id":null,"name":"Harbour Post"},"title":"Wall",
                "url":"https://h.example/1","publishedAt":"2031-05-03T10:15:00Z","content":"HTML"}]}"#,
            ["newsapi.json:1", "Harbour Post", "2031-05-03T10:15:00Z", "https://h.example/1", "Wall"],
        ),
        (
            "newsdata.json",
            r#"{"status":"success","results":[{"title":"Wall","link":"https://h.example/1",
                "pubDate":"2031-05-03 10:15:00","source_id":"harbour","content":"HTML"}],"nextPage":"2"}"#,
            ["newsdata.json:1", "harbour", "2031-05-03 10:15:00", "https://h.example/1", "Wall"],
        ),
        (
            "jsonfeed.json",
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"Harbour","items":[{"id":"1","title":"Wall",
                "url":"https://h.example/1","date_published":"2031-05-03T10:15:00Z","content_text":"Flat.",
                "content_html":"HTML"}]}"#,
            ["1", "", "2031-05-03T10:15:00Z", "https://h.example/1", "Wall"],
        ),
        (
            "search.json",
            r#"{"took":3,"hits":{"total":{"value":1},"hits":[{"_index":"n","_id":"e1","_source":{"title":"Wall",
                "url":"https://h.example/1","date":"2031-05-03","publication":{"name":"Harbour"},"body":"HTML"}}]}}"#,
            ["e1", "Harbour", "2031-05-03", "https://h.example/1", "Wall"],
        ),
    ];
    for (name, json, wanted) in cases {
        let [id, outlet, date, url, title, text] = only(name, &json.replace("HTML", HTML));
        assert_eq!([&*id, &*outlet, &*date, &*url, &*title], wanted, "{name}");
        assert_eq!(text, TEXT, "{name}");
        // The same on one line, which has the form of JSON Lines.
        let line = json.lines().map(str::trim).collect::<String>();
        assert_eq!(only(&format!("line-{name}"), &line.replace("HTML", HTML))[5], TEXT, "{name}");
    }
}

#[test]
fn an_article_with_a_list_beside_its_text_is_one_article() {
    for json in [
        r#"{"items":[{"text":"A pump."}],"text":"It leaks."}"#,
        r#"{"text":"It leaks.","results":[{"text":"A pump."}]}"#,
    ] {
        assert_eq!(only("beside.json", json)[5], "It leaks.", "{json}");
    }
    let told = |list: &str| InputHints { fields: Fields::parse(list).unwrap(), ..InputHints::default() };
    let json = r#"{"text":"It leaks.","page":{"stories":[{"story":{"long":"A pump."},"text":"No."}]}}"#;
    let read = read_told("list.json", json, told("list=page.stories,text=story.long"));
    assert_eq!((read.articles[0].text(), read.articles.len(), read.errors.len()), ("A pump.", 1, 0));
}

#[test]
fn a_bad_record_inside_is_named_and_the_rest_is_read() {
    let json = "{\"posts\": [\n{\"text\": \"One.\"},\n{\"text\": null, \"content\": {\"rendered\": \"<p>x</p>\", \"protected\": true}},\n\
                {\"text\": \"b\" \"c\"},\n{\"text\": \"Two.\"}], \"pages\": {";
    let read = read("broken.json", json);
    let texts: Vec<&str> = read.articles.iter().map(Article::text).collect();
    assert_eq!(texts, ["One.", "Two."]);
    assert!(
        matches!(
            &read.errors[..],
            [
                (Some(3), ReadErrorKind::NoText { .. }),
                (Some(4), ReadErrorKind::Document { .. }),
                (_, ReadErrorKind::Document { .. })
            ]
        ),
        "{:?}",
        read.errors
    );
}

#[test]
fn pages_of_an_interface_behind_each_other_are_one_stream() {
    let page =
        |n: u32| format!("{{\"articles\":[{{\"text\":\"A{n}.\"}},{{\"text\":\"B{n}.\"}}],\"next\":[{n}]}}\n");
    let json: String = (1..4).map(page).chain(["{\"articles\":[]}\n".to_owned(), page(5)]).collect();
    let read = read("pages.jsonl", &json);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    let ids: Vec<(&str, &str)> = read.articles.iter().map(|a| (a.id(), a.text())).collect();
    assert_eq!((ids[0], ids[7]), (("pages.jsonl:1", "A1."), ("pages.jsonl:8", "B5.")));
}

#[test]
fn what_tells_about_an_article_is_none() {
    for json in [
        r#"{"type":"Annotation","body":{"type":"TextualBody","text":"x"},"target":"https://h.example/1"}"#,
        r#"{"type":"quotation","text":"<p>It leaks.</p>"}"#,
        r#"{"article":"a.txt","content":{"rendered":"<p>It leaks.</p>"}}"#,
    ] {
        let read = read("about.json", json);
        assert!(read.articles.is_empty(), "{json}");
        assert!(matches!(&read.errors[..], [(_, ReadErrorKind::NotAnArticle { .. })]), "{:?}", read.errors);
    }
}

#[test]
fn a_text_that_was_cut_short_is_told() {
    let read = read(
        "cut.json",
        r#"{"articles":[{"content":"The wall lea… [+93 chars]"},{"content":"“The [old] wall”"}]}"#,
    );
    let texts: Vec<&str> = read.articles.iter().map(Article::text).collect();
    assert_eq!(texts, ["The wall lea", "“The [old] wall”"]);
    assert!(matches!(&read.notes[..], [Note::Cut { place: RecordPlace::Line(1), .. }]), "{:?}", read.notes);
}

#[test]
fn a_long_list_is_not_held() {
    let record = format!("{{\"text\":\"{}\"}},", "It leaks. ".repeat(10_000));
    // More than what is held of an object whose list was found.
    let count = 200;
    let json =
        format!("{{\"n\":{count},\"results\":[{}{{\"text\":\"Last.\"}}],\"text\":7}}", record.repeat(count));
    let read = read("long.json", &json);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    assert_eq!((read.articles.len(), read.articles[count].text()), (count + 1, "Last."));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..ProptestConfig::with_cases(300)
    })]

    /// Broken bytes of a wrapped list give articles and errors, and an end.
    #[test]
    fn no_bytes_of_a_wrapped_list_break_anything(
        cut in 0usize..400, at in 0usize..400, byte in any::<u8>()
    ) {
        let json = format!("{{\"response\":{{\"results\":[{{\"fields\":{{\"body\":\"{HTML}\"}}}},{{\"text\":\"A.\"}}]}}}}");
        let mut bytes = json.into_bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.max(1));
        let read = read("random.json", &String::from_utf8_lossy(&bytes));
        prop_assert!(read.articles.len() <= 3 && read.errors.len() <= 9);
    }
}
