//! Archives of the web, corpora of quotations and feeds, through the library and the program: what they give, how a broken record is named,
//! and that memory does not grow with the number of records.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use inquit::model::{Article, DateFrom};
use inquit::read::{Articles, Input, Note, find};

/// Everything that a file gives: the articles, the errors and the notes in words.
fn read(name: &str, bytes: impl Into<std::sync::Arc<[u8]>>) -> (Vec<Article>, Vec<String>, Vec<String>) {
    let mut reader = Articles::new(vec![Input::held(name, bytes, None)]);
    let (mut articles, mut errors, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for next in reader.by_ref() {
        match next {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error.to_string()),
        }
    }
    notes.extend(reader.take_notes().iter().map(Note::to_string));
    (articles, errors, notes)
}

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archives");
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder.join(name)
}

/// A record of an archive.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n");
    [head.as_bytes(), body].concat()
}

fn page(number: usize) -> String {
    let said = format!("“Pump {number} leaks, and nobody mends it,” Ana Ruiz said on Friday.");
    let more = "The council of the town will meet again on Monday to speak about the pumps.";
    format!(
        "<!DOCTYPE html><html><head><title>Pump {number}</title></head><body><p>{said}</p><p>{more}</p></body></html>"
    )
}

const HTTP: &str = "Content-Type: application/http; msgtype=response\r\n";

/// The record of a page.
fn crawled(number: usize) -> Vec<u8> {
    let fields = format!(
        "WARC-Record-ID: <urn:uuid:page-{number}>\r\nWARC-Target-URI: https://post.example/{number}\r\n\
         WARC-Date: 2026-05-03T08:00:00Z\r\n{HTTP}"
    );
    record("response", &fields, &answer("200 OK", "", page(number).as_bytes()))
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

/// An archive as crawlers write it: a request before each page, each record packed for itself. One page has a wrong length.
fn archive(pages: usize, broken: Option<usize>) -> (Vec<u8>, u64) {
    let (mut out, mut at, mut broken_at) = (packed(&record("warcinfo", "", b"software: a crawler")), 0, 0);
    at += record("warcinfo", "", b"software: a crawler").len() as u64;
    for number in 0..pages {
        let request = record("request", "Content-Type: application/http\r\n", b"GET / HTTP/1.1\r\n\r\n");
        let mut own = crawled(number);
        at += request.len() as u64;
        if broken == Some(number) {
            broken_at = at;
            let text = String::from_utf8(own).expect("it is text");
            let (head, rest) = text.split_once("Content-Length: ").expect("it has a length");
            let (_, rest) = rest.split_once("\r\n").expect("the length ends");
            own = format!("{head}Content-Length: 9999\r\n{rest}").into();
        }
        at += own.len() as u64;
        out.extend(packed(&request));
        out.extend(packed(&own));
    }
    (out, broken_at)
}

#[test]
fn an_archive_gives_its_pages_and_names_a_broken_record() {
    let (bytes, broken) = archive(1_000, Some(417));
    let (articles, errors, notes) = read("crawl.warc.gz", bytes);
    // What the wrong length swallowed is read: only the page itself is lost.
    assert_eq!(articles.len(), 999);
    assert!(articles.iter().all(|article| article.id() != "page-417"));
    let wrong = "this record cannot be read (its length is wrong: no record follows where it ends); the other records are read";
    assert_eq!(errors, [format!("crawl.warc.gz, byte {broken}: {wrong}")]);
    assert_eq!(notes, ["crawl.warc.gz: records passed over: 1000 request, 1 warcinfo"]);
    let first = &articles[0];
    assert_eq!(first.id(), "page-0");
    assert_eq!(first.header().url.as_deref(), Some("https://post.example/0"));
    assert_eq!(first.header().title.as_deref(), Some("Pump 0"));
    // The page has no date, so that the day of the crawl stands for it.
    assert_eq!(first.header().date.as_deref(), Some("2026-05-03"));
    assert_eq!(first.header().date_from, Some(DateFrom::Crawl));
    assert!(
        first.text().starts_with("“Pump 0 leaks, and nobody mends it,” Ana Ruiz said"),
        "{}",
        first.text()
    );
}

#[test]
fn pages_at_other_addresses_are_passed_over_and_counted() {
    let bytes: Vec<u8> = (0..12).flat_map(crawled).collect();
    let inputs = vec![Input::held("a.warc", bytes, None)];
    let mut reader = Articles::new(inputs).addresses(std::sync::Arc::new(|url| url.ends_with('1')));
    let ids: Vec<String> =
        reader.by_ref().map(|article| article.expect("it is read").id().to_owned()).collect();
    assert_eq!(ids, ["page-1", "page-11"]);
    let notes: Vec<String> = reader.take_notes().iter().map(Note::to_string).collect();
    assert_eq!(notes, ["a.warc: records passed over: 10 of another address"]);
    let file = path("addresses.warc");
    fs::write(&file, (0..12).flat_map(crawled).collect::<Vec<u8>>()).expect("the file can be written");
    let run = |filter: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let out = command.args(["extract", "--url-filter", filter]).arg(&file).output();
        out.expect("the program runs")
    };
    let out = run("^https://post[.]example/1[01]?$");
    assert!(String::from_utf8_lossy(&out.stdout).contains("3 articles"), "{out:?}");
    let out = run("(");
    assert_eq!(out.status.code(), Some(2), "{out:?}");
}

