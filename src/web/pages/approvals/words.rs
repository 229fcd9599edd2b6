//! Why hours were not approved, or an approval not taken back.

use crate::service::timesheets::approvals::{ApprovalError, REASON_MAX_CHARS};

/// As a clause.
pub(super) fn refusal(error: &ApprovalError) -> String {
    match error {
        ApprovalError::Store(_) => error.to_string(),
        ApprovalError::NotFound => "there is nothing of that kind in this workspace".to_owned(),
        ApprovalError::NotOver { to, from } => {
            format!("this pay period is in progress; its last day is {to}; approve it from {from} on")
        }
        ApprovalError::Blocked(_) => "something must be resolved first".to_owned(),
        ApprovalError::Already { name, approver, period } => {
            format!("{name}'s hours from {} to {} were approved by {approver}", period.from, period.to)
        }
        ApprovalError::ChangedMeanwhile => "the hours have changed since the page was made".to_owned(),
        ApprovalError::Nothing => "there is nothing to approve".to_owned(),
        ApprovalError::Reason => format!("say why, in at most {REASON_MAX_CHARS} characters"),
        ApprovalError::ReopenedAlready(who) => format!("{who} has taken this approval back already"),
    }
}
