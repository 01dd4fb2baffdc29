//! The gates: the hook for pre-commit and the action for GitHub, run as these programs run them.

#![cfg(all(unix, feature = "cli"))]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SOURCE: &str = "“The bridge will hold for ten years,” Ana Ruiz said on Monday.\n";
const GOOD: &str = "Ana Ruiz said: “The bridge will hold for ten years.”\n";
const BAD: &str = "Ana Ruiz said: “The bridge will hold for twenty years.”\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the file is there")
}

/// A repository with sources, and the program on its search path.
fn repository(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gates").join(name);
    let _ = fs::remove_dir_all(&path);
    for folder in ["sources", "drafts/deep", "bin"] {
        fs::create_dir_all(path.join(folder)).expect("a folder can be made");
    }
    fs::write(path.join("sources/post.txt"), SOURCE).expect("a file can be written");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_inquit"), path.join("bin/inquit"))
        .expect("a link can be made");
    path
}

/// A command in a repository that finds the program.
fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").unwrap_or_default());
    // A commit that runs the tests has variables of its own.
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(variable);
    }
    command.current_dir(folder).env("PATH", path).env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

fn said(out: &Output) -> String {
    [&out.stdout[..], &out.stderr].map(String::from_utf8_lossy).concat()
}

/// The value of a key of the only hook of a file.
fn hook(file: &str, key: &str) -> String {
    let text = read(file);
    let line =
        text.lines().find_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix(&format!("{key}: ")));
    line.unwrap_or_else(|| panic!("{file} has no {key}")).to_owned()
}

#[test]
fn a_commit_with_an_altered_quotation_is_refused() {
    let folder = repository("commit");
    let git = |args: &[&str]| command("git", &folder).args(args).output().expect("git runs");
    let named = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
    let commit = || git(&[&named[..], &["commit", "-q", "-m", "a draft"]].concat());
    git(&["init", "-q"]);
    // As pre-commit calls it: the entry, its arguments, then the names of the files of the commit.
    let file = ".pre-commit-hooks.yaml";
    let args = hook(file, "args").trim_matches(['[', ']']).replace(',', "");
    let run = format!(
        "#!/bin/sh\ngit diff --cached --name-only --diff-filter=d -z -- '*.md' | xargs -0 -r {} {args} --\n",
        hook(file, "entry")
    );
    let script = folder.join(".git/hooks/pre-commit");
    fs::create_dir_all(folder.join(".git/hooks")).expect("a folder can be made");
    fs::write(&script, run).expect("a file can be written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it can be made to run");
    for (name, text, passes) in
        [("a draft.md", GOOD, true), ("b.md", BAD, false), ("none.md", "It rained.\n", true)]
    {
        fs::write(folder.join("drafts").join(name), text).expect("a file can be written");
        git(&["add", "drafts"]);
        let out = commit();
        assert_eq!(out.status.success(), passes, "{name}: {}", said(&out));
        if !passes {
            // The bad draft does not go into the next commit.
            assert!(said(&out).contains("drafts/b.md:1:17: altered: [-ten-]{+twenty+}"), "{}", said(&out));
            git(&["rm", "-q", "-f", "drafts/b.md"]);
        }
    }
    // A commit without drafts has nothing to check.
    fs::write(folder.join("drafts/notes.csv"), "day,rain\n").expect("a file can be written");
    git(&["add", "drafts"]);
    let out = commit();
    assert!(out.status.success(), "{}", said(&out));
}

/// The block of docs/recipes.md that is marked so.
fn block(mark: &str) -> String {
    let page = read("docs/recipes.md");
    let (_, from) = page.split_once(&format!("```{mark}\n")).unwrap_or_else(|| panic!("no block `{mark}`"));
    from.split("```").next().unwrap_or_default().to_owned()
}

/// The settings and the hook of the recipe: the entry, then the drafts.
#[test]
fn the_desk_of_the_recipe_refuses_what_its_style_refuses() {
    let folder = repository("desk");
    fs::write(folder.join(".inquit.toml"), block("toml settings")).expect("a file can be written");
    let hook = block("yaml pre-commit");
    let entry = hook.lines().find_map(|line| line.trim().strip_prefix("entry: ")).expect("an entry");
    assert!(!hook.contains("args:"), "what is asked for is in the settings");
    let words: Vec<&str> = entry.split(' ').collect();
    for (text, status) in [(GOOD, 0), (BAD, 1), ("Ana Ruiz said: “The bridge will hold.”\n", 0)] {
        fs::write(folder.join("drafts/a.md"), text).expect("a file can be written");
        let out =
            command(words[0], &folder).args(&words[1..]).args(["drafts/a.md"]).output().expect("it runs");
        assert_eq!(out.status.code(), Some(status), "{text}{}", said(&out));
    }
}

