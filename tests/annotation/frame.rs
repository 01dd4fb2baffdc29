//! The frame of the W3C's Web Annotations (`frame.json`): what a key may have behind it, and which keys a thing of a class has.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub struct Frame {
    context: String,
    terms: BTreeMap<String, Term>,
    not_of_the_standard: BTreeMap<String, String>,
    classes: BTreeMap<String, Class>,
    motivations: Vec<String>,
}

#[derive(Deserialize)]
struct Term {
    has: String,
}

#[derive(Deserialize)]
struct Class {
    must: Vec<String>,
    may: Vec<String>,
    /// Which classes stand behind a key.
    holds: BTreeMap<String, Vec<String>>,
}

impl Frame {
    pub fn read() -> Self {
        serde_json::from_str(include_str!("frame.json")).expect("the frame is JSON")
    }

    /// What is wrong with a document: an annotation, or a page of them.
    pub fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        let mut document = document.clone();
        let context = document.as_object_mut().and_then(|keys| keys.remove("@context"));
        if context.as_ref().and_then(Value::as_str) != Some(&self.context) {
            faults.push(format!("the context is {context:?}"));
        }
        self.thing(&document, &["Annotation".to_owned(), "AnnotationPage".to_owned()], &mut faults);
        faults
    }

    /// Looks at one thing, which must be of one of some classes.
    fn thing(&self, thing: &Value, classes: &[String], faults: &mut Vec<String>) {
        let Some(keys) = thing.as_object() else { return faults.push(format!("no object: {thing}")) };
        let untyped = || classes.first().filter(|class| class.contains(' ')).map(String::as_str);
        let name = keys.get("type").and_then(Value::as_str).or_else(untyped).unwrap_or("nothing");
        let Some(class) = classes.iter().find(|class| *class == name).and_then(|name| self.classes.get(name))
        else {
            return faults.push(format!("`{name}` where {classes:?} stand: {thing}"));
        };
        faults.extend(
            class
                .must
                .iter()
                .filter(|key| !keys.contains_key(*key))
                .map(|key| format!("{name} lacks `{key}`")),
        );
        for (key, value) in keys {
            if key != "type" && !class.must.contains(key) && !class.may.contains(key) {
                faults.push(format!("{name} has `{key}`"));
            }
            let Some(has) =
                self.terms.get(key).map(|term| &term.has).or_else(|| self.not_of_the_standard.get(key))
            else {
                faults.push(format!("`{key}` is no term"));
                continue;
            };
            match (has.as_str(), class.holds.get(key)) {
                ("nodes", Some(classes)) => {
                    let all = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
                    all.iter().for_each(|one| self.thing(one, classes, faults));
                }
                (has, _) if !self.is(has, value) => {
                    faults.push(format!("`{key}` of {name} is no {has}: {value}"))
                }
                _ => {}
            }
        }
    }

    /// True if a value is what a term has behind it.
    fn is(&self, has: &str, value: &Value) -> bool {
        match (has, value) {
            ("string", Value::String(_)) => true,
            ("count", Value::Number(number)) => number.is_u64(),
            ("class", Value::String(name)) => self.classes.contains_key(name),
            ("motivation", Value::String(name)) => self.motivations.contains(name),
            ("iri", Value::String(iri)) => {
                let scheme = iri.split(':').next().filter(|scheme| scheme.len() < iri.len());
                let is_letters =
                    |scheme: &str| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_lowercase());
                scheme.is_some_and(is_letters)
                    && !iri.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
            }
            _ => false,
        }
    }
}
