//! Verifying: claims made from quotations by an operator get the class that the operator implies, and hostile claims do no harm.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test or a failed measurement")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use inquit::lexicon::Lexicon;
use inquit::model::{
    Article, ArticleHeader, AttributionClass, ChangeGrade, ChangeKind, Claim, EvidenceGrade, Flag, Material,
    Quotation, Record, SourceKind, Span, Turn, Verdict, WordingClass,
};
use inquit::verify::{Gate, Sources, verify};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use rayon::prelude::*;

#[path = "verify/agree.rs"]
mod agree;
#[path = "verify/change.rs"]
mod change;
#[path = "verify/cuts.rs"]
mod cuts;
#[path = "verify/decide.rs"]
mod decide;
#[path = "verify/flags.rs"]
mod flags;
#[path = "verify/generate.rs"]
mod generate;
#[path = "verify/house.rs"]
mod house;
#[path = "verify/long.rs"]
mod long;
#[path = "verify/nearest.rs"]
mod nearest;
#[path = "verify/outcome.rs"]
mod outcome;
#[path = "verify/paged.rs"]
mod paged;
#[path = "verify/speakers.rs"]
mod speakers;

use generate::{Made, OPERATORS, Operator, Stock, dice::Dice};

struct World {
    articles: &'static [Article],
    stock: Vec<Stock>,
    sources: Sources<'static>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut articles = generate::seed_articles();
    articles.extend(generate::made_articles(24, 7));
    let articles: &'static [Article] = articles.leak();
    let quotations: &'static [Quotation] = generate::quotations(articles).leak();
    let sources = Sources::new(articles, quotations, Lexicon::built_in());
    World { articles, stock: generate::stock(articles, quotations), sources }
});

#[test]
fn made_claims_get_the_class_that_their_operator_implies() {
    let world = &*WORLD;
    let mut dice = Dice::new(2);
    let mut claims = Vec::new();
    while claims.len() < 1_000 {
        let operator = OPERATORS[dice.below(OPERATORS.len())];
        claims.extend(generate::make(operator, &world.stock, &mut dice).map(|claim| (operator, claim)));
    }
    let fault = |(operator, claim): &(Operator, Made)| {
        let fault = claim.fault(&verify(&claim.claim, &world.sources), world.articles)?;
        Some(format!("{operator:?}: {fault}: {}", claim.claim.text))
    };
    let faults: Vec<String> = claims.par_iter().filter_map(fault).collect();
    let known = include_str!("verify/known_faults.txt").lines().filter(|line| !line.starts_with('#'));
    let known: BTreeSet<&str> = known.collect();
    let faults: BTreeSet<&str> = faults.iter().map(String::as_str).collect();
    let new: Vec<_> = faults.difference(&known).collect();
    let gone: Vec<_> = known.difference(&faults).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "tests/verify/known_faults.txt is not exact; it may only shrink.\nnew: {new:#?}\ntake off: {gone:#?}"
    );
}

fn sources(articles: &[Article]) -> (Vec<Quotation>, &'static Lexicon) {
    (generate::quotations(articles), Lexicon::built_in())
}

fn article(id: &str, outlet: &str, text: &str) -> Article {
    let header = ArticleHeader { outlet: Some(outlet.to_owned()), ..ArticleHeader::default() };
    Article::new(id, header, text.to_owned()).unwrap()
}

fn ask(articles: &[Article], text: &str, speaker: Option<&str>) -> Verdict {
    let (quotations, lexicon) = sources(articles);
    let claim = Claim { text: text.to_owned(), speaker: speaker.map(str::to_owned), ..Claim::default() };
    verify(&claim, &Sources::new(articles, &quotations, lexicon))
}

const BRIDGE: &str = "“I do not think that the old bridge will hold if the river rises again,” Ana Ruiz told reporters on Monday. \
     “Who will pay for a new one? The council has 12 million crowns, not a penny more, in the drawer.”\n\n\
     Tom Okafor, a spokesman for Ruiz, said: “She will never sign a contract that she has not read.”\n\n\
     “My grandmother used to say that a ferry needs no pillars,” Lena Brandt recalled.\n";

