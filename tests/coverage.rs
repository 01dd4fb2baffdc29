//! Which marks of a draft are checked: every mark is a piece of a claim, or is passed over for a reason that is named.

use inquit::corpus::{Coverage, Draft, Passed, Selection};
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Markup};
use inquit::{ExtractOptions, extract};

fn draft(text: &str, selection: &Selection) -> Draft<'static> {
    let article = Article::new("d.md", ArticleHeader::default(), text.to_owned()).expect("short");
    Draft::text(article.with_markup(Markup::Markdown), None, Lexicon::built_in()).select(selection)
}

fn coverage(text: &str, selection: &Selection) -> Coverage {
    let coverage = Coverage::of(&[draft(text, selection)], &[]);
    assert_eq!(coverage.marks, coverage.pieces + coverage.passed_over.len(), "{text}");
    coverage
}

/// `--every`, with the least number of words that it has by itself.
fn every() -> Selection {
    Selection { every: true, ..Selection::default() }
}

/// The words of the marks that were passed over, with the reasons.
fn passed(coverage: &Coverage) -> Vec<(&str, Passed)> {
    coverage.passed_over.iter().map(|p| (p.text.as_str(), p.reason)).collect()
}

#[test]
fn every_mark_of_enough_words_is_a_claim() {
    for (text, pieces) in [
        ("The lease states that \"the boat must not leave the harbour at night\" [1].", 1),
        ("According to the minutes, \"three of the nets were lost in the storm\" (p. 4).", 1),
        ("The phrase \"no later than thirty days after the vote\" limits it.", 1),
        ("The deputy (“will sail on Friday” [2]) was clear.", 1),
        ("| who | what |\n|---|---|\n| Nets | \"three of the nets were lost\" |", 1),
        ("- **Note:** see \"three of the nets were lost\"\n- \"all of them came back later\"", 2),
        ("## On “the night of the long storm”\n\nIt rained.", 1),
        ("“Three of the nets were lost,” Oda Brekke said, “and all of them were mine.”", 2),
        ("He said <q>three of the nets were lost</q> there.", 1),
    ] {
        let coverage = coverage(text, &every());
        assert_eq!((coverage.pieces, passed(&coverage)), (pieces, vec![]), "{text}");
    }
}

#[test]
fn what_is_passed_over_has_its_reason() {
    for (text, wanted) in [
        ("It was a “slow wall” to them.", vec![("slow wall", Passed::Short)]),
        ("Oda Brekke read the novel “The Long Winter” there.", vec![("The Long Winter", Passed::Title)]),
        (
            "“He told us ‘not one net was lost’ on Monday,” Oda Brekke said.",
            vec![("not one net was lost", Passed::Nested)],
        ),
        ("Write `say(\"it is all in here\")` there.", vec![("it is all in here", Passed::Code)]),
        ("```\nsay “it is all in here”\n```\n", vec![("it is all in here", Passed::Code)]),
        ("It <!-- was “all in here” --> rained.", vec![("all in here", Passed::Code)]),
        ("---\ntitle: \"it is all in here\"\n---\nIt rained.", vec![("it is all in here", Passed::Code)]),
    ] {
        assert_eq!(passed(&coverage(text, &every())), wanted, "{text}");
    }
    let text = "<!-- inquit: ignore -->\n> It is all in here.\n\n“It is all out there,” Oda Brekke said.";
    assert_eq!(passed(&coverage(text, &every())), vec![("It is all in here.", Passed::Ignored)]);
    let speech = Selection::default();
    let text = "The phrase “no later than thirty days after the vote” limits it.";
    let wanted = vec![("no later than thirty days after the vote", Passed::NotSpeech)];
    assert_eq!(passed(&coverage(text, &speech)), wanted);
}

#[test]
fn a_user_says_how_many_words_a_claim_has() {
    let text =
        "Oda Brekke called it “a slow wall” on Monday, and “a wall that nobody wants to pay for” on Friday.";
    for (min_words, pieces) in [(1, 2), (3, 2), (4, 1), (8, 1), (9, 0)] {
        let selection = Selection { min_words: Some(min_words), ..every() };
        assert_eq!(coverage(text, &selection).pieces, pieces, "{min_words}");
    }
}

#[test]
fn a_draft_without_a_claim_is_named() {
    assert_eq!(coverage("It rained.", &every()).without_claims, ["d.md"]);
    assert!(coverage("“It rained all day,” Oda Brekke said.", &every()).without_claims.is_empty());
}

/// A line that ends with a colon tells who speaks in the next paragraph.
#[test]
fn who_is_announced_by_from_speaks() {
    for (line, name) in [
        ("And from Chairwoman Lena Brandt:", Some("Lena Brandt")),
        ("From Tom Okafor:", Some("Tom Okafor")),
        ("From the archive:", None),
        ("And from the archive:", None),
    ] {
        let text = format!("It rained all day.\n\n{line}\n\n“The boats will sail on Friday, all of them.”\n");
        let article = Article::new("a", ArticleHeader::default(), text).expect("short");
        let found = extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations;
        let speaker = found[0].speaker.as_ref().and_then(|s| s.name.as_deref());
        assert_eq!((found.len(), speaker), (1, name), "{line}");
    }
}
