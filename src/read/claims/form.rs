//! One object → a claim. In: the object, in our form or in that of another program, told by its keys. Out: a [`ClaimLine`], or what is
//! wrong with it.
//!
//! ```text
//! claim, speaker, date, source, start, end      our own lines and verdicts
//! cited_text, document_title, document_index    citations of Claude
//! text, document_ids                            citations of Cohere; start and end are places in the answer
//! target.selector.exact, target.source          Web Annotation
//! body                                          what our own annotation of a verdict says was claimed
//! ```

use jiff::civil::Date;
use serde_json::{Value, json};

use super::line::{ClaimLine, no_claim};
use crate::model::{AttributionClass, Claim, ClaimId, Reference, WordingClass};
use crate::record::addressed;

/// What an object calls itself.
pub fn id(value: &Value) -> Option<ClaimId> {
    match value.get("id")? {
        Value::Number(number) => number.as_i64().map(ClaimId::Number),
        Value::String(text) => Some(ClaimId::Text(text.clone())),
        _ => None,
    }
}

/// Reads an object.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn claim(value: Value, line: u64) -> Result<ClaimLine, String> {
    if !value.is_object() {
        return Err(no_claim("not an object"));
    }
    let id = id(&value);
    let value = match judged(&value) {
        Some(claim) => labelled(claim, &value),
        None => value,
    };
    let (words, cited) = if value.get("claim").is_some() {
        (text(&value, "claim")?, own_source(&value)?)
    } else if value.get("cited_text").is_some() {
        (text(&value, "cited_text")?, claude(&value)?)
    } else if let Some(ids) = value.get("document_ids") {
        (text(&value, "text")?, names(ids).map(Reference::named).collect())
    } else if let Some(target) = value.get("target") {
        annotated(&value, target)?
    } else {
        return Err(no_claim("missing field `claim`"));
    };
    let words = words.ok_or_else(|| no_claim("missing field `claim`"))?;
    if !words.contains(char::is_alphanumeric) {
        return Err("the claim has no words; give those that are claimed".to_owned());
    }
    let date = text(&value, "date")?;
    if let Some(date) =
        date.as_deref().filter(|d| d.len() != "2024-05-03".len() || d.parse::<Date>().is_err())
    {
        return Err(format!("`{date}` is not a whole day, as in 2024-05-03"));
    }
    let is_ours = value.get("claim").is_some();
    let claim = Claim { text: words, speaker: text(&value, "speaker")?, date, cited, ..Claim::default() };
    Ok(ClaimLine {
        id,
        line,
        claim,
        style: known(&value, "style", ["strict", "lenient"].into_iter())?,
        wording: known(&value, "wording", WordingClass::ALL.iter().map(|c| c.name()))?,
        attribution: known(&value, "attribution", AttributionClass::ALL.iter().map(|c| c.name()))?,
        draft: if is_ours { None } else { pair(&value, "start", "end") },
    })
}

/// The words behind a key; `None` if it is missing, null or empty.
fn text(value: &Value, key: &str) -> Result<Option<String>, String> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words.clone()).filter(|words| !words.trim().is_empty())),
        Some(_) => Err(no_claim(&format!("`{key}` is not a string"))),
    }
}

/// A name of an answer or of a style, which must be known.
fn known(
    value: &Value,
    key: &str,
    mut names: impl Iterator<Item = &'static str> + Clone,
) -> Result<Option<String>, String> {
    let Some(given) = text(value, key)? else { return Ok(None) };
    if names.clone().any(|name| name == given) {
        return Ok(Some(given));
    }
    let first = names.next().unwrap_or_default().to_owned();
    let all = names.fold(first, |all, name| format!("{all}, {name}"));
    Err(format!("`{given}` is not a valid {key}; the answers are {all}"))
}

/// Two counts; those of a table are words.
fn pair(value: &Value, start: &str, end: &str) -> Option<(usize, usize)> {
    let count = |key: &str| match value.get(key)? {
        Value::String(digits) => digits.trim().parse().ok(),
        other => usize::try_from(other.as_u64()?).ok(),
    };
    count(start).zip(count(end))
}

/// The strings of a list, or the one string.
fn names(value: &Value) -> impl Iterator<Item = &str> {
    value.as_str().into_iter().chain(value.as_array().into_iter().flatten().filter_map(Value::as_str))
}

