//! Whoever was found has gone.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::kiosk_request;
use crate::{
    domain::ids::IdentificationId,
    service::{StoreError, kiosks::leave},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct LeaveAct {
    identification: IdentificationId,
}

pub(super) async fn leave(web: Web, request: Arc<DeviceRequest>, act: LeaveAct) -> Result<Answer, StoreError> {
    let asked = kiosk_request(&request);
    web.store.write(asked.holds(), move |u| leave::leave(u, &asked, act.identification)).await?;
    Ok(json!({ "kind": "left" }).into())
}
