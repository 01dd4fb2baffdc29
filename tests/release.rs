//! A release up to packing: what is in the archive, that the same input gives the same bytes, and the pages that come with it.

#![cfg(all(unix, feature = "cli"))]

#[path = "../examples/release/pages.rs"]
mod pages;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    let mut command = Command::new(root().join("release/build"));
    command
        .arg(place.join("out"))
        .env("BINARY", &binary)
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
