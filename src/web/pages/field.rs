//! Fields of forms: what was typed, and the mistake beside it.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;

use super::form_errors::FormErrors;

/// A form of which only the button matters.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// A field of one line.
#[derive(Debug, Clone)]
pub struct TextField {
    /// Also its name in the form.
    pub id: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    pub value: String,
    pub hint: String,
    pub wrong: Option<String>,
    pub required: bool,
    /// The id of a list of what could be typed.
    pub list: Option<&'static str>,
}

impl TextField {
    #[must_use]
    pub fn new(id: &'static str, label: &'static str, value: &str) -> Self {
        let value = value.to_owned();
        Self { id, label, kind: "text", value, hint: String::new(), wrong: None, required: false, list: None }
    }

    #[must_use]
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: hint.to_owned(), ..self }
    }

    /// With what is wrong with it, if anything is.
    #[must_use]
    pub fn checked(self, errors: &FormErrors) -> Self {
        Self { wrong: errors.of(self.id).map(str::to_owned), ..self }
    }

    /// What describes the field, for those who hear the page.
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

/// One of several.
#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

impl Choice {
    #[must_use]
    pub fn new(value: &str, name: &str, chosen: &str) -> Self {
        Self { value: value.to_owned(), name: name.to_owned(), chosen: value == chosen }
    }
}

/// A page again, with what is wrong on it; nothing was changed.
pub fn refused(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response(),
        Err(error) => super::error::failed(&error).into_response(),
    }
}
