//! What a screen has to know before anybody touches it.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    domain::{
        ids::DeviceId,
        kiosk::{
            CredentialKind,
            kept::{LONGEST_KEPT, MOST_KEPT},
        },
        language::Language,
    },
    service::{
        Hold, StoreError,
        kiosks::{
            kept::{self, SEALED_BYTES},
            standing,
        },
    },
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct StateAct {
    /// How many punches the browser has kept and not sent, where it knows.
    unsent: Option<usize>,
}

pub(super) async fn state(web: Web, request: Arc<DeviceRequest>, act: StateAct) -> Result<Answer, StoreError> {
    let DeviceRequest { device, kiosk, policy, at, .. } = request.as_ref();
    let (id, at) = (device.workspace, *at);
    let standing::Standing { settings, has_jobs, has_supervisors } =
        web.store.read(move |tx| standing::get(tx, id)).await?;
    if let Some(unsent) = act.unsent.map(|unsent| unsent.min(MOST_KEPT)).filter(|unsent| *unsent != device.unsent) {
        let (workspace, id) = (device.workspace, device.id);
        web.store.write(Hold::Device(id), move |u| kept::set_unsent(u, (workspace, id), unsent)).await?;
    }
    let zone = kiosk.zone.as_ref().unwrap_or(&settings.zone);
    let language = kiosk.language.unwrap_or(settings.language);
    let phone = web.services.dial_in_number.as_ref().map(|number| number.as_str());
    Ok(json!({
        "kind": "state",
        "workspace": settings.name,
        "kiosk": { "id": kiosk.id, "name": kiosk.name, "zone": zone.name() },
        "device": { "name": device.name },
        "language": language.code(),
        "languages": settings.languages.iter().map(Language::code).collect::<Vec<_>>(),
        "method": policy.method.name(),
        "digits": policy.digits_of(policy.method.pin()),
        "fallback_digits": policy.digits_of(CredentialKind::NamePin),
        "authentication": kiosk.authentication_required,
        "universal": kiosk.universal_set_at.is_some(),
        "supervisors": has_supervisors,
        "sign_in": policy.sign_in_by_pin,
        "phone": phone,
        "clock_id_hint": null,
        "jobs": has_jobs,
        "photos": kiosk.photos,
        "keeping": keeping(&web, device.id),
        "careful": device.careful_until.is_some_and(|until| until > at),
    })
    .into())
}

/// What a browser seals with while the network is gone.
fn keeping(web: &Web, device: DeviceId) -> Value {
    let key = web.services.keeper.key();
    json!({
        "device": device,
        "key": key.id(),
        "public": URL_SAFE_NO_PAD.encode(key.public()),
        "bytes": SEALED_BYTES - TAG_BYTES,
        "most": MOST_KEPT,
        "longest": LONGEST_KEPT.as_secs() * 1_000,
    })
}

/// Bytes that AES-GCM adds.
const TAG_BYTES: usize = 16;
