//! What pages print inside sentences: nobody's words, and the wording is `styled`.

use super::*;

/// Pages with a head, a foot and a hyphen over the end of a page.
const PAGES: &str = "Harbour inquiry, day 3\n\n“All of the doors were inspected twice. The board has asked for a second evalu-\n\n1\n\n\u{c}\
    Harbour inquiry, day 3\n\nation of every lamp,” Ana Ruiz said. “It rained on the boats that lay outside of\n\n2\n\n\u{c}\
    Harbour inquiry, day 3\n\nthe pier. Nobody has asked the crews.\n\n3\n\n\u{c}\
    Harbour inquiry, day 3\n\nThe lamps of the ferry burned all night,” she said.\n\n4\n";

fn wording(text: &str, claim: &str) -> WordingClass {
    ask(&[article("a", "A", text)], claim, None).wording
}

#[test]
fn words_on_both_sides_of_what_a_page_prints_are_styled() {
    for claim in [
        "The board has asked for a second evaluation of every lamp",
        "It rained on the boats that lay outside of the pier",
        "Nobody has asked the crews. The lamps of the ferry burned all night",
    ] {
        assert_eq!(wording(PAGES, claim), WordingClass::Styled, "{claim}");
    }
    assert_eq!(wording(PAGES, "Nobody has asked the crews"), WordingClass::Verbatim);
    let number =
        "“All of the doors that open to the quay were\n86\ninspected twice in the spring,” Ana Ruiz said.";
    let claim = "All of the doors that open to the quay were inspected twice in the spring";
    assert_eq!(wording(number, claim), WordingClass::Styled);
}

#[test]
fn numbers_at_the_margin_are_nobody_s_words() {
    let lines = [
        "Ana Ruiz told the board that the ferry was",
        "late again. “The lamps of the ferry burned",
        "all night, and nobody of the crew that was",
        "ashore had been told to put them out,” she",
        "said. The board asked for a list of all of",
        "the lamps. Nobody had one. The clerk has a",
        "list of the boats, and it is twenty years",
        "old. The board will meet again in the fall.",
    ];
    let text: String = lines.iter().zip(1..).map(|(line, n)| format!("{n:>4}  {line}\n")).collect();
    let claim = "The lamps of the ferry burned all night, and nobody of the crew that was ashore had been told to put them out";
    assert_eq!(wording(&text, claim), WordingClass::Styled);
}

#[test]
fn a_number_that_is_content_stays() {
    let text =
        "Ana Ruiz has counted the boats of the harbour.\n86\nThe ferry is none of them, she said on Friday.";
    let claim = "counted the boats of the harbour. The ferry is none of them";
    assert_eq!(wording(text, claim), WordingClass::SilentOmission);
    assert_ne!(wording(PAGES, "All of the doors were inspected once"), WordingClass::Styled);
}

#[test]
fn the_page_of_a_word_is_known_where_form_feeds_part_pages() {
    let paged = article("a", "A", PAGES);
    for (words, page) in [("All of", 1), ("ation", 2), ("Nobody", 3), ("burned", 4)] {
        assert_eq!(paged.page_of(PAGES.find(words).unwrap()), Some(page), "{words}");
    }
    assert_eq!(article("b", "A", "“It rained,” Ana Ruiz said.").page_of(3), None);
}
