//! JSON against the schemas of `openapi.json`. In: a value, a schema, the document. Out: what does not fit, with its place.
//!
//! It knows the keywords that the document uses and fails on any other, so that a keyword is never passed over in silence. `just openapi`
//! asks the validator of Python as well, also whether the document itself is sound.

use serde_json::Value;

/// What of `value` does not fit `schema`; empty if all does.
pub fn misfits(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    look(document, schema, (value, "$"), &mut out);
    out
}

fn look(document: &Value, schema: &Value, (value, at): (&Value, &str), out: &mut Vec<String>) {
    let keywords = schema.as_object().expect("a schema is an object");
    let fits = |schema: &Value| {
        let mut misfits = Vec::new();
        look(document, schema, (value, at), &mut misfits);
        misfits
    };
    for (keyword, wanted) in keywords {
        let wrong: bool = match keyword.as_str() {
            "$ref" => {
                let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                out.extend(fits(document.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}"))));
                false
            }
            "allOf" => {
                wanted.as_array().unwrap().iter().for_each(|part| out.extend(fits(part)));
                false
            }
            "oneOf" => {
                let tried: Vec<_> = wanted.as_array().unwrap().iter().map(fits).collect();
                let hold = tried.iter().filter(|misfits| misfits.is_empty()).count();
                if hold == 0 {
                    out.extend(tried.into_iter().flatten());
                }
                hold != 1
            }
            "type" => !types(wanted).iter().any(|name| is(value, name)),
            "const" => value != wanted,
            "enum" => !wanted.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_some_and(|n| n < wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_some_and(|n| n > wanted.as_f64().unwrap()),
            "maxItems" => value.as_array().is_some_and(|all| all.len() as u64 > wanted.as_u64().unwrap()),
            "required" => {
                let lacks = |name: &&Value| value.is_object() && value.get(name.as_str().unwrap()).is_none();
                out.extend(wanted.as_array().unwrap().iter().filter(lacks).map(|n| format!("{at}: no {n}")));
                false
            }
            "properties" => {
                for (name, part) in wanted.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        look(document, part, (value, &format!("{at}.{name}")), out);
                    }
                }
                false
            }
            "additionalProperties" => {
                assert_eq!(wanted, &Value::Bool(false));
                let known = &keywords["properties"];
                value.as_object().is_some_and(|all| all.keys().any(|name| known.get(name).is_none()))
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    look(document, wanted, (value, &format!("{at}[{index}]")), out);
                }
                false
            }
            "default" | "description" => false,
            other => panic!("the keyword {other} is not known here"),
        };
        if wrong {
            out.push(format!("{at}: {keyword} {wanted} does not hold of {value}"));
        }
    }
}

fn types(wanted: &Value) -> Vec<&str> {
    wanted
        .as_str()
        .into_iter()
        .chain(wanted.as_array().into_iter().flatten().filter_map(Value::as_str))
        .collect()
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type {other}"),
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let document = serde_json::json!({"parts": {"n": {"type": "integer", "minimum": 0}}});
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"type": "array", "items": {"$ref": "#/parts/n"}}, "b": {"oneOf": [{"type": "null"}, {"enum": ["x"]}]}},
    });
    let told = |value: Value| misfits(&document, &schema, &value).len();
    assert_eq!(told(serde_json::json!({"a": [0, 7], "b": null})), 0);
    for wrong in [
        serde_json::json!({}),
        serde_json::json!([]),
        serde_json::json!({"a": [-1]}),
        serde_json::json!({"a": ["0"]}),
        serde_json::json!({"a": [], "b": "y"}),
        serde_json::json!({"a": [], "c": 1}),
    ] {
        assert_ne!(told(wrong.clone()), 0, "{wrong}");
    }
}
