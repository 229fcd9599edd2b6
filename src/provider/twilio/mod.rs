//! Twilio Voice: webhooks as signed forms, replies as TwiML, recordings over the REST API.

mod api;
mod config;
mod form;
mod parse;
mod render;
mod signature;

pub use config::{BadTwilioSetting, TwilioConfig, Voices};
pub use signature::sign;

use super::{
    Addresses, Answer, BadSignature, BadWebhook, CallStatus, Provider, RecordingApi, RecordingStatus, RenderError,
    Ring, SignedRequest,
};
use crate::dialog::{action::Reply, script::Script};

/// The brand, ready to believe, understand and answer.
#[derive(Debug)]
pub struct Twilio {
    config: TwilioConfig,
    /// Every spelling of the public URL that Twilio may have signed.
    signed_bases: Vec<String>,
    api: api::TwilioApi,
}

impl Twilio {
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: TwilioConfig) -> Result<Self, BadTwilioSetting> {
        let signed_bases = signature::signed_bases(&config.public_url);
        let api = api::TwilioApi::new(&config)?;
        Ok(Self { config, signed_bases, api })
    }
}

impl Provider for Twilio {
    fn name(&self) -> &'static str {
        "twilio"
    }

    fn signature_header(&self) -> &'static str {
        "x-twilio-signature"
    }

    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), BadSignature> {
        signature::verify(&self.signed_bases, &self.config.auth_tokens, request)
    }

    fn parse_ring(&self, body: &[u8]) -> Result<Ring, BadWebhook> {
        parse::ring(&self.config.account_sid, body)
    }

    fn parse_answer(&self, body: &[u8]) -> Result<Answer, BadWebhook> {
        parse::answer(&self.config.account_sid, body)
    }

    fn parse_call_status(&self, body: &[u8]) -> Result<CallStatus, BadWebhook> {
        parse::call_status(&self.config.account_sid, body)
    }

    fn parse_recording_status(&self, body: &[u8]) -> Result<RecordingStatus, BadWebhook> {
        parse::recording_status(&self.config.account_sid, body)
    }

    fn render(&self, reply: &Reply, script: &Script, addresses: &Addresses) -> Result<String, RenderError> {
        render::render(reply, &|line| script.word(line), addresses, &self.config.voices)
    }

    fn content_type(&self) -> &'static str {
        "text/xml; charset=utf-8"
    }

    fn recordings(&self) -> &dyn RecordingApi {
        &self.api
    }
}
