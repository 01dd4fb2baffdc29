//! House style: what outlets print for the same words. Each pair is a source and a claim of other letters.

use super::*;

/// Asserts that a claim of what the source says has a wording of `styled` or better, and is another one where `is_same` is false.
fn pair(source: &str, claim: &str, is_same: bool) {
    let articles = [article("a", "A", &format!("“{source},” Ana Ruiz said."))];
    for (articles, claim) in
        [(articles, claim), ([article("a", "A", &format!("“{claim},” Ana Ruiz said."))], source)]
    {
        let verdict = ask(&articles, claim, None);
        assert_eq!(
            verdict.wording <= WordingClass::Styled,
            is_same,
            "{claim}: {:?} {:?}",
            verdict.wording,
            verdict.changes
        );
    }
}

#[test]
fn one_wording_in_two_house_styles() {
    for (source, claim) in [
        ("It was okay for the boats to stay out", "It was OK for the boats to stay out"),
        ("Alright, the boats are all out at sea", "All right, the boats are all out at sea"),
        ("We left the boats 'cause the ferry came in", "We left the boats because the ferry came in"),
        ("I told 'em that the ferry was late again", "I told them that the ferry was late again"),
        ("We keep goin' up to the old mill", "We keep going up to the old mill"),
        ("I asked Rep. Hale for a new ferry", "I asked Representative Hale for a new ferry"),
        ("We met at St. Lena's after the storm", "We met at Saint Lena's after the storm"),
        ("We met in Mill St. after the storm", "We met in Mill Street after the storm"),
        ("The ferry sank on Sept. 11 in the storm", "The ferry sank on September 11th in the storm"),
        ("The ferry sank on 11 September in the storm", "The ferry sank on September 11 in the storm"),
        ("The ferry sank on the third of September in it", "The ferry sank on September 3 in it"),
        ("The ferry sank on September the 21st in it", "The ferry sank on September twenty-first in it"),
        ("It is a boat of the '70s, and it shows", "It is a boat of the 1970s, and it shows"),
        ("The mill was built in nineteen ninety-six", "The mill was built in 1996"),
        ("Hale's been a friend of the ferry for years", "Hale has been a friend of the ferry for years"),
        ("The mayor's not a friend of the ferry", "The mayor is not a friend of the ferry"),
        ("Everybody on the island wants the ferry", "Everyone on the island wants the ferry"),
        ("The café of Zürren was shut after the storm", "The cafe of Zurren was shut after the storm"),
        ("Her œuvre was ſhown in the old harbour hall", "Her oeuvre was shown in the old harbour hall"),
        ("The ferry isn´t late and it won`t be", "The ferry isn’t late and it won't be"),
    ] {
        pair(source, claim, true);
    }
}

#[test]
fn other_words_stay_others() {
    for (source, claim) in [
        ("The cause of the fire was the old lamp", "The because of the fire was the old lamp"),
        ("The ferry sank on Sept. 11 in the storm", "The ferry sank on Sept. 12 in the storm"),
        ("The ferry sank in June. 10 boats sank with it", "The ferry sank in June 10 boats sank in it"),
        ("It is a boat of the '70s, and it shows", "It is a boat of the 1980s, and it shows"),
        ("Hale's boat is a friend of the harbour", "Hale is boat is a friend of the harbour"),
        ("We met in Mill St. after the storm", "We met in Mill Saint after the storm"),
        ("The mill was built in nineteen ninety-six", "The mill was built in 1969"),
    ] {
        pair(source, claim, false);
    }
}

#[test]
fn a_letter_and_its_mark_are_one_character_or_two() {
    let articles = [article("a", "A", "“The cafe\u{301} of Ze\u{301}lie was shut for good,” Ana Ruiz said.")];
    let verdict = ask(&articles, "The café of Zélie was shut for good", None);
    assert_eq!(verdict.wording, WordingClass::Verbatim);
}

#[test]
fn pieces_of_one_speaker_with_a_mark_between_them_are_one_quotation() {
    let text = "ANA RUIZ: It was the finest ferry of the whole coast.\n\nTOM HALE: And the wall?\n\nANA RUIZ: The wall was the pride of our old town.\n";
    let record = [article("a", "A", text)];
    let marked = "It was the finest ferry of the whole coast … The wall was the pride of our old town";
    assert_eq!(ask(&record, marked, Some("Ana Ruiz")).wording, WordingClass::Elided);
    let unmarked = "It was the finest ferry of the whole coast. The wall was the pride of our old town";
    assert_ne!(ask(&record, unmarked, Some("Ana Ruiz")).wording, WordingClass::Elided);
}
