//! Under which conditions a place that names somebody else speaks against a claim. One test for each reason; each has the claim that is accused,
//! so that a reason cannot be given for nothing.

use inquit::model::{Article, ArticleHeader, AttributionClass, Claim, OpenReason, Verdict};
use inquit::verify::{Sources, verify};

use crate::{article, ask, sources};

const SAID: &str = "The harbour pumps will not survive another winter without new parts";

fn ask_claim(articles: &[Article], claim: Claim) -> Verdict {
    let (quotations, lexicon) = sources(articles);
    verify(&claim, &Sources::new(articles, &quotations, lexicon))
}

fn claimed(articles: &[Article], text: &str) -> (AttributionClass, Option<OpenReason>) {
    let verdict = ask(articles, text, Some("Lena Brandt"));
    (verdict.attribution, verdict.open)
}

fn daily(text: &str) -> [Article; 1] {
    [article("a", "Daily", text)]
}

const ACCUSED: (AttributionClass, Option<OpenReason>) = (AttributionClass::Misattributed, None);

fn open(reason: OpenReason) -> (AttributionClass, Option<OpenReason>) {
    (AttributionClass::Unresolved, Some(reason))
}

#[test]
fn common_words_accuse_nobody() {
    let said = |words: &str| daily(&format!("“{words},” Ana Ruiz said.\n"));
    for words in [
        "It was a big deal",
        "We kept you safe",
        "a step in the right direction",
        "I want to thank you very much",
        "She should be ashamed of herself",
    ] {
        assert_eq!(claimed(&said(words), words), open(OpenReason::CommonWords), "{words}");
    }
    for words in [SAID, "I was thinking of the fountain"] {
        assert_eq!(claimed(&said(words), words), ACCUSED, "{words}");
    }
}

#[test]
fn words_must_be_rarer_where_more_is_searched() {
    let words = "I was thinking of the fountain";
    let mut articles = daily(&format!("“{words},” Ana Ruiz said.\n")).to_vec();
    assert_eq!(claimed(&articles, words), ACCUSED);
    let long = "The council met again, and nobody in the town could say what the council had met for. "
        .repeat(4_000);
    articles.push(article("b", "Weekly", &long));
    assert_eq!(claimed(&articles, words), open(OpenReason::CommonWords));
}

#[test]
fn other_words_accuse_nobody() {
    let articles = daily(&format!("“{SAID},” Ana Ruiz said.\n"));
    assert_eq!(claimed(&articles, SAID), ACCUSED);
    let changed = SAID.replace("another winter", "another summer");
    assert_eq!(claimed(&articles, &changed), open(OpenReason::OtherWording));
}

#[test]
fn a_guessed_speaker_accuses_nobody() {
    for (text, wanted) in [
        (format!("Ana Ruiz came late. “{SAID},” Ruiz said.\n"), ACCUSED),
        (format!("“We are tired,” Ana Ruiz said. “{SAID}.”\n"), ACCUSED),
        (format!("“{SAID},” the harbour master, Ana Ruiz, said.\n"), ACCUSED),
        (format!("Ana Ruiz came late. “{SAID},” she said.\n"), open(OpenReason::GuessedSpeaker)),
        (format!("“{SAID},” the harbour master said.\n"), open(OpenReason::GuessedSpeaker)),
        (format!("It rained. “{SAID}.”\n"), open(OpenReason::NoSpeaker)),
        (format!("It rained. {SAID}.\n"), open(OpenReason::NoSpeaker)),
    ] {
        assert_eq!(claimed(&daily(&text), SAID), wanted, "{text}");
    }
}

#[test]
fn a_place_and_a_teaser_before_a_colon_accuse_nobody() {
    for (text, wanted) in [
        (format!("ANA RUIZ: {SAID}.\n\nTOM OKAFOR: That is so.\n"), ACCUSED),
        (format!("KARSABAD: {SAID}.\n\nIt rained.\n"), open(OpenReason::UnsureLabel)),
        (format!("ALSO READ: Mill row grows\n\n{SAID}.\n"), open(OpenReason::NoSpeaker)),
    ] {
        assert_eq!(claimed(&daily(&text), SAID), wanted, "{text}");
    }
}

