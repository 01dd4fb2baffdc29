//! Whatever the text, spans are whole: properties of `extract` over made texts.

use inquit::ExtractOptions;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Kind, Quotation, Span};
use inquit::segment::{lines, tokenize};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn extract(text: &str) -> inquit::Extraction {
    let article = Article::new("made", ArticleHeader::default(), text.to_owned()).expect("short");
    inquit::extract(&article, Lexicon::built_in(), &ExtractOptions { indirect: true, explain: true })
}

/// Pieces that news articles are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "Ana Ruiz",
    "Ruiz",
    "Mr. Okafor",
    "she",
    "he",
    "the mayor",
    "Reuters",
    "The U.S.",
    "said",
    "says",
    "told",
    "told reporters",
    "was quoted",
    "as saying",
    "according to",
    "adding",
    "quoted",
    "who",
    "that",
    "and",
    "but",
    "called it",
    "warned of",
    "the bridge",
    "will hold",
    "It rained",
    "not",
    "on Monday",
    "a doctor",
    "statement",
    "claim",
    "'s",
    "’s",
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "„",
    "«",
    "»",
    "''",
    "``",
    "‹",
    "›",
    ",",
    ".",
    "?",
    "!",
    ":",
    ";",
    "—",
    "-",
    "…",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    " ",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m",
    "\0",
    "\u{fffd}",
    "é",
    "e\u{301}",
    "李明",
    "🏛",
    "ADVERTISEMENT",
    "5'10\"",
    "’90s",
    "workers'",
    "\\",
    "@ana",
    "#tag",
    "$1,200.50",
    "a.m.",
    "D-Ohio.",
    "\u{2028}",
];

fn made() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.7)), 0..60).prop_map(
        |pieces| {
            pieces.into_iter().flat_map(|(piece, space)| [piece, if space { " " } else { "" }]).collect()
        },
    )
}

/// Articles that read like articles: reporting sentences with known parts.
fn article() -> impl Strategy<Value = String> {
    let content =
        prop::sample::select(&["the bridge will hold", "nobody asked us", "a very wet winter", "yes"][..]);
    let speaker = prop::sample::select(&["Ana Ruiz", "Tom Okafor", "the mayor", "she"][..]);
    let verb = prop::sample::select(&["said", "warned", "added"][..]);
    let order = 0..5usize;
    let end = prop::sample::select(&[" ", "\n", "\n\n"][..]);
    let sentence = (content, speaker, verb, order, end).prop_map(|(c, s, v, order, end)| {
        let sentence = match order {
            0 => format!("“{c},” {s} {v}."),
            1 => format!("“{c},” {v} {s}."),
            2 => format!("{s} {v}: “{c}.”"),
            3 => format!("{s} {v} that it was “{c}.”"),
            _ => format!("“{c}.”"),
        };
        sentence + end
    });
    prop::collection::vec(sentence, 0..12).prop_map(|sentences| sentences.concat())
}

/// Every span of a quotation lies in the text, on boundaries, and where it says it does.
fn whole(text: &str, quotations: &[Quotation]) -> Result<(), TestCaseError> {
    let inside = |span: Span| text.get(span.start()..span.end()).is_some();
    for quotation in quotations {
        prop_assert!(!quotation.contents.is_empty());
        for content in &quotation.contents {
            prop_assert!(inside(content.span), "{:?}", content);
            prop_assert!(!content.span.is_empty());
        }
        for pair in quotation.contents.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start(), "contents overlap: {pair:?}");
        }
        let others = [quotation.via, quotation.addressee, quotation.cue.as_ref().map(|c| c.span)];
        for span in others.into_iter().flatten().chain(quotation.speaker.as_ref().and_then(|s| s.mention)) {
            prop_assert!(inside(span) && !span.is_empty(), "{span:?}");
        }
        prop_assert!((0.0..=1.0).contains(&quotation.confidence), "{}", quotation.confidence);
        if quotation.kind == Kind::NotSpeech {
            prop_assert!(quotation.speaker.is_none() && quotation.cue.is_none());
        }
    }
    Ok(())
}

