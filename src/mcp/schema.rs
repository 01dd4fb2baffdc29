//! Arguments against a schema. In: the JSON schema of a tool, and what a model gives. Out: nothing, or what is wrong, which value, and what
//! would be right.
//!
//! The schemas in `tools.json` are what clients show to models, so they are also what holds: a limit is stated once. Known here is what those
//! schemas use: types, keys, lengths, ranges, lists of values, dates.

use jiff::civil::Date;
use serde_json::{Map, Value};

/// What of a wrong value is shown.
const SHOWN: usize = 60;

/// Checks a value.
///
/// # Errors
/// What is wrong with the first part of it that is.
pub(super) fn check(value: &Value, schema: &Value) -> Result<(), String> {
    part(value, schema, "")
}

fn part(value: &Value, schema: &Value, name: &str) -> Result<(), String> {
    let types = schema.get("type");
    if types.is_some_and(|types| !is_of(value, types)) {
        let wanted = types.map(list).unwrap_or_default();
        return Err(format!("{} is {}; give {wanted}{}", called(name), shown(value), told(schema)));
    }
    if let Some(Value::Array(values)) = schema.get("enum")
        && !values.contains(value)
    {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        return Err(format!("{} is {}; give one of {}", called(name), shown(value), values.join(", ")));
    }
    match value {
        Value::Object(keys) => object(keys, schema, name),
        Value::Array(items) => array(items, schema, name),
        Value::String(text) => string(text, schema, name),
        Value::Number(_) => number(value, schema, name),
        _ => Ok(()),
    }
}

fn object(keys: &Map<String, Value>, schema: &Value, name: &str) -> Result<(), String> {
    let Some(Value::Object(known)) = schema.get("properties") else { return Ok(()) };
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    if let Some(unknown) = keys.keys().find(|key| is_closed && !known.contains_key(*key)) {
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        return Err(format!(
            "{} is unknown; the keys here are {}",
            called(&below(name, unknown)),
            names.join(", ")
        ));
    }
    let mut needed =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    if let Some(key) = needed.find(|key| !keys.contains_key(*key)) {
        let hint = known.get(key).map(told).unwrap_or_default();
        return Err(format!("{} is missing; it has to be given{hint}", called(&below(name, key))));
    }
    keys.iter().try_for_each(|(key, value)| match known.get(key) {
        Some(schema) => part(value, schema, &below(name, key)),
        None => Ok(()),
    })
}

fn array(items: &[Value], schema: &Value, name: &str) -> Result<(), String> {
    bounds((items.len(), "item"), ("minItems", "maxItems"), schema, name)?;
    let Some(of) = schema.get("items") else { return Ok(()) };
    items.iter().enumerate().try_for_each(|(i, item)| part(item, of, &format!("{name}[{i}]")))
}

fn string(text: &str, schema: &Value, name: &str) -> Result<(), String> {
    bounds((text.chars().count(), "character"), ("minLength", "maxLength"), schema, name)?;
    if schema.get("format").and_then(Value::as_str) == Some("date") && text.parse::<Date>().is_err() {
        let text = shown(&Value::from(text));
        return Err(format!("{} is {text}; give a day as YYYY-MM-DD", called(name)));
    }
    Ok(())
}

fn number(value: &Value, schema: &Value, name: &str) -> Result<(), String> {
    let limit = |key: &str| schema.get(key).and_then(Value::as_i64);
    let given = value.as_i64().unwrap_or(i64::MAX);
    let (least, most) = (limit("minimum"), limit("maximum"));
    if least.is_none_or(|least| given >= least) && most.is_none_or(|most| given <= most) {
        return Ok(());
    }
    let least = least.map(|n| format!(" from {n}")).unwrap_or_default();
    let most = most.map(|n| format!(" up to {n}")).unwrap_or_default();
    Err(format!("{} is {}; give a whole number{least}{most}", called(name), shown(value)))
}

