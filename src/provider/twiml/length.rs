//! How long a call or a recording is, as the account tree says it.

use serde::Deserialize;

/// Digits in quotation marks, a number, null while the recording is made, -1 where it is not known.
#[derive(Deserialize)]
pub(super) struct Length {
    #[serde(default)]
    duration: serde_json::Value,
}

impl Length {
    /// In whole seconds.
    pub(super) fn secs(&self) -> Option<u32> {
        match &self.duration {
            serde_json::Value::String(text) => text.trim().parse().ok(),
            serde_json::Value::Number(number) => number.as_u64().and_then(|secs| u32::try_from(secs).ok()),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => None,
        }
    }
}
