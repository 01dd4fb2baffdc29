//! `inquit lexicon`: checks a grammar folder.

use std::io::Write;

use anyhow::Result;

use inquit::lexicon::Lexicon;

use super::args::{self, Global};
use super::{Status, output};

pub(super) fn run(command: &args::Lexicon, _global: &Global) -> Result<Status> {
    match command {
        args::Lexicon::Check { folder } => match Lexicon::load(folder) {
            Ok(_) => {
                let mut out = output::stdout();
                writeln!(out, "{}: sound", folder.display())?;
                out.flush()?;
                Ok(Status::Done)
            }
            Err(error) => {
                output::message("error", &format!("{:#}", anyhow::Error::from(error)));
                Ok(Status::Nothing)
            }
        },
    }
}