#[test]
fn words_that_a_speaker_passes_on_accuse_nobody() {
    for (text, wanted) in [
        (format!("“I believe that {SAID},” Ana Ruiz said.\n"), ACCUSED),
        (format!("“You told us, and I quote, {SAID},” Ana Ruiz said.\n"), open(OpenReason::ReportedWords)),
        (format!("“Tom Okafor says that {SAID},” Ana Ruiz said.\n"), open(OpenReason::ReportedWords)),
    ] {
        assert_eq!(claimed(&daily(&text), SAID), wanted, "{text}");
    }
    let text = format!("“Lena Brandt says that {SAID},” Ana Ruiz said.\n");
    assert_eq!(claimed(&daily(&text), SAID).0, AttributionClass::ToPrincipal);
}

#[test]
fn a_few_quoted_words_tell_nothing_of_the_others() {
    let claim = format!("Mayor Hale called it \"a disgrace\" and went home, because {SAID}");
    let text = format!("Mayor Tom Hale called it “a disgrace” and went home, because {SAID}.\n");
    assert_eq!(claimed(&daily(&text), &claim), open(OpenReason::NoSpeaker));
}

#[test]
fn words_of_another_time_accuse_nobody() {
    let header = |date: &str| ArticleHeader { date: Some(date.to_owned()), ..ArticleHeader::default() };
    let text = format!("“{SAID},” Ana Ruiz said.\n");
    let at = |article: &str, published: Option<&str>, said: Option<&str>| {
        let article = Article::new("a", header(article), text.clone()).unwrap();
        let claim = Claim {
            text: SAID.to_owned(),
            speaker: Some("Lena Brandt".to_owned()),
            published: published.map(str::to_owned),
            date: said.map(str::to_owned),
            ..Claim::default()
        };
        ask_claim(&[article], claim).open
    };
    let other = Some(OpenReason::OtherTime);
    assert_eq!(at("2024-05-03", None, None), None);
    for (day, wanted) in
        [("2024-04-20", other), ("2024-05-01", None), ("2024-05-20", None), ("2024-05-25", other)]
    {
        assert_eq!(at("2024-05-03", Some(day), None), wanted, "a draft of {day}");
    }
    for (day, wanted) in [("2024-05-03", None), ("2024-04-15", None), ("2024-04-01", other)] {
        assert_eq!(at("2024-05-03", None, Some(day)), wanted, "said on {day}");
    }
}

#[test]
fn a_claim_whose_own_speaker_is_guessed_accuses_nobody() {
    let articles = daily(&format!("“{SAID},” Ana Ruiz said.\n"));
    let claim = |is_guessed| Claim {
        text: SAID.to_owned(),
        speaker: Some("Lena Brandt".to_owned()),
        is_guessed,
        ..Claim::default()
    };
    assert_eq!(ask_claim(&articles, claim(false)).attribution, AttributionClass::Misattributed);
    assert_eq!(ask_claim(&articles, claim(true)).open, Some(OpenReason::GuessedClaim));
}

