//! The lists of what is known. In: a folder of lists and the offences of now. Out: nothing, or a failure with the lines to add and to take off.
//!
//! A list is a text file for each folder of `src/`, so that two people rarely change one file. A line is: rule, file, what, and for a size
//! the number that may not grow. `#` begins a comment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::offences::{Offence, folder};

const HEAD: &str = "# Offences that are known; see tests/layers.rs. This list may only shrink.\n";

/// Line without its number, and the number.
type Lines = BTreeMap<String, Option<usize>>;

/// Fails unless the lists hold exactly the offences of now.
pub fn compare(lists: &Path, found: &[Offence]) {
    let now = by_list(found);
    if std::env::var_os("LAYERS").is_some_and(|value| value == "overwrite") {
        write(lists, &now);
    }
    let known = read(lists);
    let mut faults = Vec::new();
    let names: BTreeSet<&String> = now.keys().chain(known.keys()).collect();
    let none = Lines::new();
    for name in names {
        let (now, known) = (now.get(name).unwrap_or(&none), known.get(name).unwrap_or(&none));
        faults.extend(differences(name, now, known));
    }
    assert!(
        faults.is_empty(),
        "the lists in tests/layers/known/ are not exact.\n`take off`: the offence is gone, take the line off. `new`: mend it, or add the \
         line and say why.\nAfter a move or a rename: LAYERS=overwrite cargo test --test layers, then read the difference.\n\n{}\n",
        faults.join("\n")
    );
}

/// What must change in one list.
pub fn differences(name: &str, now: &Lines, known: &Lines) -> Vec<String> {
    let gone = known.iter().filter(|(line, _)| !now.contains_key(*line));
    let mut faults: Vec<String> =
        gone.map(|(line, size)| format!("{name}.txt: take off  {}", shown(line, *size))).collect();
    for (line, size) in now {
        match known.get(line) {
            None => faults.push(format!("{name}.txt: new       {}", shown(line, *size))),
            Some(most) if size > most => faults.push(format!(
                "{name}.txt: grown     {} (known: {})",
                shown(line, *size),
                most.unwrap_or_default()
            )),
            Some(_) => {}
        }
    }
    faults
}

fn shown(line: &str, size: Option<usize>) -> String {
    match size {
        Some(size) => format!("{line} {size}"),
        None => line.to_owned(),
    }
}

fn by_list(found: &[Offence]) -> BTreeMap<String, Lines> {
    let mut lists: BTreeMap<String, Lines> = BTreeMap::new();
    for offence in found {
        let line = [offence.rule, &offence.file, &offence.what].join(" ").trim_end().to_owned();
        lists.entry(folder(&offence.file).to_owned()).or_default().insert(line, offence.size);
    }
    lists
}

fn read(lists: &Path) -> BTreeMap<String, Lines> {
    let mut known = BTreeMap::new();
    // Git keeps no empty folder: without one, nothing is known.
    let Ok(entries) = fs::read_dir(lists) else { return known };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a list");
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        known.insert(name, lines.map(parsed).collect());
    }
    known
}

/// A number at the end of a line is its size.
pub fn parsed(line: &str) -> (String, Option<usize>) {
    match line.rsplit_once(' ').map(|(rest, last)| (rest, last.parse())) {
        Some((rest, Ok(size))) => (rest.to_owned(), Some(size)),
        _ => (line.to_owned(), None),
    }
}

fn write(lists: &Path, now: &BTreeMap<String, Lines>) {
    for name in read(lists).keys().filter(|name| !now.contains_key(*name)) {
        fs::remove_file(lists.join(format!("{name}.txt"))).expect("the list can be removed");
    }
    fs::create_dir_all(lists).expect("the folder of the lists can be made");
    for (name, lines) in now {
        let lines: String = lines.iter().map(|(line, size)| shown(line, *size) + "\n").collect();
        fs::write(lists.join(format!("{name}.txt")), HEAD.to_owned() + &lines)
            .expect("the list can be written");
    }
}
