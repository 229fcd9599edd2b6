//! What an entry leaves behind in every table, in the proportions of a real one.

use std::{fs, path::PathBuf};

use jiff::{ToSpan, civil::Date};
use rusqlite::{Connection, Statement, params};
use sha2::{Digest, Sha256};

use super::history::{Crew, Shift, scattered};

const DAY: i64 = 86_400_000;

/// How an entry came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    ByPhone { voice_check: bool },
    InTheOffice,
}

/// A UUID of version 7 that is the same for the same thing.
pub fn id(kind: u8, at: i64, number: u64, part: u8) -> [u8; 16] {
    let mut id = [0; 16];
    id[..6].copy_from_slice(&at.to_be_bytes()[2..]);
    id[6] = 0x70;
    id[7] = kind;
    id[8] = 0x80;
    id[9] = part;
    id[10..].copy_from_slice(&number.to_be_bytes()[2..]);
    id
}

/// The questions of a call that says the name at the end, what came, and what was answered.
const STEPS: [(&str, &str, &str); 5] = [
    ("ringing", "the call", "greeting ask-id"),
    ("ask-id", "an ID", "ask-pin"),
    ("ask-pin", "4 keys", "clocked-in ask-job-or-skip"),
    ("ask-job", "job code 12", "job-is ask-name (record)"),
    ("ask-name", "a recording", "thank-you goodbye (hang up)"),
];
const SESSION: &str = "{\"version\":2,\"state\":\"over\",\"language\":\"en\",\"failures\":0,\"repeats\":0,\
    \"hung_up\":true,\"person\":null,\"notice\":null,\"heard\":[{\"language\":\"en\",\"utterance\":\"goodbye\"}]}";

const MANIFEST: &str = "{\"batch\":\"0123456789\",\"file\":\"hours.csv\",\"sha256\":\"00\",\"profile\":\"Payroll\",\
    \"format\":\"generic\",\"from\":\"2026-01-05\",\"to\":\"2026-01-11\",\"after\":[],\
    \"made_at\":\"2026-01-13T09:00:00Z\",\"made_by\":\"Olive Owner\",\"totals\":{\"people\":160,\"lines\":800,\
    \"seconds\":23760000,\"pay\":[{\"pay\":\"regular\",\"code\":\"REG\",\"hours\":\"6600.00\",\
    \"seconds\":23760000}]},\"left_out\":[],\"signature\":null}";
const A_NAME: &[u8] = include_bytes!("../../voices/maria-lopez.wav");

/// The recordings are one file under many names, as many as it may have.
pub struct Recordings {
    folder: PathBuf,
    latest: PathBuf,
    sha256: [u8; 32],
}

impl Recordings {
    pub fn below(folder: PathBuf) -> Self {
        Self { folder, latest: PathBuf::new(), sha256: Sha256::digest(A_NAME).into() }
    }

    fn keep(&mut self, path: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if fs::hard_link(&self.latest, &path).is_err() {
            fs::write(&path, A_NAME).unwrap();
            self.latest = path;
        }
    }
}

macro_rules! statements {
    ($($name:ident: $sql:expr;)*) => {
        pub struct Rows<'c> {
            recordings: Recordings,
            $($name: Statement<'c>,)*
        }

        impl<'c> Rows<'c> {
            pub fn on(connection: &'c Connection, recordings: Recordings) -> Self {
                Self { recordings, $($name: connection.prepare($sql).unwrap(),)* }
            }
        }
    };
}

