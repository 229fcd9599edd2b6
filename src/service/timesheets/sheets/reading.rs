//! What timesheets are counted from, read at once: of some people, or of everybody in a workspace.

use std::collections::HashMap;

use super::{SheetEntry, SheetException};
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        payroll::Period,
    },
    store::{
        StoreError, Tx,
        approvals::{self, Approval},
        timesheet_answers::{self, TimesheetAnswer},
        timesheets as store,
        whose::Whose,
    },
};

/// What there is of each employee beside their entries.
pub(super) struct Beside {
    open: HashMap<EmployeeId, Vec<SheetEntry>>,
    standing: HashMap<EmployeeId, Vec<SheetException>>,
    approvals: HashMap<EmployeeId, Vec<Approval>>,
    answers: HashMap<EmployeeId, Vec<TimesheetAnswer>>,
}

/// The part of one employee.
pub(super) struct BesideOne {
    pub open: Vec<SheetEntry>,
    pub standing: Vec<SheetException>,
    pub approvals: Vec<Approval>,
    pub answers: Vec<TimesheetAnswer>,
}

impl Beside {
    pub fn read(tx: &mut dyn Tx, workspace: WorkspaceId, whose: Whose<'_>, period: Period) -> Result<Self, StoreError> {
        let open = store::list_open_of(tx, workspace, whose, period.to)?;
        let standing = store::list_standing_of(tx, workspace, whose, (period.from, period.to))?;
        let approvals = approvals::list_approvals_of(tx, workspace, whose, period)?;
        let answers = timesheet_answers::list_answers_of(tx, workspace, whose, period)?;
        Ok(Self {
            open: by_employee(open, |entry| entry.employee),
            standing: by_employee(standing, |standing| standing.employee),
            approvals: by_employee(approvals, |approval| approval.employee),
            answers: by_employee(answers, |answer| answer.employee),
        })
    }

    pub fn take(&mut self, employee: EmployeeId) -> BesideOne {
        BesideOne {
            open: self.open.remove(&employee).unwrap_or_default(),
            standing: self.standing.remove(&employee).unwrap_or_default(),
            approvals: self.approvals.remove(&employee).unwrap_or_default(),
            answers: self.answers.remove(&employee).unwrap_or_default(),
        }
    }
}

impl BesideOne {
    /// Whether an employee with these entries is one of those that [`store::list_people_of`] finds.
    pub fn is_of_the_period(&self, period: Period, entries: &[SheetEntry]) -> bool {
        !self.open.is_empty()
            || self.approvals.iter().any(|approval| approval.period.from == period.from)
            || entries.iter().any(|entry| store::reaches_into(entry, period))
    }
}

pub(super) fn by_employee<T>(all: Vec<T>, employee: impl Fn(&T) -> EmployeeId) -> HashMap<EmployeeId, Vec<T>> {
    let mut by_employee: HashMap<_, Vec<T>> = HashMap::new();
    for one in all {
        by_employee.entry(employee(&one)).or_default().push(one);
    }
    by_employee
}
