//! The settings of a Plivo account.

use std::path::PathBuf;

use clap::Args;

use super::{ConfigError, is_given, path, present, secret_text, secrets::secrets, text};
use crate::{
    domain::each_language::ChosenVoices,
    domain::{language::Language, secret::Secret},
};

const API_BASE: &str = "https://api.plivo.com";

/// A Plivo account, as given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Plivo")]
pub struct PlivoArgs {
    /// Auth ID from the Plivo console, of the account or of a subaccount
    #[arg(long, env = "PHONECLOCK_PLIVO_AUTH_ID", value_name = "ID", value_parser = text())]
    pub plivo_auth_id: Option<String>,
    /// Auth token that belongs to it; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_PLIVO_AUTH_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = secret_text())]
    pub plivo_auth_token: Option<Secret>,
    /// File that holds the auth token
    #[arg(long, env = "PHONECLOCK_PLIVO_AUTH_TOKEN_FILE", value_name = "FILE", value_parser = path())]
    pub plivo_auth_token_file: Option<PathBuf>,
    /// Address of the provider's API, without it Plivo's own
    #[arg(long, env = "PHONECLOCK_PLIVO_API_BASE", value_name = "URL", value_parser = text())]
    pub plivo_api_base: Option<String>,
    /// Voice that speaks English, by Plivo's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_PLIVO_VOICE_EN", value_name = "VOICE", value_parser = text())]
    pub plivo_voice_en: Option<String>,
    /// Voice that speaks Spanish, by Plivo's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_PLIVO_VOICE_ES", value_name = "VOICE", value_parser = text())]
    pub plivo_voice_es: Option<String>,
    /// Voice that speaks Portuguese, by Plivo's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_PLIVO_VOICE_PT", value_name = "VOICE", value_parser = text())]
    pub plivo_voice_pt: Option<String>,
}

/// A Plivo account, with every setting that it needs. What each must look like is known to
/// [`crate::provider::plivo::PlivoConfig`].
#[derive(Debug, Clone)]
pub struct PlivoSettings {
    /// The account's or subaccount's id.
    pub auth_id: String,
    /// The current one first; a second one while they are rotated.
    pub auth_tokens: Vec<Secret>,
    /// The address of the API, without a path.
    pub api_base: String,
    /// The voice of each language, by Plivo's name, or `account`; the default voice without it.
    pub voices: ChosenVoices,
}

impl PlivoArgs {
    /// Whether there is anything of such an account.
    pub(super) fn is_given(&self) -> bool {
        is_given(&[&self.plivo_auth_id], &[(&self.plivo_auth_token, &self.plivo_auth_token_file)])
    }

    /// The voices that were chosen.
    #[must_use]
    pub fn voices(&self) -> ChosenVoices {
        ChosenVoices::new(|language| {
            present(match language {
                Language::En => self.plivo_voice_en.clone(),
                Language::Es => self.plivo_voice_es.clone(),
                Language::Pt => self.plivo_voice_pt.clone(),
            })
        })
    }

    /// Fails at the first setting that is missing or wrong.
    pub(super) fn check(self) -> Result<PlivoSettings, ConfigError> {
        let voices = self.voices();
        Ok(PlivoSettings {
            auth_id: present(self.plivo_auth_id).ok_or(ConfigError::Missing {
                name: "PHONECLOCK_PLIVO_AUTH_ID",
                what: "the auth ID from the Plivo console, MA or SA and 18 capitals or digits",
            })?,
            auth_tokens: secrets(
                ("PHONECLOCK_PLIVO_AUTH_TOKEN", self.plivo_auth_token),
                ("PHONECLOCK_PLIVO_AUTH_TOKEN_FILE", self.plivo_auth_token_file),
                "the auth token that belongs to the auth ID, or PHONECLOCK_PLIVO_AUTH_TOKEN_FILE to a file that holds it",
            )?,
            api_base: present(self.plivo_api_base).unwrap_or_else(|| API_BASE.to_owned()),
            voices,
        })
    }
}
