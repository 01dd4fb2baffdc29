//! Screens as text: what each answers for the corpora of the documents, for an empty one and for one article. A file of `tests/serve/` has
//! what the screen itself makes; `frame.html` there has what is around every page. `SERVE=overwrite` writes these files again; read the
//! difference before you commit it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::desk::{Desk, Footing, Inquiry, Screen};
use super::limit::LONG;
use super::page::{Failure, Reply};
use super::params::Params;
use super::table::{RouteMethod, TABLE};
use crate::ask::SourceSet;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader};
use crate::read::{Articles, find};
use crate::record::without_percent;
use crate::store::{Keying, Store};
use crate::{ExtractOptions, Inquit, extract};

fn lexicon() -> &'static Lexicon {
    Lexicon::built_in()
}

/// A corpus of some articles, open for reading.
pub(super) fn corpus(name: &str, articles: Vec<Article>) -> Store {
    let path = file(name);
    let folder = path.parent().unwrap();
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    let mut store = Store::create(&path).unwrap();
    add(&mut store, articles);
    Store::open_read_only(&path).unwrap()
}

/// Where the corpus of a test is.
fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("inquit-serve-{}-{name}", std::process::id())).join("corpus.inquit")
}

pub(super) fn add(store: &mut Store, articles: Vec<Article>) {
    let parsed = |a: Article| {
        let found = extract(&a, lexicon(), &ExtractOptions::default()).quotations;
        (a, found)
    };
    store.add(&Keying::new(lexicon()).batch(articles.into_iter().map(parsed).collect())).unwrap();
    store.group(lexicon()).unwrap();
}

/// The articles of a folder of the repository.
pub(super) fn folder(path: &str) -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Articles::new(find(&[root]).inputs).lexicon(lexicon()).filter_map(Result::ok).collect()
}

/// An article of an outlet and a day.
pub(super) fn article(id: &str, outlet: &str, date: &str, text: &str) -> Article {
    let header = ArticleHeader {
        outlet: Some(outlet.to_owned()),
        date: Some(date.to_owned()),
        title: Some(format!("Title of {id}")),
        ..ArticleHeader::default()
    };
    Article::new(id, header, text.to_owned()).unwrap()
}

/// The answer at an address, such as `/?q=oil`.
pub(super) fn ask(store: &Store, address: &str) -> Result<Reply, Failure> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let fits = |template: &str| captured(template, path);
    let mut gets = TABLE.iter().filter(|address| address.method == RouteMethod::Get);
    let (screen, captured) = gets.find_map(|a| Some((a.screen, fits(a.path)?))).expect(address);
    answered(store, screen, &Inquiry { captured, params: Params::read(query), ..Inquiry::default() })
}

/// What a screen answers to a question.
pub(super) fn answered(store: &Store, screen: Screen, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let footing = Footing { corpus: "corpus.inquit".to_owned(), ..Footing::default() };
    let set = SourceSet::of_any_file(Inquit::with(lexicon()), store.path())?;
    store.reading(|store| {
        let until = Instant::now() + LONG;
        let desk = Desk { store, lexicon: lexicon(), set: &set, until, footing: footing.of(store.state()?) };
        screen(&desk, inquiry)
    })
}

/// What the places of a route hold, as the router finds it.
fn captured(template: &str, path: &str) -> Option<Vec<String>> {
    let (mut own, mut asked) = (template.split('/'), path.split('/'));
    let mut out = Vec::new();
    loop {
        match (own.next(), asked.next()) {
            (None, None) => return Some(out),
            (Some(place), Some(part)) if place.starts_with("{*") => {
                let rest: Vec<&str> = std::iter::once(part).chain(asked).collect();
                out.push(without_percent(&rest.join("/")));
                return Some(out);
            }
            (Some(place), Some(part)) if place.starts_with('{') => out.push(without_percent(part)),
            (Some(place), Some(part)) if place == part => {}
            _ => return None,
        }
    }
}

