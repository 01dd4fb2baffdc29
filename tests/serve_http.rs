//! `inquit serve` over a real socket: who is answered, what every answer has, what the log holds, what happens while a corpus grows and when
//! the server is told to end; and the API held against its description.
#![cfg(all(feature = "serve", unix))]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "serve/client.rs"]
mod client;
#[path = "serve/schema.rs"]
mod schema;

use std::io::Write;
use std::time::{Duration, Instant};

use client::{Answer, Served, add, inquit, read};
use schema::misfits;
use serde_json::{Value, json};

const JSON: &str = "application/json";
const MARKDOWN: &str = "text/markdown";
const FORM: &str = "application/x-www-form-urlencoded";

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

const DRAFT: &str = "“We have oil for a month and spare parts for two,” Mara Lindqvist told reporters.\n";

#[test]
fn only_names_of_this_machine_are_answered() {
    let served = Served::start(&["--allow-host", "desk.example"]);
    let status = |hosts: &[(&str, &str)]| served.send("GET", "/about", hosts, b"").status;
    for own in [
        "localhost",
        "LOCALHOST",
        "localhost:7474",
        "127.0.0.1",
        "127.9.9.9:80",
        "[::1]",
        "[::1]:7474",
        "desk.example",
        "Desk.Example:7474",
    ] {
        assert_eq!(status(&[("Host", own)]), 200, "{own}");
    }
    for other in [
        "127.0.0.1.evil.com",
        "127.evil.com",
        "evil.com",
        "localhost.evil.com",
        "localhost:x",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "desk.example.evil.com",
        "2130706433",
    ] {
        assert_eq!(status(&[("Host", other)]), 421, "{other}");
    }
    assert_eq!(status(&[("Host", "-")]), 400, "no host");
    assert_eq!(status(&[("Host", "localhost"), ("Host", "localhost")]), 400, "two hosts");
    assert_eq!(status(&[("Host", "")]), 421, "an empty host");
    let absolute = served.send("GET", "http://evil.com/about", &[], b"");
    assert_eq!(absolute.status, 421, "an address with another host");
}

/// Requests of all sorts, each with the status that it gets.
fn all_sorts(served: &Served) -> Vec<(&'static str, u16, Answer)> {
    let posted = |target: &str, kind: &str, body: &str| served.post(target, kind, body.as_bytes());
    let foreign = [("Content-Type", FORM), ("Sec-Fetch-Site", "cross-site")];
    let origin = [("Content-Type", JSON), ("Origin", "https://evil.com")];
    let page = served.get("/about");
    let mark = page.header("etag").unwrap().to_owned();
    let sheet = page.text().split("href=\"/style-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    vec![
        ("a page", 200, page),
        ("unchanged", 304, served.send("GET", "/about", &[("If-None-Match", &mark)], b"")),
        ("head", 200, served.send("HEAD", "/about", &[], b"")),
        ("style", 200, served.get(&format!("/style-{sheet}"))),
        ("no page", 404, served.get("/nowhere")),
        ("no page of the API", 404, served.get("/api/v1/nowhere")),
        ("no remark", 404, served.get("/api/v1/remarks/none")),
        ("no place", 404, served.get("/api/v1/at/courier.txt/1")),
        ("a place that is no number", 400, served.get("/api/v1/at/courier.txt/x")),
        ("another method", 405, served.send("DELETE", "/about", &[], b"")),
        ("another host", 421, served.send("GET", "/", &[("Host", "evil.com")], b"")),
        ("a form of another site", 403, served.send("POST", "/check", &foreign, b"text=oil")),
        ("a script of another site", 403, served.send("POST", "/api/v1/verify", &origin, b"{}")),
        ("a draft", 200, posted("/api/v1/check", MARKDOWN, DRAFT)),
        ("a draft as a form", 200, posted("/check", FORM, "text=oil")),
        ("an empty form", 422, posted("/check", FORM, "")),
        ("no form", 400, posted("/check", "multipart/form-data", "x")),
        ("a broken form", 400, posted("/check", "multipart/form-data; boundary=b", "--b\r\nx")),
        ("no media type", 415, posted("/api/v1/check", "image/png", "x")),
        ("no JSON", 400, posted("/api/v1/verify", JSON, "{")),
        ("no claims", 422, posted("/api/v1/verify", JSON, "{\"claims\": []}")),
        ("claims that are none", 400, posted("/api/v1/verify", JSON, "{\"claims\": 7}")),
        ("a style that is none", 400, posted("/api/v1/check", JSON, "{\"text\": \"x\", \"style\": \"x\"}")),
        ("a form that is none", 400, posted("/api/v1/check", JSON, "{\"text\": \"x\", \"format\": \"x\"}")),
        ("an empty draft", 422, posted("/api/v1/check", MARKDOWN, " ")),
        ("no text", 400, posted("/api/v1/extract", JSON, "{\"text\": 7}")),
        (
            "too many claims",
            413,
            posted(
                "/api/v1/verify",
                JSON,
                &json!({"claims": vec![json!({"claim": "oil"}); 201]}).to_string(),
            ),
        ),
        ("too long", 413, posted("/api/v1/check", MARKDOWN, &"oil ".repeat(100_000))),
        ("a limit that is none", 400, served.get("/api/v1/search?limit=0")),
        ("a cursor that is none", 400, served.get("/api/v1/search?after=zzz")),
        ("a format that is none", 400, served.get("/api/v1/remarks/none?format=exe")),
        ("a verdict", 200, served.get("/verify?quote=We+have+oil+for+a+week")),
        ("a claim without words", 400, served.get("/verify?quote=!!!")),
    ]
}

