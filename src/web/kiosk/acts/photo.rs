//! The photo of a punch, or why there is none: beside the chain of nonces, so that the next one never waits for it. The
//! same sent again changes nothing.

use std::error::Error;

use axum::{extract::State, response::Response};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{ids::IdentificationId, photo::NoPhoto},
    service::photos::receive::{Receipt, SentPhoto, receive},
    web::{
        Web,
        kiosk::{problem, reply::unchained, request::UnchainedRequest},
    },
};

/// One of both: the JPEG in Base64, or why there is none.
#[derive(Deserialize)]
struct PhotoAct {
    identification: IdentificationId,
    jpeg: Option<String>,
    missing: Option<String>,
}

impl PhotoAct {
    /// What is no Base64 is no picture.
    fn content(&self) -> Option<Result<Vec<u8>, NoPhoto>> {
        match (&self.jpeg, self.missing.as_deref()) {
            (Some(jpeg), None) => Some(STANDARD.decode(jpeg).map_err(|_| NoPhoto::Unusable)),
            (None, Some(missing)) => NoPhoto::parse(missing).filter(|reason| reason.is_said_by_devices()).map(Err),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

pub(super) async fn answer(State(web): State<Web>, request: UnchainedRequest) -> Response {
    let act = serde_json::from_slice::<PhotoAct>(&request.body).ok();
    let Some((act, content)) = act.and_then(|act| Some((act.identification, act.content()?))) else {
        // Only another program than ours sends this.
        return unchained(&web, &json!({ "kind": "malformed" }));
    };
    let sent = SentPhoto {
        workspace: request.device.workspace,
        device: request.device.id,
        identification: act,
        content: content.map(Into::into),
        at: web.store.now(),
    };
    let (store, recordings) = (web.store.clone(), web.recordings.clone());
    // Whatever becomes of the connection meanwhile.
    match web.tracker.spawn(async move { receive(&store, &recordings, sent).await }).await {
        Ok(Ok(receipt)) => unchained(&web, &json!({ "kind": kind(receipt) })),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

const fn kind(receipt: Receipt) -> &'static str {
    match receipt {
        Receipt::Kept => "kept",
        Receipt::Noted => "noted",
        Receipt::Unasked => "unasked",
        Receipt::Late => "late",
        Receipt::Over => "over",
        Receipt::TooLarge => "too_large",
        Receipt::Unusable => "unusable",
    }
}

fn failed(error: &(dyn Error + 'static)) -> Response {
    problem::failed(error, "a photo could not be taken in")
}