statements! {
    entry: "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, job_id, work_date, \
        revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'America/Chicago', ?7, ?8, ?9)";
    revision: "INSERT INTO entry_revision (entry_id, revision, workspace_id, kind, status, in_at, out_at, job_id, \
        voided, reason, note, at, user_id, actor) \
        VALUES (?1, ?2, ?3, ?4, 'closed', ?5, ?6, ?7, 0, ?8, NULL, ?9, ?10, 'Olive Owner')";
    call: "INSERT INTO call (id, provider, provider_call_id, caller, dialled, answered_at, ended_at, step, token, \
        session, workspace_id, employee_id, last_heard_at) \
        VALUES (?1, 'twilio', ?2, ?3, '+15555550111', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?5)";
    usage: "INSERT INTO usage_record (provider, kind, provider_id, workspace_id, at, secs, units, micros, currency) \
        VALUES ('twilio', 'call', ?1, ?2, ?3, 35, 1, 8500, 'USD')";
    step: "INSERT INTO call_step (call_id, step, token, at, asked, came, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    punch: "INSERT INTO punch (id, workspace_id, employee_id, entry_id, way, at, channel, call_id, made_by) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'phone', ?7, ?8)";
    check: "INSERT INTO voice_check (id, workspace_id, employee_id, call_id, entry_id, status, expected_at, \
        provider_recording_id, recording, sha256, bytes, secs, level_dbfs, peak_dbfs, speech_share, clipped_share, \
        stored_at, sample, flagged, verdict, verdict_at, audio_doomed_at, audio_deleted_at, job_id) \
        VALUES (?1, ?2, ?3, ?4, ?5, 'stored', ?6, ?7, ?8, ?9, 32044, 2.0, -21.5, -3.2, 0.6, 0.0, ?10, ?11, ?12, ?13, \
        ?14, ?15, ?15, ?16)";
    verdict: "INSERT INTO verdict (id, workspace_id, voice_check_id, verdict, at, user_id, reviewer) \
        VALUES (?1, ?2, ?3, 'same person', ?4, ?5, 'Olive Owner')";
    listen: "INSERT INTO listen (id, workspace_id, voice_check_id, at, user_id, listener, address) \
        VALUES (?1, ?2, ?3, ?4, ?5, 'Olive Owner', '192.0.2.7')";
    exception: "INSERT INTO exception (id, workspace_id, employee_id, entry_id, call_id, kind, rank, at, settled_at, \
        settled_because, decision, settled_by, settler) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    task: "INSERT INTO task (id, kind, subject, state, run_at, give_up_at, attempts) \
        VALUES (?1, ?2, ?3, 'done', ?4, ?5, 1)";
    failure: "INSERT INTO failed_sign_in (caller, at, call_id, step) VALUES (?1, ?2, ?3, 2)";
    audit: "INSERT INTO audit_record (id, workspace_id, at, user_id, actor, action, subject, employee_id, before, \
        after, address) VALUES (?1, ?2, ?3, ?4, 'Olive Owner', ?5, ?6, ?7, NULL, '{\"verdict\":\"same person\"}', \
        '192.0.2.7')";
    approval: "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, overtime_secs, \
        approved_at, approved_by, approver) VALUES (?1, ?2, ?3, ?4, ?5, 144000, 9000, ?6, ?7, 'Olive Owner')";
    batch: "INSERT INTO export_batch (id, workspace_id, profile_id, batch, from_date, to_date, made_at, made_by, maker, \
        file_name, content, sha256, manifest) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'Olive Owner', 'hours.csv', zeroblob(20000), zeroblob(32), ?9)";
    line: "INSERT INTO export_line (batch_id, line, employee_id, work_date, job_id, pay, secs, hundredths) \
        VALUES (?1, ?2, ?3, ?4, ?5, 'regular', 29700, 825)";
    known_phone: "INSERT INTO known_phone (employee_id, caller, first_at, last_at, clocked_at) \
        VALUES (?1, ?2, ?3, ?3, ?3)";
    setup_link: "INSERT INTO setup_link (id, employee_id, kind, token_hash, made_at, ends_at, used_at) \
        VALUES (?1, ?2, 'link', ?3, ?4, ?4 + 604800000, ?4 + 1000)";
    mail: "INSERT INTO mail (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state, sent_at) \
        VALUES (?1, ?2, 'setup link', ?3, ?4, 'worker@example.com', ?5, 'sent', ?5)";
}