#[test]
fn the_day_of_the_crawl_never_beats_the_date_of_the_page() {
    let page = |meta: &str| {
        let said = "<p>“Pump 4 leaks, and nobody mends it,” Ana Ruiz said on Friday.</p>";
        format!("<!DOCTYPE html><html><head><title>Pumps</title>{meta}</head><body>{said}</body></html>")
    };
    let published = |date| format!("<meta property=\"article:published_time\" content=\"{date}\">");
    let own = page(&published("2026-04-01"));
    for (taken, body, date, from) in [
        ("WARC-Date: 2026-05-03T08:00:00Z\r\n", page(""), Some("2026-05-03"), Some(DateFrom::Crawl)),
        ("WARC-Date: 2026-05-03T08:00:00Z\r\n", own.clone(), Some("2026-04-01"), None),
        // What the page calls its date is not read, and nothing takes its place.
        ("WARC-Date: 2026-05-03T08:00:00Z\r\n", page(&published("03/04/2026")), None, None),
        ("WARC-Date: 2026-02-30T08:00:00Z\r\n", page(""), None, None),
        ("WARC-Date: yesterday\r\n", page(""), None, None),
        ("", page(""), None, None),
    ] {
        let record = record("response", &format!("{taken}{HTTP}"), &answer("200 OK", "", body.as_bytes()));
        let header = read("a.warc", record).0.remove(0).header().clone();
        assert_eq!((header.date.as_deref(), header.date_from), (date, from), "{taken}{body}");
        assert_eq!(header.own_date(), date.filter(|_| from.is_none()));
    }
}

#[test]
fn the_day_of_the_crawl_is_told_wherever_the_date_is() {
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).env("COLUMNS", "120").output();
        String::from_utf8(out.expect("the program runs").stdout).expect("it is text")
    };
    let (file, corpus) = (path("dated.warc"), path("dated.corpus"));
    let _ = fs::remove_file(&corpus);
    fs::write(&file, [crawled(0), crawled(1)].concat()).expect("the file can be written");
    let (file, corpus) = (file.to_string_lossy(), corpus.to_string_lossy());
    run(&["corpus", "add", "--corpus", &corpus, &file]);
    let claim = "Pump 1 leaks, and nobody mends it";
    for from in [&[&*file][..], &["--corpus", &corpus]] {
        let lines = run(&[&["extract", "--format", "jsonl"][..], from].concat());
        assert_eq!(lines.matches("\"date\":\"2026-05-03\",\"date_from\":\"crawl\"").count(), 2, "{lines}");
        assert!(run(&[&["extract"][..], from].concat()).contains("2026-05-03 (crawled)"));
        let verdict = run(&[&["verify", claim, "--format", "json"][..], from].concat());
        assert!(verdict.contains("\"date_from\":\"crawl\""), "{verdict}");
        assert!(run(&[&["verify", claim][..], from].concat()).contains("2026-05-03 (crawled)"));
        for command in [&["extract"][..], &["versions", claim], &["verify", claim]] {
            let rows = run(&[command, &["--format", "csv"], from].concat());
            let (head, first) = rows.split_once('\n').expect("a row");
            assert!(
                head.ends_with(",date_from") && first.lines().all(|row| row.ends_with(",crawl")),
                "{rows}"
            );
        }
        // On that day nothing was printed, as far as is known.
        let remarks = run(&[&["versions", claim][..], from].concat());
        assert!(!remarks.contains("first 2026-05-03") && remarks.contains("2 prints"), "{remarks}");
    }
}

