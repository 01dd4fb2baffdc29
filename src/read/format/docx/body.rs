//! The part with the text, or with the notes → paragraphs.
//!
//! In: XML of WordprocessingML. Out: paragraphs as text, with the places of links and notes. Runs are joined by being appended to their
//! paragraph, so that a word that Word has split is whole before anything reads it.
//!
//! ```text
//! out        comments, field codes, properties as they were before a change, the second form of a drawing, hidden text
//! changes    of `ins`, `moveTo` and `del`, `moveFrom` one pair is passed over; so are rows, and the ends of paragraphs are joined
//! tables     a row is a paragraph, its cells parted by tabs; the paragraphs of a row of one cell stay paragraphs
//! boxes      the paragraphs of a text box stand behind the one that it is fixed to
//! ```

use rustc_hash::FxHashMap;

use super::tables::{ParagraphKind, Relations, Styles};
use super::xml::{Tag, Visit, walk};
use crate::read::format::source::Revisions;
use crate::read::reason::DocxReason;

/// What stands at a place of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DocxMark {
    /// A link begins.
    Open,
    /// It ends; where it leads.
    Close(String),
    /// The mark of a note, by its number from 1.
    Note(usize),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct DocxParagraph {
    pub kind: ParagraphKind,
    pub text: String,
    /// In order, each before the character at its byte.
    pub marks: Vec<(usize, DocxMark)>,
    /// True if the end of the paragraph is no end in the version that is read.
    is_open: bool,
}

impl DocxParagraph {
    fn append(&mut self, other: DocxParagraph, between: &str) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (at + shift, mark)));
    }
}

/// Whether a note stands at the foot of its page or behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A note, as the text refers to it.
type NoteId = (NoteKind, String);

/// A document.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub paragraphs: Vec<DocxParagraph>,
    /// The notes in the order in which the text has their marks.
    pub notes: Vec<DocxParagraph>,
    /// What the marks refer to, in the same order.
    referred: Vec<NoteId>,
}

impl Body {
    /// The first title, else the first heading of the first level.
    pub fn title(&self) -> Option<String> {
        let first = |kind| self.paragraphs.iter().find(|p| p.kind == kind && !p.text.trim().is_empty());
        let found = first(ParagraphKind::Title).or_else(|| first(ParagraphKind::Heading(1)))?;
        Some(found.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Takes the notes that the text refers to; one that is missing is empty.
    pub fn number_notes(&mut self, notes: Vec<(NoteId, DocxParagraph)>) {
        let mut notes: FxHashMap<NoteId, DocxParagraph> = notes.into_iter().collect();
        self.notes = self.referred.iter().map(|id| notes.remove(id).unwrap_or_default()).collect();
    }
}

/// What the parts beside a part say.
pub(super) struct Companions<'c> {
    pub styles: &'c Styles,
    pub links: &'c Relations,
    pub revisions: Revisions,
}

/// Reads the part with the text.
pub(super) fn read(xml: &str, context: &Companions) -> Result<Body, DocxReason> {
    let mut reader = Reader::new(context);
    walk(xml, &mut reader)?;
    reader.end();
    Ok(Body { paragraphs: reader.done, notes: Vec::new(), referred: reader.referred })
}

/// Reads a part with notes: each by its id, as one paragraph.
pub(super) fn notes(xml: &str, context: &Companions) -> Result<Vec<(String, DocxParagraph)>, DocxReason> {
    let mut reader = Reader::new(context);
    walk(xml, &mut reader)?;
    Ok(reader.notes)
}

/// A field: its code, and where its result begins.
#[derive(Default)]
struct Field {
    code: String,
    is_link: bool,
}

/// A row of a table.
#[derive(Default)]
struct Row {
    cells: Vec<Vec<DocxParagraph>>,
    is_gone: bool,
}

struct Reader<'c> {
    context: &'c Companions<'c>,
    done: Vec<DocxParagraph>,
    notes: Vec<(String, DocxParagraph)>,
    referred: Vec<NoteId>,
    /// The open paragraphs: more than one within a text box.
    open: Vec<DocxParagraph>,
    /// Paragraphs of text boxes of the open one.
    boxed: Vec<DocxParagraph>,
    /// A paragraph whose end was taken back.
    carried: Option<DocxParagraph>,
    rows: Vec<Row>,
    fields: Vec<Field>,
    /// The targets of the open links.
    links: Vec<Option<String>>,
    /// Whether each open run is hidden.
    hidden: Vec<bool>,
    /// The note that is read.
    note: Option<String>,
    /// True within the properties of a paragraph, where a mark means its end.
    in_properties: bool,
    /// True within those of the mark at its end.
    in_mark: bool,
    in_row_properties: bool,
    in_text: bool,
    in_code: bool,
}

