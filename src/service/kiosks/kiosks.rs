//! Kiosks: added, changed, switched off and on, deleted.

use serde_json::{Map, Value, json};

use super::issue;
pub use crate::store::kiosks::Kiosk;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, JobId, KioskId, WorkspaceId},
        kiosk::DeviceStatus,
        language::Language,
        search::sort_name,
        text::cleaned,
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, Tx, employees, jobs, kiosk_devices, kiosks},
};

/// Characters of the name of a kiosk, which stands on its screen.
pub const NAME_MAX: usize = 60;
/// Why the devices of a deleted kiosk are put out.
const KIOSK_DELETED: &str = "its kiosk was deleted";

/// Why a kiosk was not found, added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum KioskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the kiosk has no name")]
    NoName,
    #[error("the name of the kiosk is too long")]
    NameTooLong,
    #[error("another kiosk has the name already")]
    NameTaken(String),
    #[error("the kiosk is for nobody")]
    Nobody,
    #[error("there is no such active job in the workspace")]
    NoJob,
    #[error("there is no such kiosk in the workspace")]
    NotFound,
    #[error("no kiosk of the workspace is known so")]
    Unknown(String),
}

/// What an admin enters about a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskDetails {
    /// What people call the place.
    pub name: String,
    /// The zone of the place; the workspace's where there is none.
    pub zone: Option<Zone>,
    /// The language of its screen while nobody is known; the workspace's where there is none.
    pub language: Option<Language>,
    /// Whether everybody may clock here.
    pub everybody: bool,
    /// Who may where not everybody may.
    pub members: Vec<EmployeeId>,
    /// The job that is offered first.
    pub default_job: Option<JobId>,
    /// Whether anything is asked behind a name.
    pub authentication_required: bool,
    /// Whether a photo is taken after each punch.
    pub photos: bool,
}

impl KioskDetails {
    /// A kiosk for everybody, at which everybody proves who they are.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            zone: None,
            language: None,
            everybody: true,
            members: Vec::new(),
            default_job: None,
            authentication_required: true,
            photos: false,
        }
    }
}

/// A kiosk with who may clock at it, where not everybody may.
#[derive(Debug, Clone)]
pub struct StaffedKiosk {
    /// The kiosk.
    pub kiosk: Kiosk,
    /// In the order of lists.
    pub members: Vec<Employee>,
}

/// Adds a kiosk under an id drawn before, so that sending a form twice adds one. A kiosk that is there under it already
/// is left as it is.
///
/// # Errors
/// When the name is missing or taken, it is for nobody, the job is none that is in use, or the id is another
/// workspace's.
pub fn add(u: &mut Unit<'_>, actor: &Actor, id: KioskId, details: &KioskDetails) -> Result<Kiosk, KioskError> {
    if let Some(known) = kiosks::find_kiosk(u.tx, actor.workspace, id)? {
        return Ok(known);
    }
    if kiosks::is_id_taken(u.tx, id)? {
        return Err(KioskError::NotFound);
    }
    let blank = Kiosk {
        id,
        workspace: actor.workspace,
        name: String::new(),
        zone: None,
        language: None,
        everybody: true,
        default_job: None,
        authentication_required: true,
        photos: false,
        disabled_at: None,
        created_at: u.now,
        universal_set_at: None,
    };
    let kiosk = checked(u.tx, blank, details)?;
    kiosks::insert_kiosk(u.tx, &kiosk)?;
    let members = staff(u.tx, &kiosk, details)?;
    let after = Some(written(u.tx, &kiosk, &members)?);
    let change = AuditChange { action: "add kiosk", subject: &kiosk.name, employee: None, before: NO_FIELDS, after };
    audit::note(u, actor, change)?;
    issue::queue(u, actor.workspace)?;
    Ok(kiosk)
}

