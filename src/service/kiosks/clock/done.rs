//! A punch that was made, as its screen shows it: read from what was written down, so that the same request hears the
//! same again.

use jiff::Timestamp;

use crate::{
    dialog::utterance::Way,
    domain::{
        employee::Employee,
        ids::{DeviceRequestId, IdentificationId, JobId, WorkspaceId},
        language::Language,
        workspace::Zone,
    },
    service::{
        kiosks::{
            jobs::{self, OfferedJob},
            place::Place,
        },
        punching::{ClockedBreak, find_of_request, made_by_request},
    },
    store::{
        StoreError, Tx, entries,
        entries::{Entry, MadePunch},
        entry_breaks, entry_record,
        identifications::Identification,
        photos, users,
    },
};

/// Somebody is clocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// By which a job is named, and the punch is undone.
    pub identification: IdentificationId,
    /// The name of whoever was clocked.
    pub name: String,
    /// Their language.
    pub language: Language,
    /// In or out.
    pub way: Way,
    /// The time that counts.
    pub at: Timestamp,
    /// The zone of the place.
    pub zone: Zone,
    /// How long the entry that has ended was, where that is known.
    pub worked_secs: Option<i64>,
    /// The jobs that can be named.
    pub jobs: Vec<OfferedJob>,
    /// The job of the entry that has begun, so far.
    pub job: Option<OfferedJob>,
    /// Whether the entry is an exception without a job.
    pub job_required: bool,
    /// Whether a photo of them is to be taken; none where the kiosk takes no photos.
    pub photo: Option<bool>,
}

/// Somebody is on a break, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneBreak {
    /// The name of whoever it is.
    pub name: String,
    /// Their language.
    pub language: Language,
    /// What the kind of break is called.
    pub kind: String,
    /// When it has begun, or ended.
    pub at: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    /// How long it was; none for one that has begun.
    pub secs: Option<i64>,
}

pub(super) fn find_break(
    tx: &mut dyn Tx,
    identification: &Identification,
    employee: &Employee,
) -> Result<Option<DoneBreak>, StoreError> {
    let Some(request) = identification.request else { return Ok(None) };
    let found = find_of_request(tx, identification.workspace, request)?;
    Ok(found.map(|ClockedBreak { at, zone, name: kind, secs }| DoneBreak {
        name: employee.details.name.clone(),
        language: employee.details.language,
        kind,
        at,
        zone,
        secs,
    }))
}

/// The punches that an identification has made.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::service::kiosks) struct Punches {
    /// The clock-in, where there was one.
    pub opened: Option<MadePunch>,
    /// The clock-out.
    pub closed: Option<MadePunch>,
}

pub(in crate::service::kiosks) fn find_punches(
    tx: &mut dyn Tx,
    identification: &Identification,
) -> Result<Punches, StoreError> {
    match identification.request {
        Some(request) => find_punches_of(tx, identification.workspace, request),
        None => Ok(Punches::default()),
    }
}

/// The punches that a request has made.
pub(in crate::service::kiosks) fn find_punches_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    request: DeviceRequestId,
) -> Result<Punches, StoreError> {
    let mut punches = Punches::default();
    for is_next_job in [false, true] {
        let made_by = made_by_request(request, is_next_job);
        match entries::find_punch(tx, workspace, &made_by)? {
            Some(punch) if punch.way == Way::In => punches.opened = Some(punch),
            Some(punch) => punches.closed = Some(punch),
            None => {}
        }
    }
    Ok(punches)
}

pub(super) fn find(
    tx: &mut dyn Tx,
    place: &Place,
    identification: &Identification,
    employee: &Employee,
    offered: &[OfferedJob],
) -> Result<Option<Done>, StoreError> {
    let punches = find_punches(tx, identification)?;
    let Some(last) = punches.opened.or(punches.closed) else { return Ok(None) };
    let workspace = place.workspace.id;
    let worked_secs = match punches.closed {
        Some(closed) => match entry_record::find_decided(tx, workspace, closed.entry)?.map(|found| found.entry) {
            Some(Entry { in_at, out_at: Some(out_at), .. }) => {
                Some(entry_breaks::worked_secs(tx, closed.entry, (in_at, out_at))?)
            }
            Some(_) | None => None,
        },
        None => None,
    };
    let job = match punches.opened {
        Some(opened) => entry_record::find_decided(tx, workspace, opened.entry)?.and_then(|found| found.entry.job),
        None => None,
    };
    let named = |id: JobId| offered.iter().find(|offered| offered.id == id).cloned();
    let asks = identification.ends_at.is_some();
    Ok(Some(Done {
        identification: identification.id,
        name: employee.details.name.clone(),
        language: employee.details.language,
        way: last.way,
        at: last.at,
        zone: place.zone().clone(),
        worked_secs,
        jobs: if asks { offered.to_vec() } else { Vec::new() },
        job: job.and_then(named),
        job_required: asks && job.is_none() && jobs::is_required(place),
        photo: place.kiosk.photos.then_some(photos::is_expected(tx, identification.id)?),
    }))
}

/// The name of the user who clocks somebody else.
pub(super) fn find_supervisor(tx: &mut dyn Tx, identification: &Identification) -> Result<Option<String>, StoreError> {
    match identification.user {
        Some(user) => Ok(users::find_user(tx, identification.workspace, user)?.map(|user| user.name)),
        None => Ok(None),
    }
}
