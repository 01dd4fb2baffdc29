//! A table of small cases for each rule of clauses: a text, and the first clause that the rule takes in it.

use super::super::testing::rule;
use super::*;

#[test]
fn the_subject_then_the_verb() {
    rule(
        subject_cue,
        &[
            ("Ana Ruiz said the bridge would fall.", "speaker Ana Ruiz | cue said"),
            (
                "The head of the harbour office later said so.",
                "speaker The head of the harbour office | cue said",
            ),
            ("Ruiz and Okafor on Monday said so.", "speaker Ruiz and Okafor | cue said"),
            ("Ruiz and Okafor both denounced it.", "speaker Ruiz and Okafor | cue denounced"),
            ("Ana Ruiz, a doctor who won an award, said so.", "speaker Ana Ruiz | cue said"),
            ("Ana Ruiz – a doctor in Tulsa – said so.", "speaker Ana Ruiz | cue said"),
            ("Tom Okafor (D-Ohio) said so.", "speaker Tom Okafor | cue said"),
            ("Tom Okafor (D-Ohio), said so.", "speaker Tom Okafor | cue said"),
            ("Tom Okafor (D-Ohio), who runs the harbour, said so.", "speaker Tom Okafor | cue said"),
            ("Ana Ruiz, head of the board — which met on Monday — said so.", "speaker Ana Ruiz | cue said"),
            ("Ana Ruiz, citing “the cost,” said so.", "speaker Ana Ruiz | cue said"),
            ("Ana Ruiz, in a letter published on Monday, said so.", "speaker Ana Ruiz | cue said"),
            // A sentence of its own between the commas is no appositive, so the verb is that sentence's.
            ("In May Ana Ruiz, Lena Brandt runs the board, said so.", "speaker Lena Brandt | cue runs"),
            ("Behind the mayor Ruiz said so.", "speaker the mayor Ruiz | cue said"),
            ("Ana Ruiz saying so.", "-"),
            ("Ana Ruiz; said so.", "-"),
            ("Ana Ruiz.", "-"),
        ],
    );
}

#[test]
fn a_relative_clause_has_its_antecedent() {
    rule(
        relative_cue,
        &[
            ("Ana Ruiz, who again said so, left.", "speaker Ana Ruiz | cue said"),
            ("the doctor who said so", "speaker the doctor | cue said"),
            ("A spokesman for the mayor, who said so, left.", "speaker the mayor | cue said"),
            (
                "A spokesman for the harbour, who said so, left.",
                "speaker A spokesman for the harbour | cue said",
            ),
            ("Ana Ruiz, who, on a call on Friday, criticised it, left.", "speaker Ana Ruiz | cue criticised"),
            ("Who said so?", "-"),
            ("It rained. Who said so?", "-"),
        ],
    );
}

#[test]
fn a_participle_looks_for_its_subject() {
    rule(
        participle_cue,
        &[
            ("Ana Ruiz left, saying it rained.", "speaker Ana Ruiz | cue saying"),
            ("They saw footage of Ruiz saying so.", "speaker Ruiz | cue saying"),
            ("an option seen by organisers as late", "speaker organisers | cue seen"),
            ("Calling it “a lie,” Ana Ruiz left.", "speaker Ana Ruiz | cue Calling"),
            ("Ana Ruiz said it rained, adding that it snowed.", "speaker Ana Ruiz | cue adding"),
            ("Ana Ruiz came to declare it open.", "-"),
            ("Ana Ruiz wanted Okafor to declare it open.", "speaker Ana Ruiz | cue to declare"),
            ("Saying nothing.", "cue Saying"),
            ("Ana Ruiz said so.", "-"),
        ],
    );
}

#[test]
fn a_conjoined_verb_has_the_subject_before() {
    rule(
        conjoined_cue,
        &[
            ("Ana Ruiz left and said so.", "speaker Ana Ruiz | cue said"),
            ("Ana Ruiz smiled, then added a word.", "speaker Ana Ruiz | cue added"),
            ("Ana Ruiz (right) said so and warned them.", "speaker Ana Ruiz | cue warned"),
            ("It rained. And said so.", "-"),
            ("Ana Ruiz left and slept.", "-"),
        ],
    );
}

