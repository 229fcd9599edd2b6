//! Exports: hours that were approved, as files that payroll systems take.

mod judge;
mod make;
pub mod manifest;
pub mod preflight;
pub mod profiles;
mod reasons;

use jiff::{Timestamp, civil::Date};

pub use self::{
    judge::{LeftOutPerson, Obstacle},
    make::{ExportForm, make},
    manifest::ExportManifest,
    preflight::{CheckedExport, FirstLines, OtherBatch, Preflight, SplitName, look_over},
    profiles::ProfileError,
};
pub use crate::store::exports::{ExportBatch, ExportProfile};
use crate::{
    domain::{
        export::{Format, served_name},
        ids::{ExportBatchId, ExportProfileId, WorkspaceId},
        payroll::Period,
        workspace::Zone,
    },
    service::timesheets::sheets::{PayPeriod, PeriodChoice, pay_period},
    store::{StoreError, Tx, approvals, exports as store, workspaces},
};

/// Batches on one page, and periods.
const PAGE: usize = 25;
const PERIODS: usize = 6;

/// Why no file was made or found.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is nothing of that kind in this workspace")]
    NotFound,
    #[error("the hours have changed since they were shown")]
    ChangedMeanwhile(Box<Preflight>),
    #[error("there is nothing to export")]
    Nothing(Box<Preflight>),
    #[error("something is left out, and nobody has signed for it")]
    Unsigned(Box<Preflight>),
    #[error("a file cannot be written")]
    Csv(#[from] csv::Error),
    #[error("a manifest cannot be written or read")]
    Manifest(#[from] serde_json::Error),
}

/// A period as a payroll system knows it.
#[derive(Debug, Clone)]
pub struct PeriodState {
    /// Its days.
    pub period: Period,
    /// Whether its last day is past.
    pub is_over: bool,
    /// How many files were made for it.
    pub batches: usize,
    /// Hundredths of an hour that were told.
    pub told: i64,
    /// What is known of the others.
    pub others: OtherHours,
}

/// Hours of a period beside those that were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherHours {
    /// Counted at this moment.
    Counted {
        /// Hundredths of an hour that would be told now, negative ones among them.
        waiting: i64,
        /// How many people would be in the file now.
        people: usize,
        /// How many people would be left out of it.
        left_out: usize,
    },
    /// Not counted: everybody's hours are many.
    Uncounted {
        /// How many people were left out of the last file; none where there is no file.
        left_out: Option<usize>,
        /// Whether hours were approved since that file, or an approval taken back.
        changed: bool,
        /// Whether anybody has clocked in these days.
        clocked: bool,
    },
}

/// The exports page.
#[derive(Debug, Clone)]
pub struct ExportOverview {
    /// Those in use, by name.
    pub profiles: Vec<ExportProfile>,
    /// The one whose periods are shown.
    pub chosen: Option<ExportProfile>,
    /// Latest first.
    pub periods: Vec<PeriodState>,
    /// Latest first.
    pub batches: Vec<BatchView>,
    /// The last batch shown, where there are older ones.
    pub older: Option<(Timestamp, ExportBatchId)>,
}

/// A batch with what was written down about it.
#[derive(Debug, Clone)]
pub struct BatchView {
    /// The batch.
    pub batch: ExportBatch,
    /// What was written down about it.
    pub manifest: ExportManifest,
    /// The workspace's.
    pub zone: Zone,
}

impl BatchView {
    fn new(batch: ExportBatch, zone: &Zone) -> Result<Self, ExportError> {
        Ok(Self { manifest: serde_json::from_str(&batch.manifest)?, zone: zone.clone(), batch })
    }
}

/// What the exports page shows; of the profile asked for, else of the first one.
///
/// # Errors
/// When there is no such profile.
pub fn overview(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    profile: Option<ExportProfileId>,
    before: Option<(Timestamp, ExportBatchId)>,
    now: Timestamp,
) -> Result<ExportOverview, ExportError> {
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let profiles = store::list_profiles(tx, workspace)?;
    let chosen = match profile {
        Some(id) => Some(store::find_profile(tx, workspace, id)?.ok_or(ExportError::NotFound)?),
        None => profiles.first().cloned(),
    };
    let periods = match &chosen {
        Some(chosen) => period_states(tx, chosen, now)?,
        None => Vec::new(),
    };
    let mut batches = store::list_batches(tx, workspace, before, PAGE + 1)?;
    let more = batches.len() > PAGE;
    batches.truncate(PAGE);
    let older = batches.last().filter(|_| more).map(|last| (last.made_at, last.id));
    let batches: Result<_, _> = batches.into_iter().map(|batch| BatchView::new(batch, &zone)).collect();
    Ok(ExportOverview { profiles, chosen, periods, batches: batches?, older })
}

