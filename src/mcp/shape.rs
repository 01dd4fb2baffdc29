//! Results of a size that a model can read. In: a result with a list in it. Out: the same within [`MOST`] bytes; what was cut is told, with
//! how to ask for the rest.
//!
//! Details go first, then items from the end of the list. The words to print (`use`) are never cut: half of them would be other words.

use serde_json::{Map, Value};

/// The bytes of a result as JSON.
pub(super) const MOST: usize = 20_000;
/// The pieces of evidence of a verdict.
const EVIDENCE: usize = 3;
/// The code points of a sentence around evidence.
const SENTENCE: usize = 400;
/// The code points of a claim that is only repeated, once space is short.
const CLAIM: usize = 200;

/// What can be left out of an item, the least needed first.
pub(super) type Slimmer = fn(&mut Map<String, Value>);

/// How a list is cut.
pub(super) struct Cutting<'c> {
    /// The key of the list.
    pub list: &'static str,
    /// What is left out of all items, one after the other, until all fit.
    pub slimmers: &'c [Slimmer],
    /// How to ask for the rest, given how many items are left of how many.
    pub rest: &'c dyn Fn(usize, usize) -> String,
}

/// Makes a result fit.
pub(super) fn fit(mut result: Map<String, Value>, cutting: &Cutting<'_>) -> Map<String, Value> {
    let Some(Value::Array(mut items)) = result.remove(cutting.list) else { return result };
    let all = items.len();
    let room = MOST.saturating_sub(size(&Value::Object(result.clone())) + cutting.list.len() + 600);
    let fits = |items: &[Value]| items.iter().map(|item| size(item) + 1).sum::<usize>() <= room;
    let mut is_cut = false;
    for slim in cutting.slimmers {
        if fits(&items) {
            break;
        }
        is_cut = true;
        items.iter_mut().filter_map(Value::as_object_mut).for_each(slim);
    }
    let mut held = 0;
    let kept = items.iter().take_while(|item| {
        held += size(item) + 1;
        held <= room
    });
    let kept = kept.count();
    items.truncate(kept);
    if is_cut || kept < all {
        result.insert("truncated".to_owned(), true.into());
        result.insert("rest".to_owned(), (cutting.rest)(kept, all).into());
    }
    result.insert(cutting.list.to_owned(), items.into());
    result
}

/// The bytes of a value as JSON.
pub(super) fn size(value: &Value) -> usize {
    // A value can always be written.
    serde_json::to_vec(value).map_or(usize::MAX, |bytes| bytes.len())
}

/// A verdict as every result has it: what it rests on, within reason.
pub(super) fn verdict(verdict: &mut Map<String, Value>) {
    // The result says once what was searched, and in which form.
    for key in ["searched", "schema", "type", "id"] {
        verdict.remove(key);
    }
    let evidence = verdict.get_mut("evidence").and_then(Value::as_array_mut);
    if let Some(evidence) = evidence {
        evidence.truncate(EVIDENCE);
        evidence.iter_mut().for_each(short_sentence);
    }
    if let Some(nearest) = verdict.get_mut("nearest") {
        short_sentence(nearest);
    }
}

/// Cuts the sentence of evidence, so that its words are in it; its place says what is left of it.
fn short_sentence(evidence: &mut Value) {
    let at = evidence.get("start").and_then(Value::as_u64).unwrap_or_default();
    let Some(Value::Object(sentence)) = evidence.get_mut("sentence") else { return };
    let text: Vec<char> = sentence.get("text").and_then(Value::as_str).unwrap_or_default().chars().collect();
    if text.len() <= SENTENCE {
        return;
    }
    let begin = sentence.get("start").and_then(Value::as_u64).unwrap_or_default();
    let before = usize::try_from(at.saturating_sub(begin)).unwrap_or_default();
    let from = if before < SENTENCE / 2 { 0 } else { before.min(text.len() - SENTENCE) };
    let cut: String = text[from..from + SENTENCE].iter().collect();
    let start = begin + from as u64;
    sentence.insert("text".to_owned(), cut.into());
    sentence.insert("start".to_owned(), start.into());
    sentence.insert("end".to_owned(), (start + SENTENCE as u64).into());
}

/// Leaves of a verdict's evidence the piece that decides.
pub(super) fn one_piece(verdict: &mut Map<String, Value>) {
    for key in ["evidence", "changes"] {
        if let Some(list) = verdict.get_mut(key).and_then(Value::as_array_mut) {
            list.truncate(1);
        }
    }
    verdict.remove("nearest");
}