#[test]
fn every_answer_has_all_headers() {
    let served = Served::start(&[]);
    for (what, status, answer) in all_sorts(&served) {
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        for (name, value) in HEADERS {
            assert_eq!(answer.header(name), Some(value), "{what}: {name}");
        }
        let kept = answer.header("cache-control").unwrap_or_else(|| panic!("{what}: no Cache-Control"));
        let drafts = ["a draft", "a draft as a form", "a verdict"].contains(&what);
        assert!(!(drafts || status >= 400) || kept == "no-store", "{what}: {kept}");
        assert_eq!(
            answer.header("etag").is_some(),
            ["a page", "unchanged", "head"].contains(&what),
            "{what}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), None, "{what}");
        assert_eq!(answer.header("set-cookie"), None, "{what}");
    }
    let packed = served.send("GET", "/about", &[("Accept-Encoding", "gzip")], b"");
    assert_eq!((packed.header("content-encoding"), packed.status), (Some("gzip"), 200));
    assert!(packed.body.len() < served.get("/about").body.len());
}

#[test]
fn the_log_has_no_word_of_what_was_asked() {
    let served = Served::start(&[]);
    let sorts = all_sorts(&served).len();
    for target in [
        "/?q=zeppelin",
        "/verify?quote=zeppelin+zeppelin+zeppelin&speaker=zeppelin",
        "/zeppelin",
        "/api/v1/at/zeppelin/1",
    ] {
        served.get(target);
    }
    served.send(
        "GET",
        "/about",
        &[("User-Agent", "zeppelin"), ("Referer", "http://localhost/zeppelin")],
        b"",
    );
    served.post("/check", FORM, b"text=%E2%80%9CA+zeppelin+came%2C%E2%80%9D+she+said.");
    let until = Instant::now() + Duration::from_secs(20);
    while served.log().len() < sorts + 6 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let log = served.log();
    assert!(log.len() >= sorts + 6, "{log:?}");
    for line in &log {
        let parts: Vec<&str> = line.split(' ').collect();
        let [method, route, status, time, "ms"] = parts[..] else { panic!("{line}") };
        assert!(method.bytes().all(|b| b.is_ascii_uppercase()) && !route.contains(['?', '%']), "{line}");
        assert!(status.parse::<u16>().is_ok() && time.parse::<u64>().is_ok(), "{line}");
        assert!(!line.contains("zeppelin") && !line.contains("oil"), "{line}");
    }
    assert!(log.iter().any(|line| line.starts_with("GET /api/v1/at/{article}/{start} 404 ")), "{log:?}");
}

#[test]
fn a_corpus_is_read_while_another_program_adds_to_it() {
    let served = Served::start(&[]);
    let folder = served.corpus.with_file_name("more");
    std::fs::create_dir(&folder).unwrap();
    for n in 0..400 {
        let text = format!("“The lamp number {n} of the pier burns until nine,” Ana Ruiz said on Monday.\n");
        std::fs::write(folder.join(format!("more-{n}.txt")), text).unwrap();
    }
    let mut adding =
        inquit().args(["corpus", "add", "--corpus"]).arg(&served.corpus).arg(&folder).spawn().unwrap();
    let targets =
        ["/?q=oil+week", "/api/v1/search?q=lamp", "/verify?quote=We+have+oil+for+a+week", "/api/v1/info"];
    let (mut asked, mut done) = (0, None);
    while asked < 200 || done.is_none() {
        let answer = served.get(targets[asked % targets.len()]);
        assert!(answer.status < 500 || answer.status == 503, "{}: {}", answer.status, answer.text());
        asked += 1;
        done = done.or(adding.try_wait().unwrap());
        if asked >= 20_000 {
            adding.kill().unwrap();
        }
    }
    assert!(adding.wait().unwrap().success(), "`corpus add` failed, or did not end in time");
    let info = served.get("/api/v1/info").json();
    assert!(
        info["corpus"]["articles"].as_u64().unwrap() > 400 && info["corpus"]["grouped"] == true,
        "{info}"
    );
}

#[test]
fn a_place_leads_to_the_remark_of_today() {
    let served = Served::start(&[]);
    let folder = served.corpus.with_file_name("later");
    std::fs::create_dir(&folder).unwrap();
    let hit = served.get("/api/v1/search?q=oil+week").json()["remarks"][0].clone();
    let former = hit["remark"].as_str().unwrap().to_owned();
    let place = "/api/v1/at/harbour-post.txt/165";
    let before = served.get(place);
    assert_eq!(
        (before.status, before.header("location").unwrap()),
        (303, format!("/api/v1/remarks/{former}").as_str())
    );
    for outlet in ["Gazette", "Mirror", "Tribune"] {
        let text = "“We have oil for a week and spare parts for two, and not a spark more,” Mara Lindqvist said on Friday.";
        std::fs::write(
            folder.join(format!("{outlet}.txt")),
            format!("outlet: {outlet}\ndate: 2024-05-05\n---\n{text}\n"),
        )
        .unwrap();
    }
    add(&served.corpus, &[folder]);
    let after = served.get(place);
    let now = after.header("location").unwrap().to_owned();
    assert_ne!(now, format!("/api/v1/remarks/{former}"), "the base must have changed");
    let old = served.get(&format!("/api/v1/remarks/{former}"));
    assert_eq!((old.status, old.header("location")), (301, Some(now.as_str())));
    assert!(served.get(&now).json()["remarks"][0]["outlets"].as_u64().unwrap() >= 4);
}

#[test]
fn open_requests_are_finished_before_the_end() {
    let mut served = Served::start(&[]);
    let mut open = served.begin("POST", "/api/v1/check", &[("Content-Type", MARKDOWN)], DRAFT.len());
    let (head, rest) = DRAFT.as_bytes().split_at(20);
    open.write_all(head).unwrap();
    // The request must have been taken before the server is told to end.
    std::thread::sleep(Duration::from_millis(300));
    served.terminate();
    std::thread::sleep(Duration::from_millis(300));
    assert!(std::net::TcpStream::connect(served.address).is_err(), "no new request is taken");
    open.write_all(rest).unwrap();
    let answer = read(open);
    assert_eq!((answer.status, &answer.json()["verdicts"][0]["wording"]), (200, &json!("altered")));
    assert_eq!(served.wait().code(), Some(0));
}

#[test]
fn a_token_and_an_origin_are_asked_for() {
    let served = Served::start(&["--token", "secret-token", "--cors", "https://desk.example"]);
    let ask = |headers: &[(&str, &str)]| served.send("GET", "/api/v1/info", headers, b"");
    let refused = ask(&[]);
    assert_eq!((refused.status, refused.header("content-type")), (401, Some("application/problem+json")));
    assert!(refused.header("www-authenticate").unwrap().starts_with("Basic"));
    assert_eq!(ask(&[("Authorization", "Bearer secret-tokem")]).status, 401);
    let known = ask(&[("Authorization", "Bearer secret-token")]);
    assert_eq!(
        (known.status, known.header("access-control-allow-origin")),
        (200, Some("https://desk.example"))
    );
    let preflight = served.send("OPTIONS", "/api/v1/verify", &[("Origin", "https://desk.example")], b"");
    assert_eq!(preflight.status, 204);
}

/// The answers that the description must hold of, each with its path and method there.
fn described(served: &Served) -> Vec<(&'static str, &'static str, Answer)> {
    let hits = served.get("/api/v1/search?limit=1");
    let id = hits.json()["remarks"][0]["remark"].as_str().unwrap().to_owned();
    let get = |target: &str| served.get(target);
    let post = |target: &str, body: &Value| served.post(target, JSON, body.to_string().as_bytes());
    let claims = json!({"claims": [
        {"id": 7, "claim": "We have oil for a month and spare parts for two", "speaker": "Mara Lindqvist", "source": "courier.txt"},
        {"claim": "They are older than the town, and nobody pays", "speaker": "Tom Okafor", "style": "strict"},
        {"claim": "The lamp of the lighthouse was sold to a stranger"},
        {"claim": "!!!"},
    ], "fail_on": "altered,misattributed"});
    let draft = json!({"text": format!("{DRAFT}\nThe “winter plan” is late. “They are older than the town,” she said."), "every": false, "speaker": "Tom Okafor"});
    let (verify, check, extract) = ("/api/v1/verify", "/api/v1/check", "/api/v1/extract");
    vec![
        ("/openapi.json", "get", get("/openapi.json")),
        ("/api/v1/info", "get", get("/api/v1/info")),
        ("/api/v1/search", "get", hits),
        ("/api/v1/search", "get", get("/api/v1/search?q=oil+week&sort=newest&differs=wording")),
        ("/api/v1/search", "get", get("/api/v1/search?q=zeppelin")),
        ("/api/v1/search", "get", get("/api/v1/search?differs=smell")),
        ("/api/v1/remarks/{id}", "get", get(&format!("/api/v1/remarks/{id}"))),
        ("/api/v1/remarks/{id}", "get", get(&format!("/api/v1/remarks/{id}?format=collatex"))),
        ("/api/v1/remarks/{id}", "get", get(&format!("/api/v1/remarks/{id}?format=annotation"))),
        ("/api/v1/remarks/{id}", "get", get("/api/v1/remarks/none")),
        ("/api/v1/at/{article}/{start}", "get", get("/api/v1/at/harbour-post.txt/165")),
        ("/api/v1/at/{article}/{start}", "get", get("/api/v1/at/harbour-post.txt/1")),
        ("/api/v1/articles/{id}", "get", get("/api/v1/articles/harbour-post.txt")),
        ("/api/v1/articles/{id}", "get", get("/api/v1/articles/no%2Fsuch")),
        ("/api/v1/articles/{id}/quotations", "get", get("/api/v1/articles/courier.txt/quotations")),
        (verify, "post", post(verify, &claims)),
        (verify, "post", post(verify, &json!({"claim": "They are older than the town", "speaker": null}))),
        (verify, "post", post(verify, &json!({"claims": {}}))),
        (verify, "post", served.post(verify, FORM, b"claim=oil")),
        (check, "post", post(check, &draft)),
        (check, "post", served.post("/api/v1/check?every=true&style=strict", MARKDOWN, DRAFT.as_bytes())),
        (check, "post", served.post("/api/v1/check?format=sarif", MARKDOWN, DRAFT.as_bytes())),
        (check, "post", served.post(check, MARKDOWN, b"")),
        (extract, "post", post(extract, &json!({"text": DRAFT, "format": "plain", "indirect": true}))),
        (extract, "post", post(extract, &json!({"text": "Nobody spoke."}))),
    ]
}

#[test]
fn the_description_holds_of_real_answers() {
    let served = Served::start(&[]);
    let document = served.get("/openapi.json").json();
    let mut seen = std::collections::BTreeSet::new();
    for (path, method, answer) in described(&served) {
        seen.insert((path, method));
        let told = &document["paths"][path][method]["responses"][answer.status.to_string()];
        let told = match told["$ref"].as_str() {
            Some(pointer) => document.pointer(pointer.trim_start_matches('#')).unwrap(),
            None => told,
        };
        assert!(told.is_object(), "{path}: the status {} is not described: {}", answer.status, answer.text());
        let Some(content) = told["content"].as_object() else {
            assert!(answer.body.is_empty() && answer.header("location").is_some(), "{path}");
            continue;
        };
        let kind = answer.header("content-type").unwrap();
        let schema = content.get(kind).unwrap_or_else(|| panic!("{path}: {kind} is not described"));
        let misfits = misfits(&document, &schema["schema"], &answer.json());
        assert_eq!(misfits, Vec::<String>::new(), "{path} {}: {}", answer.status, answer.text());
    }
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().keys().map(move |m| (path.as_str(), m.as_str()))
    });
    assert_eq!(
        all.collect::<std::collections::BTreeSet<_>>(),
        seen,
        "every operation is tried, and every one is described"
    );
}

