//! One place decides a verdict: no headline is put together from places that each lack something.

use inquit::model::{Article, AttributionClass, EvidenceGrade, EvidenceIx, Flag, SourceKind, WordingClass};
use inquit::verify::{Sources, verify};

use super::{Claim, article, ask, sources};

const CLAIM: &str = "The harbour pumps will not survive another winter without new parts";

/// The words in the outlet's own text.
fn untold() -> Article {
    let text = "The report is short. The harbour pumps will not survive another winter without new parts.\n";
    article("a", "Daily", text)
}

/// The words in another spelling, by the claimed speaker.
fn named() -> Article {
    article(
        "b",
        "Weekly",
        "“The harbor pumps will not survive another winter without new parts,” Ana Ruiz said.\n",
    )
}

/// The words in a record, from somebody whom it does not name.
fn recorded() -> Article {
    article(
        "c",
        "Record",
        "The council sat on Monday.\n\n“The harbour pumps will not survive another winter without new parts.”\n",
    )
}

#[test]
fn three_sources_that_each_lack_something_are_not_put_together() {
    let articles = [untold(), named(), recorded()];
    let (quotations, lexicon) = sources(&articles);
    let kinds = [SourceKind::Article, SourceKind::Article, SourceKind::Transcript];
    let sources = Sources::new(&articles, &quotations, lexicon).with_kinds(&kinds);
    let claim = Claim { text: CLAIM.to_owned(), speaker: Some("Ana Ruiz".to_owned()), ..Claim::default() };
    let v = verify(&claim, &sources);
    assert_eq!(
        (v.wording, v.attribution, v.grade),
        (WordingClass::Styled, AttributionClass::Confirmed, Some(EvidenceGrade::S2)),
        "not verbatim, confirmed, P1"
    );
    assert_eq!(v.decides, Some(EvidenceIx(0)));
    assert_eq!((v.evidence[0].article.0, v.evidence.len()), (1, 3), "the others follow");
    assert!(!v.flags.contains(&Flag::NotQuoted));
}

#[test]
fn without_a_speaker_a_quotation_decides_before_running_text() {
    let v = ask(&[untold(), named()], CLAIM, None);
    assert_eq!((v.wording, v.evidence[0].article.0), (WordingClass::Styled, 1));
    let v = ask(&[untold()], CLAIM, None);
    assert_eq!((v.wording, v.decides), (WordingClass::Verbatim, Some(EvidenceIx(0))));
    assert!(v.flags.contains(&Flag::NotQuoted));
}

#[test]
fn the_place_that_decides_has_the_answers_of_the_verdict() {
    let other = article("d", "Gazette", &format!("“{CLAIM},” Tom Okafor said.\n"));
    let v = ask(&[named(), other], CLAIM, Some("Ana Ruiz"));
    assert_eq!((v.wording, v.attribution), (WordingClass::Styled, AttributionClass::Conflicting));
    assert_eq!(v.grade, Some(EvidenceGrade::S2), "who names another supports nothing");
    let role =
        article("e", "Gazette", &format!("“{CLAIM},” the mayor said. Ana Ruiz, the mayor, left early.\n"));
    let v = ask(&[named(), role], CLAIM, Some("Ana Ruiz"));
    assert_eq!(v.evidence[v.decides.unwrap().0].wording, v.wording);
    assert_eq!(v.attribution, AttributionClass::Confirmed);
    let v = ask(&[named()], "Nobody ever counted the herons on the old quay", None);
    assert_eq!((v.wording, v.decides), (WordingClass::NotFound, None));
}
