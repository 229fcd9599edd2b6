//! The wording of the call, from the Fluent files under `prompts/` and recorded clips beside them.

mod arguments;
pub(crate) mod embedded;
mod samples;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use bytes::Bytes;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

use self::arguments::Arguments;
pub use self::samples::samples;
use super::utterance::{Line, Utterance};
use crate::domain::language::Language;

/// Why the wording of the call cannot be used; each names the file and what to mend in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are the parts of the sentence above each")]
pub enum ScriptError {
    /// A language has no file at all.
    #[error("prompts/{0}/call.ftl is missing")]
    NoLanguage(Language),
    /// The file breaks the syntax of Fluent.
    #[error("prompts/{language}/call.ftl cannot be read: {reason}")]
    NotFluent { language: Language, reason: String },
    /// Utterances have no wording in this language.
    #[error("prompts/{language}/call.ftl has no message {}", messages.join(", "))]
    NoMessage { language: Language, messages: Vec<&'static str> },
    /// A message has no value, or Fluent could not put it together with its arguments.
    #[error("prompts/{language}/call.ftl: message {message} cannot be worded: {reason}")]
    BadMessage { language: Language, message: &'static str, reason: String },
    /// A message never says something that the caller needs to hear.
    #[error("prompts/{language}/call.ftl: message {message} leaves out ${argument}")]
    LeftOut { language: Language, message: &'static str, argument: &'static str },
    /// A recording lies in the clips' folder under a name that no message has.
    #[error("no prompt plays the clip {0}; clips are named <language>/<message>.wav, for messages without arguments")]
    UnknownClip(String),
}

/// How a line is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// Words for the provider's own voice.
    Text(String),
    /// A recorded clip, as a path below the clips' folder: `en/greeting.wav`.
    Clip(String),
}

/// Every prompt in every language. Whole, or not loaded at all.
pub struct Script {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
    clips: BTreeMap<String, Bytes>,
}

impl Script {
    /// The prompts and clips built into the program.
    ///
    /// # Errors
    /// See [`Script::new`] and [`Script::with_clips`].
    pub fn embedded() -> Result<Self, ScriptError> {
        Self::new(embedded::sources())?.with_clips(embedded::clips())
    }

    /// Prompts from the text of Fluent files, without clips.
    ///
    /// # Errors
    /// When a language or a message is missing, or a message takes other arguments than it is given.
    pub fn new(sources: impl IntoIterator<Item = (Language, String)>) -> Result<Self, ScriptError> {
        let mut bundles = BTreeMap::new();
        for (language, source) in sources {
            let not_fluent = |reason: String| ScriptError::NotFluent { language, reason };
            let resource = FluentResource::try_new(source).map_err(|(_, errors)| not_fluent(list(&errors)))?;
            bundles
                .entry(language)
                .or_insert_with(|| empty_bundle(language))
                .add_resource(resource)
                .map_err(|errors| not_fluent(list(&errors)))?;
        }
        let script = Self { bundles, clips: BTreeMap::new() };
        Language::ALL.into_iter().try_for_each(|language| script.check(language))?;
        Ok(script)
    }

    /// Adds recorded clips by their paths, as listed by [`clip_paths`]; they take the place of clips of the same path.
    ///
    /// # Errors
    /// When no prompt would ever play one of them.
    pub fn with_clips(mut self, clips: impl IntoIterator<Item = (String, Bytes)>) -> Result<Self, ScriptError> {
        let known: BTreeSet<String> = clip_paths().collect();
        for (path, wav) in clips {
            if !known.contains(&path) {
                return Err(ScriptError::UnknownClip(path));
            }
            self.clips.insert(path, wav);
        }
        Ok(self)
    }

    /// The clip where there is one, otherwise the text.
    ///
    /// # Errors
    /// When the message is missing or its arguments do not fit; a script that has been loaded lacks neither.
    pub fn word(&self, line: &Line) -> Result<Wording, ScriptError> {
        let arguments = arguments::of(&line.utterance, line.language);
        if arguments.is_empty() {
            let path = clip_path(line.language, &line.utterance);
            if self.clips.contains_key(&path) {
                return Ok(Wording::Clip(path));
            }
        }
        self.text(line.language, line.utterance.message(), &arguments).map(Wording::Text)
    }

    /// The WAV file of a clip that [`Script::word`] has named.
    #[must_use]
    pub fn clip_bytes(&self, path: &str) -> Option<Bytes> {
        self.clips.get(path).cloned()
    }

    fn text(&self, language: Language, message: &'static str, arguments: &Arguments) -> Result<String, ScriptError> {
        let bundle = self.bundles.get(&language).ok_or(ScriptError::NoLanguage(language))?;
        let pattern = bundle
            .get_message(message)
            .and_then(|found| found.value())
            .ok_or_else(|| ScriptError::NoMessage { language, messages: vec![message] })?;
        let given: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&given), &mut errors);
        if errors.is_empty() {
            Ok(text.into_owned())
        } else {
            Err(ScriptError::BadMessage { language, message, reason: list(&errors) })
        }
    }

    /// Words one of everything, so that nothing is found missing in the middle of a call.
    fn check(&self, language: Language) -> Result<(), ScriptError> {
        let bundle = self.bundles.get(&language).ok_or(ScriptError::NoLanguage(language))?;
        let needed: BTreeSet<&'static str> = samples().iter().map(Utterance::message).collect();
        let has = |message: &str| bundle.get_message(message).is_some_and(|found| found.value().is_some());
        let messages: Vec<_> = needed.into_iter().filter(|message| !has(message)).collect();
        if !messages.is_empty() {
            return Err(ScriptError::NoMessage { language, messages });
        }
        for utterance in samples() {
            let message = utterance.message();
            let arguments = arguments::of(&utterance, language);
            let text = self.text(language, message, &arguments)?;
            if let Some((argument, _)) = arguments.iter().find(|(_, value)| !text.contains(value)) {
                return Err(ScriptError::LeftOut { language, message, argument });
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let languages: Vec<_> = self.bundles.keys().collect();
        let clips: Vec<_> = self.clips.keys().collect();
        f.debug_struct("Script").field("languages", &languages).field("clips", &clips).finish()
    }
}

/// Where each clip that can be played would lie below a folder of clips: `en/greeting.wav`. Messages with arguments
/// have none.
pub fn clip_paths() -> impl Iterator<Item = String> {
    Language::ALL.into_iter().flat_map(|language| {
        let fixed = samples().into_iter().filter(move |utterance| arguments::of(utterance, language).is_empty());
        fixed.map(move |utterance| clip_path(language, &utterance))
    })
}

fn clip_path(language: Language, utterance: &Utterance) -> String {
    format!("{language}/{}.wav", utterance.message())
}

fn empty_bundle(language: Language) -> FluentBundle<FluentResource> {
    // Only Fluent's own plurals and numbers look at the locale; an unknown one would mean the root rules.
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks around arguments for mixed writing directions would reach the voice.
    bundle.set_use_isolating(false);
    bundle
}

fn list(errors: impl IntoIterator<Item = impl fmt::Display>) -> String {
    errors.into_iter().map(|error| error.to_string()).collect::<Vec<_>>().join("; ")
}