/// What a page has of its own in the frame: the name in its golden file, and the text before and after it. The search page has no `box`.
const OWN: [(&str, &str, &str); 3] = [
    ("title", "<title>", "</title>"),
    ("box", "name=\"q\" value=\"", "\" accesskey"),
    ("foot", "<footer>\n<p>", "</p>"),
];

/// A page → what its screen makes, as its golden file has it, and the frame, which is the same for every page but for the search box.
fn parted(page: &str) -> (String, String) {
    const MAIN: (&str, &str) = ("<main id=\"main\" tabindex=\"-1\">\n", "\n</main>");
    let (before, rest) = page.split_once(MAIN.0).unwrap();
    let (main, after) = rest.split_once(MAIN.1).unwrap();
    let mut frame = format!("{before}{}{{main}}{}{after}", MAIN.0, MAIN.1);
    let mut own = String::new();
    for (name, before, after) in OWN {
        let Some(start) = frame.find(before).map(|at| at + before.len()) else { continue };
        let end = start + frame[start..].find(after).unwrap();
        own.push_str(&format!("{name}: {}\n", &frame[start..end]));
        frame.replace_range(start..end, &format!("{{{name}}}"));
    }
    let here = " aria-current=\"page\"";
    if let Some(at) = frame.find(here) {
        let line = frame[..at].lines().next_back().unwrap().to_owned();
        own.push_str(&format!("here: {line}\n"));
        frame.replace_range(at..at + here.len(), "");
    }
    (format!("{own}\n{main}\n"), frame)
}

/// The own part of a page with its sections that another page has too replaced by the name of that one, so that each stands in one file.
fn without_shared(own: &str, (other, known): (&str, &str)) -> String {
    const BEGIN: &str = "<h2 ";
    let (head, sections) = own.split_once(BEGIN).unwrap_or((own, ""));
    let known: Vec<&str> = known.split(BEGIN).skip(1).collect();
    let mut out = head.to_owned();
    for section in sections.split(BEGIN) {
        out.push_str(BEGIN);
        match section.split_once('>').filter(|_| known.contains(&section)) {
            Some((id, _)) => out.push_str(&format!("{id}>as in {other}.html\n")),
            None => out.push_str(section),
        }
    }
    out
}

/// Compares a page with the file of its name, and what is around its content with `frame.html`.
pub(super) fn golden(name: &str, page: &str) {
    golden_beside(name, page, None);
}

/// The same for a page that has sections of another one.
fn golden_beside(name: &str, page: &str, other: Option<&str>) {
    let path = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/serve/{name}.html"));
    // Style, version and grammar change without the page.
    let grammar = format!("grammar {:016x}", lexicon().fingerprint());
    let page = page.replace(&grammar, "grammar FINGERPRINT");
    let version = format!("inquit {}", env!("CARGO_PKG_VERSION"));
    let page = page.replace(super::style::address(), "/style.css").replace(&version, "inquit VERSION");
    let (mut own, frame) = parted(&page);
    if let Some(other) = other {
        own = without_shared(&own, (other, &std::fs::read_to_string(path(other)).unwrap()));
    }
    let (from, until) = ("<form class=\"box\"", "</form>");
    let has_box = frame.contains(from);
    if std::env::var("SERVE").is_ok_and(|value| value == "overwrite") {
        std::fs::write(path(name), own).unwrap();
        if has_box {
            std::fs::write(path("frame"), frame).unwrap();
        }
        return;
    }
    let mut around = std::fs::read_to_string(path("frame")).unwrap();
    if !has_box {
        let start = around.find(from).unwrap();
        let end = start + around[start..].find(until).unwrap() + until.len();
        around.replace_range(start..end, "");
    }
    let known = std::fs::read_to_string(path(name)).unwrap_or_default();
    for (known, now) in [(around, frame), (known, own)] {
        let line = known.lines().zip(now.lines()).find(|(a, b)| a != b);
        assert!(known == now, "{name}: {line:?}; SERVE=overwrite writes it again");
    }
}

