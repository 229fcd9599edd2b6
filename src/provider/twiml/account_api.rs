//! Recordings and calls in the account tree that Twilio has and others have copied. Addresses come from configuration and
//! ids alone. Source: <https://www.twilio.com/docs/voice/api/recording>.

use bytes::Bytes;
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;

use super::{call_list::list_calls, length::Length};
use crate::{
    domain::ids::{ProviderCallId, ProviderRecordingId},
    provider::{
        ApiError, CallApi, CallPage, FetchLimits, FinishedRecording, RecordingApi,
        rest::{Login, Rest, segment},
    },
};

/// The recordings and calls of one account.
#[derive(Debug)]
pub(in crate::provider) struct AccountApi {
    /// Its address, without a slash at the end.
    pub(in crate::provider) rest: Rest,
    is_recording_id: fn(&str) -> bool,
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
    length: Length,
}

impl AccountApi {
    pub(in crate::provider) fn new(
        account_url: String,
        login: Login,
        is_recording_id: fn(&str) -> bool,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self { rest: Rest::new(account_url, login)?, is_recording_id })
    }

    fn path(&self, recording: &ProviderRecordingId) -> Result<String, ApiError> {
        let id = recording.as_str();
        if (self.is_recording_id)(id) {
            Ok(format!("/Recordings/{id}"))
        } else {
            Err(ApiError::Unusable("the recording's id is none of the provider's".to_owned()))
        }
    }
}

impl RecordingApi for AccountApi {
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>> {
        Box::pin(async move { self.rest.get(&format!("{}.wav", self.path(recording)?), limits).await })
    }

    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { self.rest.delete(&self.path(recording)?).await })
    }

    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>> {
        Box::pin(async move {
            let path = format!("/Calls/{}/Recordings.json", segment(call.as_str())?);
            let list: RecordingList = self.rest.json(&path, "the list of recordings").await?;
            let finished = list.recordings.iter().filter(|listed| listed.status == "completed");
            Ok(finished
                .filter(|listed| (self.is_recording_id)(&listed.sid))
                .filter_map(|listed| {
                    let id = ProviderRecordingId::parse(&listed.sid).ok()?;
                    Some(FinishedRecording { id, secs: listed.length.secs() })
                })
                .collect())
        })
    }

    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>> {
        Box::pin(async move {
            let path = format!("{}.json", self.path(recording)?);
            let length: Length = self.rest.json(&path, "the recording's description").await?;
            Ok(length.secs())
        })
    }

    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>> {
        Box::pin(async move { self.rest.check(".json").await })
    }
}

impl CallApi for AccountApi {
    fn list_calls<'a>(&'a self, since: Timestamp, next: Option<&'a str>) -> BoxFuture<'a, Result<CallPage, ApiError>> {
        Box::pin(list_calls(&self.rest, ("/Calls.json", "StartTime%3E"), since, next))
    }
}
