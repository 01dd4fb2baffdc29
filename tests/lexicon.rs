//! Every entry of the grammar proves itself: its sample is run. What an unsound grammar folder says is tested at the end.

#[path = "lexicon/function_words.rs"]
mod function_words;
#[path = "lexicon/one_entry.rs"]
mod one_entry;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::ExtractOptions;
use inquit::lexicon::{AbbreviationKind, Class, DateWord, Lexicon, LexiconError, Sample};
use inquit::model::{Article, ArticleHeader, Kind, Quotation, Span};
use inquit::segment::{LineKind, ParsedToken, lines, tokenize};
use inquit::words::{Token, sentences};
use serde::Deserialize;

/// `tests/lexicon_known.toml`: entries whose sample is known to fail, by file, with the reason; for a file with many, how many.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Known {
    at_most: Option<usize>,
    why: Option<String>,
    entries: BTreeMap<String, String>,
}

/// So many fewer than `at_most` may fail before the number must be lowered.
const SLACK: usize = 15;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lexicon() -> &'static Lexicon {
    Lexicon::built_in()
}

/// Runs `check` on every sample of `file`. It gives the reason why a sample fails; entries that are known to fail must.
fn samples(file: &str, check: impl Fn(&Sample) -> Option<String>) {
    let known = fs::read_to_string(root().join("tests/lexicon_known.toml")).expect("the list");
    let mut known: BTreeMap<String, Known> = toml::from_str(&known).expect("valid TOML");
    let Known { at_most, why, mut entries } = known.remove(file).unwrap_or_default();
    assert_eq!(at_most.is_some(), why.is_some(), "{file}: `at_most` and `why` go together");
    let (mut run, mut wrong) = (0, Vec::new());
    for sample in lexicon().samples().iter().filter(|s| s.file == file) {
        run += 1;
        let expected = entries.remove(&sample.entry).is_some();
        match check(sample) {
            Some(why) if !expected => wrong.push(format!("{}: {why}\n    {}", sample.entry, sample.text)),
            None if expected => wrong.push(format!("{}: works now; take it off the list", sample.entry)),
            _ => {}
        }
    }
    assert!(run > 0, "{file} has no samples");
    assert!(entries.is_empty(), "{file}: in lexicon_known.toml but not in the grammar: {entries:?}");
    let most = at_most.unwrap_or(0);
    assert!(
        wrong.len() <= most,
        "{file}: {} of {run} samples, not {most}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        wrong.len() + SLACK >= most,
        "{file}: {} samples fail now; lower `at_most` from {most}",
        wrong.len()
    );
}

fn extract(text: &str) -> Vec<Quotation> {
    let article = Article::new("sample", ArticleHeader::default(), text.to_owned()).expect("short");
    inquit::extract(&article, lexicon(), &ExtractOptions::default()).quotations
}

fn tokens(text: &str) -> Vec<ParsedToken> {
    let mut found = Vec::new();
    let span = Span::new(text, 0, text.len()).expect("the whole text");
    tokenize(text, span, lexicon(), &mut found);
    found
}

/// A token of the text as the lexicon writes it.
fn lower(text: &str, token: &ParsedToken) -> String {
    token.span.of(text).to_lowercase().replace('’', "'")
}

/// Whether the tokenizer gives this class to a token of the sample that is one of the entry's forms, or the head of one.
fn has_class(sample: &Sample, class: Class) -> bool {
    tokens(&sample.text).iter().any(|token| {
        let word = lower(&sample.text, token);
        let is_form = |form: &String| form.split_whitespace().any(|part| part.to_lowercase() == word);
        token.is(class) && sample.forms.iter().any(is_form)
    })
}

/// Where the form stands in the sample as words of its own, in bytes.
fn place(text: &str, form: &str) -> Option<std::ops::Range<usize>> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + form.len()..]);
        let open_end = form.ends_with(char::is_alphanumeric) && inside(behind.chars().next());
        !inside(before.chars().next_back()) && !open_end
    };
    text.match_indices(form).map(|(at, _)| at).find(|&at| whole(at)).map(|at| at..at + form.len())
}

/// One of the forms stands in the sample, and the tokenizer gives one of the classes to it. Of a form of several words only the
/// head has the class, and of a name of several words none has it.
fn class_or_form(sample: &Sample, classes: &[Class]) -> Option<String> {
    let folded = sample.text.to_lowercase().replace('’', "'");
    let there: Vec<&String> =
        sample.forms.iter().filter(|form| place(&folded, &form.to_lowercase()).is_some()).collect();
    if there.is_empty() {
        return Some("none of its forms stands in the sample".to_owned());
    }
    let several = there.iter().any(|form| form.contains(' '));
    let found = several || classes.iter().any(|&class| has_class(sample, class));
    (!found).then(|| format!("no form in the sample has one of the classes {classes:?}"))
}

