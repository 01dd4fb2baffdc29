//! Whose words a draft says that they are: a person's, a body's, a document's, or nobody's.

use inquit::Inquit;
use inquit::corpus::{Corpus, Draft, Selection};
use inquit::model::{Article, ArticleHeader, AttributionClass, Markup, SpeakerKind};
use inquit::verify::Gate;

const SOURCE: &str =
    "“Nobody may land fish at the old quay after dark,” Oda Brekke told the harbour board.\n";

/// What the only claim of a draft says of its speaker, and what was found of that.
fn said(draft: &str) -> (Option<String>, Option<SpeakerKind>, AttributionClass) {
    let article = |id: &str, text: &str| {
        Article::new(id, ArticleHeader::default(), text.to_owned()).expect("the text is short")
    };
    let corpus = Corpus::extract(Inquit::english(), vec![article("a", SOURCE)]);
    let draft = article("d.md", draft).with_markup(Markup::Markdown);
    let selection = Selection { every: true, ..Selection::default() };
    let draft = Draft::text(draft, None, Inquit::english().lexicon()).select(&selection);
    let checked = corpus.check(&[draft], &Gate::lenient());
    let [only] = &checked[..] else { panic!("{} claims", checked.len()) };
    let claim = &only.verdict.claim;
    (claim.speaker.clone(), claim.speaker_kind, only.verdict.attribution)
}

#[test]
fn documents_and_labels_are_nobody() {
    let words = "“nobody may land fish at the old quay after dark”";
    for (before, speaker, kind) in [
        ("The charter states that", Some("The charter"), Some(SpeakerKind::Document)),
        ("Section 4 provides:", Some("Section 4"), Some(SpeakerKind::Document)),
        ("**Key finding:**", None, Some(SpeakerKind::Label)),
        ("- Quote 2:", None, Some(SpeakerKind::Label)),
        ("| Charter | Evidence:", None, Some(SpeakerKind::Label)),
        ("The phrase", None, None),
    ] {
        let wanted = (speaker.map(str::to_owned), kind, AttributionClass::NotChecked);
        assert_eq!(said(&format!("{before} {words} [1].\n")), wanted, "{before}");
    }
}

#[test]
fn people_and_bodies_are_asked_for() {
    let words = "“nobody may land fish at the old quay after dark”";
    for (before, speaker, kind, attribution) in [
        ("Oda Brekke said:", "Oda Brekke", SpeakerKind::Person, AttributionClass::Confirmed),
        ("Quote (Oda Brekke):", "Oda Brekke", SpeakerKind::Person, AttributionClass::Confirmed),
        ("**Quote** (Tom Okafor):", "Tom Okafor", SpeakerKind::Person, AttributionClass::Misattributed),
    ] {
        let wanted = (Some(speaker.to_owned()), Some(kind), attribution);
        assert_eq!(said(&format!("{before} {words}.\n")), wanted, "{before}");
    }
    let behind = format!("Quote: {}” said Tom Okafor.\n", words.replace('”', ","));
    assert_eq!(said(&behind).0.as_deref(), Some("Tom Okafor"));
}

/// The speaker of each claim of a draft.
fn speakers(draft: &str) -> Vec<Option<String>> {
    let article =
        Article::new("d.md", ArticleHeader::default(), draft.to_owned()).expect("the text is short");
    let draft = Draft::text(article.with_markup(Markup::Markdown), None, Inquit::english().lexicon());
    let checked = Corpus::extract(Inquit::english(), Vec::new()).check(&[draft], &Gate::lenient());
    checked.into_iter().map(|c| c.verdict.claim.speaker).collect()
}

#[test]
fn raised_figures_are_no_part_of_names_and_end_no_sentence_late() {
    let draft = "The quay was full.\n\n“The boats come home too late for the market,” Brekke said.¹ Okafor \
                 disagreed: “Every one of those crews deserves a warm berth.”²\n\nIt closed in May, the board \
                 said.³  “I carried those nets for thirty long years,” said Lucinda Ferry-Marsh.¹²\n";
    let wanted = ["Brekke", "Okafor", "Lucinda Ferry-Marsh"].map(|name| Some(name.to_owned()));
    assert_eq!(speakers(draft), wanted);
}

#[test]
fn a_column_of_a_table_names_the_speakers() {
    let words = "“Nobody on my pier ever lost a letter”";
    for (head, cell, wanted) in [
        ("Speaker", "Lucinda Ferry", Some("Lucinda Ferry")),
        ("**Said by**", "**Tom Okafor**, clerk [2]", Some("Tom Okafor")),
        ("Who", "unknown", None),
        ("Town", "Lucinda Ferry", None),
    ] {
        let table = format!("| {head} | Quote |\n|---|---|\n| {cell} | {words} |\n");
        let every = Selection { every: true, ..Selection::default() };
        let article = Article::new("d.md", ArticleHeader::default(), table).expect("the text is short");
        let draft = Draft::text(article.with_markup(Markup::Markdown), None, Inquit::english().lexicon());
        let corpus = Corpus::extract(Inquit::english(), Vec::new());
        let checked = corpus.check(&[draft.select(&every)], &Gate::lenient());
        let [only] = &checked[..] else { panic!("{head}: {} claims", checked.len()) };
        assert_eq!(only.verdict.claim.speaker.as_deref(), wanted, "{head}");
    }
}

#[test]
fn references_behind_a_signature_are_no_part_of_the_name() {
    for behind in ["", " [3]", " [3][4]", " [^2]", " ([Ledger](ledger.txt))", " (Ledger), [3]"] {
        for mark in ["", "\""] {
            let draft = format!(
                "It rained.\n\n> {mark}A crew that has not slept cannot mend a net in the morning.{mark}\n> — Yolanda \
                 Ferry{behind}\n"
            );
            assert_eq!(speakers(&draft), [Some("Yolanda Ferry".to_owned())], "{behind}");
        }
    }
}