/// Every tag that is opened is closed, no style and no script stands in the page, and headings go down one step at a time.
pub(super) fn sound(address: &str, page: &str) {
    const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];
    for forbidden in ["<script", " style=", "<style", "javascript:", " onerror", " onclick"] {
        assert!(!page.contains(forbidden), "{address}: {forbidden}");
    }
    let (mut open, mut level) = (Vec::new(), 0);
    for part in page.split('<').skip(1) {
        let name: String = part.chars().take_while(|c| !c.is_whitespace() && *c != '>').collect();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "{address}");
        } else if !name.starts_with('!')
            && !VOID.contains(&name.as_str())
            && !part.split('>').next().unwrap().ends_with('/')
        {
            open.push(name.clone());
        }
        if let Some(own) = name.strip_prefix('h').and_then(|n| n.parse::<u32>().ok()) {
            assert!(own <= level + 1, "{address}: h{own} behind h{level}");
            level = own;
        }
    }
    assert_eq!(open, Vec::<String>::new(), "{address}");
}

/// The screens, as far as they need no id.
const ADDRESSES: &[(&str, &str)] = &[
    ("home", "/"),
    ("search", "/?q=oil+week"),
    ("conditions", "/?speaker=Mara+Lindqvist&differs=wording&sort=oldest"),
    ("nothing", "/?q=zeppelin+oil&outlet=Courier"),
    ("facets", "/?q=the&from=2024&to=2024"),
    ("articles", "/articles"),
    ("articles-of", "/articles?outlet=courier"),
    ("outlets", "/outlets"),
    ("speakers", "/speakers"),
    ("about", "/about"),
];

/// Those of the example that need an id or two names.
const EXAMPLE: &[(&str, &str)] = &[
    ("article", "/article/harbour-post.txt"),
    ("diff", "/diff?a=The+Harbour+Post&b=courier"),
    ("diff-none", "/diff?a=The+Harbour+Post&b=courier&since=2025"),
];

#[test]
fn each_screen_is_the_page_that_somebody_looked_at() {
    let store = corpus("example", folder("docs/example"));
    for &(name, address) in ADDRESSES.iter().chain(EXAMPLE) {
        let page = ask(&store, address).unwrap().text;
        sound(address, &page);
        golden(&format!("example-{name}"), &page);
    }
    let store = corpus("walkthrough", folder("docs/walkthrough/pages"));
    for (name, address) in [
        ("home", "/"),
        ("search", "/?q=lamp"),
        ("article", "/article/post.html"),
        ("marks", "/article/quay.html?marks=all"),
        ("record", "/article/council.srt"),
        ("speakers", "/speakers"),
        ("about", "/about"),
    ] {
        let page = ask(&store, address).unwrap().text;
        sound(address, &page);
        golden(&format!("walkthrough-{name}"), &page);
    }
}

#[test]
fn an_empty_corpus_and_one_article_explain_themselves() {
    let none = corpus("none", Vec::new());
    let one = corpus("one", vec![article("a", "Post", "2024-05-01", "“The lamp is old,” Ana Ruiz said.")]);
    for &(name, address) in ADDRESSES {
        for (corpus, store) in [("empty", &none), ("one", &one)] {
            let page = ask(store, address).unwrap().text;
            sound(address, &page);
            golden(&format!("{corpus}-{name}"), &page);
        }
    }
    assert!(ask(&none, "/").unwrap().text.contains("The corpus has no articles yet"));
}

