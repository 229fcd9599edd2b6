//! Recordings and calls over Telnyx' REST API. An address of a file is good for minutes, so it is asked for each time;
//! the file lies at a store of files, which must not see our key.
//! Sources: <https://developers.telnyx.com/api-reference/call-recordings/retrieve-a-call-recording>,
//! <https://developers.telnyx.com/api-reference/texml-rest-commands/fetch-recordings-for-a-call>,
//! <https://developers.telnyx.com/api-reference/texml-rest-commands/fetch-multiple-call-resources>.

use bytes::Bytes;
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;

use super::TelnyxConfig;
use crate::{
    domain::ids::{ProviderCallId, ProviderRecordingId},
    provider::{
        ApiError, CallApi, CallPage, FetchLimits, FinishedRecording, RecordingApi,
        rest::{Login, Rest, segment},
        settings::is_uuid,
        twiml::list_calls,
    },
};

#[derive(Debug)]
pub(super) struct TelnyxApi {
    pub(super) rest: Rest,
    account_sid: String,
}

#[derive(Deserialize)]
struct Found {
    data: Recording,
}

#[derive(Deserialize)]
struct Recording {
    status: Option<String>,
    duration_millis: Option<u64>,
    download_urls: Option<DownloadUrls>,
}

#[derive(Deserialize)]
struct DownloadUrls {
    wav: Option<String>,
    mp3: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    recordings: Vec<ListedRecording>,
}

#[derive(Deserialize)]
struct ListedRecording {
    sid: String,
    status: Option<String>,
    /// Whole seconds in quotation marks.
    duration: Option<String>,
}

impl TelnyxApi {
    pub(super) fn new(config: &TelnyxConfig) -> Result<Self, reqwest::Error> {
        let rest = Rest::new(format!("{}/v2", config.api_base), Login::Bearer(config.api_keys.clone()))?;
        Ok(Self { rest, account_sid: config.account_sid.clone() })
    }

    async fn find(&self, recording: &ProviderRecordingId) -> Result<Recording, ApiError> {
        let Found { data } = self.rest.json(&path(recording)?, "the recording's description").await?;
        Ok(data)
    }
}

fn path(recording: &ProviderRecordingId) -> Result<String, ApiError> {
    let id = recording.as_str();
    if is_uuid(id) {
        Ok(format!("/recordings/{id}"))
    } else {
        Err(ApiError::Unusable("the recording's id is none of Telnyx'".to_owned()))
    }
}

impl RecordingApi for TelnyxApi {
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>> {
        Box::pin(async move {
            let found = self.find(recording).await?;
            match found.download_urls {
                Some(DownloadUrls { wav: Some(url), .. }) => self.rest.get_elsewhere(&url, limits).await,
                Some(DownloadUrls { wav: None, mp3: Some(_) }) => {
                    Err(ApiError::Unusable("Telnyx has recorded it as MP3 alone, which cannot be judged".to_owned()))
                }
                Some(DownloadUrls { wav: None, mp3: None }) | None => Err(ApiError::NotReady),
            }
        })
    }

    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { self.rest.delete(&path(recording)?).await })
    }

    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>> {
        Box::pin(async move {
            let call = segment(call.as_str())?;
            let path = format!("/texml/Accounts/{}/Calls/{call}/Recordings.json", self.account_sid);
            let list: Listed = self.rest.json(&path, "the list of recordings").await?;
            let finished = list.recordings.into_iter().filter(|listed| listed.status.as_deref() == Some("completed"));
            let read = finished.filter(|listed| is_uuid(&listed.sid)).filter_map(|listed| {
                let secs = listed.duration.and_then(|secs| secs.trim().parse().ok());
                Some(FinishedRecording { id: ProviderRecordingId::parse(&listed.sid).ok()?, secs })
            });
            Ok(read.collect())
        })
    }

    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>> {
        Box::pin(async move {
            let found = self.find(recording).await?;
            let millis = found.duration_millis.filter(|_| found.status.as_deref() == Some("completed"));
            Ok(millis.and_then(|millis| u32::try_from(millis.div_euclid(1_000)).ok()))
        })
    }

    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>> {
        Box::pin(async move {
            let path = format!("/texml/Accounts/{}/Recordings.json?PageSize=1", self.account_sid);
            self.rest.check(&path).await
        })
    }
}

impl CallApi for TelnyxApi {
    fn list_calls<'a>(&'a self, since: Timestamp, next: Option<&'a str>) -> BoxFuture<'a, Result<CallPage, ApiError>> {
        Box::pin(async move {
            let path = format!("/texml/Accounts/{}/Calls.json", self.account_sid);
            list_calls(&self.rest, (&path, "StartTime_gt"), since, next).await
        })
    }
}
