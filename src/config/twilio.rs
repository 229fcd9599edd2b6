//! The settings of the Twilio account.

use std::path::PathBuf;

use crate::{
    domain::each_language::ChosenVoices,
    domain::{language::Language, secret::Secret},
};
use clap::Args;

use super::{ConfigError, is_given, path, present, secret_text, secrets::secrets, text, text::text_or};

const API_BASE: &str = "https://api.twilio.com";

/// The Twilio account, as given.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Twilio")]
pub struct TwilioArgs {
    /// Account SID from the Twilio console
    #[arg(long, env = "PHONECLOCK_TWILIO_ACCOUNT_SID", value_name = "SID", value_parser = text())]
    pub twilio_account_sid: Option<String>,
    /// Auth token; during rotation the new one after a comma
    #[arg(long, env = "PHONECLOCK_TWILIO_AUTH_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = secret_text())]
    pub twilio_auth_token: Option<Secret>,
    /// File that holds the auth token
    #[arg(long, env = "PHONECLOCK_TWILIO_AUTH_TOKEN_FILE", value_name = "FILE", value_parser = path())]
    pub twilio_auth_token_file: Option<PathBuf>,
    /// Address of the provider's API
    #[arg(long, env = "PHONECLOCK_TWILIO_API_BASE", value_name = "URL", default_value = API_BASE, value_parser = text_or(API_BASE))]
    pub twilio_api_base: String,
    /// Voice that speaks English, by Twilio's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TWILIO_VOICE_EN", value_name = "VOICE", value_parser = text())]
    pub twilio_voice_en: Option<String>,
    /// Voice that speaks Spanish, by Twilio's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TWILIO_VOICE_ES", value_name = "VOICE", value_parser = text())]
    pub twilio_voice_es: Option<String>,
    /// Voice that speaks Portuguese, by Twilio's name for it; "account" leaves it to the account
    #[arg(long, env = "PHONECLOCK_TWILIO_VOICE_PT", value_name = "VOICE", value_parser = text())]
    pub twilio_voice_pt: Option<String>,
}

/// The Twilio account, with every setting that it needs. What each must look like is known to
/// [`crate::provider::twilio::TwilioConfig`].
#[derive(Debug, Clone)]
pub struct TwilioSettings {
    /// The account's SID, which begins with `AC`.
    pub account_sid: String,
    /// The current one first; a second one while they are rotated.
    pub auth_tokens: Vec<Secret>,
    /// The address of the API, without a path.
    pub api_base: String,
    /// The voice of each language, by Twilio's name, or `account`; the default voice without it.
    pub voices: ChosenVoices,
}

impl TwilioArgs {
    /// Whether there is anything of such an account.
    pub(super) fn is_given(&self) -> bool {
        is_given(&[&self.twilio_account_sid], &[(&self.twilio_auth_token, &self.twilio_auth_token_file)])
    }

    /// The voices that were chosen.
    #[must_use]
    pub fn voices(&self) -> ChosenVoices {
        ChosenVoices::new(|language| {
            present(match language {
                Language::En => self.twilio_voice_en.clone(),
                Language::Es => self.twilio_voice_es.clone(),
                Language::Pt => self.twilio_voice_pt.clone(),
            })
        })
    }

    /// Fails at the first setting that is missing or wrong.
    pub(super) fn check(self) -> Result<TwilioSettings, ConfigError> {
        let voices = self.voices();
        Ok(TwilioSettings {
            account_sid: present(self.twilio_account_sid).ok_or(ConfigError::Missing {
                name: "PHONECLOCK_TWILIO_ACCOUNT_SID",
                what: "the account SID from the provider's console, AC and 32 hexadecimal digits",
            })?,
            auth_tokens: auth_tokens(self.twilio_auth_token, self.twilio_auth_token_file)?,
            api_base: self.twilio_api_base,
            voices,
        })
    }
}

/// Reads the auth tokens, the current one first.
///
/// # Errors
/// When none is set, or the file that holds them cannot be read.
pub fn auth_tokens(given: Option<Secret>, file: Option<PathBuf>) -> Result<Vec<Secret>, ConfigError> {
    const NAME: &str = "PHONECLOCK_TWILIO_AUTH_TOKEN";
    const FILE: &str = "PHONECLOCK_TWILIO_AUTH_TOKEN_FILE";
    const WHAT: &str =
        "the auth token from the provider's console, or PHONECLOCK_TWILIO_AUTH_TOKEN_FILE to a file that holds it";
    secrets((NAME, given), (FILE, file), WHAT)
}
