//! What an annotation is, and how it is written. In: why it was made, what is said, the places. Out: JSON-LD, a line or a part of a page.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Article, ArticleIx, Span};
use crate::record::{URN, address, is_web, write_json};
use crate::render::look::Look;
use crate::render::shared::{Anchors, Unanchored};

/// What says which words the keys are.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What parts the annotations of a page.
const COMMA: &[u8] = b",\n";

/// Writes annotations.
#[derive(Default)]
pub(in crate::render) struct WebAnnotations {
    /// All as one page.
    page: bool,
    written: usize,
    pub(super) unanchored: Unanchored,
}

impl WebAnnotations {
    pub fn new(look: Look) -> Self {
        Self { page: look.page, ..Self::default() }
    }

    pub(super) fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.page {
            return Ok(());
        }
        writeln!(out, "{{\"@context\":\"{CONTEXT}\",\"type\":\"AnnotationPage\",\"items\":[")
    }

    /// Writes an annotation that follows on those before it.
    pub(super) fn next(&mut self, out: &mut dyn Write, annotation: &Annotation) -> io::Result<()> {
        if self.written > 0 {
            out.write_all(self.between())?;
        }
        self.annotation(out, annotation)
    }

    pub(super) fn annotation(&mut self, out: &mut dyn Write, annotation: &Annotation) -> io::Result<()> {
        self.written += 1;
        self.unanchored.local += usize::from(annotation.targets.iter().any(|target| target.is_local));
        let mut value = annotation.value();
        if self.page {
            return write_json(out, &value);
        }
        value["@context"] = CONTEXT.into();
        write_json(out, &value)?;
        out.write_all(b"\n")
    }

    pub(super) fn between(&self) -> &'static [u8] {
        if self.page { COMMA } else { b"" }
    }

    pub(super) fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.page { out.write_all(b"\n]}\n") } else { Ok(()) }
    }
}

/// Something said of places.
pub(super) struct Annotation {
    /// Why it was made, in a word of the standard.
    pub motivation: &'static str,
    /// What is claimed; null where nothing is.
    pub claim: Value,
    pub bodies: Vec<Value>,
    pub targets: Vec<Target>,
}

impl Annotation {
    fn value(&self) -> Value {
        // No time of the run is in the id, so that the same articles give the same ids.
        let places: Vec<Value> =
            self.targets.iter().map(|target| json!([target.source, target.points])).collect();
        let key = json!([self.motivation, places, self.claim]).to_string();
        let targets: Vec<Value> = self
            .targets
            .iter()
            .map(|target| json!({"source": target.source, "selector": target.selectors}))
            .collect();
        json!({
            "id": format!("{URN}{:016x}", xxh3_64(key.as_bytes())),
            "type": "Annotation",
            "motivation": self.motivation,
            "generator": {"type": "Software", "name": "inquit", "version": env!("CARGO_PKG_VERSION")},
            "body": self.bodies,
            "target": targets,
        })
    }
}

/// A place in an article.
#[derive(Clone)]
pub(super) struct Target {
    source: String,
    /// True if nothing of the web is named.
    is_local: bool,
    points: [usize; 2],
    selectors: Value,
}

impl Target {
    pub fn new(article: &Article, anchors: &Anchors<'_>, place: Span) -> Self {
        Self {
            source: address(article),
            is_local: !article.header().url.as_deref().is_some_and(is_web),
            points: anchors.points(place),
            selectors: anchors.selectors(place),
        }
    }
}

/// What is known of the places in some articles.
#[derive(Default)]
pub(super) struct AnchoredArticles<'a>(FxHashMap<ArticleIx, Anchors<'a>>);

impl<'a> AnchoredArticles<'a> {
    /// The place between two code points of the article with this index.
    pub fn target(
        &mut self,
        (ix, article): (ArticleIx, &'a Article),
        start: usize,
        end: usize,
    ) -> Option<Target> {
        let anchors = self.0.entry(ix).or_insert_with(|| Anchors::of(article));
        let place = anchors.place(start, end)?;
        Some(Target::new(article, anchors, place))
    }
}

/// A body of words.
pub(super) fn body(purpose: &str, format: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": format, "value": value})
}

/// Words of the program itself.
pub(super) fn said(purpose: &str, value: &str) -> Value {
    let mut said = body(purpose, "text/plain", value);
    said["language"] = "en".into();
    said
}

pub(super) fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": value})
}
