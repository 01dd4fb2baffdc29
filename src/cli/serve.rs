//! `inquit serve`: a corpus as pages and as JSON, for a browser and for programs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::serve::{ServeOptions, serve};

use super::args::{Global, ServeArgs};
use super::context::{Status, grammar};
use super::output;

pub(super) fn run(command: &ServeArgs, global: &Global) -> Result<Status> {
    let open = !command.listen.ip().is_loopback();
    if open && command.token.is_none() {
        bail!(
            "{} is open to the network; give --token, a secret that every request must have",
            command.listen
        );
    }
    if open {
        output::message(
            "warning",
            "this address is open to the network, and the connection is not encrypted: use it in a network that you trust, or behind a \
             proxy that speaks TLS",
        );
    }
    serving(command, &command.file.corpus, global)
}

/// Serves a corpus until the process is told to end.
fn serving(command: &ServeArgs, corpus: &Path, global: &Global) -> Result<Status> {
    let options = ServeOptions {
        corpus: corpus.to_owned(),
        listen: command.listen,
        hosts: command.hosts.clone(),
        token: command.token.clone(),
        cors: command.cors.clone(),
    };
    let open = command.open;
    let ready = move |address: SocketAddr| {
        let page = format!("http://{}/", reachable(address));
        output::message("note", &format!("the corpus is at {page} until Ctrl-C ends the server"));
        if open && !browse(&page) {
            output::message("note", "no browser could be started here; open the address by hand");
        }
    };
    serve(options, grammar(global)?, ready, output::log)?;
    Ok(Status::Done)
}

/// The address by which this machine reaches the server.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Opens an address in the browser of the system; false if there is none.
fn browse(page: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let started = Command::new(program)
        .args(arguments)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.is_ok()
}
