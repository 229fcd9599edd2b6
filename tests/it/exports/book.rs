//! Entries as they were decided, approvals, profiles and files, by hand.

use phoneclock::{
    domain::{
        employee::Details,
        ids::{BreakId, BreakKindId, EmployeeId, EntryId, ExceptionId, JobId},
        job::Job,
        workspace::Zone,
    },
    service::{
        audit::Actor,
        timesheets::{approvals::version, sheets::PeriodChoice},
    },
    store::{Hold, StoreError, Tx, jobs, tx::Value},
};

use crate::support::{
    TestGateway, at,
    browser::{Browser, Page},
    office,
    people::details,
};

/// A day of the last week that is over.
pub const IN_THE_WEEK: &str = "2026-11-09";

pub fn ana() -> Details {
    Details { payroll_id: Some("000042".to_owned()), employee_number: Some("0117".to_owned()), ..details("Ana Torres") }
}

pub fn bo() -> Details {
    Details { payroll_id: Some("000043".to_owned()), ..details("Li, Bo") }
}

pub struct Book<'a> {
    pub test: &'a TestGateway,
}

impl<'a> Book<'a> {
    pub const fn new(test: &'a TestGateway) -> Self {
        Self { test }
    }

    fn actor(&self) -> Actor {
        Actor::at_the_machine(self.test.workspace.id)
    }

    pub async fn person(&self, details: Details) -> EmployeeId {
        self.test.add_employee(details).await.id
    }

    pub async fn named(&self, name: &str, payroll_id: Option<&str>) -> EmployeeId {
        self.person(Details { payroll_id: payroll_id.map(str::to_owned), ..details(name) }).await
    }

    pub async fn job(&self, name: &str, code: Option<&str>) -> JobId {
        let id = JobId::generate(&self.test.gateway.store.ids());
        let job = Job {
            id,
            workspace: self.test.workspace.id,
            name: name.to_owned(),
            accounting_code: code.map(str::to_owned),
            phone_code: None,
            everyone: true,
            archived_at: None,
        };
        let now = self.test.gateway.store.now();
        self.test.gateway.store.db().write(Hold::Gateway, move |tx| jobs::insert_job(tx, &job, now)).await.unwrap();
        id
    }

    pub async fn run(&self, sql: &'static str, params: Vec<Value>) {
        let write = move |tx: &mut dyn Tx| -> Result<_, StoreError> { tx.execute(sql, &params) };
        assert_eq!(self.test.gateway.store.db().write(Hold::Gateway, write).await.unwrap(), 1, "{sql}");
    }

    /// An entry in Chicago.
    pub async fn entry(&self, employee: EmployeeId, from: &str, to: &str, job: Option<JobId>) -> EntryId {
        let id = EntryId::generate(&self.test.gateway.store.ids());
        let day = Zone::parse("America/Chicago").unwrap().local(at(from)).date();
        let params: Vec<Value> = vec![
            id.into(),
            self.test.workspace.id.into(),
            employee.into(),
            at(from).into(),
            at(to).into(),
            job.into(),
            day.into(),
        ];
        let sql = "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, job_id, \
                   work_date) VALUES (?1, ?2, ?3, 'closed', ?4, ?5, 'America/Chicago', ?6, ?7)";
        self.run(sql, params).await;
        id
    }

    /// An unpaid break in an entry.
    pub async fn unpaid_break(&self, (employee, entry): (EmployeeId, EntryId), from: &str, to: &str) {
        let ids = self.test.gateway.store.ids();
        let (id, kind, workspace) = (BreakId::generate(&ids), BreakKindId::generate(&ids), self.test.workspace.id);
        let sql = "INSERT INTO break_kind (id, workspace_id, name, paid, created_at) VALUES (?1, ?2, 'Lunch', 0, 0)";
        self.run(sql, vec![kind.into(), workspace.into()]).await;
        let params: Vec<Value> = vec![
            id.into(),
            workspace.into(),
            employee.into(),
            entry.into(),
            kind.into(),
            at(from).into(),
            at(to).into(),
        ];
        let sql = "INSERT INTO entry_break (id, workspace_id, employee_id, entry_id, kind_id, paid, begin_at, end_at, \
                   ended_with_entry, revision, made_by) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, 0, 0, 'test')";
        self.run(sql, params).await;
    }

    pub async fn open_entry(&self, employee: EmployeeId, from: &str) {
        let id = EntryId::generate(&self.test.gateway.store.ids());
        let day = Zone::parse("America/Chicago").unwrap().local(at(from)).date();
        let params: Vec<Value> =
            vec![id.into(), self.test.workspace.id.into(), employee.into(), at(from).into(), day.into()];
        let sql = "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, zone, work_date) \
                   VALUES (?1, ?2, ?3, 'open', ?4, 'America/Chicago', ?5)";
        self.run(sql, params).await;
    }

