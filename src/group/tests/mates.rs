//! Which wordings of one article are prints of one remark, and which are two statements.

use super::*;

/// How many wordings the largest remark has when an article prints `first` and `second`, and another one `first`.
fn together(first: &str, second: &str) -> usize {
    let prints: &[Print] = &[(None, &[(MAYOR, first), (MAYOR, second)]), (None, &[(MAYOR, first)])];
    shared(prints).iter().map(Vec::len).max().unwrap_or(0)
}

#[test]
fn a_short_statement_said_again_with_more_around_it_is_another_one() {
    for (short, longer) in [
        ("She sank the ferry.", "No, I meant she sank the ferry."),
        ("He owns the mill.", "But he owns the mill, wholly owns the mill."),
        ("We kept the lamp.", "Everybody in the valley knows we kept the lamp."),
        ("They sold the pump.", "In my humble view they sold the pump for nothing."),
        ("The harbour is safe.", "I repeat that the harbour is safe."),
    ] {
        assert_eq!(together(short, longer), 2, "{short}");
    }
}

#[test]
fn a_beginning_a_fragment_and_a_long_sentence_are_prints_of_what_holds_them() {
    for (cut, whole) in [
        ("We kept the lamp.", "We kept the lamp, and nobody in the valley paid for it."),
        ("kept the lamp", "Everybody in the valley knows we kept the lamp."),
        ("And we kept the lamp.", "We kept the lamp."),
        ("They sold the pump.", "They sold the pump."),
        (
            "The Brahmek turbines are older than the town.",
            "Everybody in the valley knows the Brahmek turbines are older than the town.",
        ),
    ] {
        assert_eq!(together(cut, whole), 3, "{cut}");
    }
}

/// A page that prints a remark again and again tells none of its prints apart, however garbled.
#[test]
fn a_page_of_many_prints_is_one_remark() {
    let whole = "The rusty Brahmek turbines are older than the market town and nobody pays for the lamp of the northern harbour";
    let garbled =
        "nobody pays for the lamp of that southern harbour, the rusty pumps are older than the market town";
    let words: Vec<&str> = whole.split(' ').collect();
    for (beginnings, one) in [(2, false), (4, false), (8, true), (9, true), (12, true)] {
        let mut texts: Vec<String> = (0..beginnings).map(|n| words[..words.len() - n].join(" ")).collect();
        texts.push(garbled.to_owned());
        let page: Vec<(Option<&str>, &str)> = texts.iter().map(|text| (MAYOR, &**text)).collect();
        let found = shared(&[(None, &page), (None, &[(MAYOR, whole)])]);
        let joined = found.iter().any(|r| r.len() == beginnings + 2);
        assert_eq!(joined, one, "{beginnings} other prints: {found:#?}");
    }
}
