//! Twilio Voice: webhooks as signed forms, replies as TwiML, recordings over the REST API.

mod api;
mod config;
mod form;
mod parse;
mod render;
mod signature;
mod spellings;

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
    signed_bases: spellings::SignedBases,
    api: api::TwilioApi,
}

impl Twilio {
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: TwilioConfig) -> Result<Self, BadTwilioSetting> {
        let signed_bases = spellings::SignedBases::of(&config.public_url_typed, &config.public_url);
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

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;
    use crate::{
        dialog::event::Keys,
        provider::{CallerInput, Provider},
    };

    const AC: &str = "AC0123456789abcdef0123456789abcdef";

    fn twilio(api_base: &str) -> Result<Twilio, BadTwilioSetting> {
        let tokens = vec![SecretString::from("12345")];
        Twilio::new(TwilioConfig::new(AC, tokens, api_base, "https://gw.example.com:8443", Voices::default())?)
    }

    #[test]
    fn a_webhook_is_believed_then_understood() {
        let twilio: &dyn Provider = &twilio("http://127.0.0.1:9").unwrap();
        let body = format!("AccountSid={AC}&CallSid=CA1&Digits=4821&FinishedOnKey=%23");
        let (token, url) = (SecretString::from("12345"), "https://gw.example.com/voice/twilio/answer?step=1");
        let signature = sign(&token, url, body.as_bytes());
        let request =
            SignedRequest { target: "/voice/twilio/answer?step=1", signature: Some(&signature), body: body.as_bytes() };
        assert_eq!(twilio.verify(&request), Ok(()));
        assert_eq!(twilio.parse_answer(request.body).unwrap().input, CallerInput::Keys(Keys::new("4821".to_owned())));
        let elsewhere = SignedRequest { target: "/voice/twilio/answer?step=2", ..request };
        assert_eq!(twilio.verify(&elsewhere), Err(BadSignature));
    }

    /// Without a cryptography provider this would panic; without CA certificates on the machine it is an error.
    #[test]
    fn a_client_for_https_is_made_or_the_setting_named() {
        match twilio("https://api.twilio.com") {
            Ok(twilio) => assert_eq!(twilio.name(), "twilio"),
            Err(error) => assert!(matches!(error, BadTwilioSetting::Client(_)), "{error}"),
        }
    }
}
