//! Quotations as annotations. In: an article with its quotations. Out: an annotation a quotation, with a target for each of its pieces in
//! their order; speaker, verb and kind as tags, and the records of `extract` as JSON.

use std::io::{self, Write};

use serde_json::Value;

use super::shape::{Annotation, Target, WebAnnotations, body, tag};
use crate::record::{Extract, QuotationRecord, quotations, write_quotation};
use crate::render::renderer::Render;
use crate::render::shared::{Anchors, Unanchored, name};
use crate::render::summary::Summary;

impl Render<Extract<'_>> for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }

    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        let anchors = Anchors::of(extract.article);
        for index in extract.shown {
            let one = Extract { shown: &[*index], ..*extract };
            if let Some(annotation) = annotation(&one, &anchors)? {
                out.write_all(self.between())?;
                self.annotation(out, &annotation)?;
            }
        }
        Ok(())
    }

    fn separator(&self) -> &'static [u8] {
        self.between()
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

/// The annotation of one quotation; `None` without a piece.
fn annotation(one: &Extract<'_>, anchors: &Anchors<'_>) -> io::Result<Option<Annotation>> {
    let (mut targets, mut tags, mut records) = (Vec::new(), Vec::new(), Vec::new());
    quotations(one, |record| {
        if let Some(place) = anchors.place(record.start, record.end) {
            targets.push(Target::new(one.article, anchors, place));
        }
        if records.is_empty() {
            tags = tagged(record);
        }
        let mut bytes = Vec::new();
        write_quotation(&mut bytes, record);
        records.push(body("describing", "application/json", &String::from_utf8_lossy(&bytes)));
        Ok::<(), io::Error>(())
    })?;
    tags.append(&mut records);
    let annotation = Annotation { motivation: "identifying", claim: Value::Null, bodies: tags, targets };
    Ok((!annotation.targets.is_empty()).then_some(annotation))
}

/// Who said it, with which verb, and how it is quoted.
fn tagged(record: &QuotationRecord<'_>) -> Vec<Value> {
    let speaker =
        record.speaker.as_ref().and_then(|speaker| speaker.name.as_ref().or(speaker.mention.as_ref()));
    let verb = record.cue.as_ref().map(|cue| &cue.lemma);
    let named = [speaker, verb].into_iter().flatten().map(|word| tag(word));
    named.chain([tag(&name(&record.kind))]).collect()
}
