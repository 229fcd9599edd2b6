//! The decision on a kept punch, in the transaction that counts.

use jiff::{SignedDuration, Timestamp};

use super::{
    DAY,
    envelope::{By, Inner, Outer},
    fits::{self, Fit},
    who::{self, Who},
};
use crate::{
    dialog::{
        effect::{PunchKind, RaisedException},
        event::PunchResult,
        utterance::Way,
    },
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        ids::{ClaimId, EmployeeId, EntryId, KeptPunchId},
        kiosk::{
            Proof,
            kept::{KeptTime, Sent, time_of},
        },
        text::cleaned,
        time_text::moment,
    },
    service::{
        AfterCommit, Unit,
        kiosks::{
            identify::Checked,
            jobs,
            place::{KioskRequest, Place},
        },
        locations::find_place,
        punching::{KioskOrigin, PunchContext, PunchWriter, made_by_kept},
    },
    store::{
        Hold, StoreError,
        claims::{self, ClaimSource, NewClaim},
        entries, jobs as job_store,
        kept_punches::{self, BecameOf, KeptPunch, WhyNot},
        kiosk_guards,
    },
};

/// Wrong PINs of one person in a day after which no other is looked at.
const WRONG_OF_ONE: usize = 5;
/// The same of PINs that name nobody.
const WRONG_OF_NOBODY: usize = 20;
/// Nothing is kept for longer than a week: what says so has another reason.
const OUTSIDE_REACH: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Characters of what was typed.
const NAME_MAX_CHARS: usize = 100;
/// Whose name nobody knows.
const NO_NAME: &str = "?";

/// A kept punch that has come, as far as it could be read.
#[derive(Clone)]
pub(super) struct Arrived {
    pub id: KeptPunchId,
    pub request: KioskRequest,
    pub outer: Option<Outer>,
    pub inner: Option<Inner>,
    pub sent: Sent,
    /// As it came.
    pub raw: String,
    /// No punch can be made of it.
    pub gives_up: bool,
}

/// What is written down beside what became of it.
struct Found {
    employee: Option<EmployeeId>,
    /// When it was kept, as far as anything says so.
    claimed_at: Option<Timestamp>,
}

pub(super) fn decide(u: &mut Unit<'_>, arrived: &Arrived, checked: &Checked) -> Result<(), StoreError> {
    let request = &arrived.request;
    if kept_punches::is_taken(u.tx, request.device, arrived.id)? {
        return Ok(());
    }
    let (claimed_at, proven) = match arrived.time(u.now) {
        Some(KeptTime::Proven(at)) => (Some(at), Some(at)),
        Some(KeptTime::Unproven(at)) => (at, None),
        None => (None, None),
    };
    let claimed_at = claimed_at.or_else(|| arrived.time_outside(u.now));
    let mut found = Found { employee: None, claimed_at };
    let became = match became_of(u, arrived, checked, (proven, &mut found))? {
        Ok(became) => became,
        Err(why) => BecameOf::Claim(leave_claim(u, arrived, &found)?, why),
    };
    let kept = KeptPunch {
        device: request.device,
        id: arrived.id,
        workspace: request.workspace,
        kiosk: request.kiosk,
        number: arrived.outer.as_ref().map_or(0, |outer| outer.number),
        way: arrived.way(),
        device_time: arrived.outer.as_ref().map_or(0, |outer| outer.at),
        ahead: arrived.sent.ahead,
        kept_at: proven,
        came_at: u.now,
        became,
        employee: found.employee,
        sealed: Some(arrived.raw.clone()).filter(|_| arrived.inner.is_none()),
    };
    kept_punches::insert_kept(u.tx, &kept)?;
    tracing::info!(kiosk.id = %request.kiosk, device.id = %request.device, became = ?kept.became, "a kept punch has come");
    Ok(())
}