    pub async fn exception(&self, employee: EmployeeId, entry: EntryId, kind: &str) {
        let id = ExceptionId::generate(&self.test.gateway.store.ids());
        let params: Vec<Value> = vec![
            id.into(),
            self.test.workspace.id.into(),
            employee.into(),
            entry.into(),
            kind.into(),
            self.test.gateway.store.now().into(),
        ];
        let sql = "INSERT INTO exception (id, workspace_id, employee_id, entry_id, kind, rank, at) \
                   VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)";
        self.run(sql, params).await;
    }

    /// Moves the end of an entry.
    pub async fn ends(&self, entry: EntryId, to: &str) {
        self.run("UPDATE time_entry SET out_at = ?2 WHERE id = ?1", vec![entry.into(), at(to).into()]).await;
    }

    pub async fn approve(&self, employee: EmployeeId) {
        let (store, day) = (&self.test.store, IN_THE_WEEK.parse().unwrap());
        let found = office::find_timesheet(store, self.test.workspace.id, employee, PeriodChoice::Of(day)).await;
        let version = version([&found.unwrap().timesheet]);
        office::approve(store, self.actor(), day, employee, &version).await.unwrap();
    }

    pub async fn reopen(&self, employee: EmployeeId) {
        let sql = "SELECT id FROM approval WHERE employee_id = ?1 AND reopened_at IS NULL";
        let id = self.test.rows(sql, vec![employee.into()]).await[0].get(0).unwrap();
        office::reopen(&self.test.store, self.actor(), id, "a correction").await;
    }

    /// A profile that names people by their payroll ID; its id.
    pub async fn profile(&self, browser: &mut Browser, format: &str) -> String {
        self.profile_with(browser, format, &[]).await
    }

    pub async fn profile_with(&self, browser: &mut Browser, format: &str, others: &[(&str, &str)]) -> String {
        let form = browser.get("/exports/profiles/new").await;
        let id = form.value("id");
        let (overtime, company) = if format == "adp" { ("", "AB1") } else { ("Overtime", "Lopez") };
        let mut fields = vec![
            ("id", id.as_str()),
            ("name", format),
            ("format", format),
            ("company", company),
            ("company_created", "1243092298"),
            ("named_by", "payroll-id"),
            ("regular_code", "Hourly"),
            ("overtime_code", overtime),
            ("job_source", "code"),
        ];
        fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
        fields.extend_from_slice(others);
        let added = browser.post("/exports/profiles/new", &fields).await;
        assert_eq!(added.status, 303, "{}", added.text());
        id
    }

    /// Sends the form of a pre-flight, where there is one.
    pub async fn make(&self, browser: &mut Browser, check: &Page, signature: &str) -> Option<Page> {
        if !check.body.contains("name=\"expected_version\"") {
            return None;
        }
        let (profile, from, version) = (check.value("profile"), check.value("from"), check.value("expected_version"));
        let fields =
            [("profile", profile.as_str()), ("from", &from), ("expected_version", &version), ("signature", signature)];
        Some(browser.post("/exports", &fields).await)
    }

    /// The address of the batch that the check of a profile leads to.
    pub async fn export(&self, browser: &mut Browser, profile: &str) -> String {
        let check = browser.get(&format!("/exports/check?profile={profile}&from={IN_THE_WEEK}")).await;
        let made = self.make(browser, &check, "The payroll").await.unwrap_or_else(|| panic!("{}", check.text()));
        made.is(303).to().unwrap().to_owned()
    }

    /// The file of that batch.
    pub async fn file(&self, browser: &mut Browser, profile: &str) -> Page {
        let to = self.export(browser, profile).await;
        browser.get(&format!("{to}/file")).await
    }
}

/// The rows of a CSV file below the names of its columns, each as (column, cell).
pub fn rows(file: &str) -> Vec<Vec<(String, String)>> {
    let mut csv = csv::Reader::from_reader(file.trim_start_matches('\u{FEFF}').as_bytes());
    let columns: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| columns.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    csv.records().map(|record| row(record.unwrap())).collect()
}

/// What a column adds up to, in hundredths, over the rows that `of` lets through.
pub fn sum(file: &str, column: &str, of: impl Fn(&str) -> bool) -> i64 {
    let rows = rows(file);
    let rows = rows.iter().filter(|row| row.iter().any(|(_, cell)| of(cell)));
    let cells = rows.flat_map(|row| row.iter().filter(|(name, _)| name == column).map(|(_, cell)| cell.clone()));
    cells.map(|cell| cell.replace('.', "").parse::<i64>().unwrap_or(0)).sum()
}