/// Changes a kiosk. The last one to change it wins; the audit log has what was there before.
///
/// # Errors
/// As when adding; and when there is no such kiosk.
pub fn change(u: &mut Unit<'_>, actor: &Actor, id: KioskId, details: &KioskDetails) -> Result<Kiosk, KioskError> {
    let StaffedKiosk { kiosk: known, members } = get(u.tx, actor.workspace, id)?;
    let before = written(u.tx, &known, &members)?;
    let kiosk = checked(u.tx, known, details)?;
    kiosks::set_kiosk(u.tx, &kiosk)?;
    let members = staff(u.tx, &kiosk, details)?;
    let after = written(u.tx, &kiosk, &members)?;
    if before == after {
        return Ok(kiosk);
    }
    let (before, after) = differing(before, after);
    let (before, after) = (Some(before), Some(after));
    let change = AuditChange { action: "change kiosk", subject: &kiosk.name, employee: None, before, after };
    audit::note(u, actor, change)?;
    issue::queue(u, actor.workspace)?;
    Ok(kiosk)
}

/// Switches a kiosk off, or on again. Devices, PINs and badges stay as they are.
///
/// # Errors
/// When there is no such kiosk.
pub fn set_disabled(u: &mut Unit<'_>, actor: &Actor, id: KioskId, disabled: bool) -> Result<Kiosk, KioskError> {
    let known = kiosks::find_kiosk(u.tx, actor.workspace, id)?.ok_or(KioskError::NotFound)?;
    if known.disabled_at.is_some() == disabled {
        return Ok(known);
    }
    let kiosk = Kiosk { disabled_at: disabled.then_some(u.now), ..known };
    kiosks::set_kiosk(u.tx, &kiosk)?;
    let change = AuditChange {
        action: if disabled { "disable kiosk" } else { "enable kiosk" },
        subject: &kiosk.name,
        employee: None,
        before: Some(json!({ "disabled": !disabled })),
        after: Some(json!({ "disabled": disabled })),
    };
    audit::note(u, actor, change)?;
    Ok(kiosk)
}

/// Deletes a kiosk, and puts its devices out at their next request. Its punches stay, with its name on them.
///
/// # Errors
/// When there is no such kiosk.
pub fn delete(u: &mut Unit<'_>, actor: &Actor, id: KioskId) -> Result<Kiosk, KioskError> {
    let StaffedKiosk { kiosk, members } = get(u.tx, actor.workspace, id)?;
    let mut before = written(u.tx, &kiosk, &members)?;
    let devices = kiosk_devices::list_of_kiosk(u.tx, actor.workspace, id)?;
    for device in &devices {
        let status = (DeviceStatus::Deleted, Some(KIOSK_DELETED));
        kiosk_devices::set_status(u.tx, (actor.workspace, device.id), status, u.now)?;
    }
    let names: Vec<_> = devices.iter().map(|device| device.name.as_str()).collect();
    before.insert("devices".to_owned(), json!(names));
    kiosks::delete_kiosk(u.tx, actor.workspace, id, u.now)?;
    let change = AuditChange {
        action: "delete kiosk",
        subject: &kiosk.name,
        employee: None,
        before: Some(before),
        after: NO_FIELDS,
    };
    audit::note(u, actor, change)?;
    Ok(kiosk)
}

/// A kiosk with who may clock at it.
///
/// # Errors
/// When there is no such kiosk in the workspace.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskId) -> Result<StaffedKiosk, KioskError> {
    let kiosk = kiosks::find_kiosk(tx, workspace, id)?.ok_or(KioskError::NotFound)?;
    let members = members(tx, &kiosk)?;
    Ok(StaffedKiosk { kiosk, members })
}

/// The kiosk of that name or id.
///
/// # Errors
/// When there is none.
pub fn get_known_as(tx: &mut dyn Tx, workspace: WorkspaceId, known_as: &str) -> Result<StaffedKiosk, KioskError> {
    let (id, name) = (KioskId::parse(known_as), sort_name(cleaned(known_as).trim()));
    let mut kiosks = kiosks::list_kiosks(tx, workspace)?.into_iter();
    let found = kiosks.find(|kiosk| Some(kiosk.id) == id || sort_name(&kiosk.name) == name);
    let kiosk = found.ok_or_else(|| KioskError::Unknown(known_as.to_owned()))?;
    let members = members(tx, &kiosk)?;
    Ok(StaffedKiosk { kiosk, members })
}

/// Every kiosk that is not deleted, by name.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Kiosk>, StoreError> {
    kiosks::list_kiosks(tx, workspace)
}