/// Elements that hold nothing to read.
const PASSED: [&str; 15] = [
    "Fallback",
    "fldData",
    "sdtPr",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
    "rt",
    "delInstrText",
    "tabs",
];

impl<'c> Reader<'c> {
    fn new(context: &'c Companions<'c>) -> Self {
        Self {
            context,
            done: Vec::new(),
            notes: Vec::new(),
            referred: Vec::new(),
            open: Vec::new(),
            boxed: Vec::new(),
            carried: None,
            rows: Vec::new(),
            fields: Vec::new(),
            links: Vec::new(),
            hidden: Vec::new(),
            note: None,
            in_properties: false,
            in_mark: false,
            in_row_properties: false,
            in_text: false,
            in_code: false,
        }
    }

    /// True for the mark of a change whose words the version that is read does not have.
    fn is_gone(&self, name: &str) -> bool {
        match self.context.revisions {
            Revisions::Accepted => matches!(name, "del" | "moveFrom"),
            Revisions::Original => matches!(name, "ins" | "moveTo"),
        }
    }

    fn push(&mut self, text: &str) {
        let is_hidden = self.hidden.last().copied().unwrap_or_default();
        if let Some(paragraph) = self.open.last_mut().filter(|_| !is_hidden) {
            paragraph.text.push_str(text);
        }
    }