impl Rows<'_> {
    /// What everybody has left behind on the day they got their PIN.
    pub fn people(&mut self, crew: &Crew, now: i64) {
        let began = now - 3660 * DAY;
        for (employee, phone) in &crew.people {
            let number = u64::from_be_bytes(employee[8..].try_into().unwrap());
            let (link, mail) = (id(b'L', began, number, 0), id(b'M', began, number, 0));
            let hash = [link, *employee].concat();
            self.known_phone.execute(params![employee, phone, began]).unwrap();
            self.setup_link.execute(params![link, employee, hash, began]).unwrap();
            self.mail.execute(params![mail, crew.workspace, link, employee, began]).unwrap();
        }
    }

    /// The file of a week that payroll is done with.
    pub fn week(&mut self, crew: &Crew, monday: Date, now: i64) {
        let (batch, to) = (batch_of(crew, monday), monday.saturating_add(6.days()));
        let (from, to) = (monday.to_string(), to.to_string());
        let made_at = now.min(millis(monday) + 9 * DAY);
        if let Some(user) = crew.user {
            let name = format!("{from}-{:02x?}", &crew.workspace[12..]);
            self.batch
                .execute(params![batch, crew.workspace, crew.profile, name, from, to, made_at, user, MANIFEST])
                .unwrap();
        }
        for (place, (employee, _)) in (0..).zip(&crew.people) {
            let approval = id(b'A', made_at - DAY, workspace_number(crew).wrapping_mul(10_000).wrapping_add(place), 0);
            self.approval
                .execute(params![approval, crew.workspace, employee, from, to, made_at - DAY, crew.user])
                .unwrap();
        }
    }

    pub fn shift(&mut self, shift: &Shift<'_>) {
        let Shift { crew, number, in_at, out_at, .. } = *shift;
        let entry = id(b'T', in_at, number, 0);
        let (employee, _) = &crew.people[shift.person];
        let job = crew.jobs.get(usize::try_from(number).unwrap() % crew.jobs.len().max(1));
        let status = if out_at.is_some() { "closed" } else { "open" };
        let (day, corrected) = (shift.day.to_string(), shift.was_corrected());
        self.entry
            .execute(params![entry, crew.workspace, employee, status, in_at, out_at, job, day, i64::from(corrected)])
            .unwrap();
        let call = match shift.made {
            Made::ByPhone { voice_check } => {
                for (part, way, at) in [(0, "in", Some(in_at)), (1, "out", out_at)] {
                    let Some(at) = at else { continue };
                    self.by_phone(shift, entry, (part, way, at), voice_check, job);
                }
                Some(id(b'C', in_at, number, 0))
            }
            Made::InTheOffice => {
                self.revise(shift, (entry, 0), "added", Some("phone out of order"), job);
                None
            }
        };
        if corrected {
            if call.is_some() {
                self.revise(shift, (entry, 0), "clocked", None, job);
            }
            self.revise(shift, (entry, 1), "corrected", Some("forgot to clock"), job);
        }
        if shift.is_odd() {
            self.odd(shift, entry, call);
        }
        if shift.is_done() && crew.user.is_some() {
            let line =
                i64::try_from(shift.person).unwrap() * 5 + i64::from(shift.day.weekday().to_monday_zero_offset());
            self.line.execute(params![batch_of(crew, shift.monday), line, employee, day, job]).unwrap();
        }
    }

    fn revise(
        &mut self,
        shift: &Shift<'_>,
        (entry, revision): ([u8; 16], i64),
        kind: &str,
        reason: Option<&str>,
        job: Option<&[u8; 16]>,
    ) {
        let Shift { crew, in_at, out_at, .. } = *shift;
        let (at, user) = (in_at + DAY, crew.user.filter(|_| reason.is_some()));
        self.revision
            .execute(params![entry, revision, crew.workspace, kind, in_at, out_at, job, reason, at, user])
            .unwrap();
        if reason.is_some() {
            self.note(shift, (at, u8::try_from(revision).unwrap()), "correct time entry");
        }
    }

    fn note(&mut self, shift: &Shift<'_>, (at, part): (i64, u8), action: &str) {
        let (employee, _) = &shift.crew.people[shift.person];
        let record = id(b'N', at, shift.number, part);
        let subject = format!("Worker {:04} of the Crew", shift.person);
        self.audit
            .execute(params![record, shift.crew.workspace, at, shift.crew.user, action, subject, employee])
            .unwrap();
    }

    fn by_phone(
        &mut self,
        shift: &Shift<'_>,
        entry: [u8; 16],
        (part, way, at): (u8, &str, i64),
        voice_check: bool,
        job: Option<&[u8; 16]>,
    ) {
        let Shift { crew, number, .. } = *shift;
        let (employee, phone) = &crew.people[shift.person];
        let call = id(b'C', at, number, part);
        let sid = format!("CA{:030x}{part:02x}", number);
        let token = format!("{:022x}", scattered(number));
        let steps = if voice_check { &STEPS[..] } else { &STEPS[..3] };
        let (last, end) = (i64::try_from(steps.len()).unwrap(), at + 35_000);
        self.call.execute(params![call, sid, phone, at, end, last, token, SESSION, crew.workspace, employee]).unwrap();
        self.usage.execute(params![sid, crew.workspace, at]).unwrap();
        for (step, (asked, input, said)) in (0..).zip(steps) {
            self.step.execute(params![call, step, token, at + step * 6000, asked, input, said]).unwrap();
        }
        let (punch, made_by) = (id(b'P', at, number, part), format!("call {} step 2", uuid::Uuid::from_bytes(call)));
        self.punch.execute(params![punch, crew.workspace, employee, entry, way, at, call, made_by]).unwrap();
        if voice_check {
            self.check(shift, (entry, call), (part, at), job);
        }
        if shift.ago < 5 && number.is_multiple_of(50) {
            self.failure.execute(params![phone, at, call]).unwrap();
        }
    }

    fn check(
        &mut self,
        shift: &Shift<'_>,
        (entry, call): ([u8; 16], [u8; 16]),
        (part, at): (u8, i64),
        job: Option<&[u8; 16]>,
    ) {
        let Shift { crew, number, .. } = *shift;
        let (employee, _) = &crew.people[shift.person];
        let check = id(b'V', at, number, part);
        let stored_at = at + 40_000;
        let heard_at = (shift.ago > 3).then_some(at + DAY);
        let gone_at = shift.silent.then_some(stored_at + 365 * DAY);
        let name = uuid::Uuid::from_bytes(check);
        let recording = format!("RE{number:030x}{part:02x}");
        let month = format!("{}/{}", uuid::Uuid::from_bytes(crew.workspace), shift.day.strftime("%Y/%m"));
        let path = format!("{month}/{name}.wav");
        if !shift.silent {
            self.recordings.keep(&path);
        }
        let verdict = heard_at.map(|_| "same person");
        self.check
            .execute(params![
                check,
                crew.workspace,
                employee,
                call,
                entry,
                at,
                recording,
                path,
                self.recordings.sha256,
                stored_at,
                scattered(number) % 100,
                number.is_multiple_of(50),
                verdict,
                heard_at,
                gone_at,
                job
            ])
            .unwrap();
        if let (Some(heard_at), Some(user)) = (heard_at, crew.user) {
            let ids = [b'G', b'H'].map(|kind| id(kind, heard_at, number, part));
            self.verdict.execute(params![ids[0], crew.workspace, check, heard_at, user]).unwrap();
            self.listen.execute(params![ids[1], crew.workspace, check, heard_at - 5000, user]).unwrap();
            self.note(shift, (heard_at, 8 + part), "judge voice check");
        }
        if shift.ago < 5 {
            for (kind, word) in [(b'F', "fetch recording"), (b'S', "settle voice check")] {
                let task = id(kind, at, number, part);
                self.task.execute(params![task, word, check, at + 300_000, at + DAY]).unwrap();
            }
        }
    }

    /// Something is wrong; where payroll is done with it, somebody has accepted it.
    fn odd(&mut self, shift: &Shift<'_>, entry: [u8; 16], call: Option<[u8; 16]>) {
        const KINDS: [(&str, i64); 4] =
            [("voice check silent", 9), ("unrecognised caller", 8), ("job missing", 6), ("voice check missing", 10)];
        let Shift { crew, number, in_at, .. } = *shift;
        let (employee, _) = &crew.people[shift.person];
        let (kind, rank) = KINDS[usize::try_from(number / 30).unwrap() % KINDS.len()];
        let done = shift.is_done();
        let settled = (done.then_some(in_at + 2 * DAY), done.then_some("accepted by Olive Owner"));
        let decided = (done.then_some("accepted"), crew.user.filter(|_| done), done.then_some("Olive Owner"));
        self.exception
            .execute(params![
                id(b'Q', in_at, number, 0),
                crew.workspace,
                employee,
                entry,
                call,
                kind,
                rank,
                in_at,
                settled.0,
                settled.1,
                decided.0,
                decided.1,
                decided.2
            ])
            .unwrap();
        if done {
            self.note(shift, (in_at + 2 * DAY, 4), "accept exception");
        }
    }
}

fn batch_of(crew: &Crew, monday: Date) -> [u8; 16] {
    id(b'B', millis(monday), workspace_number(crew), 0)
}

fn workspace_number(crew: &Crew) -> u64 {
    u64::from_be_bytes(crew.workspace[8..].try_into().unwrap())
}

fn millis(day: Date) -> i64 {
    day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond()
}