/// What becomes of it, or why a person has to decide.
fn became_of(
    u: &mut Unit<'_>,
    arrived: &Arrived,
    checked: &Checked,
    (proven, found): (Option<Timestamp>, &mut Found),
) -> Result<Result<BecameOf, WhyNot>, StoreError> {
    let request = &arrived.request;
    let Some(inner) = &arrived.inner else { return Ok(Err(WhyNot::Unreadable)) };
    let Some(place) = Place::find(u.tx, request)? else { return Ok(Err(WhyNot::Device)) };
    let (employee, proof) = match who::find(u.tx, (&place, request), inner, checked)? {
        Who::Proven(employee, proof) => (employee, proof),
        Who::Wrong(employee) => {
            found.employee = employee;
            return Ok(Err(if arrived.gives_up { WhyNot::Failed } else { WhyNot::Pin }));
        }
        Who::Nobody(employee) => {
            found.employee = employee;
            return Ok(Err(if arrived.gives_up { WhyNot::Failed } else { WhyNot::Nobody }));
        }
    };
    found.employee = Some(employee.id);
    u.hold(Hold::Employee(employee.id))?;
    let is_careful = inner.by == By::Pin && place.is_careful(u.now);
    if is_careful || is_locked(u, &place, request, &employee)? {
        return Ok(Err(WhyNot::Locked));
    }
    let Some(at) = proven else { return Ok(Err(WhyNot::Time)) };
    if arrived.gives_up {
        return Ok(Err(WhyNot::Failed));
    }
    let making = Making { place: &place, request, employee: &employee, proof, at, way: arrived.way() };
    match fits::find(u.tx, (&place.workspace, &employee), (making.way, at))? {
        Fit::Claim(why) => Ok(Err(why)),
        Fit::Entry(entry, why) => {
            if why == WhyNot::ByHand {
                making.raise(u, entry, "; somebody has written the time down by hand meanwhile")?;
            }
            Ok(Ok(BecameOf::Entry(entry, why)))
        }
        Fit::Punch(kind) => Ok(match making.make(u, &kind, inner)? {
            Some(entry) => Ok(BecameOf::Punch(entry)),
            None => Err(WhyNot::Order),
        }),
    }
}

/// Whether no PIN of theirs is looked at: locked at the kiosk, or tried too often in what has come today. Nobody at the
/// device hears of it, so that it locks nobody there.
fn is_locked(u: &mut Unit<'_>, place: &Place, request: &KioskRequest, employee: &Employee) -> Result<bool, StoreError> {
    let since = u.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    Ok(kiosk_guards::get_guard(u.tx, place.kiosk.id, employee.id)?.is_locked(u.now)
        || kept_punches::count_wrong(u.tx, request.device, Some(employee.id), since)? >= WRONG_OF_ONE
        || kept_punches::count_wrong(u.tx, request.device, None, since)? >= WRONG_OF_NOBODY)
}

impl Arrived {
    fn way(&self) -> Way {
        self.outer.as_ref().map_or(Way::In, Outer::way)
    }

    fn time(&self, now: Timestamp) -> Option<KeptTime> {
        let (outer, inner) = (self.outer.as_ref()?, self.inner.as_ref()?);
        Some(time_of(&inner.reading(outer), inner.heard.as_ref(), &self.sent, now))
    }

    /// What stands beside the seal of when it was kept, by the clock of the device as it was when it was sent.
    fn time_outside(&self, now: Timestamp) -> Option<Timestamp> {
        let millis = self.outer.as_ref()?.at.checked_sub(self.sent.ahead)?;
        let at = Timestamp::from_millisecond(millis).ok()?;
        (at <= now && now.duration_since(at) <= OUTSIDE_REACH).then_some(at)
    }

    /// What was typed, as a person reads it.
    fn said_name(&self) -> String {
        let typed = self.inner.as_ref().map(|inner| cleaned(&inner.who)).unwrap_or_default();
        let typed: String = typed.trim().chars().filter(|c| !c.is_control()).take(NAME_MAX_CHARS).collect();
        if typed.is_empty() { NO_NAME.to_owned() } else { typed }
    }
}

