//! Exports: hours that were approved, as files that payroll systems take.

pub mod manifest;
pub mod preflight;
pub mod profiles;

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use serde_json::json;
use sha2::{Digest, Sha256};

pub use self::{
    manifest::{LeftOut, Manifest},
    preflight::{NameApart, Preflight},
    profiles::ProfileError,
};
use super::{
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
    timesheets::Wanted,
};
pub use crate::store::exports::{ExportBatch, ExportProfile};
use crate::{
    domain::{
        export::{Exported, Format, file_name, served_name},
        ids::{ExportBatchId, ExportProfileId, WorkspaceId},
        payroll::Period,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        exports::{self as store, ToldLine},
        workspaces,
    },
};

/// Batches on one page, and periods.
const PAGE: usize = 25;
const PERIODS: usize = 6;

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is nothing of that kind in this workspace")]
    NotFound,
    #[error("the state has changed since the page was made")]
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
    pub period: Period,
    pub is_over: bool,
    pub batches: usize,
    /// Hundredths of an hour that were told, and what would be told now, negative ones among them.
    pub told: i64,
    pub waiting: i64,
    /// Who would be in the file now, and who left out.
    pub people: usize,
    pub left_out: usize,
}

/// The exports page.
#[derive(Debug, Clone)]
pub struct Overview {
    pub profiles: Vec<ExportProfile>,
    /// The one whose periods are shown.
    pub chosen: Option<ExportProfile>,
    /// Latest first.
    pub periods: Vec<PeriodState>,
    /// Latest first.
    pub batches: Vec<BatchView>,
    pub older: Option<(Timestamp, ExportBatchId)>,
}

/// A batch with what was written down about it.
#[derive(Debug, Clone)]
pub struct BatchView {
    pub batch: ExportBatch,
    pub manifest: Manifest,
    /// In the workspace's zone.
    pub made_at: String,
}

impl BatchView {
    fn of(batch: ExportBatch, zone: &Zone) -> Result<Self, ExportError> {
        let manifest = serde_json::from_str(&batch.manifest)?;
        Ok(Self { manifest, made_at: super::audit::moment(batch.made_at, zone), batch })
    }
}

impl Gateway {
    /// What the exports page shows; of the profile asked for, else of the first one.
    ///
    /// # Errors
    /// When there is no such profile, or the store fails.
    pub async fn get_export_overview(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        profile: Option<ExportProfileId>,
        before: Option<(Timestamp, ExportBatchId)>,
    ) -> Result<Overview, ExportError> {
        let gateway = Arc::clone(self);
        self.db
            .read(move |tx| {
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                let profiles = store::list_profiles(tx, workspace)?;
                let chosen = match profile {
                    Some(id) => Some(store::find_profile(tx, workspace, id)?.ok_or(ExportError::NotFound)?),
                    None => profiles.first().cloned(),
                };
                let periods = match &chosen {
                    Some(chosen) => gateway.period_states(tx, chosen)?,
                    None => Vec::new(),
                };
                let mut batches = store::list_batches(tx, workspace, before, PAGE + 1)?;
                let more = batches.len() > PAGE;
                batches.truncate(PAGE);
                let older = batches.last().filter(|_| more).map(|last| (last.made_at, last.id));
                let batches: Result<_, _> = batches.into_iter().map(|batch| BatchView::of(batch, &zone)).collect();
                Ok(Overview { profiles, chosen, periods, batches: batches?, older })
            })
            .await
    }

    /// The latest periods, back to the first in which anybody worked.
    fn period_states(&self, tx: &mut dyn Tx, profile: &ExportProfile) -> Result<Vec<PeriodState>, ExportError> {
        let Some(first) = store::find_first_work_date(tx, profile.workspace)? else { return Ok(Vec::new()) };
        let mut place = self.place(tx, profile.workspace, Wanted::Current)?;
        let mut states = Vec::new();
        while states.len() < PERIODS && place.period.to >= first {
            let previous = place.previous.from;
            let is_over = place.is_over();
            let state = preflight::prepare(tx, profile.clone(), place)?;
            states.push(PeriodState {
                period: state.place.period,
                is_over,
                batches: state.earlier.len(),
                told: state.told,
                waiting: state.hours.iter().flat_map(|hours| &hours.lines).map(|line| line.hundredths).sum(),
                people: state.hours.len(),
                left_out: state.left_out.len(),
            });
            place = self.place(tx, profile.workspace, Wanted::Of(previous))?;
        }
        Ok(states)
    }

    /// What an export of the period of a day would tell, and whom it would leave out. Without a day, of the last
    /// period that is over.
    ///
    /// # Errors
    /// When there is no such profile, or the store fails.
    pub async fn check_export(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        profile: ExportProfileId,
        day: Option<Date>,
    ) -> Result<Preflight, ExportError> {
        let gateway = Arc::clone(self);
        self.db.read(move |tx| gateway.preflight(tx, workspace, profile, day)).await
    }