#[test]
fn verbs_report_with_a_named_speaker() {
    samples("verbs.toml", |sample| {
        let found = extract(&sample.text);
        let named = |q: &&Quotation| q.speaker.as_ref().is_some_and(|s| s.name.is_some());
        let right = |q: &Quotation| q.cue.as_ref().is_some_and(|c| c.lemma == sample.entry);
        if found.iter().filter(named).any(right) {
            return None;
        }
        let got: Vec<String> = found
            .iter()
            .map(|q| {
                let speaker = q.speaker.as_ref().and_then(|s| s.name.as_deref()).unwrap_or("nobody");
                let cue = q.cue.as_ref().map_or("nothing", |c| &c.lemma);
                format!("{speaker} | {cue} | {}", q.rule.name())
            })
            .collect();
        Some(format!("got {got:?}"))
    });
}

#[test]
fn closed_classes_are_given_to_their_words() {
    samples("words.toml", |sample| {
        let class = Class::ALL.iter().find(|c| c.name() == sample.entry).expect("checked on loading");
        class_or_form(sample, &[*class])
    });
}

/// Each is read as the date of an article, and as the day that it names; months and weekdays are words of their class, too.
#[test]
fn dates_are_read() {
    samples("dates.toml", |sample| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dated.txt");
        fs::write(&path, format!("date: {}\n---\nIt rained.", sample.text)).expect("written");
        let found = inquit::read::find(&[path]);
        let article =
            inquit::read::Articles::new(found.inputs).next().expect("an article").expect("readable");
        let word = lexicon().dates().word(&sample.entry);
        let class = match word {
            Some(DateWord::Month(_)) => Some(Class::Month),
            Some(DateWord::Weekday(_)) => Some(Class::Weekday),
            _ => None,
        };
        let Some(date) = article.header().date.as_deref() else { return Some("it is not read".to_owned()) };
        let month = date.get(5..7).and_then(|month| month.parse::<i8>().ok());
        match word {
            None => return Some("it is not known".to_owned()),
            Some(DateWord::Month(number)) if month != Some(number) => return Some(format!("read as {date}")),
            Some(DateWord::Half(_)) if !date.contains('T') => return Some(format!("read as {date}")),
            Some(DateWord::Zone(offset))
                if (date.len() > "2024-06-01T10:15:00".len()) != offset.is_some() =>
            {
                return Some(format!("read as {date}"));
            }
            _ => {}
        }
        let is_none = |form: &&String| class.is_some_and(|class| !lexicon().classes(form).has(class));
        if let Some(form) = sample.forms.iter().find(is_none) {
            return Some(format!("{form} has another class"));
        }
        let folded = sample.text.to_lowercase().replace('.', "");
        let there = sample.forms.iter().any(|form| place(&folded, form).is_some());
        (!there).then(|| "none of its forms stands in the sample".to_owned())
    });
}

#[test]
fn common_verbs_are_verbs() {
    samples("common_verbs.toml", |sample| class_or_form(sample, &[Class::CommonVerb]));
}

#[test]
fn titles_stand_before_names() {
    samples("titles.toml", |sample| class_or_form(sample, &[Class::Title]));
}

#[test]
fn roles_and_groups_are_nouns_of_their_kind() {
    samples("roles.toml", |sample| class_or_form(sample, &[Class::Role]));
    let kinds = [Class::Organisation, Class::People, Class::Outlet, Class::Document];
    samples("groups.toml", |sample| class_or_form(sample, &kinds));
    samples("speech_nouns.toml", |sample| class_or_form(sample, &[Class::SpeechEvent, Class::SpeechAct]));
}

#[test]
fn countries_and_demonyms_are_one_number() {
    samples("countries.toml", |sample| {
        let numbers: Vec<_> =
            sample.forms.iter().map(|form| lexicon().country(&form.to_lowercase())).collect();
        if numbers.iter().any(|n| n.is_none() || *n != numbers[0]) {
            return Some(format!("{:?} have the numbers {numbers:?}", sample.forms));
        }
        class_or_form(sample, &[Class::Country, Class::Demonym])
    });
}

#[test]
fn given_names_are_given_names() {
    samples("given_names.toml", |sample| class_or_form(sample, &[Class::GivenName]));
}

