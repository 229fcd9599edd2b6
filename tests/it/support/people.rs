//! Who and what there is: employees, jobs, and the entries that calls leave.

use jiff::Timestamp;
use phoneclock::{
    domain::{
        caller::E164,
        employee::{Details, Employee},
        entropy::SeededEntropy,
        ids::{EmployeeId, JobId, WorkspaceId},
        job::{Job, PhoneCode},
        language::Language,
        phone_clock_id::PhoneClockId,
        workspace::{Settings, Workspace, Zone},
    },
    service::{
        Hold, Store, StoreError, Unit,
        audit::{
            Actor,
            log::{self, AuditLogFilter, AuditLogPage},
        },
        roster::{
            employees::{self, EmployeeRow},
            jobs::{self, JobDetails},
            workspaces,
        },
        timesheets::entries,
    },
};

use super::{MARIAS_PHONE, PIN, TestGateway, entries::EntryView};

/// Whoever changes an employee's PIN from the command line.
pub fn machine(employee: &Employee) -> Actor {
    Actor::at_the_machine(employee.workspace)
}

impl TestGateway {
    /// Speaks English and has the PIN [`PIN`].
    pub async fn employee(&self, name: &str) -> (Employee, PhoneClockId) {
        self.employee_speaking(name, Language::En).await
    }

    pub async fn employee_speaking(&self, name: &str, language: Language) -> (Employee, PhoneClockId) {
        self.employee_with(Details { language, ..details(name) }, PIN).await
    }

    pub async fn employee_in(&self, name: &str, zone: &str) -> (Employee, PhoneClockId) {
        self.employee_with(Details { zone: Some(Zone::parse(zone).unwrap()), ..details(name) }, PIN).await
    }

    pub async fn employee_with(&self, details: Details, pin: &str) -> (Employee, PhoneClockId) {
        let employee = self.add_employee(details).await;
        let clock_id = self.set_pin(&employee, pin).await.unwrap();
        (employee, clock_id)
    }

    /// Without a PIN.
    pub async fn add_employee(&self, details: Details) -> Employee {
        self.add_employee_in(self.workspace.id, details).await
    }

    pub async fn add_employee_in(&self, workspace: WorkspaceId, details: Details) -> Employee {
        add_employee(&self.store, workspace, details).await
    }

    pub async fn employee_known_as(&self, known_as: &str) -> Employee {
        let (workspace, known_as) = (self.workspace.id, known_as.to_owned());
        self.store.read(move |tx| employees::get_known_as(tx, workspace, &known_as)).await.unwrap()
    }

    pub async fn employees(&self) -> Vec<EmployeeRow> {
        let workspace = self.workspace.id;
        self.store.read(move |tx| employees::list(tx, workspace)).await.unwrap()
    }

    pub async fn add_workspace(&self, settings: Settings) -> Workspace {
        self.store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await.unwrap()
    }

    pub async fn settings(&self) -> Settings {
        let workspace = self.workspace.id;
        self.store.read(move |tx| workspaces::get_settings(tx, workspace)).await.unwrap()
    }

    /// The first page of the audit log.
    pub async fn audit_log(&self) -> AuditLogPage {
        let workspace = self.workspace.id;
        let read = self.store.read(move |tx| log::list(tx, workspace, &AuditLogFilter::default()));
        read.await.unwrap().unwrap()
    }

    pub async fn job(&self, name: &str, code: &str) {
        let code = PhoneCode::parse(code).unwrap();
        self.add_job(JobDetails { phone_code: Some(code), ..JobDetails::named(name) }).await;
    }

    pub async fn add_job(&self, details: JobDetails) -> Job {
        let (actor, id) = (Actor::at_the_machine(self.workspace.id), JobId::generate(&self.store.ids()));
        self.in_office(move |u| jobs::add(u, &actor, id, &details)).await.unwrap()
    }

    pub async fn jobs(&self) -> Vec<Job> {
        let workspace = self.workspace.id;
        self.store.read(move |tx| jobs::list(tx, workspace)).await.unwrap()
    }

    /// Changes something as the office of the workspace does.
    pub async fn in_office<T, E>(
        &self,
        change: impl FnOnce(&mut Unit<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.store.write(Hold::Workspace(self.workspace.id), change).await
    }

    /// Oldest first; the exceptions of each in the order of the alphabet, as several arise at one moment.
    pub async fn entries(&self) -> Vec<EntryView> {
        let workspace = self.workspace.id;
        let read = self.store.read(move |tx| entries::list(tx, workspace, Timestamp::MIN, Timestamp::MAX));
        let mut entries: Vec<_> = read.await.unwrap().into_iter().map(EntryView::from).collect();
        entries.iter_mut().for_each(|entry| entry.exceptions.sort_unstable());
        entries
    }

    pub async fn only_entry(&self) -> EntryView {
        let mut entries = self.entries().await;
        assert_eq!(entries.len(), 1, "{entries:?}");
        entries.remove(0)
    }
}

pub async fn add_employee(store: &Store, workspace: WorkspaceId, details: Details) -> Employee {
    let (actor, id) = (Actor::at_the_machine(workspace), EmployeeId::generate(&store.ids()));
    store.write(Hold::Workspace(workspace), move |u| employees::add(u, &actor, id, details)).await.unwrap()
}

pub fn details(name: &str) -> Details {
    Details { phone: E164::parse(MARIAS_PHONE).ok(), ..Details::named(name) }
}

/// Well-formed, and never issued by a gateway of these tests.
pub fn unknown_id() -> PhoneClockId {
    PhoneClockId::generate(&SeededEntropy::new(4_711), 10)
}

/// From, to, job code and exceptions of an entry: what payroll sees at a glance.
pub fn summary(entry: &EntryView) -> (&str, Option<&str>, Option<&str>, &[&'static str]) {
    (&entry.in_at, entry.out_at.as_deref(), entry.job_code.as_deref(), &entry.exceptions)
}

/// Each voice check of an entry as `in stored`.
pub fn checks(entry: &EntryView) -> Vec<String> {
    entry.voice_checks.iter().map(|check| format!("{} {}", check.punch, check.status)).collect()
}
