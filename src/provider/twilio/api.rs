//! Recordings over Twilio's REST API. Addresses come from configuration and ids alone, and no redirect is followed:
//! the auth token goes to the configured host and nowhere else.
//! Source: <https://www.twilio.com/docs/voice/api/recording>.

use std::{error::Error, time::Duration};

use crate::domain::secret::Secret;
use bytes::Bytes;
use futures::future::BoxFuture;
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde::Deserialize;

use super::{TwilioConfig, TwilioConfigError, config::is_sid};
use crate::{
    domain::{
        ids::{ProviderCallId, ProviderRecordingId},
        texting::TextSender,
    },
    provider::{ApiError, FetchLimits, FinishedRecording, OutgoingText, RecordingApi, TextApi, TextError},
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For every exchange but that of a recording, whose limits come from the caller.
const SMALL_ANSWER: FetchLimits = FetchLimits { max_bytes: 256 * 1024, timeout: Duration::from_secs(15) };

#[derive(Debug)]
pub(super) struct TwilioApi {
    client: Client,
    /// The address of the account, without a slash at the end.
    account_url: String,
    account_sid: String,
    auth_tokens: Vec<Secret>,
}

#[derive(Deserialize)]
struct RecordingList {
    recordings: Vec<ListedRecording>,
}

#[derive(Deserialize)]
struct ListedRecording {
    sid: String,
    status: String,
    #[serde(flatten)]
    length: RecordingLength,
}

/// Digits in quotation marks, null while the recording is made, -1 where it is not known.
#[derive(Deserialize)]
struct RecordingLength {
    #[serde(default)]
    duration: serde_json::Value,
}

impl RecordingLength {
    fn secs(&self) -> Option<u32> {
        match &self.duration {
            serde_json::Value::String(text) => text.trim().parse().ok(),
            serde_json::Value::Number(number) => number.as_u64().and_then(|secs| u32::try_from(secs).ok()),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => None,
        }
    }
}

impl TwilioApi {
    pub(super) fn new(config: &TwilioConfig) -> Result<Self, TwilioConfigError> {
        // The first to come installs it for the whole program; an earlier one is kept.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("phoneclock/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT);
        let builder = if config.api_base.starts_with("https:") {
            builder.https_only(true)
        } else {
            // This machine's own address: no proxy, and no CA certificates needed.
            builder.no_proxy().tls_certs_only([])
        };
        Ok(Self {
            client: builder.build().map_err(TwilioConfigError::Client)?,
            account_url: format!("{}/2010-04-01/Accounts/{}", config.api_base, config.account_sid),
            account_sid: config.account_sid.clone(),
            auth_tokens: config.auth_tokens.clone(),
        })
    }

    /// Hands a form over, once: what may have been taken is not sent again within one try.
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<(u16, Bytes), ApiError> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let with_form = |request: RequestBuilder| {
            request.header("content-type", "application/x-www-form-urlencoded").body(body.clone())
        };
        let exchange = async {
            let response = self.send(&Method::POST, path, with_form).await?;
            match response.status().as_u16() {
                status @ 401 => Err(ApiError::Credentials(status)),
                status => Ok((status, read(response, SMALL_ANSWER.max_bytes).await?)),
            }
        };
        within(SMALL_ANSWER.timeout, exchange).await
    }

    /// One exchange within its limits; the body of a success.
    async fn exchange(&self, method: Method, path: &str, limits: FetchLimits) -> Result<Bytes, ApiError> {
        let exchange = async {
            let response = self.send(&method, path, |request| request).await?;
            check_status(response.status().as_u16())?;
            read(response, limits.max_bytes).await
        };
        within(limits.timeout, exchange).await
    }

    /// Sends with the first auth token that is not refused: while they are rotated, either may be the one in force.
    async fn send(
        &self,
        method: &Method,
        path: &str,
        finish: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Response, ApiError> {
        let mut refusal = Err(ApiError::Credentials(401));
        for token in &self.auth_tokens {
            let request = self
                .client
                .request(method.clone(), format!("{}{path}", self.account_url))
                .basic_auth(&self.account_sid, Some(token.expose()));
            let response = finish(request).send().await.map_err(unavailable)?;
            let refused = response.status().as_u16() == 401;
            refusal = Ok(response);
            if !refused {
                break;
            }
        }
        refusal
    }
}

/// Waits for a whole answer, and no longer than this.
async fn within<T>(limit: Duration, exchange: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(limit, exchange)
        .await
        .unwrap_or_else(|_| Err(ApiError::Unavailable(format!("no whole answer within {} s", limit.as_secs_f32()))))
}

impl RecordingApi for TwilioApi {
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>> {
        Box::pin(async move {
            let path = format!("{}.wav", recording_path(recording)?);
            self.exchange(Method::GET, &path, limits).await
        })
    }

    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move {
            match self.exchange(Method::DELETE, &recording_path(recording)?, SMALL_ANSWER).await {
                Ok(_) | Err(ApiError::NotReady) => Ok(()),
                Err(error @ (ApiError::Unavailable(_) | ApiError::Credentials(_) | ApiError::Unusable(_))) => {
                    Err(error)
                }
            }
        })
    }

    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>> {
        Box::pin(async move {
            let path = format!("/Calls/{}/Recordings.json", call_segment(call)?);
            let body = self.exchange(Method::GET, &path, SMALL_ANSWER).await?;
            let list: RecordingList = serde_json::from_slice(&body)
                .map_err(|_| ApiError::Unusable("the list of recordings is not the JSON it should be".to_owned()))?;
            let finished = list.recordings.iter().filter(|listed| listed.status == "completed");
            Ok(finished
                .filter(|listed| is_sid(&listed.sid, "RE"))
                .filter_map(|listed| {
                    let id = ProviderRecordingId::parse(&listed.sid).ok()?;
                    Some(FinishedRecording { id, secs: listed.length.secs() })
                })
                .collect())
        })
    }

    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>> {
        Box::pin(async move {
            let path = format!("{}.json", recording_path(recording)?);
            let body = self.exchange(Method::GET, &path, SMALL_ANSWER).await?;
            let length: RecordingLength = serde_json::from_slice(&body).map_err(|_| {
                ApiError::Unusable("the recording's description is not the JSON it should be".to_owned())
            })?;
            Ok(length.secs())
        })
    }

    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>> {
        Box::pin(async move { self.exchange(Method::GET, ".json", SMALL_ANSWER).await.map(drop) })
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
            let (status, body) = self.post("/Messages.json", &form).await?;
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

fn recording_path(recording: &ProviderRecordingId) -> Result<String, ApiError> {
    let id = recording.as_str();
    if is_sid(id, "RE") {
        Ok(format!("/Recordings/{id}"))
    } else {
        Err(ApiError::Unusable("the recording's id is none of Twilio's".to_owned()))
    }
}

/// A call's id as it may stand in a path.
fn call_segment(call: &ProviderCallId) -> Result<&str, ApiError> {
    let id = call.as_str();
    if id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        Ok(id)
    } else {
        Err(ApiError::Unusable("the call's id is none of Twilio's".to_owned()))
    }
}

fn check_status(status: u16) -> Result<(), ApiError> {
    match status {
        200 | 204 => Ok(()),
        300..=399 => Err(ApiError::Unusable(format!("a redirect, which is never followed (HTTP {status})"))),
        401 | 403 => Err(ApiError::Credentials(status)),
        404 => Err(ApiError::NotReady),
        408 | 425 | 429 | 500..=599 => Err(ApiError::Unavailable(format!("HTTP {status}"))),
        _ => Err(ApiError::Unusable(format!("HTTP {status}"))),
    }
}

/// Reads no further than the limit, whatever length was announced.
async fn read(mut response: Response, max_bytes: usize) -> Result<Bytes, ApiError> {
    let too_large = || ApiError::Unusable(format!("more than {max_bytes} bytes"));
    let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if announced > max_bytes {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = response.chunk().await.map_err(unavailable)? {
        if body.len() + chunk.len() > max_bytes {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}

/// The whole chain of causes, without the address: it holds the account's and the recording's ids.
fn unavailable(error: reqwest::Error) -> ApiError {
    let error = error.without_url();
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said.push_str(": ");
        said.push_str(&error.to_string());
        cause = error.source();
    }
    ApiError::Unavailable(said)
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;
