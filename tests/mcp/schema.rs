//! A result against an output schema, as far as ours go: types, required keys, properties, items. In: both. Out: the first fault.

use serde_json::Value;

pub fn fault(value: &Value, schema: &Value, name: &str) -> Option<String> {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_allowed = match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(any) => any.contains(&kind.into()),
        _ => true,
    };
    if !is_allowed {
        return Some(format!("{name} is {kind}, not {}", schema["type"]));
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for key in required {
        if value.get(key).is_none() {
            return Some(format!("{name} has no {key}"));
        }
    }
    let properties = schema["properties"].as_object().into_iter().flatten();
    let inner =
        properties.filter_map(|(key, schema)| Some((value.get(key)?, schema, format!("{name}.{key}"))));
    let items =
        value.as_array().into_iter().flatten().map(|item| (item, &schema["items"], format!("{name}[]")));
    inner.chain(items).find_map(|(value, schema, name)| fault(value, schema, &name))
}
