//! Records of parliaments as XML → text and turns. In: an Akoma Ntoso debate or a file of ParlParse. Out: who said what; headings and
//! what the record itself tells are printed and nobody's.
//!
//! ```text
//! <akomaNtoso>  <TLCPerson id showAs/>  <speech by="#id"> (<from>) <p>…   <question>, <answer> alike
//! <publicwhip>  <speech speakername nospeaker> <p>…   <major-heading>, <minor-heading>, <oral-heading>
//! ```

use std::collections::BTreeMap;

use dom_smoothie::Readability;

use super::refused::root;
use crate::model::{ArticleHeader, Record, SourceKind, Span, Turn};

/// The roots of the documents that are read.
const ROOTS: [&str; 2] = ["akomaNtoso", "publicwhip"];
/// What holds words, in the order of the document.
const PARTS: &str = "speech, question, answer, heading, major-heading, minor-heading, oral-heading, narrative, scene, summary";
/// Parts that are somebody's words.
const SPOKEN: &str = "speech, question, answer";

/// What a record holds.
pub(in crate::read) struct Debate {
    pub header: ArticleHeader,
    pub text: String,
    pub record: Record,
}

/// True if a text is a record of a form that is read here.
pub(in crate::read) fn looks_like_debate(text: &str) -> bool {
    root(text.trim_start()).is_some_and(|name| ROOTS.contains(&name))
}

/// Reads a record; `None` where it has no words.
pub(in crate::read) fn debate(xml: &str) -> Option<Debate> {
    let page = Readability::new(xml, None, None).ok()?.doc;
    let own = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let mut persons: BTreeMap<String, String> = BTreeMap::new();
    for person in page.select("tlcperson").iter() {
        let id = person.attr("id").or(person.attr("eid"));
        if let (Some(id), Some(name)) = (id, person.attr("showas")) {
            persons.insert(id.to_string(), name.to_string());
        }
    }
    let (mut text, mut turns, mut title) = (String::new(), Vec::new(), None);
    for part in page.select(PARTS).iter() {
        let spoken = part.is(SPOKEN);
        let from = part.select("from");
        let by = part.attr("by").and_then(|by| persons.get(by.trim_start_matches('#')).cloned());
        let name = own(part.attr("speakername").map(|n| n.to_string()))
            .or(by)
            .or_else(|| own(Some(from.text().trim_end_matches([':', '.', ' ']).to_owned())));
        from.remove();
        let paragraphs = part.select("p");
        let all: Vec<String> = paragraphs.iter().map(|p| p.text().to_string()).collect();
        let all = if all.is_empty() { vec![part.text().to_string()] } else { all };
        let mut words = Vec::new();
        for paragraph in all {
            let plain = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            if plain.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let at = text.len();
            text.push_str(&plain);
            words.extend(Span::new(&text, at, text.len()));
        }
        if !spoken && title.is_none() && !part.is("narrative, scene, summary") {
            title = words.first().map(|span| span.of(&text).to_owned());
        }
        // Words of nobody are printed with the others.
        if spoken && name.is_some() && !words.is_empty() {
            turns.push(Turn { label: None, name, words });
        }
    }
    let date = own(page.select("frbrdate").attr("date").map(|d| d.to_string()));
    let record = Record { kind: SourceKind::Record, turns, times: Vec::new() };
    let header = ArticleHeader { title, date, ..ArticleHeader::default() };
    (!text.is_empty()).then_some(Debate { header, text, record })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(debate: &Debate) -> Vec<(Option<&str>, String)> {
        let words = |t: &Turn| t.words.iter().map(|w| w.of(&debate.text)).collect::<Vec<_>>().join(" | ");
        debate.record.turns.iter().map(|t| (t.name.as_deref(), words(t))).collect()
    }

    #[test]
    fn speeches_are_turns_and_headings_nobody_s() {
        let xml = "<?xml version=\"1.0\"?><akomaNtoso><debate><meta><references><TLCPerson id=\"ruiz\" showAs=\"Ana Ruiz\" />\
                   <TLCPerson id=\"hale\" showAs=\"Tom Hale\"/></references></meta><debateBody><debateSection><heading>The wall</heading>\
                   <speech by=\"#ruiz\"><from>Ms Ruiz</from><p>It leaks.</p><p>Mend\n it.</p></speech><scene>Noise.</scene>\
                   <answer by=\"#hale\"><p>We will.</p></answer></debateSection></debateBody></debate></akomaNtoso>";
        assert!(looks_like_debate(xml));
        let found = debate(xml).unwrap();
        assert_eq!(found.header.title.as_deref(), Some("The wall"));
        let (ruiz, hale) = ("It leaks. | Mend it.".to_owned(), "We will.".to_owned());
        assert_eq!(turns(&found), [(Some("Ana Ruiz"), ruiz), (Some("Tom Hale"), hale)]);
        let xml = "<publicwhip><major-heading id=\"1\">The wall</major-heading><speech id=\"2\" speakername=\"Ana Ruiz\"><p>It leaks.</p></speech>\
                   <speech id=\"3\" nospeaker=\"true\"><p>The House divided.</p></speech></publicwhip>";
        let found = debate(xml).unwrap();
        assert_eq!(turns(&found), [(Some("Ana Ruiz"), "It leaks.".to_owned())]);
        assert!(found.text.ends_with("The House divided."));
        assert!(debate("<publicwhip></publicwhip>").is_none() && !looks_like_debate("<html>"));
    }
}
