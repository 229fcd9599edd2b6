//! The answer to an act: kept before it goes out, with the nonce that the device is to show next.

use std::{error::Error, future::Future, sync::Arc, time::Duration};

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tracing::Instrument;

use super::{cookie, problem, reply, request::DeviceRequest};
use crate::{
    service::{kiosks::binding, services::in_time},
    web::Web,
};

/// How long an act waits for a program that holds the database; the screen is patient for a little longer.
const ACT_TIMEOUT: Duration = Duration::from_secs(8);

/// What a device is answered.
#[derive(Debug, Clone)]
pub struct Answer {
    value: Value,
    cookies: Vec<HeaderValue>,
}

impl Answer {
    /// The answer with a cookie, which goes out once: the same request again is answered without it.
    #[must_use]
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookies.push(cookie);
        self
    }
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self { value, cookies: Vec::new() }
    }
}

/// Does what a device asks in JSON, once, whatever becomes of its connection meanwhile.
pub async fn answered<T, E, F, W>(web: Web, request: DeviceRequest, work: W) -> Response
where
    T: DeserializeOwned + Send,
    E: Error + Send + Sync + 'static,
    F: Future<Output = Result<Answer, E>> + Send + 'static,
    W: FnOnce(Web, Arc<DeviceRequest>, T) -> F + Send + 'static,
{
    let span = tracing::error_span!("act", device = %request.device.id, request = %request.request);
    let tracker = web.tracker.clone();
    let act = async move {
        let request = Arc::new(request);
        let done = match serde_json::from_slice(&request.body) {
            Ok(asked) => in_time(ACT_TIMEOUT, work(web.clone(), Arc::clone(&request), asked)).await,
            // Only another program than ours sends this.
            Err(_) => Ok(json!({ "kind": "malformed" }).into()),
        };
        keep(&web, &request, done).await
    };
    match tracker.spawn(act.instrument(span)).await {
        Ok(response) => response,
        Err(error) => failed(&error),
    }
}

async fn keep<E: Error + 'static>(web: &Web, request: &DeviceRequest, done: Result<Answer, E>) -> Response {
    let admitted = &request.admitted;
    let answer = match done {
        Ok(answer) => answer,
        Err(error) => {
            // The device asks again under the same id.
            if let Err(error) = binding::keep_answer(&web.store, admitted, request.request, None).await {
                tracing::error!(error = &error as &dyn Error, "a failed act could not be noted");
            }
            return failed(&error);
        }
    };
    let kept = reply::around(web, Some(&admitted.nonce), &answer.value);
    if let Err(error) = binding::keep_answer(&web.store, admitted, request.request, Some(kept.clone())).await {
        return failed(&error);
    }
    let mut response = reply::stored(kept);
    let renewed = admitted.cookie.as_ref().and_then(|token| cookie::header(web, token));
    for cookie in renewed.into_iter().chain(answer.cookies) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn failed<E: Error + 'static>(error: &E) -> Response {
    problem::failed(error, "an act of a device failed")
}