#[test]
fn several_speakers_and_an_open_place_accuse_nobody() {
    let of = |id: &str, who: &str| article(id, id, &format!("“{SAID},” {who} said.\n"));
    let ana = || of("a", "Ana Ruiz");
    assert_eq!(claimed(&[ana(), of("b", "Mayor Ruiz")], SAID), ACCUSED);
    let several = [ana(), of("b", "Tom Okafor")];
    assert_eq!(claimed(&several, SAID), open(OpenReason::SeveralSpeakers));
    let verdict = ask(&several, SAID, Some("Lena Brandt"));
    let accuses = |e: &inquit::model::Evidence| e.attribution == AttributionClass::Misattributed;
    assert!(!verdict.evidence.iter().any(accuses), "no place accuses where the verdict does not");
    let unnamed = article("c", "Weekly", &format!("It rained. “{SAID}.”\n"));
    assert_eq!(claimed(&[ana(), unnamed], SAID), open(OpenReason::OpenElsewhere));
    // The article itself says whose words its headline repeats.
    let twice = article("d", "Weekly", &format!("“{SAID}”\n\n“{SAID},” Ana Ruiz said.\n"));
    assert_eq!(claimed(&[twice], SAID), ACCUSED);
}

#[test]
fn two_people_of_one_text_can_say_one_sentence() {
    let text = format!("“{SAID},” Ana Ruiz said.\n\n“{SAID},” Lena Brandt said.\n");
    assert_eq!(claimed(&daily(&text), SAID), (AttributionClass::Confirmed, None));
    let apart = [
        article("a", "Daily", &format!("“{SAID},” Ana Ruiz said.\n")),
        article("b", "Weekly", &format!("“{SAID},” Lena Brandt said.\n")),
    ];
    assert_eq!(claimed(&apart, SAID), (AttributionClass::Conflicting, None));
}

#[test]
fn the_claimed_speakers_own_place_is_looked_for_first() {
    let of = |i: usize, who: &str| {
        article(&format!("a{i:03}"), "Daily", &format!("“We want law and order on the quay,” {who} said.\n"))
    };
    let mut articles: Vec<Article> = (0..60).map(|i| of(i, "Tom Okafor")).collect();
    let text = "law and order on the quay";
    assert_eq!(claimed(&articles, text), open(OpenReason::CommonWords));
    articles.push(of(60, "Lena Brandt"));
    assert_eq!(claimed(&articles, text), (AttributionClass::Confirmed, None));
}

#[test]
fn words_told_of_the_claimed_speaker_accuse_nobody() {
    let said = "would never sign a contract that nobody in the harbour office had read";
    let whole = "The county would never sign a contract that nobody in the harbour office had read";
    let told = open(OpenReason::ReportedWords);
    for (text, words, wanted) in [
        (format!("Ana Ruiz said Lena Brandt “{said}.”\n"), said, told),
        (format!("Ana Ruiz said that Mayor Lena Brandt “{said}.”\n"), said, told),
        (format!("Ana Ruiz said Marta Brandt “{said}.”\n"), said, ACCUSED),
        (format!("Brandt, Ana Ruiz said, “{said}.”\n"), said, told),
        (format!("Speaking on behalf of Brandt, Ana Ruiz said the county “{said}.”\n"), said, told),
        (format!("Ana Ruiz read a letter from Brandt aloud: “{whole}.”\n"), whole, told),
        (format!("Ana Ruiz read Brandt’s letter aloud: “{whole}.”\n"), whole, told),
        (
            format!("ANA RUIZ: I have a statement from Mayor Brandt. {whole}.\n\nTOM HALE: I see.\n"),
            whole,
            told,
        ),
        (format!("“{whole},” Ana Ruiz said on behalf of Brandt.\n"), whole, told),
        (format!("Ana Ruiz met Lena Brandt. “{whole},” Ana Ruiz said.\n"), whole, ACCUSED),
        (format!("Ana Ruiz told Lena Brandt: “{whole}.”\n"), whole, ACCUSED),
        (format!("Like Brandt, Ana Ruiz said the county “{said}.”\n"), said, ACCUSED),
        (format!("ANA RUIZ: I met Mayor Brandt. {whole}.\n\nTOM HALE: I see.\n"), whole, ACCUSED),
        (format!("“{whole},” Ana Ruiz said. Lena Brandt sent a letter.\n"), whole, ACCUSED),
    ] {
        assert_eq!(claimed(&daily(&text), words), wanted, "{text}");
    }
}
