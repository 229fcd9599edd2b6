//! What somebody of the office should look at: devices that are silent or suspended, people who have nothing to be found
//! by, and choices that make guessing easy.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::{
    Device, Kiosk, devices, members,
    policy::{self, KioskPolicy},
    reach::{self, Reach},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{DeviceId, EmployeeId, WorkspaceId},
        kiosk::{CredentialKind, DeviceStatus, Method, guessing::lone_pin_does_for},
        workspace::{Workspace, Zone},
    },
    store::{StoreError, Tx, kiosk_credentials, kiosk_devices, kiosk_people, kiosks, universal_pins},
};

/// A Universal PIN that nobody has used for so long is not needed.
const UNUSED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Digits of a PIN behind a name that are too few to recommend.
const SHORT_NAME_PIN: usize = 4;

/// The kiosks of a workspace, looked over.
#[derive(Debug, Clone)]
pub struct Checkup {
    /// How many kiosks may be used.
    pub kiosks: usize,
    /// How many devices may be used at them.
    pub devices: usize,
    /// How many people they are for.
    pub people: usize,
    /// How people are found.
    pub method: Method,
    /// What somebody should look at, the worst first.
    pub concerns: Vec<Concern>,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq)]
pub enum Concern {
    /// A device that seems to have a copy.
    Suspended(DevicePlace),
    /// A device that was not seen for a working day.
    Silent {
        /// Which one.
        device: DevicePlace,
        /// Whether it was seen at all since it was approved.
        was_seen: bool,
    },
    /// People have no employee number, by which they would be found.
    WithoutNumber(Vec<String>),
    /// People lack a credential that is awake.
    Lacking {
        /// What they lack.
        kind: CredentialKind,
        /// Whether it stands in for the badge.
        is_fallback: bool,
        /// Their names.
        people: Vec<String>,
    },
    /// Nothing is asked behind a name at a kiosk.
    NothingAsked {
        /// The kiosk.
        kiosk: String,
    },
    /// A PIN alone has too few digits for this many people.
    ShortLonePin {
        /// How many it has.
        digits: usize,
        /// The people.
        people: usize,
        /// How often a year somebody who tries all that the devices allow hits one.
        hits_a_year: f64,
        /// How many would do; none where no length does.
        enough: Option<usize>,
    },
    /// PINs behind names have four digits.
    ShortNamePin,
    /// A kiosk has a Universal PIN that it does not need.
    NeedlessUniversalPin {
        /// The kiosk.
        kiosk: String,
        /// Whether supervisors have codes of their own.
        has_supervisors: bool,
    },
}

/// A device, where it is, and since when something is so.
#[derive(Debug, Clone, PartialEq)]
pub struct DevicePlace {
    /// Its id.
    pub id: DeviceId,
    /// What people call it.
    pub device: String,
    /// Its kiosk.
    pub kiosk: String,
    /// Since when it is suspended, or when it was last seen.
    pub at: Timestamp,
    /// The zone of the place.
    pub zone: Zone,
}

/// Looks the kiosks of a workspace over; none where they are not activated.
pub fn look(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp) -> Result<Option<Checkup>, StoreError> {
    let Some(policy) = policy::find_activated(tx, workspace.id)? else { return Ok(None) };
    let enabled = list_enabled(tx, workspace.id)?;
    let people = members::list_employees(tx, workspace.id)?;
    let (active, mut concerns) = of_devices(tx, workspace, &enabled, now)?;
    concerns.extend(lacking(tx, workspace, &policy, &people)?);
    concerns.extend(short_pins(&policy, &reach::find(tx, workspace.id)?));
    let has_supervisors = kiosk_people::any_supervisor(tx, workspace.id)?;
    for kiosk in &enabled {
        if !kiosk.authentication_required {
            concerns.push(Concern::NothingAsked { kiosk: kiosk.name.clone() });
        }
        if is_needless(tx, kiosk, has_supervisors, now)? {
            concerns.push(Concern::NeedlessUniversalPin { kiosk: kiosk.name.clone(), has_supervisors });
        }
    }
    let (kiosks, people, method) = (enabled.len(), people.len(), policy.method);
    Ok(Some(Checkup { kiosks, devices: active, people, method, concerns }))
}

/// The devices of a workspace that are silent or suspended, the suspended ones first; none where kiosks are not activated.
pub fn devices(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp) -> Result<Vec<Concern>, StoreError> {
    if policy::find_activated(tx, workspace.id)?.is_none() {
        return Ok(Vec::new());
    }
    let enabled = list_enabled(tx, workspace.id)?;
    Ok(of_devices(tx, workspace, &enabled, now)?.1)
}

