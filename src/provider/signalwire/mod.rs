//! SignalWire's Compatibility API: forms and documents as Twilio has them, under a key of their own, and the same account
//! tree at each customer's own host. Source: <https://developer.signalwire.com/compatibility-api/>.

mod config;
mod signature;

pub use config::SignalWireConfig;
pub use signature::sign;

use std::time::Duration;

use http::HeaderMap;

use super::{
    CallApi, MessageApi, RecordingApi, SignatureError, SignedRequest, TextApi,
    rest::Login,
    settings::{ProviderSettingError, is_uuid},
    twiml::{AccountApi, Capabilities, Forms, TwimlService, Verbs},
    voices::VoiceNames,
};

/// How long SignalWire waits for an answer unless the address says otherwise (`rt`).
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Sources: <https://developer.signalwire.com/compatibility-api/cxml/>, `gather`, `record`, `say`.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    verbs: Verbs::TWIML,
    // An entry without keys would be reported, and not whether `#` or silence has ended it.
    action_on_empty_result: false,
    untrimmed: Some("do-not-trim"),
    single_channel: None,
    silence_ends_recording: true,
    least_record_secs: 2,
    document_limit: 65_536,
    say_limit: 4_096,
};

/// SignalWire, ready to verify, read and answer its webhooks.
#[derive(Debug)]
pub struct SignalWire {
    config: SignalWireConfig,
    api: AccountApi,
}

impl SignalWire {
    /// SignalWire with the settings of one project.
    ///
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: SignalWireConfig) -> Result<Self, ProviderSettingError> {
        let url = format!("{}/api/laml/2010-04-01/Accounts/{}", config.space_url, config.project_id);
        let login = Login::Basic { user: config.project_id.clone(), passwords: config.api_tokens.clone() };
        let api = AccountApi::new(url, login, is_uuid);
        let api =
            api.map_err(|source| ProviderSettingError::Client { name: "PHONECLOCK_SIGNALWIRE_SPACE_URL", source })?;
        Ok(Self { config, api })
    }
}

impl TwimlService for SignalWire {
    const NAME: &'static str = "signalwire";
    const ANSWER_TIMEOUT: Duration = ANSWER_TIMEOUT;
    const CAPABILITIES: Capabilities = CAPABILITIES;

    fn is_signed(&self, headers: &HeaderMap) -> bool {
        signature::is_there(headers)
    }

    fn check_signature(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        signature::verify(&self.config.signed_bases, &self.config.signing_keys, request)
    }

    fn forms(&self) -> Forms<'_> {
        Forms { account: &self.config.project_id, is_recording_id: is_uuid }
    }

    fn voices(&self) -> &VoiceNames {
        &self.config.voices
    }

    fn recording_api(&self) -> &dyn RecordingApi {
        &self.api
    }

    fn call_api(&self) -> &dyn CallApi {
        &self.api
    }

    fn message_api(&self) -> Option<&dyn MessageApi> {
        Some(&self.api)
    }

    fn text_api(&self) -> &dyn TextApi {
        &self.api
    }
}

#[cfg(test)]
mod tests;
