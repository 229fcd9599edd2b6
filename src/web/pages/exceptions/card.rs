//! The exception that is looked at: what happened, and what can be done about it.

use axum::http::Method;

use super::{
    form::{RepairForm, TypedRepair},
    words,
};
use crate::{
    domain::{
        caller::Caller,
        ids::{EmployeeId, EntryId, ExceptionId},
        pen::Pen,
        user::Role,
        workspace::Zone,
    },
    service::timesheets::exceptions::{ExceptionDetail, QueuedException, Settlement, is_accepted},
    web::{
        access,
        pages::{
            form_errors::{FormErrors, capital},
            written::WrittenTime,
        },
    },
    wording::{
        admin::{AdminWords, ExceptionsWords},
        refusals,
    },
};

/// What was refused about the exception that is looked at, and what had been typed.
#[derive(Debug, Clone)]
pub(super) enum Refused {
    /// Its acceptance.
    Acceptance { words: String, note: String },
    /// The correction of its entry.
    Repair(Box<TypedRepair>, FormErrors),
}

/// An exception in words, with its forms. Times are local, with the zone.
pub(super) struct ExceptionCard {
    pub id: ExceptionId,
    pub kind: &'static str,
    pub blocks: bool,
    pub happened: &'static str,
    /// What follows when it is accepted.
    pub accepting: &'static str,
    pub employee: EmployeeId,
    pub name: String,
    pub at: WrittenTime,
    pub note: Option<String>,
    /// The caller's number, all but its end masked.
    pub caller: Option<String>,
    pub entry_words: Option<String>,
    /// When the next entry of the employee begins, where the end of this one is in doubt.
    pub next_in: Option<String>,
    pub settled: Option<SettledView>,
    pub needs_note: bool,
    /// Where its entry, or else what it is about, is looked at; and the words of the link.
    pub open: Option<(String, &'static str)>,
    pub hear: Option<String>,
    /// The correction that resolves it; none where none does, or none may be made.
    pub repair: Option<RepairForm>,
    /// Why its entry cannot be corrected.
    pub locked: Option<String>,
    /// The note of the acceptance, as it was typed.
    pub typed: String,
    pub wrong: Option<String>,
}

impl ExceptionCard {
    pub fn new(detail: ExceptionDetail, (role, pen): (Role, &Pen), refused: Option<&Refused>, fill_in: bool) -> Self {
        let ExceptionDetail { exception, entry: to_repair, zone: workspace } = detail;
        let words = AdminWords::of(pen.language);
        let open = open(&words.exceptions, &exception, role, to_repair.is_some());
        let QueuedException { id, kind, at, note, employee, name, caller, entry, zone, voice_check, settled, call: _ } =
            exception;
        let local = entry.as_ref().map_or(zone.as_ref().unwrap_or(&workspace), |entry| &entry.zone);
        let may_correct = access::allows(role, &Method::POST, "/exceptions/{id}/correct");
        let unlocked = to_repair.as_ref().filter(|entry| entry.lock.is_none() && may_correct);
        let (mut tried, mut errors, mut typed, mut wrong) = (None, &FormErrors::default(), String::new(), None);
        match refused {
            Some(Refused::Repair(typed, found)) => (tried, errors) = (Some(&**typed), found),
            Some(Refused::Acceptance { words, note }) => (typed, wrong) = (note.clone(), Some(words.clone())),
            None => {}
        }
        let repair = unlocked.map(|entry| RepairForm::new((kind, entry), pen, (tried, errors), fill_in));
        let locked = to_repair.as_ref().and_then(|entry| entry.lock.as_ref().map(|lock| (lock, &entry.zone)));
        Self {
            id,
            kind: words.exception_kind(kind),
            blocks: kind.blocks_approval(),
            happened: words.exceptions.happened(kind),
            accepting: words.exceptions.meaning(kind, entry.as_ref().map(|entry| entry.status)),
            employee,
            name,
            at: WrittenTime::moment(pen, at, local),
            note,
            caller: caller.map(|caller| match caller {
                Caller::Number(number) => number.masked(),
                Caller::Withheld => words.exceptions.withheld.clone(),
            }),
            next_in: to_repair.as_ref().and_then(|entry| entry.next_in.map(|next| pen.moment(next, &entry.zone))),
            entry_words: entry.as_ref().map(|entry| words::entry(&words.exceptions, entry, pen)),
            settled: settled.map(|settled| SettledView::new(settled, &workspace, pen)),
            needs_note: kind.needs_note(),
            open,
            hear: voice_check
                .filter(|_| access::allows(role, &Method::GET, "/voice-checks/{id}"))
                .map(|id| format!("/voice-checks/{id}")),
            repair,
            locked: locked.map(|(lock, zone)| capital(&refusals::locked(words, Some(pen), lock, zone))),
            typed,
            wrong,
        }
    }
}

fn open(
    words: &'static ExceptionsWords,
    exception: &QueuedException,
    role: Role,
    needs_correction: bool,
) -> Option<(String, &'static str)> {
    if let Some(entry) = exception.entry.as_ref() {
        let id: EntryId = entry.id;
        let of_breaks = exception.settled.is_none() && exception.kind.is_about_breaks();
        let may_correct = access::allows(role, &Method::POST, "/time-entries/{id}/breaks/new");
        if of_breaks && may_correct && !entry.voided {
            return Some((format!("/time-entries/{id}#breaks"), &words.correct_breaks));
        }
        let label = if needs_correction { &words.see_history } else { &words.see_entry };
        return Some((format!("/time-entries/{id}"), label));
    }
    let allowed = access::allows(role, &Method::GET, "/time-tracking/phone-clocking/{id}");
    allowed
        .then(|| (format!("/time-tracking/phone-clocking/{}", exception.employee), words.see_phone_clocking.as_str()))
}

/// How it was settled, when, and by whom.
pub(super) struct SettledView {
    pub at: WrittenTime,
    /// None where it resolved itself.
    pub by: Option<String>,
    pub decision: Option<String>,
    pub because: String,
    /// Whether a person's acceptance can be taken back here.
    pub is_accepted: bool,
}

impl SettledView {
    fn new(settled: Settlement, zone: &Zone, pen: &Pen) -> Self {
        let words = AdminWords::of(pen.language);
        Self {
            at: WrittenTime::moment(pen, settled.at, zone),
            is_accepted: is_accepted(&settled),
            by: settled.settler,
            decision: settled.decision.map(|decision| words.exceptions.decision(&decision).to_owned()),
            because: words.settled_because(&settled.because),
        }
    }
}
