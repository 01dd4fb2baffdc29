//! What is seen of a clause and of a stretch that it could report: what the weights of `grammar/en/indirect.toml` are for.

use std::fmt;

use super::content::Beginning;
use super::labels::{Edge, Neighbour, Side};
use super::view::View;
use crate::lexicon::Frame;
use crate::parse::chunk::ChunkKind;
use crate::parse::reading::clause_name;

/// What was seen: a template and up to two values. Names of kinds and sizes, or a verb of the lexicon; never other words of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation<'l> {
    /// What was looked at.
    pub template: &'static str,
    /// First value.
    pub a: &'l str,
    /// Second value, or nothing.
    pub b: &'static str,
}

impl fmt::Display for Observation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joint = if self.b.is_empty() { "" } else { " + " };
        write!(f, "{}: {}{joint}{}", self.template, self.a, self.b)
    }
}

impl<'l> View<'_, 'l> {
    /// What was seen of the clause, whatever it reports.
    pub(super) fn silent(&self) -> Vec<Observation<'l>> {
        let next = self.neighbour(self.plain_start()).name();
        let kind = clause_name(self.clause.kind).name();
        let before = match (self.clause.start as usize).min(self.clause.cue.0 as usize) {
            at if at == self.first => Neighbour::Start,
            at => self.neighbour(at - 1),
        }
        .name();
        let sentence = &self.scene.chunks[self.first..self.end];
        let quoted =
            if sentence.iter().any(|c| matches!(c.kind, ChunkKind::Quote(_))) { "quoted" } else { "plain" };
        let line = if self.headline { "headline" } else { "body" };
        let outer = self.scene.neighbour(self.clause, -1).name();
        let class = self.class.name();
        let mut seen = Vec::with_capacity(16);
        let mut add = |template, a, b| seen.push(Observation { template, a, b });
        add("silent", "", "");
        add("silent verb", self.lemma, "");
        add("silent verb next", self.lemma, next);
        add("silent verb voice", self.lemma, self.voice);
        add("silent class next", class, next);
        add("silent class subject", class, self.subject);
        add("silent class voice", class, self.voice);
        add("silent clause before", kind, before);
        add("silent clause voice", kind, self.voice);
        add("silent clause class", kind, class);
        add("silent quoted", quoted, class);
        add("silent quoted clause", quoted, kind);
        add("silent line", line, next);
        add("silent outer", outer, class);
        add("silent outer clause", outer, kind);
        seen
    }

    pub(super) fn seen(
        &self,
        side: Side,
        beginning: Beginning,
        end: usize,
        edge: Edge,
    ) -> Vec<Observation<'l>> {
        let chunks = &self.scene.chunks[beginning.at..end];
        let finite = chunks.iter().filter(|c| c.is_finite()).count();
        let finite = ["no verb", "verb", "verbs"][finite.min(2)];
        let words: u32 = chunks.iter().map(|c| c.end - c.start).sum();
        let length = match words {
            0..=2 => "1-2",
            3..=5 => "3-5",
            6..=10 => "6-10",
            11..=20 => "11-20",
            21..=35 => "21-35",
            _ => "36+",
        };
        let rest = match self.end - end {
            0 => "0",
            1..=3 => "1-3",
            4..=8 => "4-8",
            _ => "9+",
        };
        let (kind, link) = (beginning.kind.name(), beginning.link.name());
        let (side, edge, class) = (side.name(), edge.name(), self.class.name());
        let addressed = if self.takes(Frame::Addressee) { "addressee" } else { "nobody" };
        let mut seen = Vec::with_capacity(32);
        let mut add = |template, a, b| seen.push(Observation { template, a, b });
        add("side", side, "");
        add("side clause", side, clause_name(self.clause.kind).name());
        add("side class", class, side);
        add("verb begins", self.lemma, kind);
        add("verb link", self.lemma, link);
        add("class begins", class, kind);
        add("begins link", kind, link);
        add("link side", link, side);
        add("link addressed", link, addressed);
        add("class link", class, link);
        add("edge begins", edge, kind);
        add("edge side", edge, side);
        add("edge clause", edge, clause_name(self.clause.kind).name());
        add("edge class", edge, class);
        add("edge finite", edge, finite);
        add("edge rest", edge, rest);
        add("finite begins", finite, kind);
        add("finite class", class, finite);
        add("length begins", length, kind);
        add("length edge", length, edge);
        add("length side", length, side);
        let passed_from = beginning.at + 1;
        let mut passed: Vec<&'static str> =
            (passed_from..end).filter_map(|at| self.edge(at).map(Edge::name)).collect();
        passed.sort_unstable();
        passed.dedup();
        for past in passed {
            add("passed begins", past, kind);
            add("passed side", past, side);
            add("passed clause", past, clause_name(self.clause.kind).name());
            add("passed edge", past, edge);
        }
        seen
    }
}