#[test]
fn what_articles_hold_is_text_and_never_markup() {
    let evil = "“The <script>alert(1)</script> & \"><img src=x onerror=alert(2)> lamp \u{202e}is\u{2066} old,” Ana <b>Ruiz</b> said.";
    let store = corpus(
        "evil",
        vec![article("<i>\"'>", "Po\"st<b>", "2024-05-01", evil), article("b", "<u>", "2024-05-02", evil)],
    );
    let remark = first(&store, "/");
    let two = format!("{remark}/diff?a=A&b=A");
    for address in [
        "/",
        &remark,
        &two,
        "/?q=lamp+%3Cscript%3E\"'",
        "/?outlet=%3Cu%3E",
        "/about",
        "/articles",
        "/article/%3Ci%3E\"'%3E",
        "/outlets",
        "/speakers",
        "/diff?a=Po\"st%3Cb%3E&b=%3Cu%3E",
    ] {
        let page = ask(&store, address).unwrap().text;
        sound(address, &page.replace("src=x onerror=", ""));
        for raw in ["<script", "<img", "<b>Ruiz", "<u>", "<i>", '\u{202e}'.to_string().as_str(), "\u{2066}"] {
            assert!(!page.contains(raw), "{address}: {raw}");
        }
    }
}

#[test]
fn an_article_that_was_corrected_shows_what_changed() {
    let before = "The council met.\n\n“The lamp is old,” Ana Ruiz said.\n\nIt met in May.";
    let store = corpus("revised", vec![article("may/a b.txt", "Post", "2024-05-01", before)]);
    let page = ask(&store, "/article/may/a%20b.txt").unwrap().text;
    assert!(page.contains("The lamp is old") && !page.contains("revision 1"));
    let mut writer = Store::create(&file("revised")).unwrap();
    let after = before.replace("old", "new");
    add(&mut writer, vec![article("may/a b.txt", "Post", "2024-05-01", &after)]);
    let page = ask(&store, "/article/may/a%20b.txt").unwrap().text;
    sound("article", &page);
    golden("revised-article", &page);
    let change = ask(&store, "/article/may/a%20b.txt?from=1&to=2").unwrap().text;
    sound("change", &change);
    golden("revised-change", &change);
    assert!(ask(&store, "/article/may/a%20b.txt?rev=1").unwrap().text.contains("The lamp is old"));
    for (address, status) in [
        ("/article/may/a%20b.txt?rev=3", 404),
        ("/article/nobody", 404),
        ("/diff?a=Post", 400),
        ("/diff?a=Post&b=Nobody", 404),
        ("/diff?a=Post&b=post", 400),
        ("/speaker/nobody", 404),
    ] {
        assert_eq!(ask(&store, address).unwrap_err().status, status, "{address}");
    }
}

/// The address of the first remark that a search lists.
fn first(store: &Store, search: &str) -> String {
    let page = ask(store, search).unwrap().text;
    let at = page.find("/remark/").expect(search);
    page[at..].split('"').next().unwrap().to_owned()
}

#[test]
fn a_remark_is_shown_with_every_part_and_compared_with_another_base() {
    let store = corpus("remark", folder("docs/example"));
    let own = first(&store, "/?q=older");
    let remark = "example-remark";
    for (name, query, other) in [
        (remark, "", None),
        ("example-rebased", "?base=B&full=1", Some(remark)),
        ("example-near", "?near=2&q=a+b", Some(remark)),
        ("example-two", "/diff?a=A&b=B", None),
    ] {
        let page = ask(&store, &format!("{own}{query}")).unwrap().text;
        sound(name, &page);
        golden_beside(name, &page, other);
    }
    let store = corpus("remark-walk", folder("docs/walkthrough/pages"));
    let own = first(&store, "/?q=112+years");
    let page = ask(&store, &own).unwrap().text;
    sound(&own, &page);
    golden("walkthrough-remark", &page);
    assert_eq!(ask(&store, &format!("{own}/diff?a=A&b=ZZ")).unwrap_err().status, 404);
    assert_eq!(ask(&store, "/remark/0123456789abcdef").unwrap_err().status, 404);
    let sentence = "/?q=The+lamp+is+112+years+old+and+it+has+never+failed+on+its+own";
    assert!(ask(&store, sentence).unwrap().location.unwrap().starts_with(&own));
    assert_eq!(ask(&store, &format!("{sentence}&list=1")).unwrap().location, None);
}

