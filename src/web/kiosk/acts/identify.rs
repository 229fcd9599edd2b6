//! Finds whoever stands at the device, and clocks them where there is one thing to do.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::{kiosk_request, reply};
use crate::{
    domain::{ids::IdentificationId, secret::Secret},
    service::kiosks::identify::{Identified, IdentifyError, Refusal, Shown},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

/// Longer texts are looked at no further: no name, number, PIN or badge is as long.
const LONGEST: usize = 200;
/// Whoever takes longer than this has gone in between.
const LONGEST_MILLIS: u32 = 10 * 60 * 1_000;

/// How somebody is looked for. What is absent is as what is empty.
#[derive(Deserialize)]
pub(super) struct IdentifyAct {
    by: By,
    employee: Option<String>,
    number: Option<String>,
    pin: Option<String>,
    badge: Option<String>,
    identification: Option<IdentificationId>,
    /// Milliseconds since the first touch, as the page has measured them.
    touched: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Name,
    Number,
    Pin,
    Badge,
    Universal,
}

pub(super) async fn identify(web: Web, request: Arc<DeviceRequest>, act: IdentifyAct) -> Result<Answer, IdentifyError> {
    let touched = act.touched.filter(|touched| *touched <= LONGEST_MILLIS);
    let shown = act.shown();
    let identifier = &web.services.identifier;
    Ok(match identifier.identify(kiosk_request(&request), shown, touched).await? {
        Identified::Done(done) => reply::done(&done),
        Identified::Choose(choices) => reply::choose(&choices),
        Identified::PinNext { identification, digits } => {
            json!({ "kind": "pin", "identification": identification, "digits": digits }).into()
        }
        Identified::Refused(Refusal { ask_manager, need_name, forgot }) => json!({
            "kind": "refused",
            "ask_manager": ask_manager,
            "may_note": ask_manager,
            "need_name": need_name,
            "forgot": forgot,
        })
        .into(),
        Identified::Gone => reply::gone(),
    })
}

impl IdentifyAct {
    fn shown(self) -> Shown {
        let text = |given: Option<String>| given.filter(|given| given.len() <= LONGEST).unwrap_or_default();
        let secret = |given: Option<String>| Secret::new(text(given));
        match (self.by, self.identification) {
            (By::Name, _) => Shown::Name { employee: text(self.employee), pin: self.pin.map(|pin| secret(Some(pin))) },
            (By::Number, _) => Shown::Number { number: text(self.number), pin: secret(self.pin) },
            (By::Pin, _) => Shown::Pin(secret(self.pin)),
            (By::Badge, Some(identification)) if self.badge.is_none() => {
                Shown::PinOfBadge { identification, pin: secret(self.pin) }
            }
            (By::Badge, _) => Shown::Badge(secret(self.badge)),
            (By::Universal, _) => Shown::Universal { employee: text(self.employee), pin: secret(self.pin) },
        }
    }
}