/// Fails if there are too few or too many of something.
fn bounds(
    (count, noun): (usize, &str),
    (least, most): (&str, &str),
    schema: &Value,
    name: &str,
) -> Result<(), String> {
    let limit = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let has = |n: usize| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    if let Some(least) = limit(least).filter(|least| count < *least) {
        return Err(format!("{} has {}; give at least {}", called(name), has(count), has(least)));
    }
    match limit(most).filter(|most| count > *most) {
        Some(most) => Err(format!("{} has {}; give at most {}", called(name), has(count), has(most))),
        None => Ok(()),
    }
}

fn is_of(value: &Value, types: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        _ => true,
    };
    match types {
        Value::Array(any) => any.iter().filter_map(Value::as_str).any(is),
        one => one.as_str().is_none_or(is),
    }
}

fn list(types: &Value) -> String {
    let article = |name: &str| match name {
        "integer" => "a whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => "a list".to_owned(),
        "object" => "an object".to_owned(),
        other => format!("a {other}"),
    };
    match types {
        Value::Array(any) => {
            any.iter().filter_map(Value::as_str).map(article).collect::<Vec<_>>().join(" or ")
        }
        one => one.as_str().map(article).unwrap_or_default(),
    }
}

/// What the schema says of a value in words.
fn told(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).map(|text| format!(": {text}")).unwrap_or_default()
}

fn below(name: &str, key: &str) -> String {
    if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") }
}

fn called(name: &str) -> String {
    let name: String = name.chars().take(SHOWN).collect();
    if name.is_empty() { "the arguments".to_owned() } else { format!("`{name}`") }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        other => {
            let text = other.to_string();
            let cut: String = text.chars().take(SHOWN).collect();
            if cut.len() < text.len() { format!("{cut}…") } else { cut }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn wrong(value: &Value, schema: &Value) -> String {
        check(value, schema).expect_err("the value is wrong")
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        let quote = json!({"type": "object", "additionalProperties": false, "required": ["text"], "properties": {
            "text": {"type": "string", "minLength": 1, "maxLength": 4, "description": "the words"},
            "date": {"type": "string", "format": "date"},
            "around": {"type": "integer", "minimum": 0, "maximum": 9},
            "style": {"type": "string", "enum": ["lenient", "strict"]}}});
        let schema = json!({"type": "object", "required": ["quotes"], "properties": {
            "quotes": {"type": "array", "minItems": 1, "maxItems": 2, "items": quote}}});
        let of = |quote: Value| wrong(&json!({"quotes": [quote]}), &schema);
        assert_eq!(wrong(&json!([]), &schema), "the arguments is a list; give an object");
        assert_eq!(wrong(&json!({}), &schema), "`quotes` is missing; it has to be given");
        assert_eq!(wrong(&json!({"quotes": []}), &schema), "`quotes` has 0 items; give at least 1 item");
        assert_eq!(of(json!({})), "`quotes[0].text` is missing; it has to be given: the words");
        assert_eq!(of(json!({"text": 7})), "`quotes[0].text` is 7; give a string: the words");
        assert_eq!(
            of(json!({"text": "ééééé"})),
            "`quotes[0].text` has 5 characters; give at most 4 characters"
        );
        assert_eq!(
            of(json!({"text": "a", "date": "May"})),
            "`quotes[0].date` is \"May\"; give a day as YYYY-MM-DD"
        );
        assert_eq!(
            of(json!({"text": "a", "around": 10})),
            "`quotes[0].around` is 10; give a whole number from 0 up to 9"
        );
        assert_eq!(of(json!({"text": "a", "around": 1.5})), "`quotes[0].around` is 1.5; give a whole number");
        assert_eq!(
            of(json!({"text": "a", "style": "kind"})),
            "`quotes[0].style` is \"kind\"; give one of \"lenient\", \"strict\""
        );
        assert_eq!(
            of(json!({"text": "a", "speakers": "b"})),
            "`quotes[0].speakers` is unknown; the keys here are around, date, style, text"
        );
        let good = json!({"text": "éééé", "date": "2024-05-03", "around": 9, "style": "strict"});
        assert_eq!(check(&json!({"quotes": [good]}), &schema), Ok(()));
    }
}
