//! What the program is made of: each direct dependency has its line in `docs/decisions/0017-dependencies.md`, its licence is allowed, and the
//! papers of a release list what is linked.

#[path = "../examples/release/papers.rs"]
mod papers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use papers::Package;
use serde_json::Value;
use toml::Table;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the file is there")
}

fn toml(name: &str) -> Table {
    read(name).parse().expect("it is TOML")
}

/// The triple of this machine.
fn host() -> String {
    let out = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let said = String::from_utf8_lossy(&out.stdout);
    said.lines().find_map(|line| line.strip_prefix("host: ")).expect("it names its host").to_owned()
}

/// What `cargo metadata` says of this platform, with every feature.
fn metadata() -> &'static Value {
    static METADATA: OnceLock<Value> = OnceLock::new();
    METADATA.get_or_init(|| {
        let mut command = Command::new(env!("CARGO"));
        command.args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--all-features",
            "--filter-platform",
        ]);
        let out = command.arg(host()).current_dir(root()).output().expect("cargo runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).expect("it is JSON")
    })
}

fn linked() -> Vec<Package> {
    papers::linked(metadata()).expect("it is the metadata of one package")
}

/// The rows of a table of the decision: crate and licence.
fn listed(heading: &str) -> BTreeMap<String, String> {
    let text = read("docs/decisions/0017-dependencies.md");
    let (_, section) = text.split_once(heading).expect("the section is there");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut rows = BTreeMap::new();
    for row in section.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, why, keeper, licence] = cells[..] else { panic!("four cells: {row}") };
        assert!(why.len() > 8 && keeper.len() > 4, "say why, and who keeps it: {row}");
        assert!(rows.insert(name.to_owned(), licence.to_owned()).is_none(), "{name} is there twice");
    }
    rows
}

/// The direct dependencies of a table of a manifest, each with the licence that the crate states; also those of some platforms alone.
fn stated(manifest: &str, table: &str) -> BTreeMap<String, String> {
    let manifest = toml(manifest);
    let platforms = manifest.get("target").and_then(|target| target.as_table());
    let of_platforms =
        platforms.into_iter().flat_map(Table::values).filter_map(|platform| platform.get(table));
    let tables = manifest.get(table).into_iter().chain(of_platforms);
    let names = tables.flat_map(|table| table.as_table().expect("it is a table").keys());
    let packages = metadata()["packages"].as_array().expect("there are packages");
    let licence = |name: &str| {
        let package =
            packages.iter().find(|p| p["name"] == name).unwrap_or_else(|| panic!("no package {name}"));
        package["license"].as_str().unwrap_or_default().to_owned()
    };
    let others = names.filter(|name| *name != "inquit");
    others.map(|name| (name.clone(), licence(name))).collect()
}

#[test]
fn each_direct_dependency_has_its_line_with_its_licence() {
    let hint = "docs/decisions/0017-dependencies.md must list each direct dependency with the licence that it states";
    assert_eq!(listed("## Linked into the program"), stated("Cargo.toml", "dependencies"), "{hint}");
    assert_eq!(listed("## For tests and measurements"), stated("Cargo.toml", "dev-dependencies"), "{hint}");
    assert_eq!(
        listed("## Linked into the Python module"),
        stated("python/Cargo.toml", "dependencies"),
        "{hint}"
    );
}

/// The licences of `deny.toml`, and those that it allows for one crate.
fn allowed() -> (BTreeSet<String>, BTreeMap<String, BTreeSet<String>>) {
    let deny = toml("deny.toml");
    let words = |value: &toml::Value| -> BTreeSet<String> {
        let all = value.as_array().expect("a list").iter();
        all.map(|word| word.as_str().expect("a licence").to_owned()).collect()
    };
    let exceptions = deny["licenses"]["exceptions"].as_array().expect("a list").iter();
    let exceptions =
        exceptions.map(|e| (e["crate"].as_str().expect("a name").to_owned(), words(&e["allow"])));
    (words(&deny["licenses"]["allow"]), exceptions.collect())
}

