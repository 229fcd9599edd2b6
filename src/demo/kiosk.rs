//! The demo's kiosk as a visitor opens it: whose PINs and badge they may use, and one press that makes their browser a
//! device.

use super::{
    Demo, DemoError, Desk,
    cast::{PEOPLE, PLAYABLE_COUNT, SUPERVISOR_PIN, UNIVERSAL_PIN},
    doors::{self, NewBrowser},
    kiosk_days::Door,
};
use crate::{
    domain::kiosk::DeviceStatus,
    service::{
        Unit,
        access::{Token, Visitor, actor_of, users},
        kernel::keys::LinkKey,
        kiosks::{
            Kiosk, codes,
            credentials::{self, KioskCredential, KioskSecret, Showing},
            devices, kiosks, policy,
            policy::KioskPolicy,
        },
        roster::employees,
    },
    store::Tx,
};

/// What the browser of a visitor is called among the devices.
const YOUR_BROWSER: &str = "Your browser";

/// What a visitor may key and show at the kiosk.
#[derive(Debug, Clone)]
pub struct KioskBook {
    /// What people call the kiosk.
    pub kiosk: String,
    /// People whom a visitor can be.
    pub people: Vec<KioskPerson>,
    /// The Universal PIN, as it was set at first.
    pub universal_pin: &'static str,
    /// The PIN of the admin, as it was set at first.
    pub supervisor_pin: &'static str,
}

/// Somebody whom a visitor can be at the kiosk.
#[derive(Debug, Clone)]
pub struct KioskPerson {
    /// Their name.
    pub name: &'static str,
    /// The employer's number.
    pub number: String,
    /// The PIN of the method in force, where it can be shown.
    pub pin: Option<String>,
    /// The letters of the badge, where the method has one.
    pub badge: Option<String>,
}

impl Demo {
    /// What a visitor may key and show at the kiosk; none where it cannot be used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kiosk_book(&self) -> Result<Option<KioskBook>, DemoError> {
        let store = &self.0.services.store;
        let keys = store.keys().clone();
        store.read(move |tx| read_book(tx, &keys)).await
    }

    /// Makes the browser of a visitor a device of the kiosk, in the place of one that was before. The admin says yes at
    /// once.
    ///
    /// # Errors
    /// When there is no kiosk that can be used.
    pub async fn open_kiosk(&self, public_key: Vec<u8>, visitor: Visitor) -> Result<Token, DemoError> {
        let store = &self.0.services.store;
        let kiosk = store.read(find_kiosk).await?.ok_or(DemoError::NoKiosk)?;
        let new = NewBrowser { kiosk: kiosk.id, name: YOUR_BROWSER.to_owned(), public_key, visitor };
        store.write(codes::holds(kiosk.workspace), move |u| connect(u, &new)).await
    }
}

/// The kiosk of the demo: the one at the yard, or where somebody has tried to do without it, another.
fn find_kiosk(tx: &mut dyn Tx) -> Result<Option<Kiosk>, DemoError> {
    let Some(admin) = users::find_by_email(tx, Desk::Admin.user().1)? else { return Ok(None) };
    if policy::find_activated(tx, admin.workspace)?.is_none() {
        return Ok(None);
    }
    let mut usable = kiosks::list(tx, admin.workspace)?;
    usable.retain(|kiosk| kiosk.disabled_at.is_none());
    usable.sort_by_key(|kiosk| kiosk.name != Door::Yard.name());
    Ok(usable.into_iter().next())
}

fn connect(u: &mut Unit<'_>, new: &NewBrowser) -> Result<Token, DemoError> {
    let admin = users::find_by_email(u.tx, Desk::Admin.user().1)?.ok_or(DemoError::NoKiosk)?;
    let actor = actor_of(&admin, &new.visitor.address);
    for known in devices::list(u.tx, actor.workspace, new.kiosk)? {
        if known.name == YOUR_BROWSER && known.status != DeviceStatus::Deleted {
            devices::delete(u, &actor, known.id).map_err(|error| DemoError::Broken(error.into()))?;
        }
    }
    Ok(doors::connect(u, &actor, new)?.1)
}

fn read_book(tx: &mut dyn Tx, keys: &LinkKey) -> Result<Option<KioskBook>, DemoError> {
    let Some(Kiosk { workspace, name: kiosk, .. }) = find_kiosk(tx)? else { return Ok(None) };
    let Some(policy) = policy::find_activated(tx, workspace)? else { return Ok(None) };
    let employees = employees::list(tx, workspace)?;
    let mut people = Vec::new();
    for one in PEOPLE.iter().take(PLAYABLE_COUNT) {
        let Some(row) = employees.iter().find(|row| row.employee.details.name == one.name) else { continue };
        let Ok(standing) = credentials::standing(tx, workspace, row.employee.id) else { continue };
        let shown = |credential: Option<&KioskCredential>| show(keys, &policy, credential);
        people.push(KioskPerson {
            name: one.name,
            number: row.employee.details.employee_number.clone().unwrap_or_default(),
            pin: shown(standing.pin.as_ref()),
            badge: shown(standing.badge.as_ref()),
        });
    }
    Ok(Some(KioskBook { kiosk, people, universal_pin: UNIVERSAL_PIN, supervisor_pin: SUPERVISOR_PIN }))
}

fn show(keys: &LinkKey, policy: &KioskPolicy, credential: Option<&KioskCredential>) -> Option<String> {
    match credentials::showing(keys, policy, credential?) {
        Showing::Shown(secret @ (KioskSecret::Pin(_) | KioskSecret::Badge(_))) => Some(secret.expose().to_owned()),
        Showing::Typed | Showing::ShownOnce => None,
    }
}
