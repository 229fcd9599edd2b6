//! Voice checks as calls leave them, without the calls.

use jiff::SignedDuration;
use phoneclock::{
    audio::{measure, wav},
    dialog::utterance::Way,
    domain::{
        caller::Caller,
        employee::Employee,
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{CallId, EntryId, ExceptionId, JobId, ProviderCallId, ProviderRecordingId, PunchId, VoiceCheckId},
        location::Whereabouts,
        voice_check::Verdict,
        workspace::Zone,
    },
    service::{
        audit::Actor,
        kernel::recordings::Recordings,
        voice_checks::{audio, verdicts},
    },
    store::{
        Hold, StoreError,
        calls::{self, Call},
        entries::{self, Entry, Punch, PunchChannel},
        exceptions::{self, Exception},
        voice_checks::{self, NewVoiceCheck, StoredWav},
    },
};

use super::{MARIAS_PHONE, TestGateway, postgres::in_words_of_the_engine};

/// What stands out about a voice check.
#[derive(Debug, Clone, Copy, Default)]
pub struct Odd {
    /// Something is wrong with the call.
    pub exception: Option<ExceptionKind>,
    pub job: Option<JobId>,
}

impl TestGateway {
    /// Somebody clocks in now, for an hour, and says what is in the WAV; a minute later it is stored.
    pub async fn voice_check(&self, employee: &Employee, said: &[u8]) -> VoiceCheckId {
        self.odd_voice_check(employee, said, Odd::default()).await
    }

    pub async fn odd_voice_check(&self, employee: &Employee, said: &[u8], odd: Odd) -> VoiceCheckId {
        let (ids, now) = (self.gateway.store.ids(), self.clock_now());
        let (workspace, employee) = (employee.workspace, employee.id);
        let (id, call, entry) = (VoiceCheckId::generate(&ids), CallId::generate(&ids), EntryId::generate(&ids));
        let (punch, exception) = (PunchId::generate(&ids), ExceptionId::generate(&ids));
        let recording = Recordings::key(workspace, now, id);
        let sha256 = self.gateway.recordings.put(&recording, said.to_vec().into()).await.unwrap();
        let measures = measure::measure(&wav::read(said).unwrap());
        let kept = StoredWav { recording, sha256, bytes: said.len(), measures };
        self.advance(SignedDuration::from_mins(1));
        let stored_at = self.clock_now();
        let written = self.gateway.store.db().write(Hold::Gateway, move |tx| {
            let name = format!("CA{}", call.to_string().replace('-', ""));
            calls::insert_call(
                tx,
                &Call {
                    id: call,
                    provider: "twilio".to_owned(),
                    provider_call_id: ProviderCallId::parse(&name).unwrap(),
                    caller: Caller::parse(MARIAS_PHONE),
                    dialed: super::DIAL_IN.to_owned(),
                    answered_at: now,
                    ended_at: Some(stored_at),
                    step: 0,
                    token: String::new(),
                    session: "{}".to_owned(),
                    workspace: Some(workspace),
                    employee: Some(employee),
                    last_heard_at: now,
                },
            )?;
            let zone = Zone::parse("America/Chicago").unwrap();
            let status = EntryStatus::Open;
            let begun = Entry { id: entry, workspace, employee, status, in_at: now, out_at: None, zone, job: odd.job };
            entries::insert_open(tx, &begun)?;
            let made_by = punch.to_string();
            let channel = PunchChannel::Phone { call, clocked_by: None };
            let (way, whereabouts) = (Way::In, Whereabouts::NotLookedFor);
            let clocked_in =
                Punch { id: punch, workspace, employee, entry, way, at: now, channel, whereabouts, made_by: &made_by };
            entries::insert_punch(tx, &clocked_in)?;
            entries::set_closed(tx, entry, now + SignedDuration::from_hours(1))?;
            voice_checks::insert_expected(tx, &NewVoiceCheck { id, workspace, employee, call, entry }, now)?;
            let provider_recording = ProviderRecordingId::parse("RE1").unwrap();
            assert!(voice_checks::set_fetching(tx, id, &provider_recording)?);
            assert!(voice_checks::set_stored(tx, id, &kept, stored_at)?);
            // To be heard, however small the share.
            tx.execute("UPDATE voice_check SET sample = 0 WHERE id = ?1", &[id.into()])?;
            if let Some(kind) = odd.exception {
                let (entry, call) = (Some(entry), Some(call));
                let raised = Exception { id: exception, workspace, employee, entry, call, kind, at: now, note: None };
                exceptions::insert_exception(tx, &raised)?;
            }
            Ok::<_, StoreError>(())
        });
        written.await.unwrap();
        id
    }

    /// The file of a voice check.
    pub async fn recording_of(&self, id: VoiceCheckId) -> std::path::PathBuf {
        let check = self.gateway.store.db().read(move |tx| voice_checks::get_voice_check(tx, id)).await.unwrap();
        self.dir.path().join("recordings").join(check.recording.unwrap())
    }

    /// Writes to the database what no page would.
    pub async fn execute(&self, sql: &str) -> usize {
        let sql = in_words_of_the_engine(sql);
        self.gateway
            .store
            .db()
            .write(Hold::Gateway, move |tx| -> Result<_, StoreError> { tx.execute(&sql, &[]) })
            .await
            .unwrap()
    }

    /// Plays a recording as a browser does that takes all of it at once.
    pub async fn hear(&self, reviewer: &Actor, check: VoiceCheckId) {
        let all = |length, _: &str| Some(0..length);
        audio::hear(&self.store, &self.gateway.recordings, reviewer.clone(), check, all).await.unwrap();
    }

    pub async fn judge(&self, reviewer: &Actor, check: VoiceCheckId, verdict: Verdict, note: &str) {
        let (reviewer, note) = (reviewer.clone(), note.to_owned());
        self.in_office(move |u| verdicts::judge(u, &reviewer, check, verdict, &note)).await.unwrap();
    }
}