/// Each entry's names must all be known, and the first stand in its sample.
fn known_by_every_name(file: &str, known: impl Fn(&str) -> bool) {
    samples(file, |sample| {
        let unknown: Vec<_> = sample.forms.iter().filter(|name| !known(name)).collect();
        if !unknown.is_empty() {
            return Some(format!("{unknown:?} are not known"));
        }
        (!sample.text.contains(&sample.entry)).then(|| "the name does not stand in the sample".to_owned())
    });
}

#[test]
fn outlets_and_bodies_are_known_by_every_name() {
    known_by_every_name("outlets.toml", |name| lexicon().is_outlet_name(name));
    known_by_every_name("bodies.toml", |name| lexicon().is_body_name(name));
}

#[test]
fn an_abbreviation_ends_no_sentence() {
    samples("abbreviations.toml", |sample| {
        if lexicon().abbreviation(&sample.entry).is_none() {
            return Some("it is not known".to_owned());
        }
        let Some(place) = place(&sample.text, &sample.entry) else {
            return Some("it does not stand in the sample".to_owned());
        };
        let tokens: Vec<Token> = tokens(&sample.text).iter().map(|t| t.token).collect();
        let found = sentences(&sample.text, &tokens, lexicon());
        let ends = found.iter().map(|s| s.tokens.end).filter(|&end| end < tokens.len());
        let mut ends = ends.map(|end| tokens[end - 1].span.end());
        let ended = ends.any(|end| (place.start + 1..=place.end).contains(&end));
        ended.then(|| "a sentence ends behind it".to_owned())
    });
    assert_eq!(lexicon().abbreviation("Mr."), Some(AbbreviationKind::Title));
}

#[test]
fn marks_beside_these_words_quote_nobody() {
    samples("not_speech.toml", |sample| {
        let found = extract(&sample.text);
        if sample.entry.ends_with(':') {
            let speaker = found.iter().find_map(|q| q.speaker.as_ref()?.mention);
            return match (&found[..], speaker) {
                ([], _) => Some("no marks stand behind the label".to_owned()),
                (_, Some(speaker)) => Some(format!("{:?} speaks", speaker.of(&sample.text))),
                _ => None,
            };
        }
        // The quotation that the words touch.
        let touches = |q: &&Quotation| {
            let extent = q.extent();
            let (before, behind) = (&sample.text[..extent.start()], &sample.text[extent.end()..]);
            let bare = |text: &str| -> String {
                let kept = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-');
                kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
            };
            let words = bare(&sample.entry);
            bare(before).ends_with(&words) || bare(behind).starts_with(&words)
        };
        let Some(quotation) = found.iter().find(touches) else {
            return Some("no marks stand beside the words".to_owned());
        };
        let who = || quotation.speaker.as_ref().and_then(|s| s.name.clone());
        (quotation.speaker.is_some() || quotation.kind != Kind::NotSpeech)
            .then(|| format!("{:?} by {:?}, {}", quotation.kind, who(), quotation.rule.name()))
    });
}

#[test]
fn furniture_is_no_article() {
    samples("furniture.toml", |sample| {
        let kinds: Vec<_> = lines(&sample.text, lexicon()).map(|line| line.kind).collect();
        (kinds != [LineKind::Furniture]).then(|| format!("{kinds:?}"))
    });
}

#[test]
fn short_forms_are_written_out() {
    samples("spelling.toml", |sample| {
        let (word, house) = (&sample.entry, lexicon().house_style());
        let long = [
            lexicon().contraction(word),
            lexicon().spelling(word),
            house.title(word),
            house.address(word),
            house.clipped(word),
        ];
        if long.iter().all(Option::is_none) {
            return Some("it is not known".to_owned());
        }
        let text = sample.text.to_lowercase().replace('’', "'");
        (!text.contains(&sample.entry)).then(|| "it does not stand in the sample".to_owned())
    });
}

#[test]
fn each_pair_of_marks_marks() {
    samples("marks.toml", |sample| {
        let found: Vec<String> =
            extract(&sample.text).iter().map(|q| q.extent().of(&sample.text).to_owned()).collect();
        (found != ["It rained,"]).then(|| format!("{found:?}"))
    });
}

#[test]
fn every_sample_belongs_to_a_file_that_is_tested() {
    let tested = [
        "verbs.toml",
        "words.toml",
        "function_words.toml",
        "dates.toml",
        "orthography.toml",
        "stems.toml",
        "common_verbs.toml",
        "titles.toml",
        "roles.toml",
        "groups.toml",
        "speech_nouns.toml",
        "countries.toml",
        "given_names.toml",
        "outlets.toml",
        "bodies.toml",
        "abbreviations.toml",
        "not_speech.toml",
        "furniture.toml",
        "spelling.toml",
        "marks.toml",
    ];
    for sample in lexicon().samples() {
        assert!(tested.contains(&sample.file), "{}: no test runs its samples", sample.file);
    }
}