fn bridge() -> Vec<Article> {
    vec![article("a", "Daily", BRIDGE)]
}

#[test]
fn words_are_not_cut_at_the_edge_of_a_claim() {
    for (source, claim) in [
        ("Twenty-five members voted for the ferry", "Five members voted for the ferry"),
        ("Forty-one people drowned in the harbour", "Forty people drowned in the harbour"),
        ("Non-union workers were paid less at the yard", "union workers were paid less at the yard"),
        ("7:30 was the hour of the last ferry", "30 was the hour of the last ferry"),
        ("I told the harbour board that I can't", "I told the harbour board that I can"),
        ("The ferry cost us $40 million that year", "The ferry cost us £40 million that year"),
        ("The harbour fell to -5 degrees that night", "The harbour fell to 5 degrees that night"),
    ] {
        let articles = [article("a", "A", &format!("“{source},” Ana Ruiz said."))];
        let verdict = ask(&articles, claim, None);
        assert_eq!(verdict.wording, WordingClass::Altered, "{claim}");
        assert!(!verdict.changes.is_empty(), "{claim}");
    }
    let articles = [article("a", "A", "“The harbour fell to minus 5 degrees that night,” Ana Ruiz said.")];
    let verdict = ask(&articles, "The harbour fell to -5 degrees that night", None);
    assert_eq!(verdict.wording, WordingClass::Styled);
}

#[test]
fn house_style_and_typesetting_change_no_words() {
    for (source, claim) in [
        ("This is the number one ferry of the whole coast", "This is the No. 1 ferry of the whole coast"),
        ("We launched 1,000 boats from the old harbour", "We launched a thousand boats from the old harbour"),
        ("I don't know whether the harbour is deep", "I dont know whether the harbour is deep"),
        ("We will find the harbour in the first night", "We will ﬁnd the har\u{ad}bour in the ﬁrst night"),
        ("The ferry sank on September 12 in the harbour", "The ferry sank on Sept. 12 in the harbour"),
    ] {
        let verdict = ask(&[article("a", "A", &format!("“{source},” Ana Ruiz said."))], claim, None);
        assert!(verdict.wording <= WordingClass::Styled, "{claim}: {:?}", verdict.wording);
    }
}

#[test]
fn a_number_is_read_wherever_its_first_word_was_met_before() {
    let text = "“It was a harbour for a ferry,” Tom Okafor said.\n\n“A ferry lost a billion dollars in a year,” Ana Ruiz said.";
    let verdict = ask(&[article("a", "A", text)], "A ferry lost a billion dollars in a year", None);
    assert_eq!(verdict.wording, WordingClass::Verbatim);
}

#[test]
fn a_wrapped_line_ends_no_sentence() {
    let text = "“It was late when the council met,” Ana Ruiz said. “We do not\n\
                want to close the ferry in the winter, whatever the old men in\n\
                the harbour tell you about it,” she said in the evening.\n";
    let verdict = ask(&[article("a", "A", text)], "want to close the ferry in the winter", None);
    assert!(verdict.flags.contains(&Flag::ClippedNegation), "{:?}", verdict.flags);
}

#[test]
fn a_bracket_may_explain_and_not_turn_the_sense() {
    let articles = [article("a", "A", "“The harbour is a disgrace for the town,” Ana Ruiz said.")];
    let change = |claim: &str| {
        let verdict = ask(&articles, claim, None);
        assert_eq!(verdict.wording, WordingClass::Bracketed, "{claim}");
        verdict.changes[0].material
    };
    assert_eq!(change("The harbour is [not] a disgrace for the town"), Material::Likely);
    assert_eq!(change("The harbour is a disgrace for the [whole] town"), Material::Unknown);
}

