//! What a worker says of the hours of a period that is over: they are right, or something is wrong. It is kept with its time
//! and shown to payroll, and blocks nothing.

use jiff::civil::Date;
use serde_json::json;

use super::{NOTE_MAX_CHARS, Opened};
use crate::{
    domain::{ids::TimesheetAnswerId, text::cleaned},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
        timesheets::sheets::{PeriodChoice, TimesheetAnswer, count_one, pay_period},
    },
    store::{StoreError, timesheet_answers},
};

/// Answers about one period that are kept; whoever gives more of them says nothing new.
const ANSWERS: usize = 20;

/// What is said, and of which hours.
#[derive(Debug, Clone)]
pub struct GivenAnswer {
    /// The first day of the period.
    pub from: Date,
    /// Whether the hours are right.
    pub is_right: bool,
    /// What is wrong with them.
    pub note: String,
    /// Regular time and overtime as they were shown, in seconds.
    pub shown: (i64, i64),
}

/// Why an answer was not taken down.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum AnswerError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the link opens nothing")]
    NoPage,
    #[error("the period is not over, or is none of the workspace's")]
    NotOver,
    #[error("other hours were shown")]
    ChangedMeanwhile,
    #[error("nothing says what is wrong")]
    NoNote,
    #[error("so many answers about one period were given before")]
    TooMany,
}

/// Takes an answer down. The same one again changes nothing. `address` is the network address that the audit log names.
///
/// # Errors
/// When the link opens nothing, the period is not over, the hours are others by now, or nothing says what is wrong.
pub fn answer(u: &mut Unit<'_>, token: &str, given: &GivenAnswer, address: &str) -> Result<(), AnswerError> {
    let Opened { employee, .. } = Opened::hold(u, token)?.ok_or(AnswerError::NoPage)?;
    let workspace = employee.workspace;
    let period = pay_period(u.tx, workspace, PeriodChoice::Of(given.from), u.now)?;
    if !period.is_over() || period.days.from != given.from {
        return Err(AnswerError::NotOver);
    }
    let sheet = count_one(u.tx, workspace, employee.id, period.days)?.ok_or(AnswerError::NoPage)?;
    let (regular_secs, overtime_secs) = (sheet.regular_secs(), sheet.overtime_secs());
    if (regular_secs, overtime_secs) != given.shown {
        return Err(AnswerError::ChangedMeanwhile);
    }
    let note: String = cleaned(&given.note).trim().chars().take(NOTE_MAX_CHARS).collect();
    let note = Some(note).filter(|note| !note.is_empty() && !given.is_right);
    if note.is_none() && !given.is_right {
        return Err(AnswerError::NoNote);
    }
    let said = TimesheetAnswer {
        id: TimesheetAnswerId::generate(&u.ids),
        employee: employee.id,
        period: period.days,
        is_right: given.is_right,
        note,
        regular_secs,
        overtime_secs,
        at: u.now,
    };
    if sheet.answers.last().is_some_and(|last| is_same(last, &said)) {
        return Ok(());
    }
    if sheet.answers.len() >= ANSWERS {
        return Err(AnswerError::TooMany);
    }
    timesheet_answers::insert_answer(u.tx, workspace, &said)?;
    let actor = Actor::employee(workspace, &employee.details.name, address);
    let change = AuditChange {
        action: if said.is_right { "confirm hours" } else { "dispute hours" },
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: NO_FIELDS,
        after: Some(json!({
            "from": said.period.from,
            "to": said.period.to,
            "regular_seconds": regular_secs,
            "overtime_seconds": overtime_secs,
            "note": said.note,
        })),
    };
    Ok(audit::note(u, &actor, change)?)
}

fn is_same(before: &TimesheetAnswer, now: &TimesheetAnswer) -> bool {
    (before.is_right, &before.note, before.regular_secs, before.overtime_secs)
        == (now.is_right, &now.note, now.regular_secs, now.overtime_secs)
}
