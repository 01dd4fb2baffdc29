//! `cargo metadata` → the packages that are linked → an SBOM, and the text of their licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

/// One package that is linked into the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// An SPDX expression; crates of old have a slash for `OR`.
    pub licence: Option<String>,
    pub description: Option<String>,
    pub repository: Option<String>,
    /// The folder with its sources.
    pub folder: String,
    /// True if it comes from crates.io.
    pub is_published: bool,
    /// The package URLs of what it links.
    pub links: Vec<String>,
    /// True for the program itself.
    pub is_root: bool,
}

impl Package {
    /// Its package URL.
    pub fn url(&self) -> String {
        purl(&self.name, &self.version)
    }
}

fn purl(name: &str, version: &str) -> String {
    // A plus sign in a version would be read as a space.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Described>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Described {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    description: Option<String>,
    repository: Option<String>,
    manifest_path: String,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
    root: Option<String>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `null` for a normal one.
    kind: Option<String>,
}

/// The packages that the root reaches by normal dependencies, in the order of their package URLs; the root is one of them.
///
/// # Errors
/// If it is not the metadata of one package.
pub fn linked(metadata: &Value) -> Result<Vec<Package>, Box<dyn std::error::Error>> {
    let Metadata { packages, resolve } = Metadata::deserialize(metadata)?;
    let root = resolve.root.ok_or("the metadata has no root package")?;
    let normal = |node: &Node| -> Vec<String> {
        let is_normal = |d: &&Dependency| d.dep_kinds.iter().any(|kind| kind.kind.is_none());
        node.deps.iter().filter(is_normal).map(|d| d.pkg.clone()).collect()
    };
    let graph: BTreeMap<&str, Vec<String>> =
        resolve.nodes.iter().map(|n| (n.id.as_str(), normal(n))).collect();
    let mut reached = BTreeSet::from([root.clone()]);
    let mut open = vec![root.clone()];
    while let Some(id) = open.pop() {
        for next in graph.get(id.as_str()).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    let by_id: BTreeMap<&str, &Described> = packages.iter().map(|p| (p.id.as_str(), p)).collect();
    let url = |id: &String| by_id.get(id.as_str()).map(|p| purl(&p.name, &p.version));
    let mut all = Vec::new();
    for id in &reached {
        let p = by_id.get(id.as_str()).ok_or("a package has no description")?;
        let mut links: Vec<String> = graph.get(id.as_str()).into_iter().flatten().filter_map(url).collect();
        links.sort();
        links.dedup();
        let folder = Path::new(&p.manifest_path).parent().map(|f| f.display().to_string());
        all.push(Package {
            name: p.name.clone(),
            version: p.version.clone(),
            licence: p.license.clone(),
            description: p.description.as_ref().map(|text| text.trim().to_owned()),
            repository: p.repository.clone(),
            folder: folder.unwrap_or_default(),
            is_published: p.source.as_deref().is_some_and(|source| source.starts_with("registry+")),
            links,
            is_root: *id == root,
        });
    }
    all.sort_by_key(Package::url);
    Ok(all)
}

/// The SBOM: CycloneDX 1.6.
///
/// # Errors
/// If there is no root, or the time is none.
pub fn sbom(packages: &[Package], epoch: Option<i64>) -> Result<Value, Box<dyn std::error::Error>> {
    let root = packages.iter().find(|p| p.is_root).ok_or("there is no root package")?;
    let component = |p: &Package| {
        let mut component = json!({
            "type": if p.is_root { "application" } else { "library" },
            "bom-ref": p.url(),
            "name": p.name,
            "version": p.version,
            "purl": p.url(),
        });
        if let Some(licence) = &p.licence {
            component["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
        }
        if let Some(description) = &p.description {
            component["description"] = json!(description);
        }
        if let Some(repository) = &p.repository {
            component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
        }
        component
    };
    let libraries: Vec<Value> = packages.iter().filter(|p| !p.is_root).map(component).collect();
    let links: Vec<Value> =
        packages.iter().map(|p| json!({ "ref": p.url(), "dependsOn": p.links })).collect();
    let mut about = json!({ "component": component(root) });
    if let Some(epoch) = epoch {
        about["timestamp"] = json!(Timestamp::from_second(epoch)?.to_string());
    }
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": about,
        "components": libraries,
        "dependencies": links,
    }))
}

/// What a file of a licence may be called.
const LICENCE_FILES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// The licences of all packages but the root, with the text of each that its package brings. Equal texts stand once.
///
/// # Errors
/// If the sources of a package cannot be read.
pub fn licences(packages: &[Package]) -> std::io::Result<String> {
    let mut out = String::from("What is linked into inquit, and under which licences.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages.iter().filter(|p| !p.is_root) {
        let name = format!("{} {}", package.name, package.version);
        let from = match package.is_published {
            true => format!("https://crates.io/crates/{}/{}", package.name, package.version),
            false => package.repository.clone().unwrap_or_default(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{name}: {} ({from})",
            package.licence.as_deref().unwrap_or("no licence is stated")
        );
        for text in texts_in(Path::new(&package.folder))? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut by_name: Vec<(Vec<String>, String)> =
        texts.into_iter().map(|(text, names)| (names, text)).collect();
    by_name.sort();
    for (names, text) in by_name {
        let _ = write!(out, "\n{}\n{}\n\n{text}\n", "=".repeat(78), names.join(", "));
    }
    Ok(out)
}

fn texts_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names: Vec<_> = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    names.sort_by_key(fs::DirEntry::file_name);
    let is_licence = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        LICENCE_FILES.iter().any(|start| name.starts_with(start)) && entry.path().is_file()
    };
    let texts = names.iter().filter(|entry| is_licence(entry)).map(|entry| fs::read(entry.path()));
    texts.map(|bytes| Ok(String::from_utf8_lossy(&bytes?).trim_end().to_owned())).collect()
}
