//! Twilio's REST API: recordings in its account tree, and texts.

use futures::future::BoxFuture;
use serde::Deserialize;

use super::{TwilioConfig, TwilioConfigError, config::is_sid};
use crate::{
    domain::texting::TextSender,
    provider::{
        ApiError, OutgoingText, TextApi, TextError,
        rest::{Login, check_status},
        twiml::AccountApi,
    },
};

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

#[derive(Deserialize)]
struct SentText {
    sid: String,
}

/// Why a request was refused; source: <https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions>.
#[derive(Deserialize)]
struct Refusal {
    code: u32,
}

/// Source: <https://www.twilio.com/docs/messaging/api/message-resource#create-a-message>.
impl TextApi for TwilioApi {
    fn send_text<'a>(&'a self, text: OutgoingText<'a>) -> BoxFuture<'a, Result<String, TextError>> {
        Box::pin(async move {
            let from = match text.from {
                TextSender::Number(number) => ("From", number.as_str()),
                TextSender::Service(service) => ("MessagingServiceSid", service.as_str()),
            };
            let form = [("To", text.to.as_str()), from, ("Body", text.body), ("StatusCallback", text.status)];
            let (status, body) = self.account.rest.post("/Messages.json", &form).await?;
            if status == 400 {
                let refusal: Option<Refusal> = serde_json::from_slice(&body).ok();
                return Err(TextError::Refused(refusal.map_or(0, |refusal| refusal.code)));
            }
            if status != 201 {
                check_status(status)?;
            }
            let sent: SentText = serde_json::from_slice(&body)
                .map_err(|_| ApiError::Unusable("the answer to a text is not the JSON it should be".to_owned()))?;
            Ok(sent.sid.chars().take(128).collect())
        })
    }
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;
