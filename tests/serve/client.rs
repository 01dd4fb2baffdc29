//! A server of our own over a real socket. In: articles, arguments. Out: answers, byte for byte as they come, and the log.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A running server with its corpus in a folder of its own.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
    pub corpus: PathBuf,
    log: Arc<Mutex<Vec<String>>>,
}

impl Served {
    /// Makes a corpus of the documents' examples and serves it.
    pub fn start(arguments: &[&str]) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("inquit-http-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let corpus = folder.join("news.inquit");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        add(&corpus, &[root.join("example"), root.join("walkthrough/pages")]);
        Self::of(corpus, arguments)
    }

    /// Serves a corpus.
    pub fn of(corpus: PathBuf, arguments: &[&str]) -> Self {
        let mut child = inquit()
            .args(["serve", "--listen", "127.0.0.1:0", "--corpus"])
            .arg(&corpus)
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the server ended").unwrap();
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        let log = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&log);
        std::thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| own.lock().unwrap().push(line))
        });
        Self { child, address, corpus, log }
    }

    pub fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], b"")
    }

    pub fn post(&self, target: &str, kind: &str, body: &[u8]) -> Answer {
        self.send("POST", target, &[("Content-Type", kind)], body)
    }

    /// Sends a request; without a header `Host` the right one is added.
    pub fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.begin(method, target, headers, body.len());
        // A server that refuses a long body may close before it has all of it.
        let _ = stream.write_all(body);
        read(stream)
    }

    /// Sends a request without its body.
    pub fn begin(&self, method: &str, target: &str, headers: &[(&str, &str)], length: usize) -> TcpStream {
        let own = format!("localhost:{}", self.address.port());
        let mut text =
            format!("{method} {target} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            text.push_str(&format!("Host: {own}\r\n"));
        }
        headers.iter().filter(|(_, value)| *value != "-").for_each(|(name, value)| {
            text.push_str(&format!("{name}: {value}\r\n"));
        });
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
        stream
    }

    /// The lines of the log so far, without the first that names the address.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// Tells the server to end.
    pub fn terminate(&self) {
        let done = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = self.corpus.parent().map(std::fs::remove_dir_all);
    }
}

/// The program, with a cache of its own rather than the user's.
pub fn inquit() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Adds articles to a corpus.
pub fn add(corpus: &Path, paths: &[PathBuf]) {
    let status = inquit().args(["corpus", "add", "--corpus"]).arg(corpus).args(paths).status().unwrap();
    assert!(status.success());
}

/// Reads an answer to its end.
pub fn read(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // What was read before the connection was closed is the answer.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("no answer");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let pair =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Answer { status, headers: lines.filter_map(pair).collect(), body: bytes[end + 4..].to_vec() }
}
