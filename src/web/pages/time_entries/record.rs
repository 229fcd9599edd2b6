//! One time entry in words: every time on its own wall clock.

use jiff::{Timestamp, civil::Date};

use super::CheckBadge;
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{BreakId, BreakKindId, CallId, EmployeeId, EntryId, VoiceCheckId},
        pen::Pen,
        workspace::Zone,
    },
    service::{
        call_log::CallView,
        timesheets::entry_record::{
            BecameOf, CheckLine, EntryException, EntryPunch, EntryRecord, EntryState, KeptPunch, TrailStep, way_name,
        },
    },
    web::pages::{
        call_text::CallText,
        photos::PhotoLine,
        places::PlaceView,
        written::{WrittenHours, WrittenTime},
    },
    wording::{admin::AdminWords, refusals},
};

/// A time entry as its page shows it.
pub(super) struct EntryRecordView {
    pub id: EntryId,
    pub employee: EmployeeId,
    pub zone: Zone,
    pub voided: bool,
    pub day: Date,
    pub worked: Option<WrittenHours>,
    pub version: String,
    pub original: StateView,
    pub claimed: Option<(Option<WrittenTime>, Option<WrittenTime>)>,
    pub decided: StateView,
    pub trail: Vec<TrailRow>,
    pub punches: Vec<PunchRow>,
    /// What a kiosk has kept beside them.
    pub also_kept: Vec<String>,
    pub calls: Vec<PunchCallRow>,
    pub checks: Vec<VoiceCheckRow>,
    pub photos: Vec<PhotoLine>,
    pub exceptions: Vec<ExceptionRow>,
    /// Why it cannot be changed.
    pub locked: Option<String>,
    pub breaks: Vec<BreakRow>,
    pub break_trail: Vec<BreakStepRow>,
    /// Whether a break can be added.
    pub may_have_breaks: bool,
}

/// One break that counts.
pub(super) struct BreakRow {
    pub id: BreakId,
    pub kind: String,
    pub paid: bool,
    pub begin: WrittenTime,
    /// None while somebody is on it.
    pub end: Option<WrittenTime>,
    pub length: Option<WrittenHours>,
    pub left_open: bool,
}

/// One thing that was done with a break.
pub(super) struct BreakStepRow {
    pub deed: &'static str,
    pub kind: String,
    pub begin: WrittenTime,
    pub end: Option<WrittenTime>,
    pub how: &'static str,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: WrittenTime,
    pub actor: String,
}

/// Times and job at one moment.
pub(super) struct StateView {
    pub clocked_in: WrittenTime,
    pub clocked_out: Option<WrittenTime>,
    pub job: Option<String>,
    pub status: &'static str,
}

impl StateView {
    fn new(state: &EntryState, (zone, pen): (&Zone, &Pen)) -> Self {
        Self {
            clocked_in: WrittenTime::moment(pen, state.in_at, zone),
            clocked_out: state.out_at.map(|at| WrittenTime::moment(pen, at, zone)),
            job: state.job.clone(),
            status: if state.voided { "voided" } else { state.status.name() },
        }
    }
}

/// One revision.
pub(super) struct TrailRow {
    pub kind: &'static str,
    pub state: StateView,
    pub claimed_in: Option<WrittenTime>,
    pub claimed_out: Option<WrittenTime>,
    pub other_entry: Option<EntryId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: WrittenTime,
    pub actor: String,
}

impl TrailRow {
    fn new(step: TrailStep, (zone, pen): (&Zone, &Pen)) -> Self {
        let words = AdminWords::of(pen.language);
        let local = |at: Timestamp| WrittenTime::moment(pen, at, zone);
        Self {
            kind: words.revision_kind(step.kind),
            state: StateView::new(&step.state, (zone, pen)),
            claimed_in: step.claimed_in_at.map(local),
            claimed_out: step.claimed_out_at.map(local),
            other_entry: step.other_entry,
            reason: step.reason.map(|reason| words.reason_written(&reason).to_owned()),
            note: step.note,
            at: local(step.at),
            actor: step.actor,
        }
    }
}

/// One punch.
pub(super) struct PunchRow {
    pub way: &'static str,
    pub at: WrittenTime,
    /// How it was made and proven.
    pub how: String,
    /// Where it is not proven who it was, or somebody else has said so.
    pub mark: Option<&'static str>,
    /// When it came, where a kiosk has kept it for a while.
    pub kept: Option<String>,
    /// Where it came from; none where nobody has looked.
    pub place: Option<PlaceView>,
}

/// What a kiosk has kept and was taken for what the entry says already.
fn also_kept(words: &AdminWords, kept: &[KeptPunch], (zone, pen): (&Zone, &Pen)) -> Vec<String> {
    let same = kept.iter().filter(|kept| matches!(kept.became, BecameOf::Entry(..)));
    same.map(|kept| {
        let (at, came) = (pen.moment(kept.kept_at.unwrap_or(kept.came_at), zone), pen.moment(kept.came_at, zone));
        match kept.way {
            Way::In => words.entries.also_kept_in(at, came),
            Way::Out => words.entries.also_kept_out(at, came),
        }
    })
    .collect()
}

/// What a kiosk has kept of which a punch was made.
fn find_kept<'a>(kept: &'a [KeptPunch], punch: &EntryPunch) -> Option<&'a KeptPunch> {
    kept.iter().find(|kept| match kept.became {
        BecameOf::Punch(_) => (kept.way, kept.kept_at) == (punch.way, Some(punch.at)),
        BecameOf::Entry(..) | BecameOf::Claim(..) => false,
    })
}

/// A call that punched, with the place before which the list of the employee's calls begins with it.
pub(super) struct PunchCallRow {
    pub view: CallText,
    pub list_after: String,
}

