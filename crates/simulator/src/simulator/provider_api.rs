//! The part of each provider's REST API that a gateway asks for recordings and calls, and the address where a call that is placed
//! from another process leaves its own.

mod calls;
mod files;
mod messages;
mod plivo;
mod telnyx;
mod texts;

use std::{
    future::{Future, IntoFuture},
    io,
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, RawQuery, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use phoneclock_core::domain::secret::Secret;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;
use tokio_util::sync::CancellationToken;

use super::{
    brand::Brand,
    recordings::{FetchTrouble, KeptRecording, SimulatedRecordings},
    texts::SimulatedTexts,
    voice,
};

/// The largest recording that is taken from another process, in bytes.
const MAX_UPLOAD: usize = 32 * 1024 * 1024;
/// What a stop leaves to requests that have begun.
const FINISH: Duration = Duration::from_secs(1);

/// One simulated account: its credentials and its recordings.
#[derive(Debug, Clone)]
pub struct ProviderApi {
    /// Whose API it is.
    pub brand: Brand,
    /// The account's id, which is the user name.
    pub account_sid: String,
    /// The account's secret, which is the password.
    pub auth_token: Secret,
    /// What the account holds.
    pub recordings: SimulatedRecordings,
    /// The texts that it was handed.
    pub texts: SimulatedTexts,
}

/// The API as a router, every address behind basic authentication.
pub fn router(api: ProviderApi) -> Router {
    let (brand, api) = (api.brand, Arc::new(api));
    let of_brand = match brand {
        Brand::Twilio => account_tree(Router::new(), "/2010-04-01"),
        Brand::SignalWire => account_tree(Router::new(), "/api/laml/2010-04-01"),
        Brand::Telnyx => telnyx::routes(),
        Brand::Plivo => plivo::routes(),
    };
    let behind_a_login = of_brand
        .route("/simulator/recordings/{recording}", put(upload))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
        .layer(middleware::from_fn_with_state(Arc::clone(&api), authenticate));
    behind_a_login.merge(files::routes()).with_state(api)
}

fn account_tree(router: Router<Arc<ProviderApi>>, root: &str) -> Router<Arc<ProviderApi>> {
    let account_url = format!("{root}/Accounts/{{account}}");
    router
        .route(&account_url, get(account))
        .route(&format!("{account_url}/Recordings/{{recording}}"), get(fetch).delete(delete))
        .route(&format!("{account_url}/Calls/{{call}}/Recordings.json"), get(list_of_call))
        .route(&format!("{account_url}/Calls.json"), get(calls::list))
        .route(&format!("{account_url}/Messages.json"), get(messages::list).post(texts::send_as_twilio))
}

/// Answers until `shutdown` comes, then lets what has begun end within a second.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    api: ProviderApi,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let stopped = CancellationToken::new();
    let told = stopped.clone();
    let serving = axum::serve(listener, router(api)).with_graceful_shutdown(async move {
        shutdown.await;
        told.cancel();
    });
    let broken_off = async {
        stopped.cancelled().await;
        tokio::time::sleep(FINISH).await;
    };
    tokio::select! {
        served = serving.into_future() => served,
        () = broken_off => Ok(()),
    }
}

async fn authenticate(State(api): State<Arc<ProviderApi>>, request: Request, next: Next) -> Response {
    if is_authentic(&api, request.headers()) {
        next.run(request).await
    } else {
        let challenge = [(header::WWW_AUTHENTICATE, "Basic realm=\"Simulated provider\"")];
        (StatusCode::UNAUTHORIZED, challenge).into_response()
    }
}

fn is_authentic(api: &ProviderApi, headers: &HeaderMap) -> bool {
    let Some(given) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) else { return false };
    if let Some(key) = given.strip_prefix("Bearer ") {
        return api.brand == Brand::Telnyx && bool::from(key.as_bytes().ct_eq(api.auth_token.expose().as_bytes()));
    }
    let Some(given) = given.strip_prefix("Basic ").and_then(|text| STANDARD.decode(text).ok()) else { return false };
    let wanted = format!("{}:{}", api.account_sid, api.auth_token.expose());
    given.ct_eq(wanted.as_bytes()).into()
}

fn json_answer(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

async fn account(State(api): State<Arc<ProviderApi>>, Path(account): Path<String>) -> Response {
    if account.strip_suffix(".json") != Some(&api.account_sid) {
        return StatusCode::NOT_FOUND.into_response();
    }
    json_answer(&json!({ "sid": api.account_sid, "friendly_name": "Simulated provider", "status": "active" }))
}

fn described(api: &ProviderApi, sid: &str, kept: &KeptRecording) -> Value {
    json!({
        "sid": sid,
        "account_sid": api.account_sid,
        "call_sid": kept.call_sid,
        "status": "completed",
        "source": "RecordVerb",
        "channels": 1,
        "duration": format!("{:.0}", voice::secs_of(&kept.wav)),
    })
}

async fn fetch(State(api): State<Arc<ProviderApi>>, Path((account, name)): Path<(String, String)>) -> Response {
    const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;
    if account != api.account_sid {
        return NOT_FOUND.into_response();
    }
    if let Some(sid) = name.strip_suffix(".json") {
        let kept = api.recordings.get(sid);
        return kept.map_or_else(|| NOT_FOUND.into_response(), |kept| json_answer(&described(&api, sid, &kept)));
    }
    let sid = name.strip_suffix(".wav").unwrap_or(&name);
    give_out(&api, sid).await
}

/// The sound of a recording, unless something goes wrong.
async fn give_out(api: &ProviderApi, sid: &str) -> Response {
    const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;
    let Some(kept) = api.recordings.fetch(sid) else { return NOT_FOUND.into_response() };
    let wav = match api.recordings.trouble() {
        FetchTrouble::Absent => return NOT_FOUND.into_response(),
        FetchTrouble::NotReady { times } if kept.fetches <= times => return NOT_FOUND.into_response(),
        FetchTrouble::Unavailable { times } if kept.fetches <= times => {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        FetchTrouble::Corrupt => Bytes::from_static(b"RIFF and then nothing that makes sense"),
        FetchTrouble::Slow(wait) => {
            tokio::time::sleep(wait).await;
            kept.wav
        }
        FetchTrouble::None | FetchTrouble::NotReady { .. } | FetchTrouble::Unavailable { .. } => kept.wav,
    };
    ([(header::CONTENT_TYPE, "audio/x-wav")], wav).into_response()
}

async fn delete(State(api): State<Arc<ProviderApi>>, Path((account, name)): Path<(String, String)>) -> StatusCode {
    let sid = name.strip_suffix(".json").unwrap_or(&name);
    let deleted = account == api.account_sid && api.recordings.delete(sid);
    if deleted { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}

async fn list_of_call(State(api): State<Arc<ProviderApi>>, Path((account, call)): Path<(String, String)>) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let recordings: Vec<_> =
        api.recordings.list_of_call(&call).iter().map(|(sid, kept)| described(&api, sid, kept)).collect();
    json_answer(&json!({ "recordings": recordings, "page": 0, "page_size": 50, "next_page_uri": null }))
}

async fn upload(
    State(api): State<Arc<ProviderApi>>,
    Path(recording): Path<String>,
    RawQuery(query): RawQuery,
    wav: Bytes,
) -> StatusCode {
    let query = query.unwrap_or_default();
    let Some((_, call)) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "call") else {
        return StatusCode::BAD_REQUEST;
    };
    api.recordings.keep(&call, &recording, wav);
    StatusCode::NO_CONTENT
}