/// True if one choice of an expression without nesting is allowed: parts of AND, each of them alternatives of OR.
fn is_allowed(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let parts = expression.split(" AND ").map(|part| part.trim().trim_matches(['(', ')']));
    parts
        .map(|part| part.replace('/', " OR "))
        .all(|part| part.split(" OR ").any(|licence| allowed(licence.trim())))
}

#[test]
fn each_linked_crate_has_an_allowed_licence_and_comes_from_the_registry() {
    let (allowed, exceptions) = allowed();
    for package in linked().iter().filter(|p| !p.is_root) {
        let licence =
            package.licence.as_deref().unwrap_or_else(|| panic!("{} states no licence", package.name));
        let own = exceptions.get(&package.name);
        let is = |name: &str| allowed.contains(name) || own.is_some_and(|own| own.contains(name));
        assert!(is_allowed(licence, &is), "{}: {licence}; deny.toml does not allow it", package.name);
        assert!(package.is_published, "{} is not from crates.io", package.name);
    }
    // Nothing is allowed without need.
    let used: BTreeSet<String> = metadata()["packages"]
        .as_array()
        .expect("there are packages")
        .iter()
        .flat_map(|p| {
            let licence = p["license"].as_str().unwrap_or_default().replace(['(', ')', '/'], " ");
            allowed
                .iter()
                .chain(exceptions.values().flatten())
                .filter(move |name| licence.contains(name.as_str()))
                .cloned()
        })
        .collect();
    assert!(
        allowed.is_subset(&used),
        "{:?} of deny.toml are the licence of nothing",
        allowed.difference(&used)
    );
}

#[test]
fn the_sbom_lists_what_is_linked_once_and_each_reference_is_in_it() {
    let packages = linked();
    let sbom = papers::sbom(&packages, Some(1_770_000_000)).expect("an SBOM");
    assert_eq!((&sbom["bomFormat"], &sbom["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    assert_eq!(sbom["metadata"]["timestamp"], "2026-02-02T02:40:00Z");
    assert_eq!(sbom["metadata"]["component"]["name"], "inquit");
    let components = sbom["components"].as_array().expect("a list");
    let urls: BTreeSet<&str> = components.iter().map(|c| c["purl"].as_str().expect("a purl")).collect();
    assert_eq!(urls.len(), components.len(), "a component is there twice");
    assert_eq!(urls.len() + 1, packages.len());
    for component in components {
        assert!(
            component["licenses"][0]["expression"].as_str().is_some_and(|l| !l.contains('/')),
            "{component}"
        );
        assert_eq!(component["bom-ref"], component["purl"]);
    }
    let own = sbom["metadata"]["component"]["purl"].as_str().expect("a purl");
    for link in sbom["dependencies"].as_array().expect("a list") {
        let to = link["dependsOn"].as_array().expect("a list").iter().chain([&link["ref"]]);
        assert!(
            to.map(|url| url.as_str().expect("a purl")).all(|url| url == own || urls.contains(url)),
            "{link}"
        );
    }
    // What is linked is in the list of Cargo, what only tests use is not in it.
    let names: BTreeSet<&str> = packages.iter().map(|p| p.name.as_str()).collect();
    assert!(stated("Cargo.toml", "dependencies").keys().all(|name| names.contains(name.as_str())));
    assert!(!names.contains("criterion") && !names.contains("proptest"));
    assert_eq!(papers::sbom(&linked(), Some(1_770_000_000)).expect("an SBOM"), sbom, "two runs differ");
}

#[test]
fn the_text_of_each_licence_is_among_the_papers() {
    let packages = linked();
    let text = papers::licences(&packages).expect("the sources can be read");
    for package in packages.iter().filter(|p| !p.is_root) {
        let line = format!(
            "{} {}: {}",
            package.name,
            package.version,
            package.licence.as_deref().unwrap_or_default()
        );
        assert_eq!(text.matches(&line).count(), 1, "{line}");
    }
    for part in [
        "Permission is hereby granted, free of charge",
        "Apache License",
        "Mozilla Public License Version 2.0",
    ] {
        assert!(text.contains(part), "{part}");
    }
}
