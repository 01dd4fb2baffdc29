//! A release up to packing: what is in the archive, that the same input gives the same bytes, and the pages that come with it.

#![cfg(all(unix, feature = "cli"))]

#[path = "../examples/release/pages.rs"]
mod pages;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("release").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder can be made");
    path
}

/// What a program prints; it must do well.
fn printed(command: &mut Command) -> String {
    let out = command.output().expect("the program runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("output is UTF-8")
}

/// Packs a program that is only a name, and gives the checksums.
fn pack(place: &Path) -> String {
    let binary = place.join("program");
    fs::write(&binary, "#!/bin/sh\necho inquit\n").expect("a file can be written");
    fs::set_permissions(&binary, fs::Permissions::from_mode(0o700)).expect("it can be made to run");
    let wheel =
        place.join(format!("inquit-{}-cp310-abi3-manylinux_2_34_x86_64.whl", env!("CARGO_PKG_VERSION")));
    fs::write(&wheel, "a wheel\n").expect("a file can be written");
    let mut command = Command::new(root().join("release/build"));
    command
        .arg(place.join("out"))
        .env("BINARY", &binary)
        .env("WHEEL", &wheel)
        .env("WORK", place)
        .env("SOURCE_DATE_EPOCH", "1770000000");
    printed(command.env("FEATURES", "").env_remove("TAG"))
}

#[test]
fn the_archive_has_all_its_parts_and_the_same_bytes_twice() {
    let (one, other) = (folder("one"), folder("another-place"));
    let sums = pack(&one);
    assert_eq!(sums, pack(&other), "the same input gives the same bytes");
    let (_, archive) = sums.lines().next().and_then(|line| line.split_once("  ")).expect("a sum and a name");
    let name = archive.strip_suffix(".tar.gz").expect("it is an archive");
    assert!(name.starts_with(&format!("inquit-{}-", env!("CARGO_PKG_VERSION"))), "{name}");
    let out = one.join("out");
    printed(Command::new("sha256sum").args(["--check", "SHA256SUMS"]).current_dir(&out));
    let all: Vec<&str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name).collect();
    let endings = [".tar.gz", ".cdx.json", ".mcpb", "-cp310-abi3-manylinux_2_34_x86_64.whl"];
    assert!(all.len() == 4 && all.iter().zip(endings).all(|(name, ending)| name.ends_with(ending)), "{sums}");
    is_a_bundle(&out.join(all[2]));
    let listed = printed(Command::new("tar").args(["-tvzf", archive]).current_dir(&out));
    for part in [
        "inquit",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "LICENSES-THIRD-PARTY",
        "inquit.cdx.json",
        "man/inquit.1",
        "man/inquit-check.1",
        "man/inquit-corpus-add.1",
        "completions/inquit.bash",
        "completions/_inquit",
    ] {
        assert!(listed.lines().any(|line| line.ends_with(&format!(" {name}/{part}"))), "{part}: {listed}");
    }
    assert!(listed.lines().all(|line| line.contains(" 0/0 ") && line.contains(" 2026-02-02 ")), "{listed}");
    // What cargo binstall would look for.
    let manifest: toml::Table =
        fs::read_to_string(root().join("Cargo.toml")).expect("it is there").parse().expect("TOML");
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let target = name.rsplit_once(env!("CARGO_PKG_VERSION")).expect("a version").1.trim_start_matches('-');
    let filled = |key: &str| {
        let values = [
            ("repo", "R"),
            ("version", env!("CARGO_PKG_VERSION")),
            ("target", target),
            ("archive-suffix", ".tar.gz"),
        ];
        let values = values.into_iter().chain([("bin", "inquit"), ("binary-ext", "")]);
        let template = binstall[key].as_str().expect("a template").to_owned();
        values.fold(template, |text, (name, value)| text.replace(&format!("{{ {name} }}"), value))
    };
    assert_eq!(filled("pkg-url"), format!("R/releases/download/v{}/{archive}", env!("CARGO_PKG_VERSION")));
    assert!(listed.contains(&format!(" {}\n", filled("bin-dir"))), "{}", filled("bin-dir"));
}

