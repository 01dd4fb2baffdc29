//! The prints of remarks as annotations. In: a comparison. Out: an annotation a print but the base, which links its place with that of the
//! base, with the name of the version and what a cut loses as tags, and what differs.

use std::io::{self, Write};

use serde_json::Value;

use super::shape::{AnchoredArticles, Annotation, Target, WebAnnotations, said, tag};
use crate::compare::Entry;
use crate::model::{Article, ArticleIx};
use crate::record::WordingRecord;
use crate::render::json::RemarkWriter;
use crate::render::nouns::ShownRemarks;
use crate::render::renderer::Render;
use crate::render::shared::{Unanchored, changed};
use crate::render::summary::Summary;

impl Render<ShownRemarks<'_>> for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }

    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let comparison = shown.comparison;
        let mut writer = RemarkWriter::new(comparison);
        let mut places = AnchoredArticles::default();
        for entry in &comparison.entries {
            for annotation in annotations(entry, (&mut writer, comparison.articles), &mut places) {
                self.next(out, &annotation)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

/// The annotations of a remark.
fn annotations<'a>(
    entry: &'a Entry<'a>,
    (writer, articles): (&mut RemarkWriter<'a>, &'a [Article]),
    places: &mut AnchoredArticles<'a>,
) -> Vec<Annotation> {
    let wordings = writer.wordings(entry);
    let mut place = |(ix, wording): &(ArticleIx, WordingRecord<'a>)| {
        places.target((*ix, articles.get(ix.0)?), wording.start, wording.end)
    };
    let base = wordings.get(entry.remark.base.0).and_then(&mut place);
    let Some(base) = base else { return Vec::new() };
    let others = (0..).zip(&wordings).filter(|(index, _)| *index != entry.remark.base.0);
    others.filter_map(|(_, wording)| Some(linked(&wording.1, place(wording)?, base.clone()))).collect()
}

fn linked(wording: &WordingRecord<'_>, own: Target, base: Target) -> Annotation {
    let mut bodies = vec![tag(&format!("version {}", wording.version))];
    bodies.extend(wording.clipped.iter().map(|clipped| tag(clipped.name())));
    let changes: Vec<String> = wording.changes.iter().map(changed).collect();
    let says = if changes.is_empty() { "the same words".to_owned() } else { changes.join("; ") };
    bodies.push(said("describing", &says));
    Annotation { motivation: "linking", claim: Value::Null, bodies, targets: vec![own, base] }
}
