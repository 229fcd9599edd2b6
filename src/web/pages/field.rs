//! Fields of forms: what was typed, and the error beside it.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;

use super::form_errors::FormErrors;

/// A form of which only the button matters.
#[derive(Deserialize)]
pub(super) struct EmptyForm {}

/// A field of one line.
#[derive(Debug, Clone)]
pub struct TextField {
    /// Also its name in the form.
    pub id: &'static str,
    /// What the field asks for.
    pub label: &'static str,
    /// The type of the input, such as `text` or `email`.
    pub kind: &'static str,
    /// What was typed, or what is known.
    pub value: String,
    /// What to type there; empty for what needs no hint.
    pub hint: String,
    /// What is wrong with it, in a sentence.
    pub wrong: Option<String>,
    /// Whether it must not stay empty.
    pub required: bool,
    /// The id of a list of what could be typed.
    pub list: Option<&'static str>,
    /// A pattern that browsers check while somebody types, and what it asks for. The server checks it, too.
    pub pattern: Option<(&'static str, &'static str)>,
    /// The most characters that can be typed.
    pub longest: Option<usize>,
}

impl TextField {
    /// A field for optional text, without a hint.
    #[must_use]
    pub fn new(id: &'static str, label: &'static str, value: &str) -> Self {
        let value = value.to_owned();
        let (hint, wrong, required, list, pattern, longest) = (String::new(), None, false, None, None, None);
        Self { id, label, kind: "text", value, hint, wrong, required, list, pattern, longest }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: hint.to_owned(), ..self }
    }

    /// Adds what is wrong with it, if anything is.
    #[must_use]
    pub fn checked(self, errors: &FormErrors) -> Self {
        Self { wrong: errors.of(self.id).map(str::to_owned), ..self }
    }

    /// The ids of what describes the field, for those who hear the page.
    #[must_use]
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.wrong.is_some() {
            ids.push(format!("{}-wrong", self.id));
        }
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        ids.join(" ")
    }
}

/// One of several to choose from.
#[derive(Debug, Clone)]
pub struct SelectOption {
    /// What the form sends.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// Whether it is the one that is chosen.
    pub chosen: bool,
}

impl SelectOption {
    /// A choice, which is chosen where its value is `chosen`.
    #[must_use]
    pub fn new(value: &str, name: &str, chosen: &str) -> Self {
        Self { value: value.to_owned(), name: name.to_owned(), chosen: value == chosen }
    }
}

/// Shows a page again, with what is wrong on it; nothing was changed.
pub fn refused(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response(),
        Err(error) => super::apology::failed(&error),
    }
}
