//! The words that the grammar itself names: each does its part, and other words can do it too.

use std::fs;

use inquit::ExtractOptions;
use inquit::lexicon::{FunctionWord, Lexicon};
use inquit::model::{Article, ArticleHeader, Quotation};

use crate::{extract, folder, lexicon, samples, tokens};

/// The word does its part in a quotation with a named speaker.
#[test]
fn function_words_do_their_part() {
    samples("function_words.toml", |sample| {
        let role =
            FunctionWord::ALL.iter().find(|role| role.name() == sample.entry).expect("checked on loading");
        let named = |q: &Quotation| q.speaker.as_ref().is_some_and(|s| s.name.is_some());
        match () {
            () if !tokens(&sample.text).iter().any(|t| t.plays(*role)) => {
                Some("no word has this role".to_owned())
            }
            () if !extract(&sample.text).iter().any(named) => Some("nobody is quoted".to_owned()),
            () => None,
        }
    });
}

/// A language with other words for "as" and "by" needs no Rust: its words are put into two files.
#[test]
fn a_language_with_other_function_words_is_read() {
    let folder = folder("other-words", "function_words.toml", "[\"as\"]", "[\"kol\"]");
    let change = |file: &str, old: &str, new: &str| {
        let text = fs::read_to_string(folder.join(file)).expect("a file");
        assert!(text.contains(old), "{file} holds {old:?}");
        fs::write(folder.join(file), text.replacen(old, new, 1)).expect("written");
    };
    change("function_words.toml", "[\"by\"]", "[\"vin\"]");
    change("words.toml", "\"by\", ", "\"by\", \"vin\", \"kol\", ");
    let other = Lexicon::load(&folder).expect("sound");
    let rules = |lexicon: &Lexicon, text: &str| -> Vec<&str> {
        let article = Article::new("sample", ArticleHeader::default(), text.to_owned()).expect("short");
        let found = inquit::extract(&article, lexicon, &ExtractOptions::default()).quotations;
        found.iter().map(|q| q.rule.name()).collect()
    };
    for (english, theirs, rule) in [
        (
            "Harbour Radio quoted Ana Ruiz as saying “the bridge will hold until May.”",
            "Harbour Radio quoted Ana Ruiz kol saying “the bridge will hold until May.”",
            "source_quoted_speaker",
        ),
        (
            "Ana Ruiz was quoted by Harbour Radio as saying “the bridge will hold until May.”",
            "Ana Ruiz was quoted vin Harbour Radio kol saying “the bridge will hold until May.”",
            "speaker_was_quoted",
        ),
    ] {
        assert_eq!(rules(lexicon(), english), [rule], "{english}");
        assert_eq!(rules(&other, theirs), [rule], "{theirs}");
    }
    let english = "Harbour Radio quoted Ana Ruiz as saying “the bridge will hold until May.”";
    assert_ne!(rules(&other, english), ["source_quoted_speaker"], "its words are no longer read");
}

/// The whole name counts, or what stands behind the article: the article of the language, whatever its letters.
#[test]
fn the_article_of_an_outlet_is_the_languages_own() {
    let known = |lexicon: &Lexicon, name: &str| lexicon.is_outlet_name(name);
    for name in ["The Hill", "The Guardian", "the Guardian", "Guardian", "GUARDIAN"] {
        assert!(known(lexicon(), name), "{name}");
    }
    for name in ["Hill", "the Hill", "The hill", "the hill", "da Guardian", "Then Guardian"] {
        assert!(!known(lexicon(), name), "{name}");
    }
    let folder = folder("other-article", "function_words.toml", "[\"the\"]", "[\"da\"]");
    let words = fs::read_to_string(folder.join("words.toml")).expect("a file");
    fs::write(folder.join("words.toml"), words.replacen("\"the\", ", "\"the\", \"da\", ", 1))
        .expect("written");
    let other = Lexicon::load(&folder).expect("sound");
    assert!(known(lexicon(), "the Reuters") && known(&other, "da Reuters"));
    assert!(!known(&other, "the Reuters"), "\"the\" is no article there");
}
