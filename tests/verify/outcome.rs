//! What a gate makes of a verdict: whether it passes, why, and which words to print instead.

use super::*;

const SOURCE: &str = "“We had 14 life rafts on board, and all but two of them opened,” Ana Ruiz said. “The sea takes nothing,” \
    she told the board, “that we do not hand over.”";

/// Passes, why, and the words to print.
fn outcome(claim: &str, speaker: Option<&str>, gate: &Gate) -> (bool, String, Option<String>) {
    let articles = [article("a", "The Beacon", SOURCE)];
    let verdict = ask(&articles, claim, speaker);
    let outcome = gate.outcome(&verdict, &articles);
    (outcome.ok(), outcome.why, verdict.exact)
}

#[test]
fn what_fails_is_said_with_its_words_and_the_source_s_words_are_given() {
    let rafts = Some("We had 14 life rafts on board, and all but two of them opened".to_owned());
    let lenient = Gate::lenient();
    for (claim, ok, why, exact) in [
        (
            "We had 40 life rafts on board, and all but two of them opened",
            false,
            "words are others, or were added: [-14-] {+40+}",
            &rafts,
        ),
        (
            "We had 14 life rafts on board, and all but two opened",
            false,
            "words were left out and no mark says so: [-of them-]",
            &rafts,
        ),
        (
            "We had 14 life rafts on board, and all but two of them opened",
            true,
            "the same words and punctuation",
            &None,
        ),
        (
            "We had 14 life rafts … and all but two of them opened",
            true,
            "the same but for words left out where a mark says so: [.on board.]",
            &rafts,
        ),
        ("The mill will be sold to a man from Ostby", false, "nothing searched has these words", &None),
    ] {
        let got = outcome(claim, None, &lenient);
        assert_eq!((got.0, got.1.as_str(), &got.2), (ok, why, exact), "{claim}");
    }
}

#[test]
fn the_outlet_s_words_between_the_parts_are_not_given() {
    let (_, _, exact) = outcome("The sea takes nothing that we cannot hand over", None, &Gate::lenient());
    assert_eq!(exact.as_deref(), Some("The sea takes nothing, that we do not hand over"));
}

#[test]
fn whom_the_sources_name_instead_is_said() {
    let claim = "We had 14 life rafts on board, and all but two of them opened";
    let (ok, why, _) = outcome(claim, Some("Tom Okafor"), &Gate::lenient());
    assert_eq!((ok, why.as_str()), (false, "the sources attribute them to somebody else: Ana Ruiz"));
}

#[test]
fn whether_a_verdict_passes_is_the_gate_s_business() {
    let claim = "We had 40 life rafts on board, and all but two of them opened";
    let (ok, why, _) = outcome(claim, None, &Gate::parse("not-found").unwrap());
    assert_eq!((ok, why.as_str()), (true, "words are others, or were added: [-14-] {+40+}"));
    let (ok, why, _) = outcome(claim, None, &Gate::parse("material").unwrap());
    let both = "words are others, or were added: [-14-] {+40+}; a change that touches the sense";
    assert_eq!((ok, why.as_str()), (false, both));
}
