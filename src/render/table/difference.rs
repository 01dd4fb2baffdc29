//! Two sides, what each quoted. In: a difference. Out: the remarks that both quote, side by side, each with
//! what differs; then what only one quotes; then who; then the figures.

use std::io::{self, Write};

use crate::compare::{Comparison, OutletDifference};
use crate::render::look::Look;
use crate::render::renderer::Render;
use crate::render::shared::{count, differs, escape_terminal, figures};

use super::compare::{entries, heading};
use super::layout::{cut, wrap};

/// Writes two sides.
pub(in crate::render) struct SideTable {
    /// How the tables are to look.
    pub look: Look,
}

impl Render<OutletDifference<'_>> for SideTable {
    fn item(&mut self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        sides(out, self.look, difference)
    }
}

fn sides(out: &mut dyn Write, look: Look, difference: &OutletDifference<'_>) -> io::Result<()> {
    let names = difference.names.each_ref().map(|n| escape_terminal(n).into_owned());
    let both = difference.both.entries.iter().zip(&difference.pairs);
    let both: Vec<_> = both
        .map(|(entry, pair)| {
            (entry, Some(differs(pair, entry.versions(), |text| escape_terminal(text).into_owned())))
        })
        .collect();
    entries(out, look, &difference.both, &both)?;
    if !both.is_empty() {
        writeln!(out)?;
    }
    for (name, only) in names.iter().zip(&difference.only) {
        alone(out, look, name, only)?;
    }
    for (name, speakers) in names.iter().zip(&difference.speakers) {
        let speakers: Vec<_> = speakers.iter().map(|s| escape_terminal(s)).collect();
        let list = if speakers.is_empty() { "nobody".to_owned() } else { speakers.join(", ") };
        for line in wrap(&format!("people whom only {name} quotes: {list}"), look.width) {
            writeln!(out, "{line}")?;
        }
    }
    wrap(&figures(difference, &names), look.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The remarks of one side alone, a line each.
fn alone(out: &mut dyn Write, look: Look, name: &str, only: &Comparison<'_>) -> io::Result<()> {
    if only.entries.is_empty() {
        return Ok(());
    }
    heading(out, look, &[name, "alone", &count(only.entries.len(), "remark")])?;
    let who = (look.width / 5).clamp(10, 24);
    for entry in &only.entries {
        let remark = entry.remark;
        let base = remark.wordings.get(remark.base.0);
        let text = base.and_then(|w| Some(w.span.of(only.articles.get(w.article.0)?.text())));
        let speaker = cut(&escape_terminal(remark.speaker.as_deref().unwrap_or("–")), who);
        let pad = " ".repeat(who.saturating_sub(super::layout::width(&speaker)));
        let quoted = format!("“{}”", escape_terminal(text.unwrap_or_default()).trim());
        writeln!(out, "  {speaker}{pad}  {}", cut(&quoted, look.width.saturating_sub(who + 4)))?;
    }
    writeln!(out)
}