/// The latest periods, back to the first in which anybody worked. What waits is counted of the last one that is over:
/// hours of the one in progress cannot be approved yet, and whoever goes back to an older one checks it by itself.
fn period_states(tx: &mut dyn Tx, profile: &ExportProfile, now: Timestamp) -> Result<Vec<PeriodState>, ExportError> {
    let Some(first) = store::find_first_work_date(tx, profile.workspace)? else { return Ok(Vec::new()) };
    let mut period = pay_period(tx, profile.workspace, PeriodChoice::Current, now)?;
    let mut states = Vec::new();
    while states.len() < PERIODS && period.days.to >= first {
        let previous = period.previous.from;
        let is_last_over = period.is_over() && period.next.to >= period.today;
        states.push(if is_last_over { counted(tx, profile, period)? } else { uncounted(tx, profile, &period)? });
        period = pay_period(tx, profile.workspace, PeriodChoice::Of(previous), now)?;
    }
    Ok(states)
}

fn counted(tx: &mut dyn Tx, profile: &ExportProfile, period: PayPeriod) -> Result<PeriodState, ExportError> {
    let is_over = period.is_over();
    let state = preflight::prepare(tx, profile.clone(), period)?;
    Ok(PeriodState {
        period: state.period.days,
        is_over,
        batches: state.earlier.len(),
        told: state.told,
        others: OtherHours::Counted {
            waiting: state.hours.iter().flat_map(|hours| &hours.lines).map(|line| line.hundredths).sum(),
            people: state.hours.len(),
            left_out: state.left_out.len(),
        },
    })
}

fn uncounted(tx: &mut dyn Tx, profile: &ExportProfile, period: &PayPeriod) -> Result<PeriodState, ExportError> {
    let batches = store::list_batches_of(tx, profile.id, period.days)?;
    let (told, changed, left_out) = match batches.last() {
        Some(last) => {
            let manifest: ExportManifest = serde_json::from_str(&last.manifest)?;
            let changed = approvals::any_since(tx, profile.workspace, period.days, last.made_at)?;
            (store::sum_told(tx, profile.id, period.days)?, changed, Some(manifest.left_out.len()))
        }
        None => (0, false, None),
    };
    let clocked = store::any_work(tx, profile.workspace, period.days)?;
    Ok(PeriodState {
        period: period.days,
        is_over: period.is_over(),
        batches: batches.len(),
        told,
        others: OtherHours::Uncounted { left_out, changed, clocked },
    })
}

/// What an export of the period of a day would tell, and whom it would leave out. Without a day, of the last
/// period that is over.
///
/// # Errors
/// When there is no such profile.
pub fn check(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    profile: ExportProfileId,
    day: Option<Date>,
    now: Timestamp,
) -> Result<Preflight, ExportError> {
    let profile = store::find_profile(tx, workspace, profile)?.ok_or(ExportError::NotFound)?;
    let period = pay_period(tx, workspace, day.map_or(PeriodChoice::LastOver, PeriodChoice::Of), now)?;
    preflight::prepare(tx, profile, period)
}

/// A batch that was made.
///
/// # Errors
/// When there is no such batch in the workspace.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, id: ExportBatchId) -> Result<BatchView, ExportError> {
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    BatchView::new(store::find_batch(tx, workspace, id)?.ok_or(ExportError::NotFound)?, &zone)
}

/// The file of a batch: its name and its bytes, the same at any time.
///
/// # Errors
/// When there is no such batch in the workspace.
pub fn get_file(tx: &mut dyn Tx, workspace: WorkspaceId, id: ExportBatchId) -> Result<(String, Vec<u8>), ExportError> {
    let found = store::find_file(tx, workspace, id)?;
    let store::StoredFile { name, content, batch, manifest } = found.ok_or(ExportError::NotFound)?;
    let manifest: Option<ExportManifest> = serde_json::from_str(&manifest).ok();
    let format = manifest.and_then(|manifest| Format::parse(&manifest.format));
    Ok((served_name(format, &name, &batch).into_owned(), content))
}
