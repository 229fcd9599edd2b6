//! A voice check as the pages show it.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    HEARD_FOR, ReviewError,
    audio::{self, heard_by},
    user_of, words,
};
use crate::{
    domain::{
        caller::Caller,
        ids::{EmployeeId, EntryId, UserId, VerdictId, VoiceCheckId},
        voice_check::{Amiss, Verdict, VoiceCheckStatus},
    },
    service::{
        Gateway,
        audit::{Actor, moment},
    },
    store::{
        StoreError, Tx,
        reviews::{
            self, Reviewed,
            listens::{self, Heard, Listen, Reach},
            plays, queue,
            verdicts::{self, Given},
        },
        workspaces,
    },
};

/// Earlier recordings beside the one to be judged.
const EARLIER: usize = 3;
/// Listens shown of one recording.
const LISTENS: usize = 50;

/// One voice check in words.
#[derive(Debug, Clone)]
pub struct CheckView {
    pub id: VoiceCheckId,
    pub employee: EmployeeId,
    pub name: String,
    pub entry: EntryId,
    /// Whether the entry counts no more.
    pub voided: bool,
    /// The wall clock of the call, with its zone.
    pub recorded: String,
    /// Clock-in or clock-out.
    pub way: &'static str,
    pub job: Option<String>,
    /// The whole number.
    pub caller: String,
    /// What is unusual about the number.
    pub caller_remark: Option<&'static str>,
    pub measures: Vec<(&'static str, String)>,
    pub exceptions: Vec<ExceptionView>,
    /// Path data of the drawn recording; `None` where it cannot be heard.
    pub waveform: Option<String>,
    /// Why it cannot be heard.
    pub unheard_because: Option<String>,
    /// Whether the file is not what was stored, so that nobody can tell who it was.
    pub amiss: bool,
    /// Whether nobody speaks on it, so that nobody can tell who it was either.
    pub silent: bool,
    /// Whether whoever looks has played it to its end.
    pub heard: bool,
    pub verdict: Option<Verdict>,
}

#[derive(Debug, Clone)]
pub struct ExceptionView {
    pub kind: &'static str,
    pub blocks: bool,
    pub note: Option<String>,
}

/// An earlier recording of the same employee that was judged to be them.
#[derive(Debug, Clone)]
pub struct Earlier {
    pub id: VoiceCheckId,
    pub recorded: String,
    pub waveform: String,
}

/// A voice check with its whole history.
#[derive(Debug, Clone)]
pub struct CheckDetail {
    pub check: CheckView,
    pub earlier: Vec<Earlier>,
    pub history: Vec<HistoryView>,
    /// What a form that takes the verdict back must show.
    pub last: Option<VerdictId>,
    pub can_be_held: bool,
    /// Since when and why.
    pub held: Option<(String, String)>,
    pub listens: Vec<ListenView>,
    pub listen_count: usize,
    /// The colleague who is hearing it now.
    pub heard_by: Option<String>,
}

impl CheckDetail {
    /// Whether it waits for a verdict.
    #[must_use]
    pub fn can_be_judged(&self) -> bool {
        let hearable = self.check.unheard_because.is_none() || self.check.amiss;
        self.check.verdict.is_none() && hearable
    }
}

#[derive(Debug, Clone)]
pub struct HistoryView {
    pub at: String,
    pub who: String,
    pub what: &'static str,
    pub note: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ListenView {
    pub at: String,
    pub who: String,
    pub address: String,
    /// How far it was played.
    pub reach: &'static str,
}

/// What the database knows of a voice check, before the files are read.
pub(super) struct Known {
    check: Reviewed,
    heard: bool,
    exceptions: Vec<ExceptionView>,
    earlier: Vec<Reviewed>,
}

pub(super) fn known(tx: &mut dyn Tx, check: Reviewed, user: UserId, now: Timestamp) -> Result<Known, StoreError> {
    let since = now.saturating_sub(HEARD_FOR).unwrap_or(now);
    let heard = plays::is_heard(tx, check.id, user, (since, heard_by(now)))?;
    let standing = reviews::list_standing(tx, check.entry, check.call)?;
    let exceptions = standing
        .into_iter()
        .map(|(kind, note)| ExceptionView { kind: kind.name(), blocks: kind.blocks_approval(), note })
        .collect();
    let earlier = reviews::list_same_person(tx, check.employee, (check.expected_at, check.id), EARLIER)?;
    Ok(Known { check, heard, exceptions, earlier })
}

impl Gateway {
    /// Reads the files: what can be heard is drawn.
    pub(super) async fn view_check(&self, known: Known) -> Result<(CheckView, Vec<Earlier>), ReviewError> {
        let Known { check, heard, exceptions, earlier } = known;
        let (waveform, amiss) = match self.open_recording(&check).await? {
            Some(Ok(bytes)) => (audio::draw(bytes).await?, None),
            Some(Err(amiss)) => (None, Some(amiss)),
            None => (None, None),
        };
        let mut drawn = Vec::new();
        for one in earlier {
            if let Some(Ok(bytes)) = self.open_recording(&one).await?
                && let Some(waveform) = audio::draw(bytes).await?
            {
                drawn.push(Earlier { id: one.id, recorded: words::recorded(&one), waveform });
            }
        }
        Ok((view(check, heard, exceptions, waveform, amiss), drawn))
    }

