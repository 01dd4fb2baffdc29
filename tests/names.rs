//! Two names and what they have to do with each other: the cases of `tests/names.toml`, and what holds for any two texts.

use std::time::Instant;

use inquit::lexicon::Lexicon;
use inquit::names::{Fit, Name, Sign, fit};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    a: String,
    b: String,
    want: String,
    sign: String,
    /// Why it fails today.
    known: Option<String>,
}

fn asked(a: &str, b: &str) -> Fit {
    let lexicon = Lexicon::built_in();
    fit(&Name::read(a, lexicon), &Name::read(b, lexicon))
}

/// The parts of a name, for a message.
fn shown(name: &str) -> String {
    format!("\n    {name}: {:?}", Name::read(name, Lexicon::built_in()))
}

#[test]
fn two_names_have_one_answer_in_both_orders() {
    let text = include_str!("names.toml");
    let cases: Cases = toml::from_str(text).expect("cases of the form that the head describes");
    let mut faults = Vec::new();
    for Case { a, b, want, sign, known } in &cases.case {
        let wanted = format!("{want}({sign})");
        let got = [format!("{:?}", asked(a, b)), format!("{:?}", asked(b, a))];
        let holds = got.iter().all(|got| *got == wanted);
        match (holds, known) {
            (true, Some(_)) => faults.push(format!("{a} | {b}: holds; take `known` off")),
            (false, None) => {
                let (a, b) = (shown(a), shown(b));
                faults.push(format!("wanted {wanted}, got {} and {}{a}{b}", got[0], got[1]));
            }
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.case.len(), faults.join("\n"));
}

/// Parts of which names are made: given names, families, particles, suffixes, titles, initials, marks.
const PARTS: &[&str] = &[
    "Ana",
    "Tom",
    "William",
    "Bill",
    "Lena",
    "Ruiz",
    "Okafor",
    "Brandt",
    "Brendt",
    "van",
    "de",
    "Jr.",
    "III",
    "Mr.",
    "Mrs.",
    "Mayor",
    "the",
    "campaign",
    "Ministry",
    "of",
    "M.",
    "J.D.",
    "-",
    ",",
    "'s",
    "O’Dell",
    "Núñez",
    "IMF",
    "China",
    "(",
    "習近平",
    "\u{301}",
    "",
];

fn name() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop::sample::select(PARTS), 0..6).prop_map(|parts| parts.join(" "));
    prop_oneof![4 => parts, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_two_names_does_not_matter(a in name(), b in name()) {
        prop_assert_eq!(asked(&a, &b), asked(&b, &a));
    }

    #[test]
    fn a_name_is_its_own(a in name()) {
        let own = asked(&a, &a);
        prop_assert!(matches!(own, Fit::Same(Sign::Words) | Fit::Unknown(Sign::NoName)), "{own:?}");
    }

    #[test]
    fn a_slip_in_a_family_name_accuses_nobody(at in 0usize..7, letter in "[a-z]") {
        let (right, mut wrong) = ("Lena Lindqvist", "Lindqvist".to_owned());
        wrong.replace_range(at + 1..at + 2, &letter);
        let got = asked(right, &format!("Lena {wrong}"));
        prop_assert!(!got.is_other(), "{got:?}");
    }
}

/// A text of 16 times the length may take 16 times as long, with room for a busy machine.
#[test]
fn any_text_costs_what_its_length_costs() {
    let time = |count: usize| {
        let text = "Ana-Ruiz, van (Okafor) Jr. ".repeat(count);
        let other = "Ana Ruiz of Okafor, ".repeat(count);
        let begun = Instant::now();
        assert_eq!(asked(&text, &other), asked(&other, &text));
        begun.elapsed().as_secs_f64()
    };
    let holds = (0..3).any(|_| {
        let short = time(2_000).max(0.0005);
        time(32_000) / short <= 48.0
    });
    assert!(holds, "32,000 repetitions take more than 48 times as long as 2,000");
}
