//! The guard of the house: which folder may import which, what a file and a function may weigh, and that one type name exists once.
//!
//! In: the source. Out: offences, one line each, which must be those of `tests/layers/known/`, a file for each folder of `src/`. An offence
//! that is gone must be taken off, so that the lists only shrink. `LAYERS=overwrite cargo test --test layers` writes the lists as they are
//! now; read the difference before you commit it.

#[path = "layers/known.rs"]
mod known;
#[path = "layers/lex.rs"]
mod lex;
#[path = "layers/measure.rs"]
mod measure;
#[path = "layers/offences.rs"]
mod offences;
#[path = "layers/tests.rs"]
mod tests;
#[path = "layers/tree.rs"]
mod tree;

use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_house_keeps_its_rules() {
    let tree = tree::Tree::read(&root().join("src"));
    let mut found = offences::of_layers(&tree);
    found.extend(offences::of_sizes(&tree));
    for folder in ["tests", "benches", "examples"] {
        found.extend(offences::of_long_files(folder, &tree::sources(&root().join(folder))));
    }
    known::compare(&root().join("tests/layers/known"), &found);
}

#[test]
fn every_folder_has_a_floor() {
    let tree = tree::Tree::read(&root().join("src"));
    let lost: Vec<&str> = tree
        .files
        .iter()
        .map(|file| offences::folder(&file.path))
        .filter(|name| offences::floor(name).is_none())
        .collect();
    assert!(lost.is_empty(), "give these folders a floor in tests/layers/offences.rs: {lost:?}");
}