#[test]
fn two_quotations_of_a_speaker_in_one_paragraph_are_one_remark() {
    let text = "“The harbour was never deep enough,” Ana Ruiz said. “We will pay for every stone of it.”";
    let claim = "The harbour was never deep enough. We will pay for every stone of it.";
    let verdict = ask(&[article("a", "A", text)], claim, Some("Ana Ruiz"));
    assert!(verdict.wording <= WordingClass::FormatOnly, "{:?}", verdict.wording);
    assert_eq!(verdict.attribution, AttributionClass::Confirmed);
    let apart = text.replace("said. ", "said.\n\nIt was late.\n\n");
    let verdict = ask(&[article("a", "A", &apart)], claim, None);
    assert_eq!(verdict.wording, WordingClass::Composite);
}

#[test]
fn exchanged_words_are_found_and_scraps_are_not() {
    let articles = [article(
        "a",
        "A",
        "“The success of one town is an opportunity, not a threat, to another,” Ana Ruiz said.\n\n\
         “The Brahmek league is old,” Tom Okafor said. “The FBI never came to the island,” he said.",
    )];
    let verdict = ask(&articles, "The success of one town is a threat, not an opportunity, to another", None);
    assert!(
        matches!(verdict.wording, WordingClass::Altered | WordingClass::Spliced),
        "{:?}",
        verdict.wording
    );
    // "FBI" is three words in full and one that was printed.
    for scrap in
        ["Brahmek shall row again by spring", "The FBI sold the lighthouse", "The Brahmek league won gold"]
    {
        assert_eq!(ask(&articles, scrap, None).wording, WordingClass::NotFound, "{scrap}");
    }
    assert_eq!(ask(&articles, "The FBI never came to the harbour", None).wording, WordingClass::Altered);
}

/// An article with the turns of its labels: `LABEL: words`, a turn a paragraph; a paragraph without one is nobody's.
fn record(text: &str) -> Article {
    let mut turns = Vec::new();
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        if let Some((label, words)) = paragraph.trim_end().split_once(": ") {
            let start = at + label.len() + 2;
            let words = Span::new(text, start, start + words.len()).unwrap();
            turns.push(Turn { label: Span::new(text, at, at + label.len()), name: None, words: vec![words] });
        }
        at += paragraph.len();
    }
    article("a", "Record", text).with_record(Record { kind: SourceKind::Record, turns, times: Vec::new() })
}

#[test]
fn a_turn_of_nobody_by_name_is_not_that_of_somebody_with_a_label() {
    use AttributionClass::{Confirmed, Misattributed, RoleOnly, Unresolved};
    let text = "PRESIDENT RUIZ: The dredgers arrive on the first Monday of spring.\n\n\
                MS. KING: The mayor will take a few of your questions now.\n\n\
                Q: Was the harbour ever paid for by the island?\n\n\
                SECRETARY BANKS: The last pump was brought back on Friday.\n\n\
                THE PRESIDENT: Not one crown of it came from the island.\n\n\
                UNIDENTIFIED MALE: The boats were sold behind our backs.\n\n\
                The lights in the great hall went out before noon.\n";
    let articles = [record(text)];
    for (words, speaker, wanted) in [
        ("Was the harbour ever paid for by the island?", "Ana Ruiz", Misattributed),
        ("Was the harbour ever paid for by the island?", "Lena King", Misattributed),
        ("Was the harbour ever paid for by the island?", "the president", Misattributed),
        ("Was the harbour ever paid for by the island?", "Tom Okafor", Unresolved),
        ("The last pump was brought back on Friday", "Joel Banks", Confirmed),
        ("The boats were sold behind our backs", "Lena King", Misattributed),
        ("Not one crown of it came from the island", "Ana Ruiz", RoleOnly),
        ("Not one crown of it came from the island", "Lena King", Misattributed),
        ("Not one crown of it came from the island", "Tom Okafor", Unresolved),
        ("The mayor will take a few of your questions now", "Ana Ruiz", Misattributed),
        ("The lights in the great hall went out before noon", "Lena King", Unresolved),
    ] {
        let verdict = ask(&articles, words, Some(speaker));
        assert_eq!(
            (verdict.wording, verdict.attribution),
            (WordingClass::Verbatim, wanted),
            "{speaker}: {words}"
        );
    }
}

