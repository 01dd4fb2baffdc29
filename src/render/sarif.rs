//! SARIF 2.1.0 (OASIS), which code review tools show beside the lines of a draft. In: what was checked. Out: a rule for each answer that
//! fails, and a result for each failing quotation, with the sentences of the sources as its related locations.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::renderer::Render;
use super::shared::{Check, dated, escape_sarif, explained, shown_places};
use crate::corpus::Checked;
use crate::model::{Article, Evidence};
use crate::read::SourcePlace;
use crate::record::{is_web, percent, write_json};
use crate::verify::says;

/// Writes the failing quotations of drafts.
pub(super) struct DraftSarif;

impl Render<Check<'_>> for DraftSarif {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let mut rules: Vec<&str> = check.checked.iter().flat_map(|c| c.failed.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        let failing = check.checked.iter().filter(|c| !c.failed.is_empty());
        let results: Vec<Value> = failing
            .map(|c| {
                let count = seen.entry(fingerprint(c)).and_modify(|n| *n += 1).or_insert(1);
                result(c, check.articles, &rules, *count)
            })
            .collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "inquit",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|id| rule(id, env!("CARGO_PKG_REPOSITORY"))).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        write_json(out, &log)?;
        out.write_all(b"\n")
    }
}

/// The description of an answer that fails. `repository` is the address of the program's source, where its documents are; empty if it has
/// none, and then there is no address of help.
fn rule(id: &str, repository: &str) -> Value {
    let says = described(id);
    let help = format!(
        "{id}: {says}. Compare the quotation with the source's sentence in the message, and print the source's words or take the marks \
         away. The answer says what was found in the texts that were searched; it does not say that a quotation is false."
    );
    let mut rule = json!({
        "id": id,
        "shortDescription": { "text": says },
        "fullDescription": { "text": format!("A quotation of the draft is `{id}`: {says}.") },
        "help": { "text": help, "markdown": help },
        "defaultConfiguration": { "level": "error" },
        "properties": { "tags": ["quotation"] },
    });
    if is_web(repository) {
        rule["helpUri"] = format!("{repository}/blob/main/docs/verification.md").into();
    }
    rule
}

/// One failing quotation; `count` is how many times these words have failed in the draft so far.
fn result(checked: &Checked, articles: &[Article], rules: &[&str], count: usize) -> Value {
    let verdict = &checked.verdict;
    let mut place = json!({ "artifactLocation": { "uri": uri(&checked.draft) } });
    if let Some(region) = checked.place.and_then(region) {
        place["region"] = region;
    }
    let mut location = json!({ "physicalLocation": place });
    if let Some(paragraph) = checked.place.and_then(|place| place.paragraph) {
        let name = format!("¶{paragraph}");
        location["logicalLocations"] = json!([{ "name": name, "kind": "paragraph" }]);
    }
    let places = shown_places(verdict);
    let text = explained(checked, articles, escape_sarif);
    let related = (1..).zip(&places).filter_map(|(id, (_, found))| related(id, found, articles));
    json!({
        "ruleId": checked.failed[0],
        "ruleIndex": rules.binary_search(&checked.failed[0]).unwrap_or_default(),
        "level": "error",
        "message": { "text": text },
        "locations": [location],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "quotation/v1": format!("{:016x}:{count}", fingerprint(checked)) },
    })
}

/// The place of a source: its address, or its id as a relative reference.
fn related(id: usize, found: &Evidence, articles: &[Article]) -> Option<Value> {
    let article = articles.get(found.article.0)?;
    let offsets = article.offsets();
    let (start, end) = (offsets.code_point(found.span.start()), offsets.code_point(found.span.end()));
    let header = article.header();
    let to = header.url.as_deref().filter(|url| is_web(url));
    let to = to.map_or_else(|| uri(article.id()), |url| percent(url, b"._~-/:?#[]@!$&'()*+,;=%"));
    let date = dated(header);
    let mut says = vec![article.outlet_or_id()];
    says.extend(date.as_deref());
    says.extend(found.name.as_deref().or(found.speaker.map(|s| s.of(article.text()))));
    let says = says.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
    Some(json!({
        "id": id,
        "message": { "text": escape_sarif(&says) },
        "physicalLocation": {
            "artifactLocation": { "uri": to },
            "region": {
                "charOffset": start,
                "charLength": end - start,
                "snippet": { "text": found.span.of(article.text()) },
            },
        },
    }))
}

/// A number for the words of a quotation in its draft that stays the same when lines move: FNV-1a, which is defined for all time, as
/// other hash functions at hand are not.
fn fingerprint(checked: &Checked) -> u64 {
    let words = checked.verdict.claim.text.split_whitespace();
    let bytes = checked.draft.bytes().chain(words.flat_map(|word| b"\n".iter().copied().chain(word.bytes())));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A region of SARIF; unknown values are left out. A document has no lines, and so no region.
fn region(place: SourcePlace) -> Option<serde_json::Value> {
    let mut region = json!({ "startLine": place.line? });
    if let Some(column) = place.column {
        region["startColumn"] = column.into();
    }
    if let Some((line, column)) = place.end {
        region["endLine"] = line.into();
        region["endColumn"] = column.into();
    }
    Some(region)
}

/// Returns the description of an answer with this name.
fn described(id: &str) -> &'static str {
    use crate::model::{Flag, WordingClass};
    let class = WordingClass::ALL.iter().find(|w| w.name() == id).map(|w| says::wording(*w));
    let flagged = || Flag::ALL.iter().find(|f| f.name() == id).map(|f| says::flag(*f));
    class.or_else(flagged).unwrap_or(match id {
        "misattributed" => "the sources attribute the words to somebody else",
        "conflicting" => "some sources attribute the words to the claimed speaker, others do not",
        "material" => says::MATERIAL,
        "confirmed" => "a source attributes the words to the claimed speaker",
        "role-only" => "a source attributes the words to somebody with the claimed role",
        "to-principal" => "somebody said the words for, or quoting, the claimed speaker",
        "unresolved" => "no source settles who said the words",
        "here" => "the source that is named has the words",
        "elsewhere" => "another source has the words better than the one that is named",
        "unreadable" => "the source that is named could not be read, or was not given",
        "absent" => "the source that is named has other words, and so has every other source",
        "not-cited" => "no source is named",
        _ => "there is nothing to check the attribution with",
    })
}

/// Formats a path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    percent(&path.replace('\\', "/"), b"._~-/")
}