#[test]
fn the_hook_of_the_mirror_is_that_of_the_repository_with_the_wheel_of_this_version() {
    let mirror = "release/pre-commit-mirror/.pre-commit-hooks.yaml";
    for key in ["id", "name", "description", "entry", "types_or", "args", "require_serial"] {
        assert_eq!(hook(mirror, key), hook(".pre-commit-hooks.yaml", key));
    }
    assert_eq!(hook(mirror, "language"), "python");
    let project: toml::Table = read("release/pre-commit-mirror/pyproject.toml").parse().expect("it is TOML");
    assert_eq!(project["project"]["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    let wheel = format!("inquit=={}", env!("CARGO_PKG_VERSION"));
    assert_eq!(project["project"]["dependencies"][0].as_str(), Some(wheel.as_str()));
}

/// The script of a step of the action, by the name of the step.
fn step(name: &str) -> String {
    let text = read("action.yml");
    let (_, from) = text.split_once(&format!("    - name: {name}\n")).expect("the step is there");
    let step = from.split("    - name: ").next().unwrap_or_default();
    let (_, script) = step.split_once("      run: |\n").expect("it has a script");
    assert!(
        step.contains("shell: bash") && !script.contains("${{"),
        "inputs come by the environment: {script}"
    );
    script
        .lines()
        .map(|line| line.strip_prefix("        ").unwrap_or_default())
        .fold(String::new(), |all, line| all + line + "\n")
}

/// Runs a step as GitHub does, with what it writes to `GITHUB_OUTPUT`.
fn run_step(name: &str, folder: &Path, variables: &[(&str, &str)]) -> (Output, String) {
    let script = folder.join("step.sh");
    fs::write(&script, step(name)).expect("a file can be written");
    let output = folder.join("output");
    fs::write(&output, "").expect("a file can be written");
    let mut bash = command("bash", folder);
    bash.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script);
    bash.env("RUNNER_TEMP", folder.join("temp"))
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_PATH", folder.join("path"));
    let _ = fs::create_dir(folder.join("temp"));
    let out = bash.envs(variables.iter().copied()).output().expect("bash runs");
    (out, fs::read_to_string(output).expect("the file is there"))
}

/// The variables of the step `Check`.
fn asked<'a>(drafts: &'a str, sources: &'a str, sarif: &'a str) -> [(&'a str, &'a str); 6] {
    let style = [("EVERY", "true"), ("STYLE", "lenient"), ("FAIL_ON", "")];
    let [every, style, fail_on] = style;
    [("DRAFTS", drafts), ("SOURCES", sources), every, style, fail_on, ("SARIF", sarif)]
}

#[test]
fn the_action_sets_its_outputs_and_keeps_the_status() {
    let folder = repository("action");
    fs::write(folder.join("drafts/a b.md"), GOOD).expect("a file can be written");
    fs::write(folder.join("drafts/deep/c.md"), BAD).expect("a file can be written");
    for (drafts, sources, outputs, status) in [
        ("drafts/*.md\n", "sources\n", "exit-code=0\nchecked=1\nfailed=0\n", 0),
        ("drafts/**/*.md\n", "sources\n", "exit-code=1\nchecked=2\nfailed=1\n", 1),
        ("drafts/a b.md\ndrafts/deep/*.md", "sources", "exit-code=1\nchecked=2\nfailed=1\n", 1),
        ("drafts/*.md", "nowhere", "exit-code=2\nchecked=\nfailed=\n", 2),
        ("none/*.md", "sources", "exit-code=2\n", 2),
    ] {
        let (out, given) = run_step("Check", &folder, &asked(drafts, sources, ""));
        assert!(out.status.success(), "the step goes on: {}", said(&out));
        assert_eq!(given, outputs, "{drafts}: {}", said(&out));
        let code = given.lines().find_map(|line| line.strip_prefix("exit-code=")).unwrap_or_default();
        assert_eq!(run_step("Result", &folder, &[("CODE", code)]).0.status.code(), Some(status));
    }
    let (out, given) = run_step("Check", &folder, &asked("drafts/**/*.md", "sources", "found.sarif"));
    assert!(said(&out).contains("::error file=drafts/deep/c.md,line=1,endLine=1,col=17,"), "{}", said(&out));
    assert!(given.ends_with("failed=1\nsarif=found.sarif\n"), "{given}");
    let sarif = fs::read_to_string(folder.join("found.sarif")).expect("it was written");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_action_takes_only_a_release_with_the_right_checksum() {
    let folder = repository("install");
    let name = "inquit-9.9.9-x86_64-unknown-linux-musl";
    let release = folder.join("releases/v9.9.9");
    fs::create_dir_all(release.join(name)).expect("a folder can be made");
    fs::write(release.join(name).join("inquit"), "#!/bin/sh\n").expect("a file can be written");
    let pack = format!("tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz > SHA256SUMS");
    assert!(command("sh", &release).args(["-c", &pack]).status().expect("sh runs").success());
    let from = format!("file://{}", folder.join("releases").display());
    let variables =
        [("VERSION", "9.9.9"), ("RELEASES", from.as_str()), ("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")];
    let (out, _) = run_step("Install", &folder, &variables);
    assert!(out.status.success(), "{}", said(&out));
    let path = fs::read_to_string(folder.join("path")).expect("it was written");
    assert!(Path::new(path.trim()).join("inquit").is_file(), "{path}");
    // Another archive under the same name.
    fs::write(release.join(format!("{name}.tar.gz")), "something else").expect("a file can be written");
    let (out, _) = run_step("Install", &folder, &variables);
    assert!(!out.status.success() && said(&out).contains("FAILED"), "{}", said(&out));
    let other = [("VERSION", "9.9.9"), ("RELEASES", &from), ("RUNNER_OS", "Plan9"), ("RUNNER_ARCH", "X64")];
    assert_eq!(run_step("Install", &folder, &other).0.status.code(), Some(2));
}
