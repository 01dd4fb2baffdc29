//! `inquit config show`: what the project and the environment set, and where each value is from.

use std::io::Write;

use anyhow::Result;
use serde_json::json;

use crate::record::write_json;
use crate::render::Format;

use super::args::{ConfigCommand, Global};
use super::context::Status;
use super::output::{self, safe};
use super::settings::{self, KEYS, ProjectSetting, SetBy};

pub(super) fn run(command: &ConfigCommand, global: &Global) -> Result<Status> {
    let ConfigCommand::Show { format } = command;
    let settings = settings::set(global.config.as_deref(), !global.no_config)?;
    let mut out = output::stdout();
    if *format == Format::Json {
        write_json(&mut out, &settings.iter().map(record).collect::<Vec<_>>())?;
        writeln!(out)?;
    } else {
        let width = KEYS.iter().map(|key| key.name.len()).max().unwrap_or_default();
        for key in KEYS {
            let line = match settings.iter().find(|setting| setting.key == key) {
                Some(setting) => format!("{}  ({})", setting.words.join(", "), setting.place()),
                None => "not set".to_owned(),
            };
            writeln!(out, "{:width$}  {}", key.name, safe(&line))?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

/// One value with its place.
fn record(setting: &ProjectSetting) -> serde_json::Value {
    let mut record = json!({ "key": setting.key.name, "value": setting.words, "option": format!("--{}", setting.key.option) });
    match &setting.from {
        SetBy::Environment => record["variable"] = json!(setting.key.variable()),
        SetBy::File(file, line) => {
            record["file"] = json!(file.to_string_lossy());
            record["line"] = json!(line);
        }
    }
    record
}
