//! The small parts of a document → look-ups: what a style is, where a link leads, what the document is called.

use rustc_hash::FxHashMap;

use super::xml::{Tag, Visit, walk};
use crate::read::reason::DocxReason;

/// Styles that rest on each other are followed so far.
const MAX_BASES: usize = 8;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    #[default]
    Body,
    Title,
    /// From 1.
    Heading(usize),
    Quote,
}

/// The styles of paragraphs, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The name of each, and the style that it rests on.
    named: FxHashMap<String, (String, Option<String>)>,
    /// The one that is being read.
    open: Option<String>,
}

impl Styles {
    pub fn read(xml: &str) -> Result<Self, DocxReason> {
        let mut styles = Self::default();
        walk(xml, &mut styles)?;
        Ok(styles)
    }

    /// What a paragraph of a style is. Built-in styles have one name in every language of Word, while their ids differ.
    pub fn kind(&self, id: &str) -> ParagraphKind {
        let mut id = id;
        for _ in 0..MAX_BASES {
            let known = self.named.get(id);
            let kind = kind_of(known.map_or(id, |(name, _)| name));
            match known.and_then(|(_, base)| base.as_deref()) {
                Some(base) if kind == ParagraphKind::Body => id = base,
                _ => return kind,
            }
        }
        ParagraphKind::Body
    }
}

/// What the name of a style says: "heading 1", "Intense Quote".
fn kind_of(name: &str) -> ParagraphKind {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    if name == "title" {
        return ParagraphKind::Title;
    }
    let level = name.strip_prefix("heading").and_then(|level| level.parse().ok());
    match level {
        Some(level @ 1..=9) => ParagraphKind::Heading(level),
        _ if name.contains("quote") => ParagraphKind::Quote,
        _ => ParagraphKind::Body,
    }
}

impl Visit for Styles {
    fn open(&mut self, name: &str, tag: &Tag) -> bool {
        match name {
            "style" => {
                self.open = tag.value("styleId");
                if let Some(id) = &self.open {
                    self.named.insert(id.clone(), (id.clone(), None));
                }
            }
            "name" | "basedOn" => {
                let known = self.open.as_ref().and_then(|id| self.named.get_mut(id));
                if let (Some(known), Some(value)) = (known, tag.value("val")) {
                    if name == "name" { known.0 = value } else { known.1 = Some(value) }
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.open = None;
        }
    }

    fn text(&mut self, _: &str) {}
}

/// Where links lead, by their ids.
#[derive(Debug, Default)]
pub(super) struct Relations(FxHashMap<String, String>);

impl Relations {
    pub fn read(xml: &str) -> Result<Self, DocxReason> {
        let mut relations = Self::default();
        walk(xml, &mut relations)?;
        Ok(relations)
    }

    /// The address of a link.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

impl Visit for Relations {
    fn open(&mut self, name: &str, tag: &Tag) -> bool {
        let is_link = name == "Relationship" && tag.value("TargetMode").as_deref() == Some("External");
        if let (true, Some(id), Some(target)) = (is_link, tag.value("Id"), tag.value("Target")) {
            self.0.insert(id, target);
        }
        true
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// The title in the properties of a document.
pub(super) fn core_title(xml: &str) -> Option<String> {
    let mut core = Core::default();
    walk(xml, &mut core).ok()?;
    let title = core.title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

#[derive(Default)]
struct Core {
    title: String,
    inside: bool,
}

impl Visit for Core {
    fn open(&mut self, name: &str, _: &Tag) -> bool {
        self.inside = name == "title";
        true
    }

    fn close(&mut self, _: &str) {
        self.inside = false;
    }

    fn text(&mut self, text: &str) {
        if self.inside {
            self.title.push_str(text);
        }
    }
}
