//! What the made-up people at desks do about the calls: verdicts, corrections, approvals, an export.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    Broken,
    calendar::{self, CallerAct},
    cast::{ADMIN, OWNER, PASSWORD, PAYROLL},
    faces,
    history::{History, PlacedCall},
    twists::{PERSON_ADDED_TWICE, PERSON_CHANGED, PERSON_SPOKEN_FOR, PERSON_WHO_FORGOT},
};
use crate::{
    domain::{
        entry_change::{ChangeReason, Reason},
        export::{Format, JobSource, NamedBy, Profile},
        ids::{EntryId, ExportProfileId, JobId, UserId, VoiceCheckId},
        language::OfficeLanguage,
        user::{Email, Role, User},
        voice_check::{Verdict, VoiceCheckStatus},
    },
    service::{
        Hold, StoreError, Unit,
        audit::Actor,
        payroll::exports::{self, ExportForm, profiles},
        pin_hash::{Lane, Secret},
        timesheets::{
            approvals,
            changes::{self, Correction, ExpectedEntry, NewEntry},
            sheets::{self, PeriodChoice},
        },
        voice_checks::{audio, verdicts},
    },
    store::{entries, entry_record, users, voice_checks},
};

/// The note of a verdict that nothing is written to.
const NO_NOTE: &str = "";

/// The users of the demo's workspace, and what they do day by day.
pub struct Office {
    pub(super) owner: Actor,
    pub(super) admin: Actor,
    pub(super) payroll: Actor,
    profile: ExportProfileId,
    /// Calls whose voice checks were looked at.
    judged: usize,
}

impl Office {
    /// Adds the users, whose password the demo shows, and the payroll system that they export to.
    pub async fn open(history: &History) -> Result<Self, Broken> {
        let services = &history.services;
        let mut actors = Vec::new();
        for ((name, email), role) in [(OWNER, Role::Owner), (ADMIN, Role::Admin), (PAYROLL, Role::Payroll)] {
            let password = Secret::new(PASSWORD.to_owned());
            let hash = services.pins.hash(Lane::Telephone, password, services.store.entropy().as_ref()).await?;
            let id = UserId::generate(&services.store.ids());
            let email = Email::parse(email)?;
            let user = User {
                id,
                workspace: history.workspace,
                email,
                name: name.to_owned(),
                role,
                active: true,
                language: OfficeLanguage::En,
            };
            actors.push(crate::service::access::actor_of(&user, "demo"));
            let added = services.store.write(Hold::Gateway, move |u| {
                users::insert_user(u.tx, &user, u.now)?;
                users::set_password(u.tx, user.id, &hash)
            });
            added.await.map_err(|error: StoreError| error)?;
        }
        let [owner, admin, payroll] =
            <[Actor; 3]>::try_from(actors).map_err(|_| "somebody of the office is missing")?;
        let profile = Profile {
            name: "Head office".to_owned(),
            format: Format::Generic,
            company: String::new(),
            company_created: String::new(),
            named_by: NamedBy::PayrollId,
            regular_code: "REG".to_owned(),
            overtime_code: "OT".to_owned(),
            job_source: JobSource::Code,
            locations: false,
        };
        let (actor, id) = (payroll.clone(), ExportProfileId::generate(&services.store.ids()));
        let hold = Hold::Workspace(history.workspace);
        let profile = services.store.write(hold, move |u| profiles::add(u, &actor, id, profile)).await?.id;
        Ok(Self { owner, admin, payroll, profile, judged: 0 })
    }

