//! Recordings and calls over Plivo's REST API: a recording's description says where its file lies.
//! Sources: <https://docs.plivo.com/docs/voice/api/recording>, `/call`.

use bytes::Bytes;
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;

use super::{PlivoConfig, forms::with_plus};
use crate::{
    domain::{
        caller::Caller,
        ids::{ProviderCallId, ProviderRecordingId},
    },
    provider::{
        ApiError, CallApi, CallPage, FetchLimits, FinishedRecording, ListedCall, RecordingApi,
        rest::{Login, Rest, call_page, segment},
        settings::is_uuid,
    },
};

#[derive(Debug)]
pub(super) struct PlivoApi {
    pub(super) rest: Rest,
}

#[derive(Deserialize)]
struct Recording {
    recording_id: Option<String>,
    recording_url: Option<String>,
    recording_format: Option<String>,
    /// A number, or one in quotation marks.
    #[serde(default)]
    recording_duration_ms: serde_json::Value,
}

impl Recording {
    fn secs(&self) -> Option<u32> {
        let millis = match &self.recording_duration_ms {
            serde_json::Value::String(text) => text.trim().parse().ok(),
            serde_json::Value::Number(number) => number.as_f64(),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => None,
        };
        let secs = millis.map(|millis| (millis / 1_000.0).floor()).filter(|secs| (0.0..1e6).contains(secs))?;
        format!("{secs:.0}").parse().ok()
    }
}

#[derive(Deserialize)]
struct Listed {
    objects: Vec<Recording>,
}

#[derive(Deserialize)]
struct CallList {
    objects: Vec<Call>,
    meta: Part,
}

#[derive(Deserialize)]
struct Part {
    next: Option<String>,
}

#[derive(Deserialize)]
struct Call {
    call_uuid: String,
    call_direction: Option<String>,
    from_number: Option<String>,
    to_number: Option<String>,
    /// A date and a time with their distance from UTC.
    initiation_time: Option<String>,
    /// In seconds.
    call_duration: Option<u32>,
}

impl Call {
    fn is_to_us(&self) -> bool {
        self.call_direction.as_deref() == Some("inbound")
    }

    fn read(&self) -> Option<ListedCall> {
        let number = |number: &Option<String>| number.as_deref().map(with_plus).unwrap_or_default();
        Some(ListedCall {
            call: ProviderCallId::parse(&self.call_uuid).ok()?,
            caller: Caller::parse(&number(&self.from_number)),
            dialed: number(&self.to_number),
            began_at: self.initiation_time.as_deref()?.parse().ok()?,
            secs: self.call_duration.unwrap_or(0),
        })
    }
}

/// Calls of one part: no more are given at once.
const PAGE: usize = 20;

impl PlivoApi {
    pub(super) fn new(config: &PlivoConfig) -> Result<Self, reqwest::Error> {
        let base = format!("{}/v1/Account/{}", config.api_base, config.auth_id);
        let login = Login::Basic { user: config.auth_id.clone(), passwords: config.auth_tokens.clone() };
        Ok(Self { rest: Rest::new(base, login)? })
    }

    async fn find(&self, recording: &ProviderRecordingId) -> Result<Recording, ApiError> {
        self.rest.json(&path(recording)?, "the recording's description").await
    }
}

fn path(recording: &ProviderRecordingId) -> Result<String, ApiError> {
    let id = recording.as_str();
    if is_uuid(id) {
        Ok(format!("/Recording/{id}/"))
    } else {
        Err(ApiError::Unusable("the recording's id is none of Plivo's".to_owned()))
    }
}

impl RecordingApi for PlivoApi {
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>> {
        Box::pin(async move {
            let found = self.find(recording).await?;
            if found.recording_format.as_deref().is_some_and(|format| format != "wav") {
                return Err(ApiError::Unusable("Plivo has recorded it as MP3, which cannot be judged".to_owned()));
            }
            let url = found.recording_url.ok_or(ApiError::NotReady)?;
            self.rest.get_elsewhere(&url, limits).await
        })
    }

    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { self.rest.delete(&path(recording)?).await })
    }

    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>> {
        Box::pin(async move {
            let path = format!("/Recording/?call_uuid={}", segment(call.as_str())?);
            let list: Listed = self.rest.json(&path, "the list of recordings").await?;
            let read = list.objects.iter().filter_map(|listed| {
                let id = listed.recording_id.as_deref().filter(|id| is_uuid(id))?;
                Some(FinishedRecording { id: ProviderRecordingId::parse(id).ok()?, secs: listed.secs() })
            });
            Ok(read.collect())
        })
    }

    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>> {
        Box::pin(async move { Ok(self.find(recording).await?.secs()) })
    }

    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>> {
        Box::pin(async move { self.rest.check("/").await })
    }
}

impl CallApi for PlivoApi {
    fn list_calls<'a>(&'a self, since: Timestamp, next: Option<&'a str>) -> BoxFuture<'a, Result<CallPage, ApiError>> {
        Box::pin(async move {
            let first = || {
                let since = since.strftime("%Y-%m-%d%%20%H:%M:%S");
                format!("call_direction=inbound&end_time__gte={since}&limit={PAGE}")
            };
            let query = next.map_or_else(first, str::to_owned);
            let list: CallList = self.rest.json(&format!("/Call/?{query}"), "the list of calls").await?;
            let calls = list.objects.iter().filter(|listed| listed.is_to_us());
            call_page(calls.map(Call::read), list.meta.next.as_deref())
        })
    }
}
