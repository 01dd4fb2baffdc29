//! The server as a child process. In: lines. Out: its answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

pub struct Child {
    child: std::process::Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Nobody reads them before the end: they are few.
    errors: ChildStderr,
}

impl Child {
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .arg("mcp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let input = child.stdin.take().expect("it is piped");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        let errors = child.stderr.take().expect("it is piped");
        Self { child, input, output, errors }
    }

    /// Sends a signal while the input is open; the status and the messages.
    #[cfg(unix)]
    pub fn signal(mut self, signal: &str) -> (Option<i32>, String) {
        let kill = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(kill.expect("there is a kill").success());
        let status = self.child.wait().expect("it ends").code();
        let mut errors = String::new();
        self.errors.read_to_string(&mut errors).expect("the messages can be read");
        (status, errors)
    }

    pub fn send(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("the program reads");
    }

    pub fn next(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the program writes");
        serde_json::from_str(&line).expect("a line is JSON")
    }

    /// Sends the last bytes and ends the input; the status and the lines that came.
    pub fn end(mut self, input: &str) -> (Option<i32>, Vec<String>) {
        self.input.write_all(input.as_bytes()).expect("the program reads");
        drop(self.input);
        let mut text = String::new();
        self.output.read_to_string(&mut text).expect("the program writes");
        let status = self.child.wait().expect("it ends").code();
        (status, text.lines().map(str::to_owned).collect())
    }
}

/// Sends lines and ends the input. The answers in the order of their ids; those without one come first.
pub fn talk(arguments: &[&str], lines: &[String]) -> Vec<Value> {
    let (status, answers) = Child::start(arguments).end(&(lines.join("\n") + "\n"));
    assert_eq!(status, Some(0));
    let mut answers: Vec<Value> =
        answers.iter().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    answers.sort_by_key(|answer| answer["id"].as_u64());
    answers
}

pub fn opening(version: &str) -> String {
    json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": version, "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"}}})
    .to_string()
        + "\n"
        + &json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string()
}

pub fn call(id: u64, name: &str, arguments: Value) -> String {
    json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}}).to_string()
}

/// A Python with the package `mcp`, made once below target/; `None` where that cannot be.
pub fn client() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mcp-client");
    let python = folder.join("bin/python");
    let has =
        || Command::new(&python).args(["-c", "import mcp"]).output().is_ok_and(|run| run.status.success());
    if !has() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).output().ok()?;
        let install = || {
            let mut pip = Command::new(&python);
            pip.args(["-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "20", "mcp<2"]);
            pip.output()
        };
        if !made.status.success() || !install().ok()?.status.success() {
            return None;
        }
    }
    has().then_some(python)
}
