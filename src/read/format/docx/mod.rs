//! A Word document → text in Markdown.
//!
//! In: the bytes of a `.docx` file, and whether its tracked changes are taken or refused. Out: its text, its title, and where each paragraph
//! begins.
//!
//! ```text
//! package   bytes → parts      the entries below `word/` and `docProps/`, within limits
//! xml       part  → elements   one walk for every part, within a depth
//! tables    parts → look-ups   styles, targets of links, the title
//! body      part  → paragraphs runs joined, tracked changes, fields, notes, tables, text boxes
//! write     paragraphs → text  headings, block quotes, links and footnotes as Markdown has them
//! ```
//!
//! Markdown is what the readers of drafts know: a link keeps its target, a footnote its text, a block quote its bounds. What Word has as
//! plain characters and Markdown would read as markup gets a backslash.

mod body;
mod package;
mod tables;
mod write;
mod xml;

use crate::read::format::source::Revisions;
use crate::read::reason::DocxReason;
use package::Package;
use tables::{Relations, Styles};

pub(in crate::read) use package::other_zip;

/// A document as text.
#[derive(Debug)]
pub(in crate::read) struct Docx {
    /// In Markdown.
    pub text: String,
    pub title: Option<String>,
    /// The first byte of each paragraph of the text.
    pub paragraphs: Vec<usize>,
}

/// Reads a document.
///
/// # Errors
/// [`DocxReason`], for what is no document, or a broken one, or one beyond the limits.
pub(in crate::read) fn docx(bytes: &[u8], revisions: Revisions) -> Result<Docx, DocxReason> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part().ok_or(DocxReason::NoDocument)?;
    let styles = package.part(&beside(&main, "styles.xml"))?;
    let styles = styles.map_or_else(|| Ok(Styles::default()), |xml| Styles::read(&xml))?;
    let xml = package.part(&main)?.ok_or(DocxReason::NoDocument)?;
    let links = relations(&mut package, &main)?;
    let mut body = body::read(&xml, &body::Companions { styles: &styles, links: &links, revisions })?;
    let mut notes = Vec::new();
    for (kind, name) in [(body::NoteKind::Foot, "footnotes.xml"), (body::NoteKind::End, "endnotes.xml")] {
        let part = beside(&main, name);
        let Some(xml) = package.part(&part)? else { continue };
        let links = relations(&mut package, &part)?;
        let context = body::Companions { styles: &styles, links: &links, revisions };
        notes.extend(body::notes(&xml, &context)?.into_iter().map(|(id, note)| ((kind, id), note)));
    }
    body.number_notes(notes);
    let title = match body.title() {
        Some(title) => Some(title),
        None => package.part("docProps/core.xml")?.and_then(|xml| tables::core_title(&xml)),
    };
    let (text, paragraphs) = write::markdown(&body);
    Ok(Docx { text, title, paragraphs })
}

/// The part of a name in the folder of another one.
fn beside(part: &str, name: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{name}")
}

/// The targets of the links of a part.
fn relations(package: &mut Package, part: &str) -> Result<Relations, DocxReason> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let xml = package.part(&format!("{folder}/_rels/{name}.rels"))?;
    xml.map_or_else(|| Ok(Relations::default()), |xml| Relations::read(&xml))
}
