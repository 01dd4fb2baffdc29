//! What an article must not do to the terminal or the page that its words are printed on.

use std::fs;

use crate::{command, folder, inquit, text};

#[test]
fn no_control_character_of_an_article_reaches_the_terminal() {
    let root = folder("control");
    let steer = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{8}\u{7f}";
    let record = serde_json::json!({
        "id": format!("id{steer}"), "outlet": format!("Post{steer}"), "date": steer, "title": format!("T{steer}"),
        "text": format!("“It {steer}holds for a hundred years,” Ana{steer} Ruiz said{steer}."),
    });
    let other = serde_json::json!({
        "outlet": format!("Courier{steer}"), "text": "“It holds for a hundred years,” Ana Ruiz said.",
    });
    fs::write(root.join(format!("a{}.jsonl", '\u{1b}')), format!("{record}\n{other}\nbroken{steer}\n"))
        .unwrap();
    let folder = root.to_string_lossy();
    for arguments in [
        &["extract", "-v"][..],
        &["extract", "--explain"],
        &["extract", "--format", "jsonl"],
        &["extract", "--format", "csv"],
        &["extract", "--format", "md"],
        &["compare"],
        &["compare", "--format", "json"],
        &["compare", "--format", "csv"],
        &["compare", "--format", "md"],
        &["compare", "--format", "tei"],
        &["compare", "--format", "html", "--explain"],
        &["compare", "--explain"],
        &["versions", "holds for a hundred years"],
    ] {
        let out = inquit(&[arguments, &["--color", "never", &folder]].concat());
        assert_eq!(out.status.code(), Some(2), "the broken line is reported");
        for (stream, bytes) in [("stdout", &out.stdout), ("stderr", &out.stderr)] {
            let unsafe_one = text(bytes)
                .chars()
                .find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
            assert_eq!(unsafe_one, None, "{arguments:?} {stream}: {}", text(bytes).escape_debug());
        }
    }
}

#[test]
fn markup_of_an_article_stays_words_on_the_page_and_in_tei() {
    let root = folder("markup-page");
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)> \"' & ]]>";
    let record = |outlet: &str, url: &str, end: &str| {
        serde_json::json!({
            "id": format!("{outlet}{evil}"), "outlet": format!("{outlet}{evil}"), "url": url, "date": evil,
            "text": format!("“The northern bridge of Brahmek <b>holds</b> for a hundred years of flood{end}” Ana Ruiz said. {evil}"),
        })
    };
    let lines = format!(
        "{}\n{}\n",
        record("Post", "javascript:alert(3)", ", <b>really</b>,"),
        record("Courier", "https://courier.example/?a=1&b=\"onclick=alert(4)", ",")
    );
    fs::write(root.join("a.jsonl"), lines).unwrap();
    let folder = root.to_string_lossy();
    for format in ["html", "tei"] {
        let out = inquit(&["compare", "--explain", "--format", format, &folder]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let page = text(&out.stdout);
        for bad in ["<script", "<img", "<b>holds", "<b>really", "href=\"javascript", "\"onclick"] {
            assert!(!page.contains(bad), "{format}: {bad}\n{page}");
        }
        assert!(page.contains("holds"));
        for outside in ["<link", "src=", "@import", "url("] {
            let styles = page.split("<body>").next().unwrap_or_default();
            assert!(format != "html" || !styles.contains(outside), "{outside}");
        }
    }
}

#[test]
fn no_line_of_a_table_is_wider_than_asked_for() {
    let root = folder("width");
    let long = "unbreakable".repeat(30);
    let article = |outlet: &str, words: &str| {
        format!("outlet: {outlet}\n---\n“The bridge {words} will hold for a hundred years,” Ana Ruiz said.\n")
    };
    fs::write(root.join("a.txt"), article("An Outlet With a Very Long Name Indeed", &long)).unwrap();
    fs::write(
        root.join("b.txt"),
        article("习近平习近平习近平习近平习近平", "习近平习近平 of the old harbour"),
    )
    .unwrap();
    fs::write(
        root.join(format!("{}.txt", "c".repeat(120))),
        "“The bridge will hold for a hundred years,” Ana Ruiz said.",
    )
    .unwrap();
    let folder = root.to_string_lossy();
    for command in
        [&["compare"][..], &["compare", "--full"], &["extract", "--explain"], &["versions", "will hold"]]
    {
        for paths in [&folder, "seeds"] {
            for width in ["40", "57", "80", "120", "200"] {
                let out = inquit(&[command, &["--width", width, paths]].concat());
                let most: usize = width.parse().unwrap();
                for line in text(&out.stdout).lines() {
                    let wide = unicode_width::UnicodeWidthStr::width(line);
                    assert!(wide <= most, "{command:?} {paths} {width}: {wide}: {line}");
                }
            }
        }
    }
}

#[test]
fn columns_tells_the_width_where_nothing_else_does() {
    let width = |columns: &str, args: &[&str]| {
        let all = [&["extract", "seeds"], args].concat();
        let out = command(&all).env("COLUMNS", columns).output().expect("the program runs");
        text(&out.stdout).lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0)
    };
    assert_eq!(width("120", &[]), 120);
    assert_eq!(width("120", &["--width", "60"]), 60);
    assert_eq!(width("9", &[]), 40);
    for none in ["", "0", "wide", "-5", "99999999"] {
        assert_eq!(width(none, &[]), 80, "{none}");
    }
}
