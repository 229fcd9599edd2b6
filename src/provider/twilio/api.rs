//! Twilio's REST API: its account tree.

use super::{TwilioConfig, TwilioConfigError, config::is_sid};
use crate::provider::{rest::Login, twiml::AccountApi};

#[derive(Debug)]
pub(super) struct TwilioApi {
    pub(super) account: AccountApi,
}

/// Whether the text is the id of a recording.
pub(super) fn is_recording_id(text: &str) -> bool {
    is_sid(text, "RE")
}

impl TwilioApi {
    pub(super) fn new(config: &TwilioConfig) -> Result<Self, TwilioConfigError> {
        let url = format!("{}/2010-04-01/Accounts/{}", config.api_base, config.account_sid);
        let login = Login::Basic { user: config.account_sid.clone(), passwords: config.auth_tokens.clone() };
        Ok(Self { account: AccountApi::new(url, login, is_recording_id).map_err(TwilioConfigError::Client)? })
    }
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;