/// A failure is written into the repository and tried again in every later run.
fn config(cases: u32) -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/regressions/spans.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(file)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
        fn spans_are_whole_in_any_text(text in made()) {
        let found = extract(&text);
        whole(&text, &found.quotations)?;
        for warning in &found.warnings {
            prop_assert!(text.get(warning.span.start()..warning.span.end()).is_some());
        }
    }

    #[test]
        fn any_characters_are_survived(text in "\\PC{0,200}") {
        whole(&text, &extract(&text).quotations)?;
    }

    #[test]
        fn quotations_stand_in_order_and_only_nested_ones_overlap(text in made()) {
        let found = extract(&text).quotations;
        for pair in found.windows(2) {
            prop_assert!(pair[0].extent().start() <= pair[1].extent().start());
        }
        for (index, quotation) in found.iter().enumerate() {
            if let Some(parent) = quotation.parent {
                prop_assert!(parent.0 < index, "a parent stands before its child");
                prop_assert!(found[parent].extent().contains(quotation.extent()));
            }
            for other in found[..index].iter().filter(|_| quotation.parent.is_none()).filter(|o| o.parent.is_none()) {
                let overlaps = |a: &Quotation, b: &Quotation| {
                    a.contents.iter().any(|x| b.contents.iter().any(|y| x.span.overlaps(y.span)))
                };
                prop_assert!(!overlaps(quotation, other), "{other:?} and {quotation:?}");
            }
        }
    }

    #[test]
    fn no_speaker_stands_inside_what_is_said(text in article()) {
        for quotation in extract(&text).quotations {
            let Some(mention) = quotation.speaker.as_ref().and_then(|s| s.mention) else { continue };
            let inside = quotation.contents.iter().any(|c| c.span.overlaps(mention));
            prop_assert!(!inside, "{:?}", mention.of(&text));
        }
    }

    #[test]
        fn the_same_text_gives_the_same_answer(text in made()) {
        prop_assert_eq!(extract(&text), extract(&text));
    }

    /// A paragraph of its own with neither marks nor names in it changes no span, only their places.
    #[test]
    fn a_lost_mark_costs_its_own_paragraph_at_most(text in article()) {
        let alone = extract(&text).quotations;
        let broken = format!("“It rained all day and nobody came\n\n{text}");
        let shift = broken.len() - text.len();
        let after = extract(&broken).quotations;
        let places = |quotations: &[Quotation], shift: usize| -> Vec<(usize, usize)> {
            let contents = quotations.iter().flat_map(|q| &q.contents).filter(|c| c.span.start() >= shift);
            contents.map(|c| (c.span.start() - shift, c.span.end() - shift)).collect()
        };
        prop_assert_eq!(places(&alone, 0), places(&after, shift));
    }

    #[test]
    fn tokens_and_lines_cover_the_text_in_order(text in made()) {
        let lexicon = Lexicon::built_in();
        let mut last = 0;
        for line in lines(&text, lexicon) {
            prop_assert!(line.span.start() >= last && !line.span.is_empty());
            last = line.span.end();
            let mut tokens = Vec::new();
            tokenize(&text, line.span, lexicon, &mut tokens);
            let mut at = line.span.start();
            for token in &tokens {
                prop_assert!(line.span.contains(token.span) && !token.span.is_empty());
                let gap = &text[at..token.span.start()];
                let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
                prop_assert!(gap.chars().all(blank), "{gap:?} is in no token");
                at = token.span.end();
            }
        }
    }
}

/// Texts that once could have been slow or deep. Four times the text may take eight times as long, by the quickest of some runs of each: a
/// quadratic rule takes sixteen times. Less than 5 ms is noise.
#[test]
fn hostile_lengths_are_linear() {
    for piece in [
        "“",
        "\"",
        "' ",
        "said ",
        "Ruiz ",
        "Ruiz, ",
        "that ",
        "according to ",
        "Ruiz said “x,” ",
        "and ",
        "’s ",
        "(",
        "U.S. ",
    ] {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let began = std::time::Instant::now();
            let found = extract(&text);
            let took = began.elapsed().as_secs_f64();
            whole(&text, &found.quotations).expect("whole");
            took
        };
        let quickest = |bytes: usize| (0..3).map(|_| time(bytes)).fold(f64::INFINITY, f64::min).max(0.005);
        let is_linear = (0..3).any(|_| quickest(20_000) <= 8.0 * quickest(5_000));
        assert!(is_linear, "{piece:?}: four times the text takes more than eight times as long");
    }
}

/// The sentences of these quotations end inside the marks, so that a line that is read in pieces could be parted within one of them. What is left
/// of it behind the cut would be in no marks, and nobody would check it.
#[test]
fn a_quotation_is_whole_wherever_a_long_line_is_read_in_pieces() {
    let said = |day: usize| format!("Ana Ruiz said, “It rained on day {day}. It poured on day {day}.” ");
    let line: String = (0..4_500).map(said).collect();
    assert!(line.len() > 1 << 18);
    let article = Article::new("made", ArticleHeader::default(), line).expect("short");
    let found = inquit::extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations;
    let words = |quotation: &Quotation| quotation.contents[0].span.of(article.text()).to_owned();
    let whole = |day: usize| format!("It rained on day {day}. It poured on day {day}.");
    assert_eq!(found.iter().map(words).collect::<Vec<_>>(), (0..4_500).map(whole).collect::<Vec<_>>());
}