fn list_enabled(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Kiosk>, StoreError> {
    let all = kiosks::list_kiosks(tx, workspace)?.into_iter();
    Ok(all.filter(|kiosk| kiosk.disabled_at.is_none()).collect())
}

/// How many devices may be used, and what is to be looked at of them, the suspended ones first.
fn of_devices(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    kiosks: &[Kiosk],
    now: Timestamp,
) -> Result<(usize, Vec<Concern>), StoreError> {
    let (mut active, mut concerns) = (0, Vec::new());
    for kiosk in kiosks {
        for device in kiosk_devices::list_of_kiosk(tx, workspace.id, kiosk.id)? {
            active += usize::from(device.status == DeviceStatus::Active);
            concerns.extend(of_device(workspace, kiosk, &device, now));
        }
    }
    concerns.sort_by_key(|concern| !matches!(concern, Concern::Suspended(_)));
    Ok((active, concerns))
}

fn of_device(workspace: &Workspace, kiosk: &Kiosk, device: &Device, now: Timestamp) -> Option<Concern> {
    let zone = kiosk.zone.as_ref().unwrap_or(&workspace.settings.zone);
    let place = |at| {
        let (id, device, kiosk) = (device.id, device.name.clone(), kiosk.name.clone());
        DevicePlace { id, device, kiosk, at, zone: zone.clone() }
    };
    match device.status {
        DeviceStatus::Suspended => Some(Concern::Suspended(place(device.status_at))),
        DeviceStatus::Active => {
            let at = devices::silent_since(device, zone, now)?;
            Some(Concern::Silent { device: place(at), was_seen: device.last_seen_at.is_some() })
        }
        DeviceStatus::Revoked | DeviceStatus::Deleted => None,
    }
}

fn lacking(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    policy: &KioskPolicy,
    people: &[Employee],
) -> Result<Vec<Concern>, StoreError> {
    let names = |lacks: &dyn Fn(&Employee) -> bool| -> Vec<String> {
        people.iter().filter(|one| lacks(one)).map(|one| one.details.name.clone()).collect()
    };
    let mut concerns = Vec::new();
    if policy.method == Method::NumberAndPin {
        concerns.push(Concern::WithoutNumber(names(&|one| one.details.employee_number.is_none())));
    }
    for (place, kind) in policy.method.credentials().iter().enumerate() {
        let made = kiosk_credentials::list_of_kind(tx, workspace.id, (*kind, policy.digits_of(*kind)))?;
        let known: HashSet<EmployeeId> = made.into_iter().map(|one| one.employee).collect();
        let people = names(&|one| !known.contains(&one.id));
        concerns.push(Concern::Lacking { kind: *kind, is_fallback: place > 0, people });
    }
    concerns.retain(|concern| match concern {
        Concern::WithoutNumber(people) | Concern::Lacking { people, .. } => !people.is_empty(),
        Concern::Suspended(_)
        | Concern::Silent { .. }
        | Concern::NothingAsked { .. }
        | Concern::ShortLonePin { .. }
        | Concern::ShortNamePin
        | Concern::NeedlessUniversalPin { .. } => true,
    });
    Ok(concerns)
}

fn short_pins(policy: &KioskPolicy, reach: &Reach) -> Option<Concern> {
    match policy.method {
        Method::PinAlone => {
            let (digits, people) = (policy.lone_pin_digits, reach.people);
            if lone_pin_does_for(digits).is_some_and(|most| people <= most) {
                return None;
            }
            let enough = Some(reach.lone_pin_digits()).filter(|enough| *enough > digits);
            Some(Concern::ShortLonePin { digits, people, hits_a_year: reach.hits_of_lone_pins(digits), enough })
        }
        Method::NameAndPin | Method::Badge | Method::BadgeAndPin => {
            (policy.digits_of(CredentialKind::NamePin) == Some(SHORT_NAME_PIN)).then_some(Concern::ShortNamePin)
        }
        Method::NumberAndPin => None,
    }
}

fn is_needless(tx: &mut dyn Tx, kiosk: &Kiosk, has_supervisors: bool, now: Timestamp) -> Result<bool, StoreError> {
    let Some(set_at) = kiosk.universal_set_at else { return Ok(false) };
    let since = now.saturating_sub(UNUSED_AFTER).unwrap_or(Timestamp::MIN);
    let is_unused = set_at < since && !universal_pins::was_used_since(tx, kiosk.workspace, kiosk.id, since)?;
    Ok(has_supervisors || is_unused)
}
