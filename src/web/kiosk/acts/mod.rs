//! What a device may do: one file for each act.

mod forgot;
mod frame;
mod identify;
mod job;
mod kept;
mod leave;
mod note;
mod people;
mod photo;
mod punch;
pub(in crate::web::kiosk) mod reply;
mod resume;
mod sign_in;
mod state;
mod supervisor;
mod undo;

use std::{error::Error, sync::Arc};

use axum::{extract::State, response::Response};
use futures::future::{BoxFuture, FutureExt};
use serde::de::DeserializeOwned;

use super::{
    answer::{Answer, answered},
    request::DeviceRequest,
};
use crate::{
    service::kiosks::KioskRequest,
    web::{Web, access::Audience, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/kiosk/api/clock_other", Audience::Everybody, act(supervisor::clock_one))
        .post("/kiosk/api/forgot", Audience::Everybody, act(forgot::forgot))
        .post("/kiosk/api/frame", Audience::Everybody, frame::answer)
        .post("/kiosk/api/identify", Audience::Everybody, act(identify::identify))
        .post("/kiosk/api/job", Audience::Everybody, act(job::job))
        .post("/kiosk/api/kept", Audience::Everybody, kept::answer)
        .post("/kiosk/api/leave", Audience::Everybody, act(leave::leave))
        .post("/kiosk/api/note", Audience::Everybody, act(note::note))
        .post("/kiosk/api/people", Audience::Everybody, act(people::people))
        .post("/kiosk/api/photo", Audience::Everybody, photo::answer)
        .post("/kiosk/api/punch", Audience::Everybody, act(punch::punch))
        .post("/kiosk/api/resume", Audience::Everybody, act(resume::resume))
        .post("/kiosk/api/sign_in", Audience::Everybody, act(sign_in::sign_in))
        .post("/kiosk/api/state", Audience::Everybody, act(state::state))
        .post("/kiosk/api/supervisor", Audience::Everybody, act(supervisor::supervise))
        .post("/kiosk/api/undo", Audience::Everybody, act(undo::undo))
        .post("/kiosk/api/unlock", Audience::Everybody, act(supervisor::unlock_one))
}

/// Answers an act in JSON by what it does.
fn act<T, E, F, W>(
    work: W,
) -> impl Fn(State<Web>, DeviceRequest) -> BoxFuture<'static, Response> + Clone + Send + Sync + 'static
where
    T: DeserializeOwned + Send + 'static,
    E: Error + Send + Sync + 'static,
    F: Future<Output = Result<Answer, E>> + Send + 'static,
    W: Fn(Web, Arc<DeviceRequest>, T) -> F + Clone + Send + Sync + 'static,
{
    move |State(web), request| answered(web, request, work.clone()).boxed()
}

/// What a use case has to know of the request.
pub(in crate::web::kiosk) fn kiosk_request(request: &DeviceRequest) -> KioskRequest {
    KioskRequest {
        workspace: request.device.workspace,
        kiosk: request.kiosk.id,
        device: request.device.id,
        request: request.request,
        at: request.at,
        address: request.address.clone(),
    }
}