    fn mark(&mut self, mark: DocxMark) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.marks.push((paragraph.text.len(), mark));
        }
    }

    fn open_link(&mut self, target: Option<String>) {
        if target.is_some() {
            self.mark(DocxMark::Open);
        }
        self.links.push(target);
    }

    fn close_link(&mut self) {
        let Some(target) = self.links.pop().flatten() else { return };
        let Some(paragraph) = self.open.last_mut() else { return };
        let at = paragraph.text.len();
        // A link without words is none.
        let begun = unclosed(&paragraph.marks);
        match begun {
            Some(begun) if paragraph.marks[begun].0 == at => drop(paragraph.marks.remove(begun)),
            Some(_) => paragraph.marks.push((at, DocxMark::Close(target))),
            // It began in another paragraph.
            None => {}
        }
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        // A link that goes on in the next paragraph leads there too; here it is closed.
        while let Some(last) = unclosed(&paragraph.marks) {
            paragraph.marks.remove(last);
        }
        if let Some(mut before) = self.carried.take_if(|_| self.open.is_empty()) {
            before.kind = paragraph.kind;
            let is_open = paragraph.is_open;
            before.append(paragraph, "");
            paragraph = DocxParagraph { is_open, ..before };
        }
        if !self.open.is_empty() {
            self.boxed.push(paragraph);
        } else if paragraph.is_open {
            self.carried = Some(paragraph);
        } else {
            self.emit(paragraph);
            for boxed in std::mem::take(&mut self.boxed) {
                self.emit(boxed);
            }
        }
    }

    /// A paragraph goes to its note, its cell, or the text.
    fn emit(&mut self, paragraph: DocxParagraph) {
        if let Some((_, note)) = self.notes.last_mut().filter(|_| self.note.is_some()) {
            note.append(paragraph, " ");
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            cell.push(paragraph);
        } else {
            self.done.push(paragraph);
        }
    }

    fn close_row(&mut self) {
        let Some(mut row) = self.rows.pop().filter(|row| !row.is_gone) else { return };
        if row.cells.len() == 1 {
            for paragraph in row.cells.remove(0) {
                self.emit(paragraph);
            }
            return;
        }
        let mut whole = DocxParagraph::default();
        for (i, cell) in row.cells.into_iter().enumerate() {
            if i > 0 {
                whole.text.push('\t');
            }
            let mut words = DocxParagraph::default();
            cell.into_iter().for_each(|paragraph| words.append(paragraph, " "));
            whole.append(words, "");
        }
        self.emit(whole);
    }

    /// What is left open at the end of the part.
    fn end(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.emit(paragraph);
        }
    }

    fn field(&mut self, tag: &Tag) {
        match tag.value("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let target = self.fields.last().and_then(|field| link_of(&field.code));
                if let Some(field) = self.fields.last_mut().filter(|_| target.is_some()) {
                    field.is_link = true;
                    self.open_link(target);
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.is_link) => self.close_link(),
            _ => {}
        }
    }

    fn note_mark(&mut self, kind: NoteKind, tag: &Tag) {
        let Some(id) = tag.value("id").map(|id| (kind, id)) else { return };
        // A note has one mark; a second one would mean the same.
        let known = self.referred.iter().rev().take(NEAR_NOTES).position(|known| *known == id);
        let number = known.map_or(self.referred.len() + 1, |back| self.referred.len() - back);
        if known.is_none() {
            self.referred.push(id);
        }
        self.mark(DocxMark::Note(number));
    }

    /// Elements within a run that stand for characters.
    fn sign(&mut self, name: &str, tag: &Tag) {
        match name {
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "sym" => {
                let code = tag.value("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                // Signs of private fonts have no character.
                let sign = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
                if let Some(sign) = sign {
                    self.push(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => self.note_mark(NoteKind::Foot, tag),
            "endnoteReference" => self.note_mark(NoteKind::End, tag),
            "fldChar" => self.field(tag),
            _ => {}
        }
    }

    /// Elements within the properties of a paragraph, a run or a row.
    fn property(&mut self, name: &str, tag: &Tag) {
        let is_gone = self.is_gone(name);
        match name {
            "pStyle" => {
                let kind = tag.value("val").map(|id| self.context.styles.kind(&id)).unwrap_or_default();
                self.open.last_mut().into_iter().for_each(|p| p.kind = kind);
            }
            "vanish" if !self.in_properties && tag.is_on() => {
                self.hidden.last_mut().into_iter().for_each(|hidden| *hidden = true);
            }
            _ if is_gone && self.in_row_properties => {
                self.rows.last_mut().into_iter().for_each(|row| row.is_gone = true);
            }
            "rPr" => self.in_mark = true,
            _ if is_gone && self.in_mark => self.open.last_mut().into_iter().for_each(|p| p.is_open = true),
            _ => {}
        }
    }
}

/// Marks of notes before one that are looked at for the same one.
const NEAR_NOTES: usize = 100;

/// The address in the code of a field: `HYPERLINK "https://a.example" \o "tip"`.
fn link_of(code: &str) -> Option<String> {
    let behind = code.trim().strip_prefix("HYPERLINK")?.trim_start();
    let target = behind.strip_prefix('"')?.split('"').next()?;
    (!target.is_empty()).then(|| target.to_owned())
}

impl Visit for Reader<'_> {
    fn open(&mut self, name: &str, tag: &Tag) -> bool {
        if self.in_properties || self.in_row_properties {
            self.property(name, tag);
            return !PASSED.contains(&name);
        }
        if PASSED.contains(&name) || self.is_gone(name) {
            return false;
        }
        match name {
            "p" => self.open.push(DocxParagraph::default()),
            "pPr" => self.in_properties = true,
            "trPr" => self.in_row_properties = true,
            "tr" => self.rows.push(Row::default()),
            "tc" => self.rows.last_mut().into_iter().for_each(|row| row.cells.push(Vec::new())),
            "r" => self.hidden.push(false),
            "vanish" => self.property(name, tag),
            "t" | "delText" => self.in_text = true,
            "instrText" => self.in_code = true,
            "hyperlink" => {
                let target = tag.value("id").and_then(|id| self.context.links.target(&id).map(str::to_owned));
                self.open_link(target);
            }
            "fldSimple" => self.open_link(tag.value("instr").and_then(|code| link_of(&code))),
            "footnote" | "endnote" => {
                // Lines that part the notes from the text have a type.
                let id = tag.value("id").filter(|_| tag.value("type").is_none_or(|kind| kind == "normal"));
                self.notes.extend(id.clone().map(|id| (id, DocxParagraph::default())));
                self.note = id;
            }
            _ => self.sign(name, tag),
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.in_properties = false,
            "rPr" => self.in_mark = false,
            "trPr" => self.in_row_properties = false,
            _ if self.in_properties || self.in_row_properties => {}
            "p" => self.close_paragraph(),
            "tr" => self.close_row(),
            "r" => drop(self.hidden.pop()),
            "t" | "delText" => self.in_text = false,
            "instrText" => self.in_code = false,
            "hyperlink" | "fldSimple" => self.close_link(),
            "footnote" | "endnote" => {
                self.end();
                self.note = None;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        } else if let Some(field) = self.fields.last_mut().filter(|_| self.in_code) {
            field.code.push_str(text);
        }
    }
}

/// The last link of a paragraph that is still open.
fn unclosed(marks: &[(usize, DocxMark)]) -> Option<usize> {
    let mut closed = 0_usize;
    marks.iter().rposition(|(_, mark)| match mark {
        DocxMark::Close(_) => {
            closed += 1;
            false
        }
        DocxMark::Open if closed > 0 => {
            closed -= 1;
            false
        }
        DocxMark::Open => true,
        DocxMark::Note(_) => false,
    })
}