/// The kiosk with what was entered about it, where that will do.
fn checked(tx: &mut dyn Tx, known: Kiosk, details: &KioskDetails) -> Result<Kiosk, KioskError> {
    if let Some(first) = list_faults(tx, known.workspace, known.id, details)?.into_iter().next() {
        return Err(first);
    }
    let KioskDetails { name, zone, language, everybody, members: _, default_job, authentication_required, photos } =
        details;
    let name = clean_name(name);
    Ok(Kiosk {
        name,
        zone: zone.clone(),
        language: *language,
        everybody: *everybody,
        default_job: *default_job,
        authentication_required: *authentication_required,
        photos: *photos,
        ..known
    })
}

fn clean_name(name: &str) -> String {
    cleaned(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything for which what was entered about a kiosk, new or known, will not do.
pub fn list_faults(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: KioskId,
    details: &KioskDetails,
) -> Result<Vec<KioskError>, StoreError> {
    let mut faults = Vec::new();
    let name = clean_name(&details.name);
    let alike = sort_name(&name);
    match name.chars().count() {
        0 => faults.push(KioskError::NoName),
        1..=NAME_MAX => {
            let mut others = kiosks::list_kiosks(tx, workspace)?.into_iter().filter(|other| other.id != id);
            let taken = others.find(|other| sort_name(&other.name) == alike);
            faults.extend(taken.map(|other| KioskError::NameTaken(other.name)));
        }
        _ => faults.push(KioskError::NameTooLong),
    }
    if !details.everybody && details.members.is_empty() {
        faults.push(KioskError::Nobody);
    }
    // A job that was archived since may stay.
    let known = kiosks::find_kiosk(tx, workspace, id)?.and_then(|known| known.default_job);
    if let Some(job) = details.default_job.filter(|job| known != Some(*job)) {
        let found = jobs::find_job(tx, workspace, job)?.filter(|job| job.archived_at.is_none());
        faults.extend(found.is_none().then_some(KioskError::NoJob));
    }
    Ok(faults)
}

/// Keeps those of the chosen who are employees of the workspace; a kiosk for everybody has no members.
fn staff(tx: &mut dyn Tx, kiosk: &Kiosk, details: &KioskDetails) -> Result<Vec<Employee>, KioskError> {
    let mut chosen = if kiosk.everybody { Vec::new() } else { details.members.clone() };
    chosen.sort_unstable();
    chosen.dedup();
    for person in &chosen {
        if employees::find_employee(tx, kiosk.workspace, *person)?.is_none() {
            return Err(KioskError::NotFound);
        }
    }
    kiosks::set_members(tx, kiosk.id, &chosen)?;
    Ok(members(tx, kiosk)?)
}

fn members(tx: &mut dyn Tx, kiosk: &Kiosk) -> Result<Vec<Employee>, StoreError> {
    let ids = kiosks::list_members(tx, kiosk.id)?.into_iter();
    let found: Result<Vec<_>, _> = ids.map(|id| employees::get_employee(tx, kiosk.workspace, id)).collect();
    let mut found = found?;
    found.sort_by_cached_key(|person| (sort_name(&person.details.name), person.id));
    Ok(found)
}

/// What the audit log keeps of a kiosk.
fn written(tx: &mut dyn Tx, kiosk: &Kiosk, members: &[Employee]) -> Result<Map<String, Value>, StoreError> {
    let job = kiosk.default_job.map(|id| jobs::find_job(tx, kiosk.workspace, id)).transpose()?.flatten();
    let names: Vec<_> = members.iter().map(|person| person.details.name.as_str()).collect();
    let pairs = [
        ("name", json!(kiosk.name)),
        ("time_zone", json!(kiosk.zone.as_ref().map(Zone::name))),
        ("language", json!(kiosk.language.map(Language::code))),
        ("people", if kiosk.everybody { json!("everybody") } else { json!(names) }),
        ("default_job", json!(job.map(|job| job.name))),
        ("authentication_required", json!(kiosk.authentication_required)),
        ("photos", json!(kiosk.photos)),
    ];
    Ok(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Both sides without what is the same on them.
fn differing(
    mut before: Map<String, Value>,
    mut after: Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    before.retain(|key, was| after.get(key) != Some(&*was));
    after.retain(|key, _| before.contains_key(key));
    (before, after)
}
