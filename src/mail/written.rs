//! What becomes of a mail's templates: a subject, a text and the same as HTML.

use askama::Template;

use super::MailError;

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// The subject, on one line.
    pub subject: String,
    /// The text for readers without HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// A PNG that the HTML shows.
    pub picture: Option<Vec<u8>>,
}

/// Whatever people have typed, on one line.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The mail of two templates.
pub(super) fn written(
    subject: String,
    text: &impl Template,
    html: &impl Template,
) -> Result<RenderedLetter, MailError> {
    let failed = |error: askama::Error| MailError::Refused(format!("the mail cannot be written: {error}"));
    let (text, html) = (text.render().map_err(failed)?, html.render().map_err(failed)?);
    Ok(RenderedLetter { subject, text: format!("{}\n", text.trim_end()), html, picture: None })
}
