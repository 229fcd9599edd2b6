//! Plivo's Voice API: forms and documents in words of its own, numbers without `+`, and a signature with a nonce.
//! Source: <https://docs.plivo.com/docs/voice/>.

mod api;
mod config;
mod forms;
mod message_list;
mod pen;
mod signature;
mod texts;

pub use config::PlivoConfig;
pub(in crate::provider) use pen::render_fallback;
pub use signature::sign;

use std::time::Duration;

use http::HeaderMap;

use super::{
    Addresses, Answer, CallApi, CallStatus, IncomingText, MessageApi, Provider, RecordingApi, RecordingStatus,
    RenderError, Ring, SignatureError, SignedRequest, TextApi, TextStatus, WebhookError,
    settings::ProviderSettingError,
};
use crate::{
    dialog::{action::Reply, script::Script},
    domain::ids::ProviderCallId,
};

/// Plivo would wait for 40 seconds unless the address says otherwise (`rt`); no caller does.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

/// Plivo, ready to verify, read and answer its webhooks.
#[derive(Debug)]
pub struct Plivo {
    config: PlivoConfig,
    api: api::PlivoApi,
}

impl Plivo {
    /// Plivo with the settings of one account.
    ///
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: PlivoConfig) -> Result<Self, ProviderSettingError> {
        let api = api::PlivoApi::new(&config)
            .map_err(|source| ProviderSettingError::Client { name: "PHONECLOCK_PLIVO_API_BASE", source })?;
        Ok(Self { config, api })
    }
}

impl Provider for Plivo {
    fn name(&self) -> &'static str {
        "plivo"
    }

    fn answer_timeout(&self) -> Duration {
        ANSWER_TIMEOUT
    }

    fn has_signature(&self, headers: &HeaderMap) -> bool {
        signature::is_there(headers)
    }

    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        signature::verify(&self.config.signed_bases, &self.config.auth_tokens, request)
    }

    fn find_call(&self, body: &[u8]) -> Option<ProviderCallId> {
        forms::call(&self.config.auth_id, body)
    }

    fn parse_ring(&self, body: &[u8]) -> Result<Ring, WebhookError> {
        forms::ring(&self.config.auth_id, body)
    }

    fn parse_answer(&self, body: &[u8]) -> Result<Answer, WebhookError> {
        forms::answer(&self.config.auth_id, body)
    }

    fn parse_call_status(&self, body: &[u8]) -> Result<CallStatus, WebhookError> {
        forms::call_status(&self.config.auth_id, body)
    }

    fn parse_recording_status(&self, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
        forms::recording_status(&self.config.auth_id, body)
    }

    fn render(&self, reply: &Reply, script: &Script, addresses: &Addresses) -> Result<String, RenderError> {
        pen::render(reply, &|line| script.word(line), addresses, &self.config.voices)
    }

    fn content_type(&self) -> &'static str {
        "text/xml; charset=utf-8"
    }

    fn recordings(&self) -> &dyn RecordingApi {
        &self.api
    }

    fn calls(&self) -> &dyn CallApi {
        &self.api
    }

    fn messages(&self) -> Option<&dyn MessageApi> {
        Some(&self.api)
    }

    fn texts(&self) -> Option<&dyn TextApi> {
        Some(&self.api)
    }

    fn parse_text_status(&self, body: &[u8]) -> Result<TextStatus, WebhookError> {
        texts::status(&self.config.auth_id, body)
    }

    fn parse_incoming_text(&self, body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
        texts::incoming(&self.config.auth_id, body).map(Some)
    }
}

#[cfg(test)]
mod tests;