#[test]
fn a_list_goes_on_behind_its_cursor() {
    let served = Served::start(&[]);
    let all = served.get("/api/v1/search?limit=100").json();
    let (mut ids, mut target) = (Vec::new(), "/api/v1/search?limit=2".to_owned());
    for _ in 0..100 {
        let page = served.get(&target).json();
        ids.extend(page["remarks"].as_array().unwrap().iter().map(|r| r["remark"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        target = format!("/api/v1/search?limit=2&after={next}");
    }
    let wanted: Vec<Value> = all["remarks"].as_array().unwrap().iter().map(|r| r["remark"].clone()).collect();
    assert!(wanted.len() > 2);
    assert_eq!(ids, wanted);
    let cursor = target.rsplit('=').next().unwrap();
    let other = served.get(&format!("/api/v1/search?q=oil&after={cursor}"));
    assert_eq!((other.status, other.header("content-type")), (400, Some("application/problem+json")));
}

/// The code points of a text from one place to another.
fn part(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn an_annotation_is_found_once_and_where_it_says() {
    let served = Served::start(&[]);
    let listed = served.get("/articles.json").json();
    let articles: Vec<Value> = listed["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| served.get(&format!("/api/v1/articles/{}", a["id"].as_str().unwrap())).json())
        .collect();
    let mut seen = 0;
    for hit in served.get("/api/v1/search?limit=100").json()["remarks"].as_array().unwrap() {
        let id = hit["remark"].as_str().unwrap();
        let page = served.get(&format!("/api/v1/remarks/{id}?format=annotation")).json();
        let annotations = page["items"].as_array().unwrap();
        assert_eq!(
            annotations.len() + 1,
            hit["prints"].as_u64().unwrap() as usize,
            "each print but the base"
        );
        for target in annotations.iter().flat_map(|annotation| annotation["target"].as_array().unwrap()) {
            let source = target["source"].as_str().unwrap();
            let own = |a: &&Value| {
                a["url"] == source || source == format!("urn:inquit:{}", a["id"].as_str().unwrap())
            };
            let text = articles.iter().find(own).unwrap()["text"].as_str().unwrap();
            let [quote, place] = target["selector"].as_array().unwrap().as_slice() else {
                panic!("{target}")
            };
            let field = |name: &str| quote[name].as_str().unwrap();
            let whole = [field("prefix"), field("exact"), field("suffix")].concat();
            let number = |name: &str| place[name].as_u64().unwrap() as usize;
            assert_eq!(part(text, number("start"), number("end")), field("exact"));
            assert_eq!(text.matches(&whole).count(), 1, "{whole}");
            let before = text[..text.find(&whole).unwrap()].chars().count() + field("prefix").chars().count();
            assert_eq!(before, number("start"));
            seen += 1;
        }
    }
    assert!(seen > 10);
}

#[test]
fn the_ending_of_an_address_says_the_form() {
    let served = Served::start(&[]);
    let id = served.get("/api/v1/search?limit=1").json()["remarks"][0]["remark"].as_str().unwrap().to_owned();
    let claim = "quote=We+have+oil+for+a+month&speaker=Mara+Lindqvist";
    for (path, query, part) in [
        ("/search", "q=oil", "\"remarks\":[{"),
        ("/articles", "outlet=Courier", "\"articles\":[{"),
        ("/outlets", "", "\"outlets\":[{"),
        ("/speakers", "", "\"speakers\":[{"),
        ("/verify", claim, "\"wording\":\"altered\""),
    ] {
        let json = served.get(&format!("{path}.json?{query}"));
        assert_eq!((json.status, json.header("content-type")), (200, Some(JSON)), "{path}: {}", json.text());
        assert!(json.text().contains(part), "{path}: {}", json.text());
        let csv = served.get(&format!("{path}.csv?{query}"));
        assert_eq!(
            (csv.status, csv.header("content-type")),
            (200, Some("text/csv; charset=utf-8")),
            "{path}"
        );
        assert!(csv.text().lines().count() > 1, "{path}: {}", csv.text());
    }
    assert_eq!(served.get("/search.json?q=oil&page=251").status, 400);
    assert_eq!(served.get("/?q=oil&page=251").status, 200);
    assert_eq!(served.get("/about.json").json()["corpus"]["articles"].as_u64(), Some(6));
    let asked = served.send("GET", "/outlets", &[("Accept", "text/csv")], b"");
    assert!(asked.text().starts_with("outlet,articles\n"), "{}", asked.text());
    for (path, wanted) in [
        (format!("/remark/{id}.csv"), format!("/api/v1/remarks/{id}?format=csv")),
        ("/article/courier.txt.json".to_owned(), "/api/v1/articles/courier.txt".to_owned()),
        (
            "/article/courier.txt.csv".to_owned(),
            "/api/v1/articles/courier.txt/quotations?format=csv".to_owned(),
        ),
    ] {
        let answer = served.get(&path);
        assert_eq!((answer.status, answer.header("location")), (303, Some(wanted.as_str())), "{path}");
        assert_eq!(served.get(&wanted).status, 200);
    }
    let none = served.get("/verify.json");
    assert_eq!((none.status, none.header("content-type")), (422, Some("application/problem+json")));
}

#[test]
fn a_head_that_does_not_arrive_ends_the_connection() {
    let served = Served::start(&[]);
    let mut slow = std::net::TcpStream::connect(served.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    slow.write_all(b"GET /about HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
    let begun = Instant::now();
    let mut heard = Vec::new();
    // A byte now and then shows that the connection lives; what counts is the whole head.
    let ended = loop {
        if slow.write_all(b"a").is_err() {
            break true;
        }
        let mut bytes = [0; 512];
        match std::io::Read::read(&mut slow, &mut bytes) {
            Ok(0) => break true,
            Ok(n) => heard.extend_from_slice(&bytes[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => break true,
        }
        if begun.elapsed() > Duration::from_secs(30) {
            break false;
        }
    };
    assert!(ended && !String::from_utf8_lossy(&heard).contains(" 200 "));
    assert_eq!(served.get("/about").status, 200, "others are answered");
}