#[test]
fn lists_of_a_corpus_tell_the_day_of_the_crawl() {
    let (file, corpus) = (path("listed.warc"), path("listed.corpus"));
    let _ = fs::remove_file(&corpus);
    fs::write(&file, crawled(0)).expect("the file can be written");
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).arg("--corpus").arg(&corpus).output();
        String::from_utf8(out.expect("the program runs").stdout).expect("it is text")
    };
    run(&["corpus", "add", &file.to_string_lossy()]);
    assert!(run(&["corpus", "list"]).contains("\t2026-05-03 (crawled)\t"));
    assert!(run(&["corpus", "list", "--format", "jsonl"]).contains("\"date_from\":\"crawl\""));
    let store = inquit::Store::open(&corpus).expect("it is a corpus");
    let latest = store.latest_articles(None, 0, 9).expect("it can be read");
    assert_eq!(latest[0].date_from, Some(DateFrom::Crawl));
}

#[test]
fn the_day_of_a_crawl_stays_one_when_our_own_records_are_read() {
    let json =
        r#"{"id": "a", "date": "2026-05-03", "date_from": "crawl", "text": "“It leaks,” Ana Ruiz said."}"#;
    let table = "id,date,date_from,text\na,2026-05-03,crawl,\"“It leaks,” Ana Ruiz said.\"\n";
    let own = json.replace("\"crawl\"", "\"page\"");
    let undated = json.replace("2026-05-03", "03/04/2026");
    for (name, bytes, date, from) in [
        ("own.jsonl", json, Some("2026-05-03"), Some(DateFrom::Crawl)),
        ("foreign.jsonl", &own, Some("2026-05-03"), None),
        ("undated.jsonl", &undated, None, None),
    ] {
        let header = read(name, bytes.as_bytes().to_vec()).0.remove(0).header().clone();
        assert_eq!((header.date.as_deref(), header.date_from), (date, from), "{name}");
    }
    let file = path("own.csv");
    fs::write(&file, table).expect("the file can be written");
    let reader = Articles::new(find(&[file]).inputs);
    let dates: Vec<_> = reader.flatten().map(|article| article.header().date_from).collect();
    assert_eq!(dates, [Some(DateFrom::Crawl)]);
}

#[test]
fn what_is_no_page_is_passed_over_and_counted() {
    let chunked = {
        let body = page(1);
        let sent = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        answer("200 OK", "Transfer-Encoding: chunked\r\n", sent.as_bytes())
    };
    let image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG";
    let all = [
        record("response", HTTP, &chunked),
        record("revisit", HTTP, b"HTTP/1.1 200 OK\r\n\r\n"),
        record("response", HTTP, &answer("404 Not Found", "", page(2).as_bytes())),
        record("response", HTTP, image),
        record("response", HTTP, &answer("200 OK", "Content-Encoding: br\r\n", b"\x0b\x02")),
        record("conversion", "Content-Type: text/plain\r\n", "“It leaks,” said Ana Ruiz.".as_bytes()),
        record(
            "response",
            &format!("WARC-Truncated: length\r\n{HTTP}"),
            &answer("200 OK", "", page(3).as_bytes()),
        ),
        record(
            "response",
            HTTP,
            &answer("200 OK", "Content-Encoding: gzip\r\n", &packed(page(4).as_bytes())),
        ),
    ];
    let (articles, errors, notes) = read("a.warc", all.concat());
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[1].text(), "“It leaks,” said Ana Ruiz.");
    assert_eq!(articles[0].id(), "a.warc:0");
    let passed = "1 response packed in a way that is not read, 1 response that is no page, \
                  1 response without the status 200, 1 revisit";
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].contains("the text is cut short"), "{notes:?}");
    assert_eq!(notes[1], format!("a.warc: records passed over: {passed}"));
}

