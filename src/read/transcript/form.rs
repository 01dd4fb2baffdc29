//! One form a text: takes back what the whole text shows to be no label. In: a page. Out: the page with the labels that fit together.
//!
//! A record labels its turns in one way: "Mr. RUIZ." or "RUIZ:" or "Ana Ruiz:", at the beginning of a paragraph. What looks like a label
//! of another kind, a few times, names nobody; within a paragraph it is a sentence.

use std::collections::BTreeMap;

use super::head::Certainty;
use super::label::{Label, LabelShape};
use super::page::{RecordLine, RecordPage};

/// Fewer labels like "Mr. RUIZ." are sentences.
const MIN_STOP_LABELS: usize = 3;
/// So many labels show the form of a text…
const MIN_FORM: usize = 3;
/// … where they are so many times as many as those of another form.
const TIMES: usize = 4;
/// Of the sure labels, in percent, so many behind a blank line show that all are.
const MOSTLY_APART: usize = 90;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Capitals,
    Small,
    Stop,
    Line,
    Sign,
}

fn form(label: &Label) -> Option<Form> {
    Some(match label.form {
        LabelShape::Colon if label.capitals => Form::Capitals,
        LabelShape::Colon => Form::Small,
        LabelShape::Stop => Form::Stop,
        LabelShape::Line => Form::Line,
        LabelShape::Sign => Form::Sign,
        LabelShape::Question | LabelShape::Answer | LabelShape::Voice | LabelShape::Heading => return None,
    })
}

/// Takes back what is no label, and counts names.
pub(super) fn settle(page: &mut RecordPage<'_>) {
    settle_stops(page);
    settle_answers(page);
    count_names(page);
    settle_places(page);
    settle_forms(page);
    count_names(page);
}

fn count_names(page: &mut RecordPage<'_>) {
    page.names.clear();
    for i in 0..page.lines.len() {
        let line = page.lines[i];
        if let Some(key) = line.label.and_then(|l| page.key(&line, l)) {
            *page.names.entry(key).or_default() += 1;
        }
    }
}

fn settle_stops(page: &mut RecordPage<'_>) {
    let is = |l: &RecordLine, form: LabelShape| l.label.is_some_and(|l| l.form == form);
    let stops = page.lines.iter().filter(|l| is(l, LabelShape::Stop)).count();
    // Paragraphs of a hearing are indented, the lines that continue them are not.
    let mut indents: BTreeMap<usize, usize> = BTreeMap::new();
    let sure =
        |l: &&RecordLine| is(l, LabelShape::Stop) && l.label.is_some_and(|l| l.sure >= Certainty::Likely);
    for line in page.lines.iter().filter(sure) {
        *indents.entry(line.indent).or_default() += 1;
    }
    let all: usize = indents.values().sum();
    let paragraph = indents.iter().max_by_key(|(_, count)| **count);
    let paragraph = paragraph.filter(|(indent, count)| **indent > 1 && 2 * **count > all);
    page.paragraph_indent = paragraph.map(|(indent, _)| *indent).filter(|_| stops >= MIN_STOP_LABELS);
    for i in 0..page.lines.len() {
        // A stamp on a line of its own belongs to the name above it.
        let behind = page.lines[i + 1..].iter();
        let stamp = behind.clone().next().is_some_and(|l| l.time.is_some() && l.text >= l.end);
        let next = behind.copied().find(|l| l.text < l.end);
        let wrapped = page.is_wrapped(i);
        let line = &mut page.lines[i];
        let Some(label) = &mut line.label else { continue };
        match label.form {
            _ if page.paragraph_indent.is_some_and(|indent| line.indent != indent) => line.label = None,
            LabelShape::Stop if stops < MIN_STOP_LABELS => label.sure = Certainty::Shape,
            LabelShape::Line if wrapped => line.label = None,
            // "Today, the ferry master of Port Ellis and Quay" is the first line of a paragraph.
            LabelShape::Heading if wrapped && label.count > 0 && line.text + label.words >= line.end => {
                line.label = None;
            }
            LabelShape::Line if stamp => label.sure = Certainty::Clear,
            // A name alone stands before words.
            LabelShape::Line if next.is_none_or(|n| n.label.is_some_and(|l| l.form != LabelShape::Voice)) => {
                label.sure = Certainty::Shape;
            }
            _ => {}
        }
    }
}

