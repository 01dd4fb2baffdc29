//! A part of a document → its elements, one after the other.
//!
//! In: XML. Out: calls of a [`Visit`], with local names, so that strict OOXML, whose namespaces are others, is read too. No entities but the
//! five of XML and character references are expanded, and no document type is read.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::limits::PART_DEPTH;
use crate::read::reason::DocxReason;

/// What is done with elements.
pub(super) trait Visit {
    /// An element begins. False: what is in it is passed over, and its end is not told.
    fn open(&mut self, name: &str, tag: &Tag) -> bool;
    /// An element that was entered ends.
    fn close(&mut self, name: &str);
    /// Characters.
    fn text(&mut self, text: &str);
}

/// The beginning of an element.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// The value of an attribute, by its local name.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let mut all = all.with_checks(false).flatten();
        let found = all.find(|a| a.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// Whether an element that switches something on, switches it on: it may say `0`, `false` or `off`.
    pub fn is_on(&self) -> bool {
        self.value("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// Walks over a part.
///
/// # Errors
/// [`DocxReason`], for what is not well formed, too deep, or has a document type.
pub(super) fn walk(xml: &str, visitor: &mut impl Visit) -> Result<(), DocxReason> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    // Depth of the element that is open, and of the one that is passed over.
    let (mut depth, mut passed) = (0usize, None);
    loop {
        let event = reader.read_event().map_err(|error| DocxReason::Broken { reason: error.to_string() })?;
        match event {
            Event::Start(_) if depth == PART_DEPTH => return Err(DocxReason::Deep { most: PART_DEPTH }),
            Event::Start(tag) => {
                depth += 1;
                let tag = Tag(tag);
                if passed.is_none() && !visitor.open(tag.0.local_name().as_ref(), &tag) {
                    passed = Some(depth);
                }
            }
            Event::End(tag) => {
                if passed.is_none() {
                    visitor.close(tag.local_name().as_ref());
                }
                passed = passed.filter(|from| *from != depth);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if passed.is_none() => visitor.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) if passed.is_none() => {
                visitor.text(&text.xml_content(XmlVersion::Implicit1_0))
            }
            Event::GeneralRef(name) if passed.is_none() => visitor.text(&referred(name)),
            Event::DocType(_) => return Err(DocxReason::DocType),
            Event::Eof if depth > 0 => {
                return Err(DocxReason::Broken { reason: "it ends inside an element".to_owned() });
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The character that a reference stands for; nothing for an entity that XML does not have.
fn referred(name: BytesRef) -> String {
    let sign = name.resolve_char_ref().ok().flatten().map(String::from);
    sign.unwrap_or_else(|| resolve_xml_entity(&name.into_inner()).unwrap_or_default().to_owned())
}
