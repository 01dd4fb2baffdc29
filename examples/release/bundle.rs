//! The program → a bundle of the server for language models, which a client installs by itself (MCPB, manifest 0.3).
//!
//! In: the program, and the target that it is for. Out: a zip with the manifest, the program, the licences. Names and words are those of
//! `server.json` and of the tools. The same program gives the same bytes.

use std::error::Error;
use std::fs;
use std::io::{Seek, Write};
use std::path::Path;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const SERVER: &str = include_str!("../../server.json");
const TOOLS: &str = include_str!("../../src/mcp/tools.json");
const LICENCES: [(&str, &str); 2] = [
    ("LICENSE-MIT", include_str!("../../LICENSE-MIT")),
    ("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")),
];

/// The manifest: the program is started with the folder that the user chooses.
///
/// # Errors
/// A target of a platform that the form does not know.
pub fn manifest(target: &str) -> Result<Value, Box<dyn Error>> {
    let (server, tools): (Value, Vec<Value>) = (serde_json::from_str(SERVER)?, serde_json::from_str(TOOLS)?);
    let platforms = [("-linux-", "linux"), ("-apple-", "darwin"), ("-windows-", "win32")];
    let platform = platforms.iter().find(|(part, _)| target.contains(part));
    let (_, platform) = platform.ok_or_else(|| format!("no bundle is made for {target}"))?;
    let tools = tools.iter().map(|tool| json!({"name": tool["name"], "description": tool["description"]}));
    Ok(json!({
        "manifest_version": "0.3",
        "name": "inquit",
        "display_name": server["title"],
        "version": env!("CARGO_PKG_VERSION"),
        "description": server["description"],
        "author": {"name": "The inquit authors"},
        "license": env!("CARGO_PKG_LICENSE"),
        "server": {
            "type": "binary",
            "entry_point": program(target),
            "mcp_config": {
                "command": format!("${{__dirname}}/{}", program(target)),
                "args": ["mcp", "--in", "${user_config.sources}"],
            },
        },
        "user_config": {
            "sources": {
                "type": "directory",
                "title": "Sources",
                "description": "The folder that is searched: articles, transcripts, reports. Nothing else is read.",
                "required": true,
            },
        },
        "tools": tools.collect::<Vec<_>>(),
        "compatibility": {"platforms": [platform]},
    }))
}

fn program(target: &str) -> String {
    format!("server/inquit{}", if target.contains("-windows-") { ".exe" } else { "" })
}

/// Writes the bundle.
///
/// # Errors
/// Those of [`manifest`]; a program that cannot be read, an output that cannot be written.
pub fn write(binary: &Path, target: &str, out: impl Write + Seek) -> Result<(), Box<dyn Error>> {
    let mut zip = ZipWriter::new(out);
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file("manifest.json", plain)?;
    writeln!(zip, "{:#}", manifest(target)?)?;
    for (name, text) in LICENCES {
        zip.start_file(name, plain)?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file(program(target), plain.unix_permissions(0o755))?;
    zip.write_all(&fs::read(binary)?)?;
    zip.finish()?;
    Ok(())
}