#[test]
fn broken_archives_end_with_an_error_and_no_panic() {
    let whole = [crawled(0), crawled(1)].concat();
    // A record that no other follows is lost too: its length may be wrong.
    for (bytes, pages, wanted) in [
        (whole[..whole.len() - 60].to_vec(), 1, "the file ends inside it"),
        (
            [b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(), crawled(1)].concat(),
            1,
            "no `Content-Length`",
        ),
        (
            [crawled(0), b"noise\r\nnoise\r\n".to_vec(), crawled(1)].concat(),
            1,
            "no record follows where it ends",
        ),
        ([b"WARC/1.0\r\n".to_vec(), b"a: b\r\n".repeat(20_000)].concat(), 0, "more than 65536 bytes"),
        (
            record("response", HTTP, &answer("200 OK", "", &vec![b'x'; 17 << 20])),
            0,
            "longer than 16777216 bytes",
        ),
    ] {
        let (articles, errors, _) = read("a.warc", bytes);
        assert_eq!(errors.len(), 1, "{wanted}: {errors:?}");
        assert!(errors[0].contains(wanted), "{errors:?}");
        assert_eq!(articles.len(), pages, "{wanted}");
    }
}

/// The most memory that the program held while it read a file, in kilobytes; its articles and skipped records.
fn memory(file: &Path) -> (u64, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["extract", "--threads", "1", "--format", "jsonl"])
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let watch = thread::spawn(move || {
        let mut most = 0;
        while let Ok(text) = fs::read_to_string(&status) {
            let Some(line) = text.lines().find(|line| line.starts_with("VmHWM:")) else { break };
            most = line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(most);
            thread::sleep(Duration::from_millis(5));
        }
        most
    });
    let mut last = String::new();
    for line in std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().expect("it is piped"))) {
        last = line.expect("it is text");
    }
    child.wait().expect("it ends");
    (watch.join().expect("it watched"), last)
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_an_archive() {
    let mut most = Vec::new();
    for pages in [300, 3_000] {
        let file = path(&format!("{pages}.warc.gz"));
        fs::write(&file, archive(pages, Some(7)).0).expect("the file can be written");
        let (kilobytes, summary) = memory(&file);
        assert!(summary.contains(&format!("\"articles\":{}", pages - 1)), "{summary}");
        assert!(summary.contains("\"skipped\":1"), "{summary}");
        most.push(kilobytes);
        fs::remove_file(file).expect("it can be taken away");
    }
    assert!(most[0] > 0 && most[1] < most[0] + 8_192, "300 and 3,000 pages took {most:?} kB");
}

#[test]
fn a_graph_of_quotations_gives_articles_and_a_broken_line_is_named() {
    let line = |number: usize, language: &str| {
        serde_json::json!({"date": "2024-05-03T08:00:00Z", "url": format!("https://post.example/{number}"), "title": "Pumps",
            "lang": language, "quotes": [
                {"pre": "The harbour board met on Friday, and Ana Ruiz said", "quote": "Nobody mends it.", "post": "She left early."},
                {"pre": "", "quote": "Nobody mends it.", "post": ""}]})
        .to_string()
    };
    let lines =
        [line(1, "ENGLISH"), line(2, "SPANISH"), "{\"date\":".to_owned(), line(3, "ENGLISH")].join("\n");
    let (articles, errors, notes) = read("a.gqg.json.gz", packed(lines.as_bytes()));
    let ids: Vec<&str> = articles.iter().map(Article::id).collect();
    assert_eq!(ids, ["https://post.example/1", "https://post.example/3"]);
    let paragraph = "The harbour board met on Friday, and Ana Ruiz said “Nobody mends it.” She left early.";
    assert_eq!(articles[0].text(), paragraph);
    assert_eq!(articles[0].header().language.as_deref(), Some("en"));
    assert!(errors.len() == 1 && errors[0].starts_with("a.gqg.json.gz:3:"), "{errors:?}");
    assert_eq!(notes, ["a.gqg.json.gz: records passed over: 1 of another language"]);
}

