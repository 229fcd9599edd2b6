//! The settings of a Telnyx account.

use std::path::PathBuf;

use clap::Args;

use super::{ConfigError, is_given, path, present, secret_text, secrets::secrets, text};
use crate::{
    domain::each_language::ChosenVoices,
    domain::{language::Language, secret::Secret},
};

const API_BASE: &str = "https://api.telnyx.com";

/// A Telnyx account, as given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Telnyx")]
pub struct TelnyxArgs {
    /// Account SID, as TeXML webhooks name it
    #[arg(long, env = "PHONECLOCK_TELNYX_ACCOUNT_SID", value_name = "SID", value_parser = text())]
    pub telnyx_account_sid: Option<String>,
    /// Public key of the account, which checks signatures; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_TELNYX_PUBLIC_KEY", value_name = "KEY", value_parser = text())]
    pub telnyx_public_key: Option<String>,
    /// API key, with which recordings are fetched; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_TELNYX_API_KEY", value_name = "KEY", hide_env_values = true, value_parser = secret_text())]
    pub telnyx_api_key: Option<Secret>,
    /// File that holds the API key
    #[arg(long, env = "PHONECLOCK_TELNYX_API_KEY_FILE", value_name = "FILE", value_parser = path())]
    pub telnyx_api_key_file: Option<PathBuf>,
    /// Address of the provider's API, without it Telnyx's own
    #[arg(long, env = "PHONECLOCK_TELNYX_API_BASE", value_name = "URL", value_parser = text())]
    pub telnyx_api_base: Option<String>,
    /// Voice that speaks English, by Telnyx' name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TELNYX_VOICE_EN", value_name = "VOICE", value_parser = text())]
    pub telnyx_voice_en: Option<String>,
    /// Voice that speaks Spanish, by Telnyx' name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TELNYX_VOICE_ES", value_name = "VOICE", value_parser = text())]
    pub telnyx_voice_es: Option<String>,
    /// Voice that speaks Portuguese, by Telnyx' name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TELNYX_VOICE_PT", value_name = "VOICE", value_parser = text())]
    pub telnyx_voice_pt: Option<String>,
}

/// A Telnyx account, with every setting that it needs. What each must look like is known to
/// [`crate::provider::telnyx::TelnyxConfig`].
#[derive(Debug, Clone)]
pub struct TelnyxSettings {
    /// The account's id.
    pub account_sid: String,
    /// What checks signatures; a second one while they are rotated.
    pub public_keys: Vec<String>,
    /// What the API is asked with; a second one while they are rotated.
    pub api_keys: Vec<Secret>,
    /// The address of the API, without a path.
    pub api_base: String,
    /// The voice of each language, by Telnyx' name, or `account`; the default voice without it.
    pub voices: ChosenVoices,
}

impl TelnyxArgs {
    /// Whether there is anything of such an account.
    pub(super) fn is_given(&self) -> bool {
        is_given(
            &[&self.telnyx_account_sid, &self.telnyx_public_key],
            &[(&self.telnyx_api_key, &self.telnyx_api_key_file)],
        )
    }

    /// The voices that were chosen.
    #[must_use]
    pub fn voices(&self) -> ChosenVoices {
        ChosenVoices::new(|language| {
            present(match language {
                Language::En => self.telnyx_voice_en.clone(),
                Language::Es => self.telnyx_voice_es.clone(),
                Language::Pt => self.telnyx_voice_pt.clone(),
            })
        })
    }

    /// Fails at the first setting that is missing or wrong.
    pub(super) fn check(self) -> Result<TelnyxSettings, ConfigError> {
        let voices = self.voices();
        let public_keys = present(self.telnyx_public_key).ok_or(ConfigError::Missing {
            name: "PHONECLOCK_TELNYX_PUBLIC_KEY",
            what: "the public key of the account, as the portal shows it",
        })?;
        Ok(TelnyxSettings {
            account_sid: present(self.telnyx_account_sid).ok_or(ConfigError::Missing {
                name: "PHONECLOCK_TELNYX_ACCOUNT_SID",
                what: "the account's id as TeXML webhooks name it, a UUID",
            })?,
            public_keys: public_keys.split(',').map(|key| key.trim().to_owned()).collect(),
            api_keys: secrets(
                ("PHONECLOCK_TELNYX_API_KEY", self.telnyx_api_key),
                ("PHONECLOCK_TELNYX_API_KEY_FILE", self.telnyx_api_key_file),
                "an API key of the account, or PHONECLOCK_TELNYX_API_KEY_FILE to a file that holds it",
            )?,
            api_base: present(self.telnyx_api_base).unwrap_or_else(|| API_BASE.to_owned()),
            voices,
        })
    }
}
