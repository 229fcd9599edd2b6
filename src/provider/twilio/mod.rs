//! Twilio Voice: webhooks as signed forms, replies as TwiML, recordings and texts over the REST API.

mod api;
mod config;
mod signature;

pub use config::{TwilioConfig, TwilioConfigError, Voices};
pub use signature::sign;

use std::time::Duration;

use http::HeaderMap;

use super::{
    CallApi, MessageApi, RecordingApi, SignatureError, SignedRequest, TextApi,
    form_signature::SignedParts,
    spellings::SignedBases,
    twiml::{Capabilities, Forms, TwimlService, Verbs},
    voices::VoiceNames,
};

/// The header that carries the signature.
const SIGNATURE: &str = "x-twilio-signature";

/// How long Twilio waits for an answer: <https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides>, `rt`.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

/// Twilio's own dialect. Sources: <https://www.twilio.com/docs/voice/twiml/gather>, `/record`, `/say`; a document beyond
/// the limit is error 11750.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    verbs: Verbs::TWIML,
    action_on_empty_result: true,
    untrimmed: Some("do-not-trim"),
    single_channel: None,
    silence_ends_recording: true,
    // More than one second.
    least_record_secs: 2,
    document_limit: 65_536,
    say_limit: 4_096,
};

/// Twilio Voice, ready to verify, read and answer its webhooks.
#[derive(Debug)]
pub struct Twilio {
    config: TwilioConfig,
    signed_bases: SignedBases,
    api: api::TwilioApi,
}

impl Twilio {
    /// Twilio Voice with the settings of one account.
    ///
    /// # Errors
    /// When no HTTPS client can be made for the API, such as without CA certificates.
    pub fn new(config: TwilioConfig) -> Result<Self, TwilioConfigError> {
        let signed_bases = SignedBases::new(&config.public_url_typed, &config.public_url);
        let api = api::TwilioApi::new(&config)?;
        Ok(Self { config, signed_bases, api })
    }
}

impl TwimlService for Twilio {
    const NAME: &'static str = "twilio";
    const ANSWER_TIMEOUT: Duration = ANSWER_TIMEOUT;
    const CAPABILITIES: Capabilities = CAPABILITIES;

    fn is_signed(&self, headers: &HeaderMap) -> bool {
        signature(headers).is_some()
    }

    fn check_signature(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError> {
        let SignedRequest { target, headers, body } = *request;
        let signed = SignedParts { target, signature: signature(headers), body };
        signature::verify(&self.signed_bases, &self.config.auth_tokens, &signed)
    }

    fn forms(&self) -> Forms<'_> {
        Forms { account: &self.config.account_sid, is_recording_id: api::is_recording_id }
    }

    fn voices(&self) -> &VoiceNames {
        &self.config.voices.0
    }

    fn recording_api(&self) -> &dyn RecordingApi {
        &self.api.account
    }

    fn call_api(&self) -> &dyn CallApi {
        &self.api.account
    }

    fn message_api(&self) -> Option<&dyn MessageApi> {
        Some(&self.api.account)
    }

    fn text_api(&self) -> &dyn TextApi {
        &self.api.account
    }
}

fn signature(headers: &HeaderMap) -> Option<&str> {
    headers.get(SIGNATURE)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dialog::event::Keys,
        domain::secret::Secret,
        provider::{CallerInput, Provider},
    };

    const AC: &str = "AC0123456789abcdef0123456789abcdef";

    fn twilio(api_base: &str) -> Result<Twilio, TwilioConfigError> {
        let tokens = vec![Secret::from("12345")];
        Twilio::new(TwilioConfig::new(AC, tokens, api_base, "https://gw.example.com:8443", Voices::default())?)
    }

    #[test]
    fn a_webhook_is_believed_then_understood() {
        let twilio: &dyn Provider = &twilio("http://127.0.0.1:9").unwrap();
        let body = format!("AccountSid={AC}&CallSid=CA1&Digits=4821&FinishedOnKey=%23");
        let (token, url) = (Secret::from("12345"), "https://gw.example.com/voice/twilio/answer?step=1");
        let signature = sign(&token, url, body.as_bytes());
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static(SIGNATURE), signature.parse().unwrap())]);
        assert!(twilio.has_signature(&headers) && !twilio.has_signature(&HeaderMap::new()));
        let request = SignedRequest { target: "/voice/twilio/answer?step=1", headers: &headers, body: body.as_bytes() };
        assert_eq!(twilio.verify(&request), Ok(()));
        assert_eq!(twilio.parse_answer(request.body).unwrap().input, CallerInput::Keys(Keys::new("4821".to_owned())));
        let elsewhere = SignedRequest { target: "/voice/twilio/answer?step=2", ..request };
        assert_eq!(twilio.verify(&elsewhere), Err(SignatureError));
        let unsigned = SignedRequest { headers: &HeaderMap::new(), ..request };
        assert_eq!(twilio.verify(&unsigned), Err(SignatureError));
    }

    /// Without a cryptography provider this would panic; without CA certificates on the machine it is an error.
    #[test]
    fn a_client_for_https_is_made_or_the_setting_named() {
        match twilio("https://api.twilio.com") {
            Ok(twilio) => assert_eq!(twilio.name(), "twilio"),
            Err(error) => assert!(matches!(error, TwilioConfigError::Client(_)), "{error}"),
        }
    }
}
