//! Connecting a browser: the digits of the office are keyed, and it waits until the office has confirmed.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{header, request::Parts},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    cookie, envelope,
    problem::{self, Problem},
    reply,
};
use crate::{
    service::{
        StoreError,
        access::Visitor,
        kiosks::{
            codes::{self, KeyedCode, KeyedOutcome},
            looks::{self, LookingBrowser, Standing},
            signature::{SignedWords, is_public_key},
        },
    },
    web::{Web, access::Audience, bodies, routes::Routes},
};

/// Bytes of the digits and a public key.
const MAX_BODY: usize = 1024;

pub(super) fn routes() -> Routes {
    Routes::new().post("/kiosk/connect", Audience::Everybody, connect).post(
        "/kiosk/connect/state",
        Audience::Everybody,
        state,
    )
}

#[derive(Deserialize)]
struct Connect {
    code: String,
    /// A point of P-256, uncompressed, in Base64 for addresses.
    key: String,
}

/// The headers keep other sites out: a browser sends them to no gateway but its page's own without asking it first
/// (Fetch, CORS preflight). The signature shows that the browser has the key that it names.
async fn connect(State(web): State<Web>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let (words, body) = match signed(&web, &head, body).await {
        Ok(signed) => signed,
        Err(refused) => return refused,
    };
    let Ok(Connect { code, key }) = serde_json::from_slice(&body) else { return problem::answer(Problem::Malformed) };
    let key = URL_SAFE_NO_PAD.decode(key).ok().filter(|key| is_public_key(key));
    let key = key.filter(|key| words.are_of(key, head.uri.path(), &body));
    let Some(public_key) = key else { return problem::answer(Problem::Signature) };
    let keyed = KeyedCode { digits: code, public_key, visitor: visitor(&head) };
    let outcome = web.store.write(codes::hold(), move |u| codes::key_in(u, &keyed)).await;
    match outcome {
        Ok(KeyedOutcome::Waiting { number, ends_at, cookie }) => {
            let answer = json!({ "kind": "waiting", "number": number, "ends": ends_at.as_millisecond() });
            let mut response = reply::unchained(&web, &answer);
            if let Some(cookie) = cookie::header(&web, &cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(KeyedOutcome::Wrong) => reply::unchained(&web, &json!({ "kind": "wrong" })),
        Ok(KeyedOutcome::TooMany) => reply::unchained(&web, &json!({ "kind": "wait" })),
        Err(error) => failed(&error),
    }
}

/// How far the approval of a browser is.
async fn state(State(web): State<Web>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let (words, body) = match signed(&web, &head, body).await {
        Ok(signed) => signed,
        Err(refused) => return refused,
    };
    let Some(cookie) = envelope::shown_cookie(&web, &head.headers) else {
        return reply::unchained(&web, &json!({ "kind": "none" }));
    };
    let browser = LookingBrowser { cookie, words, path: head.uri.path().to_owned(), body };
    let now = web.store.clock().time_for_ends();
    match web.store.read(move |tx| looks::find(tx, &browser, now)).await {
        Ok(standing) => reply::unchained(&web, &in_json(standing)),
        Err(error) => failed(&error),
    }
}

fn in_json(standing: Standing) -> Value {
    match standing {
        Standing::Nobody => json!({ "kind": "none" }),
        Standing::Cleared => json!({ "kind": "cleared" }),
        Standing::Waiting { number, ends_at } => {
            json!({ "kind": "waiting", "number": number, "ends": ends_at.as_millisecond() })
        }
        Standing::Expired => json!({ "kind": "expired" }),
        Standing::Refused => json!({ "kind": "refused" }),
        Standing::Approved { nonce } => {
            json!({ "kind": "approved", "nonce": nonce.map(|nonce| URL_SAFE_NO_PAD.encode(nonce)) })
        }
        Standing::Revoked => json!({ "kind": "revoked" }),
        Standing::Suspended => json!({ "kind": "suspended" }),
    }
}

/// What was signed, by whoever that was, and the body.
async fn signed(web: &Web, head: &Parts, body: Body) -> Result<(SignedWords, Bytes), Response> {
    let words = envelope::signed_words(&head.headers).ok_or_else(|| problem::answer(Problem::Signature))?;
    let read = web.edge.bodies.strangers.read(body, MAX_BODY, bodies::BODY_TIMEOUT).await;
    Ok((words, read.map_err(problem::unread)?.bytes))
}

fn visitor(head: &Parts) -> Visitor {
    head.extensions.get::<Visitor>().cloned().unwrap_or_default()
}

fn failed(error: &StoreError) -> Response {
    problem::failed(error, "a browser could not be connected")
}
