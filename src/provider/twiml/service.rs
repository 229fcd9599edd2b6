//! A service that speaks TwiML: what it has of its own, from which everything else a provider does follows.

use std::time::Duration;

use http::HeaderMap;

use super::{Capabilities, Dialect, Forms, render};
use crate::{
    dialog::{action::Reply, script::Script},
    domain::ids::ProviderCallId,
    provider::{
        Addresses, Answer, CallApi, CallStatus, IncomingText, MessageApi, Provider, RecordingApi, RecordingStatus,
        RenderError, Ring, SignatureError, SignedRequest, TextApi, TextStatus, WebhookError, voices::VoiceNames,
    },
};

/// A service whose forms and documents are Twilio's, as far as its capabilities go.
pub(in crate::provider) trait TwimlService: Send + Sync {
    /// As [`Provider::name`] says.
    const NAME: &'static str;
    /// As [`Provider::answer_timeout`] says.
    const ANSWER_TIMEOUT: Duration;
    /// What its documents may say.
    const CAPABILITIES: Capabilities;
    /// As [`Provider::signs_addresses`] says.
    const SIGNS_ADDRESSES: bool = true;

    /// As [`Provider::has_signature`] says.
    fn is_signed(&self, headers: &HeaderMap) -> bool;
    /// As [`Provider::verify`] says.
    fn check_signature(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError>;
    /// What its forms must name.
    fn forms(&self) -> Forms<'_>;
    /// The voices that speak.
    fn voices(&self) -> &VoiceNames;
    /// Recordings over its API.
    fn recording_api(&self) -> &dyn RecordingApi;
    /// Its list of calls.
    fn call_api(&self) -> &dyn CallApi;
    /// As [`Provider::messages`] says.
    fn message_api(&self) -> Option<&dyn MessageApi> {
        None
    }
    /// Texts over its API.
    fn text_api(&self) -> &dyn TextApi;
    /// How far a text has come.
    fn text_status(&self, body: &[u8]) -> Result<TextStatus, WebhookError> {
        self.forms().text_status(body)
    }
    /// What a phone has sent.
    fn incoming_text(&self, body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
        self.forms().incoming_text(body).map(Some)
    }
}

impl<S: TwimlService> Provider for S {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn answer_timeout(&self) -> Duration {
        S::ANSWER_TIMEOUT
    }

    fn has_signature(&self, headers: &HeaderMap) -> bool {
        self.is_signed(headers)
    }

    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        self.check_signature(request)
    }

    fn signs_addresses(&self) -> bool {
        S::SIGNS_ADDRESSES
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
        let voice = |language| self.voices().of(language);
        let dialect = Dialect { capabilities: &S::CAPABILITIES, voice: &voice };
        render(reply, &|line| script.word(line), addresses, dialect)
    }

    fn content_type(&self) -> &'static str {
        "text/xml; charset=utf-8"
    }

    fn recordings(&self) -> &dyn RecordingApi {
        self.recording_api()
    }

    fn calls(&self) -> &dyn CallApi {
        self.call_api()
    }

    fn messages(&self) -> Option<&dyn MessageApi> {
        self.message_api()
    }

    fn texts(&self) -> Option<&dyn TextApi> {
        Some(self.text_api())
    }

    fn parse_text_status(&self, body: &[u8]) -> Result<TextStatus, WebhookError> {
        self.text_status(body)
    }

    fn parse_incoming_text(&self, body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
        self.incoming_text(body)
    }
}