/// The source of our own lines. In a verdict `source` is the answer, and `cited.as` the reference.
fn own_source(value: &Value) -> Result<Vec<Reference>, String> {
    let is_verdict = value.get("type").and_then(Value::as_str) == Some("verdict");
    let named: Vec<&str> = match value.get(if is_verdict { "cited" } else { "source" }) {
        None | Some(Value::Null) => Vec::new(),
        Some(cited) if is_verdict => cited.get("as").map(|name| names(name).collect()).unwrap_or_default(),
        Some(source) => names(source).collect(),
    };
    let stored: Vec<_> = pair(value, "start", "end").into_iter().collect();
    Ok(named
        .into_iter()
        .filter(|n| !n.is_empty())
        .map(|name| Reference { stored: stored.clone(), ..Reference::named(name) })
        .collect())
}

fn claude(value: &Value) -> Result<Vec<Reference>, String> {
    let number = value.get("document_index").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let title = text(value, "document_title")?;
    let written = title.clone().or(number.map(|n| n.to_string()));
    let stored = pair(value, "start_char_index", "end_char_index").into_iter().collect();
    let names = title.into_iter().collect();
    // Its documents are counted from 0, ours from 1.
    let reference =
        |written| Reference { written, names, number: number.map(|n| n + 1), stored, ..Reference::default() };
    Ok(written.map(reference).into_iter().collect())
}

/// True for an annotation that we wrote, for a reason in a word of the standard.
fn is_ours(value: &Value, motivation: &str) -> bool {
    value.pointer("/generator/name").and_then(Value::as_str) == Some(env!("CARGO_PKG_NAME"))
        && value.get("motivation").and_then(Value::as_str) == Some(motivation)
}

/// The claim of an annotation that we wrote of a verdict, as a line of our own: the target is the evidence, or the place in a draft. `None`
/// for other annotations.
fn judged(value: &Value) -> Option<Value> {
    let bodies = value.get("body")?.as_array().filter(|_| is_ours(value, "assessing"))?;
    let said = |format: &str| {
        let describes = |body: &&Value| {
            let of = |key: &str| body.get(key).and_then(Value::as_str);
            of("purpose") == Some("describing") && of("format") == Some(format)
        };
        bodies.iter().find(describes)?.get("value")?.as_str()
    };
    let whole = said("application/json").and_then(|json| serde_json::from_str::<Value>(json).ok());
    let whole = whole.filter(|whole| whole.get("claim").is_some());
    whole.or_else(|| Some(json!({"claim": said("text/plain")?})))
}

/// A claim with the labels that somebody put beside the annotation.
fn labelled(mut claim: Value, annotation: &Value) -> Value {
    for key in ["style", "wording", "attribution"] {
        if let (Some(keys), Some(label)) = (claim.as_object_mut(), annotation.get(key)) {
            keys.insert(key.to_owned(), label.clone());
        }
    }
    claim
}

/// The words and the source of an annotation. The targets of one that we wrote of a quotation are its pieces; of several targets of others the
/// first counts.
fn annotated(value: &Value, target: &Value) -> Result<(Option<String>, Vec<Reference>), String> {
    let pieces = match target {
        Value::Array(all) if is_ours(value, "identifying") => all.as_slice(),
        Value::Array(all) => all.get(..1).unwrap_or_default(),
        one => std::slice::from_ref(one),
    };
    let found: Vec<TargetWords<'_>> = pieces.iter().filter_map(TargetWords::of).collect();
    if found.is_empty() || found.len() < pieces.len() {
        return Err(no_claim("no selector of the target has `exact`"));
    }
    let words: Vec<&str> = found.iter().map(|piece| piece.exact).collect();
    let stored = found.iter().map(|piece| piece.place).collect::<Option<Vec<_>>>().unwrap_or_default();
    let source = found.iter().find_map(|piece| piece.source);
    let source = source.map(|name| Reference { stored, ..Reference::named(addressed(name)) });
    Ok((Some(words.join(" ")), source.into_iter().collect()))
}

/// What a target says.
struct TargetWords<'v> {
    exact: &'v str,
    place: Option<(usize, usize)>,
    source: Option<&'v str>,
}

impl<'v> TargetWords<'v> {
    /// `None` without words.
    fn of(target: &'v Value) -> Option<Self> {
        let selectors = target.get("selector")?;
        let selectors = selectors.as_array().map_or_else(|| std::slice::from_ref(selectors), Vec::as_slice);
        let exact = selectors.iter().find_map(|s| s.get("exact")?.as_str())?;
        let place = selectors.iter().find_map(|s| pair(s, "start", "end"));
        let source = target.get("source").and_then(|s| s.as_str().or_else(|| s.get("id")?.as_str()));
        Some(Self { exact, place, source })
    }
}
