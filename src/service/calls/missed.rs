//! Calls that the provider took and that were not answered here, or not to their end. Once the gateway is back they are
//! found in the provider's own list, each with the time at which it began, and left for the office to decide.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{Calls, list_parts::ListParts};
use crate::{
    dialog::{
        session::{Session, State},
        utterance::Way,
    },
    domain::{
        caller::{Caller, E164},
        ids::{CallId, ClaimId, EmployeeId, ProviderRecordingId, WorkspaceId},
        location::Whereabouts,
        voice_check::VoiceCheckStatus,
    },
    provider::{ApiError, FinishedRecording, ListedCall, Provider},
    service::{
        AfterCommit, Unit,
        voice_checks::claim_recordings::{expect, expect_and_fetch},
    },
    store::{
        Hold, StoreError, Tx,
        calls::{self, Call},
        claim_recordings,
        claims::{self, ClaimSource, NewClaim},
        entry_record,
        missed_calls::{self, MissedCall},
        voice_checks, workspaces,
    },
};

/// What ended so lately may still be told by a webhook that is on its way.
pub const SETTLE_AFTER: SignedDuration = SignedDuration::from_mins(3);
/// Calls that began so long before the last look are looked at again: they went on then, or were not listed yet.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);
/// No further back than this, however long nobody has looked.
const LONGEST_LOOK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A call that went on for so long behind our last word may have been taken over by the provider's own document; whether
/// it was is seen by what is recorded of it.
const TAKEN_OVER_AFTER: SignedDuration = SignedDuration::from_secs(10);

