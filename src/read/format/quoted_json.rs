//! Articles of which a corpus of quotations kept only the quotations and the words around them → text. In: an object. Out: a paragraph for
//! each quotation, the words around it outside of marks; `None` for an object of another form.
//!
//! ```text
//! quotes[]       pre, quote, post                               GDELT's Global Quotation Graph; lang, url
//! quotations[]   leftContext, quotation, rightContext           Quotebank, an article a line; articleID
//! ```
//!
//! Whom Quotebank believes to have spoken is not our finding and is left out. A quotation that a record has twice counts once.

use rustc_hash::FxHashSet;
use serde_json::Value;

/// What an object holds.
pub(super) struct QuotedParts {
    pub text: String,
    /// The id of the article: its number, else its address.
    pub id: Option<String>,
    /// The name of its language, where the corpus has it.
    pub language: Option<String>,
}

/// The lists, and what their members call the words before a quotation, its own and those behind it.
const FORMS: [(&str, [&str; 3]); 2] =
    [("quotes", ["pre", "quote", "post"]), ("quotations", ["leftContext", "quotation", "rightContext"])];

/// Reads an object that has quotations.
pub(super) fn read(whole: &Value) -> Option<QuotedParts> {
    let form = |(list, keys)| Some((whole.get(list)?.as_array()?, keys));
    let (quotes, keys) = FORMS.into_iter().find_map(form)?;
    let (mut text, mut seen) = (String::new(), FxHashSet::default());
    for quote in quotes {
        let [before, own, behind] =
            keys.map(|key| quote.get(key).and_then(Value::as_str).unwrap_or_default().trim());
        if own.is_empty() || !seen.insert(own) {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let parts = [before, " “", own, "”", if behind.starts_with(is_word) { " " } else { "" }, behind];
        text.push_str(parts.concat().trim_start());
    }
    let own = |key: &str| whole.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = own("articleID").or_else(|| own("url"));
    (!text.is_empty()).then(|| QuotedParts { text, id, language: own("lang") })
}

/// True for what stands behind a quotation with a blank between.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '"' | '—' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<QuotedParts> {
        super::read(&serde_json::from_str(json).ok()?)
    }

    #[test]
    fn a_quotation_is_a_paragraph() {
        let graph = r#"{"url":"https://post.example/1","lang":"ENGLISH","quotes":[{"pre":"Ana Ruiz said on Friday:","quote":"It leaks.","post":"She left."},
            {"pre":"","quote":"Mend it","post":", she said."},{"pre":"again","quote":"Mend it","post":""}]}"#;
        let found = read(graph).unwrap();
        assert_eq!(found.text, "Ana Ruiz said on Friday: “It leaks.” She left.\n\n“Mend it”, she said.");
        assert_eq!(found.id.as_deref(), Some("https://post.example/1"));
        assert_eq!(found.language.as_deref(), Some("ENGLISH"));
        let bank = r#"{"articleID":"2024-05-03-000001","quotations":[{"leftContext":"Ana Ruiz said :","quotation":"It leaks .","rightContext":"Nobody","globalTopSpeaker":"Tom Hale"}]}"#;
        let found = read(bank).unwrap();
        assert_eq!(found.text, "Ana Ruiz said : “It leaks .” Nobody");
        assert_eq!((found.id.as_deref(), found.language), (Some("2024-05-03-000001"), None));
        assert!(read(r#"{"quotes":[]}"#).is_none() && read(r#"{"quotes":"none"}"#).is_none());
    }
}
