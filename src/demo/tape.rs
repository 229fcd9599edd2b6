//! The provider of the past: speaks as the real one does, and its recordings are the demo's voices.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use futures::future::BoxFuture;
use http::HeaderMap;

use super::{
    cast::{CLIPPED, NO_SOUND, PEOPLE, SHORT, SILENCE},
    sound::Sound,
};
use crate::{
    dialog::{action::Reply, script::Script},
    domain::ids::{ProviderCallId, ProviderRecordingId},
    provider::{
        Addresses, Answer, ApiError, CallApi, CallStatus, FetchLimits, FinishedRecording, Provider, RecordingApi,
        RecordingStatus, RenderError, Ring, SignatureError, SignedRequest, WebhookError,
    },
};

/// A provider that verifies and answers as the real one does, and whose recordings are the demo's voices.
pub struct Tape {
    inner: Arc<dyn Provider>,
    held: Mutex<HashMap<ProviderRecordingId, &'static [u8]>>,
}

impl Tape {
    /// A provider without recordings yet, around the real one.
    #[must_use]
    pub fn new(inner: Arc<dyn Provider>) -> Self {
        Self { inner, held: Mutex::default() }
    }

    /// Keeps what somebody said under this id; whether there is anything to keep.
    pub fn keep(&self, id: &ProviderRecordingId, sound: Sound) -> bool {
        let wav = match sound {
            Sound::NameBy(person) => PEOPLE.get(person).and_then(|person| person.voice).unwrap_or(SILENCE),
            Sound::Silence => SILENCE,
            Sound::Short => SHORT,
            Sound::Clipped => CLIPPED,
            Sound::Unreadable => NO_SOUND,
            Sound::Nothing => return false,
        };
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), wav);
        true
    }
}

impl RecordingApi for Tape {
    fn fetch<'a>(&'a self, id: &'a ProviderRecordingId, _: FetchLimits) -> BoxFuture<'a, Result<Bytes, ApiError>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied();
        Box::pin(async move { held.map(Bytes::from_static).ok_or(ApiError::NotReady) })
    }

    fn delete<'a>(&'a self, _: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async { Ok(()) })
    }

    fn list_of_call<'a>(&'a self, _: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn find_secs<'a>(&'a self, _: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>> {
        Box::pin(async { Ok(None) })
    }

    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>> {
        Box::pin(async { Ok(()) })
    }
}

impl Provider for Tape {
    fn name(&self) -> &'static str {
        self.inner.name()
    }

    fn answer_timeout(&self) -> Duration {
        self.inner.answer_timeout()
    }

    fn has_signature(&self, headers: &HeaderMap) -> bool {
        self.inner.has_signature(headers)
    }

    fn verify(&self, _: &SignedRequest<'_>) -> Result<(), SignatureError> {
        Err(SignatureError)
    }

    fn find_call(&self, body: &[u8]) -> Option<ProviderCallId> {
        self.inner.find_call(body)
    }

    fn parse_ring(&self, body: &[u8]) -> Result<Ring, WebhookError> {
        self.inner.parse_ring(body)
    }

    fn parse_answer(&self, body: &[u8]) -> Result<Answer, WebhookError> {
        self.inner.parse_answer(body)
    }

    fn parse_call_status(&self, body: &[u8]) -> Result<CallStatus, WebhookError> {
        self.inner.parse_call_status(body)
    }

    fn parse_recording_status(&self, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
        self.inner.parse_recording_status(body)
    }

    fn render(&self, reply: &Reply, script: &Script, addresses: &Addresses) -> Result<String, RenderError> {
        self.inner.render(reply, script, addresses)
    }

    fn content_type(&self) -> &'static str {
        self.inner.content_type()
    }

    fn recordings(&self) -> &dyn RecordingApi {
        self
    }

    fn calls(&self) -> &dyn CallApi {
        self.inner.calls()
    }
}
