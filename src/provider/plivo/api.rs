//! Recordings over Plivo's REST API: a recording's description says where its file lies.
//! Source: <https://docs.plivo.com/docs/voice/api/recording>.

use bytes::Bytes;
use futures::future::BoxFuture;
use serde::Deserialize;

use super::PlivoConfig;
use crate::{
    domain::ids::{ProviderCallId, ProviderRecordingId},
    provider::{
        ApiError, FetchLimits, FinishedRecording, RecordingApi,
        rest::{Login, Rest, segment},
        settings::is_uuid,
    },
};

#[derive(Debug)]
pub(super) struct PlivoApi {
    rest: Rest,
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
