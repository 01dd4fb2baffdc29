//! What is another since an earlier check, for reading: a line for each source and each verdict that differs, and the figures.

use std::io::{self, Write};

use crate::model::{AnswersSince, Since, VerdictSince};
use crate::render::look::Look;
use crate::render::renderer::Render;
use crate::render::shared::{count, escape_terminal};

/// Writes what is another.
pub(in crate::render) struct SinceTable {
    pub look: Look,
}

impl Render<Since> for SinceTable {
    fn item(&mut self, out: &mut dyn Write, since: &Since) -> io::Result<()> {
        for asked in &since.asked {
            let value = |value: &str| {
                if value.is_empty() { "none".to_owned() } else { escape_terminal(value).into_owned() }
            };
            writeln!(out, "asked    {}: {} → {}", asked.key, value(&asked.before), value(&asked.now))?;
        }
        let sources = &since.sources;
        for (what, ids) in [("new", &sources.new), ("gone", &sources.gone), ("changed", &sources.changed)] {
            for id in ids {
                writeln!(out, "source   {}: {}", escape_terminal(id), self.look.bold(what))?;
            }
        }
        match sources.others_changed {
            Some(false) => {}
            Some(true) => writeln!(out, "sources that no earlier verdict cites: changed, new or gone")?,
            None => writeln!(out, "sources that no earlier verdict cites: not known")?,
        }
        for verdict in &since.verdicts {
            self.verdict(out, verdict)?;
        }
        let differ = since.verdicts.len();
        let (new, gone) = (sources.new.len(), sources.gone.len());
        writeln!(
            out,
            "{} as before · {differ} differ · {} worse · sources: {new} new, {gone} gone, {} changed",
            count(since.same, "quotation"),
            since.worse,
            sources.changed.len()
        )
    }
}

impl SinceTable {
    fn verdict(&self, out: &mut dyn Write, verdict: &VerdictSince) -> io::Result<()> {
        let line = verdict.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = format!("{}{line}:", escape_terminal(&verdict.draft));
        let what = match (&verdict.before, &verdict.now) {
            (Some(before), Some(now)) => changed(before, now),
            (None, Some(now)) => format!("new, {}", outcome(now)),
            _ => "gone".to_owned(),
        };
        let worse = if verdict.worse { format!("{}: ", self.look.dropped("worse")) } else { String::new() };
        let rested = match verdict.rested_on.as_slice() {
            [] => String::new(),
            ids => format!("; rested on {}", escape_terminal(&ids.join(", "))),
        };
        let claim = escape_terminal(&verdict.claim);
        writeln!(out, "{} {worse}{what}{rested}: “{claim}”", self.look.bold(&place))
    }
}

/// The answers that are others.
fn changed(before: &AnswersSince, now: &AnswersSince) -> String {
    let listed = |names: &[String]| {
        if names.is_empty() { "none".to_owned() } else { escape_terminal(&names.join(", ")).into_owned() }
    };
    let pairs = [
        ("wording", escape_terminal(&before.wording).into_owned(), now.wording.clone()),
        ("attribution", escape_terminal(&before.attribution).into_owned(), now.attribution.clone()),
        ("source", escape_terminal(&before.source).into_owned(), now.source.clone()),
        ("flags", listed(&before.flags), listed(&now.flags)),
        ("failed", listed(&before.failed), listed(&now.failed)),
    ];
    let differ = pairs.iter().filter(|(_, before, now)| before != now);
    differ.map(|(key, before, now)| format!("{key} {before} → {now}")).collect::<Vec<_>>().join(", ")
}

/// What became of a quotation that is new.
fn outcome(now: &AnswersSince) -> String {
    if now.failed.is_empty() { "passes".to_owned() } else { format!("fails {}", now.failed.join(", ")) }
}