/// "A boat was there." is an answer only behind a question, "A. Ruiz came." only where questions are asked.
fn settle_answers(page: &mut RecordPage<'_>) {
    let asked = page.lines.iter().any(|l| l.label.is_some_and(|l| l.form == LabelShape::Question));
    let mut last = None;
    for i in 0..page.lines.len() {
        let line = &page.lines[i];
        let Some(label) = line.label else { continue };
        let unsure = label.form == LabelShape::Answer && label.sure == Certainty::Shape;
        let answers = last == Some(LabelShape::Question) && line.begins;
        let initial = !asked && label.form == LabelShape::Answer && begins_with_a_name(page, i);
        let line = &mut page.lines[i];
        if (unsure && !answers) || initial {
            line.label = None;
            continue;
        }
        if !matches!(label.form, LabelShape::Heading | LabelShape::Line) || label.sure > Certainty::Shape {
            last = Some(label.form);
        }
    }
}

/// True if two words with capitals stand behind the letter of a line: "A. Ana Ruiz came."
fn begins_with_a_name(page: &RecordPage<'_>, at: usize) -> bool {
    let line = &page.lines[at];
    let from = line.label.map_or(line.text, |l| line.text + l.words).min(line.end);
    let mut words = page.text[from..line.end].split_whitespace();
    words.by_ref().take(2).filter(|w| w.starts_with(char::is_uppercase)).count() == 2
}

/// Where turns stand apart, a label that does not is a line of a paragraph that is wrapped.
fn settle_places(page: &mut RecordPage<'_>) {
    let sure = |l: &&RecordLine| {
        l.label.is_some_and(|l| l.sure >= Certainty::Likely && l.form != LabelShape::Heading)
    };
    let all = page.lines.iter().filter(sure).count();
    let apart = page.lines.iter().filter(sure).filter(|l| l.apart).count();
    if all < MIN_FORM || 100 * apart < MOSTLY_APART * all {
        return;
    }
    for line in page.lines.iter_mut().filter(|l| !l.apart) {
        let is_loud = |l: &Label| {
            l.capitals && l.sure >= Certainty::Likely && (line.begins || l.form == LabelShape::Colon)
        };
        line.label = line.label.filter(|l| is_loud(l) || l.form == LabelShape::Voice);
    }
}

fn settle_forms(page: &mut RecordPage<'_>) {
    let mut counts = [0usize; 5];
    for line in &page.lines {
        let Some(label) = line.label else { continue };
        let sure = label.sure >= Certainty::Likely || page.count(line, label) > 1;
        if let Some(form) = form(&label).filter(|_| sure) {
            counts[form as usize] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most < MIN_FORM {
        return;
    }
    page.by_lines = counts[Form::Line as usize] == most;
    let colons = counts[Form::Capitals as usize].max(counts[Form::Small as usize]) == most;
    for i in 0..page.lines.len() {
        let line = page.lines[i];
        let Some(label) = line.label else { continue };
        // "— as you know" goes on with a sentence where turns have names.
        if label.form == LabelShape::Voice && !line.apart && !page.words(&line).starts_with('>') {
            page.lines[i].label = None;
        }
        let Some(form) = form(&label) else { continue };
        if colons && counts[form as usize] < most && is_aside(form, &label) {
            page.lines[i].label = None;
            continue;
        }
        let known = label.group || (form < Form::Stop && page.count(&line, label) > 1);
        if !known && TIMES * counts[form as usize] <= most {
            // A paragraph that begins like a turn of another form ends the turn before it.
            let unknown = Label { sure: label.sure.min(Certainty::Shape), ..label };
            page.lines[i].label = Some(unknown).filter(|_| line.apart && form != Form::Sign);
        }
    }
}

/// True for what is no label where labels have colons: "Senator Brandt. You wrote …" speaks to somebody, "COMMERCIAL BREAK" is a heading.
fn is_aside(form: Form, label: &Label) -> bool {
    match form {
        Form::Stop => !label.capitals,
        Form::Line => label.sure < Certainty::Clear,
        Form::Capitals | Form::Small | Form::Sign => false,
    }
}
