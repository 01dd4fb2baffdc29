//! `inquit mcp`: what the server for language models searches, read once.

use anyhow::Result;

use crate::Inquit;
use crate::ask::SourceSet;
use crate::mcp::serve;

use super::args::{Global, McpArgs};
use super::context::{Status, grammar};
use super::input::Source;

pub(super) fn run(command: &McpArgs, global: &Global) -> Result<Status> {
    let inquit = Inquit::with(grammar(global)?);
    let sources = match &command.corpus {
        Some(file) => Some(SourceSet::of_file(inquit, file)?),
        None if command.within.is_empty() => None,
        None => {
            let mut source = Source::open(&command.within, global, false)?;
            let set = source.set(inquit, false, &[])?;
            source.close();
            Some(set)
        }
    };
    serve(inquit, sources)?;
    Ok(Status::Done)
}
