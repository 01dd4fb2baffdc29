//! Cases of `words`: what a text consists of. `tests/words/*.toml` hold a text, what is wanted, and why. The samples of orthography.toml and
//! of the endings in stems.toml run here too.

use inquit::lexicon::{Lexicon, Sample};
use inquit::model::{Article, ArticleHeader, Quotation, Span};
use inquit::segment::{ParsedToken, tokenize};
use inquit::words::{TokenKind, Vocabulary, atoms, quoted_sentences};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    case: Vec<SentenceCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceCase {
    why: String,
    text: String,
    want: Vec<String>,
}

#[test]
fn sentences_end_where_the_cases_say() {
    let file: Sentences = toml::from_str(include_str!("words/sentences.toml")).expect("cases are sound");
    let cut = |text: &str| -> Vec<String> {
        let places = quoted_sentences(text, Lexicon::built_in());
        places.into_iter().map(|(start, end)| text[start..end].to_owned()).collect()
    };
    let wrong = |case: &SentenceCase| {
        let got = cut(&case.text);
        (got != case.want).then(|| format!("{}\n  got:  {got:?}\n  want: {:?}", case.why, case.want))
    };
    let wrong: Vec<String> = file.case.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asserts that every sample of a file passes the check, and that the file has some.
fn samples(file: &str, holds: impl Fn(&Sample) -> bool) {
    let of_file = || Lexicon::built_in().samples().iter().filter(|s| s.file == file);
    assert!(of_file().count() > 0, "{file} has no samples");
    for sample in of_file() {
        assert!(holds(sample), "{file}: `{}` does nothing in “{}”", sample.entry, sample.text);
    }
}

fn tokens(text: &str) -> Vec<ParsedToken> {
    let (mut found, whole) = (Vec::new(), Span::new(text, 0, text.len()).expect("the whole text"));
    tokenize(text, whole, Lexicon::built_in(), &mut found);
    found
}

fn extract(text: &str) -> Vec<Quotation> {
    let article =
        Article::new("sample.txt", ArticleHeader::default(), text.to_owned()).expect("a short text");
    inquit::extract(&article, Lexicon::built_in(), &inquit::ExtractOptions::default()).quotations
}

#[test]
fn an_unknown_word_is_what_its_ending_says() {
    samples("stems.toml", |sample| {
        let guessed =
            tokens(&sample.text).into_iter().find(|t| t.text(&sample.text).ends_with(&sample.entry));
        let Some(token) = guessed else { return false };
        let printed = token.text(&sample.text);
        let listed = !Lexicon::built_in().classes(printed).is_empty();
        !listed && !token.word.classes.is_empty()
    });
}

/// What each entry of orthography.toml does in its sample.
#[test]
fn letters_with_a_task_of_their_own_have_it() {
    let quoted =
        |text: &str| extract(text).iter().map(|q| q.contents[0].span.of(text).to_owned()).collect::<Vec<_>>();
    let guessed_plural = |text: &str| {
        let word = text.split(' ').nth(1).expect("a second word");
        Lexicon::built_in().orthography().is_plural(word)
    };
    samples("orthography.toml", |sample| {
        let text = sample.text.as_str();
        match sample.entry.as_str() {
            "clitics" => tokens(text).iter().any(|t| t.kind == TokenKind::Clitic),
            "possessive-after-s" => quoted(text) == ["The workers' hall is shut,"],
            "decade" => quoted(text) == ["The boats of the '90s are gone,"],
            "clipped" => quoted(text) == ["We told 'em twice,"],
            "cut" => quoted(text) == ["It is five o' clock in the hall,"],
            "cut-ending" => quoted(text) == ["We keep goin' up there,"],
            "uncut-ending" => readings(text).contains(&"going".to_owned()),
            "clitic-verb" => printed_atoms(text) == ["ana", "is", "not", "here"],
            "ordinals" => printed_atoms(text).iter().any(|word| word == "#3ord"),
            "plural" => guessed_plural(text),
            "not-plural" => !guessed_plural(text),
            "one-letter-words" => quoted_sentences(text, Lexicon::built_in()).len() == 2,
            "as-printed" => printed_atoms(text).len() == 2,
            _ => false,
        }
    });
}

/// The second readings of the words.
fn readings(text: &str) -> Vec<String> {
    let (mut words, mut out) = (Vocabulary::default(), Vec::new());
    atoms(text, Lexicon::built_in(), &mut words, &mut out);
    out.iter().map(|a| words.entry(a.second).word.to_string()).collect()
}

fn printed_atoms(text: &str) -> Vec<String> {
    let (mut words, mut out) = (Vocabulary::default(), Vec::new());
    atoms(text, Lexicon::built_in(), &mut words, &mut out);
    out.iter().map(|a| words.entry(a.key).word.to_string()).collect()
}