fn leave_claim(u: &mut Unit<'_>, arrived: &Arrived, found: &Found) -> Result<ClaimId, StoreError> {
    let request = &arrived.request;
    let (made_by, said) = (made_by_kept(request.device, request.request), arrived.said_name());
    let claim = NewClaim {
        id: ClaimId::generate(&u.ids),
        workspace: request.workspace,
        employee: found.employee,
        source: ClaimSource::Kiosk,
        kiosk: Some((request.kiosk, request.device)),
        call: None,
        made_by: &made_by,
        made_at: u.now,
        at: found.claimed_at.unwrap_or_else(|| request.second()),
        way: arrived.way(),
        said_name: Some(said.as_str()).filter(|_| found.employee.is_none()),
        note: None,
        whereabouts: find_place(u.tx, request.workspace, &request.sighting())?.whereabouts,
        near: None,
    };
    claims::insert_claim(u.tx, &claim)?;
    Ok(claim.id)
}

/// A punch in the making.
struct Making<'a> {
    place: &'a Place,
    request: &'a KioskRequest,
    employee: &'a Employee,
    proof: Proof,
    at: Timestamp,
    way: Way,
}

impl Making<'_> {
    fn origin(&self) -> KioskOrigin<'_> {
        KioskOrigin { kept: true, ..self.request.origin(&self.place.kiosk, self.proof, self.at) }
    }

    /// The entry that has begun, or ended; none where things have changed.
    fn make(&self, u: &mut Unit<'_>, kind: &PunchKind, inner: &Inner) -> Result<Option<EntryId>, StoreError> {
        let (origin, employee) = (self.origin(), self.employee);
        let writer = PunchWriter::of_kiosk(&origin, employee.id);
        let sighting = self.request.sighting();
        let context = PunchContext::find(u.tx, &self.place.workspace, employee, (self.at, u.now), &sighting)?;
        let open = context.open_entry();
        let entry = match (writer.clock(u, kind, Some(context))?, open) {
            (PunchResult::In { entry, .. }, _) => {
                self.set_job(u, &writer, entry, inner)?;
                entry
            }
            (PunchResult::Out { .. }, Some(entry)) => entry,
            (PunchResult::Out { .. } | PunchResult::Changed, _) => return Ok(None),
        };
        self.raise(u, entry, "")?;
        metrics::counter!("phoneclock_punches_total", "way" => entries::way_name(self.way)).increment(1);
        u.after(AfterCommit::BoardChanged(self.place.workspace.id));
        Ok(Some(entry))
    }

    /// The job whose code was typed, or the kiosk's own; one that is required is missing otherwise.
    fn set_job(
        &self,
        u: &mut Unit<'_>,
        writer: &PunchWriter<'_>,
        entry: EntryId,
        inner: &Inner,
    ) -> Result<(), StoreError> {
        let (workspace, employee) = (self.place.workspace.id, self.employee.id);
        let offered = jobs::offered(u.tx, self.place, employee)?;
        let typed = match inner.job.trim() {
            "" => None,
            code => job_store::find_active_by_code(u.tx, workspace, employee, code)?.map(|job| job.id),
        };
        let own = self.place.kiosk.default_job.filter(|own| offered.iter().any(|job| job.id == *own));
        match typed.or(own) {
            Some(job) => writer.set_job(u, entry, job),
            None if jobs::is_required(self.place) && !offered.is_empty() => {
                writer.raise(u, RaisedException { kind: ExceptionKind::JobMissing, entry })
            }
            None => Ok(()),
        }
    }

    /// What a person settles, one for an entry.
    fn raise(&self, u: &mut Unit<'_>, entry: EntryId, more: &str) -> Result<(), StoreError> {
        let zone = self.employee.details.zone.as_ref().unwrap_or(&self.place.workspace.settings.zone);
        let way = entries::way_name(self.way);
        let (at, came) = (moment(self.at, zone), moment(u.now, zone));
        let note = format!("{way} at {at}, kept by the kiosk {} and sent at {came}{more}", self.place.kiosk.name);
        PunchWriter::of_kiosk(&self.origin(), self.employee.id).raise_kept(u, entry, &note)
    }
}
