//! Two sides as Markdown. In: what each quoted. Out: the remarks that both quote, each with what differs;
//! then what only one quotes, and whom; then the figures.

use std::io::{self, Write};

use super::compare::{entry, heading};
use crate::compare::OutletDifference;
use crate::render::renderer::Render;
use crate::render::shared::{count, differs, escape_markdown as escape, figures};

/// Writes two sides.
pub(in crate::render) struct SideMarkdown;

impl Render<OutletDifference<'_>> for SideMarkdown {
    fn item(&mut self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        let names = difference.names.each_ref().map(|name| escape(name));
        for (both, pair) in difference.both.entries.iter().zip(&difference.pairs) {
            entry(out, &difference.both, both, Some(&differs(pair, both.versions(), escape)))?;
        }
        for (name, only) in names.iter().zip(&difference.only).filter(|(_, only)| !only.entries.is_empty()) {
            writeln!(out, "## {name} alone: {}\n", count(only.entries.len(), "remark"))?;
            for entry in &only.entries {
                let (speaker, words) = heading(entry.remark, only.articles);
                writeln!(out, "- {speaker}: “{words}”")?;
            }
            writeln!(out)?;
        }
        for (name, speakers) in names.iter().zip(&difference.speakers) {
            let speakers: Vec<String> = speakers.iter().map(|speaker| escape(speaker)).collect();
            let list = if speakers.is_empty() { "nobody".to_owned() } else { speakers.join(", ") };
            writeln!(out, "Quoted by {name} alone: {list}\n")?;
        }
        writeln!(out, "{}", figures(difference, &names))
    }
}
