//! What kiosks have kept while their network was gone, sealed in the browser: it is opened and checked when it comes. A
//! right one becomes a punch at the time at which it was kept, with an exception; a doubtful one becomes a claim, and
//! what cannot be read at all does, too. Nothing is dropped, nothing is doubled, and the device hears of neither.

mod decide;
mod envelope;
mod fits;
mod who;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

pub use self::envelope::SEALED_BYTES;
use self::{
    decide::Arrived,
    envelope::{Inner, Outer},
};
use super::{
    Device,
    identify::{self, Checked, IdentifyError},
    place::{KioskRequest, Place},
};
pub use crate::store::kept_punches::WhyNot;
use crate::{
    domain::{
        ids::{DeviceId, DeviceRequestId, KeptPunchId, WorkspaceId},
        kiosk::kept::{MOST_KEPT, Sent},
    },
    service::{Store, Unit, kernel::kiosk_key::KioskKey, pin_hash::PinHasher},
    store::{Hold, StoreError, kept_punches, kiosk_devices},
};

/// What a device can send in a day: more than it keeps, so that a queue of guesses has an end.
const MOST_A_DAY: usize = 2 * MOST_KEPT;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Some of what a browser has kept, as it came.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The device that sends it; perhaps another one than has kept it, in the same browser.
    pub device: Device,
    /// When it came.
    pub at: Timestamp,
    /// How sending was timed.
    pub sent: Sent,
    /// Each as JSON.
    pub envelopes: Vec<Value>,
    /// How many punches the browser has not sent, with these.
    pub unsent: usize,
}

/// What a browser need not keep any longer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Their ids, as they came.
    pub ids: Vec<KeptPunchId>,
    /// Whether others are to come later.
    pub later: bool,
}

/// Takes what kiosks have kept. Cheap to clone.
#[derive(Clone)]
pub struct Keeper {
    store: Store,
    pins: PinHasher,
    key: Arc<KioskKey>,
}

impl Keeper {
    /// A keeper over this database, with these threads.
    #[must_use]
    pub fn new(store: Store, pins: PinHasher) -> Self {
        let key = Arc::new(KioskKey::derive(store.keys()));
        Self { store, pins, key }
    }

    /// The key to which browsers seal.
    #[must_use]
    pub fn key(&self) -> &KioskKey {
        &self.key
    }

    /// Takes what has come, one after the other. Whatever it holds, what is named in the answer is written down.
    ///
    /// # Errors
    /// When the database fails before anything is taken.
    pub async fn take(&self, delivery: &Delivery) -> Result<Taken, StoreError> {
        let mut taken = Taken::default();
        for raw in &delivery.envelopes {
            // Only another program than ours sends what has no id.
            let Some(id) = raw.get("id").and_then(Value::as_str).and_then(KeptPunchId::parse) else { continue };
            match self.take_one(delivery, id, raw).await {
                Ok(true) => taken.ids.push(id),
                Ok(false) => {
                    taken.later = true;
                    break;
                }
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "a kept punch could not be taken");
                    taken.later = true;
                    break;
                }
            }
        }
        let (device, unsent) = (&delivery.device, delivery.unsent.saturating_sub(taken.ids.len()));
        let (workspace, id) = (device.workspace, device.id);
        self.store.write(Hold::Device(id), move |u| set_unsent(u, (workspace, id), unsent)).await?;
        Ok(taken)
    }

    /// Whether it was taken; not where the day has had enough, or there is no time for its PIN.
    async fn take_one(&self, delivery: &Delivery, id: KeptPunchId, raw: &Value) -> Result<bool, StoreError> {
        let outer = Outer::parse(raw);
        let sender = delivery.device.clone();
        let named = outer.as_ref().map(|outer| outer.device);
        let since = delivery.at.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
        let signer = outer.clone();
        let found = self.store.read(move |tx| {
            let named = match named {
                Some(device) => kiosk_devices::find_even_deleted(tx, sender.workspace, device)?,
                None => None,
            };
            // What no device of the workspace has signed is held against the one that brings it.
            let signed = named.filter(|device| signer.as_ref().is_some_and(|by| by.is_signed_by(&device.public_key)));
            let (device, is_named) = signed.map_or((sender, false), |device| (device, true));
            let before = kept_punches::is_taken(tx, device.id, id)?;
            Ok::<_, StoreError>((before, kept_punches::count_of_device(tx, device.id, since)?, device, is_named))
        });
        let (before, today, device, is_named) = found.await?;
        if before {
            return Ok(true);
        }
        if today >= MOST_A_DAY {
            tracing::warn!(device.id = %device.id, "a device sends more than it can have kept");
            return Ok(false);
        }
        let inner = outer.as_ref().filter(|_| is_named);
        let inner = inner.and_then(|outer| outer.open(&self.key));
        let request = KioskRequest {
            workspace: device.workspace,
            kiosk: device.kiosk,
            device: device.id,
            request: DeviceRequestId::from_bytes(*id.as_bytes()),
            at: delivery.at,
            // Where it was sent from says nothing of where it was kept.
            address: String::new(),
        };
        let Ok(checked) = self.check(&request, inner.as_ref()).await else { return Ok(false) };
        let arrived =
            Arrived { id, request, outer, inner, sent: delivery.sent.clone(), raw: raw.to_string(), gives_up: false };
        self.write(arrived, checked).await
    }

    async fn write(&self, arrived: Arrived, checked: Checked) -> Result<bool, StoreError> {
        let holds = arrived.request.holds();
        let again = Arrived { gives_up: true, ..arrived.clone() };
        let written = self.store.write(holds.clone(), move |u| decide::decide(u, &arrived, &checked)).await;
        let Err(error) = written else { return Ok(true) };
        // What cannot be made a punch must not keep the others from coming: a person looks at it.
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a kept punch could not be made, and becomes a claim"
        );
        self.store.write(holds, move |u| decide::decide(u, &again, &Checked::Nothing)).await?;
        Ok(true)
    }

    /// One hash, whoever it is and whether they are there or not.
    async fn check(&self, request: &KioskRequest, inner: Option<&Inner>) -> Result<Checked, IdentifyError> {
        let Some(inner) = inner.cloned() else { return Ok(Checked::Nothing) };
        let (asked, device) = (request.clone(), request.device);
        let found = self.store.read(move |tx| match Place::find(tx, &asked)? {
            Some(place) => who::work(tx, (&place, &asked), &inner),
            None => Ok::<_, StoreError>(identify::Work::Nothing),
        });
        identify::check(&self.pins, device, found.await?).await
    }
}

/// Notes how many punches a device has not sent yet, as it says itself. Its hold is to be had before.
pub fn set_unsent(u: &mut Unit<'_>, device: (WorkspaceId, DeviceId), unsent: usize) -> Result<(), StoreError> {
    kept_punches::set_unsent(u.tx, device, unsent)
}