/// A copy of `grammar/en` in which `old` is replaced by `new` in one file.
fn folder(name: &str, file: &str, old: &str, new: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    for known in Lexicon::file_names() {
        let copy = folder.join(known);
        fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
        fs::copy(root().join("grammar/en").join(known), copy).expect("a copy");
    }
    let text = fs::read_to_string(folder.join(file)).expect("a file");
    assert!(text.contains(old), "{file} holds {old:?}");
    fs::write(folder.join(file), text.replacen(old, new, 1)).expect("written");
    folder
}

/// The message with its causes.
fn message(error: &LexiconError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    text
}

#[test]
fn an_unsound_folder_is_refused_with_file_and_entry() {
    let say = "lemma = \"say\"\n";
    for (name, file, old, new, told) in [
        ("key", "verbs.toml", say, "lemma = \"say\"\ncolour = \"red\"\n", &["verbs.toml", "colour"][..]),
        ("stance", "verbs.toml", "\"neutral\"", "\"loud\"", &["verbs.toml", "loud"]),
        (
            "form",
            "verbs.toml",
            "forms = [\"add\",",
            "forms = [\"said\",",
            &["verbs.toml", "`said`", "`say`", "`add`"],
        ),
        (
            "frames",
            "verbs.toml",
            "frames = [\"quote\", \"that\", \"inverted\"]",
            "frames = []",
            &["verbs.toml", "frame"],
        ),
        (
            "class",
            "words.toml",
            "name = \"determiner\"",
            "name = \"article\"",
            &["words.toml", "article", "README"],
        ),
        ("role", "function_words.toml", "\"per\"", "\"upon\"", &["function_words.toml", "upon"]),
        (
            "twice",
            "function_words.toml",
            "role = \"as\"",
            "role = \"agent\"",
            &["function_words.toml", "agent"],
        ),
        ("shared", "function_words.toml", "[\"of\"]", "[\"by\"]", &["`by`", "`agent`", "`genitive`"]),
        ("no place", "records.toml", "called as a …", "called as a", &["records.toml", "called_as"]),
        ("unknown", "function_words.toml", "[\"of\"]", "[\"ov\"]", &["genitive", "words.toml"]),
        (
            "country",
            "countries.toml",
            "[\"Tirana\"]",
            "[\"Kabul\"]",
            &["countries.toml", "`Kabul`", "`Afghanistan`", "`Albania`"],
        ),
        (
            "five",
            "common_verbs.toml",
            "be is was been being",
            "be is was been",
            &["common_verbs.toml", "be is was been", "five"],
        ),
        ("mark", "marks.toml", "close = \"“\"", "close = \"\"", &["marks.toml", "„It rained,“", "closes"]),
        ("month", "dates.toml", "number = 12", "number = 13", &["dates.toml", "december", "1 to 12"]),
        ("zone", "dates.toml", "\"-05:00\"", "\"five\"", &["dates.toml", "est", "-04:00"]),
        ("day", "dates.toml", "[\"may\"]", "[\"jun\"]", &["dates.toml", "`jun`"]),
        ("reading", "weights/reading.toml", "[\"silent\"]", "[\"loud\"]", &["reading.toml", "`loud`"]),
        ("indirect", "weights/indirect.toml", "[\"side\"]", "[\"edges\"]", &["indirect.toml", "`edges`"]),
        ("clue", "weights/pronoun.toml", "\"near\"", "\"far\"", &["weights/pronoun.toml", "`clue: far`"]),
        ("short", "furniture.toml", "\"Advertisements\"", "\"A\"", &["furniture.toml", "`A`", "too short"]),
        ("toml", "marks.toml", "[[pair]]", "[[pair]", &["marks.toml"]),
    ] {
        let folder = folder(name, file, old, new);
        let error = Lexicon::load(&folder).expect_err(name);
        let message = message(&error);
        for part in told {
            assert!(message.contains(part), "{name}: {message:?} does not name {part}");
        }
    }
}

#[test]
fn a_missing_file_is_named() {
    let folder = folder("missing", "marks.toml", "[[pair]]", "[[pair]]");
    fs::remove_file(folder.join("titles.toml")).expect("there");
    let error = Lexicon::load(&folder).expect_err("a file is missing");
    assert!(message(&error).contains("titles.toml"), "{error}");
}

#[test]
fn a_sound_copy_is_read_as_the_built_in_grammar() {
    let loaded = Lexicon::load(&root().join("grammar/en")).expect("sound");
    assert_eq!(loaded.samples(), lexicon().samples());
    assert_eq!(loaded.verbs(), lexicon().verbs());
}