#[test]
fn the_verb_then_the_subject() {
    rule(
        cue_subject,
        &[
            ("“It rained,” said Ana Ruiz.", "speaker Ana Ruiz | cue said"),
            ("“It rained,” warned the head of the board.", "speaker the head of the board | cue warned"),
            ("It rained, said Ana Ruiz and Tom Okafor.", "speaker Ana Ruiz and Tom Okafor | cue said"),
            ("Said Ana Ruiz: “It rained.”", "speaker Ana Ruiz | cue Said"),
            ("“It rained,” saw Ana Ruiz.", "-"),
            ("“It rained,” said it.", "-"),
            ("The letter said Ana Ruiz left.", "-"),
        ],
    );
}

#[test]
fn words_of_attribution_without_a_verb() {
    rule(
        according_to,
        &[
            ("It rained, according to Ana Ruiz.", "speaker Ana Ruiz | cue according to"),
            (
                "According to the head of the board, it rained.",
                "speaker the head of the board | cue According to",
            ),
            ("Per Ana Ruiz, it rained.", "speaker Ana Ruiz | cue Per"),
            ("Per head, it costs two crowns.", "-"),
            ("It costs two crowns per Ruiz.", "-"),
            ("According to.", "-"),
        ],
    );
    rule(
        nominal_cue,
        &[
            ("Ruiz’s claim that it rained was false.", "speaker Ruiz’s claim | cue Ruiz’s claim"),
            ("her warning: “It rains”", "speaker her warning | cue her warning"),
            ("her warning, “It rains,” was heard", "speaker her warning | cue her warning"),
            ("her statement on the bridge that it rained", "speaker her statement | cue her statement"),
            ("her claim of rain", "speaker her claim | cue her claim"),
            ("her statement of rain", "-"),
            ("the claim that it rained", "-"),
            ("Ruiz’s boat that sank", "-"),
        ],
    );
    rule(
        colon,
        &[
            ("Ana Ruiz: It rained.", "speaker Ana Ruiz | cue :"),
            ("From the report: “It rained.”", "speaker the report | cue :"),
            ("“It rained.” — Ana Ruiz: “No.”", "speaker Ana Ruiz | cue :"),
            ("The plan of Ana Ruiz: a bridge.", "speaker The plan of Ana Ruiz | cue :"),
            ("It rained on Ana Ruiz: a pity.", "-"),
            ("Ana Ruiz; a pity.", "-"),
        ],
    );
    rule(
        dash,
        &[
            ("“It rained.” — Ana Ruiz", "speaker Ana Ruiz | cue —"),
            ("“It rained.” — Ana Ruiz, doctor, of Tulsa.", "speaker Ana Ruiz | cue —"),
            ("“It rained.” — Ana Ruiz said", "-"),
            ("“It rained.” — Ana Ruiz. It snowed.", "-"),
            ("It rained — Ana Ruiz", "-"),
        ],
    );
}

#[test]
fn one_outlet_quotes_somebody() {
    rule(
        quoted_as,
        &[
            (
                "Harbour Radio quoted Ana Ruiz as saying so.",
                "via Harbour Radio | speaker Ana Ruiz | cue saying",
            ),
            (
                "Harbour Radio quoted Ana Ruiz, the mayor, as saying so.",
                "via Harbour Radio | speaker Ana Ruiz | cue saying",
            ),
            (
                "Hugo Trent, her lawyer, quoted Ana Ruiz as saying so.",
                "via Hugo Trent | speaker Ana Ruiz | cue saying",
            ),
            (
                "Harbour Radio quoted Ana Ruiz in May as saying so.",
                "via Harbour Radio | speaker Ana Ruiz | cue saying",
            ),
            ("Harbour Radio quoted the price as final.", "-"),
            ("Harbour Radio quoted Ana Ruiz, who left as saying so.", "-"),
            ("Ana Ruiz was quoted as saying so.", "-"),
        ],
    );
    rule(
        was_quoted,
        &[
            (
                "Ana Ruiz was quoted by Harbour Radio as saying so.",
                "via Harbour Radio | speaker Ana Ruiz | cue was quoted by Harbour Radio as saying",
            ),
            ("Ana Ruiz was quoted as saying so.", "speaker Ana Ruiz | cue was quoted as saying"),
            ("Ana Ruiz, the mayor, was quoted in the paper.", "speaker Ana Ruiz | cue was quoted"),
            (
                "Ana Ruiz was quoted on Monday in the morning paper as saying so.",
                "speaker Ana Ruiz | cue was quoted on Monday in the morning paper as saying",
            ),
            ("Ana Ruiz quoted her mother.", "-"),
        ],
    );
}