/// Why a provider's list could not be looked through. What was found before is kept, and the next look finds the rest.
#[derive(Debug, thiserror::Error)]
pub enum MissedCallError {
    /// Our database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The provider's API.
    #[error("the list of calls could not be looked through: {0}")]
    Api(#[from] ApiError),
    /// Our own form of a call.
    #[error("a missed call could not be written down")]
    Session(#[from] serde_json::Error),
}

/// A call of the list that is worth a closer look.
enum Suspect {
    /// It never got here.
    Unknown,
    /// It went on behind our last word, with recordings that are ours already.
    CutOff(BTreeSet<ProviderRecordingId>),
}

impl Calls {
    /// Looks through the provider's list of calls since the last look; how many were found that were missed. An account
    /// may have numbers that are answered elsewhere: a call that never got here is ours where `dial_in` or the list of
    /// numbers has what was dialed. The first look of all only notes that it was.
    ///
    /// # Errors
    /// When the list or the database cannot be read to the end.
    pub async fn find_missed(&self, provider: &dyn Provider, dial_in: Option<&E164>) -> Result<usize, MissedCallError> {
        if self.store.clock().is_in_doubt() {
            return Ok(0);
        }
        let (name, now) = (provider.name(), self.store.now());
        let until = now.saturating_sub(SETTLE_AFTER).unwrap_or(now);
        let Some(mark) = self.store.read(move |tx| missed_calls::find_mark(tx, name)).await? else {
            self.note_look(name, until).await?;
            return Ok(0);
        };
        let earliest = now.saturating_sub(LONGEST_LOOK).unwrap_or(Timestamp::MIN);
        // A clock that was ahead has looked at nothing that was still to come.
        let since = mark.min(until).saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN).max(earliest);
        let (mut found, mut parts) = (0, ListParts::of_calls(provider.calls(), since));
        while let Some(part) = parts.next().await? {
            for listed in part.into_iter().filter(|listed| listed.ended_at() <= until) {
                found += usize::from(self.look_at(provider, dial_in, listed).await?);
            }
        }
        self.note_look(name, until).await?;
        if found > 0 {
            tracing::warn!(provider = name, found, "calls were missed; the office is told of them");
        }
        Ok(found)
    }

    async fn note_look(&self, provider: &'static str, until: Timestamp) -> Result<(), StoreError> {
        self.store.write(Hold::Nothing, move |u| missed_calls::set_mark(u.tx, provider, until)).await
    }

    /// Whether it is a call that was missed and nobody has noted yet.
    async fn look_at(
        &self,
        provider: &dyn Provider,
        dial_in: Option<&E164>,
        listed: ListedCall,
    ) -> Result<bool, MissedCallError> {
        let (name, of) = (provider.name(), listed.clone());
        let ours = self.whose_number(name, &listed.dialed, dial_in);
        let suspect = self.store.read(move |tx| suspect(tx, name, &of)).await?;
        let recording = match &suspect {
            Some(Suspect::Unknown) if ours.is_some() => None,
            Some(Suspect::Unknown) | None => return Ok(false),
            Some(Suspect::CutOff(ours)) => {
                let of_call = provider.recordings().list_of_call(&listed.call).await?;
                let others = of_call.into_iter().filter(|recording| !ours.contains(&recording.id));
                match others.max_by_key(|recording| recording.secs) {
                    Some(recording) => Some(recording),
                    None => return Ok(false),
                }
            }
        };
        let only = ours.flatten();
        let session = serde_json::to_string(&Session { state: State::Over, hung_up: true, ..Session::default() })?;
        let hold = Hold::call(name, &listed.call);
        let write = self.store.write(hold, move |u| keep(u, (name, only), &listed, recording.as_ref(), &session));
        Ok(write.await?)
    }
}

fn suspect(tx: &mut dyn Tx, provider: &str, listed: &ListedCall) -> Result<Option<Suspect>, StoreError> {
    let Some(call) = calls::find_call(tx, provider, &listed.call)? else { return Ok(Some(Suspect::Unknown)) };
    let last_word = match call.step.checked_sub(1) {
        Some(step) => calls::find_step(tx, call.id, step)?.map_or(call.answered_at, |step| step.at),
        None => call.answered_at,
    };
    if listed.ended_at().duration_since(last_word) < TAKEN_OVER_AFTER || missed_calls::is_noted(tx, call.id)? {
        return Ok(None);
    }
    Ok(ours(tx, call.id)?.map(Suspect::CutOff))
}

/// The recordings of a call that we know of; none while one is still waited for, which any of them may be, and none where
/// one is a claim's already, of which a call has one.
fn ours(tx: &mut dyn Tx, call: CallId) -> Result<Option<BTreeSet<ProviderRecordingId>>, StoreError> {
    let mut ours = BTreeSet::new();
    let mut calls = vec![call];
    calls.extend(calls::list_parts(tx, call)?.into_iter().map(|part| part.id));
    for call in calls {
        if claim_recordings::find_of_call(tx, call)?.is_some() {
            return Ok(None);
        }
        let Some(check) = voice_checks::find_of_call(tx, call)? else { continue };
        if check.provider_recording.is_none() && check.status == VoiceCheckStatus::Expected {
            return Ok(None);
        }
        ours.extend(check.provider_recording);
    }
    Ok(Some(ours))
}

/// Writes the call down with its claim; false where somebody has done so meanwhile.
fn keep(
    u: &mut Unit<'_>,
    (provider, only): (&str, Option<WorkspaceId>),
    listed: &ListedCall,
    recording: Option<&FinishedRecording>,
    session: &str,
) -> Result<bool, StoreError> {
    let known = calls::find_call(u.tx, provider, &listed.call)?;
    if let Some(call) = &known
        && (recording.is_none() || missed_calls::is_noted(u.tx, call.id)?)
    {
        return Ok(false);
    }
    let call = match known {
        Some(call) => call,
        None => insert(u, provider, listed, session)?,
    };
    let whose = match call.workspace.zip(call.employee) {
        Some((workspace, employee)) => Some((workspace, Some(employee))),
        None => find_whose(u.tx, &call.caller, only)?,
    };
    let claim = match whose {
        Some((workspace, employee)) => {
            u.hold(Hold::Workspace(workspace))?;
            Some((workspace, leave(u, &call, (workspace, employee), recording)?))
        }
        None => {
            tracing::warn!(call.id = %call.id, "a call was missed, and nobody can know whose it was");
            None
        }
    };
    let missed = MissedCall { call: call.id, claim, began_at: listed.began_at, secs: listed.secs };
    missed_calls::insert_missed(u.tx, &missed, u.now)?;
    u.after(AfterCommit::TasksQueued);
    Ok(true)
}

fn insert(u: &mut Unit<'_>, provider: &str, listed: &ListedCall, session: &str) -> Result<Call, StoreError> {
    let call = Call {
        id: CallId::generate(&u.ids),
        provider: provider.to_owned(),
        provider_call_id: listed.call.clone(),
        caller: listed.caller.clone(),
        dialed: listed.dialed.clone(),
        answered_at: listed.began_at,
        ended_at: Some(listed.ended_at()),
        step: 0,
        token: String::new(),
        session: session.to_owned(),
        workspace: None,
        employee: None,
        last_heard_at: listed.ended_at(),
    };
    calls::insert_call(u.tx, &call)?;
    Ok(call)
}

/// Whose office is to decide, and who has called, as far as the number that was dialed and the phone say; a claim, never
/// proof. Where there is one office alone, it is that one's.
fn find_whose(
    tx: &mut dyn Tx,
    caller: &Caller,
    only: Option<WorkspaceId>,
) -> Result<Option<(WorkspaceId, Option<EmployeeId>)>, StoreError> {
    let mut callers = missed_calls::list_callers(tx, caller)?;
    callers.retain(|(workspace, _)| only.is_none_or(|only| only == *workspace));
    if let [(workspace, employee)] = callers[..] {
        return Ok(Some((workspace, Some(employee))));
    }
    let offices: BTreeSet<_> = callers.into_iter().map(|(workspace, _)| workspace).collect();
    let office = only.or_else(|| offices.first().copied().filter(|_| offices.len() == 1));
    let office = match office {
        Some(office) => Some(office),
        None => match workspaces::list_names(tx)?.as_slice() {
            [(alone, _)] => Some(*alone),
            _ => None,
        },
    };
    Ok(office.map(|office| (office, None)))
}

fn leave(
    u: &mut Unit<'_>,
    call: &Call,
    (workspace, employee): (WorkspaceId, Option<EmployeeId>),
    recording: Option<&FinishedRecording>,
) -> Result<ClaimId, StoreError> {
    let way = match employee {
        Some(employee) => way_of(u.tx, (workspace, employee), call.answered_at)?,
        None => Way::In,
    };
    let (made_by, caller) = (format!("missed call {}", call.id), call.caller.number().map(|number| number.masked()));
    let claim = NewClaim {
        id: ClaimId::generate(&u.ids),
        workspace,
        employee,
        source: ClaimSource::MissedCall,
        kiosk: None,
        call: Some((call.id, false)),
        made_by: &made_by,
        made_at: u.now,
        at: call.answered_at,
        way,
        said_name: employee.is_none().then(|| caller.as_deref().unwrap_or_default()),
        note: None,
        whereabouts: Whereabouts::NotLookedFor,
        near: None,
    };
    claims::insert_claim(u.tx, &claim)?;
    match recording {
        Some(recording) => expect_and_fetch(u, call, (workspace, claim.id), recording)?,
        None => expect(u, call, (workspace, claim.id))?,
    }
    Ok(claim.id)
}

/// Which way somebody goes who calls then: out where they are in, as in any call.
pub fn way_of(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    at: Timestamp,
) -> Result<Way, StoreError> {
    let open = entry_record::find_without_end(tx, (workspace, employee), at)?;
    Ok(if open.is_some() { Way::Out } else { Way::In })
}
