//! Takes a punch back that was made moments ago.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::{kiosk_request, reply};
use crate::{
    domain::ids::IdentificationId,
    service::{StoreError, kiosks::undo},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct UndoAct {
    identification: IdentificationId,
}

pub(super) async fn undo(web: Web, request: Arc<DeviceRequest>, act: UndoAct) -> Result<Answer, StoreError> {
    let asked = kiosk_request(&request);
    let undone = web.store.write(asked.holds(), move |u| undo::undo(u, &asked, act.identification)).await?;
    Ok(if undone { json!({ "kind": "undone" }).into() } else { reply::gone() })
}
