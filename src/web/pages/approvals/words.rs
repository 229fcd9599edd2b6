//! Why hours were not approved, or an approval not taken back.

use crate::{
    domain::pen::Pen,
    service::timesheets::approvals::{ApprovalError, REASON_MAX_CHARS},
    wording::admin::ApprovalsWords,
};

impl ApprovalsWords {
    /// As a clause.
    pub(super) fn refusal(&self, pen: &Pen, error: &ApprovalError) -> String {
        match error {
            ApprovalError::Store(_) => error.to_string(),
            ApprovalError::NotFound => self.refused_not_found.clone(),
            ApprovalError::NotOver { to, from } => self.refused_not_over(pen.day(*to), pen.day(*from)),
            ApprovalError::Blocked(_) => self.refused_blocked.clone(),
            ApprovalError::Already { name, approver, period } => {
                self.refused_already(name, pen.date(period.from), pen.date(period.to), approver)
            }
            ApprovalError::ChangedMeanwhile => self.refused_changed.clone(),
            ApprovalError::Nothing => self.refused_nothing.clone(),
            ApprovalError::Reason => self.refused_reason(REASON_MAX_CHARS),
            ApprovalError::ReopenedAlready(who) => self.refused_reopened(who),
        }
    }
}
