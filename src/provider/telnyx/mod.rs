//! Telnyx' TeXML: forms and documents much as Twilio has them, signed with Ed25519, and an API of its own.
//! Source: <https://developers.telnyx.com/docs/voice/programmable-voice/texml-fundamentals>.
//!
//! Neither path nor query is signed. What an address says is believed only as far as it proves itself: a step by its
//! token, the way back of a call that was held by its seal.

mod api;
mod config;
mod signature;
mod texts;

pub use config::TelnyxConfig;

use std::{sync::Arc, time::Duration};

use http::HeaderMap;

use super::{
    CallApi, IncomingText, RecordingApi, SignatureError, SignedRequest, TextApi, TextStatus, WebhookError,
    settings::{ProviderSettingError, is_uuid},
    twiml::{Capabilities, Forms, TwimlService, Verbs},
    voices::VoiceNames,
};
use crate::domain::clock::Clock;

/// Telnyx does not say how long it waits; this is as long as the least patient of the others does.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Sources: <https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/gather>, `/record`, `/say`, `/pause`.
/// No limit of a document or a text is given, so they are the smallest of the others.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    verbs: Verbs::TWIML,
    action_on_empty_result: false,
    untrimmed: None,
    single_channel: Some("single"),
    silence_ends_recording: false,
    least_record_secs: 2,
    document_limit: 65_536,
    say_limit: 3_000,
};

/// Telnyx, ready to verify, read and answer its webhooks.
pub struct Telnyx {
    config: TelnyxConfig,
    api: api::TelnyxApi,
    clock: Arc<dyn Clock>,
}

impl Telnyx {
    /// Telnyx with the settings of one account. Signatures are as old as the clock says.
    ///
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: TelnyxConfig, clock: Arc<dyn Clock>) -> Result<Self, ProviderSettingError> {
        let api = api::TelnyxApi::new(&config)
            .map_err(|source| ProviderSettingError::Client { name: "PHONECLOCK_TELNYX_API_BASE", source })?;
        Ok(Self { config, api, clock })
    }
}

impl TwimlService for Telnyx {
    const NAME: &'static str = "telnyx";
    const ANSWER_TIMEOUT: Duration = ANSWER_TIMEOUT;
    const CAPABILITIES: Capabilities = CAPABILITIES;
    const SIGNS_ADDRESSES: bool = false;

    fn is_signed(&self, headers: &HeaderMap) -> bool {
        signature::is_there(headers)
    }

    fn check_signature(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        signature::verify(&self.config.public_keys, request, self.clock.now())
    }

    fn forms(&self) -> Forms<'_> {
        Forms { account: &self.config.account_sid, is_recording_id: is_uuid }
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

    fn text_api(&self) -> &dyn TextApi {
        &self.api
    }

    fn text_status(&self, body: &[u8]) -> Result<TextStatus, WebhookError> {
        texts::status(body)
    }

    fn incoming_text(&self, body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
        texts::incoming(body)
    }
}

#[cfg(test)]
mod tests;
