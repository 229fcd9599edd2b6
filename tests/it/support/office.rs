//! What the office of a workspace does, as the pages do it.

use jiff::civil::Date;
use phoneclock::{
    domain::{
        employee::Employee,
        ids::{ApprovalId, EmployeeId, WorkspaceId},
    },
    service::{
        Hold, Store,
        audit::Actor,
        timesheets::{
            approvals::{self, ApprovalError},
            board::{self, BoardEntry},
            sheets::{self, Approval, PeriodChoice, TimesheetView},
        },
    },
};

use super::TestGateway;

impl TestGateway {
    /// Who is in, on the first page of the board.
    pub async fn present(&self) -> Vec<BoardEntry> {
        let (workspace, now) = (self.workspace.id, self.store.now());
        self.store.read(move |tx| board::list(tx, workspace, None, now)).await.unwrap().present
    }
}

/// The timesheet of an employee.
pub async fn timesheet(store: &Store, employee: &Employee, choice: PeriodChoice) -> TimesheetView {
    find_timesheet(store, employee.workspace, employee.id, choice).await.unwrap()
}

/// The timesheet of whoever has that id in the workspace.
pub async fn find_timesheet(
    store: &Store,
    workspace: WorkspaceId,
    employee: EmployeeId,
    choice: PeriodChoice,
) -> Option<TimesheetView> {
    let now = store.now();
    store.read(move |tx| sheets::find(tx, workspace, employee, choice, now)).await.unwrap()
}

/// Approves the hours of an employee that are of this version.
pub async fn approve(
    store: &Store,
    actor: Actor,
    day: Date,
    employee: EmployeeId,
    version: &str,
) -> Result<Approval, ApprovalError> {
    let version = version.to_owned();
    let hold = Hold::Workspace(actor.workspace);
    store.write(hold, move |u| approvals::approve(u, &actor, day, employee, &version)).await
}

/// Approves everybody who is clean, where they are of this version.
pub async fn approve_clean(store: &Store, actor: Actor, day: Date, version: &str) -> Result<usize, ApprovalError> {
    let version = version.to_owned();
    let hold = Hold::Workspace(actor.workspace);
    store.write(hold, move |u| approvals::approve_clean(u, &actor, day, &version)).await
}

/// Takes an approval back.
pub async fn reopen(store: &Store, actor: Actor, id: ApprovalId, because: &'static str) {
    let hold = Hold::Workspace(actor.workspace);
    store.write(hold, move |u| approvals::reopen(u, &actor, id, because)).await.unwrap();
}
