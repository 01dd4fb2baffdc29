//! Drafts as pages and as files to keep: what is asked, what comes back, and that no draft becomes markup.

use super::desk::{Inquiry, Screen};
use super::golden_tests::{answered, corpus, folder, golden, sound};
use super::page::{Failure, Keep, Reply};
use super::params::Params;
use super::sent::Sent;
use super::{check, verify};
use crate::render::Format;
use crate::store::Store;

const DRAFT: &str = "# Pumps\n\nThe board met on Monday.\n\n“We have oil for a month,” Mara Lindqvist told reporters. She added: \
    “They are older than the town, and nobody pays.” The “winter plan” is a term.\n";

/// A draft that tries to be more than text.
const EVIL: &str = "“We have <script>alert(1)</script> oil for a week</textarea><img src=x onerror=alert(2)> \u{202e}and\u{2066} spare parts,” \
    Mara <b onmouseover=alert(3)>Lindqvist</b> said. [x](javascript:alert(4)) “\"><svg onload=alert(5)> is a long quotation too,” she said.";

/// The corpus of the example, in a file of its own for each test.
fn example(test: &str) -> Store {
    corpus(test, folder("docs/example"))
}

fn ask(store: &Store, screen: Screen, fields: &[(&str, &str)]) -> Result<Reply, Failure> {
    let mut params = Params::default();
    fields.iter().for_each(|(name, value)| params.add(name, value));
    answered(store, screen, &Inquiry { params, ..Inquiry::default() })
}

fn with_file(store: &Store, name: &str, bytes: &[u8]) -> Result<Reply, Failure> {
    let sent = Sent { kind: String::new(), name: Some(name.to_owned()), bytes: bytes.to_vec() };
    answered(store, check::page, &Inquiry { sent: Some(sent), ..Inquiry::default() })
}

/// A page without the time at which it was made.
fn timeless(page: &str) -> String {
    let Some((before, rest)) = page.split_once("Checked 20") else { return page.to_owned() };
    let (_, after) = rest.split_once("UTC").unwrap();
    format!("{before}Checked TIME{after}")
}

#[test]
fn a_draft_is_a_page_that_somebody_looked_at() {
    let store = example("draft-pages");
    let pages = [
        ("check-form", ask(&store, check::form, &[])),
        ("check", ask(&store, check::page, &[("text", DRAFT)])),
        ("check-every", ask(&store, check::page, &[("text", DRAFT), ("every", "1"), ("style", "strict")])),
        ("check-none", ask(&store, check::page, &[("text", "The board met on Monday.")])),
        ("verify-form", ask(&store, verify::page, &[])),
        (
            "verify",
            ask(&store, verify::page, &[("quote", "We have oil for a month"), ("speaker", "Mara Lindqvist")]),
        ),
        ("verify-none", ask(&store, verify::page, &[("quote", "The lamp of the lighthouse was sold")])),
    ];
    for (name, page) in pages {
        let page = page.unwrap();
        sound(name, &page.text);
        golden(&format!("example-{name}"), &timeless(&page.text));
        assert_eq!(page.keep == Keep::Never, !name.ends_with("check-form"), "{name}");
    }
}

