//! SARIF 2.1.0 (OASIS), which code review tools show beside the lines of a draft. In: what was checked. Out:
//! a result a failing quotation.

use std::io::{self, Write};

use serde_json::json;

use super::renderer::Render;
use super::shared::{Check, escape_sarif, message};
use crate::read::SourcePlace;
use crate::record::{percent, write_json};
use crate::verify::says;

/// Writes the failing quotations of drafts.
pub(super) struct DraftSarif;

impl Render<Check<'_>> for DraftSarif {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let mut rules: Vec<&str> = check.checked.iter().flat_map(|c| c.failed.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        let failing = check.checked.iter().filter(|c| !c.failed.is_empty());
        let results: Vec<_> = failing
            .map(|c| {
                let mut place = json!({ "artifactLocation": { "uri": uri(&c.draft) } });
                if let Some(region) = c.place.and_then(region) {
                    place["region"] = region;
                }
                let mut location = json!({ "physicalLocation": place });
                if let Some(paragraph) = c.place.and_then(|place| place.paragraph) {
                    let name = format!("¶{paragraph}");
                    location["logicalLocations"] = json!([{ "name": name, "kind": "paragraph" }]);
                }
                json!({
                    "ruleId": c.failed[0],
                    "level": "error",
                    "message": { "text": message(c, check.articles, escape_sarif) },
                    "locations": [location],
                })
            })
            .collect();
        let rule = |id: &&str| json!({ "id": id, "shortDescription": { "text": described(id) } });
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "inquit",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(rule).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        write_json(out, &log)?;
        out.write_all(b"\n")
    }
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
        _ => "attribution",
    })
}

/// Formats a path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    percent(&path.replace('\\', "/"), b"._~-/")
}
