//! The three weeks as they happen: people are added, calls and visits to kiosks happen at their moments, recordings are
//! fetched.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    Broken, NUMBER,
    calendar::{self, CallerAct, Planned, PlannedCall, Zones},
    cast::{JOBS, PEOPLE, WEST_JOB_CODE},
    kiosk_days::PlannedVisit,
    tape::Tape,
};
use crate::{
    domain::{
        caller::{Caller, E164},
        clock::ManualClock,
        employee::Details,
        ids::{CallId, EmployeeId, JobId, ProviderCallId, ProviderRecordingId, WorkspaceId},
        job::PhoneCode,
        phone_clock_id::PhoneClockId,
        pin::Pin,
        text::base_letters,
        workspace::{JobPolicy, Settings},
    },
    service::{
        Hold, Services, Unit,
        audit::Actor,
        replay::{
            CallerAction, PastCall, replay_call,
            visits::{PastVisit, replay_visit},
        },
        roster::{
            employees,
            jobs::{self, JobDetails},
            workspaces,
        },
    },
    worker::Worker,
};

/// One of the cast, with what the gateway knows them by.
#[derive(Debug, Clone)]
pub struct EnrolledMember {
    /// The employee's id.
    pub id: EmployeeId,
    /// The ID that they key.
    pub clock_id: PhoneClockId,
}

/// A call that was placed.
#[derive(Debug, Clone)]
pub struct PlacedCall {
    /// What was planned.
    pub planned: PlannedCall,
    /// The id under which the gateway keeps it.
    pub call: CallId,
}

/// The demo's workspace, while its three weeks go by.
pub struct History {
    /// The gateway that it happens in.
    pub services: Arc<Services>,
    /// The gateway's clock, moved from one moment to the next.
    pub clock: Arc<ManualClock>,
    /// The provider.
    pub tape: Arc<Tape>,
    /// The two time zones.
    pub zones: Zones,
    /// The demo's workspace.
    pub workspace: WorkspaceId,
    /// Everybody who can call, in the order of `PEOPLE`.
    pub people: Vec<EnrolledMember>,
    /// The jobs, by their phone codes.
    pub jobs: HashMap<&'static str, JobId>,
    /// Every call so far, in the order of time.
    pub placed: Vec<PlacedCall>,
}

/// Most have told their address.
const fn has_address(number: usize) -> bool {
    number % 6 != 4
}

fn address_of(name: &str) -> String {
    let words: Vec<_> = base_letters(name).split_whitespace().map(str::to_owned).collect();
    format!("{}@lopez-roofing.example", words.join("."))
}

/// What is about to happen.
enum Past {
    Call(Box<PastCall>),
    Visit(Box<PastVisit>),
}

impl History {
    /// Begins a workspace with everybody in it, on the day before the first one.
    pub async fn begin(
        services: Arc<Services>,
        clock: Arc<ManualClock>,
        tape: Arc<Tape>,
        zones: Zones,
        now: Timestamp,
    ) -> Result<Self, Broken> {
        let first = calendar::first_day(now, &zones);
        clock.set(zones.office.start_of(first).saturating_sub(SignedDuration::from_hours(14))?);
        let mut settings = Settings::new(super::WORKSPACE.to_owned(), zones.office.clone());
        settings.job_policy = JobPolicy::Required;
        let workspace = services.store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await?.id;
        let mut history = Self {
            services,
            clock,
            tape,
            zones,
            workspace,
            people: Vec::new(),
            jobs: HashMap::new(),
            placed: Vec::new(),
        };
        history.hire().await?;
        history.add_jobs().await?;
        Ok(history)
    }

    async fn hire(&mut self) -> Result<(), Broken> {
        let actor = Actor::at_the_machine(self.workspace);
        for (number, person) in PEOPLE.iter().enumerate() {
            let details = Details {
                name: person.name.to_owned(),
                last_name: None,
                email: has_address(number).then(|| address_of(person.name)),
                phone: Some(E164::parse(person.phone)?),
                employee_number: Some(format!("{}", 1001 + number)),
                payroll_id: Some(format!("{:06}", 420 + number)),
                language: person.language,
                zone: person.is_west.then(|| self.zones.west.clone()),
                voice_check: person.voice.is_none().then_some(false),
                starts_on: None,
            };
            let (store, hired_by) = (&self.services.store, actor.clone());
            let id = EmployeeId::generate(&store.ids());
            let add = move |u: &mut Unit<'_>| employees::add(u, &hired_by, id, details);
            store.write(Hold::Workspace(self.workspace), add).await?;
            let pin = Pin::parse(person.pin)?;
            let clock_id = self.services.verifier.set_pin(actor.clone(), id, pin).await?;
            self.people.push(EnrolledMember { id, clock_id });
        }
        Ok(())
    }