impl PunchCallRow {
    fn new((answered_at, id): (Timestamp, CallId), call: &CallView, (zone, pen): (&Zone, &Pen)) -> Self {
        let view = CallText::new(call, zone, pen);
        Self { view, list_after: format!("{}.{id}", answered_at.as_millisecond().saturating_add(1)) }
    }
}

/// One voice check.
pub(super) struct VoiceCheckRow {
    pub id: VoiceCheckId,
    pub state: CheckBadge,
    /// Seconds, to a tenth.
    pub secs: Option<String>,
    pub verdict_at: Option<WrittenTime>,
    pub reviewer: Option<String>,
    pub note: Option<String>,
}

impl VoiceCheckRow {
    fn new(check: CheckLine, (zone, pen): (&Zone, &Pen)) -> Self {
        Self {
            id: check.id,
            state: CheckBadge::new(&AdminWords::of(pen.language).entries, &check.state),
            secs: check.secs.map(|secs| format!("{secs:.1}")),
            verdict_at: check.verdict_at.map(|at| WrittenTime::moment(pen, at, zone)),
            reviewer: check.reviewer,
            note: check.note,
        }
    }
}

/// One exception.
pub(super) struct ExceptionRow {
    pub kind: &'static str,
    pub at: WrittenTime,
    pub note: Option<String>,
    /// None while it stands.
    pub settled: Option<String>,
}

impl ExceptionRow {
    fn new(exception: EntryException, (zone, pen): (&Zone, &Pen)) -> Self {
        let words = AdminWords::of(pen.language);
        let because = words.settled_because(&exception.settled_because.unwrap_or_default());
        let settled = exception.settled_at.map(|at| match (&exception.decision, &exception.settler) {
            (Some(decision), Some(settler)) => {
                let decision = words.exceptions.decision(decision);
                words.entries.settled_by(decision, settler, pen.moment(at, zone), &because)
            }
            (Some(_) | None, _) => words.entries.settled(pen.moment(at, zone), &because),
        });
        Self {
            kind: words.exception_kind(exception.kind),
            at: WrittenTime::moment(pen, exception.at, zone),
            note: exception.note,
            settled,
        }
    }
}

impl EntryRecordView {
    /// `calls` are those of the record, in its order.
    pub(super) fn new(record: &EntryRecord, calls: &[CallView], pen: &Pen) -> Self {
        let (words, zone) = (AdminWords::of(pen.language), &record.zone);
        let local = |at: Timestamp| WrittenTime::moment(pen, at, zone);
        let places = record.calls.iter().map(|call| (call.answered_at, call.id));
        let punches = record.punches.iter().map(|punch| PunchRow {
            way: words.entries.way(way_name(punch.way)),
            at: local(punch.at),
            how: words.how_punched(&punch.how),
            mark: words.punch_mark(&punch.how),
            kept: find_kept(&record.kept, punch).map(|kept| words.entries.kept(pen.moment(kept.came_at, zone))),
            place: PlaceView::with_rule(words, punch.whereabouts, punch.location.as_deref()),
        });
        let kind_of = |id: BreakKindId| {
            let known = record.break_kinds.iter().find(|kind| kind.id == id);
            known.map(|kind| kind.name.clone()).unwrap_or_default()
        };
        let breaks = record.breaks.iter().map(|one| BreakRow {
            id: one.id,
            kind: kind_of(one.kind),
            paid: one.paid,
            begin: local(one.begin_at),
            end: one.end_at.map(local),
            length: one.end_at.map(|end| WrittenHours::new(pen, end.as_second() - one.begin_at.as_second())),
            left_open: one.ended_with_entry,
        });
        let break_trail = record.break_trail.iter().map(|step| BreakStepRow {
            deed: words.entries.break_deed(step.deed),
            kind: kind_of(step.kind),
            begin: local(step.begin_at),
            end: step.end_at.map(local),
            how: words.entries.break_channel(&step.channel),
            reason: step.reason.as_deref().map(|reason| words.reason_written(reason).to_owned()),
            note: step.note.clone(),
            at: local(step.at),
            actor: step.actor.clone(),
        });
        Self {
            breaks: breaks.collect(),
            break_trail: break_trail.collect(),
            may_have_breaks: record.lock.is_none()
                && !record.voided
                && record.break_kinds.iter().any(|kind| kind.archived_at.is_none()),
            id: record.id,
            employee: record.employee,
            voided: record.voided,
            day: record.day,
            worked: record.worked_secs.map(|secs| WrittenHours::new(pen, secs)),
            version: record.version.clone(),
            original: StateView::new(&record.original, (zone, pen)),
            claimed: record.claimed.map(|(from, to)| (from.map(local), to.map(local))),
            decided: StateView::new(&record.decided, (zone, pen)),
            trail: record.trail.iter().cloned().map(|step| TrailRow::new(step, (zone, pen))).collect(),
            punches: punches.collect(),
            also_kept: also_kept(words, &record.kept, (zone, pen)),
            calls: places.zip(calls).map(|(place, call)| PunchCallRow::new(place, call, (zone, pen))).collect(),
            checks: record.checks.iter().cloned().map(|check| VoiceCheckRow::new(check, (zone, pen))).collect(),
            photos: record.photos.iter().map(|photo| PhotoLine::new(photo, words, pen)).collect(),
            exceptions: record.exceptions.iter().cloned().map(|one| ExceptionRow::new(one, (zone, pen))).collect(),
            locked: record.lock.as_ref().map(|lock| refusals::locked(words, Some(pen), lock, zone)),
            zone: zone.clone(),
        }
    }
}