/// Leaves of a verdict the answers and the words to print.
pub(super) fn answers_only(verdict: &mut Map<String, Value>) {
    for key in ["evidence", "changes"] {
        verdict.insert(key.to_owned(), Value::Array(Vec::new()));
    }
    for key in ["cited", "decides", "form", "speaker_kind", "nearest"] {
        verdict.remove(key);
    }
    if let Some(Value::String(claim)) = verdict.get_mut("claim")
        && let Some((end, _)) = claim.char_indices().nth(CLAIM)
    {
        claim.truncate(end);
        claim.push('…');
    }
}

/// Leaves of a remark its wordings.
pub(super) fn wordings_only(remark: &mut Map<String, Value>) {
    for key in ["paraphrases", "apart"] {
        remark.remove(key);
    }
    for wording in wordings(remark).into_iter().flatten().filter_map(Value::as_object_mut) {
        for key in ["sentence", "addressee", "via", "title", "time", "quotation"] {
            wording.remove(key);
        }
    }
}

/// Leaves of a remark some of its wordings: the first of each version, as far as there is room.
pub(super) fn few_wordings(remark: &mut Map<String, Value>) {
    const FEW: usize = 12;
    let Some(list) = wordings(remark) else { return };
    let mut seen = Vec::new();
    list.retain(|wording| {
        let text = wording.get("text").cloned();
        let is_new = seen.len() < FEW && !seen.contains(&text);
        if is_new {
            seen.push(text);
        }
        is_new
    });
    // Their places are others now.
    remark.remove("accounts");
}

fn wordings(remark: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    remark.get_mut("wordings").and_then(Value::as_array_mut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cut(items: usize, length: usize) -> Map<String, Value> {
        let item = json!({"ok": true, "claim": "é".repeat(length), "evidence": ["a".repeat(300)], "changes": [], "use": "b"});
        let result = json!({"verdicts": vec![item; items], "searched": {"articles": 1}});
        let Value::Object(result) = result else { panic!("an object") };
        let slimmers: &[Slimmer] = &[answers_only];
        let rest = |kept: usize, all: usize| format!("{kept} of {all}");
        fit(result, &Cutting { list: "verdicts", slimmers, rest: &rest })
    }

    #[test]
    fn details_go_before_items_and_what_is_cut_is_told() {
        let whole = cut(10, 100);
        assert_eq!((whole["verdicts"].as_array().map(Vec::len), whole.get("truncated")), (Some(10), None));
        let slim = cut(50, 50);
        assert_eq!(slim["verdicts"].as_array().map(Vec::len), Some(50));
        assert_eq!((&slim["truncated"], &slim["rest"]), (&true.into(), &"50 of 50".into()));
        assert_eq!(slim["verdicts"][0]["evidence"], json!([]));
        let few = cut(90, 4000);
        let kept = few["verdicts"].as_array().map_or(0, Vec::len);
        assert!(kept > 20 && kept < 90, "{kept}");
        assert_eq!(few["rest"], format!("{kept} of 90"));
        for result in [whole, slim, few] {
            assert!(size(&Value::Object(result)) <= MOST);
        }
    }

    #[test]
    fn a_long_sentence_keeps_the_words_and_says_its_place() {
        for (at, start) in [(100, 100), (150, 100), (1000, 700), (500, 500)] {
            let text: String = ('a'..='z').cycle().take(1000).collect();
            let mut evidence = json!({"start": at, "sentence": {"start": 100, "end": 1100, "text": text}});
            short_sentence(&mut evidence);
            let sentence = &evidence["sentence"];
            assert_eq!((&sentence["start"], &sentence["end"]), (&json!(start), &json!(start + 400)), "{at}");
            let cut: String = text.chars().skip(start - 100).take(400).collect();
            assert_eq!(sentence["text"], cut);
        }
    }

    #[test]
    fn of_many_wordings_the_first_of_each_version_stays() {
        let wording = |i: usize| json!({"text": format!("version {}", i % 20), "outlet": i});
        let mut remark = json!({"wordings": (0..60).map(wording).collect::<Vec<_>>(), "accounts": []});
        few_wordings(remark.as_object_mut().unwrap());
        let outlets: Vec<_> =
            remark["wordings"].as_array().unwrap().iter().map(|w| w["outlet"].clone()).collect();
        assert_eq!(outlets, (0..12).map(Value::from).collect::<Vec<_>>());
    }
}