    /// A voice check with its history; `None` where the workspace has none of this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_voice_check(
        self: &Arc<Self>,
        actor: &Actor,
        id: VoiceCheckId,
    ) -> Result<Option<CheckDetail>, ReviewError> {
        let (user, workspace, now) = (user_of(actor)?, actor.workspace, self.now());
        let read = self.db.read(move |tx| {
            let Some(check) = reviews::find_check(tx, workspace, id)? else { return Ok(None) };
            let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
            let given = verdicts::list_of_check(tx, id)?;
            let heard = (listens::list_of_check(tx, id, LISTENS)?, listens::count_of_check(tx, id)?);
            let lease = queue::find_lease(tx, id, now)?;
            Ok::<_, StoreError>(Some((known(tx, check, user, now)?, zone, given, heard, lease)))
        });
        let Some((known, zone, given, (listens, listen_count), lease)) = read.await? else { return Ok(None) };
        let held = known.check.held.as_ref().map(|held| (moment(held.at, &zone), held.because.clone()));
        let can_be_held = known.check.can_be_heard() && held.is_none();
        let last = given.last().filter(|last| last.verdict.is_some()).map(|last| last.id);
        let (check, earlier) = self.view_check(known).await?;
        let history = given.into_iter().map(|given| {
            let Given { verdict, note, at, reviewer, .. } = given;
            HistoryView {
                at: moment(at, &zone),
                who: reviewer,
                what: verdict.map_or("taken back", Verdict::name),
                note,
            }
        });
        let listens = listens.into_iter().map(|listen| {
            let Heard { listen: Listen { at, listener, address, .. }, reach } = listen;
            let reach = match reach {
                Reach::End => "to the end",
                Reach::Whole => "all of it was sent",
                Reach::Part => "a part of it was sent",
                Reach::Unknown => "not noted then",
            };
            ListenView { at: moment(at, &zone), who: listener, address, reach }
        });
        Ok(Some(CheckDetail {
            check,
            earlier,
            history: history.collect(),
            last,
            can_be_held,
            held,
            listens: listens.collect(),
            listen_count,
            heard_by: lease.map(|lease| lease.name),
        }))
    }
}

fn view(
    check: Reviewed,
    heard: bool,
    exceptions: Vec<ExceptionView>,
    waveform: Option<String>,
    amiss: Option<Amiss>,
) -> CheckView {
    let unheard_because = match (check.status, amiss) {
        _ if check.doomed_at.is_some() => {
            Some("The recording was deleted when its period was over. What it measured and the verdict stay.".to_owned())
        }
        (VoiceCheckStatus::Stored, Some(_)) => {
            Some("The recording is damaged or missing. Judge: cannot tell. Whoever runs this gateway may be able to put it back from a backup.".to_owned())
        }
        (VoiceCheckStatus::Stored, None) => None,
        (VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching, _) => {
            Some("The recording has not arrived yet.".to_owned())
        }
        (VoiceCheckStatus::Missing | VoiceCheckStatus::Refused, _) => {
            let why = check.refused_because.as_deref().unwrap_or("none came");
            Some(format!("There is no recording: {why}."))
        }
    };
    CheckView {
        id: check.id,
        employee: check.employee,
        entry: check.entry,
        voided: check.voided,
        recorded: words::recorded(&check),
        way: match check.way.as_deref() {
            Some("in") => "Clock-in",
            Some("out") => "Clock-out",
            Some(_) | None => "Call",
        },
        caller: match &check.caller {
            Caller::Number(number) => number.as_str().to_owned(),
            Caller::Withheld => "withheld".to_owned(),
        },
        caller_remark: match (&check.caller, check.known_caller) {
            (Caller::Number(_), false) => Some("new for this person"),
            (Caller::Withheld, _) => Some("no number to go by"),
            (Caller::Number(_), true) => None,
        },
        measures: check.measures.as_ref().map(words::measured).unwrap_or_default(),
        exceptions,
        waveform,
        unheard_because,
        amiss: amiss.is_some(),
        silent: words::is_silent(&check),
        heard,
        verdict: check.verdict,
        name: check.employee_name,
        job: check.job,
    }
}
