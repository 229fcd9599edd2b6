//! Fields of records as people read them, on pages and in files.

use serde_json::Value;

/// The name of a field for people.
#[must_use]
pub fn in_words(name: &str) -> String {
    name.replace('_', " ")
}

/// A value for people.
#[must_use]
pub fn value_in_words(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => "empty".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(value_in_words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{}: {}", in_words(name), value_in_words(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_and_values_are_written_for_people() {
        assert_eq!(in_words("pin_min"), "pin min");
        for (value, words) in [
            (json!(null), "none"),
            (json!(true), "yes"),
            (json!(false), "no"),
            (json!(6), "6"),
            (json!(""), "empty"),
            (json!("optional"), "optional"),
            (json!([]), "none"),
            (json!([1, "a"]), "1, a"),
            (json!({ "b_c": [] }), "b c: none"),
        ] {
            assert_eq!(value_in_words(&value), words);
        }
    }
}
