//! A badge before the camera, for browsers that cannot read it themselves.

use std::time::Instant;

use axum::{extract::State, response::Response};
use serde_json::json;

use crate::{
    domain::kiosk::badge::Badge,
    web::{
        Web,
        kiosk::{frame::Frame, reply::unchained, request::UnchainedRequest},
    },
};

/// Whose badge it is, if anybody's, is not looked up here.
pub(super) async fn answer(State(web): State<Web>, request: UnchainedRequest) -> Response {
    let found = find_badge(&web, request).await;
    unchained(
        &web,
        &found.map_or(json!({ "kind": "nothing" }), |badge| json!({ "kind": "badge", "badge": badge.expose() })),
    )
}

/// The badge in a frame, as long as the device has some of its time left, and not too many others are being read.
async fn find_badge(web: &Web, request: UnchainedRequest) -> Option<Badge> {
    let (device, frames) = (request.device.id, &web.edge.frames);
    if !frames.allowance.allows(device, web.store.now()) {
        return None;
    }
    let _turn = frames.turns.try_acquire().ok()?;
    let begun = Instant::now();
    let reading = web.tracker.spawn_blocking(move || Frame::parse(&request.body).ok()?.find_badge());
    let found = reading.await.ok().flatten();
    frames.allowance.charge(device, begun.elapsed());
    found
}
