//! No form stands under two entries of a file.

use std::fs;

use crate::root;

/// Every string under these keys of the file's entries.
fn forms_of(file: &str, table: &str, keys: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(root().join("grammar/en").join(file)).expect("a file");
    let data: toml::Table = text.parse().expect("valid TOML");
    let entries = data[table].as_array().expect("a list of tables");
    let mut found = Vec::new();
    for entry in entries {
        let mut own: Vec<String> = Vec::new();
        for value in keys.iter().filter_map(|key| entry.get(*key)) {
            match value {
                toml::Value::String(form) => own.push(form.clone()),
                toml::Value::Array(forms) => {
                    own.extend(forms.iter().filter_map(|f| f.as_str()).map(str::to_owned))
                }
                _ => {}
            }
        }
        // Within one entry a noun without a plural is given twice.
        own.sort();
        own.dedup();
        found.extend(own);
    }
    found
}

/// The headers of the files promise it; the loader checks it for verbs and countries only.
#[test]
fn no_form_stands_under_two_entries() {
    let noun = ["noun", "plural"];
    let mut roles = forms_of("roles.toml", "role", &noun);
    roles.extend(forms_of("groups.toml", "group", &noun));
    for (what, mut forms) in [
        ("roles.toml and groups.toml", roles),
        ("speech_nouns.toml", forms_of("speech_nouns.toml", "noun", &noun)),
        ("titles.toml", forms_of("titles.toml", "title", &["forms"])),
        ("abbreviations.toml", forms_of("abbreviations.toml", "abbreviation", &["forms"])),
        ("given_names.toml", forms_of("given_names.toml", "names", &["forms"])),
        ("outlets.toml", forms_of("outlets.toml", "outlet", &["names"])),
        ("bodies.toml", forms_of("bodies.toml", "body", &["names"])),
        ("spelling.toml, spelling", forms_of("spelling.toml", "spelling", &["us", "uk"])),
        ("spelling.toml, contraction", forms_of("spelling.toml", "contraction", &["short"])),
        ("spelling.toml, variant", forms_of("spelling.toml", "variant", &["short"])),
        ("spelling.toml, title", forms_of("spelling.toml", "title", &["short"])),
        ("spelling.toml, address", forms_of("spelling.toml", "address", &["short"])),
        ("spelling.toml, clipped", forms_of("spelling.toml", "clipped", &["short"])),
        ("spelling.toml, abbreviation", forms_of("spelling.toml", "abbreviation", &["short"])),
    ] {
        forms.sort();
        let doubled: Vec<_> = forms.windows(2).filter(|w| w[0] == w[1]).map(|w| &w[0]).collect();
        assert!(doubled.is_empty(), "{what}: {doubled:?}");
    }
}
