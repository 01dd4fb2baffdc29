//! The scanner itself: made sources and what it must see in them.

use crate::lex::{tokens, without_tests};
use crate::scan::{compared, content};

fn seen(source: &str) -> Vec<String> {
    compared(&without_tests(&tokens(source)).0).into_iter().collect()
}

#[test]
fn compared_literals_are_seen() {
    for (source, want) in [
        (r#"fn f() { word == "said" }"#, "said"),
        (r#"fn f() { "said" != word }"#, "said"),
        (r#"fn f() { word.next() == Some("said") }"#, "said"),
        (r#"fn f() { word.next() == Some(&"said") }"#, "said"),
        (r#"fn f() { word.ends_with("ing") }"#, "ing"),
        (r#"fn f() { word.ends_with('s') }"#, "s"),
        (r#"fn f() { word.ends_with(['s', 'x']) }"#, "s x"),
        (r#"fn f() { word.strip_suffix("'s").unwrap_or(word) }"#, "'s"),
        (r#"fn f() { matches!(word, "by" | "to") }"#, "by to"),
        (r#"fn f() { matches!(pair, (Some("by"), _)) }"#, "by"),
        (r#"fn f() { match word { "by" | "to" => 1, _ => 2 } }"#, "by to"),
        (r#"fn f() { match word { Some("by") if ready => 1, _ => 2 } }"#, "by"),
        (r#"fn f() { match pair { ("by", "to") => 1, _ => 2 } }"#, "by to"),
        (r#"fn f() { let Some("by") = word else { return }; }"#, "by"),
        (r#"fn f() { ["by", "to"].contains(&word) }"#, "by to"),
        (r#"fn f() { ["by"].iter().any(|w| w == word) }"#, "by"),
        (r#"fn f() { for w in ["by", "to"] { look(w) } }"#, "by to"),
        (r#"const AGENT: &str = "by"; fn f() { word == AGENT }"#, "by"),
        (r#"const AGENTS: [&str; 2] = ["by", "vin"]; fn f() { AGENTS.contains(&word) }"#, "by vin"),
        (r#"fn f() { format!("{n}th") }"#, "th"),
        (r##"fn f() { word == r#"by"# }"##, "by"),
        (r#"fn f() { word == b"by" }"#, "by"),
    ] {
        assert_eq!(seen(source).join(" "), want, "{source}");
    }
}

#[test]
fn other_literals_are_not() {
    for source in [
        r#"fn f() { match rule { Rule::By => "by", Rule::To => "to" } }"#,
        r#"fn f() { fail("no date") == None }"#,
        r#"fn f() { format!("no {word} here") }"#,
        r#"fn f() { let word = "by"; }"#,
        r#"fn f() { found.expect("a word") }"#,
        r#"fn f() { c == '\n' || text.contains("\u{2019}") || text == "\x41" || text.ends_with("!") }"#,
        r#"// word == "by"
           fn f() {}"#,
        r#"#[cfg(test)] mod tests { fn f() { word == "by" } }"#,
        r#"const FILE: &str = "verbs.toml"; fn f() { read(FILE) }"#,
        r#"fn f() { format!("{word}") }"#,
    ] {
        assert_eq!(seen(source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn content_has_no_marks() {
    for (literal, want) in [
        (r#""it's""#, "it's"),
        ("'s'", "s"),
        (r"'\''", ""),
        (r##"br#"by"#"##, "by"),
        (r#""a\u{201c}b{name}c""#, "abc"),
    ] {
        assert_eq!(content(literal), want, "{literal}");
    }
}
