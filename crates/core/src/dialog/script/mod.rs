//! The wording of the call, from the Fluent files under `prompts/` and recorded clips beside them.

mod arguments;
mod clips;
#[cfg(test)]
mod clips_tests;
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

pub use self::{clips::Clip, samples::samples};
use super::utterance::{Arguments, Line, Utterance};
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
    /// A recording lies in the clips' folder under a name that nothing has which is said.
    #[error("no prompt plays the clip {0}; `phoneclock prompts list` shows what each is called")]
    UnknownClip(String),
}

/// How a line is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// Words for the provider's own voice.
    Text(String),
    /// Recorded clips one behind the other, as paths below the clips' folder: `en/greeting.wav`. Never beside text: two
    /// voices in one sentence are worse than the provider's alone.
    Clips(Vec<String>),
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

    /// Adds recorded clips by their paths, those of [`Script::clip_paths`] or of names; they take the place of clips of the same path.
    ///
    /// # Errors
    /// When no prompt would ever play one of them.
    pub fn with_clips(mut self, clips: impl IntoIterator<Item = (String, Bytes)>) -> Result<Self, ScriptError> {
        let mut clips = clips.into_iter().peekable();
        // Few gateways have clips, and finding out what may be said takes a while.
        let known = if clips.peek().is_some() { self.clip_paths() } else { BTreeSet::new() };
        for (path, wav) in clips {
            if !known.contains(&path) && !clips::may_be_of_a_name(&path) {
                return Err(ScriptError::UnknownClip(path));
            }
            self.clips.insert(path, wav);
        }
        Ok(self)
    }

    /// Clips where there is one for every piece of it, otherwise the text.
    ///
    /// # Errors
    /// When the message is missing or its arguments do not fit; a script that has been loaded lacks neither.
    pub fn word(&self, line: &Line) -> Result<Wording, ScriptError> {
        let arguments = arguments::of(&line.utterance, line.language);
        if !self.clips.is_empty() {
            let row = self.row(line.language, &line.utterance, &arguments)?;
            if let Some(row) = row.filter(|row| row.iter().all(|clip| self.clips.contains_key(&clip.path))) {
                return Ok(Wording::Clips(row.into_iter().map(|clip| clip.path).collect()));
            }
        }
        self.text(line.language, line.utterance.message(), &arguments).map(Wording::Text)
    }

    /// What is said, piece by piece; None where a piece of it cannot have a clip.
    fn row(
        &self,
        language: Language,
        utterance: &Utterance,
        arguments: &Arguments,
    ) -> Result<Option<Vec<Clip>>, ScriptError> {
        let message = utterance.message();
        let template = self.template(language, message, arguments)?;
        Ok(if arguments.is_empty() {
            Some(vec![Clip::of_message(language, message, template)])
        } else {
            clips::row(language, &template, arguments)
        })
    }

    /// A message with a hole for each of its arguments.
    fn template(
        &self,
        language: Language,
        message: &'static str,
        arguments: &Arguments,
    ) -> Result<String, ScriptError> {
        let holes = arguments.iter().enumerate().map(|(nth, (name, _))| (*name, clips::hole(nth).to_string()));
        self.filled(language, message, holes.collect())
    }

    /// Every clip that a sentence in this language can be played from but those of names, each once: whole sentences
    /// first, then what stands around times, days and numbers, then these.
    ///
    /// # Errors
    /// As [`Script::word`].
    pub fn checklist(&self, language: Language) -> Result<Vec<Clip>, ScriptError> {
        let (mut whole, mut parts) = (Vec::new(), Vec::new());
        for utterance in samples() {
            let (message, arguments) = (utterance.message(), arguments::of(&utterance, language));
            let template = self.template(language, message, &arguments)?;
            if arguments.is_empty() {
                whole.push(Clip::of_message(language, message, template));
            } else {
                parts.extend(clips::fixed(language, &template, arguments.len()));
            }
        }
        let every = arguments::every(language);
        let pieces = every.iter().flat_map(|words| words.pieces());
        parts.extend(pieces.filter_map(|piece| Clip::of_words(language, piece)));
        let mut seen = BTreeSet::new();
        Ok(whole.into_iter().chain(parts).filter(|clip| seen.insert(clip.path.clone())).collect())
    }

    /// Where the clips of every language's [`checklist`](Self::checklist) lie below a folder of clips.
    #[must_use]
    pub fn clip_paths(&self) -> BTreeSet<String> {
        let lists = Language::ALL.into_iter().filter_map(|language| self.checklist(language).ok());
        lists.flatten().map(|clip| clip.path).collect()
    }

    /// The WAV file of a clip that [`Script::word`] has named.
    #[must_use]
    pub fn clip_bytes(&self, path: &str) -> Option<Bytes> {
        self.clips.get(path).cloned()
    }

    fn text(&self, language: Language, message: &'static str, arguments: &Arguments) -> Result<String, ScriptError> {
        self.filled(language, message, arguments.iter().map(|(name, value)| (*name, value.to_string())).collect())
    }

    fn filled(&self, language: Language, message: &'static str, given: FluentArgs<'_>) -> Result<String, ScriptError> {
        let bundle = self.bundles.get(&language).ok_or(ScriptError::NoLanguage(language))?;
        let pattern = bundle
            .get_message(message)
            .and_then(|found| found.value())
            .ok_or_else(|| ScriptError::NoMessage { language, messages: vec![message] })?;
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
            if let Some((argument, _)) = arguments.iter().find(|(_, value)| !text.contains(&value.to_string())) {
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

/// Whether a path is that of a name, which somebody may have recorded: `en/name-elm-street-12.wav`.
#[must_use]
pub fn is_clip_of_a_name(path: &str) -> bool {
    clips::may_be_of_a_name(path)
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
