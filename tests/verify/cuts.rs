//! What a cut or an exchange takes away: `tests/cuts.toml`, asked of `compare` and of `verify`.

use std::collections::BTreeSet;

use inquit::compare::Filter;
use inquit::group::Corrections;
use inquit::model::{ChangeKind, Material};
use inquit::{Corpus, Inquit};
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
    full: String,
    cut: String,
    #[serde(default)]
    compare: BTreeSet<String>,
    #[serde(default)]
    verify: BTreeSet<String>,
    #[serde(default)]
    not: BTreeSet<String>,
}

/// What stands between marks before "she said": a comma closes a statement.
fn quoted(text: &str) -> String {
    text.strip_suffix('.').map_or_else(|| text.to_owned(), |statement| format!("{statement},"))
}

/// The flags of all rows, and the grades that touch the sense.
fn compared(case: &Case) -> BTreeSet<String> {
    let articles = vec![
        article("a", "Courier", &format!("“{}” Ana Koll told the council on Monday.", quoted(&case.full))),
        article("b", "Herald", &format!("“{}” Ana Koll said in the town hall.", quoted(&case.cut))),
    ];
    let corpus = Corpus::extract(Inquit::english(), articles);
    let remarks = corpus.remarks(&Corrections::default());
    let comparison = corpus.comparison(&remarks, &Filter::default());
    let rows = comparison.entries.iter().flat_map(|entry| &entry.collation).flat_map(|c| &c.rows);
    let mut told = BTreeSet::new();
    for row in rows {
        told.extend(row.clipped.iter().map(|flag| flag.name().to_owned()));
        // What is left out or put in, or stands for other words.
        let grave = row.changes.iter().filter(|c| c.kind != ChangeKind::Moved);
        told.extend(grave.filter_map(|c| serde_json::to_value(c.grade?).ok()?.as_str().map(str::to_owned)));
    }
    told
}

/// The flags, the class of the wording, and whether a change touches the sense.
fn verified(case: &Case) -> BTreeSet<String> {
    let source = article("a", "Courier", &format!("“{}” Ana Koll told the council.", quoted(&case.full)));
    let verdict = ask(&[source], &case.cut, Some("Ana Koll"));
    let mut told: BTreeSet<String> = verdict.flags.iter().map(|flag| flag.name().to_owned()).collect();
    told.insert(verdict.wording.name().to_owned());
    if verdict.changes.iter().any(|change| change.material == Material::Likely) {
        told.insert("material".to_owned());
    }
    told
}

#[test]
fn compare_and_verify_tell_what_a_cut_takes_away() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cuts.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(file.case.len() > 50);
    let mut faults = Vec::new();
    for case in &file.case {
        for (who, told, wanted) in
            [("compare", compared(case), &case.compare), ("verify", verified(case), &case.verify)]
        {
            if !wanted.is_subset(&told) || !case.not.is_disjoint(&told) {
                faults.push(format!("{who}: {} / {}: {told:?}", case.full, case.cut));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
