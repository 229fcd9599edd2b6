//! The settings of a SignalWire project.

use std::path::PathBuf;

use clap::Args;

use super::{ConfigError, is_given, path, present, secret_text, secrets::secrets, text};
use crate::{
    domain::each_language::ChosenVoices,
    domain::{language::Language, secret::Secret},
};

/// A SignalWire project, as given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "SignalWire")]
pub struct SignalWireArgs {
    /// Project ID from the SignalWire dashboard
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_PROJECT_ID", value_name = "ID", value_parser = text())]
    pub signalwire_project_id: Option<String>,
    /// Address of the space, such as <https://example.signalwire.com>
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_SPACE_URL", value_name = "URL", value_parser = text())]
    pub signalwire_space_url: Option<String>,
    /// API token, with which recordings are fetched; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_API_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = secret_text())]
    pub signalwire_api_token: Option<Secret>,
    /// File that holds the API token
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_API_TOKEN_FILE", value_name = "FILE", value_parser = path())]
    pub signalwire_api_token_file: Option<PathBuf>,
    /// Signing key of the project, which is not the API token; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_SIGNING_KEY", value_name = "KEY", hide_env_values = true, value_parser = secret_text())]
    pub signalwire_signing_key: Option<Secret>,
    /// File that holds the signing key
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_SIGNING_KEY_FILE", value_name = "FILE", value_parser = path())]
    pub signalwire_signing_key_file: Option<PathBuf>,
    /// Voice that speaks English, by SignalWire's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_VOICE_EN", value_name = "VOICE", value_parser = text())]
    pub signalwire_voice_en: Option<String>,
    /// Voice that speaks Spanish, by SignalWire's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_VOICE_ES", value_name = "VOICE", value_parser = text())]
    pub signalwire_voice_es: Option<String>,
    /// Voice that speaks Portuguese, by SignalWire's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_SIGNALWIRE_VOICE_PT", value_name = "VOICE", value_parser = text())]
    pub signalwire_voice_pt: Option<String>,
}

/// A SignalWire project, with every setting that it needs. What each must look like is known to
/// [`crate::provider::signalwire::SignalWireConfig`].
#[derive(Debug, Clone)]
pub struct SignalWireSettings {
    /// The project's id.
    pub project_id: String,
    /// The address of the space, without a path.
    pub space_url: String,
    /// What the API is asked with; a second one while they are rotated.
    pub api_tokens: Vec<Secret>,
    /// What webhooks are signed with; a second one while they are rotated.
    pub signing_keys: Vec<Secret>,
    /// The voice of each language, by SignalWire's name, or `account`; the default voice without it.
    pub voices: ChosenVoices,
}

impl SignalWireArgs {
    /// Whether there is anything of such a project.
    pub(super) fn is_given(&self) -> bool {
        is_given(
            &[&self.signalwire_project_id, &self.signalwire_space_url],
            &[
                (&self.signalwire_api_token, &self.signalwire_api_token_file),
                (&self.signalwire_signing_key, &self.signalwire_signing_key_file),
            ],
        )
    }

    /// The voices that were chosen.
    #[must_use]
    pub fn voices(&self) -> ChosenVoices {
        ChosenVoices::new(|language| {
            present(match language {
                Language::En => self.signalwire_voice_en.clone(),
                Language::Es => self.signalwire_voice_es.clone(),
                Language::Pt => self.signalwire_voice_pt.clone(),
            })
        })
    }

    /// Fails at the first setting that is missing or wrong.
    pub(super) fn check(self) -> Result<SignalWireSettings, ConfigError> {
        let voices = self.voices();
        Ok(SignalWireSettings {
            project_id: present(self.signalwire_project_id).ok_or(ConfigError::Missing {
                name: "PHONECLOCK_SIGNALWIRE_PROJECT_ID",
                what: "the project's id from the SignalWire dashboard, a UUID",
            })?,
            space_url: present(self.signalwire_space_url).ok_or(ConfigError::Missing {
                name: "PHONECLOCK_SIGNALWIRE_SPACE_URL",
                what: "the address of the space, such as https://example.signalwire.com",
            })?,
            api_tokens: secrets(
                ("PHONECLOCK_SIGNALWIRE_API_TOKEN", self.signalwire_api_token),
                ("PHONECLOCK_SIGNALWIRE_API_TOKEN_FILE", self.signalwire_api_token_file),
                "an API token of the project, or PHONECLOCK_SIGNALWIRE_API_TOKEN_FILE to a file that holds it",
            )?,
            signing_keys: secrets(
                ("PHONECLOCK_SIGNALWIRE_SIGNING_KEY", self.signalwire_signing_key),
                ("PHONECLOCK_SIGNALWIRE_SIGNING_KEY_FILE", self.signalwire_signing_key_file),
                "the signing key of the project, or PHONECLOCK_SIGNALWIRE_SIGNING_KEY_FILE to a file that holds it",
            )?,
            voices,
        })
    }
}
