//! What a replacement touches: `tests/change.toml`, asked of `compare` and of `verify`.

use inquit::compare::changes;
use inquit::lexicon::Lexicon;
use inquit::model::{ChangeGrade, ChangeKind, Material, Span};
use serde::Deserialize;

use super::{article, ask};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    base: String,
    version: String,
    grade: String,
}

/// The gravest grade; a spelling is a kind of its own. A "not" that is put in is an addition for `verify`, which sees "can't" as two words.
fn gravest(changes: impl Iterator<Item = (ChangeKind, Option<ChangeGrade>)>) -> Option<ChangeGrade> {
    let grade =
        |(kind, grade)| if kind == ChangeKind::Spelling { Some(ChangeGrade::Spelling) } else { grade };
    changes.filter_map(grade).min()
}

/// The name of a grade in the output.
fn name(grade: Option<ChangeGrade>) -> String {
    let named = serde_json::to_value(grade).unwrap();
    named.as_str().unwrap_or("none").to_owned()
}

#[test]
fn compare_and_verify_give_a_replacement_one_grade() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/change.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(file.case.len() > 20);
    let mut faults = Vec::new();
    for case in &file.case {
        let base = case.base.replace(['[', ']'], "");
        let (from, to) = (case.base.find('[').unwrap(), case.base.find(']').unwrap());
        let version = format!("{}{}{}", &case.base[..from], case.version, &case.base[to + 1..]);
        let whole = |text: &str| Span::new(text, 0, text.len()).unwrap();
        let compared = changes((&base, whole(&base)), (&version, whole(&version)), Lexicon::built_in());
        let verdict = ask(&[article("a", "Daily", &format!("“{base},” Ana Ruiz said."))], &version, None);
        let grades = [
            gravest(compared.iter().map(|c| (c.kind, c.grade))),
            gravest(verdict.changes.iter().map(|c| (c.change.kind, c.change.grade))),
        ];
        let touched = verdict.changes.iter().any(|c| c.material == Material::Likely);
        let likely = ["polarity", "modality", "quantifier", "number", "entity"].contains(&&*case.grade);
        if grades.map(name) != [case.grade.as_str(); 2] || touched != likely {
            faults.push(format!("{base} / {}: {grades:?}, material {touched}", case.version));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
