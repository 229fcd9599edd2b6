//! The wording of the call, from the Fluent files under `prompts/` and recorded clips beside them.

use super::utterance::Line;

#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    #[error("prompts/{language}/call.ftl has no message {message}")]
    NoMessage { language: &'static str, message: String },
}

/// How a line is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    Text(String),
    /// A recorded clip, as a path below the clips' folder: `en/greeting.wav`.
    Clip(String),
}

/// Every prompt in every language.
#[derive(Debug)]
pub struct Script;

impl Script {
    /// # Errors
    /// When a message is missing or its arguments do not fit.
    pub fn word(&self, line: &Line) -> Result<Wording, ScriptError> {
        Err(ScriptError::NoMessage { language: line.language.code(), message: line.utterance.message().to_owned() })
    }
}