/// What a client installs: the manifest first, and the program where it says, which may be run.
fn is_a_bundle(file: &Path) {
    let file = fs::File::open(file).expect("it is there");
    let mut zip = zip::ZipArchive::new(file).expect("it is a zip");
    let manifest: Value = {
        let manifest = zip.by_index(0).expect("a first file");
        assert!(manifest.name().is_ok_and(|name| name == "manifest.json"));
        serde_json::from_reader(manifest).expect("it is JSON")
    };
    let server: Value = serde_json::from_str(include_str!("../server.json")).expect("it is JSON");
    for key in ["name", "version", "description", "author", "server", "manifest_version"] {
        assert!(!manifest[key].is_null(), "the form asks for {key}");
    }
    assert_eq!(
        (&manifest["version"], &manifest["description"]),
        (&server["version"], &server["description"])
    );
    let program = manifest["server"]["entry_point"].as_str().expect("a path");
    let command = manifest["server"]["mcp_config"]["command"].as_str();
    assert_eq!(command, Some(format!("${{__dirname}}/{program}").as_str()));
    assert_eq!(
        zip.by_name(program).expect("the program is there").unix_mode().map(|mode| mode & 0o777),
        Some(0o755)
    );
    assert_eq!(manifest["server"]["mcp_config"]["args"], json!(["mcp", "--in", "${user_config.sources}"]));
    assert_eq!(manifest["user_config"]["sources"]["type"], "directory");
    assert_eq!(manifest["tools"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_wheel_of_another_version_is_refused() {
    let place = folder("wheel");
    let mut command = Command::new(root().join("release/build"));
    let out =
        command.arg(place.join("out")).env("BINARY", "program").env("WHEEL", "inquit-0.0.9-py3-none-any.whl");
    let out = out.env("WORK", &place).env_remove("TAG").output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success() && said.contains("inquit-0.0.9-py3-none-any.whl is no wheel of"), "{said}");
}

/// The registry of the protocol starts the server with the command of the wheel, which must have it.
#[test]
fn the_papers_of_the_server_name_this_version_and_a_command_that_the_wheel_has() {
    let server: Value = serde_json::from_str(include_str!("../server.json")).expect("it is JSON");
    let package = &server["packages"][0];
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!((server["version"].as_str(), package["version"].as_str()), (Some(version), Some(version)));
    assert_eq!(
        (package["identifier"].as_str(), package["registryType"].as_str()),
        (Some("inquit"), Some("pypi"))
    );
    assert!(
        server["description"].as_str().is_some_and(|text| text.len() <= 100),
        "the registry takes no more"
    );
    assert_eq!(package["packageArguments"][0]["value"], "mcp");
    assert_eq!(package["packageArguments"][1]["name"], "--in");
    let module: toml::Table = include_str!("../python/Cargo.toml").parse().expect("TOML");
    assert_eq!(module["package"]["version"].as_str(), Some(version));
    let features = module["features"]["default"].as_array().expect("a list");
    assert!(features.iter().any(|feature| feature.as_str() == Some("mcp")), "{features:?}");
    // The skill names tools that there are, and begins as clients read it.
    let skill = include_str!("../skills/verify-quotes/SKILL.md");
    assert!(skill.starts_with("---\nname: verify-quotes\ndescription: ") && skill.lines().count() <= 45);
    let tools: Vec<Value> = serde_json::from_str(include_str!("../src/mcp/tools.json")).expect("it is JSON");
    let known: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    let named = skill.split('`').skip(1).step_by(2).filter(|name| name.contains('_'));
    let named: BTreeSet<&str> = named.collect();
    assert!(named.len() >= 4 && named.iter().all(|name| known.contains(name)), "{named:?}");
}

#[test]
fn a_tag_that_is_not_the_version_is_refused() {
    let place = folder("tag");
    let mut command = Command::new(root().join("release/build"));
    let out =
        command.arg(place.join("out")).env("TAG", "v0.0.9").env("WORK", &place).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success() && said.contains("the tag v0.0.9 is not v"), "{said}");
}

/// The long options of a command and of all commands below it, by the name of the page.
fn options(command: &clap::Command, found: &mut Vec<(String, BTreeSet<String>)>) {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let long = command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(clap::Arg::get_long);
    found.push((name, long.map(str::to_owned).collect()));
    command.get_subcommands().for_each(|inside| options(inside, found));
}

#[test]
fn each_command_has_a_page_with_each_of_its_options() {
    let place = folder("man");
    let names = pages::man(inquit::cli::arguments(), &place).expect("they can be written");
    let mut command = inquit::cli::arguments().disable_help_subcommand(true);
    command.build();
    let mut wanted = Vec::new();
    options(&command, &mut wanted);
    assert_eq!(names.len(), wanted.len());
    for (name, options) in wanted {
        let page =
            fs::read_to_string(place.join(format!("{name}.1"))).unwrap_or_else(|_| panic!("no page {name}"));
        // The source has a backslash before each dash.
        let page = page.replace('\\', "");
        for option in options {
            assert!(page.contains(&format!("--{option}")), "{name}: --{option}");
        }
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES"] {
            assert!(page.contains(section), "{name} has no section {section}");
        }
    }
    // A formatter that is there finds nothing wrong with them.
    if Command::new("groff").arg("--version").output().is_ok() {
        let paths = names.iter().map(|name| place.join(name));
        let out = Command::new("groff")
            .args(["-man", "-Tutf8", "-ww", "-z"])
            .args(paths)
            .output()
            .expect("it runs");
        assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn five_shells_have_completions() {
    let place = folder("completions");
    let names = pages::completions(inquit::cli::arguments(), &place).expect("they can be written");
    assert_eq!(names, ["_inquit", "_inquit.ps1", "inquit.bash", "inquit.elv", "inquit.fish"]);
    for name in names {
        let script = fs::read_to_string(place.join(&name)).expect("it was written");
        assert!(script.contains("no-config") && script.contains("versions"), "{name}");
    }
}