#[test]
fn each_of_several_remarks_in_pieces_is_put_together() {
    let text = "“The boats were sold,” Ana Ruiz said, “behind our backs in the winter.”\n\n\
                “The harbour was dredged,” Lena Brandt said, “before the first frost came down.”\n\n\
                “The ferry will sail,” Tom Okafor said, “from the old quay in the spring.”\n";
    let articles = [article("a", "Daily", text)];
    for words in [
        "sold behind our backs",
        "harbour was dredged before the first frost",
        "ferry will sail from the old quay",
    ] {
        assert_eq!(ask(&articles, words, None).wording, WordingClass::Verbatim, "{words}");
    }
}

#[test]
fn a_match_does_not_run_from_one_turn_into_the_next() {
    let text = "Q: When will the work on the old harbour begin?\n\nTHE PRESIDENT: On Monday the dredgers arrive from Brandt Island.\n\n\
                Q: And the ferry?\n\nTHE PRESIDENT: The ferry sails again before the winter.\n";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(text, start, start + words.len()).unwrap()
    };
    let paragraphs = text.split("\n\n").map(|p| p.trim_end().split_once(": ").unwrap());
    let turns = paragraphs.map(|(label, words)| {
        let words = at(words);
        let start = words.start() - label.len() - 2;
        Turn { label: Span::new(text, start, start + label.len()), name: None, words: vec![words] }
    });
    let record = Record { kind: SourceKind::Transcript, turns: turns.collect(), times: Vec::new() };
    let articles = [article("a", "Record", text).with_record(record)];
    let joined =
        ask(&articles, "When will the work on the old harbour begin? On Monday the dredgers arrive", None);
    assert_eq!(joined.wording, WordingClass::Composite, "{:?}", joined.changes);
    assert_eq!(joined.evidence.len(), 2);
    // Too short a piece to be told from chance: added words, but never the label left out.
    let short = ask(&articles, "When will the work on the old harbour begin? On Monday", None);
    assert_eq!(short.wording, WordingClass::Altered);
    assert!(short.changes.iter().all(|c| c.change.kind == ChangeKind::Added), "{:?}", short.changes);
    let one = ask(&articles, "On Monday the dredgers arrive from Brandt Island", None);
    assert_eq!((one.wording, one.searched.words), (WordingClass::Verbatim, 33));
}

#[test]
fn the_outlets_own_words_are_flagged() {
    let text = "The old bridge fell into the river on Monday night. “Nobody had painted it since the storm,” Ana Ruiz said.";
    let own = "The old bridge fell into the river on Monday night";
    let articles = [article("a", "Daily", text)];
    let v = ask(&articles, own, None);
    assert_eq!((v.wording, v.flags.as_slice()), (WordingClass::Verbatim, [Flag::NotQuoted].as_slice()));
    assert_eq!(Gate::strict().failures(&v), ["not-quoted"]);
    assert!(Gate::lenient().failures(&v).is_empty());
    assert!(!ask(&articles, "Nobody had painted it since the storm", None).flags.contains(&Flag::NotQuoted));
    // Another article quotes them; a record needs no marks.
    let quoted = article("b", "Weekly", &format!("“{own},” Lena Brandt said."));
    assert!(!ask(&[articles[0].clone(), quoted], own, None).flags.contains(&Flag::NotQuoted));
    let (quotations, lexicon) = sources(&articles);
    let record = Sources::new(&articles, &quotations, lexicon).with_kinds(&[SourceKind::Record]);
    let claim = Claim { text: own.to_owned(), ..Claim::default() };
    assert!(!verify(&claim, &record).flags.contains(&Flag::NotQuoted));
}

#[test]
fn changes_are_graded_by_what_they_touch() {
    for (claim, grade, material) in [
        ("The council has 21 million crowns, not a penny more", ChangeGrade::Number, Material::Likely),
        ("The council has 12 million crowns, a penny more", ChangeGrade::Polarity, Material::Likely),
        ("She might never sign a contract that she has not read", ChangeGrade::Modality, Material::Likely),
        ("She will never sign a contract that he has not read", ChangeGrade::Person, Material::Unknown),
        ("The council had 12 million crowns, not a penny more", ChangeGrade::Tense, Material::Unknown),
        ("The council has 12 million crown, not a penny more", ChangeGrade::Lexical, Material::Unknown),
        ("She will never sign a treaty that she has not read", ChangeGrade::Lexical, Material::Unknown),
        ("She will never sign a contrakt that she has not read", ChangeGrade::Spelling, Material::Unknown),
    ] {
        let v = ask(&bridge(), claim, None);
        let [change] = v.changes.as_slice() else { panic!("{claim}: {:?}", v.changes) };
        assert_eq!((change.change.grade, change.material), (Some(grade), material), "{claim}");
    }
}