    fn preflight(
        &self,
        tx: &mut dyn Tx,
        workspace: WorkspaceId,
        profile: ExportProfileId,
        day: Option<Date>,
    ) -> Result<Preflight, ExportError> {
        let profile = store::find_profile(tx, workspace, profile)?.ok_or(ExportError::NotFound)?;
        let place = self.place(tx, workspace, day.map_or(Wanted::LastOver, Wanted::Of))?;
        preflight::prepare(tx, profile, place)
    }

    /// Makes a batch of exactly what the pre-flight showed, counted again in the transaction that writes it.
    ///
    /// # Errors
    /// When the state is no longer the one that was shown, nothing is to be told, or somebody is left out and the
    /// signature is not the actor's own name.
    pub async fn make_export(
        self: &Arc<Self>,
        actor: Actor,
        (profile, day): (ExportProfileId, Date),
        shown: String,
        signature: String,
    ) -> Result<ExportBatch, ExportError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let preflight = gateway.preflight(tx, actor.workspace, profile, Some(day))?;
                if preflight.mark != shown {
                    return Err(ExportError::ChangedMeanwhile(Box::new(preflight)));
                }
                if preflight.hours.is_empty() {
                    return Err(ExportError::Nothing(Box::new(preflight)));
                }
                let signature = match (preflight.left_out.is_empty(), is_name_of(&signature, &actor.name)) {
                    (true, _) => None,
                    (false, true) => Some(actor.name.clone()),
                    (false, false) => return Err(ExportError::Unsigned(Box::new(preflight))),
                };
                gateway.insert_export(tx, &actor, preflight, signature)
            })
            .await
    }

    fn insert_export(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        preflight: Preflight,
        signature: Option<String>,
    ) -> Result<ExportBatch, ExportError> {
        let content = preflight.write(tx)?;
        let sha256 = Sha256::digest(&content).to_vec();
        let file = file_name(&preflight.profile.profile, preflight.place.period, &preflight.batch);
        let made_at = self.now();
        let manifest = Manifest::of(&preflight, &file, &sha256, (made_at, &actor.name), signature.clone());
        let batch = ExportBatch {
            id: ExportBatchId::mint(&self.ids()),
            workspace: actor.workspace,
            profile: preflight.profile.id,
            batch: preflight.batch.clone(),
            period: preflight.place.period,
            made_at,
            made_by: actor.user,
            maker: actor.name.clone(),
            signature,
            file_name: file,
            sha256,
            manifest: serde_json::to_string_pretty(&manifest)?,
        };
        store::insert_batch(tx, &batch, &content)?;
        let lines = preflight.hours.iter().flat_map(|hours| hours.lines.iter().map(|line| (hours.person.id, line)));
        for (number, (employee, line)) in lines.enumerate() {
            let told = Exported { secs: line.secs, hundredths: line.hundredths };
            store::insert_line(tx, batch.id, number, &ToldLine { employee, key: line.key, told })?;
        }
        let change = Change {
            action: "export hours",
            subject: &batch.file_name,
            employee: None,
            before: NOTHING,
            after: Some(json!({
                "batch": batch.batch,
                "profile": preflight.profile.profile.name,
                "from": batch.period.from.to_string(),
                "to": batch.period.to.to_string(),
                "people": manifest.totals.people,
                "seconds": manifest.totals.seconds,
                "left_out": manifest.left_out.len(),
                "signature": batch.signature,
            })),
        };
        self.note(tx, actor, change)?;
        Ok(batch)
    }

    /// # Errors
    /// When there is no such batch in the workspace.
    pub async fn get_export(&self, workspace: WorkspaceId, id: ExportBatchId) -> Result<BatchView, ExportError> {
        self.db
            .read(move |tx| {
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                BatchView::of(store::find_batch(tx, workspace, id)?.ok_or(ExportError::NotFound)?, &zone)
            })
            .await
    }

    /// The file of a batch: its name and its bytes, the same at any time.
    ///
    /// # Errors
    /// When there is no such batch in the workspace.
    pub async fn get_export_file(
        &self,
        workspace: WorkspaceId,
        id: ExportBatchId,
    ) -> Result<(String, Vec<u8>), ExportError> {
        let found = self.db.read(move |tx| store::find_file(tx, workspace, id)).await?;
        let store::StoredFile { name, content, batch, manifest } = found.ok_or(ExportError::NotFound)?;
        let manifest: Option<Manifest> = serde_json::from_str(&manifest).ok();
        let format = manifest.and_then(|manifest| Format::parse(&manifest.format));
        Ok((served_name(format, &name, &batch).into_owned(), content))
    }
}

/// Whether somebody typed a name, however they put capitals and blanks.
fn is_name_of(typed: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(typed) == plain(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_own_name_and_nothing_else() {
        assert!(is_name_of("  ana   TORRES ", "Ana Torres"));
        assert!(!is_name_of("", "Ana Torres") && !is_name_of("Ana", "Ana Torres"));
    }
}