    /// What is done on a day, counted from the first one.
    pub async fn day(&mut self, history: &History, offset: i64, now: Timestamp) -> Result<(), Broken> {
        let first = calendar::first_day(now, &history.zones);
        let day = first.saturating_add(offset.days());
        let week_before = day.saturating_sub(7.days());
        if history.at(day, 18, 0) > now && offset != 21 {
            return Ok(());
        }
        match offset {
            7 | 14 => {
                history.clock.set(history.at(day, 9, 5));
                self.judge_week(history, offset / 7 - 1).await?;
                faces::judge_before(history, &self.payroll, history.at(day, 0, 0)).await?;
            }
            // Last week is over: its first minutes are enough to say so, for a demo that begins on a Monday.
            21 => {
                history.clock.set(history.at(day, 8, 20).min(now));
                self.judge_the_stranger(history).await?;
            }
            8 => {
                history.clock.set(history.at(day, 10, 10));
                self.approve(history, week_before).await?;
                history.clock.set(history.at(day, 10, 30));
                self.export(history, week_before).await?;
            }
            10 => {
                history.clock.set(history.at(day, 9, 40));
                self.correct_forgotten(history).await?;
            }
            15 => {
                history.clock.set(history.at(day, 10, 20));
                self.approve(history, week_before).await?;
                history.clock.set(history.at(day, 15, 45));
                self.change_approved(history, week_before).await?;
            }
            18 => {
                history.clock.set(history.at(day, 17, 15));
                self.add_twice(history, day.yesterday()?).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The stored voice check of a call.
    async fn find_check(&self, history: &History, placed: &PlacedCall) -> Result<Option<VoiceCheckId>, Broken> {
        let call = placed.call;
        let found = history.services.store.db().read(move |tx| voice_checks::find_of_call(tx, call)).await?;
        Ok(found.filter(|check| check.status == VoiceCheckStatus::Stored).map(|check| check.id))
    }

    /// Plays a recording to its end, and judges it.
    async fn judge(&self, history: &History, id: VoiceCheckId, verdict: Verdict, note: &str) -> Result<(), Broken> {
        let (store, payroll) = (&history.services.store, self.payroll.clone());
        audio::hear(store, &history.services.recordings, payroll.clone(), id, |length, _| Some(0..length)).await?;
        history.clock.advance(SignedDuration::from_secs(4));
        let note = note.to_owned();
        store
            .write(Hold::Workspace(payroll.workspace), move |u| {
                audio::note_played(u, &payroll, id)?;
                verdicts::judge(u, &payroll, id, verdict, &note)
            })
            .await?;
        Ok(())
    }

    /// Listens to all recordings of a week, at the pace of somebody who hears each one to its end.
    async fn judge_week(&mut self, history: &History, week: i64) -> Result<(), Broken> {
        for placed in history.placed.iter().filter(|placed| placed.planned.week == week) {
            let Some(id) = self.find_check(history, placed).await? else { continue };
            self.judged += 1;
            // One in many is said into the wind.
            let cannot = self.judged.is_multiple_of(97);
            let (verdict, note) = match cannot {
                true => (Verdict::CannotTell, "too much wind"),
                false => (Verdict::SamePerson, NO_NOTE),
            };
            self.judge(history, id, verdict, note).await?;
        }
        Ok(())
    }

    /// Judges, of last week, only the recording in which somebody else spoke.
    async fn judge_the_stranger(&self, history: &History) -> Result<(), Broken> {
        let of_the_week = |placed: &&PlacedCall| placed.planned.week == 2 && placed.planned.person == PERSON_SPOKEN_FOR;
        let Some(placed) = history.placed.iter().find(of_the_week) else { return Ok(()) };
        if let Some(id) = self.find_check(history, placed).await? {
            self.judge(history, id, Verdict::NotThisPerson, "another man, and another name").await?;
        }
        Ok(())
    }

    async fn approve(&self, history: &History, day: Date) -> Result<(), Broken> {
        let (store, workspace, choice) = (&history.services.store, history.workspace, PeriodChoice::Of(day));
        let now = store.now();
        let overview = store.read(move |tx| approvals::overview(tx, workspace, choice, now)).await?;
        let (actor, expected) = (self.payroll.clone(), approvals::version(overview.clean()));
        let hold = Hold::Workspace(workspace);
        store.write(hold, move |u| approvals::approve_clean(u, &actor, day, &expected)).await?;
        Ok(())
    }

    async fn export(&self, history: &History, day: Date) -> Result<(), Broken> {
        let (store, workspace, profile) = (&history.services.store, history.workspace, self.profile);
        let now = store.now();
        let checked = store.read(move |tx| exports::check(tx, workspace, profile, Some(day), now)).await?;
        let (actor, signature) = (self.payroll.clone(), self.payroll.name.clone());
        let form = ExportForm { profile, day, expected_version: checked.version, signature };
        store.write(Hold::Workspace(workspace), move |u| exports::make(u, &actor, &form)).await?;
        Ok(())
    }

    /// The entry that the first call of a person in a week has made.
    async fn first_entry(&self, history: &History, person: usize, week: i64) -> Result<FoundEntry, Broken> {
        self.find_entry(history, person, |placed| placed.planned.week == week).await
    }

    async fn find_entry(
        &self,
        history: &History,
        person: usize,
        fits: impl Fn(&PlacedCall) -> bool,
    ) -> Result<FoundEntry, Broken> {
        let mut calls = history.placed.iter().filter(|placed| placed.planned.person == person);
        let at = calls.find(|placed| fits(placed)).ok_or("a call that was planned was not placed")?.planned.at;
        let (workspace, id) = (history.workspace, history.people.get(person).ok_or("nobody is that")?.id);
        let read = history.services.store.db().read(move |tx| {
            let listed = entries::list_entries(tx, workspace, at, at.saturating_add(SignedDuration::from_mins(30))?)?;
            let mine = listed.into_iter().find(|listed| listed.entry.employee == id);
            let entry = mine.ok_or("a call made no entry")?.entry;
            let version = entry_record::find_decided(tx, workspace, entry.id)?.ok_or("no entry")?.version();
            Ok::<_, Broken>(FoundEntry {
                id: entry.id,
                version,
                in_at: entry.in_at,
                out_at: entry.out_at,
                job: entry.job,
            })
        });
        read.await
    }

    async fn correct(
        &self,
        history: &History,
        found: FoundEntry,
        out_at: Timestamp,
        why: ChangeReason,
    ) -> Result<(), Broken> {
        let FoundEntry { id, version, in_at, job, .. } = found;
        let correction = Correction { in_at, out_at: Some(out_at), job, claimed_in: None, claimed_out: None };
        let (actor, expected) = (self.payroll.clone(), ExpectedEntry { id, version });
        let change = move |u: &mut Unit<'_>| changes::correct(u, &actor, &expected, &correction, &why);
        history.services.store.write(Hold::Workspace(history.workspace), change).await?;
        Ok(())
    }

    async fn correct_forgotten(&self, history: &History) -> Result<(), Broken> {
        // The call that began the day which was forgotten is the last but one: the next one asked about it.
        let calls = history.placed.iter().filter(|placed| placed.planned.person == PERSON_WHO_FORGOT);
        let asked = |placed: &PlacedCall| placed.planned.acts.contains(&CallerAct::Key("1"));
        let mut before = None;
        for placed in calls {
            if asked(placed) {
                break;
            }
            before = Some(placed.call);
        }
        let found = self.find_entry(history, PERSON_WHO_FORGOT, |placed| Some(placed.call) == before).await?;
        let out_at = found.in_at.saturating_add(SignedDuration::from_mins(8 * 60 + 10))?;
        self.correct(history, found, out_at, why(Reason::ForgotToClockOut, "left with the others, says Ray")?).await
    }

    /// Takes an approval back and lets the first day of the week end half an hour later.
    async fn change_approved(&self, history: &History, day: Date) -> Result<(), Broken> {
        let employee = history.people.get(PERSON_CHANGED).ok_or("nobody is that")?.id;
        let (store, workspace, choice) = (&history.services.store, history.workspace, PeriodChoice::Of(day));
        let now = store.now();
        let sheet = store.read(move |tx| sheets::find(tx, workspace, employee, choice, now)).await?;
        let sheet = sheet.ok_or("there is no timesheet")?.timesheet;
        let approval = sheet.approvals.last().ok_or("nothing was approved")?.id;
        let (actor, because) = (self.payroll.clone(), "stayed on to lock up, says the foreman");
        let hold = Hold::Workspace(workspace);
        store.write(hold, move |u| approvals::reopen(u, &actor, approval, because)).await?;
        let found = self.first_entry(history, PERSON_CHANGED, 1).await?;
        let out_at = found.out_at.ok_or("the entry is open")?.saturating_add(SignedDuration::from_mins(30))?;
        self.correct(history, found, out_at, why(Reason::Other, "locked up")?).await
    }

    /// Adds an entry for hours that were clocked already.
    async fn add_twice(&self, history: &History, day: Date) -> Result<(), Broken> {
        let known = history.people.get(PERSON_ADDED_TWICE).ok_or("nobody is that")?;
        let new = NewEntry {
            id: EntryId::generate(&history.services.store.ids()),
            employee: known.id,
            in_at: history.at(day, 13, 0),
            out_at: Some(history.at(day, 15, 30)),
            job: self.first_entry(history, PERSON_ADDED_TWICE, 2).await?.job,
        };
        let why = why(Reason::WorkedElsewhere, "sent to the library for the afternoon")?;
        let (actor, hold) = (self.payroll.clone(), Hold::Workspace(history.workspace));
        history.services.store.write(hold, move |u| changes::add(u, &actor, &new, &why)).await?;
        Ok(())
    }
}

struct FoundEntry {
    id: EntryId,
    version: String,
    in_at: Timestamp,
    out_at: Option<Timestamp>,
    job: Option<JobId>,
}

fn why(reason: Reason, note: &str) -> Result<ChangeReason, Broken> {
    Ok(ChangeReason::parse(reason.name(), note).map_err(|_| "the reason will not do")?)
}