#[test]
fn the_claims_own_marks_are_read() {
    let v = ask(&bridge(), "[W]ho will pay for a new [bridge]?", None);
    assert_eq!(v.wording, WordingClass::Bracketed);
    assert!(v.changes.iter().all(|c| c.change.kind == ChangeKind::Bracketed));
    let sic = ask(&bridge(), "a ferry needs no pillars [sic]", None);
    assert_eq!(sic.wording, WordingClass::Verbatim);
    for gap in ["…", "...", ". . .", "[…]", "(...)"] {
        assert_eq!(
            ask(&bridge(), &format!("She will never sign {gap} that she has not read"), None).wording,
            WordingClass::Elided
        );
    }
}

#[test]
fn common_words_are_too_short_to_tell() {
    for claim in ["", "…", "yes", "a bridge", "it is the"] {
        let v = ask(&bridge(), claim, Some("Lena Brandt"));
        assert_eq!(
            (v.wording, v.attribution),
            (WordingClass::TooShort, AttributionClass::NotChecked),
            "{claim:?}"
        );
    }
}

#[test]
fn copies_of_one_story_count_once() {
    let story = |remark: &str| {
        format!(
            "The town council met on Monday evening to hear what the engineers had found under the old bridge near the mill, and \
             more than two hundred people came to listen in the hall behind the church.\n\n“{remark},” Ana Ruiz said."
        )
    };
    let remark = "We found nine cracks in the third pillar and a nest of otters";
    let copies = [article("a", "Daily", &story(remark)), article("b", "Weekly", &story(remark))];
    let v = ask(&copies, remark, None);
    assert_eq!((v.grade, v.evidence.len()), (Some(EvidenceGrade::S3), 2));
    assert!(v.flags.contains(&Flag::WireCopy));
    let own = format!(
        "Nobody slept in Millbrook last night. “{remark},” said Ana Ruiz, who had dived for an hour in cold water."
    );
    let independent = [copies[0].clone(), copies[1].clone(), article("c", "Monthly", &own)];
    assert_eq!(ask(&independent, remark, None).grade, Some(EvidenceGrade::S1));
    assert_eq!(ask(&copies[..1], remark, None).grade, Some(EvidenceGrade::S2));
}

#[test]
fn a_record_outranks_articles() {
    let articles = bridge();
    let (quotations, lexicon) = sources(&articles);
    let claim = Claim { text: "She will never sign a contract".to_owned(), ..Claim::default() };
    for (kind, grade) in [
        (SourceKind::Transcript, EvidenceGrade::P1),
        (SourceKind::Record, EvidenceGrade::P2),
        (SourceKind::Captions, EvidenceGrade::P3),
    ] {
        let sources = Sources::new(&articles, &quotations, lexicon).with_kinds(&[kind]);
        assert_eq!(verify(&claim, &sources).grade, Some(grade));
    }
}

#[test]
fn an_article_from_before_the_day_is_no_evidence() {
    let header = ArticleHeader { date: Some("2024-03-01".to_owned()), ..ArticleHeader::default() };
    let articles = [Article::new("a", header, BRIDGE.to_owned()).unwrap()];
    let (quotations, lexicon) = sources(&articles);
    let sources = Sources::new(&articles, &quotations, lexicon);
    let on = |date: &str| {
        let claim = Claim {
            text: "She will never sign a contract".to_owned(),
            date: Some(date.to_owned()),
            ..Claim::default()
        };
        verify(&claim, &sources).wording
    };
    assert_eq!(on("2024-02-28"), WordingClass::Verbatim);
    assert_eq!(on("2024-06-01"), WordingClass::NotFound);
}

