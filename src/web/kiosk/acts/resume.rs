//! Goes on after a page was closed in the middle of a request. It does nothing, so that a device can send it as often
//! as it takes to be answered.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::ids::DeviceRequestId,
    service::{StoreError, kiosks::binding},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct ResumeAct {
    /// The request whose answer was not heard. Should it still be on its way, it comes too late.
    lost: DeviceRequestId,
}

pub(super) async fn resume(
    web: Web,
    request: Arc<DeviceRequest>,
    ResumeAct { lost }: ResumeAct,
) -> Result<Answer, StoreError> {
    binding::refuse_late(&web.store, request.device.id, lost).await?;
    Ok(json!({ "kind": "resumed" }).into())
}
