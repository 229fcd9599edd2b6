//! One Fluent file of one language.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use super::Phrase;
use crate::{dialog::script::embedded, domain::language::Language};

/// Why the words of a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are the parts of the sentence above each")]
pub enum WordsError {
    /// A language lacks a file that another one has.
    #[error("prompts/{0}/{1}.ftl is missing")]
    NoFile(Language, &'static str),
    /// The file breaks the syntax of Fluent.
    #[error("prompts/{language}/{file}.ftl cannot be read: {reason}")]
    NotFluent { language: Language, file: &'static str, reason: String },
    /// Something has no words in this language.
    #[error("prompts/{language}/{file}.ftl has no message {message}")]
    NoMessage { language: Language, file: &'static str, message: String },
    /// A message has no value, or Fluent could not put it together with its arguments.
    #[error("prompts/{language}/{file}.ftl: message {message} cannot be worded: {reason}")]
    BadMessage { language: Language, file: &'static str, message: String, reason: String },
    /// A message never says something that the reader needs to know.
    #[error("prompts/{language}/{file}.ftl: message {message} leaves out ${argument}")]
    LeftOut { language: Language, file: &'static str, message: String, argument: &'static str },
}

/// The messages of one file in one language.
pub struct Catalog {
    language: Language,
    file: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Catalog {
    /// The file as it is built into the program.
    ///
    /// # Errors
    /// When it is missing, or no Fluent.
    pub fn embedded(language: Language, file: &'static str) -> Result<Self, WordsError> {
        let source = embedded::source(&format!("{language}/{file}.ftl"));
        Self::new(language, file, source.ok_or(WordsError::NoFile(language, file))?)
    }

    /// A file of this text.
    ///
    /// # Errors
    /// When it is no Fluent, or has a message twice.
    pub fn new(language: Language, file: &'static str, source: String) -> Result<Self, WordsError> {
        let not_fluent = |reason| WordsError::NotFluent { language, file, reason };
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| not_fluent(super::list(&errors)))?;
        let mut bundle = FluentBundle::new(vec![language.tag().parse().unwrap_or_default()]);
        // Pages mark what may run in another direction themselves.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| not_fluent(super::list(&errors)))?;
        Ok(Self { language, file, bundle })
    }

    /// The language of the file.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A message that takes no values.
    ///
    /// # Errors
    /// When it is missing, or asks for a value.
    pub fn text(&self, part: &str, name: &str) -> Result<String, WordsError> {
        self.worded(&message_of(part, name), &[])
    }

    /// A message with a hole for each of these values.
    ///
    /// # Errors
    /// When it is missing, asks for another value, or leaves one out.
    pub fn phrase(&self, part: &str, name: &str, values: &[&'static str]) -> Result<Phrase, WordsError> {
        self.phrase_that_may_leave_out(part, name, values, "")
    }

    /// The same for a message that need not say one of the values: of one thing there is no number to be said.
    ///
    /// # Errors
    /// When it is missing, asks for another value, or leaves another one out.
    pub fn phrase_that_may_leave_out(
        &self,
        part: &str,
        name: &str,
        values: &[&'static str],
        unsaid: &str,
    ) -> Result<Phrase, WordsError> {
        let (message, language, file) = (message_of(part, name), self.language, self.file);
        let text = self.worded(&message, values)?;
        let left_out =
            values.iter().enumerate().find(|(nth, name)| **name != unsaid && !text.contains(Phrase::hole(*nth)));
        match left_out {
            Some((_, argument)) => Err(WordsError::LeftOut { language, file, message, argument }),
            None => Ok(Phrase(text)),
        }
    }

    fn worded(&self, message: &str, values: &[&'static str]) -> Result<String, WordsError> {
        let (language, file) = (self.language, self.file);
        let pattern = self.bundle.get_message(message).and_then(|found| found.value());
        let pattern = pattern.ok_or_else(|| WordsError::NoMessage { language, file, message: message.to_owned() })?;
        let holes = values.iter().enumerate().map(|(nth, name)| (*name, Phrase::hole(nth).to_string()));
        let holes: FluentArgs<'_> = holes.collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&holes), &mut errors).into_owned();
        if errors.is_empty() {
            return Ok(text);
        }
        let (message, reason) = (message.to_owned(), super::list(&errors));
        Err(WordsError::BadMessage { language, file, message, reason })
    }
}

fn message_of(part: &str, name: &str) -> String {
    format!("{part}-{}", name.replace('_', "-"))
}