#[test]
fn a_report_is_saved_in_every_form_without_being_kept() {
    let store = example("draft-saved");
    for (format, kind, part) in [
        ("html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("md", "text/markdown; charset=utf-8", "oil for"),
        ("json", "application/json", "{\"verdicts\":["),
        ("sarif", "application/sarif+json", "\"version\":\"2.1.0\""),
    ] {
        let saved = ask(&store, check::page, &[("text", DRAFT), ("format", format)]).unwrap();
        assert_eq!((saved.kind, saved.keep), (kind, Keep::Never));
        assert_eq!(saved.save_as, Some(format!("quotations-checked.{format}")));
        assert!(saved.text.replace("\": ", "\":").contains(part), "{format}: {}", saved.text);
    }
    let failure = ask(&store, check::page, &[("text", DRAFT), ("format", "exe")]).unwrap_err();
    assert_eq!((failure.status, failure.detail.contains("sarif")), (400, true));
}

#[test]
fn a_file_is_read_by_its_name_and_comes_back_in_letters() {
    let store = example("draft-files");
    let page = with_file(&store, "draft.html", format!("<p>{DRAFT}</p>").as_bytes()).unwrap().text;
    sound("file", &page);
    let letters = page.split_once("name=\"letters\" hidden>").unwrap().1.split_once('<').unwrap().0;
    let fields = [("letters", letters), ("name", "draft.html"), ("format", "json")];
    let saved = ask(&store, check::page, &fields).unwrap().text;
    assert!(saved.contains("\"draft.html\"") && saved.contains("\"altered\""), "{saved}");
    for (name, bytes, status) in [
        ("empty.md", &b"  \n"[..], 422),
        ("draft.docx", b"PK\x03\x04 no archive", 415),
        ("draft.txt", b"\0\0\0\0\0\0\0\0", 415),
        ("<b>.txt", &vec![b'a'; (4 << 20) + 1], 413),
    ] {
        let failure = with_file(&store, name, bytes).unwrap_err();
        assert_eq!(failure.status, status, "{name}: {}", failure.detail);
    }
    assert_eq!(ask(&store, check::page, &[("text", " \r\n ")]).unwrap_err().status, 422);
    assert_eq!(ask(&store, check::page, &[("letters", "!")]).unwrap_err().status, 400);
    assert_eq!(
        ask(&store, verify::page, &[("quote", "oil for a week"), ("date", "May")]).unwrap_err().status,
        400
    );
    let empty = Inquiry { form: Some(Format::Json), ..Inquiry::default() };
    assert_eq!(answered(&store, verify::page, &empty).unwrap_err().status, 422);
}

#[test]
fn a_draft_is_text_and_never_markup() {
    let store = example("draft-evil");
    let mut shown = Vec::new();
    for kind in ["markdown", "plain", "html"] {
        for format in ["", "html"] {
            let fields = [("text", EVIL), ("kind", kind), ("every", "1"), ("format", format)];
            let page = ask(&store, check::page, &fields).unwrap().text;
            if format.is_empty() {
                sound(kind, &page.replace(" onerror=alert(2)", "").replace("javascript:alert(4)", ""));
            }
            shown.push(page);
        }
    }
    shown.push(
        ask(&store, verify::page, &[("quote", EVIL), ("speaker", "<b>\"x"), ("date", "")]).unwrap().text,
    );
    shown.push(with_file(&store, "\"><script>x</script>.md", EVIL.as_bytes()).unwrap().text);
    for page in &shown {
        for raw in ["<script", "<img", "<svg", "<b onm", "</textarea><", "href=\"javascript"] {
            let closed = page.matches("</textarea>").count() == page.matches("<textarea").count();
            // The field that the draft travels back in ends once, by our own mark.
            assert!(closed && (!page.contains(raw) || raw.starts_with("</text")), "{raw}: {page}");
        }
    }
    // What the reader sees has no control characters; only the field that travels back has the draft as it was sent.
    for page in &shown {
        let seen: String = page
            .split("<textarea")
            .map(|p| p.split_once("</textarea>").map_or(p, |(_, seen)| seen))
            .collect();
        assert!(!seen.contains(['\u{202e}', '\u{2066}']), "{seen}");
    }
    for format in ["json", "sarif", "md"] {
        let saved = ask(&store, check::page, &[("text", EVIL), ("format", format)]).unwrap().text;
        assert!(!saved.contains(['\u{202e}', '\u{2066}']), "{format}: {saved}");
    }
}

#[test]
fn a_speaker_is_claimed_where_the_draft_names_nobody() {
    let store = example("draft-speaker");
    let text = "A statement. “They are older than the town and no one pays,” it reads. “We have oil for a week,” Mara Lindqvist said.";
    let attributions = |speaker: &str| {
        let fields = [("text", text), ("speaker", speaker), ("every", "1"), ("format", "json")];
        let report: serde_json::Value =
            serde_json::from_str(&ask(&store, check::page, &fields).unwrap().text).unwrap();
        let of = |n: usize| report["verdicts"][n]["attribution"].as_str().unwrap().to_owned();
        ([of(0), of(1)], report["summary"]["receipt"]["speaker"].clone())
    };
    let kept = ["misattributed".to_owned(), "confirmed".to_owned()];
    assert_eq!(attributions("Tom Okafor"), (kept, "Tom Okafor".into()));
    assert_eq!(attributions("Mara Lindqvist").0[0], "confirmed");
    assert_eq!(
        attributions(" "),
        (["not-checked".to_owned(), "confirmed".to_owned()], serde_json::Value::Null)
    );
    // The report that is saved asks the same.
    let page = ask(&store, check::page, &[("text", text), ("speaker", "\"><b>Tom")]).unwrap().text;
    assert!(page.contains("name=\"speaker\" value=\"&#34;&#62;&#60;b&#62;Tom\""), "{page}");
}

#[test]
fn each_card_leads_to_the_failures_beside_it() {
    let store = example("draft-between");
    let text = "“We have oil for a month,” Mara Lindqvist said. “We have oil for a week,” Mara Lindqvist said. “Nobody of the board has ever seen it,” Tom Okafor said.";
    let page = ask(&store, check::page, &[("text", text)]).unwrap().text;
    let links = |card: &str| {
        let behind = page.split(&format!("id=\"{card}\"")).nth(1).unwrap();
        let card = behind.split("<details class=\"card").next().unwrap();
        ["#c1", "#c2", "#c3"].map(|to| card.contains(&format!("<a href=\"{to}\">")))
    };
    assert_eq!(
        [links("c1"), links("c2"), links("c3")],
        [[false, false, true], [true, false, true], [true, false, false]]
    );
}
