//! Paragraphs → text in Markdown.
//!
//! In: the paragraphs of a document and its notes. Out: the text, and the first byte of each paragraph. Characters that Markdown would read
//! as markup get a backslash; marks of omission and editor's brackets stay as they are, since they mean the same in both.

use super::body::{Body, DocxMark, DocxParagraph};
use super::tables::ParagraphKind;

/// The text and the first byte of each paragraph.
pub(super) fn markdown(body: &Body) -> (String, Vec<usize>) {
    let mut out = String::new();
    let mut starts = Vec::new();
    let mut before = None;
    let printed = body.paragraphs.iter().filter(|p| !p.text.trim().is_empty());
    for paragraph in printed {
        let in_quote = paragraph.kind == ParagraphKind::Quote && before == Some(ParagraphKind::Quote);
        out.push_str(match before {
            None => "",
            // Paragraphs of one block quote.
            Some(_) if in_quote => "\n>\n",
            Some(_) => "\n\n",
        });
        starts.push(out.len());
        write(paragraph, &mut out);
        before = Some(paragraph.kind);
    }
    for (number, note) in body.notes.iter().enumerate() {
        out.push_str("\n\n");
        starts.push(out.len());
        out.push_str(&format!("[^{}]: ", number + 1));
        out.push_str(&marked(note).replace('\n', " "));
    }
    out.push('\n');
    (out, starts)
}

fn write(paragraph: &DocxParagraph, out: &mut String) {
    let text = marked(paragraph);
    match paragraph.kind {
        ParagraphKind::Body => out.push_str(&text),
        ParagraphKind::Quote => out.push_str(&format!("> {}", text.replace('\n', "\n> "))),
        ParagraphKind::Title => out.push_str(&format!("# {}", text.replace('\n', " "))),
        ParagraphKind::Heading(level) => {
            out.push_str(&format!("{} {}", "#".repeat(level.min(6)), text.replace('\n', " ")));
        }
    }
}

/// The text of a paragraph with its links and the marks of its notes.
fn marked(paragraph: &DocxParagraph) -> String {
    let text = &paragraph.text;
    let mut out = String::with_capacity(text.len() + 16);
    let mut marks = paragraph.marks.iter().peekable();
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        while let Some((_, mark)) = marks.next_if(|(place, _)| *place <= at) {
            out.push_str(&sign(mark));
        }
        let next = chars.peek().map_or('\n', |(_, next)| *next);
        if is_markup(c, before, next) {
            out.push('\\');
        }
        // A control character is no text, and a form feed would part pages.
        out.push(if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c });
        before = c;
    }
    marks.for_each(|(_, mark)| out.push_str(&sign(mark)));
    // A blank line would end the paragraph.
    let lines: Vec<&str> = out.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n").trim().to_owned()
}

fn sign(mark: &DocxMark) -> String {
    match mark {
        DocxMark::Open => "[".to_owned(),
        DocxMark::Close(target) => format!("]({})", address(target)),
        DocxMark::Note(number) => format!("[^{number}]"),
    }
}

/// An address without what would end it in Markdown.
fn address(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.trim().chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// True for a character that Markdown would read as markup where it stands between two others.
fn is_markup(c: char, before: char, next: char) -> bool {
    let begins = before == '\n';
    match c {
        '\\' => next.is_ascii_punctuation(),
        '`' => true,
        '#' | '>' | '~' => begins,
        // A line of them would begin a header block.
        '-' | '+' => begins && next == c,
        // A row of them is a mark of omission, and one with blanks around it a sign.
        '*' => before != '*' && next != '*' && !(before.is_whitespace() && next.is_whitespace()),
        '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!'),
        '&' => next.is_ascii_alphabetic() || next == '#',
        '(' | '[' | ':' => before == ']',
        '^' => before == '[',
        _ => false,
    }
}