    async fn add_jobs(&mut self) -> Result<(), Broken> {
        let in_the_west = PEOPLE.iter().zip(&self.people).filter(|(person, _)| person.is_west);
        let in_the_west: Vec<_> = in_the_west.map(|(_, known)| known.id).collect();
        for (name, code) in JOBS {
            let everyone = code != WEST_JOB_CODE;
            let job = JobDetails {
                accounting_code: Some(format!("26-{code}")),
                phone_code: Some(PhoneCode::parse(code)?),
                everyone,
                assigned: if everyone { Vec::new() } else { in_the_west.clone() },
                ..JobDetails::named(name)
            };
            let store = &self.services.store;
            let (actor, id) = (Actor::at_the_machine(self.workspace), JobId::generate(&store.ids()));
            store.write(Hold::Workspace(self.workspace), move |u| jobs::add(u, &actor, id, &job)).await?;
            self.jobs.insert(code, id);
        }
        Ok(())
    }

    /// Lets calls and visits to kiosks happen at their moments, one after the other; `visit_of` says what a visit is like.
    pub(super) async fn place(
        &mut self,
        planned: Vec<Planned>,
        visit_of: impl Fn(&Self, &PlannedVisit) -> Result<PastVisit, Broken>,
    ) -> Result<(), Broken> {
        let past = planned.iter().map(|planned| {
            Ok(match planned {
                Planned::Call(call) => Past::Call(Box::new(self.past(call)?)),
                Planned::Visit(visit) => Past::Visit(Box::new(visit_of(self, visit)?)),
            })
        });
        let past = past.collect::<Result<Vec<_>, Broken>>()?;
        let (services, clock) = (Arc::clone(&self.services), Arc::clone(&self.clock));
        let calls = self.services.store.write(Hold::Gateway, move |u| {
            let set_clock = |at| clock.set(at);
            let replayed = past.into_iter().map(|past| match past {
                Past::Call(call) => Ok(Some(replay_call(&services, u, *call, &set_clock)?)),
                Past::Visit(visit) => {
                    replay_visit(u, *visit, &set_clock)?;
                    Ok(None)
                }
            });
            replayed.collect::<Result<Vec<_>, Broken>>()
        });
        let calls = calls.await?;
        self.placed.extend(planned.into_iter().zip(calls).filter_map(|(planned, call)| match (planned, call) {
            (Planned::Call(planned), Some(call)) => Some(PlacedCall { planned, call }),
            (Planned::Call(_) | Planned::Visit(_), _) => None,
        }));
        Ok(())
    }

    fn past(&self, planned: &PlannedCall) -> Result<PastCall, Broken> {
        let (person, known) = PEOPLE.iter().zip(&self.people).nth(planned.person).ok_or("nobody has that number")?;
        let did = planned.acts.iter().map(|act| {
            Ok(match act {
                CallerAct::SignIn { right } => CallerAction::SignedIn { right: *right },
                CallerAct::Key(keys) => CallerAction::Keyed(keys),
                CallerAct::Pound => CallerAction::Pound,
                CallerAct::Speak(sound) => {
                    let id = ProviderRecordingId::parse(&self.name("RE"))?;
                    CallerAction::Spoke(self.tape.keep(&id, *sound).then_some(id))
                }
            })
        });
        Ok(PastCall {
            at: planned.at,
            clock_ahead: SignedDuration::from_mins(planned.clock_ahead_mins),
            call: ProviderCallId::parse(&self.name("CA"))?,
            caller: Caller::Number(E164::parse(planned.from.unwrap_or(person.phone))?),
            dialed: NUMBER.to_owned(),
            clock_id: known.clock_id.clone(),
            did: did.collect::<Result<_, Broken>>()?,
        })
    }

    /// A new id, as the provider writes those of calls and recordings.
    fn name(&self, kind: &str) -> String {
        let mut bytes = [0_u8; 16];
        self.services.store.entropy().fill(&mut bytes);
        format!("{kind}{}", base16ct::lower::encode_string(&bytes))
    }

    /// Does the work in the background that is due by then.
    pub(super) async fn work_until(&self, end: Timestamp) -> Result<(), Broken> {
        let worker = Worker::new(&self.services);
        while let Some(due) = worker.next_at().await?.filter(|due| *due <= end) {
            self.clock.set(due);
            for task in worker.lease(10).await? {
                worker.carry_out(task).await?;
            }
        }
        Ok(())
    }

    /// A moment in the office's time zone.
    #[must_use]
    pub fn at(&self, day: Date, hours: i64, mins: i64) -> Timestamp {
        let secs = SignedDuration::from_mins(hours * 60 + mins);
        self.zones.office.start_of(day).saturating_add(secs).unwrap_or(Timestamp::MAX)
    }
}