#[test]
fn a_remark_in_two_pieces_is_one_and_running_text_has_no_speaker() {
    let text = "“We will leave,” Ana Ruiz said, “before the ice breaks.” The harbour pilots had wanted to stay another week.";
    let articles = [article("a", "Daily", text)];
    let v = ask(&articles, "We will leave before the ice breaks", Some("Ana Ruiz"));
    assert_eq!((v.wording, v.attribution), (WordingClass::Verbatim, AttributionClass::Confirmed));
    let v = ask(&articles, "The harbour pilots had wanted to stay another week", Some("Ana Ruiz"));
    assert_eq!((v.wording, v.attribution), (WordingClass::Verbatim, AttributionClass::Unresolved));
    assert!(v.evidence[0].quotation.is_none());
}

/// A failure is written into the repository and tried again in every later run.
fn config(cases: u32) -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/regressions/verify.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(file)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn no_claim_breaks_anything(text in "[a-z \u{2026}\\[\\]().,'“”\"?!0-9é-]{0,120}", speaker in proptest::option::of("[A-Za-z .'é]{0,30}")) {
        let world = &*WORLD;
        let verdict = verify(&Claim { text: text.clone(), speaker, ..Claim::default() }, &world.sources);
        for e in &verdict.evidence {
            prop_assert!(!e.span.of(world.articles[e.article].text()).is_empty());
            prop_assert!(e.sentence.contains(e.span));
        }
        for c in &verdict.changes {
            prop_assert!(c.evidence.0 < verdict.evidence.len());
            prop_assert!(c.change.version.is_none_or(|s| s.end() <= text.len()));
        }
    }
}

#[test]
fn what_a_source_prints_is_found_there() {
    let world = &*WORLD;
    let mut dice = Dice::new(11);
    // Not every try gives a claim; a generator that gives none must not pass.
    let tries = (0..2_000).filter_map(|_| generate::make(generate::Operator::Part, &world.stock, &mut dice));
    let made: Vec<_> = tries.take(50).collect();
    assert_eq!(made.len(), 50);
    for made in made {
        let verdict = verify(&made.claim, &world.sources);
        assert_eq!(verdict.wording, WordingClass::Verbatim, "{}", made.claim.text);
    }
}

/// The table of wordings in `docs/verification.md`: each example gets the class beside which it stands.
#[test]
fn the_examples_of_the_documentation_are_what_they_say() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles = Vec::new();
    for name in ["beacon.txt", "gazette.txt", "transcript.txt"] {
        let path = root.join("docs/verification/archive").join(name);
        let file = std::fs::read_to_string(path).expect("the example is there");
        let (_, text) = file.split_once("---\n").expect("a header block");
        articles.push(article(name, name, text));
    }
    let document = std::fs::read_to_string(root.join("docs/verification.md")).expect("the document is there");
    let mut seen = 0;
    for class in WordingClass::ALL {
        let row = document.lines().find(|l| l.starts_with(&format!("| `{}` |", class.name())));
        let row = row.unwrap_or_else(|| panic!("no row for {}", class.name()));
        let example = row.rsplit(" | ").next().and_then(|cell| cell.split('`').nth(1));
        if let Some(example) = example.filter(|e| *e != class.name()) {
            assert_eq!(ask(&articles, example, None).wording, *class, "{example}");
            seen += 1;
        }
    }
    assert!(seen >= 11, "{seen}");
}

#[test]
fn a_no_from_elsewhere_did_not_move() {
    let text = "“The bridge will hold for a hundred years, and I promise you that we will not close it,” Ana Ruiz said.";
    let v = ask(&[article("a", "Daily", text)], "The bridge will not hold for a hundred years", None);
    assert_eq!(v.changes.len(), 1);
    assert_eq!(v.changes[0].change.kind, ChangeKind::Added);
    let moved =
        ask(&[article("a", "Daily", text)], "and I promise we will not close it, the bridge will hold", None);
    assert_eq!(moved.wording, WordingClass::Spliced);
}
