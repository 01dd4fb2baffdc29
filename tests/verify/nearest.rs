//! The nearest place of words that nothing searched has: shown to a reader, never evidence.

use inquit::model::{AttributionClass, WordingClass};

use super::{article, ask, bridge};

#[test]
fn words_that_are_not_found_have_the_place_that_comes_nearest() {
    let articles = bridge();
    let claim = "She will never sign a contract with the owners of the ferries for money";
    let verdict = ask(&articles, claim, Some("Tom Okafor"));
    assert_eq!(
        (verdict.wording, verdict.attribution),
        (WordingClass::NotFound, AttributionClass::NotChecked)
    );
    assert!(verdict.evidence.is_empty() && verdict.decides.is_none() && verdict.grade.is_none());
    let nearest = verdict.nearest.unwrap();
    assert_eq!(nearest.span.of(articles[0].text()), "She will never sign a contract");
    assert_eq!(nearest.claim.of(claim), "She will never sign a contract");
    assert!((0.2..0.6).contains(&nearest.share), "{}", nearest.share);
    assert_eq!(nearest.wording, WordingClass::NotFound);
    // It says nothing of the claimed speaker.
    assert_eq!(nearest.attribution, AttributionClass::NotChecked);
}

#[test]
fn there_is_no_nearest_place_where_one_was_found_or_only_words_of_the_language_agree() {
    let articles = bridge();
    let found = ask(&articles, "The council has 12 million crowns, not a penny more", None);
    assert_eq!((found.wording, found.nearest), (WordingClass::Verbatim, None));
    for claim in [
        "The children will plant a hundred apple trees behind the school",
        "He said that it was not a good idea to sell the mill",
    ] {
        let verdict = ask(&articles, claim, None);
        assert_eq!((verdict.wording, verdict.nearest), (WordingClass::NotFound, None), "{claim}");
    }
}

#[test]
fn of_two_near_places_the_one_with_more_of_the_words_is_shown() {
    let articles = [
        article("a", "Daily", "“The ferry pilots want a new quay,” Ana Ruiz said.\n"),
        article("b", "Weekly", "“The ferry pilots want a new quay before spring,” Ana Ruiz said.\n"),
    ];
    let claim = "The ferry pilots want a new quay before spring and higher wages, better boats, longer holidays, warmer \
        uniforms, a canteen with hot soup, two more deckhands on each crossing and an apology from the harbour master";
    let verdict = ask(&articles, claim, None);
    assert_eq!(verdict.wording, WordingClass::NotFound);
    assert_eq!(verdict.nearest.unwrap().article.0, 1);
}