#[test]
fn a_list_says_in_words_what_a_cut_loses() {
    let full = "“The mole is safe if the piles are mended before the winter,” Ana Ruiz said.";
    let cut = "“The mole is safe,” Ana Ruiz said.";
    let whole = "“The mole is safe if the piles are mended before the winter,” said Ana Ruiz.";
    let texts = [("a", "Post", full), ("b", "Courier", cut), ("c", "Herald", whole)];
    let articles = texts.map(|(id, outlet, text)| article(id, outlet, "2024-05-01", text));
    let store = corpus("cut", articles.into());
    let page = ask(&store, "/?q=mole").unwrap().text;
    assert!(page.contains("<span class=\"flag\">⚠ cut: what is missing sets a condition</span>"), "{page}");
    let listed = ask(&store, "/api/v1/search?q=mole").unwrap().text;
    assert!(listed.contains("\"clipped\":[\"clipped-condition\"]"), "{listed}");
}

#[test]
fn addresses_last_when_articles_change_the_base() {
    let scrap = "It was said twice.\n\nThe dredger is “older than the pilots who steer it past the mole,” Ana Ruiz said.";
    let full = "“The dredger is older than the pilots who steer it past the mole, and it leaks,” Ana Ruiz said on Monday.";
    let same =
        "“The dredger is older than the pilots who steer it past the mole, and it leaks,” said Ana Ruiz.";
    let store = corpus("lasting", vec![article("may/a b.txt", "Post", "2024-05-01", scrap)]);
    let old = first(&store, "/");
    let page = ask(&store, &old).unwrap().text;
    let at = page.find("/at/").unwrap();
    let place = page[at..].split('"').next().unwrap().to_owned();
    assert_eq!(ask(&store, &place).unwrap().location, Some(old.clone()));
    let mut writer = Store::create(&file("lasting")).unwrap();
    add(
        &mut writer,
        vec![article("b", "Courier", "2024-05-02", full), article("c", "Herald", "2024-05-03", same)],
    );
    let new = first(&store, "/");
    assert_ne!(old, new);
    let led = ask(&store, &place).unwrap();
    assert_eq!((led.status, led.location), (303, Some(new.clone())));
    let moved = ask(&store, &old).unwrap();
    let there = moved.location.unwrap();
    assert_eq!((moved.status, there.starts_with(&format!("{new}?was="))), (301, true));
    let page = ask(&store, &there).unwrap().text;
    assert!(page.contains("is a former one") && page.contains("class=\"h-"));
    for (address, status) in [("/at/may/a%20b.txt/2", 404), ("/at/nobody/2", 404), ("/at/nonsense", 404)] {
        assert_eq!(ask(&store, address).unwrap_err().status, status, "{address}");
    }
}

#[test]
fn a_long_list_says_which_page_it_is() {
    let many = (0..21).map(|n| {
        let text = format!("“The lamp number{n} hangs at pier{n} over berth{n},” Ana Ruiz said.");
        article(&format!("a{n}"), "Post", "2024-05-01", &text)
    });
    let store = corpus("pages", many.collect());
    let first = ask(&store, "/").unwrap().text;
    assert!(first.contains("<span>Page 1 of 2</span><a href=\"?page=2\" rel=\"next\">"), "{first}");
    let last = ask(&store, "/?page=2").unwrap().text;
    assert!(
        last.contains("<a href=\"/\" rel=\"prev\">← Previous</a><span>Page 2 of 2</span></nav>"),
        "{last}"
    );
}

#[test]
fn a_speaker_is_found_by_key_and_by_name() {
    let store = corpus("speaker", folder("docs/example"));
    let there = ask(&store, "/speaker/Mara%20Lindqvist").unwrap().location.unwrap();
    let page = ask(&store, &there).unwrap().text;
    sound(&there, &page);
    golden("example-speaker", &page);
}
