//! SignalWire's Compatibility API: forms and documents as Twilio has them, under a key of their own, and the same account
//! tree at each customer's own host. Source: <https://developer.signalwire.com/compatibility-api/>.

mod config;
mod signature;

pub use config::SignalWireConfig;
pub use signature::sign;

use std::time::Duration;

use http::HeaderMap;

use super::{
    Addresses, Answer, CallStatus, Provider, RecordingApi, RecordingStatus, RenderError, Ring, SignatureError,
    SignedRequest, WebhookError,
    rest::Login,
    settings::{ProviderSettingError, is_uuid},
    twiml::{self, AccountApi, Capabilities, Dialect, Forms, Verbs},
};
use crate::{
    dialog::{action::Reply, script::Script},
    domain::ids::ProviderCallId,
};

/// How long SignalWire waits for an answer unless the address says otherwise (`rt`).
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Sources: <https://developer.signalwire.com/compatibility-api/cxml/>, `gather`, `record`, `say`.
const CAPABILITIES: Capabilities = Capabilities {
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

    fn forms(&self) -> Forms<'_> {
        Forms { account: &self.config.project_id, is_recording_id: is_uuid }
    }
}

impl Provider for SignalWire {
    fn name(&self) -> &'static str {
        "signalwire"
    }

    fn answer_timeout(&self) -> Duration {
        ANSWER_TIMEOUT
    }

    fn has_signature(&self, headers: &HeaderMap) -> bool {
        signature::is_there(headers)
    }

    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        signature::verify(&self.config.signed_bases, &self.config.signing_keys, request)
    }

    fn find_call(&self, body: &[u8]) -> Option<ProviderCallId> {
        self.forms().call(body)
    }

    fn parse_ring(&self, body: &[u8]) -> Result<Ring, WebhookError> {
        self.forms().ring(body)
    }

    fn parse_answer(&self, body: &[u8]) -> Result<Answer, WebhookError> {
        self.forms().answer(body)
    }

    fn parse_call_status(&self, body: &[u8]) -> Result<CallStatus, WebhookError> {
        self.forms().call_status(body)
    }

    fn parse_recording_status(&self, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
        self.forms().recording_status(body)
    }

    fn render(&self, reply: &Reply, script: &Script, addresses: &Addresses) -> Result<String, RenderError> {
        let voice = |language| self.config.voices.of(language);
        let dialect = Dialect { capabilities: &CAPABILITIES, voice: &voice };
        twiml::render(reply, &|line| script.word(line), addresses, dialect)
    }

    fn content_type(&self) -> &'static str {
        "text/xml; charset=utf-8"
    }

    fn recordings(&self) -> &dyn RecordingApi {
        &self.api
    }
}

#[cfg(test)]
mod tests;