/// Lines as those of the graph: most have a few quotations with their surroundings, some very many; every hundredth is in another language, every
/// thousandth broken.
fn graph(records: usize, out: &mut impl Write) {
    for number in 0..records {
        let quotes: Vec<_> = (0..if number % 97 == 0 { 60 } else { 1 + number % 5 })
            .map(|quote| {
                serde_json::json!({
                    "pre": format!("The council of the town met on Friday to speak about pump {quote}, and Ana Ruiz said"),
                    "quote": format!("Pump {number} leaks in {quote} places, and nobody mends it."),
                    "post": "She left the hall before the end, and the council voted on Monday without her.",
                })
            })
            .collect();
        let language = if number % 100 == 50 { "GERMAN" } else { "ENGLISH" };
        let record = serde_json::json!({
            "date": "2026-05-03T08:00:00Z", "url": format!("https://post.example/{number}"),
            "title": format!("Pumps, part {number}"), "lang": language, "quotes": quotes});
        let line = record.to_string();
        let whole = if number % 1_000 == 999 { &line[..line.len() / 2] } else { &line };
        writeln!(out, "{whole}").expect("it is written");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_a_graph_of_quotations() {
    let mut most = Vec::new();
    for records in [1_000, 5_000] {
        let file = path(&format!("{records}.gqg.json.gz"));
        let made = fs::File::create(&file).expect("the file can be written");
        let mut packer = GzEncoder::new(made, Compression::fast());
        graph(records, &mut packer);
        packer.finish().expect("the file can be written");
        let (kilobytes, summary) = memory(&file);
        let (broken, foreign) = (records / 1_000, records / 100);
        assert!(summary.contains(&format!("\"articles\":{},", records - broken - foreign)), "{summary}");
        assert!(summary.contains(&format!("\"skipped\":{broken}")), "{summary}");
        most.push(kilobytes);
        fs::remove_file(file).expect("it can be taken away");
    }
    assert!(most[0] > 0 && most[1] < most[0] + 8_192, "1,000 and 5,000 records took {most:?} kB");
}

#[test]
fn broken_records_of_a_graph_are_named_by_their_lines() {
    let mut lines = Vec::new();
    graph(3_000, &mut lines);
    let (articles, errors, notes) = read("day.gqg.json.gz", packed(&lines));
    assert_eq!((articles.len(), errors.len()), (2_967, 3));
    for (error, line) in errors.iter().zip([1_000, 2_000, 3_000]) {
        assert!(error.starts_with(&format!("day.gqg.json.gz:{line}:")), "{error}");
    }
    assert_eq!(notes, ["day.gqg.json.gz: records passed over: 30 of another language"]);
}

#[test]
fn a_file_that_breaks_off_tells_what_was_passed_over_before() {
    let object = |number: usize, language: &str| serde_json::json!({"url": format!("https://post.example/{number}"), "lang": language, "quotes": [{"quote": "Nobody mends it."}]});
    let objects = [object(1, "English"), object(2, "FRENCH"), object(3, "GERMAN"), object(4, "en")];
    let lines: String = objects.iter().map(|object| format!("{object}\n")).collect();
    for (name, text) in [("lines.json.gz", lines), ("list.json.gz", serde_json::json!(objects).to_string())] {
        let mut bytes = packed(text.as_bytes());
        // Without the check sum at its end.
        bytes.truncate(bytes.len() - 8);
        let (articles, errors, notes) = read(name, bytes);
        assert_eq!(articles.len(), 2, "{name}: {errors:?}");
        assert!(articles.iter().all(|article| article.header().language.as_deref() == Some("en")));
        assert!(errors.len() == 1 && errors[0].contains("cannot be read"), "{name}: {errors:?}");
        assert_eq!(notes, [format!("{name}: records passed over: 2 of another language")]);
    }
}

#[test]
fn entries_of_feeds_are_articles_and_summaries_are_cut_short() {
    let rss = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Post</title>\
        <link>https://post.example/</link>\
        <item><title>Pumps &amp;amp; lamps</title><guid>p-1</guid><link>https://post.example/1</link><pubDate>Fri, 03 May 2024 08:00:00 +0000</pubDate>\
        <description>Short.</description><media:content><x>no</x></media:content>\
        <content:encoded><![CDATA[<p>“It leaks,” said Ana Ruiz.</p><p>Nobody mends it.</p>]]></content:encoded></item>\
        <item><title>Lamps</title><link>https://post.example/2</link><description>&amp;lt;p&amp;gt;“They are out,” said Ana Ruiz.&amp;lt;/p&amp;gt;</description></item>\
        <item><title>Nothing</title></item></channel></rss>";
    let (articles, errors, notes) = read("feed.xml", rss.as_bytes().to_vec());
    assert_eq!(articles.len(), 2, "{errors:?}");
    assert_eq!(articles[0].id(), "p-1");
    assert_eq!(articles[0].text(), "“It leaks,” said Ana Ruiz.\n\nNobody mends it.");
    let header = articles[0].header();
    assert_eq!(header.outlet.as_deref(), Some("The Harbour Post"));
    assert_eq!(
        (header.title.as_deref(), header.date.as_deref()),
        (Some("Pumps & lamps"), Some("2024-05-03T08:00:00+00:00"))
    );
    assert_eq!(articles[1].id(), "https://post.example/2");
    assert_eq!(articles[1].text(), "“They are out,” said Ana Ruiz.");
    assert!(
        errors.len() == 1 && errors[0].contains("no `text`") && errors[0].contains(", byte "),
        "{errors:?}"
    );
    assert!(notes.len() == 1 && notes[0].contains("cut short"), "{notes:?}");
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Post</title><entry><id>a-1</id><title>Pumps</title>\
        <link rel=\"self\" href=\"https://post.example/self\"/><link rel=\"alternate\" href=\"https://post.example/1\"/><updated>2024-05-03T08:00:00Z</updated>\
        <content type=\"xhtml\"><div><p>“3 &lt; 4,” said <b>Ana</b> Ruiz.</p></div></content></entry><entry><id>a-2</id><content>Broken";
    let (articles, errors, _) = read("feed", atom.as_bytes().to_vec());
    assert_eq!(articles[0].text(), "“3 < 4,” said Ana Ruiz.");
    assert_eq!(articles[0].header().url.as_deref(), Some("https://post.example/1"));
    assert!(errors.len() == 1 && errors[0].contains("this feed is broken here"), "{errors:?}");
}

#[test]
fn a_corpus_of_quotations_is_grouped_from_the_same_file() {
    let line = r#"{"articleID":"q-1","date":"2024-05-03","title":"Pumps","quotations":[{"quoteID":"x","leftContext":"Ana Ruiz said","quotation":"Nobody mends it","rightContext":"on Friday","globalTopSpeaker":"Ana Ruiz"}]}"#;
    let (articles, errors, _) = read("bank.json", line.as_bytes().to_vec());
    assert_eq!((articles.len(), articles[0].id(), errors.len()), (1, "q-1", 0));
    assert_eq!(articles[0].text(), "Ana Ruiz said “Nobody mends it” on Friday");
    let mut stream = inquit::group::QuoteStream::new(inquit::Lexicon::built_in(), 1);
    assert!(stream.add(line.as_bytes(), 1, "bank.json").is_empty());
    assert_eq!(stream.len(), 1);
}
