//! Web Annotations (W3C), for whoever wants the wordings of a remark beside the pages that print them. In: a comparison. Out: one
//! `AnnotationPage` of JSON-LD with an annotation a print, which links its place with the place of the base.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::json::RemarkWriter;
use super::nouns::ShownRemarks;
use super::renderer::Render;
use super::shared::{Anchors, changed};
use super::summary::Summary;
use crate::compare::Entry;
use crate::model::{Article, ArticleIx};
use crate::record::{WordingRecord, is_web, percent, write_json};

/// What the ids of annotations and the addresses of articles without one begin with.
const URN: &str = "urn:inquit:";

/// Writes the prints of remarks.
#[derive(Default)]
pub(super) struct RemarkAnnotations {
    written: usize,
}

impl Render<ShownRemarks<'_>> for RemarkAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[",
        )
    }

    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let comparison = shown.comparison;
        let mut writer = RemarkWriter::new(comparison);
        let mut places = AnchoredArticles { articles: comparison.articles, anchors: FxHashMap::default() };
        for entry in &comparison.entries {
            for annotation in annotations(entry, &mut writer, &mut places) {
                out.write_all(if self.written > 0 { b",\n" } else { b"\n" })?;
                write_json(out, &annotation)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

/// The annotations of a remark: one for each print but the base itself.
fn annotations<'a>(
    entry: &'a Entry<'a>,
    writer: &mut RemarkWriter<'a>,
    places: &mut AnchoredArticles<'a>,
) -> Vec<Value> {
    let wordings = writer.wordings(entry);
    let base = wordings.get(entry.remark.base.0).and_then(|base| places.target(base));
    let Some(base) = base else { return Vec::new() };
    let others = (0..).zip(&wordings).filter(|(index, _)| *index != entry.remark.base.0);
    others.filter_map(|(_, wording)| Some(annotation(&wording.1, places.target(wording)?, &base))).collect()
}

fn annotation(wording: &WordingRecord<'_>, own: Value, base: &Value) -> Value {
    // No time of the run is in it, so that the same articles give the same ids.
    let key = json!(["linking", own, base]).to_string();
    let tag = |value: &str| json!({"type": "TextualBody", "purpose": "tagging", "value": value});
    let mut bodies = vec![tag(&format!("version {}", wording.version))];
    bodies.extend(wording.clipped.iter().map(|clipped| tag(clipped.name())));
    let changes: Vec<String> = wording.changes.iter().map(changed).collect();
    let says = if changes.is_empty() { "the same words".to_owned() } else { changes.join("; ") };
    bodies
        .push(json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says}));
    json!({
        "id": format!("{URN}{:016x}", xxh3_64(key.as_bytes())),
        "type": "Annotation",
        "motivation": "linking",
        "generator": {"type": "Software", "name": "inquit", "version": env!("CARGO_PKG_VERSION")},
        "body": bodies,
        "target": [own, base],
    })
}

/// The articles, each with what is known of the places in it.
struct AnchoredArticles<'a> {
    articles: &'a [Article],
    anchors: FxHashMap<ArticleIx, Anchors<'a>>,
}

impl<'a> AnchoredArticles<'a> {
    /// The place of a wording.
    fn target(&mut self, (ix, wording): &(ArticleIx, WordingRecord<'a>)) -> Option<Value> {
        let article = self.articles.get(ix.0)?;
        let url = article.header().url.as_deref().filter(|url| is_web(url));
        let source = url.map_or_else(|| format!("{URN}{}", percent(article.id(), b"._~-/")), str::to_owned);
        let anchors = self.anchors.entry(*ix).or_insert_with(|| Anchors::new(article.text()));
        let place = anchors.place(wording.start, wording.end)?;
        Some(json!({"source": source, "selector": anchors.selectors(place)}))
    }
}
