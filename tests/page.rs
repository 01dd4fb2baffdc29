//! The page of many remarks: whoever opens it finds a remark, and comes back, with a keyboard, without a script, by ear.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A made word, another one for each number.
fn word(n: usize) -> String {
    let (heads, tails) = (
        ["bra", "clo", "dre", "fli", "gru", "kra", "plo", "ste", "tri", "wha"],
        ["bben", "ckle", "dder", "ffin", "lter", "mmet", "ndle"],
    );
    format!("{}{}{}", heads[n % 10], tails[n / 10 % 7], ["", "s", "ing"][n / 70 % 3])
}

/// Two outlets that print events with three remarks each, one of them worded differently.
fn news(folder: &Path, events: usize) {
    let mut lines = String::new();
    for e in 0..events {
        for (outlet, whenever) in [("Harbour Post", "whenever"), ("<b>Courier</b>", "as soon as")] {
            let w: Vec<String> = (15 * e..15 * e + 15).map(word).collect();
            let text = format!(
                "“The {} and the {} of {} leak {whenever} the {} is {},” Ana Ruiz said. It rained.\n\n\
                 “Nobody can {} a {} beyond {} or {} its {},” Tom Okafor told the board.\n\n\
                 Mara Lindqvist said: “We sold {} {} to {}, and I regret that {} {}.”",
                w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], w[11], w[12], w[13], w[14]
            );
            let article = serde_json::json!({"id": format!("{e}{outlet}"), "outlet": outlet,
                "date": format!("2024-05-{:02}", e + 1), "title": format!("What of the {}?", w[0]),
                "url": format!("https://example.org/{e}"), "text": text});
            lines.push_str(&format!("{article}\n"));
        }
    }
    fs::write(folder.join("news.jsonl"), lines).unwrap();
}

fn page(folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    let out =
        command.args(["compare", "--format", "html", "news.jsonl"]).current_dir(folder).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// What stands between `before` and `behind`, wherever it does.
fn between<'p>(page: &'p str, before: &str, behind: char) -> Vec<&'p str> {
    page.split(before).skip(1).map(|rest| rest.split(behind).next().unwrap()).collect()
}

/// What every page keeps to, large or small.
fn is_sound(page: &str) {
    let ids = between(page, " id=\"", '"');
    let each: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(each.len(), ids.len(), "an id stands once");
    let links = between(page, "href=\"#", '"');
    assert!(!links.is_empty() && links.iter().all(|link| each.contains(link)), "{links:?}");
    let body = page.split_once("<body>").unwrap().1;
    let mut level = 0;
    for heading in between(body, "<h", '>').iter().filter_map(|h| h.get(..1)?.parse::<usize>().ok()) {
        assert!(heading <= level + 1, "h{heading} behind h{level}");
        level = heading;
    }
    for (mark, words) in [("<ins>", "[added:] "), ("<del>", "[missing:] ")] {
        let drawn = body.split_once("id=\"remarks\"").unwrap().1;
        assert!(
            drawn
                .split(mark)
                .skip(1)
                .all(|rest| rest.starts_with(&format!("<span class=\"unseen\">{words}</span>")))
        );
    }
    assert!(body.contains("<ins><span") && body.contains("<del><span"));
    assert!(!body.contains(" style=") && !body.contains("<script") && !body.contains("<b>Courier"));
    let place = |text: &str| body.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("How to read this page") < place("<article"), "the legend comes first");
}

#[test]
fn a_page_of_few_remarks_is_a_list_and_the_remarks() {
    let folder = folder("few");
    news(&folder, 2);
    let page = page(&folder);
    is_sound(&page);
    assert_eq!(page.matches("<article id=").count(), 6);
    assert!(!page.contains("By speaker") && page.contains("6 remarks"));
    assert!(page.contains("<h3 class=\"part\">Attribution</h3>"));
}

#[test]
fn a_page_of_many_remarks_has_sections_and_is_found_by_event_speaker_outlet_and_difference() {
    let folder = folder("many");
    news(&folder, 12);
    let page = page(&folder);
    is_sound(&page);
    assert_eq!(page.matches("<article id=").count(), 36);
    assert_eq!(page.matches("<section id=\"e").count(), 12);
    for view in ["By event (12)", "By speaker (3)", "By outlet (2)", "By what differs ("] {
        assert!(page.contains(view), "{view}");
    }
    let event = format!(
        "What of the {}? <span class=\"meta\">2024-05-09 · 2 articles · 3 remarks</span>",
        word(8 * 15)
    );
    assert!(page.contains(&event));
    assert!(page.contains("Ana Ruiz <span class=\"meta\">12</span>"));
    // The way back from each remark; the attribution is folded.
    assert_eq!(page.matches("class=\"back\" href=\"#index\"").count(), 36);
    assert_eq!(page.matches("<summary>Attribution of each print, and over time</summary>").count(), 36);
}
